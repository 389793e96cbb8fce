const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long it may take until an address is registered or taken off, in milliseconds (twilio.md 3). */
export const MAY_TAKE: Readonly<Record<string, number>> = { US: 30 * MINUTE, CA: 30 * MINUTE, GB: 72 * HOUR };

/** So long after something began, it is looked at so often: 4 looks, 8 looks, then each minute (twilio.md 3). */
const EARLY = [{ until: MINUTE, every: 15 * SECOND }, { until: 5 * MINUTE, every: 30 * SECOND }, { until: 30 * MINUTE, every: MINUTE }] as const;
/** Later it is parked. Where days are usual, it is so from the start. */
const PARKED = 30 * MINUTE;
const PARKED_FOR_DAYS = 4 * HOUR;

/**
 * When Twilio is to be asked again about something that is on its way. All moments in milliseconds since 1970, by the laptop's clock.
 * @param since when it began; one in the future (the clock was put back) is taken as just now
 * @param country of the number, ISO 3166 alpha-2
 * @param at the last look
 */
export function nextLook(since: number, country: string, at: number): number {
  const age = Math.max(0, at - since);
  const every = country === 'GB' ? PARKED_FOR_DAYS : EARLY.find(({ until }) => age < until)?.every ?? PARKED;
  return at + every;
}

/**
 * The same for now: never later than the longest pause from now, however wrong the clock was at the last look.
 * @param now milliseconds since 1970
 */
export function nextLookFrom(since: number, country: string, at: number, now: number): number {
  return nextLook(Math.min(since, now), country, Math.min(at, now));
}

/** Whether it takes longer than Twilio says. Told from two looks, never from the clock of now: `at` is when Twilio last said that it is still on its way. */
export function isLate(since: number, country: string, at: number): boolean {
  return at - since > (MAY_TAKE[country] ?? PARKED);
}
