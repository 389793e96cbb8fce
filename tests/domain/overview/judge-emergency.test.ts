// What Trunkbook says of the steps about emergency calls, over a site in which every phone is covered and was tested.
import { expect, it } from 'vitest';
import { coverageOf } from '../../../domain/emergency/coverage.ts';
import { isEmergencyStep } from '../../../domain/emergency/emergency-steps.ts';
import { overviewOf } from '../../../domain/overview/overview.ts';
import type { Derivable } from '../../../domain/overview/state.ts';
import { heard, ticked, withEmergency } from '../emergency/covered-site.ts';
import { registeredSite } from '../emergency/registered-site.ts';
import { readySite, STAMP } from '../make-site.ts';

const COVERAGE = 'emergency-3cx.coverage';

function tested(country: 'US' | 'GB', barred: string | null): Derivable {
  const { site, directory, input } = registeredSite(readySite({ country }), { country, extensions: 3, floors: 1, shows: 'own' });
  const { intent } = withEmergency({ ...input, intent: site.intent }, { barred });
  const calls = country === 'US' ? coverageOf(input).toTest.map(({ extension }) => heard(input, extension)) : [];
  return { ...site, intent, directory, evidence: [...site.evidence, ...calls], known: { pbxPassword: true, sipPassword: true } };
}

it('the coverage is not settled before somebody said which phones are barred: each of these is tried by itself, and never asked is not none', () => {
  const now = Date.parse(STAMP.at);
  expect(overviewOf(tested('US', ''), now).stateOf(COVERAGE)).toMatchObject({ kind: 'done', how: 'All 3 extensions are proven' });
  expect(overviewOf(tested('US', null), now).stateOf(COVERAGE)).toMatchObject({ kind: 'open', why: expect.stringContaining('barred from outside calls or ask for a PIN') });
  expect(overviewOf(tested('US', null), now).leave).toMatchObject({ kind: 'do-not', reasons: expect.arrayContaining([expect.objectContaining({ step: expect.objectContaining({ id: COVERAGE }) })]) });
});

it('a site in which no phone needs it has nothing left of the coverage: where Twilio carries no emergency calls, and where every phone is left out', () => {
  const site = tested('US', null);
  const look = (intent: Partial<Derivable['intent']>, change: Partial<Derivable> = {}) => overviewOf({ ...site, evidence: [], ...change, intent: { ...site.intent, ...intent } }, Date.parse(STAMP.at)).stateOf;
  expect(look({ country: 'BR' })(COVERAGE)).toMatchObject({ kind: 'done', how: 'No phone needs it' });
  const leftOut = { emergency: { ...site.intent.emergency, exempt: [{ extensions: '1000-999999', why: 'Fax' }] } };
  for (const step of [COVERAGE, 'test-933.call'] as const) expect(look(leftOut)(step)).toMatchObject({ kind: 'done', how: 'No phone needs it' });
  // One phone that may call is enough, and so is that nobody knows of any.
  const but = { emergency: { ...leftOut.emergency, exempt: [{ extensions: '1001-999999', why: 'Fax' }] } };
  const nobody = { directory: { ...site.directory, extensions: { ...site.directory.extensions, rows: [] } } };
  for (const step of [COVERAGE, 'test-933.call'] as const) for (const stateOf of [look(but), look(leftOut, nobody)]) expect(stateOf(step).kind).toBe('open');
});

it('addresses that were given to numbers are no settled step while they wait to be submitted, or, by hand, while nobody reported what the Console shows', () => {
  const site = tested('US', '');
  const now = Date.parse(STAMP.at);
  const stateOf = (change: Partial<Derivable>) => overviewOf({ ...site, ...change }, now).stateOf('emergency-twilio.addresses');
  expect(stateOf({})).toMatchObject({ kind: 'done' });
  expect(stateOf({ observed: { ...site.observed, emergency: null } })).toMatchObject({ kind: 'open' });
  expect(stateOf({ ledger: [], observed: { ...site.observed, emergency: null } })).toMatchObject({ kind: 'open', why: expect.stringContaining('to be submitted') });
  const byHand = { intent: { ...site.intent, account: { kind: 'by-hand' as const } }, ledger: [], observed: { ...site.observed, twilio: null, emergency: null } };
  expect(stateOf(byHand)).toMatchObject({ kind: 'open', why: expect.stringContaining('Twilio Console') });
  const emergencyReported = site.intent.emergency.numbers.map(({ phoneNumber, address }) => ({ source: 'reported' as const, ...STAMP, phoneNumber, state: 'pending-registration' as const, address }));
  expect(stateOf({ ...byHand, observed: { ...byHand.observed, emergencyReported } })).toMatchObject({ kind: 'done' });
});

