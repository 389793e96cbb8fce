import { appliesTo } from '../guide/applies.ts';
import { CHAPTERS } from '../guide/chapters.ts';
import type { Chapter, Step } from '../guide/step.ts';
import type { StepId } from '../site/step-ids.ts';
import { plan as planOf, type Plan } from '../trunk/plan.ts';
import { ruleFindings } from './findings.ts';
import { judge } from './judge.ts';
import type { Verdict } from './judge-trunk.ts';
import { lastMarks } from './marks.ts';
import { type Derivable, isSettled, type StepState } from './state.ts';

/** A chapter as far as it applies to a site, with how much of it is done. */
export interface ChapterProgress {
  readonly chapter: Chapter;
  readonly steps: readonly Step[];
  readonly settled: number;
}

/** Something that waits for somebody. */
export interface OpenPoint {
  readonly step: Step;
  readonly note: string;
  readonly owner: string;
  /** A date (ISO 8601), or null. */
  readonly due: string | null;
  readonly overdue: boolean;
  readonly since: string;
  readonly who: string;
}

/** What is left of one step before the site may be left. */
export interface Left {
  readonly step: Step;
  readonly state: StepState;
}

/** All that is derived of a site's steps, in one go. */
export interface Overview {
  readonly plan: Plan;
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
  const marks = lastMarks(site.evidence);
  const states = new Map<StepId, StepState>();
  const all = CHAPTERS.map((chapter) => ({ chapter, steps: chapter.steps.filter((step) => appliesTo(step, site.intent)) })).filter(({ steps }) => steps.length > 0);
  for (const { steps } of all) for (const step of steps) states.set(step.id, stateOf(step, judge(step.id, site, plan, findings), marks.get(step.id), site));
  const steps = all.flatMap((chapter) => chapter.steps);
  const left = steps.map((step) => ({ step, state: states.get(step.id) ?? OPEN })).filter(({ step, state }) => step.id !== LEAVE && !isSettled(state) && state.kind !== 'blocked');
  const openPoints = steps.flatMap((step) => openPoint(step, states.get(step.id) ?? OPEN, now));
  if (states.has(LEAVE)) states.set(LEAVE, leaving(left.length, openPoints.length));
  const isDone = (step: Step): boolean => isSettled(states.get(step.id) ?? OPEN);
  return {
    plan, steps, left, openPoints,
    chapters: all.map(({ chapter, steps }) => ({ chapter, steps, settled: steps.filter(isDone).length })),
    settled: steps.filter(isDone).length,
    stateOf: (step) => states.get(step) ?? OPEN,
  };
}

const OPEN: StepState = { kind: 'open', why: null };

type Mark = NonNullable<ReturnType<ReturnType<typeof lastMarks>['get']>>;

/** What a person said and what is known, taken together. What is known to be so needs no tick; a tick against what is known is a contradiction. */
function stateOf(step: Step, verdict: Verdict, mark: Mark | undefined, { intent }: Derivable): StepState {
  if (verdict.kind === 'yes') return { kind: 'done', how: verdict.how, at: verdict.at };
  const seen = verdict.kind === 'decide' || (verdict.kind === 'no' && verdict.lost) ? verdict.why : null;
  if (mark?.kind === 'step-not-applicable' && seen !== null) return { kind: 'contradiction', reported: `${mark.who} said that it is not needed: ${mark.reason}`, observed: seen };
  if (mark?.kind === 'step-not-applicable') return { kind: 'not-applicable', why: mark.reason, at: mark.at };
  if (mark?.kind === 'step-blocked') return { kind: 'blocked', note: mark.note, owner: mark.owner, due: mark.due, who: mark.who, at: mark.at };
  if (mark?.kind === 'step-done') {
    if (verdict.kind === 'no' || verdict.kind === 'decide') return { kind: 'contradiction', reported: `${mark.who} reported it done.`, observed: verdict.why };
    return { kind: 'done', how: mark.source === 'reported' ? `Reported by ${mark.who}` : `Seen by Trunkbook, with ${mark.who}`, at: mark.at };
  }
  if (verdict.kind === 'decide') return { kind: 'attention', why: verdict.why };
  if (verdict.kind === 'no') return verdict.lost ? { kind: 'attention', why: `Twilio no longer has what this site shall have. ${verdict.why}` } : { kind: 'open', why: verdict.why };
  return step.doneBy !== undefined && intent.account.kind !== 'by-hand' ? { kind: 'open', why: 'Trunkbook does this in “Let Trunkbook set up the trunk”.' } : OPEN;
}

function leaving(left: number, openPoints: number): StepState {
  if (left > 0) return { kind: 'open', why: `${left === 1 ? 'One step is' : `${left} steps are`} left.` };
  return { kind: 'done', how: openPoints === 0 ? 'Nothing is left' : `Nothing is left but ${openPoints === 1 ? 'one open point' : `${openPoints} open points`}`, at: null };
}

function openPoint(step: Step, state: StepState, now: number): readonly OpenPoint[] {
  if (state.kind !== 'blocked') return [];
  const { note, owner, due, who, at } = state;
  // Due on a day is due until that day has ended everywhere: twelve hours behind Greenwich it ends last.
  return [{ step, note, owner, due, who, since: at, overdue: due !== null && now > Date.parse(`${due}T23:59:59.999-12:00`) }];
}

/** The step where a technician goes on: the first that a person has to do something about. What Trunkbook does later by itself is passed over. */
export function firstOpen({ steps, stateOf }: Overview, account: Derivable['intent']['account']): Step | null {
  return steps.find((step) => {
    const state = stateOf(step.id);
    if (isSettled(state) || state.kind === 'blocked') return false;
    return !(state.kind === 'open' && step.doneBy !== undefined && account.kind !== 'by-hand');
  }) ?? null;
}
