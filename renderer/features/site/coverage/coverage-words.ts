import type { CellState, ConditionId, CoverageCell, CoverageCondition } from '../../../../domain/emergency/coverage-cell.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import type { Shape } from '../../../ui/state-mark.tsx';

interface Said {
  readonly shape: Shape;
  readonly words: string;
}

export const CELL_WORDS: Readonly<Record<CellState, Said>> = {
  missing: { shape: 'refused', words: 'Missing' }, 'not-measured': { shape: 'unknown', words: 'Not measured' }, waiting: { shape: 'running', words: 'Waiting' },
  proven: { shape: 'done', words: 'Proven' }, 'not-applicable': { shape: 'not-applicable', words: 'Not needed' },
};

/** What holds because a person said so. */
const REPORTED: Said = { shape: 'reported', words: 'Reported' };

/** How an extension stands: a proof that rests on people’s word does not look like one that does not. */
export function cellMark({ state, onWord }: Pick<CoverageCell, 'state' | 'onWord'>): Said {
  return onWord ? REPORTED : CELL_WORDS[state];
}

const CONDITION_WORDS: Readonly<Record<CoverageCondition['state'], Said>> = {
  missing: { shape: 'refused', words: 'Missing' }, 'not-measured': { shape: 'unknown', words: 'Not measured' }, waiting: { shape: 'running', words: 'Waiting' },
  met: { shape: 'done', words: 'Met' }, 'not-applicable': { shape: 'not-applicable', words: 'Not needed' },
};

/** The columns of the matrix: each stands for what belongs together, and shows the worst of it. */
export const GROUPS: readonly { readonly title: string; readonly means: string; readonly conditions: readonly ConditionId[] }[] = [
  { title: 'Num.', means: 'Number on the trunk', conditions: ['caller-id', 'on-trunk'] }, { title: '3CX', means: 'Rule and notification in 3CX', conditions: ['rule', 'in-3cx', 'notifications'] },
  { title: 'Addr.', means: 'Registered address', conditions: ['place', 'registered'] }, { title: 'Back', means: 'Call back', conditions: ['call-back', 'origination'] }, { title: 'Test', means: 'Test call', conditions: ['test'] },
];

export const CONDITION_TITLES: Readonly<Record<ConditionId, string>> = {
  'caller-id': 'Number shown', 'on-trunk': 'On the trunk', rule: 'Emergency rule', 'in-3cx': 'Entered in 3CX', place: 'Place', registered: 'Registered', 'call-back': 'Call back', origination: 'Incoming calls',
  notifications: 'Notification', test: 'Test call',
};

const FROM_WORST: readonly CoverageCondition['state'][] = ['missing', 'not-measured', 'waiting', 'met', 'not-applicable'];

/** The worst of some conditions; those that are not among a cell’s do not count. */
function worstOf(conditions: readonly CoverageCondition[], ids: readonly ConditionId[]): CoverageCondition['state'] {
  const states = conditions.filter(({ id }) => ids.includes(id)).map(({ state }) => state);
  return FROM_WORST.find((state) => states.includes(state)) ?? 'not-applicable';
}

/** How some conditions stand together: as the worst of them, and as reported where one that holds rests on a person’s word. */
export function conditionsMark(conditions: readonly CoverageCondition[], ids: readonly ConditionId[]): Said {
  const worst = worstOf(conditions, ids);
  return worst === 'met' && conditions.some(({ id, state, reported }) => reported && state === 'met' && ids.includes(id)) ? REPORTED : CONDITION_WORDS[worst];
}

const SOURCES: Readonly<Record<CoverageCell['callerId']['source'], { readonly short: string; readonly long: string }>> = {
  route: { short: 'rule', long: 'set in the emergency rule' }, extension: { short: 'ext.', long: 'the extension’s own caller ID' }, trunk: { short: 'trunk', long: 'the trunk’s main number' }, none: { short: 'nothing set', long: 'none is set' },
};
/** A number that is no DID of the phone, by where it comes from. */
const SHARED: Readonly<Record<CoverageCell['callerId']['source'], string>> = { route: 'Place’s number', extension: 'Shared number', trunk: 'Trunk’s number', none: '' };

/** Where the number that is shown comes from, and whether it is the phone’s own or its place’s: short for the matrix, long for the details. */
export function shownFrom({ callerId, way }: Pick<CoverageCell, 'callerId' | 'way'>, how: 'short' | 'long'): string {
  const source = SOURCES[callerId.source][how];
  if (way === null) return source;
  if (way === 'own-did') return `Own DID${how === 'short' ? ' · ' : ', '}${source}`;
  return how === 'short' ? SHARED[callerId.source] : `${SHARED[callerId.source]}: ${source}`;
}

/** The condition that the cell’s one sentence is about, else the worst that can be mended; null where none can. */
export function conditionToMend({ conditions, todo }: Pick<CoverageCell, 'conditions' | 'todo'>): CoverageCondition | null {
  const open = conditions.filter(({ state, step }) => step !== null && state !== 'met' && state !== 'not-applicable');
  return open.find((one) => one.todo === todo) ?? FROM_WORST.map((state) => open.find((one) => one.state === state)).find((one) => one !== undefined) ?? null;
}

/** The step where the cell’s one sentence is carried out. */
export function stepToGo(cell: Pick<CoverageCell, 'conditions' | 'todo'>): StepId | null {
  return conditionToMend(cell)?.step ?? null;
}
