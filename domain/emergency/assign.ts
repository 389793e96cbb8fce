import { readExtensionNumber } from '../numbers/extensions.ts';
import { accept, type Judgement, refuse } from '../judgement.ts';
import { MOST_EMERGENCY_NUMBERS } from '../site/emergency-limits.ts';
import type { EmergencyAddress, EmergencyIntent, EmergencyNumber } from '../site/emergency-record.ts';
import type { Site } from '../site/record.ts';
import { readPersonName } from '../site/values.ts';
import { callerIdNumbers, listedNumbers } from '../trunk/known-numbers.ts';
import { countryOfNumber, type Territory, TERRITORY_WORDS, territoryOf } from './territory.ts';

/** A number that an emergency call of the site can show. */
export interface NumberOfSite {
  /** E.164. */
  readonly phoneNumber: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly territory: Territory;
  /** What it shall have; null where nobody has spoken of it. */
  readonly entry: EmergencyNumber | null;
  /** Whether it is on the site's trunk, or chosen for it; null where that is not known. */
  readonly onTrunk: boolean | null;
}

/**
 * The numbers of the site: those on its trunk and chosen for it, as far as that is known, else those chosen or entered as its DIDs; and those that
 * have an entry already. In the order of their digits, so that a range of the list is a range of numbers.
 * @param dids the site's DIDs, E.164
 */
export function emergencyNumbersOf(site: Pick<Site, 'intent' | 'observed' | 'ledger'>, dids: readonly string[]): readonly NumberOfSite[] {
  const { country: home, emergency: { numbers } } = site.intent;
  const listed = listedNumbers(site);
  const entries = new Map(numbers.map((entry) => [entry.phoneNumber, entry]));
  return [...new Set([...callerIdNumbers(site, dids) ?? [], ...entries.keys()])].sort().map((phoneNumber) => {
    const country = countryOfNumber(phoneNumber, home);
    return { phoneNumber, country, territory: territoryOf(country), entry: entries.get(phoneNumber) ?? null, onTrunk: listed?.has(phoneNumber) ?? null };
  });
}

/** Why a number cannot have an address; null where it can. An emergency address is one of the number's own country (twilio.md 3). */
export function whyNotAssigned({ phoneNumber, country, territory }: Pick<NumberOfSite, 'phoneNumber' | 'country' | 'territory'>, address: EmergencyAddress): string | null {
  if (territory !== 'registers') return `${phoneNumber} is a number of ${country}. ${TERRITORY_WORDS[territory].means}`;
  return country === address.country ? null : `${phoneNumber} is a number of ${country}, “${address.friendlyName}” an address of ${address.country}. A number takes an address of its own country.`;
}

/**
 * Gives numbers an address, or none: what Trunkbook put on them then comes off. All or nothing.
 * @param address the id of one of the addresses; null for none
 */
export function assignAddress(emergency: EmergencyIntent, known: readonly NumberOfSite[], numbers: readonly string[], address: string | null): Judgement<EmergencyIntent> {
  const target = emergency.addresses.find(({ id }) => id === address);
  if (address !== null && target === undefined) return refuse('This address is not there any more.');
  const byNumber = new Map(known.map((one) => [one.phoneNumber, one]));
  const reasons: string[] = [];
  for (const phoneNumber of new Set(numbers)) {
    const number = byNumber.get(phoneNumber);
    const why = number === undefined ? `${phoneNumber} is no number of this site.` : target === undefined ? null : whyNotAssigned(number, target);
    if (why !== null) reasons.push(why);
  }
  if (reasons.length > 0) return refuse(firstOf(reasons));
  const entries = withAddress(emergency.numbers, new Map(numbers.map((number) => [number, address])));
  return entries.length > MOST_EMERGENCY_NUMBERS ? refuse(`A site holds at most ${MOST_EMERGENCY_NUMBERS.toLocaleString('en-US')} numbers with what they shall have. Nothing was assigned.`) : accept({ ...emergency, numbers: entries });
}

/** The entries with these addresses; what is known of the call-back stays. */
export function withAddress(entries: readonly EmergencyNumber[], wanted: ReadonlyMap<string, string | null>): EmergencyNumber[] {
  const there = new Set(entries.map(({ phoneNumber }) => phoneNumber));
  const changed = entries.map((entry) => { const address = wanted.get(entry.phoneNumber); return address === undefined ? entry : { ...entry, address }; });
  return [...changed, ...[...wanted].flatMap(([phoneNumber, address]) => (there.has(phoneNumber) ? [] : [{ phoneNumber, address, callBack: null }]))];
}

/** Says nothing of these numbers any more: what they have at Twilio stays as it is. */
export function leaveOut(emergency: EmergencyIntent, numbers: readonly string[]): EmergencyIntent {
  const out = new Set(numbers);
  return { ...emergency, numbers: emergency.numbers.filter(({ phoneNumber }) => !out.has(phoneNumber)) };
}

/** Removes an address of the site. While numbers shall have it, it stays. */
export function removeAddress(emergency: EmergencyIntent, address: string): Judgement<EmergencyIntent> {
  const users = emergency.numbers.filter((number) => number.address === address).map(({ phoneNumber }) => phoneNumber);
  if (users.length > 0) return refuse(`${listed(users)} shall have this address. Give ${users.length === 1 ? 'it' : 'them'} another one first, or none.`);
  return accept({ ...emergency, addresses: emergency.addresses.filter(({ id }) => id !== address) });
}

/**
 * Who answers when a dispatcher calls these numbers back. An empty extension: their callers themselves.
 * @param extension an extension or a group of 3CX, as typed
 * @param name what people call it, as typed
 */
export function saveCallBack(emergency: EmergencyIntent, numbers: readonly string[], extension: string, name: string): { readonly ok: true; readonly value: EmergencyIntent } | { readonly ok: false; readonly field: 'extension' | 'name' | 'numbers'; readonly why: string } {
  const entered = new Set(emergency.numbers.map(({ phoneNumber }) => phoneNumber));
  const strangers = numbers.filter((number) => !entered.has(number));
  if (strangers.length > 0) return { ok: false, field: 'numbers', why: `${listed(strangers)}: give ${strangers.length === 1 ? 'it' : 'them'} an address first.` };
  const people = name.trim() === '' ? accept('') : readPersonName(name);
  if (!people.ok) return { ...people, field: 'name' };
  const number = extension.trim() === '' ? accept('') : readExtensionNumber(extension);
  if (!number.ok) return { ...number, field: 'extension' };
  if (number.value === '' && people.value !== '') return { ok: false, field: 'extension', why: 'Enter the extension or the group that answers there.' };
  const chosen = new Set(numbers);
  const callBack = number.value === '' ? null : { extension: number.value, name: people.value };
  return { ok: true, value: { ...emergency, numbers: emergency.numbers.map((entry) => (chosen.has(entry.phoneNumber) ? { ...entry, callBack } : entry)) } };
}

/** A few by name, and how many more. */
function listed(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, 5).join(', '), names.length - 5];
  return more > 0 ? `${shown} and ${more.toLocaleString('en-US')} more` : shown;
}

function firstOf(reasons: readonly string[]): string {
  const [first = '', ...more] = reasons;
  return more.length === 0 ? first : `${first} ${more.length.toLocaleString('en-US')} more cannot have it either. Nothing was assigned.`;
}
