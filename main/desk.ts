import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { progress } from '../domain/overview/progress.ts';
import { readSite } from '../domain/site/migrations.ts';
import type { Stamp } from '../domain/site/make.ts';
import { type LedgerEntry, type Site, SiteSummary, withoutSecrets } from '../domain/site/record.ts';
import type { VaultView } from '../preload/contract.ts';
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
  site: Site;
  readonly waiting: { readonly change: (site: Site) => Site; readonly resolve: (site: Site) => void; readonly reject: (error: unknown) => void }[];
  saving: boolean;
}

/**
 * The open vault and the sites on the desk: the one truth. A change is on disk when its promise resolves, and only then reaches the page.
 */
export class Desk {
  readonly mirror: MirrorStore;
  readonly #sites = new Map<string, Held>();
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
    if (this.#vault === null) {
      throw new CommandFault({ code: 'locked', what: 'The vault is locked.', why: 'Trunkbook keeps no key while it is locked.', next: 'Unlock it and try again.' });
    }
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
  async site(id: string): Promise<Site> {
    const vault = this.vault();
    const held = this.#sites.get(id);
    if (held) return held.site;
    if (!vault.listSites().some((entry) => entry.id === id)) {
      throw new CommandFault({ code: 'not-found', what: 'This site is not in the vault.', why: 'It may have been made on another laptop.', next: 'Go back to the list of sites.' });
    }
    const stored = await vault.readSite(id);
    this.#tellNotices(vault);
    const reading = readSite(stored.document);
    if (reading.kind !== 'site') throw unreadableRecord(id, reading.kind);
    const again = this.#sites.get(id);
    if (again) return again.site;
    this.#sites.set(id, { site: reading.site, waiting: [], saving: false });
    return reading.site;
  }

  /** Puts a new site into the vault. */
  async add(site: Site): Promise<void> {
    await this.vault().saveSite(site.id, site, this.#summary(site));
    this.#sites.set(site.id, { site, waiting: [], saving: false });
    this.#showSites();
  }

  /** Changes a site. Resolves when the change is on disk; if it cannot be saved, the site stays as it was. */
  async change(id: string, change: (site: Site) => Site): Promise<Site> {
    await this.site(id);
    const next = await this.#save(id, change);
    if (this.mirror.get().site?.id === id) this.mirror.patch({ what: 'site', value: withoutSecrets(next) });
    this.#showSites();
    return next;
  }

  /** Adds to a site's ledger; the page gets just the new entries. */
  async record(id: string, entries: readonly LedgerEntry[]): Promise<void> {
    await this.site(id);
    await this.#save(id, (site) => ({ ...site, ledger: [...site.ledger, ...entries] }));
    this.mirror.patch({ what: 'ledger', siteId: id, entries: [...entries] });
  }

  /** Queues a change. It is made on what is on disk, together with those that came while the last save was under way. */
  #save(id: string, change: (site: Site) => Site): Promise<Site> {
    const held = this.#sites.get(id);
    if (!held) return Promise.reject(new Error('the site is not on the desk'));
    return new Promise((resolve, reject) => {
      held.waiting.push({ change, resolve, reject });
      if (held.waiting.length === 1 && !held.saving) void this.#saveWaiting(id, held);
    });
  }

  /** Saves what waits, all of it at once, until nothing does. A save that fails refuses exactly the changes that were in it. */
  async #saveWaiting(id: string, held: Held): Promise<void> {
    held.saving = true;
    while (held.waiting.length > 0) {
      const batch = held.waiting.splice(0);
      try {
        const vault = this.vault();
        const next = batch.reduce((site, { change }) => change(site), held.site);
        await vault.saveSite(id, next, this.#summary(next));
        held.site = next;
        for (const { resolve } of batch) resolve(next);
        this.#tellNotices(vault);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    held.saving = false;
  }

  #summary(site: Site): SiteSummary {
    const steps = progress(site, Date.now());
    return {
      id: site.id, name: site.name, createdAt: site.createdAt, touchedAt: new Date().toISOString(), archivedAt: site.archivedAt,
      practice: site.intent.account.kind === 'practice', stepsDone: steps.done, steps: steps.all,
    };
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

/** A site of which nothing could be read is listed all the same: opening it says why, and what to do. */
function unreadableSummary(id: string): SiteSummary {
  const never = new Date(0).toISOString();
  return { id, name: `Site ${id.slice(0, 8)} (cannot be read)`, createdAt: never, touchedAt: never, archivedAt: null, practice: false, stepsDone: 0, steps: 0 };
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
