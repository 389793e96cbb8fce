import type { StepId } from '../site/step-ids.ts';
import type { SheetField } from '../trunk/sheet.ts';
import type { LinkName } from './links.ts';

/** Where a step is done. */
export type Place = '3CX console' | '3CX website' | 'Twilio Console' | 'on the phone' | 'on site' | 'Trunkbook';

/**
 * `by-hand`: a person does it and says so. `by-trunkbook`: Trunkbook does it, or judges it from what was entered and read. `evidence`: a
 * person tries something and writes down what came of it.
 */
export type StepKind = 'by-hand' | 'by-trunkbook' | 'evidence';

/** When something applies to a site. All that is given must hold; what nobody has said yet speaks against nothing. */
export interface Condition {
  /** Only in these countries (ISO 3166 alpha-2) ... */
  readonly countries?: readonly string[];
  /** ... or in all but these. */
  readonly notCountries?: readonly string[];
  readonly secure?: boolean;
  readonly hosting?: 'hosted' | 'self-hosted';
  /** `api`: Trunkbook does the Twilio work. `by-hand`: a person does it in the Twilio Console. */
  readonly account?: 'api' | 'by-hand';
}

/** One thing to do or to know: a paragraph, where it applies. */
export type Passage = string | { readonly when: Condition; readonly text: string };

/** A table to look at or to copy. */
export interface Table {
  readonly caption: string;
  readonly when?: Condition;
  /** Made up, to look at: not for copying. */
  readonly sample?: true;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Something that a person writes down with the tick. */
export interface RecordField {
  /** Unique in its step; the name under which the evidence keeps it. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'phone' | 'choice';
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** The choices that mean it worked; all of them where nothing is said. Any other is no tick: see readRecord. */
  readonly worked?: readonly string[];
  readonly optional?: true;
}

/** What the technician sees when it did not work, and what to do then. `trouble` names an entry of domain/proof. */
export interface Failing {
  readonly sign: string;
  readonly cure: string;
  readonly trouble?: string;
}

/** How a person does in the Twilio Console what Trunkbook would do. */
export interface ByHand {
  readonly page: string;
  readonly what: readonly Passage[];
  /** What should appear in the Console when it worked. */
  readonly worked: string;
}

export interface Step {
  readonly id: StepId;
  readonly title: string;
  readonly kind: StepKind;
  readonly place: Place;
  /** The page there, as its menu leads to it: `Voice & Chat > Add Trunk`. */
  readonly page: string | null;
  /** What to do, in order. */
  readonly what: readonly Passage[];
  readonly tables?: readonly Table[];
  /** What should appear when it worked. */
  readonly worked: string;
  /** What a person writes down with the tick. */
  readonly records?: readonly RecordField[];
  /** Values of the transfer sheet that it needs. */
  readonly needs: readonly SheetField[];
  readonly links?: readonly LinkName[];
  /** When it applies; always where nothing is said. */
  readonly applies?: Condition;
  readonly fails?: readonly Failing[];
  /** The way through the Twilio Console, for every step that Trunkbook can do at Twilio: by `doneBy`, or on this very step. */
  readonly byHand?: ByHand;
  /** Trunkbook does it in “Set up at Twilio”, where it has credentials. */
  readonly doneBy?: 'setup.run';
  /** Where the public guide is wrong or silent: what is right here, and why. */
  readonly differs?: string;
}

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly Step[];
}
