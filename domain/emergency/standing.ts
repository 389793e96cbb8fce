import type { EmergencyState } from '../site/emergency-record.ts';
import type { StepId } from '../site/step-ids.ts';

/** What an emergency call that shows the number shows of an address now, as Twilio last said, or by hand a person: `address` in one line, or null for none. */
export interface ShownNow {
  readonly address: string | null;
}

/** Where the emergency address of one number stands. Moments are ISO 8601, UTC. Only `registered` says that Twilio said so. */
export type NumberStanding =
  /** It shall have no emergency address, and has none of ours. */
  | { readonly kind: 'none' }
  /** Its country registers no addresses. */
  | { readonly kind: 'not-here' }
  /** Nobody has said yet which address it shall have; `state` where Twilio already has one with it. */
  | { readonly kind: 'unassigned'; readonly state: EmergencyState | null }
  /** Waits to be submitted; `why` in a sentence: what has to come first. `needs`: the step where a person does that; absent where it is sent by itself. `shown` is absent where Twilio has not said. */
  | { readonly kind: 'queued'; readonly why: string; readonly needs?: StepId; readonly shown?: ShownNow }
  /** At Twilio, on its way. `withoutAddress`: an emergency call meanwhile shows none. `next`: when to look again. */
  | { readonly kind: 'under-way'; readonly state: 'pending-registration' | 'pending-unregistration'; readonly since: string; readonly at: string; readonly next: string; readonly late: boolean; readonly withoutAddress: boolean }
  /** Twilio said `registered`, at `at`, with the very address that the number shall have. */
  | { readonly kind: 'registered'; readonly addressSid: string; readonly since: string; readonly at: string }
  /** A person must decide or mend something. `question`: the plan's question that it waits for. `shown` as above. */
  | { readonly kind: 'for-person'; readonly why: string; readonly next: string; readonly question: string | null; readonly shown?: ShownNow }
  /** A person said so, who works in the Console. It proves nothing of Twilio's side. */
  | { readonly kind: 'reported'; readonly state: 'registered' | 'pending-registration' | 'registration-failure' | 'unregistered'; readonly who: string; readonly at: string }
  /** Twilio was not asked yet, or the account changed since. */
  | { readonly kind: 'not-read' };

/** Where an address of the site stands at Twilio. */
export type AddressStanding =
  | { readonly kind: 'not-needed' }
  /** No number uses it yet. */
  | { readonly kind: 'unused' }
  | { readonly kind: 'queued'; readonly why: string }
  /** Twilio suggests another form (21629): a person decides. `call` is the ledger's call that was refused. */
  | { readonly kind: 'suggestion'; readonly call: string }
  /** Twilio refused it (21628, 21238, …); `why` names the rule that probably failed. */
  | { readonly kind: 'refused'; readonly call: string; readonly why: string; readonly next: string }
  /** Sent, and no answer came: the next reading tells. */
  | { readonly kind: 'unknown' }
  /** `failed`: Twilio could not register it with a number. */
  | { readonly kind: 'accepted'; readonly sid: string; readonly at: string | null; readonly failed: boolean }
  /** What Trunkbook made or was chosen is not at Twilio as it was: `says` what is there instead, in one line; null where it was deleted. */
  | { readonly kind: 'gone'; readonly says: string | null };
