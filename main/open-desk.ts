import type { Desk, Here } from './desk.ts';
import { readTechnician } from './technician.ts';
import { accountView, readAccounts } from './twilio/accounts.ts';
import { VaultError } from './vault/errors.ts';
import type { Vault } from './vault/vault.ts';

/** Puts an opened vault on the desk, with what its sites share. A shared file that cannot be used is told, and costs only what was in it. */
export async function openDesk(desk: Desk, vault: Vault, here: Here): Promise<void> {
  const notices: string[] = [];
  const technician = await orTold(readTechnician(vault), { name: '' }, notices);
  const accounts = await orTold(readAccounts(vault), [], notices);
  desk.open(vault, technician, here, notices);
  desk.mirror.patch({ what: 'accounts', value: accounts.map(accountView) });
}

async function orTold<Value>(reading: Promise<Value>, otherwise: Value, notices: string[]): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof VaultError) || (error.code !== 'corrupt' && error.code !== 'too-new')) throw error;
    notices.push(`${error.what} ${error.why} ${error.next}`);
    return otherwise;
  }
}
