// Worlds that earlier Trunkbooks kept. Each file was written by its version itself; it is never written anew.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openPracticeAccount } from '../../../main/practice/account.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import { PRACTICE_WORLD_VERSION } from '../../../main/practice/world-data.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { ADDRESSES, GOOD_PASSWORD, NUMBERS, tellLater, TRUNKS } from './support.ts';

const kept = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as Record<string, unknown>;
const version1 = (): Record<string, unknown> => kept('world-v1.json');
const version2 = (): Record<string, unknown> => kept('world-v2.json');

test('a world of version 1 opens with all it had: keys, trunk, lists, numbers, addresses, who bought what', () => {
  const before = version1();
  const world = PracticeWorld.from(before);
  const { data } = world;
  expect(data.version).toBe(PRACTICE_WORLD_VERSION);
  expect(data.account).toMatchObject(before['account'] as object);
  expect(data.account.ownerSid).toBe(data.account.sid);
  for (const name of ['seed', 'nextOrder', 'trunks', 'originationUrls', 'accessLists', 'ipAddresses', 'credentialLists', 'credentials', 'takenDomains', 'takenNumbers', 'pbxSystems'] as const) expect(data[name], name).toEqual(before[name]);
  expect(data.numbers.map(({ phoneNumber, trunkSid, friendlyName }) => ({ phoneNumber, trunkSid, friendlyName }))).toMatchObject((before['numbers'] as { phoneNumber: string; trunkSid: string; friendlyName: string }[]).map(({ phoneNumber, trunkSid, friendlyName }) => ({ phoneNumber, trunkSid, friendlyName })));
  expect(data.addresses).toMatchObject(before['addresses'] as object[]);
  expect(world.acceptsLogin(data.trunks[0]?.sid ?? '', 'lakeside', GOOD_PASSWORD)).toBe(true);
});

test.each([['1', version1], ['2', version2]])('of version %s, its pending registration comes to an end, and it works like any other', (_, version) => {
  const world = PracticeWorld.from(version());
  const number = world.data.numbers.find(({ emergency }) => emergency !== null)?.sid ?? '';
  expect([tellLater(world, 0, 'GET', `${NUMBERS}/${number}.json`).body, tellLater(world, 5, 'GET', `${NUMBERS}/${number}.json`).body]).toMatchObject([{ emergency_address_status: 'pending-registration' }, { emergency_address_status: 'registered' }]);
  expect(tellLater(world, 5, 'GET', TRUNKS).status).toBe(200);
  expect(tellLater(world, 5, 'GET', `${ADDRESSES}.json`).body['addresses']).toHaveLength(2);
  expect(PracticeWorld.from(world.toJSON()).toJSON()).toEqual(world.toJSON());
});

test('a world of version 2 opens with all it had, and its clock goes with the laptop’s', () => {
  const { version: _, ...before } = version2();
  const { version, clockAhead, ...data } = PracticeWorld.from(version2()).toJSON();
  expect(data).toEqual(before);
  expect([version, clockAhead]).toEqual([PRACTICE_WORLD_VERSION, 0]);
});

test.each([
  ['its trunks', { trunks: undefined }], ['its numbers', { numbers: [{}] }], ['its account', { account: {} }], ['its SIDs', { addresses: [{ sid: 'x' }] }],
])('a damaged world of an earlier version (%s) is said to be damaged', (_, damage) => {
  for (const version of [version1, version2]) expect(() => PracticeWorld.from({ ...version(), ...damage })).toThrow(expect.objectContaining({ name: 'PracticeWorldError', code: 'corrupt' }) as Error);
});

test.each([['of version 1', version1(), 1], ['of version 2', version2(), 1], ['of today', PracticeWorld.fresh().toJSON(), 0], ['none', null, 1]] as const)('a kept world (%s) is written when it is opened only if it has changed by that', async (_, document, writes) => {
  const saved: unknown[] = [];
  const vault = { readDocument: async () => structuredClone(document), saveDocument: async (__: string, data: unknown) => { saved.push(data); } } as unknown as Vault;
  const { credentials } = await openPracticeAccount(vault);
  expect(saved).toHaveLength(writes);
  for (const data of saved) expect(PracticeWorld.from(data).data.account.sid).toBe(credentials.accountSid);
});
