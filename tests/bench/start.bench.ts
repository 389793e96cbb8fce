// From the start of the process to the first paint, beside an empty window in the same host.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { electronExecutable, hostEnvironment } from '../e2e/hosts.ts';
import type { Figure } from './figure.ts';
import { median, ROUNDS } from './measure.ts';

interface Start {
  /** Milliseconds from just before the process starts to the first contentful paint, both by the wall clock. */
  readonly paint: number;
  /** The same to the first screen that takes input. */
  readonly screen: number;
}

async function start(app: string): Promise<Start> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-start-'));
  const began = Date.now();
  const running = await _electron.launch({
    executablePath: electronExecutable().file, args: [app, `--data-folder=${folder}`], env: hostEnvironment(), chromiumSandbox: process.getuid?.() !== 0, colorScheme: null,
  });
  try {
    const page = await running.firstWindow();
    // The window begins blank and then navigates.
    await page.locator('[data-screen], p').first().waitFor();
    const screen = Date.now() - began;
    const painted = await page.evaluate(() => new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        const paint = list.getEntriesByName('first-contentful-paint')[0];
        if (paint) resolve(performance.timeOrigin + paint.startTime);
      }).observe({ type: 'paint', buffered: true });
    }));
    return { paint: painted - began, screen };
  } finally {
    await running.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function bench(): Promise<Figure[]> {
  const ours: Start[] = [];
  const empty: Start[] = [];
  const emptyApp = path.join(import.meta.dirname, 'empty-app');
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await start(emptyApp));
    ours.push(await start(path.resolve('.')));
  }
  const ratios = ours.map(({ paint }, index) => paint / (empty[index]?.paint ?? Number.NaN));
  return [{ name: 'foundation/start-ratio', value: Number(median(ratios).toFixed(3)), unit: 'ratio', limit: 1.5, note: `first paint ${Math.round(median(ours.map(({ paint }) => paint)))} ms, first screen ${Math.round(median(ours.map(({ screen }) => screen)))} ms, empty window ${Math.round(median(empty.map(({ paint }) => paint)))} ms` }];
}
