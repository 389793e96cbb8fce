import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoverageInput, coverageOf } from '../../../domain/emergency/coverage.ts';
import { aboutOf } from '../../../domain/emergency/point-about.ts';
import { isEmergencyStep } from '../../../domain/emergency/emergency-steps.ts';
import { barredUnsaid } from '../../../domain/emergency/scope.ts';
import type { NumberStanding } from '../../../domain/emergency/standing.ts';
import { appliesTo } from '../../../domain/guide/applies.ts';
import { STEPS } from '../../../domain/guide/chapters.ts';
import { leaveVerdict, type LeaveVerdict } from '../../../domain/overview/leave.ts';
import { type OldReading, oldReadings } from '../../../domain/overview/old-reading.ts';
import { meanwhileOf } from '../../../domain/overview/meanwhile.ts';
import { openPointsOf } from '../../../domain/overview/open-point.ts';
import type { Meanwhile, StepState } from '../../../domain/overview/state.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { conditionOf, coveredSite, type Drawn, heard, phoneNumber, phones, said, testedSite, ticked, withEmergency, withEvidence, withIntent, withRows, withStanding } from '../emergency/covered-site.ts';
import { STAMP } from '../make-site.ts';

const NOW = Date.parse(STAMP.at);
const US = { country: 'US', extensions: 3, floors: 1, shows: 'own' } as const satisfies Drawn;
const UK = { ...US, country: 'GB' } as const satisfies Drawn;
const COVERAGE = 'emergency-3cx.coverage';
const REGISTERED = 'emergency-twilio.registered';
const TOLD: Meanwhile = { meanwhile: 'A call to 911 shows no address.', told: 'Kim at the desk', about: [] };

const DONE: StepState = { kind: 'done', how: 'Reported', at: null };
const OPEN: StepState = { kind: 'open', why: null };
const blocked = (change: { readonly owner?: string; readonly due?: string | null; readonly emergency?: Meanwhile | null } = {}): StepState => ({ kind: 'blocked', note: 'It takes days', owner: 'Pat', due: '2026-11-26', who: STAMP.who, at: STAMP.at, emergency: TOLD, ...change });

/** The verdict on a site of which every step is done, but for those that are given. */
function leave(input: CoverageInput, states: Partial<Record<StepId, StepState>> = {}, old: readonly OldReading[] = []): LeaveVerdict {
  const steps = STEPS.filter((step) => step.id !== 'hand-over.leave' && appliesTo(step, input.intent));
  const coverage = coverageOf(input);
  // Made in the knowledge of all that the phones lack, unless it says of which.
  const stateOf = (step: StepId): StepState => {
    const state = states[step] ?? DONE;
    return state.kind === 'blocked' && state.emergency?.about.length === 0 ? { ...state, emergency: { ...state.emergency, about: aboutOf(coverage) } } : state;
  };
  return leaveVerdict({ steps, stateOf, coverage, old, points: steps.flatMap((step) => openPointsOf(step, stateOf(step.id), NOW)), carriesCalls: true, barredUnsaid: barredUnsaid(input.intent, coverage) });
}
/** Why not, each as the step and the words. */
function reasons(verdict: LeaveVerdict): readonly string[] {
  return verdict.kind === 'do-not' ? verdict.reasons.map(({ step, words }) => `${step.id}: ${words}`) : [verdict.kind];
}
const waits: NumberStanding = { kind: 'under-way', state: 'pending-registration', since: STAMP.at, at: STAMP.at, next: '2026-11-26T10:00:00.000Z', late: false, withoutAddress: true };

describe('safe to leave', () => {
  it('is a site of which every step is settled and every phone is proven', () => {
    expect(leave(testedSite(US))).toEqual({ kind: 'safe', onWord: 0 });
    expect(leave(testedSite(US), { 'incoming.call': { kind: 'not-applicable', why: 'No incoming calls', at: STAMP.at } })).toEqual({ kind: 'safe', onWord: 0 });
  });

  it('counts the phones for which people’s word is all there is, where no test exists; and only after somebody went over them', () => {
    const site = withIntent(coveredSite(UK), () => ({ account: { kind: 'by-hand' } }));
    const byHand: CoverageInput = withEvidence({
      ...site, observed: { ...site.observed, twilio: null, emergency: null }, registration: { numbers: new Map(site.intent.emergency.numbers.map(({ phoneNumber: number }) => [number, { kind: 'reported', state: 'registered', who: 'Kim', at: STAMP.at }])) },
    }, said('numbers.attach'), said('inbound.origination'));
    expect(leave(ticked(byHand, 'test-933.elsewhere'))).toEqual({ kind: 'safe', onWord: 3 });
    expect(leave(byHand).kind).toBe('do-not');
    for (const state of [OPEN, { kind: 'not-applicable', why: 'No test number', at: STAMP.at }] as const) expect(leave(byHand, { 'test-933.elsewhere': state })).toMatchObject({ kind: 'do-not' });
  });
});

