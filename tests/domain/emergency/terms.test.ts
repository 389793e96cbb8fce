// The Emergency Services Addendum: only what a person said of the very account lets anything be submitted.
import { describe, expect, it } from 'vitest';
import { termsOf } from '../../../domain/emergency/terms.ts';
import type { AccountChoice, Evidence } from '../../../domain/site/record.ts';
import { STAMP } from '../make-site.ts';

const [ONE, OTHER] = [crypto.randomUUID(), crypto.randomUUID()];
const chosen = (accountId: string): AccountChoice => ({ kind: 'twilio', accountId });
const STEP = 'emergency-twilio.terms';
const done = (account: string, step = STEP): Evidence => ({ id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step, source: 'reported', note: '', values: { who: 'Pat Owner', authority: 'owner of the account', account } });
const reopened: Evidence = { id: crypto.randomUUID(), ...STAMP, kind: 'step-reopened', step: STEP, note: '' };

describe('the terms', () => {
  it('are confirmed by who said so, with whose authority, and when', () => {
    expect(termsOf([done(ONE)], chosen(ONE))).toEqual({ confirmed: true, who: 'Pat Owner', authority: 'owner of the account', at: STAMP.at });
    expect(termsOf([done('practice')], { kind: 'practice' })).toMatchObject({ confirmed: true });
  });

  it.each<[string, readonly Evidence[]]>([
    ['nobody said anything', []], ['another step was ticked', [done(ONE, 'emergency-twilio.addresses')]], ['it was taken back', [done(ONE), reopened]],
    ['it is said not to apply', [done(ONE), { id: crypto.randomUUID(), ...STAMP, kind: 'step-not-applicable', step: STEP, reason: 'none needed' }]],
    ['it is blocked', [done(ONE), { id: crypto.randomUUID(), ...STAMP, kind: 'step-blocked', step: STEP, note: 'the owner is away', owner: 'Pat', due: null, emergency: null }]],
  ])('are not where %s', (_, evidence) => {
    expect(termsOf(evidence, chosen(ONE))).toEqual({ confirmed: false, why: expect.stringContaining('Nobody has confirmed') });
  });

  it.each([['another', OTHER], ['the practice account', 'practice'], ['one that was not noted', '']])('confirmed for %s count for nothing here, and it is said so', (_, account) => {
    expect(termsOf([done(account)], chosen(ONE))).toEqual({ confirmed: false, why: expect.stringContaining('another account') });
  });

  it('said again for this account count again; the last word does', () => {
    expect(termsOf([done(ONE), reopened, done(ONE)], chosen(ONE))).toMatchObject({ confirmed: true });
    expect(termsOf([done(ONE), done(OTHER)], chosen(ONE))).toMatchObject({ confirmed: false });
  });

  it('are not touched by pictures of the step', () => {
    expect(termsOf([done(ONE), { id: crypto.randomUUID(), ...STAMP, kind: 'photo', step: STEP, photo: crypto.randomUUID(), name: 'console.jpg', bytes: 1 }], chosen(ONE))).toMatchObject({ confirmed: true });
  });
});
