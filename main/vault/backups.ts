import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { VaultKeys } from './age.ts';
import type { Disk } from './disk.ts';
import { corrupt, type Envelope, openEnvelope } from './envelope.ts';
import { isCorrupt, VaultError } from './errors.ts';
import { stampOf } from './file-stamp.ts';
import { generationName, generationsToKeep, isGeneration } from './generations.ts';
import { BACKUPS_FOLDER, type FileKey, keyOfPath, LEFTOVER, PHOTOS_FOLDER, SITES_FOLDER } from './layout.ts';
import type { BackupCopy, Notices } from './notices.ts';

const INTERVAL_MS = 20 * 60_000;

/** A backup that opened: where it is from and what it holds. */
export interface OpenBackup extends BackupCopy {
  readonly envelope: Envelope;
}

/**
 * Earlier states of the vault, each a folder with every payload file. A file that did not change since the generation before is a
 * second name (hard link) of that one's copy, never of the file in use: what damages the file in use leaves its backups whole.
 */
export class Backups {
  readonly #disk: Disk;
  readonly #keys: VaultKeys;
  readonly #now: () => number;
  readonly #notices: Notices;
  /** When a generation was last made or tried since unlock. */
  #attemptedAt: number | null = null;

  constructor(disk: Disk, keys: VaultKeys, now: () => number, notices: Notices) {
    this.#disk = disk;
    this.#keys = keys;
    this.#now = now;
    this.#notices = notices;
  }

