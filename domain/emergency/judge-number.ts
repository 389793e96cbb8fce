import type { EmergencyAddress, NumberAtTwilio } from '../site/emergency-record.ts';
import type { Finding } from '../trunk/lost.ts';
import { type Binding, isYoung } from './bind-address.ts';
import { digestOf } from './digest.ts';
import type { NumberCall, NumberHistory } from './ledger-addresses.ts';
import { addressKey } from './same-address.ts';
import { isLate, nextLookFrom } from './schedule.ts';
import { toTwilio } from './secondary.ts';
import type { NumberStanding } from './standing.ts';

/** What a person is asked about one number. Numbers with the same are one question. */
export interface Asked {
  /** The name under which a yes for this number is kept: to just this, for just this address. It counts until the next call about the number is answered. */
  readonly name: string;
  readonly about: 'change' | 'remove' | 'retry' | 'put-back' | 'stuck' | 'again';
  /** The address that is on it now. */
  readonly from: string | null;
  /** Whether Trunkbook put that one on. */
  readonly ours: boolean;
  /** Twilio could not register it: calls show none now. */
  readonly failed: boolean;
}

export interface Judged {
  readonly standing: NumberStanding;
  readonly todo: 'set' | 'clear' | null;
  readonly ask: Asked | null;
  readonly found: Finding | null;
  /** An answer was lost moments ago, and the next look tells. */
  readonly settling: boolean;
}

/** A number that shall have an address, or none (`address` null). */
export interface Wanted {
  readonly address: EmergencyAddress | null;
  readonly binding: Binding | null;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Why it cannot be set yet, in a sentence; null where nothing of the trunk is in the way. */
  readonly waitsFor: string | null;
  /** It was on the site's trunk and is no more. */
  readonly movedOff: boolean;
  readonly agreed: ReadonlySet<string>;
  readonly now: number;
}

type AtTwilio = NumberAtTwilio & { readonly sid: string };

const REST = { todo: null, ask: null, found: null, settling: false } as const;
const SEE_TO_ADDRESS = 'Look at it in the step “Give each number its emergency address”.';

/** Where a number stands that Twilio was asked about and that the account has, and what is to be done for it next. */
export function judgeNumber(at: AtTwilio, history: NumberHistory, wanted: Wanted): Judged {
  const { now } = wanted;
  const { last } = history;
  // Counted from when it was given up: until then Twilio may have been at it.
  const open = last?.outcome.kind === 'open' ? { ...last, at: last.outcome.at } : null;
  const happened = open !== null && shows(at, open) && !isOldFailure(at, history.clears, open);
  const found = happened ? { call: open.call, sid: at.sid } : null;
  if (open !== null && !happened && isYoung(open.at, at.at, now)) {
    return { ...REST, settling: true, standing: { kind: 'queued', why: 'It was sent. The next look at Twilio tells whether it was done.' } };
  }
  const done = happened ? open : history.lastDone;
  // Twilio said yes, and its readings may be behind.
  if (done?.outcome.kind === 'happened' && isYoung(done.outcome.at, at.at, now) && (!shows(at, done) || isOldFailure(at, history.clears - 1, done))) return { ...REST, standing: byLedger(done, done.outcome.at, wanted) };
  return { ...byState(at, { ...history, lastDone: done, settled: history.settled + (happened ? 1 : 0) }, wanted), found };
}

/** Whether a reading shows what a call was to do. */
function shows({ state, addressSid }: NumberAtTwilio, { effect, addressSid: sid }: NumberCall): boolean {
  if (effect === 'set') return addressSid === sid && (state === 'pending-registration' || state === 'registered' || state === 'registration-failure');
  return addressSid === null || state === 'pending-unregistration' || state === 'unregistered' || state === 'unregistration-failure' || (addressSid !== sid && sid !== null);
}

/** Taking it off had failed when it was asked for again: what the reading shows may be the first time. @param before how often it had been taken off by then */
function isOldFailure({ state }: NumberAtTwilio, before: number, { effect }: NumberCall): boolean {
  return state === 'unregistration-failure' && effect === 'clear' && before > 0;
}

function byLedger({ effect }: NumberCall, at: string, { country, now }: Wanted): NumberStanding {
  const since = Date.parse(at);
  return { kind: 'under-way', state: effect === 'set' ? 'pending-registration' : 'pending-unregistration', since: at, at, next: new Date(nextLookFrom(since, country, since, now)).toISOString(), late: false, withoutAddress: true };
}

function underWay({ since, at }: NumberAtTwilio, state: 'pending-registration' | 'pending-unregistration', { country, now }: Wanted): Judged {
  const [from, read] = [Date.parse(since), Date.parse(at)];
  return { ...REST, standing: { kind: 'under-way', state, since, at, next: new Date(nextLookFrom(from, country, read, now)).toISOString(), late: isLate(from, country, read), withoutAddress: true } };
}

