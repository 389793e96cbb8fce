// From the start of the process to the first paint, beside an empty window in the same host.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { electronExecutable, hostEnvironment } from '../e2e/hosts.ts';
import type { Figure } from './figure.ts';
import { median, ROUNDS } from './measure.ts';

/** Milliseconds from just before the process starts to the first contentful paint, both by the wall clock. */
async function start(app: string): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-start-'));
  const began = Date.now();
  const running = await _electron.launch({
    executablePath: electronExecutable().file, args: [app, `--data-folder=${folder}`], env: hostEnvironment(), chromiumSandbox: process.getuid?.() !== 0, colorScheme: null,
  });
  try {
    const page = await running.firstWindow();
    // The window begins blank and then navigates.
    await page.locator('#root > *, p').first().waitFor();
    const painted = await page.evaluate(() => new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        const paint = list.getEntriesByName('first-contentful-paint')[0];
        if (paint) resolve(performance.timeOrigin + paint.startTime);
      }).observe({ type: 'paint', buffered: true });
    }));
    return painted - began;
  } finally {
    await running.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function bench(): Promise<Figure[]> {
  const ours: number[] = [];
  const empty: number[] = [];
  const emptyApp = path.join(import.meta.dirname, 'empty-app');
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await start(emptyApp));
    ours.push(await start(path.resolve('.')));
  }
  const ratios = ours.map((value, index) => value / (empty[index] ?? Number.NaN));
  return [{ name: 'foundation/start-ratio', value: Number(median(ratios).toFixed(3)), unit: 'ratio', limit: 1.5, note: `${Math.round(median(ours))} ms, empty window ${Math.round(median(empty))} ms` }];
}
