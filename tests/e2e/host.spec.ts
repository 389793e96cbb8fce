// Holds the Chromium host to what Electron documents, with a tiny app of its own. In real Electron the same tests hold the documentation to account.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

test.use({ appFolder: path.join(import.meta.dirname, 'host-app') });

interface TestBridge {
  readonly versions: Record<string, string>;
  readonly modules: string[];
  readonly nested: { readonly list: number[] };
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  onPush(listener: (value: unknown) => void): () => void;
  sum(numbers: number[]): number;
  twice(callback: (value: number) => number): number;
  later<Value>(value: Value): Promise<Value>;
  refuse(): Promise<never>;
}
declare global {
  // What host-app/preload.cjs exposes, and what host-app/main.ts leaves for the spec.
  var bridge: TestBridge;
  var log: string[];
  var openWindow: () => Electron.BrowserWindow;
}

const logOf = (app: ElectronApplication): Promise<string[]> => app.evaluate(() => [...globalThis.log]);
const invoke = (page: Page, channel: string, ...args: unknown[]): Promise<unknown> => page.evaluate(([name, values]) => globalThis.bridge.invoke(name, ...values), [channel, args] as const);

async function listen(handler: Parameters<typeof createServer>[1]): Promise<{ url: string; server: Server }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

test.describe('bridge and IPC', () => {
  test('keep the types of structured clone, both ways', async ({ page }) => {
    expect(await page.evaluate(async () => {
      const sent = {
        date: new Date(5), map: new Map<unknown, unknown>([[{ key: 1 }, new Set(['a'])]]), bytes: new Uint8Array([1, 2, 255]), floats: new Float64Array([0.5]), big: 12n,
        pattern: /a/gi, error: new RangeError('bad'), nothing: undefined, none: null, nan: Number.NaN, zero: -0,
      };
      const [got, other] = (await globalThis.bridge.invoke('echo', sent, 'second')) as [typeof sent, string];
      return {
        other, keys: Object.keys(got), date: got.date instanceof Date && got.date.getTime(), map: got.map instanceof Map && [...got.map.values()][0] instanceof Set, bytes: [...got.bytes],
        floats: got.floats instanceof Float64Array, big: got.big === 12n, pattern: String(got.pattern), error: got.error instanceof Error && got.error.message,
        nan: Number.isNaN(got.nan), zero: Object.is(got.zero, -0),
      };
    })).toEqual({
      other: 'second', keys: ['date', 'map', 'bytes', 'floats', 'big', 'pattern', 'error', 'nothing', 'none', 'nan', 'zero'], date: 5, map: true, bytes: [1, 2, 255], floats: true, big: true,
      pattern: '/a/gi', error: 'bad', nan: true, zero: true,
    });
    expect(await invoke(page, 'describe', [1])).toBe('[object Array]');
  });

  test('refuse what cannot be cloned, and answer with the text of an error', async ({ page }) => {
    const failure = (expression: string): Promise<string> => page.evaluate(async (source) => {
      try {
        // oxlint-disable-next-line no-eval -- the page under test is ours; a function cannot be handed to it in another way
        return `answered ${String(await globalThis.bridge.invoke('echo', { symbol: Symbol('x'), weak: new WeakMap() }[source as 'symbol' | 'weak']))}`;
      } catch (error) {
        return (error as Error).message;
      }
    }, expression);
    expect(await failure('symbol')).toContain('could not be cloned');
    expect(await failure('weak')).toContain('could not be cloned');
    const message = (channel: string): Promise<string> => page.evaluate((name) => globalThis.bridge.invoke(name).then(() => 'answered', (error: Error) => error.message), channel);
    expect(await message('fail')).toBe("Error invoking remote method 'fail': TypeError: no such site");
    expect(await message('missing')).toBe("Error invoking remote method 'missing': Error: No handler registered for 'missing'");
  });

  test('calls across the bridge are synchronous; callbacks, promises and rejections cross it', async ({ page }) => {
    expect(await page.evaluate(async () => ({
      sum: globalThis.bridge.sum([1, 2, 3]), twice: globalThis.bridge.twice((value) => value * 10), later: await globalThis.bridge.later('x'),
      refused: await globalThis.bridge.refuse().catch((error: Error) => error.message),
    }))).toEqual({ sum: 6, twice: 30, later: 'x', refused: 'not now' });
  });

  test('what is exposed is frozen and cannot be replaced', async ({ page }) => {
    expect(await page.evaluate(() => ({
      frozen: Object.isFrozen(globalThis.bridge) && Object.isFrozen(globalThis.bridge.nested.list), replaced: Reflect.set(globalThis, 'bridge', 1), deleted: Reflect.deleteProperty(globalThis, 'bridge'),
    }))).toEqual({ frozen: true, replaced: false, deleted: false });
  });

  test('main reaches the page with pushes until it stops listening', async ({ app, page }) => {
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard, stop: globalThis.bridge.onPush((value) => heard.push(value)) });
    });
    const push = (value: unknown): Promise<void> => app.evaluate(({ BrowserWindow }, pushed) => BrowserWindow.getAllWindows()[0]?.webContents.send('push', pushed), value);
    await push({ at: 1 });
    await expect.poll(() => page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard)).toEqual([{ at: 1 }]);
    await page.evaluate(() => (globalThis as unknown as { stop(): void }).stop());
    await push({ at: 2 });
    await invoke(page, 'echo');
    expect(await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard.length)).toBe(1);
  });

  test('the page has neither Node nor the preload, even with poisoned prototypes', async ({ page }) => {
    expect(await page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
      leaked: Object.getOwnPropertyNames(globalThis).filter((name) => /^(host_|ipc|electron)/i.test(name)),
      modules: globalThis.bridge.modules.every((answer) => answer.startsWith('module not found')), realm: globalThis.bridge.invoke instanceof Function,
    }))).toEqual({ node: [], leaked: [], modules: true, realm: true });
    expect(await page.evaluate(async () => {
      Object.hasOwn = () => true;
      Object.prototype.hasOwnProperty = () => true;
      Array.prototype.includes = () => true;
      Object.fromEntries = () => ({ evil: true });
      try {
        return await globalThis.bridge.invoke('evil');
      } catch (error) {
        return (error as Error).message;
      }
    })).toContain('Unknown channel evil');
  });

  test('the sender is the main frame, by its address of now; a frame inside it has no bridge', async ({ page }) => {
    expect(await invoke(page, 'sender')).toEqual({ url: 'app://bundle/', origin: 'app://bundle', parent: null, isTop: true });
    await page.evaluate(() => history.pushState(null, '', '/sites#one'));
    expect(await invoke(page, 'sender')).toMatchObject({ url: 'app://bundle/sites#one' });
    expect(await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = '/page.js?allowed';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      return typeof (frame.contentWindow as unknown as { bridge: unknown }).bridge;
    })).toBe('undefined');
  });

  test('a foreign page in the main frame is known as foreign to main', async ({ app, page }) => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.loadURL('data:text/html,<h1>foreign</h1>'));
    await expect(page.getByRole('heading')).toHaveText('foreign');
    expect(await invoke(page, 'sender')).toMatchObject({ url: 'data:text/html,<h1>foreign</h1>', origin: 'null' });
  });
});