function forPerson(why: string, next: string, ask: Asked | null = null): Judged {
  return { ...REST, ask, standing: { kind: 'for-person', why, next, question: ask?.name ?? null } };
}

const queued = (why: string, todo: Judged['todo'] = null): Judged => ({ ...REST, todo, standing: { kind: 'queued', why } });
const waitsForTrunk = (why: string): Judged => ({ ...REST, standing: { kind: 'queued', why, needs: 'setup.run' } });

function byState(at: AtTwilio, history: NumberHistory, wanted: Wanted): Judged {
  const { state, addressSid } = at;
  if (state === 'pending-unregistration') return underWay(at, state, wanted);
  if (wanted.movedOff && wanted.address !== null) return forPerson('It was on this site’s trunk and is no more: somebody moved it. An emergency call cannot show it.', 'Put it back with “Set up at Twilio”, or leave it out here.');
  const { lastDone } = history;
  const ours = lastDone?.effect === 'set' && lastDone.addressSid === addressSid;
  const isWanted = addressSid !== null && wanted.binding?.kind === 'there' && wanted.binding.sids.has(addressSid);
  const asks = (about: Asked['about']): Asked => ({ name: takeName(at.sid, addressSid, history.settled, about, wanted), about, from: addressSid, ours, failed: state === 'registration-failure' });
  if (state === 'unregistration-failure') {
    // What was put on since is another thing, and needs a yes of its own.
    const tried = lastDone?.effect === 'clear' && (addressSid === null || lastDone.addressSid === addressSid);
    // Once more by itself, under the yes that took it off: not where the number was given something else since.
    if (tried && history.clears === 1 && history.last?.outcome.kind !== 'refused' && stillAgreed(at, lastDone.addressSid, history.settled - 1, wanted)) return queued('Twilio could not take it off. It is asked once more.', 'clear');
    return takeOff(at, asks(tried ? 'stuck' : wanted.address === null ? 'remove' : 'change'), history, wanted);
  }
  // What failed and leaves no address behind is off.
  const isFree = state === 'unregistered' || (addressSid === null && (state === null || (state === 'registration-failure' && lastDone?.effect !== 'set')));
  if (isFree) return wanted.address === null ? { ...REST, standing: { kind: 'none' } } : setIt(at, history, wanted);
  if (state === null) return forPerson('Twilio shows an address with it, and does not say whether it is registered.', 'Look at the number in the Twilio Console.');
  if (addressSid === null && state === 'registered') return forPerson('Twilio calls it registered and shows no address with it.', 'Look at the number in the Twilio Console.');
  if (state === 'pending-registration' && (isWanted || addressSid === null)) return underWay(at, state, wanted);
  if (wanted.address === null) return addressSid === null ? { ...REST, standing: { kind: 'none' } } : takeOff(at, asks('remove'), history, wanted);
  if (isWanted && state === 'registered') return { ...REST, standing: { kind: 'registered', addressSid, since: at.since, at: at.at } };
  return takeOff(at, asks(isWanted || addressSid === null ? 'retry' : 'change'), history, wanted);
}

/** The name under which a yes is kept to take an address off a number. @param settled how many calls about it were answered before */
function takeName(sid: string, addressSid: string | null, settled: number, about: Asked['about'], wanted: Pick<Wanted, 'address'>): string {
  return `take ${sid} ${addressSid ?? 'its-address'} off ${settled} ${about} ${wishOf(wanted)}`;
}

/** Whether the yes by which an address was taken off is for what the number shall have now. */
function stillAgreed({ sid }: AtTwilio, addressSid: string | null, settled: number, wanted: Wanted): boolean {
  return (['change', 'remove', 'retry', 'stuck'] as const).some((about) => wanted.agreed.has(takeName(sid, addressSid, settled, about, wanted)));
}

/** What the number shall have, as a name: a yes is for this, and for no other address that it is given later. */
function wishOf({ address }: Pick<Wanted, 'address'>): string {
  return address === null ? 'none' : digestOf(addressKey(toTwilio(address)));
}

/** Why it was not done the last time, where Twilio said so. */
function lastTime(hindrance: string | null): string {
  return hindrance === null ? '' : ` The last time Twilio did not do it: ${hindrance}`;
}

/** What becomes of the address on a number that waits for its new one, where it is no use there. */
const STAYS: Readonly<Record<string, string>> = {
  'registration-failure': 'The one that it had before could not be registered with it.', 'unregistration-failure': 'Until then nothing is changed at Twilio.',
};

