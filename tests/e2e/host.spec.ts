// Holds the Chromium host to what Electron documents, with a tiny app of its own. In real Electron the same tests hold the documentation to account.
import type { Page } from '@playwright/test';
import { expect, invoke, listen, logOf, test } from './host-app/fixture.ts';

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
    const failure = (kind: 'symbol' | 'weak'): Promise<string> => page.evaluate(async (wanted) => {
      try {
        return `answered ${String(await globalThis.bridge.invoke('echo', { symbol: Symbol('x'), weak: new WeakMap() }[wanted]))}`;
      } catch (error) {
        return (error as Error).message;
      }
    }, kind);
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
      modules: globalThis.bridge.modules.every((answer) => answer.startsWith('module not found')), realm: Object.getPrototypeOf(globalThis.bridge.invoke) === Function.prototype,
    }))).toEqual({ node: [], leaked: [], modules: true, realm: true });
    expect(await page.evaluate(async () => {
      Object.assign(Object, { hasOwn: () => true, fromEntries: () => ({ evil: true }) });
      Object.assign(Object.prototype, { hasOwnProperty: () => true });
      Object.assign(Array.prototype, { includes: () => true });
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
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's postMessage takes none
      worker.postMessage('/page.js?worker');
    }))).toBe('blocked');
    expect(await app.evaluate(({ net }) => net.fetch('http://127.0.0.1:9/').catch((error: Error) => error.message))).toBe('net::ERR_BLOCKED_BY_CLIENT');
    expect((await logOf(app)).filter((line) => line.startsWith('asked'))).toEqual(['asked app://bundle/page.js page', 'asked app://bundle/page.js?worker page', 'asked http://127.0.0.1:9/ main']);
  });

  test('webRequest sees what a frame of another site asks for, and that frame is known by its address', async ({ app, page, allowConsole }) => {
    allowConsole(/ERR_BLOCKED_BY_CLIENT|404/);
    const { url, server } = await listen((request, response) => {
      const frame = `<iframe src="${url.replace('127.0.0.1', 'localhost')}/frame-allowed"></iframe>`;
      response.setHeader('content-type', 'text/html');
      response.end(request.url === '/outer' ? frame : request.url === '/frame-allowed' ? '<script src="/inner.js"></script>' : '');
    });
    await app.evaluate(({ session }) => session.defaultSession.webRequest.onBeforeRequest((details, callback) => {
      globalThis.log.push(`asked ${details.resourceType} ${new URL(details.url).pathname}`);
      callback({ cancel: details.url.endsWith('/inner.js') });
    }));
    await app.evaluate(({ BrowserWindow }, target) => BrowserWindow.getAllWindows()[0]?.webContents.loadURL(target), `${url}/outer`);
    await expect.poll(async () => (await logOf(app)).filter((line) => line.startsWith('asked'))).toEqual(['asked mainFrame /outer', 'asked subFrame /frame-allowed', 'asked script /inner.js']);
    const addresses = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.framesInSubtree.map((frame) => [new URL(frame.url).host.replace(/:.*/, ''), frame.parent === null]));
    expect(addresses).toEqual([['127.0.0.1', true], ['localhost', false]]);
    expect(await page.frames()[1]?.evaluate(() => typeof globalThis.bridge)).toBe('undefined');
    server.close();
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

  test('no new window opens, however it is asked for, and no request for it leaves', async ({ app, page, allowConsole }) => {
    allowConsole(/./);
    const visits: string[] = [];
    const { url, server } = await listen((request, response) => {
      visits.push(request.url ?? '');
      response.end();
    });
    await page.evaluate((base) => {
      for (const link of document.querySelectorAll('a')) link.href = `${base}/${link.id}`;
    }, url);
    expect(await page.evaluate((base) => window.open(`${base}/open`), url)).toBeNull();
    await page.locator('#new').click();
    await page.locator('#away').click({ modifiers: ['ControlOrMeta'] });
    await page.locator('#away').click({ modifiers: ['Shift'] });
    await page.locator('#away').click({ button: 'middle' });
    await expect.poll(async () => (await logOf(app)).filter((line) => line.startsWith('window-open'))).toEqual(['open', 'new', 'away', 'away', 'away'].map((name) => `window-open ${url}/${name}`));
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    await expect.poll(() => app.windows().length).toBe(1);
    server.close();
    expect(visits).toEqual([]);
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