describe('do not leave', () => {
  it.each<[string, StepState, string]>([
    ['is open', OPEN, 'This step is open.'], ['is open, and what is missing is known', { kind: 'open', why: 'One call is left.' }, 'One call is left.'], ['needs a decision', { kind: 'attention', why: 'Twilio suggests another form.' }, 'Twilio suggests another form.'],
    ['was ticked against what is known', { kind: 'contradiction', reported: 'Sam reported it done.', observed: 'It is not.' }, 'Sam reported it done. It is not.'],
  ])('while a step %s', (_, state, words) => {
    expect(reasons(leave(testedSite(US), { 'incoming.call': state }))).toEqual([`incoming.call: ${words}`]);
  });

  it('while a phone is missing, not measured or waits, whatever was ticked: all of them are named, and emergency calls come first', () => {
    const missing = withRows(testedSite(US), (row) => (row.number === '1001' ? { ...row, callerId: '5551234' } : row));
    expect(leave(missing, { 'incoming.call': OPEN })).toMatchObject({ kind: 'do-not', reasons: [{ step: { id: COVERAGE }, extensions: ['1001'], words: 'Extension 1001 is not covered, and no open point says what becomes of it.' }, { step: { id: 'incoming.call' } }] });
    expect(leave(coveredSite(US))).toMatchObject({ reasons: [{ extensions: ['1000', '1001', '1002'], words: '3 extensions are not measured, and no open point says what becomes of it.' }] });
    expect(reasons(leave(withStanding(testedSite(UK), phoneNumber(0, 'GB'), waits)))).toEqual([`${COVERAGE}: Extension 1000 is not registered yet, and no open point says what becomes of it.`]);
  });

  it('while an open point about emergency calls does not say who, by when, what a call does until then, or who was told', () => {
    const LACKS: readonly [string, Parameters<typeof blocked>[0]][] = [
      ['who sees to it', { owner: ' ' }], ['by when', { due: null }], ['what an emergency call does until then', { emergency: { ...TOLD, meanwhile: ' ' } }], ['who of the customer’s people was told', { emergency: { ...TOLD, told: '' } }],
    ];
    const input = coveredSite(US);
    expect(leave(input, { [COVERAGE]: blocked() }).kind).toBe('open-points');
    for (const [words, change] of LACKS) {
      // Nor does it speak for any phone.
      expect(reasons(leave(input, { [COVERAGE]: blocked(change) }))).toEqual([`${COVERAGE}: The open point does not say ${words}.`, `${COVERAGE}: 3 extensions are not measured, and no open point says what becomes of it.`]);
    }
    expect(reasons(leave(input, { [COVERAGE]: blocked({ emergency: null, due: null }) }))[0]).toBe(`${COVERAGE}: The open point does not say by when, what an emergency call does until then and who of the customer’s people was told.`);
  });

  it('while nobody has said which phones are barred, whatever else the coverage waits for; an open point of the coverage speaks for it', () => {
    const waiting = withEmergency(withStanding(testedSite(US), phoneNumber(0), waits), { barred: null });
    const after = { [COVERAGE]: OPEN, 'test-933.call': OPEN, [REGISTERED]: blocked() } as const;
    expect(leave(withEmergency(waiting, { barred: '' }), after).kind).toBe('open-points');
    expect(leave(waiting, after)).toMatchObject({ kind: 'do-not', reasons: [{ step: { id: COVERAGE }, words: expect.stringContaining('barred from outside calls') as string }] });
    expect(leave(waiting, { ...after, [COVERAGE]: blocked() }).kind).toBe('open-points');
  });

  it('where the open point is about something else than what the phone lacks', () => {
    expect(leave(coveredSite(US), { 'test-933.call': blocked() }).kind).toBe('open-points');
    expect(leave(coveredSite(US), { 'notifications.set': blocked() }).kind).toBe('do-not');
    const both = withRows(coveredSite(US), (row) => (row.number === '1001' ? { ...row, dids: [] } : row));
    expect(leave(both, { 'test-933.call': blocked() })).toMatchObject({ kind: 'do-not', reasons: [{ extensions: ['1001'] }] });
  });
});

