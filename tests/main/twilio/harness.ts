import type { Held } from '../../../domain/trunk/drafting.ts';
import type { Intent, Site } from '../../../domain/site/record.ts';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import type { FaultPlan } from '../../../main/practice/faults.ts';
import { createPracticeFetch } from '../../../main/practice/fetch.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import { createTwilioClient } from '../../../main/twilio/client.ts';
import type { TwilioFetch } from '../../../main/twilio/http-client.ts';
import { planFor, type TrunkGoal } from '../../../domain/trunk/goal.ts';
import { MOST_IN_FLIGHT, Throttle } from '../../../main/twilio/throttle.ts';
import { type ApplyPorts, applyPlan, type Outcome } from '../../../main/twilio/apply.ts';
import type { Progress } from '../../../main/twilio/execute.ts';
import { keepEmergency } from '../../../domain/emergency/keep-emergency.ts';
import { readySite, STAMP } from '../../domain/make-site.ts';

/** The action that costs money where the trunk looks callers' names up. */
export const CNAM = 'create-trunk';

export interface Run {
  readonly faults?: FaultPlan;
  readonly stop?: AbortController;
  /** Called before each durable record, with its number from 1: throws to end everything there. */
  readonly atRecord?: (nth: number) => void;
  /** Called before each call leaves, with its number over the whole life of the bench, from 1. */
  readonly beforeCall?: (nth: number, method: string) => void;
}

/** A technician's laptop and the practice account, without a window and without a disk: what survives is `site` and `world`. */
export class Bench {
  world: PracticeWorld;
  site: Site;
  /** Calls to Twilio, as `METHOD path`, in the order they arrived. */
  readonly calls: string[] = [];
  /** How many calls were in flight when each began, and the statuses of the answers with how many had begun by then. */
  readonly begun: number[] = [];
  readonly statuses: number[] = [];
  readonly begunWhenAnswered: number[] = [];
  readonly progress: Progress[] = [];
  readonly waits: number[] = [];
  /** How many writes Twilio has done. */
  worked = 0;

  readonly #credentials: 'api-key' | 'auth-token';

  constructor(how: ((site: Site, world: PracticeWorld) => Partial<Intent>) | { readonly credentials?: 'api-key' | 'auth-token'; readonly accountType?: 'Full' | 'Trial' } = {}) {
    const change = typeof how === 'function' ? how : () => ({});
    const { credentials = 'api-key', accountType = 'Full' } = typeof how === 'function' ? {} : how;
    this.#credentials = credentials;
    this.world = PracticeWorld.fresh({ accountType });
    const site = readySite();
    const free = this.world.data.numbers.find((number) => number.voiceUrl === '');
    this.site = { ...site, intent: { ...site.intent, numbers: [{ phoneNumber: free?.phoneNumber ?? '', acquire: 'take' }] } };
    this.site = { ...this.site, intent: { ...this.site.intent, ...change(this.site, this.world) } };
  }

  intend(change: Partial<Intent>): void {
    this.site = { ...this.site, intent: { ...this.site.intent, ...change, at: new Date().toISOString() } };
  }

  /** One set-up, from its start to its outcome. CNAM, which costs money, is agreed to unless a test says otherwise. */
  setUp({ confirmed = [CNAM], ...options }: Run & { readonly confirmed?: readonly string[] } = {}): Promise<Outcome> {
    return this.run({ kind: 'set-up', confirmed }, options);
  }

  /** Takes away what Trunkbook made. */
  undo({ confirmed = [], ...options }: Run & { readonly confirmed?: readonly string[] } = {}): Promise<Outcome> {
    return this.run({ kind: 'undo', confirmed }, options);
  }

  async run(goal: TrunkGoal, options: Run = {}): Promise<Outcome> {
    return applyPlan(await this.ports(options), goal);
  }

  /** What the laptop's clock shows. */
  now(): number {
    return Date.now();
  }

  /** Something waits so long. */
  protected wait(milliseconds: number): void {
    this.waits.push(milliseconds);
  }

