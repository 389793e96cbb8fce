import type { Coverage, CoverageCell, CoverageCondition } from '../emergency/coverage-cell.ts';
import { isEmergencyStep } from '../emergency/emergency-steps.ts';
import { knewOf } from '../emergency/point-about.ts';
import type { Step } from '../guide/step.ts';
import type { StepId } from '../site/step-ids.ts';
import { type OldReading, speaksForOld } from './old-reading.ts';
import type { OpenPoint } from './open-point.ts';
import { isSettled, type StepState } from './state.ts';

/** Why the site must not be left. */
export interface LeaveReason {
  readonly step: Step;
  readonly words: string;
  /** The extensions that it is about, all of them. */
  readonly extensions: readonly string[];
  /** The step whose open point would speak for it; null where it must be done. */
  readonly point: Step | null;
}

/** An emergency step that somebody said this site does not need. */
export interface WavedOff {
  readonly step: Step;
  readonly why: string;
}

/** May the technician leave? `onWord`: how many extensions rest on people’s word where Twilio was not read or no test number exists. Where an emergency step was waved off, it is never simply safe: the customer hears of it. */
export type LeaveVerdict =
  | { readonly kind: 'safe'; readonly onWord: number }
  | { readonly kind: 'open-points'; readonly points: readonly OpenPoint[]; readonly waved: readonly WavedOff[]; readonly onWord: number }
  | { readonly kind: 'do-not'; readonly reasons: readonly LeaveReason[] };

const COVERAGE: StepId = 'emergency-3cx.coverage';
const REGISTERED: StepId = 'emergency-twilio.registered';
/** Steps that cannot be finished while Twilio registers: its open point speaks for them. */
const UNTIL_REGISTERED: readonly StepId[] = ['emergency-twilio.addresses', COVERAGE, 'test-933.call', 'test-933.elsewhere'];

/** Whether an open point of an emergency step says all that it must: who sees to it and by when, what a call does until then, and who was told. */
function lacks({ owner, due, emergency }: OpenPoint): readonly string[] {
  return [
    ...(owner.trim() === '' ? ['who sees to it'] : []), ...(due === null ? ['by when'] : []),
    ...(emergency === null || emergency.meanwhile.trim() === '' ? ['what an emergency call does until then'] : []), ...(emergency === null || emergency.told.trim() === '' ? ['who of the customer’s people was told'] : []),
  ];
}

export interface Leaving {
  /** Those of the site, without the step of leaving itself. */
  readonly steps: readonly Step[];
  readonly stateOf: (step: StepId) => StepState;
  readonly points: readonly OpenPoint[];
  readonly coverage: Coverage;
  /** What was read at Twilio too long ago to leave on it. */
  readonly old: readonly OldReading[];
  /** Twilio's trunks carry emergency calls in the site's country. */
  readonly carriesCalls: boolean;
  /** That nobody has said which phones are barred, in a sentence; null where that is said or not asked. */
  readonly barredUnsaid: string | null;
}

/**
 * Whether the site may be left: safely, with open points, or not. Help must not depend on anything that nobody knows about: an extension that
 * is missing, waits or is not measured holds the technician here, unless an open point says who sees to it, by when, what an emergency call
 * does until then, and who was told.
 */
