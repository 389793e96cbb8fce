// One fixture for both hosts: everything below is Playwright's own Electron API, only the executable differs.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Page, type TestInfo } from '@playwright/test';
import { electronExecutable, hostEnvironment, root, sandboxed, type Host } from './hosts.ts';

export { expect } from '@playwright/test';

export interface HostOptions {
  host: Host;
  /** The app's folder; Trunkbook itself unless a spec says otherwise. */
  appFolder: string;
}
/** How a run without Playwright ended. */
interface Ended {
  readonly code: number | null;
  readonly output: string;
}
interface Fixtures {
  /** A fresh data folder, shared by every launch of one test. */
  profile: string;
  /** Declares that the page may complain like this; any other complaint fails the test at its end. */
  allowConsole: (pattern: RegExp) => void;
  launch: (...args: string[]) => Promise<ElectronApplication>;
  /** Starts the app without Playwright and waits for its end. */
  run: (...args: string[]) => Promise<Ended>;
  app: ElectronApplication;
  /** The first window, loaded and showing a screen. */
  page: Page;
  complaints: Complaints;
}

/** What pages wrote to their consoles as errors: CSP violations, uncaught exceptions, failed requests. */
class Complaints {
  readonly #heard: string[] = [];
  readonly #allowed: RegExp[] = [];
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }
  listen(app: ElectronApplication): void {
    const context = app.context();
    context.on('console', (message) => {
      if (message.type() === 'error') this.#heard.push(message.text());
    });
    context.on('weberror', (error) => this.#heard.push(String(error.error())));
  }
  unexpected(): string[] {
    return this.#heard.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }
}

const START_ARGUMENTS = (packaged: boolean, appFolder: string, profile: string): string[] => [...(packaged ? [] : [appFolder]), `--data-folder=${profile}`];
/** What one test has started. */
interface Running {
  readonly app: ElectronApplication;
  /** Kept here: an app that has gone cannot be asked for it. */
  readonly child: ChildProcess;
  stderr: string;
}
const FAREWELL_MS = 10_000;

async function attachEvidence({ app, stderr }: Running, index: number, info: TestInfo): Promise<void> {
  const [page] = app.windows();
  const picture = await page?.screenshot({ timeout: 5000 }).catch(() => null);
  if (picture) await info.attach(`window-${index}`, { body: picture, contentType: 'image/png' });
  await info.attach(`stderr-${index}`, { body: stderr, contentType: 'text/plain' });
}

/** Closes the app; one that does not go is ended. */
async function farewell({ app, child }: Running): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), FAREWELL_MS);
  await app.close().catch(() => {});
  clearTimeout(timer);
}

export const test = base.extend<Fixtures & HostOptions>({
  host: ['chromium-host', { option: true }],
  appFolder: [root, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs.
  profile: async ({}, use) => {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-e2e-'));
    await use(profile);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  complaints: async ({}, use) => {
    const complaints = new Complaints();
    await use(complaints);
    expect(complaints.unexpected(), 'what the page complained about').toEqual([]);
  },
  allowConsole: async ({ complaints }, use) => use((pattern) => complaints.allow(pattern)),
  launch: async ({ host, appFolder, profile, complaints }, use, info) => {
    const { file, packaged } = electronExecutable(host);
    const running: Running[] = [];
    await use(async (...args) => {
      const app = await _electron.launch({
        executablePath: file, cwd: root, args: [...START_ARGUMENTS(packaged, appFolder, profile), ...args], env: hostEnvironment(),
        chromiumSandbox: sandboxed,
        // Without this Playwright asks for the light theme, whatever the app wants.
        colorScheme: null,
      });
      const entry: Running = { app, child: app.process(), stderr: '' };
      running.push(entry);
      entry.child.stderr?.on('data', (data: Buffer) => {
        entry.stderr += data.toString();
      });
      complaints.listen(app);
      return app;
    });
    const failed = info.status !== info.expectedStatus || complaints.unexpected().length > 0;
    for (const [index, entry] of running.entries()) {
      if (failed) await attachEvidence(entry, index, info);
      await farewell(entry);
    }
  },
  run: async ({ host, appFolder, profile }, use) => {
    const { file, packaged } = electronExecutable(host);
    await use((...args) => new Promise((resolve, reject) => {
      const flags = sandboxed ? [] : ['--no-sandbox'];
      const child = spawn(file, [...flags, ...START_ARGUMENTS(packaged, appFolder, profile), ...args], { cwd: root, env: hostEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (data: Buffer) => {
          output += data.toString();
        });
      }
      child.once('close', (code) => resolve({ code, output })).once('error', reject);
    }));
  },
  app: async ({ launch }, use) => use(await launch()),
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    await page.waitForFunction(() => document.readyState === 'complete' && document.querySelector('[data-screen]') !== null);
    await use(page);
  },
});

/** Something that main did, read back later. */
type Recording = () => Promise<string[]>;

/** Records shell.openExternal instead of opening a browser. */
export async function recordExternal(app: ElectronApplication): Promise<Recording> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

/** Records what is written to the clipboard, and keeps it away from the desktop's own. The last entry is what it holds. */
export async function recordClipboard(app: ElectronApplication): Promise<Recording> {
  await app.evaluate(({ clipboard }) => {
    const written: string[] = [];
    Object.assign(globalThis, { written });
    clipboard.writeText = async (text) => void written.push(text);
    clipboard.readText = async () => written.at(-1) ?? '';
    clipboard.clear = () => void written.push('');
  });
  return () => app.evaluate(() => (globalThis as unknown as { written: string[] }).written);
}
