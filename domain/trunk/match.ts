import type { TwilioSnapshot } from '../site/record.ts';
import { isOurs, ledgerKey, type LedgerReading } from './ledger.ts';
import { trunkDomain } from './edges.ts';

type Named = { readonly sid: string; readonly name: string };

export type Match<Thing> =
  | { readonly kind: 'none' }
  /** Created by Trunkbook, or adopted by the technician, or left behind by a create whose answer was lost. */
  | { readonly kind: 'ours'; readonly thing: Thing }
  /** Somebody else's thing that stands where ours would. */
  | { readonly kind: 'foreign'; readonly thing: Thing; readonly question: string };

/** The question whose answer lets Trunkbook work with a thing that it did not create. */
export function useQuestion(sid: string): string {
  return `use ${sid}`;
}

function match<Thing extends { readonly sid: string }>(
  things: readonly Thing[], resource: 'trunk' | 'access-list' | 'credential-list', key: string, keyOf: (thing: Thing) => string | null, ledger: LedgerReading, agreed: readonly string[],
): Match<Thing> {
  const created = ({ sid }: Thing): boolean => isOurs(ledger, resource, sid);
  const adopted = ({ sid }: Thing): boolean => agreed.includes(useQuestion(sid));
  // NC: whether Twilio takes names that differ in upper and lower case only; if so, ours comes first, and then the one that is written alike.
  const alike = things.filter((thing) => keyOf(thing)?.toLowerCase() === key.toLowerCase());
  const byKey = alike.find(created) ?? alike.find(adopted) ?? alike.find((thing) => keyOf(thing) === key) ?? alike[0];
  if (byKey) {
    const ours = created(byKey) || adopted(byKey) || ledger.unanswered.has(ledgerKey(resource, keyOf(byKey) ?? key)) || ledger.unanswered.has(ledgerKey(resource, key));
    return ours ? { kind: 'ours', thing: byKey } : { kind: 'foreign', thing: byKey, question: useQuestion(byKey.sid) };
  }
  // What we made, under another name: the intent has changed, or somebody renamed it at Twilio. A thing that was only agreed to is not followed
  // like that: it is somebody else's, and to rename it was never agreed.
  const renamed = things.find(created);
  return renamed ? { kind: 'ours', thing: renamed } : { kind: 'none' };
}

type Trunk = TwilioSnapshot['trunks'][number];

export function matchTrunk(trunks: readonly Trunk[], domainLabel: string, ledger: LedgerReading, agreed: readonly string[]): Match<Trunk> {
  return match(trunks, 'trunk', trunkDomain(domainLabel), (trunk) => trunk.domainName, ledger, agreed);
}

export function matchList<List extends Named>(lists: readonly List[], resource: 'access-list' | 'credential-list', name: string, ledger: LedgerReading, agreed: readonly string[]): Match<List> {
  return match(lists, resource, name, (list) => list.name, ledger, agreed);
}
