import type { Coverage } from '../emergency/coverage-cell.ts';
import { coverageOf } from '../emergency/coverage.ts';
import { emergencyPlan, type EmergencyPlan } from '../emergency/registration.ts';
import { barredUnsaid } from '../emergency/scope.ts';
import { territoryOf } from '../emergency/territory.ts';
import { appliesTo } from '../guide/applies.ts';
import { CHAPTERS } from '../guide/chapters.ts';
import type { Chapter, Step } from '../guide/step.ts';
import type { StepId } from '../site/step-ids.ts';
import { plan as planOf, type Plan } from '../trunk/plan.ts';
import { ruleFindings } from './findings.ts';
import { judge } from './judge.ts';
import { leaveVerdict, type LeaveVerdict } from './leave.ts';
import type { Verdict } from './judge-trunk.ts';
import { lastMarks } from './marks.ts';
import { type OldReading, oldReadings, speaksForOld } from './old-reading.ts';
import { type OpenPoint, openPointsOf } from './open-point.ts';
import { type Derivable, isSettled, type StepState } from './state.ts';

/** A chapter as far as it applies to a site, with how much of it is done. */
export interface ChapterProgress {
  readonly chapter: Chapter;
  readonly steps: readonly Step[];
  readonly settled: number;
}

/** What is left of one step before the site may be left. */
export interface Left {
  readonly step: Step;
  readonly state: StepState;
}

/** All that is derived of a site's steps, in one go. */
export interface Overview {
  readonly plan: Plan;
  /** What is still to be done for the emergency addresses, and where each stands. */
  readonly emergency: EmergencyPlan;
  /** Who is covered, extension by extension; made once. */
  readonly coverage: () => Coverage;
  readonly leave: LeaveVerdict;
  /** What was read at Twilio too long ago to leave on. */
  readonly old: readonly OldReading[];
  readonly chapters: readonly ChapterProgress[];
  /** The steps of this site in the guide's order. */
  readonly steps: readonly Step[];
  readonly settled: number;
  readonly openPoints: readonly OpenPoint[];
  /** What stands between here and leaving the site: everything not settled that is not an open point with an owner. */
  readonly left: readonly Left[];
  /** Also of steps that do not apply. */
  readonly stateOf: (step: StepId) => StepState;
}

const LEAVE: StepId = 'hand-over.leave';

/** Says where a site stands: a pure function of what is known of it. `now` in milliseconds since 1970. */
export function overviewOf(site: Derivable, now: number): Overview {
  const plan = planOf(site.intent, site.observed, site.ledger, now);
  const findings = ruleFindings(site);
  const emergency = emergencyPlan(site, now);
  let made: Coverage | null = null;
  const coverage = (): Coverage => { made ??= coverageOf({ ...site, registration: emergency }); return made; };
  const judged = { plan, findings, emergency, coverage };
  const marks = lastMarks(site.evidence);
  const old = oldReadings(site, emergency, coverage(), now);
  const states = new Map<StepId, StepState>();
  const all = CHAPTERS.map((chapter) => ({ chapter, steps: chapter.steps.filter((step) => appliesTo(step, site.intent)) })).filter(({ steps }) => steps.length > 0);
  for (const { steps } of all) for (const step of steps) states.set(step.id, stateOf(step, judge(step.id, site, judged), marks.get(step.id), site, old));
  const steps = all.flatMap((chapter) => chapter.steps);
  const left = steps.map((step) => ({ step, state: states.get(step.id) ?? OPEN })).filter(({ step, state }) => step.id !== LEAVE && !isSettled(state) && state.kind !== 'blocked');
  const openPoints = steps.flatMap((step) => openPointsOf(step, states.get(step.id) ?? OPEN, now));
  const leave = leaveVerdict({ steps: steps.filter(({ id }) => id !== LEAVE), stateOf: (step) => states.get(step) ?? OPEN, points: openPoints, coverage: coverage(), old, carriesCalls: territoryOf(site.intent.country) !== 'none', barredUnsaid: barredUnsaid(site.intent, coverage()) });
  if (states.has(LEAVE)) states.set(LEAVE, leaving(leave, left.length, old));
  const isDone = (step: Step): boolean => isSettled(states.get(step.id) ?? OPEN);
  return {
    plan, emergency, coverage, leave, old, steps, left, openPoints,
    chapters: all.map(({ chapter, steps }) => ({ chapter, steps, settled: steps.filter(isDone).length })),
    settled: steps.filter(isDone).length,
    stateOf: (step) => states.get(step) ?? OPEN,
  };
}

