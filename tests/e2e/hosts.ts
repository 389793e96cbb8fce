// Where an Electron is that could run Trunkbook. Never `import 'electron'` here: in plain Node that tries to download it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Host = 'chromium-host' | 'electron';
export const root = path.resolve(import.meta.dirname, '../..');

/** Electron's own executable, or null where its binary was never fetched. */
function realElectron(): string | null {
  const folder = path.join(root, 'node_modules/electron');
  const pathFile = path.join(folder, 'path.txt');
  const file = existsSync(pathFile) ? path.join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : null;
  return file !== null && existsSync(file) ? file : null;
}

/** The hosts that this machine has. */
export function hostsHere(): Host[] {
  return realElectron() === null ? ['chromium-host'] : ['chromium-host', 'electron'];
}

/**
 * What to start.
 * @param host which one; without it Electron's own where it is, else the Chromium host. `TRUNKBOOK_E2E_EXECUTABLE` overrides both.
 */
export function electronExecutable(host?: Host): { readonly file: string; readonly packaged: boolean } {
  const real = realElectron();
  if (host === 'electron' && real === null) throw new Error("Electron's own binary is not installed (npx install-electron)");
  const chromiumHost = path.join(root, 'tools/chromium-host/dist/electron');
  const file = process.env['TRUNKBOOK_E2E_EXECUTABLE'] ?? (host === 'chromium-host' ? chromiumHost : real ?? chromiumHost);
  const resources = path.join(path.dirname(file), 'resources');
  // A packaged app knows what to run; a bare Electron has to be told.
  const packaged = existsSync(resources) && readdirSync(resources).some((name) => /^app(\.asar)?$/.test(name));
  return { file, packaged };
}

/** The environment that an app under test starts in: without a window on anybody's screen, unless `E2E_HEADED=1`. */
export function hostEnvironment(): Record<string, string> {
  const headless = process.env['E2E_HEADED'] === '1' ? '0' : '1';
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), ELECTRON_HOST_HEADLESS: headless };
}

/** Chromium's sandbox does not work as root. */
export const sandboxed = process.getuid?.() !== 0;
