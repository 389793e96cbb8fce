import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CoverageInput, coverageOf } from '../../../domain/emergency/coverage.ts';
import { cellOf, conditionOf, coveredSite, type Drawn, heard, phoneNumber, phones, reEntered, said, sidOf, testedSite, ticked, withEmergency, withEvidence, withIntent, without, withRows, withRules, withStanding } from './covered-site.ts';
import { emergencyPlan } from '../../../domain/emergency/registration.ts';
import type { Site } from '../../../domain/site/record.ts';
import { readySite, STAMP } from '../make-site.ts';
import { registeredSite } from './registered-site.ts';

const US = { country: 'US', extensions: 4, floors: 2, shows: 'own' } as const satisfies Drawn;
const LOCATION = { ...US, shows: 'location' } as const satisfies Drawn;
const UK = { ...US, country: 'GB' } as const satisfies Drawn;
const FIRST = '1000';
const NUMBER = phoneNumber(0);

const states = (input: CoverageInput): readonly string[] => coverageOf(input).cells.map(({ extension, state }) => `${extension} ${state}`);

describe('each state, and what it says is to be done', () => {
  test('proven: a phone with its own DID says so, and from which extension 933 was dialled', () => {
    expect(cellOf(testedSite(US), FIRST)).toMatchObject({ state: 'proven', way: 'own-did', name: 'Ana 0', callerId: { number: NUMBER, source: 'extension' }, address: { friendlyName: 'Floor 1' }, todo: 'Nothing is to be done.', provenBy: { extension: FIRST, who: STAMP.who, at: STAMP.at } });
  });

  test('proven: a phone that shows the number of its place is as good, and inherits the proof of the phone that dialled', () => {
    expect(cellOf(testedSite(LOCATION), '1001')).toMatchObject({ state: 'proven', way: 'location-number', callerId: { source: 'route' }, provenBy: { extension: FIRST } });
    expect(conditionOf(testedSite(LOCATION), '1001', 'test').words).toMatch(/^From extension 1000, which shows the same number and address, .* heard it on 2026-11-23\.$/);
  });

  test('missing: one sentence says what to do, of the first thing that is wrong', () => {
    const input = withRows(testedSite(US), (row) => (row.number === FIRST ? { ...row, callerId: '' } : row));
    const cell = cellOf(withIntent(input, () => ({ numbers: [] })), FIRST);
    expect(cell).toMatchObject({ state: 'missing', callerId: { number: '', source: 'none' }, way: null, todo: 'Set the extension’s outbound caller ID, or that of the emergency entry of its place, to a number of the trunk.' });
  });

  test('waiting: only the registration is under way, and the test comes after it', () => {
    const input = withStanding(coveredSite(US), NUMBER, { kind: 'under-way', state: 'pending-registration', since: STAMP.at, at: STAMP.at, next: STAMP.at, late: false, withoutAddress: true });
    expect(cellOf(input, FIRST)).toMatchObject({ state: 'waiting', todo: 'Wait until Twilio has registered it.', expected: null });
    expect(conditionOf(input, FIRST, 'registered').words).toContain('Until then a call from it shows none.');
    expect(coverageOf(input).toTest.map(({ extension }) => extension)).not.toContain(FIRST);
  });

  test.each<{ first: string; step: string; change: (site: Site) => Partial<Site> }>([
    { first: 'the terms', step: 'emergency-twilio.terms', change: ({ evidence }) => ({ evidence: evidence.filter((entry) => !('step' in entry) || entry.step !== 'emergency-twilio.terms') }) },
    { first: 'the trunk', step: 'setup.run', change: ({ observed }) => ({ observed: { ...observed, twilio: null } }) },
  ])('missing: an address that is not submitted because $first must be seen to first; it leads there, and never says that nothing is to be done', ({ step, change }) => {
    const { site, input } = registeredSite(readySite({}), US);
    const { emergency } = site.observed;
    if (emergency === null) throw new Error('the site was read');
    const bare = { ...site, observed: { ...site.observed, emergency: { ...emergency, numbers: emergency.numbers.map((number) => ({ ...number, state: 'unregistered' as const, addressSid: null })) } } };
    const now = { ...bare, ...change(bare) };
    const condition = conditionOf({ ...input, ...now, registration: emergencyPlan(now, Date.parse(STAMP.at) + 60_000) }, FIRST, 'registered');
    expect(condition).toMatchObject({ state: 'missing', step });
    expect(condition.todo).not.toMatch(/Nothing to do/);
  });

  test('not measured: nobody has dialled 933 yet', () => {
    expect(cellOf(coveredSite(US), FIRST)).toMatchObject({ state: 'not-measured', todo: 'Dial 933 from this extension.', onWord: false });
  });

  test('not applicable: nobody calls for help from there, and why', () => {
    expect(cellOf(testedSite(US), '999999')).toMatchObject({ state: 'not-applicable', todo: 'Nobody calls for help from here: It is a queue.', conditions: [], callerId: { number: '' } });
  });

  test('not applicable: where Twilio carries no emergency calls, another line must', () => {
    const { cells, counts, toTest } = coverageOf(withIntent(coveredSite(US), () => ({ country: 'CH' })));
    expect([counts['not-applicable'], toTest.length]).toEqual([cells.length, 0]);
    expect(cells[0]?.todo).toContain('Another line must carry them');
  });

  test('the worst come first, and of one state the extensions in their order', () => {
    const waits = withStanding(testedSite(US), phoneNumber(1), { kind: 'queued', why: 'There is no network.' });
    const input = withRows(waits, (row) => (row.number === '1002' ? { ...row, callerId: '5551234' } : row));
    expect(states(input)).toEqual(['1002 missing', '1001 waiting', '1000 proven', '1003 proven', '999999 not-applicable']);
  });
});

