import { LONGEST_SUGGESTION } from '../../domain/emergency/suggestion.ts';
import { MOST_IN_FLIGHT, Throttle } from './throttle.ts';

/**
 * A fetch as Trunkbook gives it to the SDK: Electron's `net.fetch`, or the practice account's. It must honour `signal` until the body is
 * read, and must reject where the answer is a redirect.
 */
export type TwilioFetch = (url: string, init: {
  method: string; headers: Record<string, string>; body?: string; signal: AbortSignal; redirect: 'error';
}) => Promise<Response>;

/** What the SDK asks of its `httpClient` (twilio 6.2.0, lib/base/RequestClient.d.ts), as far as Trunkbook's calls go. */
export interface SdkRequest {
  readonly method: string;
  readonly uri: string;
  readonly username?: string;
  readonly password?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly params?: object;
  readonly data?: object;
}
export interface SdkResponse { readonly statusCode: number; readonly body: unknown; readonly headers: Record<string, string> }
export interface TwilioHttpClient { request(request: SdkRequest): Promise<SdkResponse> }

export const TIMEOUT_MILLISECONDS = 30_000;

/** The hosts that may see the credentials. The SDK follows the absolute `next_page_url` of an answer: it must not lead elsewhere. */
const TWILIO_HOSTS: readonly string[] = ['api.twilio.com', 'trunking.twilio.com', 'monitor.twilio.com', 'pricing.twilio.com'];

/** Why a call got no answer from Twilio: nothing came, it came too late, it was stopped, or something else than Twilio answered. */
export type TransportKind = 'network' | 'timeout' | 'cancelled' | 'not-twilio';

/** A call without an answer from Twilio. Holds nothing of the request, the answer or the error beneath it. */
export class TransportError extends Error {
  readonly kind: TransportKind;
  /** The call asks Twilio to change something. */
  readonly write: boolean;
  /** Twilio may have received it. */
  readonly sent: boolean;

  constructor(kind: TransportKind, how: { readonly write: boolean; readonly sent: boolean }) {
    super(`No answer from Twilio: ${kind}`);
    this.name = 'TransportError';
    this.kind = kind;
    this.write = how.write;
    this.sent = how.sent;
  }
}

/** Twilio's message of this code holds the address that it suggests (twilio.md 1.8). */
const SUGGESTS = 21629;

/** Twilio answered with an error. Its message stays behind: it may repeat what was sent. The code says what it means; of one code alone the message is what a person must see. */
export class AnswerError extends Error {
  readonly status: number;
  readonly code: number | null;
  readonly retryAfterSeconds: number | null;
  /** The call asks Twilio to change something. */
  readonly write: boolean;
  readonly #suggestion: string | null;

  constructor(answer: { readonly status: number; readonly code: number | null; readonly retryAfterSeconds: number | null; readonly write: boolean; readonly message?: unknown }) {
    super(`Twilio answered ${answer.status}${answer.code === null ? '' : `, code ${answer.code}`}`);
    this.name = 'AnswerError';
    this.status = answer.status;
    this.code = answer.code;
    this.retryAfterSeconds = answer.retryAfterSeconds;
    this.write = answer.write;
    this.#suggestion = answer.code === SUGGESTS && typeof answer.message === 'string' ? answer.message.slice(0, LONGEST_SUGGESTION + 1) : null;
  }

  /** The message, where it suggests an address; null elsewhere. Not seen by whatever prints an error. */
  get suggestion(): string | null {
    return this.#suggestion;
  }
}

/**
 * The SDK's `httpClient` over a fetch function. Resolves with the decoded JSON of a 2xx answer; rejects with an `AnswerError` for any
 * other answer of Twilio and with a `TransportError` where there was none. At most four calls are in
 * flight, and one after a 429. Neither retries nor follows redirects, and keeps nothing.
 */
export function createTwilioHttpClient(
  fetch: TwilioFetch, options: { readonly signal?: AbortSignal | undefined; readonly timeoutMilliseconds?: number; readonly throttle?: Throttle } = {},
): TwilioHttpClient {
  const { signal, timeoutMilliseconds = TIMEOUT_MILLISECONDS, throttle = new Throttle(MOST_IN_FLIGHT) } = options;
  // The time runs from when a call has its turn: waiting for others is no fault of Twilio's.
  return {
    request: (request) => throttle.run(() => send(fetch, request, signal, timeoutMilliseconds).catch((error: unknown) => {
      if (error instanceof AnswerError && error.status === 429) throttle.slowDown();
      throw error;
    })),
  };
}

