import type { Directory } from '../numbers/directory.ts';
import type { PointAbout } from '../site/emergency-record.ts';
import type { OpenSite } from '../site/record.ts';

/** What everything here is derived from. `directory` holds the big parts: DIDs and extensions. */
export interface Derivable extends Pick<OpenSite, 'intent' | 'observed' | 'evidence' | 'ledger' | 'known'> {
  readonly directory: Directory;
}

/** What an emergency call does while an open point of the emergency steps waits, and who of the customer’s people was told. */
export interface Meanwhile {
  readonly meanwhile: string;
  readonly told: string;
  /** The extensions that lacked something when the point was made: of others, and of what they came to lack since, it says nothing. */
  readonly about: readonly PointAbout[];
}

/** The state of one step. Moments are ISO 8601, UTC. */
export type StepState =
  /** Still to do. `why` where Trunkbook knows what is missing. */
  | { readonly kind: 'open'; readonly why: string | null }
  /** A person must decide something, or Twilio no longer has what this site shall have. */
  | { readonly kind: 'attention'; readonly why: string }
  /** A person said it was done, and what was read says it is not. */
  | { readonly kind: 'contradiction'; readonly reported: string; readonly observed: string }
  /** An open point: it waits for somebody. */
  | { readonly kind: 'blocked'; readonly note: string; readonly owner: string; readonly due: string | null; readonly who: string; readonly at: string; readonly emergency: Meanwhile | null }
  /** Judged or ticked, `at` where a moment belongs to it. */
  | { readonly kind: 'done'; readonly how: string; readonly at: string | null }
  /** A person said, with a reason, that this site does not need it. */
  | { readonly kind: 'not-applicable'; readonly why: string; readonly at: string };

/** Whether nothing more is to be done about a step. */
export function isSettled(state: StepState): boolean {
  return state.kind === 'done' || state.kind === 'not-applicable';
}
