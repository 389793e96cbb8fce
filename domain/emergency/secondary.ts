import { SECONDARY_KINDS, type SecondaryKind } from '../site/emergency-limits.ts';
import type { Place, Secondary, TwilioAddress } from '../site/emergency-record.ts';

/** What stands before a value in Twilio's one line, without punctuation (twilio.md 1.8). */
const PREFIXES: Readonly<Record<SecondaryKind, string>> = { suite: 'Suite', floor: 'Floor', room: 'Room', other: '' };

/** Suite, floor and room as the one line that Twilio has for them; empty where there are none. */
export function secondaryLine(secondary: readonly Secondary[]): string {
  return SECONDARY_KINDS.flatMap((kind) => secondary.filter((one) => one.kind === kind)).map(({ kind, value }) => `${PREFIXES[kind]} ${value}`.trim()).join(' ');
}

/** A place in Twilio's fields, as it is sent. Twilio requires a region of every address (twilio.md 1.8): where addresses have none, it is the city. NC: what Twilio makes of it. */
export function toTwilio({ friendlyName, customerName, street, secondary, city, region, postalCode, country }: Place): TwilioAddress {
  return { friendlyName, customerName, street, streetSecondary: secondaryLine(secondary), city, region: region === '' ? city : region, postalCode, country };
}

/** An address in one line, as a dispatcher would read it. */
export function addressLine({ street, streetSecondary, city, region, postalCode }: Pick<TwilioAddress, 'street' | 'streetSecondary' | 'city' | 'region' | 'postalCode'>): string {
  return [street, streetSecondary, city, region, postalCode].filter((part) => part !== '').join(', ');
}

/** The parts that say where it is; a name that people give it changes no door. */
const POSTAL = ['street', 'streetSecondary', 'city', 'region', 'postalCode', 'country'] as const;

/** Whether two addresses lead to the same door: case and doubled spaces do not count, as Twilio writes much in capitals. */
export function sameDoor(one: TwilioAddress, other: TwilioAddress): boolean {
  return POSTAL.every((part) => plain(one[part]) === plain(other[part]));
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toUpperCase();
}
