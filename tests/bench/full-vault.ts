import { EMPTY_DIRECTORY } from '../../domain/numbers/empty-directory.ts';
import type { Extension } from '../../domain/numbers/directory.ts';
import { newSite } from '../../domain/site/make.ts';
import { summarise } from '../../main/summarise.ts';
import { createVault } from '../../main/vault/vault.ts';
import { registeredSite } from '../domain/emergency/registered-site.ts';

export const PASSPHRASE = 'bench orbit cable siren plumb tenant';
const STAMP = { at: '2026-11-24T08:00:00.000Z', who: 'Sam Rivera', device: 'bench' };

function extensions(count: number): Extension[] {
  return Array.from({ length: count }, (_, index) => ({
    number: String(10_000 + index), firstName: `First${index}`, lastName: `Last${index}`, email: `user${index}@example.com`, callerId: `+1512555${String(index).padStart(4, '0')}`,
    dids: [`+1512555${String(index).padStart(4, '0')}`], department: 'Default', other: { MobileNumber: '', Role: '<role name="users" />' },
  }));
}

/**
 * Makes a vault with these sites and so many extensions in each; `covered`: with numbers on a trunk, twenty floors whose addresses are
 * registered, and rules, so that there is a matrix to derive. The passphrase costs next to nothing: what is measured is what comes after it.
 */
export async function fillVault(folder: string, sites: readonly { readonly name: string; readonly extensions: number; readonly covered?: true }[]): Promise<void> {
  const vault = await createVault(folder, Buffer.from(PASSPHRASE), { logN: 4 });
  await vault.saveDocument('contacts', { schema: 1, technician: { name: STAMP.who } });
  for (const { name, extensions: count, covered } of sites) {
    const fresh = newSite({ id: crypto.randomUUID(), name, country: 'US', stamp: STAMP, revision: crypto.randomUUID(), tail: 'k7m2p', sipPassword: { value: 'Abcdefghijk1', revision: crypto.randomUUID(), at: STAMP.at } });
    const { site, directory } = covered ? registeredSite(fresh, { country: 'US', extensions: count, floors: 20, shows: 'own' }) : { site: fresh, directory: { ...EMPTY_DIRECTORY, extensions: { ...EMPTY_DIRECTORY.extensions, rows: extensions(count) } } };
    await vault.saveSite(site.id, site, summarise(site, directory, Date.parse(STAMP.at)));
    if (count > 0) await vault.savePart(site.id, 'extensions', directory.extensions);
    if (covered) await vault.savePart(site.id, 'numbers', directory.numbers);
  }
  await vault.close();
}
