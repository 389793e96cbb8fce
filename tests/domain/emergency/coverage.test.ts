import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emergencyNumbers } from '../../../domain/dialplan/emergency-numbers.ts';
import { CELL_STATES, type ConditionId, CONDITIONS, type CoverageCondition } from '../../../domain/emergency/coverage-cell.ts';
import { type CoverageInput, coverageOf } from '../../../domain/emergency/coverage.ts';
import { emergencyRulesOf } from '../../../domain/emergency/rules.ts';
import type { NumberStanding } from '../../../domain/emergency/standing.ts';
import { extension } from '../dialplan/make-rules.ts';
import { STAMP } from '../make-site.ts';
import { cellOf, conditionOf, type Drawn, drawnSites, heard, phones, testedSite, withEmergency, withEvidence, withIntent, without, withRows, withRules, withSnapshot, withStanding } from './covered-site.ts';

const standing = (kind: 'queued' | 'under-way' | 'for-person' | 'reported'): NumberStanding => ({
  queued: { kind: 'queued', why: 'There is no network.' },
  'under-way': { kind: 'under-way', state: 'pending-registration', since: STAMP.at, at: STAMP.at, next: STAMP.at, late: false, withoutAddress: true },
  'for-person': { kind: 'for-person', why: 'Twilio refused it.', next: 'Correct the address.', question: null },
  reported: { kind: 'reported', state: 'registration-failure', who: 'Kim', at: STAMP.at },
} as const)[kind];

