import { sameAccount } from '../../domain/site/same-account.ts';
import type { EmergencyAnswer } from '../../domain/emergency/keep-emergency.ts';
import type { Stamp } from '../../domain/site/make.ts';
import { type AccountChoice, isOutcome, type TwilioSnapshot } from '../../domain/site/record.ts';
import type { Action } from '../../domain/trunk/actions.ts';
import { LAG } from '../../domain/trunk/lag.ts';
import { readLedger } from '../../domain/trunk/ledger.ts';
import { planFor, type TrunkGoal } from '../../domain/trunk/goal.ts';
import type { Plan } from '../../domain/trunk/plan.ts';
import type { Problem } from '../../domain/trunk/requirements.ts';
import type { Twilio } from './client.ts';
import { toTwilioFault, type TwilioFault } from './errors.ts';
import { cancelled, execute, type ExecutePorts, otherAccount, recordFound } from './execute.ts';
import { readAccount } from './read-account.ts';
import { readEmergency } from './read-emergency.ts';
import { retryBusy } from './retry.ts';

/** What applying works with. Nothing of Electron is in it, so that fault sweeps run it in a plain child process. */
export interface ApplyPorts extends ExecutePorts {
  /** For readings, which end at once when the job is stopped. */
  readonly reader: Twilio;
  /** Whether the credential may read the account itself. */
  readonly readsAccount: boolean;
  /** The account that was chosen when the client was made for it. */
  readonly account: AccountChoice;
  /** Keeps what was read, with the account that was chosen then and the moment before it was asked. */
  readonly observe: (snapshot: TwilioSnapshot, account: AccountChoice, stamp: Stamp) => Promise<void>;
  /** The same for the emergency addresses, which an undo looks at. */
  readonly observeEmergency: (answer: EmergencyAnswer, account: AccountChoice, stamp: Stamp) => Promise<void>;
  readonly now: () => number;
}

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
export async function applyPlan(ports: ApplyPorts, goal: TrunkGoal): Promise<Outcome> {
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
    const fault = await execute(ports, actions, { onDone: ({ work, effect }) => { if (effect === 'change') changed.add(JSON.stringify(work)); } });
    // An unknown outcome is settled by looking: the next round reads, and takes up what is there.
    if (fault !== null && !(round + 1 < ROUNDS && (await mayBeSettledByLooking(ports, fault)))) return { kind: 'fault', fault };
    if (fault !== null) await ports.sleep(1000 * 2 ** round);
    round += 1;
    lag = 0;
  }
}

type Look = Plan | { readonly kind: 'fault'; readonly fault: TwilioFault };

/** Reads the account, keeps what was read, and plans. What became of calls whose answers were lost goes into the ledger. */
async function look(ports: ApplyPorts, goal: TrunkGoal): Promise<Look> {
  ports.report({ kind: 'reading' });
  const before = await ports.site();
  if (!sameAccount(before.intent.account, ports.account)) return { kind: 'fault', fault: otherAccount() };
  const stamp = ports.stamp();
  const asking = { ...ports, client: ports.reader };
  const looksAtAddresses = goal.kind === 'undo' && before.ledger.some((entry) => entry.kind === 'call' && entry.resource === 'address');
  let snapshot: TwilioSnapshot;
  let emergency: EmergencyAnswer | null;
  try {
    [snapshot, emergency] = await retryBusy(() => Promise.all([readAccount(asking, before), looksAtAddresses ? readEmergency(asking, before) : null]), { doing: 'reading the account', retry: 'reading' }, ports);
  } catch (error) {
    return { kind: 'fault', fault: toTwilioFault(error, { doing: 'reading the account' }) };
  }
  await ports.observe(snapshot, before.intent.account, stamp);
  if (emergency !== null) await ports.observeEmergency(emergency, before.intent.account, stamp);
  const first = planFor(goal, await ports.site(), ports.now());
  if (first.kind !== 'ready' || first.found.length === 0) return first;
  await recordFound(ports, first.found);
  return planFor(goal, await ports.site(), ports.now());
}

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
