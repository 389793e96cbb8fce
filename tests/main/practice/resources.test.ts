import { describe, expect, test } from 'vitest';
import { SEEDED_NUMBERS, TAKEN_DOMAINS } from '../../../main/practice/seeds.ts';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import { ACCESS, ACCOUNT, ADDRESSES, basic, firstFor, freshWorld, GOOD_PASSWORD, LOGINS, make, NOW, NUMBERS, ORIGIN, PLACE, refused, seeded, tell, tellLater, TRUNKS } from './support.ts';

describe('errors', () => {
  test('an error has Twilio’s four keys, a 401 has `detail` as well, and each has the status of the answer', () => {
    const world = freshWorld();
    const missing = tell(world, 'GET', `${TRUNKS}/TK00000000000000000000000000000000`);
    expect(missing.body).toEqual({ code: 20_404, message: 'The requested resource /v1/Trunks/TK00000000000000000000000000000000 was not found', more_info: 'https://www.twilio.com/docs/errors/20404', status: 404 });
    const stranger = tell(world, 'GET', TRUNKS, null, 'Basic x');
    expect(Object.keys(stranger.body).sort()).toEqual(['code', 'detail', 'message', 'more_info', 'status']);
    expect(refused(stranger)).toEqual([401, 20_003]);
  });

  test('somebody else’s account, an unknown path, a wrong method and an account that is closed are each refused in their way', () => {
    const world = freshWorld();
    expect(refused(tell(world, 'GET', `${ACCOUNT.replace('{AC}', `AC${'0'.repeat(32)}`)}/Addresses.json`))).toEqual([404, 20_404]);
    expect(refused(tell(world, 'GET', 'https://api.twilio.com/2010-04-01/Nothing.json'))).toEqual([404, 20_404]);
    expect(refused(tell(world, 'DELETE', TRUNKS))).toEqual([405, 20_004]);
    world.data.account.status = 'suspended';
    expect(refused(tell(world, 'GET', TRUNKS))).toEqual([403, 20_005]);
  });

  test('a form without its content type is not read', () => {
    const world = freshWorld();
    expect(refused(tell(world, 'POST', `${ACCESS}.json`, {}, basic(practiceCredentials(world))))).toEqual([400, 20_001]);
  });
});