/** What each condition of one phone rests on, taken away. Null where a site of this kind has nothing of it to take. */
interface Blow {
  readonly takes: ConditionId;
  readonly leaves: readonly CoverageCondition['state'][];
  readonly strike: (input: CoverageInput, phone: { readonly number: string; readonly shows: string }, drawn: Drawn) => CoverageInput | null;
}
const registers = ({ country }: Drawn): boolean => country !== 'IE';
const stands = (kind: NumberStanding): Blow['strike'] => (input, { shows }, drawn) => (registers(drawn) ? withStanding(input, shows, kind) : null);
const row = (number: string, change: Parameters<typeof extension>[1]) => (one: ReturnType<typeof extension>): ReturnType<typeof extension> => (one.number === number ? { ...one, ...change } : one);
const BLOWS: Readonly<Record<string, Blow>> = {
  'it shows no number of E.164 form': { takes: 'caller-id', leaves: ['missing'], strike: (input, { number }, { shows }) => (shows === 'own' ? withRows(input, row(number, { callerId: '5551234' })) : withRules(input, () => ({ callerId: '5551234' }))) },
  'it shows a number of another country': { takes: 'caller-id', leaves: ['missing'], strike: (input, { number }, { shows }) => (shows === 'own' ? withRows(input, row(number, { callerId: '+33142685300' })) : withRules(input, () => ({ callerId: '+33142685300' }))) },
  'its number was taken off the trunk at Twilio': { takes: 'on-trunk', leaves: ['missing'], strike: (input, { shows }) => withSnapshot(input, ({ trunks }) => { const parts = trunks[0]?.parts; if (parts) parts.phoneNumbers = parts.phoneNumbers?.filter(({ phoneNumber: one }) => one !== shows) ?? null; }) },
  'its number was seen on another trunk later': {
    takes: 'on-trunk', leaves: ['missing'], strike: (input, { shows }) => {
      const { emergency } = input.observed;
      const later = '2026-11-23T11:00:00.000Z';
      return emergency && { ...input, observed: { ...input.observed, emergency: { ...emergency, numbers: [{ phoneNumber: shows, sid: `PN${'0'.repeat(32)}`, trunkSid: `TK${'2'.repeat(32)}`, state: 'registered', addressSid: null, at: later, since: later }] } } };
    },
  },
  'Twilio was never asked about the trunk': { takes: 'on-trunk', leaves: ['not-measured'], strike: (input) => ({ ...input, observed: { ...input.observed, twilio: null } }) },
  'no entry has its emergency number': { takes: 'rule', leaves: ['missing'], strike: (input) => { const last = emergencyRulesOf(input.intent).at(-1)?.number; return withRules(input, (rule) => (rule.number === last ? null : {})); } },
  'its entries are for others only': { takes: 'rule', leaves: ['missing'], strike: (input) => withRules(input, () => ({ extensions: '2000-2999' })) },
  'an entry puts a digit before the number': { takes: 'rule', leaves: ['missing'], strike: (input) => withRules(input, () => ({ prepend: '9' })) },
  'an entry strips a digit': { takes: 'rule', leaves: ['missing'], strike: (input) => withRules(input, () => ({ stripDigits: 1 })) },
  'an entry leaves by another trunk': { takes: 'rule', leaves: ['missing'], strike: (input) => withRules(input, () => ({ trunk: 'Old carrier' })) },
  'the numbers of its country show different caller IDs': { takes: 'rule', leaves: ['missing'], strike: (input) => { const first = emergencyRulesOf(input.intent)[0]?.number; return withRules(input, (rule) => (rule.number === first ? { callerId: '+15125559999' } : {})); } },
  'an outbound rule catches its emergency number and strips a digit': {
    takes: 'rule', leaves: ['missing'], strike: (input, { number }) => withIntent(input, ({ country }) => ({
      outboundRules: [{ id: 'outside', name: 'Outside line', prefixes: emergencyNumbers(country).find(({ test: isTest }) => !isTest)?.number.slice(0, 2) ?? '', lengths: '', extensions: number, departments: '', routes: [{ trunk: null, stripDigits: 1, prepend: '', append: '', callerId: '' }] }],
    })),
  },
  'an outbound rule leads its emergency number to another trunk': {
    takes: 'rule', leaves: ['missing'], strike: (input, { number }) => withIntent(input, () => ({
      outboundRules: [{ id: 'all', name: 'All', prefixes: '', lengths: '', extensions: number, departments: '', routes: [{ trunk: 'Old carrier', stripDigits: 0, prepend: '', append: '', callerId: '' }] }],
    })),
  },
  'nobody said that 3CX has the entries': { takes: 'in-3cx', leaves: ['not-measured'], strike: (input) => without(input, (entry) => entry.kind === 'step-done' && entry.step === 'emergency-3cx.numbers') },
  'the entries were changed since': { takes: 'in-3cx', leaves: ['missing'], strike: (input) => withRules(input, () => ({ departments: 'Sales' })) },
  '3CX’s export has another caller ID': {
    takes: 'in-3cx', leaves: ['missing'], strike: (input, { number }, { shows }) => {
      const { imported } = input.directory.extensions;
      return shows === 'location' || !imported ? null : { ...input, directory: { ...input.directory, extensions: { ...input.directory.extensions, imported: { ...imported, rows: imported.rows.map(row(number, { callerId: '+15125559999' })) } } } };
    },
  },
  'its number belongs to another floor': { takes: 'place', leaves: ['missing'], strike: (input, { shows }, drawn) => {
    const { addresses, numbers } = input.intent.emergency;
    const mine = numbers.find((one) => one.phoneNumber === shows)?.address;
    const other = addresses.find(({ id }) => id !== mine);
    return !registers(drawn) || !other ? null : withEmergency(input, { numbers: numbers.map((one) => (one.phoneNumber === shows ? { ...one, address: other.id } : one)) });
  } },
  'nobody said where it stands': { takes: 'place', leaves: ['not-measured'], strike: (input, _, drawn) => (registers(drawn) && drawn.floors > 1 && drawn.shows === 'own' ? withEmergency(input, { addresses: input.intent.emergency.addresses.map((address) => ({ ...address, extensions: '' })) }) : null) },
  'two addresses name it': { takes: 'place', leaves: ['missing'], strike: (input, { number }, drawn) => (registers(drawn) && drawn.floors > 1 && drawn.shows === 'own' ? withEmergency(input, { addresses: input.intent.emergency.addresses.map((address) => ({ ...address, extensions: number })) }) : null) },
  'nobody on site has confirmed its address': { takes: 'place', leaves: ['not-measured'], strike: (input, _, drawn) => (registers(drawn) ? withEmergency(input, { addresses: input.intent.emergency.addresses.map((address) => ({ ...address, confirmedBy: '' })) }) : null) },
  'Twilio keeps its address without the floor': { takes: 'place', leaves: ['missing'], strike: (input, _, drawn) => {
    const { emergency } = input.observed;
    return !registers(drawn) || !emergency ? null : { ...input, observed: { ...input.observed, emergency: { ...emergency, addresses: emergency.addresses.map((one) => ({ ...one, address: { ...one.address, streetSecondary: '' } })) } } };
  } },
  'its number has no address': { takes: 'registered', leaves: ['missing'], strike: stands({ kind: 'none' }) },
  'nobody gave its number an address': { takes: 'registered', leaves: ['missing'], strike: stands({ kind: 'unassigned', state: 'registered' }) },
  'the address of its number is queued': { takes: 'registered', leaves: ['waiting'], strike: stands(standing('queued')) },
  'the address of its number is pending': { takes: 'registered', leaves: ['waiting'], strike: stands(standing('under-way')) },
  'the address of its number waits for a person': { takes: 'registered', leaves: ['missing'], strike: stands(standing('for-person')) },
  'the registration failed, as reported': { takes: 'registered', leaves: ['missing'], strike: stands(standing('reported')) },
  'Twilio was never asked about its number': { takes: 'registered', leaves: ['not-measured'], strike: stands({ kind: 'not-read' }) },
  'nobody has its number as a DID': { takes: 'call-back', leaves: ['missing'], strike: (input) => withRows(input, (one) => ({ ...one, dids: [] })) },
  'two extensions have its number as a DID': { takes: 'call-back', leaves: ['missing'], strike: (input, { shows }) => withRows(input, (one) => ({ ...one, dids: [...one.dids, shows] })) },
  '3CX’s trunk does not have its number as a DID': { takes: 'call-back', leaves: ['missing'], strike: (input, { shows }) => (shows === input.intent.numbers[0]?.phoneNumber ? null : { ...input, directory: { ...input.directory, numbers: { ...input.directory.numbers, dids: input.directory.numbers.dids.filter((did) => did !== shows) } } }) },
  'nobody is named who answers the number of its place': { takes: 'call-back', leaves: ['missing'], strike: (input, _, { shows }) => (shows === 'own' ? null : withEmergency(input, { numbers: input.intent.emergency.numbers.map((one) => ({ ...one, callBack: null })) })) },
  'a group is named, and nobody called back': { takes: 'call-back', leaves: ['not-measured'], strike: (input, { shows }, drawn) => (drawn.shows === 'own' ? null : withRows(withEmergency(input, { numbers: input.intent.emergency.numbers.map((one) => ({ ...one, callBack: { extension: '800', name: 'Front desk' } })) }), (one) => ({ ...one, dids: one.dids.filter((did) => did !== shows) }))) },
  'the origination URL is switched off': { takes: 'origination', leaves: ['missing'], strike: (input) => withSnapshot(input, ({ trunks }) => { for (const url of trunks[0]?.parts?.originationUrls ?? []) url.enabled = false; }) },
  'the trunk has no origination URL': { takes: 'origination', leaves: ['missing'], strike: (input) => withSnapshot(input, ({ trunks }) => { const parts = trunks[0]?.parts; if (parts) parts.originationUrls = []; }) },
  'the origination URL leads to another PBX': { takes: 'origination', leaves: ['missing'], strike: (input) => withSnapshot(input, ({ trunks }) => { for (const url of trunks[0]?.parts?.originationUrls ?? []) url.url = 'sip:old-pbx.other.example'; }) },
  'nobody is told of a call': { takes: 'notifications', leaves: ['not-measured'], strike: (input) => without(input, (entry) => entry.kind === 'step-done' && entry.step === 'notifications.set') },
  'nobody dialled 933': { takes: 'test', leaves: ['not-measured'], strike: (input, _, { country }) => (country === 'US' ? without(input, ({ kind }) => kind === 'test-933') : null) },
  'nobody went over it by reading, where there is nothing to dial': { takes: 'test', leaves: ['not-measured'], strike: (input, _, { country }) => (country === 'US' ? null : without(input, (entry) => entry.kind === 'step-done' && entry.step === 'test-933.elsewhere')) },
  '933 read another number': { takes: 'test', leaves: ['missing'], strike: (input, { number }, { country }) => (country === 'US' ? withEvidence(input, heard(input, number, { readNumber: '+15125559999' })) : null) },
  '933 read the address without its floor': { takes: 'test', leaves: ['missing'], strike: (input, { number }, { country }) => (country === 'US' ? withEvidence(input, heard(input, number, { readAddress: '645 Harrison St, Austin, TX, 78701' })) : null) },
  '933 read nothing': { takes: 'test', leaves: ['missing'], strike: (input, { number }, { country }) => (country === 'US' ? withEvidence(input, heard(input, number, { readNumber: '', readAddress: '' })) : null) },
};
const shownBy = (input: CoverageInput, number: string): { readonly number: string; readonly shows: string } => ({ number, shows: cellOf(input, number).callerId.number });

