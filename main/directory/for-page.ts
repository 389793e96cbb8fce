import { hash, randomBytes } from 'node:crypto';
import type { Directory, Extension } from '../../domain/numbers/directory.ts';
import { isSecretName } from '../../domain/numbers/users-columns.ts';
import type { DirectoryView } from '../../preload/contract.ts';

/** Goes before what is hashed. Made anew at each start; it never leaves main. A plain hash would tell: a PIN has 10,000 values, soon tried. */
const KEY = randomBytes(32).toString('hex');

/** The big parts of a site as they cross to the page. */
export function directoryForPage(siteId: string, { numbers, extensions }: Directory): DirectoryView {
  const { imported } = extensions;
  return structuredClone({ siteId, numbers, extensions: { ...extensions, rows: masked(extensions.rows), imported: imported === null ? null : { ...imported, rows: masked(imported.rows) } } });
}

/** Extensions as they cross to the page; the same ones are the same in every patch. */
export function rowsForPage(rows: readonly Extension[]): Extension[] {
  return structuredClone(masked(rows));
}

/**
 * The rows with a stand-in for each password and PIN. The page compares an extension with what 3CX's export had of it, so the same value of the
 * same extension has the same stand-in; which extensions share a PIN it does not tell. A row without secrets is the same object. O(n).
 */
function masked(rows: readonly Extension[]): Extension[] {
  // By its key in `other`, not by the columns of the last file: a value stays when a later file lacks its column.
  const secret = new Map<string, boolean>();
  const isSecret = (key: string): boolean => {
    let is = secret.get(key);
    if (is === undefined) secret.set(key, is = isSecretName(key));
    return is;
  };
  return rows.map((row) => {
    const keys = Object.keys(row.other).filter(isSecret);
    if (keys.length === 0) return row;
    const other = { ...row.other };
    for (const key of keys) if (other[key]) other[key] = standIn(row.number, key, other[key]);
    return { ...row, other };
  });
}

/** Not an HMAC: that takes several times as long, and guards against adding to a hashed text, by which nobody gains anything here. */
function standIn(...what: readonly string[]): string {
  return hash('sha256', `${KEY}${JSON.stringify(what)}`).slice(0, 16);
}