  /** What work at Twilio works with here. */
  protected async ports(options: Run): Promise<ApplyPorts> {
    const { stop = new AbortController() } = options;
    let records = 0;
    const practice = createPracticeFetch(this.world, { save: async () => { this.worked += 1; }, now: () => this.now(), ...(options.faults ? { faults: options.faults } : {}) });
    let flying = 0;
    const fetch: TwilioFetch = async (url, init) => {
      this.calls.push(`${init.method} ${new URL(url).pathname}`);
      options.beforeCall?.(this.calls.length, init.method);
      flying += 1;
      this.begun.push(flying);
      try {
        // So that calls that may run at once do.
        await new Promise((resolve) => setImmediate(resolve));
        const response = await practice(url, init);
        this.statuses.push(response.status);
        this.begunWhenAnswered.push(this.begun.length);
        return response;
      } finally {
        flying -= 1;
      }
    };
    const credentials = practiceCredentials(this.world, this.#credentials);
    const throttle = new Throttle(MOST_IN_FLIGHT);
    return {
      client: await createTwilioClient(credentials, fetch, undefined, throttle), reader: await createTwilioClient(credentials, fetch, stop.signal, throttle), account: this.site.intent.account, accountSid: credentials.accountSid, readsAccount: credentials.username.startsWith('AC'),
      site: async () => this.site,
      record: async (entries) => { options.atRecord?.(records += 1); this.site = { ...this.site, ledger: [...this.site.ledger, ...entries] }; },
      observe: async (value, account, stamp) => { this.site = { ...this.site, observed: { ...this.site.observed, twilio: { source: 'api', ...stamp, account, value } } }; },
      observeEmergency: async (answer, account, stamp) => { this.site = keepEmergency(this.site, answer, account, stamp, this.now()); },
      report: (progress) => this.progress.push(progress),
      stamp: () => ({ ...STAMP, at: new Date(this.now()).toISOString() }), newId: () => crypto.randomUUID(), now: () => this.now(), signal: stop.signal,
      sleep: async (milliseconds) => this.wait(milliseconds),
    };
  }

  /** What is still to do by the last reading. */
  todo(): readonly string[] {
    const result = planFor({ kind: 'set-up', confirmed: [] }, this.site, this.now());
    return result.kind === 'ready' ? result.actions.map((action) => action.id) : [result.kind];
  }

  /** What stays for now, by the last reading. */
  held(goal: TrunkGoal): readonly Held[] {
    const result = planFor(goal, this.site, this.now());
    return result.kind === 'ready' ? result.held : [];
  }

  /** Reads the account and does nothing. */
  async look(): Promise<'ready' | string> {
    await this.run({ kind: 'repair', row: 'none', confirmed: [] });
    return planFor({ kind: 'set-up', confirmed: [] }, this.site, this.now()).kind;
  }

  /** Lets an hour pass since whatever is in the ledger: nothing is young any more. */
  age(): void {
    this.site = { ...this.site, ledger: this.site.ledger.map((entry) => ({ ...entry, at: new Date(Date.parse(entry.at) - 3_600_000).toISOString() })) };
  }

  /** How many there are of each thing at Twilio. */
  count(): Record<'trunks' | 'accessLists' | 'ipAddresses' | 'credentialLists' | 'credentials' | 'originationUrls', number> {
    const { data } = this.world;
    return {
      trunks: data.trunks.length, accessLists: data.accessLists.length, ipAddresses: data.ipAddresses.length,
      credentialLists: data.credentialLists.length, credentials: data.credentials.length, originationUrls: data.originationUrls.length,
    };
  }
}

export const ONE_OF_EACH = { trunks: 1, accessLists: 1, ipAddresses: 1, credentialLists: 1, credentials: 1, originationUrls: 1 };
export const NONE_OF_ANY = { trunks: 0, accessLists: 0, ipAddresses: 0, credentialLists: 0, credentials: 0, originationUrls: 0 };