/** What holds of every matrix, whatever the site. */
function expectSound(input: CoverageInput): void {
  const { cells, counts, toTest } = coverageOf(input);
  expect(cells.map(({ extension: number }) => number).sort()).toEqual(input.directory.extensions.rows.map(({ number }) => number).sort());
  for (const { state, conditions, todo, callerId, provenBy } of cells) {
    expect(todo).not.toBe('');
    if (state === 'not-applicable') continue;
    expect(conditions.map(({ id }) => id)).toEqual(CONDITIONS);
    const open = conditions.filter((one) => one.state !== 'met' && one.state !== 'not-applicable');
    if (state === 'proven') {
      expect(open).toEqual([]);
      expect(callerId.number).not.toBe('');
      if (input.intent.country === 'US') expect(provenBy).not.toBeNull();
    } else expect(open.map((one) => one.state)).toContain(state);
    for (const one of open) expect([one.step === null, one.todo]).toEqual([false, expect.stringMatching(/\.$/)]);
    if (open.some((one) => one.state === 'missing')) expect(state).toBe('missing');
  }
  for (const state of CELL_STATES) expect(counts[state]).toBe(cells.filter((cell) => cell.state === state).length);
  const ranks = cells.map(({ state }) => CELL_STATES.indexOf(state));
  expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
  for (const { extension: number } of toTest) expect(conditionOf(input, number, 'test').state).not.toBe('met');
}

