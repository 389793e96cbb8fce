import type { TwilioAddress } from '../site/emergency-record.ts';
import type { CallOutcome } from './ledger-addresses.ts';

export const NEAR_MATCH = 21629;
const NOT_FOUND = 21628;

/** What of an address probably made Twilio say that there is none (twilio.md 1.8: its help pages name these), the likeliest first. NC: Twilio does not say which rule failed. */
const LIKELY: readonly { readonly holds: (address: TwilioAddress) => boolean; readonly why: string }[] = [
  { holds: ({ street, city }) => /[&@#*%$!?]/.test(`${street} ${city}`), why: 'A sign such as &, @ or # is in it.' },
  { holds: ({ country, region }) => (country === 'US' || country === 'CA') && !/^[A-Z]{2}$/i.test(region), why: 'The state or province is not written with its two letters.' },
  { holds: ({ street }) => /\b(?:suite|ste|floor|fl|room|rm|unit|apt)\b\.?\s*\w+$/i.test(street), why: 'Suite, floor or room is in the street’s line. It has a field of its own.' },
  { holds: ({ street }) => !/\d/.test(street), why: 'The street has no house number.' },
  { holds: ({ country, postalCode }) => country === 'US' && !/^\d{5}(?:-\d{4})?$/.test(postalCode), why: 'The ZIP code has not the form of one.' },
  { holds: ({ street, city }) => /[.,;:/()]/.test(`${street} ${city}`), why: 'There is punctuation in it: abbreviations stand without a dot.' },
  { holds: ({ country }) => country === 'US' || country === 'CA', why: 'The street is not in the emergency register (MSAG) under this city: its community name can differ from the postal city.' },
];

/** Why Twilio refused an address, and what to do. The code decides; of `21628` it is told which rule probably failed. */
export function refusalWords({ twilioCode, sentence }: Pick<Extract<CallOutcome, { kind: 'refused' }>, 'twilioCode' | 'sentence'>, entered: TwilioAddress | null): { readonly why: string; readonly next: string } {
  if (twilioCode !== NOT_FOUND) return { why: sentence, next: 'Edit the address and save it: it is sent again then. The same words are not sent twice.' };
  const likely = entered === null ? undefined : LIKELY.find(({ holds }) => holds(entered));
  return {
    why: `Twilio does not find this address (21628). ${likely === undefined ? 'Probably the street, the city and the postal code do not belong together.' : `The likeliest cause: ${likely.why.charAt(0).toLowerCase()}${likely.why.slice(1)}`}`,
    next: 'Check it with the person in charge, edit it and save it: it is sent again then.',
  };
}