export function leaveVerdict({ steps, stateOf, points, coverage, old, carriesCalls, barredUnsaid }: Leaving): LeaveVerdict {
  const emergencyPoints = points.filter(({ step }) => isEmergencyStep(step.id));
  const whole = new Map(emergencyPoints.filter((point) => lacks(point).length === 0 && !point.overdue).map(({ step, emergency }) => [step.id, knewOf(emergency?.about ?? [])]));
  const reasons: LeaveReason[] = [];
  const add = (step: Step, words: string, extensions: readonly string[] = [], point = isEmergencyStep(step.id) ? step : null): void => void reasons.push({ step, words, extensions, point });
  for (const point of emergencyPoints) {
    if (point.overdue) add(point.step, `The day of its open point, ${point.due ?? ''}, is over. See to it, or make the point anew with another day.`);
    const without = lacks(point);
    if (without.length > 0) add(point.step, `The open point does not say ${without.length === 1 ? without[0] ?? '' : `${without.slice(0, -1).join(', ')} and ${without.at(-1) ?? ''}`}.`);
  }
  for (const reading of old) {
    const step = steps.find(({ id }) => id === reading.step);
    const isSpokenFor = emergencyPoints.some(({ step: { id }, since }) => whole.has(id) && speaksForOld(id, since, reading));
    // Without a network it cannot be read again: the point is then made where help depends on it.
    if (step && !isSpokenFor) add(step, reading.words, [], steps.find(({ id }) => id === REGISTERED) ?? steps.find(({ id }) => id === COVERAGE) ?? null);
  }
  const excused = (cell: CoverageCell): boolean => {
    if (cell.state === 'proven' || cell.state === 'not-applicable') return true;
    const says = (step: StepId | null, condition: CoverageCondition): boolean => step !== null && (whole.get(step)?.(cell.extension, condition) ?? false);
    return cell.conditions.every((one) => one.state === 'met' || one.state === 'not-applicable' || says(COVERAGE, one) || says(one.step, one) || (one.state === 'waiting' && says(REGISTERED, one)));
  };
  const uncovered = coverage.cells.filter((cell) => !excused(cell));
  // While only the registration is waited for, nothing else can be done about what comes after it.
  const onlyWaits = uncovered.length === 0 && whole.has(REGISTERED) && coverage.counts.waiting > 0;
  for (const step of steps) {
    const state = stateOf(step.id);
    // Without any extension, “not needed” is no answer to the question who is covered.
    if (step.id === COVERAGE && coverage.cells.length === 0 && carriesCalls && state.kind === 'not-applicable') add(step, 'No extension is known here, so nobody can say who is covered.');
    // Which phones are each tried by themselves can be asked here and now, whatever else the step waits for.
    if (step.id === COVERAGE && barredUnsaid !== null && state.kind !== 'not-applicable' && state.kind !== 'blocked') {
      add(step, barredUnsaid);
      continue;
    }
    if (isSettled(state) || state.kind === 'blocked') continue;
    if (step.id === COVERAGE && (uncovered.length > 0 || coverage.cells.some(({ state: how }) => how !== 'proven' && how !== 'not-applicable'))) continue;
    if (onlyWaits && state.kind === 'open' && UNTIL_REGISTERED.includes(step.id)) continue;
    add(step, wordsOf(state));
  }
  const coverageStep = steps.find(({ id }) => id === COVERAGE);
  for (const [state, words] of [['missing', 'not covered'], ['not-measured', 'not measured'], ['waiting', 'not registered yet']] as const) {
    const extensions = uncovered.filter((cell) => cell.state === state).map(({ extension }) => extension);
    if (extensions.length > 0 && coverageStep) add(coverageStep, `${extensions.length === 1 ? `Extension ${extensions[0] ?? ''} is` : `${extensions.length.toLocaleString('en')} extensions are`} ${words}, and no open point says what becomes of it.`, extensions);
  }
  if (reasons.length > 0) return { kind: 'do-not', reasons: [...reasons.filter(({ step }) => isEmergencyStep(step.id)), ...reasons.filter(({ step }) => !isEmergencyStep(step.id))] };
  const onWord = coverage.cells.filter((cell) => cell.onWord).length;
  const waved = wavedOff(steps, stateOf);
  return points.length === 0 && waved.length === 0 ? { kind: 'safe', onWord } : { kind: 'open-points', points, waved, onWord };
}

/** The emergency steps of a site that somebody said it does not need, each with the reason. */
export function wavedOff(steps: readonly Step[], stateOf: (step: StepId) => StepState): readonly WavedOff[] {
  return steps.flatMap((step) => {
    const state = stateOf(step.id);
    return state.kind === 'not-applicable' && isEmergencyStep(step.id) ? [{ step, why: state.why }] : [];
  });
}

function wordsOf(state: StepState): string {
  switch (state.kind) {
    case 'open': return state.why ?? 'This step is open.';
    case 'attention': return state.why;
    case 'contradiction': return `${state.reported} ${state.observed}`;
    default: return '';
  }
}
