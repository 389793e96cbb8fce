import type { TwilioAddress } from '../site/emergency-record.ts';

/**
 * What an address says to a dispatcher, as a key: the same door and the same name of the organisation there have the same one. Case and
 * doubled spaces do not count, as Twilio writes much in capitals; nor does what people call the place: for a new name alone no number is
 * taken off its address. Where addresses have no region, it is the city, as it is sent (toTwilio).
 */
export function addressKey({ customerName, street, streetSecondary, city, region, postalCode, country }: TwilioAddress): string {
  return [customerName, street, streetSecondary, city, region || city, postalCode, country].map((text) => text.trim().replaceAll(/\s+/g, ' ').toUpperCase()).join('\n');
}
