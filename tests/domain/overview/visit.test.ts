import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { accountKey } from '../../../domain/site/account-key.ts';
import type { Derivable } from '../../../domain/overview/state.ts';
import { CLOCK_TOLERANCE, FRESH_FOR, isPrepared, type VisitItem, visitItems } from '../../../domain/overview/visit.ts';
import { type AccountChoice, type Intent, type Observed, withoutSecrets } from '../../../domain/site/record.ts';
import { readySite, STAMP } from '../make-site.ts';
import { TwilioModel } from '../trunk/twilio-model.ts';

const AT = Date.parse(STAMP.at);
const MINUTE = 60_000;
const ACCOUNTS: readonly AccountChoice[] = [{ kind: 'practice' }, { kind: 'by-hand' }, { kind: 'twilio', accountId: crypto.randomUUID() }];
const twilio: AccountChoice = ACCOUNTS[2]!;

/** A site on which everything was read, looked up and typed at `STAMP.at`. */
function prepared(account: AccountChoice): Derivable {
  const site = readySite({ hosting: 'hosted', account });
  const number = { phoneNumber: '+15125550142', place: 'Austin, TX', note: null };
  return {
    ...withoutSecrets(site),
    observed: {
      twilio: { source: 'api', ...STAMP, account, value: TwilioModel.empty().snapshot },
      pbxTrunk: {}, emergency: null, emergencyReported: [],
      pbxName: { source: 'measured', ...STAMP, fqdn: site.intent.pbx.fqdn ?? '', value: { kind: 'addresses', addresses: [...site.intent.pbx.ipv4] } },
      clock: { source: 'measured', ...STAMP, ahead: 300, against: 'api.twilio.com' },
    },
    evidence: [{ id: crypto.randomUUID(), ...STAMP, kind: 'passphrase-typed' }],
    directory: { ...EMPTY_DIRECTORY, numbers: { ...EMPTY_DIRECTORY.numbers, listed: { source: 'api', ...STAMP, account: accountKey(account), numbers: [number] } } },
  };
}

const item = (site: Derivable, id: VisitItem['id'], now = AT): VisitItem => {
  const found = visitItems(site, now).find((one) => one.id === id);
  if (!found) throw new Error(`no item ${id}`);
  return found;
};
const states = (site: Derivable, now = AT) => Object.fromEntries(visitItems(site, now).map(({ id, state }) => [id, state]));
const observed = (site: Derivable, change: Partial<Observed>): Derivable => ({ ...site, observed: { ...site.observed, ...change } });
const intent = (site: Derivable, change: Partial<Intent>): Derivable => ({ ...site, intent: { ...site.intent, ...change } });
const clock = (site: Derivable, ahead: number): Derivable => observed(site, { clock: { source: 'measured', ...STAMP, ahead, against: 'api.twilio.com' } });
const listedOf = (site: Derivable, account: string): Derivable => {
  const { listed } = site.directory.numbers;
  return { ...site, directory: { ...site.directory, numbers: { ...site.directory.numbers, listed: listed && { ...listed, account } } } };
};

describe('a visit for which everything was done just now', () => {
  it.each([
    ['practice', { account: 'fresh', numbers: 'fresh', clock: 'not-needed' }], ['by-hand', { account: 'not-needed', numbers: 'not-needed', clock: 'fresh' }], ['twilio', { account: 'fresh', numbers: 'fresh', clock: 'fresh' }],
  ])('is prepared with a %s account, whose own needs it names', (kind, own) => {
    const site = prepared(ACCOUNTS.find((account) => account.kind === kind)!);
    expect(states(site)).toEqual({ kind: 'fresh', name: 'fresh', passphrase: 'fresh', ...own });
    expect(isPrepared(visitItems(site, AT))).toBe(true);
  });

  it('on Friday still holds on Monday at the same hour', () => {
    const friday = prepared({ kind: 'by-hand' });
    const typed: Derivable = { ...friday, evidence: [{ id: crypto.randomUUID(), ...STAMP, at: '2026-11-27T17:00:00.000Z', kind: 'passphrase-typed' }] };
    expect(item(typed, 'passphrase', Date.parse('2026-11-30T17:00:00.000Z')).state).toBe('fresh');
  });

  it('says when each thing was done', () => {
    for (const { id, at } of visitItems(prepared(twilio), AT)) expect(at, id).toBe(id === 'kind' ? null : STAMP.at);
  });
});

describe('with time', () => {
  it('everything that was read or typed goes stale one moment beyond the limit, and says so', () => {
    const site = prepared(twilio);
    const ids = ['account', 'numbers', 'name', 'clock', 'passphrase'] as const;
    expect(isPrepared(visitItems(site, AT + FRESH_FOR))).toBe(true);
    for (const id of ids) {
      expect(item(site, id, AT + FRESH_FOR).state, id).toBe('fresh');
      expect(item(site, id, AT + FRESH_FOR + 1), id).toMatchObject({ state: 'stale', words: expect.stringContaining('more than three days ago'), at: STAMP.at });
    }
    expect(states(site, AT + FRESH_FOR + 1)['kind']).toBe('fresh');
    expect(isPrepared(visitItems(site, AT + FRESH_FOR + 1))).toBe(false);
  });

  it('what bears a later time than the clock shows is not fresh: the clock was wrong then, or is now', () => {
    const at = (now: number): readonly VisitItem['state'][] => visitItems(prepared(twilio), now).filter(({ id }) => id === 'account' || id === 'passphrase').map(({ state }) => state);
    expect(at(AT - CLOCK_TOLERANCE)).toEqual(['fresh', 'fresh']);
    expect(at(AT - CLOCK_TOLERANCE - 1)).toEqual(['stale', 'stale']);
  });

  it('a passphrase typed again counts from then', () => {
    const site = prepared(twilio);
    const later = AT + FRESH_FOR + MINUTE;
    const again: Derivable = { ...site, evidence: [...site.evidence, { id: crypto.randomUUID(), ...STAMP, at: new Date(later).toISOString(), who: 'Pat', kind: 'passphrase-typed' }] };
    expect(item(again, 'passphrase', later)).toMatchObject({ state: 'fresh', words: expect.stringContaining('Pat') });
  });
});

