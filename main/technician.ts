import os from 'node:os';
import { z } from 'zod';
import type { Technician } from './desk.ts';
import type { Vault } from './vault/vault.ts';

const Contacts = z.strictObject({ schema: z.literal(1), technician: z.strictObject({ name: z.string() }) });

/** Who works with this vault; their name stands beside everything that is proven. */
export async function readTechnician(vault: Vault): Promise<Technician> {
  const document = await vault.readDocument('contacts');
  // A vault whose making was interrupted has no contacts yet.
  return document === null ? { name: os.userInfo().username } : Contacts.parse(document).technician;
}

export async function saveTechnician(vault: Vault, technician: Technician): Promise<void> {
  await vault.saveDocument('contacts', { schema: 1, technician });
}
