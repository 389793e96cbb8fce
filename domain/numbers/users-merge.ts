import { accept, type Judgement, refuse } from '../judgement.ts';
import type { Extension, ExtensionsPart } from './directory.ts';
import { MOST_EXTENSIONS } from './limits.ts';
import { cellOf, type Column, isSecretColumn, layOut } from './users-columns.ts';
import type { UsersFile } from './users-file.ts';

/** What differs in one column. Values as they stand in a cell; several DIDs have `:` between them. Of passwords and PINs it says only that they differ. */
export interface CellChange {
  /** The column as 3CX's file calls it. */
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What differs in one extension; at least one change. */
export interface RowChange {
  readonly number: string;
  readonly changes: readonly CellChange[];
}

/** What taking a file would do, to be shown before it is taken. */
export interface UsersComparison {
  readonly added: readonly Extension[];
  readonly changed: readonly RowChange[];
  /** Extensions of the site that the file does not have. They stay: an import never removes anything. */
  readonly missing: readonly Extension[];
  /** How many are there already just as the file has them. */
  readonly same: number;
}

/** What the site shall have against what 3CX's last export had. */
export interface PbxDifference {
  /** Not in 3CX: importing the exported file there makes them. */
  readonly toCreate: readonly Extension[];
  /** In 3CX with other values: 3CX’s import skips extensions that exist (threecx.md 1.5), so these are changed there by hand. `before` is what 3CX has. */
  readonly toChange: readonly RowChange[];
  /** In 3CX, and taken out here. */
  readonly onlyInPbx: readonly Extension[];
}

const byNumber = (rows: readonly Extension[]): Map<string, Extension> => new Map(rows.map((row) => [row.number, row]));

/** The order of an extension's DIDs means nothing. */
const comparable = (row: Extension, column: Column): string => (column.field === 'dids' ? [...new Set(row.dids)].sort().join(':') : cellOf(row, column));

function shown(row: Extension, column: Column, instead: string): string {
  const cell = cellOf(row, column);
  return cell !== '' && isSecretColumn(column) ? instead : cell;
}

/** Only the columns that the file has are compared: of the others it says nothing. */
function changesBetween(before: Extension, after: Extension, layout: readonly Column[]): CellChange[] {
  return layout.filter((column) => comparable(before, column) !== comparable(after, column))
    .map((column) => ({ column: column.name, before: shown(before, column, 'hidden'), after: shown(after, column, 'another, hidden') }));
}

/** What taking this file would change. O(n). */
export function compareUsers(current: ExtensionsPart, file: Pick<UsersFile, 'columns' | 'rows'>): UsersComparison {
  const layout = layOut(file.columns);
  const here = byNumber(current.rows);
  const there = byNumber(file.rows);
  const changed: RowChange[] = [];
  let same = 0;
  for (const row of file.rows) {
    const before = here.get(row.number);
    if (!before) continue;
    const changes = changesBetween(before, row, layout);
    if (changes.length > 0) changed.push({ number: row.number, changes });
    else same += 1;
  }
  return { added: file.rows.filter((row) => !here.has(row.number)), changed, missing: current.rows.filter((row) => !there.has(row.number)), same };
}

/** Who imported it, when (ISO 8601), on which laptop. */
export interface Stamp {
  readonly at: string;
  readonly who: string;
  readonly device: string;
}

/**
 * The extensions after taking the file: rows keep their order, new ones come behind, nothing is removed, and a column that the file does not
 * have leaves its values alone. `imported` holds the rows with their numbers as 3CX has them, so that `notInPbx` shows a caller ID without its `+`.
 * @returns a refusal where the site would hold too many, or the file has none
 */
export function takeUsers(current: ExtensionsPart, file: Pick<UsersFile, 'columns' | 'rows' | 'written'>, stamp: Stamp): Judgement<ExtensionsPart> {
  if (file.rows.length === 0) return refuse('The file has no extension that could be taken. Nothing was changed.');
  const layout = layOut(file.columns);
  const here = byNumber(current.rows);
  const there = byNumber(file.rows);
  const added = file.rows.filter((row) => !here.has(row.number));
  const total = current.rows.length + added.length;
  if (total > MOST_EXTENSIONS) return refuse(`The site would have ${total.toLocaleString('en-US')} extensions; it holds at most ${MOST_EXTENSIONS.toLocaleString('en-US')}. Nothing was taken.`);
  const kept = current.rows.map((row) => {
    const news = there.get(row.number);
    return news ? merged(row, news, layout) : row;
  });
  return accept({ schema: 1, columns: [...file.columns], rows: [...kept, ...added], imported: { source: 'imported', at: stamp.at, who: stamp.who, device: stamp.device, rows: [...file.written] } });
}

function merged(row: Extension, news: Extension, layout: readonly Column[]): Extension {
  const next = { ...row, other: { ...row.other } };
  for (const column of layout) {
    if (column.field === 'dids') next.dids = news.dids;
    else if (column.field !== null) next[column.field] = news[column.field];
    else {
      delete next.other[column.key];
      if (Object.hasOwn(news.other, column.key)) next.other[column.key] = news.other[column.key] ?? '';
    }
  }
  return next;
}

/** What 3CX does not have as the site shall have it, judged by 3CX's last export; null before the first one. O(n). */
export function notInPbx(part: ExtensionsPart): PbxDifference | null {
  if (part.imported === null) return null;
  const { rows } = part.imported;
  const compared = compareUsers({ ...part, rows }, { columns: part.columns, rows: part.rows });
  return { toCreate: compared.added, toChange: compared.changed, onlyInPbx: compared.missing };
}
