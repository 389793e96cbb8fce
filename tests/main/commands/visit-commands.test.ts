// “Prepare the visit” on a real vault and the practice account through the real SDK; the clock's server is a stand-in.
import { afterEach, describe, expect, it } from 'vitest';
import { overviewOf } from '../../../domain/overview/overview.ts';
import { isPrepared, visitItems } from '../../../domain/overview/visit.ts';
import { type Intent, type Site, withoutSecrets } from '../../../domain/site/record.ts';
import { visitCommands } from '../../../main/commands/visit-commands.ts';
import { practiceCredentials } from '../../../main/practice/credentials.ts';
import type { FaultPlan } from '../../../main/practice/faults.ts';
import { createPracticeFetch } from '../../../main/practice/fetch.ts';
import { createPracticeResolver } from '../../../main/practice/resolver.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import { CLOCK_SERVER } from '../../../main/probe/clock.ts';
import { saveAccounts } from '../../../main/twilio/accounts.ts';
import { connect } from '../../../main/twilio/connection.ts';
import type { TwilioFetch } from '../../../main/twilio/http-client.ts';
import { readySite } from '../../domain/make-site.ts';
import { PASSPHRASE } from '../vault/temporary-vault.ts';
import { expectWords, TECHNICIAN, Workplace } from './workplace.ts';

const passphrase = PASSPHRASE.toString('utf8');
const ACCOUNT = crypto.randomUUID();
const rightClock: TwilioFetch = async () => new Response('', { status: 401, headers: { date: new Date().toUTCString() } });

let workplace: Workplace;
let world: PracticeWorld;
let stop: AbortController;
/** Calls that reached Twilio, real or practice, and those to the clock's server. */
let twilio: string[];
let clock: string[];
afterEach(() => workplace.close());

/** A laptop with one site, before its visit. */
async function prepare(change: Partial<Intent>, { faults, clockFetch = rightClock }: { readonly faults?: FaultPlan; readonly clockFetch?: TwilioFetch } = {}): Promise<string> {
  [world, stop, twilio, clock] = [PracticeWorld.fresh(), new AbortController(), [], []];
  const credentials = practiceCredentials(world);
  const practice = createPracticeFetch(world, { save: async () => {}, now: Date.now, ...(faults ? { faults } : {}) });
  const fetch: TwilioFetch = (url, init) => { twilio.push(new URL(url).pathname); return practice(url, init); };
  workplace = await Workplace.open((desk) => visitCommands({
    desk, signal: () => stop.signal, fetch: (url, init) => { clock.push(url); return clockFetch(url, init); },
    connect: (site: Site) => connect(site.intent, { vault: desk.vault(), fetch, practice: async () => ({ credentials, fetch, resolveName: createPracticeResolver(world), disturb: async () => false, passTime: async () => 0, network: () => true, readBack: async () => ({ kind: 'refused', why: '' }) }) }),
  }));
  await saveAccounts(workplace.vault, [{ id: ACCOUNT, name: 'Customer', ...credentials, addedAt: new Date().toISOString(), check: null }]);
  return workplace.place(readySite({ hosting: 'hosted', numbers: [], ...change }));
}

const WITHOUT_NAME = { loginUrl: null, fqdn: null, ipv4: [], username: null, trunkName: null };
const kinds = async (siteId: string): Promise<readonly string[]> => (await workplace.desk.site(siteId)).evidence.map((entry) => (entry.kind === 'step-done' ? `${entry.kind} ${entry.step} ${entry.source}` : entry.kind));
const whole = async (siteId: string) => ({ ...withoutSecrets(await workplace.desk.site(siteId)), directory: await workplace.desk.directory(siteId) });

describe('with a wrong passphrase', () => {
  it.each([{ kind: 'practice' }, { kind: 'twilio', accountId: ACCOUNT }, { kind: 'by-hand' }] as const)('nothing is read and nothing written ($kind)', async (account) => {
    const siteId = await prepare({ account, pbx: WITHOUT_NAME });
    const [before, pushes] = [structuredClone(await whole(siteId)), workplace.pushes.length];
    const fault = await workplace.refused('visit.prepare', { siteId, passphrase: 'CANARY is not it' });
    expect(fault.code).toBe('wrong-passphrase');
    expect(JSON.stringify([fault, workplace.log])).not.toContain('CANARY');
    expect([await whole(siteId), workplace.pushes.length, twilio, clock]).toEqual([before, pushes, [], []]);
  });
});

