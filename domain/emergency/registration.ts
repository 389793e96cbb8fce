import type { OpenSite } from '../site/record.ts';
import type { Action } from '../trunk/actions.ts';
import type { Question } from '../trunk/drafting.ts';
import type { Finding } from '../trunk/lost.ts';
import type { AddressStanding, NumberStanding } from './standing.ts';
import { type Terms, termsOf } from './terms.ts';

/** What is still to be done at Twilio for the emergency addresses, and where each address and number stands. */
export interface EmergencyPlan {
  /** `not-read`: Twilio was not asked about everything yet, so nothing may be done. `by-hand`: Trunkbook does nothing here itself. */
  readonly kind: 'ready' | 'not-read' | 'by-hand';
  readonly actions: readonly Action[];
  readonly questions: readonly Question[];
  readonly found: readonly Finding[];
  /** By the address's id. */
  readonly addresses: ReadonlyMap<string, AddressStanding>;
  /** By the number in E.164. */
  readonly numbers: ReadonlyMap<string, NumberStanding>;
  readonly terms: Terms;
}

export type EmergencyKnown = Pick<OpenSite, 'intent' | 'observed' | 'ledger' | 'evidence'>;

/** @param now milliseconds since 1970 */
export function emergencyPlan({ intent, evidence }: EmergencyKnown, _now: number): EmergencyPlan {
  const { addresses, numbers } = intent.emergency;
  return {
    kind: 'not-read', actions: [], questions: [], found: [], terms: termsOf(evidence, intent.account),
    addresses: new Map(addresses.map(({ id }) => [id, { kind: 'unused' }])), numbers: new Map(numbers.map(({ phoneNumber }) => [phoneNumber, { kind: 'not-read' }])),
  };
}
