import { afterEach, describe, expect, it } from 'vitest';
import type { Intent, Site } from '../../../domain/site/record.ts';
import { numberCommands } from '../../../main/commands/number-commands.ts';
import { practiceCommands } from '../../../main/commands/practice-commands.ts';
import { trunkCommands } from '../../../main/commands/trunk-commands.ts';
import { EMERGENCY_MINUTES } from '../../../main/practice/emergency.ts';
import { PracticeShelf } from '../../../main/practice-shelf.ts';
import { connect } from '../../../main/twilio/connection.ts';
import type { Twilio } from '../../../main/twilio/client.ts';
import { TwilioJobs } from '../../../main/twilio-jobs.ts';
import { emergencyRule, extension } from '../../domain/dialplan/make-rules.ts';
import { readySite } from '../../domain/make-site.ts';
import { Workplace } from './workplace.ts';

let workplace: Workplace;
let jobs: TwilioJobs;
let practice: PracticeShelf;
/** The sites for which the account was to be looked at again. */
let lookedAt: string[];
afterEach(() => workplace.close());

async function open(site: Site = readySite({ numbers: [] })): Promise<string> {
  lookedAt = [];
  workplace = await Workplace.open((desk) => {
    practice = new PracticeShelf(() => desk.vault());
    const connecting = (one: Site) => connect(one.intent, { vault: desk.vault(), fetch: () => Promise.reject(new Error('no network')), practice: () => practice.take() });
    jobs = new TwilioJobs(desk, connecting, async () => {});
    const reading = { desk, connect: connecting, signal: () => new AbortController().signal };
    return { ...trunkCommands({ ...reading, jobs }), ...numberCommands(reading), ...practiceCommands(desk, practice, (id) => lookedAt.push(id)) };
  });
  return workplace.place(site);
}

/** A way to the practice account as the site has it. */
async function client(siteId: string): Promise<Twilio> {
  const { intent } = await workplace.desk.site(siteId);
  return (await connect(intent, { vault: workplace.vault, fetch: () => Promise.reject(new Error('no network')), practice: () => practice.take() })).client();
}

/** A site whose trunk has a number, with extensions that show it: set up on the practice account. */
async function setUp(change: (phoneNumber: string) => Partial<Intent> = () => ({})): Promise<{ readonly siteId: string; readonly phoneNumber: string; readonly sid: string }> {
  const siteId = await open();
  await workplace.done('numbers.owned', { siteId });
  const phoneNumber = (await workplace.desk.directory(siteId)).numbers.listed?.numbers.find(({ note }) => note === null)?.phoneNumber ?? '';
  await workplace.desk.change(siteId, (one) => ({ ...one, intent: { ...one.intent, numbers: [{ phoneNumber, acquire: 'take' }], ...change(phoneNumber) } }));
  await workplace.desk.changeExtensions(siteId, (part) => ({ ...part, rows: [extension('100', { callerId: phoneNumber }), extension('101'), extension('102', { callerId: '+14155550142' })] }));
  await workplace.done('trunk.apply', { siteId, goal: { kind: 'set-up', confirmed: ['create-trunk'] } });
  await jobs.ended();
  const [number] = await (await client(siteId)).incomingPhoneNumbers.list({ phoneNumber });
  return { siteId, phoneNumber, sid: number?.sid ?? '' };
}

async function giveAddress({ siteId, sid }: { readonly siteId: string; readonly sid: string }): Promise<void> {
  const twilio = await client(siteId);
  const address = await twilio.addresses.create({ customerName: 'Lakeside', street: '1 Main St', streetSecondary: 'Floor 2', city: 'Austin', region: 'TX', postalCode: '78701', isoCountry: 'US', emergencyEnabled: true });
  await twilio.incomingPhoneNumbers(sid).update({ emergencyAddressSid: address.sid });
}

describe('letting time pass', () => {
  it('ends what takes its time on the account, is kept in the vault, and leaves Trunkbook’s own clock alone', async () => {
    const number = await setUp();
    const { siteId, sid } = number;
    const before = Date.now();
    await giveAddress(number);
    const state = async (): Promise<string> => (await (await client(siteId)).incomingPhoneNumbers(sid).fetch()).emergencyAddressStatus;
    expect(await state()).toBe('pending-registration');
    expect(await workplace.done('practice.passTime', { siteId, minutes: EMERGENCY_MINUTES.US.register })).toEqual({ minutesAhead: EMERGENCY_MINUTES.US.register });
    expect([await state(), lookedAt]).toEqual(['registered', [siteId]]);
    expect(await workplace.done('practice.passTime', { siteId, minutes: 5 })).toEqual({ minutesAhead: EMERGENCY_MINUTES.US.register + 5 });
    expect(Math.abs(Date.parse(workplace.desk.stamp().at) - before)).toBeLessThan(60_000);
    // The vault is locked and opened again: the account is read anew.
    practice.forget();
    expect(await state()).toBe('registered');
    expect(await workplace.done('practice.passTime', { siteId, minutes: 1 })).toEqual({ minutesAhead: EMERGENCY_MINUTES.US.register + 6 });
  });
});

