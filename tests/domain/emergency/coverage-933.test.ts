import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CoverageInput, coverageOf } from '../../../domain/emergency/coverage.ts';
import { cellOf, conditionOf, coveredSite, type Drawn, heard, phoneNumber, phones, reEntered, said, sidOf, testedSite, withEmergency, withEvidence, without, withoutEmptyFloors, withRows, withRules, withStanding } from './covered-site.ts';
import { STAMP } from '../make-site.ts';

const american: fc.Arbitrary<Drawn> = fc.record({ country: fc.constant('US'), extensions: fc.integer({ min: 2, max: 12 }), floors: fc.integer({ min: 1, max: 3 }), shows: fc.constantFrom('own', 'location') })
  .map(withoutEmptyFloors);
const FLOORS = { country: 'US', extensions: 6, floors: 2, shows: 'location' } as const satisfies Drawn;
const OWN = { ...FLOORS, shows: 'own' } as const satisfies Drawn;

/** Calls from these extensions, each right. */
const called = (input: CoverageInput, from: readonly string[]): CoverageInput => withEvidence(input, ...from.map((one) => heard(input, one)));
const proven = (input: CoverageInput): readonly string[] => coverageOf(input).cells.filter(({ state }) => state === 'proven').map(({ extension }) => extension).sort();
const ofFloor = (input: CoverageInput, floor: number): readonly string[] => phones(input).filter((one) => cellOf(input, one).address?.friendlyName === `Floor ${floor}`);

