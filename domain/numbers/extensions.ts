import { accept, type Judgement, refuse } from '../judgement.ts';
import type { Extension } from './directory.ts';
import { MOST_EXTENSIONS } from './limits.ts';
import { excerpt } from './pasted.ts';
import { readPhoneNumber } from './phone-number.ts';

/** What the record takes: see directory.ts. */
export const LONGEST_TEXT = 10_000;
export const MOST_DIDS_OF_ONE = 100;

/** What a person typed, by the parts that were changed. */
export type ExtensionChange = { readonly [Part in Exclude<keyof Extension, 'other' | 'dids'>]?: string } & { readonly dids?: readonly string[] };

/** An extension's number. [U]: 3CX is said to take two to five digits; Trunkbook takes one to ten, and leaves the rest to 3CX. */
export function readExtensionNumber(text: string): Judgement<string> {
  const number = text.trim();
  if (number === '') return refuse('The extension number is missing.');
  if (!/^[0-9]{1,10}$/.test(number)) return refuse(`“${excerpt(number)}” is not an extension number: it has one to ten digits, and nothing else.`);
  return accept(number);
}

/** The rows with one more behind them. `change.number` is what it is called; everything else may be left out. */
export function addExtension(rows: readonly Extension[], change: ExtensionChange & { readonly number: string }, country: string): Judgement<Extension[]> {
  if (rows.length >= MOST_EXTENSIONS) return refuse(`A site holds at most ${MOST_EXTENSIONS.toLocaleString('en-US')} extensions.`);
  const empty: Extension = { number: '', firstName: '', lastName: '', email: '', callerId: '', dids: [], department: '', other: {} };
  const extension = changed(empty, change, rows, country);
  return extension.ok ? accept([...rows, extension.value]) : extension;
}

/** The rows with one of them changed. Only what is in `change` is judged: what 3CX's file said otherwise stays as it is. */
export function changeExtension(rows: readonly Extension[], number: string, change: ExtensionChange, country: string): Judgement<Extension[]> {
  const index = rows.findIndex((row) => row.number === number);
  const row = rows[index];
  if (!row) return refuse(`Extension ${number} is not there any more.`);
  const next = changed(row, change, rows, country);
  return next.ok ? accept(rows.with(index, next.value)) : next;
}

function changed(row: Extension, change: ExtensionChange, rows: readonly Extension[], country: string): Judgement<Extension> {
  const next = { ...row };
  if (change.number !== undefined) {
    const number = readExtensionNumber(change.number);
    if (!number.ok) return number;
    if (rows.some((other) => other !== row && other.number === number.value)) return refuse(`Extension ${number.value} is there already.`);
    next.number = number.value;
  }
  for (const part of ['firstName', 'lastName', 'email', 'department'] as const) {
    const text = change[part]?.trim();
    if (text === undefined) continue;
    if (text.length > LONGEST_TEXT) return refuse(`At most ${LONGEST_TEXT.toLocaleString('en-US')} characters; this has ${text.length.toLocaleString('en-US')}.`);
    next[part] = text;
  }
  if (change.callerId !== undefined && change.callerId !== row.callerId) {
    const callerId = change.callerId.trim() === '' ? accept('') : readPhoneNumber(change.callerId, country);
    if (!callerId.ok) return callerId;
    next.callerId = callerId.value;
  }
  if (change.dids !== undefined) {
    const dids = readDids(change.dids, row, rows, country);
    if (!dids.ok) return dids;
    next.dids = dids.value;
  }
  return accept(next);
}

function readDids(texts: readonly string[], row: Extension, rows: readonly Extension[], country: string): Judgement<string[]> {
  const dids = new Set<string>();
  for (const text of texts) {
    const written = text.trim();
    if (written === '') continue;
    const did = row.dids.includes(written) ? accept(written) : readPhoneNumber(written, country);
    if (!did.ok) return did;
    dids.add(did.value);
  }
  if (dids.size > MOST_DIDS_OF_ONE) return refuse(`An extension holds at most ${MOST_DIDS_OF_ONE} DIDs; these are ${dids.size}.`);
  for (const other of rows) {
    if (other === row) continue;
    const taken = other.dids.find((did) => dids.has(did) && !row.dids.includes(did));
    if (taken !== undefined) return refuse(`${taken} belongs to extension ${other.number}. A call to it rings in one place: take it away there first.`);
  }
  return accept([...dids]);
}

/** The rows without these extensions. */
export function removeExtensions(rows: readonly Extension[], numbers: ReadonlySet<string>): Extension[] {
  return rows.filter((row) => !numbers.has(row.number));
}

/** The DIDs that no extension has, in their order. */
export function freeDids(dids: readonly string[], rows: readonly Extension[]): string[] {
  const taken = new Set(rows.flatMap((row) => row.dids));
  return dids.filter((did) => !taken.has(did));
}
