import Papa from 'papaparse';

const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

/** A row that is not written as CSV is: `line` counts rows from 1 with the header, as a spreadsheet does. */
export interface CsvProblem {
  readonly line: number;
  readonly why: string;
}

/** The rows of a CSV file with all their cells as text, also the blank rows, so that row numbers are those of a spreadsheet. */
export interface CsvRows {
  readonly cells: string[][];
  /** The rows whose quotes are wrong. Their cells are a guess, and may have swallowed the rows behind them. */
  readonly problems: readonly CsvProblem[];
}

/**
 * Reads CSV with commas, semicolons or tabs, with or without a BOM, with any line ends. Never throws.
 * @param text the whole file, decoded
 */
export function parseCsv(text: string): CsvRows {
  const { body, separator, newline } = lookAt(text);
  // The library takes a BOM away itself.
  const { data, errors } = Papa.parse<string[]>(body, { delimiter: separator, newline, header: false, skipEmptyLines: false, dynamicTyping: false });
  const lines = new Map(errors.map((error) => [(error.row ?? 0) + 1, error.code]));
  // What follows the last line end is no row; but a lone quote there is a row with a problem.
  if (data.length > 0 && data.at(-1)?.length === 1 && data.at(-1)?.[0] === '' && !lines.has(data.length)) data.pop();
  return { cells: data, problems: [...lines].map(([line, code]) => ({ line, why: WORDS[code] ?? 'This row is not written as CSV is.' })) };
}

const WORDS: Partial<Record<Papa.ParseError['code'], string>> = {
  MissingQuotes: 'A cell begins with a quote that is never closed: everything behind it is in this one cell.',
  InvalidQuotes: 'Behind the closing quote of a cell there is more text. A quote inside a cell is written twice.',
};

/**
 * What the first row says about the file, looking only outside quotes: the separator is the one it has most of. The library's own guess compares ten rows,
 * and a caller ID list in a cell can mislead it. It also takes one kind of line end for the whole file, so where kinds are mixed they are made one.
 */
function lookAt(text: string): { body: string; separator: Separator; newline: '\r\n' | '\n' | '\r' } {
  const parts = text.split('"');
  const count: Record<Separator, number> = { ',': 0, ';': 0, '\t': 0 };
  const ends = new Set<string>();
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) continue;
    if (ends.size === 0) for (const character of part.split(/[\r\n]/, 1)[0] ?? '') if (isSeparator(character)) count[character] += 1;
    for (const [end] of part.matchAll(/\r\n|\n|\r/g)) ends.add(end);
  }
  const separator = SEPARATORS.reduce((best, other) => (count[other] > count[best] ? other : best));
  const [end = '\n'] = ends;
  if (ends.size < 2) return { body: text, separator, newline: end as '\r\n' | '\n' | '\r' };
  return { body: parts.map((part, index) => (index % 2 === 1 ? part : part.replace(/\r\n|\r/g, '\n'))).join('"'), separator, newline: '\n' };
}

function isSeparator(character: string): character is Separator {
  return character === ',' || character === ';' || character === '\t';
}

/**
 * Writes CSV as RFC 4180 has it: commas, CRLF, quotes where they are needed. No BOM: 3CX would have to take it out of the first column's name (NC).
 *
 * Spreadsheets run cells that begin with = + - @ as formulas, and the usual defence is an apostrophe in front. Not here: the file is for 3CX, every
 * E.164 number begins with +, and 3CX would take the apostrophe for a part of the number. The cells come from 3CX's own file or from the technician.
 */
export function formatCsv(cells: readonly (readonly string[])[]): string {
  if (cells.length === 0) return '';
  // A cell with another separator in it is quoted too, so that parseCsv cannot take it for the file's.
  const text = Papa.unparse(cells.map((row) => [...row]), { delimiter: ',', newline: '\r\n', quotes: (cell: unknown) => /[;\t]/.test(String(cell)) });
  return `${text}\r\n`;
}