const OPEN: StepState = { kind: 'open', why: null };

type Mark = NonNullable<ReturnType<ReturnType<typeof lastMarks>['get']>>;

/** What a person said and what is known, taken together. What is known to be so needs no tick; a tick against what is known is a contradiction. */
function stateOf(step: Step, verdict: Verdict, mark: Mark | undefined, { intent }: Derivable, old: readonly OldReading[]): StepState {
  if (verdict.kind === 'yes') {
    // It may be known from a reading that is too old to leave on: a point that was made for that stays one.
    return mark?.kind === 'step-blocked' && old.some((reading) => speaksForOld(step.id, mark.at, reading)) ? blockedBy(mark) : { kind: 'done', how: verdict.how, at: verdict.at };
  }
  const seen = verdict.kind === 'decide' || (verdict.kind === 'no' && verdict.lost) ? verdict.why : null;
  if (mark?.kind === 'step-not-applicable' && seen !== null) return { kind: 'contradiction', reported: `${mark.who} said that it is not needed: ${mark.reason}`, observed: seen };
  if (mark?.kind === 'step-not-applicable') return { kind: 'not-applicable', why: mark.reason, at: mark.at };
  if (mark?.kind === 'step-blocked') return blockedBy(mark);
  if (verdict.kind === 'part') return { kind: 'open', why: verdict.why };
  if (mark?.kind === 'step-done') {
    if (verdict.kind === 'no' || verdict.kind === 'decide') return { kind: 'contradiction', reported: `${mark.who} reported it done.`, observed: verdict.why };
    return { kind: 'done', how: mark.source === 'reported' ? `Reported by ${mark.who}` : `Seen by Trunkbook, with ${mark.who}`, at: mark.at };
  }
  if (verdict.kind === 'decide') return { kind: 'attention', why: verdict.why };
  if (verdict.kind === 'no') return verdict.lost ? { kind: 'attention', why: `Twilio no longer has what this site shall have. ${verdict.why}` } : { kind: 'open', why: verdict.why };
  if (verdict.why !== undefined) return { kind: 'open', why: verdict.why };
  return step.doneBy !== undefined && intent.account.kind !== 'by-hand' ? { kind: 'open', why: 'Trunkbook does this in “Let Trunkbook set up the trunk”.' } : OPEN;
}

function blockedBy({ note, owner, due, who, at, emergency }: Extract<Mark, { kind: 'step-blocked' }>): StepState {
  return { kind: 'blocked', note, owner, due, who, at, emergency };
}

function leaving(leave: LeaveVerdict, left: number, old: readonly OldReading[]): StepState {
  switch (leave.kind) {
    case 'do-not': {
      if (leave.reasons.every(({ words }) => old.some((reading) => reading.words === words))) return { kind: 'open', why: 'Only what Twilio said is old: have it read again before you leave.' };
      return { kind: 'open', why: left === 0 ? 'Help is not sure to come to the right door.' : `${left === 1 ? 'One step is' : `${left} steps are`} left.` };
    }
    case 'open-points': {
      const points = leave.points.length === 1 ? 'one open point' : `${leave.points.length} open points`;
      const waved = `${leave.waved.length === 1 ? 'one emergency step' : `${leave.waved.length} emergency steps`} that somebody called not needed`;
      return { kind: 'done', how: `Nothing is left but ${[...(leave.points.length > 0 ? [points] : []), ...(leave.waved.length > 0 ? [waved] : [])].join(' and ')}`, at: null };
    }
    case 'safe': return { kind: 'done', how: 'Nothing is left', at: null };
  }
}

/** The step where a technician goes on: the first that a person has to do something about. What Trunkbook does later by itself is passed over. */
export function firstOpen({ steps, stateOf }: Overview, account: Derivable['intent']['account']): Step | null {
  return steps.find((step) => {
    const state = stateOf(step.id);
    if (isSettled(state) || state.kind === 'blocked') return false;
    return !(state.kind === 'open' && step.doneBy !== undefined && account.kind !== 'by-hand');
  }) ?? null;
}
