import type { Directory } from '../numbers/directory.ts';
import { accountKey } from '../site/account-key.ts';
import type { Intent } from '../site/record.ts';
import type { StepId } from '../site/step-ids.ts';
import { ANSWERS_VALUE } from './call-back.ts';
import { RULES_VALUE } from './coverage-3cx.ts';
import { emergencyRulesOf, rulesDigest } from './rules.ts';
import { USERS_VALUE, usersDigest } from './users-digest.ts';

const ACCOUNT_VALUE = 'account';
/** Names of what Trunkbook adds to ticks. They tell a person nothing, and are shown to nobody. */
export const ADDED_VALUES: ReadonlySet<string> = new Set([ACCOUNT_VALUE, RULES_VALUE, USERS_VALUE, ANSWERS_VALUE]);

/** What Trunkbook adds to a tick by itself: what it was about, so that a later change is noticed. @param said what the person wrote down with it */
export function tickValues(step: StepId, intent: Intent, { extensions }: Directory, said: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  switch (step) {
    // The contract with Twilio is the account's: see termsOf.
    case 'emergency-twilio.terms': return { [ACCOUNT_VALUE]: accountKey(intent.account) };
    case 'emergency-3cx.numbers': return { [RULES_VALUE]: rulesDigest(emergencyRulesOf(intent)) };
    case 'extensions.users': return { [USERS_VALUE]: usersDigest(extensions.rows) };
    case 'test-933.elsewhere': return { [RULES_VALUE]: rulesDigest(emergencyRulesOf(intent)), [USERS_VALUE]: usersDigest(extensions.rows) };
    case 'test-933.callback': {
      const named = intent.emergency.numbers.find(({ phoneNumber }) => phoneNumber === said['number'])?.callBack?.extension.trim();
      return named === undefined ? {} : { [ANSWERS_VALUE]: named };
    }
    default: return {};
  }
}
