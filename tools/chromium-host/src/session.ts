// `session` and `net`. Partitions have handlers, schemes and webRequest listeners of their own, but share one Chromium profile.
import { EventEmitter } from 'node:events';
import os from 'node:os';
import { HostProtocol } from './custom-schemes.ts';
import { fetchIn, type FetchInit } from './net.ts';
import { decidePermissions, type CheckHandler, type Decision, type RequestHandler } from './permissions.ts';
import type { SessionSurface } from './surface.ts';
import { HostWebRequest } from './web-request.ts';

type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0];
interface Host {
  isReady(): boolean;
  emit(event: 'session-created', session: HostSession): boolean;
}
let host: Host | undefined;

export class HostSession extends EventEmitter implements SessionSurface {
  readonly partition: string;
  readonly webRequest = new HostWebRequest();
  readonly protocol = new HostProtocol();
  #request: RequestHandler = null;
  #check: CheckHandler = null;
  #device: DeviceHandler = null;
  #spellChecker = true;
  /** Origins that Chromium has been told about. */
  readonly #decided = new Set<string>();

  constructor(partition: string) {
    super();
    this.partition = partition;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
    this.#decided.clear();
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
    this.#decided.clear();
  }
  /** Kept but never asked: the host refuses every device (see requests.ts). */
  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.#device = handler;
  }
  /** For tests: which handlers the app has set. Real Electron does not say. */
  handlers(): Record<'request' | 'check' | 'device', boolean> {
    return { request: this.#request !== null, check: this.#check !== null, device: this.#device !== null };
  }

  /** What to tell Chromium about this origin; nothing when it has been told. */
  async permissionsFor(contents: Electron.WebContents, url: string, origin: string): Promise<Decision[]> {
    if (this.#decided.has(origin)) return [];
    this.#decided.add(origin);
    return decidePermissions({ request: this.#request, check: this.#check }, contents, url, origin);
  }

  fetch(input: string | GlobalRequest, init?: FetchInit): Promise<GlobalResponse> {
    if (!host?.isReady()) return Promise.reject(new Error('net module can only be used after app is ready'));
    return fetchIn(this, input, init);
  }
  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }

  // Chromium's own spell checker, dictionaries and single sign-on are off in the host, whatever is asked for; its profile starts empty.
  setSpellCheckerEnabled(enable: boolean): void {
    this.#spellChecker = enable;
  }
  isSpellCheckerEnabled(): boolean {
    return this.#spellChecker;
  }
  setSpellCheckerLanguages(_languages: string[]): void {}
  setSpellCheckerDictionaryDownloadURL(_url: string): void {}
  allowNTLMCredentialsForDomains(_domains: string): void {}
  async clearCache(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
}

export const defaultSession = new HostSession('');
const partitions = new Map<string, HostSession>();

/** From 'ready' on sessions can be had; the first one comes into being just before. */
export function openSessions(app: Host): void {
  host = app;
  app.emit('session-created', defaultSession);
}

export const session = {
  get defaultSession(): HostSession {
    if (!host) throw new Error('Session can only be received when app is ready');
    return defaultSession;
  },
  fromPartition(partition: string): HostSession {
    if (!host) throw new Error('Session can only be received when app is ready');
    if (partition === '') return defaultSession;
    const known = partitions.get(partition);
    if (known) return known;
    const made = new HostSession(partition);
    partitions.set(partition, made);
    host.emit('session-created', made);
    return made;
  },
};

export const net = {
  fetch: (input: string | GlobalRequest, init?: FetchInit) => defaultSession.fetch(input, init),
  isOnline: () => Object.values(os.networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal)),
  get online(): boolean {
    return this.isOnline();
  },
};
