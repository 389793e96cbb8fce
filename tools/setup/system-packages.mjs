// @ts-check
// What npm cannot bring: Chromium for the Chromium host, a virtual screen, a font. On Debian and Ubuntu root gets them installed;
// anyone else is told the one command to type.
import { accessSync, constants, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { say, whileWaiting } from './progress.mjs';
import { run } from './run.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {'chromium' | 'screen' | 'font' | 'age' | 'strace'} Need */
/** @typedef {'apt' | 'dnf' | 'pacman' | 'zypper'} Manager */

/** @type {Record<Manager, { command: string, names: Record<Need, string[]> }>} */
const MANAGERS = {
  apt: {
    command: 'apt-get install',
    names: { chromium: ['chromium'], screen: ['xvfb', 'xauth'], font: ['fonts-dejavu-core'], age: ['age'], strace: ['strace'] },
  },
  dnf: {
    command: 'dnf install',
    names: { chromium: ['chromium'], screen: ['xorg-x11-server-Xvfb', 'xorg-x11-xauth'], font: ['dejavu-sans-fonts'], age: ['age'], strace: ['strace'] },
  },
  pacman: {
    command: 'pacman -S --needed',
    names: { chromium: ['chromium'], screen: ['xorg-server-xvfb', 'xorg-xauth'], font: ['ttf-dejavu'], age: ['age'], strace: ['strace'] },
  },
  zypper: {
    command: 'zypper install',
    names: { chromium: ['chromium'], screen: ['xorg-x11-server-Xvfb', 'xauth'], font: ['dejavu-fonts'], age: ['age'], strace: ['strace'] },
  },
};

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];

/** The fields of /etc/os-release. @param {string} text @returns {Record<string, string>} */
export function parseOsRelease(text) {
  /** @type {Record<string, string>} */
  const fields = {};
  for (const line of text.split('\n')) {
    const match = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim());
    if (match) fields[match[1] ?? ''] = (match[2] ?? '').replace(/^(["'])(.*)\1$/, '$2');
  }
  return fields;
}

/** The package manager of a distribution, or of the one it descends from. @param {Record<string, string>} release @returns {Manager | undefined} */
export function managerOf(release) {
  for (const name of [release['ID'] ?? '', ...(release['ID_LIKE'] ?? '').split(' ')]) {
    if (name === 'debian' || name === 'ubuntu') return 'apt';
    if (name === 'fedora' || name === 'rhel' || name === 'centos') return 'dnf';
    if (name === 'arch') return 'pacman';
    if (name === 'suse' || name === 'opensuse') return 'zypper';
  }
  return undefined;
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** A program in PATH. @param {string} name @param {string | undefined} searchPath @returns {string | undefined} */
export function onPath(name, searchPath = process.env['PATH']) {
  const folders = (searchPath ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, name)).find(isProgram);
}

/** The browser that the Chromium host drives: the person's choice, else the first one in PATH. @param {NodeJS.ProcessEnv} env */
export function chromium(env = process.env) {
  const chosen = env['ELECTRON_HOST_CHROMIUM'];
  if (!chosen) return CHROMIUMS.map((name) => onPath(name, env['PATH'])).find((file) => file !== undefined);
  if (isProgram(chosen)) return chosen;
  throw new Trouble(`ELECTRON_HOST_CHROMIUM names ${chosen}, which is no program. Correct it, or unset it to use the Chromium in PATH.`);
}

function hasFont() {
  const isFont = (/** @type {string | Buffer} */ name) => /\.(?:ttf|otf|ttc)$/i.test(String(name));
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some((folder) => existsSync(folder) && readdirSync(folder, { recursive: true }).some(isFont));
}

/** @param {Need} need @returns {boolean} */
function isThere(need) {
  switch (need) {
    case 'chromium':
      return chromium() !== undefined;
    case 'screen':
      return onPath('Xvfb') !== undefined && onPath('xauth') !== undefined;
    case 'font':
      return hasFont();
    case 'age':
    case 'strace':
      return onPath(need) !== undefined;
  }
}

/** @param {readonly Need[]} needs @param {(need: Need) => boolean} [there] */
export const missingOf = (needs, there = isThere) => [...new Set(needs)].filter((need) => !there(need));

/**
 * What to do about missing needs on this machine.
 * @param {readonly Need[]} missing @param {{ manager: Manager | undefined, root: boolean }} machine
 * @returns {{ kind: 'install', packages: string[] } | { kind: 'tell', sentence: string }}
 */
export function remedy(missing, machine) {
  const manager = machine.manager ? MANAGERS[machine.manager] : undefined;
  const packages = missing.flatMap((need) => manager?.names[need] ?? need);
  if (machine.manager === 'apt' && machine.root) return { kind: 'install', packages };
  const what = missing.map((need) => ({ chromium: 'Chromium', screen: 'a virtual screen (Xvfb and xauth)', font: 'a font', age: 'age', strace: 'strace' })[need]);
  const list = what.length > 1 ? `${what.slice(0, -1).join(', ')} and ${what.at(-1)}` : what.join('');
  const next = manager
    ? `Install it with:\n\n  ${machine.root ? '' : 'sudo '}${manager.command} ${packages.join(' ')}\n\nand start again.`
    : 'Install it with your package manager and start again.';
  return { kind: 'tell', sentence: `Trunkbook needs ${list} here, which npm cannot bring. ${next}` };
}

function thisMachine() {
  const release = existsSync('/etc/os-release') ? parseOsRelease(readFileSync('/etc/os-release', 'utf8')) : {};
  return { manager: managerOf(release), root: process.getuid?.() === 0 };
}

/** What to do so that the needs are met; undefined when they are. @param {readonly Need[]} needs */
export function remedyFor(needs) {
  const missing = missingOf(needs);
  return missing.length === 0 ? undefined : remedy(missing, thisMachine());
}

/** @param {readonly string[]} packages */
async function aptInstall(packages) {
  const options = /** @type {const} */ ({ output: 'capture', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  const apt = (/** @type {string[]} */ ...args) => run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], options);
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  const first = await install();
  if (first.code === 0) return first;
  // No package lists (a fresh container), or lists too old to find the packages.
  const update = await apt('update');
  return update.code === 0 ? install() : update;
}

/** Installs packages as root. @param {readonly string[]} packages @returns {Promise<string | undefined>} what apt-get said when it failed */
export async function installWithApt(packages) {
  const names = packages.join(' ');
  say(`Installing with apt-get: ${names}.`);
  const { code, output } = await whileWaiting(`apt-get install ${names}`, aptInstall(packages));
  return code === 0 ? undefined : `apt-get could not install ${names}:\n\n${output.trim()}\n`;
}
