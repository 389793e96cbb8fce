import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { createSite } from '../e2e/screens/sites.ts';
import { unlock } from '../e2e/screens/unlock.ts';
import { wireBridge } from './fake-bridge.ts';
import { FakeMain, type FakeOptions } from './fake-main.ts';
import { buildPage, servePage } from './served-page.ts';

// The built page in a real Chromium, under the policy that main serves it with, on a main in memory.
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const missing = !existsSync(CHROMIUM);
if (missing) console.log(`Skipped: the renderer's screens need a Chromium, and there is none at ${CHROMIUM}. Set CHROMIUM to its path.`);

/** axe looks at many screens twice; on a busy machine that outlasts the usual patience. */
export const AXE_PATIENCE = 240_000;
export const PASSPHRASE = 'copper meadow lantern tidal';
export const LAKESIDE = 'Lakeside Dental, Austin';
export const PBX = { fqdn: 'lakeside.tx.3cx.us', ipv4: '34.120.8.15' };
export const RESOLVED: NonNullable<FakeOptions['resolves']> = { kind: 'addresses', addresses: [PBX.ipv4] };

let browser: Browser;
let server: Server;
let url: string;
let axe: string;
let folder = '';

/** For a file of tests: builds the page, serves it, and starts a browser, once. */
export function useBrowser(): void {
  beforeAll(async () => {
    if (missing) return;
    folder = await buildPage();
    ({ url, server } = await servePage(folder));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });
}

export interface Opened {
  readonly page: Page;
  readonly main: FakeMain;
}

/** Opens the page, lets a test use it, and then holds it to silence: no error, no violation of the policy. */
export async function withPage(options: FakeOptions, use: (opened: Opened) => Promise<void>): Promise<void> {
  const main = new FakeMain(options);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  await context.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  await wireBridge(context, page, main);
  try {
    await page.goto(url);
    await use({ page, main });
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

/** A vault that is open, with one site on the screen. */
export async function withSite(options: FakeOptions, use: (opened: Opened) => Promise<void>): Promise<void> {
  await withPage({ passphrase: PASSPHRASE, resolves: RESOLVED, ...options }, async (opened) => {
    await unlock(opened.page, PASSPHRASE);
    await createSite(opened.page, LAKESIDE);
    await use(opened);
  });
}

/** axe in both themes. It is evaluated by the debugger, which the page's policy does not bind. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await session.send('Runtime.evaluate', { expression: axe });
    const { result } = await session.send('Runtime.evaluate', {
      expression: 'axe.run(document).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.target.join(" ") + " " + node.failureSummary).join(" | "))))',
      awaitPromise: true,
    });
    expect(JSON.parse(String(result.value)), `${name}, ${colorScheme}`).toEqual([]);
  }
  await session.detach();
}
