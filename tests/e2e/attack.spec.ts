// Each way out of the page, tried. What a mutation must not survive is named in the test's title.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebContents } from 'electron';
import { expect, recordExternal, test } from './fixture.ts';

/** A server that a page must never reach: it counts who came. */
async function trap(): Promise<{ readonly url: string; readonly visits: string[]; readonly server: Server }> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<title>out</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits, server };
}

test('no way to the network: fetch, beacon, image, script, style, frame, socket, worker', async ({ page, allowConsole }) => {
  allowConsole(/Content Security Policy|Failed to load|Refused|violates|TrustedScriptURL|blocked|ERR_/i);
  const { url, visits, server } = await trap();
  const violated = await page.evaluate(async (target) => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
    const attempt = async (what: () => unknown): Promise<void> => { try { await what(); } catch { /* refused */ } };
    await attempt(() => fetch(`${target}/fetch`));
    await attempt(() => navigator.sendBeacon(`${target}/beacon`, 'x'));
    await attempt(() => { new Image().src = `${target}/image`; });
    await attempt(() => { const script = document.createElement('script'); script.src = `${target}/script`; document.head.append(script); });
    await attempt(() => { const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = `${target}/style`; document.head.append(link); });
    await attempt(() => { const frame = document.createElement('iframe'); frame.src = `${target}/frame`; document.body.append(frame); });
    await attempt(() => new WebSocket(target.replace('http', 'ws')));
    await attempt(() => new Worker(`${target}/worker`));
    await attempt(() => new EventSource(`${target}/events`));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return directives;
  }, url);
  server.close();
  expect(visits).toEqual([]);
  expect(new Set(violated)).toEqual(new Set([...violated, 'connect-src', 'img-src', 'style-src-elem', 'frame-src']));
});

test('no request leaves even where the policy would let it: main refuses it', async ({ app }) => {
  // The window's own policy is not asked here: a bare page without any, in the same session.
  const { url, visits, server } = await trap();
  const outcome = await app.evaluate(async ({ BrowserWindow }, target) => {
    const bare = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true } });
    const loaded = await bare.loadURL(`${target}/page`).then(() => 'loaded', () => 'refused');
    bare.destroy();
    return loaded;
  }, url);
  server.close();
  expect(outcome).toBe('refused');
  expect(await app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled()), 'Chromium would fetch dictionaries').toBe(false);
  expect(visits).toEqual([]);
});

test('no inline script, no eval, no injected markup', async ({ page, allowConsole }) => {
  allowConsole(/Content Security Policy|Trusted|unsafe-eval|Refused|violates|blocked/i);
  // In a task of its own: code that the debugger evaluates may use eval whatever the policy says.
  expect(await page.evaluate(() => new Promise((resolve) => setTimeout(() => {
    const attempt = (what: () => unknown): string => { try { what(); return 'ran'; } catch (error) { return (error as Error).name; } };
    const element = document.createElement('div');
    document.body.append(element);
    const inline = document.createElement('script');
    const results = {
      // oxlint-disable-next-line no-eval -- it must not work
      eval: attempt(() => (0, eval)('globalThis.evaluated = 1')),
      // oxlint-disable-next-line no-new-func, no-implied-eval -- as above
      function: attempt(() => new Function('globalThis.evaluated = 1')()),
      markup: attempt(() => { element.innerHTML = '<img src=x onerror="globalThis.evaluated = 1">'; }),
      policy: attempt(() => (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('mine', {})),
      script: attempt(() => { inline.textContent = 'globalThis.evaluated = 1'; document.head.append(inline); }),
    };
    resolve({ ...results, evaluated: 'evaluated' in globalThis });
  }, 0)))).toEqual({ eval: 'EvalError', function: 'EvalError', markup: 'TypeError', policy: 'TypeError', script: expect.any(String), evaluated: false });
});

test('no navigation away: by assignment, link, or form', async ({ app, page, allowConsole }) => {
  allowConsole(/Content Security Policy|form-action|Refused|violates|blocked|Not allowed/i);
  const { url, visits, server } = await trap();
  const opened = await recordExternal(app);
  // Each alone: a later navigation would cancel an earlier one.
  const go = (target: string): void => { try { location.href = target; } catch { /* refused */ } };
  const ways: readonly (readonly [(target: string) => void, string])[] = [
    [(target) => { const link = document.createElement('a'); link.href = target; document.body.append(link); link.click(); }, `${url}/link`],
    [(target) => { const form = document.createElement('form'); form.action = target; document.body.append(form); form.submit(); }, `${url}/form`],
    ...[`${url}/assigned`, 'file:///etc/passwd', 'javascript:void(globalThis.evaluated = 1)', 'data:text/html,x', 'mailto:a@b.c', 'tel:911'].map((target) => [go, target] as const),
  ];
  for (const [way, target] of ways) {
    await page.evaluate(way, target);
    await page.waitForTimeout(150);
  }
  server.close();
  expect(await page.evaluate(() => 'evaluated' in globalThis)).toBe(false);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())).toBe('app://bundle/');
  await expect(page.locator('[data-screen]')).toBeVisible();
  expect(visits).toEqual([]);
  expect(await opened()).toEqual([]);
});

