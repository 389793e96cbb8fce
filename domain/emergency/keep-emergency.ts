import type { AddressAtTwilio, NumberAtTwilio } from '../site/emergency-record.ts';
import type { Stamp } from '../site/make.ts';
import type { AccountChoice, Site } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import { readEmergencyLedger } from './ledger-addresses.ts';
import { addressKey } from './same-address.ts';
import { toTwilio } from './secondary.ts';

type Reading = NonNullable<Site['observed']['emergency']>;

/** What Twilio answered about a site's emergency addresses. */
export interface EmergencyAnswer {
  readonly accountSid: string;
  /** All that matter, as addressesThatMatter says. */
  readonly addresses: readonly AddressAtTwilio[];
  /** Each number that was asked about; `sid` null where the account does not have it. */
  readonly numbers: readonly Omit<NumberAtTwilio, 'at' | 'since'>[];
  /** Whether all numbers of the site were asked about, or only those under way. */
  readonly whole: boolean;
}

/**
 * A site with such an answer. Each number keeps the time of its own reading, and since when Twilio shows its state. A reading does not take the
 * place of a later one, unless that one lies in the future: then the clock was wrong, and nobody knows which is later.
 * @param account the account that was chosen when Twilio was asked
 * @param stamp of the moment before Twilio was asked
 * @param now milliseconds since 1970
 */
export function keepEmergency<Kept extends Pick<Site, 'observed'>>(site: Kept, answer: EmergencyAnswer, account: AccountChoice, stamp: Stamp, now: number): Kept {
  const { emergency } = site.observed;
  const before: Reading | null = emergency !== null && emergency.accountSid === answer.accountSid && sameAccount(emergency.account, account) ? emergency : null;
  const isLater = (at: string): boolean => at > stamp.at && Date.parse(at) <= now;
  if (before === null && emergency !== null && isLater(emergency.at)) return site;
  const known = new Map(before?.numbers.map((number) => [number.phoneNumber, number]));
  const asked = new Set(answer.numbers.map(({ phoneNumber }) => phoneNumber));
  const others = answer.whole ? [] : before?.numbers.filter(({ phoneNumber }) => !asked.has(phoneNumber)) ?? [];
  const numbers = answer.numbers.map((number): NumberAtTwilio => {
    const old = known.get(number.phoneNumber);
    if (old === undefined) return { ...number, at: stamp.at, since: stamp.at };
    if (isLater(old.at)) return old;
    const stayed = old.state === number.state && old.addressSid === number.addressSid && old.sid === number.sid && old.since <= stamp.at;
    return { ...number, at: stamp.at, since: stayed ? old.since : stamp.at };
  });
  const newer = before === null || !isLater(before.at);
  const kept = newer ? { ...stamp, addresses: [...answer.addresses] } : { at: before.at, who: before.who, device: before.device, addresses: before.addresses };
  return { ...site, observed: { ...site.observed, emergency: { source: 'api', accountSid: answer.accountSid, account, ...kept, numbers: [...others, ...numbers] } } };
}

/** The numbers to ask Twilio about: those of the site, those that have an entry, and those that Trunkbook once put an address on. */
export function numbersToAsk({ intent, ledger }: Pick<Site, 'intent' | 'ledger'>, accountSid: string): readonly string[] {
  const { phoneNumbers } = readEmergencyLedger(ledger, accountSid);
  return [...new Set([...intent.emergency.numbers.map(({ phoneNumber }) => phoneNumber), ...intent.numbers.map(({ phoneNumber }) => phoneNumber), ...phoneNumbers])];
}

/** Which of an account's addresses are kept of a reading: those that the site's numbers have, that it chose, that Trunkbook sent, and those that say just what one of the site's does. */
export function matters({ intent, ledger, observed }: Pick<Site, 'intent' | 'ledger' | 'observed'>, accountSid: string, numbers: EmergencyAnswer['numbers']): (address: AddressAtTwilio) => boolean {
  const { creates, made } = readEmergencyLedger(ledger, accountSid);
  const { addresses } = intent.emergency;
  const before = observed.emergency?.accountSid === accountSid ? observed.emergency.numbers : [];
  const sids = new Set([...made, ...addresses.flatMap(({ chosen }) => (chosen === null ? [] : [chosen])), ...[...before, ...numbers].flatMap(({ addressSid }) => (addressSid === null ? [] : [addressSid]))]);
  const keys = new Set([...creates.keys(), ...addresses.map((address) => addressKey(toTwilio(address)))]);
  return ({ sid, address }) => sids.has(sid) || keys.has(addressKey(address));
}
