// Every request of a page stops here first: navigation events, webRequest, permissions, custom schemes.
import { EventEmitter } from 'node:events';
import { type CdpPipe, type CdpSession, type Protocol } from './cdp.ts';
import { fromChromium, originOf, toChromium } from './custom-schemes.ts';
import type { FrameTree, HostFrame } from './frames.ts';
import { PreventableEvent } from './preventable-event.ts';
import type { HostSession } from './session.ts';
import { nextRequestId, type HeaderMap, type RequestDetails } from './web-request.ts';

/** What the host adds to every document. */
const DOCUMENT_HEADERS: Protocol.Fetch.HeaderEntry[] = [
  // Everything but allow-popups: Blink itself blocks every new window, and window.open() returns null as in Electron.
  { name: 'Content-Security-Policy', value: 'sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-presentation allow-same-origin allow-scripts' },
  // No devices at all: the host has none of Electron's select-...-device events.
  { name: 'Permissions-Policy', value: 'usb=(), hid=(), serial=(), bluetooth=()' },
];
const TYPES: Readonly<Partial<Record<Protocol.Network.ResourceType, RequestDetails['resourceType']>>> = {
  Stylesheet: 'stylesheet', Script: 'script', Image: 'image', Font: 'font', XHR: 'xhr', Fetch: 'xhr', Ping: 'ping', CSPViolationReport: 'cspReport', Media: 'media', WebSocket: 'webSocket',
};
type Paused = Protocol.Fetch.requestPausedPayload;

/** The page that the requests belong to. */
export interface Requester extends EventEmitter {
  readonly id: number;
  readonly session: HostSession;
  readonly frames: FrameTree;
}

export class RequestGate {
  readonly #page: Requester;
  readonly #pipe: CdpPipe;
  /** The address that the app itself has just sent the main frame to: no navigation event is due for it. */
  #expected: string | null = null;
  /** Where the page itself wants to take its main frame. */
  #wanted: string | null = null;

  constructor(page: Requester, pipe: CdpPipe) {
    this.#page = page;
    this.#pipe = pipe;
  }

  expect(chromiumUrl: string | null): void {
    this.#expected = chromiumUrl === null ? null : withoutFragment(chromiumUrl);
  }

  /** The page asked for this navigation; its request comes later, or never. */
  want(chromiumUrl: string): void {
    this.#wanted = withoutFragment(chromiumUrl);
  }

