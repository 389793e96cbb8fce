import { emergencyNumbers } from '../dialplan/emergency-numbers.ts';
import { extensionKey } from '../dialplan/conditions.ts';
import type { CallerId } from '../dialplan/outcome.ts';
import { E164 } from '../numbers/e164.ts';
import type { Directory, Extension } from '../numbers/directory.ts';
import type { OpenSite } from '../site/record.ts';
import { callBackOf } from './call-back.ts';
import { in3cxOf, notificationsOf } from './coverage-3cx.ts';
import { readingOf } from './coverage-reading.ts';
import { CELL_STATES, type CellState, type ConditionId, CONDITIONS, type Coverage, type CoverageCell, type CoverageCondition, type ToTest } from './coverage-cell.ts';
import { extensionList, type PlaceOf, placesOf } from './coverage-places.ts';
import { type NumberFacts, registrationFacts } from './coverage-registration.ts';
import { type EmergencyCalls, emergencyCalls } from './coverage-rules.ts';
import { type CallsNow, proofsOf, type TestMade } from './coverage-tests.ts';
import { met, notMet, notNeeded, trunkFacts } from './coverage-trunk.ts';
import type { EmergencyPlan } from './registration.ts';
import { HAS_933, TERRITORY_WORDS, territoryOf } from './territory.ts';

/** What the matrix is derived from. `registration`: where each number stands, of emergencyPlan. */
export interface CoverageInput extends Pick<OpenSite, 'intent' | 'observed' | 'ledger' | 'evidence'> {
  readonly directory: Directory;
  readonly registration: Pick<EmergencyPlan, 'numbers'>;
}

/** All that is known of one extension before the 933 calls are looked at. */
interface Drawn extends CallsNow {
  readonly extension: Extension;
  readonly callerId: CallerId;
  readonly place: PlaceOf;
  readonly facts: NumberFacts | null;
  /** All; the test, which is the last, and what it tells of 3CX are not looked at yet. */
  readonly conditions: CoverageCondition[];
}

const TEST = 'test-933.call';
const IN_3CX = CONDITIONS.indexOf('in-3cx');
const UNTESTED = notNeeded('test', 'Nobody has looked for a test yet.');

const SHOWN: Readonly<Record<CallerId['source'], CoverageCondition>> = {
  route: met('caller-id', 'The emergency entry of the place says which number is shown.'), extension: met('caller-id', 'The extension’s own caller ID is shown.'), trunk: met('caller-id', 'The trunk’s main number is shown.'),
  none: notNeeded('caller-id', 'No number is shown.'),
};

const dialledIn = (country: string): string => emergencyNumbers(country).map(({ number }) => number).join();

/** Whether the number that is shown can be shown at all, and belongs to the country whose emergency numbers are dialled (twilio.md 3). */
function callerIdCondition({ number, source }: CallerId, country: string, facts: NumberFacts | null): CoverageCondition {
  const set = (what: string): CoverageCondition => notMet('caller-id', 'missing', what, 'Set the extension’s outbound caller ID, or that of the emergency entry of its place, to a number of the trunk.', source === 'route' ? 'emergency-3cx.numbers' : 'extensions.users');
  if (number === '') return set('An emergency call would show no number.');
  if (facts === null) return set(`An emergency call would show “${number}”, which is not in E.164 form: Twilio refuses it.`);
  const home = facts.country;
  if (home !== country && dialledIn(home) !== dialledIn(country)) return set(`An emergency call would show ${number}, a number of ${home}: the emergency numbers of ${country} do not belong to it.`);
  return SHOWN[source];
}

/** What Twilio knows: with a key it is read there. */
const OF_TWILIO: ReadonlySet<ConditionId> = new Set(['on-trunk', 'registered', 'origination']);

/** What rests on a person's word proves nothing of Twilio's side where no test call can: then it is not measured until somebody went over it. */
function withoutTest(condition: CoverageCondition): CoverageCondition {
  return OF_TWILIO.has(condition.id) && condition.state === 'met' && condition.reported ? { ...condition, state: 'not-measured', step: 'test-933.elsewhere', todo: 'Go over it by reading, as no test number exists here.' } : condition;
}

