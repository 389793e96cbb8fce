import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createVault, unlockVault } from '../../main/vault/vault.ts';
import { found, type States } from './state.ts';

const PASSPHRASE = Buffer.from('killed many times');
const SAVER = path.resolve('tests/crash/saver.ts');

/** How a sequence of kills went. */
export interface Toll {
  kills: number;
  acknowledged: number;
  /** Files that were not whole afterwards. */
  torn: number;
  /** Saves that were acknowledged and are not there. */
  lost: number;
  /** The file system calls at which the saver killed itself. */
  readonly diedAt: string[];
}

interface Life {
  readonly acknowledged: States;
  readonly saves: number;
  /** The call before which it killed itself, or null. */
  readonly diedAt: string | null;
}

/** Lets the saver live until it kills itself or, after `lifetime` ms of saving, is killed. */
async function runSaver(folder: string, firstState: number, end: { readonly fatalCall: number } | { readonly lifetime: number }): Promise<Life> {
  const fatalCall = 'fatalCall' in end ? end.fatalCall : 0;
  const child = spawn(process.execPath, [SAVER, folder, PASSPHRASE.toString(), String(firstState), String(fatalCall)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'trunkbook-compile-cache') },
  });
  let output = '';
  let killing: Promise<void> | null = null;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    if ('lifetime' in end && output.includes('ready\n')) {
      killing ??= delay(end.lifetime).then(() => {
        child.kill('SIGKILL');
      });
    }
  });
  const signal = await new Promise((resolve) => {
    child.on('close', (_code, name) => resolve(name));
  });
  if (signal !== 'SIGKILL') throw new Error(`the saver ended by itself: ${output.slice(-500)}`);

  const lines = output.split('\n').map((line) => line.split(' '));
  const saved = lines.filter(([word]) => word === 'saved');
  const acknowledged: States = new Map(saved.map(([, file = '', state = '']) => [file, Number(state)]));
  return { acknowledged, saves: saved.length, diedAt: lines.find(([word]) => word === 'dying-at')?.[1] ?? null };
}

async function withVault(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkbook-crash-'));
  try {
    await (await createVault(folder, PASSPHRASE, { logN: 4 })).close();
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Kills the saver again and again over one vault; after each kill the vault must hold all that was ever acknowledged, whole. */
async function sweep(ends: () => Generator<Parameters<typeof runSaver>[2], void, Life>): Promise<Toll> {
  const toll: Toll = { kills: 0, acknowledged: 0, torn: 0, lost: 0, diedAt: [] };
  await withVault(async (folder) => {
    const promised: States = new Map();
    const plan = ends();
    for (let step = plan.next(); !step.done; ) {
      const life = await runSaver(folder, Math.max(0, ...promised.values()) + 1, step.value);
      for (const [file, state] of life.acknowledged) promised.set(file, state);
      const vault = await unlockVault(folder, PASSPHRASE);
      const { states, torn } = await found(vault);
      await vault.close();
      toll.kills += 1;
      toll.acknowledged += life.saves;
      toll.torn += torn;
      for (const [file, state] of promised) if ((states.get(file) ?? -1) < state) toll.lost += 1;
      for (const [file, state] of states) promised.set(file, state);
      if (life.diedAt !== null) toll.diedAt.push(life.diedAt);
      step = plan.next(life);
    }
  });
  return toll;
}

/** Kills at random moments while saves run. */
export async function killAtRandom(kills: number): Promise<Toll> {
  return sweep(function* () {
    for (let kill = 0; kill < kills; kill += 1) yield { lifetime: Math.random() * 150 };
  });
}

/** Kills before the first file system call of a save, then before the second, until a save got through alive. */
export async function killAtEveryStep(): Promise<Toll> {
  return sweep(function* () {
    // Two lives first, so that there are files to replace.
    for (let life = 0; life < 2; life += 1) yield { lifetime: 200 };
    for (let fatalCall = 1; ; fatalCall += 1) {
      const life = yield { fatalCall };
      if (life.acknowledged.size > 1) return;
    }
  });
}