test('no navigation even to a file of its own: nothing but the guard stops it', async ({ app, page }) => {
  // Each alone: a later navigation would cancel an earlier one.
  const ways: readonly ((address: string) => void)[] = [
    (address) => { location.href = address; },
    (address) => { location.replace(address); },
    (address) => { const link = document.createElement('a'); link.href = address; document.body.append(link); link.click(); },
  ];
  for (const [index, way] of ways.entries()) {
    await page.evaluate(way, `/index.html?moved=${index}`);
    await page.waitForTimeout(300);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())).toBe('app://bundle/');
  }
  await expect(page.locator('[data-screen]')).toBeVisible();
});

test('each guard of the window holds alone: navigation, frame, redirect, webview, new window', async ({ app, page }) => {
  await expect(page.locator('[data-screen]')).toBeVisible();
  // One guard can hide that another is gone. So each is asked by itself, on the window's own WebContents and on that of a window opened now.
  expect(await app.evaluate(({ app: main, BrowserWindow }) => {
    let answer: unknown = 'no handler';
    main.prependOnceListener('web-contents-created', (_event: unknown, contents: WebContents) => {
      const set = contents.setWindowOpenHandler.bind(contents);
      contents.setWindowOpenHandler = (handler) => { answer = handler({ url: 'https://example.com/', frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: 'default' } }); set(handler); };
    });
    const late = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true } });
    const held = BrowserWindow.getAllWindows().map(({ webContents }) => ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map((name) => {
      let prevented = false;
      (webContents as NodeJS.EventEmitter).emit(name, { url: 'https://example.com/', isMainFrame: true, preventDefault: () => { prevented = true; } }, 'https://example.com/');
      return prevented;
    }));
    late.destroy();
    return { held, answer };
  })).toEqual({ held: [[true, true, true, true], [true, true, true, true]], answer: { action: 'deny' } });
});

test('no new window: window.open, target=_blank, Ctrl+click, middle click', async ({ app, page, allowConsole }) => {
  allowConsole(/Content Security Policy|Refused|violates|blocked|sandbox/i);
  const { url, visits, server } = await trap();
  expect(await page.evaluate((target) => window.open(`${target}/open`), url)).toBeNull();
  await page.evaluate((target) => {
    const link = document.createElement('a');
    Object.assign(link, { href: `${target}/blank`, target: '_blank', textContent: 'bait', id: 'bait' });
    link.style.cssText = 'position:fixed;top:0;left:0;z-index:99;background:white';
    document.body.append(link);
  }, url);
  await page.locator('#bait').click();
  await page.locator('#bait').click({ modifiers: ['ControlOrMeta'] });
  await page.locator('#bait').click({ button: 'middle' });
  await page.waitForTimeout(400);
  server.close();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(visits).toEqual([]);
});

