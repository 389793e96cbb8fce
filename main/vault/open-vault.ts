import type { VaultKeys } from './age.ts';
import { Backups } from './backups.ts';
import type { Disk } from './disk.ts';
import { lockedError, VaultError } from './errors.ts';
import { removeLeftovers } from './folder.ts';
import { changeIdentityPassphrase, readIdentityText, verifyIdentityPassphrase } from './identity.ts';
import { documentKey, type DocumentName, type FileKey, keyOfPath, partKey, photoKey, siteKey, type SitePart } from './layout.ts';
import type { Notices, VaultNotice } from './notices.ts';
import { calibrateWorkFactor } from './scrypt.ts';
import { loadSite, SiteIndex, type SiteIndexEntry } from './site-index.ts';
import type { StoredSite, Vault, VaultOptions } from './vault.ts';
import { VaultFiles } from './vault-files.ts';
import { WriteQueue } from './write-queue.ts';

/** The index follows the saves at a distance: it is a cache, and its writing must not slow them down. */
const INDEX_DELAY_MS = 2000;

/** What an open vault holds, and a locked one does not. */
interface OpenParts {
  readonly disk: Disk;
  readonly keys: VaultKeys;
  readonly backups: Backups;
  readonly files: VaultFiles;
  readonly index: SiteIndex;
}

/** Opens a vault whose keys are known: reads its index and brings the list of sites in line with the disk. */
export async function openOver(disk: Disk, keys: VaultKeys, notices: Notices, options: VaultOptions): Promise<Vault> {
  const now = options.now ?? Date.now;
  const backups = new Backups(disk, keys, now, notices);
  const files = new VaultFiles(disk, keys, backups, notices, now);
  const index = new SiteIndex(files);
  await index.open(disk, backups, notices);
  return new OpenVault({ disk, keys, backups, files, index }, notices, options.logN);
}

class OpenVault implements Vault {
  #parts: OpenParts | null;
  readonly #noticeBoard: Notices;
  readonly #logN: number | undefined;
  readonly #queue = new WriteQueue();
  readonly #saves = new Set<Promise<unknown>>();
  #indexTimer: NodeJS.Timeout | undefined;
  #closing: Promise<void> | null = null;

  constructor(parts: OpenParts, noticeBoard: Notices, logN: number | undefined) {
    this.#parts = parts;
    this.#noticeBoard = noticeBoard;
    this.#logN = logN;
    void this.#queue.run(() => removeLeftovers(parts.disk));
  }

  get notices(): readonly VaultNotice[] {
    return this.#noticeBoard.list;
  }

  listSites(): readonly SiteIndexEntry[] {
    return this.#open().index.entries;
  }

  async readSite(id: string): Promise<StoredSite> {
    const { files, index } = this.#open();
    const site = await this.#queue.run(() => loadSite(files, id));
    if (site === null) throw noSuchSite();
    const { revision, savedAt, summary, document } = site;
    if (index.entry(id)?.savedAt !== savedAt) this.#list(index, { id, revision, savedAt, summary });
    return { id, revision, savedAt, document };
  }