describe('no extension is proven with anything missing', () => {
  test('a covered site is proven throughout, but for what nobody calls from', () => {
    fc.assert(fc.property(drawnSites, (drawn) => {
      const input = testedSite(drawn);
      expectSound(input);
      expect(coverageOf(input).counts).toEqual({ missing: 0, 'not-measured': 0, waiting: 0, proven: drawn.extensions, 'not-applicable': 1 });
      expect(coverageOf(input).toTest).toEqual([]);
    }), { numRuns: 40 });
  });

  for (const [name, { takes, leaves, strike }] of Object.entries(BLOWS)) {
    test(`not where ${name}`, () => {
      let struck = 0;
      fc.assert(fc.property(drawnSites, fc.nat(), (drawn, which) => {
        const input = testedSite(drawn);
        const all = phones(input);
        const phone = shownBy(input, all[which % all.length] ?? '');
        const after = strike(input, phone, drawn);
        if (after === null) return;
        struck += 1;
        expectSound(after);
        expect(leaves).toContain(conditionOf(after, phone.number, takes).state);
        const cell = cellOf(after, phone.number);
        expect(cell.state).not.toBe('proven');
        expect(cell.todo).not.toBe('Nothing is to be done.');
      }), { numRuns: 25 });
      expect(struck).toBeGreaterThan(0);
    });
  }

  test('nor after any number of blows at once', () => {
    fc.assert(fc.property(drawnSites, fc.array(fc.record({ blow: fc.constantFrom(...Object.keys(BLOWS)), which: fc.nat() }), { minLength: 1, maxLength: 5 }), (drawn, blows) => {
      const whole = testedSite(drawn);
      const all = phones(whole);
      const targets = blows.map(({ which }) => shownBy(whole, all[which % all.length] ?? ''));
      let input = whole;
      const hit = new Set<string>();
      for (const [index, { blow }] of blows.entries()) {
        const phone = targets[index];
        // A later blow may need what an earlier one took.
        let after: CoverageInput | null = null;
        try { after = phone ? BLOWS[blow]?.strike(input, phone, drawn) ?? null : null; } catch { /* nothing left to take */ }
        if (after === null || phone === undefined) continue;
        input = after;
        hit.add(phone.number);
      }
      expectSound(input);
      if (hit.size > 0) expect(coverageOf(input).counts.proven).toBeLessThan(drawn.extensions);
    }), { numRuns: 60 });
  });

  test('each condition is taken away by some blow', () => {
    expect(new Set(Object.values(BLOWS).map(({ takes }) => takes))).toEqual(new Set(CONDITIONS));
  });
});
