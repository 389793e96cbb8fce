import { z } from 'zod';
import { AccountCheck, type AccountView } from '../../preload/contract.ts';
import type { Vault } from '../vault/vault.ts';
import type { TwilioCredentials } from './client.ts';

const StoredAccount = z.strictObject({
  id: z.uuid(), name: z.string(), accountSid: z.string().regex(/^AC[0-9a-f]{32}$/), username: z.string().regex(/^(?:AC|SK)[0-9a-f]{32}$/), secret: z.string(), addedAt: z.iso.datetime(),
  /** What the last look at it found; null in vaults of before there was one. */
  check: AccountCheck.nullable().default(null),
});
export type StoredAccount = z.infer<typeof StoredAccount>;
const Document = z.strictObject({ schema: z.literal(1), accounts: z.array(StoredAccount) });

/** The Twilio accounts of the vault, shared by its sites. */
export async function readAccounts(vault: Vault): Promise<readonly StoredAccount[]> {
  const document = await vault.readDocument('accounts');
  return document === null ? [] : Document.parse(document).accounts;
}

export async function saveAccounts(vault: Vault, accounts: readonly StoredAccount[]): Promise<void> {
  await vault.saveDocument('accounts', { schema: 1, accounts });
}

/** An account as the page may know it. */
export function accountView({ id, name, accountSid, username, check }: StoredAccount): AccountView {
  return { id, name, accountSid, username, check };
}

export function credentialsOf({ accountSid, username, secret }: StoredAccount): TwilioCredentials {
  return { accountSid, username, secret };
}
