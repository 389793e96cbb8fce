import type { Intent, Site } from '../../../domain/site/record.ts';
import { plan } from '../../../domain/trunk/plan.ts';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import type { FaultPlan } from '../../../main/practice/faults.ts';
import { createPracticeFetch } from '../../../main/practice/fetch.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import { createTwilioClient } from '../../../main/twilio/client.ts';
import type { TwilioFetch } from '../../../main/twilio/http-client.ts';
import { throttledFetch } from '../../../main/twilio/throttle.ts';
import { type Outcome, type Progress, setUpTrunk } from '../../../main/twilio/set-up.ts';
import { readySite, STAMP } from '../../domain/make-site.ts';

/** A technician's laptop and the practice account, without a window and without a disk: what survives is `site` and `world`. */
export class Bench {
  readonly world: PracticeWorld;
  site: Site;
  /** Calls to Twilio, as `METHOD path`, in the order they arrived. */
  readonly calls: string[] = [];
  /** How many calls were in flight when each began, and the statuses of the answers with how many had begun by then. */
  readonly begun: number[] = [];
  readonly statuses: number[] = [];
  readonly begunWhenAnswered: number[] = [];
  readonly progress: Progress[] = [];
  readonly waits: number[] = [];

  constructor(change: (site: Site, world: PracticeWorld) => Partial<Intent> = () => ({})) {
    this.world = PracticeWorld.fresh();
    const site = readySite();
    const free = this.world.data.numbers.find((number) => number.voiceUrl === '');
    this.site = { ...site, intent: { ...site.intent, numbers: [{ phoneNumber: free?.phoneNumber ?? '', acquire: 'take' }] } };
    this.site = { ...this.site, intent: { ...this.site.intent, ...change(this.site, this.world) } };
  }

  intend(change: Partial<Intent>): void {
    this.site = { ...this.site, intent: { ...this.site.intent, ...change, at: new Date().toISOString() } };
  }

  /**
   * One set-up, from its start to its outcome.
   * @param options.atRecord called before each durable record, with its number from 1: throws to end everything there
   */
  async setUp(options: { readonly faults?: FaultPlan; readonly confirmed?: readonly string[]; readonly stop?: AbortController; readonly atRecord?: (nth: number) => void } = {}): Promise<Outcome> {
    const { stop = new AbortController(), confirmed = [] } = options;
    let records = 0;
    const practice = createPracticeFetch(this.world, { save: async () => {}, now: Date.now, ...(options.faults ? { faults: options.faults } : {}) });
    let flying = 0;
    const fetch: TwilioFetch = async (url, init) => {
      this.calls.push(`${init.method} ${new URL(url).pathname}`);
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
    const credentials = practiceCredentials(this.world);
    return setUpTrunk({
      client: await createTwilioClient(credentials, throttledFetch(fetch)), accountSid: credentials.accountSid,
      site: async () => this.site,
      record: async (entries) => { options.atRecord?.(records += 1); this.site = { ...this.site, ledger: [...this.site.ledger, ...entries] }; },
      observe: async (value, account) => { this.site = { ...this.site, observed: { ...this.site.observed, twilio: { source: 'api', ...STAMP, at: new Date().toISOString(), account, value } } }; },
      report: (progress) => this.progress.push(progress),
      stamp: () => ({ ...STAMP, at: new Date().toISOString() }), newId: () => crypto.randomUUID(), now: Date.now, signal: stop.signal,
      sleep: async (milliseconds) => { this.waits.push(milliseconds); },
    }, confirmed);
  }

  /** What is still to do by the last reading. */
  todo(): readonly string[] {
    const result = plan(this.site.intent, this.site.observed, this.site.ledger, Date.now());
    return result.kind === 'ready' ? result.actions.map((action) => action.id) : [result.kind];
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
