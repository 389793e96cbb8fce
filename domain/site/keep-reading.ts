import type { Site } from './record.ts';
import { sameAccount } from './same-account.ts';

/**
 * A site with a reading of its account, unless it has one of the same account that was asked for later. One that lies in the future keeps no
 * other out: then the clock was wrong, and nobody knows which is later.
 * @param now milliseconds since 1970
 */
export function keepReading(site: Site, reading: NonNullable<Site['observed']['twilio']>, now: number): Site {
  const { twilio } = site.observed;
  return twilio !== null && twilio.at > reading.at && Date.parse(twilio.at) <= now && sameAccount(twilio.account, reading.account) ? site : { ...site, observed: { ...site.observed, twilio: reading } };
}
