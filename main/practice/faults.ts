import { emergencyAddress, emergencyState } from './emergency.ts';
import { errorResponse, jsonResponse, type PracticeRequest, type PracticeResponse } from './http.ts';
import type { PracticeWorldData } from './world-data.ts';

/** What can go wrong with one call. Where the work is done all the same, the answer is the lie, not the world. */
export type Fault =
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** 429: nothing is done. */
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'server-error'; readonly work: 'none' | 'done'; readonly status?: 500 | 502 | 503 }
  | { readonly kind: 'unauthorized' }
  /** Not done, with any of Twilio's codes, or with none. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | null }
  /** No answer, ever. */
  | { readonly kind: 'hang'; readonly work: 'none' | 'done' }
  /** The connection is cut: before anything is done, or before the answer. */
  | { readonly kind: 'cut' | 'lost-answer' }
  /** Done, but half of the answer's JSON is missing. */
  | { readonly kind: 'truncated' }
  /** A sign-in page of the network answers in Twilio's place. */
  | { readonly kind: 'html'; readonly status: number };

export interface FaultRule {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Such as `trunking.twilio.com`. */
  readonly host?: string;
  /** Matched against the path, without host and query. */
  readonly path?: RegExp;
  /** Which of the matching calls, from 1; all of them unless given. */
  readonly nth?: number;
  readonly fault: Fault;
}

/** How long readings show what was before. */
export type ReadLag = { readonly reads: number } | { readonly milliseconds: number };

export interface FaultPlan {
  /** A call meets the first rule that fits it; every rule counts all calls that match it. */
  readonly rules?: readonly FaultRule[];
  /** What was put on a trunk stays out of the trunk's lists, whichever way it was put there. */
  readonly readLag?: ReadLag;
  /** A number's emergency address and where it stands stay as they were before an update. */
  readonly emergencyLag?: ReadLag;
}

const TRUNK_LIST = /^\/v1\/Trunks\/[^/]+\/(?:CredentialLists|IpAccessControlLists|OriginationUrls|PhoneNumbers)$/;
/** A number that is bought, or changed. */
const NUMBER = /\/IncomingPhoneNumbers(?:\/(PN[0-9a-f]{32}))?\.json$/;

/** What Twilio shows of a number's emergency address. */
type ShownEmergency = Readonly<Record<'emergency_address_status' | 'emergency_address_sid', unknown>>;

const emergencyIn = (body: Record<string, unknown>): ShownEmergency => ({ emergency_address_status: body['emergency_address_status'], emergency_address_sid: body['emergency_address_sid'] });

/** Where the number of a request's path was before the request. */
export interface NumberBefore {
  readonly trunkSid: string | null;
  readonly emergency: ShownEmergency;
}

/** The number that a request's path names, as it is now; null where it names none. */
export function numberBefore({ numbers }: Pick<PracticeWorldData, 'numbers'>, { path }: PracticeRequest, now: number): NumberBefore | null {
  const sid = NUMBER.exec(path)?.[1];
  const number = numbers.find((one) => one.sid === sid);
  return number ? { trunkSid: number.trunkSid, emergency: { emergency_address_status: emergencyState(number, now), emergency_address_sid: emergencyAddress(number, now) } } : null;
}

interface Entry {
  readonly at: number;
  /** How many readings it was missing in. */
  missed: number;
}

/** Counts a reading that the entry is asked for in; whether that still shows what was before. */
function isLate(entry: Entry, lag: ReadLag, now: number): boolean {
  const still = 'reads' in lag ? entry.missed < lag.reads : now - entry.at < lag.milliseconds;
  entry.missed += 1;
  return still;
}

/** Plays a plan: it counts the calls that it sees. */
export class FaultInjector {
  readonly #rules: readonly FaultRule[];
  readonly #lag: ReadLag | null;
  readonly #emergencyLag: ReadLag | null;
  readonly #counts = new Map<FaultRule, number>();
  /** By path and SID of what was put on a trunk. */
  readonly #fresh = new Map<string, Entry>();
  /** By SID of a number whose emergency address was changed: what is shown in its place. */
  readonly #before = new Map<string, Entry & { readonly shown: ShownEmergency }>();

  constructor({ rules = [], readLag, emergencyLag }: FaultPlan) {
    this.#rules = rules;
    this.#lag = readLag ?? null;
    this.#emergencyLag = emergencyLag ?? null;
  }

