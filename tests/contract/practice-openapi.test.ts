// Every answer of the practice account against Twilio's published schemas: an oracle that Trunkbook did not write.
import { describe, expect, test } from 'vitest';
import { TEST_CALLS } from '../../main/practice/calls.ts';
import { ROUTES } from '../../main/practice/handle.ts';
import { matchPath, type Route } from '../../main/practice/route.ts';
import { SEEDED_NUMBERS } from '../../main/practice/seeds.ts';
import { freshWorld, GOOD_PASSWORD, NOW, tell } from '../main/practice/support.ts';
import { type Documents, findOperation, loadDocuments } from './openapi-documents.ts';
import { checkRequest } from './openapi-requests.ts';
import { ALLOWED, type Allowance, type Schema, validate } from './openapi-validate.ts';

const found = loadDocuments();
const TRUNKS = 'https://trunking.twilio.com/v1/Trunks';
const ACCOUNT = 'https://api.twilio.com/2010-04-01/Accounts/{AC}';
const ALERTS = 'https://monitor.twilio.com/v1/Alerts';
const PRICES = 'https://pricing.twilio.com/v1/PhoneNumbers/Countries';
const HOUR = 3_600_000;
const ORIGIN = { Weight: '10', Priority: '10', Enabled: 'true', FriendlyName: 'PBX', SipUrl: 'sip:pbx.example' };
const PLACE = { CustomerName: 'Lakeside', Street: '1 Main St', City: 'Austin', Region: 'TX', PostalCode: '78701', IsoCountry: 'US', EmergencyEnabled: 'true' };

const routeName = ({ method, host, path }: Route): string => `${method} ${host}${path}`;

/** A walk through all that the practice account can do; each answer is checked as it comes. */
function walk(documents: Documents): { readonly wrong: string[]; readonly seen: Set<string>; readonly used: Set<Allowance> } {
  const world = freshWorld();
  const wrong: string[] = [];
  const seen = new Set<string>();
  const used = new Set<Allowance>();
  let now = NOW;

  function call(method: 'GET' | 'POST' | 'DELETE', url: string, form: Record<string, string> | null = null): string {
    const address = new URL(url.replaceAll('{AC}', world.data.account.sid));
    const found = findOperation(documents, method, address);
    const { status, body } = tell(world, method, url, form, undefined, now);
    const name = `${method} ${found?.template ?? ''} ${status}`;
    wrong.push(...checkRequest(documents, { method, url: address.href, body: new URLSearchParams(form ?? {}).toString() }));
    const documented = found?.operation.responses[String(status)];
    if (!found || !documented) return String(wrong.push(`${name}: not in Twilio's document (${address.pathname}: ${JSON.stringify(body)})`));
    const schema = documented.content?.['application/json']?.schema;
    if (schema) wrong.push(...validate(body, schema, found.schemas, used).map((what) => `${name} ${what}`));
    for (const route of ROUTES) if (route.host === address.host && route.method === method && matchPath(route.path, address.pathname)) seen.add(routeName(route));
    return String(body['sid']);
  }
  /** Makes a thing, reads it alone and in its list, and changes it; returns how to remove it. */
  function live(list: string, suffix: string, form: Record<string, string>, change: Record<string, string> | null): { readonly sid: string; readonly remove: () => void } {
    const sid = call('POST', `${list}${suffix}`, form);
    const one = `${list}/${sid}${suffix}`;
    call('GET', one);
    if (change) call('POST', one, change);
    call('GET', `${list}${suffix}`);
    call('GET', `${list}${suffix}?PageSize=1&Page=1`);
    return { sid, remove: () => { call('DELETE', one); } };
  }

  call('GET', `${ACCOUNT}.json`);
  call('GET', `${ACCOUNT}/Balance.json`);
  live(TRUNKS, '', {}, null);
  const trunk = live(TRUNKS, '', { FriendlyName: 'T', DomainName: 'oracle.pstn.twilio.com', DisasterRecoveryUrl: 'https://pbx.example/dr', DisasterRecoveryMethod: 'POST' }, { Secure: 'true', CnamLookupEnabled: 'true' });
  const access = live(`${ACCOUNT}/SIP/IpAccessControlLists`, '.json', { FriendlyName: 'A' }, { FriendlyName: 'B' });
  const address = live(`${ACCOUNT}/SIP/IpAccessControlLists/${access.sid}/IpAddresses`, '.json', { FriendlyName: 'PBX', IpAddress: '34.1.2.3' }, { CidrPrefixLength: '32' });
  const logins = live(`${ACCOUNT}/SIP/CredentialLists`, '.json', { FriendlyName: 'C' }, { FriendlyName: 'D' });
  const login = live(`${ACCOUNT}/SIP/CredentialLists/${logins.sid}/Credentials`, '.json', { Username: 'pbx', Password: GOOD_PASSWORD }, { Password: `${GOOD_PASSWORD}x` });
  const accessOn = live(`${TRUNKS}/${trunk.sid}/IpAccessControlLists`, '', { IpAccessControlListSid: access.sid }, null);
  const loginsOn = live(`${TRUNKS}/${trunk.sid}/CredentialLists`, '', { CredentialListSid: logins.sid }, null);
  const origin = live(`${TRUNKS}/${trunk.sid}/OriginationUrls`, '', ORIGIN, { Enabled: 'false' });
  call('GET', `${TRUNKS}/${trunk.sid}`);
  call('GET', `${ACCOUNT}/AvailablePhoneNumbers.json`);
  for (const part of ['US', 'US/Local', 'US/TollFree', 'CA/Local', 'CA/TollFree', 'GB', 'GB/Local', 'GB/TollFree', 'DE', 'DE/Local', 'DE/Mobile']) call('GET', `${ACCOUNT}/AvailablePhoneNumbers/${part}.json`);
  call('GET', PRICES);
  for (const country of ['US', 'CA', 'GB', 'DE']) call('GET', `${PRICES}/${country}`);
  const place = live(`${ACCOUNT}/Addresses`, '.json', PLACE, { StreetSecondary: 'Suite 4' });
  const bought = live(`${ACCOUNT}/IncomingPhoneNumbers`, '.json', { AreaCode: '303' }, { EmergencyAddressSid: place.sid });
  call('GET', `${ACCOUNT}/Addresses/${place.sid}/DependentPhoneNumbers.json`);
  // Each state that the number goes through on the way.
  now += HOUR;
  call('GET', `${ACCOUNT}/IncomingPhoneNumbers/${bought.sid}.json`);
  call('POST', `${ACCOUNT}/IncomingPhoneNumbers/${bought.sid}.json`, { EmergencyAddressSid: '' });
  now += HOUR;
  call('GET', `${ACCOUNT}/IncomingPhoneNumbers/${bought.sid}.json`);
  const owned = world.data.numbers.find(({ friendlyName }) => friendlyName === SEEDED_NUMBERS.routed.friendlyName)?.sid ?? '';
  const numberOn = live(`${TRUNKS}/${trunk.sid}/PhoneNumbers`, '', { PhoneNumberSid: owned }, null);
  const number = world.data.numbers.find(({ sid }) => sid === owned)?.phoneNumber ?? '';
  const spoken = { To: number, From: world.data.numbers[0]?.phoneNumber === number ? world.data.numbers[1]?.phoneNumber ?? '' : world.data.numbers[0]?.phoneNumber ?? '', Twiml: '<Response><Hangup/></Response>' };
  for (const scenario of TEST_CALLS) world.placeTestCall(scenario, now, trunk.sid);
  const called = live(`${ACCOUNT}/Calls`, '.json', spoken, null);
  now += HOUR;
  call('GET', `${ACCOUNT}/Calls/${called.sid}.json`);
  call('GET', `${ACCOUNT}/Calls.json?To=${encodeURIComponent(number)}&Status=failed&StartTime%3E=2026-11-01&EndTime%3C=2026-12-01`);
  call('GET', `${ALERTS}?LogLevel=error&StartDate=2026-11-01&EndDate=2026-12-01T00:00:00Z`);
  for (const { sid } of world.data.alerts) call('GET', `${ALERTS}/${sid}`);
  for (const { remove } of [numberOn, bought, place, origin, loginsOn, accessOn, login, logins, address, access, trunk]) remove();
  return { wrong, seen, used };
}

