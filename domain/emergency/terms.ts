import type { AccountChoice, Evidence } from '../site/record.ts';
import { accountKey } from '../site/account-key.ts';
import type { StepId } from '../site/step-ids.ts';

const TERMS_STEP: StepId = 'emergency-twilio.terms';

/** Who said that the Emergency Services Addendum was accepted, with whose authority, and when; or why nothing may be submitted yet. */
export type Terms = { readonly confirmed: true; readonly who: string; readonly authority: string; readonly at: string } | { readonly confirmed: false; readonly why: string };

/**
 * Whether the addendum is accepted for the very account that the site works on. It is a contract of the account's owner, and accepted in the
 * Twilio Console only (twilio.md 3): Trunkbook has it from a person. NC: what Twilio does where nobody ever accepted.
 */
export function termsOf(evidence: readonly Evidence[], account: AccountChoice): Terms {
  const last = evidence.findLast((entry) => 'step' in entry && entry.step === TERMS_STEP && entry.kind.startsWith('step-'));
  if (last?.kind !== 'step-done') return { confirmed: false, why: 'Nobody has confirmed yet that Twilio’s Emergency Services Addendum was accepted in the Twilio Console.' };
  const { who = '', authority = '', account: of = '' } = last.values;
  if (of !== accountKey(account)) return { confirmed: false, why: 'Twilio’s Emergency Services Addendum was confirmed for another account. Each account accepts it by itself.' };
  return { confirmed: true, who, authority, at: last.at };
}
