// What a person does about emergency addresses at Twilio, as the page asks for it: each command, what it refuses, and what a page that nobody wrote could send.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emergencyPlan } from '../../../domain/emergency/registration.ts';
import { MOST_EMERGENCY_REPORTS } from '../../../domain/site/emergency-limits.ts';
import { suggestionsOf } from '../../../domain/emergency/suggestion.ts';
import { MOST_ADDRESSES } from '../../../domain/site/emergency-limits.ts';
import type { EmergencyIntent, Place } from '../../../domain/site/emergency-record.ts';
import { readSite } from '../../../domain/site/migrations.ts';
import { type Site, withoutSecrets } from '../../../domain/site/record.ts';
import { emergencyTwilioCommands } from '../../../main/commands/emergency-twilio-commands.ts';
import { PRACTICE_ADDRESSES } from '../../../main/practice/address-book.ts';
import { connect } from '../../../main/twilio/connection.ts';
import type { Channel } from '../../../preload/channels.ts';
import type { Fault, Input } from '../../../preload/contract.ts';
import { readySite } from '../../domain/make-site.ts';
import { EmergencyDesk } from '../emergency-desk.ts';
import { EmergencyBench, entered, place } from '../twilio/emergency-bench.ts';
import { Workplace } from './workplace.ts';

const READY = await EmergencyBench.ready();
const UNKNOWN = '0b5f5b6e-6f0e-4a53-9c5b-0f6d0e7a1c11';
const LONG = '<img src=x onerror=alert(1)>\u202e😀'.repeat(400);

let desk: EmergencyDesk;
let bench: EmergencyBench;
let siteId: string;
async function open(...streets: readonly string[]): Promise<void> {
  ({ bench } = entered(READY, ...streets));
  desk = await EmergencyDesk.open(bench);
  ({ siteId } = desk);
  await desk.place.desk.show(siteId);
}
afterEach(() => desk.close());

const intended = async (): Promise<EmergencyIntent> => (await desk.site).intent.emergency;
const change = (emergency: Partial<EmergencyIntent>): Promise<Site> => desk.place.desk.change(siteId, (site) => ({ ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, ...emergency } } }));

/** Asks, and expects words and that nothing at all was changed, neither here nor at Twilio. */
async function refused<C extends Channel>(channel: C, input: Input<C>): Promise<Fault> {
  const [before, { revision }, world, sent] = [structuredClone(await desk.site), await desk.place.vault.readSite(siteId), desk.bench.world.toJSON(), desk.posts.length];
  const fault = await desk.place.refused(channel, input);
  expect([await desk.site, (await desk.place.vault.readSite(siteId)).revision, desk.bench.world.toJSON(), desk.posts.length]).toEqual([before, revision, world, sent]);
  return fault;
}

/** What is on disk can be read again, and the page shows it. */
async function expectKept(): Promise<void> {
  const { document } = await desk.place.vault.readSite(siteId);
  expect(readSite(document)).toMatchObject({ kind: 'site' });
  expect((document as Site).intent).toEqual((await desk.site).intent);
  expect(desk.place.page().site?.intent).toEqual((await desk.site).intent);
}

/** An address that somebody made in the Console. */
function theirs(of: Partial<Place & { readonly streetSecondary: string }> = {}, emergencyEnabled = false): string {
  const { friendlyName, customerName, street, city, region, postalCode, country } = { ...place(), street: '7 Else Rd', friendlyName: 'Theirs', ...of };
  const address = { ...bench.world.stamp('AD', Date.now()), friendlyName, customerName, street, city, region, postalCode, isoCountry: country, streetSecondary: of.streetSecondary ?? null, emergencyEnabled, validated: true, verified: false };
  bench.world.data.addresses.push(address);
  return address.sid;
}
const OFFLINE = (): Response => { throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }) }); };

