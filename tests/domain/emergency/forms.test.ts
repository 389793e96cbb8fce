// The forms of addresses: what the library's data say, in words, the same in main and in the page.
import { describe, expect, it } from 'vitest';
import { TYPED_FIELDS } from '../../../domain/emergency/entry.ts';
import { addressForm, postalFit, regionMeant } from '../../../domain/emergency/forms.ts';
import { readSecondaryLine } from '../../../domain/emergency/secondary-words.ts';
import { secondaryLine } from '../../../domain/emergency/secondary.ts';
import { CARRIES, REGISTERS } from '../../../domain/emergency/territory.ts';
import type { TypedAddress } from '../../../domain/emergency/entry.ts';

const order = (country: string): readonly string[] => addressForm(country).fields.map(({ name }) => name);
const label = (country: string, name: keyof TypedAddress): string | undefined => addressForm(country).fields.find((field) => field.name === name)?.label;

it.each([...CARRIES, 'JP', '', '__proto__', 'constructor'])('the form of %j has every field once', (country) => {
  expect([...order(country)].sort()).toEqual([...TYPED_FIELDS].sort());
  expect(addressForm(country).fields.every(({ label: words }) => words !== '')).toBe(true);
});

it.each([['US', ['city', 'region', 'postalCode']], ['CA', ['city', 'region', 'postalCode']], ['GB', ['city', 'region', 'postalCode']], ['FR', ['postalCode', 'city', 'region']], ['DE', ['postalCode', 'city', 'region']]])('in %s the last parts stand as people write them', (country, expected) => {
  expect(order(country).filter((name) => expected.includes(name))).toEqual(expected);
  expect(order(country).indexOf('street')).toBeLessThan(order(country).indexOf('city'));
});

it('parts are called as in their country', () => {
  expect([label('US', 'region'), label('US', 'postalCode'), label('CA', 'region'), label('GB', 'city'), label('AU', 'city'), label('IE', 'region'), label('IE', 'postalCode')]).toEqual(['State', 'ZIP code', 'Province or territory', 'Post town', 'Suburb or town', 'County', 'Eircode']);
});

it('where a list of regions is there, its values are what Twilio is sent: two letters in the US, a free field in the United Kingdom', () => {
  expect(addressForm('US').regions.every(({ value }) => /^[A-Z]{2}$/.test(value))).toBe(true);
  expect(addressForm('US').regions).toContainEqual({ value: 'TX', label: 'Texas' });
  expect(addressForm('GB').regions).toEqual([]);
  for (const country of CARRIES) for (const { value, label: words } of addressForm(country).regions) for (const text of [value, words, words.toUpperCase()]) expect(regionMeant(country, text)).toBe(value);
});

it('the postal codes that the library gives as examples fit', () => {
  for (const country of CARRIES) expect(postalFit(country, '', addressForm(country).postalExample ?? '')).toBe('fits');
  expect([postalFit('CA', 'NT', 'X1A 1A1'), postalFit('CA', 'NU', 'X1A 1A1'), postalFit('US', 'TX', '78701'), postalFit('US', 'CA', '78701'), postalFit('US', 'CA', '7870'), postalFit('JP', '', 'x')]).toEqual(['fits', 'not-of-region', 'fits', 'not-of-region', 'not-of-country', 'fits']);
});

it('every country that registers addresses has a form of its own', () => {
  for (const country of REGISTERS) expect(addressForm(country).postalExample).not.toBeNull();
});

describe('one line of suite, floor and room', () => {
  it.each([
    ['Suite 400', 'suite:400'], ['Ste 4', 'suite:4'], ['Fl 2', 'floor:2'], ['2nd floor', 'floor:2nd'], ['Ground floor east wing', 'floor:Ground other:east wing'], ['Room 12', 'room:12'], ['FLOOR 2, RM 204', 'floor:2 room:204'], ['Suite B', 'suite:B'],
    ['#400', 'other:400'], ['Rear building', 'other:Rear building'], ['Suite 400 rear Floor 2', 'suite:400 floor:2 other:rear'], ['Floor 2 Floor 3', 'floor:2 other:Floor 3'], ['', ''], ['  ', ''],
  ])('%j', (line, parts) => expect(readSecondaryLine(line).map(({ kind, value }) => `${kind}:${value}`).join(' ')).toBe(parts));

  it('goes back to the same line where Trunkbook wrote it', () => {
    for (const line of ['Suite 400 Floor 2 Room 12 rear', 'Floor 2nd', 'Suite 12A Room 204']) expect(secondaryLine(readSecondaryLine(line))).toBe(line);
  });
});
