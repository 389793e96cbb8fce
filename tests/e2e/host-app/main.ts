// The smallest Electron app that touches what host.spec.ts looks at. It runs as it stands: no build step.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow, ipcMain, protocol, session } from 'electron';

const ORIGIN = 'app://bundle';
const here = import.meta.dirname;
const folder = app.commandLine.getSwitchValue('data-folder');
if (folder !== '') app.setPath('userData', folder);

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

/** What happened, in order, for the spec to read. */
const log: string[] = [];
Object.assign(globalThis, { log, openWindow });

if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.on('second-instance', (_event, argv, _folder, data) => log.push(`second-instance ${argv.at(-1)} ${JSON.stringify(data)}`));
  app.on('session-created', () => log.push('session-created'));
  app.on('render-process-gone', (_event, _contents, { reason }) => log.push(`render-process-gone ${reason}`));
  app.on('window-all-closed', () => log.push('window-all-closed'));
  for (const name of ['before-quit', 'will-quit', 'quit'] as const) (app as NodeJS.EventEmitter).on(name, () => process.stdout.write(`${name}\n`));
  app.on('web-contents-created', (_event, contents) => {
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
      (contents as NodeJS.EventEmitter).on(name, (event: { url: string; preventDefault(): void }) => {
        log.push(`${name} ${event.url}`);
        if (!event.url.includes('allowed')) event.preventDefault();
      });
    }
    contents.setWindowOpenHandler(({ url }) => {
      log.push(`window-open ${url}`);
      return { action: 'deny' };
    });
  });
  void app.whenReady().then(start);
}

function start(): void {
  log.push('ready');
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    if (host !== 'bundle' || !/^[a-z-]+\.(html|js)$/.test(name)) return new Response('Not found', { status: 404 });
    const headers = {
      'content-type': name.endsWith('.js') ? 'text/javascript' : 'text/html', 'x-method': request.method,
      'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; worker-src 'self'",
    };
    return new Response(await readFile(path.join(here, name)), { headers });
  });

  ipcMain.handle('echo', (_event, ...values: unknown[]) => values);
  ipcMain.handle('describe', (_event, value: unknown) => Object.prototype.toString.call(value));
  ipcMain.handle('sender', ({ senderFrame }) => senderFrame && { url: senderFrame.url, origin: senderFrame.origin, parent: senderFrame.parent, isTop: senderFrame.top === senderFrame });
  ipcMain.handle('fail', () => {
    throw new TypeError('no such site');
  });
  openWindow();
}

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 800, height: 600, show: false, title: 'Host App',
    webPreferences: { preload: path.join(here, 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  for (const name of ['close', 'closed'] as const) (window as NodeJS.EventEmitter).on(name, () => log.push(name));
  void window.loadURL(`${ORIGIN}/`).catch(() => log.push('load failed'));
  return window;
}