  next({ method, host, path }: PracticeRequest): Fault | null {
    let met: Fault | null = null;
    for (const rule of this.#rules) {
      if ((rule.method !== undefined && rule.method !== method) || (rule.host !== undefined && rule.host !== host) || (rule.path && path.search(rule.path) === -1)) continue;
      const count = (this.#counts.get(rule) ?? 0) + 1;
      this.#counts.set(rule, count);
      if (met === null && (rule.nth === undefined || rule.nth === count)) met = rule.fault;
    }
    return met;
  }

  /**
   * NC: read-lag — live tests saw new entries of a trunk's lists come late; a page is then shorter, and paging stays as it is. That a number
   * put on a trunk by an update of its own comes late in the trunk's list too is guessed.
   * @param before the number of the request, as it was before it (`numberBefore`)
   */
  lag(request: PracticeRequest, response: PracticeResponse, now: number, before: NumberBefore | null): PracticeResponse {
    return response.status >= 300 ? response : this.#lagEmergency(request, this.#lagLists(request, response, now, before?.trunkSid ?? null), now, before?.emergency ?? null);
  }

  #lagLists({ method, path }: PracticeRequest, response: PracticeResponse, now: number, trunkBefore: string | null): PracticeResponse {
    if (this.#lag === null) return response;
    const onList = TRUNK_LIST.test(path);
    if (!onList && !(method === 'POST' && NUMBER.test(path))) return response;
    const body = JSON.parse(response.body) as Record<string, unknown>;
    if (method === 'POST') {
      const list = onList ? path : body['trunk_sid'] === null || body['trunk_sid'] === trunkBefore ? null : `/v1/Trunks/${String(body['trunk_sid'])}/PhoneNumbers`;
      if (list !== null) this.#fresh.set(`${list} ${String(body['sid'])}`, { at: now, missed: 0 });
      return response;
    }
    const shown = Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? value.filter((one: { sid: string }) => this.#isVisible(`${path} ${one.sid}`, now)) : value]);
    return jsonResponse(response.status, Object.fromEntries(shown) as object);
  }

  #isVisible(key: string, now: number): boolean {
    const entry = this.#fresh.get(key);
    return !entry || this.#lag === null || !isLate(entry, this.#lag, now);
  }

  /** NC: emergency-lag — no source says that readings of a number's emergency address come late; that trunks' lists do is known. */
  #lagEmergency({ method, path }: PracticeRequest, response: PracticeResponse, now: number, before: ShownEmergency | null): PracticeResponse {
    if (this.#emergencyLag === null || !NUMBER.test(path)) return response;
    const body = JSON.parse(response.body) as Record<string, unknown>;
    if (method === 'POST') {
      if (before !== null && JSON.stringify(before) !== JSON.stringify(emergencyIn(body))) this.#before.set(String(body['sid']), { at: now, missed: 0, shown: before });
      return response;
    }
    const list = body['incoming_phone_numbers'];
    const shown = Array.isArray(list) ? { ...body, incoming_phone_numbers: list.map((one: Record<string, unknown>) => this.#asBefore(one, now)) } : this.#asBefore(body, now);
    return jsonResponse(response.status, shown);
  }

  #asBefore(number: Record<string, unknown>, now: number): Record<string, unknown> {
    const entry = this.#before.get(String(number['sid']));
    return entry && this.#emergencyLag !== null && isLate(entry, this.#emergencyLag, now) ? { ...number, ...entry.shown } : number;
  }
}

/** What stands in the answer's place, before the work (null: the work goes on) or after it. */
export function faultResponse(fault: Fault): PracticeResponse | null {
  switch (fault.kind) {
    case 'too-many-requests':
      return errorResponse({ status: 429, code: 20429, message: 'Too Many Requests', detail: null }, fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) });
    case 'server-error': {
      const { status = 500 } = fault;
      return errorResponse({ status, code: status === 503 ? 20503 : 20500, message: 'Internal Server Error', detail: null });
    }
    case 'unauthorized':
      return errorResponse({ status: 401, code: 20003, message: 'Authenticate', detail: 'Your AccountSid or AuthToken was incorrect.' });
    case 'refused':
      return jsonResponse(fault.status, { ...(fault.code === null ? {} : { code: fault.code }), message: 'Refused', status: fault.status });
    case 'html':
      return { status: fault.status, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in to this network</title><p>Welcome.</p>' };
    default:
      return null;
  }
}