  async onPaused(session: CdpSession, paused: Paused): Promise<void> {
    const { requestId } = paused;
    const refuse = (errorReason: Protocol.Network.ErrorReason): Promise<unknown> => session.send('Fetch.failRequest', { requestId, errorReason });
    const details = this.#describe(paused);
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) return this.#onResponse(session, paused, details);
    if (paused.resourceType === 'Document' && !this.#mayNavigate(paused, details.url)) return void (await refuse('Aborted'));
    // Chromium asks for an icon by itself, Electron does not.
    if (paused.resourceType === 'Other' && new URL(paused.request.url).pathname === '/favicon.ico') return void (await session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 }));
    const asked = await this.#page.session.webRequest.beforeRequest(details);
    if (asked.cancel) return void (await refuse('BlockedByClient'));
    if (asked.redirectURL) {
      return void (await session.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders: [{ name: 'Location', value: toChromium(asked.redirectURL) }] }));
    }
    if (paused.resourceType === 'Document') await this.#applyPermissions(paused.request.url, details.url);
    const handler = this.#page.session.protocol.handlerFor(details.url);
    if (handler) return this.#serve(session, paused, details.url, handler);
    if (details.url !== paused.request.url) return void (await refuse('NameNotResolved'));
    await session.send('Fetch.continueRequest', { requestId, interceptResponse: paused.resourceType === 'Document' || this.#page.session.webRequest.wantsHeaders });
  }

  #describe({ request, frameId, resourceType }: Paused): RequestDetails {
    const isMain = frameId === this.#page.frames.main.frameToken;
    return {
      id: nextRequestId(), url: fromChromium(request.url), method: request.method, referrer: fromChromium(request.headers['Referer'] ?? ''), timestamp: Date.now(), webContentsId: this.#page.id,
      resourceType: resourceType === 'Document' ? (isMain ? 'mainFrame' : 'subFrame') : TYPES[resourceType] ?? 'other',
    };
  }

  /** Tells the app of a navigation that it did not start itself. False when a listener objected. */
  #mayNavigate({ request, frameId, redirectedRequestId }: Paused, url: string): boolean {
    const frame = this.#page.frames.get(frameId) ?? null;
    const isMainFrame = frameId === this.#page.frames.main.frameToken;
    if (redirectedRequestId !== undefined) return this.announce(['will-redirect'], url, isMainFrame, frame);
    if (isMainFrame && this.#expected === request.url) {
      this.#expected = null;
      return true;
    }
    const wanted = this.#wanted === request.url;
    this.#wanted = null;
    // Loading the same page again, and not because the page asked: a person's F5 or a test's reload. As in Electron that is no event.
    if (isMainFrame && !wanted && fromChromium(request.url) === withoutFragment(frame?.url || 'about:blank')) return true;
    return this.announce(isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'], url, isMainFrame, frame);
  }

  /** Emits navigation events. The older listeners' positional arguments are still there, as in Electron. */
  announce(names: readonly string[], url: string, isMainFrame: boolean, frame: HostFrame | null): boolean {
    const event = Object.assign(new PreventableEvent(), { url, isMainFrame, isSameDocument: false, frame, initiator: frame });
    for (const name of names) this.#page.emit(name, event, url, false, isMainFrame);
    return !event.defaultPrevented;
  }

  async #onResponse(session: CdpSession, paused: Paused, details: RequestDetails): Promise<void> {
    const { requestId } = paused;
    if (paused.responseStatusCode === undefined) return void (await session.send('Fetch.continueRequest', { requestId }));
    const headers: HeaderMap = {};
    for (const { name, value } of paused.responseHeaders ?? []) (headers[name] ??= []).push(value);
    const statusLine = `HTTP/1.1 ${paused.responseStatusCode} ${paused.responseStatusText ?? ''}`;
    const answer = await this.#page.session.webRequest.headersReceived({ ...details, statusCode: paused.responseStatusCode, statusLine }, headers);
    if (answer.cancel) return void (await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }));
    await session.send('Fetch.continueResponse', { requestId, responseCode: paused.responseStatusCode, responseHeaders: toList(answer.headers, paused.resourceType) });
  }

  async #serve(session: CdpSession, { requestId, request, resourceType }: Paused, url: string, handler: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>): Promise<void> {
    try {
      const body = Buffer.concat((request.postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64')));
      const response = await handler(new Request(url, { method: request.method, headers: request.headers, ...(body.length > 0 ? { body } : {}) }));
      // As in Electron, webRequest's header events are not for custom schemes: a CSP has to be in the handler's own response.
      const headers: HeaderMap = {};
      response.headers.forEach((value, name) => {
        headers[name] = [value];
      });
      const content = Buffer.from(await response.arrayBuffer()).toString('base64');
      await session.send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders: toList(headers, resourceType), body: content });
    } catch (error) {
      console.error(`electron-host: the handler of ${url} failed:`, error);
      await session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    }
  }

  async #applyPermissions(chromiumUrl: string, url: string): Promise<void> {
    const { origin } = new URL(chromiumUrl);
    if (!/^https?:/.test(origin)) return;
    const decisions = await this.#page.session.permissionsFor(this.#page as unknown as Electron.WebContents, url, originOf(url));
    await Promise.all(decisions.map(({ name, setting }) => this.#pipe.send('Browser.setPermission', { origin, permission: { name }, setting })));
  }
}

function toList(headers: HeaderMap, resourceType: Protocol.Network.ResourceType): Protocol.Fetch.HeaderEntry[] {
  const list = Object.entries(headers).flatMap(([name, values]) => values.map((value) => ({ name, value })));
  return resourceType === 'Document' ? [...list, ...DOCUMENT_HEADERS] : list;
}

function withoutFragment(url: string): string {
  return new URL(url).href.replace(/#.*$/s, '');
}
