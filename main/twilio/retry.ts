import { toTwilioFault, type TwilioFault } from './errors.ts';

const TRIES = 5;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;
/** Whoever is asked to wait longer than this is better told so. */
const LONGEST_ASKED = 120_000;
/** Calls that were refused together do not come back together. */
const JITTER = 250;

interface Waiting {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Does a call again while that is safe: after a 429, which Twilio never works on (twilio.md 4.1), and for a reading also after a fault on
 * Twilio's side. Waits as long as Twilio asks, two minutes at most, else a random part of a doubling time. Throws a TwilioFault.
 */
export async function retryBusy<Value>(call: () => Promise<Value>, how: { readonly doing: string; readonly retry: 'reading' | 'writing' }, waiting: Waiting): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const fault = toTwilioFault(error, { doing: how.doing });
      const safe = fault.code === 'busy' || (how.retry === 'reading' && fault.code === 'twilio-down');
      if (!safe || attempt >= TRIES || waiting.signal.aborted) throw fault;
      await waiting.sleep(pause(fault, attempt));
      if (waiting.signal.aborted) throw fault;
    }
  }
}

function pause(fault: TwilioFault, attempt: number): number {
  if (fault.retryAfterSeconds !== null) return Math.min(LONGEST_ASKED, fault.retryAfterSeconds * 1000) + Math.random() * JITTER;
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}
