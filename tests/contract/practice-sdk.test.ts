// The unmodified SDK against the practice account: inside this process, and over HTTP. What holds for one transport holds for both.
import type { AddressInfo } from 'node:net';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { practiceCredentials } from '../../main/practice/credentials.ts';
import { createPracticeServer } from '../../main/practice/server.ts';
import { SEEDED_NUMBERS, TAKEN_DOMAINS } from '../../main/practice/seeds.ts';
import { PracticeWorld } from '../../main/practice/world.ts';
import { createTwilioClient, type Twilio, type TwilioCredentials } from '../../main/twilio/client.ts';
import type { TwilioFetch } from '../../main/twilio/http-client.ts';
import { createPracticeFetch } from '../../main/practice/fetch.ts';
import { fetchThrough, freshWorld, GOOD_PASSWORD, NOW, refusalOf } from '../main/practice/support.ts';

const closing: (() => void)[] = [];
afterAll(() => { for (const close of closing) close(); });

const OPTIONS = { save: async (): Promise<void> => {}, now: (): number => NOW };

async function serve(world: PracticeWorld): Promise<TwilioFetch> {
  const server = createPracticeServer(world, OPTIONS);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closing.push(() => { server.close(); server.closeAllConnections(); });
  return fetchThrough((server.address() as AddressInfo).port);
}