describe('do not leave on an open point', () => {
  it('whose day is over', () => {
    expect(reasons(leave(coveredSite(US), { [COVERAGE]: blocked({ due: '2020-01-01' }) }))).toEqual([
      `${COVERAGE}: The day of its open point, 2020-01-01, is over. See to it, or make the point anew with another day.`, `${COVERAGE}: 3 extensions are not measured, and no open point says what becomes of it.`,
    ]);
  });

  it('that was made before other phones, or worse things, came to light', () => {
    const before = withRows(testedSite(US), (row) => (row.number === '1001' ? { ...row, callerId: '5551234' } : row));
    const point = blocked({ emergency: { ...TOLD, about: aboutOf(coverageOf(before)) } });
    expect(leave(before, { [COVERAGE]: point }).kind).toBe('open-points');
    // All of them lose their entries: of 1001 that was not known either.
    expect(leave(withEmergency(before, { rules: [] }), { [COVERAGE]: point })).toMatchObject({ kind: 'do-not', reasons: [{ step: { id: COVERAGE }, extensions: ['1000', '1001', '1002'] }] });
    // What got better meanwhile holds nobody.
    expect(leave(testedSite(US), { [COVERAGE]: point }).kind).toBe('open-points');
  });

  it('but do on one after which Twilio registered what it spoke of: the test that waited for that was told of; one that then fails was not', () => {
    const before = phones(coveredSite(US)).reduce((site, _, index) => withStanding(site, phoneNumber(index), waits), coveredSite(US));
    const point = blocked({ emergency: { ...TOLD, about: aboutOf(coverageOf(before)) } });
    expect(leave(before, { [COVERAGE]: point }).kind).toBe('open-points');
    const registered = coveredSite(US);
    expect(leave(registered, { [COVERAGE]: point }).kind).toBe('open-points');
    expect(leave(withEvidence(registered, heard(registered, '1000', { readAddress: '1 Wrong Way' })), { [COVERAGE]: point })).toMatchObject({ kind: 'do-not', reasons: [{ extensions: ['1000'] }] });
  });

  it('where a test that was only left out has read another address since', () => {
    const before = coveredSite(US);
    const point = blocked({ emergency: { ...TOLD, about: aboutOf(coverageOf(before)) } });
    expect(leave(before, { 'test-933.call': point }).kind).toBe('open-points');
    expect(leave(withEvidence(before, heard(before, '1000', { readAddress: '1 Wrong Way' })), { 'test-933.call': point })).toMatchObject({ kind: 'do-not', reasons: [{ extensions: ['1000'] }] });
  });
});

describe('an emergency step that was waved off', () => {
  it('is never silently safe: it is told with its reason, as something to go through with the customer', () => {
    const no: StepState = { kind: 'not-applicable', why: 'Nobody is there at night', at: STAMP.at };
    expect(leave(testedSite(UK), { 'notifications.set': no })).toMatchObject({ kind: 'open-points', points: [], waved: [{ step: { id: 'notifications.set' }, why: 'Nobody is there at night' }] });
  });
});