describe('reading', () => {
  beforeEach(() => open());

  it('keeps what Twilio says, with who asked and when, and sends nothing', async () => {
    await desk.place.done('emergency.read', { siteId });
    expect((await desk.site).observed.emergency).toMatchObject({ source: 'api', who: desk.place.desk.stamp().who, numbers: [{ state: 'unregistered' }, { state: 'unregistered' }, { state: 'unregistered' }] });
    expect(desk.posts).toEqual([]);
    await expectKept();
  });

  it('has what waits submitted by the watch', async () => {
    await desk.place.done('emergency.read', { siteId });
    await desk.round();
    expect(desk.said).toMatchObject({ underWay: 3, queued: 0 });
  });

  it.each([['no network', OFFLINE, 'network'], ['a key that is refused', () => Response.json({ code: 20003, status: 401 }, { status: 401 }), 'twilio'], ['a sign-in page', () => new Response('<html>Sign in'), 'network'], ['an answer that is none', () => Response.json({ addresses: 'x', incoming_phone_numbers: {} }), 'twilio']] as const)('with %s says so in words and keeps what was', async (_, answer, code) => {
    await desk.place.done('emergency.read', { siteId });
    desk.beforeCall = answer;
    expect((await refused('emergency.read', { siteId })).code).toBe(code);
    expect((await refused('emergency.existing', { siteId })).code).toBe(code);
    expect((await refused('emergency.choose', { siteId, sid: `AD${'1'.repeat(32)}` })).code).toBe(code);
  });
});

describe('the account’s own addresses', () => {
  beforeEach(() => open());

  it('are listed with how many numbers use them, and nothing is kept of that', async () => {
    const sid = theirs({ streetSecondary: 'Suite 9' });
    await desk.jobs.submit(siteId);
    const before = await desk.site;
    const { addresses } = await desk.place.done('emergency.existing', { siteId });
    expect(addresses.map(({ address: { street, streetSecondary }, emergencyEnabled, numbers }) => [street, streetSecondary, emergencyEnabled, numbers]).toSorted()).toEqual([['1 Main St', 'Floor 2', true, 1], ['2 Oak Ave', '', true, 2], ['7 Else Rd', 'Suite 9', false, 0]]);
    expect(addresses.some((one) => one.sid === sid)).toBe(true);
    expect(await desk.site).toEqual(before);
  });

  it('are chosen as they are, once; nothing is sent for that, and it is switched to emergency use when a number takes it', async () => {
    const sid = theirs({ streetSecondary: 'Suite 9' });
    const { addressId } = await desk.place.done('emergency.choose', { siteId, sid });
    expect(await desk.place.done('emergency.choose', { siteId, sid })).toEqual({ addressId });
    expect((await intended()).addresses.filter(({ chosen }) => chosen !== null)).toMatchObject([{ id: addressId, chosen: sid, street: '7 Else Rd', secondary: [{ kind: 'other', value: 'Suite 9' }] }]);
    expect(desk.posts).toEqual([]);
    await expectKept();
    const { numbers } = await intended();
    await change({ numbers: numbers.map((number) => ({ ...number, address: addressId })) });
    expect(await desk.jobs.submit(siteId)).toBeNull();
    expect(desk.posts.map((call) => call.split(' ')[1]?.split('/').at(-2))).toEqual(['Addresses', 'IncomingPhoneNumbers', 'IncomingPhoneNumbers', 'IncomingPhoneNumbers']);
    expect(bench.world.data.addresses).toMatchObject([{ sid, emergencyEnabled: true }]);
  });

  it('that are not there, or are no address of this account, are not chosen', async () => {
    expect((await refused('emergency.choose', { siteId, sid: `AD${'1'.repeat(32)}` })).why).toContain('does not find it');
    expect((await refused('emergency.choose', { siteId: UNKNOWN, sid: theirs() })).code).toBe('not-found');
    for (const sid of ['', 'AD1', `PN${'1'.repeat(32)}`, `../AD${'1'.repeat(32)}`, LONG]) expect((await refused('emergency.choose', { siteId, sid })).code).toBe('invalid-request');
  });

  it('are not chosen on another account than the one they were looked up on', async () => {
    const sid = theirs();
    desk.beforeCall = async () => { desk.beforeCall = () => {}; await desk.place.desk.change(siteId, (site) => ({ ...site, intent: { ...site.intent, account: { kind: 'twilio', accountId: UNKNOWN } } })); };
    expect((await desk.place.refused('emergency.choose', { siteId, sid })).why).toContain('Another account');
    expect((await intended()).addresses.map(({ chosen }) => chosen)).toEqual([null, null]);
  });

  it('are not chosen past as many as a site holds', async () => {
    await change({ addresses: Array.from({ length: MOST_ADDRESSES }, (_, at) => place({ friendlyName: `Room ${at}` })), numbers: [] });
    expect((await refused('emergency.choose', { siteId, sid: theirs() })).why).toContain(String(MOST_ADDRESSES));
  });

  it.each<[string, Record<string, unknown>]>([['without a country', { iso_country: null }], ['with a country that is none', { iso_country: 'usa' }], ['far too long', { street: 'x'.repeat(20_000) }], ['without a SID', { sid: null }]])('of which Twilio says something odd (%s) do not get into the record', async (_, odd) => {
    const sid = theirs();
    desk.beforeCall = (call) => (call.includes(`${sid}.json`) ? Response.json({ sid, friendly_name: 'Theirs', customer_name: 'X', street: '7 Else Rd', street_secondary: null, city: 'Austin', region: 'TX', postal_code: '78701', iso_country: 'US', emergency_enabled: false, validated: true, ...odd }) : undefined);
    await refused('emergency.choose', { siteId, sid });
  });
});

