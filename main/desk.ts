import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { type Directory, type ExtensionsPart, type NumbersPart } from '../domain/numbers/directory.ts';
import { readSite } from '../domain/site/migrations.ts';
import type { Stamp } from '../domain/site/make.ts';
import { GUIDE_VERSION } from '../domain/site/guide-version.ts';
import { type LedgerEntry, type Site, SiteSummary, withoutSecrets } from '../domain/site/record.ts';
import type { VaultView } from '../preload/contract.ts';
import { directoryForPage, rowsForPage } from './directory/for-page.ts';
import { readDirectory } from './directory/read-directory.ts';
import { CommandFault } from './fault.ts';
import type { MirrorStore } from './mirror.ts';
import { VaultError } from './vault/errors.ts';
import type { Vault } from './vault/vault.ts';

/** Who works here: kept in the vault's contacts. */
export interface Technician {
  readonly name: string;
}

/** Whether this laptop keeps a key to the vault. */
export type Here = Extract<VaultView, { kind: 'open' }>['here'];

/** A site on the desk: as it is on disk, and the changes that wait to be saved. */
interface Held {
  /** Where it was read: what is still waiting when that is locked is not saved into another. */
  readonly vault: Vault;
  site: Site;
  directory: Directory;
  /** The big parts were changed since the site's own file, with what the list says of it, was saved. */
  outgrown: boolean;
  /** Changes of the big parts run one after the other. */
  last: Promise<unknown>;
  readonly waiting: { readonly change: (site: Site) => Site; readonly resolve: (site: Site) => void; readonly reject: (error: unknown) => void }[];
  saving: boolean;
}

/**
 * The open vault and the sites on the desk: the one truth. A change is on disk when its promise resolves, and only then reaches the page.
 */
export class Desk {
  readonly mirror: MirrorStore;
  readonly #sites = new Map<string, Held>();
  /** How many calls are at work on each site. Those sites stay on the desk: read again, they would be without what is still being saved. */
  readonly #inUse = new Map<string, number>();
  #vault: Vault | null = null;
  #technician: Technician = { name: '' };
  #here: Here = 'unavailable';
  /** What had to be told when the vault was opened. */
  #openingNotices: readonly string[] = [];
  /** How many of the vault's notices the page has. */
  #told = 0;

  constructor(mirror: MirrorStore) {
    this.mirror = mirror;
  }

  get isOpen(): boolean {
    return this.#vault !== null;
  }

  vault(): Vault {
    if (this.#vault === null) throw locked();
    return this.#vault;
  }

  /** Takes an open vault to work with, and shows what is in it. `notices` go before the vault's own. */
  open(vault: Vault, technician: Technician, here: Here, notices: readonly string[] = []): void {
    this.#vault = vault;
    this.#technician = technician;
    this.#here = here;
    this.#openingNotices = notices;
    this.#showVault(vault);
    this.#showSites();
    void this.#recount(vault);
  }

  /** Shows that this laptop keeps a key now, or no more. */
  showHere(here: Here): void {
    this.#here = here;
    if (this.#vault !== null) this.#showVault(this.#vault);
  }

  /** Gives the vault away, to be closed; what was on the desk is gone. */
  clear(): Vault | null {
    const vault = this.#vault;
    this.#vault = null;
    this.#told = 0;
    this.#sites.clear();
    return vault;
  }

  stamp(): Stamp {
    return { at: new Date().toISOString(), who: this.#technician.name, device: os.hostname() };
  }

  /** A site, from memory or from the vault. */
  site(id: string): Promise<Site> {
    return this.#with(id, ({ site }) => site);
  }

  /** A site without its big parts, read beside the desk: for a look at many of them. */
  async glance(id: string): Promise<Site> {
    const held = this.#sites.get(id);
    return held ? held.site : siteOf(id, (await this.vault().readSite(id)).document);
  }

  /** The big parts of a site: its numbers and extensions. */
  directory(id: string): Promise<Directory> {
    return this.#with(id, ({ directory }) => directory);
  }

  /** Works on a site, which stays on the desk meanwhile. */
  async #with<Value>(id: string, work: (held: Held) => Value | Promise<Value>): Promise<Value> {
    // Counted before the first await: a site that leaves the desk between its reading and the work would be there twice.
    this.#inUse.set(id, (this.#inUse.get(id) ?? 0) + 1);
    try {
      return await work(await this.#hold(id));
    } finally {
      const left = (this.#inUse.get(id) ?? 1) - 1;
      if (left > 0) this.#inUse.set(id, left);
      else this.#inUse.delete(id);
    }
  }

  async #hold(id: string): Promise<Held> {
    const vault = this.vault();
    const held = this.#sites.get(id);
    if (held) return held;
    if (!vault.listSites().some((entry) => entry.id === id)) {
      throw new CommandFault({ code: 'not-found', what: 'This site is not in the vault.', why: 'It may have been made on another laptop.', next: 'Go back to the list of sites.' });
    }
    const [stored, directory] = await Promise.all([vault.readSite(id), readDirectory(vault, id)]);
    // Locked meanwhile: what was read must not come back into memory.
    this.#mustBe(vault);
    this.#tellNotices(vault);
    return this.#sites.get(id) ?? this.#put(vault, siteOf(id, stored.document), directory);
  }

  /** Refuses what was begun in a vault that is no longer the open one. */
  #mustBe(vault: Vault): void {
    if (this.#vault !== vault) throw locked();
  }

  #put(vault: Vault, site: Site, directory: Directory): Held {
    const held: Held = { vault, site, directory, outgrown: false, last: Promise.resolve(), waiting: [], saving: false };
    this.#sites.set(site.id, held);
    return held;
  }

  /** Puts a new site into the vault. */
  async add(site: Site): Promise<void> {
    const vault = this.vault();
    const directory = await readDirectory(vault, site.id);
    const summary = await summaryOf(site, directory);
    await vault.saveSite(site.id, site, summary);
    this.#mustBe(vault);
    this.#put(vault, site, directory);
    this.mirror.patch({ what: 'summary', value: summary });
  }

  /** Shows a site on the page, with its big parts. */
  async show(id: string): Promise<void> {
    await this.#with(id, ({ site, directory }) => {
      this.mirror.patch({ what: 'directory', value: directoryForPage(id, directory) }, { what: 'site', value: withoutSecrets(site) });
    });
    await this.settle(id);
    this.#tidy();
  }

