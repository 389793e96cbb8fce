// The grid of extensions, the coverage matrix and the list of sites in the real app: how their times grow with what is in them.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronExecutable, hostEnvironment } from '../e2e/hosts.ts';
import type { Figure } from './figure.ts';
import { fillVault, PASSPHRASE } from './full-vault.ts';
import { median, ROUNDS } from './measure.ts';

export const prefix = 'guide/';

const FEW = 200;
const MANY = 2000;
const VERY_MANY = 10_000;

async function withApp<Value>(folder: string, use: (page: Page) => Promise<Value>): Promise<Value> {
  const app: ElectronApplication = await _electron.launch({
    executablePath: electronExecutable().file, args: [path.resolve('.'), `--data-folder=${folder}`], env: hostEnvironment(), chromiumSandbox: process.getuid?.() !== 0, colorScheme: null,
  });
  try {
    const page = await app.firstWindow();
    await page.locator('[data-screen]').first().waitFor();
    return await use(page);
  } finally {
    await app.close();
  }
}

/** In the page: does something, waits until it is to be seen, and says how long it was to the frame after, in milliseconds. */
async function timed(page: Page, act: { readonly press?: string; readonly type?: readonly [field: string, text: string]; readonly key?: string }, seen: string): Promise<number> {
  return page.evaluate(async ([{ press, type, key }, seen]) => {
    const frame = (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(resolve); });
    const began = performance.now();
    if (press !== undefined) document.querySelector<HTMLElement>(press)?.click();
    if (type !== undefined) {
      const field = document.querySelector<HTMLInputElement>(type[0]);
      if (!field) throw new Error(`nothing to type into: ${type[0]}`);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, type[1]);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      if (key !== undefined) field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
    while (!document.querySelector(seen)) {
      if (performance.now() - began > 20_000) throw new Error(`not seen: ${seen}`);
      await frame();
    }
    await frame();
    return performance.now() - began;
  }, [act, seen] as const);
}

interface GridTimes {
  readonly open: number;
  readonly filter: number;
  readonly change: number;
  /** From pressing the site on the list to its screen, with all its extensions in the page. */
  readonly site: number;
}

const CHAPTER = '.chapter-head';

/** One site from the list: its grid opened, filtered by a keystroke, and one cell changed. */
async function gridTimes(page: Page, name: string, round: number): Promise<GridTimes> {
  await page.getByRole('button', { name, exact: true }).evaluate((element) => element.setAttribute('data-bench', 'site'));
  const site = await timed(page, { press: '[data-bench=site]' }, '[data-screen=site]');
  const chapter = page.locator(CHAPTER).filter({ hasText: 'DIDs and extensions' });
  if ((await chapter.getAttribute('aria-expanded')) === 'false') await chapter.click();
  await page.getByRole('button', { name: 'Give each extension its DID' }).evaluate((element) => element.setAttribute('data-bench', 'step'));
  const open = await timed(page, { press: '[data-bench=step]' }, '[role=grid] [aria-rowindex="2"]');
  const filter = await timed(page, { type: ['[data-field="extensions.filter"] input', 'last17'] }, '.grid-tools p:not(:empty)[role=status]');
  await page.getByLabel('Filter').fill('');
  const cell = page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').nth(2);
  await cell.dblclick();
  await page.locator('.grid-editor').waitFor();
  const changed = `Changed${round}`;
  await page.evaluate((text) => {
    // Seen when the cell has the new text: an attribute that a selector can wait for.
    const grid = document.querySelector('[role=grid]');
    if (grid) new MutationObserver(() => { if (grid.querySelector('[aria-rowindex="2"]')?.textContent?.includes(text)) grid.setAttribute('data-changed', text); }).observe(grid, { subtree: true, childList: true, characterData: true });
  }, changed);
  const change = await timed(page, { type: ['.grid-editor', changed], key: 'Enter' }, `[data-changed="${changed}"]`);
  // A site opens again where it was left: not on its grid, which would be there already when its opening is measured.
  for (let steps = 0; steps < 2; steps += 1) await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('grid').waitFor({ state: 'detached' });
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('button', { name: 'Sites' }).click();
  await page.locator('[data-screen=sites]').waitFor();
  return { open, filter, change, site };
}