describe('what Twilio said days ago', () => {
  const site = testedSite(US);
  const at = (hours: number): readonly OldReading[] => oldReadings(site, site.registration, coverageOf(site), NOW + hours * 3_600_000);

  it('is no ground to leave on after three days, nor where it bears a time that has not come yet', () => {
    expect(at(72)).toEqual([]);
    for (const hours of [73, -24]) expect(at(hours).map(({ step }) => step)).toEqual(['setup.compare', REGISTERED]);
    expect(reasons(leave(site, {}, at(73)))).toEqual([`${REGISTERED}: Twilio was last asked about 3 registrations on 2026-11-23. Read the emergency addresses again before you leave.`, 'setup.compare: Twilio was last asked about the trunk on 2026-11-23. Read the account again before you leave.']);
  });

  it('is spoken for by an open point that was made when it was old already: where there is no network, nothing else can be done', () => {
    const old = at(73);
    const point = (since: number): StepState => ({ ...blocked(), at: new Date(NOW + since * 3_600_000).toISOString() }) as StepState;
    for (const step of [REGISTERED, COVERAGE] as const) {
      expect(leave(site, { [step]: point(73) }, old)).toMatchObject({ kind: 'open-points', points: [{ step: { id: step } }] });
      // Who made it before did not know.
      expect(leave(site, { [step]: point(70) }, old).kind).toBe('do-not');
      expect(leave(site, { [step]: { ...point(73), emergency: { ...TOLD, told: '' } } as StepState }, old).kind).toBe('do-not');
    }
    expect(leave(site, { 'notifications.set': point(73) }, old).kind).toBe('do-not');
    // Where such a point is made is told with each reason.
    expect(leave(site, {}, old)).toMatchObject({ reasons: [{ step: { id: REGISTERED }, point: { id: REGISTERED } }, { step: { id: 'setup.compare' }, point: { id: REGISTERED } }] });
  });

  it('is told as what it is where a point is made for it', () => {
    const words = (old: readonly OldReading[]): string => meanwhileOf('US', { emergency: site.registration, coverage: () => coverageOf(site), old }, REGISTERED);
    expect(words([])).toBe('A call to 911 shows the address that Twilio has registered.');
    expect(words(at(73))).toMatch(/^A call to 911 shows the address that Twilio had registered on 2026-11-23, as far as anybody knows/);
  });

  it('waits for nobody who works by hand, and says its day in the matrix', () => {
    expect(oldReadings(withIntent(site, () => ({ account: { kind: 'by-hand' } })), site.registration, coverageOf(site), NOW + 1e10)).toEqual([]);
    expect(conditionOf(site, '1000', 'registered').words).toBe('Twilio has registered its address, as it said on 2026-11-23.');
    expect(conditionOf(site, '1000', 'on-trunk').words).toBe('It is on this trunk, as Twilio said on 2026-11-23.');
  });
});

describe('leave with open points', () => {
  it('of other steps need no more than an owner', () => {
    expect(leave(testedSite(US), { 'incoming.call': blocked({ due: null, emergency: null }) })).toMatchObject({ kind: 'open-points', points: [{ step: { id: 'incoming.call' }, owner: 'Pat', due: null }] });
  });

  it('each tells who, by when, what a call does until then, and who was told', () => {
    expect(leave(coveredSite(US), { [COVERAGE]: blocked() })).toMatchObject({ kind: 'open-points', points: [{ owner: 'Pat', due: '2026-11-26', emergency: { meanwhile: TOLD.meanwhile, told: TOLD.told } }] });
  });

  it('a registration in the United Kingdom takes days: its open point speaks for the phones that wait and for all that comes after it', () => {
    const input = phones(coveredSite(UK)).reduce((site, _, index) => withStanding(site, phoneNumber(index, 'GB'), waits), testedSite(UK));
    const after = { [COVERAGE]: OPEN, 'test-933.elsewhere': OPEN } as const;
    expect(leave(input, { ...after, [REGISTERED]: blocked() })).toMatchObject({ kind: 'open-points', points: [{ step: { id: REGISTERED } }] });
    expect(leave(input, { ...after, [REGISTERED]: OPEN }).kind).toBe('do-not');
    expect(leave(input, { ...after, [REGISTERED]: blocked({ emergency: { ...TOLD, told: '' } }) }).kind).toBe('do-not');
    // Without it, the steps that come after wait for nothing that anybody sees to.
    expect(reasons(leave(input, { [COVERAGE]: blocked(), 'test-933.elsewhere': OPEN }))).toEqual(['test-933.elsewhere: This step is open.']);
    // It says nothing of a phone that lacks something else.
    const other = withRows(input, (row) => (row.number === '1002' ? { ...row, dids: [] } : row));
    expect(leave(other, { ...after, [REGISTERED]: blocked() })).toMatchObject({ kind: 'do-not' });
    // Nor does it speak for steps that could be done meanwhile.
    expect(reasons(leave(input, { ...after, [REGISTERED]: blocked(), 'notifications.set': OPEN }))).toEqual(['notifications.set: This step is open.']);
  });
});

