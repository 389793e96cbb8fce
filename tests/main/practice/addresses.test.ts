import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSuggestions } from '../../../domain/emergency/suggestion.ts';
import { REGISTERS } from '../../../domain/emergency/territory.ts';
import { PRACTICE_ADDRESSES, type PostalParts } from '../../../main/practice/address-book.ts';
import { ADDRESSES, freshWorld, make, NUMBERS, PLACE, refused, seeded, tell, tellLater } from './support.ts';

const EMERGENCY = { ...PLACE, EmergencyEnabled: 'true' };
const { near, unknown } = PRACTICE_ADDRESSES;
interface Near { readonly isoCountries: readonly [string, ...string[]]; readonly finds: readonly PostalParts[] }

describe('what Twilio makes of an address', () => {
  test('a good one is kept as it was entered, and is validated', () => {
    expect(tell(freshWorld(), 'POST', `${ADDRESSES}.json`, EMERGENCY)).toMatchObject({ status: 201, body: { street: PLACE.Street, validated: true, verified: false, emergency_enabled: true } });
  });

  test.each<Record<string, string>>([{}, { AutoCorrectAddress: 'true' }])('a near match is corrected (%o)', (how) => {
    expect(tell(freshWorld(), 'POST', `${ADDRESSES}.json`, { ...EMERGENCY, Street: near.street, ...how })).toMatchObject({
      status: 201, body: { street: '645 HARRISON ST', city: 'SAN FRANCISCO', region: 'CA', postal_code: '94105', customer_name: PLACE.CustomerName, validated: true },
    });
  });

  test('without correction a near match is refused, with the right address in Twilio’s words; that address is good', () => {
    const world = freshWorld();
    const answer = tell(world, 'POST', `${ADDRESSES}.json`, { ...EMERGENCY, FriendlyName: 'Front', Street: near.street, AutoCorrectAddress: 'false' });
    expect(refused(answer)).toEqual([400, 21_629]);
    expect(answer.body['message']).toBe('Failed to validate address. Check the suggested address. | FriendlyName: Front, CustomerName: Lakeside, Street: 645 HARRISON ST, Locality: SAN FRANCISCO, Region: CA, PostalCode: 94105, IsoCountry: US');
    expect(world.data.addresses).toEqual([]);
    make(world, `${ADDRESSES}.json`, { ...EMERGENCY, Street: '645 HARRISON ST', City: 'SAN FRANCISCO', Region: 'CA', PostalCode: '94105', AutoCorrectAddress: 'false' });
  });

  describe.each(Object.entries(PRACTICE_ADDRESSES).filter((entry): entry is [string, typeof entry[1] & Near] => 'finds' in entry[1] && entry[1].finds.length > 0))('%s', (_, { street, isoCountries: [IsoCountry], finds }) => {
    const near = { ...EMERGENCY, FriendlyName: 'Front', Street: street, IsoCountry };
    const asked = { ...near, AutoCorrectAddress: 'false' };

    test('is taken for the nearest, or refused with everything that is near, part by part; what was suggested is good', () => {
      const world = freshWorld();
      expect(tell(world, 'POST', `${ADDRESSES}.json`, near).body).toMatchObject({ street: finds[0]?.street, city: finds[0]?.city, region: finds[0]?.region, postal_code: finds[0]?.postalCode });
      const answer = tell(world, 'POST', `${ADDRESSES}.json`, asked);
      expect(refused(answer)).toEqual([400, 21_629]);
      // Read by Trunkbook's own reader, that was written after Twilio's example and not after this.
      const suggestions = parseSuggestions(String(answer.body['message']));
      expect(suggestions.map(({ street: line, city, region, postalCode }) => ({ street: line, city, region, postalCode }))).toEqual(finds);
      expect(suggestions.every(({ friendlyName, customerName, country }) => friendlyName === 'Front' && customerName === PLACE.CustomerName && country === IsoCountry)).toBe(true);
      for (const one of suggestions) make(world, `${ADDRESSES}.json`, { ...asked, Street: one.street, City: one.city, Region: one.region, PostalCode: one.postalCode });
    });
  });

  test('every kind of near match can be met in each country that registers addresses', () => {
    const near = Object.values(PRACTICE_ADDRESSES).filter((entry) => 'finds' in entry && entry.finds.length > 0) as Near[];
    for (const country of REGISTERS) {
      const here = near.filter(({ isoCountries }) => isoCountries.includes(country)).map(({ finds }) => finds);
      expect([here.some(({ length }) => length === 1), here.some(({ length }) => length > 1), here.some((found) => found.some(({ street }) => street.includes(',')))], country).toEqual([true, true, true]);
    }
  });

  test.each(REGISTERS)('in %s there is one that is not found, one that is not registered, and one that does not come off', (country) => {
    for (const which of ['unknown', 'notRegistered', 'notUnregistered'] as const) expect(PRACTICE_ADDRESSES[which].isoCountries, which).toContain(country);
    expect(refused(tell(freshWorld(), 'POST', `${ADDRESSES}.json`, { ...EMERGENCY, Street: unknown.street, IsoCountry: country }))).toEqual([400, 21_628]);
  });

  test('a street of the table is an ordinary one in another country', () => {
    expect(tell(freshWorld(), 'POST', `${ADDRESSES}.json`, { ...EMERGENCY, Street: near.street, City: 'London', IsoCountry: 'GB' })).toMatchObject({ status: 201, body: { street: near.street } });
  });

  test('every street to try is in the docs, with its countries, and no other', () => {
    const rows = readFileSync(new URL('../../../docs/practice-account.md', import.meta.url), 'utf8').split('\n').flatMap((line) => { const [, street, countries] = /^\| `([^`]+)` \| ([A-Z, ]+) \|/.exec(line) ?? []; return street === undefined ? [] : [`${street}: ${countries ?? ''}`]; });
    expect(rows.sort()).toEqual(Object.values(PRACTICE_ADDRESSES).map(({ street, isoCountries }) => `${street}: ${isoCountries.join(', ')}`).sort());
  });

  test.each<Record<string, string>>([{ Street: unknown.street }, { Street: '1 Main St #4' }, { City: 'Austin & Round Rock' }, { Region: 'Texas' }])('%o is not found', (wrong) => {
    expect(refused(tell(freshWorld(), 'POST', `${ADDRESSES}.json`, { ...EMERGENCY, ...wrong }))).toEqual([400, 21_628]);
  });

  test.each<Record<string, string>>([{ IsoCountry: 'us' }, { EmergencyEnabled: 'perhaps' }, { AutoCorrectAddress: 'perhaps' }, { FriendlyName: 'x'.repeat(33) }, { CustomerName: '漢'.repeat(22) }])('%o is a bad parameter', (wrong) => {
    expect(refused(tell(freshWorld(), 'POST', `${ADDRESSES}.json`, { ...EMERGENCY, ...wrong }))).toEqual([400, 21_238]);
  });

  test('only addresses for emergency calls, and those of countries that need them, are checked', () => {
    const world = freshWorld();
    expect(tell(world, 'POST', `${ADDRESSES}.json`, { ...PLACE, Street: unknown.street, FriendlyName: 'x'.repeat(64) }).body).toMatchObject({ validated: false });
    expect(refused(tell(world, 'POST', `${ADDRESSES}.json`, { ...PLACE, Street: unknown.street, IsoCountry: 'GB' }))).toEqual([400, 21_628]);
  });
});

describe('a change', () => {
  test('that enables emergency calls checks the address, and its name', () => {
    const world = freshWorld();
    const wrong = make(world, `${ADDRESSES}.json`, { ...PLACE, Street: unknown.street });
    expect(refused(tell(world, 'POST', `${ADDRESSES}/${wrong}.json`, { EmergencyEnabled: 'true' }))).toEqual([400, 21_628]);
    const near1 = make(world, `${ADDRESSES}.json`, { ...PLACE, Street: near.street });
    expect(refused(tell(world, 'POST', `${ADDRESSES}/${near1}.json`, { EmergencyEnabled: 'true', AutoCorrectAddress: 'false' }))).toEqual([400, 21_629]);
    expect(tell(world, 'POST', `${ADDRESSES}/${near1}.json`, { EmergencyEnabled: 'true' }).body).toMatchObject({ street: '645 HARRISON ST', validated: true });
    const long = make(world, `${ADDRESSES}.json`, { ...PLACE, FriendlyName: 'x'.repeat(33) });
    expect(refused(tell(world, 'POST', `${ADDRESSES}/${long}.json`, { EmergencyEnabled: 'true' }))).toEqual([400, 21_238]);
  });

  test('to another place is checked again; one of the name alone is not', () => {
    const world = freshWorld();
    const sid = make(world, `${ADDRESSES}.json`, EMERGENCY);
    expect(refused(tell(world, 'POST', `${ADDRESSES}/${sid}.json`, { Street: unknown.street }))).toEqual([400, 21_628]);
    expect(tell(world, 'POST', `${ADDRESSES}/${sid}.json`, { FriendlyName: 'Back' }).body).toMatchObject({ street: PLACE.Street, friendly_name: 'Back', validated: true });
  });

  test('of the place of a verified address is refused', () => {
    const world = freshWorld();
    const sid = make(world, `${ADDRESSES}.json`, EMERGENCY);
    expect(world.verifyAddress(sid)).toBe(true);
    expect(refused(tell(world, 'POST', `${ADDRESSES}/${sid}.json`, { Street: '2 Main St' }))).toEqual([400, 21_630]);
    expect(tell(world, 'POST', `${ADDRESSES}/${sid}.json`, { FriendlyName: 'Back' }).body).toMatchObject({ verified: true });
    expect(world.verifyAddress(`AD${'0'.repeat(32)}`)).toBe(false);
  });

  test('of the place of an address in use for emergencies is refused until it is off all numbers', () => {
    const world = freshWorld();
    const sid = make(world, `${ADDRESSES}.json`, EMERGENCY);
    const number = `${NUMBERS}/${seeded(world, 'free')}.json`;
    tell(world, 'POST', number, { EmergencyAddressSid: sid });
    const changes: Record<string, string>[] = [{ StreetSecondary: 'Suite 4' }, { EmergencyEnabled: 'false' }];
    for (const form of changes) expect(refused(tell(world, 'POST', `${ADDRESSES}/${sid}.json`, form))).toEqual([409, 20_409]);
    expect(tell(world, 'POST', `${ADDRESSES}/${sid}.json`, { FriendlyName: 'Back' }).status).toBe(200);
    tellLater(world, 5, 'POST', number, { EmergencyAddressSid: '' });
    expect(tellLater(world, 10, 'POST', `${ADDRESSES}/${sid}.json`, { StreetSecondary: 'Suite 4' }).status).toBe(200);
  });
});

test('an address lists the numbers that use it, for either purpose, until they no longer do', () => {
  const world = freshWorld();
  const sid = make(world, `${ADDRESSES}.json`, EMERGENCY);
  const [free, spare] = [seeded(world, 'free'), seeded(world, 'spare')];
  const listed = (minutes: number): unknown => (tellLater(world, minutes, 'GET', `${ADDRESSES}/${sid}/DependentPhoneNumbers.json`).body['dependent_phone_numbers'] as { sid: string }[]).map((one) => one.sid).sort();
  expect(listed(0)).toEqual([]);
  tell(world, 'POST', `${NUMBERS}/${free}.json`, { EmergencyAddressSid: sid });
  tell(world, 'POST', `${NUMBERS}/${spare}.json`, { AddressSid: sid });
  expect(listed(0)).toEqual([free, spare].sort());
  tellLater(world, 5, 'POST', `${NUMBERS}/${free}.json`, { EmergencyAddressSid: '' });
  expect(listed(5)).toEqual([free, spare].sort());
  expect(listed(10)).toEqual([spare]);
  expect(refused(tell(world, 'GET', `${ADDRESSES}/AD${'0'.repeat(32)}/DependentPhoneNumbers.json`))).toEqual([404, 20_404]);
});
