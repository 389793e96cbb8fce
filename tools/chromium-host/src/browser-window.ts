// BrowserWindow: the native window around a page.
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { host } from './app.ts';
import { ignoreGone } from './cdp.ts';
import { noteOnce } from './note.ts';
import { PreventableEvent } from './preventable-event.ts';
import type { WindowOptionsSurface, WindowSurface } from './surface.ts';
import { WebContents, type Owner } from './web-contents.ts';
import { addWindow, allWindows, removeWindow } from './windows.ts';

let lastId = 0;
type State = 'normal' | 'minimized' | 'maximized';

export class BrowserWindow extends EventEmitter implements WindowSurface, Owner {
  readonly id = ++lastId;
  /** Every window starts with an empty page of its own name, by which its target is recognised. */
  readonly blankUrl = `data:text/html,${randomUUID()}`;
  readonly webContents: WebContents;
  readonly #options: WindowOptionsSurface;
  #title: string;
  #windowId: number | undefined;
  #bounds: Electron.Rectangle;
  #state: State = 'normal';
  #visible: boolean;
  readonly #hiddenForGood: boolean;
  #destroyed = false;

  constructor(options: WindowOptionsSurface = {}) {
    super();
    if (!host.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { webPreferences = {} } = options;
    if (webPreferences.sandbox === false || webPreferences.contextIsolation === false || webPreferences.nodeIntegration) {
      throw new Error('electron-host: only sandboxed, context-isolated windows are supported');
    }
    this.#options = options;
    this.#title = options.title ?? host.name;
    this.#visible = options.show !== false;
    this.#bounds = { x: options.x ?? 40, y: options.y ?? 40, width: options.width ?? 800, height: options.height ?? 600 };
    // The protocol cannot hide a native window. A page that asks for none and has no preload is there to be printed: it stays minimized. Others show at once.
    this.#hiddenForGood = !this.#visible && webPreferences.preload === undefined;
    this.webContents = new WebContents(this, webPreferences, host.chromium.pipe, host);
    addWindow(this);
    host.chromium.openWindow(this.blankUrl, this.#hiddenForGood);
    host.emit('web-contents-created', {}, this.webContents);
    host.emit('browser-window-created', {}, this);
  }

  static getAllWindows(): BrowserWindow[] {
    return allWindows();
  }
  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return allWindows().find((window) => window.webContents === contents) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return allWindows().find((window) => window.id === id) ?? null;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return allWindows().findLast((window) => window.isVisible()) ?? null;
  }

  // ---- size, place and state --------------------------------------------------------------------------------------
  async place(targetId: string): Promise<void> {
    if (this.#hiddenForGood && !host.chromium.headless) return;
    const { pipe } = host.chromium;
    const { windowId } = await pipe.send('Browser.getWindowForTarget', { targetId });
    this.#windowId = windowId;
    const { x: left, y: top, width, height } = this.#bounds;
    await pipe.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } });
    // A headless window has an invisible tab strip; make the page as large as it is in a real window.
    if (host.chromium.headless) await pipe.send('Browser.setContentsSize', { windowId, width, height });
  }
  /** A person pulled at the window's edge: the protocol says that, but not where to. */
  resized(): void {
    const windowId = this.#windowId;
    if (windowId === undefined || host.chromium.headless) return;
    ignoreGone(host.chromium.pipe.send('Browser.getWindowBounds', { windowId }).then(({ bounds: { left, top, width, height, windowState } }) => {
      if (windowState !== 'normal') return;
      this.#bounds = { x: left ?? this.#bounds.x, y: top ?? this.#bounds.y, width: width ?? this.#bounds.width, height: height ?? this.#bounds.height };
      this.emit('resize', {});
    }));
  }
  #send(bounds: { left?: number; top?: number; width?: number; height?: number; windowState?: State }): void {
    if (this.#windowId !== undefined && !this.#destroyed) ignoreGone(host.chromium.pipe.send('Browser.setWindowBounds', { windowId: this.#windowId, bounds }));
  }
  #setState(state: State): void {
    this.#state = state;
    this.#send({ windowState: state });
  }
  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    Object.assign(this.#bounds, bounds);
    const { x: left, y: top, width, height } = this.#bounds;
    this.#send({ left, top, width, height });
  }
  getSize(): [number, number] {
    return [this.#bounds.width, this.#bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  /** A hidden window is a minimized one: the protocol has nothing closer. */
  show(): void {
    if (this.#hiddenForGood && !host.chromium.headless) return noteOnce('a window made with show: false and without a preload cannot be shown');
    this.#visible = true;
    if (this.#state === 'minimized') this.#setState('normal');
    this.emit('show', {});
    this.focus();
  }
  hide(): void {
    this.#visible = false;
    this.#setState('minimized');
    this.emit('hide', {});
  }
  isVisible(): boolean {
    return this.#visible && !this.#destroyed;
  }
  focus(): void {
    this.webContents.focus();
    this.emit('focus', {});
  }
  isFocused(): boolean {
    return BrowserWindow.getFocusedWindow() === this;
  }
  minimize(): void {
    this.#setState('minimized');
    this.emit('minimize', {});
  }
  restore(): void {
    this.#setState('normal');
    this.emit('restore', {});
  }
  isMinimized(): boolean {
    return this.#state === 'minimized';
  }
  maximize(): void {
    this.#setState('maximized');
    this.emit('maximize', {});
  }
  unmaximize(): void {
    this.#setState('normal');
    this.emit('unmaximize', {});
  }
  isMaximized(): boolean {
    return this.#state === 'maximized';
  }
  /** The title bar shows the page's own title. */
  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setContentProtection(enable: boolean): void {
    if (enable) noteOnce('setContentProtection does nothing here: the window can be captured');
  }
  // There is no menu bar.
  setMenuBarVisibility(_visible: boolean): void {}
  setAutoHideMenuBar(_hide: boolean): void {}
  removeMenu(): void {}

  // ---- the page ---------------------------------------------------------------------------------------------------
  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  loadFile(file: string): Promise<void> {
    return this.webContents.loadURL(pathToFileURL(path.resolve(host.getAppPath(), file)).href);
  }
  reload(): void {
    this.webContents.reload();
  }
  isModal(): boolean {
    return this.#options.modal === true;
  }

  // ---- the end ----------------------------------------------------------------------------------------------------
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  /** Gone at once, and nobody is asked. */
  destroy(): void {
    if (this.#destroyed) return;
    const { frameToken: targetId } = this.webContents.mainFrame;
    if (targetId !== '') ignoreGone(host.chromium.pipe.send('Target.closeTarget', { targetId }));
    this.#finish();
  }
  close(): void {
    this.closeUnlessVetoed();
  }
  /** False when a 'close' listener objected. */
  closeUnlessVetoed(): boolean {
    if (this.#destroyed) return true;
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }
  /** A person closed the window. Chromium does not ask, so a veto comes too late; what 'close' listeners save is saved. */
  onTargetGone(): void {
    if (this.#destroyed) return;
    this.emit('close', new PreventableEvent());
    this.#finish();
  }
  #finish(): void {
    this.#destroyed = true;
    removeWindow(this);
    this.webContents.markDestroyed();
    this.emit('closed', {});
    if (allWindows().length === 0) host.onLastWindowClosed();
  }
}

export const webContents = {
  getAllWebContents: () => allWindows().map((window) => window.webContents),
  fromId: (id: number) => allWindows().map((window) => window.webContents).find((contents) => contents.id === id),
  /** Playwright finds a window by its target. */
  fromDevToolsTargetId: (targetId: string) => allWindows().map((window) => window.webContents).find((contents) => contents.mainFrame.frameToken === targetId),
};
