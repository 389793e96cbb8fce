// The laptop's clock against a server's. The server is a stand-in: its answer, its delay and its failures are what is tried.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_SERVER, measureClock } from '../../../main/probe/clock.ts';
import type { TwilioFetch } from '../../../main/twilio/http-client.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const never = new AbortController().signal;
/** What a server whose clock stands at `at` writes: whole seconds. */
const date = (at: number): string => new Date(at).toUTCString();

/** A server `ahead` of which the laptop's clock is, that takes `takes` ms for its answer and looks at its own clock after `half` of them. */
function measure({ ahead, takes = 0, half = takes / 2, status = 401 }: { readonly ahead: number; readonly takes?: number; readonly half?: number; readonly status?: number }): Promise<number | null> {
  let laptop = NOW;
  return measureClock(async () => {
    const server = laptop + half - ahead;
    laptop += takes;
    return new Response('', { status, headers: { date: date(server) } });
  }, () => laptop, never);
}

describe('the laptop’s clock', () => {
  it('is compared to within a second and half of the way there and back, ahead or behind', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: -10 * 365 * 86_400_000, max: 10 * 365 * 86_400_000 }), fc.integer({ min: 0, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), async (ahead, takes, share) => {
      const measured = await measure({ ahead, takes, half: takes * share });
      expect(Math.abs((measured ?? Number.NaN) - ahead)).toBeLessThanOrEqual(500 + takes / 2 + 1);
      expect(measured).toBe(Math.round(measured ?? Number.NaN));
    }));
  });

  it.each([[3_600_000, 'ahead', 1], [-3_600_000, 'behind', -1]])('that is off by %d ms is %s', async (ahead, _, sign) => {
    expect(Math.sign((await measure({ ahead })) ?? 0)).toBe(sign);
  });

  it.each([200, 401, 404, 500])('is compared with an answer of any status, here %d', async (status) => expect(await measure({ ahead: 0, status })).not.toBeNull());

  it('is asked of the named server without credentials, and no redirect is followed', async () => {
    const asked: Parameters<TwilioFetch>[] = [];
    await measureClock(async (...call) => { asked.push(call); return new Response(''); }, () => NOW, never);
    expect(asked.map(([url, { method, redirect, body }]) => [new URL(url).host, new URL(url).protocol, method, redirect, body])).toEqual([[CLOCK_SERVER, 'https:', 'GET', 'error', undefined]]);
    expect(Object.keys(asked[0]?.[1].headers ?? {}).map((name) => name.toLowerCase())).not.toContain('authorization');
  });
});

describe('no measurement', () => {
  const aborted = AbortSignal.abort();
  const obeying: TwilioFetch = async (_, { signal }) => { signal.throwIfAborted(); return new Response('', { headers: { date: date(NOW) } }); };
  it.each<[string, TwilioFetch, AbortSignal]>([
    ['without a Date header', async () => new Response(''), never], ['with a Date that is none', async () => new Response('', { headers: { date: 'yesterday' } }), never],
    ['without a network', async () => { throw new TypeError('fetch failed'); }, never], ['where a sign-in page redirects', async () => { throw new TypeError('unexpected redirect'); }, never],
    ['where fetch itself throws', () => { throw new Error('no session'); }, never], ['when it was ended before', obeying, aborted],
  ])('%s: null, and never a throw', async (_, fetch, signal) => expect(await measureClock(fetch, () => NOW, signal)).toBeNull());

  it('when it is ended meanwhile: the request ends with it', async () => {
    const stop = new AbortController();
    const hanging: TwilioFetch = (_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    const measuring = measureClock(hanging, () => NOW, stop.signal);
    stop.abort();
    expect(await measuring).toBeNull();
  });
});
