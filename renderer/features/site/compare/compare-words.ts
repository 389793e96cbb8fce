import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { LinkName } from '../../../../domain/guide/links.ts';
import type { OpenSite, PbxField } from '../../../../domain/site/record.ts';
import type { DriftRow, PbxSide } from '../../../../domain/trunk/drift.ts';
import type { Held, Question } from '../../../../domain/trunk/drafting.ts';
import type { Plan } from '../../../../domain/trunk/plan.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import type { Disturbance } from '../../../../domain/site/disturbances.ts';
import type { Shape } from '../../../ui/state-mark.tsx';

/** A state in a shape and a word. */
interface Mark {
  readonly shape: Shape;
  readonly word: string;
}

const MARKS: Readonly<Record<DriftRow['state'], Mark>> = {
  same: { shape: 'done', word: 'Same' }, differs: { shape: 'attention', word: 'Differs' }, missing: { shape: 'attention', word: 'Missing at Twilio' },
  extra: { shape: 'attention', word: 'Not wanted here' }, kept: { shape: 'not-applicable', word: 'Stays' }, unknown: { shape: 'unknown', word: 'Not known' },
};

const NOT_KNOWN_TO_BE: Mark = { shape: 'unknown', word: 'Not known to be this one' };

/** How the sides stand to each other. What only 3CX has is judged by what was said of 3CX. */
export function marksOf({ id, state, pbxState, twilio }: Pick<DriftRow, 'id' | 'state' | 'pbxState' | 'twilio'>): readonly Mark[] {
  const pbx: Mark = { shape: 'attention', word: '3CX differs' };
  if (twilio.kind === 'not-here') return [pbxState === 'differs' ? pbx : MARKS[pbxState]];
  // Twilio shows no password: that it is another one, nobody knows.
  const mark = id === 'credential.password' && state === 'differs' ? NOT_KNOWN_TO_BE : MARKS[state];
  if (pbxState === 'differs') return state === 'same' ? [pbx] : [mark, pbx];
  return [mark];
}

const TRANSFER: Readonly<Record<string, string>> = { 'disable-all': 'off', 'enable-all': 'on, to phones and SIP', 'sip-only': 'on, to SIP only' };

/** What a side has, or what a button would take from it, in words. */
export function shown({ id }: Pick<DriftRow, 'id'>, text: string): string {
  if (id !== 'trunk.transfer') return text;
  return Object.entries(TRANSFER).reduce((said, [mode, words]) => said.replace(mode, words), text);
}

const MONO: readonly string[] = ['trunk.domain', 'credential.username', 'address ', 'origin ', 'user ', 'number '];

/** Values that travel between machines are set in fixed-width type. */
export function isMono({ id }: Pick<DriftRow, 'id'>): boolean {
  return MONO.some((beginning) => id.startsWith(beginning));
}

/** A cell of 3CX's column: the value that a person may write down there, and what is known of it. */
export interface PbxCell {
  readonly side: PbxSide;
  /** Null where nothing of 3CX's trunk stands in this row, or it cannot be typed. */
  readonly field: PbxField | null;
}

const FIELDS: Readonly<Record<string, PbxField>> = {
  'trunk.domain': 'trunk.terminationUri', 'trunk.secure': 'secure', 'trunk.nameIn3cx': 'trunk.nameIn3cx', 'credential.username': 'trunk.authenticationId',
};

/** The row where 3CX's main number stands: its own where it differs, else that of the numbers that are as they shall be, or that of those that are missing. */
function rowOfMain(main: string, rows: readonly DriftRow[]): string | null {
  return [`number ${main}`, 'numbers.same', 'numbers.missing'].find((name) => rows.some(({ id }) => id === name)) ?? null;
}

/** What stands in 3CX's column. */
export function pbxCell(row: DriftRow, rows: readonly DriftRow[], { intent, observed }: Pick<OpenSite, 'intent' | 'observed'>): PbxCell {
  const main = intent.numbers[0]?.phoneNumber;
  if (main !== undefined && row.id === `number ${main}`) return { side: row.pbx, field: 'trunk.mainNumber' };
  if (main === undefined || !row.id.startsWith('numbers.') || rowOfMain(main, rows) !== row.id) return { side: row.pbx, field: FIELDS[row.id] ?? null };
  const said = observed.pbxTrunk['trunk.mainNumber'];
  return { field: 'trunk.mainNumber', side: said === undefined ? { kind: 'unknown' } : { kind: 'value', text: `main number ${spacedPhoneNumber(said.value)}`, source: 'reported', at: said.at } };
}

/** Where a value is entered in 3CX. */
export function placeIn3cx({ id }: Pick<DriftRow, 'id'>): StepId {
  return id === 'trunk.secure' ? 'trunk-in-3cx.encryption' : 'trunk-in-3cx.enter';
}

/** The page of the Console where a thing is taken away by hand. */
export function consolePage({ id }: Pick<DriftRow, 'id'>): LinkName {
  return id.startsWith('address ') ? 'twilio-ip-access-lists' : id.startsWith('user ') ? 'twilio-credential-lists' : 'twilio-trunks';
}

type Draft = Pick<Extract<Plan, { kind: 'ready' }>, 'actions' | 'questions' | 'held'>;

/** The plan as far as it could be made. */
export function draftOf(plan: Plan): Draft | null {
  return plan.kind === 'ready' ? plan : plan.kind === 'blocked' ? plan.draft : null;
}

/** The questions that are about everything: nothing is done at Twilio before they are answered. */
export function questionsForAll(plan: Plan): readonly Question[] {
  return draftOf(plan)?.questions.filter(({ about }) => about === 'all') ?? [];
}

/** The questions that are about what would be done of a row. */
export function questionsOf({ toTwilio }: Pick<DriftRow, 'toTwilio'>, plan: Plan): readonly Question[] {
  const ids = new Set(toTwilio.map(({ id }) => id));
  return draftOf(plan)?.questions.filter(({ about }) => about !== 'all' && about.some((id) => ids.has(id))) ?? [];
}

/** The row in which something that stays for now stands, where it has one. */
function rowOfHeld({ id }: Held): string {
  return id.replace(/^(?:attach|detach)-(?=number )/, '');
}

export function heldIn(row: Pick<DriftRow, 'id'>, plan: Plan): readonly Held[] {
  return row.id.startsWith('number ') ? draftOf(plan)?.held.filter((held) => rowOfHeld(held) === row.id) ?? [] : [];
}

/** What stays for now and stands in no row. */
export function heldElsewhere(rows: readonly DriftRow[], plan: Plan): readonly Held[] {
  const ids = new Set(rows.map(({ id }) => id));
  return draftOf(plan)?.held.filter((held) => !ids.has(rowOfHeld(held))) ?? [];
}

/** What somebody does at Twilio to practise the repair. */
export const DISTURBANCE_WORDS: Readonly<Record<Disturbance, string>> = {
  'secure-flipped': 'Secure Trunking is switched the other way', 'trunk-renamed': 'The trunk gets another name', 'address-removed': 'The PBX’s address is removed from the list',
  'foreign-address-added': 'A strange address is added to the list', 'origination-disabled': 'The origination URL is disabled', 'foreign-origination-added': 'Calls go to a second PBX as well',
  'number-detached': 'A number is taken off the trunk', 'list-taken-off': 'The access control list is taken off the trunk',
  'emergency-deleted': 'An emergency address that no number has is deleted', 'emergency-taken-off': 'A number’s emergency address is taken off', 'emergency-exchanged': 'A number gets another emergency address',
};
