import type { Site, SiteSummary } from '../domain/site/record.ts';
import { withoutSecrets } from '../domain/site/record.ts';
import type { Desk } from './desk.ts';
import { lookAtEmergency, pause, type Tell } from './emergency-look.ts';
import { toFault } from './fault.ts';
import type { Mirror } from '../preload/contract.ts';
import type { TwilioJobs } from './twilio-jobs.ts';
import type { Connection } from './twilio/connection.ts';

/** Between two rounds over the sites, in milliseconds: as soon as this after the network is back, what waits is submitted. */
const ROUND = 5000;
/** So long a site rests where something else than the network was in the way, unless somebody changes the site or an account. */
const REST = 10 * 60_000;
/** A job that ended badly stays to be read for so long before another takes its place on the screen. */
const LEFT_TO_READ = 2 * 60_000;

/** Whether something of a site waits that Trunkbook sends by itself. What is under way at Twilio is looked at in the archive too. */
const submits = ({ emergency, archivedAt }: SiteSummary): boolean => emergency !== null && emergency.queued > 0 && archivedAt === null;

export interface Watching {
  readonly desk: Desk;
  readonly jobs: TwilioJobs;
  readonly connect: (site: Site) => Promise<Connection>;
  readonly tell: Tell;
  readonly now: () => number;
}

/**
 * Looks after the emergency addresses of all sites while the vault is open: asks Twilio about what is under way when it is time to, and
 * submits what waits as soon as there is a network, unless a person stopped that. Nothing about it is kept: what is due follows from the
 * sites, so it goes on after a lock, a restart or a crash where it was. One thing at a time, and never beside a job.
 */
export class EmergencyWatch {
  readonly #with: Watching;
  #stop: AbortController | null = null;
  #rounds: Promise<void> = Promise.resolve();
  /** Ends the pause between two rounds. */
  #wake = new AbortController();
  /** Sites to be looked at now, whatever the time: each once after unlocking. */
  readonly #soon = new Set<string>();
  /** Until when a site rests, by its id, and what it and the accounts were like when that began. */
  readonly #resting = new Map<string, { readonly until: number; readonly site: SiteSummary | undefined; readonly accounts: Mirror['accounts'] }>();
  /** What the list said of a site when it had nothing to submit: only a change can give it something. */
  readonly #idle = new Map<string, SiteSummary>();

  constructor(how: Watching) {
    this.#with = how;
  }

  /** The vault is open: goes round until it is stopped, and looks at each site that has something under way or waiting once at first. */
  start(): void {
    if (this.#stop !== null) return;
    const stop = new AbortController();
    this.#stop = stop;
    for (const [id] of this.#sites()) this.#soon.add(id);
    this.#rounds = this.#goRound(stop.signal);
  }

  /** Ends what is being asked and waits for it. Used before the vault locks. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    this.#stop = null;
    await this.#rounds;
    this.#soon.clear();
    this.#resting.clear();
    this.#idle.clear();
  }

  /** Has a site looked at in the next round: somebody did something about it. */
  lookSoon(siteId: string): void {
    this.#soon.add(siteId);
    this.#resting.delete(siteId);
    this.#idle.delete(siteId);
    this.#wake.abort();
  }

  async #goRound(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Made before the round: who asks for a look while it runs does not wait for the pause after it.
      this.#wake = new AbortController();
      await this.round(signal);
      await pause(ROUND, AbortSignal.any([signal, this.#wake.signal]));
    }
  }

  #sites(): readonly (readonly [string, NonNullable<SiteSummary['emergency']>, SiteSummary])[] {
    return this.#with.desk.mirror.get().sites.flatMap((site) => {
      const { id, emergency, byHand } = site;
      return emergency === null || byHand || (emergency.underWay === 0 && !submits(site)) ? [] : [[id, emergency, site] as const];
    });
  }

  /** One round over the sites. Never rejects: what fails is tried again, or was told to whoever watches the job. */
  async round(signal: AbortSignal): Promise<void> {
    for (const [siteId, emergency, summary] of this.#sites()) {
      if (signal.aborted || this.#with.jobs.isBusy) return;
      if (this.#rests(siteId)) continue;
      const isDue = this.#soon.delete(siteId) || (emergency.underWay > 0 && this.#isTime(emergency));
      if (!isDue && (!submits(summary) || this.#with.jobs.isHalted(siteId) || this.#idle.get(siteId) === summary)) continue;
      try {
        await this.#see(siteId, summary, isDue, signal);
      } catch (error) {
        if (signal.aborted) return;
        const { code } = toFault(error);
        // Without a network it is tried again in the next round; anything else, such as a refused key, needs somebody first.
        if (isDue) this.#soon.add(siteId);
        if (code !== 'network' && code !== 'timeout' && code !== 'busy') this.#rest(siteId);
      }
    }
  }

  #rest(siteId: string): void {
    this.#resting.set(siteId, { until: this.#with.now() + REST, ...this.#shown(siteId) });
  }

  /** A rest longer than any is no rest: the clock was put back since it began. */
  #rests(siteId: string): boolean {
    const rest = this.#resting.get(siteId);
    if (rest === undefined) return false;
    const left = rest.until - this.#with.now();
    const { site, accounts } = this.#shown(siteId);
    return left > 0 && left <= REST && site === rest.site && accounts === rest.accounts;
  }

  #shown(siteId: string): { readonly site: SiteSummary | undefined; readonly accounts: Mirror['accounts'] } {
    const { sites, accounts } = this.#with.desk.mirror.get();
    return { site: sites.find(({ id }) => id === siteId), accounts };
  }

  /** Whether it is time to look again; also where the last look lies in the future, because the clock was put back since. */
  #isTime({ next, seen }: NonNullable<SiteSummary['emergency']>): boolean {
    const now = this.#with.now();
    return (next !== null && Date.parse(next) <= now) || (seen !== null && Date.parse(seen) > now);
  }

  async #see(siteId: string, summary: SiteSummary, isDue: boolean, signal: AbortSignal): Promise<void> {
    const { desk, jobs, connect, tell, now } = this.#with;
    const { emergencyPlan } = await import('../domain/emergency/registration.ts');
    let site = await desk.glance(siteId);
    if (isDue) {
      const before = emergencyPlan(withoutSecrets(site), now());
      const underWay = [...before.numbers].filter(([, { kind }]) => kind === 'under-way').map(([phoneNumber]) => phoneNumber);
      if (underWay.length > 0) site = await lookAtEmergency(desk, connect, siteId, tell, signal, underWay);
    }
    if (signal.aborted) return;
    const plan = emergencyPlan(withoutSecrets(site), now());
    // Waits for the terms, the trunk or a person: nothing to send.
    if (!plan.terms.confirmed || (plan.actions.length === 0 && !plan.unread && !plan.settling && plan.found.length === 0)) {
      this.#idle.set(siteId, desk.mirror.get().sites.find(({ id }) => id === siteId) ?? summary);
      return;
    }
    if (site.archivedAt !== null || jobs.isHalted(siteId) || this.#isBeingRead()) return;
    const fault = await jobs.submit(siteId);
    if (fault !== null && fault.code !== 'cancelled' && fault.code !== 'network' && fault.code !== 'timeout') this.#rest(siteId);
  }

  /** Another job ended badly a moment ago, and its words are still on the screen. */
  #isBeingRead(): boolean {
    const { job } = this.#with.desk.mirror.get();
    if (job === null || job.goal === 'emergency' || job.fault === null || job.endedAt === null) return false;
    const ago = this.#with.now() - Date.parse(job.endedAt);
    return ago >= 0 && ago < LEFT_TO_READ;
  }
}