it('the call back is done when each number that several phones show was called; settings that promise it, or one call of three, are not', () => {
  const { site, directory, input } = registeredSite(readySite({ country: 'US' }), { country: 'US', extensions: 6, floors: 3, shows: 'location' });
  const known = { ...site, directory, known: { pbxPassword: true, sipPassword: true } };
  const numbers = input.intent.emergency.numbers.map(({ phoneNumber }) => phoneNumber);
  const after = (...called: readonly string[]) => {
    const { evidence } = called.reduce((before, number) => ticked(before, 'test-933.callback', { number, first: 'Nobody', second: 'Kim' }), { ...input, evidence: site.evidence });
    return overviewOf({ ...known, evidence }, Date.parse(STAMP.at)).stateOf('test-933.callback');
  };
  expect(after()).toEqual({ kind: 'open', why: `3 numbers are left to call back: ${numbers.join(', ')}.` });
  expect(after(...numbers.slice(0, 1))).toEqual({ kind: 'open', why: `2 numbers are left to call back: ${numbers.slice(1).join(', ')}.` });
  expect(after(...numbers)).toMatchObject({ kind: 'done' });
});

it('of own DIDs one call speaks for all, and a call to a number that nobody shows for none', () => {
  const { site, directory, input } = registeredSite(readySite({ country: 'US' }), { country: 'US', extensions: 3, floors: 1, shows: 'own' });
  const after = (number: string) => overviewOf({ ...site, directory, known: { pbxPassword: true, sipPassword: true }, evidence: ticked({ ...input, evidence: site.evidence }, 'test-933.callback', { number }).evidence }, Date.parse(STAMP.at)).stateOf('test-933.callback');
  expect(after('+15125559999')).toEqual({ kind: 'open', why: 'No number that an emergency call shows was called back yet.' });
  expect(after(input.intent.emergency.numbers[1]?.phoneNumber ?? '')).toMatchObject({ kind: 'done' });
});

it('a tick over caller IDs holds for those of then: with one more extension both steps are open again, say what to do, and another tick settles them', () => {
  const { site, directory, input } = registeredSite(readySite({ country: 'GB' }), { country: 'GB', extensions: 3, floors: 1, shows: 'own' });
  const [first] = directory.extensions.rows;
  if (first === undefined) throw new Error('three extensions');
  const typed = { ...directory, extensions: { ...directory.extensions, imported: null } };
  const more = { ...typed, extensions: { ...typed.extensions, rows: [...typed.extensions.rows, { ...first, number: '1500', dids: [] }] } };
  for (const step of ['extensions.users', 'test-933.elsewhere'] as const) {
    const said = ticked({ ...input, evidence: site.evidence, directory: typed }, step);
    const anew = ticked({ ...said, directory: more }, step);
    const earlier = said.evidence.map((entry) => (entry.kind === 'step-done' && entry.step === step ? { ...entry, values: {} } : entry));
    const stateOf = (of: typeof directory, evidence: typeof said.evidence) => overviewOf({ ...site, intent: input.intent, evidence, directory: of, known: { pbxPassword: true, sipPassword: true } }, Date.parse(STAMP.at)).stateOf(step);
    expect(stateOf(typed, said.evidence), step).toMatchObject({ kind: 'done' });
    expect(stateOf(more, said.evidence), step).toMatchObject({ kind: 'open', why: expect.stringMatching(/were changed here since .*tick the step/) });
    expect(stateOf(more, anew.evidence), step).toMatchObject({ kind: 'done' });
    expect(stateOf(typed, earlier), step).toMatchObject({ kind: 'open', why: expect.stringContaining('in an earlier Trunkbook') });
  }
});

it('what Twilio said days ago leaves the steps done, and the last one says that only the reading is old; an open point made then stays until it was read again', () => {
  const site = tested('US', '');
  const settle = overviewOf(site, Date.parse(STAMP.at)).left.flatMap(({ step: { id: step } }) => [{ id: crypto.randomUUID(), ...STAMP, step, ...(isEmergencyStep(step) ? { kind: 'step-not-applicable' as const, reason: 'Not looked at here' } : { kind: 'step-blocked' as const, note: 'Not looked at here', owner: 'Pat', due: null, emergency: null }) }]);
  const done: Derivable = { ...site, evidence: [...site.evidence, ...settle] };
  const later = Date.parse(STAMP.at) + 73 * 3_600_000;
  const stateOf = (of: Derivable, step: 'hand-over.leave' | 'emergency-twilio.registered') => overviewOf(of, later).stateOf(step);
  expect(stateOf(done, 'hand-over.leave')).toMatchObject({ kind: 'open', why: expect.stringContaining('Only what Twilio said is old') });
  expect(stateOf(done, 'emergency-twilio.registered').kind).toBe('done');
  const madeAt = (at: number): Derivable => ({ ...done, evidence: [...done.evidence, { id: crypto.randomUUID(), ...STAMP, at: new Date(at).toISOString(), kind: 'step-blocked', step: 'emergency-twilio.registered', note: 'No network', owner: 'Pat', due: '2026-12-10', emergency: { meanwhile: 'It may show another address.', told: 'Kim', about: [] } }] });
  expect(stateOf(madeAt(later), 'emergency-twilio.registered')).toMatchObject({ kind: 'blocked', owner: 'Pat' });
  expect(stateOf(madeAt(later), 'hand-over.leave').kind).toBe('done');
  // One of the days before was about something that is done now.
  expect(stateOf(madeAt(Date.parse(STAMP.at)), 'emergency-twilio.registered').kind).toBe('done');
  expect(stateOf(madeAt(Date.parse(STAMP.at)), 'hand-over.leave').kind).toBe('open');
});