test.describe('custom protocol, policy and requests', () => {
  test('the app is a secure origin of its own, served by its handler alone', async ({ app, page }) => {
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('app://bundle/');
    expect(await page.evaluate(() => ({ secure: isSecureContext, script: document.body.dataset['script'] }))).toEqual({ secure: true, script: 'ran' });
    expect(await page.evaluate(async () => {
      const answer = await fetch('/page.js', { method: 'POST', body: 'x' });
      return [answer.status, answer.headers.get('x-method')];
    })).toEqual([200, 'POST']);
  });
  test('outside its folder there is nothing', async ({ page, allowConsole }) => {
    allowConsole(/404/);
    for (const address of ['/%2e%2e/main.ts', '/..%2fmain.ts', '/main.ts']) expect(await page.evaluate(async (to) => (await fetch(to)).status, address), address).toBe(404);
  });

  test('the policy of the handler is enforced', async ({ page, allowConsole }) => {
    allowConsole(/Content Security Policy|violates|ERR_BLOCKED_BY_CSP/);
    expect(await page.evaluate(async () => {
      const violations = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) => violations.add(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'globalThis.inlineRan = true';
      document.body.append(script);
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      const fetched = await fetch('https://example.com/').then(() => 'fetched', () => 'blocked');
      while (violations.size < 3) await new Promise((resolve) => setTimeout(resolve, 10));
      return { ran: 'inlineRan' in globalThis, fetched, violations: [...violations].sort() };
    })).toEqual({ ran: false, fetched: 'blocked', violations: ['connect-src', 'frame-src', 'script-src-elem'] });
  });

  test('webRequest sees and stops requests, of the page, of a worker, and of net.fetch, by its filter', async ({ app, page, allowConsole }) => {
    allowConsole(/ERR_BLOCKED_BY_CLIENT/);
    await app.evaluate(({ session }) => {
      session.defaultSession.webRequest.onBeforeRequest({ urls: ['app://bundle/page.js*', 'http://127.0.0.1/*'] }, (details, callback) => {
        globalThis.log.push(`asked ${details.url} ${details.webContentsId === undefined ? 'main' : 'page'}`);
        callback({ cancel: true });
      });
    });
    expect(await page.evaluate(async () => [await fetch('/page.js').catch(() => 'stopped'), (await fetch('/worker.js')).status])).toEqual(['stopped', 200]);
    expect(await page.evaluate(() => new Promise((resolve) => {
      const worker = new Worker('/worker.js');
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.postMessage('/page.js?worker');
    }))).toBe('blocked');
    expect(await app.evaluate(({ net }) => net.fetch('http://127.0.0.1:9/').catch((error: Error) => error.message))).toBe('net::ERR_BLOCKED_BY_CLIENT');
    expect((await logOf(app)).filter((line) => line.startsWith('asked'))).toEqual(['asked app://bundle/page.js page', 'asked app://bundle/page.js?worker page', 'asked http://127.0.0.1:9/ main']);
  });
});