describe('what was never done', () => {
  const site = prepared(twilio);
  it.each<[VisitItem['id'], Derivable]>([
    ['account', observed(site, { twilio: null })],
    ['numbers', { ...site, directory: EMPTY_DIRECTORY }],
    ['name', observed(site, { pbxName: null })],
    ['clock', observed(site, { clock: null })],
    ['passphrase', { ...site, evidence: [] }],
    ['kind', intent(site, { hosting: null })],
  ])('is missing, and it alone: %s', (id, without) => {
    expect(states(without)).toEqual({ ...states(site), [id]: 'missing' });
    expect(item(without, id).at).toBeNull();
    expect(isPrepared(visitItems(without, AT))).toBe(false);
  });

  it('is also what was done for another account', () => {
    for (const other of [{ kind: 'twilio', accountId: crypto.randomUUID() }, { kind: 'practice' }] as const) {
      const moved = intent(site, { account: other });
      expect(states(moved)).toMatchObject({ account: 'missing', numbers: 'missing' });
    }
    expect(states(listedOf(site, crypto.randomUUID()))).toEqual({ ...states(site), numbers: 'missing' });
  });

  it('is also a name that was looked up before it was changed', () => {
    expect(item(intent(site, { pbx: { ...site.intent.pbx, fqdn: 'other.my3cx.us' } }), 'name').state).toBe('missing');
  });
});

describe('the name of the PBX', () => {
  const site = prepared(twilio);
  it('is not needed before it is entered', () => {
    const without = intent(site, { pbx: { ...site.intent.pbx, fqdn: null } });
    expect(item(without, 'name').state).toBe('not-needed');
    expect(isPrepared(visitItems(without, AT))).toBe(true);
  });
  it('says where it leads; where nobody answered it is still missing', () => {
    expect(item(site, 'name')).toMatchObject({ state: 'fresh', words: expect.stringContaining(site.intent.pbx.ipv4[0] ?? '-') });
    expect(item(observed(site, { pbxName: { ...site.observed.pbxName!, value: { kind: 'none' } } }), 'name')).toMatchObject({ state: 'missing', words: expect.stringContaining('No name server') });
  });
});

describe('the laptop’s clock', () => {
  const site = prepared(twilio);
  it('may be off as far as the tolerance, in either direction, and no further', () => {
    for (const sign of [1, -1]) {
      expect(item(clock(site, sign * CLOCK_TOLERANCE), 'clock').state).toBe('fresh');
      const off = clock(site, sign * (CLOCK_TOLERANCE + 1));
      expect(item(off, 'clock')).toMatchObject({ state: 'wrong', at: STAMP.at, words: expect.stringContaining(sign > 0 ? 'fast' : 'slow') });
      expect(isPrepared(visitItems(off, AT))).toBe(false);
    }
  });
  it('that is wrong stays wrong however long ago it was compared', () => expect(item(clock(site, 2 * CLOCK_TOLERANCE), 'clock', AT + 2 * FRESH_FOR).state).toBe('wrong'));
  it.each([[5 * MINUTE, '5 minutes fast'], [-90 * MINUTE, '90 minutes slow'], [-3 * 60 * MINUTE, '3 hours slow'], [365 * 24 * 60 * MINUTE, '365 days fast']])('off by %i ms is said as “%s”', (ahead, words) => {
    expect(item(clock(site, ahead), 'clock').words).toContain(words);
  });
  it('is no matter where the practice account runs on it, and one where a person works by hand', () => {
    expect(item(clock(prepared({ kind: 'practice' }), 10 * CLOCK_TOLERANCE), 'clock').state).toBe('not-needed');
    expect(item(clock(prepared({ kind: 'by-hand' }), 10 * CLOCK_TOLERANCE), 'clock').state).toBe('wrong');
  });
});

describe('whatever is lacking', () => {
  const faults: readonly (readonly [VisitItem['id'], (site: Derivable) => Derivable])[] = [
    ['account', (site) => observed(site, { twilio: null })], ['numbers', (site) => listedOf(site, 'practice')], ['name', (site) => observed(site, { pbxName: null })],
    ['clock', (site) => clock(site, 3 * CLOCK_TOLERANCE)], ['passphrase', (site) => ({ ...site, evidence: [] })], ['kind', (site) => intent(site, { hosting: null })],
  ];
  it('a visit is prepared exactly when nothing is, and each thing is named once', () => {
    fc.assert(fc.property(fc.subarray([...faults]), (some) => {
      const items = visitItems(some.reduce((site, [, fault]) => fault(site), prepared(twilio)), AT);
      expect(items.filter(({ state }) => state !== 'fresh').map(({ id }) => id).sort()).toEqual(some.map(([id]) => id).sort());
      expect(isPrepared(items)).toBe(some.length === 0);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      expect(items.every(({ title, words }) => title !== '' && words.endsWith('.'))).toBe(true);
    }));
  });
});
