import type { Step } from '../guide/step.ts';
import type { Meanwhile, StepState } from './state.ts';

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
  /** Of an emergency step. */
  readonly emergency: Meanwhile | null;
}

/** The open point of a step, where it is one. @param now milliseconds since 1970 */
export function openPointsOf(step: Step, state: StepState, now: number): readonly OpenPoint[] {
  if (state.kind !== 'blocked') return [];
  const { note, owner, due, who, at, emergency } = state;
  return [{ step, note, owner, due, who, emergency, since: at, overdue: due !== null && dayIsOver(due, now) }];
}

/** Whether a day (ISO 8601) has ended everywhere: twelve hours behind Greenwich it ends last. @param now milliseconds since 1970 */
export function dayIsOver(day: string, now: number): boolean {
  return now > Date.parse(`${day}T23:59:59.999-12:00`);
}
