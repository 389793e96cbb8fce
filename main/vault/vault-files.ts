import { randomBytes } from 'node:crypto';
import type { VaultKeys } from './age.ts';
import type { Backups } from './backups.ts';
import type { Disk } from './disk.ts';
import { corrupt, encodeEnvelope, type Envelope, openEnvelope } from './envelope.ts';
import { isCorrupt, VaultError } from './errors.ts';
import { stampOf } from './file-stamp.ts';
import { DAMAGED_FOLDER, type FileKey } from './layout.ts';
import type { Notices } from './notices.ts';

/** What is known of a file: the highest revision seen, and the stamp of the encryption that held it. */
export interface Remembered {
  readonly revision: number;
  readonly stamp: string;
}

/** What a save put on the disk. */
export interface Saved {
  readonly revision: number;
  readonly savedAt: string;
}

/**
 * Reads and replaces the payload files. Never writes over a file that it has not opened before: neither a damaged nor a newer one.
 * Not safe for two calls at once; the vault runs them through one queue.
 */
export class VaultFiles {
  readonly #disk: Disk;
  readonly #keys: VaultKeys;
  readonly #backups: Backups;
  readonly #notices: Notices;
  readonly #now: () => number;
  readonly #remembered = new Map<string, Remembered>();
  /** Files that were opened or written since unlock, and whose state on disk is therefore known. */
  readonly #verified = new Set<string>();
  /** Files that are damaged on disk while a backup stands in; kept aside before the first save. */
  readonly #replacedByBackup = new Set<string>();

  constructor(disk: Disk, keys: VaultKeys, backups: Backups, notices: Notices, now: () => number) {
    this.#disk = disk;
    this.#keys = keys;
    this.#backups = backups;
    this.#notices = notices;
    this.#now = now;
  }

  remembered(path: string): Remembered | null {
    return this.#remembered.get(path) ?? null;
  }

