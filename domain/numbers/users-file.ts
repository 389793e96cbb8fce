import { accept, type Judgement, refuse } from '../judgement.ts';
import type { Extension, ExtensionsPart } from './directory.ts';
import { MOST_EXTENSIONS } from './limits.ts';
import { LONGEST_TEXT, MOST_DIDS_OF_ONE, readExtensionNumber } from './extensions.ts';
import { cellOf, type Column, COLUMN_NAMES, DEFAULT_COLUMNS, type Field, fieldOf, layOut } from './users-columns.ts';
import { excerpt } from './pasted.ts';
import { readPhoneNumber } from './phone-number.ts';

/** A row that was not taken, and why. `line` counts rows from 1 with the header, as a spreadsheet does; a cell may hold line ends. */
export interface RowProblem {
  readonly line: number;
  readonly why: string;
}

/** 3CX's own export of its users. */
export interface UsersFile {
  /** The header as it stands. */
  readonly columns: readonly string[];
  /** The rows that are whole, each extension number once; caller IDs and DIDs in E.164 where they can be read. */
  readonly rows: readonly Extension[];
  /** The same rows with caller IDs and DIDs as 3CX has them: to 3CX `4155550142` and `+14155550142` are two numbers. */
  readonly written: readonly Extension[];
  readonly problems: readonly RowProblem[];
}

const MOST_COLUMNS = 500;

/**
 * Reads 3CX's users export: the first row that is not blank is the header, and it decides where everything belongs. Columns that Trunkbook does
 * not know are kept. Each row that is not blank is in `rows` or in `problems`; a row with a cell too few or too many may have shifted, and is not taken.
 * @param cells the rows of the file, from `parseCsv`
 * @param unsure rows of which it cannot be said where their cells begin and end, because their quotes are wrong: they are not taken either
 * @param country the site's, ISO 3166 alpha-2: caller IDs and DIDs without a country code are read as numbers of it
 * @returns a refusal where no header with one `Number` column is found. Never throws.
 */