it('whatever a site lacks and whatever was said: never safe with a phone in doubt, and no open point about emergency calls that leaves something out', () => {
  const standings = fc.constantFrom<NumberStanding>({ kind: 'none' }, waits, { kind: 'not-read' }, { kind: 'queued', why: 'There is no network.' }, { kind: 'registered', addressSid: `AD${'0'.repeat(32)}`, since: STAMP.at, at: STAMP.at });
  const states = fc.constantFrom<StepState>(DONE, DONE, OPEN, blocked(), blocked(), blocked({ due: null }), blocked({ emergency: null }), { kind: 'not-applicable', why: 'No', at: STAMP.at });
  const ids = ['emergency-3cx.coverage', 'emergency-twilio.registered', 'emergency-twilio.addresses', 'test-933.call', 'test-933.elsewhere', 'notifications.set', 'extensions.users', 'incoming.call'] as const;
  fc.assert(fc.property(fc.constantFrom(US, UK), fc.array(standings, { minLength: 3, maxLength: 3 }), fc.array(states, { minLength: ids.length, maxLength: ids.length }), fc.boolean(), ({ country }, kinds, chosen, tested) => {
    const drawn = { ...US, country };
    let input = tested ? testedSite(drawn) : coveredSite(drawn);
    for (const [index, kind] of kinds.entries()) input = withStanding(input, phoneNumber(index, country), kind);
    const given = Object.fromEntries(ids.map((id, index) => [id, chosen[index]])) as Partial<Record<StepId, StepState>>;
    const verdict = leave(input, given);
    const { cells } = coverageOf(input);
    const inDoubt = cells.filter(({ state }) => state !== 'proven' && state !== 'not-applicable');
    if (verdict.kind === 'do-not') {
      expect(verdict.reasons.length).toBeGreaterThan(0);
      const order = verdict.reasons.map(({ step }) => Number(!isEmergencyStep(step.id)));
      expect(order).toEqual([...order].sort());
      return;
    }
    if (verdict.kind === 'safe') expect(inDoubt).toEqual([]);
    else {
      for (const { step, owner, due, emergency } of verdict.points) if (isEmergencyStep(step.id)) expect([owner, due, emergency?.meanwhile, emergency?.told].every((part) => typeof part === 'string' && part !== '')).toBe(true);
      const points = new Set<StepId>(verdict.points.map(({ step }) => step.id));
      // Of each phone in doubt some open point says what becomes of it, and it is about what that phone lacks.
      for (const { conditions } of inDoubt) expect(points.has(COVERAGE) || conditions.some(({ state, step }) => state !== 'met' && state !== 'not-applicable' && step !== null && points.has(step)) || points.has(REGISTERED)).toBe(true);
    }
  }), { numRuns: 300 });
});

