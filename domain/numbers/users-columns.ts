import type { Extension } from './directory.ts';

/** The parts of an extension that Trunkbook itself knows; the rest of 3CX's file is in `other`. */
export type Field = Exclude<keyof Extension, 'other'>;

/** 3CX's column for each part (threecx.md 1.5). NC: whether 3CX writes them like this in every version, so their case does not count. */
export const COLUMN_NAMES: Readonly<Record<Field, string>> = {
  number: 'Number', firstName: 'FirstName', lastName: 'LastName', email: 'EmailAddress', callerId: 'OutboundCallerID', dids: 'DID', department: 'Department',
};

/** The columns of a file for 3CX before 3CX's own export was seen, in the order of threecx.md 1.5. [U]: what 3CX makes of an empty `Role`; Trunkbook gives nobody rights. */
export const DEFAULT_COLUMNS: readonly string[] = ['Number', 'FirstName', 'LastName', 'EmailAddress', 'MobileNumber', 'OutboundCallerID', 'DID', 'Role', 'Department'];

/** Where the cells of one column belong: in a part of the extension, or in `other` under `key`. `name` is the column as the file has it. */
export type Column = { readonly name: string } & ({ readonly field: Field } | { readonly field: null; readonly key: string });

const BY_NAME = new Map((Object.keys(COLUMN_NAMES) as Field[]).map((field) => [COLUMN_NAMES[field].toLowerCase(), field]));

/** The part of an extension that a column of this name holds, or null. */
export function fieldOf(name: string): Field | null {
  return BY_NAME.get(name.trim().toLowerCase()) ?? null;
}

/** Where each column belongs. Always the same for the same columns, so that a file comes out as it went in; a column without a name, or with one that is there twice, gets a key of its own. */
export function layOut(columns: readonly string[]): readonly Column[] {
  const fields = new Set<Field>();
  const keys = new Set<string>();
  return columns.map((name, index) => {
    const field = fieldOf(name);
    if (field !== null && !fields.has(field)) {
      fields.add(field);
      return { name, field };
    }
    // A record cannot have a key __proto__: the engine, and zod, would drop it without a word.
    const wanted = name.trim() === '' || name.trim() === '__proto__' ? `Column ${index + 1}` : name.trim();
    let key = wanted;
    for (let copy = 2; keys.has(key); copy += 1) key = `${wanted} (${copy})`;
    keys.add(key);
    return { name, field: null, key };
  });
}

/** Whether the cells of a column are never shown. */
export function isSecretColumn({ name }: Column): boolean {
  return isSecretName(name);
}

/** [U] which columns of 3CX's exports carry passwords or PINs: whatever is called so, as a column or as a key of `other`, is kept and given back, and never shown. */
export function isSecretName(name: string): boolean {
  return /pass|pwd|secret/i.test(name) || /PIN|\bpin\b|Pin(?![a-z])/.test(name);
}

/** What an extension has in a column, as the cell of a file. Several DIDs have `:` between them. */
export function cellOf(row: Extension, column: Column): string {
  if (column.field === null) return Object.hasOwn(row.other, column.key) ? row.other[column.key] ?? '' : '';
  return column.field === 'dids' ? row.dids.join(':') : row[column.field];
}
