import type { LinkName } from '../../domain/guide/links.ts';
import { AnswerError, TransportError } from './http-client.ts';
import { CODES } from './error-codes.ts';

export type TwilioFaultCode =
  | 'credentials' | 'permission' | 'inactive' | 'trial' | 'busy' | 'twilio-down' | 'network' | 'timeout' | 'not-twilio' | 'cancelled'
  | 'not-found' | 'taken' | 'duplicate' | 'invalid' | 'limit' | 'dependency' | 'unexpected';

interface FaultParts {
  readonly code: TwilioFaultCode;
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly status?: number | null;
  readonly twilioCode?: number | null;
  readonly retryAfterSeconds?: number | null;
  readonly outcomeUnknown: boolean;
  readonly link?: LinkName | null;
  readonly suggestion?: string | null;
}

/** A failed call to Twilio in the technician's words. Holds no header, no body, no object of the SDK, and no cause. */
export class TwilioFault extends Error {
  readonly code: TwilioFaultCode;
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly status: number | null;
  readonly twilioCode: number | null;
  readonly retryAfterSeconds: number | null;
  /** The page where it can be settled. */
  readonly link: LinkName | null;
  /** False only where Twilio certainly did not do the work. */
  readonly outcomeUnknown: boolean;
  readonly #suggestion: string | null;

  constructor({ code, what, why, next, status = null, twilioCode = null, retryAfterSeconds = null, outcomeUnknown, link = null, suggestion = null }: FaultParts) {
    super(`${what} ${why}`);
    this.name = 'TwilioFault';
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
    this.status = status;
    this.twilioCode = twilioCode;
    this.retryAfterSeconds = retryAfterSeconds;
    this.outcomeUnknown = outcomeUnknown;
    this.link = link;
    this.#suggestion = suggestion;
  }

  /** Twilio's words of 21629, which hold the address that it suggests: to be read for the ledger, and never for a log or a screen as they are. */
  get suggestion(): string | null {
    return this.#suggestion;
  }
}

const TRANSPORT: Readonly<Record<TransportError['kind'], { readonly why: string; readonly next: string }>> = {
  network: { why: 'Twilio cannot be reached from this network.', next: 'Check the network, then go on. Everything done so far is kept.' },
  timeout: { why: 'Twilio did not answer within 30 seconds.', next: 'Go on when the network is better. Trunkbook first looks whether Twilio did it after all.' },
  cancelled: { why: 'It was stopped.', next: 'Go on when you like: it continues where it stopped.' },
  'not-twilio': { why: 'What answered is not Twilio’s service: often a sign-in page of the network, or a proxy.', next: 'Open a browser and sign in to the network, or use another one, then go on.' },
};

/**
 * Translates whatever a call threw.
 * @param context what Trunkbook was doing, as part of a sentence: “reading the account”
 */
export function toTwilioFault(error: unknown, { doing }: { readonly doing: string }): TwilioFault {
  if (isA(TwilioFault, error)) return error;
  return new TwilioFault(withWhat(meaningOf(error), doing));
}

/** `instanceof` runs code of the object where that is a proxy: whatever that throws, it is no error of ours. */
function isA<Kind>(kind: abstract new (...args: never[]) => Kind, error: unknown): error is Kind {
  try {
    return error instanceof kind;
  } catch {
    return false;
  }
}

function withWhat(parts: Omit<FaultParts, 'what'>, doing: string): FaultParts {
  return { ...parts, what: parts.outcomeUnknown ? `It is not known whether this was done: ${doing}.` : `This did not work: ${doing}.` };
}

function meaningOf(error: unknown): Omit<FaultParts, 'what'> {
  if (isA(TransportError, error)) return { code: error.kind, ...TRANSPORT[error.kind], outcomeUnknown: error.write && error.sent };
  if (isA(AnswerError, error)) return fromAnswer(error);
  if (isA(DOMException, error) && error.name === 'AbortError') return { code: 'cancelled', ...TRANSPORT.cancelled, outcomeUnknown: false };
  return {
    code: 'unexpected', why: 'Twilio’s answer was not of the form that Trunkbook knows.', next: 'Go on: Trunkbook looks first what is there. If it happens again, tell us.', outcomeUnknown: true,
  };
}

function fromAnswer({ status, code: twilioCode, retryAfterSeconds, write, suggestion }: AnswerError): Omit<FaultParts, 'what'> {
  const known = (twilioCode === null ? undefined : CODES[twilioCode]) ?? byStatus(status, twilioCode);
  return { ...known, status, twilioCode, retryAfterSeconds, suggestion, outcomeUnknown: write && status >= 500 };
}

function byStatus(status: number, twilioCode: number | null): Pick<FaultParts, 'code' | 'why' | 'next' | 'link'> {
  if (status === 401) return CODES[20003] ?? unknown(status, twilioCode);
  if (status === 403) return CODES[20403] ?? unknown(status, twilioCode);
  if (status === 404) return CODES[20404] ?? unknown(status, twilioCode);
  if (status === 429) return CODES[20429] ?? unknown(status, twilioCode);
  if (status >= 500) return { code: 'twilio-down', why: `Twilio had a fault of its own (${status}).`, next: 'Wait a minute and go on. Trunkbook first looks whether Twilio did it after all.' };
  return unknown(status, twilioCode);
}

function unknown(status: number, twilioCode: number | null): Pick<FaultParts, 'code' | 'why' | 'next'> {
  return twilioCode === null
    ? { code: 'unexpected', why: `Twilio refused it (${status}) without saying why.`, next: 'Look into the error log of the Twilio Console.' }
    : { code: 'invalid', why: `Twilio refused it with its code ${twilioCode}.`, next: `The code is explained at twilio.com/docs/errors/${twilioCode}.` };
}
