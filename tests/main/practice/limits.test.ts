import { performance } from 'node:perf_hooks';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { AREA_CODES } from '../../../main/practice/area-codes.ts';
import { numbersForSale } from '../../../main/practice/inventory.ts';
import { ACCESS, ACCOUNT, ADDRESSES, clientOf, firstFor, freshWorld, GOOD_PASSWORD, LOGINS, make, NUMBERS, ORIGIN, PLACE, refused, seeded, tell, TRUNKS } from './support.ts';

describe('how much there may be', () => {
  test('a thousand access lists on the account', () => {
    const world = freshWorld();
    for (let count = 0; count < 1000; count += 1) make(world, `${ACCESS}.json`, { FriendlyName: `L${count}` });
    expect(refused(tell(world, 'POST', `${ACCESS}.json`, { FriendlyName: 'more' }))).toEqual([400, 21_255]);
  });

  test('a thousand users in a credential list', () => {
    const world = freshWorld();
    const url = `${LOGINS}/${make(world, `${LOGINS}.json`, { FriendlyName: 'L' })}/Credentials.json`;
    for (let count = 0; count < 1000; count += 1) make(world, url, { Username: `u${count}`, Password: GOOD_PASSWORD });
    expect(refused(tell(world, 'POST', url, { Username: 'more', Password: GOOD_PASSWORD }))).toEqual([400, 21_242]);
  });

  test.each<readonly [what: string, url: (world: ReturnType<typeof freshWorld>) => string, form: Record<string, string>, name: string, longest: number, code: number]>([
    ['a trunk', () => TRUNKS, {}, 'FriendlyName', 64, 21_245],
    ['an access list', () => `${ACCESS}.json`, {}, 'FriendlyName', 255, 21_235],
    ['an address of an access list', (world) => `${ACCESS}/${make(world, `${ACCESS}.json`, { FriendlyName: 'L' })}/IpAddresses.json`, { IpAddress: '34.1.2.3' }, 'FriendlyName', 255, 21_235],
    ['a credential list', () => `${LOGINS}.json`, {}, 'FriendlyName', 64, 21_240],
    ['a user', (world) => `${LOGINS}/${make(world, `${LOGINS}.json`, { FriendlyName: 'L' })}/Credentials.json`, { Password: GOOD_PASSWORD }, 'Username', 32, 21_243],
    ['an origination URL', (world) => `${TRUNKS}/${make(world, TRUNKS)}/OriginationUrls`, ORIGIN, 'FriendlyName', 64, 21_245],
    ['a number', () => `${NUMBERS}.json`, { AreaCode: '303' }, 'FriendlyName', 64, 20_001],
    ['an address', () => `${ADDRESSES}.json`, PLACE, 'FriendlyName', 64, 21_238],
    ['an address for emergency calls', () => `${ADDRESSES}.json`, { ...PLACE, EmergencyEnabled: 'true' }, 'FriendlyName', 32, 21_238],
  ])('the name of %s has an end', (_, url, form, name, longest, code) => {
    const world = freshWorld();
    const where = url(world);
    expect(refused(tell(world, 'POST', where, { ...form, [name]: 'x'.repeat(longest + 1) }))).toEqual([400, code]);
    expect(tell(world, 'POST', where, { ...form, [name]: 'x'.repeat(longest) }).status).toBe(201);
  });
});

test('setting a trunk by its own list, too, takes the application off', () => {
  const world = freshWorld();
  const number = seeded(world, 'routed');
  tell(world, 'POST', `${NUMBERS}/${number}.json`, { VoiceApplicationSid: `AP${'1'.repeat(32)}` });
  make(world, `${TRUNKS}/${make(world, TRUNKS)}/PhoneNumbers`, { PhoneNumberSid: number });
  expect(tell(world, 'GET', `${NUMBERS}/${number}.json`).body).toMatchObject({ voice_application_sid: '' });
});

describe('numbers by the thousand', () => {
  test('are valid, for fiction, all different, and none of them is for sale', () => {
    const world = freshWorld();
    const added = world.addOwnedNumbers(10_000).map(({ phoneNumber }) => phoneNumber);
    const owned = world.data.numbers.map(({ phoneNumber }) => phoneNumber);
    expect(new Set(owned).size).toBe(10_003);
    expect(added.filter((phoneNumber) => !/^\+1\d{3}55501\d\d$/.test(phoneNumber))).toEqual([]);
    expect(AREA_CODES.filter((areaCode) => !isValidPhoneNumber(`+1${areaCode}5550100`))).toEqual([]);
    const offers = new Set(numbersForSale(freshWorld().data, () => true).map(({ phoneNumber }) => phoneNumber));
    expect(added.filter((phoneNumber) => offers.has(phoneNumber))).toEqual([]);
    expect(() => world.addOwnedNumbers(100_000)).toThrow(RangeError);
    expect(world.addOwnedNumbers(1)[0]?.phoneNumber).not.toBe(added[0]);
  });

  test('are walked through to the end, each once, and not in a time that grows with their square', async () => {
    const timeOf = async (count: number): Promise<number> => {
      const world = freshWorld();
      world.addOwnedNumbers(count);
      const client = await clientOf(world);
      const began = performance.now();
      const found = await client.incomingPhoneNumbers.list({ pageSize: 1000 });
      const took = performance.now() - began;
      expect(new Set(found.map(({ sid }) => sid)).size).toBe(count + 3);
      return took;
    };
    await timeOf(1000);
    const [some, many] = [await timeOf(2000), await timeOf(20_000)];
    // Ten times as many: about ten times as long, a hundred times if it were the square.
    expect(many / some).toBeLessThan(40);
  });

  test('are walked through in small pages, too, and on a trunk', async () => {
    const world = freshWorld();
    const trunk = make(world, TRUNKS);
    for (const number of world.addOwnedNumbers(10_000)) number.trunkSid = trunk;
    const client = await clientOf(world);
    expect(await client.trunking.v1.trunks(trunk).phoneNumbers.list({ pageSize: 50 })).toHaveLength(10_000);
  }, 20_000);
});

