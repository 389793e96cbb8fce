import { wasCalledBack } from '../emergency/call-back.ts';
import type { CoverageCell } from '../emergency/coverage-cell.ts';
import { rulesIn3cx } from '../emergency/coverage-3cx.ts';
import { lastSaid } from '../emergency/last-said.ts';
import { barredUnsaid } from '../emergency/scope.ts';
import type { NumberStanding } from '../emergency/standing.ts';
import { countryOfNumber, REGISTERS, territoryOf } from '../emergency/territory.ts';
import { E164 } from '../numbers/e164.ts';
import type { StepId } from '../site/step-ids.ts';
import type { Judged } from './judge.ts';
import { UNKNOWN, type Verdict } from './judge-trunk.ts';
import type { Derivable } from './state.ts';

const no = (why: string): Verdict => ({ kind: 'no', lost: false, why });
const left = (why: string): Verdict => ({ kind: 'unknown', why });

/** What Trunkbook can say of an emergency step; null where the step is none, or only a person can. */
export function judgeEmergencyStep(step: StepId, site: Derivable, judged: Judged): Verdict | null {
  switch (step) {
    case 'emergency-twilio.terms': return judgeTerms(site, judged);
    case 'emergency-twilio.addresses': return judgeAddresses(site, judged);
    case 'emergency-twilio.registered': return judgeRegistered(judged);
    case 'emergency-3cx.numbers': return judgeRules(site, judged);
    case 'emergency-3cx.coverage': return judgeCoverage(site, judged);
    case 'test-933.call': return judgeCalls(judged);
    case 'test-933.callback': return judgeCallBack(site, judged);
    default: return null;
  }
}

/** A tick for another account, or of an earlier Trunkbook, which did not say for which, opens nothing. By hand nothing is submitted here. */
function judgeTerms({ intent, evidence }: Derivable, { emergency: { terms } }: Judged): Verdict {
  if (terms.confirmed || intent.account.kind === 'by-hand' || lastSaid(evidence, 'emergency-twilio.terms')?.kind !== 'step-done') return UNKNOWN;
  return no(terms.why);
}

/** The numbers that emergency calls show, as far as the extensions are known, with those that were given an address; only where addresses are registered. */
function shownNumbers({ intent }: Derivable, { coverage }: Judged): readonly string[] {
  const shown = coverage().cells.flatMap(({ state, conditions, callerId }) => (state === 'not-applicable' || conditions[0]?.state !== 'met' ? [] : [callerId.number]));
  const given = intent.emergency.numbers.flatMap(({ phoneNumber, address }) => (address === null ? [] : [phoneNumber]));
  return [...new Set([...shown, ...given])].filter((number) => REGISTERS.includes(countryOfNumber(number, intent.country)));
}

function judgeAddresses(site: Derivable, judged: Judged): Verdict {
  const { addresses, numbers } = site.intent.emergency;
  // Somebody may have done it all in the Console, without a word of it here.
  if (addresses.length === 0 && numbers.length === 0) return UNKNOWN;
  for (const { id, friendlyName } of addresses) {
    const standing = judged.emergency.addresses.get(id);
    if (standing?.kind === 'suggestion') return { kind: 'decide', why: `Twilio suggests another form of “${friendlyName}”.` };
    if (standing?.kind === 'refused') return { kind: 'decide', why: `Twilio refused “${friendlyName}”. ${standing.why}` };
    if (standing?.kind === 'gone') return { kind: 'decide', why: standing.says === null ? `“${friendlyName}” is not at Twilio any more.` : `“${friendlyName}” says something else at Twilio than here.` };
  }
  const [question] = judged.emergency.questions;
  if (question) return { kind: 'decide', why: question.what };
  const shown = shownNumbers(site, judged);
  const given = new Set(numbers.flatMap(({ phoneNumber, address }) => (address === null ? [] : [phoneNumber])));
  const without = shown.filter((number) => !given.has(number));
  if (without.length > 0) return no(`${few(without)} ${without.length === 1 ? 'has' : 'have'} no address yet.`);
  const waiting = shown.filter((number) => { const how = judged.emergency.numbers.get(number)?.kind; return how === 'queued' || how === 'not-read'; });
  if (waiting.length > 0) return left(judged.emergency.kind === 'by-hand' ? `Give ${few(waiting)} the address in the Twilio Console, and report in the next step what it shows.` : `${few(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'} to be submitted.`);
  return shown.length === 0 ? UNKNOWN : { kind: 'yes', how: shown.length === 1 ? 'The number that calls show has one' : `All ${shown.length} numbers that calls show have one`, at: null };
}

function judgeRegistered({ emergency: { kind, numbers } }: Judged): Verdict {
  const standings = [...numbers].filter(([, { kind: how }]) => how !== 'none' && how !== 'not-here' && how !== 'unassigned');
  if (standings.length === 0) return UNKNOWN;
  const byKind = Map.groupBy(standings, ([, { kind: how }]) => how);
  const of = (...kinds: readonly NumberStanding['kind'][]): readonly (readonly [string, NumberStanding])[] => kinds.flatMap((how) => byKind.get(how) ?? []);
  const [mend] = of('for-person');
  if (mend?.[1].kind === 'for-person') return { kind: 'decide', why: `${mend[0]}: ${mend[1].why}` };
  const reported = of('reported').flatMap(([number, standing]) => (standing.kind === 'reported' ? [{ number, ...standing }] : []));
  const failed = reported.find(({ state }) => state === 'registration-failure' || state === 'unregistered');
  if (failed) return no(`${failed.who} reported ${failed.number} as ${failed.state === 'unregistered' ? 'not registered' : 'failed'}.`);
  const waiting = of('queued', 'under-way').length + reported.filter(({ state }) => state === 'pending-registration').length;
  if (waiting > 0) return no(`${waiting === 1 ? 'One number is' : `${waiting} numbers are`} not registered yet.`);
  if (of('not-read').length > 0) return kind === 'by-hand' ? left('Report what the Twilio Console shows of each number.') : left('Twilio has not been asked yet.');
  const at = standings.reduce<string | null>((latest, [, standing]) => ('at' in standing && (latest === null || standing.at > latest) ? standing.at : latest), null);
  return { kind: 'yes', how: reported.length > 0 ? `Registered, as ${reported[0]?.who ?? ''} reported` : 'Twilio has registered every one', at };
}

