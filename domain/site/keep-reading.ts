import type { Site } from './record.ts';
import { sameAccount } from './same-account.ts';

/** A site with a reading of its account, unless it has one of the same account that was asked for later. */
export function keepReading(site: Site, reading: NonNullable<Site['observed']['twilio']>): Site {
  const { twilio } = site.observed;
  return twilio !== null && twilio.at > reading.at && sameAccount(twilio.account, reading.account) ? site : { ...site, observed: { ...site.observed, twilio: reading } };
}