describe('the guide’s four conditions, each by itself', () => {
  const before = testedSite(US);
  test('a DID is linked to the extension', () => {
    const input = withRows(before, (row) => (row.number === FIRST ? { ...row, dids: [] } : row));
    expect(cellOf(input, FIRST)).toMatchObject({ state: 'missing', way: 'location-number', todo: `Name who answers a call back to ${NUMBER}, or give it as its DID to the one phone that shows it.` });
  });
  test('emergency calling is active for the number', () => {
    expect(cellOf(withStanding(before, NUMBER, { kind: 'none' }), FIRST)).toMatchObject({ state: 'missing', todo: `Give ${NUMBER} the address of the place where its phones stand.` });
  });
  test('an outbound caller ID is set', () => {
    // Without one the main number of the trunk is shown: that of another floor.
    const input = withRows(before, (row) => (row.number === '1003' ? { ...row, callerId: '' } : row));
    expect(cellOf(input, '1003')).toMatchObject({ state: 'missing', callerId: { number: NUMBER, source: 'trunk' } });
    expect(conditionOf(input, '1003', 'place').words).toBe(`The phone stands in “Floor 2”, and ${NUMBER} belongs to “Floor 1”: help would go there.`);
  });
  test('the address of the place is registered with that very number', () => {
    const { numbers, addresses } = before.intent.emergency;
    const input = withEmergency(before, { numbers: numbers.map((one) => (one.phoneNumber === NUMBER ? { ...one, address: addresses[1]?.id ?? null } : one)) });
    expect(cellOf(input, FIRST)).toMatchObject({ state: 'missing', todo: `Show a number of “Floor 1”, or give ${NUMBER} that address.` });
  });
  test('a call back reaches the caller, else the reception that is named', () => {
    expect(conditionOf(before, FIRST, 'call-back').words).toBe('A call back reaches the caller.');
    expect(conditionOf(testedSite(LOCATION), FIRST, 'call-back').words).toBe(`A call back to ${phoneNumber(50_000)} reaches Reception, extension 999999.`);
  });
});

test('the entry that has the call says which number is shown, before the extension, and that before the trunk', () => {
  const OF = { route: '+15125558001', extension: '+15125558002', trunk: '+15125558003' };
  fc.assert(fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (route, own, trunk) => {
    const bare = withIntent(coveredSite(US), () => ({ numbers: trunk ? [{ phoneNumber: OF.trunk, acquire: 'take' }] : [] }));
    const input = withRules(withRows(bare, (row) => ({ ...row, callerId: own ? OF.extension : '' })), () => ({ callerId: route ? OF.route : '' }));
    const source = route ? 'route' : own ? 'extension' : trunk ? 'trunk' : 'none';
    expect(cellOf(input, FIRST).callerId).toEqual({ source, number: source === 'none' ? '' : OF[source] });
  }));
});

