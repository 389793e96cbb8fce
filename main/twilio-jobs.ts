import { keepReading } from '../domain/site/keep-reading.ts';
import type { EmergencyAnswer } from '../domain/emergency/keep-emergency.ts';
import type { Stamp } from '../domain/site/make.ts';
import type { AccountChoice, LedgerEntry, Site } from '../domain/site/record.ts';
import type { Goal } from '../domain/trunk/goal.ts';
import type { Fault, Job } from '../preload/contract.ts';
import { type Desk, newId } from './desk.ts';
import { keepEmergencyLook, pause, type Tell } from './emergency-look.ts';
import { CommandFault, toFault } from './fault.ts';
import type { Connection } from './twilio/connection.ts';
import type { Outcome } from './twilio/apply.ts';
import type { Progress } from './twilio/execute.ts';

/** Runs what is done at Twilio, one job at a time. The page may reload at any moment: all that it shows of a job is in the mirror. */
export class TwilioJobs {
  readonly #desk: Desk;
  readonly #connect: (site: Site) => Promise<Connection>;
  readonly #lookUp: (siteId: string) => Promise<void>;
  #places: ReadonlyMap<string, number> = new Map();
  readonly #tell: Tell;
  #running: { readonly id: string; readonly siteId: string; readonly goal: Goal['kind']; readonly stop: AbortController; readonly ended: Promise<void>; readonly byItself: boolean } | null = null;
  /** A job that nobody asked for, until there is something to do: before that nobody needs to see it. */
  #unseen: Job | null = null;

  /**
   * @param lookUp compares the PBX's name with its address before the first set-up, where that was not done
   * @param tell hears of registrations that are done, or failed
   */
  constructor(desk: Desk, connect: (site: Site) => Promise<Connection>, lookUp: (siteId: string) => Promise<void>, tell: Tell = () => {}) {
    this.#desk = desk;
    this.#connect = connect;
    this.#lookUp = lookUp;
    this.#tell = tell;
  }

  /** Whether a job of this site is under way. */
  isRunning(siteId: string): boolean {
    return this.#running?.siteId === siteId;
  }

  /** Whether any job is under way. */
  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** Whether a person stopped submitting this site's emergency addresses: then it goes on when somebody starts it again, or after the next unlocking. */
  isHalted(siteId: string): boolean {
    return this.#desk.mirror.get().halted.includes(siteId);
  }

  /** Starts a job and returns its id; progress comes through the mirror. What Trunkbook does by itself steps aside for it. */
  async start(siteId: string, goal: Goal): Promise<string> {
    if (this.#running?.byItself) {
      this.#running.stop.abort();
      await this.#running.ended;
    }
    const { id } = await this.#begin(siteId, goal, false);
    if (goal.kind === 'emergency') this.#halt(siteId, false);
    return id;
  }

