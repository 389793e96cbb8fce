import type { TwilioFetch } from '../twilio/http-client.ts';
import { createExchange, type PracticeOptions } from './exchange.ts';
import type { PracticeWorld } from './world.ts';

/**
 * A fetch function that leads to the practice account, inside this process: no network is touched.
 * @param options.signal ends all calls in flight
 */
export function createPracticeFetch(world: PracticeWorld, { signal: all, ...options }: PracticeOptions & { readonly signal?: AbortSignal }): TwilioFetch {
  const exchange = createExchange(world, options);
  return async (url, { method, headers, body = '', signal }) => {
    const { host, pathname, searchParams } = new URL(url);
    const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const outcome = await exchange({ method, host, path: pathname, query: searchParams, headers: lowered, body }, all ? AbortSignal.any([signal, all]) : signal);
    if (outcome.kind === 'cut') throw new TypeError('fetch failed');
    const { response } = outcome;
    return new Response(response.body === '' ? null : response.body, { status: response.status, headers: { ...response.headers } });
  };
}