function judgeRules(site: Derivable, { findings }: Judged): Verdict {
  if (findings.emergency.length > 0) return { kind: 'decide', why: findings.emergency.join(' ') };
  const entries = rulesIn3cx(site);
  return entries.kind === 'changed' ? no('The entries were changed here since. Enter them in 3CX anew.') : UNKNOWN;
}

function judgeCoverage({ intent }: Derivable, { coverage }: Judged): Verdict {
  const { cells, counts } = coverage();
  // Of phones that nobody has named, nobody can say what an emergency call shows.
  if (cells.length === 0 && territoryOf(intent.country) !== 'none') return no('No extension is known here. Import 3CX’s export of the users, or enter them.');
  const measured = cells.length - counts['not-applicable'];
  if (counts.missing > 0) return no(`${counts.missing === 1 ? 'One extension is' : `${counts.missing.toLocaleString('en')} extensions are`} not covered: ${few(cells.filter(({ state }) => state === 'missing').map(({ extension }) => extension))}.`);
  if (counts['not-measured'] > 0) return left(`${counts['not-measured'] === 1 ? 'One extension is' : `${counts['not-measured'].toLocaleString('en')} extensions are`} not measured yet.`);
  if (counts.waiting > 0) return left(`${counts.waiting === 1 ? 'One extension waits' : `${counts.waiting.toLocaleString('en')} extensions wait`} for Twilio’s registration.`);
  const unsaid = barredUnsaid(intent, coverage());
  if (unsaid !== null) return no(unsaid);
  if (measured === 0) return cells.length === 0 ? UNKNOWN : NONE_NEEDS_IT;
  return { kind: 'yes', how: measured === 1 ? 'The extension is proven' : `All ${measured.toLocaleString('en')} extensions are proven`, at: null };
}

/** Where every phone is left out, or none may call for help over this trunk, there is nothing to wait for. */
const NONE_NEEDS_IT: Verdict = { kind: 'yes', how: 'No phone needs it', at: null };

const testOf = ({ conditions }: CoverageCell): CoverageCell['conditions'][number] | undefined => conditions.find(({ id }) => id === 'test');

function judgeCalls({ coverage }: Judged): Verdict {
  const { cells, counts, toTest } = coverage();
  if (cells.length > 0 && counts['not-applicable'] === cells.length) return NONE_NEEDS_IT;
  const wrong = cells.find((cell) => testOf(cell)?.state === 'missing');
  if (wrong) return { kind: 'decide', why: `Extension ${wrong.extension}: ${testOf(wrong)?.words ?? ''}` };
  if (toTest.length > 0) return left(`${toTest.length === 1 ? 'One call is' : `${toTest.length.toLocaleString('en')} calls are`} left: from ${few(toTest.map(({ extension }) => extension))}.`);
  const tested = cells.filter((cell) => testOf(cell)?.state === 'met');
  if (tested.length === 0) return UNKNOWN;
  const others = cells.length - tested.length - cells.filter((cell) => (testOf(cell)?.state ?? 'not-applicable') === 'not-applicable').length;
  return others > 0 ? left(`${others === 1 ? 'One extension' : `${others.toLocaleString('en')} extensions`} cannot be tested yet.`) : { kind: 'yes', how: '933 read back every pair of number and address', at: null };
}

/** What the settings say is not yet a call: a number that several show rings as 3CX is set, and who then picks up only a call tells. Own DIDs are all alike, and one call speaks for them. */
function judgeCallBack(site: Derivable, { coverage }: Judged): Verdict {
  const { cells } = coverage();
  const unreached = cells.filter(({ conditions }) => conditions.some(({ id, state }) => (id === 'call-back' || id === 'origination') && state === 'missing'));
  const [first] = unreached;
  const why = first?.conditions.find(({ id, state }) => (id === 'call-back' || id === 'origination') && state === 'missing')?.words ?? '';
  if (first !== undefined) return no(`A call back would not reach the caller of ${few(unreached.map(({ extension }) => extension))}. ${why}`);
  const shown = cells.filter(({ state, callerId }) => state !== 'not-applicable' && E164.test(callerId.number));
  if (shown.length === 0) return UNKNOWN;
  const isTried = wasCalledBack(site);
  const numbers = new Set(shown.map(({ callerId }) => callerId.number));
  const left = [...new Set(shown.flatMap(({ way, callerId }) => (way === 'own-did' ? [] : [callerId.number])))].filter((number) => !isTried(number));
  if (left.length > 0) return { kind: 'part', why: `${left.length === 1 ? 'One number is' : `${left.length.toLocaleString('en')} numbers are`} left to call back: ${few(left)}.` };
  return [...numbers].some(isTried) ? UNKNOWN : { kind: 'part', why: 'No number that an emergency call shows was called back yet.' };
}

/** The first few of many, for a sentence. */
function few(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${(names.length - 3).toLocaleString('en')} more`;
}
