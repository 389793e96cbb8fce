import { setTimeout as sleep } from 'node:timers/promises';
import { FaultInjector, type FaultPlan, faultResponse, numberBefore } from './faults.ts';
import { handle } from './handle.ts';
import type { PracticeRequest, PracticeResponse } from './http.ts';
import type { PracticeWorld } from './world.ts';
import type { PracticeWorldData } from './world-data.ts';

export interface PracticeOptions {
  /** Keeps the world. Awaited before a call that changed it is answered: what Twilio has answered, it has. */
  readonly save: (data: PracticeWorldData) => Promise<void>;
  /** The laptop's clock, milliseconds since 1970. The world's own is ahead of it by what was let pass. */
  readonly now: () => number;
  readonly latencyMilliseconds?: number;
  readonly faults?: FaultPlan;
}

/** `cut`: the connection ends without an answer. */
export type Outcome = { readonly kind: 'answer'; readonly response: PracticeResponse } | { readonly kind: 'cut' };
export type Exchange = (request: PracticeRequest, signal: AbortSignal) => Promise<Outcome>;

/** One practice service for any transport: latency and faults around `handle`. Rejects with an AbortError once the signal is aborted. */
export function createExchange(world: PracticeWorld, { save, now, latencyMilliseconds = 0, faults = {} }: PracticeOptions): Exchange {
  const injector = new FaultInjector(faults);
  return async (request, signal) => {
    const fault = injector.next(request);
    const wait = fault?.kind === 'latency' ? fault.milliseconds : latencyMilliseconds;
    if (wait > 0) await sleep(wait, undefined, { signal });
    signal.throwIfAborted();
    if (fault?.kind === 'hang' && fault.work === 'none') return forever(signal);
    if (fault?.kind === 'cut') return { kind: 'cut' };
    const instead = fault && faultResponse(fault);
    if (instead && !(fault.kind === 'server-error' && fault.work === 'done')) return { kind: 'answer', response: instead };

    const time = world.timeAt(now());
    const before = numberBefore(world.data, request, time);
    const response = injector.lag(request, handle(world, request, time), time, before);
    if (request.method !== 'GET' && response.status < 300) await save(world.toJSON());
    if (fault?.kind === 'hang') return forever(signal);
    if (fault?.kind === 'lost-answer') return { kind: 'cut' };
    if (fault?.kind === 'truncated') return { kind: 'answer', response: { ...response, body: response.body.slice(0, Math.ceil(response.body.length / 2)) } };
    return { kind: 'answer', response: instead ?? response };
  };
}

function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new DOMException('This operation was aborted', 'AbortError'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