describe.skipIf(found === null)('against Twilio’s OpenAPI documents', () => {
  const result = found ? walk(found) : null;

  test('every answer has all of its schema’s properties, none besides, each of its type and format', () => {
    expect(result?.wrong).toEqual([]);
  });

  test('every route was checked by a success', () => {
    const unchecked = ROUTES.map(routeName).filter((name) => !result?.seen.has(name));
    expect(unchecked).toEqual([]);
  });

  test('every allowance is still needed', () => {
    expect([...result?.used ?? []].sort()).toEqual([...Object.keys(ALLOWED), 'no-paging'].sort());
  });
});

test('the validator sees what is missing, too much, of the wrong type, form, length or choice', () => {
  const schema: Schema = {
    type: 'object',
    properties: { sid: { type: 'string', pattern: '^TK', minLength: 4, maxLength: 6 }, state: { type: 'string', enum: ['on', 'off'] }, at: { type: 'string', format: 'date-time', nullable: true }, many: { type: 'array', items: { type: 'integer' } } },
  };
  const good = { sid: 'TK12', state: 'on', at: '2026-11-23T12:00:00Z', many: [1] };
  const faults = (change: object): string[] => validate({ ...good, ...change }, schema, {}, new Set());
  expect(faults({})).toEqual([]);
  expect(faults({ at: null })).toEqual([]);
  const { sid: _, ...withoutSid } = good;
  expect(validate(withoutSid, schema, {}, new Set())).toHaveLength(1);
  for (const change of [{ more: 1 }, { sid: 1 }, { sid: 'XX12' }, { sid: 'TK' }, { sid: 'TK12345' }, { state: 'maybe' }, { at: 'Mon, 23 Nov 2026' }, { many: [1.5] }, { many: {} }, { sid: null }]) expect(faults(change)).toHaveLength(1);
  expect(validate('x', { type: 'string', format: 'unheard-of' }, {}, new Set())).toHaveLength(1);
});