test.describe('the ways out of the page', () => {
  test('navigation is announced and can be refused: link, assignment, mailto', async ({ app, page, allowConsole }) => {
    allowConsole(/./);
    const announced = async (): Promise<string[]> => (await logOf(app)).filter((line) => line.startsWith('will-navigate'));
    await page.locator('#away').click();
    await expect.poll(announced).toEqual(['will-navigate https://example.com/docs']);
    await page.evaluate(() => {
      location.href = 'https://example.com/assigned';
    });
    await expect.poll(async () => (await announced()).at(-1)).toBe('will-navigate https://example.com/assigned');
    await page.locator('#mail').click();
    await expect.poll(async () => (await announced()).at(-1)).toBe('will-navigate mailto:someone@example.com');
    await expect(page.getByRole('heading')).toHaveText('Host App');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('app://bundle/');
  });

  test('a reload by the page is a navigation, one from outside is not', async ({ app, page }) => {
    const announced = async (): Promise<string[]> => (await logOf(app)).filter((line) => line.startsWith('will-navigate'));
    await page.reload();
    await expect(page.getByRole('heading')).toHaveText('Host App');
    expect(await invoke(page, 'echo', 'after')).toEqual(['after']);
    expect(await announced()).toEqual([]);
    await page.evaluate(() => location.reload());
    await expect.poll(announced).toEqual(['will-navigate app://bundle/']);
  });

  test('a redirect is announced, and can be refused', async ({ app, page }) => {
    const { url, server } = await listen((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    const outcome = await app.evaluate(({ BrowserWindow }, target) => BrowserWindow.getAllWindows()[0]?.webContents.loadURL(target).then(() => 'loaded', () => 'refused'), `${url}/start`);
    server.close();
    expect(outcome).toBe('refused');
    expect((await logOf(app)).filter((line) => line.startsWith('will-'))).toEqual([`will-redirect ${url}/elsewhere`]);
    expect(page.isClosed()).toBe(false);
  });

  test('no new window opens, however it is asked for', async ({ app, page, allowConsole }) => {
    allowConsole(/./);
    expect(await page.evaluate(() => window.open('https://example.com/open'))).toBeNull();
    await page.locator('#new').click();
    await page.locator('#away').click({ modifiers: ['ControlOrMeta'] });
    await page.locator('#away').click({ button: 'middle' });
    await expect.poll(async () => (await logOf(app)).filter((line) => line.startsWith('window-open'))).toEqual(['open', 'new', 'docs', 'docs'].map((name) => `window-open https://example.com/${name}`));
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    await expect.poll(() => app.windows().length).toBe(1);
  });

  const answers = (page: Page): Promise<object> => page.evaluate(async () => ({
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state, notification: Notification.permission,
    microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', (error: Error) => error.name),
  }));
  test('permissions are what both handlers say', async ({ page }) => {
    expect(await answers(page)).toEqual({ geolocation: 'denied', notification: 'denied', microphone: expect.stringMatching(/NotAllowedError|NotFoundError/) });
  });
  for (const dropped of ['setPermissionRequestHandler', 'setPermissionCheckHandler'] as const) {
    test(`an app that drops its ${dropped} shows it`, async ({ app, page, host }) => {
      test.skip(host === 'electron', 'Electron asks each handler at its own time; the host, which must ask up front, shows their disagreement as "prompt"');
      await app.evaluate(({ session }, name) => session.defaultSession[name](null), dropped);
      await page.reload();
      expect(await answers(page)).toMatchObject({ geolocation: 'prompt', notification: 'default' });
      expect(await page.evaluate(() => new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))))).toBe(1);
    });
  }
});