export function readUsers(cells: readonly (readonly string[])[], country: string, unsure: readonly RowProblem[] = []): Judgement<UsersFile> {
  const start = cells.findIndex((row) => !isBlank(row));
  const columns = cells[start];
  if (!columns) return refuse('The file is empty. Export the users again in 3CX.');
  const badly = new Map(unsure.map(({ line, why }) => [line, why]));
  const header = badly.get(start + 1);
  if (header !== undefined) return refuse(`The first row has the names of the columns, and cannot be read. ${header} Export the users again in 3CX.`);
  const wrong = judgeHeader(columns);
  if (wrong !== null) return refuse(wrong);
  const layout = layOut(columns);
  const rows: Extension[] = [];
  const written: Extension[] = [];
  const problems: RowProblem[] = [];
  const lines = new Map<string, number>();
  for (let index = start + 1; index < cells.length; index += 1) {
    const row = cells[index] ?? [];
    const line = index + 1;
    const bad = badly.get(line);
    if (bad === undefined && isBlank(row)) continue;
    const read = bad === undefined ? readRow(row, layout) : refuse(bad);
    const first = read.ok ? lines.get(read.value.number) : undefined;
    if (!read.ok) problems.push({ line, why: read.why });
    else if (first !== undefined) problems.push({ line, why: `Extension ${read.value.number} is in row ${first} already. This second row was not taken.` });
    else if (rows.length === MOST_EXTENSIONS) problems.push({ line, why: `A site holds at most ${MOST_EXTENSIONS.toLocaleString('en-US')} extensions; this one was not taken.` });
    else {
      lines.set(read.value.number, line);
      written.push(read.value);
      rows.push(inE164(read.value, country));
    }
  }
  return accept({ columns, rows, written, problems });
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');

function judgeHeader(columns: readonly string[]): string | null {
  const fields = columns.map(fieldOf);
  if (!fields.includes('number')) return `The first row has no column “${COLUMN_NAMES.number}”, so this is not 3CX’s export of users, or its header is missing. Export the users again in 3CX.`;
  const twice = fields.find((field, index) => field !== null && fields.indexOf(field) < index);
  if (twice) return `The first row has the column “${COLUMN_NAMES[twice]}” twice, so that nobody can say which one counts. Take one of them out.`;
  if (columns.length > MOST_COLUMNS) return `The first row has ${columns.length.toLocaleString('en-US')} columns; at most ${MOST_COLUMNS} are taken.`;
  if (columns.some((column) => column.length > LONGEST_TEXT)) return 'The name of a column is far too long. Export the users again in 3CX.';
  return null;
}

function readRow(row: readonly string[], layout: readonly Column[]): Judgement<Extension> {
  if (row.length < layout.length || !isBlank(row.slice(layout.length))) return refuse(`This row has ${row.length} cells, the header has ${layout.length}. It was not taken.`);
  const extension: Extension = { number: '', firstName: '', lastName: '', email: '', callerId: '', dids: [], department: '', other: {} };
  for (const [index, column] of layout.entries()) {
    const cell = row[index] ?? '';
    if (column.field === 'dids') extension.dids = cell.split(':').map((did) => did.trim()).filter((did) => did !== '');
    else if (column.field === 'callerId') extension.callerId = cell.trim();
    else if (column.field !== null) extension[column.field] = cell;
    // Empty cells are not kept: sixty columns of nothing for each of thousands of extensions.
    else if (cell !== '') extension.other[column.key] = cell;
    const texts = column.field === 'dids' ? extension.dids : [cell];
    if (texts.some((text) => text.length > LONGEST_TEXT)) return refuse(`“${excerpt(column.name)}” has ${cell.length.toLocaleString('en-US')} characters; at most ${LONGEST_TEXT.toLocaleString('en-US')} are taken.`);
  }
  if (extension.dids.length > MOST_DIDS_OF_ONE) return refuse(`There are ${extension.dids.length} DIDs in this row; at most ${MOST_DIDS_OF_ONE} are taken.`);
  const number = readExtensionNumber(extension.number);
  return number.ok ? accept({ ...extension, number: number.value }) : number;
}

function inE164(row: Extension, country: string): Extension {
  const read = (text: string): string => {
    const number = readPhoneNumber(text, country);
    return number.ok ? number.value : text;
  };
  return { ...row, callerId: read(row.callerId), dids: [...new Set(row.dids.map(read))] };
}

/**
 * The rows of a file for 3CX, header first, with the columns of 3CX's own export in its order, or those of threecx.md 1.5 before there was one.
 * A column that the export lacks is put behind only where it would carry something: entered here, or kept from an earlier export. NC: whether 3CX takes it there.
 * 3CX skips extensions that exist (threecx.md 1.5): `notInPbx` tells what has to be changed by hand.
 */
export function usersCells(part: ExtensionsPart): string[][] {
  const names = part.columns.length > 0 ? part.columns : DEFAULT_COLUMNS;
  const present = new Set(names.map(fieldOf));
  const lacking = (Object.keys(COLUMN_NAMES) as Field[]).filter((field) => !present.has(field) && (field === 'number' || part.rows.some((row) => row[field].length > 0)));
  const layout = layOut([...names, ...lacking.map((field) => COLUMN_NAMES[field]), ...keptKeys(part.rows, layOut(names))]);
  return [layout.map((column) => column.name), ...part.rows.map((row) => layout.map((column) => cellOf(row, column)))];
}

/** What `other` holds something of and no column covers. Each key, taken as the name of a column, is laid out as itself again. */
function keptKeys(rows: readonly Extension[], layout: readonly Column[]): string[] {
  const covered = new Set(layout.map((column) => (column.field === null ? column.key : null)));
  const kept = new Set<string>();
  for (const { other } of rows) for (const [key, value] of Object.entries(other)) if (value !== '' && !covered.has(key)) kept.add(key);
  return [...kept];
}
