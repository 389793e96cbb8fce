import type { Disk } from './disk.ts';
import { VaultError } from './errors.ts';
import { BACKUPS_FOLDER, IDENTITY_COPY, IDENTITY_FILE, LEFTOVER, PHOTOS_FOLDER, SITES_FOLDER } from './layout.ts';

/** Whether a data folder holds anything of a vault. A folder that is not there yet is empty. */
export type FolderState = { readonly kind: 'empty' } | { readonly kind: 'vault' };

const VAULT_FILE = '.age';
/** Below these, any file of age's counts, however deep. */
const VAULT_FOLDERS = [SITES_FOLDER, BACKUPS_FOLDER, 'practice'];
const ROOT_FILES = new Set([IDENTITY_FILE, IDENTITY_COPY, 'accounts.age', 'contacts.age', 'index.age']);

/** @throws VaultError('io') when the folder, or anything in it that could hold a vault file, cannot be read. */
export async function inspect(disk: Disk): Promise<FolderState> {
  const root = await disk.list('');
  if (root === null) return { kind: 'empty' };
  if (root.files.some((name) => ROOT_FILES.has(name))) return { kind: 'vault' };
  for (const folder of VAULT_FOLDERS) if (await holdsVaultFile(disk, folder)) return { kind: 'vault' };
  return { kind: 'empty' };
}

async function holdsVaultFile(disk: Disk, folder: string): Promise<boolean> {
  const entries = await disk.list(folder);
  if (entries === null) return false;
  if (entries.files.some((name) => name.endsWith(VAULT_FILE))) return true;
  for (const name of entries.folders) if (await holdsVaultFile(disk, `${folder}/${name}`)) return true;
  return false;
}

/** Removes what interrupted writes left behind. To be called only after the vault opened; never throws. */
export async function removeLeftovers(disk: Disk): Promise<void> {
  const sweep = async (folder: string): Promise<readonly string[]> => {
    const below = folder === '' ? '' : `${folder}/`;
    const entries = await disk.list(folder).catch(() => null);
    const names = [...(entries?.files ?? []), ...(entries?.folders ?? [])];
    for (const name of names) if (name.endsWith(LEFTOVER) && isOurs(name)) await disk.discard(`${below}${name}`);
    return entries?.folders ?? [];
  };
  await sweep('');
  await sweep('practice');
  await sweep(BACKUPS_FOLDER);
  for (const id of await sweep(SITES_FOLDER)) {
    const site = `${SITES_FOLDER}/${id}`;
    if ((await sweep(site)).includes(PHOTOS_FOLDER)) await sweep(`${site}/${PHOTOS_FOLDER}`);
  }
}

/** Only what the vault itself names: `<name>.age.<16 hex>.tmp` and `<generation>-<8 hex>.tmp`. */
function isOurs(name: string): boolean {
  return /^(?:[a-z.]+|[0-9a-f-]{36})\.age\.[0-9a-f]{16}\.tmp$|^[0-9TZ-]+-[0-9a-f]{8}\.tmp$/.test(name);
}

/** Refuses to make a vault where there is anything of one. */
export function alreadyThere(): VaultError {
  return new VaultError({
    code: 'io',
    what: 'The vault was not created.',
    why: 'The folder already holds files of a vault.',
    next: 'Unlock that vault, or choose an empty folder for a new one.',
  });
}

/** There is nothing to unlock. */
export function nothingThere(): VaultError {
  return new VaultError({
    code: 'io',
    what: 'The vault was not opened.',
    why: 'The folder holds no vault.',
    next: 'Check that the right folder is chosen and its disk is connected, or create a vault there.',
  });
}
