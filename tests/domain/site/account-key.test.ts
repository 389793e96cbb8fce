import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountKey } from '../../../domain/site/account-key.ts';
import { AccountChoice } from '../../../domain/site/record.ts';
import { sameAccount } from '../../../domain/site/same-account.ts';

it('two choices have one key exactly when they mean the same account', () => {
  const choice = fc.oneof(fc.constant<AccountChoice>({ kind: 'practice' }), fc.constant<AccountChoice>({ kind: 'by-hand' }), fc.constantFrom(crypto.randomUUID(), crypto.randomUUID()).map((accountId): AccountChoice => ({ kind: 'twilio', accountId })));
  fc.assert(fc.property(choice, choice, (one, other) => {
    expect(AccountChoice.safeParse(one).success).toBe(true);
    expect(accountKey(one) === accountKey(other)).toBe(sameAccount(one, other));
  }));
});