test('no permission: requests and checks are refused, each by its own handler', async ({ app, page }) => {
  expect(await page.evaluate(async () => ({
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    notification: Notification.permission,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', (error: Error) => error.name),
    microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', (error: Error) => error.name),
    clipboard: await navigator.clipboard.readText().then(() => 'read', (error: Error) => error.name),
  }))).toEqual({ geolocation: 'denied', notification: 'denied', camera: expect.stringMatching(/NotAllowed|NotFound/), microphone: expect.stringMatching(/NotAllowed|NotFound/), clipboard: 'NotAllowedError' });
  const handlers = await app.evaluate(async ({ session }) => {
    // Electron keeps no list of handlers; the host does. On real Electron the page's own answers above are the test.
    const own = session.defaultSession as unknown as { readonly handlers?: () => Record<'request' | 'check' | 'device', boolean> };
    return own.handlers?.() ?? { request: true, check: true, device: true };
  });
  expect(handlers).toEqual({ request: true, check: true, device: true });
});

test('no webview, no Node, no Electron in the page', async ({ page }) => {
  expect(await page.evaluate(() => {
    const webview = document.createElement('webview');
    document.body.append(webview);
    return {
      webview: 'getWebContentsId' in webview || 'loadURL' in webview,
      node: [typeof (globalThis as Record<string, unknown>)['require'], typeof (globalThis as Record<string, unknown>)['process'], typeof (globalThis as Record<string, unknown>)['Buffer']],
      bridge: Object.keys(window.trunkbook ?? {}).sort(), frozen: Object.isFrozen(window.trunkbook) && !Reflect.set(window, 'trunkbook', 1),
      electron: Object.getOwnPropertyNames(window).filter((name) => /electron|ipc/i.test(name)),
    };
  })).toEqual({ webview: false, node: ['undefined', 'undefined', 'undefined'], bridge: ['invoke', 'onPatch'], frozen: true, electron: [] });
});

test('a sub-frame has no bridge, and the page cannot be framed', async ({ page, allowConsole }) => {
  allowConsole(/Content Security Policy|Refused|violates|blocked|frame/i);
  expect(await page.evaluate(async () => {
    const blank = document.createElement('iframe');
    document.body.append(blank);
    const framed = document.createElement('iframe');
    framed.src = location.href;
    document.body.append(framed);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const inside = (frame: HTMLIFrameElement): string => { try { return typeof (frame.contentWindow as unknown as { trunkbook?: unknown }).trunkbook; } catch { return 'unreachable'; } };
    return { blank: inside(blank), framed: ['undefined', 'unreachable'].includes(inside(framed)) };
  })).toEqual({ blank: 'undefined', framed: true });
});

test('the bridge takes only its own channels, whatever the page does to its prototypes', async ({ page }) => {
  expect(await page.evaluate(async () => {
    const invoke = window.trunkbook!.invoke as unknown as (channel: string, input?: unknown) => Promise<{ ok: boolean; fault?: { code: string } }>;
    // Poisoned only while the calls are made: React and the test's own driver live on the same prototypes.
    const sound = { has: Set.prototype.has, hasOwn: Object.hasOwn, includes: Array.prototype.includes };
    Object.assign(Set.prototype, { has: () => true });
    Object.assign(Object, { hasOwn: () => true });
    Object.assign(Array.prototype, { includes: () => true });
    const calls = [invoke('fs.write', { path: '/etc/passwd' }), invoke('electron-store-get-data'), invoke('preferences.save', JSON.parse('{"theme":"dark","__proto__":{"polluted":true}}'))];
    Object.assign(Set.prototype, { has: sound.has });
    Object.assign(Object, { hasOwn: sound.hasOwn });
    Object.assign(Array.prototype, { includes: sound.includes });
    const [unknown, store, poisoned] = await Promise.allSettled(calls);
    return { unknown: unknown?.status, store: store?.status, poisoned: poisoned?.status === 'fulfilled' ? poisoned.value.fault?.code : 'refused' };
  })).toEqual({ unknown: 'rejected', store: 'rejected', poisoned: 'invalid-request' });
});