async function measureGrid(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-grid-'));
  try {
    await fillVault(folder, [FEW, MANY, VERY_MANY].map((extensions) => ({ name: `With ${extensions}`, extensions })));
    const times = await withApp(folder, async (page) => {
      await page.getByLabel('Passphrase').fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.locator('[data-screen=sites]').waitFor();
      const all: { readonly few: GridTimes; readonly many: GridTimes; readonly veryMany: GridTimes }[] = [];
      // The first round warms everything up.
      for (let round = -1; round < ROUNDS; round += 1) {
        const few = await gridTimes(page, `With ${FEW}`, round);
        const many = await gridTimes(page, `With ${MANY}`, round);
        const veryMany = await gridTimes(page, `With ${VERY_MANY}`, round);
        if (round >= 0) all.push({ few, many, veryMany });
      }
      return all;
    });
    const middle = (of: (round: (typeof times)[number]) => number): number => median(times.map(of));
    const figure = (what: Exclude<keyof GridTimes, 'site'>, more = ''): Figure => ({
      name: `guide/grid-${what}-ratio`, value: Math.round(middle(({ few, many }) => many[what] / few[what]) * 100) / 100, unit: 'x', limit: 2,
      note: `${[['few', FEW], ['many', MANY], ['veryMany', VERY_MANY]].map(([key, count]) => `${middle((round) => round[key as 'few' | 'many' | 'veryMany'][what]).toFixed(0)} ms with ${count}`).join(', ')}${more}`,
    });
    const site = `; the site itself opens in ${middle(({ few }) => few.site).toFixed(0)}, ${middle(({ many }) => many.site).toFixed(0)} and ${middle(({ veryMany }) => veryMany.site).toFixed(0)} ms`;
    return [figure('open', site), figure('filter'), figure('change')];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface MatrixTimes {
  /** From pressing the step to the first extension of the matrix. */
  readonly open: number;
  readonly filter: number;
  /** From pressing the site on the list to its screen: there its steps are judged, and that of the coverage by the whole matrix. */
  readonly site: number;
}

/** One site from the list: its coverage matrix opened, and filtered by a keystroke. */
async function matrixTimes(page: Page, name: string): Promise<MatrixTimes> {
  await page.getByRole('button', { name, exact: true }).evaluate((element) => element.setAttribute('data-bench', 'site'));
  const site = await timed(page, { press: '[data-bench=site]' }, '[data-screen=site]');
  const chapter = page.locator(CHAPTER).filter({ hasText: 'Emergency in 3CX' });
  if ((await chapter.getAttribute('aria-expanded')) === 'false') await chapter.click();
  await page.getByRole('button', { name: 'Check who an emergency call shows' }).evaluate((element) => element.setAttribute('data-bench', 'step'));
  const open = await timed(page, { press: '[data-bench=step]' }, '[role=grid] [aria-rowindex="2"]');
  // One extension shows this number, in the small site and in the large one.
  const filter = await timed(page, { type: ['[data-field="coverage.filter"] input', '+15125550017'] }, '[role=grid][aria-rowcount="2"]');
  for (let steps = 0; steps < 2; steps += 1) await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('grid').waitFor({ state: 'detached' });
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('button', { name: 'Sites' }).click();
  await page.locator('[data-screen=sites]').waitFor();
  return { open, filter, site };
}

async function measureMatrix(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-matrix-'));
  try {
    await fillVault(folder, [FEW, MANY].map((extensions) => ({ name: `Covers ${extensions}`, extensions, covered: true as const })));
    const rounds = await withApp(folder, async (page) => {
      await page.getByLabel('Passphrase').fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.locator('[data-screen=sites]').waitFor();
      const all: { readonly few: MatrixTimes; readonly many: MatrixTimes }[] = [];
      // The first round warms everything up.
      for (let round = -1; round < ROUNDS; round += 1) {
        const few = await matrixTimes(page, `Covers ${FEW}`);
        const many = await matrixTimes(page, `Covers ${MANY}`);
        if (round >= 0) all.push({ few, many });
      }
      return all;
    });
    const middle = (of: (round: (typeof rounds)[number]) => number): string => median(rounds.map(of)).toFixed(0);
    return [{
      name: 'guide/matrix-open-ratio', value: Math.round(median(rounds.map(({ few, many }) => many.open / few.open)) * 100) / 100, unit: 'x', limit: 2,
      note: `${middle(({ few }) => few.open)} ms with ${FEW}, ${middle(({ many }) => many.open)} ms with ${MANY}; its filter ${middle(({ few }) => few.filter)} and ${middle(({ many }) => many.filter)} ms; the site itself opens in ${middle(({ few }) => few.site)} and ${middle(({ many }) => many.site)} ms`,
    }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** From the Enter behind the passphrase to the list, with a passphrase that costs nothing: an honest one would hide the difference. */
async function measureList(): Promise<Figure[]> {
  const folders = new Map<number, string>();
  try {
    for (const count of [100, 1000]) {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-list-'));
      folders.set(count, folder);
      await fillVault(folder, Array.from({ length: count }, (_, index) => ({ name: `Site ${index}`, extensions: 0 })));
    }
    const unlock = (count: number): Promise<number> => withApp(folders.get(count) ?? '', async (page) => {
      await page.getByLabel('Passphrase').fill(PASSPHRASE);
      await page.getByRole('button', { name: 'Unlock', exact: true }).evaluate((element) => element.setAttribute('data-bench', 'unlock'));
      return timed(page, { press: '[data-bench=unlock]' }, '[role=table] [aria-rowindex="2"]');
    });
    const rounds: { readonly few: number; readonly many: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push({ few: await unlock(100), many: await unlock(1000) });
    return [{
      name: 'guide/sites-list-ratio', value: Math.round(median(rounds.map(({ few, many }) => many / few)) * 100) / 100, unit: 'x', limit: 3,
      note: `${median(rounds.map(({ many }) => many)).toFixed(0)} ms for 1000 sites, ${median(rounds.map(({ few }) => few)).toFixed(0)} ms for 100, without the passphrase’s own cost`,
    }];
  } finally {
    for (const folder of folders.values()) await rm(folder, { recursive: true, force: true });
  }
}

export async function bench(): Promise<Figure[]> {
  return [...await measureGrid(), ...await measureMatrix(), ...await measureList()];
}
