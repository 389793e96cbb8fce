// @ts-check
// Builds the app into out/, unless what lies there was built from exactly these sources and not touched since.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached, root, script } from './place.mjs';
import { say, whileWaiting } from './progress.mjs';
import { environment } from './node24.mjs';
import { run } from './run.mjs';

const SOURCES = ['domain', 'main', 'preload', 'renderer', 'electron.vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];

/** @param {string} folder @param {string} name @returns {string[]} the files under it, sorted, relative to the folder */
function filesUnder(folder, name) {
  const full = path.join(folder, name);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [name];
  return readdirSync(full).sort().flatMap((entry) => filesUnder(folder, path.join(name, entry)));
}

/**
 * One word for the state of some files and folders: their names and contents, or (cheaper) names, sizes and times.
 * @param {string} folder @param {readonly string[]} names @param {'contents' | 'times'} by
 */
export function fingerprint(folder, names, by) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesUnder(folder, name))) {
    const full = path.join(folder, file);
    hash.update(`${file}\0`);
    if (by === 'contents') hash.update(readFileSync(full)).update('\0');
    else hash.update(`${statSync(full).size} ${statSync(full).mtimeMs}\0`);
  }
  return hash.digest('hex');
}

const now = () => ({ sources: fingerprint(root, SOURCES, 'contents'), output: fingerprint(root, ['out'], 'times') });

export function isBuilt() {
  if (!existsSync(path.join(root, 'out/main/index.js'))) return false;
  try {
    const stamp = JSON.parse(readFileSync(cached('build.json'), 'utf8'));
    const { sources, output } = now();
    return stamp.sources === sources && stamp.output === output;
  } catch {
    return false;
  }
}

/**
 * Builds if needed. @param {string} node
 * @returns {Promise<{ kind: 'fresh' | 'built' } | { kind: 'failed', output: string }>}
 */
export async function ensureBuilt(node) {
  if (isBuilt()) return { kind: 'fresh' };
  const before = now().sources;
  const building = run(node, [script('electron-vite'), 'build'], { cwd: root, env: { ...environment(node), NO_COLOR: '1' }, output: 'capture' });
  const { code, output } = await whileWaiting('Building Trunkbook', building);
  if (code !== 0) return { kind: 'failed', output };
  writeFileSync(cached('build.json'), `${JSON.stringify({ ...now(), sources: before })}\n`);
  say('Built Trunkbook.');
  return { kind: 'built' };
}
