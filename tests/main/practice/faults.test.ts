import { expect, test } from 'vitest';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import type { Fault } from '../../../main/practice/faults.ts';
import { createPracticeFetch } from '../../../main/practice/fetch.ts';
import type { PracticeWorldData } from '../../../main/practice/world-data.ts';
import { createTwilioClient } from '../../../main/twilio/client.ts';
import { toTwilioFault } from '../../../main/twilio/errors.ts';
import { createTwilioHttpClient } from '../../../main/twilio/http-client.ts';
import { clientOf, freshWorld, NOW } from './support.ts';

const create = { method: 'POST', path: /\/Trunks$/ } as const;

/** What the technician is told, whether the outcome is open, and whether the trunk was made. */
test.each<readonly [fault: Fault, code: string, open: boolean, done: boolean]>([
  [{ kind: 'too-many-requests', retryAfterSeconds: 3 }, 'busy', false, false],
  [{ kind: 'too-many-requests' }, 'busy', false, false],
  [{ kind: 'server-error', work: 'none' }, 'twilio-down', true, false],
  [{ kind: 'server-error', work: 'done', status: 503 }, 'twilio-down', true, true],
  [{ kind: 'unauthorized' }, 'credentials', false, false],
  [{ kind: 'cut' }, 'network', true, false],
  [{ kind: 'lost-answer' }, 'network', true, true],
  [{ kind: 'truncated' }, 'not-twilio', true, true],
  [{ kind: 'html', status: 200 }, 'not-twilio', true, false],
])('%o', async (fault, code, outcomeUnknown, done) => {
  const world = freshWorld();
  const client = await clientOf(world, { faults: { rules: [{ ...create, nth: 1, fault }] } });
  const told = await client.trunking.v1.trunks.create({ domainName: 'x.pstn.twilio.com' }).then(() => null, (error: unknown) => toTwilioFault(error, { doing: 'creating the trunk' }));
  expect(told).toMatchObject({ code, outcomeUnknown, retryAfterSeconds: fault.kind === 'too-many-requests' ? fault.retryAfterSeconds ?? null : null });
  expect(world.data.trunks).toHaveLength(done ? 1 : 0);
  await client.trunking.v1.trunks.create({ domainName: 'second.pstn.twilio.com' });
});

test.each(['none', 'done'] as const)('a call that hangs (work: %s) ends when it is stopped', async (work) => {
  const world = freshWorld();
  const stop = new AbortController();
  const faults = { rules: [{ fault: { kind: 'hang', work } }] } as const;
  const saved: PracticeWorldData[] = [];
  const fetch = createPracticeFetch(world, { save: async (data) => { saved.push(data); stop.abort(); }, now: () => NOW, faults });
  const client = await createTwilioClient(practiceCredentials(world), fetch, stop.signal);
  const call = client.trunking.v1.trunks.create({});
  if (work === 'none') setImmediate(() => stop.abort());
  await expect(call).rejects.toMatchObject({ kind: 'cancelled' });
  expect(saved).toHaveLength(work === 'done' ? 1 : 0);
});

test('a hanging call ends in the client’s own timeout', async () => {
  const world = freshWorld();
  const fetch = createPracticeFetch(world, { save: async () => {}, now: () => NOW, faults: { rules: [{ fault: { kind: 'hang', work: 'none' } }] } });
  const { accountSid, ...credentials } = practiceCredentials(world);
  const client = createTwilioHttpClient(fetch, { timeoutMilliseconds: 20 });
  await expect(client.request({ method: 'get', uri: 'https://trunking.twilio.com/v1/Trunks', username: credentials.username, password: credentials.secret })).rejects.toMatchObject({ kind: 'timeout' });
  expect(accountSid).toBe(world.data.account.sid);
});

test('the fetch’s own signal ends what is in flight', async () => {
  const world = freshWorld();
  const stop = new AbortController();
  const fetch = createPracticeFetch(world, { save: async () => {}, now: () => NOW, latencyMilliseconds: 60_000, signal: stop.signal });
  const client = await createTwilioClient(practiceCredentials(world), fetch);
  const call = client.trunking.v1.trunks.list();
  setImmediate(() => stop.abort());
  await expect(call).rejects.toThrow();
});

test('a change is kept before it is answered, a reading is not kept, and what could not be kept is not answered', async () => {
  const world = freshWorld();
  const events: string[] = [];
  const fetch = createPracticeFetch(world, { save: async (data) => { events.push(`saving ${data.trunks.length}`); await new Promise(setImmediate); events.push('saved'); }, now: () => NOW });
  const client = await createTwilioClient(practiceCredentials(world), fetch);
  await client.trunking.v1.trunks.create({});
  events.push('answered');
  await client.trunking.v1.trunks.list();
  await client.trunking.v1.trunks.create({ domainName: 'refused.example' }).catch(() => events.push('refused'));
  expect(events).toEqual(['saving 1', 'saved', 'answered', 'refused']);
  const broken = createPracticeFetch(world, { save: () => Promise.reject(new Error('disk full')), now: () => NOW });
  await expect((await createTwilioClient(practiceCredentials(world), broken)).trunking.v1.trunks.create({})).rejects.toMatchObject({ kind: 'network', write: true, sent: true });
});

