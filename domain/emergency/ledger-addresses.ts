import type { TwilioAddress } from '../site/emergency-record.ts';
import type { LedgerEntry } from '../site/record.ts';
import { NEAR_MATCH } from './refusal-words.ts';
import { addressKey } from './same-address.ts';

type Call = Extract<LedgerEntry, { kind: 'call' }>;

/** What became of a call. `open`: no answer came, or none yet; until `at` Twilio may have been at it: when it was given up, as far as that was noted. */
export type CallOutcome =
  | { readonly kind: 'open'; readonly at: string }
  | { readonly kind: 'happened'; readonly sid: string; readonly at: string }
  /** Twilio's own verdict; or something that stopped the call and says nothing of what it was about. */
  | { readonly kind: 'refused'; readonly at: string; readonly verdict: boolean; readonly code: string; readonly twilioCode: number | null; readonly sentence: string };

/** An address that was sent to be made, or to be switched to emergency use. */
export interface SentAddress {
  readonly call: string;
  readonly at: string;
  /** Null of one that was switched. */
  readonly entered: TwilioAddress | null;
  readonly accepted: TwilioAddress | null;
  readonly suggested: readonly TwilioAddress[];
  readonly stopped: { readonly who: string } | null;
  readonly outcome: CallOutcome;
}

/** A call that put an address on a number, or took it off. */
export interface NumberCall {
  readonly call: string;
  readonly at: string;
  readonly effect: 'set' | 'clear';
  readonly addressSid: string | null;
  readonly outcome: CallOutcome;
}

/** What was done about the emergency address of one number. */
export interface NumberHistory {
  /** The last call that was sent, or may have been. */
  readonly last: NumberCall | null;
  /** The last one that happened. */
  readonly lastDone: NumberCall | null;
  /** How many of its calls are answered: a yes of a person counts until the next one is. */
  readonly settled: number;
  /** How many times it was taken off since it was last put on. */
  readonly clears: number;
  /** What Twilio said when the latest call was not done for a reason that is none of the number's, such as somebody else at work on it; null where it said nothing such. */
  readonly hindrance: string | null;
}

export interface EmergencyLedger {
  /** The creates of addresses by what they say (addressKey), oldest first: what was sent once is not sent again, whichever place it is for. */
  readonly creates: ReadonlyMap<string, readonly SentAddress[]>;
  /** The last switching to emergency use, by the address's SID. */
  readonly switches: ReadonlyMap<string, SentAddress>;
  /** By the number's SID. */
  readonly numbers: ReadonlyMap<string, NumberHistory>;
  /** Addresses at Twilio that Trunkbook made, by SID. */
  readonly made: ReadonlySet<string>;
  /** Those of them that Trunkbook took away again. */
  readonly removed: ReadonlySet<string>;
  /** The phone numbers that calls were about. */
  readonly phoneNumbers: ReadonlySet<string>;
}

export const NO_HISTORY: NumberHistory = { last: null, lastDone: null, settled: 0, clears: 0, hindrance: null };

/** Refusals by which Twilio judges what was sent, also where it gives no reason. All others say that it could not be sent now: no network, wrong credentials, stopped. */
const VERDICTS: readonly string[] = ['invalid', 'dependency', 'limit', 'not-found', 'taken', 'duplicate', 'unexpected'];
/** Verdicts on a number whose class says something else: it is restricted, or has no route (twilio.md 4.1). */
const ON_NUMBERS: readonly (number | null)[] = [22300, 22400];
/** Twilio could not be asked at all, or somebody stopped it: that says nothing of any number. */
const NOT_ASKED: readonly string[] = ['network', 'timeout', 'not-twilio', 'cancelled', 'twilio-down'];

/** @param refusal as the ledger has it */
export function isVerdict({ code, twilioCode }: { readonly code: string; readonly twilioCode: number | null }): boolean {
  return VERDICTS.includes(code) || ON_NUMBERS.includes(twilioCode);
}

