import type { LedgerEntry, Observed, Resource } from '../site/record.ts';

type Call = Extract<LedgerEntry, { kind: 'call' }>;

/** A call whose answer never came. */
export interface OpenCall {
  readonly call: string;
  readonly resource: Resource;
  readonly naturalKey: string;
  readonly target: string | null;
  readonly parent: string | null;
}

/** Stands for the parent of what was made before the ledger named parents. */
const ANY_PARENT = '';

/** What the ledger proves about one Twilio account. */
export interface LedgerReading {
  /** What Trunkbook created there and did not remove, as `resource SID`, with the trunks or lists that it is on or in. Asked by `isOurs`. */
  readonly created: ReadonlyMap<string, ReadonlySet<string>>;
  /** The trunks and lists that Trunkbook made, or put something on or into: an undo looks inside each. */
  readonly places: ReadonlySet<string>;
  /** The state of the SIP password that was last sent for a credential, by the credential's SID. */
  readonly secretSent: ReadonlyMap<string, string>;
  /** Creates whose answer never came: by `resource key`, the oldest such call. A later refusal of the same (“taken”, “duplicate”) speaks for it. */
  readonly unanswered: ReadonlyMap<string, string>;
  readonly openCreates: readonly OpenCall[];
  readonly openRemovals: readonly OpenCall[];
  /** Lists that Twilio did not remove because they are on a trunk still (21236, 21241), and when it said so. */
  readonly stillMapped: ReadonlyMap<string, string>;
  /** Domain names that Twilio said were taken (21248), and when. */
  readonly takenDomains: ReadonlyMap<string, string>;
  /** When Twilio last said that it is a trial account (10002, 21404); null where it never did, or has made a trunk since. */
  readonly trialSince: string | null;
  /** Phone numbers that Trunkbook bought or put on a trunk there. */
  readonly numbers: ReadonlySet<string>;
  /** How often a number was put on a trunk, or taken off one, by its SID: a consent to the next time counts for that time only. */
  readonly moves: ReadonlyMap<string, number>;
  /** Emergency addresses that Twilio did not remove, because a number has them still, and when it said so. */
  readonly stillUsed: ReadonlyMap<string, string>;
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

/** Lists that are on a trunk are not removed (twilio.md 1.3, 1.4). */
const MAPPED: readonly (number | null)[] = [21236, 21241];

/** What became of a call about an emergency address is told by another reading: domain/emergency sees to it. */
const APART: readonly Resource[] = ['address', 'emergency-address'];

/** Reads the ledger from its first entry to its last. Entries of other accounts are left aside: their SIDs mean nothing on this one. */
export function readLedger(ledger: readonly LedgerEntry[], accountSid: string): LedgerReading {
  const calls = new Map<string, Call>();
  const created = new Map<string, Set<string>>();
  const secretSent = new Map<string, string>();
  const open = new Map<string, string[]>();
  const openRemovals = new Map<string, OpenCall>();
  const takenDomains = new Map<string, string>();
  const stillMapped = new Map<string, string>();
  const stillUsed = new Map<string, string>();
  const numbers = new Set<string>();
  const moves = new Map<string, number>();
  let trialSince: string | null = null;

  const gone = (key: string, parent: string | null): void => {
    const parents = created.get(key);
    if (parent !== null) parents?.delete(parent);
    if (parent === null || parents?.size === 0 || parents?.has(ANY_PARENT)) created.delete(key);
  };

  /** The thing is, or is no more, as the call wanted it. */
  const happened = (call: Call, sid: string, answered: boolean): void => {
    const key = ledgerKey(call.resource, sid);
    if (call.effect === 'create') {
      // A number is on one trunk at a time, and has one emergency address.
      const before = call.resource === 'number-on-trunk' || call.resource === 'emergency-address' ? [] : created.get(key) ?? [];
      created.set(key, new Set([...before, call.parent ?? ANY_PARENT]));
    }
    if (call.effect === 'remove') {
      gone(key, call.parent);
      // With a trunk or a list goes what is on or in it.
      if (call.parent === null) for (const [other, parents] of created) if (parents.has(sid)) gone(other, sid);
    }
    if (call.resource === 'trunk' && call.effect === 'create') { takenDomains.delete(call.naturalKey); trialSince = null; }
    if (call.resource === 'number-on-trunk') moves.set(sid, (moves.get(sid) ?? 0) + 1);
    // A credential found after a lost answer may hold either password: only an answer proves what was sent.
    if (call.secretRevision !== null && answered) secretSent.set(sid, call.secretRevision);
    // One thing answers for all calls that may have made it: before each create, the last one's outcome was looked for.
    if (call.effect === 'create') open.delete(openKey(call));
    else openRemovals.delete(call.id);
  };

  for (const entry of ledger) {
    if (entry.kind === 'call') {
      if (entry.accountSid !== accountSid) continue;
      calls.set(entry.id, entry);
      if (entry.resource === 'number') numbers.add(entry.naturalKey);
      if (entry.resource === 'number-on-trunk') numbers.add(entry.naturalKey.slice(entry.naturalKey.indexOf(' ') + 1));
      if (APART.includes(entry.resource)) continue;
      if (entry.effect === 'create') open.set(openKey(entry), [...(open.get(openKey(entry)) ?? []), entry.id]);
      if (entry.effect === 'remove') openRemovals.set(entry.id, { call: entry.id, ...entry });
      continue;
    }
    const call = calls.get(entry.call);
    if (!call) continue;
    if (entry.kind === 'done' || entry.kind === 'found') happened(call, entry.sid, entry.kind === 'done');
    else if (entry.kind === 'refused') {
      const others = (open.get(openKey(call)) ?? []).filter((id) => id !== call.id);
      if (others.length > 0) open.set(openKey(call), others);
      else open.delete(openKey(call));
      openRemovals.delete(call.id);
      if (entry.twilioCode === DOMAIN_TAKEN && others.length === 0) takenDomains.set(call.naturalKey, entry.at);
      if (MAPPED.includes(entry.twilioCode) && call.target !== null) stillMapped.set(call.target, entry.at);
      if (call.resource === 'address' && call.effect === 'remove' && call.target !== null && entry.twilioCode !== null) stillUsed.set(call.target, entry.at);
      if (TRIAL.includes(entry.twilioCode)) trialSince = entry.at;
    }
  }
  const openCreates = [...open.values()].flatMap(([oldest = '']) => { const call = calls.get(oldest); return call ? [{ ...call, call: oldest }] : []; });
  const parents = [...created].flatMap(([key, places]) => [...places, ...(/^(?:trunk|access-list|credential-list) /.test(key) ? [key.slice(key.indexOf(' ') + 1)] : [])]);
  return {
    created, secretSent, takenDomains, stillMapped, stillUsed, trialSince, numbers, moves, openCreates, openRemovals: [...openRemovals.values()], places: new Set(parents.filter((sid) => sid !== ANY_PARENT)),
    unanswered: new Map(openCreates.map(({ call, resource, naturalKey }) => [ledgerKey(resource, naturalKey), call])),
  };
}

/** One thing, however often it was tried: by what it is known by, and where it shall be. */
function openKey({ resource, naturalKey, parent }: Call): string {
  return `${parent ?? ''} ${ledgerKey(resource, naturalKey)}`;
}

/**
 * Whether Trunkbook created a thing. A list's SID stands for the list, and as `…-on-trunk` for its place on a trunk; so does a number's.
 * @param parent the trunk or list where it is: what Trunkbook put on another one is not ours here
 */
export function isOurs({ created }: Pick<LedgerReading, 'created'>, resource: Resource, sid: string, parent: string | null = null): boolean {
  const parents = created.get(ledgerKey(resource, sid));
  return parents !== undefined && (parent === null || parents.has(parent) || parents.has(ANY_PARENT));
}
