// How close unlocking and saving come to what cannot be avoided: one scrypt, and one encrypted and fsynced file.
import { randomBytes, scrypt } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadAge } from '../../main/vault/age.ts';
import { createVault, prepareVault, unlockVault } from '../../main/vault/vault.ts';
import { bareSave } from './bare-save.ts';
import type { Figure } from './figure.ts';
import { median, ROUNDS } from './measure.ts';

export const prefix = 'foundation/';

const PASSPHRASE = Buffer.from('bench orbit cable siren plumb tenant');
const SITES = 20;
/** Both are JSON: no larger in the file than here. */
const SITE_CHARACTERS = 100_000;

const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

const rounded = (ratio: number): number => Math.round(ratio * 1000) / 1000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Runs `work` and says how long it took and for how long at most the event loop did not come round, both in ms. */
async function watched(work: () => Promise<unknown>): Promise<{ readonly took: number; readonly stall: number }> {
  let stall = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    stall = Math.max(stall, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  const took = await timed(work);
  look();
  clearInterval(timer);
  return { took, stall };
}

function bareScrypt(logN: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const options = { N: 2 ** logN, r: 8, p: 1, maxmem: 128 * 8 * 2 ** logN + 2 ** 20 };
  scrypt(PASSPHRASE, randomBytes(16), 32, options, (error) => (error === null ? resolve() : reject(error)));
  return promise;
}

const documentOf = (round: number): object => ({ round, content: randomBytes(SITE_CHARACTERS / 2).toString('hex') });

async function measureUnlock(folder: string): Promise<Figure[]> {
  const header = (await readFile(path.join(folder, 'identity.age'))).toString('latin1');
  const logN = Number(/^-> scrypt \S+ (\d+)$/m.exec(header)?.[1]);
  const bare: number[] = [];
  const unlocks: { readonly took: number; readonly stall: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await timed(() => bareScrypt(logN)));
    let close: () => Promise<void> = async () => undefined;
    unlocks.push(await watched(async () => {
      const vault = await unlockVault(folder, PASSPHRASE);
      close = () => vault.close();
    }));
    await close();
  }
  const took = median(unlocks.map((unlock) => unlock.took));
  const stall = median(unlocks.map((unlock) => unlock.stall));
  const scryptTook = median(bare);
  return [
    { name: 'foundation/unlock-ratio', value: rounded(took / scryptTook), unit: 'x', limit: 1.2, note: `unlock ${milliseconds(took)}, bare scrypt ${milliseconds(scryptTook)}, work factor ${logN}, ${SITES} sites` },
    { name: 'foundation/unlock-longest-stall-share', value: rounded(stall / took), unit: 'share', limit: 0.1, note: `longest stall ${milliseconds(stall)} of ${milliseconds(took)}` },
  ];
}

async function measureSave(folder: string, sites: readonly string[]): Promise<Figure[]> {
  const { age } = await loadAge();
  const identity = await age.generateX25519Identity();
  const vault = await unlockVault(folder, PASSPHRASE);
  const [site = ''] = sites;
  const first = await timed(() => vault.saveSite(site, documentOf(-1), null));
  const saves: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const document = documentOf(round);
    const bytes = Buffer.from(JSON.stringify(document));
    bare.push(await timed(() => bareSave(folder, bytes, identity)));
    saves.push(await timed(() => vault.saveSite(site, document, { name: 'a site' })));
  }
  await vault.close();
  const took = median(saves);
  const bareTook = median(bare);
  const note = `save of ${SITE_CHARACTERS / 1000} kB ${milliseconds(took)}, bare ${milliseconds(bareTook)}, the session's first with its backup of ${sites.length} sites ${milliseconds(first)}`;
  return [{ name: 'foundation/save-ratio', value: rounded(took / bareTook), unit: 'x', limit: 2, note }];
}

/** Measures on a vault of 20 sites under a work factor calibrated to this computer; each yardstick runs beside its figure. */
export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkbook-bench-'));
  try {
    await prepareVault();
    const sites = Array.from({ length: SITES }, () => crypto.randomUUID());
    const vault = await createVault(folder, PASSPHRASE);
    for (const site of sites) await vault.saveSite(site, documentOf(0), { name: site });
    await vault.close();
    return [...(await measureUnlock(folder)), ...(await measureSave(folder, sites))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