/** What a person said of a number in the Console, and a 933 call then read back: it came over this trunk, and with this address. */
function confirmedBy933(condition: CoverageCondition): CoverageCondition {
  const { id, state, reported } = condition;
  if (!reported || (id !== 'on-trunk' && id !== 'registered') || (state !== 'met' && state !== 'not-measured')) return condition;
  return met(id, id === 'on-trunk' ? 'A 933 call showed this number, so it is on the trunk.' : `${condition.words} A 933 call read it back.`);
}

/** Made once, asked for each extension. @param reading what stands in for the test where none exists; null where 933 answers */
function drawing(input: CoverageInput, calls: EmergencyCalls, reading: CoverageCondition | null): (extension: Extension) => Drawn {
  const { intent, directory } = input;
  const { onTrunk, origination } = trunkFacts(input, directory);
  const places = placesOf(intent.emergency);
  const registration = registrationFacts(input, input.registration.numbers);
  const callBack = callBackOf(input, directory);
  const notifications = notificationsOf(input);
  const weigh = reading === null || reading.state === 'met' ? (condition: CoverageCondition) => condition : withoutTest;
  const nothing = (id: ConditionId): CoverageCondition => notNeeded(id, 'There is no number to look for.');
  const [noNumber, noAddress, noPlace, noCallBack] = [nothing('on-trunk'), nothing('registered'), nothing('place'), nothing('call-back')] as const;
  const ofNumber = new Map<string, { readonly facts: NumberFacts; readonly onTrunk: CoverageCondition; readonly registered: CoverageCondition }>();
  const numberFacts = (number: string) => {
    const known = ofNumber.get(number);
    if (known !== undefined) return known;
    const facts = registration(number);
    const made = { facts, onTrunk: weigh(onTrunk(number)), registered: weigh(facts.registered) };
    ofNumber.set(number, made);
    return made;
  };
  const back = weigh(origination);
  return (extension) => {
    const { callerId, rule, way } = calls.from(extension);
    const { number } = callerId;
    const place = places(extension.number);
    const known = E164.test(number) ? numberFacts(number) : null;
    return {
      extension, callerId, place, facts: known?.facts ?? null, expected: known?.facts.expected ?? null, way, entries: null, last: null,
      conditions: [
        callerIdCondition(callerId, intent.country, known?.facts ?? null), known?.onTrunk ?? noNumber, rule, UNTESTED, known?.facts.place(place) ?? noPlace, known?.registered ?? noAddress,
        known === null ? noCallBack : callBack(number, extension), back, notifications, reading ?? UNTESTED,
      ],
    };
  };
}

/** The state of a cell: of the worst of its conditions. */
function worstOf(conditions: readonly CoverageCondition[]): CellState {
  let worst: CellState = 'proven';
  for (const { state } of conditions) {
    if (state === 'missing') return 'missing';
    if (state === 'not-measured' || (state === 'waiting' && worst === 'proven')) worst = state;
  }
  return worst;
}

function whenAndWho({ extension, who, at }: TestMade, caller: string): string {
  return `${extension === caller ? 'From this extension' : `From extension ${extension}, which shows the same number and address`}, ${who} heard it on ${at.slice(0, 10)}.`;
}

/** Extensions that no other phone's call speaks for. */
const ALONE = {
  barred: { words: 'This extension is barred or asks for a PIN: nobody has dialled 933 from it.', why: 'It is barred or asks for a PIN: each of these is tried by itself.' },
  'heard-other': { words: 'The last 933 call from this extension read another number, or nothing. Nobody has dialled it from here since.', why: 'The last call from it read another number, or nothing.' },
} as const;