describe.each([
  ['in process', async (world: PracticeWorld) => createPracticeFetch(world, OPTIONS)],
  ['over HTTP', serve],
])('%s', (_, transport) => {
  async function start(credentials?: (world: PracticeWorld) => TwilioCredentials, world = freshWorld()): Promise<{ readonly world: PracticeWorld; readonly client: Twilio }> {
    return { world, client: await createTwilioClient((credentials ?? practiceCredentials)(world), await transport(world)) };
  }

  test('a trunk is set up from nothing to a number that rings', async () => {
    const { world, client } = await start();
    const trunk = await client.trunking.v1.trunks.create({ friendlyName: 'Lakeside', domainName: 'lakeside-x1.pstn.twilio.com', secure: true, cnamLookupEnabled: true });
    expect(trunk).toMatchObject({ authType: '', secure: true, cnamLookupEnabled: true, domainName: 'lakeside-x1.pstn.twilio.com', accountSid: world.data.account.sid });
    const access = await client.sip.ipAccessControlLists.create({ friendlyName: 'Lakeside PBX' });
    const address = await client.sip.ipAccessControlLists(access.sid).ipAddresses.create({ friendlyName: 'PBX', ipAddress: '34.174.61.120' });
    expect(address).toMatchObject({ ipAddress: '34.174.61.120', cidrPrefixLength: 32 });
    const list = await client.sip.credentialLists.create({ friendlyName: 'Lakeside login' });
    const credential = await client.sip.credentialLists(list.sid).credentials.create({ username: 'lakeside', password: GOOD_PASSWORD });
    expect(JSON.stringify(credential)).not.toContain(GOOD_PASSWORD);
    await client.trunking.v1.trunks(trunk.sid).ipAccessControlLists.create({ ipAccessControlListSid: access.sid });
    await client.trunking.v1.trunks(trunk.sid).credentialsLists.create({ credentialListSid: list.sid });
    expect((await client.trunking.v1.trunks(trunk.sid).fetch()).authType.split(',').sort()).toEqual(['CREDENTIAL_LIST', 'IP_ACL']);
    await client.trunking.v1.trunks(trunk.sid).originationUrls.create({ weight: 10, priority: 10, enabled: true, friendlyName: 'PBX', sipUrl: 'sip:lakeside.example;transport=tls' });
    const [offer] = await client.availablePhoneNumbers('US').local.list({ areaCode: 415, voiceEnabled: true, limit: 1 });
    const bought = await client.incomingPhoneNumbers.create({ phoneNumber: offer?.phoneNumber ?? '' });
    expect(isValidPhoneNumber(bought.phoneNumber)).toBe(true);
    await client.incomingPhoneNumbers(bought.sid).update({ trunkSid: trunk.sid });
    expect((await client.trunking.v1.trunks(trunk.sid).phoneNumbers.list()).map(({ phoneNumber }) => phoneNumber)).toEqual([bought.phoneNumber]);
    expect(world.acceptsLogin(trunk.sid, 'lakeside', GOOD_PASSWORD)).toBe(true);
    await client.sip.credentialLists(list.sid).credentials(credential.sid).update({ password: `${GOOD_PASSWORD}x` });
    expect([GOOD_PASSWORD, `${GOOD_PASSWORD}x`].map((password) => world.acceptsLogin(trunk.sid, 'lakeside', password))).toEqual([false, true]);
  });

  test('dates are real in both families', async () => {
    const { client } = await start();
    const trunk = await client.trunking.v1.trunks.create({});
    const list = await client.sip.credentialLists.create({ friendlyName: 'L' });
    expect([trunk.dateCreated, list.dateCreated].map((date) => date.getTime())).toEqual([NOW, NOW]);
  });

  test('lists are read to their end page by page, in both families, also while things come and go', async () => {
    const { client } = await start();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) {
      await client.trunking.v1.trunks.create({ friendlyName: name });
      await client.sip.ipAccessControlLists.create({ friendlyName: name });
    }
    expect((await client.trunking.v1.trunks.list({ pageSize: 2 })).map(({ friendlyName }) => friendlyName).sort()).toEqual(names);
    expect((await client.sip.ipAccessControlLists.list({ pageSize: 2 })).map(({ friendlyName }) => friendlyName).sort()).toEqual(names);
    const first = await client.sip.ipAccessControlLists.page({ pageSize: 2 });
    await client.sip.ipAccessControlLists.create({ friendlyName: 'new' });
    await client.sip.ipAccessControlLists(first.instances[0]?.sid ?? '').remove();
    const second = await first.nextPage();
    expect(second?.instances.map(({ friendlyName }) => friendlyName)).toEqual(['c', 'b']);
    expect((await second?.previousPage())?.instances.length).toBe(2);
  });

  test('refusals come with Twilio’s code and status', async () => {
    const { client } = await start();
    const { trunks } = client.trunking.v1;
    expect(await refusalOf(trunks.create({ domainName: TAKEN_DOMAINS[0] }))).toEqual({ status: 400, code: 21_248 });
    expect(await refusalOf(trunks('TK00000000000000000000000000000000').fetch())).toEqual({ status: 404, code: 20_404 });
    expect(await refusalOf(trunks.list({ pageSize: 1001 }))).toEqual({ status: 400, code: 20_007 });
    expect(await refusalOf(client.availablePhoneNumbers('US').mobile.list())).toEqual({ status: 404, code: 20_404 });
    const world = PracticeWorld.fresh({ now: NOW, accountType: 'Trial' });
    const trial = await start(undefined, world);
    expect(await refusalOf(trial.client.trunking.v1.trunks.create({}))).toMatchObject({ code: 10_002 });
  });

  test('wrong credentials are refused everywhere, a Standard key at the account alone', async () => {
    const wrong = await start((world) => ({ ...practiceCredentials(world), secret: 'wrong' }));
    for (const call of [wrong.client.trunking.v1.trunks.list(), wrong.client.incomingPhoneNumbers.list(), wrong.client.monitor.v1.alerts.list()]) {
      expect(await refusalOf(call)).toEqual({ status: 401, code: 20_003 });
    }
    const key = await start();
    expect(await refusalOf(key.client.api.v2010.accounts(key.world.data.account.sid).fetch())).toEqual({ status: 401, code: 20_003 });
    expect(await key.client.monitor.v1.alerts.list()).toEqual([]);
    const token = await start((world) => practiceCredentials(world, 'auth-token'));
    expect(await token.client.api.v2010.accounts(token.world.data.account.sid).fetch()).toMatchObject({ type: 'Full', status: 'active' });
  });

  test('the numbers of a fresh account can be found by part and by name', async () => {
    const { client } = await start();
    const named = await client.incomingPhoneNumbers.list({ friendlyName: SEEDED_NUMBERS.routed.friendlyName });
    expect(named).toMatchObject([{ voiceUrl: SEEDED_NUMBERS.routed.voiceUrl, trunkSid: null }]);
    expect((await client.incomingPhoneNumbers.list({ phoneNumber: `+1${SEEDED_NUMBERS.spare.areaCode}*******` })).map(({ friendlyName }) => friendlyName)).toEqual([SEEDED_NUMBERS.spare.friendlyName]);
  });
});

test('the environment of the process decides nothing about a call', async () => {
  const world = freshWorld();
  const asked: string[] = [];
  const practice = createPracticeFetch(world, OPTIONS);
  for (const [name, value] of Object.entries({ TWILIO_REGION: 'ie1', TWILIO_EDGE: 'dublin', TWILIO_ACCOUNT_SID: 'AC0', TWILIO_AUTH_TOKEN: 'other', TWILIO_LOG_LEVEL: 'debug', HTTP_PROXY: 'http://127.0.0.1:1' })) vi.stubEnv(name, value);
  const log = vi.spyOn(console, 'log');
  try {
    const client = await createTwilioClient(practiceCredentials(world), (url, init) => { asked.push(new URL(url).host); return practice(url, init); });
    await client.trunking.v1.trunks.list();
    await client.incomingPhoneNumbers.list();
    expect(asked).toEqual(['trunking.twilio.com', 'api.twilio.com']);
    expect(log).not.toHaveBeenCalled();
  } finally {
    vi.unstubAllEnvs();
    log.mockRestore();
  }
});