test('every rule counts its own calls, and the first that fits is met', async () => {
  const world = freshWorld();
  const client = await clientOf(world, { faults: { rules: [{ ...create, nth: 2, fault: { kind: 'unauthorized' } }, { method: 'POST', nth: 3, fault: { kind: 'too-many-requests' } }] } });
  const outcomes: unknown[] = [];
  for (let count = 0; count < 4; count += 1) outcomes.push(await client.trunking.v1.trunks.create({}).then(() => 'done', (error: unknown) => (error as { status: number }).status));
  expect(outcomes).toEqual(['done', 401, 429, 'done']);
});

test('a new entry of a trunk’s list shows up after so many readings', async () => {
  const world = freshWorld();
  const client = await clientOf(world, { faults: { readLag: { reads: 2 } } });
  const trunk = client.trunking.v1.trunks((await client.trunking.v1.trunks.create({})).sid);
  await trunk.originationUrls.create({ weight: 1, priority: 1, enabled: true, friendlyName: 'PBX', sipUrl: 'sip:x' });
  const counts: number[] = [];
  for (let count = 0; count < 4; count += 1) counts.push((await trunk.originationUrls.list()).length);
  expect(counts).toEqual([0, 0, 1, 1]);
});

test('a new entry of a trunk’s list shows up after so long', async () => {
  const world = freshWorld();
  let now = NOW;
  const client = await createTwilioClient(practiceCredentials(world), createPracticeFetch(world, { save: async () => {}, now: () => now, faults: { readLag: { milliseconds: 1000 } } }));
  const trunk = client.trunking.v1.trunks((await client.trunking.v1.trunks.create({})).sid);
  const list = await client.sip.credentialLists.create({ friendlyName: 'L' });
  await trunk.credentialsLists.create({ credentialListSid: list.sid });
  expect(await trunk.credentialsLists.list()).toEqual([]);
  now += 1000;
  expect(await trunk.credentialsLists.list()).toHaveLength(1);
});

test.each([['reads', { reads: 2 }], ['milliseconds', { milliseconds: 1000 }]] as const)('a number’s emergency address and where it stands show late (%s), alone and in a list; the answer to the update itself does not', async (_, emergencyLag) => {
  const world = freshWorld();
  let now = NOW;
  const client = await createTwilioClient(practiceCredentials(world), createPracticeFetch(world, { save: async () => {}, now: () => now, faults: { emergencyLag } }));
  const address = await client.addresses.create({ customerName: 'Lakeside', street: '1 Main St', city: 'Austin', region: 'TX', postalCode: '78701', isoCountry: 'US', emergencyEnabled: true });
  const { sid } = (await client.incomingPhoneNumbers.list({ limit: 1 }))[0]!;
  const number = client.incomingPhoneNumbers(sid);
  const shown = async (): Promise<unknown> => { const { emergencyAddressStatus, emergencyAddressSid } = await number.fetch(); return [emergencyAddressStatus, emergencyAddressSid]; };
  const updated = await number.update({ emergencyAddressSid: address.sid });
  expect([updated.emergencyAddressStatus, updated.emergencyAddressSid]).toEqual(['pending-registration', address.sid]);
  expect(await shown()).toEqual(['unregistered', null]);
  expect((await client.incomingPhoneNumbers.list()).find((one) => one.sid === sid)).toMatchObject({ emergencyAddressStatus: 'unregistered', emergencyAddressSid: null, trunkSid: null });
  now += 1000;
  expect(await shown()).toEqual(['pending-registration', address.sid]);
  // A change of another kind holds nothing back.
  await number.update({ friendlyName: 'Again' });
  expect(await shown()).toEqual(['pending-registration', address.sid]);
});

test('a rule may be for one of Twilio’s hosts only', async () => {
  const world = freshWorld();
  const client = await clientOf(world, { faults: { rules: [{ host: 'trunking.twilio.com', fault: { kind: 'too-many-requests' } }] } });
  await client.incomingPhoneNumbers.list();
  await expect(client.trunking.v1.trunks.list()).rejects.toMatchObject({ status: 429 });
});

test('latency holds the answer back, and changes nothing about it', async () => {
  const world = freshWorld();
  const client = await clientOf(world, { faults: { rules: [{ ...create, nth: 1, fault: { kind: 'latency', milliseconds: 60 } }] } });
  const began = performance.now();
  expect((await client.trunking.v1.trunks.create({ friendlyName: 'Slow' })).friendlyName).toBe('Slow');
  expect(performance.now() - began).toBeGreaterThanOrEqual(55);
});

test.each(['update', 'purchase'] as const)('a number put on a trunk by an %s of its own shows up late in the trunk’s list, and does not vanish again', async (how) => {
  const world = freshWorld();
  const client = await clientOf(world, { faults: { readLag: { reads: 1 } } });
  const trunk = await client.trunking.v1.trunks.create({});
  const counts: number[] = [];
  const look = async (): Promise<void> => { counts.push((await client.trunking.v1.trunks(trunk.sid).phoneNumbers.list()).length); };
  const { sid } = how === 'purchase' ? await client.incomingPhoneNumbers.create({ areaCode: '303', trunkSid: trunk.sid })
    : await client.incomingPhoneNumbers(world.data.numbers[0]?.sid ?? '').update({ trunkSid: trunk.sid });
  await look();
  await look();
  await client.incomingPhoneNumbers(sid).update({ trunkSid: trunk.sid, friendlyName: 'Again' });
  await look();
  // The number itself says at once where it is.
  expect((await client.incomingPhoneNumbers(sid).fetch()).trunkSid).toBe(trunk.sid);
  expect(counts).toEqual([0, 1, 1]);
});
