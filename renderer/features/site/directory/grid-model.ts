import type { Extension } from '../../../../domain/numbers/directory.ts';
import { E164 } from '../../../../domain/numbers/e164.ts';
import { bare } from '../../../words.ts';

/** The columns of the grid of extensions, in their order. */
export const COLUMNS = [
  { name: 'number', title: 'Ext.', editable: false }, { name: 'firstName', title: 'First name', editable: true }, { name: 'lastName', title: 'Last name', editable: true },
  { name: 'dids', title: 'DID', editable: true }, { name: 'callerId', title: 'Caller ID', editable: true },
] as const;
export type ColumnName = (typeof COLUMNS)[number]['name'];

export interface Sorting {
  readonly column: ColumnName;
  readonly descending: boolean;
}

/** What a cell shows, and what an editor of it begins with. */
export function cellText(row: Extension, column: ColumnName): string {
  return column === 'dids' ? row.dids.join(', ') : row[column];
}

const searchable = new WeakMap<Extension, string>();

/** What can be found of a row, made once for each: rows that did not change stay the same objects. */
function textOf(row: Extension): string {
  const known = searchable.get(row);
  if (known !== undefined) return known;
  const text = bare([row.number, row.firstName, row.lastName, row.email, row.department, row.callerId, ...row.dids].join(' '));
  searchable.set(row, text);
  return text;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The rows to show: those with every word that was typed, in the chosen order; rows that are equal in it stay as they were. */
export function shownRows(rows: readonly Extension[], typed: string, { column, descending }: Sorting): readonly Extension[] {
  const words = bare(typed).split(/\s+/).filter((word) => word !== '');
  const found = words.length === 0 ? rows : rows.filter((row) => { const text = textOf(row); return words.every((word) => text.includes(word)); });
  const sign = descending ? -1 : 1;
  // Empty cells come last in either direction: what is missing is not “the smallest”.
  return found.toSorted((one, other) => {
    const a = cellText(one, column);
    const b = cellText(other, column);
    if (a === '' || b === '') return Number(a === '') - Number(b === '');
    return sign * collator.compare(a, b);
  });
}

/** What is wrong with a row, or worth knowing; null where nothing is. */
export function rowNote(row: Extension, onTrunk: ReadonlySet<string> | null, inPbx: ReadonlyMap<string, Extension> | null): { readonly shape: 'refused' | 'attention'; readonly words: string } | null {
  if (row.callerId === '') return { shape: 'refused', words: 'No caller ID' };
  if (!E164.test(row.callerId)) return { shape: 'refused', words: 'Not E.164' };
  if (onTrunk !== null && !onTrunk.has(row.callerId)) return { shape: 'refused', words: 'Not on the trunk' };
  if (row.dids.length === 0) return { shape: 'attention', words: 'No DID' };
  if (inPbx === null) return null;
  const there = inPbx.get(row.number);
  if (!there) return { shape: 'attention', words: 'New in 3CX' };
  const same = there.callerId === row.callerId && there.firstName === row.firstName && there.lastName === row.lastName && there.email === row.email && there.department === row.department && there.dids.join(':') === row.dids.join(':');
  return same ? null : { shape: 'attention', words: 'Differs in 3CX' };
}
