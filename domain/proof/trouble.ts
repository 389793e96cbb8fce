import type { StepId } from '../site/step-ids.ts';
import type { Field } from '../trunk/requirements.ts';
import type { SheetField } from '../trunk/sheet.ts';

/**
 * Who shows the code: `Twilio` is its error or alert number, `3CX event` the id in the event log, `SIP` the answer to a call, `3CX test` the
 * word with which 3CX’s own test of a trunk reports ([U] threecx.md 1.3: its words are published, their exact meanings are not).
 */
export type CodeSystem = 'Twilio' | '3CX event' | 'SIP' | '3CX test';

export interface TroubleCode {
  readonly system: CodeSystem;
  readonly code: string;
}

/** Where the value stands that has to be changed: beside a question of Trunkbook, or on the transfer sheet. */
export type TroubleField = Field | SheetField;

export interface Cause {
  /** Why it happens: one sentence. */
  readonly cause: string;
  /** What to do, and where to click: one or two sentences. */
  readonly cure: string;
  /** The step of the guide at which it is put right. */
  readonly step: StepId;
  readonly field: TroubleField | null;
}

/** One thing that goes wrong, as the technician meets it. The likeliest cause comes first. */
export interface Trouble {
  /** Kebab-case. A released id is never used for anything else: steps and evidence refer to it. */
  readonly id: string;
  /** None where there is only a symptom. A code that two troubles share is told apart in their symptoms. */
  readonly codes: readonly TroubleCode[];
  /** What the technician sees or hears. */
  readonly symptom: string;
  readonly causes: readonly Cause[];
  /** What nobody has confirmed, said to the technician. The marks are those of the references: `NC` in twilio.md, `[U]` in threecx.md. */
  readonly grade?: { readonly mark: 'NC' | '[U]'; readonly note: string };
}

/** Codes of one system. */
export function codesOf(system: CodeSystem, ...codes: readonly string[]): readonly TroubleCode[] {
  return codes.map((code) => ({ system, code }));
}
