import { readPhoneNumber } from '../numbers/phone-number.ts';
import { withoutInvisible } from '../numbers/pasted.ts';
import type { TypedAddress } from './entry.ts';

/** Where a cell of a pasted list belongs. `secondary` is suite, floor and room in one; null: nowhere. */
export type ListColumn = 'number' | 'secondary' | keyof TypedAddress;

/** The words that people put over their columns. */
const WORDS: Readonly<Record<ListColumn, readonly string[]>> = {
  number: ['number', 'phone', 'phone number', 'telephone', 'telephone number', 'tel', 'did', 'ddi', 'line', 'nummer'],
  friendlyName: ['friendly name', 'name', 'label', 'location', 'place', 'site', 'description'],
  customerName: ['customer name', 'customer', 'company', 'organisation', 'organization', 'business', 'client'],
  street: ['street', 'street address', 'address', 'address 1', 'address line 1', 'address1', 'line 1', 'street 1'],
  secondary: ['secondary', 'street secondary', 'address 2', 'address line 2', 'address2', 'line 2', 'unit', 'street 2', 'suite or floor', 'suite/floor'],
  suite: ['suite', 'ste'], floor: ['floor', 'fl', 'level', 'storey'], room: ['room', 'rm'], other: ['other', 'building', 'building or other'],
  city: ['city', 'town', 'post town', 'locality', 'suburb', 'city/town'],
  region: ['region', 'state', 'province', 'county', 'state/province', 'state or region'],
  postalCode: ['postal code', 'postcode', 'post code', 'zip', 'zip code', 'zipcode', 'eircode', 'plz'],
  country: ['country', 'country code', 'iso country'],
  extensions: ['extensions', 'extension', 'ext', 'exts'], shows: ['shows', 'caller id', 'emergency caller id', 'location number'], confirmedBy: ['confirmed by', 'confirmed'],
};
const COLUMN_OF = new Map((Object.keys(WORDS) as ListColumn[]).flatMap((column) => WORDS[column].map((word) => [word, column] as const)));

export function columnCalled(title: string): ListColumn | null {
  return COLUMN_OF.get(withoutInvisible(title).replace(/[\s_-]+/g, ' ').replace(/[*:]/g, '').trim().toLowerCase()) ?? null;
}

/** Whether a row says what stands under it: it knows some of the words, and has no phone number. */
export function isHeader(row: readonly string[], country: string): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  const known = filled.filter((cell) => columnCalled(cell) !== null).length;
  return known > 0 && known * 2 >= filled.length && filled.every((cell) => !readPhoneNumber(cell, country).ok);
}

/** What people write instead of the two letters, in English. */
const COUNTRY_WORDS: Readonly<Record<string, string>> = {
  USA: 'US', 'UNITED STATES': 'US', 'UNITED STATES OF AMERICA': 'US', CANADA: 'CA', UK: 'GB', 'UNITED KINGDOM': 'GB', 'GREAT BRITAIN': 'GB', ENGLAND: 'GB', SCOTLAND: 'GB', WALES: 'GB', 'NORTHERN IRELAND': 'GB',
  AUSTRALIA: 'AU', IRELAND: 'IE', FRANCE: 'FR', GERMANY: 'DE', DEUTSCHLAND: 'DE', AUSTRIA: 'AT',
};

export function countryCalled(text: string): string {
  const name = text.replace(/[.\s]+/g, ' ').trim().toUpperCase();
  return Object.hasOwn(COUNTRY_WORDS, name) ? COUNTRY_WORDS[name] ?? name : name;
}

const PLACE = ['street', 'secondary', 'city', 'region', 'postalCode', 'country'] as const satisfies readonly ListColumn[];
/** The orders of a list without a header. */
export const ORDERS: readonly (readonly ListColumn[])[] = [
  ['number', ...PLACE], ['number', 'friendlyName', ...PLACE], ['number', 'friendlyName', 'customerName', ...PLACE], ['number', 'customerName', ...PLACE],
];
/** A number, and what the site calls an address that it has. */
export const SHORT_ORDER: readonly ListColumn[] = ['number', 'friendlyName'];
