import type { Address } from './world-data.ts';

/** The parts of an address that Twilio checks, and may correct. */
export type PostalParts = Pick<Address, 'street' | 'city' | 'region' | 'postalCode'>;

/** What Twilio makes of one address, by its street: all that is not here is taken as it was entered. */
interface Entry {
  readonly street: string;
  readonly isoCountry: string;
  /** A near match has the right address; `null`: there is no such address. */
  readonly correct: PostalParts | null;
  /** What comes of registering it, and of taking it off again, for emergency calls. */
  readonly registers?: false;
  readonly unregisters?: false;
}

/** The addresses to practise with. A street is enough to meet the rest; 645 Harrison is Twilio's own example. */
export const PRACTICE_ADDRESSES = {
  near: { street: '645 Harison Street', isoCountry: 'US', correct: { street: '645 HARRISON ST', city: 'SAN FRANCISCO', region: 'CA', postalCode: '94105' } },
  nearInBritain: { street: '221b Baker Stret', isoCountry: 'GB', correct: { street: '221B BAKER STREET', city: 'LONDON', region: 'GREATER LONDON', postalCode: 'NW1 6XE' } },
  nearInCanada: { street: '111 Welington Street', isoCountry: 'CA', correct: { street: '111 WELLINGTON ST', city: 'OTTAWA', region: 'ON', postalCode: 'K1A 0A9' } },
  unknown: { street: '1 Nowhere Lane', isoCountry: 'US', correct: null },
  unknownInBritain: { street: '1 Nowhere Lane', isoCountry: 'GB', correct: null },
  /** A good address where no emergency call centre takes the registration. */
  notRegistered: { street: '13 Unserved Rd', isoCountry: 'US', correct: { street: '13 Unserved Rd', city: '', region: '', postalCode: '' }, registers: false },
  /** Registered without trouble; taking it off fails the first time. */
  notUnregistered: { street: '14 Sticky St', isoCountry: 'US', correct: { street: '14 Sticky St', city: '', region: '', postalCode: '' }, unregisters: false },
} as const satisfies Record<string, Entry>;

const entries: readonly Entry[] = Object.values(PRACTICE_ADDRESSES);
const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

function entryOf({ street, isoCountry }: Pick<Address, 'street' | 'isoCountry'>): Entry | undefined {
  return entries.find((entry) => same(entry.street, street) && entry.isoCountry === isoCountry);
}

/** Countries where Twilio checks every address, since their numbers need one (twilio.md 1.8). */
const REGULATED: readonly string[] = ['AU', 'BR', 'FR', 'DE', 'IE', 'IT', 'MX', 'NL', 'PL', 'ES', 'LU', 'AT', 'GB'];

/** Others are kept unchecked. NC: which-addresses-checked — no source says that an address of another country, without emergency calling, goes unchecked. */
export function isChecked({ isoCountry, emergencyEnabled }: Pick<Address, 'isoCountry' | 'emergencyEnabled'>): boolean {
  return emergencyEnabled || REGULATED.includes(isoCountry);
}

export type Verdict = { readonly kind: 'good' } | { readonly kind: 'near'; readonly correct: PostalParts } | { readonly kind: 'unknown' };

/**
 * What Twilio's check says. The signs and the long names of states that it trips over are those of its help page (twilio.md 1.8).
 * NC: address-check — that they end as “not found”, and that any other address is good as it was entered.
 */
export function checkAddress(address: PostalParts & Pick<Address, 'isoCountry'>): Verdict {
  const entry = entryOf(address);
  if (entry?.correct === null) return { kind: 'unknown' };
  if (entry && !same(entry.correct.street, address.street)) return { kind: 'near', correct: entry.correct };
  if (/[&@#*%$!?]/.test(`${address.street} ${address.city}`)) return { kind: 'unknown' };
  if (['US', 'CA'].includes(address.isoCountry) && !/^[A-Z]{2}$/i.test(address.region)) return { kind: 'unknown' };
  return { kind: 'good' };
}

export function outcomeOfRegistration(address: Pick<Address, 'street' | 'isoCountry'>): { readonly registers: boolean; readonly unregisters: boolean } {
  const { registers = true, unregisters = true } = entryOf(address) ?? {};
  return { registers, unregisters };
}
