import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Where Twilio registers an emergency address with a number (twilio.md 0.8, 3). */
export const REGISTERS: readonly string[] = ['US', 'CA', 'GB'];
/** Where Twilio's trunks carry emergency calls (twilio.md 3: the page on SIP trunks, 2026-03). NC: whether IT, NZ, MY, PH and TH, which another page names, hold for trunks. */
export const CARRIES: readonly string[] = ['US', 'CA', 'GB', 'AU', 'IE', 'FR', 'DE', 'AT'];
/** Where 933 answers (twilio.md 3). */
export const HAS_933: readonly string[] = ['US', 'CA'];

/** What Twilio does for emergency calls in a country: registers an address and carries the call; only carries it; neither. */
export type Territory = 'registers' | 'carries' | 'none';

/** @param country ISO 3166 alpha-2 */
export function territoryOf(country: string): Territory {
  return REGISTERS.includes(country) ? 'registers' : CARRIES.includes(country) ? 'carries' : 'none';
}

/** Toll-free numbers of +1. The library gives them to the United States, but a Canadian site has them as well. */
const OF_ALL_NORTH_AMERICA = /^\+18(?:00|22|33|44|55|66|77|88)/;

/** The country of a number in E.164 form, ISO 3166 alpha-2; `site` where the number does not tell (a number of +1 that serves all of North America). */
export function countryOfNumber(phoneNumber: string, site: string): string {
  if (OF_ALL_NORTH_AMERICA.test(phoneNumber) && (site === 'US' || site === 'CA')) return site;
  const known = COUNTRIES.get(phoneNumber);
  if (known !== undefined) return known ?? site;
  if (COUNTRIES.size >= MOST_KEPT) COUNTRIES.clear();
  const country = parsePhoneNumberFromString(phoneNumber)?.country ?? null;
  COUNTRIES.set(phoneNumber, country);
  return country ?? site;
}

/** Reading a number takes long, and the same thousands of them are asked for at every change of a site. */
const COUNTRIES = new Map<string, string | null>();
const MOST_KEPT = 50_000;

/** What a territory means for the people at the site. */
export const TERRITORY_WORDS: Readonly<Record<Territory, { readonly short: string; readonly means: string }>> = {
  registers: { short: 'Carried, with a registered address', means: 'Twilio carries emergency calls and gives the dispatcher the address that is registered with the number that is shown. Enter an address for each number that an emergency call can show.' },
  carries: { short: 'Carried, without an address', means: 'Twilio carries emergency calls, but no address can be registered: the emergency centre asks the caller where help is needed. Tell the customer so, in writing.' },
  none: { short: 'Not carried', means: 'Twilio does not list this country for emergency calls over trunks. Another line must carry them: agree with the customer which, before the PBX goes into use.' },
};
