// Killed at every request and every response of a set-up and of an undo: the next start ends exactly as planned, with nothing twice.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../domain/site/record.ts';
import { planFor, type TrunkGoal } from '../../domain/trunk/goal.ts';
import { readLedger } from '../../domain/trunk/ledger.ts';
import { practiceCredentials } from '../../main/practice/credentials.ts';
import { numbersForSale } from '../../main/practice/inventory.ts';
import { PracticeWorld } from '../../main/practice/world.ts';
import { createVault } from '../../main/vault/vault.ts';
import { readySite } from '../domain/make-site.ts';
import { type Moment, practiceAt } from './practice-at.ts';
import { provision, type Provisioning } from './provision.ts';

const PASSPHRASE = 'killed many times';
const CHILD = path.resolve('tests/crash/provisioner.ts');
/** Runs at once. Most of their time they wait: for the process to start, or for Twilio's lists to catch up. */
const AT_ONCE = 4;

/** A vault with a site that has one number of the account and buys another; before, and after its set-up. */
interface Pattern { readonly folder: string; readonly world: ReturnType<PracticeWorld['toJSON']> }

let root: string;
let site: Site;
let bought: string;
let fresh: Pattern;
let done: Pattern;
const setUp = (): TrunkGoal => ({ kind: 'set-up', confirmed: ['create-trunk', `buy-number ${bought}`] });
const undo: TrunkGoal = { kind: 'undo', confirmed: [] };

async function work(pattern: Pattern, goal: TrunkGoal, kill: { readonly moment: Moment; readonly nth: number } | null): Promise<{ readonly calls: readonly string[]; readonly world: PracticeWorld; readonly site: Site; readonly state: string }> {
  const folder = await mkdtemp(path.join(root, 'run-'));
  await cp(pattern.folder, folder, { recursive: true });
  const world = PracticeWorld.from(structuredClone(pattern.world));
  let onTarget = (): void => {};
  const practice = await practiceAt(world, async (moment, nth) => {
    if (kill === null || kill.moment !== moment || kill.nth !== nth) return 'on';
    onTarget();
    return 'hang';
  });
  try {
    const how: Provisioning = { folder, passphrase: PASSPHRASE, siteId: site.id, port: practice.port, credentials: practiceCredentials(world), goal };
    if (kill !== null) {
      const child = spawn(process.execPath, [CHILD, JSON.stringify(how)], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'trunkbook-compile-cache') } });
      onTarget = () => { child.kill('SIGKILL'); };
      const signal = await new Promise((resolve) => { child.once('close', (_code, name) => resolve(name)); });
      if (signal !== 'SIGKILL') throw new Error(`it ended by itself before ${kill.moment} ${kill.nth}`);
    }
    const calls = [...practice.calls];
    const { job, site: after, notices } = await provision(how);
    if (notices > 0) throw new Error('a file of the vault was not whole');
    return { calls: kill === null ? practice.calls : calls, world, site: after, state: `${job.state} ${job.fault?.what ?? ''} ${job.fault?.why ?? ''}`.trim() };
  } finally {
    practice.close();
    await rm(folder, { recursive: true, force: true });
  }
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'trunkbook-provision-'));
  const world = PracticeWorld.fresh();
  bought = numbersForSale(world.data, ({ areaCode }) => areaCode === '512')[0]?.phoneNumber ?? '';
  const ready = readySite();
  site = { ...ready, intent: { ...ready.intent, numbers: [{ phoneNumber: world.data.numbers.find(({ voiceUrl }) => voiceUrl === '')?.phoneNumber ?? '', acquire: 'take' }, { phoneNumber: bought, acquire: 'buy' }] } };
  const folder = path.join(root, 'fresh');
  const vault = await createVault(folder, Buffer.from(PASSPHRASE), { logN: 4 });
  await vault.saveSite(site.id, site, { id: site.id, name: site.name, createdAt: site.createdAt, touchedAt: site.createdAt, archivedAt: null, practice: true, stepsDone: 0, steps: 0 });
  await vault.close();
  fresh = { folder, world: world.toJSON() };
  const after = path.join(root, 'done');
  await cp(folder, after, { recursive: true });
  const practice = await practiceAt(world, async () => 'on');
  await provision({ folder: after, passphrase: PASSPHRASE, siteId: site.id, port: practice.port, credentials: practiceCredentials(world), goal: setUp() });
  practice.close();
  done = { folder: after, world: world.toJSON() };
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Kills at each request and each response in turn, and has every outcome looked at. */
async function sweep(pattern: Pattern, goal: TrunkGoal, check: (world: PracticeWorld, site: Site) => void): Promise<number> {
  const { calls } = await work(pattern, goal, null);
  const kills = (['request', 'response'] as const).flatMap((moment) => calls.map((_, index) => ({ moment, nth: index + 1 })));
  const next = kills.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const kill of next) {
      const { world, site: after, state } = await work(pattern, goal, kill);
      const where = `killed at ${kill.moment} ${kill.nth} of ${calls.length}: ${calls[kill.nth - 1] ?? ''}`;
      expect(state, where).toBe('done');
      expect(planFor(goal, after, Date.now()), where).toMatchObject({ kind: 'ready', actions: [], questions: [], found: [] });
      const { unanswered, openRemovals } = readLedger(after.ledger, world.data.account.sid);
      expect([...unanswered.keys(), ...openRemovals], where).toEqual([]);
      check(world, after);
    }
  }));
  return kills.length;
}

describe('killed at every request and every response, started again', () => {
  it('a set-up ends with exactly the plan, nothing twice, and the ledger knows it all', async () => {
    const kills = await sweep(fresh, setUp(), ({ data }, { ledger, intent }) => {
      const { trunks, accessLists, ipAddresses, credentialLists, credentials, originationUrls, numbers } = data;
      expect([trunks, accessLists, ipAddresses, credentialLists, credentials, originationUrls].map((things) => things.length)).toEqual([1, 1, 1, 1, 1, 1]);
      expect(numbers.filter(({ trunkSid }) => trunkSid === trunks[0]?.sid).map(({ phoneNumber }) => phoneNumber).sort()).toEqual(intent.numbers.map(({ phoneNumber }) => phoneNumber).sort());
      expect(new Set(numbers.map(({ phoneNumber }) => phoneNumber)).size).toBe(numbers.length);
      const { created, secretSent } = readLedger(ledger, data.account.sid);
      for (const { sid } of [...trunks, ...accessLists, ...ipAddresses, ...credentialLists, ...credentials, ...originationUrls]) expect([...created.keys()].some((key) => key.endsWith(sid))).toBe(true);
      expect([...secretSent.values()]).toEqual([intent.trunk.sipPassword]);
    });
    expect(kills).toBeGreaterThan(30);
  }, 300_000);

  it('an undo ends with nothing of it left, and what was bought still there', async () => {
    const kills = await sweep(done, undo, ({ data }, { ledger }) => {
      expect([data.trunks, data.accessLists, data.ipAddresses, data.credentialLists, data.credentials, data.originationUrls].map((things) => things.length)).toEqual([0, 0, 0, 0, 0, 0]);
      expect(data.numbers.map(({ phoneNumber, trunkSid }) => [phoneNumber, trunkSid])).toContainEqual([bought, null]);
      expect([...readLedger(ledger, data.account.sid).created.keys()].map((key) => key.split(' ')[0])).toEqual(['number']);
    });
    expect(kills).toBeGreaterThan(30);
  }, 300_000);
});
