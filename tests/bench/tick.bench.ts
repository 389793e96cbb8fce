// What a tick costs beside the least that a durable encrypted save of the same bytes does.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Directory } from '../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../domain/numbers/empty-directory.ts';
import { newSite } from '../../domain/site/make.ts';
import type { Evidence, Site } from '../../domain/site/record.ts';
import { STEP_IDS } from '../../domain/site/step-ids.ts';
import { Desk } from '../../main/desk.ts';
import { MirrorStore } from '../../main/mirror.ts';
import { loadAge } from '../../main/vault/age.ts';
import { createVault, prepareVault, type Vault } from '../../main/vault/vault.ts';
import { Push } from '../../preload/contract.ts';
import { registeredSite } from '../domain/emergency/registered-site.ts';
import { bareSave } from './bare-save.ts';
import type { Figure } from './figure.ts';
import { median, ROUNDS } from './measure.ts';

export const prefix = 'guide/tick';

const STAMP = { at: '2026-11-24T08:00:00.000Z', who: 'Sam Rivera', device: 'bench' };
const TICKS_BEFORE = 200;
const [FEW, MANY] = [500, 2000];

const tick = (index: number): Evidence => ({ id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step: STEP_IDS[index % STEP_IDS.length] ?? 'visit.pack', source: 'reported', note: '', values: {} });

interface Kind {
  readonly figure: string;
  readonly limit: number;
  readonly what: string;
  readonly make: (site: Site) => { readonly site: Site; readonly directory: Directory };
}
const KINDS: readonly Kind[] = [
  {
    figure: 'guide/tick-ratio', limit: 2.5,
    what: `${FEW} extensions, nothing about emergency calls yet`,
    make: (site) => ({ site, directory: { ...EMPTY_DIRECTORY, extensions: { ...EMPTY_DIRECTORY.extensions, rows: Array.from({ length: FEW }, (_, index) => ({ number: String(1000 + index), firstName: 'Ana', lastName: 'Ruiz', email: '', callerId: '+15125550142', dids: [], department: '', other: {} })) } } }),
  },
  // Who is covered is judged anew at each tick. Nobody asked for a limit; this one is there to be noticed.
  { figure: 'guide/tick-big-ratio', limit: 4, what: `${MANY} extensions, each with a number whose emergency address is registered`, make: (site) => registeredSite(site, { country: 'US', extensions: MANY, floors: 10, shows: 'own' }) },
];

interface Measured {
  readonly what: string;
  readonly ratio: number;
  readonly ours: number;
  readonly bare: number;
}

/** The whole way in main, with what the page is told, on a site whose checklist has been worked on for days. */
async function measure({ what, make }: Kind, folder: string, desk: Desk, vault: Vault, identity: string): Promise<Measured> {
  const { site, directory } = make(newSite({ id: crypto.randomUUID(), name: 'Lakeside Dental, Austin', country: 'US', stamp: STAMP, revision: crypto.randomUUID(), tail: 'k7m2p', sipPassword: { value: 'Abcdefghijk1', revision: crypto.randomUUID(), at: STAMP.at } }));
  await desk.add({ ...site, evidence: [...site.evidence, ...Array.from({ length: TICKS_BEFORE }, (_, index) => tick(index))] });
  await desk.changeNumbers(site.id, (part) => ({ ...part, ...directory.numbers }));
  await desk.changeExtensions(site.id, (part) => ({ ...part, ...directory.extensions }));
  await desk.show(site.id);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = -1; round < ROUNDS * 3; round += 1) {
    const { document } = await vault.readSite(site.id);
    const bytes = Buffer.from(JSON.stringify(document));
    const began = performance.now();
    await bareSave(folder, bytes, identity);
    const between = performance.now();
    await desk.change(site.id, (now) => ({ ...now, evidence: [...now.evidence, tick(round + 1)] }));
    // The first brings up what a session loads once, and its backup.
    if (round < 0) continue;
    ours.push(performance.now() - between);
    bare.push(between - began);
  }
  return { what, ratio: median(ours.map((took, index) => took / (bare[index] ?? Number.NaN))), ours: median(ours), bare: median(bare) };
}

/** A site as most are, and a big one in which every phone has a registered number. */
export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkbook-tick-'));
  try {
    await prepareVault();
    const { age } = await loadAge();
    const identity = await age.generateX25519Identity();
    const vault = await createVault(folder, Buffer.from('bench orbit cable siren plumb tenant'), { logN: 10 });
    const desk = new Desk(new MirrorStore(
      { environment: { version: '0', platform: 'linux', dataFolder: folder, host: 'electron', sandboxed: true }, preferences: { theme: 'system' }, vault: { kind: 'none' }, sites: [], site: null, directory: null, accounts: [], job: null, halted: [] },
      (push) => void Push.parse(push),
    ));
    desk.open(vault, { name: STAMP.who }, 'off');
    const figures: Figure[] = [];
    for (const kind of KINDS) {
      const { what, ratio, ours, bare } = await measure(kind, folder, desk, vault, identity);
      console.log(`${ratio.toFixed(2)} ${what}: ${ours.toFixed(1)} ms, the bare save ${bare.toFixed(1)} ms`);
      figures.push({ name: kind.figure, value: Math.round(ratio * 100) / 100, unit: 'x', limit: kind.limit, note: `a tick ${ours.toFixed(1)} ms, the bare save of its bytes ${bare.toFixed(1)} ms, ${TICKS_BEFORE} ticks before it; ${what}` });
    }
    await vault.close();
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
