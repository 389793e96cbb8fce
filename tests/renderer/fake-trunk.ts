import { randomUUID } from 'node:crypto';
import type { Directory } from '../../domain/numbers/directory.ts';
import type { Stamp } from '../../domain/site/make.ts';
import type { LedgerEntry, Site } from '../../domain/site/record.ts';
import { undecidedCalls } from '../../domain/emergency/ledger-addresses.ts';
import { emergencyPlan } from '../../domain/emergency/registration.ts';
import { parentOf, type Reference, subjectOf } from '../../domain/trunk/actions.ts';
import { type Goal, planFor } from '../../domain/trunk/goal.ts';
import { compareCommands } from '../../main/commands/compare-commands.ts';
import { practiceCommands } from '../../main/commands/practice-commands.ts';
import type { Desk } from '../../main/desk.ts';
import { CommandFault } from '../../main/fault.ts';
import type { PracticeShelf } from '../../main/practice-shelf.ts';
import type { Fault, Job, Patch } from '../../preload/contract.ts';
import type { FakeAccount } from './fake-account.ts';
import type { Handlers } from './fake-main.ts';
import { Refusal } from './refusal.ts';

export interface TrunkDesk {
  readonly account: FakeAccount;
  readonly site: (siteId: string) => Site;
  readonly keep: (site: Site) => void;
  readonly directory: (siteId: string) => Directory;
  readonly record: (siteId: string, entries: readonly LedgerEntry[]) => void;
  readonly stamp: () => Stamp;
  readonly job: () => Job | null;
  readonly show: (job: Job) => void;
  /** The sites whose submitting was stopped. */
  readonly halt: (sites: readonly string[]) => void;
  /** One line of the job, as main sends it while it works. */
  readonly showLine: (line: Omit<Extract<Patch, { what: 'job-line' }>, 'what'>) => void;
  readonly beforeCall: (action: string) => Promise<void>;
  readonly readEmergency: (siteId: string) => void;
}

type TrunkHandlers = Pick<Handlers, 'trunk.read' | 'trunk.apply' | 'trunk.take' | 'trunk.adopt' | 'pbx.report' | 'practice.disturb' | 'practice.passTime' | 'practice.network' | 'practice.dial933' | 'job.cancel'>;

export const OFFLINE = new Refusal({ code: 'network', what: 'Twilio could not be reached.', why: 'This laptop has no network.', next: 'Use the mobile’s hotspot, then try again.' });

/** The fake main's channels for the account and the comparison. What is done on this side is done by main's own commands. */
export class FakeTrunk {
  readonly #desk: TrunkDesk;
  #stopping = false;

  constructor(desk: TrunkDesk) {
    this.#desk = desk;
  }

  read(siteId: string, inside: string | null = null): void {
    const { account, site, keep, stamp } = this.#desk;
    const now = site(siteId);
    keep({ ...now, observed: { ...now.observed, twilio: { source: 'api', ...stamp(), account: now.intent.account, value: account.read(now, inside) } } });
  }

  handlers(): TrunkHandlers {
    const { account, site, keep, directory, stamp, job } = this.#desk;
    const desk = { site: async (id: string) => site(id), directory: async (id: string) => directory(id), change: async (id: string, change: (site: Site) => Site) => keep(change(site(id))), stamp };
    const shelf = {
      take: async () => ({
        disturb: async (sid: string, what: Parameters<FakeAccount['disturb']>[1]) => account.disturb(sid, what),
        network: (reachable: boolean | null) => (account.online = reachable ?? account.online),
        passTime: async (milliseconds: number) => (account.clockAhead += milliseconds), readBack: async ({ callerId }: { readonly callerId: string }) => account.readBack(callerId),
      }),
    };
    // Of the desk and the shelf, main's commands use no more than this.
    const commands = { ...compareCommands(desk as unknown as Desk), ...practiceCommands(desk as unknown as Desk, shelf as unknown as PracticeShelf, () => {}) };
    const saying = async <Value>(doing: () => Value | Promise<Value>): Promise<Value> => {
      try {
        return await doing();
      } catch (error) {
        throw error instanceof CommandFault ? new Refusal(error.fault) : error;
      }
    };
    return {
      'trunk.take': (input) => saying(() => commands['trunk.take'](input)),
      'trunk.adopt': (input) => saying(() => commands['trunk.adopt'](input)),
      'pbx.report': (input) => saying(() => commands['pbx.report'](input)),
      'practice.disturb': (input) => saying(() => commands['practice.disturb'](input)),
      'practice.passTime': (input) => saying(() => commands['practice.passTime'](input)),
      'practice.network': (input) => saying(() => commands['practice.network'](input)),
      'practice.dial933': (input) => saying(() => commands['practice.dial933'](input)),
      'trunk.read': ({ siteId, inside }) => {
        if (!account.online) throw OFFLINE;
        this.read(siteId, inside);
        return {};
      },
      'trunk.apply': ({ siteId, goal }) => {
        const id = randomUUID();
        this.#stopping = false;
        if (goal.kind === 'emergency') this.#desk.halt([]);
        this.#desk.show({ id, siteId, goal: goal.kind, startedAt: stamp().at, state: 'reading', lines: [], fault: null, endedAt: null });
        void this.#work(siteId, goal);
        return { jobId: id };
      },
      'job.cancel': () => {
        this.#stopping = true;
        const now = job();
        if (now?.goal === 'emergency') this.#desk.halt([now.siteId]);
        if (now) this.#desk.show({ ...now, state: 'stopping' });
        return {};
      },
    };
  }