test.describe('life cycle', () => {
  test("a second start wakes the first, and leaves without a window", async ({ app, page, run }) => {
    const { code } = await run('--from=second');
    expect(code).toBe(0);
    await expect.poll(() => logOf(app)).toContain('second-instance --from=second {}');
    await expect(page.getByRole('heading')).toBeVisible();
  });

  test('the first session comes before ready, and ready before the window', async ({ app, page }) => {
    await expect(page.getByRole('heading')).toBeVisible();
    expect((await logOf(app)).slice(0, 2)).toEqual(['session-created', 'ready']);
  });

  test('quit goes before-quit, close, closed, will-quit, quit; a listener can stop it', async ({ app, page }) => {
    let output = '';
    app.process().stdout?.on('data', (data: Buffer) => {
      output += data.toString();
    });
    const gone = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ app: main, BrowserWindow }) => {
      for (const name of ['close', 'closed'] as const) (BrowserWindow.getAllWindows()[0] as NodeJS.EventEmitter).on(name, () => process.stdout.write(`${name}\n`));
      main.once('before-quit', (event) => event.preventDefault());
      main.quit();
    });
    await expect(page.getByRole('heading')).toBeVisible();
    expect(output).toBe('before-quit\n');
    await app.evaluate(({ app: main }) => setImmediate(() => main.quit())).catch(() => {});
    expect(await gone).toBe(0);
    expect(output).toBe('before-quit\nbefore-quit\nclose\nclosed\nwill-quit\nquit\n');
  });

  test('close can be vetoed, and quitting then stops', async ({ app, page }) => {
    await app.evaluate(({ app: main, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.once('close', (event) => event.preventDefault());
      main.quit();
    });
    await expect(page.getByRole('heading')).toBeVisible();
    expect(await logOf(app)).not.toContain('closed');
  });

  test('a window can be destroyed and opened again, several times, while the app lives', async ({ app, page }) => {
    await expect(page.getByRole('heading')).toBeVisible();
    for (const round of [1, 2, 3]) {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
      expect((await logOf(app)).filter((line) => line === 'window-all-closed')).toHaveLength(round);
      const next = app.waitForEvent('window');
      await app.evaluate(() => void globalThis.openWindow());
      const reopened = await next;
      await expect(reopened.getByRole('heading')).toHaveText('Host App');
      expect(await invoke(reopened, 'echo', round)).toEqual([round]);
    }
    expect(await logOf(app)).not.toContain('close');
  });

  test('a person who closes the last window ends the app that does not object', async ({ app, page }) => {
    await app.evaluate(({ app: main }) => void main.once('window-all-closed', () => main.quit()));
    const gone = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
    await page.close();
    expect(await gone).toBe(0);
  });

  test('a page that crashes is reported, and can be replaced', async ({ app, page }) => {
    await app.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.webContents.loadURL('chrome://crash').catch(() => {}));
    await expect.poll(() => logOf(app)).toContain('render-process-gone crashed');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed())).toBe(true);
    expect(page.isClosed()).toBe(false);
    const next = app.waitForEvent('window');
    await app.evaluate(({ BrowserWindow }) => {
      const [old] = BrowserWindow.getAllWindows();
      globalThis.openWindow();
      old?.destroy();
    });
    await expect((await next).getByRole('heading')).toHaveText('Host App');
  });

  test('a data folder that is no folder does not stop the window', async ({ launch }) => {
    const app = await launch('--data-folder=/dev/null');
    await expect((await app.firstWindow()).getByRole('heading')).toHaveText('Host App');
  });
});

