import type { AccountChoice } from './record.ts';

/** How numbers.age and evidence name an account. */
export function accountKey(account: AccountChoice): string {
  return account.kind === 'twilio' ? account.accountId : account.kind;
}