describe('trunks', () => {
  test('a domain is unique in the world, ends as Twilio’s do, and is compared without upper and lower case', () => {
    const world = freshWorld();
    make(world, TRUNKS, { DomainName: 'mine.pstn.twilio.com' });
    for (const name of ['mine.pstn.twilio.com', 'MINE.pstn.twilio.com', ...TAKEN_DOMAINS]) expect(refused(tell(world, 'POST', TRUNKS, { DomainName: name }))).toEqual([400, 21_248]);
    for (const name of ['mine.example.com', 'a_b.pstn.twilio.com', '-a.pstn.twilio.com', '.pstn.twilio.com', `${'a'.repeat(64)}.pstn.twilio.com`]) {
      expect(refused(tell(world, 'POST', TRUNKS, { DomainName: name }))).toEqual([400, 21_245]);
    }
  });

  test('a name below another needs that one, and holds it', () => {
    const world = freshWorld();
    expect(refused(tell(world, 'POST', TRUNKS, { DomainName: 'a.b.pstn.twilio.com' }))).toEqual([400, 21_247]);
    const parent = make(world, TRUNKS, { DomainName: 'b.pstn.twilio.com' });
    const child = make(world, TRUNKS, { DomainName: 'a.b.pstn.twilio.com' });
    expect(refused(tell(world, 'DELETE', `${TRUNKS}/${parent}`))).toEqual([400, 21_247]);
    expect(refused(tell(world, 'POST', `${TRUNKS}/${parent}`, { DomainName: 'c.pstn.twilio.com' }))).toEqual([400, 21_247]);
    expect(tell(world, 'DELETE', `${TRUNKS}/${child}`).response).toMatchObject({ status: 204, body: '' });
    expect(tell(world, 'DELETE', `${TRUNKS}/${parent}`).status).toBe(204);
  });

  test('an update changes what it names and nothing else', () => {
    const world = freshWorld();
    const sid = make(world, TRUNKS, { FriendlyName: 'One', Secure: 'true', DomainName: 'one.pstn.twilio.com' });
    const { status, body } = tell(world, 'POST', `${TRUNKS}/${sid}`, { CnamLookupEnabled: 'true' });
    expect([status, body]).toMatchObject([200, { friendly_name: 'One', secure: true, cnam_lookup_enabled: true, domain_name: 'one.pstn.twilio.com' }]);
    expect(tell(world, 'POST', `${TRUNKS}/${sid}`, { DomainName: 'one.pstn.twilio.com' }).status).toBe(200);
  });

  test('the account has room for so many trunks and no more', () => {
    const world = freshWorld();
    let answer = tell(world, 'POST', TRUNKS, {});
    while (answer.status === 201) answer = tell(world, 'POST', TRUNKS, {});
    expect([refused(answer), world.data.trunks.length]).toEqual([[400, 21_244], 100]);
  });

  test('a list is on a trunk once, and cannot be removed while it is', () => {
    const world = freshWorld();
    const trunk = make(world, TRUNKS);
    for (const [lists, part, parameter, held] of [[ACCESS, 'IpAccessControlLists', 'IpAccessControlListSid', 21_236], [LOGINS, 'CredentialLists', 'CredentialListSid', 21_241]] as const) {
      const sid = make(world, `${lists}.json`, { FriendlyName: 'L' });
      expect(make(world, `${TRUNKS}/${trunk}/${part}`, { [parameter]: sid })).toBe(sid);
      expect(refused(tell(world, 'POST', `${TRUNKS}/${trunk}/${part}`, { [parameter]: sid }))).toEqual([400, 21_245]);
      expect(refused(tell(world, 'DELETE', `${lists}/${sid}.json`))).toEqual([400, held]);
      expect(tell(world, 'DELETE', `${TRUNKS}/${trunk}/${part}/${sid}`).status).toBe(204);
      expect(tell(world, 'DELETE', `${lists}/${sid}.json`).status).toBe(204);
    }
  });

  test.each(Object.keys(ORIGIN))('an origination URL needs its %s', (name) => {
    const world = freshWorld();
    const trunk = make(world, TRUNKS);
    const { [name as keyof typeof ORIGIN]: _, ...rest } = ORIGIN;
    expect(refused(tell(world, 'POST', `${TRUNKS}/${trunk}/OriginationUrls`, rest))).toEqual([400, 20_001]);
  });

  test('origination URLs: only sip:, weight and priority in range, two alike are taken, ten at most', () => {
    const world = freshWorld();
    const url = `${TRUNKS}/${make(world, TRUNKS)}/OriginationUrls`;
    for (const wrong of [{ SipUrl: 'sips:pbx.example' }, { SipUrl: 'https://pbx.example' }, { Weight: '0' }, { Weight: '65536' }, { Priority: '-1' }]) {
      expect(refused(tell(world, 'POST', url, { ...ORIGIN, ...wrong }))).toEqual([400, 21_245]);
    }
    for (let count = 0; count < 10; count += 1) make(world, url, ORIGIN);
    expect(refused(tell(world, 'POST', url, ORIGIN))).toEqual([400, 21_249]);
    const { sid } = world.data.originationUrls[0] ?? { sid: '' };
    expect(tell(world, 'POST', `${url}/${sid}`, { SipUrl: 'sip:new.example', Enabled: 'false' }).body).toMatchObject({ sip_url: 'sip:new.example', enabled: false, weight: 10 });
    expect(tell(world, 'DELETE', `${url}/${sid}`).status).toBe(204);
  });
});

