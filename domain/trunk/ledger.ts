import type { LedgerEntry, Resource } from '../site/record.ts';

type Call = Extract<LedgerEntry, { kind: 'call' }>;

/** What the ledger proves about one Twilio account. */
export interface LedgerReading {
  /** What Trunkbook created there, as `resource SID`: the same list's SID stands for the list and for its place on a trunk. */
  readonly created: ReadonlySet<string>;
  /** The state of the SIP password that was last sent for a credential, by the credential's SID. */
  readonly secretSent: ReadonlyMap<string, string>;
  /** Creates whose answer never came: their natural keys, as `resource key`, with the call's id. */
  readonly unanswered: ReadonlyMap<string, string>;
  /** Domain names that Twilio said were taken (21248), and when. */
  readonly takenDomains: ReadonlyMap<string, string>;
}

export const DOMAIN_TAKEN = 21248;

export function ledgerKey(resource: Resource, name: string): string {
  return `${resource} ${name}`;
}

/** Reads the ledger from its first entry to its last. Entries of other accounts are left aside: their SIDs mean nothing on this one. */
export function readLedger(ledger: readonly LedgerEntry[], accountSid: string): LedgerReading {
  const calls = new Map<string, Call>();
  const created = new Set<string>();
  const secretSent = new Map<string, string>();
  const unanswered = new Map<string, string>();
  const takenDomains = new Map<string, string>();
  for (const entry of ledger) {
    if (entry.kind === 'call') {
      if (entry.accountSid !== accountSid) continue;
      calls.set(entry.id, entry);
      if (entry.creates) unanswered.set(ledgerKey(entry.resource, entry.naturalKey), entry.id);
      continue;
    }
    const call = calls.get(entry.call);
    if (!call) continue;
    const key = ledgerKey(call.resource, call.naturalKey);
    if (entry.kind === 'done' || entry.kind === 'found') {
      if (call.creates) created.add(ledgerKey(call.resource, entry.sid));
      if (call.resource === 'trunk' && call.creates) takenDomains.delete(call.naturalKey);
      // A credential found after a lost answer may hold either password: only an answer proves what was sent.
      if (call.secretRevision !== null && entry.kind === 'done') secretSent.set(entry.sid, call.secretRevision);
      if (unanswered.get(key) === call.id) unanswered.delete(key);
    } else if (entry.kind === 'refused') {
      if (unanswered.get(key) === call.id) unanswered.delete(key);
      if (entry.twilioCode === DOMAIN_TAKEN) takenDomains.set(call.naturalKey, entry.at);
    }
  }
  return { created, secretSent, unanswered, takenDomains };
}
