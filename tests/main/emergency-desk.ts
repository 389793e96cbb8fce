import type { Site } from '../../domain/site/record.ts';
import { emergencyPlan, type EmergencyPlan } from '../../domain/emergency/registration.ts';
import { withoutSecrets } from '../../domain/site/record.ts';
import type { News } from '../../domain/emergency/news.ts';
import { emergencyTwilioCommands } from '../../main/commands/emergency-twilio-commands.ts';
import { trunkCommands } from '../../main/commands/trunk-commands.ts';
import { EmergencyWatch } from '../../main/emergency-watch.ts';
import type { Handlers } from '../../main/ipc/answer.ts';
import { practiceCredentials } from '../../main/practice/credentials.ts';
import { createPracticeFetch } from '../../main/practice/fetch.ts';
import { createTwilioClient } from '../../main/twilio/client.ts';
import type { Connection } from '../../main/twilio/connection.ts';
import type { TwilioFetch } from '../../main/twilio/http-client.ts';
import { TwilioJobs } from '../../main/twilio-jobs.ts';
import { Workplace } from './commands/workplace.ts';
import type { EmergencyBench } from './twilio/emergency-bench.ts';

/** Main's own parts around a real vault, with the practice account in Twilio's place: jobs, the watch, and the commands that the page has for them. */
export class EmergencyDesk {
  readonly place: Workplace;
  readonly siteId: string;
  readonly jobs: TwilioJobs;
  readonly watch: EmergencyWatch;
  readonly bench: EmergencyBench;
  /** Calls to Twilio, as `METHOD path body`. */
  readonly calls: string[] = [];
  readonly news: News[] = [];
  /** Called before each call; an answer that it gives takes the place of Twilio's. */
  beforeCall: (call: string) => Promise<Response | void> | Response | void = () => {};
  /** Called when Twilio has done what a call asked; what it throws is what comes of the answer. */
  afterCall: (call: string) => void = () => {};
  readonly connect: () => Promise<Connection>;

  private constructor(bench: EmergencyBench, place: Workplace, handlers: Partial<Handlers>) {
    this.bench = bench;
    this.place = place;
    this.siteId = bench.site.id;
    const practice = createPracticeFetch(bench.world, { save: async () => {}, now: Date.now });
    const fetch: TwilioFetch = async (url, init) => {
      const call = `${init.method} ${new URL(url).pathname} ${init.body ?? ''}`;
      this.calls.push(call);
      const answer = await this.beforeCall(call) ?? await practice(url, init);
      this.afterCall(call);
      return answer;
    };
    const credentials = practiceCredentials(bench.world);
    const connect = async (): Promise<Connection> => ({ accountSid: credentials.accountSid, readsAccount: false, resolveName: async () => ({ kind: 'none' }), client: (signal) => createTwilioClient(credentials, fetch, signal) });
    this.connect = connect;
    const tell = (_: Site, news: News): void => { this.news.push(news); };
    this.jobs = new TwilioJobs(place.desk, connect, async () => {}, tell);
    this.watch = new EmergencyWatch({ desk: place.desk, jobs: this.jobs, connect, tell, now: Date.now });
    const reading = { desk: place.desk, connect, signal: () => new AbortController().signal, tell };
    Object.assign(handlers, trunkCommands({ ...reading, jobs: this.jobs }), emergencyTwilioCommands({ ...reading, lookSoon: (siteId) => this.watch.lookSoon(siteId) }));
  }

  static async open(bench: EmergencyBench): Promise<EmergencyDesk> {
    const handlers: Partial<Handlers> = {};
    const place = await Workplace.open(() => handlers);
    await place.desk.add(bench.site);
    return new EmergencyDesk(bench, place, handlers);
  }

  async close(): Promise<void> {
    await this.watch.stop();
    await this.jobs.stop();
    await this.place.close();
  }

  get site(): Promise<Site> {
    return this.place.desk.site(this.siteId);
  }

  /** What the list of sites says. */
  get said() {
    return this.place.desk.mirror.get().sites.find(({ id }) => id === this.siteId)?.emergency ?? null;
  }

  get job() {
    return this.place.desk.mirror.get().job;
  }

  async plan(): Promise<EmergencyPlan> {
    return emergencyPlan(withoutSecrets(await this.site), Date.now());
  }

  /** What was sent to be changed at Twilio. */
  get posts(): readonly string[] {
    return this.calls.filter((call) => call.startsWith('POST'));
  }

  /** One round of the watch. */
  round(): Promise<void> {
    return this.watch.round(new AbortController().signal);
  }
}