test('an entry for a place goes before one for everybody that stands below it, and only for the extensions of the place', () => {
  const site = withRules(coveredSite(US), () => null);
  const entry = { name: 'Emergency', departments: '', trunk: null, stripDigits: 0, prepend: '' };
  const rules = (['911', '933'] as const).flatMap((number) => [
    { ...entry, id: `place-${number}`, number, extensions: '1000-1001', callerId: phoneNumber(2) }, { ...entry, id: `all-${number}`, number, extensions: '', callerId: '' },
  ]);
  const input = withEmergency(site, { rules });
  expect([FIRST, '1001', '1002', '1003'].map((one) => cellOf(input, one).callerId)).toEqual([
    { source: 'route', number: phoneNumber(2) }, { source: 'route', number: phoneNumber(2) }, { source: 'extension', number: phoneNumber(2) }, { source: 'extension', number: phoneNumber(3) },
  ]);
});

describe('a floor must be in the address', () => {
  test('one address for a whole building with floors is not enough where others at that street have one', () => {
    const before = testedSite(US);
    const input = withEmergency(before, { addresses: before.intent.emergency.addresses.map((address, index) => (index === 0 ? { ...address, secondary: [] } : address)) });
    expect(conditionOf(input, FIRST, 'place')).toMatchObject({ state: 'missing', todo: 'Say in the address which floor, suite or room it is.' });
    expect(conditionOf(input, '1003', 'place').state).toBe('met');
  });
  test('the number of the house is not the floor: what Twilio keeps without its floor is wrong, also where the two are alike', () => {
    const at = (streetSecondary: string, street = '1 MAIN ST'): CoverageInput => {
      const site = testedSite({ ...US, floors: 1 });
      const { emergency } = site.observed;
      if (!emergency) throw new Error('nothing was read');
      const entered = withEmergency(site, { addresses: site.intent.emergency.addresses.map((address) => ({ ...address, street: '1 Main St', secondary: [{ kind: 'floor', value: '1' }] })) });
      return { ...entered, observed: { ...entered.observed, emergency: { ...emergency, addresses: emergency.addresses.map((one) => ({ ...one, address: { ...one.address, street, streetSecondary } })) } } };
    };
    expect(conditionOf(at(''), FIRST, 'place')).toMatchObject({ state: 'missing', todo: 'Give the number an address that keeps floor, suite and room.' });
    expect(conditionOf(at('FL 1'), FIRST, 'place').state).toBe('met');
    expect(conditionOf(at('', '1 MAIN ST FL 1'), FIRST, 'place').state).toBe('met');
  });
  test('the only address of a site is everybody’s while it names nobody, and needs no floor', () => {
    const before = testedSite({ ...US, floors: 1 });
    const input = withEmergency(before, { addresses: before.intent.emergency.addresses.map((address) => ({ ...address, secondary: [] })) });
    expect(phones(input).map((one) => conditionOf(input, one, 'place').state)).toEqual(phones(input).map(() => 'met'));
  });
});

describe('the United Kingdom, where registration takes days and there is nothing to dial', () => {
  test('proven without a test call, once Twilio has registered the number and somebody went over it by reading: on a word, and it says so', () => {
    expect(cellOf(coveredSite(UK), FIRST)).toMatchObject({ state: 'not-measured', todo: 'Go over it by reading, and tick the step.' });
    expect(cellOf(testedSite(UK), FIRST)).toMatchObject({ state: 'proven', provenBy: null, onWord: true, todo: 'Nothing is to be done. It rests on people’s word: no test call was made.' });
    expect(conditionOf(testedSite(UK), FIRST, 'test')).toMatchObject({ state: 'met', reported: true });
  });
  test('what was changed after the reading, an entry or a caller ID, is read again', () => {
    const site = testedSite({ ...UK, shows: 'location' });
    expect(conditionOf(reEntered(withRules(site, () => ({ departments: 'Sales' }))), FIRST, 'test')).toMatchObject({ state: 'not-measured', todo: 'Go over it by reading again, and tick the step.' });
    expect(conditionOf(withRows(site, (row) => (row.number === '1003' ? { ...row, callerId: phoneNumber(0, 'GB') } : row)), FIRST, 'test').state).toBe('not-measured');
  });
  test('where nobody knows whether Twilio connects the numbers of a country, reading is not enough: a person says that Twilio confirmed it', () => {
    const site = coveredSite({ ...US, country: 'IE' });
    expect(conditionOf(ticked(site, 'test-933.elsewhere'), FIRST, 'test')).toMatchObject({ state: 'not-measured', words: 'Whether Twilio connects 112 or 999 is not confirmed.' });
    expect(cellOf(ticked(site, 'test-933.elsewhere', { confirmed: 'Robin of Twilio' }), FIRST).state).toBe('proven');
  });
  test('what waits for days is waiting, and neither missing nor proven', () => {
    const input = withStanding(testedSite(UK), phoneNumber(0, 'GB'), { kind: 'under-way', state: 'pending-registration', since: STAMP.at, at: STAMP.at, next: '2026-11-26T10:00:00.000Z', late: false, withoutAddress: true });
    expect(cellOf(input, FIRST).state).toBe('waiting');
    expect(coverageOf(input).counts).toMatchObject({ waiting: 1, proven: 3 });
  });
});

