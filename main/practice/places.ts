import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Where numbers for sale come from. The last digits are free; everything before them is a range that its regulator keeps for fiction. */
export interface Place {
  readonly country: 'US' | 'CA' | 'GB' | 'DE';
  readonly kind: 'local' | 'toll-free' | 'mobile';
  /** US and Canada only. */
  readonly areaCode: string | null;
  /** E.164 up to the digits that differ. */
  readonly prefix: string;
  readonly locality: string | null;
  readonly region: string | null;
  readonly rateCenter: string | null;
  readonly lata: string | null;
  readonly latitude: string | null;
  readonly longitude: string | null;
  readonly postalCode: string | null;
}

type NorthAmerican = readonly [areaCode: string, locality: string, region: string, lata: string, latitude: string, longitude: string, postalCode: string];

const UNITED_STATES: readonly NorthAmerican[] = [
  ['206', 'Seattle', 'WA', '674', '47.606200', '-122.332100', '98101'],
  ['212', 'New York', 'NY', '132', '40.714300', '-74.006000', '10001'],
  ['213', 'Los Angeles', 'CA', '730', '34.052200', '-118.243700', '90012'],
  ['214', 'Dallas', 'TX', '552', '32.783100', '-96.806700', '75201'],
  ['215', 'Philadelphia', 'PA', '228', '39.952300', '-75.163800', '19107'],
  ['216', 'Cleveland', 'OH', '320', '41.499500', '-81.695400', '44113'],
  ['281', 'Houston', 'TX', '560', '29.763300', '-95.363300', '77002'],
  ['303', 'Denver', 'CO', '656', '39.739200', '-104.984700', '80202'],
  ['305', 'Miami', 'FL', '460', '25.774300', '-80.193700', '33130'],
  ['312', 'Chicago', 'IL', '358', '41.850000', '-87.650100', '60604'],
  ['404', 'Atlanta', 'GA', '438', '33.749000', '-84.388000', '30303'],
  ['415', 'San Francisco', 'CA', '722', '37.774900', '-122.419400', '94105'],
  ['425', 'Bellevue', 'WA', '674', '47.610400', '-122.200700', '98004'],
  ['503', 'Portland', 'OR', '672', '45.523500', '-122.676200', '97204'],
  ['512', 'Austin', 'TX', '558', '30.267200', '-97.743100', '78701'],
  ['602', 'Phoenix', 'AZ', '666', '33.448400', '-112.074000', '85003'],
  ['612', 'Minneapolis', 'MN', '628', '44.980000', '-93.263800', '55401'],
  ['615', 'Nashville', 'TN', '470', '36.165900', '-86.784400', '37203'],
  ['617', 'Boston', 'MA', '128', '42.358400', '-71.059800', '02108'],
  ['702', 'Las Vegas', 'NV', '721', '36.174900', '-115.137200', '89101'],
  ['737', 'Austin', 'TX', '558', '30.267200', '-97.743100', '78701'],
  ['801', 'Salt Lake City', 'UT', '660', '40.760800', '-111.891000', '84101'],
  ['808', 'Honolulu', 'HI', '834', '21.306900', '-157.858300', '96813'],
  ['919', 'Raleigh', 'NC', '426', '35.772100', '-78.638600', '27601'],
];

const CANADA: readonly NorthAmerican[] = [
  ['403', 'Calgary', 'AB', '888', '51.050100', '-114.085300', 'T2P'],
  ['416', 'Toronto', 'ON', '888', '43.700100', '-79.416300', 'M5V'],
  ['514', 'Montreal', 'QC', '888', '45.508800', '-73.587800', 'H3B'],
  ['604', 'Vancouver', 'BC', '888', '49.249700', '-123.119300', 'V6B'],
  ['613', 'Ottawa', 'ON', '888', '45.411200', '-75.698100', 'K1P'],
];

const northAmerican = (country: 'US' | 'CA') => ([areaCode, locality, region, lata, latitude, longitude, postalCode]: NorthAmerican): Place => ({
  country, kind: 'local', areaCode, prefix: `+1${areaCode}55501`, locality, region, rateCenter: locality.toUpperCase(), lata, latitude, longitude, postalCode,
});

const nowhere = { locality: null, region: null, rateCenter: null, lata: null, latitude: null, longitude: null, postalCode: null };
const british = (prefix: string, locality: string): Place => ({ ...nowhere, country: 'GB', kind: 'local', areaCode: null, prefix, locality });

const german = (prefix: string, locality: string | null, kind: 'local' | 'mobile' = 'local'): Place => ({ ...nowhere, country: 'DE', kind, areaCode: null, prefix, locality });

/** 555-0100 to 555-0199 of every area code (NANPA), Ofcom's numbers for drama, and the Bundesnetzagentur's for the media. */
export const PLACES: readonly Place[] = [
  ...UNITED_STATES.map(northAmerican('US')),
  ...CANADA.map(northAmerican('CA')),
  british('+4420794600', 'London'), british('+4412149600', 'Birmingham'), british('+4416149600', 'Manchester'), british('+4413149600', 'Edinburgh'),
  ...(['US', 'CA'] as const).flatMap((country) => ['800', '833', '844', '855', '866', '877', '888'].map((areaCode): Place => ({
    ...nowhere, country, kind: 'toll-free', areaCode, prefix: `+1${areaCode}55501`,
  }))),
  { ...nowhere, country: 'GB', kind: 'toll-free', areaCode: null, prefix: '+4480815700' },
  german('+4930231250', 'Berlin'), german('+4940669690', 'Hamburg'), german('+4969900090', 'Frankfurt am Main'), german('+4989999980', 'Munich'), german('+4917139200', null, 'mobile'),
];

/** What a country asks of who buys its numbers (made up, but for the kinds that Twilio knows: twilio.md 1.7). */
export interface Requirements {
  /** `local`: in the country of the number. */
  readonly address: 'none' | 'any' | 'local';
  /** A bundle of documents, approved in the Console. */
  readonly bundle: boolean;
}

const REQUIREMENTS: Readonly<Record<Place['country'], Requirements>> = {
  US: { address: 'none', bundle: false }, CA: { address: 'none', bundle: false }, GB: { address: 'any', bundle: false }, DE: { address: 'local', bundle: true },
};

export function requirementsOf(country: Place['country']): Requirements {
  return REQUIREMENTS[country];
}

/** ISO 3166 alpha-2 of an E.164 number. Toll-free numbers of North America are taken for the US. */
export function countryOfNumber(phoneNumber: string): string {
  return parsePhoneNumberFromString(phoneNumber)?.country ?? (phoneNumber.startsWith('+1') ? 'US' : '');
}