describe('countries that ask for more', () => {
  const GERMAN = { ...PLACE, City: 'Berlin', Region: 'Berlin', PostalCode: '10115', IsoCountry: 'DE' };

  test('search results say what a number needs', () => {
    const world = freshWorld();
    const needs = (path: string): unknown[] => [...new Set((tell(world, 'GET', `${ACCOUNT}/AvailablePhoneNumbers/${path}.json`).body['available_phone_numbers'] as { address_requirements: string }[]).map((one) => one.address_requirements))];
    expect(['US/Local', 'GB/Local', 'DE/Local', 'DE/Mobile'].map(needs)).toEqual([['none'], ['any'], ['local'], ['local']]);
    for (const name of ['ExcludeAllAddressRequired', 'ExcludeLocalAddressRequired']) expect(needs(`DE/Local.json?${name}=true&x=`)).toEqual([]);
    expect(tell(world, 'GET', `${ACCOUNT}/AvailablePhoneNumbers/DE.json`).body['subresource_uris']).toMatchObject({ mobile: expect.stringContaining('/DE/Mobile.json') as string });
    for (const path of ['US/Mobile', 'GB/Mobile', 'DE/TollFree', 'FR/Local']) expect(refused(tell(world, 'GET', `${ACCOUNT}/AvailablePhoneNumbers/${path}.json`))).toEqual([404, 20_404]);
  });

  test('a German number needs an approved German bundle and an address in Germany', () => {
    const world = freshWorld();
    const PhoneNumber = firstFor(world, 'DE');
    const AddressSid = make(world, `${ADDRESSES}.json`, GERMAN);
    const abroad = make(world, `${ADDRESSES}.json`, PLACE);
    const buy = (form: Record<string, string>): unknown => refused(tell(world, 'POST', `${NUMBERS}.json`, { PhoneNumber, ...form }));
    expect(buy({ AddressSid })).toEqual([400, 21_649]);
    expect(buy({ AddressSid, BundleSid: `BU${'0'.repeat(32)}` })).toEqual([400, 21_650]);
    expect(buy({ AddressSid, BundleSid: world.approveBundle('FR') })).toEqual([400, 21_650]);
    const BundleSid = world.approveBundle('DE');
    expect(buy({ BundleSid })).toEqual([400, 21_615]);
    expect(buy({ BundleSid, AddressSid: abroad })).toEqual([400, 21_615]);
    expect(world.data.numbers).toHaveLength(3);
    expect(tell(world, 'POST', `${NUMBERS}.json`, { PhoneNumber, BundleSid, AddressSid })).toMatchObject({ status: 201, body: { bundle_sid: BundleSid, address_sid: AddressSid, address_requirements: 'local' } });
  });

  test('each kind of number that is for sale has a price, in text', () => {
    const world = freshWorld();
    const prices = 'https://pricing.twilio.com/v1/PhoneNumbers/Countries';
    const countries = (tell(world, 'GET', prices).body['countries'] as { iso_country: string }[]).map((one) => one.iso_country);
    expect(countries.sort()).toEqual(['CA', 'DE', 'GB', 'US']);
    for (const country of countries) {
      const kinds = Object.keys(tell(world, 'GET', `${ACCOUNT}/AvailablePhoneNumbers/${country}.json`).body['subresource_uris'] as object).map((kind) => kind.replace('_', ' '));
      const { body } = tell(world, 'GET', `${prices}/${country}`);
      const told = body['phone_number_prices'] as { number_type: string; base_price: string; current_price: string }[];
      expect(told.map((one) => one.number_type).sort()).toEqual(kinds.sort());
      for (const one of told) expect([Number(one.base_price) > 0, Number(one.current_price) > 0, typeof one.current_price]).toEqual([true, true, 'string']);
      expect(body).toMatchObject({ price_unit: 'USD', iso_country: country });
    }
    expect(refused(tell(world, 'GET', `${prices}/FR`))).toEqual([404, 20_404]);
  });
});