  #change(change: Partial<Job>): void {
    const job = this.#desk.job();
    if (job) this.#desk.show({ ...job, ...change });
  }

  async #work(siteId: string, goal: Goal): Promise<void> {
    const { account, site, record, stamp, beforeCall } = this.#desk;
    const stop = (fault: Fault): void => this.#change({ state: 'stopped', fault, endedAt: stamp().at });
    const read = (): void => (goal.kind === 'emergency' ? this.#desk.readEmergency(siteId) : this.read(siteId));
    if (!account.online) return stop(OFFLINE.fault);
    read();
    // What is asked of one number's address holds up no other.
    const todo = goal.kind === 'emergency' ? { ...emergencyPlan(site(siteId), Date.now()), questions: [] } : planFor(goal, site(siteId), Date.now());
    if (todo.kind !== 'ready' || todo.questions.length > 0) return stop(new Refusal({ code: 'question', what: 'Something needs your decision.' }).fault);
    if (todo.actions.some(({ id, consent }) => consent !== null && !goal.confirmed.includes(id))) return stop(new Refusal({ code: 'confirm', what: 'Nothing was done.' }).fault);
    this.#change({ lines: todo.actions.map((action) => ({ action: action.id, words: action.words, state: 'waiting', note: null })), state: 'running' });
    const sids = new Map<string, string>();
    const sidOf = (reference: Reference): string => (reference.kind === 'sid' ? reference.sid : sids.get(reference.action) ?? '');
    const sidOfOrNull = (reference: Reference | null): string | null => (reference === null ? null : sidOf(reference));
    const failed = new Set<string>();
    for (const [index, action] of todo.actions.entries()) {
      if (action.needs.some((need) => failed.has(need))) { failed.add(action.id); continue; }
      const { work } = action;
      const show = (state: Job['lines'][number]['state'], note: string | null = null): void => {
        const running = this.#desk.job();
        if (running) this.#desk.showLine({ jobId: running.id, index, line: { action: action.id, words: action.words, state, note }, state: this.#stopping ? 'stopping' : 'running' });
      };
      if (this.#stopping) return stop(new Refusal({ code: 'cancelled', what: 'This did not work: working at Twilio.', why: 'It was stopped.', next: 'Go on when you like: it continues where it stopped.' }).fault);
      const call = randomUUID();
      // Sent in another form, what was suggested before is decided.
      const earlier = work.do === 'create-emergency-address' ? undecidedCalls(site(siteId).ledger, action.naturalKey).map((one): LedgerEntry => ({ id: randomUUID(), ...stamp(), kind: 'decided', call: one, choice: 'edited' })) : [];
      record(siteId, [{
        id: call, ...stamp(), kind: 'call', accountSid: account.accountSid, action: action.id, resource: action.resource, effect: action.effect, target: sidOfOrNull(subjectOf(action.work)), parent: sidOfOrNull(parentOf(action.work)), naturalKey: action.naturalKey,
        secretRevision: 'secretRevision' in action.work ? action.work.secretRevision : null,
      }]);
      if (work.do === 'create-emergency-address') record(siteId, [...earlier, { id: randomUUID(), ...stamp(), kind: 'address', call, as: 'entered', address: work.address }]);
      show('running');
      const verdict = work.do === 'create-emergency-address' ? account.judgeAddress(work.address) : { ok: true as const };
      if (!verdict.ok) {
        const sentence = verdict.twilioCode === 21629 ? 'Twilio suggests another form of this address.' : 'Twilio does not know this address.';
        record(siteId, [
          { id: randomUUID(), ...stamp(), kind: 'refused', call, code: 'invalid', twilioCode: verdict.twilioCode, sentence },
          ...verdict.suggestions.map((address): LedgerEntry => ({ id: randomUUID(), ...stamp(), kind: 'address', call, as: 'suggested', address })),
        ]);
        show('refused', sentence);
        failed.add(action.id);
        continue;
      }
      try {
        await beforeCall(action.id);
      } catch (error) {
        const sentence = error instanceof Error ? error.message : 'refused';
        record(siteId, [{ id: randomUUID(), ...stamp(), kind: 'refused', call, code: 'twilio', twilioCode: null, sentence }]);
        show('refused', sentence);
        return stop(new Refusal({ code: 'twilio', what: 'Twilio refused a call.', why: sentence, next: 'Press “Go on”: nothing is made twice.' }).fault);
      }
      const sid = account.perform(work, sidOf);
      sids.set(action.id, sid);
      record(siteId, [
        { id: randomUUID(), ...stamp(), kind: 'done', call, sid },
        ...(work.do === 'create-emergency-address' ? [{ id: randomUUID(), ...stamp(), kind: 'address' as const, call, as: 'accepted' as const, address: work.address }] : []),
      ]);
      show('done');
    }
    read();
    this.#change({ state: 'done', endedAt: stamp().at });
  }
}
