import { isVerdict, undecidedCalls } from '../../domain/emergency/ledger-addresses.ts';
import { parseSuggestions } from '../../domain/emergency/suggestion.ts';
import type { Stamp } from '../../domain/site/make.ts';
import { currentSipPassword, type LedgerEntry, type Site } from '../../domain/site/record.ts';
import { type Action, parentOf, type Reference, subjectOf } from '../../domain/trunk/actions.ts';
import type { Finding } from '../../domain/trunk/lost.ts';
import type { Twilio } from './client.ts';
import { toTwilioFault, TwilioFault } from './errors.ts';
import { perform } from './perform.ts';
import { retryBusy } from './retry.ts';
import { MOST_IN_FLIGHT, Throttle } from './throttle.ts';

/** What doing a plan's actions works with. */
export interface ExecutePorts {
  /** For writes: a call under way is finished. */
  readonly client: Twilio;
  readonly accountSid: string;
  readonly site: () => Promise<Site>;
  /** Durable when it resolves. */
  readonly record: (entries: readonly LedgerEntry[]) => Promise<void>;
  readonly report: (progress: Progress) => void;
  readonly stamp: () => Stamp;
  readonly newId: () => string;
  /** Waits so many milliseconds, or less when cancelled. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
}

export type Progress =
  | { readonly kind: 'reading' }
  | { readonly kind: 'planned'; readonly actions: readonly Action[] }
  | { readonly kind: 'action'; readonly action: string; readonly state: 'running' | 'done' | 'refused' | 'unknown'; readonly note: string | null };

/**
 * So many actions are written into the ledger ahead of their turn: while four calls are in flight, the next four are on disk already, and no
 * call waits for the disk.
 */
const MOST_AHEAD = 2 * MOST_IN_FLIGHT;

interface Executing {
  readonly onDone?: (action: Action) => void;
  /** Whether the plan still is what the site wants. Once it is not, nothing further is sent. */
  readonly isWanted?: (site: Site) => boolean;
}

/**
 * Does the plan's actions, each as soon as those it needs are answered. Null when all were, or the rest is not wanted any more; else Twilio's
 * first fault, after all in flight came back. What Twilio says of one emergency address or of one number's concerns that one: the others go
 * on. Throws what went wrong on this side, such as a ledger that cannot be written: then no further call may be sent.
 */
export async function execute(ports: ExecutePorts, actions: readonly Action[], { onDone = () => {}, isWanted = () => true }: Executing = {}): Promise<TwilioFault | null> {
  const ahead = new Throttle(MOST_AHEAD);
  const inFlight = new Throttle(MOST_IN_FLIGHT);
  const sids = new Map<string, string>();
  const runs = new Map<string, Promise<boolean>>();
  let failure: unknown = null;
  let outdated = false;
  const goesOn = (site: Site): boolean => {
    if (failure === null && ports.signal.aborted) failure = cancelled();
    outdated ||= !isWanted(site);
    return failure === null && !outdated;
  };
  const run = async (action: Action): Promise<boolean> => {
    const ready = await Promise.all(action.needs.map((need) => runs.get(need) ?? true));
    if (ready.includes(false)) return false;
    return ahead.run(async () => {
      try {
        const sid = await doOne(ports, action, { sids, inFlight, goesOn });
        if (sid === null) return false;
        sids.set(action.id, sid);
        onDone(action);
        return true;
      } catch (error) {
        if (!(error instanceof TwilioFault && concernsOnly(action, error))) failure ??= error;
        return false;
      }
    });
  };
  for (const action of actions) runs.set(action.id, run(action));
  await Promise.all(runs.values());
  if (failure === null || failure instanceof TwilioFault) return failure;
  throw failure;
}

/** Somebody else is changing this very thing; 429, of the same class, says that all calls are too many. */
const CONFLICTS: readonly (number | null)[] = [20162, 20409];

/** Whether a refusal says something of the action's own thing only. */
function concernsOnly({ resource }: Action, fault: TwilioFault): boolean {
  return (resource === 'address' || resource === 'emergency-address') && !fault.outcomeUnknown && (isVerdict(fault) || CONFLICTS.includes(fault.twilioCode));
}

interface Doing {
  readonly sids: ReadonlyMap<string, string>;
  readonly inFlight: Throttle;
  /** False once something failed, was stopped, or is not wanted any more: nothing further is sent. */
  readonly goesOn: (site: Site) => boolean;
}

/** One action: into the ledger, to Twilio, and its answer into the ledger. Null where it was not sent after all. */
async function doOne(ports: ExecutePorts, action: Action, { sids, inFlight, goesOn }: Doing): Promise<string | null> {
  const site = await ports.site();
  if (!goesOn(site)) return null;
  const call = ports.newId();
  const { work } = action;
  const sipPassword = currentSipPassword(site);
  if ('secretRevision' in work && sipPassword?.revision !== work.secretRevision) throw passwordChanged();
  const sidOf = (reference: Reference): string => {
    const sid = reference.kind === 'sid' ? reference.sid : sids.get(reference.action);
    // An empty one would be taken for “none”: of a number, that takes its emergency address off.
    if (sid === undefined || sid === '') throw new Error('an action needs something that was not made');
    return sid;
  };
  const sidOfOrNull = (reference: Reference | null): string | null => (reference === null ? null : sidOf(reference));
  const after = (): { id: string; call: string; at: string; who: string; device: string } => ({ id: ports.newId(), call, ...ports.stamp() });
  const entered: readonly LedgerEntry[] = work.do === 'create-emergency-address' ? [
    ...undecidedCalls(site.ledger, action.naturalKey).map((earlier): LedgerEntry => ({ ...after(), call: earlier, kind: 'decided', choice: 'edited' })),
    { ...after(), kind: 'address', as: 'entered', address: work.address },
  ] : [];
  await ports.record([{
    id: call, ...ports.stamp(), kind: 'call', accountSid: ports.accountSid, action: action.id, resource: action.resource, effect: action.effect, target: sidOfOrNull(subjectOf(work)), parent: sidOfOrNull(parentOf(work)),
    naturalKey: action.naturalKey, secretRevision: 'secretRevision' in work ? work.secretRevision : null,
  }, ...entered]);
  const performing = { client: ports.client, accountSid: ports.accountSid, siteName: site.name, sidOf, sipPassword: sipPassword?.value ?? '' };
  try {
    const performed = await retryBusy(() => inFlight.run(async () => {
      if (!goesOn(await ports.site())) return null;
      ports.report({ kind: 'action', action: action.id, state: 'running', note: null });
      return perform(work, performing);
    }), { doing: action.words, retry: 'writing' }, ports);
    if (performed === null) {
      await ports.record([{ ...after(), kind: 'refused', code: 'cancelled', twilioCode: null, sentence: 'It was not sent.' }]);
      return null;
    }
    const { sid, kept } = performed;
    await ports.record([{ ...after(), kind: 'done', sid }, ...(kept === null ? [] : [{ ...after(), kind: 'address' as const, as: 'accepted' as const, address: kept }])]);
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
    const suggested: readonly LedgerEntry[] = parseSuggestions(error.suggestion ?? '').map((address) => ({ ...after(), kind: 'address', as: 'suggested', address }));
    await ports.record(error.outcomeUnknown
      ? [{ ...after(), kind: 'unknown', sentence }]
      : [{ ...after(), kind: 'refused', code: error.code, twilioCode: error.twilioCode, sentence }, ...suggested]);
    ports.report({ kind: 'action', action: action.id, state: error.outcomeUnknown ? 'unknown' : 'refused', note: sentence });
    throw error;
  }
}

/** Notes what a reading shows of calls whose answers were lost. */
export async function recordFound(ports: Pick<ExecutePorts, 'record' | 'newId' | 'stamp'>, found: readonly Finding[]): Promise<void> {
  await ports.record(found.map(({ call, sid }) => ({ id: ports.newId(), ...ports.stamp(), kind: 'found', call, sid })));
}

/** What was planned is not what the vault has now: sent, it would not be what the ledger says. */
function passwordChanged(): TwilioFault {
  return new TwilioFault({ code: 'invalid', what: 'The SIP password was not sent.', why: 'It was changed while Trunkbook was at work.', next: 'Go on: it is planned anew.', outcomeUnknown: false });
}

export function cancelled(): TwilioFault {
  const stop = new AbortController();
  stop.abort();
  return toTwilioFault(stop.signal.reason, { doing: 'working at Twilio' });
}

/** The client is one of another account than the site is to be worked on now. */
export function otherAccount(): TwilioFault {
  return new TwilioFault({ code: 'cancelled', what: 'Nothing further was done.', why: 'Another account was chosen for this site meanwhile.', next: 'Look at the plan for that account, then start again.', outcomeUnknown: false });
}
