import type { EmergencyIntent } from '../site/emergency-record.ts';
import { changeIntent, type Stamp } from '../site/make.ts';
import type { Site } from '../site/record.ts';
import { addressKey } from './same-address.ts';
import { addressLine, toTwilio } from './secondary.ts';

/**
 * A site that shall have this for emergency calls. What a person said of the former wish does not count for the new one: a yes about a number
 * that now shall have another address falls away; and what was seen in the Console is of the address as it was then, and stays on the number until
 * somebody changes it there.
 * @param revision a fresh UUID
 */
export function changeEmergency(site: Site, emergency: EmergencyIntent, stamp: Stamp, revision: string): Site {
  const { agreed } = site.intent;
  const [before, after] = [wishes(site.intent.emergency), wishes(emergency)];
  const sidOf = new Map(site.observed.emergency?.numbers.map(({ phoneNumber, sid }) => [phoneNumber, sid]));
  const changed = new Set([...before.numbers.keys(), ...after.numbers.keys()].flatMap((phoneNumber) => (before.numbers.get(phoneNumber) === after.numbers.get(phoneNumber) ? [] : [sidOf.get(phoneNumber) ?? ''])));
  const elsewhere = new Set([...before.addresses].flatMap(([id, key]) => { const now = after.addresses.get(id); return now === undefined || now === key ? [] : [id]; }));
  const kept = agreed.filter((name) => !isAboutNumber(name) || !changed.has(name.split(' ')[1] ?? ''));
  const next = changeIntent(site, { emergency, ...(kept.length === agreed.length ? {} : { agreed: kept }) }, stamp, revision);
  if (elsewhere.size === 0) return next;
  const lines = new Map(site.intent.emergency.addresses.map((address) => [address.id, addressLine(toTwilio(address))]));
  const emergencyReported = next.observed.emergencyReported.map((report) => (report.address === null || !elsewhere.has(report.address) ? report : { ...report, address: null, was: lines.get(report.address) }));
  return { ...next, observed: { ...next.observed, emergencyReported } };
}

/** Names of questions about one number's address: `take` or `set`, and the number's SID. */
export function isAboutNumber(name: string): boolean {
  return /^(?:take|set) PN/.test(name);
}

/** What each address says, and what each number shall have, in Twilio's words: a new name for people is no other wish. */
function wishes({ addresses, numbers }: EmergencyIntent): { readonly addresses: ReadonlyMap<string, string>; readonly numbers: ReadonlyMap<string, string> } {
  const keys = new Map(addresses.map((address) => [address.id, addressKey(toTwilio(address))]));
  return { addresses: keys, numbers: new Map(numbers.map(({ phoneNumber, address }) => [phoneNumber, address === null ? 'none' : keys.get(address) ?? 'nothing'])) };
}