describe('what an emergency call does meanwhile, as a proposal', () => {
  const of = (input: CoverageInput, step: StepId, standings: readonly NumberStanding[]): string => meanwhileOf(input.intent.country, { emergency: { numbers: new Map(standings.map((one, index) => [phoneNumber(index), one])) }, coverage: () => coverageOf(input), old: [] }, step);
  const registered: NumberStanding = { kind: 'registered', addressSid: `AD${'0'.repeat(32)}`, since: STAMP.at, at: STAMP.at };

  it('is what the phone that fares worst does', () => {
    expect(of(testedSite(US), REGISTERED, [registered, registered])).toBe('A call to 911 shows the address that Twilio has registered.');
    expect(of(testedSite(US), REGISTERED, [registered, waits])).toBe('A call to 911 goes out without an address: the dispatcher does not see where it comes from. Whoever calls must say the street, the floor and the room. Twilio charges a fee for such a call.');
    expect(of(testedSite(UK), REGISTERED, [waits])).toMatch(/^A call to 999 or 112 goes out without an address: .* the room\.$/);
    expect(of(testedSite(US), REGISTERED, [])).toMatch(/^Whether a call to 911 shows an address is not known\./);
  });

  it.each<[NumberStanding['kind'], NumberStanding]>([
    ['none', { kind: 'none' }], ['unassigned', { kind: 'unassigned', state: null }], ['queued', { kind: 'queued', why: '' }], ['under-way', waits], ['for-person', { kind: 'for-person', why: '', next: '', question: null }], ['not-read', { kind: 'not-read' }],
    ['reported', { kind: 'reported', state: 'pending-registration', who: 'Kim', at: STAMP.at }],
  ])('never promises an address while it stands at %s', (_, standing) => {
    for (const step of [REGISTERED, COVERAGE, 'emergency-twilio.addresses', 'test-933.call', 'notifications.set'] as const) expect(of(testedSite(US), step, [registered, standing])).not.toContain('shows the address');
  });

  it('tells the address that a call still shows, where that is not the right one: a wrong door is worse than none', () => {
    const former: NumberStanding = { kind: 'for-person', why: '', next: '', question: null, shown: { address: '1 Main St, Floor 2' } };
    expect(of(testedSite(US), REGISTERED, [registered, former])).toMatch(/^A call to 911 still shows the address of before, “1 Main St, Floor 2”: .* the room\.$/);
    expect(of(testedSite(US), REGISTERED, [waits, { kind: 'queued', why: '', shown: { address: '1 Main St, Floor 2' } }])).toContain('“1 Main St, Floor 2”');
    expect(of(testedSite(US), REGISTERED, [registered, { kind: 'queued', why: '', shown: { address: null } }])).toContain('without an address');
    expect(of(testedSite(US), REGISTERED, [registered, { kind: 'unassigned', state: 'registered' }])).toContain('an address that somebody registered at Twilio');
  });

  it('warns of another door where a phone shows the number of another place, whatever Twilio has registered', () => {
    const two = testedSite({ ...US, floors: 3 });
    const wrong = withRows(two, (row) => (row.number === '1001' ? { ...row, callerId: phoneNumber(0) } : row));
    for (const step of [COVERAGE, REGISTERED, 'emergency-twilio.addresses'] as const) {
      expect(of(two, step, [registered, registered, registered])).toBe('A call to 911 shows the address that Twilio has registered.');
      expect(of(wrong, step, [registered, registered, registered])).toMatch(/^From some phones a call to 911 may send help to another door\./);
    }
  });

  it('by hand is that of the number that was reported as worst', () => {
    const reported = (state: Extract<NumberStanding, { kind: 'reported' }>['state']): NumberStanding => ({ kind: 'reported', state, who: 'Kim', at: STAMP.at });
    expect(of(testedSite(US), REGISTERED, [reported('registered'), reported('registered')])).toContain('that Kim saw as registered');
    for (const state of ['registration-failure', 'unregistered', 'pending-registration'] as const) expect(of(testedSite(US), REGISTERED, [reported('registered'), reported(state)])).toContain('goes out without an address');
  });

  it('is that nobody knows, where Twilio has not said what a call shows: not said is not none', () => {
    for (const kind of ['queued', 'for-person'] as const) {
      const standing: NumberStanding = kind === 'queued' ? { kind, why: '' } : { kind, why: '', next: '', question: null };
      expect(of(testedSite(US), REGISTERED, [registered, standing])).toMatch(/^Whether a call to 911 shows an address is not known\./);
      // A phone that surely shows none fares worse.
      expect(of(testedSite(US), REGISTERED, [standing, waits])).toContain('goes out without an address');
    }
  });

  it('is about the numbers that phones show: a spare one without an address changes nothing', () => {
    const numbers = new Map<string, NumberStanding>([...phones(testedSite(US)).map((_, index): [string, NumberStanding] => [phoneNumber(index), registered]), [phoneNumber(9999), { kind: 'unassigned', state: null }]]);
    expect(meanwhileOf('US', { emergency: { numbers }, coverage: () => coverageOf(testedSite(US)), old: [] }, REGISTERED)).toBe('A call to 911 shows the address that Twilio has registered.');
  });

  it('says what its step is about: no entries, nobody who is told, no call back, a phone that may fail', () => {
    expect(of(testedSite(US), 'emergency-3cx.numbers', [registered])).toContain('may not leave the PBX at all');
    expect(of(testedSite(US), 'notifications.set', [registered])).toContain('Nobody at the site is told');
    expect(of(testedSite(US), 'test-933.callback', [registered])).toContain('stay on the line');
    const failing = withEmergency(testedSite(US), { rules: [] });
    expect(of(failing, COVERAGE, [registered])).toContain('From some phones a call to 911 may fail');
    expect(of(withIntent(testedSite(US), () => ({ country: 'CH' })), COVERAGE, [])).toContain('Use the other line');
  });
});