/** An address is to come off: it was asked about before. */
function takeOff({ state }: AtTwilio, ask: Asked, { last, hindrance }: NumberHistory, wanted: Wanted): Judged {
  const { address, binding, agreed } = wanted;
  if (address !== null) {
    if (address.country !== wanted.country) return otherCountry(address, wanted.country);
    if (wanted.waitsFor !== null) return waitsForTrunk(wanted.waitsFor);
    const why = binding === null ? null : waitsForPerson(binding);
    // The old one stays on until there is a new one to follow it.
    if (why !== null) return forPerson(`${why} ${STAYS[state ?? ''] ?? 'Until then it keeps the address that it has at Twilio.'}`, SEE_TO_ADDRESS);
    if (binding?.kind === 'open') return { ...queued('Its new address was sent and no answer came. The next look at Twilio tells.'), settling: true };
  }
  if (agreed.has(ask.name)) return queued(`${ask.about === 'remove' ? 'Its address is taken off next.' : 'The address that it has is taken off next; the new one follows when Twilio shows it as unregistered.'}${lastTime(hindrance)}`, 'clear');
  const refused = last?.effect === 'clear' && last.outcome.kind === 'refused' ? ` The last time Twilio refused: ${last.outcome.sentence}` : '';
  const [why, next] = ASKING[ask.about](ask.failed, ask.ours);
  return forPerson(`${why}${refused}`, next, ask);
}

const ASKING: Readonly<Record<Asked['about'], (failed: boolean, ours: boolean) => readonly [why: string, next: string]>> = {
  change: (failed) => [failed ? 'Another address failed to be registered with it; it comes off before the new one.' : 'It has another address at Twilio, which comes off before the new one.', failed ? 'Answer the question.' : 'Answer the question: it keeps that one until you say yes.'],
  remove: (_, ours) => [ours ? 'It shall have no address any more, and has one that Trunkbook put on it.' : 'It shall have no address, and has one at Twilio that Trunkbook did not put there.', 'Answer the question: after a yes an emergency call from it shows no address.'],
  retry: () => ['Twilio could not register its address.', 'Correct the address with the person in charge; or have the same one tried again.'],
  'put-back': () => ['Somebody took its address off at Twilio.', 'Say whether it is to be put on again, or give the number no address here.'],
  stuck: () => ['Twilio could not take its address off.', 'Have it tried again, or ask Twilio’s support.'],
  again: () => ['Twilio refused this address for this number.', 'Have it tried again, or give the number another address.'],
};

/** Nothing is on it: the address is put on. */
function setIt(at: AtTwilio, { last, lastDone, settled, hindrance }: NumberHistory, { address, binding, country, waitsFor, agreed }: Wanted): Judged {
  if (address !== null && address.country !== country) return otherCountry(address, country);
  const why = binding === null ? null : waitsForPerson(binding);
  if (why !== null) return forPerson(why, SEE_TO_ADDRESS);
  if (binding?.kind === 'open') return { ...queued('Its address was sent and no answer came. The next look at Twilio tells.'), settling: true };
  if (waitsFor !== null) return waitsForTrunk(waitsFor);
  const askedFor = (about: 'again' | 'put-back'): Asked => ({ name: `set ${at.sid} ${settled} ${about} ${wishOf({ address })}`, about, from: null, ours: true, failed: false });
  const isOf = (call: NumberCall): boolean => call.addressSid !== null && binding?.kind === 'there' && binding.sids.has(call.addressSid);
  if (last?.effect === 'set' && last.outcome.kind === 'refused' && isOf(last)) {
    const ask = askedFor('again');
    if (!agreed.has(ask.name)) return forPerson(`Twilio refused this address for this number: ${last.outcome.sentence}`, ASKING.again(false, true)[1], ask);
  }
  if (lastDone?.effect === 'set' && last === lastDone) {
    const ask = askedFor('put-back');
    if (!agreed.has(ask.name)) return forPerson(...ASKING['put-back'](false, true), ask);
  }
  return queued(`${binding?.kind === 'there' && !binding.enable ? 'It is registered next.' : 'Its address is sent first.'}${lastTime(hindrance)}`, 'set');
}

function otherCountry({ friendlyName, country: of }: EmergencyAddress, country: string): Judged {
  return forPerson(`“${friendlyName}” is an address of ${of}, and the number one of ${country}.`, 'Give it an address of its own country.');
}

/** Why an address cannot be used before somebody has seen to it; null where it can, or comes by itself. */
function waitsForPerson(binding: Binding): string | null {
  switch (binding.kind) {
    case 'suggestion': return 'Twilio suggests another form of its address.';
    case 'refused': return 'Twilio refused its address.';
    case 'gone': return binding.says === null ? 'Its address is not at Twilio any more.' : 'Its address says something else at Twilio than here.';
    case 'there': case 'to-make': case 'open': return null;
  }
}
