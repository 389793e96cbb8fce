// Killed at every request and at the answer to every change while emergency addresses are registered and changed: the next start goes on by itself, nothing is
// registered, made or taken off twice, and what is shown is what Twilio says.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmergencyLedger } from '../../domain/emergency/ledger-addresses.ts';
import { emergencyPlan, type EmergencyPlan } from '../../domain/emergency/registration.ts';
import type { EmergencyAddress } from '../../domain/site/emergency-record.ts';
import { type Site, withoutSecrets } from '../../domain/site/record.ts';
import { PRACTICE_ADDRESSES } from '../../main/practice/address-book.ts';
import { practiceCredentials } from '../../main/practice/credentials.ts';
import { emergencyState } from '../../main/practice/emergency.ts';
import { PracticeWorld } from '../../main/practice/world.ts';
import { createVault } from '../../main/vault/vault.ts';
import { entered, TYPED } from '../domain/emergency/address-kit.ts';
import { readySite, STAMP } from '../domain/make-site.ts';
import { openDesk, type Place } from './desk-on.ts';
import { follow, onDisk } from './follow.ts';
import { type CountedPractice, type Moment, practiceAt } from './practice-at.ts';
import { provision } from './provision.ts';

const PASSPHRASE = 'killed many times';
const CHILD = path.resolve('tests/crash/follower.ts');
const AT_ONCE = 4;
/** So much time passes at Twilio from one look to the next: several looks for each state that it goes through (main/practice/emergency.ts). */
const BETWEEN_LOOKS = 40_000;
/** A look asks for the account's addresses, once. */
const LOOK = /^GET .*\/Addresses\.json$/;
/** Who was killed before Twilio got the call starts again so much later: it is looked for no longer. All others start again at once. */
const LATER = 60_000;

interface Pattern { readonly folder: string; readonly world: ReturnType<PracticeWorld['toJSON']> }
interface Kill { readonly moment: Moment; readonly nth: number }
interface Run { readonly calls: readonly string[]; readonly killed: boolean; readonly worked: CountedPractice['worked']; readonly world: PracticeWorld; readonly site: Site; /** As it was on disk when it was killed. */ readonly left: Site | null }

let root: string;
let siteId: string;
let numbers: readonly string[];
const lobby = entered({ ...TYPED.US, friendlyName: 'Lobby', floor: '1', suite: '' });
/** Registered without trouble; taking it off fails the first time. */
const upstairs = entered({ ...TYPED.US, friendlyName: 'Upstairs', street: PRACTICE_ADDRESSES.notUnregistered.street, floor: '2', suite: '' }, [lobby]);
/** A good address that Twilio then fails to register. */
const attic = entered({ ...TYPED.US, friendlyName: 'Attic', street: PRACTICE_ADDRESSES.notRegistered.street, floor: '9', suite: '' }, [lobby, upstairs]);
/** Twilio knows it in another form only: a person decides, and the others go on. */
const misspelt = entered({ ...TYPED.US, ...PRACTICE_ADDRESSES.near, friendlyName: 'Annex', suite: '', floor: '' }, [lobby, upstairs, attic]);
/** The lobby's phones move a floor up. */
const moved: EmergencyAddress = { ...lobby, secondary: [{ kind: 'floor', value: '3' }] };
/** All that Twilio works on until every address is where it shall be. */
const ALL_ON = { 'make Floor 1': 1, 'make Floor 2': 1, 'make Floor 9': 1, 'put on 0': 1, 'put on 1': 1, 'put on 2': 1, 'put on 4': 1 };
let fresh: Pattern;
let changing: Pattern;

const planOf = (site: Site): EmergencyPlan => emergencyPlan(withoutSecrets(site), Date.now());

/** Time passes with each look: they are the only calls that come again and again. */
function letPass(world: PracticeWorld, { calls }: CountedPractice, moment: Moment, nth: number): void {
  if (moment === 'request' && LOOK.test(calls[nth - 1] ?? '')) world.passTime(BETWEEN_LOOKS);
}