/** What the test service proves of an extension. A barred one is tried by itself: whether the emergency entries go before its limits is [U] (threecx.md 2.5). */
function testCondition({ extension: { number }, expected, conditions }: Drawn, alone: 'barred' | 'heard-other' | null, own: TestMade | null, shared: TestMade | null): CoverageCondition {
  if (own !== null && own.result.kind !== 'matches') return notMet('test', 'missing', `${own.who} dialled 933 from this extension on ${own.at.slice(0, 10)}. ${own.result.words}`, 'Mend what differs, and dial 933 from this extension again.', TEST);
  if (own !== null) return met('test', whenAndWho(own, number));
  if (shared !== null && alone === null) return met('test', whenAndWho(shared, number));
  const registered = conditions.find(({ id }) => id === 'registered');
  if (expected === null && registered?.state === 'waiting') return notMet('test', 'waiting', '933 can be dialled once the address is registered.', 'Wait until Twilio has registered the address.', 'emergency-twilio.registered');
  if (expected === null) return notMet('test', 'not-measured', '933 proves something once an address is registered.', 'Register the address first.', registered?.step ?? TEST);
  return notMet('test', 'not-measured', alone === null ? 'Nobody has dialled 933 from this extension, or from one that shows the same number and address.' : ALONE[alone].words, 'Dial 933 from this extension.', TEST);
}

/** Conditions that a test call needs: without them it would read nothing, or something else. */
const BEFORE_TEST: ReadonlySet<string> = new Set(['caller-id', 'on-trunk', 'rule', 'registered']);

const NOBODY = { number: '', source: 'none' } as const satisfies CallerId;

function notApplicable({ number, firstName, lastName }: Extension, why: string): CoverageCell {
  return {
    extension: number, name: `${firstName} ${lastName}`.trim(), state: 'not-applicable', callerId: NOBODY, way: null, address: null, conditions: [], todo: why, provenBy: null, expected: null, onWord: false,
  };
}

/**
 * For each extension, the number that its emergency call would show, and everything that must hold for help to come to the right door. Proven
 * is what holds in every condition and was tested where a test exists; a condition that nobody has looked at is not measured, never taken for
 * met. Linear in the extensions; pure; never throws.
 */
export function coverageOf(input: CoverageInput): Coverage {
  const { intent, evidence } = input;
  const { rows } = input.directory.extensions;
  const exempt = intent.emergency.exempt.map(({ extensions, why }) => ({ has: extensionList(extensions), why }));
  const whyExempt = (number: string): string | null => { for (const one of exempt) if (one.has(number)) return one.why; return null; };
  if (territoryOf(intent.country) === 'none') return arranged(rows.map((row) => notApplicable(row, TERRITORY_WORDS.none.means)), []);

  const byHand = intent.account.kind === 'by-hand';
  const isBarred = extensionList(intent.emergency.barred ?? '');
  const tested = HAS_933.includes(intent.country);
  const calls = emergencyCalls(intent);
  const in3cx = in3cxOf(input, input.directory);
  const reading = tested ? null : readingOf(input, input.directory);
  const draw = drawing(input, calls, reading);
  // Only phones that made a call are kept: of all the others nothing outlives their cell.
  const callers = new Map<string, Drawn>();
  const rowOf = new Map(tested ? rows.map((row) => [row.number, row]) : []);
  const proofs = proofsOf(tested ? evidence : [], (number) => {
    const row = rowOf.get(number);
    if (row === undefined) return null;
    const one = callers.get(number) ?? draw(row);
    callers.set(number, one);
    one.entries ??= calls.entriesOf(one.extension);
    return one;
  });
  const toTest = new Map<string, Asked>();
  const provenPlaces = new Set<string>();
  const cells = rows.map((extension): CoverageCell => {
    const why = whyExempt(extension.number);
    if (why !== null) return notApplicable(extension, `Nobody calls for help from here: ${why}`);
    const one = callers.get(extension.number) ?? draw(extension);
    const { callerId, place, expected, way } = one;
    const by = isBarred(extension.number) ? 'barred' : proofs.mustCall(extension.number) ? 'heard-other' : null;
    const own = proofs.own(one);
    const shared = expected === null || own !== null ? null : proofs.ofPair(expected, way);
    const test = reading ?? testCondition(one, by, own, shared);
    const heard = own ?? shared;
    const conditions = byHand && heard !== null && test.state === 'met' ? one.conditions.map(confirmedBy933) : one.conditions;
    conditions[conditions.length - 1] = test;
    conditions[IN_3CX] = in3cx(extension, callerId, own?.result.kind === 'matches');
    const state = worstOf(conditions);
    const worst = conditions.find((condition) => condition.state === (state === 'proven' ? 'missing' : state));
    const onWord = state === 'proven' && (reading !== null || conditions.some((condition) => condition.reported && OF_TWILIO.has(condition.id)));
    if (expected !== null && test.state === 'met') provenPlaces.add(expected.address);
    if (expected !== null && test.step === TEST && !conditions.some(({ id, state: how }) => BEFORE_TEST.has(id) && how !== 'met' && how !== 'not-applicable')) {
      // One of all that share what it would prove; who is barred, or heard something else, is asked for by name.
      const alone = by !== null || test.state === 'missing';
      const pair = `${expected.callerId} ${expected.addressSid ?? expected.address} ${way}`;
      const key = alone ? extension.number : pair;
      if (!toTest.has(key)) {
        toTest.set(key, {
          pair,
          rank: test.state === 'missing' ? 1 : by !== null ? 2 : FOR_ALL,
          ask: {
            extension: extension.number, callerId: expected.callerId, address: expected.address,
            why: test.state === 'missing' ? 'The last call from it heard something else.' : by !== null ? ALONE[by].why : 'No extension that shows this number and address in the same way has been tried.',
          },
        });
      }
    }
    return {
      extension: extension.number, name: `${extension.firstName} ${extension.lastName}`.trim(), state, callerId, conditions, expected,
      way: callerId.number === '' ? null : extension.dids.includes(callerId.number) ? 'own-did' : 'location-number',
      address: place.kind === 'here' ? place.address : null,
      todo: worst?.todo ?? (reading !== null ? 'Nothing is to be done. It rests on people’s word: no test call was made.' : onWord ? 'Nothing is to be done. That calls back arrive rests on people’s word: a test call does not show it.' : 'Nothing is to be done.'),
      provenBy: test.state === 'met' ? proverOf(heard) : null,
      onWord,
    };
  });
  const alone = new Set([...toTest.values()].flatMap(({ rank, pair }) => (rank < FOR_ALL ? [pair] : [])));
  return arranged(cells, inOrder([...toTest.values()].filter(({ rank, pair }) => rank < FOR_ALL || !alone.has(pair)), provenPlaces));
}

