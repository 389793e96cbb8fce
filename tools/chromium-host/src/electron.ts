// The module that `import ... from 'electron'` resolves to.
import { host } from './app.ts';
import { BrowserWindow as HostBrowserWindow, webContents as hostWebContents } from './browser-window.ts';
import { createClipboard, dialog as hostDialog, Notification as HostNotification, shell as hostShell } from './desktop.ts';
import { ipcMain as hostIpcMain } from './ipc-main.ts';
import { Menu as HostMenu, MenuItem as HostMenuItem } from './menu.ts';
import { nativeTheme as hostNativeTheme } from './native-theme.ts';
import { powerMonitor as hostPowerMonitor } from './power-monitor.ts';
import { createSafeStorage } from './safe-storage.ts';
import { defaultSession, net as hostNet, session as hostSession } from './session.ts';
import type {
  AppSurface, ClipboardSurface, DialogSurface, Events, FrameSurface, IpcMainSurface, MenuSurface, NativeThemeSurface, NetSurface, NotificationSurface, PowerMonitorSurface,
  ProtocolSurface, SafeStorageSurface, SessionSurface, ShellSurface, WebContentsSurface, WindowOptionsSurface, WindowSurface,
} from './surface.ts';

export type Session = SessionSurface & Events<Electron.Session>;
export type WebFrameMain = FrameSurface;
export type WebContents = WebContentsSurface & Events<Electron.WebContents> & { readonly session: Session };
export type BrowserWindow = WindowSurface & Events<Electron.BrowserWindow> & { readonly webContents: WebContents };
export type BrowserWindowConstructorOptions = WindowOptionsSurface;
export type IpcMainInvokeEvent = Omit<Electron.IpcMainInvokeEvent, 'sender' | 'senderFrame'> & { readonly sender: WebContents; readonly senderFrame: WebFrameMain | null };
export type Notification = NotificationSurface & Events<Electron.Notification>;
export type Menu = MenuSurface;
export type PrintToPDFOptions = Electron.PrintToPDFOptions;
export type MenuItemConstructorOptions = Electron.MenuItemConstructorOptions;

type Handle = (channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) => void;
/** The window in front of the options, which every dialog takes. */
type Dialogs = { [Name in keyof DialogSurface]: DialogSurface[Name] extends (options: infer Options) => infer Answer ? {
  (window: BrowserWindow, options: Options): Answer;
  (options: Options): Answer;
} : DialogSurface[Name] };

export const app = host as unknown as AppSurface & Events<Electron.App>;
export const BrowserWindow = HostBrowserWindow as unknown as {
  new (options?: WindowOptionsSurface): BrowserWindow;
  getAllWindows(): BrowserWindow[];
  fromWebContents(contents: WebContents): BrowserWindow | null;
  fromId(id: number): BrowserWindow | null;
  getFocusedWindow(): BrowserWindow | null;
};
export const webContents = hostWebContents as unknown as {
  getAllWebContents(): WebContents[];
  fromId(id: number): WebContents | undefined;
  fromDevToolsTargetId(targetId: string): WebContents | undefined;
};
export const ipcMain = hostIpcMain as unknown as Omit<IpcMainSurface, 'handle' | 'handleOnce'> & { handle: Handle; handleOnce: Handle } & Events<Electron.IpcMain>;
export const protocol: ProtocolSurface = defaultSession.protocol;
export const net: NetSurface = hostNet;
export const session = hostSession as unknown as { readonly defaultSession: Session; fromPartition(partition: string): Session };
export const safeStorage: SafeStorageSurface = createSafeStorage(host);
export const shell: ShellSurface = hostShell;
export const dialog = hostDialog as unknown as Dialogs;
export const clipboard: ClipboardSurface = createClipboard(host.chromium.headless);
export const Menu = HostMenu as unknown as { buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu; setApplicationMenu(menu: Menu | null): void; getApplicationMenu(): Menu | null };
export const MenuItem = HostMenuItem;
export const nativeTheme = hostNativeTheme as unknown as NativeThemeSurface & Events<Electron.NativeTheme>;
export const powerMonitor = hostPowerMonitor as unknown as PowerMonitorSurface & Events<Electron.PowerMonitor>;
export const Notification = HostNotification as unknown as { new (options?: Electron.NotificationConstructorOptions): Notification; isSupported(): boolean };

const implemented = {
  app, BrowserWindow, webContents, ipcMain, protocol, net, session, safeStorage, shell, dialog, clipboard, Menu, MenuItem, nativeTheme, powerMonitor, Notification,
};

/** Modules of Electron that the host lacks. A new one in electron.d.ts has to be put here, or `tsc` fails. */
type Missing = Exclude<keyof typeof Electron.Main | keyof typeof Electron.Common, keyof typeof implemented>;
const missing = {
  autoUpdater: 0, BaseWindow: 0, BrowserView: 0, ClipboardItem: 0, contentTracing: 0, crashReporter: 0, desktopCapturer: 0, globalShortcut: 0, ImageView: 0, inAppPurchase: 0,
  IpcMainServiceWorker: 0, MessageChannelMain: 0, nativeImage: 0, netLog: 0, powerSaveBlocker: 0, pushNotifications: 0, screen: 0, sharedTexture: 0, ShareMenu: 0,
  systemPreferences: 0, TouchBar: 0, Tray: 0, utilityProcess: 0, View: 0, webFrameMain: 0, WebContentsView: 0, WebSocket: 0,
} satisfies Record<Missing, 0>;

/** Touching what is missing throws: loud, not silent. Symbols and `then` are touched by whoever prints or awaits the module. */
function stub(name: string): never {
  const refuse = (what: string): never => {
    throw new Error(`electron-host: ${what} is not implemented`);
  };
  return new Proxy(function missing() {}, {
    get: (_target, key) => (typeof key === 'symbol' || key === 'then' ? undefined : refuse(`${name}.${key}`)),
    construct: () => refuse(`new ${name}()`),
  }) as never;
}
const stubs = Object.fromEntries(Object.keys(missing).map((name) => [name, stub(name)])) as Record<keyof typeof missing, never>;

/** Undefined in a main process, as in Electron. */
export const ipcRenderer = undefined;
export const contextBridge = undefined;

// require('electron') gets a plain object that can be patched: that is what Playwright's electronApp.evaluate() hands to tests.
const electron = { ...implemented, ...stubs, ipcRenderer, contextBridge };
// oxlint-disable-next-line import/no-default-export -- dependencies import the default, as Electron's own module has one.
export { electron as 'module.exports', electron as default };
