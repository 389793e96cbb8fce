import { loadAge, warmUp } from './age.ts';
import { Disk, type VaultFs } from './disk.ts';
import { alreadyThere, type FolderState, inspect, nothingThere } from './folder.ts';
import { createIdentity, unlockIdentity } from './identity.ts';
import { keysOfKeptIdentity } from './kept-identity.ts';
import type { DocumentName, SitePart } from './layout.ts';
import { Notices, type VaultNotice } from './notices.ts';
import { openOver } from './open-vault.ts';
import { calibrateWorkFactor } from './scrypt.ts';
import type { SiteIndexEntry } from './site-index.ts';

export interface VaultOptions {
  /** ms since 1970; the system's clock by default. */
  readonly now?: () => number;
  /** scrypt's work factor for a new passphrase. Tests only; calibrated to this computer by default. */
  readonly logN?: number;
  /** The file system; tests put one there that fails. */
  readonly fs?: VaultFs;
}

/** A site as it was last saved. */
export interface StoredSite {
  readonly id: string;
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly document: unknown;
}

/**
 * An open vault. Every call may throw VaultError: 'io', 'locked' after close(), and when reading (or saving for the first time what was
 * not read before) 'corrupt' and 'too-new'. Calls run one after the other in the order they were made.
 */
export interface Vault {
  /** What the technician should hear about; grows while files are read and saved. */
  readonly notices: readonly VaultNotice[];
  listSites(): readonly SiteIndexEntry[];
  /** Also throws 'io' for a site that is not in the vault. */
  readSite(id: string): Promise<StoredSite>;
  /**
   * Resolves when this state, or a later one, is on disk. States that wait behind a running save are skipped in favour of the latest.
   * @param document the site's record, kept as JSON
   * @param summary what the list of sites shows of it, kept as JSON
   */
  saveSite(id: string, document: unknown, summary: unknown): Promise<{ revision: number }>;
  /** null when it was never saved. */
  readPart(id: string, part: SitePart): Promise<unknown>;
  savePart(id: string, part: SitePart, document: unknown): Promise<{ revision: number }>;
  /**
   * null when it was never saved.
   * @param photoId a UUID in lower case, the picture's own
   */
  readPhoto(siteId: string, photoId: string): Promise<unknown>;
  /** @param document a picture and what is known of it, kept as JSON: `{ schema: 1, mime, data: base64, thumbnail: base64 }`, up to some 16 MB */
  savePhoto(siteId: string, photoId: string, document: unknown): Promise<void>;
  /** null when it was never saved. */
  readDocument(name: DocumentName): Promise<unknown>;
  saveDocument(name: DocumentName, document: unknown): Promise<void>;
  /**
   * Saves an older copy again as the newest revision.
   * @param file and generation as a notice names them
   */
  restoreFromBackup(file: string, generation: string): Promise<{ revision: number }>;
  /**
   * Moves a file that nothing can open into the folder `damaged`; after that it counts as never saved. Only on the technician's word.
   * Throws 'io' for a file that opens.
   */
  setAside(file: string): Promise<void>;
  /** Throws 'wrong-passphrase' when `current` is wrong. The caller wipes both. */
  changePassphrase(current: Uint8Array, next: Uint8Array): Promise<void>;
  /** Throws 'wrong-passphrase' when the passphrase does not open this vault. Takes as long as scrypt does. The caller wipes it. */
  verifyPassphrase(passphrase: Uint8Array): Promise<void>;
  /**
   * The vault's identity as text, for a keychain to keep: unlockVaultWith() takes it. Text cannot be wiped; drop it as soon as it is kept.
   * Throws 'wrong-passphrase' when the passphrase is wrong. The caller wipes that.
   */
  exportIdentity(passphrase: Uint8Array): Promise<string>;
  /** Resolves when everything asked for so far is on disk; throws the first error of a save among it. */
  flush(): Promise<void>;
  /** Saves what is under way, then forgets the keys. Throws what flush() would; the vault is locked in any case. */
  close(): Promise<void>;
}

/**
 * Says whether a folder holds a vault: as soon as any file of one is there.
 * @throws VaultError('io') for a data folder that is a file or cannot be read; that is never "empty"
 */
export async function inspectFolder(folder: string, options: VaultOptions = {}): Promise<FolderState> {
  return inspect(new Disk(folder, options.fs));
}

/** Loads the cryptography ahead of the first unlock, e.g. while the passphrase is being typed. */
export async function prepareVault(): Promise<void> {
  await warmUp();
}

/**
 * Makes a vault in an empty or missing folder and opens it. Takes about three times as long as unlocking: calibration, and a proof that
 * the passphrase opens what was written. The caller wipes the passphrase (UTF-8 bytes).
 * @throws VaultError('io'), also where any file of a vault exists
 */
export async function createVault(folder: string, passphrase: Uint8Array, options: VaultOptions = {}): Promise<Vault> {
  const disk = new Disk(folder, options.fs);
  if ((await inspect(disk)).kind === 'vault') throw alreadyThere();
  await loadAge();
  const now = options.now ?? Date.now;
  const logN = options.logN ?? (await calibrateWorkFactor());
  const keys = await createIdentity(disk, passphrase, logN, new Date(now()).toISOString());
  return openOver(disk, keys, new Notices(), options);
}

/**
 * Opens the vault in a folder. Takes as long as scrypt does. The caller wipes the passphrase (UTF-8 bytes).
 * @throws VaultError 'wrong-passphrase', 'corrupt' when both key files are damaged, 'io' also where there is no vault
 */
export async function unlockVault(folder: string, passphrase: Uint8Array, options: VaultOptions = {}): Promise<Vault> {
  const disk = new Disk(folder, options.fs);
  if ((await inspect(disk)).kind === 'empty') throw nothingThere();
  const notices = new Notices();
  return openOver(disk, await unlockIdentity(disk, passphrase, notices), notices, options);
}

/**
 * Opens the vault in a folder with an identity that exportIdentity() gave out; no passphrase, no scrypt.
 * @throws VaultError 'wrong-passphrase' when the identity is none or opens none of this vault's files: only the passphrase helps then.
 *   'io' also where there is no vault
 */
export async function unlockVaultWith(folder: string, identity: string, options: VaultOptions = {}): Promise<Vault> {
  const disk = new Disk(folder, options.fs);
  if ((await inspect(disk)).kind === 'empty') throw nothingThere();
  const notices = new Notices();
  return openOver(disk, await keysOfKeptIdentity(disk, identity, notices), notices, options);
}