/** Reads what the ledger has of emergency addresses on one Twilio account, from its first entry to its last. */
export function readEmergencyLedger(ledger: readonly LedgerEntry[], accountSid: string): EmergencyLedger {
  const calls: Call[] = [];
  const known = new Set<string>();
  const outcomes = new Map<string, CallOutcome>();
  const words = new Map<string, { entered: TwilioAddress | null; accepted: TwilioAddress | null; suggested: TwilioAddress[]; stopped: { readonly who: string } | null }>();
  const wordsOf = (call: string) => { const of = words.get(call) ?? { entered: null, accepted: null, suggested: [], stopped: null }; words.set(call, of); return of; };
  for (const entry of ledger) {
    if (entry.kind === 'call') {
      if (entry.accountSid !== accountSid || (entry.resource !== 'address' && entry.resource !== 'emergency-address')) continue;
      calls.push(entry);
      known.add(entry.id);
      continue;
    }
    if (!known.has(entry.call)) continue;
    switch (entry.kind) {
      case 'done': case 'found': outcomes.set(entry.call, { kind: 'happened', sid: entry.sid, at: entry.at }); break;
      case 'refused': outcomes.set(entry.call, { kind: 'refused', at: entry.at, verdict: isVerdict(entry), code: entry.code, twilioCode: entry.twilioCode, sentence: entry.sentence }); break;
      case 'address':
        if (entry.as === 'suggested') wordsOf(entry.call).suggested.push(entry.address);
        else wordsOf(entry.call)[entry.as] = entry.address;
        break;
      case 'decided': wordsOf(entry.call).stopped = entry.choice === 'stopped' ? { who: entry.who } : null; break;
      case 'unknown': outcomes.set(entry.call, { kind: 'open', at: entry.at }); break;
    }
  }
  const creates = new Map<string, SentAddress[]>();
  const switches = new Map<string, SentAddress>();
  const numbers = new Map<string, NumberHistory>();
  const made = new Set<string>();
  const removed = new Set<string>();
  const phoneNumbers = new Set<string>();
  for (const { id: call, at, resource, effect, target, parent, naturalKey } of calls) {
    const outcome = outcomes.get(call) ?? { kind: 'open', at };
    if (resource === 'emergency-address') {
      phoneNumbers.add(naturalKey);
      if (target !== null) numbers.set(target, after(numbers.get(target) ?? NO_HISTORY, { call, at, effect: effect === 'remove' ? 'clear' : 'set', addressSid: parent, outcome }));
      continue;
    }
    if (effect === 'remove') { if (outcome.kind === 'happened') removed.add(outcome.sid); continue; }
    const sent: SentAddress = { call, at, ...(words.get(call) ?? { entered: null, accepted: null, suggested: [], stopped: null }), outcome };
    if (effect === 'change') { if (target !== null) switches.set(target, sent); continue; }
    const key = sent.entered === null ? call : addressKey(sent.entered);
    const before = creates.get(key);
    if (before) before.push(sent);
    else creates.set(key, [sent]);
    if (outcome.kind === 'happened') made.add(outcome.sid);
  }
  return { creates, switches, numbers, made, removed, phoneNumbers };
}

function after(history: NumberHistory, call: NumberCall): NumberHistory {
  const { outcome, effect } = call;
  const { lastDone, settled, clears } = history;
  // What was stopped before it was sent, or sent without credentials, is as if it had never been.
  if (outcome.kind === 'refused' && !outcome.verdict) return NOT_ASKED.includes(outcome.code) ? history : { ...history, hindrance: outcome.sentence };
  if (outcome.kind !== 'happened') return { last: call, lastDone, settled: outcome.kind === 'refused' ? settled + 1 : settled, clears, hindrance: null };
  return { last: call, lastDone: call, settled: settled + 1, clears: effect === 'clear' ? clears + 1 : 0, hindrance: null };
}

/** Calls about an address of the site that Twilio answered with a suggestion, and of which nobody has said yet what came of it: sending other words means that it was edited. */
export function undecidedCalls(ledger: readonly LedgerEntry[], addressId: string): readonly string[] {
  const calls = new Set<string>();
  const open = new Set<string>();
  for (const entry of ledger) {
    if (entry.kind === 'call') { if (entry.resource === 'address' && entry.naturalKey === addressId) calls.add(entry.id); }
    else if (entry.kind === 'refused' && entry.twilioCode === NEAR_MATCH && calls.has(entry.call)) open.add(entry.call);
    else if (entry.kind === 'decided') open.delete(entry.call);
  }
  return [...open];
}
