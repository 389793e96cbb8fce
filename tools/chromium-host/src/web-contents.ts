// WebContents: one page, its frames, its preload, and the messages that cross to and from it.
import { EventEmitter } from 'node:events';
import { CdpSession, ChromiumError, ignoreGone, type CdpEvent, type CdpPipe, type Protocol } from './cdp.ts';
import { fromChromium, toChromium } from './custom-schemes.ts';
import { FrameTree, type HostFrame } from './frames.ts';
import { applyTheme } from './native-theme.ts';
import { linkGuard, type WantedTab } from './link-guard.ts';
import { pageScripts, secretName } from './page-scripts.ts';
import { PreloadDoor } from './preload-door.ts';
import { pdfParameters } from './print.ts';
import { RequestGate } from './requests.ts';
import { defaultSession, session, type HostSession } from './session.ts';
import type { WebContentsSurface, WebPreferencesSurface } from './surface.ts';

const GUARD_WORLD = 'Electron Host Guard';
let lastId = 0;

/** What a page needs of the window it is in. */
export interface Owner {
  readonly blankUrl: string;
  emit(event: string, ...args: unknown[]): boolean;
  /** Gives the native window its size, while Chromium still holds the page. */
  place(targetId: string): Promise<void>;
  resized(): void;
  close(): void;
}
/** Tells `app` of what happens to any page. */
export interface Listener {
  emit(event: 'render-process-gone', ...args: unknown[]): boolean;
}
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type Disposition = Electron.HandlerDetails['disposition'];

export class WebContents extends EventEmitter implements WebContentsSurface {
  readonly id = ++lastId;
  readonly session: HostSession;
  readonly owner: Owner;
  frames = new FrameTree('');
  readonly #preferences: WebPreferencesSurface;
  readonly #app: Listener;
  readonly #gate: RequestGate;
  readonly #attached = Promise.withResolvers<CdpSession>();
  /** The empty page that every window starts with is there. */
  readonly #blank = Promise.withResolvers<void>();
  readonly #lifecycle = new Set<string>();
  readonly #guard = secretName();
  #door: PreloadDoor | undefined;
  #load: { resolve: () => void; reject: (error: Error) => void } | undefined;
  #openHandler: OpenHandler | undefined;
  #loading = false;
  #crashed = false;
  #destroyed = false;

  constructor(owner: Owner, preferences: WebPreferencesSurface, pipe: CdpPipe, app: Listener) {
    super();
    this.owner = owner;
    this.#preferences = preferences;
    this.#app = app;
    this.session = preferences.partition ? session.fromPartition(preferences.partition) : defaultSession;
    this.#gate = new RequestGate(this, pipe);
    this.#attached.promise.catch(() => {});
  }

