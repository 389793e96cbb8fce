import { COUNTRY_NAMES, isCountry } from '../countries.ts';
import { notFound, refuse } from '../http.ts';
import { numbersForSale, type Offer, usualName } from '../inventory.ts';
import { listSize } from '../paging.ts';
import { type Place, PLACES, requirementsOf } from '../places.ts';
import type { Answer, Call, Route } from '../route.ts';
import { ACCOUNT_PATH, accountPath } from './account.ts';

const host = 'api.twilio.com';
const AVAILABLE = `${ACCOUNT_PATH}/AvailablePhoneNumbers`;
const TYPES: Readonly<Record<Place['kind'], string>> = { local: 'Local', 'toll-free': 'TollFree', mobile: 'Mobile' };

function kindsOf(code: Place['country']): Place['kind'][] {
  return [...new Set(PLACES.filter((place) => place.country === code).map((place) => place.kind))];
}

function countryOf(call: Call): Place['country'] {
  const code = call.part('CountryCode');
  if (!isCountry(code)) throw notFound(call.request.path);
  return code;
}

function showCountry(call: Call, code: Place['country']): object {
  const path = `${accountPath(call)}/AvailablePhoneNumbers/${code}`;
  return {
    country_code: code, country: COUNTRY_NAMES[code], beta: false, uri: `${path}.json`,
    subresource_uris: Object.fromEntries(kindsOf(code).map((kind) => [kind.replace('-', '_'), `${path}/${TYPES[kind]}.json`])),
  };
}

/** Latitude and longitude are strings, as in Twilio's example; the list has no paging keys (twilio.md 1.7). */
function showOffer({ phoneNumber, place }: Offer): object {
  return {
    phone_number: phoneNumber, friendly_name: usualName(phoneNumber), iso_country: place.country, locality: place.locality, region: place.region,
    rate_center: place.rateCenter, lata: place.lata, latitude: place.latitude, longitude: place.longitude, postal_code: place.postalCode,
    address_requirements: requirementsOf(place.country).address, beta: false, capabilities: { voice: true, sms: true, mms: true, fax: false },
  };
}

const KEYPAD: readonly string[] = ['', '', 'ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];

/** `Contains`: digits, or letters as on a keypad; `*` any digit, `%` any digits, `+` the beginning, `$` the end. NC: search-refusal — 20001 for a pattern of another make. */
function readPattern(text: string): RegExp {
  if (!/^\+?[\dA-Z*%]{2,16}\$?$/i.test(text) || text.length > 16) throw refuse(20001, 'Contains must have 2 to 16 digits, letters, * % + or $');
  const sign = (one: string): string => {
    if (one === '*') return '\\d';
    if (one === '%') return '\\d*';
    if (one === '+') return '^\\+';
    if (one === '$' || /\d/.test(one)) return one;
    return String(KEYPAD.findIndex((letters) => letters.includes(one.toUpperCase())));
  };
  return new RegExp([...text].map(sign).join(''));
}

const SERVED = { VoiceEnabled: true, SmsEnabled: true, MmsEnabled: true, FaxEnabled: false };

function placeFilter({ request: { query } }: Call, country: Place['country'], kind: Place['kind']): (place: Place) => boolean {
  const same = (name: string, value: string | null): boolean => {
    const wanted = query.get(name);
    return wanted === null || wanted === '' || wanted.toLowerCase() === value?.toLowerCase();
  };
  if (['NearNumber', 'NearLatLong', 'Distance'].some((name) => query.has(name))) throw refuse(20001, 'The practice account does not search by distance');
  const unserved = Object.entries(SERVED).some(([name, has]) => query.get(name) === 'true' && !has);
  const asks = (name: string): boolean => query.get(name) === 'true';
  const excluded = [...(asks('ExcludeAllAddressRequired') ? ['any', 'local'] : []), ...(asks('ExcludeLocalAddressRequired') ? ['local'] : [])];
  // Outside the US and Canada the area is ignored, all but the locality (twilio.md 1.7).
  const local = country === 'US' || country === 'CA';
  return (place) => !unserved && place.country === country && place.kind === kind && same('InLocality', place.locality)
    && !excluded.includes(requirementsOf(country).address)
    && (!local || (same('AreaCode', place.areaCode) && same('InRegion', place.region) && same('InPostalCode', place.postalCode) && same('InRateCenter', place.rateCenter) && same('InLata', place.lata)));
}

/** NC: most-results — as many as the page may hold, 1000 at most. */
function search(call: Call, kind: Place['kind']): Answer {
  const country = countryOf(call);
  // A kind that the country does not have is no path at all (twilio.md 1.7).
  if (!kindsOf(country).includes(kind)) throw notFound(call.request.path);
  const contains = call.request.query.get('Contains');
  const pattern = contains === null ? null : readPattern(contains);
  const found = numbersForSale(call.data, placeFilter(call, country, kind)).filter(({ phoneNumber }) => pattern === null || pattern.test(phoneNumber));
  return { status: 200, body: { available_phone_numbers: found.slice(0, listSize(call)).map(showOffer), uri: `${accountPath(call)}/AvailablePhoneNumbers/${country}/${TYPES[kind]}.json` } };
}

/** `Mobile` in Germany only: the US and Canada have none at Twilio either, and the British range for fiction is not one that number libraries accept. */
export const availableNumberRoutes: readonly Route[] = [
  {
    method: 'GET', host, path: `${AVAILABLE}.json`,
    run: (call) => ({ status: 200, body: { countries: Object.keys(COUNTRY_NAMES).filter(isCountry).map((code) => showCountry(call, code)), uri: `${accountPath(call)}/AvailablePhoneNumbers.json` } }),
  },
  { method: 'GET', host, path: `${AVAILABLE}/{CountryCode}.json`, run: (call) => ({ status: 200, body: showCountry(call, countryOf(call)) }) },
  { method: 'GET', host, path: `${AVAILABLE}/{CountryCode}/Local.json`, run: (call) => search(call, 'local') },
  { method: 'GET', host, path: `${AVAILABLE}/{CountryCode}/TollFree.json`, run: (call) => search(call, 'toll-free') },
  { method: 'GET', host, path: `${AVAILABLE}/{CountryCode}/Mobile.json`, run: (call) => search(call, 'mobile') },
];
