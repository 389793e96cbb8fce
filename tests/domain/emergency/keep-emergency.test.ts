// What Twilio answered is kept so that each number has the time of its own reading, whatever comes late and whatever the clock was.
import { describe, expect, it } from 'vitest';
import { type EmergencyAnswer, keepEmergency, matters, numbersToAsk } from '../../../domain/emergency/keep-emergency.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { AddressAtTwilio, EmergencyState } from '../../../domain/site/emergency-record.ts';
import type { AccountChoice, LedgerEntry, Site } from '../../../domain/site/record.ts';
import { readySite, STAMP } from '../make-site.ts';
import { entered, TYPED } from './address-kit.ts';

const ACCOUNT = `AC${'a'.repeat(32)}`;
const PRACTICE: AccountChoice = { kind: 'practice' };
const START = Date.parse(STAMP.at);
const [A, B] = ['+15125550100', '+15125550101'];
const [ONE, OTHER] = [`AD${'1'.repeat(32)}`, `AD${'2'.repeat(32)}`];
const HQ = entered(TYPED.US);
const THERE: AddressAtTwilio = { sid: ONE, address: toTwilio(HQ), emergencyEnabled: true, validated: true };

const stamp = (seconds: number): typeof STAMP => ({ ...STAMP, at: new Date(START + seconds * 1000).toISOString() });
function answer(states: Readonly<Record<string, EmergencyState>>, rest: Partial<EmergencyAnswer> = {}, addressSid: string | null = ONE): EmergencyAnswer {
  return { accountSid: ACCOUNT, addresses: [THERE], whole: true, ...rest, numbers: Object.entries(states).map(([phoneNumber, state]) => ({ phoneNumber, sid: `PN${phoneNumber.slice(-2).repeat(16)}`, trunkSid: null, state, addressSid })) };
}
/** Keeps answers, each with the second it was asked in; all of them come back in the last one's second, unless told. */
function kept(answers: readonly (readonly [asked: number, EmergencyAnswer])[], now = Math.max(...answers.map(([asked]) => asked))): Site {
  return answers.reduce((site, [asked, one]) => keepEmergency(site, one, PRACTICE, stamp(asked), START + now * 1000), readySite({ account: PRACTICE }));
}
const numberOf = (site: Site, phoneNumber = A) => site.observed.emergency?.numbers.find((number) => number.phoneNumber === phoneNumber);
const at = (seconds: number): string => stamp(seconds).at;

describe('a number', () => {
  it('has the time of its own reading, and since when it is so', () => {
    const site = kept([[0, answer({ [A]: 'pending-registration', [B]: 'pending-registration' })], [10, answer({ [A]: 'pending-registration' }, { whole: false })], [20, answer({ [A]: 'registered' }, { whole: false })]]);
    expect(numberOf(site)).toMatchObject({ state: 'registered', at: at(20), since: at(20) });
    expect(numberOf(site, B)).toMatchObject({ state: 'pending-registration', at: at(0), since: at(0) });
    expect(numberOf(kept([[0, answer({ [A]: 'registered' })], [10, answer({ [A]: 'registered' })]]))).toMatchObject({ at: at(10), since: at(0) });
  });

  it('is so anew with another address', () => expect(numberOf(kept([[0, answer({ [A]: 'registered' })], [10, answer({ [A]: 'registered' }, {}, OTHER)]]))).toMatchObject({ addressSid: OTHER, since: at(10) }));

  it('keeps a later answer where one that was asked before comes back after it', () => {
    const site = kept([[10, answer({ [A]: 'registered' })], [5, answer({ [A]: 'pending-registration' }, { addresses: [] })]]);
    expect(numberOf(site)).toMatchObject({ state: 'registered', at: at(10) });
    expect(site.observed.emergency).toMatchObject({ at: at(10), addresses: [THERE] });
  });

  it('takes a new answer over one from the future: the clock was wrong then; and is so only since now', () => {
    const site = kept([[86_400, answer({ [A]: 'registered' })], [5, answer({ [A]: 'registered', [B]: 'unregistered' })]], 5);
    expect(numberOf(site)).toMatchObject({ at: at(5), since: at(5) });
    expect(site.observed.emergency?.at).toBe(at(5));
  });

  it('that the whole answer does not have is gone from what is known; one that few were asked about leaves the others', () => {
    expect(numberOf(kept([[0, answer({ [A]: 'registered', [B]: 'registered' })], [5, answer({ [A]: 'registered' })]]), B)).toBeUndefined();
    expect(numberOf(kept([[0, answer({ [A]: 'registered', [B]: 'registered' })], [5, answer({ [A]: 'registered' }, { whole: false })]]), B)).toMatchObject({ at: at(0) });
  });
});

