import { MOST_ADDRESSES } from '../site/emergency-limits.ts';
import type { EmergencyAddress, EmergencyIntent } from '../site/emergency-record.ts';
import type { LedgerEntry } from '../site/record.ts';
import type { NumberOfSite } from './assign.ts';
import { readTypedAddress, samePlace, type TypedAddress, typedOf } from './entry.ts';

export interface RefusedField {
  readonly field: keyof TypedAddress;
  readonly why: string;
}

/**
 * Saves an address as it was typed.
 * An address that was chosen from the account stays that one while its place stays as it is; with another place it is one that Trunkbook makes.
 * @param id of the address that is changed; null for a new one
 * @param newId a fresh UUID
 */
export function saveAddress(emergency: EmergencyIntent, known: readonly NumberOfSite[], id: string | null, typed: TypedAddress, newId: () => string):
  { readonly ok: true; readonly emergency: EmergencyIntent; readonly address: EmergencyAddress; readonly placeChanged: boolean } | { readonly ok: false; readonly fields: readonly RefusedField[] } {
  const before = emergency.addresses.find((address) => address.id === id) ?? null;
  if (id !== null && before === null) return refusedAt('friendlyName', 'This address is not there any more.');
  if (before === null && emergency.addresses.length >= MOST_ADDRESSES) return refusedAt('friendlyName', `A site holds at most ${MOST_ADDRESSES.toLocaleString('en-US')} addresses.`);
  const kept = before === null ? null : typedOf(before);
  const read = readTypedAddress(typed, emergency.addresses.filter((address) => address !== before), kept);
  if (!read.ok) return read;
  const { shows } = read.value;
  // Where no number is known yet, nobody can say.
  if (shows !== null && shows !== before?.shows && known.length > 0 && !known.some(({ phoneNumber }) => phoneNumber === shows)) {
    return refusedAt('shows', `${shows} is no number of this site: Twilio refuses a call that shows a number of another trunk. Choose one of the site’s, or choose this one for the site first.`);
  }
  const placeChanged = kept === null || !samePlace(typedOf(read.value), kept);
  const address: EmergencyAddress = { ...read.value, id: before?.id ?? newId(), chosen: placeChanged ? null : before?.chosen ?? null };
  const users = new Set(emergency.numbers.filter((number) => number.address === address.id).map(({ phoneNumber }) => phoneNumber));
  const foreign = known.find(({ phoneNumber, country }) => users.has(phoneNumber) && country !== address.country);
  if (foreign !== undefined) return refusedAt('country', `${foreign.phoneNumber} is a number of ${foreign.country} and shall have this address. Give it another one first.`);
  const addresses = before === null ? [...emergency.addresses, address] : emergency.addresses.map((each) => (each === before ? address : each));
  return { ok: true, emergency: { ...emergency, addresses }, address, placeChanged };
}

function refusedAt(field: keyof TypedAddress, why: string): { readonly ok: false; readonly fields: readonly RefusedField[] } {
  return { ok: false, fields: [{ field, why }] };
}

/** The call with which Twilio suggested another form of an address, where nobody has said yet what becomes of it; else null. */
export function openSuggestion(ledger: readonly LedgerEntry[], addressId: string): string | null {
  const call = ledger.findLast((entry) => entry.kind === 'call' && entry.resource === 'address' && entry.effect === 'create' && entry.naturalKey === addressId);
  if (call === undefined) return null;
  const about = ledger.filter((entry) => entry.kind !== 'call' && entry.call === call.id);
  return about.some((entry) => entry.kind === 'address' && entry.as === 'suggested') && !about.some((entry) => entry.kind === 'decided') ? call.id : null;
}
