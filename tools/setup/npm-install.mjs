// @ts-check
// The npm packages. npm writes down what it installed (node_modules/.package-lock.json, at the very end), so no stamp of our own is
// needed: a changed lockfile, a half-finished install and a deleted node_modules all show by comparing the two.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './place.mjs';
import { say, whileWaiting } from './progress.mjs';
import { run } from './run.mjs';
import { Trouble } from './trouble.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean,
 *   os?: string | string[], cpu?: string | string[], libc?: string | string[] }} Locked
 */
/** @typedef {Record<string, Locked>} Packages */

const LINES_OF_CAUSE = 15;

/** npm's rule: a list of names, of which those with "!" are excluded. @param {string | string[] | undefined} rule @param {string} value */
function admits(rule, value) {
  if (rule === undefined) return true;
  const names = Array.isArray(rule) ? rule : [rule];
  if (names.includes(`!${value}`)) return false;
  return names.includes(value) || names.every((name) => name.startsWith('!'));
}

/** An optional package may be absent, unless it is the build for this very machine. @param {Locked} entry @param {{ platform: string, arch: string }} machine */
function mayBeAbsent(entry, machine) {
  const built = entry.os !== undefined && entry.cpu !== undefined && entry.libc === undefined;
  const forUs = built && admits(entry.os, machine.platform) && admits(entry.cpu, machine.arch);
  return entry.optional === true && !forUs;
}

/**
 * Why the packages must be installed, or undefined when what is there is what the lockfile asks for.
 * @param {Packages} wanted package-lock.json's `packages` @param {Packages | undefined} installed the same of what npm installed
 * @param {{ platform: string, arch: string }} machine @returns {'missing' | 'changed' | undefined}
 */
export function reasonToInstall(wanted, installed, machine) {
  if (!installed) return 'missing';
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue;
    const there = installed[name];
    if (!there && mayBeAbsent(entry, machine)) continue;
    if (!there || there.version !== entry.version || there.integrity !== entry.integrity) return 'changed';
  }
  return undefined;
}

/** @param {string} file @returns {Packages | undefined} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function reason() {
  const wanted = packagesOf('package-lock.json');
  if (!wanted) throw new Trouble('package-lock.json is missing or damaged. Get it back with: git checkout package-lock.json');
  return reasonToInstall(wanted, packagesOf('node_modules/.package-lock.json'), process);
}

export const packagesAreReady = () => reason() === undefined;

/** Installs the packages when they are missing or the lockfile has changed. */
export async function ensurePackages() {
  const why = reason();
  if (!why) return;
  say(why === 'missing' ? 'Installing the npm packages (once; about a minute).' : 'The lockfile has changed: installing the npm packages again.');
  // Error level hides npm's EBADENGINE notes: npm itself runs on an older Node than the packages will.
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--include=dev', '--include=optional', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const options = /** @type {const} */ ({ cwd: root, output: 'capture' });
  const installing = npm?.endsWith('.js')
    ? run(process.execPath, [npm, ...args], options)
    : run('npm', args, { ...options, shell: process.platform === 'win32' });
  const { code, output } = await whileWaiting('Installing the npm packages', installing);
  if (code === 0) return;
  // npm adds its manual page to some errors; the cause comes first.
  const cause = output.trim().split('\n').slice(0, LINES_OF_CAUSE).join('\n');
  throw new Trouble(`npm could not install the packages:\n\n${cause}\n\nMend what npm names above (often the network or a proxy), then start again.`);
}