describe('a site that is worked on by hand in the Console', () => {
  const byHand = (drawn: Drawn): CoverageInput => {
    const site = withIntent(coveredSite(drawn), () => ({ account: { kind: 'by-hand' } }));
    const numbers = site.intent.emergency.numbers;
    const told: CoverageInput = {
      ...site, observed: { ...site.observed, twilio: null, emergency: null, emergencyReported: numbers.map(({ phoneNumber: number, address }) => ({ source: 'reported', ...STAMP, phoneNumber: number, state: 'registered', address })) },
      registration: { numbers: new Map(numbers.map(({ phoneNumber: number }) => [number, { kind: 'reported', state: 'registered', who: 'Kim', at: STAMP.at }])) },
    };
    return withEvidence(told, said('numbers.attach'), said('inbound.origination'));
  };
  test('where 933 exists, the call proves what people said', () => {
    const site = byHand(US);
    const input = withEvidence(site, ...coverageOf(site).toTest.map(({ extension }) => heard(site, extension)));
    expect(coverageOf(input).counts).toMatchObject({ proven: 4 });
    for (const id of ['on-trunk', 'registered'] as const) expect([conditionOf(site, FIRST, id), conditionOf(input, FIRST, id)]).toMatchObject([{ state: 'met', reported: true }, { state: 'met', reported: false }]);
  });
  test('a call to 933 says nothing of incoming calls: such a phone does not stand there like one of which Twilio answered', () => {
    const site = byHand(US);
    const input = withEvidence(site, ...coverageOf(site).toTest.map(({ extension }) => heard(site, extension)));
    expect(cellOf(input, FIRST)).toMatchObject({ state: 'proven', onWord: true, todo: expect.stringContaining('rests on people’s word') });
    expect(cellOf(testedSite(US), FIRST)).toMatchObject({ state: 'proven', onWord: false });
  });
  test('a number that was only typed is on no trunk until somebody put it there, or 933 read it', () => {
    const typed = without(byHand(US), (entry) => 'step' in entry && entry.step === 'numbers.attach');
    expect(conditionOf(typed, FIRST, 'on-trunk')).toMatchObject({ state: 'not-measured', step: 'numbers.attach' });
    expect(conditionOf(withEvidence(typed, heard(typed, FIRST)), FIRST, 'on-trunk').state).toBe('met');
    expect(conditionOf(withEvidence(typed, heard(typed, FIRST, { readNumber: '+15125559999' })), FIRST, 'on-trunk').state).toBe('not-measured');
  });
  test('where none exists, people’s word is not measured until somebody went over it by reading, and is marked as a word then', () => {
    expect(cellOf(byHand(UK), FIRST)).toMatchObject({ state: 'not-measured', onWord: false });
    expect(conditionOf(byHand(UK), FIRST, 'registered')).toMatchObject({ state: 'not-measured', todo: 'Go over it by reading, as no test number exists here.' });
    expect(cellOf(ticked(byHand(UK), 'test-933.elsewhere'), FIRST)).toMatchObject({ state: 'proven', onWord: true });
  });
  test('the address that the Console shows counts, not the one that was wanted', () => {
    const site = byHand(US);
    const other = site.intent.emergency.addresses[1]?.id ?? null;
    const input: CoverageInput = { ...site, observed: { ...site.observed, emergencyReported: site.observed.emergencyReported.map((one) => ({ ...one, address: other })) } };
    expect(conditionOf(input, FIRST, 'place').state).toBe('missing');
    expect(conditionOf(input, '1003', 'place').state).toBe('met');
  });
});

test('a change of the entries is noticed until somebody says that 3CX has them', () => {
  const changed = withRules(testedSite(US), () => ({ departments: '' , prepend: '' , callerId: '' , extensions: '1000-1999,999999' }));
  expect(conditionOf(changed, FIRST, 'in-3cx')).toMatchObject({ state: 'missing', todo: 'Enter the emergency numbers in 3CX anew, and tick the step again.' });
  expect(conditionOf(reEntered(changed), FIRST, 'in-3cx').state).toBe('met');
});

