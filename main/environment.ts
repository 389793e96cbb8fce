import path from 'node:path';
import { app } from 'electron';
import type { Mirror } from '../preload/contract.ts';

/** Sets the data folder: `--data-folder=` for a second one or for tests, else the system's place for this user. Must run before `ready`. */
export function chooseDataFolder(): string {
  const wanted = app.commandLine.getSwitchValue('data-folder');
  if (wanted !== '') app.setPath('userData', path.resolve(wanted));
  const folder = app.getPath('userData');
  // Chromium's own files stay apart from the vault's.
  app.setPath('sessionData', path.join(folder, 'browser'));
  return folder;
}

/** The dev server of `npm run dev`. The build for people has no such door: the condition is a constant there. */
export function devServerOrigin(): string | null {
  const url = import.meta.env.DEV ? process.env['ELECTRON_RENDERER_URL'] : undefined;
  return url === undefined || app.isPackaged ? null : new URL(url).origin;
}

/** What the page may know of where it runs. */
export function describeEnvironment(dataFolder: string): Mirror['environment'] {
  const host = process.versions['electronHost'] === 'chromium' ? 'chromium' : 'electron';
  return {
    version: app.getVersion(), platform: process.platform, dataFolder, host,
    sandboxed: host === 'electron' || process.versions['electronHostSandbox'] === 'on',
  };
}

/** The SDK would take hosts and its log level from the environment: a variable on a technician's laptop must not change where calls go. */
export function forgetTwilioEnvironment(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('TWILIO_')) delete process.env[name];
  }
}
