import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { VaultError } from '../../../main/vault/errors.ts';
import { createVault, unlockVault, type Vault, type VaultOptions } from '../../../main/vault/vault.ts';

/** scrypt in about a millisecond: these tests are about files, not about the cost of guessing. */
export const QUICK = { logN: 4 } as const;
export const PASSPHRASE = Buffer.from('lake-orbit-cable-siren-plumb-tenant');
export const SITE = '6f0c8f1e-6a53-4a6f-9a70-0d6e9a0c1b11';
export const OTHER_SITE = 'c0ffee00-1111-4222-8333-444455556666';
export const PHOTO = '0b1d7c52-4c0e-4f3a-8d55-2f6f3f8f9a01';
export const OTHER_PHOTO = '9e2f4a10-7b1c-4d2e-a3f4-5a6b7c8d9e0f';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A folder of its own, removed when the test file has run. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkbook-vault-'));
  folders.push(folder);
  return folder;
}

/** A vault in a folder of its own, made by `fill`, closed again. */
export async function closedVault(fill: (vault: Vault) => Promise<void> = async () => undefined, options: VaultOptions = {}): Promise<string> {
  const folder = await temporaryFolder();
  const vault = await createVault(folder, PASSPHRASE, { ...QUICK, ...options });
  await fill(vault);
  await vault.close();
  return folder;
}

/** Unlocks, runs `use`, and closes whatever happens. */
export async function opened<T>(folder: string, use: (vault: Vault) => Promise<T>, options: VaultOptions = {}): Promise<T> {
  const vault = await unlockVault(folder, PASSPHRASE, { ...QUICK, ...options });
  try {
    return await use(vault);
  } finally {
    await vault.close().catch(() => undefined);
  }
}

/** The VaultError that a call ends with; anything else fails the test. */
export async function failure(call: Promise<unknown>): Promise<VaultError> {
  const error = await call.then(
    () => new Error('expected a VaultError, but the call succeeded'),
    (reason: unknown) => reason,
  );
  if (error instanceof VaultError) return error;
  throw error;
}

/** A copy of a folder, for a test to break. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await temporaryFolder();
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** All files below a folder with their bytes; paths with forward slashes. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.sort().map(async (file): Promise<[string, Buffer]> => [path.relative(folder, file).replaceAll('\\', '/'), await readFile(file)])));
}

/** Writes a file in place, as damage and sync programs do. */
export async function overwrite(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path.join(folder, file), bytes);
}
