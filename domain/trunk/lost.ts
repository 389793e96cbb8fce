import type { Resource, TwilioSnapshot } from '../site/record.ts';
import { ledgerKey, type LedgerReading, type OpenCall } from './ledger.ts';

/** What became of a call whose answer was lost, seen on the account: apply writes it into the ledger. */
export interface Finding {
  readonly call: string;
  readonly sid: string;
}

interface Seen {
  readonly resource: Resource;
  /** As the ledger keeps it. */
  readonly naturalKey: string;
  readonly sid: string;
  /** The trunk or list that it is on or in. */
  readonly parent: string | null;
}

/** Everything of a reading that the ledger could know, each with its natural key. */
function* everything({ trunks, accessLists, credentialLists, numbers }: TwilioSnapshot): Generator<Seen> {
  const nameOf = new Map([...accessLists, ...credentialLists].map(({ sid, name }) => [sid, name]));
  const trunkOf = new Map(trunks.map(({ sid, domainName }) => [sid, domainName ?? '']));
  for (const { sid, name, addresses } of accessLists) {
    yield { resource: 'access-list', naturalKey: name, sid, parent: null };
    for (const entry of addresses ?? []) yield { resource: 'ip-address', naturalKey: `${name} ${entry.address}`, sid: entry.sid, parent: sid };
  }
  for (const { sid, name, users } of credentialLists) {
    yield { resource: 'credential-list', naturalKey: name, sid, parent: null };
    for (const user of users ?? []) yield { resource: 'credential', naturalKey: `${name} ${user.username}`, sid: user.sid, parent: sid };
  }
  for (const { sid, domainName, parts } of trunks) {
    const domain = domainName ?? '';
    yield { resource: 'trunk', naturalKey: domain, sid, parent: null };
    for (const list of parts?.accessLists ?? []) yield { resource: 'access-list-on-trunk', naturalKey: `${domain} ${nameOf.get(list) ?? ''}`, sid: list, parent: sid };
    for (const list of parts?.credentialLists ?? []) yield { resource: 'credential-list-on-trunk', naturalKey: `${domain} ${nameOf.get(list) ?? ''}`, sid: list, parent: sid };
    for (const url of parts?.originationUrls ?? []) yield { resource: 'origination-url', naturalKey: `${domain} ${url.url}`, sid: url.sid, parent: sid };
    for (const number of parts?.phoneNumbers ?? []) yield { resource: 'number-on-trunk', naturalKey: `${domain} ${number.phoneNumber}`, sid: number.sid, parent: sid };
  }
  for (const { sid, phoneNumber, trunkSid } of numbers) {
    yield { resource: 'number', naturalKey: phoneNumber, sid, parent: null };
    // The account's own list says where a number is before the trunk's list does.
    if (trunkSid !== null) yield { resource: 'number-on-trunk', naturalKey: `${trunkOf.get(trunkSid) ?? ''} ${phoneNumber}`, sid, parent: trunkSid };
  }
}

/** Whether a thing that is there is what a create without an answer would have made. Names of trunks and lists may have changed since; their SIDs have not. */
function isOutcome({ target, parent, naturalKey }: OpenCall, seen: Seen): boolean {
  if (parent === null || seen.parent === null) return naturalKey.toLowerCase() === seen.naturalKey.toLowerCase();
  if (parent !== seen.parent) return false;
  // What is in a list or on a trunk is known by its last word: an address, a user, a URL.
  return target !== null ? target === seen.sid : lastWord(naturalKey) === lastWord(seen.naturalKey);
}

function lastWord(naturalKey: string): string {
  return naturalKey.slice(naturalKey.lastIndexOf(' ') + 1).toLowerCase();
}

/** Whether the reading looked inside everything that is ours: only then does a missing part say that it is gone. */
function sawInside({ trunks, accessLists, credentialLists }: TwilioSnapshot, { places }: LedgerReading): boolean {
  return trunks.every(({ sid, parts }) => parts !== null || !places.has(sid)) && accessLists.every(({ sid, addresses }) => addresses !== null || !places.has(sid))
    && credentialLists.every(({ sid, users }) => users !== null || !places.has(sid));
}

/** The outcomes of calls without an answer, as far as a reading shows them: what they made is there, what they removed is gone. */
export function findLost(account: TwilioSnapshot, ledger: LedgerReading): readonly Finding[] {
  const { openCreates, openRemovals } = ledger;
  if (openCreates.length === 0 && openRemovals.length === 0) return [];
  const found = new Map<string, Finding>();
  const present = new Set<string>();
  for (const seen of everything(account)) {
    present.add(`${ledgerKey(seen.resource, seen.sid)} ${seen.parent ?? ''}`);
    for (const call of openCreates) if (call.resource === seen.resource && isOutcome(call, seen)) found.set(call.call, { call: call.call, sid: seen.sid });
  }
  if (sawInside(account, ledger)) {
    for (const { call, resource, target, parent } of openRemovals) if (target !== null && !present.has(`${ledgerKey(resource, target)} ${parent ?? ''}`)) found.set(call, { call, sid: target });
  }
  return [...found.values()];
}
