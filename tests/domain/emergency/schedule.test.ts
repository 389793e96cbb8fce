// When Twilio is asked again about what is on its way (twilio.md 3), whatever the laptop's clock shows.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLate, MAY_TAKE, nextLook, nextLookFrom } from '../../../domain/emergency/schedule.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const SINCE = Date.parse('2026-11-23T10:00:00.000Z');

/** The pauses between looks, each as soon as it is due, from the first on. */
function pauses(country: string, count: number): readonly number[] {
  const all: number[] = [];
  for (let at = SINCE; all.length < count;) {
    const next = nextLook(SINCE, country, at);
    all.push(next - at);
    at = next;
  }
  return all;
}

describe.each(['US', 'CA'])('a registration in %s', (country) => {
  it('is looked at 4 times after 15 seconds, 8 times after 30, each minute to the end of half an hour, and is parked then', () => {
    const all = pauses(country, 60);
    expect(all.slice(0, 4)).toEqual(Array(4).fill(15 * SECOND));
    expect(all.slice(4, 12)).toEqual(Array(8).fill(30 * SECOND));
    const minutes = all.slice(12).findIndex((pause) => pause !== MINUTE);
    expect(all.slice(0, 12 + minutes).reduce((sum, pause) => sum + pause)).toBe(MAY_TAKE[country]);
    expect(new Set(all.slice(12 + minutes))).toEqual(new Set([30 * MINUTE]));
  });

  it('is late when a look after that finds it on its way', () => {
    expect(isLate(SINCE, country, SINCE + 30 * MINUTE)).toBe(false);
    expect(isLate(SINCE, country, SINCE + 30 * MINUTE + 1)).toBe(true);
  });
});

it('one in Britain, which may take three days, is parked at once, and is not late before', () => {
  expect(new Set(pauses('GB', 30))).toEqual(new Set([4 * 60 * MINUTE]));
  expect(isLate(SINCE, 'GB', SINCE + 3 * DAY)).toBe(false);
  expect(isLate(SINCE, 'GB', SINCE + 3 * DAY + 1)).toBe(true);
});

it('a clock that was put forward or back by days never makes the next look later than the longest pause from now', () => {
  const moment = fc.integer({ min: SINCE - 4 * DAY, max: SINCE + 4 * DAY });
  fc.assert(fc.property(moment, moment, moment, fc.constantFrom('US', 'CA', 'GB', 'FR'), (since, at, now, country) => {
    const next = nextLookFrom(since, country, at, now);
    expect(next).toBeLessThanOrEqual(now + 4 * 60 * MINUTE);
    // After a look at its time it is never due again at once: nothing hammers at Twilio.
    expect(nextLookFrom(since, country, now, now)).toBeGreaterThanOrEqual(now + 15 * SECOND);
  }));
});

it('what began in the future of a clock that was put back counts as just now', () => {
  expect(nextLookFrom(SINCE + DAY, 'US', SINCE + DAY, SINCE)).toBe(SINCE + 15 * SECOND);
  expect(isLate(SINCE + DAY, 'US', SINCE)).toBe(false);
});
