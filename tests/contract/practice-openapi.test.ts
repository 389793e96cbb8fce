// Every answer of the practice account against Twilio's published schemas: an oracle that Trunkbook did not write.
import { describe, expect, test } from 'vitest';
import { ROUTES } from '../../main/practice/handle.ts';
import { matchPath, type Route } from '../../main/practice/route.ts';
import { SEEDED_NUMBERS } from '../../main/practice/seeds.ts';
import { freshWorld, GOOD_PASSWORD, tell } from '../main/practice/support.ts';
import { type Documents, loadDocuments } from './openapi-documents.ts';
import { ALLOWED, type Allowance, type Schema, validate } from './openapi-validate.ts';

const found = loadDocuments();
const TRUNKS = 'https://trunking.twilio.com/v1/Trunks';
const ACCOUNT = 'https://api.twilio.com/2010-04-01/Accounts/{AC}';
const ORIGIN = { Weight: '10', Priority: '10', Enabled: 'true', FriendlyName: 'PBX', SipUrl: 'sip:pbx.example' };
const PLACE = { CustomerName: 'Lakeside', Street: '1 Main St', City: 'Austin', Region: 'TX', PostalCode: '78701', IsoCountry: 'US', EmergencyEnabled: 'true' };

const routeName = ({ method, host, path }: Route): string => `${method} ${host}${path}`;

/** A walk through all that the practice account can do; each answer is checked as it comes. */
function walk(documents: Documents): { readonly wrong: string[]; readonly seen: Set<string>; readonly used: Set<Allowance> } {
  const world = freshWorld();
  const wrong: string[] = [];
  const seen = new Set<string>();
  const used = new Set<Allowance>();

  function call(method: 'GET' | 'POST' | 'DELETE', url: string, form: Record<string, string> | null = null): string {
    const { host, pathname } = new URL(url.replaceAll('{AC}', world.data.account.sid));
    const { paths, components } = documents[host as keyof Documents];
    const [template, operations] = Object.entries(paths).find(([path]) => matchPath(path, pathname)) ?? ['', {}];
    const operation = operations[method.toLowerCase()];
    const { status, body } = tell(world, method, url, form);
    const name = `${method} ${template} ${status}`;
    const documented = operation?.responses[String(status)];
    if (!operation || !documented) return String(wrong.push(`${name}: not in Twilio's document (${pathname}: ${JSON.stringify(body)})`));
    const taken = operation.requestBody?.content['application/x-www-form-urlencoded']?.schema;
    wrong.push(...Object.keys(form ?? {}).filter((key) => !(key in (taken?.properties ?? {}))).map((key) => `${name}: takes no ${key}`));
    const schema = documented.content?.['application/json']?.schema;
    if (schema) wrong.push(...validate(body, schema, components.schemas, used).map((what) => `${name} ${what}`));
    for (const route of ROUTES) if (route.host === host && route.method === method && matchPath(route.path, pathname)) seen.add(routeName(route));
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
  call('GET', 'https://monitor.twilio.com/v1/Alerts');
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
  for (const country of ['US', 'CA', 'GB']) for (const part of ['', '/Local', '/TollFree']) call('GET', `${ACCOUNT}/AvailablePhoneNumbers/${country}${part}.json`);
  const place = live(`${ACCOUNT}/Addresses`, '.json', PLACE, { StreetSecondary: 'Suite 4' });
  const bought = live(`${ACCOUNT}/IncomingPhoneNumbers`, '.json', { AreaCode: '303' }, { EmergencyAddressSid: place.sid });
  call('POST', `${ACCOUNT}/IncomingPhoneNumbers/${bought.sid}.json`, { EmergencyAddressSid: '' });
  const owned = world.data.numbers.find(({ friendlyName }) => friendlyName === SEEDED_NUMBERS.routed.friendlyName)?.sid ?? '';
  const numberOn = live(`${TRUNKS}/${trunk.sid}/PhoneNumbers`, '', { PhoneNumberSid: owned }, null);
  for (const { remove } of [numberOn, bought, place, origin, loginsOn, accessOn, login, logins, address, access, trunk]) remove();
  return { wrong, seen, used };
}

describe.skipIf(found === null)('against Twilio’s OpenAPI documents', () => {
  const result = found ? walk(found) : null;

  test('every answer has all of its schema’s properties, none besides, each of its type and format', () => {
    expect(result?.wrong).toEqual([]);
  });

  test('every route was checked by a success, but for the one that never has any', () => {
    const unchecked = ROUTES.map(routeName).filter((name) => !result?.seen.has(name));
    expect(unchecked).toEqual(['GET monitor.twilio.com/v1/Alerts/{Sid}']);
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
