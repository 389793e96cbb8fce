import type { LedgerEntry, Observed, Resource } from '../site/record.ts';

type Call = Extract<LedgerEntry, { kind: 'call' }>;

/** A removal whose answer never came. */
export interface OpenRemoval {
  readonly call: string;
  readonly resource: Resource;
  readonly sid: string;
  readonly naturalKey: string;
}

/** What the ledger proves about one Twilio account. */
export interface LedgerReading {
  /** What Trunkbook created there and did not remove, as `resource SID`: the same list's SID stands for the list and for its place on a trunk. */
  readonly created: ReadonlySet<string>;
  /** The state of the SIP password that was last sent for a credential, by the credential's SID. */
  readonly secretSent: ReadonlyMap<string, string>;
  /** Creates whose answer never came: by `resource key`, the oldest such call. A later refusal of the same (“taken”, “duplicate”) speaks for it. */
  readonly unanswered: ReadonlyMap<string, string>;
  readonly removals: readonly OpenRemoval[];
  /** Domain names that Twilio said were taken (21248), and when. */
  readonly takenDomains: ReadonlyMap<string, string>;
  /** When Twilio last said that it is a trial account (10002, 21404); null where it never did, or has made a trunk since. */
  readonly trialSince: string | null;
  /** Phone numbers that Trunkbook bought or put on a trunk there. */
  readonly numbers: ReadonlySet<string>;
  /** How often a number was put on a trunk, or taken off one, by its SID: a consent to the next time counts for that time only. */
  readonly moves: ReadonlyMap<string, number>;
}

export const DOMAIN_TAKEN = 21248;
/** NC: whether and with which code a trial account is refused trunks (twilio.md 0.3). */
const TRIAL: readonly (number | null)[] = [10002, 21404];

export function ledgerKey(resource: Resource, name: string): string {
  return `${resource} ${name}`;
}

/** Whether the account was read after the last thing that Trunkbook did there. Before that, whatever is missing may have been made since. */
export function readingIsCurrent({ observed, ledger }: { readonly observed: Observed; readonly ledger: readonly LedgerEntry[] }): boolean {
  if (observed.twilio === null) return false;
  const last = ledger.at(-1);
  return last === undefined || last.at <= observed.twilio.at;
}

/** Reads the ledger from its first entry to its last. Entries of other accounts are left aside: their SIDs mean nothing on this one. */
export function readLedger(ledger: readonly LedgerEntry[], accountSid: string): LedgerReading {
  const calls = new Map<string, Call>();
  const created = new Set<string>();
  const secretSent = new Map<string, string>();
  const open = new Map<string, string[]>();
  const removals = new Map<string, OpenRemoval>();
  const takenDomains = new Map<string, string>();
  const numbers = new Set<string>();
  const moves = new Map<string, number>();
  let trialSince: string | null = null;

  /** The thing is, or is no more, as the call wanted it. */
  const happened = (call: Call, sid: string, answered: boolean): void => {
    const key = ledgerKey(call.resource, sid);
    if (call.effect === 'create') created.add(key);
    if (call.effect === 'remove') created.delete(key);
    if (call.resource === 'trunk' && call.effect === 'create') { takenDomains.delete(call.naturalKey); trialSince = null; }
    if (call.resource === 'number-on-trunk') moves.set(sid, (moves.get(sid) ?? 0) + 1);
    // A credential found after a lost answer may hold either password: only an answer proves what was sent.
    if (call.secretRevision !== null && answered) secretSent.set(sid, call.secretRevision);
    // One thing answers for all calls that may have made it: before each create, the last one's outcome was looked for.
    if (call.effect === 'create') open.delete(ledgerKey(call.resource, call.naturalKey));
    else removals.delete(call.id);
  };

  for (const entry of ledger) {
    if (entry.kind === 'call') {
      if (entry.accountSid !== accountSid) continue;
      calls.set(entry.id, entry);
      if (entry.resource === 'number') numbers.add(entry.naturalKey);
      if (entry.resource === 'number-on-trunk') numbers.add(entry.naturalKey.slice(entry.naturalKey.indexOf(' ') + 1));
      if (entry.effect === 'create') {
        const key = ledgerKey(entry.resource, entry.naturalKey);
        open.set(key, [...(open.get(key) ?? []), entry.id]);
      }
      if (entry.effect === 'remove' && entry.target !== null) removals.set(entry.id, { call: entry.id, resource: entry.resource, sid: entry.target, naturalKey: entry.naturalKey });
      continue;
    }
    const call = calls.get(entry.call);
    if (!call) continue;
    if (entry.kind === 'done' || entry.kind === 'found') happened(call, entry.sid, entry.kind === 'done');
    else if (entry.kind === 'refused') {
      const key = ledgerKey(call.resource, call.naturalKey);
      const others = (open.get(key) ?? []).filter((id) => id !== call.id);
      if (others.length > 0) open.set(key, others);
      else open.delete(key);
      removals.delete(call.id);
      if (entry.twilioCode === DOMAIN_TAKEN && others.length === 0) takenDomains.set(call.naturalKey, entry.at);
      if (TRIAL.includes(entry.twilioCode)) trialSince = entry.at;
    }
  }
  const unanswered = new Map([...open].map(([key, [oldest = '']]) => [key, oldest]));
  return { created, secretSent, unanswered, removals: [...removals.values()], takenDomains, trialSince, numbers, moves };
}
