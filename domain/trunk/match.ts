import type { TwilioSnapshot } from '../site/record.ts';
import { ledgerKey, type LedgerReading } from './ledger.ts';
import { trunkDomain } from './edges.ts';

type Named = { readonly sid: string; readonly name: string };

export type Match<Thing> =
  | { readonly kind: 'none' }
  /** Created by Trunkbook, or adopted by the technician, or left behind by a create whose answer was lost (`call`). */
  | { readonly kind: 'ours'; readonly thing: Thing; readonly call: string | null }
  /** Somebody else's thing that stands where ours would. */
  | { readonly kind: 'foreign'; readonly thing: Thing; readonly question: string };

/** The question whose answer lets Trunkbook work with a thing that it did not create. */
export function useQuestion(sid: string): string {
  return `use ${sid}`;
}

function match<Thing extends { readonly sid: string }>(
  things: readonly Thing[], resource: 'trunk' | 'access-list' | 'credential-list', key: string, keyOf: (thing: Thing) => string | null, ledger: LedgerReading, agreed: readonly string[],
): Match<Thing> {
  const byKey = things.find((thing) => keyOf(thing)?.toLowerCase() === key.toLowerCase());
  const created = (thing: Thing): boolean => ledger.created.has(ledgerKey(resource, thing.sid));
  if (byKey) {
    if (created(byKey) || agreed.includes(useQuestion(byKey.sid))) return { kind: 'ours', thing: byKey, call: null };
    const call = ledger.unanswered.get(ledgerKey(resource, key));
    if (call !== undefined) return { kind: 'ours', thing: byKey, call };
    return { kind: 'foreign', thing: byKey, question: useQuestion(byKey.sid) };
  }
  // Ours under another name: the intent has changed, or somebody renamed it at Twilio.
  const renamed = things.find(created);
  return renamed ? { kind: 'ours', thing: renamed, call: null } : { kind: 'none' };
}

type Trunk = TwilioSnapshot['trunks'][number];

export function matchTrunk(trunks: readonly Trunk[], domainLabel: string, ledger: LedgerReading, agreed: readonly string[]): Match<Trunk> {
  return match(trunks, 'trunk', trunkDomain(domainLabel), (trunk) => trunk.domainName, ledger, agreed);
}

export function matchList<List extends Named>(lists: readonly List[], resource: 'access-list' | 'credential-list', name: string, ledger: LedgerReading, agreed: readonly string[]): Match<List> {
  return match(lists, resource, name, (list) => list.name, ledger, agreed);
}