  /**
   * To be called before a save: keeps the files as they are, at the first save after unlock and then at most every 20 minutes.
   * Never throws: a save that could not be backed up is better than no save.
   */
  async beforeSave(): Promise<void> {
    const now = this.#now();
    const since = this.#attemptedAt === null ? null : now - this.#attemptedAt;
    if (since !== null && since >= 0 && since < INTERVAL_MS) return;
    try {
      if (await this.#makeGeneration(now)) this.#attemptedAt = now;
    } catch (error) {
      this.#attemptedAt = now;
      this.#noticeFailure(error);
    }
  }

  /**
   * To be called after the save of a big file: a new one goes into the newest generation at once. The next generation then only links
   * it, instead of opening and copying all that have come in 20 minutes while a small save waits. Never throws.
   * @param file the encrypted bytes, which were opened after they were written
   */
  async keepNew(key: FileKey, file: Uint8Array): Promise<void> {
    // Not beside its place: what an interruption leaves inside a generation would stay there.
    const temporary = `${BACKUPS_FOLDER}/${path.posix.basename(key.path)}.${randomBytes(8).toString('hex')}${LEFTOVER}`;
    try {
      const [newest] = await this.#generations();
      if (newest === undefined || (await this.#disk.stamp(placeOf(newest, key.path))) !== null) return;
      await this.#disk.create(temporary, file);
      await this.#disk.move(temporary, placeOf(newest, key.path));
    } catch (error) {
      await this.#disk.discard(temporary);
      this.#noticeFailure(error);
    }
  }

  /** The backup of a file with the highest revision, or null. By revision, not by date: the laptop's clock may have been wrong. */
  async newest(key: FileKey): Promise<OpenBackup | null> {
    const seen = new Set<string>();
    let best: OpenBackup | null = null;
    for (const generation of await this.#generations()) {
      const bytes = await this.#disk.read(placeOf(generation, key.path)).catch(() => null);
      if (bytes === null || seen.has(stampOf(bytes))) continue;
      const envelope = await openEnvelope(this.#keys, key, bytes).catch(() => null);
      if (envelope === null) continue;
      seen.add(stampOf(bytes));
      if (best === null || envelope.revision > best.revision) best = { generation, revision: envelope.revision, savedAt: envelope.savedAt, envelope };
    }
    return best;
  }

  /** @throws VaultError 'corrupt' when that generation is gone or its copy does not open, 'too-new', 'io' */
  async read(generation: string, key: FileKey): Promise<Envelope> {
    const bytes = isGeneration(generation) ? await this.#disk.read(placeOf(generation, key.path)) : null;
    if (bytes === null) throw corrupt(key.path, 'The backup is not there any more.');
    return openEnvelope(this.#keys, key, bytes);
  }

  /** Ids of the sites that any generation holds. */
  async siteIds(): Promise<Set<string>> {
    const ids = new Set<string>();
    for (const generation of await this.#generations()) {
      const sites = await this.#disk.list(placeOf(generation, SITES_FOLDER));
      for (const id of sites?.folders ?? []) ids.add(id);
    }
    return ids;
  }

  /** Names of the complete generations, newest first. */
  async #generations(): Promise<string[]> {
    const entries = await this.#disk.list(BACKUPS_FOLDER);
    return (entries?.folders ?? []).filter(isGeneration).sort().reverse();
  }

  /** False when there was nothing to keep yet. */
  async #makeGeneration(now: number): Promise<boolean> {
    const generations = await this.#generations();
    const previous = generations[0] === undefined ? null : placeOf(generations[0], '');
    const current = await payloadFiles(this.#disk, '');
    if (current.length === 0) return false;
    const changed = await this.#changedSince(previous, current);
    if (changed.length === 0) return true;

    const name = generationName(now, generations);
    const unfinished = `${BACKUPS_FOLDER}/${name}-${randomBytes(4).toString('hex')}${LEFTOVER}`;
    try {
      const copied = await this.#copy(changed, unfinished);
      if (copied.size === 0) return true;
      await this.#carryOver(previous, copied, unfinished);
      await this.#disk.publishFolder(unfinished, placeOf(name, ''));
    } catch (error) {
      await this.#disk.discard(unfinished);
      throw error;
    }
    const kept = new Set(generationsToKeep(name, generations, now));
    for (const old of generations) if (!kept.has(old)) await this.#disk.discard(placeOf(old, ''));
    return true;
  }

  async #changedSince(previous: string | null, current: readonly string[]): Promise<string[]> {
    const changed: string[] = [];
    for (const file of current) if (previous === null || !(await this.#sameStamp(file, `${previous}/${file}`))) changed.push(file);
    return changed;
  }

  /**
   * Copies the files that open: a damaged one must not push a good copy out. One after the other, because hundreds of pictures at once
   * would not fit into memory. Says which were copied.
   */
  async #copy(files: readonly string[], folder: string): Promise<Set<string>> {
    const copied = new Set<string>();
    for (const file of files) {
      const bytes = await this.#disk.read(file);
      if (bytes === null || !(await this.#isGood(file, bytes))) continue;
      await this.#disk.create(`${folder}/${file}`, bytes);
      copied.add(file);
    }
    return copied;
  }

  /** Links all that the generation before holds and that was not copied, also what has disappeared since, and makes the folders durable. */
  async #carryOver(previous: string | null, copied: ReadonlySet<string>, folder: string): Promise<void> {
    const before = previous === null ? [] : await payloadFiles(this.#disk, previous);
    for (const file of before) if (!copied.has(file)) await this.#disk.link(`${previous}/${file}`, `${folder}/${file}`);
    const written = [...copied, ...before].map((file) => path.posix.dirname(`${folder}/${file}`));
    for (const each of new Set([folder, ...written])) await this.#disk.syncFolder(each);
  }

  async #sameStamp(one: string, other: string): Promise<boolean> {
    const [first, second] = await Promise.all([this.#disk.stamp(one), this.#disk.stamp(other)]);
    return first !== null && first === second;
  }

  #noticeFailure(error: unknown): void {
    this.#notices.add({
      kind: 'backup-failed',
      file: BACKUPS_FOLDER,
      what: 'The backup of the vault could not be made; your changes are saved without one.',
      next: error instanceof VaultError ? error.next : 'Copy the data folder to another disk.',
    });
  }

  async #isGood(file: string, bytes: Uint8Array): Promise<boolean> {
    const key = keyOfPath(file);
    if (key === null) return false;
    return openEnvelope(this.#keys, key, bytes).then(
      () => true,
      (error: unknown) => !isCorrupt(error),
    );
  }
}

function placeOf(generation: string, file: string): string {
  return file === '' ? `${BACKUPS_FOLDER}/${generation}` : `${BACKUPS_FOLDER}/${generation}/${file}`;
}

/** Paths, relative to `folder`, of the payload files in it. The index is a cache, and the identity has its own copy. */
async function payloadFiles(disk: Disk, folder: string): Promise<string[]> {
  const found: string[] = [];
  const collect = async (sub: string): Promise<readonly string[]> => {
    const entries = await disk.list([folder, sub].filter((part) => part !== '').join('/'));
    const paths = (entries?.files ?? []).map((name) => (sub === '' ? name : `${sub}/${name}`));
    found.push(...paths.filter((file) => keyOfPath(file) !== null));
    return entries?.folders ?? [];
  };
  await collect('');
  await collect('practice');
  for (const id of await collect(SITES_FOLDER)) {
    const site = `${SITES_FOLDER}/${id}`;
    if ((await collect(site)).includes(PHOTOS_FOLDER)) await collect(`${site}/${PHOTOS_FOLDER}`);
  }
  return found;
}