async function send(fetch: TwilioFetch, request: SdkRequest, outer: AbortSignal | undefined, timeoutMilliseconds: number): Promise<SdkResponse> {
  const method = request.method.toUpperCase();
  const write = method !== 'GET';
  const url = withQuery(request.uri, request.params);
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'https:' || port !== '' || !TWILIO_HOSTS.includes(hostname)) throw new TransportError('not-twilio', { write, sent: false });
  if (outer?.aborted) throw new TransportError('cancelled', { write, sent: false });

  const ending = new AbortController();
  let ended: 'timeout' | 'cancelled' | null = null;
  const end = (why: 'timeout' | 'cancelled') => (): void => { ended ??= why; ending.abort(); };
  const cancel = end('cancelled');
  const timer = setTimeout(end('timeout'), timeoutMilliseconds);
  outer?.addEventListener('abort', cancel, { once: true });
  const body = write && request.data ? encodeForm(request.data) : undefined;
  try {
    const response = await fetch(url, {
      method, headers: headersOf(request), signal: ending.signal, redirect: 'error', ...(body === undefined ? {} : { body }),
    });
    return judge(response.status, Object.fromEntries(response.headers), await response.text(), write);
  } catch (error) {
    if (error instanceof TransportError || error instanceof AnswerError) throw error;
    if (ended !== null) throw new TransportError(ended, { write, sent: true });
    throw new TransportError(isRedirect(error) ? 'not-twilio' : 'network', { write, sent: mayHaveBeenSent(error) });
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', cancel);
  }
}

function judge(status: number, headers: Record<string, string>, text: string, write: boolean): SdkResponse {
  const succeeded = status >= 200 && status < 300;
  if (succeeded && text === '') {
    // Only a delete is answered with nothing.
    if (status === 204) return { statusCode: status, body: '', headers };
    throw new TransportError('not-twilio', { write, sent: true });
  }
  const body = readObject(text);
  if (succeeded && body !== null) return { statusCode: status, body, headers };
  // An error without Twilio's JSON may come from a proxy or a sign-in page in between; 429 and 5xx have a meaning of their own.
  if (succeeded || (body === null && status !== 429 && status < 500)) throw new TransportError('not-twilio', { write, sent: true });
  const code = body?.['code'];
  throw new AnswerError({
    status, code: typeof code === 'number' && Number.isSafeInteger(code) ? code : null, retryAfterSeconds: readSeconds(headers['retry-after']), write, message: body?.['message'],
  });
}

function readObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function readSeconds(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function headersOf({ username = '', password = '', headers = {}, method }: SdkRequest): Record<string, string> {
  const kept: Record<string, string> = {
    Authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`,
    Accept: 'application/json',
  };
  if (method.toUpperCase() === 'POST') kept['Content-Type'] = 'application/x-www-form-urlencoded';
  const agent = headers['User-Agent'];
  if (typeof agent === 'string') kept['User-Agent'] = agent;
  return kept;
}

function withQuery(uri: string, params: object | undefined): string {
  const query = params ? encodeForm(params) : '';
  return query === '' ? uri : `${uri}${uri.includes('?') ? '&' : '?'}${query}`;
}

/** `name=value` pairs as Twilio reads them (twilio.md 1.0): arrays repeat the name, null and '' are both `name=`, undefined is left out. */
export function encodeForm(values: object): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    for (const one of Array.isArray(value) ? value as unknown[] : [value]) {
      if (one === undefined) continue;
      if (typeof one === 'object' && one !== null && !(one instanceof Date)) throw new TypeError(`“${name}” cannot be sent in a form.`);
      const text = one instanceof Date ? one.toISOString() : one === null ? '' : String(one);
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
    }
  }
  return pairs.join('&');
}

/** Node's error codes and Chromium's net errors that come before anything is sent: no way to Twilio, or a certificate that is not Twilio's. */
const NEVER_SENT = new RegExp([
  'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'CONNECT_TIMEOUT', 'NAME_NOT_RESOLVED', 'NAME_RESOLUTION_FAILED',
  'INTERNET_DISCONNECTED', 'CONNECTION_REFUSED', 'ADDRESS_UNREACHABLE', 'CONNECTION_TIMED_OUT', 'PROXY_CONNECTION_FAILED', 'TUNNEL_CONNECTION_FAILED',
  'CERT', 'UNABLE_TO_', 'SELF_SIGNED', 'ALTNAME',
].join('|'));

/** The code and the message of an error and of its cause: `fetch failed` hides the reason there. */
function wordsOf(error: unknown): string {
  return [error, error instanceof Error ? error.cause : null]
    .map((one) => (one instanceof Error ? `${'code' in one ? String(one.code) : ''} ${one.message}` : '')).join(' ');
}

function isRedirect(error: unknown): boolean {
  return /redirect/i.test(wordsOf(error));
}

function mayHaveBeenSent(error: unknown): boolean {
  return !NEVER_SENT.test(wordsOf(error));
}
