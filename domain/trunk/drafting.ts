import type { Intent, Observed, Resource, TwilioSnapshot } from '../site/record.ts';
import type { Action, Reference } from './actions.ts';
import { isOurs, type LedgerReading } from './ledger.ts';
import type { Finding } from './lost.ts';
import type { Match } from './match.ts';
import type { Problem, Requirements } from './requirements.ts';

/** Something only a person can decide. A yes is kept in `intent.agreed` under all its `names`; a no means changing a value. */
export interface Question {
  /** The first of its names. */
  readonly id: string;
  readonly names: readonly string[];
  readonly what: string;
  readonly yes: string;
  readonly no: string;
  /** The actions that wait for the answer. A repair of one thing asks only what is about that. */
  readonly about: readonly string[] | 'all';
}

/** Something that has to stay as it is for now, while everything else can be done. `because` says which kind of way out there is. */
export interface Held {
  readonly id: string;
  readonly because: 'emergency-calling' | 'not-ours';
  readonly what: string;
  readonly next: string;
}

/** What a plan is made of, as far as it could be made. */
export interface Draft {
  readonly actions: readonly Action[];
  readonly questions: readonly Question[];
  readonly found: readonly Finding[];
  readonly held: readonly Held[];
}

/** A draft while it is being made. */
export interface Drafting {
  readonly actions: Action[];
  readonly questions: Question[];
  readonly held: Held[];
  readonly problems: Problem[];
}

/** All that the parts of a plan look at. */
export interface Given {
  readonly wants: Requirements;
  readonly intent: Intent;
  readonly observed: Observed;
  readonly account: TwilioSnapshot;
  readonly ledger: LedgerReading;
  readonly now: number;
}

export interface PlannedTrunk {
  readonly reference: Reference;
  readonly there: TwilioSnapshot['trunks'][number] | undefined;
}

/** Asks something; a yes is kept under all the names. */
export function ask(draft: Drafting, names: readonly [string, ...string[]], words: Omit<Question, 'id' | 'names'>): void {
  draft.questions.push({ id: names[0], names, ...words });
}

export function emptyDraft(): Drafting {
  return { actions: [], questions: [], held: [], problems: [] };
}

/** Takes a match into the plan, and asks about what is not ours. Undefined when there is nothing yet. */
export function settle<Thing extends { readonly sid: string }>(match: Match<Thing>, draft: Drafting, words: Pick<Question, 'what' | 'yes' | 'no'>): Thing | undefined {
  if (match.kind === 'none') return undefined;
  if (match.kind === 'foreign') ask(draft, [match.question], { about: 'all', ...words });
  return match.thing;
}

/** The question whose answer lets Trunkbook change a part that it did not create. */
export function setQuestion(sid: string): string {
  return `set ${sid}`;
}

/** Asks before a part is changed that Trunkbook did not create. */
export function askToChange({ ledger, intent }: Given, resource: Resource, sid: string, words: Omit<Question, 'id' | 'names'>, draft: Drafting): void {
  const id = setQuestion(sid);
  if (!isOurs(ledger, resource, sid) && !intent.agreed.includes(id)) ask(draft, [id], words);
}

const IN_FORCE: readonly (string | null)[] = ['registered', 'pending-registration', 'pending-unregistration', 'registration-failure', 'unregistration-failure'];

/** Whether Twilio would refuse to take the number off its trunk (21634). NC: in which states exactly; anything but `unregistered` counts. */
export function hasEmergencyCalling({ emergency }: Pick<TwilioSnapshot['numbers'][number], 'emergency'>): boolean {
  return IN_FORCE.includes(emergency);
}

export const EMERGENCY_WAY_OUT = 'In the step “Give each number its emergency address” have its address taken off first, wait until Twilio shows it as unregistered, then go on.';
