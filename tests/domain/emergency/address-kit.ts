// Addresses for tests: one of each country that registers them, and any that a person could have entered.
import fc from 'fast-check';
import { NOTHING_TYPED, readTypedAddress, type TypedAddress } from '../../../domain/emergency/entry.ts';
import { addressForm } from '../../../domain/emergency/forms.ts';
import type { EmergencyAddress } from '../../../domain/site/emergency-record.ts';

/** Dispatchers know no such place. */
export const TYPED: Readonly<Record<'US' | 'CA' | 'GB', TypedAddress>> = {
  US: { ...NOTHING_TYPED, friendlyName: 'HQ floor 2', customerName: 'Lakeside Dental', street: '645 Harrison St', suite: '200', floor: '2', city: 'San Francisco', region: 'CA', postalCode: '94107', country: 'US' },
  CA: { ...NOTHING_TYPED, friendlyName: 'Toronto', customerName: 'Lakeside Dental', street: '301 Front St W', floor: '3rd', city: 'Toronto', region: 'ON', postalCode: 'M5V 2T6', country: 'CA' },
  GB: { ...NOTHING_TYPED, friendlyName: 'Leeds', customerName: 'Lakeside Dental', street: '12 Wellington St', floor: 'Ground', city: 'Leeds', postalCode: 'LS1 4AP', country: 'GB' },
};

/** What entry makes of it; a test whose address is refused is wrong. */
export function entered(typed: TypedAddress, others: readonly EmergencyAddress[] = []): EmergencyAddress {
  const read = readTypedAddress(typed, others);
  if (!read.ok) throw new Error(JSON.stringify(read.fields));
  return { ...read.value, id: crypto.randomUUID(), chosen: null };
}

/** Texts of the kind that people paste: with everything that could trip up a reader. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('<img src=x onerror=alert(1)>', '😀👨‍👩‍👧', '\u202eevil\u202c', 'Pоrt', 'مرحبا', '１２３', '½ Main', 'St.', 'O’Connell', '\ud800', 'ﬁ', '\u0000', '__proto__', 'constructor', '100-1', '+15125550142'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).map((text) => text.repeat(Math.ceil(10_000 / text.length)).slice(0, 10_000)),
);

export const anyTyped: fc.Arbitrary<TypedAddress> = fc.record(Object.fromEntries(Object.keys(NOTHING_TYPED).map((field) => [field, field === 'country' ? fc.oneof(anyText, fc.constantFrom('US', 'CA', 'GB', 'IE', 'FR', 'JP')) : anyText])) as { [Field in keyof TypedAddress]: fc.Arbitrary<string> });

const word = (max: number): fc.Arbitrary<string> => fc.stringMatching(/^[A-Za-z0-9éÜß]([A-Za-z0-9 'éÜß/-]*[A-Za-z0-9éÜß])?$/).map((text) => text.slice(0, max).trim()).filter((text) => text !== '');
const floor = fc.oneof(fc.integer({ min: -3, max: 120 }).map(String), fc.constantFrom('Ground', 'G', 'B2', '12A', '2nd', '21st', 'Mezzanine', 'Third', ''), word(40));

/** Addresses that entry accepts, in canonical form. */
export const anyAddress: fc.Arbitrary<EmergencyAddress> = fc.record({
  friendlyName: fc.oneof(word(32), floor.map((value) => `HQ floor ${value}`.slice(0, 32).trim())), customerName: word(30), street: fc.tuple(fc.integer({ min: 1, max: 9999 }), word(40)).map(([number, name]) => `${number} ${name}`),
  suite: fc.oneof(fc.constant(''), word(40)), floor, room: fc.oneof(fc.constantFrom('', '204', '1204'), word(40)), other: fc.oneof(fc.constant(''), word(60)), city: word(40), postalCode: fc.constantFrom('94107', 'M5V 2T6', 'LS1 4AP', '10115'),
  country: fc.constantFrom('US', 'CA', 'GB', 'IE', 'FR'), extensions: fc.constantFrom('', '100', '100-119,130'), confirmedBy: fc.constantFrom('', 'Sam Doe'), place: fc.nat(),
}).map(({ place, ...rest }): TypedAddress => {
  const { regions } = addressForm(rest.country);
  return { ...NOTHING_TYPED, ...rest, region: regions[place % Math.max(1, regions.length)]?.value ?? '', shows: '' };
}).filter((typed) => readTypedAddress(typed, []).ok).map((typed) => entered(typed));
