import type { LedgerEntry, Resource } from '../site/record.ts';

type Call = Extract<LedgerEntry, { kind: 'call' }>;

/** What the ledger proves about one Twilio account. */
export interface LedgerReading {
  /** What Trunkbook created there, as `resource SID`: the same list's SID stands for the list and for its place on a trunk. */
  readonly created: ReadonlySet<string>;
  /** The state of the SIP password that was last sent for a credential, by the credential's SID. */
  readonly secretSent: ReadonlyMap<string, string>;
  /** Creates whose answer never came: by `resource key`, the oldest such call. A later refusal of the same (“taken”, “duplicate”) speaks for it. */
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
  const open = new Map<string, string[]>();
  const takenDomains = new Map<string, string>();
  for (const entry of ledger) {
    if (entry.kind === 'call') {
      if (entry.accountSid !== accountSid) continue;
      calls.set(entry.id, entry);
      const key = ledgerKey(entry.resource, entry.naturalKey);
      if (entry.creates) open.set(key, [...(open.get(key) ?? []), entry.id]);
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
      // One thing answers for all calls that may have made it: before each create, the last one's outcome was looked for.
      open.delete(key);
    } else if (entry.kind === 'refused') {
      const others = (open.get(key) ?? []).filter((id) => id !== call.id);
      if (others.length > 0) open.set(key, others);
      else open.delete(key);
      if (entry.twilioCode === DOMAIN_TAKEN && others.length === 0) takenDomains.set(call.naturalKey, entry.at);
    }
  }
  const unanswered = new Map([...open].map(([key, [oldest = '']]) => [key, oldest]));
  return { created, secretSent, unanswered, takenDomains };
}