  /** Submits what waits for a site's emergency addresses, unasked: it is shown as soon as there is something to do. Resolves at its end, with what stopped it. */
  async submit(siteId: string): Promise<Fault | null> {
    return (await this.#begin(siteId, { kind: 'emergency', confirmed: [] }, true)).ended;
  }

  async #begin(siteId: string, goal: Goal, byItself: boolean): Promise<{ readonly id: string; readonly ended: Promise<Fault | null> }> {
    if (this.#running !== null) {
      throw new CommandFault({ code: 'busy', what: 'Trunkbook is at work at Twilio already.', why: 'Trunkbook does one at a time.', next: 'Wait for it, or stop it.' });
    }
    const id = newId();
    const stop = new AbortController();
    // Taken before the first await: two clicks must not start two.
    let end = (): void => {};
    this.#running = { id, siteId, goal: goal.kind, stop, byItself, ended: new Promise((resolve) => { end = resolve; }) };
    const over = (): void => { this.#running = null; this.#unseen = null; end(); };
    try {
      const site = await this.#desk.site(siteId);
      const connection = await this.#connect(site);
      const job: Job = { id, siteId, goal: goal.kind, startedAt: this.#desk.stamp().at, state: 'reading', lines: [], fault: null, endedAt: null };
      if (byItself) this.#unseen = job;
      else this.#show(job);
      return { id, ended: this.#run(siteId, site.intent.account, connection, goal, stop.signal).finally(over) };
    } catch (error) {
      over();
      throw error;
    }
  }

  /** Asks a job to stop: calls in flight are finished and written down, nothing new begins. */
  cancel(jobId: string): void {
    if (this.#running?.id !== jobId) return;
    if (this.#running.goal === 'emergency') this.#halt(this.#running.siteId, true);
    this.#change((job) => ({ ...job, state: 'stopping' }));
    this.#running.stop.abort();
  }

  /** In the mirror, so that the page says what is so whatever job came after the one that was stopped. */
  #halt(siteId: string, stopped: boolean): void {
    const { mirror } = this.#desk;
    const others = mirror.get().halted.filter((id) => id !== siteId);
    mirror.patch({ what: 'halted', value: stopped ? [...others, siteId] : others });
  }

  /** Waits for whatever runs. */
  async ended(): Promise<void> {
    await this.#running?.ended;
  }

  /** Stops whatever runs and waits for it. Used before the vault locks. */
  async stop(): Promise<void> {
    this.#running?.stop.abort();
    await this.#running?.ended;
    this.#desk.mirror.patch({ what: 'halted', value: [] });
  }

  /** Resolves with what stopped it; never rejects. */
  async #run(siteId: string, account: AccountChoice, connection: Connection, goal: Goal, signal: AbortSignal): Promise<Fault | null> {
    const desk = this.#desk;
    let fault: Fault | null;
    try {
      if (goal.kind === 'set-up') await this.#lookUp(siteId);
      const ports = {
        client: await connection.client(), reader: await connection.client(signal), account,
        accountSid: connection.accountSid, readsAccount: connection.readsAccount,
        site: () => desk.site(siteId),
        record: (entries: readonly LedgerEntry[]) => desk.record(siteId, entries),
        report: (progress: Progress) => this.#report(progress),
        stamp: () => desk.stamp(),
        newId, now: Date.now, signal,
        sleep: (milliseconds: number) => pause(milliseconds, signal),
      };
      const observeEmergency = async (answer: EmergencyAnswer, chosen: AccountChoice, stamp: Stamp): Promise<void> => { await keepEmergencyLook(desk, siteId, this.#tell, answer, chosen, stamp); };
      let outcome: Outcome;
      if (goal.kind === 'emergency') {
        const { submitEmergency } = await import('./twilio/submit-emergency.ts');
        outcome = await submitEmergency({ ...ports, observe: observeEmergency });
      } else {
        const { applyPlan } = await import('./twilio/apply.ts');
        outcome = await applyPlan({
          ...ports, observeEmergency,
          observe: async (value, chosen, stamp) => {
            await desk.change(siteId, (site) => keepReading(site, { source: 'api', ...stamp, account: chosen, value }, Date.now()));
          },
        }, goal);
      }
      fault = outcomeFault(outcome, goal.kind);
    } catch (error) {
      fault = toFault(error);
    }
    if (this.#unseen === null) this.#change((job) => ({ ...job, state: fault === null ? 'done' : 'stopped', fault, endedAt: desk.stamp().at }));
    return fault;
  }

  /** Of a job of thousands of lines only the one that changed is sent. */
  #report(progress: Progress): void {
    if (this.#unseen !== null) {
      if (progress.kind !== 'planned') return;
      this.#show(this.#unseen);
      this.#unseen = null;
    }
    const { job } = this.#desk.mirror.get();
    if (progress.kind !== 'action' || job === null) return this.#change((now) => follow(now, progress));
    const index = this.#placeOf(job, progress.action);
    const line = job.lines[index];
    if (line === undefined) return;
    this.#desk.mirror.patch({ what: 'job-line', jobId: job.id, index, line: { ...line, state: progress.state, note: progress.note }, state: job.state === 'stopping' ? 'stopping' : 'running' });
  }

  /** Where an action's line stands; looked for anew when the lines are others. */
  #placeOf({ lines }: Job, action: string): number {
    const place = this.#places.get(action);
    if (place !== undefined && lines[place]?.action === action) return place;
    this.#places = new Map(lines.map((line, index) => [line.action, index]));
    return this.#places.get(action) ?? -1;
  }

  #show(job: Job): void {
    this.#desk.mirror.patch({ what: 'job', value: job });
  }

  #change(change: (job: Job) => Job): void {
    const { job } = this.#desk.mirror.get();
    if (job !== null) this.#show(change(job));
  }
}

function follow(job: Job, progress: Progress): Job {
  const going = job.state === 'stopping' ? 'stopping' : progress.kind === 'reading' ? 'reading' : 'running';
  if (progress.kind !== 'planned') return { ...job, state: going };
  const known = new Set(progress.actions.map((action) => action.id));
  const finished = job.lines.filter((line) => line.state === 'done' && !known.has(line.action));
  return { ...job, state: going, lines: [...finished, ...progress.actions.map((action) => ({ action: action.id, words: action.words, state: 'waiting' as const, note: null }))] };
}

/** Why a job ended before the account was as planned; null when it is. */
function outcomeFault(outcome: Outcome, goal: Goal['kind']): Fault | null {
  switch (outcome.kind) {
    case 'done':
      return null;
    case 'fault':
      return toFault(outcome.fault);
    case 'blocked':
      return {
        code: 'invalid-value', what: `The ${goal === 'undo' ? 'undoing' : 'set-up'} cannot go on yet.`, why: outcome.problems[0]?.why ?? 'A value is missing.', next: 'Mend what is marked, then go on.',
        fields: outcome.problems.map(({ field, why }) => ({ field, why })),
      };
    case 'questions':
      return { code: 'question', what: 'Something at Twilio needs your decision.', why: 'Trunkbook does not touch what it did not create.', next: 'Answer the questions, then go on.', fields: [] };
    case 'unconfirmed':
      return { code: 'confirm', what: 'Nothing was done.', why: 'The plan now has something that costs money and that you did not confirm.', next: 'Look at the plan again and confirm it.', fields: [] };
    case 'outdated':
      return { code: 'busy', what: 'Nothing was done.', why: 'What this site shall have was changed while Trunkbook read the account.', next: 'Start again when everything is entered.', fields: [] };
    case 'unsettled':
      return {
        code: 'twilio', what: 'Twilio does not show everything yet.', why: goal === 'emergency' ? 'Some of what was sent was not done, or is not in what Twilio lists yet.' : 'It said yes to each call, but a fresh reading of the account still differs from the plan.',
        next: goal === 'emergency' ? 'Trunkbook looks again by itself. Nothing will be registered twice.' : `Wait a minute and ${goal === 'set-up' ? 'press “Go on”' : 'read the account again'}. Nothing will be made twice.`, fields: [],
      };
  }
}
