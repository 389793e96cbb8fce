import { z } from 'zod';
import type { Backups } from './backups.ts';
import type { Disk } from './disk.ts';
import { corrupt, type Envelope } from './envelope.ts';
import { isCorrupt, VaultError } from './errors.ts';
import { INDEX_KEY, isSiteId, siteKey, SITES_FOLDER } from './layout.ts';
import type { Notices } from './notices.ts';
import type { VaultFiles } from './vault-files.ts';

/**
 * One line of the list of sites. A site that cannot be read is listed as it was last seen; never seen before, it has revision 0,
 * an empty `savedAt` and the summary null.
 */
export interface SiteIndexEntry {
  readonly id: string;
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly summary: unknown;
}

/** The content of site.age: the site's record, and what the list shows of it so that the list can be made again from the sites. */
const SiteBody = z.strictObject({ summary: z.unknown(), document: z.unknown() });

const IndexBody = z.strictObject({
  files: z.record(z.string(), z.strictObject({ revision: z.int().nonnegative(), stamp: z.string() })),
  sites: z.record(z.string(), z.strictObject({ revision: z.int().nonnegative(), savedAt: z.string(), summary: z.unknown() })),
});

/** So many files' heads are looked at together. */
const LOOKS_AT_ONCE = 64;

/** The list of sites and the highest revision seen of every file: a cache on disk, checked against the sites at each unlock. */
export class SiteIndex {
  readonly #files: VaultFiles;
  readonly #entries = new Map<string, SiteIndexEntry>();
  /** False when a newer Trunkbook wrote the index: it is then used from memory only. */
  #writable = true;
  #changed = false;

  constructor(files: VaultFiles) {
    this.#files = files;
  }

  get entries(): readonly SiteIndexEntry[] {
    return [...this.#entries.values()];
  }

  entry(id: string): SiteIndexEntry | null {
    return this.#entries.get(id) ?? null;
  }

  set(entry: SiteIndexEntry): void {
    this.#entries.set(entry.id, entry);
    this.#changed = true;
  }

  remove(id: string): void {
    this.#entries.delete(id);
    this.#changed = true;
  }

  /** To be called when a file other than a site's was saved: the index remembers its revision. */
  touch(): void {
    this.#changed = true;
  }

  /** Reads the index and brings it in line with the sites on disk: only those that changed since it was written are decrypted. */
  async open(disk: Disk, backups: Backups, notices: Notices): Promise<void> {
    const usable = await this.#read();
    const folders = (await disk.list(SITES_FOLDER))?.folders ?? [];
    // Without an index only the backups may still know a site whose folder is gone.
    const known = usable ? this.#entries.keys() : await backups.siteIds();
    const ids = [...new Set([...folders, ...known])].filter(isSiteId);
    for (let from = 0; from < ids.length; from += LOOKS_AT_ONCE) {
      const some = ids.slice(from, from + LOOKS_AT_ONCE);
      // Looking costs a read of each file's head, which the disk does for many at once; what changed is then opened one by one.
      const current = await Promise.all(some.map((id) => this.#isCurrent(id)));
      for (const [at, id] of some.entries()) if (!current[at]) await this.#refresh(id, notices);
    }
  }

  /** Writes the index if anything changed. A failure is no loss: the next unlock makes it again from the sites. */
  async save(): Promise<void> {
    if (!this.#changed || !this.#writable) return;
    this.#changed = false;
    const sites = Object.fromEntries(this.entries.map(({ id, ...entry }) => [id, entry]));
    const { [INDEX_KEY.path]: _itself, ...files } = this.#files.everythingRemembered();
    try {
      await this.#files.saveCache(INDEX_KEY, JSON.stringify({ files, sites }));
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      this.#changed = true;
    }
  }

  async #isCurrent(id: string): Promise<boolean> {
    return this.#entries.has(id) && (await this.#files.isAsRemembered(siteKey(id).path).catch(() => false));
  }

  async #read(): Promise<boolean> {
    try {
      const envelope = await this.#files.load(INDEX_KEY);
      const body = IndexBody.safeParse(envelope?.body);
      if (!body.success) return false;
      for (const [path, remembered] of Object.entries(body.data.files)) this.#files.remember(path, remembered);
      for (const [id, entry] of Object.entries(body.data.sites)) if (isSiteId(id)) this.#entries.set(id, { id, ...entry });
      return true;
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      // An index that cannot be read now may be readable later; one that is damaged may be replaced.
      this.#writable = isCorrupt(error);
      return false;
    }
  }

  async #refresh(id: string, notices: Notices): Promise<void> {
    try {
      const site = await loadSite(this.#files, id);
      if (site !== null) this.set({ id, revision: site.revision, savedAt: site.savedAt, summary: site.summary });
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      if (!this.#entries.has(id)) this.set({ id, revision: 0, savedAt: '', summary: null });
      notices.add({ kind: 'unreadable', file: siteKey(id).path, what: error.message, next: error.next });
    }
  }
}

/** A site as its file holds it. */
export interface LoadedSite extends Omit<Envelope, 'body'> {
  readonly document: unknown;
  readonly summary: unknown;
}

/**
 * Reads a site's file.
 * @returns null for a site that was never saved
 * @throws VaultError 'corrupt', 'too-new', 'io'
 */
export async function loadSite(files: VaultFiles, id: string): Promise<LoadedSite | null> {
  const envelope = await files.load(siteKey(id));
  if (envelope === null) return null;
  const body = SiteBody.safeParse(envelope.body);
  if (!body.success) throw corrupt(siteKey(id).path, 'It opens, but what is inside is not a site.');
  const { document, summary } = body.data;
  return { revision: envelope.revision, savedAt: envelope.savedAt, document, summary };
}