describe('a suggestion', () => {
  let addressId: string;
  let call: string;
  beforeEach(async () => {
    await open(PRACTICE_ADDRESSES.several.street);
    await desk.jobs.submit(siteId);
    addressId = (await intended()).addresses[0]?.id ?? '';
    const standing = (await desk.plan()).addresses.get(addressId);
    call = standing?.kind === 'suggestion' ? standing.call : '';
    expect(suggestionsOf((await desk.site).ledger, call)).toHaveLength(2);
  });
  const decide = (rest: Partial<Input<'emergency.decide'>> = {}): Input<'emergency.decide'> => ({ siteId, addressId, call, choice: 'take-suggestion', suggestion: 0, ...rest });

  it('that is taken becomes the site’s address, floor and the rest stay; the ledger says who; it is sent once', async () => {
    const [before] = (await intended()).addresses;
    await desk.place.done('emergency.decide', decide({ suggestion: 1 }));
    const [, second] = PRACTICE_ADDRESSES.several.finds;
    expect((await intended()).addresses[0]).toEqual({ ...before, ...second, confirmedBy: '' });
    expect((await desk.site).ledger.at(-1)).toMatchObject({ kind: 'decided', call, choice: 'took-suggestion', who: desk.place.desk.stamp().who });
    await expectKept();
    await desk.round();
    expect(desk.said).toMatchObject({ underWay: 3, forPerson: 0 });
    expect(bench.world.data.addresses.map(({ street, streetSecondary }) => [street, streetSecondary]).toSorted()).toEqual([['2 Oak Ave', null], [second.street, 'Floor 2']]);
    // Answered once: what was shown is not so any more.
    await refused('emergency.decide', decide());
  });

  it('that is stopped at is not sent again, says who stopped, and can be taken after all', async () => {
    await desk.place.done('emergency.decide', decide({ choice: 'stop' }));
    expect((await desk.plan()).addresses.get(addressId)).toMatchObject({ kind: 'refused', call, why: expect.stringContaining(desk.place.desk.stamp().who) });
    const sent = desk.posts.length;
    await desk.round();
    expect(desk.posts).toHaveLength(sent);
    await desk.place.done('emergency.decide', decide());
    await desk.round();
    expect(desk.said).toMatchObject({ underWay: 3, forPerson: 0 });
  });

  it.each<[string, (input: Input<'emergency.decide'>) => Input<'emergency.decide'>]>([
    ['another call', (input) => ({ ...input, call: UNKNOWN })], ['another address', (input) => ({ ...input, addressId: UNKNOWN })], ['one that Twilio did not make', (input) => ({ ...input, suggestion: 2 })], ['the hundredth', (input) => ({ ...input, suggestion: 100 })],
  ])('is not taken by %s', async (_, spoil) => {
    expect(await refused('emergency.decide', spoil(decide()))).toMatchObject({ code: 'invalid-value', what: 'Nothing was changed.' });
    if (spoil(decide()).suggestion === 0) await refused('emergency.decide', spoil(decide({ choice: 'stop' })));
  });

  it('of the other place is not taken for this one', async () => {
    const other = (await intended()).addresses[1]?.id ?? '';
    await refused('emergency.decide', decide({ addressId: other }));
  });

  it('is not taken any more once the address was edited', async () => {
    const { addresses } = await intended();
    await change({ addresses: addresses.map((one) => (one.id === addressId ? { ...one, street: '3 Elm St' } : one)) });
    await refused('emergency.decide', decide());
  });

  it('of another country is not taken', async () => {
    await desk.place.desk.change(siteId, (site) => ({ ...site, ledger: site.ledger.map((entry) => (entry.kind === 'address' && entry.as === 'suggested' ? { ...entry, address: { ...entry.address, country: 'CA' } } : entry)) }));
    expect((await refused('emergency.decide', decide())).why).toContain('another country');
  });

  it.each([-1, 0.5, 101, Number.NaN, '0', null])('is not taken at the place %s', async (suggestion) => {
    expect((await refused('emergency.decide', decide({ suggestion: suggestion as number }))).code).toBe('invalid-request');
  });
});

