import { afterEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { keepReading } from '../../../domain/site/keep-reading.ts';
import { withoutSecrets } from '../../../domain/site/record.ts';
import { driftOf, type DriftRow, isDiffering } from '../../../domain/trunk/drift.ts';
import { plan } from '../../../domain/trunk/plan.ts';
import { checklistCommands } from '../../../main/commands/checklist-commands.ts';
import { compareCommands } from '../../../main/commands/compare-commands.ts';
import { numberCommands } from '../../../main/commands/number-commands.ts';
import { practiceCommands } from '../../../main/commands/practice-commands.ts';
import { readAgain, trunkCommands } from '../../../main/commands/trunk-commands.ts';
import { valueCommands } from '../../../main/commands/value-commands.ts';
import { PracticeShelf } from '../../../main/practice-shelf.ts';
import { connect } from '../../../main/twilio/connection.ts';
import { TwilioJobs } from '../../../main/twilio-jobs.ts';
import type { Site } from '../../../domain/site/record.ts';
import { newSite } from '../../../domain/site/make.ts';
import { readySite, STAMP } from '../../domain/make-site.ts';
import { fieldsOf, Workplace } from './workplace.ts';

// The checklist copies to Electron's clipboard; nothing here does.
vi.mock('electron', () => ({ clipboard: {} }));

let workplace: Workplace;
let jobs: TwilioJobs;
let practice: PracticeShelf;
afterEach(() => workplace.close());

/** A site on the practice account of a real vault. */
async function open(site: Site = readySite({ numbers: [] })): Promise<string> {
  workplace = await Workplace.open((desk) => {
    practice = new PracticeShelf(() => desk.vault());
    const connecting = (one: Site) => connect(one.intent, { vault: desk.vault(), fetch: () => Promise.reject(new Error('no network')), practice: () => practice.take() });
    jobs = new TwilioJobs(desk, connecting, async () => {});
    const reading = { desk, connect: connecting, signal: () => new AbortController().signal };
    return { ...trunkCommands({ ...reading, jobs }), ...numberCommands(reading), ...compareCommands(desk), ...practiceCommands(desk, practice, () => {}), ...checklistCommands(desk), ...valueCommands(desk, () => {}, () => false) };
  });
  return workplace.place(site);
}

async function free(siteId: string): Promise<string> {
  await workplace.done('numbers.owned', { siteId });
  return (await workplace.desk.directory(siteId)).numbers.listed?.numbers.find(({ note }) => note === null)?.phoneNumber ?? '';
}

async function setUp(site?: Site): Promise<string> {
  const siteId = await open(site);
  const phoneNumber = await free(siteId);
  await workplace.desk.change(siteId, (one) => ({ ...one, intent: { ...one.intent, numbers: [{ phoneNumber, acquire: 'take' }] } }));
  await apply(siteId, { kind: 'set-up', confirmed: ['create-trunk'] });
  return siteId;
}

async function apply(siteId: string, goal: Parameters<TwilioJobs['start']>[1]): Promise<void> {
  await workplace.done('trunk.apply', { siteId, goal: { ...goal, confirmed: [...goal.confirmed] } });
  await jobs.ended();
  expect(workplace.page().job).toMatchObject({ state: 'done', goal: goal.kind });
}

async function rows(siteId: string): Promise<readonly DriftRow[]> {
  const { intent, observed, ledger } = withoutSecrets(await workplace.desk.site(siteId));
  const drift = driftOf(intent, observed, ledger, EMPTY_DIRECTORY, plan(intent, observed, ledger, Date.now()), Date.now());
  return drift.kind === 'read' ? drift.rows : [];
}
const differing = async (siteId: string): Promise<readonly string[]> => (await rows(siteId)).filter(isDiffering).map(({ id }) => id);

describe('a row that differs', () => {
  it('is repaired at Twilio by a job of its own, or taken over into the site', async () => {
    const siteId = await setUp();
    expect(await workplace.done('practice.disturb', { siteId, what: 'secure-flipped' })).toEqual({ changed: true });
    expect(await workplace.done('practice.disturb', { siteId, what: 'foreign-address-added' })).toEqual({ changed: true });
    expect(await differing(siteId)).toEqual([]);
    await workplace.done('trunk.read', { siteId, inside: null });
    const [secure, address, ...more] = await differing(siteId);
    expect([secure, more]).toEqual(['trunk.secure', []]);
    await apply(siteId, { kind: 'repair', row: 'trunk.secure', confirmed: [] });
    expect(await differing(siteId)).toEqual([address]);
    await workplace.done('trunk.take', { siteId, row: address ?? '', from: 'twilio' });
    await workplace.done('trunk.read', { siteId, inside: null });
    expect(await differing(siteId)).toEqual([]);
  });

  it('that is none any more, or has nothing to take over, is refused and changes nothing', async () => {
    const siteId = await setUp();
    const before = await workplace.desk.site(siteId);
    for (const [row, from] of [['trunk.secure', 'twilio'], ['nonsense', 'twilio'], ['trunk.secure', '3cx'], ['numbers.same', 'asked']] as const) {
      expect((await workplace.refused('trunk.take', { siteId, row, from })).code).toBe('not-found');
    }
    expect(await workplace.desk.site(siteId)).toEqual(before);
  });
});

describe('what 3CX has', () => {
  it('is kept when the step is ticked, and can be written down and taken back', async () => {
    const siteId = await setUp();
    await workplace.done('site.record', { siteId, step: 'trunk-in-3cx.enter', say: { kind: 'done', note: '', values: {} } });
    const { intent, observed, secrets } = await workplace.desk.site(siteId);
    expect(observed.pbxTrunk['trunk.authenticationId']).toMatchObject({ source: 'reported', value: intent.trunk.sipUsername });
    expect(JSON.stringify(observed)).not.toContain(secrets.sipPassword?.value);
    await workplace.done('pbx.report', { siteId, field: 'trunk.terminationUri', value: 'sip:Other.pstn.dublin.twilio.com' });
    // As it was seen there: also where it is none of Twilio's, and written as nobody here would.
    expect((await workplace.desk.site(siteId)).observed.pbxTrunk['trunk.terminationUri']?.value).toBe('sip:Other.pstn.dublin.twilio.com');
    expect(await differing(siteId)).toEqual(['trunk.domain']);
    await workplace.done('trunk.take', { siteId, row: 'trunk.domain', from: '3cx' });
    expect((await workplace.desk.site(siteId)).intent.trunk).toMatchObject({ domainLabel: 'other', edge: 'dublin' });
    await workplace.done('pbx.report', { siteId, field: 'trunk.terminationUri', value: null });
    expect((await workplace.desk.site(siteId)).observed.pbxTrunk).not.toHaveProperty('trunk.terminationUri');
  });

  it('is kept as it was seen where it is none of Twilio’s, and then differs without anything to take over', async () => {
    const siteId = await setUp();
    await workplace.done('pbx.report', { siteId, field: 'trunk.terminationUri', value: 'sip.oldprovider.com' });
    const [row] = (await rows(siteId)).filter(({ id }) => id === 'trunk.domain');
    expect(row).toMatchObject({ pbxState: 'differs', pbxToSite: null, pbx: { text: 'sip.oldprovider.com' } });
    // The form without an edge is what Twilio itself shows.
    const { domainLabel } = (await workplace.desk.site(siteId)).intent.trunk;
    await workplace.done('pbx.report', { siteId, field: 'trunk.terminationUri', value: `${domainLabel ?? ''}.pstn.twilio.com` });
    expect(await differing(siteId)).toEqual([]);
    await workplace.done('pbx.report', { siteId, field: 'trunk.mainNumber', value: 'front desk' });
    expect((await workplace.desk.site(siteId)).observed.pbxTrunk['trunk.mainNumber']?.value).toBe('front desk');
  });

  it('has a length and no control characters, and a password is never taken', async () => {
    const siteId = await setUp();
    for (const [field, value] of [['trunk.terminationUri', 'x'.repeat(256)], ['trunk.authenticationId', 'two\nlines'], ['secure', 'perhaps'], ['trunk.nameIn3cx', 'x'.repeat(500)], ['trunk.sipPassword', 'CANARY-Password-42']] as const) {
      expect(fieldsOf(await workplace.refused('pbx.report', { siteId, field, value }))).toEqual([`pbx.${field}`]);
    }
    expect((await workplace.desk.site(siteId)).observed.pbxTrunk).toEqual({});
    expect(JSON.stringify([workplace.pushes, workplace.log])).not.toContain('CANARY');
  });
});

describe('a trunk that is there', () => {
  it('is taken over by another site: its plan is empty, the password is not known, and nothing was sent', async () => {
    const first = await setUp();
    const trunk = (await workplace.desk.site(first)).observed.twilio?.value.trunks[0];
    const other = newSite({ id: crypto.randomUUID(), name: 'Taken over', country: 'US', stamp: STAMP, revision: crypto.randomUUID(), tail: 'q9x2p', sipPassword: { value: 'Abcdefghijk2', revision: crypto.randomUUID(), at: STAMP.at } });
    const second = await workplace.place(other);
    await workplace.done('trunk.read', { siteId: second, inside: trunk?.sid ?? '' });
    await workplace.done('trunk.adopt', { siteId: second, trunkSid: trunk?.sid ?? '', accessListSid: null, credentialListSid: null, username: null });
    await workplace.done('trunk.read', { siteId: second, inside: null });
    const { intent, observed, ledger } = await workplace.desk.site(second);
    expect(intent.trunk.sipPassword).toBeNull();
    // The one that was made up for the site opens nothing now: it is neither shown nor sent.
    const taken = await workplace.desk.site(second);
    expect(withoutSecrets(taken).known.sipPassword).toBe(false);
    expect(plan(intent, observed, ledger, Date.now())).toMatchObject({ kind: 'ready', actions: [], questions: [] });
    expect(ledger).toEqual([]);
  });

  it('keeps the password that only Twilio knows, whatever else of the step is saved', async () => {
    const siteId = await setUp();
    await workplace.desk.change(siteId, (site) => ({ ...site, intent: { ...site.intent, trunk: { ...site.intent.trunk, sipPassword: null } } }));
    const { trunk } = (await workplace.desk.site(siteId)).intent;
    await workplace.done('site.saveSecurity', { siteId, accessListName: trunk.accessListName ?? '', credentialListName: trunk.credentialListName ?? '', sipUsername: trunk.sipUsername ?? '', sipPassword: null });
    expect((await workplace.desk.site(siteId)).intent.trunk.sipPassword).toBeNull();
    await workplace.done('site.saveSecurity', { siteId, accessListName: trunk.accessListName ?? '', credentialListName: trunk.credentialListName ?? '', sipUsername: trunk.sipUsername ?? '', sipPassword: 'A-new-Password-1' });
    const after = await workplace.desk.site(siteId);
    expect(after.intent.trunk.sipPassword).toBe(after.secrets.sipPassword?.revision);
  });

  it('that is not there, or was not looked into, is refused', async () => {
    const siteId = await setUp();
    expect((await workplace.refused('trunk.adopt', { siteId, trunkSid: `TK${'0'.repeat(32)}`, accessListSid: null, credentialListSid: null, username: null })).code).toBe('invalid-value');
  });
});

it('opening a site reads it again where it was read before, and only there', async () => {
  const siteId = await open();
  const reading = { desk: workplace.desk, connect: (one: Site) => connect(one.intent, { vault: workplace.vault, fetch: () => Promise.reject(new Error('no network')), practice: () => practice.take() }), signal: () => new AbortController().signal };
  await readAgain(reading, siteId);
  expect((await workplace.desk.site(siteId)).observed.twilio).toBeNull();
  await workplace.done('trunk.read', { siteId, inside: null });
  const before = (await workplace.desk.site(siteId)).observed.twilio?.at ?? '';
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  await readAgain(reading, siteId);
  expect((await workplace.desk.site(siteId)).observed.twilio?.at.localeCompare(before)).toBe(1);
});

it('a reading that was asked for earlier never takes the place of a later one', async () => {
  const siteId = await setUp();
  const site = await workplace.desk.site(siteId);
  const last = site.observed.twilio!;
  const now = Date.parse(last.at) + 60_000;
  const older = { ...last, at: '2026-01-01T00:00:00.000Z' };
  expect(keepReading(site, older, now)).toBe(site);
  expect(keepReading(site, { ...last, at: new Date(now).toISOString() }, now).observed.twilio).not.toBe(last);
  // One from the future keeps no other out: then the clock was wrong.
  const ahead = { ...site, observed: { ...site.observed, twilio: { ...last, at: new Date(now + 86_400_000).toISOString() } } };
  expect(keepReading(ahead, last, now).observed.twilio).toBe(last);
  // Of another account it proves nothing, however late it is.
  expect(keepReading({ ...site, observed: { ...site.observed, twilio: { ...last, account: { kind: 'by-hand' } } } }, older, now).observed.twilio).toBe(older);
});

it('a job ends where another account was chosen meanwhile, and no call of it goes on', async () => {
  const siteId = await open();
  const phoneNumber = await free(siteId);
  await workplace.desk.change(siteId, (one) => ({ ...one, intent: { ...one.intent, numbers: [{ phoneNumber, acquire: 'take' }] } }));
  await workplace.done('trunk.apply', { siteId, goal: { kind: 'set-up', confirmed: ['create-trunk'] } });
  await workplace.desk.change(siteId, (one) => ({ ...one, intent: { ...one.intent, account: { kind: 'by-hand' } } }));
  await jobs.ended();
  expect(workplace.page().job).toMatchObject({ state: 'stopped', fault: { why: expect.stringContaining('Another account') as string } });
  expect((await workplace.desk.site(siteId)).ledger).toEqual([]);
});

it('a real account is never disturbed', async () => {
  const siteId = await open(readySite({ account: { kind: 'twilio', accountId: crypto.randomUUID() } }));
  expect((await workplace.refused('practice.disturb', { siteId, what: 'secure-flipped' })).code).toBe('invalid-value');
});

describe('numbers', () => {
  it('that were pasted are each told what they are', async () => {
    const siteId = await open();
    const number = await free(siteId);
    const routed = (await workplace.desk.directory(siteId)).numbers.listed?.numbers.find(({ note }) => note !== null)?.phoneNumber ?? '';
    const { lines, asOf } = await workplace.done('numbers.check', { siteId, text: `${number}\r\n\r\n${number}\n${routed}\n+12125550199\nfront desk` });
    expect(lines.map(({ line, kind }) => [line, kind])).toEqual([[1, 'ready'], [3, 'duplicate'], [4, 'asks'], [5, 'not-owned'], [6, 'bad']]);
    expect(asOf).toBeNull();
    expect(lines.every(({ why }) => why.endsWith('.') || why.endsWith('before it is moved.'))).toBe(true);
  });

  it('for sale are found by country, kind, area code, digits and place, with the price that Twilio tells', async () => {
    const siteId = await open();
    const search = { siteId, country: 'US', type: 'local' as const, areaCode: '', contains: '', locality: '' };
    const { numbers, monthly } = await workplace.done('numbers.available', { ...search, areaCode: '512' });
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.every(({ phoneNumber, refused }) => phoneNumber.startsWith('+1512') && refused === null)).toBe(true);
    expect(monthly).toMatch(/^\d+\.\d+ USD$/);
    expect((await workplace.done('numbers.available', { ...search, locality: 'Seattle' })).numbers.every(({ place }) => place.startsWith('Seattle'))).toBe(true);
    expect((await workplace.done('numbers.available', { ...search, contains: '512 555' })).numbers.every(({ phoneNumber }) => phoneNumber.includes('512555'))).toBe(true);
    expect((await workplace.done('numbers.available', { ...search, country: 'GB' })).numbers.every(({ refused }) => refused !== null)).toBe(true);
    expect((await workplace.done('numbers.available', { ...search, type: 'toll-free' })).numbers[0]?.phoneNumber).toMatch(/^\+18/);
  });

  it('are not looked for with what cannot be looked for, nor where there are none of the kind', async () => {
    const siteId = await open();
    expect(fieldsOf(await workplace.refused('numbers.available', { siteId, country: 'US', type: 'local', areaCode: '51', contains: '5', locality: 'x'.repeat(101) }))).toEqual(['areaCode', 'contains', 'locality']);
    expect((await workplace.refused('numbers.available', { siteId, country: 'US', type: 'mobile', areaCode: '', contains: '', locality: '' })).code).toBe('twilio');
  });
});