describe('another account', () => {
  it('starts from nothing: what was known of the first is no answer of this one', () => {
    const second = `AC${'b'.repeat(32)}`;
    const site = kept([[0, answer({ [A]: 'registered', [B]: 'registered' })], [5, answer({ [A]: 'unregistered' }, { accountSid: second, whole: false, addresses: [] })]]);
    expect(site.observed.emergency).toMatchObject({ accountSid: second, addresses: [], numbers: [{ phoneNumber: A, since: at(5) }] });
  });
  it('asked before the first was, and answered after it, is not kept', () => {
    const site = kept([[10, answer({ [A]: 'registered' })], [5, answer({ [A]: 'unregistered' }, { accountSid: `AC${'b'.repeat(32)}` })]]);
    expect(site.observed.emergency?.accountSid).toBe(ACCOUNT);
  });
  it('is the account that was chosen when it was asked, whatever is chosen now', () => {
    const chosen: AccountChoice = { kind: 'twilio', accountId: crypto.randomUUID() };
    expect(keepEmergency(readySite({ account: PRACTICE }), answer({ [A]: 'registered' }), chosen, STAMP, START).observed.emergency?.account).toEqual(chosen);
  });
});

describe('what is asked and kept', () => {
  const entry = (rest: object): LedgerEntry => ({ id: crypto.randomUUID(), ...STAMP, ...rest }) as LedgerEntry;
  const call = crypto.randomUUID();
  const base = readySite({ account: PRACTICE, numbers: [{ phoneNumber: A, acquire: 'take' }] });
  const site: Site = {
    ...base, intent: { ...base.intent, emergency: { ...base.intent.emergency, addresses: [{ ...HQ, chosen: OTHER }] } },
    ledger: [
      { ...entry({ kind: 'call', accountSid: ACCOUNT, action: 'a', resource: 'emergency-address', effect: 'create', target: `PN${'1'.repeat(32)}`, parent: ONE, naturalKey: B, secretRevision: null }), id: call } as LedgerEntry, entry({ kind: 'done', call, sid: `PN${'1'.repeat(32)}` }),
    ],
  };

  it('numbers of the site, and those that Trunkbook once put an address on: nobody else looks after those', () => {
    expect(numbersToAsk(site, ACCOUNT)).toEqual([A, B]);
    expect(numbersToAsk(site, `AC${'b'.repeat(32)}`)).toEqual([A]);
  });

  it('of the account’s addresses those that are on a number, chosen, or say just what one of the site’s does; no others', () => {
    const address = { ...toTwilio(HQ), street: '9 Else Rd' };
    const isWanted = matters(site, ACCOUNT, [{ phoneNumber: A, sid: null, trunkSid: null, state: null, addressSid: ONE }]);
    expect(isWanted({ ...THERE, address })).toBe(true);
    expect(isWanted({ ...THERE, sid: OTHER, address })).toBe(true);
    expect(isWanted({ ...THERE, sid: `AD${'3'.repeat(32)}` })).toBe(true);
    expect(isWanted({ ...THERE, sid: `AD${'3'.repeat(32)}`, address })).toBe(false);
  });
});
