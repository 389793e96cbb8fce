// Holds the Chromium host to Electron's life cycle and to what it gives of the system. See host.spec.ts.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, invoke, listen, logOf, test } from './host-app/fixture.ts';

test.describe('life cycle', () => {
  test('a second start wakes the first, and leaves without a window', async ({ app, page, run }) => {
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
