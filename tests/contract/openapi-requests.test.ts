// What Trunkbook sends, against Twilio's published documents: an oracle that Trunkbook did not write.
import { describe, expect, test, vi } from 'vitest';
import { practiceCredentials } from '../../main/practice/credentials.ts';
import { createPracticeFetch } from '../../main/practice/fetch.ts';
import { createTwilioClient } from '../../main/twilio/client.ts';
import { freshWorld, GOOD_PASSWORD, NOW } from '../main/practice/support.ts';
import { type Documents, loadDocuments, type OpenApi } from './openapi-documents.ts';
import { faultsOf, recorded } from './openapi-recorder.ts';
import { checkRequest } from './openapi-requests.ts';

// Whoever makes a fetch of the practice account in this file gets one that keeps what goes through it.
vi.mock('../../main/practice/fetch.ts', async (original) => (await import('./openapi-recorder.ts')).recording(await original()));

const documents = loadDocuments();

describe.skipIf(documents === null)('against Twilio’s documents', () => {
  const all = documents as Documents;

  test('the calls of emergency addresses, purchases, prices, test calls, alerts and taking away, by the SDK', async () => {
    const world = freshWorld();
    let now = NOW;
    const client = await createTwilioClient(practiceCredentials(world), createPracticeFetch(world, { save: async () => {}, now: () => now }));
    const account = client.api.v2010.accounts(world.data.account.sid);
    const trunk = await client.trunking.v1.trunks.create({ friendlyName: 'T', domainName: 'requests.pstn.twilio.com', secure: true });
    const [offer] = await client.availablePhoneNumbers('US').local.list({ areaCode: 512, contains: '512555****', voiceEnabled: true, limit: 5 });
    const number = await account.incomingPhoneNumbers.create({ phoneNumber: offer?.phoneNumber ?? '' });
    await account.incomingPhoneNumbers(number.sid).update({ trunkSid: trunk.sid });
    const address = await account.addresses.create({ customerName: 'Lakeside', street: '1 Main St', city: 'Austin', region: 'TX', postalCode: '78701', isoCountry: 'US', emergencyEnabled: true, autoCorrectAddress: false });
    await account.incomingPhoneNumbers(number.sid).update({ emergencyAddressSid: address.sid });
    now += 3_600_000;
    expect((await account.incomingPhoneNumbers(number.sid).fetch()).emergencyAddressStatus).toBe('registered');
    expect(await account.addresses(address.sid).dependentPhoneNumbers.list()).toHaveLength(1);
    expect((await client.pricing.v1.phoneNumbers.countries.list()).map(({ isoCountry }) => isoCountry)).toContain('US');
    expect(JSON.stringify((await client.pricing.v1.phoneNumbers.countries('US').fetch()).phoneNumberPrices)).toContain('"1.15"');
    const from = world.data.numbers[0]?.phoneNumber ?? '';
    await account.calls.create({ to: number.phoneNumber, from, twiml: '<Response><Hangup/></Response>' });
    now += 3_600_000;
    expect((await account.calls.list({ to: number.phoneNumber, startTimeAfter: new Date(NOW), startTimeBefore: new Date(now) })).map(({ status }) => status)).toEqual(['failed', 'failed']);
    const [alert] = await client.monitor.v1.alerts.list({ logLevel: 'error', startDate: new Date(NOW) });
    expect((await client.monitor.v1.alerts(alert?.sid ?? '').fetch()).errorCode).toBe('32010');
    await account.incomingPhoneNumbers(number.sid).update({ emergencyAddressSid: '' });
    now += 3_600_000;
    await account.incomingPhoneNumbers(number.sid).update({ trunkSid: '' });
    await client.trunking.v1.trunks(trunk.sid).remove();
    const list = await account.sip.credentialLists.create({ friendlyName: 'L' });
    await account.sip.credentialLists(list.sid).credentials.create({ username: 'pbx', password: GOOD_PASSWORD });
    await account.sip.credentialLists(list.sid).remove();
    expect(recorded.length).toBeGreaterThanOrEqual(20);
    expect(faultsOf(all)).toEqual([]);
  });
});

test('the check sees a wrong name, one that is missing or doubled, and a value of another kind, choice, pattern, length, size or format', () => {
  const sid = `TK${'0'.repeat(32)}`;
  const path = { name: 'Sid', in: 'path', required: true, schema: { type: 'string', pattern: '^TK[0-9a-f]{32}$' } } as const;
  const document: OpenApi = {
    components: { schemas: { mode: { type: 'string', enum: ['on', 'off'] } } },
    paths: {
      '/v1/Trunks': {
        get: { parameters: [{ name: 'PageSize', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000 } }, { name: 'Day', in: 'query', required: true, schema: { type: 'string', format: 'date-time' } }], responses: {} },
        post: {
          requestBody: {
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object', required: ['Name'],
                  properties: { Name: { type: 'string', minLength: 2, maxLength: 4 }, Mode: { $ref: '#/components/schemas/mode' }, Secure: { type: 'boolean' }, Many: { type: 'array', items: { type: 'string', pattern: '^AL' } }, TrunkSid: { type: 'string', pattern: '^TK' }, To: { type: 'string', format: 'endpoint' }, Odd: { type: 'string', format: 'unheard-of' } },
                },
              },
            },
          },
          responses: {},
        },
      },
      '/v1/Trunks/{Sid}': { get: { parameters: [path], responses: {} } },
    },
  };
  const empty: OpenApi = { components: { schemas: {} }, paths: {} };
  const all: Documents = { 'trunking.twilio.com': document, 'api.twilio.com': empty, 'monitor.twilio.com': empty, 'pricing.twilio.com': empty };
  const url = 'https://trunking.twilio.com/v1/Trunks';
  const post = (body: string): string[] => checkRequest(all, { method: 'POST', url, body });
  const get = (query: string): string[] => checkRequest(all, { method: 'GET', url: `${url}${query}` });
  for (const good of ['Name=abc', 'Name=abc&Mode=on&Secure=true&Many=AL1&Many=AL2&TrunkSid=TK1', 'Name=abc&TrunkSid=', 'Name=abc&To=%2B15125550100']) expect(post(good)).toEqual([]);
  for (const good of ['?Day=2026-11-23', '?Day=2026-11-23T12:00:00Z&PageSize=1000']) expect(get(good)).toEqual([]);
  expect(checkRequest(all, { method: 'GET', url: `${url}/${sid}` })).toEqual([]);
  const wrong = ['', 'Name=', 'Name=abc&name=abc', 'Name=abc&Name=abd', 'Name=a', 'Name=abcde', 'Name=abc&Mode=maybe', 'Name=abc&Secure=yes', 'Name=abc&Many=XX', 'Name=abc&TrunkSid=XX', 'Name=abc&To=911', 'Name=abc&Odd=1'];
  for (const body of wrong) expect(post(body).length, body).toBeGreaterThan(0);
  for (const query of ['', '?Day=yesterday', '?Day=2026-11-23&PageSize=0', '?Day=2026-11-23&PageSize=1001', '?Day=2026-11-23&PageSize=ten', '?Day=2026-11-23&Other=1']) expect(get(query), query).toHaveLength(1);
  for (const [method, address] of [['GET', `${url}/XX1`], ['DELETE', url], ['GET', 'https://trunking.twilio.com/v2/Trunks'], ['GET', 'https://elsewhere.example/v1/Trunks']] as const) expect(checkRequest(all, { method, url: address })).toHaveLength(1);
  // A body where none is taken.
  expect(checkRequest(all, { method: 'GET', url: `${url}/${sid}`, body: 'Name=abc' })).toHaveLength(1);
});