describe('the cable of the practice account', () => {
  it('is pulled and put back: calls fail as without a network, and nothing of the account is lost', async () => {
    const { siteId, phoneNumber } = await setUp();
    expect(await workplace.done('practice.network', { siteId, reachable: null })).toEqual({ reachable: true });
    expect(await workplace.done('practice.network', { siteId, reachable: false })).toEqual({ reachable: false });
    expect((await workplace.refused('trunk.read', { siteId, inside: null })).code).toBe('network');
    expect(await workplace.done('practice.network', { siteId, reachable: null })).toEqual({ reachable: false });
    expect(await workplace.done('practice.network', { siteId, reachable: true })).toEqual({ reachable: true });
    await workplace.done('trunk.read', { siteId, inside: null });
    expect((await workplace.desk.site(siteId)).observed.twilio?.value.numbers.map((one) => one.phoneNumber)).toEqual([phoneNumber]);
  });

  it('is in again after locking', async () => {
    const { siteId } = await setUp();
    await workplace.done('practice.network', { siteId, reachable: false });
    practice.forget();
    expect(await workplace.done('practice.network', { siteId, reachable: null })).toEqual({ reachable: true });
  });
});

describe('what the test service would say', () => {
  it('is number and address of what the extension shows, once that is registered', async () => {
    const number = await setUp();
    const { siteId, phoneNumber } = number;
    const before = await workplace.done('practice.dial933', { siteId, extension: '100' });
    expect(before).toMatchObject({ spoken: { number: phoneNumber.slice(2), address: null }, why: expect.stringContaining('no address is registered') as string });
    await giveAddress(number);
    await workplace.done('practice.passTime', { siteId, minutes: EMERGENCY_MINUTES.US.register });
    // 101 has no caller ID of its own, so the trunk's main number is shown.
    for (const from of ['100', '101']) {
      const { spoken, why } = await workplace.done('practice.dial933', { siteId, extension: from });
      expect(spoken, from).toEqual({ number: phoneNumber.slice(2), address: '1 MAIN ST, FLOOR 2, AUSTIN, TX, 78701' });
      expect(why).toMatch(/^Nothing was dialled\. /);
    }
  });

  it('follows the site’s own emergency rules: the number of the rule, and what it makes of 933', async () => {
    const rules = (phoneNumber: string) => [
      emergencyRule('933', { id: 'a', extensions: '102', callerId: phoneNumber }), emergencyRule('933', { id: 'b', extensions: '100', prepend: '1' }), emergencyRule('933', { id: 'c', extensions: '101', trunk: 'Old trunk' }),
    ];
    const { siteId, phoneNumber } = await setUp((number) => ({ emergency: { addresses: [], numbers: [], rules: rules(number), exempt: [], barred: '' } }));
    expect((await workplace.done('practice.dial933', { siteId, extension: '102' })).spoken).toEqual({ number: phoneNumber.slice(2), address: null });
    expect(await workplace.done('practice.dial933', { siteId, extension: '100' })).toEqual({ spoken: null, why: expect.stringContaining('1933') as string });
    expect(await workplace.done('practice.dial933', { siteId, extension: '101' })).toEqual({ spoken: null, why: expect.stringContaining('Old trunk') as string });
  });

  it.each([
    ['a number that is not on the trunk', '102', (): Partial<Intent> => ({})],
    ['933 in none of its rules', '100', (): Partial<Intent> => ({ emergency: { addresses: [], numbers: [], rules: [emergencyRule('911')], exempt: [], barred: '' } })],
  ])('is nothing for an extension with %s, and why', async (_, from, change) => {
    const { siteId } = await setUp(change);
    const { spoken, why } = await workplace.done('practice.dial933', { siteId, extension: from });
    expect([spoken, /^Nothing was dialled\. .{20,}\.$/.test(why)]).toEqual([null, true]);
  });

  it('is asked of extensions of the site only, and of a trunk that is there', async () => {
    const siteId = await open();
    await workplace.desk.changeExtensions(siteId, (part) => ({ ...part, rows: [extension('100')] }));
    expect((await workplace.refused('practice.dial933', { siteId, extension: '999' })).code).toBe('not-found');
    expect((await workplace.refused('practice.dial933', { siteId, extension: '100' })).next).toBe('Set it up first.');
  });
});

it('a real account is never touched by any of it', async () => {
  const siteId = await open(readySite({ account: { kind: 'twilio', accountId: crypto.randomUUID() } }));
  for (const refused of [
    await workplace.refused('practice.passTime', { siteId, minutes: 1 }), await workplace.refused('practice.network', { siteId, reachable: false }), await workplace.refused('practice.dial933', { siteId, extension: '100' }), await workplace.refused('practice.disturb', { siteId, what: 'emergency-deleted' }),
  ]) expect([refused.code, refused.why]).toEqual(['invalid-value', 'This site works on a real account.']);
  expect(lookedAt).toEqual([]);
});
