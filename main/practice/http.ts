/** One request to the practice account, from whichever transport. Header names are lower case. */
export interface PracticeRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PracticeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or nothing after a delete. */
  readonly body: string;
}

/** Twilio's own kind of error. Thrown inside the simulator, answered by `handle`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly detail: string | null;

  constructor(status: number, code: number, message: string, detail: string | null = null) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** NC: refusal-status — every refusal without a status of its own in the sources is a 400, with wording of our own. */
export function refuse(code: number, message: string): Refusal {
  return new Refusal(400, code, message);
}

export function notFound(path: string): Refusal {
  return new Refusal(404, 20404, `The requested resource ${path} was not found`);
}

export function jsonResponse(status: number, body: object, headers: Readonly<Record<string, string>> = {}): PracticeResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body) };
}

/** An error as Twilio writes it (twilio.md 1.0): only a 401 has `detail`. */
export function errorResponse({ status, code, message, detail }: Pick<Refusal, 'status' | 'code' | 'message' | 'detail'>, headers: Readonly<Record<string, string>> = {}): PracticeResponse {
  return jsonResponse(status, { code, ...(detail === null ? {} : { detail }), message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, headers);
}

/** v2010's dates. */
export function rfc2822(milliseconds: number): string {
  return new Date(milliseconds).toUTCString().replace('GMT', '+0000');
}

/** v1's dates: without the fraction of the second. */
export function iso8601(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
