// session.webRequest: asked before every request, and about the headers of what comes from the network.
import type { WebRequestSurface } from './surface.ts';

export type HeaderMap = Record<string, string[]>;
export type RequestDetails = Omit<Electron.OnBeforeRequestListenerDetails, 'uploadData'>;
type BeforeRequest = (details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void;
type HeadersReceived = (details: Electron.OnHeadersReceivedListenerDetails, callback: (response: Electron.HeadersReceivedResponse) => void) => void;
interface Registered<Listener> {
  readonly filter: Electron.WebRequestFilter | null;
  readonly listener: Listener;
}
type Arguments<Listener> = [filter: Electron.WebRequestFilter, listener: Listener | null] | [listener: Listener | null];

let lastId = 0;
export function nextRequestId(): number {
  return ++lastId;
}

export class HostWebRequest implements WebRequestSurface {
  #beforeRequest: Registered<BeforeRequest> | null = null;
  #headersReceived: Registered<HeadersReceived> | null = null;

  onBeforeRequest(...args: Arguments<BeforeRequest>): void {
    this.#beforeRequest = registered(args);
  }
  onHeadersReceived(...args: Arguments<HeadersReceived>): void {
    this.#headersReceived = registered(args);
  }

  get wantsHeaders(): boolean {
    return this.#headersReceived !== null;
  }

  async beforeRequest(details: RequestDetails): Promise<Electron.CallbackResponse> {
    const asked = this.#beforeRequest;
    if (!asked || !matches(asked.filter, details)) return {};
    return new Promise((resolve) => asked.listener({ ...details, uploadData: [] }, resolve));
  }

  async headersReceived(details: RequestDetails & { statusCode: number; statusLine: string }, headers: HeaderMap): Promise<{ cancel: boolean; headers: HeaderMap }> {
    const asked = this.#headersReceived;
    if (!asked || !matches(asked.filter, details)) return { cancel: false, headers };
    const answer = await new Promise<Electron.HeadersReceivedResponse>((resolve) => asked.listener({ ...details, responseHeaders: { ...headers } }, resolve));
    const changed = Object.entries(answer.responseHeaders ?? headers).map(([name, value]) => [name, typeof value === 'string' ? [value] : value] as const);
    return { cancel: answer.cancel === true, headers: Object.fromEntries(changed) };
  }
}

function registered<Listener>(args: Arguments<Listener>): Registered<Listener> | null {
  const [filter, listener] = args.length === 2 ? args : [null, args[0]];
  return listener ? { filter, listener } : null;
}

function matches(filter: Electron.WebRequestFilter | null, { url, resourceType }: RequestDetails): boolean {
  if (!filter) return true;
  if (filter.types && !(filter.types as string[]).includes(resourceType)) return false;
  return filter.urls.some((pattern) => matchesPattern(pattern, url)) && !filter.excludeUrls?.some((pattern) => matchesPattern(pattern, url));
}

/** Chromium's match patterns, `<scheme>://<host><path>`: developer.chrome.com/docs/extensions/develop/concepts/match-patterns. */
export function matchesPattern(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const parts = /^(\*|[a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)$/i.exec(pattern);
  if (!parts) throw new Error(`Invalid url pattern ${pattern}: Wrong scheme, host or path`);
  const [, scheme = '', host = '', path = ''] = parts;
  if (!URL.canParse(url)) return false;
  const target = new URL(url);
  const hostName = host.replace(/:(\d+|\*)$/, '');
  const port = /:(\d+)$/.exec(host)?.[1];
  if (scheme === '*' ? !/^(https?|wss?):$/.test(target.protocol) : target.protocol !== `${scheme.toLowerCase()}:`) return false;
  if (port !== undefined && target.port !== port) return false;
  if (hostName.startsWith('*.') ? target.hostname !== hostName.slice(2) && !target.hostname.endsWith(hostName.slice(1)) : hostName !== '*' && target.hostname !== hostName) return false;
  const glob = path.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.*');
  return new RegExp(`^${glob}$`, 's').test(`${target.pathname}${target.search}`);
}
