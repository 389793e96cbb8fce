import type { CoverageCell } from '../../../../domain/emergency/coverage-cell.ts';
import { E164 } from '../../../../domain/numbers/e164.ts';
import type { EmergencyNumber } from '../../../../domain/site/emergency-record.ts';

/** A number that emergency calls show: from which extensions, of which it is a DID, and who answers when it is called back. */
export interface ShownNumber {
  readonly phoneNumber: string;
  readonly extensions: readonly string[];
  /** Those that have it as a DID of their own. */
  readonly owners: readonly string[];
  readonly callBack: EmergencyNumber['callBack'];
  /** Whether the site has said what the number shall have. */
  readonly entered: boolean;
}

/** Whether a call back to it may ring somebody else than the caller. */
export function isShared({ extensions, owners }: Pick<ShownNumber, 'extensions' | 'owners'>): boolean {
  return owners.length < extensions.length;
}

/** Every number that an emergency call from some extension shows: those that several share first, then in the order of the numbers. Extensions that are left out do not count. */
export function shownNumbers(cells: readonly CoverageCell[], entries: readonly EmergencyNumber[]): readonly ShownNumber[] {
  const named = new Map(entries.map(({ phoneNumber, callBack }) => [phoneNumber, callBack]));
  const found = new Map<string, { readonly extensions: string[]; readonly owners: string[] }>();
  for (const { callerId, way, extension, state } of cells) {
    if (state === 'not-applicable' || !E164.test(callerId.number)) continue;
    const number = found.get(callerId.number) ?? { extensions: [], owners: [] };
    number.extensions.push(extension);
    if (way === 'own-did') number.owners.push(extension);
    found.set(callerId.number, number);
  }
  return [...found].map(([phoneNumber, { extensions, owners }]) => ({ phoneNumber, extensions, owners, callBack: named.get(phoneNumber) ?? null, entered: named.has(phoneNumber) })).toSorted((one, other) => Number(isShared(other)) - Number(isShared(one)) || (one.phoneNumber < other.phoneNumber ? -1 : 1));
}