describe('by hand', () => {
  let workplace: Workplace;
  let [hq, lab] = [place(), place({ friendlyName: 'Lab', street: '2 Oak Ave' })];
  const [A, B] = ['+15125550142', '+15125550143'];
  beforeEach(async () => {
    await open();
    workplace = await Workplace.open((sites) => emergencyTwilioCommands({ desk: sites, connect: (site) => connect(site.intent, { vault: sites.vault(), fetch: () => Promise.reject(new Error('no network')), practice: () => Promise.reject(new Error('no practice')) }), signal: () => new AbortController().signal, tell: () => {}, lookSoon: () => {} }));
    [hq, lab] = [place(), place({ friendlyName: 'Lab', street: '2 Oak Ave' })];
    const site = readySite({ account: { kind: 'by-hand' }, numbers: [A, B].map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) });
    siteId = await workplace.place({ ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, addresses: [hq, lab], numbers: [A, B].map((phoneNumber) => ({ phoneNumber, address: hq.id, callBack: null })) } } });
  });
  afterEach(() => workplace.close());

  const kinds = async (): Promise<readonly unknown[]> => [...emergencyPlan(withoutSecrets(await workplace.desk.site(siteId)), Date.now()).numbers.values()].map((one) => (one.kind === 'reported' ? one.state : one.kind));
  async function unchanged<C extends Channel>(channel: C, input: Input<C>): Promise<Fault> {
    const { revision } = await workplace.vault.readSite(siteId);
    const fault = await workplace.refused(channel, input);
    expect((await workplace.vault.readSite(siteId)).revision).toBe(revision);
    return fault;
  }

  it('what the Console shows is kept for many numbers at once, with who saw it; the last word counts', async () => {
    await workplace.done('emergency.report', { siteId, numbers: [A, B, A], state: 'pending-registration', address: hq.id });
    expect(await kinds()).toEqual(['pending-registration', 'pending-registration']);
    await workplace.done('emergency.report', { siteId, numbers: [A], state: 'registered', address: hq.id });
    expect(await kinds()).toEqual(['registered', 'pending-registration']);
    const { observed: { emergencyReported } } = await workplace.desk.site(siteId);
    expect(emergencyReported).toHaveLength(2);
    expect(emergencyReported).toContainEqual(expect.objectContaining({ source: 'reported', phoneNumber: A, state: 'registered', address: hq.id, who: workplace.desk.stamp().who }));
    await workplace.done('emergency.report', { siteId, numbers: [B], state: 'registered', address: lab.id });
    expect(await kinds()).toEqual(['registered', 'for-person']);
    // What is off has no address, whatever the page says.
    await workplace.done('emergency.report', { siteId, numbers: [A], state: 'unregistered', address: hq.id });
    expect((await workplace.desk.site(siteId)).observed.emergencyReported.find(({ phoneNumber }) => phoneNumber === A)?.address).toBeNull();
    expect(readSite((await workplace.vault.readSite(siteId)).document)).toMatchObject({ kind: 'site' });
  });

  it('never keeps more reports than a record that can be opened again holds: those of numbers that are out give way, and else it is refused', async () => {
    const many = Array.from({ length: MOST_EMERGENCY_REPORTS }, (_, index) => `+1512${String(1_000_000 + index)}`);
    const [extra = ''] = many;
    const report = async (numbers: readonly string[]): Promise<unknown> => (await workplace.refused('emergency.report', { siteId, numbers: [...numbers], state: 'registered', address: hq.id })).why;
    await workplace.desk.change(siteId, (site) => {
      const reports = many.map((phoneNumber) => ({ source: 'reported' as const, ...workplace.desk.stamp(), phoneNumber, state: 'registered' as const, address: hq.id }));
      const numbers = many.slice(1).map((phoneNumber) => ({ phoneNumber, address: hq.id, callBack: null }));
      return { ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, numbers } }, observed: { ...site.observed, emergencyReported: reports } };
    });
    await workplace.done('emergency.report', { siteId, numbers: [A], state: 'registered', address: hq.id });
    const { observed: { emergencyReported: kept } } = await workplace.desk.site(siteId);
    expect([kept.length, kept.some(({ phoneNumber }) => phoneNumber === extra), kept.at(-1)?.phoneNumber]).toEqual([MOST_EMERGENCY_REPORTS, false, A]);
    expect(await report([B])).toContain('reports of at most');
    expect(readSite((await workplace.vault.readSite(siteId)).document)).toMatchObject({ kind: 'site' });
  });

  it('what cannot be is refused, and nothing of it is kept', async () => {
    expect((await unchanged('emergency.report', { siteId, numbers: [A, '+15125559999'], state: 'registered', address: hq.id })).why).toContain('none of this site');
    expect((await unchanged('emergency.report', { siteId, numbers: [A], state: 'registered', address: UNKNOWN })).why).toContain('not there any more');
    expect((await unchanged('emergency.report', { siteId: UNKNOWN, numbers: [A], state: 'registered', address: hq.id })).code).toBe('not-found');
    for (const spoiled of [{ numbers: [] }, { numbers: [LONG] }, { numbers: Array.from({ length: 10_001 }, () => A) }, { state: 'pending-unregistration' }, { address: LONG }, { numbers: A }]) {
      expect((await unchanged('emergency.report', { siteId, numbers: [A], state: 'registered', address: hq.id, ...spoiled } as Input<'emergency.report'>)).code).toBe('invalid-request');
    }
    for (const number of ['__proto__', 'constructor', '<b>', '']) expect((await unchanged('emergency.report', { siteId, numbers: [number], state: 'registered', address: hq.id })).code).toBe('invalid-value');
  });

  it('Twilio is not asked, and it is said why and what to do', async () => {
    for (const fault of [await unchanged('emergency.read', { siteId }), await unchanged('emergency.existing', { siteId }), await unchanged('emergency.choose', { siteId, sid: `AD${'1'.repeat(32)}` })]) {
      expect(fault.why).toContain('by hand');
      expect(fault.next).toContain('Twilio Console');
    }
  });

  it('is not for a site of which Twilio is asked itself', async () => {
    siteId = desk.siteId;
    const [{ phoneNumber = '' } = {}] = (await desk.site).intent.numbers;
    expect((await refused('emergency.report', { siteId, numbers: [phoneNumber], state: 'registered', address: null })).why).toContain('Twilio itself is asked');
  });
});

