import { notFound } from '../http.ts';
import { COUNTRY_NAMES, isCountry } from '../countries.ts';
import { modernList } from '../paging.ts';
import { type Place, PLACES } from '../places.ts';
import type { Route } from '../route.ts';

const host = 'pricing.twilio.com';
const COUNTRIES = '/v1/PhoneNumbers/Countries';

/** By the month, in US dollars. Made up, near enough to Twilio's to look right; never to be shown for a real account. */
const PRICES: Readonly<Record<Place['country'], Readonly<Partial<Record<Place['kind'], string>>>>> = {
  US: { local: '1.15', 'toll-free': '2.15' }, CA: { local: '1.15', 'toll-free': '2.15' }, GB: { local: '1.15', 'toll-free': '2.15' }, DE: { local: '1.15', mobile: '15.00' },
};

const url = (code: string): string => `https://${host}${COUNTRIES}/${code}`;
const summary = (code: Place['country']): object => ({ country: COUNTRY_NAMES[code], iso_country: code, url: url(code) });

/** `toll free` has a space here and nowhere else, as in Twilio's example. */
function showPrices(code: Place['country']): object {
  const kinds = [...new Set(PLACES.filter((place) => place.country === code).map((place) => place.kind))];
  const prices = kinds.map((kind) => ({ number_type: kind.replace('-', ' '), base_price: PRICES[code][kind] ?? '0.00', current_price: PRICES[code][kind] ?? '0.00' }));
  return { ...summary(code), phone_number_prices: prices, price_unit: 'USD' };
}

export const pricingRoutes: readonly Route[] = [
  {
    method: 'GET', host, path: COUNTRIES,
    run: (call) => modernList(call, 'countries', Object.keys(COUNTRY_NAMES).filter(isCountry).map((code, index, { length }) => ({ code, order: length - index })), ({ code }) => summary(code)),
  },
  {
    method: 'GET', host, path: `${COUNTRIES}/{IsoCountry}`,
    run: (call) => {
      const code = call.part('IsoCountry');
      if (!isCountry(code)) throw notFound(call.request.path);
      return { status: 200, body: showPrices(code) };
    },
  },
];
