import type { Resource, TwilioSnapshot } from '../site/record.ts';
import { ledgerKey, type LedgerReading } from './ledger.ts';

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
}

/** Everything of a reading that the ledger could know, each with its natural key. */
function* everything({ trunks, accessLists, credentialLists, numbers }: TwilioSnapshot): Generator<Seen> {
  const nameOf = new Map([...accessLists, ...credentialLists].map(({ sid, name }) => [sid, name]));
  const trunkOf = new Map(trunks.map(({ sid, domainName }) => [sid, domainName ?? '']));
  for (const { sid, name, addresses } of accessLists) {
    yield { resource: 'access-list', naturalKey: name, sid };
    for (const entry of addresses ?? []) yield { resource: 'ip-address', naturalKey: `${name} ${entry.address}`, sid: entry.sid };
  }
  for (const { sid, name, users } of credentialLists) {
    yield { resource: 'credential-list', naturalKey: name, sid };
    for (const user of users ?? []) yield { resource: 'credential', naturalKey: `${name} ${user.username}`, sid: user.sid };
  }
  for (const { sid, domainName, parts } of trunks) {
    const domain = domainName ?? '';
    yield { resource: 'trunk', naturalKey: domain, sid };
    for (const list of parts?.accessLists ?? []) yield { resource: 'access-list-on-trunk', naturalKey: `${domain} ${nameOf.get(list) ?? ''}`, sid: list };
    for (const list of parts?.credentialLists ?? []) yield { resource: 'credential-list-on-trunk', naturalKey: `${domain} ${nameOf.get(list) ?? ''}`, sid: list };
    for (const { sid: url, url: address } of parts?.originationUrls ?? []) yield { resource: 'origination-url', naturalKey: `${domain} ${address}`, sid: url };
    for (const number of parts?.phoneNumbers ?? []) yield { resource: 'number-on-trunk', naturalKey: `${domain} ${number.phoneNumber}`, sid: number.sid };
  }
  for (const { sid, phoneNumber, trunkSid } of numbers) {
    yield { resource: 'number', naturalKey: phoneNumber, sid };
    // The account's own list says where a number is before the trunk's list does.
    if (trunkSid !== null) yield { resource: 'number-on-trunk', naturalKey: `${trunkOf.get(trunkSid) ?? ''} ${phoneNumber}`, sid };
  }
}

/** Whether the reading looked inside everything that is ours: only then does a missing part say that it is gone. */
function sawInside({ trunks, accessLists, credentialLists }: TwilioSnapshot, { created }: LedgerReading): boolean {
  return trunks.every(({ sid, parts }) => parts !== null || !created.has(ledgerKey('trunk', sid)))
    && accessLists.every(({ sid, addresses }) => addresses !== null || !created.has(ledgerKey('access-list', sid)))
    && credentialLists.every(({ sid, users }) => users !== null || !created.has(ledgerKey('credential-list', sid)));
}

/** The outcomes of calls without an answer, as far as a reading shows them: what they made is there, what they removed is gone. */
export function findLost(account: TwilioSnapshot, ledger: LedgerReading): readonly Finding[] {
  if (ledger.unanswered.size === 0 && ledger.removals.length === 0) return [];
  const found = new Map<string, Finding>();
  const present = new Set<string>();
  for (const { resource, naturalKey, sid } of everything(account)) {
    present.add(ledgerKey(resource, sid));
    const call = ledger.unanswered.get(ledgerKey(resource, naturalKey));
    if (call !== undefined) found.set(call, { call, sid });
  }
  if (sawInside(account, ledger)) for (const { call, resource, sid } of ledger.removals) if (!present.has(ledgerKey(resource, sid))) found.set(call, { call, sid });
  return [...found.values()];
}
