import type { AccountChoice } from './record.ts';

/** Whether two choices mean the same account. (Not in record.ts: the page uses this and does without zod.) */
export function sameAccount(one: AccountChoice, other: AccountChoice): boolean {
  return one.kind === 'twilio' ? other.kind === 'twilio' && one.accountId === other.accountId : one.kind === other.kind;
}