describe('lists', () => {
  test('names of lists are unique among their kind, also when renamed', () => {
    const world = freshWorld();
    for (const [lists, code] of [[ACCESS, 21_235], [LOGINS, 21_240]] as const) {
      make(world, `${lists}.json`, { FriendlyName: 'One' });
      const other = make(world, `${lists}.json`, { FriendlyName: 'Two' });
      expect(refused(tell(world, 'POST', `${lists}.json`, { FriendlyName: 'One' }))).toEqual([400, code]);
      expect(refused(tell(world, 'POST', `${lists}/${other}.json`, { FriendlyName: 'One' }))).toEqual([400, code]);
      expect(tell(world, 'POST', `${lists}/${other}.json`, { FriendlyName: 'Two' }).status).toBe(200);
    }
  });

  test('an address is IPv4, and stands once in its list by name and by number', () => {
    const world = freshWorld();
    const url = `${ACCESS}/${make(world, `${ACCESS}.json`, { FriendlyName: 'L' })}/IpAddresses`;
    for (const IpAddress of ['pbx.example', '::1', '1.2.3', '1.2.3.256']) expect(refused(tell(world, 'POST', `${url}.json`, { FriendlyName: 'x', IpAddress }))).toEqual([400, 21_235]);
    const first = make(world, `${url}.json`, { FriendlyName: 'PBX', IpAddress: '34.1.2.3' });
    expect(refused(tell(world, 'POST', `${url}.json`, { FriendlyName: 'PBX', IpAddress: '34.1.2.4' }))).toEqual([400, 21_235]);
    expect(refused(tell(world, 'POST', `${url}.json`, { FriendlyName: 'Other', IpAddress: '34.1.2.3' }))).toEqual([400, 21_235]);
    expect(tell(world, 'POST', `${url}/${first}.json`, { IpAddress: '34.1.2.5' }).body).toMatchObject({ ip_address: '34.1.2.5', friendly_name: 'PBX', cidr_prefix_length: 32 });
    for (let last = 1; world.data.ipAddresses.length < 100; last += 1) make(world, `${url}.json`, { FriendlyName: `n${last}`, IpAddress: `34.9.9.${last}` });
    expect(refused(tell(world, 'POST', `${url}.json`, { FriendlyName: 'more', IpAddress: '34.8.8.8' }))).toEqual([400, 21_237]);
  });

  test.each(['Short-1a', 'no-digit-Here-x', 'no-upper-case-1', 'NO-LOWER-CASE-1'])('the password %s is too weak, for a new user and for an old one', (Password) => {
    const world = freshWorld();
    const url = `${LOGINS}/${make(world, `${LOGINS}.json`, { FriendlyName: 'L' })}/Credentials`;
    expect(refused(tell(world, 'POST', `${url}.json`, { Username: 'pbx', Password }))).toEqual([400, 21_243]);
    const sid = make(world, `${url}.json`, { Username: 'pbx', Password: GOOD_PASSWORD });
    expect(refused(tell(world, 'POST', `${url}/${sid}.json`, { Password }))).toEqual([400, 21_243]);
  });

  test('a user name is unique in its list, of 32 characters at most; the account has a hundred lists', () => {
    const world = freshWorld();
    const url = `${LOGINS}/${make(world, `${LOGINS}.json`, { FriendlyName: 'L' })}/Credentials.json`;
    make(world, url, { Username: 'pbx', Password: GOOD_PASSWORD });
    for (const Username of ['pbx', 'a'.repeat(33), 'a b']) expect(refused(tell(world, 'POST', url, { Username, Password: GOOD_PASSWORD }))).toEqual([400, 21_243]);
    for (let count = 1; count < 100; count += 1) make(world, `${LOGINS}.json`, { FriendlyName: `L${count}` });
    expect(refused(tell(world, 'POST', `${LOGINS}.json`, { FriendlyName: 'more' }))).toEqual([400, 21_239]);
  });

  test('no answer and no kept world has the password', () => {
    const world = freshWorld();
    const url = `${LOGINS}/${make(world, `${LOGINS}.json`, { FriendlyName: 'L' })}/Credentials.json`;
    const { response } = tell(world, 'POST', url, { Username: 'pbx', Password: GOOD_PASSWORD });
    expect(response.body + tell(world, 'GET', url).response.body + JSON.stringify(world)).not.toContain(GOOD_PASSWORD);
  });
});

