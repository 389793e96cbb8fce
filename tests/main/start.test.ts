// The first moments of the process, before Electron is ready: what must be in force by then cannot be seen from a page. A stand-in for Electron notes it.
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({ calls: [] as string[], lock: false }));
vi.mock('electron-store', () => ({ default: {} }));
vi.mock('electron', () => {
  const note = (name: string) => (...args: unknown[]): void => void electron.calls.push([name, ...args.filter((arg) => typeof arg === 'string')].join(' '));
  const app = {
    isPackaged: true, commandLine: { getSwitchValue: () => '/nowhere' }, setPath: () => {}, getPath: () => '/nowhere',
    enableSandbox: note('enableSandbox'), setAppUserModelId: note('setAppUserModelId'), on: note('on'), quit: note('quit'), requestSingleInstanceLock: () => electron.lock,
    whenReady: () => { note('whenReady')(); return new Promise(() => {}); },
  };
  const protocol = { registerSchemesAsPrivileged: ([one]: { scheme: string }[]) => note('scheme')(one?.scheme) };
  return { app, protocol, BrowserWindow: {}, clipboard: {}, dialog: {}, ipcMain: {}, nativeTheme: {}, net: {}, powerMonitor: {}, session: {}, shell: {} };
});

async function start(lock: boolean): Promise<string[]> {
  Object.assign(electron, { lock });
  electron.calls.length = 0;
  vi.resetModules();
  await import('../../main/index.ts');
  return electron.calls;
}

it('sandboxes every process, registers its scheme and watches every page before anything is shown', async () => {
  expect(await start(true)).toEqual(['enableSandbox', 'scheme app', 'on web-contents-created', 'whenReady']);
});

it('goes by the name that its installer gives it on Windows, which shows no notice otherwise', async () => {
  vi.stubGlobal('process', Object.create(process, { platform: { value: 'win32' } }));
  const installed = /^appId: (\S+)$/m.exec(readFileSync('electron-builder.yml', 'utf8'))?.[1];
  expect(await start(true)).toContain(`setAppUserModelId ${installed ?? ''}`);
  vi.unstubAllGlobals();
});

it('a second start on the same data folder quits and opens nothing', async () => {
  const calls = await start(false);
  expect(calls.at(-1)).toBe('quit');
  expect(calls).not.toContain('whenReady');
});

it('forgets what the environment says about Twilio, and nothing else', async () => {
  for (const [name, value] of Object.entries({ TWILIO_REGION: 'ie1', TWILIO_ACCOUNT_SID: 'AC0', NOT_TWILIO_: 'kept' })) vi.stubEnv(name, value);
  await start(false);
  expect(Object.keys(process.env).filter((name) => name.includes('TWILIO_'))).toEqual(['NOT_TWILIO_']);
  vi.unstubAllEnvs();
});
