import type { SiteSummary } from '../domain/site/record.ts';
import type { Job, VaultView } from '../preload/contract.ts';
import { copiedValue } from './clipboard.ts';
import type { Desk } from './desk.ts';
import { toFault } from './fault.ts';
import type { LaptopKey } from './laptop-key.ts';
import { inspectFolder } from './vault/vault.ts';

/** Something that works while the vault is open. */
export interface Stopping {
  readonly stop: () => Promise<unknown>;
}

/** What the page shows before a vault is open: none yet, one to unlock, or a folder that cannot be used. */
export async function lookAtFolder(folder: string, laptopKey: LaptopKey): Promise<VaultView> {
  try {
    const state = await inspectFolder(folder);
    return state.kind === 'empty' ? { kind: 'none' } : { kind: 'locked', unwatched: null, here: await laptopKey.isKept() };
  } catch (error) {
    return { kind: 'unusable', fault: toFault(error) };
  }
}

/** What the lock screen says of the work at Twilio that locking stopped. */
const STOPPED: Readonly<Record<Job['goal'], (site: string) => string>> = {
  'set-up': (site) => `The set-up of ${site} was stopped. After unlocking, open its step and press “Set up at Twilio”: it goes on where it stopped.`,
  repair: (site) => `A repair at ${site} was stopped. After unlocking, open “Compare this site, Twilio and 3CX” and see what still differs.`,
  emergency: (site) => `Submitting emergency addresses of ${site} was stopped. After unlocking it goes on by itself.`,
  undo: (site) => `Taking away what Trunkbook made for ${site} was stopped. After unlocking, open “Compare this site, Twilio and 3CX” and go on there.`,
};

/** What the lock screen says of registrations that go on at Twilio unwatched, and of addresses that wait; null where there are none. */
export function unwatchedRegistrations(sites: readonly SiteSummary[]): string | null {
  // In the archive nothing is submitted, but what is under way goes on and is looked after.
  const all = sites.flatMap(({ emergency, archivedAt }) => (emergency === null ? [] : [archivedAt === null ? emergency : { ...emergency, queued: 0 }]));
  const underWay = all.reduce((sum, one) => sum + one.underWay, 0);
  const queued = all.reduce((sum, one) => sum + one.queued, 0);
  const seen = all.flatMap((one) => (one.underWay > 0 && one.seen !== null ? [one.seen] : [])).sort()[0];
  const parts = [
    ...(underWay === 0 ? [] : [`${underWay} ${underWay === 1 ? 'registration' : 'registrations'}${seen === undefined ? '' : `, last seen ${shownTime(new Date(seen))}`}: Twilio goes on, and nobody looks until Trunkbook is unlocked.`]),
    ...(queued === 0 ? [] : [`${queued} ${queued === 1 ? 'number waits' : 'numbers wait'} for ${queued === 1 ? 'its' : 'their'} emergency address to be submitted.`]),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}

/** `10:42`, of another day with its date before it. */
function shownTime(moment: Date): string {
  const time = `${String(moment.getHours()).padStart(2, '0')}:${String(moment.getMinutes()).padStart(2, '0')}`;
  return moment.toDateString() === new Date().toDateString() ? time : `${moment.toDateString()} ${time}`;
}

/** Closes the vault in order: the call in flight is finished, everything is saved, the keys go. Safe to call at any time, and twice. */
export class Keeper {
  readonly #desk: Desk;
  readonly #jobs: Stopping;
  readonly #laptopKey: LaptopKey;
  /** Gives up what was opened with the vault, such as the practice account. */
  readonly #forget: () => void;
  /** Replaces the window, whose memory may hold what was on the screen. */
  readonly #replaceWindow: () => void;
  #closing: Promise<void> | null = null;
  #locking: Promise<void> | null = null;
  /** A lock was wanted while the vault was not open: where it is being opened, it closes again at once. */
  #wanted = false;

  /** @param jobs whatever works at Twilio */
  constructor(desk: Desk, jobs: Stopping, laptopKey: LaptopKey, forget: () => void, replaceWindow: () => void) {
    this.#desk = desk;
    this.#jobs = jobs;
    this.#laptopKey = laptopKey;
    this.#forget = forget;
    this.#replaceWindow = replaceWindow;
  }

  /** Locks Trunkbook. Nothing happens where it is locked already; sleep and screen lock may both ask while it is still locking. */
  lock(): Promise<void> {
    if (!this.#desk.isOpen) this.#wanted = true;
    else this.#locking ??= this.#lock().finally(() => { this.#locking = null; });
    return this.#locking ?? Promise.resolve();
  }

  async #lock(): Promise<void> {
    const { job, sites } = this.#desk.mirror.get();
    const stopped = job !== null && job.state !== 'done' && job.state !== 'stopped';
    const name = sites.find((site) => site.id === job?.siteId)?.name ?? 'a site';
    const unwatched = [stopped ? STOPPED[job.goal](name) : null, unwatchedRegistrations(sites)].filter((words) => words !== null).join(' ');
    await this.close();
    const here = await this.#laptopKey.isKept();
    this.#desk.mirror.patch(
      { what: 'site', value: null }, { what: 'directory', value: null }, { what: 'sites', value: [] }, { what: 'accounts', value: [] }, { what: 'job', value: null },
      { what: 'vault', value: { kind: 'locked', unwatched: unwatched === '' ? null : unwatched, here } },
    );
    this.#replaceWindow();
  }

  /** The passphrase is being tried from now on. */
  opening(): void {
    this.#wanted = false;
  }

  /** The vault has opened. If the laptop went to sleep meanwhile, it locks. */
  opened(): void {
    if (this.#wanted) void this.lock();
  }

  /** Closes the vault for good or until it is unlocked. */
  close(): Promise<void> {
    this.#closing ??= this.#close().finally(() => { this.#closing = null; });
    return this.#closing;
  }

  async #close(): Promise<void> {
    const forget = (): Promise<void> => copiedValue.forget().catch(() => {});
    await forget();
    try {
      await this.#jobs.stop();
      // What the list says of each site goes to the disk with it.
      await this.#desk.settle().catch(() => {});
    } finally {
      const vault = this.#desk.clear();
      this.#forget();
      // Again: a set-up may have been waited for, and something copied meanwhile.
      await forget();
      // A save that failed was told to whoever asked for it; the keys go in any case.
      await vault?.close().catch(() => {});
    }
  }
}