test.describe('what the system gives', () => {
  test('a hidden window without preload loads a page and prints it', async ({ app, page }) => {
    await expect(page.getByRole('heading')).toBeVisible();
    const printed = await app.evaluate(async ({ BrowserWindow }) => {
      const hidden = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, javascript: false } });
      await hidden.loadURL('data:text/html,<title>paper</title><h1>Report</h1><script>document.title = "ran"</script>');
      const portrait = await hidden.webContents.printToPDF({ pageSize: 'A4', printBackground: true });
      const visible = hidden.isVisible();
      hidden.destroy();
      return { head: portrait.subarray(0, 5).toString(), size: /MediaBox ?\[([\d. ]+)\]/.exec(portrait.toString('latin1'))?.[1], visible, windows: BrowserWindow.getAllWindows().length };
    });
    expect(printed).toMatchObject({ head: '%PDF-', visible: false, windows: 1 });
    const [, , width = 0, height = 0] = (printed.size ?? '').trim().split(/\s+/).map(Number);
    expect([Math.round(width / 72 * 25.4), Math.round(height / 72 * 25.4)]).toEqual([210, 297]);
  });

  test('safeStorage brings a text back, and not in clear, also for the next start', async ({ launch, profile }) => {
    const first = await launch();
    const encrypted = await first.evaluate(async ({ safeStorage, app: main }) => {
      await main.whenReady();
      const bytes = await safeStorage.encryptStringAsync('hunter2-token');
      return { available: await safeStorage.isAsyncEncryptionAvailable(), hex: bytes.toString('hex'), back: await safeStorage.decryptStringAsync(bytes) };
    });
    expect(encrypted).toMatchObject({ available: true, back: { shouldReEncrypt: false, result: 'hunter2-token' } });
    expect(Buffer.from(encrypted.hex, 'hex').toString('latin1')).not.toContain('hunter2');
    await first.close();
    const again = await launch();
    test.skip((await again.evaluate(() => process.versions['electronHost'])) !== 'chromium', 'what follows looks at the key file of the host');
    expect(await readFile(path.join(profile, 'chromium-host-key'))).toHaveLength(32);
  });

  test('a text that safeStorage did not make is refused', async ({ app, page }) => {
    await expect(page.getByRole('heading')).toBeVisible();
    expect(await app.evaluate(({ safeStorage }) => safeStorage.decryptStringAsync(Buffer.from('v10 made up by somebody else entirely')).then(() => 'decrypted', () => 'refused'))).toBe('refused');
  });

  test('the clipboard is asynchronous and can be cleared', async ({ app }) => {
    expect(await app.evaluate(async ({ clipboard }) => {
      await clipboard.writeText('copied');
      const before = await clipboard.readText();
      await clipboard.writeText('');
      return [before, await clipboard.readText()];
    })).toEqual(['copied', '']);
  });

  test('powerMonitor passes on what a test emits, and takes an idle time', async ({ app }) => {
    expect(await app.evaluate(({ powerMonitor }) => {
      const heard: string[] = [];
      for (const name of ['suspend', 'lock-screen', 'resume'] as const) (powerMonitor as NodeJS.EventEmitter).on(name, () => heard.push(name)).emit(name);
      powerMonitor.getSystemIdleTime = () => 700;
      return [...heard, powerMonitor.getSystemIdleTime()];
    })).toEqual(['suspend', 'lock-screen', 'resume', 700]);
  });

  test('net.fetch follows, refuses and aborts as documented', async ({ app, page }) => {
    await expect(page.getByRole('heading')).toBeVisible();
    const { url, server } = await listen((request, response) => {
      if (request.url === '/slow') return;
      if (request.url === '/moved') response.writeHead(302, { location: '/here' }).end();
      else response.writeHead(200, { 'x-method': request.method ?? '' }).end('body');
    });
    const closed = await listen(() => {});
    closed.server.close();
    const outcome = await app.evaluate(async ({ net }, [base, nobody]) => {
      const message = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'answered', (error: Error) => error.message);
      const posted = await net.fetch(`${base}/post`, { method: 'POST', body: 'x', bypassCustomProtocolHandlers: true });
      const stop = new AbortController();
      const slow = net.fetch(`${base}/slow`, { signal: stop.signal }).then(() => 'answered', (error: Error) => error.name);
      stop.abort();
      return {
        posted: [posted.status, posted.headers.get('x-method'), await posted.text()], followed: (await net.fetch(`${base}/moved`)).status,
        error: await message(net.fetch(`${base}/moved`, { redirect: 'error' })), manual: await message(net.fetch(`${base}/moved`, { redirect: 'manual' })),
        aborted: await slow, refused: await message(net.fetch(nobody)), unsafe: await message(net.fetch('http://127.0.0.1:1/')), online: typeof net.isOnline(), scheme: await (await net.fetch('app://bundle/page.js')).text(),
      };
    }, [url, closed.url] as const);
    server.closeAllConnections();
    server.close();
    expect(outcome).toEqual({
      posted: [200, 'POST', 'body'], followed: 200, error: "Attempted to redirect, but redirect policy was 'error'", manual: 'Redirect was cancelled', aborted: 'AbortError',
      refused: 'net::ERR_CONNECTION_REFUSED', unsafe: 'net::ERR_UNSAFE_PORT', online: 'boolean', scheme: expect.stringContaining('dataset.script'),
    });
  });

  test('a session of its own has handlers of its own', async ({ app, page }) => {
    await expect(page.getByRole('heading')).toBeVisible();
    const { url, server } = await listen((_request, response) => response.end('body'));
    expect(await app.evaluate(async ({ session }, base) => {
      session.defaultSession.webRequest.onBeforeRequest((_details, callback) => callback({ cancel: true }));
      const own = session.fromPartition('twilio');
      return [own === session.fromPartition('twilio'), own.isPersistent(), await (await own.fetch(base)).text(), await session.defaultSession.fetch(base).catch((error: Error) => error.message)];
    }, url)).toEqual([true, false, 'body', 'net::ERR_BLOCKED_BY_CLIENT']);
    server.close();
    expect((await logOf(app)).filter((line) => line === 'session-created')).toHaveLength(2);
  });

  test('a notification shows itself', async ({ app }) => {
    expect(await app.evaluate(({ Notification }) => new Promise((resolve) => {
      const notification = new Notification({ title: 'Registered', body: '+1 555 0100' });
      (notification as NodeJS.EventEmitter).once('show', () => resolve([Notification.isSupported(), notification.title]));
      notification.show();
    }))).toEqual([true, 'Registered']);
  });

  test('the theme that the app chooses reaches the page', async ({ app, page }) => {
    const dark = (): Promise<boolean> => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    await expect.poll(dark).toBe(true);
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true);
    await app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'light';
    });
    await expect.poll(dark).toBe(false);
  });

  test('high contrast, switched on by a test, reaches the page', async ({ app, page, host }) => {
    test.skip(host === 'electron', 'in Electron only the system can switch it on');
    await app.evaluate(({ nativeTheme }) => void Object.assign(nativeTheme, { shouldUseHighContrastColors: true }));
    await expect.poll(() => page.evaluate(() => [matchMedia('(prefers-contrast: more)').matches, matchMedia('(forced-colors: active)').matches])).toEqual([true, true]);
  });

  test('getAppMetrics counts real processes', async ({ app, page }) => {
    await expect(page.getByRole('heading')).toBeVisible();
    const metrics = await app.evaluate(({ app: main }) => main.getAppMetrics());
    expect(new Set(metrics.map(({ type }) => type))).toEqual(new Set([...metrics.map(({ type }) => type), 'Browser', 'Tab']));
    for (const { memory, pid, creationTime } of metrics) expect(memory.workingSetSize > 0 && pid > 0 && creationTime < Date.now(), String(pid)).toBe(true);
  });

  test('the process says where it runs', async ({ app, page, host }) => {
    const versions = await app.evaluate(() => ({ ...process.versions }));
    expect(versions['node']).toMatch(/^24\./);
    expect(versions['electron']).toMatch(/^45\./);
    expect(await page.evaluate(() => globalThis.bridge.versions['electron'])).toBe(versions['electron']);
    expect([versions['electronHost'], versions['electronHostSandbox']]).toEqual(host === 'electron' ? [undefined, undefined] : ['chromium', process.getuid?.() === 0 ? 'off' : 'on']);
  });

  test('what the host lacks throws when touched', async ({ app, host }) => {
    test.skip(host === 'electron', 'Electron lacks nothing');
    expect(await app.evaluate(({ Tray, screen }) => [() => new Tray(''), () => screen.getPrimaryDisplay()].map((touch) => {
      try {
        touch();
        return 'there';
      } catch (error) {
        return (error as Error).message;
      }
    }))).toEqual(['electron-host: new Tray() is not implemented', 'electron-host: screen.getPrimaryDisplay is not implemented']);
  });
});
