import { EMPTY_DIRECTORY } from '../numbers/empty-directory.ts';
import type { Intent, LedgerEntry, Observed } from '../site/record.ts';
import { driftOf } from './drift.ts';
import { plan, type Plan } from './plan.ts';
import { planUndo } from './undo.ts';

/**
 * What shall be done at Twilio: everything the site shall have, one row of the comparison, taking away what Trunkbook made, or its emergency addresses.
 * `confirmed` names the actions that a person said yes to: those that cost money, and those that give something up for good.
 */
export type Goal =
  | { readonly kind: 'set-up'; readonly confirmed: readonly string[] }
  | { readonly kind: 'repair'; readonly row: string; readonly confirmed: readonly string[] }
  | { readonly kind: 'undo'; readonly confirmed: readonly string[] }
  /** What waits for the emergency addresses: planned by domain/emergency. */
  | { readonly kind: 'emergency'; readonly confirmed: readonly string[] };

/** What is planned over the trunk and all that belongs to it. */
export type TrunkGoal = Exclude<Goal, { readonly kind: 'emergency' }>;

interface Known {
  readonly intent: Intent;
  readonly observed: Observed;
  readonly ledger: readonly LedgerEntry[];
}

/** The plan for a goal. Of an undo only what was confirmed is given up; of a repair only what belongs to its row is done, and asked. */
export function planFor(goal: TrunkGoal, { intent, observed, ledger }: Known, now: number): Plan {
  if (goal.kind === 'undo') {
    const undo = planUndo(intent, observed, ledger, now);
    return undo.kind === 'ready' ? { ...undo, actions: undo.actions.filter(({ id, consent }) => consent === null || goal.confirmed.includes(id)) } : undo;
  }
  const whole = plan(intent, observed, ledger, now);
  if (goal.kind === 'set-up') return whole;
  const draft = whole.kind === 'ready' ? whole : whole.kind === 'blocked' ? whole.draft : null;
  const drift = driftOf(intent, observed, ledger, EMPTY_DIRECTORY, whole, now);
  if (draft === null || drift.kind === 'not-read' || observed.twilio === null) return whole;
  const actions = drift.rows.find(({ id }) => id === goal.row)?.toTwilio ?? [];
  const ids = new Set(actions.map(({ id }) => id));
  const questions = draft.questions.filter(({ about }) => actions.length > 0 && (about === 'all' || about.some((id) => ids.has(id))));
  return { kind: 'ready', actions, questions, held: draft.held.filter(({ id }) => ids.has(id)), found: draft.found, age: Math.max(0, now - Date.parse(observed.twilio.at)) };
}
