// @ts-check
// Electron's npm package brings no program: its own install.js fetches one from GitHub or a mirror. That is tried once a day, and given up
// as soon as nothing moves, because many sites block GitHub.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached, root } from './place.mjs';
import { whileWaiting } from './progress.mjs';
import { run } from './run.mjs';

const STALL_MILLISECONDS = 10_000;
const LOOK_MILLISECONDS = 500;
const folder = path.join(root, 'node_modules', 'electron');
const memory = cached('electron-unavailable.json');

/** @typedef {{ day: string, version: string, mirror: string }} Attempt */

/** Electron's program, if it has been fetched. Never import 'electron' to find out: in plain Node that starts the download. */
export function electronExecutable() {
  try {
    const file = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8'));
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Date} now the person's own day, not Greenwich's */
export const dayOf = (now) => `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;

/** Same day, same Electron, same mirror: another attempt would end the same way. @param {Attempt | undefined} last @param {Attempt} next */
export const knownToFail = (last, next) => last !== undefined && last.day === next.day && last.version === next.version && last.mirror === next.mirror;

/** @returns {Attempt} */
function thisAttempt() {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return { day: dayOf(new Date()), version, mirror: process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? '' };
}

/** @returns {Attempt | undefined} */
function lastFailure() {
  try {
    return JSON.parse(readFileSync(memory, 'utf8'));
  } catch {
    return undefined;
  }
}

/** How many bytes lie in a folder. @param {string} folder */
function bytesIn(folder) {
  let sum = 0;
  try {
    for (const name of readdirSync(folder, { recursive: true })) sum += statSync(path.join(folder, String(name))).size;
  } catch {
    // Not there yet, or a file went away between the two calls.
  }
  return sum;
}

/**
 * Whether the download has stood still too long, asked again and again with what has arrived so far.
 * @param {number} patience milliseconds
 */
export function stallWatch(patience) {
  let last = -1;
  let since = 0;
  return (/** @type {number} */ arrived, /** @type {number} */ now) => {
    if (arrived !== last) {
      last = arrived;
      since = now;
    }
    return now - since >= patience;
  };
}

/** @param {string} node @returns {Promise<boolean>} */
async function download(node) {
  // The download's temporary folder is ours, so that its growth can be watched and its remains removed.
  const temporary = cached(`electron-download-${process.pid}`);
  mkdirSync(temporary, { recursive: true });
  const stalled = stallWatch(STALL_MILLISECONDS);
  const giveUp = new AbortController();
  let heard = 0;
  const timer = setInterval(() => {
    const arrived = bytesIn(temporary) + bytesIn(path.join(folder, 'dist')) + heard;
    if (stalled(arrived, Date.now())) giveUp.abort();
  }, LOOK_MILLISECONDS);
  try {
    const { code } = await run(node, [path.join(folder, 'install.js')], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      output: 'capture',
      onOutput: (piece) => (heard += piece.length),
      signal: giveUp.signal,
    });
    return code === 0;
  } finally {
    clearInterval(timer);
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Not in a clone that another user (root, perhaps) has set up. @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether fetching Electron is worth an attempt now. @param {{ retry: boolean }} options */
export function worthFetching({ retry }) {
  if (electronExecutable() || process.env['ELECTRON_SKIP_BINARY_DOWNLOAD'] || !isWritable(folder)) return false;
  return retry || !knownToFail(lastFailure(), thisAttempt());
}

/** Fetches Electron's program; a failure is remembered for the day. @param {string} node */
export async function fetchElectron(node) {
  if (await whileWaiting('Fetching Electron', download(node))) {
    rmSync(memory, { force: true });
    return;
  }
  // A half-unpacked program must not pass for a whole one.
  rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
  rmSync(path.join(folder, 'path.txt'), { force: true });
  writeFileSync(memory, `${JSON.stringify(thisAttempt())}\n`);
}
