// Types only: exactly the part of Electron that the host has, cut out of Electron's own electron.d.ts.
// - The host's classes `implement` these, so their signatures are checked against the real ones.
// - ../check-surface.ts compiles main/ against electron.ts, which is typed with these: using anything else is a type error.

/** What every emitter may do; the events keep Electron's types. */
export type Events<Emitter extends NodeJS.EventEmitter> = Pick<Emitter, Extract<keyof Emitter, 'on' | 'once' | 'off' | 'addListener' | 'removeListener' | 'removeAllListeners' | 'emit' | 'listenerCount'>>;

export type CommandLineSurface = Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'>;
export type AppSurface = Pick<Electron.App,
  | 'name' | 'isPackaged' | 'getName' | 'setName' | 'getVersion' | 'getAppPath' | 'getLocale' | 'getSystemLocale' | 'setAppUserModelId' | 'getPath' | 'setPath'
  | 'quit' | 'exit' | 'isReady' | 'whenReady' | 'focus' | 'enableSandbox' | 'disableHardwareAcceleration' | 'getAppMetrics'
  | 'requestSingleInstanceLock' | 'hasSingleInstanceLock' | 'releaseSingleInstanceLock'> & { readonly commandLine: CommandLineSurface };
export type ProtocolSurface = Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>;
export type WebRequestSurface = Pick<Electron.WebRequest, 'onBeforeRequest' | 'onHeadersReceived'>;
export type SessionSurface = Pick<Electron.Session,
  | 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'fetch' | 'isPersistent' | 'clearCache' | 'clearStorageData'
  | 'setSpellCheckerEnabled' | 'isSpellCheckerEnabled' | 'setSpellCheckerLanguages' | 'setSpellCheckerDictionaryDownloadURL' | 'allowNTLMCredentialsForDomains'>
  & { readonly webRequest: WebRequestSurface; readonly protocol: ProtocolSurface };
export type NetSurface = Pick<Electron.Net, 'fetch' | 'isOnline' | 'online'>;
export type IpcMainSurface = Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;
export type SafeStorageSurface = Pick<Electron.SafeStorage,
  | 'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
  | 'getSelectedStorageBackend' | 'setUsePlainTextEncryption'>;
export type ShellSurface = Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>;
export type DialogSurface = Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>;
export type ClipboardSurface = Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear'>;
export type NotificationSurface = Pick<Electron.Notification, 'title' | 'body' | 'show' | 'close'>;
export type MenuSurface = Pick<Electron.Menu, 'getMenuItemById'>;
export type MenuItemSurface = Pick<Electron.MenuItem, 'id' | 'label' | 'role' | 'type' | 'enabled' | 'visible' | 'checked' | 'accelerator'>;
export type NativeThemeSurface = Pick<Electron.NativeTheme,
  'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'shouldUseInvertedColorScheme' | 'inForcedColorsMode' | 'prefersReducedTransparency'>;
export type PowerMonitorSurface = Pick<Electron.PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower' | 'onBatteryPower'>;

/** A frame knows its parent, its top and its children as such, too. */
export type FrameSurface = Pick<Electron.WebFrameMain, 'url' | 'origin' | 'name' | 'frameToken' | 'frameTreeNodeId' | 'processId' | 'routingId' | 'detached' | 'isDestroyed'>
  & { readonly parent: FrameSurface | null; readonly top: FrameSurface | null; readonly frames: FrameSurface[]; readonly framesInSubtree: FrameSurface[] };
export type WebContentsSurface = Pick<Electron.WebContents,
  | 'id' | 'send' | 'getURL' | 'isDestroyed' | 'isLoading' | 'isCrashed' | 'loadURL' | 'reload' | 'close' | 'focus' | 'executeJavaScript' | 'setWindowOpenHandler'
  | 'openDevTools' | 'closeDevTools' | 'printToPDF'> & { readonly mainFrame: FrameSurface };
export type WindowSurface = Pick<Electron.BrowserWindow,
  | 'id' | 'loadURL' | 'loadFile' | 'reload' | 'show' | 'hide' | 'isVisible' | 'focus' | 'isFocused' | 'isModal' | 'close' | 'destroy' | 'isDestroyed'
  | 'minimize' | 'restore' | 'isMinimized' | 'maximize' | 'unmaximize' | 'isMaximized' | 'setTitle' | 'getTitle' | 'getBounds' | 'setBounds' | 'getSize' | 'setSize'
  | 'setContentProtection' | 'setMenuBarVisibility' | 'setAutoHideMenuBar' | 'removeMenu'>;

/** Some options need nothing done here (a smallest size, a colour before the first paint); those that the host cannot honour are not in the list. */
export type WebPreferencesSurface = Pick<Electron.WebPreferences,
  | 'preload' | 'sandbox' | 'contextIsolation' | 'nodeIntegration' | 'nodeIntegrationInWorker' | 'nodeIntegrationInSubFrames' | 'webviewTag' | 'webSecurity'
  | 'allowRunningInsecureContent' | 'experimentalFeatures' | 'enableBlinkFeatures' | 'disableBlinkFeatures' | 'spellcheck' | 'devTools' | 'javascript' | 'additionalArguments' | 'partition'
  | 'navigateOnDragDrop' | 'safeDialogs' | 'backgroundThrottling' | 'disableDialogs' | 'autoplayPolicy' | 'defaultEncoding'>;
export type WindowOptionsSurface = Pick<Electron.BrowserWindowConstructorOptions,
  'x' | 'y' | 'width' | 'height' | 'minWidth' | 'minHeight' | 'show' | 'title' | 'backgroundColor' | 'autoHideMenuBar' | 'modal' | 'icon'> & { webPreferences?: WebPreferencesSurface };
