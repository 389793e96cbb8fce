// @ts-check
// Node 24 is what Electron 45 bundles: build, tests and the Chromium host run on it. It comes with the npm packages where npm has it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './place.mjs';
import { Trouble } from './trouble.mjs';

export const MINIMUM_MAJOR = 24;

/**
 * @param {object} machine
 * @param {string} machine.platform @param {string} machine.arch
 * @param {string} machine.ownNode the Node that runs us @param {string} machine.ownVersion without the leading v
 * @param {string} modules the node_modules folder @param {(file: string) => boolean} [exists]
 * @returns {string | undefined} an executable, or undefined when this machine has none new enough
 */
export function chooseNode(machine, modules, exists = existsSync) {
  const windows = machine.platform === 'win32';
  const local = path.join(modules, `node-${windows ? 'win' : machine.platform}-${machine.arch}`, 'bin', windows ? 'node.exe' : 'node');
  if (exists(local)) return local;
  return Number.parseInt(machine.ownVersion, 10) >= MINIMUM_MAJOR ? machine.ownNode : undefined;
}

/** The Node to run everything with. Throws Trouble when there is none. */
export function node24() {
  const { platform, arch, execPath, versions } = process;
  const found = chooseNode({ platform, arch, ownNode: execPath, ownVersion: versions.node }, path.join(root, 'node_modules'));
  if (found) return found;
  throw new Trouble(
    `Trunkbook needs Node ${MINIMUM_MAJOR} or newer here: npm has no build of it for ${platform} on ${arch}, and this is Node ${versions.node}. ` +
      'Install it from https://nodejs.org and start again.',
  );
}

/** Our environment with Node 24 and the packages' commands first in PATH. @param {string} node @returns {NodeJS.ProcessEnv} */
export function environment(node) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env[name] ?? ''];
  return { ...process.env, [name]: folders.join(path.delimiter) };
}