  async saveSite(id: string, document: unknown, summary: unknown): Promise<{ revision: number }> {
    const key = siteKey(id);
    const summaryJson = serialise(summary);
    const body = `{"summary":${summaryJson},"document":${serialise(document)}}`;
    return this.#save(key.path, async ({ files, index }) => {
      const { revision, savedAt } = await files.save(key, body);
      this.#list(index, { id, revision, savedAt, summary: JSON.parse(summaryJson) as unknown });
      return { revision };
    });
  }

  async readPart(id: string, part: SitePart): Promise<unknown> {
    return this.#read(partKey(id, part));
  }

  async savePart(id: string, part: SitePart, document: unknown): Promise<{ revision: number }> {
    return this.#saveBody(partKey(id, part), document);
  }

  async readPhoto(siteId: string, photoId: string): Promise<unknown> {
    return this.#read(photoKey(siteId, photoId));
  }

  async savePhoto(siteId: string, photoId: string, document: unknown): Promise<void> {
    await this.#saveBody(photoKey(siteId, photoId), document);
  }

  async readDocument(name: DocumentName): Promise<unknown> {
    return this.#read(documentKey(name));
  }

  async saveDocument(name: DocumentName, document: unknown): Promise<void> {
    await this.#saveBody(documentKey(name), document);
  }

  async restoreFromBackup(file: string, generation: string): Promise<{ revision: number }> {
    const key = knownFile(file);
    return this.#save(null, async ({ files, backups, index }) => {
      const { revision } = await files.save(key, JSON.stringify((await backups.read(generation, key)).body));
      const site = key.kind === 'site' ? await loadSite(files, key.id) : null;
      if (site !== null) index.set({ id: key.id, revision, savedAt: site.savedAt, summary: site.summary });
      this.#indexLater(index);
      return { revision };
    });
  }

  async setAside(file: string): Promise<void> {
    const key = knownFile(file);
    await this.#save(null, async ({ files, index }) => {
      await files.setAside(key);
      if (key.kind === 'site') index.remove(key.id);
      this.#indexLater(index);
    });
  }

  async changePassphrase(current: Uint8Array, next: Uint8Array): Promise<void> {
    await this.#save(null, async ({ disk, keys }) => {
      await changeIdentityPassphrase(disk, keys, current, next, this.#logN ?? (await calibrateWorkFactor()));
    });
  }

  async verifyPassphrase(passphrase: Uint8Array): Promise<void> {
    const { disk, keys } = this.#open();
    await this.#queue.run(() => verifyIdentityPassphrase(disk, keys, passphrase));
  }

  async exportIdentity(passphrase: Uint8Array): Promise<string> {
    const { disk, keys } = this.#open();
    return this.#queue.run(() => readIdentityText(disk, keys, passphrase));
  }

  async flush(): Promise<void> {
    const { index } = this.#open();
    await this.#settle(index);
  }

  close(): Promise<void> {
    this.#closing ??= this.#lock();
    return this.#closing;
  }

  async #lock(): Promise<void> {
    const { index } = this.#open();
    this.#parts = null;
    await this.#settle(index);
  }

  /** Waits for all that was asked for, writes the index, and passes the first failed save on. */
  async #settle(index: SiteIndex): Promise<void> {
    const saves = Promise.allSettled(this.#saves);
    clearTimeout(this.#indexTimer);
    this.#indexTimer = undefined;
    await this.#queue.run(() => index.save());
    for (const save of await saves) if (save.status === 'rejected') throw save.reason;
  }

  #open(): OpenParts {
    if (this.#parts === null) throw lockedError();
    return this.#parts;
  }

  async #read(key: FileKey): Promise<unknown> {
    const { files } = this.#open();
    return (await this.#queue.run(() => files.load(key)))?.body ?? null;
  }

  async #saveBody(key: FileKey, document: unknown): Promise<{ revision: number }> {
    const body = serialise(document);
    return this.#save(key.path, async ({ files, index }) => {
      const { revision } = await files.save(key, body);
      this.#indexLater(index);
      return { revision };
    });
  }

  /** Queues a change. With a path, a change of the same file that still waits is replaced by this one. */
  async #save<T>(path: string | null, change: (parts: OpenParts) => Promise<T>): Promise<T> {
    const parts = this.#open();
    const save = path === null ? this.#queue.runBetween(() => change(parts)) : this.#queue.runLatest(path, () => change(parts));
    this.#saves.add(save);
    try {
      return await save;
    } finally {
      this.#saves.delete(save);
    }
  }

  #list(index: SiteIndex, entry: SiteIndexEntry): void {
    index.set(entry);
    this.#indexLater(index);
  }

  /** On the way to being locked the last word is #settle's. */
  #indexLater(index: SiteIndex): void {
    index.touch();
    if (this.#parts === null || this.#indexTimer !== undefined) return;
    this.#indexTimer = setTimeout(() => {
      this.#indexTimer = undefined;
      void this.#queue.run(() => index.save());
    }, INDEX_DELAY_MS).unref();
  }
}

function serialise(document: unknown): string {
  const json = JSON.stringify(document) as string | undefined;
  if (json === undefined) throw new TypeError('A document of the vault must be JSON.');
  return json;
}

function knownFile(file: string): FileKey {
  const key = keyOfPath(file);
  if (key === null) throw new TypeError('Not the path of a file of the vault.');
  return key;
}

function noSuchSite(): VaultError {
  return new VaultError({
    code: 'io',
    what: 'The site could not be opened.',
    why: 'It is not in this vault.',
    next: 'Go back to the list of sites; the right data folder may not be chosen.',
  });
}