async function work(pattern: Pattern, kill: Kill | null, restart: 'as usual' | 'at once' = 'as usual'): Promise<Run> {
  const folder = await mkdtemp(path.join(root, 'run-'));
  await cp(pattern.folder, folder, { recursive: true });
  const world = PracticeWorld.from(structuredClone(pattern.world));
  let killed = false;
  let onTarget = (): void => {};
  const practice = await practiceAt(world, async (moment, nth) => {
    letPass(world, practice, moment, nth);
    if (killed || kill === null || kill.moment !== moment || kill.nth !== nth) return 'on';
    killed = true;
    onTarget();
    return 'hang';
  });
  try {
    const place: Place = { folder, passphrase: PASSPHRASE, siteId, port: practice.port, credentials: practiceCredentials(world) };
    let left: Site | null = null;
    if (kill !== null) {
      const ago = kill.moment === 'request' && restart === 'as usual' ? [String(LATER)] : [];
      const child = spawn(process.execPath, [CHILD, JSON.stringify(place), ...ago], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'trunkbook-compile-cache') } });
      onTarget = () => { child.kill('SIGKILL'); };
      await new Promise((resolve) => { child.once('close', resolve); });
      const found = await onDisk(place);
      if (found.notices > 0) throw new Error('a file of the vault was not whole');
      left = found.site;
    }
    const calls = [...practice.calls];
    const { site, notices } = await follow(place);
    if (notices > 0) throw new Error('a file of the vault was not whole');
    return { calls: kill === null ? practice.calls : calls, killed, worked: practice.worked, world, site, left };
  } finally {
    practice.close();
    await rm(folder, { recursive: true, force: true });
  }
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'trunkbook-emergency-'));
  const world = PracticeWorld.fresh();
  numbers = world.addOwnedNumbers(5).map(({ phoneNumber }) => phoneNumber);
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = numbers;
  const ready = readySite();
  siteId = ready.id;
  const assigned = [[first, lobby], [second, lobby], [third, upstairs], [fourth, misspelt], [fifth, attic]] as const;
  const site: Site = {
    ...ready,
    intent: {
      ...ready.intent, numbers: numbers.map((phoneNumber) => ({ phoneNumber, acquire: 'take' })),
      emergency: { ...ready.intent.emergency, addresses: [lobby, upstairs, attic, misspelt], numbers: assigned.map(([phoneNumber, { id }]) => ({ phoneNumber, address: id, callBack: null })) },
    },
    evidence: [{ id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step: 'emergency-twilio.terms', source: 'reported', note: '', values: { who: 'Pat Owner', authority: 'Owner', account: 'practice' } }],
  };
  const folder = path.join(root, 'fresh');
  await (await createVault(folder, Buffer.from(PASSPHRASE), { logN: 4 })).close();
  const practice = await practiceAt(world, async (moment, nth) => { letPass(world, practice, moment, nth); return 'on'; });
  const place: Place = { folder, passphrase: PASSPHRASE, siteId, port: practice.port, credentials: practiceCredentials(world) };
  const { vault, desk } = await openDesk(place);
  await desk.add(site);
  desk.clear();
  await vault.close();
  const { job } = await provision({ ...place, goal: { kind: 'set-up', confirmed: ['create-trunk'] } });
  expect(job.state).toBe('done');
  fresh = { folder, world: world.toJSON() };
  const after = path.join(root, 'changing');
  await cp(folder, after, { recursive: true });
  await follow({ ...place, folder: after });
  await change({ ...place, folder: after }, { ...site.intent.emergency, addresses: [moved, upstairs, attic, misspelt], numbers: site.intent.emergency.numbers.map((one) => (one.phoneNumber === third || one.phoneNumber === fifth ? { ...one, address: null } : one)) });
  practice.close();
  changing = { folder: after, world: world.toJSON() };
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Has the site want something else, and a person say yes to all that is asked about it. */
async function change(place: Place, emergency: Site['intent']['emergency']): Promise<void> {
  const { vault, desk } = await openDesk(place);
  await desk.change(siteId, (site) => {
    const wanted = { ...site, intent: { ...site.intent, emergency } };
    const { questions } = planOf(wanted);
    return { ...wanted, intent: { ...wanted.intent, agreed: [...wanted.intent.agreed, ...questions.flatMap(({ names }) => names)] } };
  });
  desk.clear();
  await vault.close();
}

/** What the plan says of each number, in the order in which they were entered. */
function shownOf(site: Site): readonly string[] {
  const { numbers: standings } = planOf(site);
  return numbers.map((phoneNumber) => { const one = standings.get(phoneNumber); return one === undefined ? 'absent' : one.kind === 'under-way' ? one.state : one.kind; });
}

/** Nothing is shown as registered but what is, with the very address. */
function expectTrue(site: Site, world: PracticeWorld, where: string): void {
  for (const [phoneNumber, standing] of planOf(site).numbers) {
    if (standing.kind !== 'registered') continue;
    const number = world.data.numbers.find((one) => one.phoneNumber === phoneNumber);
    expect(number && [emergencyState(number, world.timeAt(Date.now())), number.emergency?.addressSid], where).toEqual(['registered', standing.addressSid]);
  }
}

