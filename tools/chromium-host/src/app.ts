// `app`: life cycle, identity, paths, the lock.
import { EventEmitter } from 'node:events';
import { AppPaths } from './app-paths.ts';
import { Chromium, sweepProfiles } from './chromium.ts';
import { CommandLine, type Launch } from './command-line.ts';
import { sealSchemes } from './custom-schemes.ts';
import { appMetrics } from './metrics.ts';
import { PreventableEvent } from './preventable-event.ts';
import { openSessions } from './session.ts';
import { SingleInstance } from './single-instance.ts';
import type { AppSurface } from './surface.ts';

export class HostApp extends EventEmitter implements AppSurface {
  readonly commandLine: CommandLine;
  readonly isPackaged: boolean;
  readonly chromium: Chromium;
  /** Set by windows.ts: closes every window, and says whether all of them agreed. */
  closeAllWindows: () => boolean = () => true;
  name: string;
  readonly #launch: Launch;
  readonly #paths: AppPaths;
  readonly #lock = new SingleInstance();
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  #quitting = false;
  #finished = false;

  constructor(launch: Launch) {
    super();
    this.#launch = launch;
    this.isPackaged = launch.packaged;
    this.commandLine = new CommandLine(launch.switches);
    this.name = launch.manifest.productName ?? launch.manifest.name ?? 'Electron';
    this.#paths = new AppPaths(launch.executable, () => this.name);
    const display = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
    this.chromium = new Chromium(process.env['ELECTRON_HOST_HEADLESS'] === '1' || !display);
  }

  // ---- life cycle -------------------------------------------------------------------------------------------------
  /**
   * Starts Chromium while the app's entry point loads, and emits 'ready' when both have come through.
   * @param entry resolves when the entry point has run: Electron, too, waits for an ES module to the end of its top-level awaits
   * @param connect called with Chromium running, before 'ready'
   */
  async boot(entry: Promise<unknown>, connect: () => Promise<unknown>): Promise<void> {
    const switches = this.#chromiumSwitches();
    let starting = this.chromium.start(this.name, switches);
    starting.catch(() => {});
    await entry;
    if (this.#quitting || this.#finished) return;
    const wanted = this.#chromiumSwitches();
    if (wanted.join('\0') !== switches.join('\0')) {
      // The entry point changed Chromium's switches, as it may until 'ready'.
      this.chromium.stop();
      starting = this.chromium.start(this.name, wanted);
    }
    const { product } = await starting;
    Object.assign(process.versions, { chrome: product.replace(/^.*\//, '') });
    this.chromium.once('exit', () => void this.#finish(1, 'Chromium has gone by itself'));
    await connect();
    this.chromium.announceDebugging();
    sealSchemes();
    openSessions(this);
    this.#isReady = true;
    this.#ready.resolve();
    this.emit('ready', {}, {});
    void sweepProfiles().catch(() => {});
  }
  /** Chromium gets the app's switches, but a profile of its own. */
  #chromiumSwitches(): string[] {
    return this.commandLine.toArguments().filter((argument) => !argument.startsWith('--user-data-dir'));
  }
  isReady(): boolean {
    return this.#isReady;
  }
  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    const agreed = this.#ask('before-quit') && this.closeAllWindows() && this.#ask('will-quit');
    this.#quitting = agreed;
    // Whoever called this gets to its end first.
    if (agreed) setImmediate(() => this.#finish(0));
  }
  #ask(event: 'before-quit' | 'will-quit'): boolean {
    const question = new PreventableEvent();
    this.emit(event, question);
    return !question.defaultPrevented;
  }
  onLastWindowClosed(): void {
    if (!this.#quitting && !this.#finished && !this.emit('window-all-closed')) this.quit();
  }
  /** Nobody is asked. */
  exit(code = 0): void {
    this.#finish(code);
  }
  #finish(code: number, why?: string): void {
    if (this.#finished) return;
    this.#finished = true;
    if (why !== undefined) console.error(`electron-host: ${why}`);
    this.emit('quit', {}, code);
    this.releaseSingleInstanceLock();
    process.exit(code);
  }
  focus(): void {}

  // ---- identity and paths -----------------------------------------------------------------------------------------
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return this.#launch.manifest.version ?? '0.0.0';
  }
  getAppPath(): string {
    return this.#launch.appPath;
  }
  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }
  getSystemLocale(): string {
    return this.getLocale();
  }
  setAppUserModelId(): void {}
  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder);
  }
  getPath(name: string): string {
    return this.#paths.get(name);
  }
  /** Windows without a sandbox are refused anyway. */
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {
    this.commandLine.appendSwitch('disable-gpu');
  }
  getAppMetrics(): Electron.ProcessMetric[] {
    return appMetrics();
  }

  // ---- single instance --------------------------------------------------------------------------------------------
  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    return this.#lock.take(this.getPath('userData'), { argv: process.argv, cwd: process.cwd(), additionalData }, ({ argv, cwd, additionalData: data }) => {
      this.emit('second-instance', {}, argv, cwd, data);
    });
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock.held;
  }
  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }
}

/** The one app of this process. Kept here, not in launch.ts: a module that awaits at top level must not be imported back. */
export let host: HostApp;
export function createHost(launch: Launch): HostApp {
  host = new HostApp(launch);
  return host;
}
