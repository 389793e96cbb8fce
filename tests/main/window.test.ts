// What Trunkbook asks of Electron for its window. The Chromium host has no <webview> and Electron does not give the options back: they are taken here.
import { expect, it, vi } from 'vitest';
import type { PreferenceStore } from '../../main/preferences.ts';
import { openWindow } from '../../main/window.ts';

const opened = vi.hoisted((): { options?: { webPreferences?: unknown }; url?: string } => ({}));
vi.mock('electron', () => ({
  nativeTheme: { shouldUseDarkColors: false },
  BrowserWindow: class {
    constructor(options: object) { opened.options = options; }
    readonly webContents = { on: (): void => {} };
    once(): void {}
    on(): void {}
    loadURL(url: string): Promise<void> { opened.url = url; return Promise.resolve(); }
  },
}));

it('the window is sandboxed, isolated and without Node, and has no further preference that could open it up', () => {
  openWindow({ bounds: undefined } as PreferenceStore, null);
  expect(opened.options?.webPreferences).toEqual({
    preload: expect.stringMatching(/preload[\\/]index\.cjs$/), sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, disableBlinkFeatures: 'Auxclick',
  });
  expect(opened.url).toBe('app://bundle/');
});
