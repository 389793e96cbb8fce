// A world that an earlier Trunkbook kept. The file was written by version 1 itself; it is never written anew.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openPracticeAccount } from '../../../main/practice/account.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import { PRACTICE_WORLD_VERSION } from '../../../main/practice/world-data.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { ADDRESSES, GOOD_PASSWORD, NUMBERS, tellLater, TRUNKS } from './support.ts';

const version1 = (): Record<string, unknown> => JSON.parse(readFileSync(new URL('world-v1.json', import.meta.url), 'utf8')) as Record<string, unknown>;

test('a world of version 1 opens with all it had: keys, trunk, lists, numbers, addresses, who bought what', () => {
  const kept = version1();
  const world = PracticeWorld.from(kept);
  const { data } = world;
  expect(data.version).toBe(PRACTICE_WORLD_VERSION);
  expect(data.account).toMatchObject(kept['account'] as object);
  expect(data.account.ownerSid).toBe(data.account.sid);
  for (const name of ['seed', 'nextOrder', 'trunks', 'originationUrls', 'accessLists', 'ipAddresses', 'credentialLists', 'credentials', 'takenDomains', 'takenNumbers', 'pbxSystems'] as const) expect(data[name], name).toEqual(kept[name]);
  expect(data.numbers.map(({ phoneNumber, trunkSid, friendlyName }) => ({ phoneNumber, trunkSid, friendlyName }))).toMatchObject((kept['numbers'] as { phoneNumber: string; trunkSid: string; friendlyName: string }[]).map(({ phoneNumber, trunkSid, friendlyName }) => ({ phoneNumber, trunkSid, friendlyName })));
  expect(data.addresses).toMatchObject(kept['addresses'] as object[]);
  expect(world.acceptsLogin(data.trunks[0]?.sid ?? '', 'lakeside', GOOD_PASSWORD)).toBe(true);
});

test('its pending registration comes to an end, and it works like any other', () => {
  const world = PracticeWorld.from(version1());
  const number = world.data.numbers.find(({ emergency }) => emergency !== null)?.sid ?? '';
  expect([tellLater(world, 0, 'GET', `${NUMBERS}/${number}.json`).body, tellLater(world, 5, 'GET', `${NUMBERS}/${number}.json`).body]).toMatchObject([{ emergency_address_status: 'pending-registration' }, { emergency_address_status: 'registered' }]);
  expect(tellLater(world, 5, 'GET', TRUNKS).status).toBe(200);
  expect(tellLater(world, 5, 'GET', `${ADDRESSES}.json`).body['addresses']).toHaveLength(2);
  expect(PracticeWorld.from(world.toJSON()).toJSON()).toEqual(world.toJSON());
});

test.each([
  ['its trunks', { trunks: undefined }], ['its numbers', { numbers: [{}] }], ['its account', { account: {} }], ['its SIDs', { addresses: [{ sid: 'x' }] }],
])('a damaged world of version 1 (%s) is said to be damaged', (_, damage) => {
  expect(() => PracticeWorld.from({ ...version1(), ...damage })).toThrow(expect.objectContaining({ name: 'PracticeWorldError', code: 'corrupt' }) as Error);
});

test.each([['of version 1', version1(), 1], ['of today', PracticeWorld.fresh().toJSON(), 0], ['none', null, 1]] as const)('a kept world (%s) is written when it is opened only if it has changed by that', async (_, kept, writes) => {
  const saved: unknown[] = [];
  const vault = { readDocument: async () => structuredClone(kept), saveDocument: async (__: string, data: unknown) => { saved.push(data); } } as unknown as Vault;
  const { credentials } = await openPracticeAccount(vault);
  expect(saved).toHaveLength(writes);
  for (const data of saved) expect(PracticeWorld.from(data).data.account.sid).toBe(credentials.accountSid);
});