describe('a 933 call proves one pair of number and address', () => {
  test('those that share the pair inherit it and name the extension that called; nobody else does, and a barred one only calls for itself', () => {
    fc.assert(fc.property(american, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (drawn, calls, bars) => {
      const site = coveredSite(drawn);
      const all = phones(site);
      const barred = all.filter((_, index) => bars[index]);
      const before = withEmergency(site, { barred: barred.join() });
      const from = all.filter((_, index) => calls[index]);
      const after = called(before, from);
      for (const one of all) {
        const { callerId, address, provenBy, state } = cellOf(after, one);
        const sharing = from.filter((other) => { const cell = cellOf(after, other); return cell.callerId.number === callerId.number && cell.address?.id === address?.id; });
        const may = barred.includes(one) ? from.filter((other) => other === one) : sharing;
        expect([one, state]).toEqual([one, may.length > 0 ? 'proven' : 'not-measured']);
        if (may.length > 0) expect(may).toContain(provenBy?.extension);
        if (from.includes(one)) expect(provenBy?.extension).toBe(one);
      }
    }), { numRuns: 50 });
  });

  test('the calls that are asked for prove everything: one a floor where floors share a number, and each barred extension’s own', () => {
    fc.assert(fc.property(american, fc.subarray([0, 1, 2, 3, 4]), (drawn, bars) => {
      const site = coveredSite(drawn);
      const barred = phones(site).filter((_, index) => bars.includes(index));
      const input = withEmergency(site, { barred: barred.join() });
      const { toTest } = coverageOf(input);
      const asked = toTest.map(({ extension }) => extension);
      expect(asked).toEqual([...new Set(asked)]);
      expect(asked).toEqual(expect.arrayContaining([...barred]));
      const places = toTest.map(({ address }) => address);
      expect(new Set(places).size).toBe(drawn.floors);
      // Each place once, before any place a second time.
      expect(new Set(places.slice(0, drawn.floors)).size).toBe(drawn.floors);
      if (drawn.shows === 'location') {
        const unbarred = new Set(asked.filter((one) => !barred.includes(one)).map((one) => cellOf(input, one).address?.id));
        expect(asked).toHaveLength(barred.length + unbarred.size);
      } else expect(asked).toHaveLength(drawn.extensions);
      const after = called(input, asked);
      expect(coverageOf(after).toTest).toEqual([]);
      expect(proven(after)).toEqual([...phones(input)].sort());
    }), { numRuns: 50 });
  });

  test('a floor nobody called from stays unproven, however often the other one called', () => {
    const site = coveredSite(FLOORS);
    const after = called(site, [...ofFloor(site, 1), ...ofFloor(site, 1)]);
    expect(proven(after)).toEqual(ofFloor(site, 1));
    expect(coverageOf(after).toTest).toMatchObject([{ extension: ofFloor(site, 2)[0], why: 'No extension of this place has been tried.' }]);
  });

  test('a place from which a call heard something else was tried, and is not called untried', () => {
    const site = coveredSite(FLOORS);
    const [one = ''] = ofFloor(site, 1);
    const asked = coverageOf(withEvidence(site, heard(site, one, { readNumber: '', readAddress: '' }))).toTest.find(({ extension }) => extension === one);
    expect(asked?.why).toBe('Nothing of this place is proven yet. The last call from it heard something else.');
  });

  test('a phone whose own caller ID is another and relies on the entry of its place does not inherit from one whose own is the place’s number', () => {
    const site = coveredSite(FLOORS);
    const [one = '', other = ''] = ofFloor(site, 1);
    const place = cellOf(site, one).callerId.number;
    const input = withRows(site, (row) => (row.number === one ? { ...row, callerId: place } : row));
    const after = called(input, [one]);
    expect(cellOf(after, one).provenBy?.extension).toBe(one);
    expect(cellOf(after, other)).toMatchObject({ provenBy: null, callerId: { number: place, source: 'route' } });
    expect(coverageOf(after).toTest.map(({ extension }) => extension)).toContain(other);
  });

  test('the last call of an extension counts for it, and one that read another address takes the proof from all that share it', () => {
    const site = coveredSite(FLOORS);
    const [one = '', other = '', third = ''] = ofFloor(site, 1);
    const wrong = withEvidence(called(site, [one]), heard(site, other, { readAddress: '1 Wrong Way, Austin, TX, 78701' }));
    expect(cellOf(wrong, other).state).toBe('missing');
    expect(cellOf(wrong, third)).toMatchObject({ state: 'not-measured', provenBy: null });
    expect(cellOf(called(wrong, [other]), third)).toMatchObject({ state: 'proven', provenBy: { extension: other } });
  });

  test('a call that read another number, or nothing, takes back all that this phone proved for others', () => {
    const site = coveredSite(FLOORS);
    const [one = '', other = ''] = ofFloor(site, 1);
    const right = called(site, [one]);
    expect(cellOf(right, other).provenBy?.extension).toBe(one);
    for (const change of [{ readNumber: phoneNumber(7) }, { readNumber: '', readAddress: '' }]) {
      const after = withEvidence(right, heard(right, one, change));
      expect(cellOf(after, one).state).toBe('missing');
      expect(cellOf(after, other)).toMatchObject({ state: 'not-measured', provenBy: null });
      expect(cellOf(called(after, [one]), other)).toMatchObject({ state: 'proven', provenBy: { extension: one } });
    }
  });

  test('who read another number is asked for by name, and inherits nothing before its own call is right, whatever was registered since', () => {
    const site = coveredSite(FLOORS);
    const [one = '', other = ''] = ofFloor(site, 1);
    const wrong = withEvidence(site, heard(site, other, { readNumber: phoneNumber(7) }));
    const { emergency } = wrong.observed;
    const [kept] = emergency?.addresses ?? [];
    if (!emergency || !kept) throw new Error('nothing was read');
    const known: CoverageInput = { ...wrong, observed: { ...wrong.observed, emergency: { ...emergency, addresses: [...emergency.addresses, { ...kept, sid: sidOf(77) }] } } };
    const moved = called(withStanding(known, cellOf(site, one).callerId.number, { kind: 'registered', addressSid: sidOf(77), since: STAMP.at, at: STAMP.at }), [one]);
    expect(cellOf(moved, one).state).toBe('proven');
    expect(cellOf(moved, other)).toMatchObject({ state: 'not-measured', provenBy: null });
    expect(coverageOf(moved).toTest).toContainEqual(expect.objectContaining({ extension: other, why: 'The last call from it read another number, or nothing.' }));
    expect(cellOf(called(moved, [other]), other)).toMatchObject({ state: 'proven', provenBy: { extension: other } });
  });

  test('a phone that shows the number of its place anyway proves nothing for one that shows the trunk’s without the entry; nor once it has another caller ID', () => {
    const site = coveredSite({ ...FLOORS, floors: 1 });
    const [one = '', other = '', third = ''] = phones(site);
    const place = cellOf(site, one).callerId.number;
    const input = called(withRows(site, (row) => (row.number === one ? { ...row, callerId: place } : row.number === other ? { ...row, callerId: '' } : row)), [one]);
    expect(cellOf(input, one).provenBy?.extension).toBe(one);
    expect(cellOf(input, other)).toMatchObject({ provenBy: null, callerId: { number: place, source: 'route' } });
    const changed = withRows(input, (row) => (row.number === one ? { ...row, callerId: phoneNumber(0) } : row));
    expect([one, third].map((number) => conditionOf(changed, number, 'test').state)).toEqual(['not-measured', 'not-measured']);
  });
});