describe('extensions that were typed here, without an export of 3CX', () => {
  const site = (shows: Drawn['shows']): CoverageInput => {
    const made = coveredSite({ ...US, floors: 1, shows });
    return { ...made, directory: { ...made.directory, extensions: { ...made.directory.extensions, imported: null } } };
  };
  const own = site('own');
  const alike = withRows(withEmergency(own, { numbers: own.intent.emergency.numbers.map((one) => ({ ...one, callBack: { extension: FIRST, name: 'Reception' } })) }), (row) => ({ ...row, callerId: NUMBER }));

  test('a phone that dialled 933 itself showed what 3CX has; for those that share its number somebody must say that 3CX has it', () => {
    const tested = withEvidence(alike, heard(alike, FIRST));
    expect(cellOf(tested, FIRST).state).toBe('proven');
    expect(conditionOf(tested, '1001', 'test').state).toBe('met');
    expect(conditionOf(tested, '1001', 'in-3cx')).toMatchObject({ state: 'not-measured', step: 'extensions.users' });
    expect(conditionOf(ticked(tested, 'extensions.users'), '1001', 'in-3cx')).toMatchObject({ state: 'met', reported: true });
  });
  test('who said so spoke of the extensions as they stood then', () => {
    const changed = withRows(ticked(alike, 'extensions.users'), (row) => (row.number === '1003' ? { ...row, callerId: '' } : row));
    expect(conditionOf(changed, '1001', 'in-3cx').state).toBe('not-measured');
  });
  test('where the entry says what is shown, the extension’s own caller ID is not looked for', () => {
    expect(conditionOf(site('location'), FIRST, 'in-3cx').state).toBe('met');
  });
});

test('Kari’s Law: in the United States somebody must be told, and “not needed” is no answer', () => {
  const notNeeded = { id: crypto.randomUUID(), ...STAMP, kind: 'step-not-applicable', step: 'notifications.set', reason: 'Nobody is there at night.' } as const;
  expect(conditionOf(withEvidence(testedSite(US), notNeeded), FIRST, 'notifications')).toMatchObject({ state: 'missing' });
  expect(conditionOf(withEvidence(testedSite(UK), notNeeded), FIRST, 'notifications').state).toBe('not-applicable');
});

test('a group that shall answer is in no list of users: a call back that was tried speaks for it, until it is taken back or another one is named', () => {
  const site = testedSite(LOCATION);
  const number = phoneNumber(50_000);
  const group = withRows(withEmergency(site, { numbers: site.intent.emergency.numbers.map((one) => ({ ...one, callBack: { extension: '800', name: 'Front desk' } })) }), (row) => ({ ...row, dids: row.dids.filter((did) => did !== number) }));
  expect(conditionOf(group, FIRST, 'call-back').state).toBe('not-measured');
  const tried = ticked(group, 'test-933.callback', { number, first: 'nobody', second: 'Jo at the desk' });
  expect(conditionOf(tried, FIRST, 'call-back')).toMatchObject({ state: 'met', reported: true, words: expect.stringContaining('Written down: “nobody”, then “Jo at the desk”.') });
  expect(conditionOf(ticked(group, 'test-933.callback', { number: phoneNumber(50_001) }), FIRST, 'call-back').state).toBe('not-measured');
  const other = withEmergency(tried, { numbers: tried.intent.emergency.numbers.map((one) => ({ ...one, callBack: { extension: '801', name: 'Night guard' } })) });
  expect(conditionOf(other, FIRST, 'call-back')).toMatchObject({ state: 'not-measured', todo: `Call ${number} from a mobile phone, and see who answers.` });
  expect(conditionOf(withEvidence(tried, { id: crypto.randomUUID(), ...STAMP, kind: 'step-reopened', step: 'test-933.callback', note: '' }), FIRST, 'call-back').state).toBe('not-measured');
});

test('the address that a call must read is the one Twilio keeps, not the one that was typed', () => {
  const site = coveredSite(US);
  const { emergency } = site.observed;
  if (!emergency) throw new Error('nothing was read');
  const input: CoverageInput = { ...site, observed: { ...site.observed, emergency: { ...emergency, addresses: emergency.addresses.map((one) => ({ ...one, address: { ...one.address, street: '645 HARRISON ST' } })) } } };
  expect(cellOf(input, FIRST).expected).toEqual({ callerId: NUMBER, addressSid: sidOf(0), address: '645 HARRISON ST, Floor 1, Austin, TX, 78701' });
});
