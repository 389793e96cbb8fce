import type { Action } from '../../../../domain/trunk/actions.ts';
import type { Job } from '../../../../preload/contract.ts';
import { MOST_DRAWN } from '../../../ui/and-more.tsx';

type Line = Job['lines'][number];

/** The lines of a job that are drawn, in the job's order: what is under way or went wrong before all, then what comes next, then what was done last. */
export function drawnLines(lines: Job['lines'], most = MOST_DRAWN): readonly Line[] {
  if (lines.length <= most) return lines;
  const chosen = new Set(lines.filter(({ state }) => state === 'running' || state === 'refused' || state === 'unknown').slice(0, most));
  for (const line of lines) if (chosen.size < most && line.state === 'waiting') chosen.add(line);
  for (const line of lines.toReversed()) if (chosen.size < most) chosen.add(line);
  return lines.filter((line) => chosen.has(line));
}

const TURN: Readonly<Record<Line['state'], number>> = { done: 0, running: 1, unknown: 1, refused: 1, waiting: 2 };

/** The lines of a job that stopped, in the order of doing: those of a turn in the job's order. Several are done at a time, so that what was done stands between what was not. */
export function asTheyCame(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((one, other) => TURN[one.state] - TURN[other.state]);
}

const OF_NUMBERS: readonly Action['work']['do'][] = ['buy-number', 'attach-number', 'detach-number', 'release-number'];

/** The actions of a plan that are drawn, in its order. Only calls about numbers come by the thousand: whatever else would be done is never left out for them. */
export function drawnActions(actions: readonly Action[], most = MOST_DRAWN): readonly Action[] {
  if (actions.length <= most) return actions;
  const chosen = new Set(actions.filter(({ work }) => !OF_NUMBERS.includes(work.do)).slice(0, most));
  for (const action of actions) if (chosen.size < most) chosen.add(action);
  return actions.filter((action) => chosen.has(action));
}

const STATES: readonly Line['state'][] = ['running', 'refused', 'unknown', 'waiting', 'done'];

/** How many lines of each state are not drawn. */
export function leftOut(lines: Job['lines'], drawn: readonly Line[]): readonly { readonly state: Line['state']; readonly many: number }[] {
  const left = (state: Line['state']): number => lines.filter((line) => line.state === state).length - drawn.filter((line) => line.state === state).length;
  return STATES.map((state) => ({ state, many: left(state) })).filter(({ many }) => many > 0);
}
