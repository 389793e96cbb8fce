import type { AccountChoice } from '../site/record.ts';

/** How numbers.age names the account that its list came from. */
export function accountKey(account: AccountChoice): string {
  return account.kind === 'twilio' ? account.accountId : account.kind;
}