describe('on the practice account', () => {
  it('everything is read, the passphrase is noted, and the step is done: Trunkbook saw it', async () => {
    const siteId = await prepare({});
    expect(await workplace.done('visit.prepare', { siteId, passphrase })).toEqual({ notDone: [] });
    const site = await whole(siteId);
    expect(isPrepared(visitItems(site, Date.now()))).toBe(true);
    expect(site.observed).toMatchObject({ twilio: { source: 'api', account: { kind: 'practice' }, value: { accountSid: world.data.account.sid } }, pbxName: { source: 'measured', fqdn: 'lakeside-dental.my3cx.us', value: { kind: 'addresses' } } });
    expect(site.directory.numbers.listed?.numbers.map(({ phoneNumber }) => phoneNumber).toSorted()).toEqual(world.data.numbers.map(({ phoneNumber }) => phoneNumber).toSorted());
    expect(await kinds(siteId)).toEqual(['passphrase-typed', 'step-done visit.refresh measured']);
    expect(site.evidence.every(({ who, device }) => who === TECHNICIAN && device !== '')).toBe(true);
    expect(overviewOf(site, Date.now()).stateOf('visit.refresh').kind).toBe('done');
    expect(clock).toEqual([]);
    expect(workplace.page().site).toEqual(withoutSecrets(await workplace.desk.site(siteId)));
    expect(workplace.page().directory).toEqual({ siteId, ...site.directory });
  });

  it('a passphrase in another Unicode form is the same one', async () => {
    const siteId = await prepare({});
    await workplace.vault.changePassphrase(PASSPHRASE, Buffer.from('sécurité à bord, 6 mots'.normalize('NFC')));
    expect(await workplace.done('visit.prepare', { siteId, passphrase: 'sécurité à bord, 6 mots'.normalize('NFD') })).toEqual({ notDone: [] });
  });

  it('where the kind of site is not said yet, everything is read and the step stays open', async () => {
    const siteId = await prepare({ hosting: null });
    expect(await workplace.done('visit.prepare', { siteId, passphrase })).toEqual({ notDone: [] });
    expect(await kinds(siteId)).toEqual(['passphrase-typed']);
  });

  it.each<[string, RegExp, (site: Awaited<ReturnType<typeof whole>>) => readonly unknown[]]>([
    ['The Twilio account was not read.', /Trunks$/, ({ observed, directory }) => [observed.twilio === null, directory.numbers.listed !== null, observed.pbxName !== null]],
    ['The account’s numbers were not listed.', /IncomingPhoneNumbers/, ({ observed, directory }) => [directory.numbers.listed === null, observed.twilio !== null, observed.pbxName !== null]],
  ])('what fails is told, and the rest is kept: %s', async (what, path, outcome) => {
    const siteId = await prepare({}, { faults: { rules: [{ path, fault: { kind: 'server-error', work: 'none' } }] } });
    const { notDone } = await workplace.done('visit.prepare', { siteId, passphrase });
    expect(notDone.map((one) => one.what)).toEqual([what]);
    for (const { what, why } of notDone) expectWords({ code: 'twilio', what, why, next: why, fields: [] });
    expect(outcome(await whole(siteId))).toEqual([true, true, true]);
    expect(await kinds(siteId)).toEqual(['passphrase-typed']);
  });

  it('what failed leaves what was read before', async () => {
    const failing: FaultPlan = { rules: [{ path: /Trunks$/, nth: 2, fault: { kind: 'cut' } }] };
    const siteId = await prepare({}, { faults: failing });
    await workplace.done('visit.prepare', { siteId, passphrase });
    const { observed: { twilio: before } } = structuredClone(await workplace.desk.site(siteId));
    expect((await workplace.done('visit.prepare', { siteId, passphrase })).notDone).toHaveLength(1);
    expect((await workplace.desk.site(siteId)).observed.twilio).toEqual(before);
  });

  it.each<[string, FaultPlan]>([
    ['a cut connection', { rules: [{ fault: { kind: 'cut' } }] }], ['refused credentials', { rules: [{ fault: { kind: 'unauthorized' } }] }], ['a sign-in page', { rules: [{ fault: { kind: 'html', status: 200 } }] }],
    ['half an answer', { rules: [{ fault: { kind: 'truncated' } }] }], ['too many requests', { rules: [{ fault: { kind: 'too-many-requests' } }] }],
  ])('%s is told in words: no secret, no object of the SDK', async (_, faults) => {
    const siteId = await prepare({}, { faults });
    const { notDone } = await workplace.done('visit.prepare', { siteId, passphrase });
    expect(notDone).toHaveLength(2);
    for (const { what, why } of notDone) expectWords({ code: 'twilio', what, why, next: why, fields: [] });
    const { secret, username } = practiceCredentials(world);
    const told = JSON.stringify([notDone, workplace.pushes, workplace.log]);
    for (const kept of [secret, passphrase, Buffer.from(`${username}:${secret}`).toString('base64')]) expect(told).not.toContain(kept);
  });

  it('readings that end because the vault closes are told as stopped', async () => {
    const siteId = await prepare({}, { faults: { rules: [{ fault: { kind: 'hang', work: 'none' } }] } });
    const asked = workplace.done('visit.prepare', { siteId, passphrase });
    const end = setInterval(() => { if (twilio.length > 0) stop.abort(); }, 5);
    const { notDone } = await asked.finally(() => clearInterval(end));
    expect(notDone.map(({ why }) => why.includes('stopped'))).toEqual([true, true]);
  });

  it('on a full disk says so instead of anything done', async () => {
    const siteId = await prepare({});
    await workplace.desk.change(siteId, (site) => site);
    workplace.full = /site\.age$/;
    expect((await workplace.refused('visit.prepare', { siteId, passphrase })).code).toBe('io');
    expect([await kinds(siteId), twilio]).toEqual([[], []]);
  });
});

