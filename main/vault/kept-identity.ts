import { keysOf, type VaultKeys } from './age.ts';
import type { Disk } from './disk.ts';
import { VaultError } from './errors.ts';
import { documentKey, IDENTITY_COPY, IDENTITY_FILE, INDEX_KEY, isSiteId, siteKey, SITES_FOLDER } from './layout.ts';
import type { Notices } from './notices.ts';

/**
 * The keys of an identity that was kept outside the vault, once it has opened one of the vault's files. Without that proof the vault
 * would take every file for damaged, and set about replacing it.
 * @throws VaultError 'wrong-passphrase': the passphrase is needed; 'io'
 */
export async function keysOfKeptIdentity(disk: Disk, identity: string, notices: Notices): Promise<VaultKeys> {
  const keys = await keysOf(identity).catch(() => null);
  if (keys === null || !(await opensAnyFile(disk, keys))) throw foreign();
  const files = (await disk.list(''))?.files ?? [];
  if (!files.includes(IDENTITY_FILE) && !files.includes(IDENTITY_COPY)) {
    notices.add({
      kind: 'identity-missing',
      file: IDENTITY_FILE,
      what: `Both key files (${IDENTITY_FILE} and ${IDENTITY_COPY}) are missing: the passphrase does not open the vault any more, only the key kept on this laptop does.`,
      next: 'Put one of them back from a copy of the data folder now, and leave “Unlock on this laptop” on until then.',
    });
  }
  return keys;
}

async function opensAnyFile(disk: Disk, keys: VaultKeys): Promise<boolean> {
  for (const file of await payloadFiles(disk)) {
    const bytes = await disk.read(file);
    const plaintext = bytes === null ? null : await keys.decrypt(bytes).catch(() => null);
    if (plaintext === null) continue;
    plaintext.fill(0);
    return true;
  }
  return false;
}

async function payloadFiles(disk: Disk): Promise<readonly string[]> {
  const sites = (await disk.list(SITES_FOLDER))?.folders.filter(isSiteId) ?? [];
  return [INDEX_KEY.path, documentKey('contacts').path, documentKey('accounts').path, ...sites.map((id) => siteKey(id).path)];
}

function foreign(): VaultError {
  return new VaultError({
    code: 'wrong-passphrase',
    what: 'The vault did not open.',
    why: 'The key kept on this laptop opens none of its files: they are of another vault, or damaged.',
    next: 'Type the passphrase.',
  });
}
