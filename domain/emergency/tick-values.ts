import { accountKey } from '../site/account-key.ts';
import type { Intent } from '../site/record.ts';
import type { StepId } from '../site/step-ids.ts';
import { RULES_VALUE } from './coverage-3cx.ts';
import { emergencyRulesOf, rulesDigest } from './rules.ts';

/** What Trunkbook adds to a tick by itself: what it was about, so that a later change is noticed. */
export function tickValues(step: StepId, intent: Intent): Readonly<Record<string, string>> {
  switch (step) {
    // The contract with Twilio is the account's: see termsOf.
    case 'emergency-twilio.terms': return { account: accountKey(intent.account) };
    case 'emergency-3cx.numbers': return { [RULES_VALUE]: rulesDigest(emergencyRulesOf(intent)) };
    default: return {};
  }
}
