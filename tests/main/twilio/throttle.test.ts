import { describe, expect, it } from 'vitest';
import { MOST_IN_FLIGHT, Throttle } from '../../../main/twilio/throttle.ts';

/** Runs calls that end when told to, and says how many ran at once. */
async function peak(throttle: Throttle, calls: number): Promise<number> {
  let running = 0;
  let most = 0;
  await Promise.all(Array.from({ length: calls }, () => throttle.run(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  })));
  return most;
}

describe('calls in flight', () => {
  it('are as many as allowed, and never more', async () => expect(await peak(new Throttle(MOST_IN_FLIGHT), 30)).toBe(MOST_IN_FLIGHT));
  it('are one after a 429, and grow again only after answers', async () => {
    const throttle = new Throttle(MOST_IN_FLIGHT);
    throttle.slowDown();
    expect(await peak(throttle, 3)).toBe(1);
    await peak(throttle, 40);
    expect(throttle.limit).toBe(MOST_IN_FLIGHT);
  });
  it('go on after one that failed', async () => {
    const throttle = new Throttle(MOST_IN_FLIGHT);
    await Promise.allSettled(Array.from({ length: 10 }, () => throttle.run(() => Promise.reject(new Error('no')))));
    expect(await peak(throttle, 8)).toBe(MOST_IN_FLIGHT);
  });
});
