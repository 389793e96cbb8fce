import { sameAccount } from '../../domain/site/same-account.ts';
import type { Stamp } from '../../domain/site/make.ts';
import { type AccountChoice, currentSipPassword, isOutcome, type LedgerEntry, type Site, type TwilioSnapshot } from '../../domain/site/record.ts';
import { type Action, parentOf, type Reference, subjectOf } from '../../domain/trunk/actions.ts';
import { readLedger } from '../../domain/trunk/ledger.ts';
import { type Goal, planFor } from '../../domain/trunk/goal.ts';
import type { Plan } from '../../domain/trunk/plan.ts';
import type { Problem } from '../../domain/trunk/requirements.ts';
import type { Twilio } from './client.ts';
import { toTwilioFault, TwilioFault } from './errors.ts';
import { perform } from './perform.ts';
import { readAccount } from './read-account.ts';
import { retryBusy } from './retry.ts';
import { MOST_IN_FLIGHT, Throttle } from './throttle.ts';

/** What applying works with. Nothing of Electron is in it, so that fault sweeps run it in a plain child process. */
export interface ApplyPorts {
  /** For writes: a call under way is finished. */
  readonly client: Twilio;
  /** For readings, which end at once when the job is stopped. */
  readonly reader: Twilio;
  readonly accountSid: string;
  /** Whether the credential may read the account itself. */
  readonly readsAccount: boolean;
  /** The account that was chosen when the client was made for it. */
  readonly account: AccountChoice;
  readonly site: () => Promise<Site>;
  /** Durable when it resolves. */
  readonly record: (entries: readonly LedgerEntry[]) => Promise<void>;
  /** Keeps what was read, with the account that was chosen then and the moment before it was asked. */
  readonly observe: (snapshot: TwilioSnapshot, account: AccountChoice, stamp: Stamp) => Promise<void>;
  readonly report: (progress: Progress) => void;
  readonly stamp: () => Stamp;
  readonly newId: () => string;
  readonly now: () => number;
  /** Waits so many milliseconds, or less when cancelled. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
}

export type Progress =
  | { readonly kind: 'reading' }
  | { readonly kind: 'planned'; readonly actions: readonly Action[] }
  | { readonly kind: 'action'; readonly action: string; readonly state: 'running' | 'done' | 'refused' | 'unknown'; readonly note: string | null };

export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'blocked'; readonly problems: readonly Problem[] }
  | { readonly kind: 'questions' }
  /** Actions that cost money and were not confirmed. */
  | { readonly kind: 'unconfirmed'; readonly costs: readonly string[] }
  | { readonly kind: 'fault'; readonly fault: TwilioFault }
  /** What the site shall have was changed again and again while the account was read. */
  | { readonly kind: 'outdated' }
  /** Twilio said yes to everything, and a fresh reading still differs. */
  | { readonly kind: 'unsettled' };

/** Readings after which a difference is no longer put down to Twilio's read lag, a second apart (twilio.md 1.5). */
const LAG_READINGS = 5;
/** As many for an origination URL, which Twilio would take twice: as long as a call counts as young. */
const URL_READINGS = 15;
/** Rounds of reading, planning and doing: the second reconciles answers that were lost in the first. */
const ROUNDS = 4;

/**
 * Brings the account to the goal: read, plan, do, read again, until the plan is empty. Starting it again after anything whatever is safe:
 * it never creates what is there, and takes up what a lost answer left behind.
 */
export async function applyPlan(ports: ApplyPorts, goal: Goal): Promise<Outcome> {
  let round = 0;
  let lag = 0;
  let outdated = 0;
  /** Changes that Twilio said yes to in this run: sent again, they would do nothing. */
  const changed = new Set<string>();
  for (;;) {
    if (ports.signal.aborted) return { kind: 'fault', fault: cancelled() };
    const read = await look(ports, goal);
    // The site shall have something else since it was asked: it is asked again.
    if (read.kind === 'not-read' && outdated < ROUNDS) { outdated += 1; continue; }
    if (read.kind !== 'ready') return read.kind === 'not-read' ? { kind: 'outdated' } : read;
    const { actions, questions } = read;
    if (actions.length === 0 && questions.length === 0) return { kind: 'done' };
    if (questions.length > 0) return { kind: 'questions' };
    const sent = actions.every(({ work }) => changed.has(JSON.stringify(work)));
    const recent = await recentlyDone(ports, actions);
    const urlsAgain = recent.some(({ resource }) => resource === 'origination-url');
    if ((sent || recent.length > 0) && lag < (urlsAgain ? URL_READINGS : LAG_READINGS)) {
      // Twilio may have these already, and its lists do not show them yet. Doing them again could double them.
      lag += 1;
      await ports.sleep(1000);
      continue;
    }
    // Longer than any lag that was seen: somebody took it away, and it is made again. If it is there all the same, Twilio refuses the second
    // one by its name; but not an origination URL, which it would take twice.
    if (sent || recent.some(({ answered, resource }) => answered && resource === 'origination-url')) return { kind: 'unsettled' };
    if (round >= ROUNDS) return { kind: 'unsettled' };
    const costs = actions.filter((action) => action.consent !== null && !goal.confirmed.includes(action.id)).map((action) => action.id);
    if (costs.length > 0) return { kind: 'unconfirmed', costs };
    ports.report({ kind: 'planned', actions });
    const fault = await execute(ports, actions, ({ work, effect }) => { if (effect === 'change') changed.add(JSON.stringify(work)); });
    // An unknown outcome is settled by looking: the next round reads, and takes up what is there.
    if (fault !== null && !(round + 1 < ROUNDS && (await mayBeSettledByLooking(ports, fault)))) return { kind: 'fault', fault };
    if (fault !== null) await ports.sleep(1000 * 2 ** round);
    round += 1;
    lag = 0;
  }
}

type Look = Plan | { readonly kind: 'fault'; readonly fault: TwilioFault };

/** Reads the account, keeps what was read, and plans. What became of calls whose answers were lost goes into the ledger. */
async function look(ports: ApplyPorts, goal: Goal): Promise<Look> {
  ports.report({ kind: 'reading' });
  const before = await ports.site();
  if (!sameAccount(before.intent.account, ports.account)) return { kind: 'fault', fault: otherAccount() };
  const stamp = ports.stamp();
  let snapshot: TwilioSnapshot;
  try {
    snapshot = await retryBusy(() => readAccount({ ...ports, client: ports.reader }, before), { doing: 'reading the account', retry: 'reading' }, ports);
  } catch (error) {
    return { kind: 'fault', fault: toTwilioFault(error, { doing: 'reading the account' }) };
  }
  await ports.observe(snapshot, before.intent.account, stamp);
  const first = planFor(goal, await ports.site(), ports.now());
  if (first.kind !== 'ready' || first.found.length === 0) return first;
  await ports.record(first.found.map(({ call, sid }) => ({ id: ports.newId(), ...ports.stamp(), kind: 'found', call, sid })));
  return planFor(goal, await ports.site(), ports.now());
}

/** How long what was done may stay invisible, in milliseconds. */
const LAG = 15_000;

/** Which of these actions make or take away again what was made or taken away a moment ago; and whether Twilio said yes then, or the answer was lost. */
async function recentlyDone(ports: ApplyPorts, actions: readonly Action[]): Promise<readonly { readonly resource: Action['resource']; readonly answered: boolean }[]> {
  const { ledger } = await ports.site();
  const young = ledger.filter((entry) => ports.now() - Date.parse(entry.at) < LAG);
  const outcome = new Map(young.flatMap((entry) => (isOutcome(entry) ? [[entry.call, entry.kind] as const] : [])));
  const deeds = new Map<string, boolean>();
  for (const entry of young) {
    if (entry.kind !== 'call' || entry.effect === 'change' || entry.accountSid !== ports.accountSid || outcome.get(entry.id) === 'refused') continue;
    // What was taken away meanwhile may be made again at once.
    if (entry.effect === 'remove') deeds.delete(deedOf({ ...entry, effect: 'create' }));
    deeds.set(deedOf(entry), outcome.get(entry.id) === 'done');
  }
  return actions.flatMap((action) => {
    const answered = deeds.get(deedOf(action));
    return answered === undefined ? [] : [{ resource: action.resource, answered }];
  });
}

function deedOf({ effect, resource, naturalKey, target }: Pick<Action, 'effect' | 'resource' | 'naturalKey' | 'target'>): string {
  return `${effect} ${resource} ${effect === 'remove' ? target ?? naturalKey : naturalKey}`;
}

/** A write whose outcome is not known; or one that was refused as taken although an earlier one, whose answer was lost, may have taken it. */
async function mayBeSettledByLooking(ports: ApplyPorts, fault: TwilioFault): Promise<boolean> {
  if (fault.code === 'cancelled') return false;
  if (fault.outcomeUnknown) return true;
  if (fault.code !== 'taken' && fault.code !== 'duplicate') return false;
  return readLedger((await ports.site()).ledger, ports.accountSid).unanswered.size > 0;
}

/**
 * So many actions are written into the ledger ahead of their turn: while four calls are in flight, the next four are on disk already, and no
 * call waits for the disk.
 */
const MOST_AHEAD = 2 * MOST_IN_FLIGHT;

/**
 * Does the plan's actions, each as soon as those it needs are answered. Null when all were; else Twilio's first fault, after all in flight
 * came back. Throws what went wrong on this side, such as a ledger that cannot be written: then no further call may be sent.
 */
async function execute(ports: ApplyPorts, actions: readonly Action[], onDone: (action: Action) => void): Promise<TwilioFault | null> {
  const ahead = new Throttle(MOST_AHEAD);
  const inFlight = new Throttle(MOST_IN_FLIGHT);
  const sids = new Map<string, string>();
  const runs = new Map<string, Promise<boolean>>();
  let failure: unknown = null;
  const goesOn = (): boolean => {
    if (failure === null && ports.signal.aborted) failure = cancelled();
    return failure === null;
  };
  const run = async (action: Action): Promise<boolean> => {
    const ready = await Promise.all(action.needs.map((need) => runs.get(need) ?? true));
    if (ready.includes(false)) return false;
    return ahead.run(async () => {
      if (!goesOn()) return false;
      try {
        const sid = await doOne(ports, action, { sids, inFlight, goesOn });
        if (sid === null) return false;
        sids.set(action.id, sid);
        onDone(action);
        return true;
      } catch (error) {
        failure ??= error;
        return false;
      }
    });
  };
  for (const action of actions) runs.set(action.id, run(action));
  await Promise.all(runs.values());
  if (failure === null || failure instanceof TwilioFault) return failure;
  throw failure;
}

interface Doing {
  readonly sids: ReadonlyMap<string, string>;
  readonly inFlight: Throttle;
  /** False once something failed or was stopped: nothing further is sent. */
  readonly goesOn: () => boolean;
}

/** One action: into the ledger, to Twilio, and its answer into the ledger. Null where it was not sent after all. */
async function doOne(ports: ApplyPorts, action: Action, { sids, inFlight, goesOn }: Doing): Promise<string | null> {
  const site = await ports.site();
  const call = ports.newId();
  const { work } = action;
  const sipPassword = currentSipPassword(site);
  if ('secretRevision' in work && sipPassword?.revision !== work.secretRevision) throw passwordChanged();
  const sidOf = (reference: Reference): string => (reference.kind === 'sid' ? reference.sid : sids.get(reference.action) ?? '');
  const sidOfOrNull = (reference: Reference | null): string | null => (reference === null ? null : sidOf(reference));
  await ports.record([{
    id: call, ...ports.stamp(), kind: 'call', accountSid: ports.accountSid, action: action.id, resource: action.resource, effect: action.effect, target: sidOfOrNull(subjectOf(work)), parent: sidOfOrNull(parentOf(work)),
    naturalKey: action.naturalKey, secretRevision: 'secretRevision' in work ? work.secretRevision : null,
  }]);
  const performing = { client: ports.client, accountSid: ports.accountSid, siteName: site.name, sidOf, sipPassword: sipPassword?.value ?? '' };
  const after = (): { id: string; call: string; at: string; who: string; device: string } => ({ id: ports.newId(), call, ...ports.stamp() });
  try {
    const sid = await retryBusy(() => inFlight.run(async () => {
      if (!goesOn()) return null;
      ports.report({ kind: 'action', action: action.id, state: 'running', note: null });
      return perform(work, performing);
    }), { doing: action.words, retry: 'writing' }, ports);
    if (sid === null) {
      await ports.record([{ ...after(), kind: 'refused', code: 'cancelled', twilioCode: null, sentence: 'It was not sent.' }]);
      return null;
    }
    await ports.record([{ ...after(), kind: 'done', sid }]);
    ports.report({ kind: 'action', action: action.id, state: 'done', note: null });
    return sid;
  } catch (error) {
    if (!(error instanceof TwilioFault)) throw error;
    if (action.effect === 'remove' && action.target !== null && error.code === 'not-found') {
      // It is gone, which is all that was wanted: somebody was quicker, or an earlier answer was lost.
      await ports.record([{ ...after(), kind: 'found', sid: action.target }]);
      ports.report({ kind: 'action', action: action.id, state: 'done', note: 'It was gone already.' });
      return action.target;
    }
    const sentence = `${error.what} ${error.why}`;
    await ports.record([error.outcomeUnknown ? { ...after(), kind: 'unknown', sentence } : { ...after(), kind: 'refused', code: error.code, twilioCode: error.twilioCode, sentence }]);
    ports.report({ kind: 'action', action: action.id, state: error.outcomeUnknown ? 'unknown' : 'refused', note: sentence });
    throw error;
  }
}

/** The client is one of another account than the site is to be worked on now. */
function otherAccount(): TwilioFault {
  return new TwilioFault({ code: 'cancelled', what: 'Nothing further was done.', why: 'Another account was chosen for this site meanwhile.', next: 'Look at the plan for that account, then start again.', outcomeUnknown: false });
}

/** What was planned is not what the vault has now: sent, it would not be what the ledger says. */
function passwordChanged(): TwilioFault {
  return new TwilioFault({ code: 'invalid', what: 'The SIP password was not sent.', why: 'It was changed while Trunkbook was at work.', next: 'Go on: it is planned anew.', outcomeUnknown: false });
}

function cancelled(): TwilioFault {
  const stop = new AbortController();
  stop.abort();
  return toTwilioFault(stop.signal.reason, { doing: 'working at Twilio' });
}
