import type { Intent, LedgerEntry, Observed, Resource } from '../site/record.ts';
import { ledgerKey } from './ledger.ts';
import type { Plan } from './plan.ts';
import { planUndo } from './undo.ts';

/** An undo that stopped in the middle, by whatever stopped it. */
export interface InterruptedUndo {
  /** So many things that the site still wants were taken away. */
  readonly gone: number;
  /** So many calls of the undo are left, without those that a person would have to say yes to. */
  readonly left: number;
}

/** No set-up takes these away: a removal of one is always an undo’s. */
const ONLY_UNDO: readonly Resource[] = ['trunk', 'access-list', 'credential-list'];
/** Emergency addresses are made and left by a work of their own. */
const APART: readonly Resource[] = ['address', 'emergency-address'];

/**
 * Whether Trunkbook was taking away what it had made and did not come to the end. The ledger tells: its last calls took away what the site
 * still wants, nothing was made since, and more of it is there. A set-up may take a number or a URL away as well, where the site shall not
 * have it any more; one that is wanted again since then was wanted by a later change, and says nothing of an undo.
 *
 * @param plan of the same intent, observation and ledger
 * @param now milliseconds since 1970
 */
export function interruptedUndo({ intent, observed, ledger }: { readonly intent: Intent; readonly observed: Observed; readonly ledger: readonly LedgerEntry[] }, plan: Plan, now: number): InterruptedUndo | null {
  const draft = plan.kind === 'ready' ? plan : plan.kind === 'blocked' ? plan.draft : null;
  const account = observed.twilio?.value.accountSid;
  if (draft === null || account === undefined) return null;
  const removals = lastRemovals(ledger, account, draft.found.map(({ call }) => call));
  if (removals.length === 0) return null;
  const wanted = new Set(draft.actions.filter(({ effect }) => effect === 'create').map(({ resource, naturalKey }) => ledgerKey(resource, naturalKey.toLowerCase())));
  const gone = removals.filter(({ resource, naturalKey }) => wanted.has(ledgerKey(resource, naturalKey.toLowerCase())));
  if (!gone.some(({ resource, at }) => ONLY_UNDO.includes(resource) || intent.at <= at)) return null;
  const undo = planUndo(intent, observed, ledger, now);
  const left = undo.kind === 'ready' ? undo.actions.filter(({ consent }) => consent === null).length : 0;
  return left === 0 ? null : { gone: gone.length, left };
}

/**
 * What was taken away since the last call that made or changed something, each once. A call with a refusal took nothing.
 * @param seen calls whose answer was lost and whose outcome the reading shows
 */
function lastRemovals(ledger: readonly LedgerEntry[], accountSid: string, seen: readonly string[]): readonly Extract<LedgerEntry, { kind: 'call' }>[] {
  const happened = new Set(seen);
  const removals = new Map<string, Extract<LedgerEntry, { kind: 'call' }>>();
  for (const entry of ledger.toReversed()) {
    if (entry.kind === 'done' || entry.kind === 'found') happened.add(entry.call);
    if (entry.kind !== 'call' || entry.accountSid !== accountSid || APART.includes(entry.resource)) continue;
    if (entry.effect !== 'remove') {
      // What was refused made nothing: a set-up that never came to anything does not end an undo.
      if (happened.has(entry.id)) break;
      continue;
    }
    if (happened.has(entry.id)) removals.set(`${ledgerKey(entry.resource, entry.target ?? entry.naturalKey)} ${entry.parent ?? ''}`, entry);
  }
  return [...removals.values()];
}
