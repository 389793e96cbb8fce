// @ts-check
// Two commands in one clone must not install or build at the same time. The lock is a file naming its owner;
// an owner that is gone, or that stopped giving signs of life, no longer counts.
import { accessSync, constants, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './progress.mjs';
import { Trouble } from './trouble.mjs';

const HEARTBEAT_MILLISECONDS = 5000;
const SILENT_MILLISECONDS = 60_000;

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Whether a lock no longer protects anything.
 * @param {{ pid: number, lastSign: number }} owner @param {number} now milliseconds @param {(pid: number) => boolean} [alive]
 */
export function isStale(owner, now, alive = isAlive) {
  return !alive(owner.pid) || now - owner.lastSign > SILENT_MILLISECONDS;
}

/** @param {string} file @returns {{ pid: number, lastSign: number } | undefined} undefined when there is no such file */
function readOwner(file) {
  try {
    return { pid: Number.parseInt(readFileSync(file, 'utf8'), 10) || 0, lastSign: statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

/** Takes a stale lock away, and puts it back if a quicker process had renewed it meanwhile. @param {string} file */
function removeStale(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const owner = readOwner(aside);
  if (owner && !isStale(owner, Date.now())) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process holds it by now.
    }
  }
  rmSync(aside, { force: true });
}

/** @param {string} file */
function tryToTake(file) {
  const mine = `${file}.new-${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    // A link appears with its content; a file opened with 'wx' is empty for a moment, and would read as nobody's.
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Trouble(`Trunkbook's tools must write to ${folder}, and you may not. Make the folder yours (another user, perhaps root, made it), or use a clone of your own.`);
  }
}

/**
 * Does the work while holding the lock; waits for another process that has it.
 * @template T @param {string} file @param {() => Promise<T>} work @param {number} [pollMilliseconds] @returns {Promise<T>}
 */
export async function withLock(file, work, pollMilliseconds = 500) {
  makeFolder(path.dirname(file));
  let said = false;
  while (!tryToTake(file)) {
    const owner = readOwner(file);
    if (!owner) continue;
    if (isStale(owner, Date.now())) {
      removeStale(file);
      continue;
    }
    if (!said) say(`Waiting for another Trunkbook command in this folder (process ${owner.pid}) to finish its part.`);
    said = true;
    await pause(pollMilliseconds);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Someone deleted .cache: the work goes on.
    }
  }, HEARTBEAT_MILLISECONDS);
  heartbeat.unref();
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.removeListener('exit', release);
    release();
  }
}
