import type { TwilioFetch } from '../twilio/http-client.ts';

/** Asked without credentials: any answer carries the server's time. */
const ASKED = 'https://api.twilio.com/2010-04-01/Accounts.json';
export const CLOCK_SERVER = 'api.twilio.com';
const PATIENCE = 10_000;

/**
 * How far this laptop's clock is ahead of a server's, in milliseconds; negative where it is behind. Good to about a second: the server gives
 * whole seconds, and half of the way there and back is taken off. Null where no server answered, or its answer has no time.
 */
export async function measureClock(fetch: TwilioFetch, now: () => number, signal: AbortSignal): Promise<number | null> {
  try {
    const asked = now();
    const response = await fetch(ASKED, { method: 'GET', headers: { Accept: 'application/json' }, signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]), redirect: 'error' });
    const answered = now();
    const server = Date.parse(response.headers.get('date') ?? '');
    // The header was made somewhere in that second: its middle is the best guess.
    return Number.isNaN(server) ? null : Math.round((asked + answered) / 2 - (server + 500));
  } catch {
    return null;
  }
}
