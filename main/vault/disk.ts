import { randomBytes } from 'node:crypto';
import nodeFs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ioError, systemCode, VaultError } from './errors.ts';
import { STAMPED_BYTES, stampOf } from './file-stamp.ts';
import { LEFTOVER } from './layout.ts';

/** What the vault asks of the file system: node:fs/promises itself, or a stand-in that fails on purpose. */
export type VaultFs = Pick<typeof nodeFs, 'open' | 'readFile' | 'readdir' | 'rename' | 'mkdir' | 'rm' | 'link'>;

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
/** On Windows a virus scanner or an indexer holds fresh files for a moment. */
const RENAME_PATIENCE_MS = process.platform === 'win32' ? 5000 : 0;
const HELD_OPEN = new Set(['EPERM', 'EBUSY', 'EACCES']);
/** Windows cannot open a folder for fsync, and some network and USB file systems refuse the call. */
const FOLDER_SYNC_UNSUPPORTED = new Set(['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'ENOSYS', ...(process.platform === 'win32' ? ['EACCES'] : [])]);

/** Renames; while another program holds the target it tries again until `patience` ms have passed. */
export async function renamePatiently(fs: Pick<VaultFs, 'rename'>, from: string, to: string, patience: number): Promise<void> {
  const giveUpAt = Date.now() + patience;
  for (let wait = 10; ; wait = Math.min(wait * 2, 500)) {
    try {
      return await fs.rename(from, to);
    } catch (error) {
      if (!HELD_OPEN.has(systemCode(error) ?? '') || Date.now() + wait > giveUpAt) throw error;
      await delay(wait);
    }
  }
}

/**
 * The data folder. Paths are relative to it, with forward slashes; errors come out as VaultError('io').
 * Files are replaced whole or not at all.
 */
export class Disk {
  readonly #root: string;
  readonly #fs: VaultFs;
  /** Folders that were made or seen since the last failure. */
  readonly #folders = new Set<string>();

  constructor(root: string, fs: VaultFs = nodeFs) {
    this.#root = path.resolve(root);
    this.#fs = fs;
  }

  /** The file's bytes, or null when there is no such file. Anything else that stops the reading throws: unreadable is not absent. */
  async read(file: string): Promise<Uint8Array | null> {
    return this.#absentAsNull('The file could not be read.', file, () => this.#fs.readFile(this.#at(file)));
  }

  /** The stamp of a file (see file-stamp.ts), or null when there is no such file. */
  async stamp(file: string): Promise<string | null> {
    return this.#absentAsNull('The file could not be read.', file, async () => {
      const handle = await this.#fs.open(this.#at(file), 'r');
      try {
        const { buffer, bytesRead } = await handle.read(new Uint8Array(STAMPED_BYTES), 0, STAMPED_BYTES, 0);
        return stampOf(buffer.subarray(0, bytesRead), (await handle.stat()).size);
      } finally {
        await handle.close();
      }
    });
  }

  /** Names in a folder, sub-folders apart from files; null when there is no such folder. '' is the data folder itself. */
  async list(folder: string): Promise<{ readonly files: string[]; readonly folders: string[] } | null> {
    return this.#absentAsNull('The folder could not be read.', folder || null, async () => {
      const entries = await this.#fs.readdir(this.#at(folder), { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
      return { files: entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name), folders };
    });
  }

  /**
   * Replaces a file durably: temporary file, fsync, read back and verify, rename, fsync of the folder.
   * Until the rename the old file stands untouched. A failure of the last step leaves the new file in place but not promised.
   * @param verify gets the bytes as read back from the disk and says whether they are good
   */
  async replace(file: string, bytes: Uint8Array, verify: (readBack: Uint8Array) => Promise<boolean>): Promise<void> {
    const temporary = `${file}.${randomBytes(8).toString('hex')}${LEFTOVER}`;
    try {
      await this.#ensureFolder(path.posix.dirname(file));
      await this.#write(temporary, bytes);
      if (!(await verify(await this.#fs.readFile(this.#at(temporary))))) throw misread(file);
      await renamePatiently(this.#fs, this.#at(temporary), this.#at(file), RENAME_PATIENCE_MS);
      await this.#syncFolder(path.posix.dirname(file));
    } catch (error) {
      this.#folders.clear();
      await this.discard(temporary);
      throw error instanceof VaultError ? error : ioError(error, 'The file could not be written.', file);
    }
  }

  /** Writes and fsyncs a file that must not exist yet; its folder is fsynced by whoever makes the last name visible. */
  async create(file: string, bytes: Uint8Array): Promise<void> {
    await this.#attempt('The file could not be written.', file, async () => {
      await this.#ensureFolder(path.posix.dirname(file));
      await this.#write(file, bytes);
    });
  }

  /** A second name for a file's content, or a copy where the file system knows no hard links. */
  async link(from: string, to: string): Promise<void> {
    await this.#attempt('The file could not be copied.', to, async () => {
      await this.#ensureFolder(path.posix.dirname(to));
      try {
        await this.#fs.link(this.#at(from), this.#at(to));
      } catch {
        await this.#write(to, await this.#fs.readFile(this.#at(from)));
      }
    });
  }

  /** Makes a finished folder visible under its name, durably. */
  async publishFolder(from: string, to: string): Promise<void> {
    await this.#attempt('The folder could not be written.', to, async () => {
      await renamePatiently(this.#fs, this.#at(from), this.#at(to), RENAME_PATIENCE_MS);
      this.#folders.clear();
      await this.#syncFolder(path.posix.dirname(to));
    });
  }

  /** Fsyncs a folder, so that the names in it survive a power cut. */
  async syncFolder(folder: string): Promise<void> {
    await this.#attempt('The folder could not be written.', folder, () => this.#syncFolder(folder));
  }

  /** Takes a file out of its place by renaming it. */
  async move(from: string, to: string): Promise<void> {
    await this.#attempt('The file could not be moved.', from, async () => {
      await this.#ensureFolder(path.posix.dirname(to));
      await renamePatiently(this.#fs, this.#at(from), this.#at(to), RENAME_PATIENCE_MS);
      await this.#syncFolder(path.posix.dirname(to));
      await this.#syncFolder(path.posix.dirname(from));
    });
  }

  /** Removes a file or a whole folder, if it can: used only for what nobody will miss. */
  async discard(file: string): Promise<void> {
    this.#folders.clear();
    await this.#fs.rm(this.#at(file), { recursive: true, force: true }).catch(() => undefined);
  }

  #at(file: string): string {
    return path.join(this.#root, ...file.split('/'));
  }

  async #attempt<T>(what: string, file: string | null, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof VaultError ? error : ioError(error, what, file);
    }
  }

  async #absentAsNull<T>(what: string, file: string | null, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw ioError(error, what, file);
    }
  }

  async #write(file: string, bytes: Uint8Array): Promise<void> {
    const handle = await this.#fs.open(this.#at(file), 'wx', PRIVATE_FILE);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async #ensureFolder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return;
    if (folder === '.') {
      await this.#fs.mkdir(this.#root, { recursive: true, mode: PRIVATE_FOLDER });
    } else {
      const parent = path.posix.dirname(folder);
      await this.#ensureFolder(parent);
      // Without this the folder itself, and everything in it, may be missing after a power cut.
      if (await this.#makeFolder(folder)) await this.#syncFolder(parent);
    }
    this.#folders.add(folder);
  }

  async #makeFolder(folder: string): Promise<boolean> {
    try {
      await this.#fs.mkdir(this.#at(folder), { mode: PRIVATE_FOLDER });
      return true;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      return false;
    }
  }

  async #syncFolder(folder: string): Promise<void> {
    try {
      const handle = await this.#fs.open(this.#at(folder), 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (!FOLDER_SYNC_UNSUPPORTED.has(systemCode(error) ?? '')) throw error;
    }
  }
}

function misread(file: string): VaultError {
  return new VaultError({
    code: 'io',
    what: 'The file could not be saved.',
    why: 'The disk gave back something else than what was written to it.',
    next: 'Copy the data folder to another disk now and go on from that copy. The file from before this save is untouched.',
    file,
  });
}