it.each<[string, Record<string, unknown>]>([['nothing', {}], ['a SID that is none', { sid: '<b>' }], ['an address that is none', { sid: `AD${'1'.repeat(32)}`, street: { x: 1 } }], ['an address without end', { sid: `AD${'1'.repeat(32)}`, city: 'x'.repeat(20_000) }]])('a yes to an address that says %s does not get into the record: what was done is looked for', async (_, odd) => {
  await open();
  desk.beforeCall = (call) => (/^POST .*Addresses\.json/.test(call) ? Response.json(odd, { status: 201 }) : undefined);
  const job = desk.jobs.submit(siteId);
  await vi.waitFor(async () => expect((await desk.site).ledger.filter(({ kind }) => kind === 'unknown')).toHaveLength(2), { timeout: 20_000 });
  await desk.jobs.stop();
  await job;
  expect(readSite((await desk.place.vault.readSite(siteId)).document)).toMatchObject({ kind: 'site' });
  expect((await desk.site).ledger.filter(({ kind }) => kind === 'done')).toEqual(READY.site.ledger.filter(({ kind }) => kind === 'done'));
});

it('a disk that is full leaves everything as it was, and says so', async () => {
  await open(PRACTICE_ADDRESSES.near.street);
  await desk.jobs.submit(siteId);
  const [address] = (await intended()).addresses;
  const standing = (await desk.plan()).addresses.get(address?.id ?? '');
  const before = structuredClone(await desk.site);
  desk.place.full = /site\.age/;
  expect((await desk.place.refused('emergency.read', { siteId })).code).toBe('io');
  expect((await desk.place.refused('emergency.choose', { siteId, sid: theirs() })).code).toBe('io');
  expect((await desk.place.refused('emergency.decide', { siteId, addressId: address?.id ?? '', call: standing?.kind === 'suggestion' ? standing.call : '', choice: 'take-suggestion', suggestion: 0 })).code).toBe('io');
  desk.place.full = null;
  expect(await desk.site).toEqual(before);
});