describe('numbers', () => {
  test('the same search finds the same numbers, all of them for sale once', () => {
    const search = `${ACCOUNT}/AvailablePhoneNumbers/US/Local.json?PageSize=1000`;
    const [one, same, other] = [freshWorld('a'), freshWorld('a'), freshWorld('b')].map((world) => tell(world, 'GET', search).body['available_phone_numbers']);
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    const numbers = (one as { phone_number: string }[]).map((number) => number.phone_number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('a search is narrowed by place, area code and pattern', () => {
    const world = freshWorld();
    const search = (country: string, query: string, kind = 'Local'): Record<string, unknown>[] =>
      tell(world, 'GET', `${ACCOUNT}/AvailablePhoneNumbers/${country}/${kind}.json?${query}`).body['available_phone_numbers'] as Record<string, unknown>[];
    const every = (found: Record<string, unknown>[], key: string): unknown[] => [...new Set(found.map((number) => number[key]))];
    expect(every(search('US', 'InRegion=TX&PageSize=1000'), 'region')).toEqual(['TX']);
    expect(every(search('US', 'InLocality=austin'), 'locality')).toEqual(['Austin']);
    expect(every(search('CA', 'AreaCode=416'), 'iso_country')).toEqual(['CA']);
    expect(every(search('GB', 'AreaCode=999&InLocality=London'), 'locality')).toEqual(['London']);
    expect(search('GB', 'ExcludeAllAddressRequired=true')).toEqual([]);
    expect(search('US', 'FaxEnabled=true')).toEqual([]);
    expect(search('US', 'AreaCode=999')).toEqual([]);
    expect(search('US', '', 'TollFree').length).toBeGreaterThan(0);
    for (const pattern of ['+1512***01**$', '+1512%01**$']) {
      const anchored = search('US', `PageSize=1000&Contains=${encodeURIComponent(pattern)}`);
      expect(anchored.length).toBeGreaterThan(0);
      expect(anchored.every((number) => /^\+1512\d{3}01\d\d$/.test(String(number['phone_number'])))).toBe(true);
    }
    expect(search('US', `Contains=${encodeURIComponent('+512')}`)).toEqual([]);
    expect(search('US', 'Contains=512KKK').length).toBeGreaterThan(0);
    expect(search('US', 'Contains=512KKK').every((number) => String(number['phone_number']).includes('512555'))).toBe(true);
    for (const query of ['Contains=1', 'Contains=%3F%3F', 'NearNumber=%2B14155550100']) expect(tell(world, 'GET', `${ACCOUNT}/AvailablePhoneNumbers/US/Local.json?${query}`).status).toBe(400);
  });

  test('a number that is bought is no longer for sale, and is again when released', () => {
    const world = freshWorld();
    const PhoneNumber = firstFor(world, 'US', '&AreaCode=303');
    const sid = make(world, `${NUMBERS}.json`, { PhoneNumber });
    expect(firstFor(world, 'US', '&AreaCode=303')).not.toBe(PhoneNumber);
    expect(tell(world, 'DELETE', `${NUMBERS}/${sid}.json`).status).toBe(204);
    expect(firstFor(world, 'US', '&AreaCode=303')).toBe(PhoneNumber);
  });

  test('buying an owned number again makes no second one', () => {
    const world = freshWorld();
    const PhoneNumber = firstFor(world, 'US');
    const sid = make(world, `${NUMBERS}.json`, { PhoneNumber });
    const before = world.data.numbers.length;
    expect(tell(world, 'POST', `${NUMBERS}.json`, { PhoneNumber, FriendlyName: 'Again' })).toMatchObject({ status: 201, body: { sid, status: 'in-use' } });
    expect(world.data.numbers.length).toBe(before);
  });

  test('what cannot be bought is refused by its reason', () => {
    const world = freshWorld();
    const PhoneNumber = firstFor(world, 'US');
    world.loseNumber(PhoneNumber);
    expect(refused(tell(world, 'POST', `${NUMBERS}.json`, { PhoneNumber }))).toEqual([400, 21_422]);
    expect(refused(tell(world, 'POST', `${NUMBERS}.json`, { PhoneNumber: '+14155552671' }))).toEqual([400, 21_422]);
    expect(refused(tell(world, 'POST', `${NUMBERS}.json`, { PhoneNumber: '911' }))).toEqual([400, 21_421]);
    expect(refused(tell(world, 'POST', `${NUMBERS}.json`, { AreaCode: '12' }))).toEqual([400, 21_451]);
    expect(refused(tell(world, 'POST', `${NUMBERS}.json`, { AreaCode: '999' }))).toEqual([400, 21_452]);
    expect(refused(tell(world, 'POST', `${NUMBERS}.json`, { PhoneNumber: firstFor(world, 'GB') }))).toEqual([400, 21_631]);
    const AddressSid = make(world, `${ADDRESSES}.json`, { ...PLACE, IsoCountry: 'GB' });
    make(world, `${NUMBERS}.json`, { PhoneNumber: firstFor(world, 'GB'), AddressSid });
    world.data.account.type = 'Trial';
    expect(refused(tell(world, 'POST', `${NUMBERS}.json`, { AreaCode: '303' }))).toEqual([400, 21_404]);
  });

  test('an emergency address is ignored when a number is bought, and set by an update', () => {
    const world = freshWorld();
    const EmergencyAddressSid = make(world, `${ADDRESSES}.json`, { ...PLACE, EmergencyEnabled: 'true' });
    const sid = make(world, `${NUMBERS}.json`, { PhoneNumber: firstFor(world, 'US'), EmergencyAddressSid });
    expect(tell(world, 'GET', `${NUMBERS}/${sid}.json`).body).toMatchObject({ emergency_address_sid: null, emergency_address_status: 'unregistered' });
    expect(tell(world, 'POST', `${NUMBERS}/${sid}.json`, { EmergencyAddressSid }).body).toMatchObject({ emergency_address_sid: EmergencyAddressSid });
  });

  test('a trunk and an application exclude each other; the voice URL stays', () => {
    const world = freshWorld();
    const trunk = make(world, TRUNKS);
    const url = `${NUMBERS}/${seeded(world, 'routed')}.json`;
    const application = `AP${'1'.repeat(32)}`;
    expect(tell(world, 'POST', url, { VoiceApplicationSid: application }).body).toMatchObject({ voice_application_sid: application });
    expect(tell(world, 'POST', url, { TrunkSid: trunk }).body).toMatchObject({ trunk_sid: trunk, voice_application_sid: '', voice_url: SEEDED_NUMBERS.routed.voiceUrl });
    expect(tell(world, 'POST', url, { VoiceApplicationSid: application }).body).toMatchObject({ trunk_sid: null, voice_application_sid: application });
  });

  test('a number comes off a trunk three ways, and stays on the account', () => {
    const world = freshWorld();
    const trunk = make(world, TRUNKS);
    const number = seeded(world, 'free');
    const attached = (): string[] => (tell(world, 'GET', `${TRUNKS}/${trunk}/PhoneNumbers`).body['phone_numbers'] as { sid: string }[]).map(({ sid }) => sid);
    make(world, `${TRUNKS}/${trunk}/PhoneNumbers`, { PhoneNumberSid: number });
    expect(attached()).toEqual([number]);
    expect(tell(world, 'DELETE', `${TRUNKS}/${trunk}/PhoneNumbers/${number}`).status).toBe(204);
    expect(tell(world, 'DELETE', `${TRUNKS}/${trunk}/PhoneNumbers/${number}`).status).toBe(404);
    make(world, `${TRUNKS}/${trunk}/PhoneNumbers`, { PhoneNumberSid: number });
    expect(tell(world, 'POST', `${NUMBERS}/${number}.json`, { TrunkSid: '' }).body).toMatchObject({ trunk_sid: null });
    make(world, `${TRUNKS}/${trunk}/PhoneNumbers`, { PhoneNumberSid: number });
    expect(tell(world, 'DELETE', `${TRUNKS}/${trunk}`).status).toBe(204);
    expect(tell(world, 'GET', `${NUMBERS}/${number}.json`).body).toMatchObject({ trunk_sid: null });
  });

  test('a number with emergency calling holds its trunk until its address is off', () => {
    const world = freshWorld();
    const trunk = make(world, TRUNKS);
    const number = seeded(world, 'free');
    const address = make(world, `${ADDRESSES}.json`, { ...PLACE, EmergencyEnabled: 'true' });
    tell(world, 'POST', `${NUMBERS}/${number}.json`, { TrunkSid: trunk, EmergencyAddressSid: address });
    const attempts = [['DELETE', `${TRUNKS}/${trunk}`, null], ['DELETE', `${TRUNKS}/${trunk}/PhoneNumbers/${number}`, null], ['POST', `${NUMBERS}/${number}.json`, { TrunkSid: '' }]] as const;
    for (const [method, url, form] of attempts) expect(refused(tell(world, method, url, form))).toEqual([400, 21_634]);
    expect(refused(tell(world, 'DELETE', `${ADDRESSES}/${address}.json`))).toEqual([409, 20_409]);
    // It is not off before Twilio says so.
    tellLater(world, 5, 'POST', `${NUMBERS}/${number}.json`, { EmergencyAddressSid: '' });
    for (const [method, url, form] of attempts) expect(refused(tellLater(world, 5, method, url, form))).toEqual([400, 21_634]);
    expect(tellLater(world, 10, 'DELETE', `${TRUNKS}/${trunk}`).status).toBe(204);
    expect(tellLater(world, 10, 'DELETE', `${ADDRESSES}/${address}.json`).status).toBe(204);
  });
});

test('addresses are kept, filtered and changed as they were entered', () => {
  const world = freshWorld();
  const sid = make(world, `${ADDRESSES}.json`, { ...PLACE, EmergencyEnabled: 'true' });
  make(world, `${ADDRESSES}.json`, { ...PLACE, CustomerName: 'Other' });
  expect((tell(world, 'GET', `${ADDRESSES}.json?EmergencyEnabled=true`).body['addresses'] as { sid: string }[]).map((address) => address.sid)).toEqual([sid]);
  expect(tell(world, 'POST', `${ADDRESSES}/${sid}.json`, { StreetSecondary: 'Suite 4' }).body).toMatchObject({ street: PLACE.Street, street_secondary: 'Suite 4', iso_country: 'US' });
  expect(refused(tell(world, 'POST', `${ADDRESSES}/${sid}.json`, { FriendlyName: 'x'.repeat(33) }))).toEqual([400, 21_238]);
  expect(refused(tell(world, 'POST', `${ADDRESSES}.json`, { ...PLACE, Street: '' }))).toEqual([400, 20_001]);
});

test('the account tells the day it was made, and a page token of another make is refused', () => {
  const world = freshWorld();
  expect(tell(world, 'GET', `${ACCOUNT}.json`).body['date_created']).toBe(new Date(NOW).toUTCString().replace('GMT', '+0000'));
  expect(refused(tell(world, 'GET', `${TRUNKS}?PageToken=nonsense`))).toEqual([400, 21_481]);
});
