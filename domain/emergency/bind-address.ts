import type { AddressAtTwilio, EmergencyAddress, TwilioAddress } from '../site/emergency-record.ts';
import { LAG } from '../trunk/lag.ts';
import { digestOf } from './digest.ts';
import type { EmergencyLedger, SentAddress } from './ledger-addresses.ts';
import { NEAR_MATCH, refusalWords } from './refusal-words.ts';
import { addressKey } from './same-address.ts';
import { toTwilio } from './secondary.ts';

/** An account's addresses as they were last read. `at` in ISO 8601. */
export interface AddressReading {
  readonly at: string;
  readonly bySid: ReadonlyMap<string, AddressAtTwilio>;
  /** Those that can be used for emergency calls, by what they say. */
  readonly usable: ReadonlyMap<string, readonly AddressAtTwilio[]>;
}

/** What stands for an address of the site at Twilio. */
export type Binding =
  /** `sids`: all that say just this; a number may have any of them. `sid` is the one that is set; `enable`: it must be switched to emergency use first. */
  | { readonly kind: 'there'; readonly sid: string; readonly sids: ReadonlySet<string>; readonly enable: boolean; readonly at: string | null }
  | { readonly kind: 'to-make' }
  /** It was sent, no answer came, and no later look has told. */
  | { readonly kind: 'open' }
  | { readonly kind: 'suggestion'; readonly call: string }
  | { readonly kind: 'refused'; readonly call: string; readonly why: string; readonly next: string }
  /** `says`: what it says at Twilio now, where it is there and is another place; null where it is not there. `question`: the name of the yes to make it again. */
  | { readonly kind: 'gone'; readonly says: TwilioAddress | null; readonly question: string };

export function readAddresses(at: string, addresses: readonly AddressAtTwilio[]): AddressReading {
  const usable = new Map<string, AddressAtTwilio[]>();
  for (const one of addresses.toSorted((a, b) => (a.sid < b.sid ? -1 : 1))) {
    if (!one.emergencyEnabled) continue;
    const key = addressKey(one.address);
    usable.set(key, [...usable.get(key) ?? [], one]);
  }
  return { at, bySid: new Map(addresses.map((one) => [one.sid, one])), usable };
}

/**
 * What stands for an address of the site: what Trunkbook made of these very words, what was chosen, or whatever else the account has that
 * says just the same. Addresses are never changed at Twilio: other words are another address (a new name for people is not).
 * @param now milliseconds since 1970
 */
export function bindAddress(address: EmergencyAddress, ledger: EmergencyLedger, reading: AddressReading, agreed: ReadonlySet<string>, now: number): Binding {
  const key = addressKey(toTwilio(address));
  const sent = ledger.creates.get(key) ?? [];
  const there: { readonly sid: string; readonly enabled: boolean; readonly at: string | null }[] = [];
  const chosen = address.chosen === null ? undefined : reading.bySid.get(address.chosen);
  if (chosen !== undefined && addressKey(chosen.address) === key) there.push({ sid: chosen.sid, enabled: chosen.emergencyEnabled, at: null });
  let gone: Pick<Extract<Binding, { kind: 'gone' }>, 'says'> | null = address.chosen !== null && chosen === undefined ? { says: null } : null;
  for (const { outcome, accepted } of sent.toReversed()) {
    if (outcome.kind !== 'happened') continue;
    // What was taken away may be in a reading of before.
    const kept = ledger.removed.has(outcome.sid) ? undefined : reading.bySid.get(outcome.sid);
    if (kept === undefined && !ledger.removed.has(outcome.sid) && isYoung(outcome.at, reading.at, now)) there.push({ sid: outcome.sid, enabled: true, at: outcome.at });
    else if (kept === undefined) gone ??= { says: null };
    else if (addressKey(kept.address) === key || (accepted !== null && addressKey(kept.address) === addressKey(accepted))) there.push({ sid: kept.sid, enabled: kept.emergencyEnabled, at: outcome.at });
    // NC: whether Twilio ever lists an address in other words than it took. Made again unasked, there would be one more at each look.
    else gone ??= { says: kept.address };
  }
  for (const { sid } of reading.usable.get(key) ?? []) if (!ledger.removed.has(sid)) there.push({ sid, enabled: true, at: null });
  const [first] = there;
  if (first !== undefined) return useIt(first, new Set(there.map(({ sid }) => sid)), ledger);
  const last = sent.at(-1);
  if (last?.outcome.kind === 'refused' && last.outcome.verdict) return judgeRefusal(last, last.outcome);
  if (last?.outcome.kind === 'open') return isYoung(last.outcome.at, reading.at, now) ? { kind: 'open' } : { kind: 'to-make' };
  const question = `make again ${address.id} ${sent.length} ${digestOf(key)}`;
  return gone !== null && last?.outcome.kind !== 'refused' && !agreed.has(question) ? { kind: 'gone', ...gone, question } : { kind: 'to-make' };
}

function useIt({ sid, enabled, at }: { readonly sid: string; readonly enabled: boolean; readonly at: string | null }, sids: ReadonlySet<string>, { switches }: EmergencyLedger): Binding {
  const last = switches.get(sid);
  if (!enabled && last?.outcome.kind === 'refused' && last.outcome.verdict) return judgeRefusal(last, last.outcome);
  return { kind: 'there', sid, sids, enable: !enabled, at };
}

function judgeRefusal({ call, entered, suggested, stopped }: SentAddress, outcome: Extract<SentAddress['outcome'], { kind: 'refused' }>): Binding {
  if (outcome.twilioCode !== NEAR_MATCH) return { kind: 'refused', call, ...refusalWords(outcome, entered) };
  if (stopped !== null) return { kind: 'refused', call, why: `${stopped.who === '' ? 'Somebody' : stopped.who} stopped at the form that Twilio suggests.`, next: 'Edit the address, or take Twilio’s form after all. It is not sent again as it is.' };
  if (suggested.length === 0) return { kind: 'refused', call, why: 'Twilio knows this address in another form (21629), and Trunkbook could not read which.', next: 'Write it as the post office does: street type and direction shortened, no punctuation. Then save it.' };
  return { kind: 'suggestion', call };
}

/**
 * Whether a reading may be too early to show what was done. A moment in the future, from before a clock was put right, is long past.
 * @param done ISO 8601; @param read when the account was read
 */
export function isYoung(done: string, read: string, now: number): boolean {
  const at = Date.parse(done);
  return at <= now && Date.parse(read) < at + LAG;
}