  // ---- set-up, while Chromium still holds the new page ------------------------------------------------------------
  async attach(cdp: CdpSession, targetId: string): Promise<void> {
    this.frames = new FrameTree(targetId);
    const { preload, additionalArguments = [], javascript = true } = this.#preferences;
    const steps: Promise<unknown>[] = [
      this.owner.place(targetId), cdp.send('Page.enable'), cdp.send('Page.setLifecycleEventsEnabled', { enabled: true }), cdp.send('Runtime.enable'), cdp.send('Inspector.enable'),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }), applyTheme(cdp), this.#guardLinks(cdp),
      // Frames and workers in processes of their own: their requests have to stop at the same gate.
      cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    ];
    if (!javascript) steps.push(cdp.send('Emulation.setScriptExecutionDisabled', { value: true }));
    if (preload !== undefined) {
      this.#door = new PreloadDoor(this, pageScripts(this.owner.blankUrl, preload, additionalArguments));
      steps.push(this.#door.install(cdp));
    }
    await Promise.all(steps);
    const [, { frameTree }] = await Promise.all([cdp.send('Runtime.runIfWaitingForDebugger'), cdp.send('Page.getFrameTree')]);
    // The page is sent on only when its first, empty document is there. Where the two navigations overlap, Chromium may announce neither of them to anybody:
    // the host would not know the page's address, and Playwright would wait for its window for ever.
    if (frameTree.frame.url !== this.owner.blankUrl) await this.#blank.promise;
    this.#attached.resolve(cdp);
  }

  /**
   * A frame or worker of this page that Chromium runs elsewhere.
   * @param isFrame a worker has neither frames nor links
   */
  async attachPart(cdp: CdpSession, isFrame: boolean): Promise<void> {
    const steps: Promise<unknown>[] = [
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }).catch(() => { /* a kind of worker without requests of its own */ }),
      cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }).catch(() => { /* nor with workers */ }),
    ];
    if (isFrame) steps.push(cdp.send('Page.enable'), cdp.send('Runtime.enable'), this.#guardLinks(cdp));
    await Promise.all(steps);
    await cdp.send('Runtime.runIfWaitingForDebugger');
  }
  #guardLinks(cdp: CdpSession): Promise<unknown> {
    const source = `(${linkGuard.toString()})('${this.#guard}')`;
    return Promise.all([
      cdp.send('Runtime.addBinding', { name: this.#guard, executionContextName: GUARD_WORLD }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: GUARD_WORLD }),
    ]);
  }

  async cdp(): Promise<CdpSession> {
    return this.#attached.promise;
  }
  applyTheme(): void {
    ignoreGone(this.cdp().then(applyTheme));
  }

  // ---- events from Chromium ---------------------------------------------------------------------------------------
  /** @param part the event comes from a frame or worker of the page, not from the page itself */
  onEvent(cdp: CdpSession, event: CdpEvent, part: boolean): void {
    switch (event.method) {
      case 'Fetch.requestPaused': return ignoreGone(this.#gate.onPaused(cdp, event.params));
      case 'Page.frameAttached': return this.frames.attached(event.params.frameId, event.params.parentFrameId);
      case 'Page.frameDetached': return event.params.reason === 'remove' ? this.frames.detached(event.params.frameId) : undefined;
      case 'Page.frameNavigated': return this.#onNavigated(event.params.frame);
      case 'Page.navigatedWithinDocument': return this.#onMovedWithinDocument(event.params);
      case 'Page.windowOpen': return this.#onWindowOpen(event.params.url, event.params.windowName, 'foreground-tab');
      case 'Page.frameRequestedNavigation': return this.#onNavigationWanted(event.params);
      case 'Runtime.bindingCalled': return this.#onBinding(event.params, part);
      default: return part ? undefined : this.#onOwnEvent(event);
    }
  }
  #onOwnEvent(event: CdpEvent): void {
    switch (event.method) {
      case 'Runtime.executionContextCreated': return this.#door?.onWorldCreated(event.params.context);
      case 'Runtime.executionContextDestroyed': return this.#door?.onWorldDestroyed(event.params.executionContextId);
      case 'Runtime.executionContextsCleared': return this.#door?.clear();
      case 'Runtime.consoleAPICalled': return this.#onConsole(event.params);
      case 'Page.lifecycleEvent': return this.#onLifecycle(event.params);
      case 'Page.frameResized': return this.owner.resized();
      case 'Inspector.targetCrashed': return this.#onCrashed();
    }
  }
  #onConsole({ type, args, stackTrace }: Protocol.Runtime.consoleAPICalledPayload): void {
    const levels: Partial<Record<typeof type, string>> = { warning: 'warning', error: 'error', assert: 'error', debug: 'debug' };
    const [place] = stackTrace?.callFrames ?? [];
    this.emit('console-message', {
      level: levels[type] ?? 'info', message: args.map((arg) => String(arg.value ?? arg.description)).join(' '),
      lineNumber: (place?.lineNumber ?? -1) + 1, sourceId: fromChromium(place?.url ?? ''), frame: this.frames.main,
    });
  }
  #onNavigated({ id, url, name, parentId }: Protocol.Page.Frame): void {
    if (url === this.owner.blankUrl) return this.#blank.resolve();
    this.frames.navigated(id, url, name);
    if (parentId !== undefined) return;
    this.#crashed = false;
    this.#lifecycle.clear();
    this.emit('did-navigate', {}, this.getURL(), 200, '');
  }
  #onMovedWithinDocument({ frameId, url }: Protocol.Page.navigatedWithinDocumentPayload): void {
    this.frames.movedWithinDocument(frameId, url);
    this.emit('did-navigate-in-page', {}, fromChromium(url), frameId === this.frames.main.frameToken);
  }
  #onLifecycle({ frameId, name }: Protocol.Page.lifecycleEventPayload): void {
    if (frameId !== this.frames.main.frameToken || this.getURL() === '' || this.#lifecycle.has(name)) return;
    this.#lifecycle.add(name);
    if (name === 'DOMContentLoaded') this.emit('dom-ready', {});
    if (name === 'firstPaint') this.owner.emit('ready-to-show', {});
    if (name === 'load') {
      this.#loading = false;
      this.emit('did-finish-load', {});
      this.emit('did-stop-loading', {});
      this.#load?.resolve();
      this.#load = undefined;
    }
  }
  #onCrashed(): void {
    this.#crashed = true;
    this.#door?.clear();
    this.#load?.reject(new Error("ERR_FAILED (-2) loading: the page's process is gone"));
    this.#load = undefined;
    const details = { reason: 'crashed', exitCode: 1 };
    this.emit('render-process-gone', {}, details);
    this.#app.emit('render-process-gone', {}, this, details);
  }
  #onNavigationWanted({ url, disposition, frameId }: Protocol.Page.frameRequestedNavigationPayload): void {
    if (disposition === 'newTab') return this.#onWindowOpen(url, '', 'background-tab');
    if (disposition === 'newWindow') return this.#onWindowOpen(url, '', 'new-window');
    // mailto: and the like never become requests. The sandbox blocks them; only the event is missing.
    const isMainFrame = frameId === this.frames.main.frameToken;
    if (disposition !== 'currentTab' || url.startsWith('javascript:')) return;
    if (/^(https?|blob|data|about|file):/.test(url)) return isMainFrame ? this.#gate.want(url) : undefined;
    this.#gate.announce(isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'], url, isMainFrame, this.frames.get(frameId) ?? null);
  }

  #onBinding(call: Protocol.Runtime.bindingCalledPayload, part: boolean): void {
    if (call.name !== this.#guard) return part ? undefined : this.#door?.onCalled(call);
    const { url, disposition } = JSON.parse(call.payload) as WantedTab;
    this.#onWindowOpen(url, '', disposition);
  }
  /** @throws when the arguments cannot be cloned */
  send(channel: string, ...args: unknown[]): void {
    this.#door?.send(channel, args);
  }

  // ---- navigation -------------------------------------------------------------------------------------------------
  /** Resolves when the page has loaded; rejects with Chromium's error. */
  async loadURL(url: string): Promise<void> {
    const loaded = Promise.withResolvers<void>();
    loaded.promise.catch(() => {});
    this.#load?.reject(new Error(`ERR_ABORTED (-3) loading '${url}'`));
    this.#load = loaded;
    this.#loading = true;
    const target = toChromium(url);
    this.emit('did-start-loading', {});
    const cdp = await this.cdp();
    this.#gate.expect(target);
    const { errorText } = await cdp.send('Page.navigate', { url: target });
    this.#gate.expect(null);
    if (errorText === undefined) return loaded.promise;
    this.#loading = false;
    this.#load = undefined;
    const text = errorText.replace(/^net::/, '');
    this.emit('did-fail-load', {}, -2, text, url, true);
    throw new Error(`${text} loading '${url}'`);
  }
  reload(): void {
    this.#gate.expect(toChromium(this.getURL()));
    ignoreGone(this.cdp().then((cdp) => cdp.send('Page.reload')));
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  #onWindowOpen(url: string, frameName: string, disposition: Disposition): void {
    const referrer = { url: this.getURL(), policy: 'strict-origin-when-cross-origin' } as const;
    const answer = this.#openHandler?.({ url: fromChromium(url), frameName, features: '', disposition, referrer });
    if (answer?.action !== 'deny') console.error(`electron-host: a page cannot open windows here; ${url} was not opened`);
  }

  // ---- the rest ---------------------------------------------------------------------------------------------------
  get mainFrame(): HostFrame {
    return this.frames.main;
  }
  getURL(): string {
    return this.frames.main.url;
  }
  isLoading(): boolean {
    return this.#loading;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  focus(): void {
    ignoreGone(this.cdp().then((cdp) => cdp.send('Page.bringToFront')));
  }
  close(): void {
    this.owner.close();
  }
  openDevTools(): void {
    console.error('electron-host: there is no DevTools window; start with --remote-debugging-port and use another browser');
  }
  closeDevTools(): void {}
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { result, exceptionDetails } = await (await this.cdp()).send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { data } = await (await this.cdp()).send('Page.printToPDF', pdfParameters(options));
    return Buffer.from(data, 'base64');
  }
  markDestroyed(): void {
    this.#destroyed = true;
    this.#door?.clear();
    this.frames.destroy();
    this.#attached.reject(new ChromiumError('Object has been destroyed'));
    this.#load?.reject(new Error('ERR_ABORTED (-3) loading: the window was closed'));
    this.#load = undefined;
    this.emit('destroyed', {});
  }
}