test('a channel that something else registers cannot be reached from the page', async ({ app, page }) => {
  await app.evaluate(({ ipcMain }) => ipcMain.handle('dependency.read', () => 'CANARY'));
  expect(await page.evaluate(() => (window.trunkbook!.invoke as unknown as (channel: string) => Promise<unknown>)('dependency.read').then(String, () => 'refused'))).toBe('refused');
});

test('a foreign page gets no answer, even with the very same preload', async ({ app, page }) => {
  await expect(page.locator('[data-screen]')).toBeVisible();
  expect(await app.evaluate(async ({ app: main, BrowserWindow }) => {
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload: `${main.getAppPath()}/out/preload/index.cjs`, sandbox: true, contextIsolation: true } });
    await foreign.loadURL('data:text/html,<title>foreign</title>');
    const answer: unknown = await foreign.webContents.executeJavaScript(`window.trunkbook.invoke('mirror.get').then((result) => result.ok ? 'answered' : result.fault.code)`);
    foreign.destroy();
    return answer;
  })).toBe('untrusted');
});

test('the environment opens no door: neither a dev server nor Twilio’s variables count in the build for people', async ({ launch }) => {
  const { url, visits, server } = await trap();
  const doors = { ELECTRON_RENDERER_URL: url, TWILIO_REGION: 'ie1' };
  Object.assign(process.env, doors);
  try {
    const app = await launch();
    await (await app.firstWindow()).locator('[data-screen]').first().waitFor();
    expect(await app.evaluate(({ BrowserWindow }) => ({ url: BrowserWindow.getAllWindows()[0]!.webContents.getURL(), region: process.env['TWILIO_REGION'] }))).toEqual({ url: 'app://bundle/', region: undefined });
  } finally {
    for (const name of Object.keys(doors)) Reflect.deleteProperty(process.env, name);
    server.close();
  }
  expect(visits).toEqual([]);
});

test('links open by name only: what opens is what was shown, and no address of the page', async ({ app, page }) => {
  const opened = await recordExternal(app);
  const answers = await page.evaluate(async () => {
    const invoke = window.trunkbook!.invoke as unknown as (channel: string, input: object) => Promise<{ value?: { url: string }; fault?: { code: string } }>;
    const link = { link: 'twilio-console', siteId: null };
    const open = async (input: object): Promise<string | undefined> => (await invoke('link.open', input)).fault?.code;
    return {
      shown: (await invoke('link.show', link)).value?.url, opened: await open(link),
      refused: [await open({ ...link, link: 'https://example.com/' }), await open({ ...link, url: 'https://example.com/' }), await open({ ...link, link: '3cx-console' })],
    };
  });
  expect(answers).toEqual({ shown: expect.stringMatching(/^https:\/\/console\.twilio\.com\//), opened: undefined, refused: ['invalid-request', 'invalid-request', 'invalid-value'] });
  expect(await opened()).toEqual([answers.shown]);
});

test('the page may not even fetch its own files, and each load has a fresh nonce', async ({ page, allowConsole }) => {
  allowConsole(/violates the following Content Security Policy directive: "connect-src/);
  const load = () => page.evaluate(async () => {
    const response = await new Promise<XMLHttpRequest | null>((resolve) => { try { const request = new XMLHttpRequest(); request.open('GET', '/index.html'); request.onloadend = () => resolve(request); request.send(); } catch { resolve(null); } });
    return response?.status ?? 0;
  });
  // The page itself may fetch nothing at all: connect-src is 'none'.
  expect(await load()).toBe(0);
  const nonce = () => page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '');
  const first = await nonce();
  expect(first.length).toBeGreaterThan(15);
  await page.reload();
  await page.locator('[data-screen]').waitFor();
  const second = await nonce();
  expect(second.length).toBeGreaterThan(15);
  expect(second).not.toBe(first);
});
