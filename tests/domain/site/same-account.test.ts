import { expect, it } from 'vitest';
import type { AccountChoice } from '../../../domain/site/record.ts';
import { sameAccount } from '../../../domain/site/same-account.ts';

it('an account is the same as itself, and as no other', () => {
  const choices: readonly AccountChoice[] = [{ kind: 'practice' }, { kind: 'by-hand' }, { kind: 'twilio', accountId: crypto.randomUUID() }, { kind: 'twilio', accountId: crypto.randomUUID() }];
  for (const [at, one] of choices.entries()) expect(choices.map((other) => sameAccount(one, structuredClone(other)))).toEqual(choices.map((_, index) => index === at));
});
