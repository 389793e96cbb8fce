import { describe, expect, test } from 'vitest';
import { PRACTICE_ADDRESSES } from '../../../main/practice/address-book.ts';
import { ADDRESSES, freshWorld, make, NUMBERS, PLACE, refused, seeded, tell, tellLater } from './support.ts';

const EMERGENCY = { ...PLACE, EmergencyEnabled: 'true' };
const { near, unknown } = PRACTICE_ADDRESSES;

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