describe('what changes after a call takes its proof', () => {
  /** The second floor's proofs must not suffer from what was done to the first. */
  function expectOnlyFirstFloorFalls(before: CoverageInput, after: CoverageInput): void {
    expect(ofFloor(before, 1).map((one) => [one, conditionOf(after, one, 'test').state])).toEqual(ofFloor(before, 1).map((one) => [one, 'not-measured']));
    expect(ofFloor(before, 2).map((one) => [one, conditionOf(after, one, 'test').state])).toEqual(ofFloor(before, 2).map((one) => [one, 'met']));
  }
  const firstNumber = (input: CoverageInput): string => input.intent.emergency.numbers[0]?.phoneNumber ?? '';

  test('another address was registered with the number', () => {
    const before = testedSite(FLOORS);
    const after = withStanding(before, firstNumber(before), { kind: 'registered', addressSid: sidOf(77), since: STAMP.at, at: STAMP.at });
    expectOnlyFirstFloorFalls(before, after);
    expect(proven(called(after, ofFloor(before, 1)))).toEqual([...phones(before)].sort());
  });

  test('the same address says something else at Twilio: somebody changed it in the Console', () => {
    const before = testedSite(FLOORS);
    const { emergency } = before.observed;
    if (!emergency) throw new Error('nothing was read');
    const after: CoverageInput = { ...before, observed: { ...before.observed, emergency: { ...emergency, addresses: emergency.addresses.map((one, index) => (index === 0 ? { ...one, address: { ...one.address, street: '900 Congress Ave' } } : one)) } } };
    expectOnlyFirstFloorFalls(before, after);
  });

  test('the entries of the floor show another number', () => {
    const before = testedSite(FLOORS);
    const { addresses, numbers } = before.intent.emergency;
    const other = phoneNumber(3);
    const moved = withEmergency(before, {
      addresses: addresses.map((address, index) => (index === 0 ? { ...address, shows: other } : address)),
      numbers: [...numbers, { phoneNumber: other, address: addresses[0]?.id ?? null, callBack: null }],
    });
    const after = reEntered(withStanding(moved, other, { kind: 'registered', addressSid: sidOf(0), since: STAMP.at, at: STAMP.at }));
    expectOnlyFirstFloorFalls(before, after);
  });

  test('the entries that have its calls were changed, though they still show the same number: entered anew, the phone is tried anew', () => {
    const before = testedSite(FLOORS);
    const [first] = before.intent.emergency.addresses;
    const after = reEntered(withRules(before, (rule) => (rule.extensions === first?.extensions ? { extensions: `${rule.extensions},5000` } : {})));
    expectOnlyFirstFloorFalls(before, after);
    expect(coverageOf(after).toTest).toHaveLength(1);
    expect(proven(called(after, coverageOf(after).toTest.map(({ extension }) => extension)))).toEqual([...phones(before)].sort());
  });

  test('nothing falls where entries for others are added, or an entry gets another name', () => {
    const before = testedSite(FLOORS);
    const more = withEmergency(before, { rules: null, addresses: before.intent.emergency.addresses });
    const added = reEntered(withEmergency(more, { rules: [...(withRules(more, () => ({})).intent.emergency.rules ?? []), { id: 'x', name: 'Lift', number: '911', extensions: '7000', departments: '', trunk: null, stripDigits: 0, prepend: '', callerId: phoneNumber(1) }] }));
    expect(proven(added)).toEqual([...phones(before)].sort());
    expect(proven(withRules(before, ({ name }) => ({ name: `${name} (new)` })))).toEqual([...phones(before)].sort());
  });

  test('the extension that called is there no more', () => {
    const before = testedSite(FLOORS);
    const gone = cellOf(before, ofFloor(before, 1)[0] ?? '').provenBy?.extension ?? '';
    const after = { ...before, directory: { ...before.directory, extensions: { ...before.directory.extensions, rows: before.directory.extensions.rows.filter(({ number }) => number !== gone) } } };
    expect(ofFloor(after, 1).map((one) => cellOf(after, one).state)).toEqual(ofFloor(after, 1).map(() => 'not-measured'));
  });
});

describe('a tick that an earlier Trunkbook kept', () => {
  const site = coveredSite(OWN);
  const [one = '', other = ''] = phones(site);
  const expected = cellOf(site, one).expected;
  const tick = said('test-933.call', { extension: one, number: expected?.callerId ?? '', address: expected?.address ?? '' });

  test('counts as a call of the extension that it names', () => {
    const after = withEvidence(site, tick);
    expect([cellOf(after, one).state, cellOf(after, other).state]).toEqual(['proven', 'not-measured']);
  });

  test('counts no more once it was taken back, or where it reads something else than is registered now', () => {
    expect(cellOf(withEvidence(site, tick, { id: crypto.randomUUID(), ...STAMP, kind: 'step-reopened', step: 'test-933.call', note: '' }), one).state).toBe('not-measured');
    expect(cellOf(withEvidence(site, said('test-933.call', { extension: one, number: expected?.callerId ?? '', address: '1 Wrong Way' })), one).state).toBe('not-measured');
  });
});

test('outside the United States and Canada no call is asked for, and none counts: somebody goes over it by reading', () => {
  for (const country of ['GB', 'IE'] as const) {
    const input = coveredSite({ ...OWN, country });
    expect(coverageOf(input).toTest).toEqual([]);
    for (const one of phones(input)) expect(conditionOf(input, one, 'test')).toMatchObject({ state: 'not-measured', step: 'test-933.elsewhere' });
    expect(coverageOf(without(input, ({ kind }) => kind === 'test-933')).counts).toEqual(coverageOf(input).counts);
  }
});
