// Finds Chromium, starts it with a throw-away profile, and opens windows in it.
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { CdpPipe, type CdpEvent, type Protocol } from './cdp.ts';

const CANDIDATES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PROFILE_PREFIX = 'electron-host-';
/** Chromium's services of its own: what they would fetch, Electron does not fetch. */
const FEATURES_OFF = [
  'AutofillServerCommunication', 'CertificateTransparencyComponentUpdater', 'DialMediaRouteProvider', 'GlobalMediaControls', 'HttpsUpgrades', 'MediaRouter',
  'NetworkTimeServiceQuerying', 'OptimizationHints', 'OptimizationGuideModelDownloading', 'Translate',
];
/** Where Chromium would still call home, seen with --log-net-log: time, updates, accounts, push. These names do not resolve. The first is ours, never a real one. */
const UNRESOLVED = ['*.electron-host.invalid', 'accounts.google.com', 'clients*.google.com', 'mtalk.google.com', 'update.googleapis.com', 'optimizationguide-pa.googleapis.com', '*.gvt1.com'];
const QUIET = [
  '--no-first-run', '--no-default-browser-check', '--no-pings', '--no-service-autorun', '--noerrdialogs', '--test-type', '--hide-crash-restore-bubble',
  '--disable-sync', '--disable-extensions', '--disable-default-apps', '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability',
  '--disable-client-side-phishing-detection', '--disable-search-engine-choice-screen', '--disable-breakpad', '--disable-quic', '--password-store=basic',
  // Nobody is asked: Electron has no prompts either, its handlers decide.
  '--deny-permission-prompts',
  `--host-resolver-rules=${UNRESOLVED.map((name) => `MAP ${name} ~NOTFOUND`).join(',')}`,
  `--disable-features=${FEATURES_OFF.join(',')}`,
];

/** No spell checker (it would fetch dictionaries), no translation, password manager, form filling, suggestions or look-ups of its own. */
const PREFERENCES = {
  browser: { enable_spellchecking: false }, translate: { enabled: false }, credentials_enable_service: false, autofill: { enabled: false, profile_enabled: false },
  search: { suggest_enabled: false }, safebrowsing: { enabled: false }, alternate_error_pages: { enabled: false }, dns_prefetching: { enabled: false },
  net: { network_prediction_options: 2 },
};

/** @throws when there is no Chromium, with what to do about it. */
export function findChromium(): string {
  const wanted = process.env['ELECTRON_HOST_CHROMIUM'];
  if (wanted) return wanted;
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter).concat('/usr/bin')) {
    for (const name of CANDIDATES) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here; look on.
      }
    }
  }
  throw new Error('electron-host: no Chromium found. Install it (Debian, Ubuntu: apt-get install chromium) or set ELECTRON_HOST_CHROMIUM to its path.');
}

export class Chromium extends EventEmitter<{ event: [CdpEvent]; exit: [] }> {
  readonly headless: boolean;
  readonly #binary = findChromium();
  #profile = '';
  #flags: string[] = [];
  #child: ChildProcess | undefined;
  #pipe: CdpPipe | undefined;
  #complaints: string[] = [];
  #debuggingLine = Promise.withResolvers<string>();

  constructor(headless: boolean) {
    super();
    this.headless = headless;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Starts Chromium and resolves with its version when it answers.
   * @param switches the app's own command-line switches; `--remote-debugging-port` among them opens a port
   */
  async start(className: string, switches: readonly string[]): Promise<Protocol.Browser.getVersionReturnValue> {
    // A profile of its own outside the app's data folder: nothing in it is needed twice, and a data folder that cannot be written must not stop the window.
    this.#profile = mkdtempSync(path.join(os.tmpdir(), `${PROFILE_PREFIX}${process.pid}-`));
    mkdirSync(path.join(this.#profile, 'Default'));
    writeFileSync(path.join(this.#profile, 'Default/Preferences'), JSON.stringify(PREFERENCES));
    this.#flags = [`--user-data-dir=${this.#profile}`, `--class=${className}`, ...QUIET, ...switches, ...(this.headless ? ['--headless=new', '--disable-gpu'] : [])];
    const child = spawn(this.#binary, [...this.#flags, '--remote-debugging-pipe', '--no-startup-window'], {
      // A group of its own: Ctrl+C in the terminal is for the app, which quits in its own order.
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true, env: this.#environment(),
    });
    this.#child = child;
    const pipe = new CdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
    this.#pipe = pipe;
    pipe.on('event', (event) => this.emit('event', event));
    child.once('error', () => pipe.end());
    child.once('exit', () => {
      pipe.end();
      if (this.#child === child) this.emit('exit');
    });
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (line.startsWith('DevTools listening on ')) this.#debuggingLine.resolve(line);
      else if (process.env['ELECTRON_ENABLE_LOGGING']) process.stderr.write(`${line}\n`);
      this.#complaints = [...this.#complaints.slice(-4), line];
    });
    try {
      return await pipe.send('Browser.getVersion');
    } catch {
      throw new Error(`electron-host: ${this.#binary} did not start. Its last words:\n${this.#complaints.join('\n')}`);
    }
  }

  /** Chromium opens mailto: links by itself through xdg-open. Only the app's shell.openExternal may do that, so Chromium finds an idle one first. */
  #environment(): NodeJS.ProcessEnv {
    const bin = path.join(this.#profile, 'bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'xdg-open'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    return { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };
  }

  /** Says on stderr where the debugging port is: whoever asked for one (Playwright) waits for this very line. */
  announceDebugging(): void {
    void this.#debuggingLine.promise.then((line) => process.stderr.write(`${line}\n`));
  }

  get pipe(): CdpPipe {
    if (!this.#pipe) throw new Error('electron-host: Chromium has not been started');
    return this.#pipe;
  }

  /**
   * Opens a window without tabs and address bar; its target is recognised by the address.
   * @param hidden it will never be shown: the nearest to no window is a minimized one (a target without any needs a debugging port)
   */
  openWindow(url: string, hidden: boolean): void {
    if (this.headless) return void this.pipe.send('Target.createTarget', { url, newWindow: true }).catch(() => {});
    if (hidden) return void this.pipe.send('Target.createTarget', { url, newWindow: true, background: true, windowState: 'minimized' }).catch(() => {});
    // A second process hands the request over to the running one and exits: the protocol itself cannot open an --app window.
    spawn(this.#binary, [...this.#flags, `--app=${url}`], { stdio: 'ignore' }).unref();
  }

  /** Ends Chromium and forgets its profile. Nothing in it is worth a slow goodbye. */
  stop(): void {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid !== undefined && child.exitCode === null) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has just gone by itself.
      }
    }
    this.#pipe?.end();
    this.#debuggingLine = Promise.withResolvers();
    if (this.#profile !== '') rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }
}

/** Removes the profiles of hosts that were killed before they could. */
export async function sweepProfiles(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const pid = new RegExp(`^${PROFILE_PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