  /** Takes the site away from the page. */
  async unshow(): Promise<void> {
    this.mirror.patch({ what: 'site', value: null }, { what: 'directory', value: null });
    await this.settle();
    this.#tidy();
  }

  /** Takes off the desk what nobody needs there: all but the open site, those at work, and those whose list entry is behind. */
  #tidy(): void {
    const { site, job } = this.mirror.get();
    const kept = new Set([site?.id, job !== null && job.state !== 'done' && job.state !== 'stopped' ? job.siteId : undefined]);
    for (const [id, { outgrown }] of this.#sites) if (!kept.has(id) && !outgrown && !this.#inUse.has(id)) this.#sites.delete(id);
  }

  /** Has the list say of each site what its big parts are now: that is kept with the site's own file. `but` is not done with yet. */
  async settle(but: string | null = null): Promise<void> {
    for (const [id, { outgrown }] of this.#sites) if (outgrown && id !== but) await this.change(id, (same) => same);
  }

  /** Changes a site. Resolves when the change is on disk; if it cannot be saved, the site stays as it was. */
  async change(id: string, change: (site: Site) => Site): Promise<Site> {
    const next = await this.#with(id, (held) => this.#save(held, change));
    if (this.mirror.get().site?.id === id) this.mirror.patch({ what: 'site', value: withoutSecrets(next) });
    return next;
  }

  /** Changes what belongs to a site's numbers. Resolves when it is on disk. */
  async changeNumbers(id: string, change: (part: NumbersPart) => NumbersPart): Promise<NumbersPart> {
    return this.#changePart(id, async (held) => {
      const numbers = change(held.directory.numbers);
      await held.vault.savePart(id, 'numbers', numbers);
      held.directory = { ...held.directory, numbers };
      if (this.mirror.get().directory?.siteId === id) this.mirror.patch({ what: 'numbers', siteId: id, value: structuredClone(numbers) });
      return numbers;
    });
  }

  /** Changes a site's extensions. Resolves when it is on disk; the page gets the rows that differ, or all of it where more than rows changed. */
  async changeExtensions(id: string, change: (part: ExtensionsPart) => ExtensionsPart): Promise<ExtensionsPart> {
    return this.#changePart(id, async (held) => {
      const before = held.directory.extensions;
      const extensions = change(before);
      await held.vault.savePart(id, 'extensions', extensions);
      held.directory = { ...held.directory, extensions };
      if (this.mirror.get().directory?.siteId !== id) return extensions;
      if (extensions.columns !== before.columns || extensions.imported !== before.imported) {
        this.mirror.patch({ what: 'directory', value: directoryForPage(id, held.directory) });
      } else {
        const old = new Set(before.rows);
        const left = new Set(extensions.rows.map(({ number }) => number));
        const rows = extensions.rows.filter((row) => !old.has(row));
        this.mirror.patch({ what: 'extensions', siteId: id, rows: rowsForPage(rows), removed: before.rows.filter(({ number }) => !left.has(number)).map(({ number }) => number) });
      }
      return extensions;
    });
  }

  #changePart<Part>(id: string, work: (held: Held) => Promise<Part>): Promise<Part> {
    return this.#with(id, async (held) => {
      const done = held.last.then(() => {
        this.#mustBe(held.vault);
        return work(held);
      });
      held.last = done.catch(() => undefined);
      const part = await done;
      held.outgrown = true;
      this.#tellNotices(this.vault());
      return part;
    });
  }

  /** Adds to a site's ledger; the page gets just the new entries. */
  async record(id: string, entries: readonly LedgerEntry[]): Promise<void> {
    await this.#with(id, (held) => this.#save(held, (site) => ({ ...site, ledger: [...site.ledger, ...entries] })));
    this.mirror.patch({ what: 'ledger', siteId: id, entries: [...entries] });
  }

  /** Queues a change. It is made on what is on disk, together with those that came while the last save was under way. */
  #save(held: Held, change: (site: Site) => Site): Promise<Site> {
    return new Promise((resolve, reject) => {
      held.waiting.push({ change, resolve, reject });
      if (held.waiting.length === 1 && !held.saving) void this.#saveWaiting(held);
    });
  }

  /** Saves what waits, all of it at once, until nothing does. A change that throws refuses itself only; a save that fails, exactly the changes that were in it. */
  async #saveWaiting(held: Held): Promise<void> {
    const { vault } = held;
    held.saving = true;
    while (held.waiting.length > 0) {
      let batch = held.waiting.splice(0);
      try {
        this.#mustBe(vault);
        let next = held.site;
        batch = batch.filter(({ change, reject }) => {
          try {
            next = change(next);
            return true;
          } catch (error) {
            reject(error);
            return false;
          }
        });
        if (batch.length === 0) continue;
        const { directory } = held;
        const summary = await summaryOf(next, directory);
        await vault.saveSite(next.id, next, summary);
        held.site = next;
        // Big parts that were saved meanwhile are not counted in it.
        if (held.directory === directory) held.outgrown = false;
        this.mirror.patch({ what: 'summary', value: summary });
        for (const { resolve } of batch) resolve(next);
        this.#tellNotices(vault);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    held.saving = false;
  }

  /** Counts the sites anew whose summary was made over another version of the guide. In memory only: their files stay as they are. */
  async #recount(vault: Vault): Promise<void> {
    // A site that was changed meanwhile has been counted by that: the list has it, the entries of before do not.
    const outdated = (id: string): SiteSummary | undefined => this.mirror.get().sites.find((one) => one.id === id && one.guide !== GUIDE_VERSION);
    for (const { id } of this.mirror.get().sites.filter(({ guide }) => guide !== GUIDE_VERSION)) {
      if (!outdated(id)) continue;
      try {
        // Read beside the desk: a thousand sites shall not stay in memory for a number each.
        const site = siteOf(id, (await vault.readSite(id)).document);
        const counted = await summaryOf(site, await readDirectory(vault, id));
        const listed = this.#vault === vault ? outdated(id) : undefined;
        if (listed) this.mirror.patch({ what: 'summary', value: { ...counted, touchedAt: listed.touchedAt } });
      } catch { /* it stays listed as it was; opening it says why */ }
    }
  }

  /** Notices arise while files are read and saved. */
  #tellNotices(vault: Vault): void {
    if (vault.notices.length !== this.#told) this.#showVault(vault);
  }

  #showVault(vault: Vault): void {
    this.#told = vault.notices.length;
    const notices = [...this.#openingNotices, ...vault.notices.map((notice) => `${notice.what} ${notice.next}`)];
    this.mirror.patch({ what: 'vault', value: { kind: 'open', technician: this.#technician.name, notices, here: this.#here } });
  }

  #showSites(): void {
    const summaries = this.vault().listSites().map((entry) => SiteSummary.safeParse(entry.summary).data ?? unreadableSummary(entry.id));
    this.mirror.patch({ what: 'sites', value: summaries });
  }
}

/** What the list of sites says of one. The guide is loaded when it is first needed: nothing of it belongs before the window. */
async function summaryOf(site: Site, directory: Directory): Promise<SiteSummary> {
  const { summarise } = await import('./summarise.ts');
  return summarise(site, directory, Date.now());
}

function locked(): CommandFault {
  return new CommandFault({ code: 'locked', what: 'The vault is locked.', why: 'Trunkbook keeps no key while it is locked.', next: 'Unlock it and try again.' });
}

/** The site in a stored document. */
function siteOf(id: string, document: unknown): Site {
  const reading = readSite(document);
  if (reading.kind !== 'site') throw unreadableRecord(id, reading.kind);
  return reading.site;
}

/** A site of which nothing could be read is listed all the same: opening it says why, and what to do. */
function unreadableSummary(id: string): SiteSummary {
  const never = new Date(0).toISOString();
  return { id, name: `Site ${id.slice(0, 8)} (cannot be read)`, createdAt: never, touchedAt: never, archivedAt: null, practice: false, byHand: false, stepsDone: 0, steps: 0, openPoints: 0, trunk: null, emergency: null, guide: GUIDE_VERSION };
}

function unreadableRecord(id: string, kind: 'too-new' | 'invalid'): VaultError {
  const file = `sites/${id}/site.age`;
  const what = 'This site cannot be opened.';
  return kind === 'too-new'
    ? new VaultError({ code: 'too-new', what, why: 'A newer Trunkbook wrote it.', next: 'Update Trunkbook on this laptop. Nothing was changed.', file })
    : new VaultError({ code: 'corrupt', what, why: 'Its file opens, but what is inside is not a whole site.', next: 'Bring back the newest backup of the data folder, or send us the file. Nothing was changed.', file });
}

/** A new identifier for whatever the vault keeps. */
export function newId(): string {
  return randomUUID();
}
