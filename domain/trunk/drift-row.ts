import type { Judgement } from '../judgement.ts';
import { withYes } from '../site/agreed.ts';
import type { PbxField } from '../site/record.ts';
import type { Action, Work } from './actions.ts';
import type { Comparing, DriftRow, PbxSide, Side, TakeOver } from './drift.ts';

export const value = (text: string): Side => ({ kind: 'value', text });
export const NONE: Side = { kind: 'none' };
export const UNKNOWN: Side = { kind: 'unknown' };
export const NOT_HERE: Side = { kind: 'not-here' };

type Parts = Pick<DriftRow, 'id' | 'group' | 'label' | 'site' | 'twilio' | 'state'> & Partial<Pick<DriftRow, 'pbx' | 'pbxState' | 'toTwilio' | 'toSite' | 'pbxToSite' | 'pbxRefused' | 'ask' | 'byHand'>>;

/** A row with nothing to do, but for what is said. */
export function row(parts: Parts): DriftRow {
  return { pbx: NOT_HERE, pbxState: 'unknown', toTwilio: [], toSite: null, pbxToSite: null, pbxRefused: null, ask: null, byHand: null, ...parts };
}

/** The plan's actions of these kinds, with the actions that they need. */
export function actionsFor({ draft }: Pick<Comparing, 'draft'>, wanted: (work: Work, action: Action) => boolean): readonly Action[] {
  return withNeeds({ draft }, draft.actions.filter((action) => wanted(action.work, action)));
}

const INDEXES = new WeakMap<object, ReadonlyMap<string, Action>>();

function byId(draft: Comparing['draft']): ReadonlyMap<string, Action> {
  const index = INDEXES.get(draft) ?? new Map(draft.actions.map((action) => [action.id, action]));
  INDEXES.set(draft, index);
  return index;
}

/** These actions and those that they need, in an order in which they can be done. */
export function withNeeds({ draft }: Pick<Comparing, 'draft'>, actions: readonly Action[]): readonly Action[] {
  const chosen = new Map<string, Action>();
  const all = byId(draft);
  const take = (action: Action): void => {
    if (chosen.has(action.id)) return;
    for (const need of action.needs) { const before = all.get(need); if (before) take(before); }
    chosen.set(action.id, action);
  };
  for (const action of actions) take(action);
  return [...chosen.values()];
}

/** What a person said that 3CX has, beside what it shall have. `show` puts the kept value into words. */
export function reported({ observed }: Pick<Comparing, 'observed'>, field: PbxField, wanted: string | null, show: (kept: string) => string = (kept) => kept): Pick<DriftRow, 'pbx' | 'pbxState'> {
  const said = observed.pbxTrunk[field];
  if (said === undefined) return { pbx: UNKNOWN, pbxState: 'unknown' };
  const pbx: PbxSide = { ...value(show(said.value)), source: 'reported', at: said.at };
  return { pbx, pbxState: said.value === wanted ? 'same' : 'differs' };
}

/** What of 3CX's differing value becomes of this site: it is taken over, or a sentence says why it cannot be. */
export function fromPbx<Value>({ pbxState }: Pick<DriftRow, 'pbxState'>, said: Judgement<Value>, take: (value: Value) => TakeOver): Pick<DriftRow, 'pbxToSite' | 'pbxRefused'> {
  if (pbxState !== 'differs') return { pbxToSite: null, pbxRefused: null };
  return said.ok ? { pbxToSite: take(said.value), pbxRefused: null } : { pbxToSite: null, pbxRefused: said.why };
}

/** A change of the trunk's part of the intent. */
export function setTrunk(words: string, change: Partial<Parameters<TakeOver['change']>[0]['trunk']>): TakeOver {
  return { words, change: (intent) => ({ trunk: { ...intent.trunk, ...change } }) };
}

export function agree(words: string, ...names: readonly string[]): TakeOver {
  return { words, change: (intent) => ({ agreed: withYes(intent.agreed, names) }) };
}

/** Takes a yes back: what was let stay is not wanted after all. */
export function disagree(question: string): TakeOver {
  return { words: 'Not wanted after all', change: (intent) => ({ agreed: intent.agreed.filter((name) => name !== question) }) };
}
