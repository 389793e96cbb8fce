import type { Address } from './world-data.ts';

/** The parts of an address that Twilio checks, and may correct. */
export type PostalParts = Pick<Address, 'street' | 'city' | 'region' | 'postalCode'>;

/** What the 933 test service says wrongly of a registered address: so that listening can be practised. */
export type Misreading = 'other-address' | 'no-secondary' | 'other-number';

/** What Twilio makes of one address, by its street: all that is not here is taken as it was entered. */
interface Entry {
  readonly street: string;
  readonly isoCountries: readonly string[];
  /** What the check finds in its place: the right address or several that are near, in this order; nothing where there is no such address. Without it the address is right. */
  readonly finds?: readonly PostalParts[];
  /** What comes of registering it, and of taking it off again, for emergency calls. */
  readonly registers?: false;
  readonly unregisters?: false;
  readonly readsBack?: Misreading;
}

const EVERYWHERE = ['US', 'CA', 'GB'];

/** The addresses to practise with. A street is enough to meet the rest; 645 Harrison is Twilio's own example. */
export const PRACTICE_ADDRESSES = {
  near: { street: '645 Harison Street', isoCountries: ['US'], finds: [{ street: '645 HARRISON ST', city: 'SAN FRANCISCO', region: 'CA', postalCode: '94105' }] },
  nearInCanada: { street: '111 Welington Street', isoCountries: ['CA'], finds: [{ street: '111 WELLINGTON ST', city: 'OTTAWA', region: 'ON', postalCode: 'K1A 0A9' }] },
  nearInBritain: { street: '221b Baker Stret', isoCountries: ['GB'], finds: [{ street: '221B BAKER STREET', city: 'LONDON', region: 'GREATER LONDON', postalCode: 'NW1 6XE' }] },
  several: {
    street: '500 Congress', isoCountries: ['US'],
    finds: [{ street: '500 CONGRESS AVE', city: 'AUSTIN', region: 'TX', postalCode: '78701' }, { street: '500 S CONGRESS AVE', city: 'AUSTIN', region: 'TX', postalCode: '78704' }],
  },
  severalInCanada: {
    street: '20 Queen', isoCountries: ['CA'],
    finds: [{ street: '20 QUEEN ST E', city: 'TORONTO', region: 'ON', postalCode: 'M5C 2M7' }, { street: '20 QUEEN ST W', city: 'TORONTO', region: 'ON', postalCode: 'M5H 3R3' }],
  },
  severalInBritain: {
    street: '10 High', isoCountries: ['GB'],
    finds: [{ street: '10 HIGH STREET', city: 'EDINBURGH', region: 'MIDLOTHIAN', postalCode: 'EH1 1TB' }, { street: '10 HIGH ROAD', city: 'EDINBURGH', region: 'MIDLOTHIAN', postalCode: 'EH12 8TW' }],
  },
  /** What is found has commas of its own. */
  comma: { street: '77 Market Bldg B', isoCountries: ['US'], finds: [{ street: '77 MARKET ST, BLDG B', city: 'SAN FRANCISCO', region: 'CA', postalCode: '94103' }] },
  commaInCanada: { street: '8 Front North Tower', isoCountries: ['CA'], finds: [{ street: '8 FRONT ST, NORTH TOWER', city: 'TORONTO', region: 'ON', postalCode: 'M5J 2X2' }] },
  commaInBritain: { street: '3 Mill Old Works', isoCountries: ['GB'], finds: [{ street: 'THE OLD WORKS, 3 MILL LANE', city: 'LEEDS', region: 'WEST YORKSHIRE', postalCode: 'LS1 4AB' }] },
  unknown: { street: '1 Nowhere Lane', isoCountries: EVERYWHERE, finds: [] },
  /** A good address where no emergency call centre takes the registration. */
  notRegistered: { street: '13 Unserved Rd', isoCountries: EVERYWHERE, registers: false },
  /** Registered without trouble; taking it off fails the first time. */
  notUnregistered: { street: '14 Sticky St', isoCountries: EVERYWHERE, unregisters: false },
  /** Registered, but the test service says something else. */
  readAsOther: { street: '15 Elsewhere Ave', isoCountries: ['US', 'CA'], readsBack: 'other-address' },
  readWithoutSecondary: { street: '16 Ground Ct', isoCountries: ['US', 'CA'], readsBack: 'no-secondary' },
  readWithOtherNumber: { street: '17 Crossed Wire Way', isoCountries: ['US', 'CA'], readsBack: 'other-number' },
} as const satisfies Record<string, Entry>;

const entries: readonly Entry[] = Object.values(PRACTICE_ADDRESSES);
const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

function entryOf({ street, isoCountry }: Pick<Address, 'street' | 'isoCountry'>): Entry | undefined {
  return entries.find((entry) => same(entry.street, street) && entry.isoCountries.includes(isoCountry));
}

/** Countries where Twilio checks every address, since their numbers need one (twilio.md 1.8). */
const REGULATED: readonly string[] = ['AU', 'BR', 'FR', 'DE', 'IE', 'IT', 'MX', 'NL', 'PL', 'ES', 'LU', 'AT', 'GB'];

/** Others are kept unchecked. NC: which-addresses-checked — no source says that an address of another country, without emergency calling, goes unchecked. */
export function isChecked({ isoCountry, emergencyEnabled }: Pick<Address, 'isoCountry' | 'emergencyEnabled'>): boolean {
  return emergencyEnabled || REGULATED.includes(isoCountry);
}

export type Verdict = { readonly kind: 'good' } | { readonly kind: 'near'; /** The nearest first; never empty. */ readonly found: readonly [PostalParts, ...PostalParts[]] } | { readonly kind: 'unknown' };

/**
 * What Twilio's check says. The signs and the long names of states that it trips over are those of its help page (twilio.md 1.8).
 * NC: address-check — that they end as “not found”, and that any other address is good as it was entered.
 */
export function checkAddress(address: PostalParts & Pick<Address, 'isoCountry'>): Verdict {
  const found = entryOf(address)?.finds;
  if (found !== undefined) {
    const [first, ...others] = found;
    return first === undefined ? { kind: 'unknown' } : { kind: 'near', found: [first, ...others] };
  }
  if (/[&@#*%$!?]/.test(`${address.street} ${address.city}`)) return { kind: 'unknown' };
  if (['US', 'CA'].includes(address.isoCountry) && !/^[A-Z]{2}$/i.test(address.region)) return { kind: 'unknown' };
  return { kind: 'good' };
}

export function outcomeOfRegistration(address: Pick<Address, 'street' | 'isoCountry'>): { readonly registers: boolean; readonly unregisters: boolean } {
  const { registers = true, unregisters = true } = entryOf(address) ?? {};
  return { registers, unregisters };
}

/** How the test service misreads this address; null where it reads what is registered. */
export function readBackOf(address: Pick<Address, 'street' | 'isoCountry'>): Misreading | null {
  return entryOf(address)?.readsBack ?? null;
}
