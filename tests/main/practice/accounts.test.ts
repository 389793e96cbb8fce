import { describe, expect, test } from 'vitest';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import { ENDPOINT_GROUPS, type EndpointGroup } from '../../../main/practice/endpoint-groups.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import { ACCESS, ACCOUNT, ADDRESSES, basic, freshWorld, LOGINS, NOW, NUMBERS, refused, tell, TRUNKS } from './support.ts';

/** Something to read in each part of the API. */
const READINGS: Readonly<Record<EndpointGroup, readonly string[]>> = {
  account: [`${ACCOUNT}/Balance.json`], trunks: [TRUNKS], 'sip-lists': [`${ACCESS}.json`, `${LOGINS}.json`], numbers: [`${NUMBERS}.json`],
  'available-numbers': [`${ACCOUNT}/AvailablePhoneNumbers/US/Local.json`], addresses: [`${ADDRESSES}.json`], pricing: ['https://pricing.twilio.com/v1/PhoneNumbers/Countries'],
  alerts: ['https://monitor.twilio.com/v1/Alerts'], calls: [`${ACCOUNT}/Calls.json`],
};

describe('a restricted key', () => {
  test('does all that is not denied to it, but read the account', () => {
    const world = freshWorld();
    const key = basic(practiceCredentials(world, 'restricted-key'));
    for (const url of Object.values(READINGS).flat()) expect(tell(world, 'GET', url, null, key).status, url).toBe(200);
    expect(refused(tell(world, 'GET', `${ACCOUNT}.json`, null, key))).toEqual([401, 20_003]);
  });

  test.each(ENDPOINT_GROUPS)('is kept from %s and from nothing else, for reading and for writing', (denied) => {
    const world = PracticeWorld.fresh({ now: NOW, denied: [denied] });
    const key = basic(practiceCredentials(world, 'restricted-key'));
    for (const group of ENDPOINT_GROUPS) {
      for (const url of READINGS[group]) expect(tell(world, 'GET', url, null, key).status, url).toBe(group === denied ? 403 : 200);
    }
    for (const url of READINGS[denied]) expect(refused(tell(world, 'GET', url, null, key))).toEqual([403, 70_051]);
    // The other keys go on as before.
    for (const url of READINGS[denied]) expect(tell(world, 'GET', url, null, basic(practiceCredentials(world))).status).toBe(200);
    world.restrictKey([]);
    for (const url of READINGS[denied]) expect(tell(world, 'GET', url, null, key).status).toBe(200);
  });

  test('that may not write trunks makes none', () => {
    const world = PracticeWorld.fresh({ now: NOW, denied: ['trunks'] });
    expect(refused(tell(world, 'POST', TRUNKS, {}, basic(practiceCredentials(world, 'restricted-key'))))).toEqual([403, 70_051]);
    expect(world.data.trunks).toEqual([]);
  });
});

describe('the account', () => {
  test('can be read with the auth token alone, and says whether it is a trial, and whose it is', () => {
    const ownerSid = `AC${'5'.repeat(32)}`;
    const sub = PracticeWorld.fresh({ now: NOW, ownerSid });
    expect(tell(sub, 'GET', `${ACCOUNT}.json`).body).toMatchObject({ sid: sub.data.account.sid, owner_account_sid: ownerSid, type: 'Full', status: 'active' });
    expect(tell(sub, 'GET', `${ACCOUNT}/Balance.json`).body).toMatchObject({ balance: '0.00' });
    const trial = PracticeWorld.fresh({ now: NOW, accountType: 'Trial' });
    expect(tell(trial, 'GET', `${ACCOUNT}.json`).body).toMatchObject({ owner_account_sid: trial.data.account.sid, type: 'Trial' });
    for (const kind of ['api-key', 'restricted-key'] as const) expect(refused(tell(sub, 'GET', `${ACCOUNT}.json`, null, basic(practiceCredentials(sub, kind))))).toEqual([401, 20_003]);
  });

  test.each(['suspended', 'closed'] as const)('that is %s answers nothing, whatever the key', (status) => {
    const world = PracticeWorld.fresh({ now: NOW, status });
    for (const kind of ['api-key', 'restricted-key', 'auth-token'] as const) expect(refused(tell(world, 'GET', TRUNKS, null, basic(practiceCredentials(world, kind))))).toEqual([403, 20_005]);
  });
});

test('three kinds of credentials, and none is another’s', () => {
  const world = freshWorld();
  const all = (['api-key', 'auth-token', 'restricted-key'] as const).map((kind) => practiceCredentials(world, kind));
  expect(new Set(all.map(({ secret }) => secret)).size).toBe(3);
  const [key, , restricted] = all;
  expect(tell(world, 'GET', TRUNKS, null, basic({ accountSid: '', username: key?.username ?? '', secret: restricted?.secret ?? '' })).status).toBe(401);
});