describe('on an account of the customer', () => {
  const account = { kind: 'twilio', accountId: ACCOUNT } as const;
  it('account, numbers and clock are read, and the step is done', async () => {
    const siteId = await prepare({ account, pbx: WITHOUT_NAME });
    expect(await workplace.done('visit.prepare', { siteId, passphrase })).toEqual({ notDone: [] });
    const site = await whole(siteId);
    expect(site.observed).toMatchObject({ twilio: { account }, clock: { source: 'measured', against: CLOCK_SERVER, ahead: expect.any(Number) } });
    expect(site.directory.numbers.listed?.account).toBe(ACCOUNT);
    expect(await kinds(siteId)).toContain('step-done visit.refresh measured');
  });

  it('that is not in the vault any more: each reading of it says so, and the clock is compared all the same', async () => {
    const siteId = await prepare({ account: { kind: 'twilio', accountId: crypto.randomUUID() }, pbx: WITHOUT_NAME });
    const { notDone } = await workplace.done('visit.prepare', { siteId, passphrase });
    expect(notDone.map(({ why }) => why.includes('removed'))).toEqual([true, true]);
    expect([twilio, (await whole(siteId)).observed.clock?.against]).toEqual([[], CLOCK_SERVER]);
  });

  it('a clock that is far off is kept, and the step stays open', async () => {
    const siteId = await prepare({ account, pbx: WITHOUT_NAME }, { clockFetch: async () => new Response('', { headers: { date: new Date(Date.now() - 3_600_000).toUTCString() } }) });
    expect(await workplace.done('visit.prepare', { siteId, passphrase })).toEqual({ notDone: [] });
    expect((await whole(siteId)).observed.clock?.ahead).toBeGreaterThan(3_000_000);
    expect(await kinds(siteId)).toEqual(['passphrase-typed']);
  });
});

describe('on a site that is worked on by hand', () => {
  it('nothing is asked of Twilio for the site; the clock is compared, and the step is done', async () => {
    const siteId = await prepare({ account: { kind: 'by-hand' }, pbx: WITHOUT_NAME });
    expect(await workplace.done('visit.prepare', { siteId, passphrase })).toEqual({ notDone: [] });
    const site = await whole(siteId);
    expect([twilio, clock.length, site.observed.twilio, site.directory.numbers.listed]).toEqual([[], 1, null, null]);
    expect(await kinds(siteId)).toEqual(['passphrase-typed', 'step-done visit.refresh measured']);
  });

  it.each<[string, TwilioFetch]>([['no network', async () => { throw new TypeError('fetch failed: CANARY'); }], ['an answer without a time', async () => new Response('CANARY')]])('%s: the clock is told as not compared, and what was known of it stays', async (_, clockFetch) => {
    const siteId = await prepare({ account: { kind: 'by-hand' }, pbx: WITHOUT_NAME }, { clockFetch });
    const known = { source: 'measured' as const, ...workplace.desk.stamp(), ahead: 7, against: CLOCK_SERVER };
    await workplace.desk.change(siteId, (site) => ({ ...site, observed: { ...site.observed, clock: known } }));
    const { notDone } = await workplace.done('visit.prepare', { siteId, passphrase });
    expect(notDone.map(({ what }) => what)).toEqual(['The laptop’s clock was not compared.']);
    expect(JSON.stringify(notDone)).not.toContain('CANARY');
    expect((await whole(siteId)).observed.clock).toEqual(known);
  });
});