function proverOf(made: TestMade | null): CoverageCell['provenBy'] {
  return made && { extension: made.extension, who: made.who, at: made.at };
}

/** A call that is asked for. `pair` names what it would prove for all that share it. */
interface Asked {
  readonly ask: ToTest;
  readonly rank: number;
  readonly pair: string;
}

/** The rank of a call that any of those may make who share the pair. */
const FOR_ALL = 3;

/** Places without any call first: at least one of each is wanted before anything else. */
function inOrder(asked: readonly Asked[], provenPlaces: ReadonlySet<string>): readonly ToTest[] {
  const begun = new Set(provenPlaces);
  const first: ToTest[] = [];
  const rest: Asked[] = [];
  for (const one of asked) {
    if (begun.has(one.ask.address)) rest.push(one);
    else {
      begun.add(one.ask.address);
      first.push({ ...one.ask, why: one.rank === FOR_ALL ? 'No extension of this place has been tried.' : `Nothing of this place is proven yet. ${one.ask.why}` });
    }
  }
  return [...first, ...rest.sort((one, other) => one.rank - other.rank).map(({ ask }) => ask)];
}

const RANK = new Map(CELL_STATES.map((state, index) => [state, index]));

function arranged(cells: readonly CoverageCell[], toTest: readonly ToTest[]): Coverage {
  const counts: Record<CellState, number> = { missing: 0, 'not-measured': 0, waiting: 0, proven: 0, 'not-applicable': 0 };
  for (const { state } of cells) counts[state] += 1;
  const keyed = cells.map((cell) => ({ cell, rank: RANK.get(cell.state) ?? 0, key: extensionKey(cell.extension) || Infinity }));
  keyed.sort((one, other) => one.rank - other.rank || Math.sign(one.key - other.key) || (one.cell.extension < other.cell.extension ? -1 : 1));
  return { cells: keyed.map(({ cell }) => cell), counts, toTest };
}