  /** All that is remembered, for the index. */
  everythingRemembered(): Record<string, Remembered> {
    return Object.fromEntries(this.#remembered);
  }

  /** Takes over what the index remembers. */
  remember(path: string, remembered: Remembered): void {
    this.#remembered.set(path, remembered);
  }

  /** Whether the file on disk is the one that is remembered, judged without decrypting it. */
  async isAsRemembered(path: string): Promise<boolean> {
    const remembered = this.#remembered.get(path);
    return remembered !== undefined && (await this.#disk.stamp(path)) === remembered.stamp;
  }

  /**
   * Reads a file, or its newest backup where it is damaged or missing (with a notice).
   * @returns null only for a file that was never written, as far as the index and the backups know
   * @throws VaultError 'corrupt', 'too-new', 'io'
   */
  async load(key: FileKey): Promise<Envelope | null> {
    const bytes = await this.#disk.read(key.path);
    const opened = bytes === null ? null : await this.#open(key, bytes);
    if (opened !== null && 'envelope' in opened) return opened.envelope;

    const backup = await this.#backups.newest(key);
    if (bytes === null && backup === null && !this.#remembered.has(key.path)) return null;
    const damage = opened?.damage ?? corrupt(key.path, 'It is missing, and there is no backup of it.');
    if (backup === null) throw damage;

    const { generation, revision, savedAt, envelope } = backup;
    this.#notices.add({
      kind: 'opened-from-backup',
      file: key.path,
      what: `${bytes === null ? `The file ${key.path} is missing.` : `${damage.what} ${damage.why}`} Its backup of ${savedAt} is shown instead; what was saved after that is not in it.`,
      next: 'Check what is shown. The next save puts it in the place of the file.',
      backup: { generation, revision, savedAt },
    });
    if (bytes !== null) this.#replacedByBackup.add(key.path);
    this.#remembered.set(key.path, { revision: Math.max(revision, this.#revision(key)), stamp: '' });
    this.#verified.add(key.path);
    return envelope;
  }

  /**
   * Writes the next revision of a file.
   * @param bodyJson the content, serialised
   * @throws VaultError 'io'; 'corrupt' or 'too-new' when the file on disk is one that must not be written over
   */
  async save(key: FileKey, bodyJson: string): Promise<Saved> {
    if (!this.#verified.has(key.path)) await this.load(key);
    await this.#backups.beforeSave();
    if (this.#replacedByBackup.has(key.path)) await this.#keepDamaged(key);
    const { file, ...saved } = await this.#write(key, bodyJson);
    if (key.kind === 'photo') await this.#backups.keepNew(key, file);
    return saved;
  }

  /** Writes a file whose content can be made again at any time, whatever is in its place. */
  async saveCache(key: FileKey, bodyJson: string): Promise<void> {
    await this.#write(key, bodyJson);
  }

  /**
   * Moves a file that nothing can open out of the way; after that it counts as never written.
   * @throws VaultError 'io' for a file that opens, itself or from a backup; 'too-new'
   */
  async setAside(key: FileKey): Promise<void> {
    if (await this.#opens(key)) throw stillOpens(key);
    if ((await this.#disk.stamp(key.path)) !== null) await this.#disk.move(key.path, this.#damagedName(key));
    this.#remembered.delete(key.path);
    this.#verified.delete(key.path);
    this.#replacedByBackup.delete(key.path);
  }

  async #opens(key: FileKey): Promise<boolean> {
    try {
      await this.load(key);
      return true;
    } catch (error) {
      if (isCorrupt(error)) return false;
      throw error;
    }
  }

  async #open(key: FileKey, bytes: Uint8Array): Promise<{ readonly envelope: Envelope } | { readonly damage: VaultError }> {
    try {
      const envelope = await openEnvelope(this.#keys, key, bytes);
      const remembered = this.#revision(key);
      if (envelope.revision < remembered) await this.#noticeRollback(key, envelope, remembered);
      this.#remembered.set(key.path, { revision: Math.max(envelope.revision, remembered), stamp: stampOf(bytes) });
      this.#verified.add(key.path);
      this.#replacedByBackup.delete(key.path);
      return { envelope };
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      return { damage: error };
    }
  }

  async #noticeRollback(key: FileKey, envelope: Envelope, remembered: number): Promise<void> {
    const backup = await this.#backups.newest(key);
    const newer = backup !== null && backup.revision > envelope.revision ? backup : null;
    this.#notices.add({
      kind: 'rolled-back',
      file: key.path,
      what: `The file ${key.path} is an older one (save ${envelope.revision} of ${envelope.savedAt}) than the last that was seen here (save ${remembered}). Somebody put an old copy in its place.`,
      next: newer === null ? 'Check what is shown before working on it.' : `Check what is shown; the backup of ${newer.savedAt} (save ${newer.revision}) is newer and can be brought back.`,
      revision: envelope.revision,
      remembered,
      backup: newer === null ? null : { generation: newer.generation, revision: newer.revision, savedAt: newer.savedAt },
    });
  }

  async #write(key: FileKey, bodyJson: string): Promise<Saved & { readonly file: Uint8Array }> {
    const revision = this.#revision(key) + 1;
    const savedAt = new Date(this.#now()).toISOString();
    const plaintext = encodeEnvelope(key, revision, savedAt, bodyJson);
    const file = await this.#keys.encrypt(plaintext);
    try {
      await this.#disk.replace(key.path, file, async (readBack) => this.#opensTo(readBack, plaintext));
    } catch (error) {
      // The old or the new one may be in place now: look before the next save.
      this.#verified.delete(key.path);
      throw error;
    } finally {
      plaintext.fill(0);
    }
    this.#remembered.set(key.path, { revision, stamp: stampOf(file) });
    this.#verified.add(key.path);
    this.#replacedByBackup.delete(key.path);
    return { revision, savedAt, file };
  }

  async #opensTo(file: Uint8Array, plaintext: Uint8Array): Promise<boolean> {
    const decrypted = await this.#keys.decrypt(file).catch(() => null);
    if (decrypted === null) return false;
    const same = Buffer.compare(decrypted, plaintext) === 0;
    decrypted.fill(0);
    return same;
  }

  async #keepDamaged(key: FileKey): Promise<void> {
    const bytes = await this.#disk.read(key.path);
    if (bytes !== null) await this.#disk.create(this.#damagedName(key), bytes);
  }

  #damagedName(key: FileKey): string {
    const time = new Date(this.#now()).toISOString().replaceAll(/[:.]/g, '-');
    return `${DAMAGED_FOLDER}/${key.path.replaceAll('/', '_')}.${time}.${randomBytes(4).toString('hex')}`;
  }

  #revision(key: FileKey): number {
    return this.#remembered.get(key.path)?.revision ?? 0;
  }
}

function stillOpens(key: FileKey): VaultError {
  return new VaultError({
    code: 'io',
    what: `The file ${key.path} was not set aside.`,
    why: 'It opens, or a backup of it does.',
    next: 'Go on working with it.',
    file: key.path,
  });
}
