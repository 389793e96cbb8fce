import path from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { BUNDLE } from './security/bundle.ts';
import type { PreferenceStore } from './preferences.ts';

/** A page that dies sooner than this after the last one, in milliseconds, would die for ever: it is left alone. */
const CRASHES_APART = 10_000;
let lastCrash = 0;

/** Opens Trunkbook's window. It shows itself when it has something to show. */
export function openWindow(preferences: PreferenceStore, devServer: string | null): BrowserWindow {
  const window = new BrowserWindow({
    ...(preferences.bounds ?? { width: 1280, height: 800 }),
    minWidth: 960, minHeight: 640, show: false, title: 'Trunkbook',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181b' : '#f6f7f5',
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, disableBlinkFeatures: 'Auxclick',
    },
  });
  window.once('ready-to-show', () => window.show());
  // A page whose process has died is replaced: main has lost nothing.
  window.webContents.on('render-process-gone', () => {
    const again = Date.now() - lastCrash > CRASHES_APART;
    lastCrash = Date.now();
    if (again && !window.isDestroyed()) replaceWindow(preferences, devServer);
  });
  window.on('close', () => preferences.set({ bounds: window.getBounds() }));
  // A page that cannot load has nothing to say; the shell around it says why in its own words.
  window.loadURL(devServer === null ? `${BUNDLE}/` : `${devServer}/`).catch(() => {
    if (!window.isDestroyed()) console.error('trunkbook: the page did not load');
  });
  return window;
}

/** Brings the window to the front, for a second start; opens one where there is none. */
export function showWindow(preferences: PreferenceStore, devServer: string | null): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) { openWindow(preferences, devServer); return; }
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Closes every window and opens a fresh one: whatever the old page had in its memory is gone with its process. */
export function replaceWindow(preferences: PreferenceStore, devServer: string | null): void {
  const old = BrowserWindow.getAllWindows();
  openWindow(preferences, devServer);
  for (const window of old) window.destroy();
}