/** How often Twilio worked on each kind of call about each thing. */
function workedOn({ worked, world }: Run): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { call, form } of worked) {
    if (!call.startsWith('POST')) continue;
    const sid = /(PN[0-9a-f]{32})\.json$/.exec(call)?.[1];
    const number = world.data.numbers.find((one) => one.sid === sid)?.phoneNumber ?? '';
    const key = sid === undefined ? `make ${form.get('StreetSecondary') ?? ''}` : `${form.get('EmergencyAddressSid') === '' ? 'take off' : 'put on'} ${numbers.indexOf(number)}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Kills at each request and at each answer to a change in turn, and has every outcome looked at. Returns how many kills there were, and all that was shown of each number when it was killed. */
async function sweep(pattern: Pattern, check: (run: Run, where: string) => void): Promise<{ readonly kills: number; readonly shown: ReadonlySet<string> }> {
  const { calls, ...whole } = await work(pattern, null);
  check({ calls, ...whole }, 'not killed');
  // The answer of a look that never came is as a look that was never made: only a change is killed at its response too.
  const next = calls.flatMap((call, index) => [{ moment: 'request', nth: index + 1 } as const, ...call.startsWith('GET') ? [] : [{ moment: 'response', nth: index + 1 } as const]]).values();
  const shown = new Set<string>();
  let kills = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const kill of next) {
      const run = await work(pattern, kill);
      if (!run.killed || run.left === null) continue;
      kills += 1;
      const where = `killed at ${kill.moment} ${kill.nth} of ${calls.length}: ${calls[kill.nth - 1] ?? ''}`;
      for (const state of shownOf(run.left)) shown.add(state);
      expectTrue(run.left, run.world, where);
      expectTrue(run.site, run.world, where);
      check(run, where);
      expect(planOf(run.site), where).toMatchObject({ kind: 'ready', actions: [], found: [], settling: false });
      const { creates, numbers: histories } = readEmergencyLedger(run.site.ledger, run.world.data.account.sid);
      // Of what was sent again, because nothing of the first came out, the last tells.
      const last = [...[...creates.values()].map((sent) => sent.at(-1)), ...[...histories.values()].map((history) => history.last)];
      expect(last.filter((call) => call?.outcome.kind === 'open'), where).toEqual([]);
    }
  }));
  return { kills, shown };
}

// At once: each waits a good deal of its time for what Twilio's lists may not show yet.
describe.concurrent('killed at every request and at the answer to every change, started again', () => {
  it('addresses end registered, each made once and put on once; what Twilio would not take, or failed to register, waits for a person', async () => {
    const { kills, shown } = await sweep(fresh, (run, where) => {
      expect(shownOf(run.site), where).toEqual(['registered', 'registered', 'registered', 'for-person', 'for-person']);
      expect(planOf(run.site).addresses.get(misspelt.id), where).toMatchObject({ kind: 'suggestion' });
      // Whether what failed is tried again.
      expect(planOf(run.site).questions, where).toHaveLength(1);
      expect(workedOn(run), where).toEqual(ALL_ON);
    });
    expect([...shown].sort()).toEqual(['for-person', 'pending-registration', 'queued']);
    expect(kills).toBeGreaterThan(20);
  }, 300_000);

  it('a change ends with the new address, each number taken off once and put on once, and what shall have none has none', async () => {
    const { kills, shown } = await sweep(changing, (run, where) => {
      expect(shownOf(run.site), where).toEqual(['registered', 'registered', 'none', 'for-person', 'none']);
      expect(planOf(run.site).questions, where).toEqual([]);
      // What Twilio failed to take off is asked for once more, and not oftener.
      expect(workedOn(run), where).toEqual({ 'make Floor 3': 1, 'take off 0': 1, 'take off 1': 1, 'take off 2': 2, 'take off 4': 1, 'put on 0': 1, 'put on 1': 1 });
      expect(run.world.data.addresses.map(({ streetSecondary }) => streetSecondary).sort(), where).toEqual(['Floor 1', 'Floor 2', 'Floor 3', 'Floor 9']);
    });
    expect([...shown].sort()).toEqual(['for-person', 'none', 'pending-registration', 'pending-unregistration', 'queued']);
    expect(kills).toBeGreaterThan(25);
  }, 300_000);

  it('who starts again at once waits until Twilio’s lists would show it, and sends it then', async () => {
    const { calls } = await work(fresh, null);
    const firstOf = (what: RegExp): number => calls.findIndex((call) => what.test(call)) + 1;
    await Promise.all([/^POST .*Addresses\.json$/, /^POST .*PN[0-9a-f]{32}\.json$/].map(async (what) => {
      const run = await work(fresh, { moment: 'request', nth: firstOf(what) }, 'at once');
      expect(run.killed).toBe(true);
      expect(shownOf(run.site)).toEqual(['registered', 'registered', 'registered', 'for-person', 'for-person']);
      expect(workedOn(run)).toEqual(ALL_ON);
    }));
  }, 300_000);
});
