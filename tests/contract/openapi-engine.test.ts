// Everything that Trunkbook sends to Twilio, and is answered, against Twilio's published documents.
import { beforeEach, expect, test, vi } from 'vitest';
import { practiceCredentials } from '../../main/practice/credentials.ts';
import { createPracticeFetch } from '../../main/practice/fetch.ts';
import { numbersForSale } from '../../main/practice/inventory.ts';
import type { PracticeWorld } from '../../main/practice/world.ts';
import { createTwilioClient, type Twilio } from '../../main/twilio/client.ts';
import { fetchValues } from '../../main/twilio/fetch-values.ts';
import { listOwned, searchNumbers } from '../../main/twilio/numbers.ts';
import { probeAccount } from '../../main/twilio/probe-account.ts';
import { readAccount } from '../../main/twilio/read-account.ts';
import { Bench, CNAM } from '../main/twilio/harness.ts';
import { type Documents, loadDocuments } from './openapi-documents.ts';
import { faultsOf, recorded } from './openapi-recorder.ts';

// Whatever makes a fetch of the practice account gets one that keeps what goes through it.
vi.mock('../../main/practice/fetch.ts', async (original) => (await import('./openapi-recorder.ts')).recording(await original()));

const documents = loadDocuments() as Documents;
const check = test.skipIf(documents === null);
beforeEach(() => { recorded.length = 0; });

const writes = (): string[] => recorded.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${new URL(url).pathname.replaceAll(/\/[A-Z]{2}[0-9a-f]{32}/g, '/{Sid}')}`);
const clientOf = (world: PracticeWorld): Promise<Twilio> => createTwilioClient(practiceCredentials(world, 'auth-token'), createPracticeFetch(world, { save: async () => {}, now: Date.now }));

check('a whole set-up, and one that finds everything there, send nothing that Twilio does not take', async () => {
  const bench = new Bench();
  await bench.setUp();
  expect(bench.world.data.trunks).toHaveLength(1);
  await bench.setUp();
  expect(recorded.length).toBeGreaterThan(15);
  expect(writes().length).toBeGreaterThan(7);
  expect(faultsOf(documents)).toEqual([]);
});

check('nor do changes of all that a site can have, and their undoing: every kind of write there is', async () => {
  const bench = new Bench();
  const bought = numbersForSale(bench.world.data, ({ areaCode }) => areaCode === '512')[0]?.phoneNumber ?? '';
  const taken = [...bench.site.intent.numbers];
  bench.intend({
    numbers: [...taken, { phoneNumber: bought, acquire: 'buy' }], pbx: { ...bench.site.intent.pbx, ipv4: ['34.174.61.120', '34.174.61.121', '34.174.61.122'] },
    trunk: { ...bench.site.intent.trunk, origination: { weight: 10, priority: 10, others: [{ url: 'sip:backup.example.com;transport=tls', weight: 5, priority: 20 }, { url: 'sip:third.example.com', weight: 5, priority: 30 }] } },
  });
  expect(await bench.setUp({ confirmed: [CNAM, `buy-number ${bought}`] })).toEqual({ kind: 'done' });
  const { trunk } = bench.site.intent;
  // Everything differs now: names, settings, an address, a user, the password, URLs, a number less.
  bench.site = { ...bench.site, secrets: { ...bench.site.secrets, sipPassword: { value: 'Another-Password-1', revision: crypto.randomUUID(), at: new Date().toISOString() } } };
  bench.intend({
    numbers: taken, pbx: { ...bench.site.intent.pbx, fqdn: 'moved.my3cx.us', ipv4: ['34.174.61.120', '34.174.61.130'] },
    trunk: {
      ...trunk, friendlyName: 'Renamed', domainLabel: 'renamed-k7m2p', secure: false, cnamLookup: false, transferMode: 'sip-only', accessListName: 'Renamed PBX', credentialListName: 'Renamed SIP', sipUsername: 'renamed',
      sipPassword: bench.site.secrets.sipPassword?.revision ?? null, origination: { weight: 7, priority: 3, others: [] },
    },
  });
  expect(await bench.setUp()).toEqual({ kind: 'done' });
  bench.site = { ...bench.site, secrets: { ...bench.site.secrets, sipPassword: { value: 'Third-Password-22', revision: crypto.randomUUID(), at: new Date().toISOString() } } };
  bench.intend({ trunk: { ...bench.site.intent.trunk, sipPassword: bench.site.secrets.sipPassword?.revision ?? null } });
  expect(await bench.setUp()).toEqual({ kind: 'done' });
  expect(await bench.undo({ confirmed: [`release-number ${bought}`] })).toEqual({ kind: 'done' });
  const account = '/2010-04-01/Accounts/{Sid}';
  expect([...new Set(writes())].sort()).toEqual([
    'POST /v1/Trunks', 'POST /v1/Trunks/{Sid}', 'DELETE /v1/Trunks/{Sid}',
    ...['IpAccessControlLists', 'CredentialLists', 'OriginationUrls'].flatMap((part) => [`POST /v1/Trunks/{Sid}/${part}`, `DELETE /v1/Trunks/{Sid}/${part}/{Sid}`]), 'POST /v1/Trunks/{Sid}/OriginationUrls/{Sid}', 'DELETE /v1/Trunks/{Sid}/PhoneNumbers/{Sid}',
    ...[['IpAccessControlLists', 'IpAddresses'], ['CredentialLists', 'Credentials']].flatMap(([lists = '', entries = '']) => [
      `POST ${account}/SIP/${lists}.json`, `POST ${account}/SIP/${lists}/{Sid}.json`, `DELETE ${account}/SIP/${lists}/{Sid}.json`,
      `POST ${account}/SIP/${lists}/{Sid}/${entries}.json`, `POST ${account}/SIP/${lists}/{Sid}/${entries}/{Sid}.json`, `DELETE ${account}/SIP/${lists}/{Sid}/${entries}/{Sid}.json`,
    ]),
    `POST ${account}/IncomingPhoneNumbers.json`, `POST ${account}/IncomingPhoneNumbers/{Sid}.json`, `DELETE ${account}/IncomingPhoneNumbers/{Sid}.json`,
  ].sort());
  expect(faultsOf(documents)).toEqual([]);
});

check('nor do the readings: the account itself, its numbers in pages, numbers for sale with their price, a trunk to be taken over, lost values', async () => {
  const bench = new Bench();
  await bench.setUp();
  const { world, site } = bench;
  world.addOwnedNumbers(1500);
  const [client, { sid: accountSid }] = [await clientOf(world), world.data.account];
  recorded.length = 0;
  await readAccount({ client, accountSid, readsAccount: true }, site, world.data.trunks[0]?.sid ?? null);
  await fetchValues(client, accountSid, null);
  expect(await listOwned(client, accountSid)).toHaveLength(world.data.numbers.length);
  expect((await probeAccount(client, accountSid, new Date().toISOString())).check.refused).toEqual([]);
  const search = { country: 'US', type: 'local', areaCode: 512, contains: '555', locality: 'Austin' } as const;
  expect((await searchNumbers(client, accountSid, search)).monthly).not.toBeNull();
  await searchNumbers(client, accountSid, { ...search, type: 'toll-free', areaCode: null, locality: null });
  await searchNumbers(client, accountSid, { country: 'DE', type: 'mobile', areaCode: null, contains: null, locality: null });
  expect(recorded.length).toBeGreaterThan(20);
  expect(faultsOf(documents)).toEqual([]);
});
