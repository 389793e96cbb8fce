// @ts-check
// Set-up as one list, from a fresh clone to an app that can be opened. When nothing is left to do, nothing is written and no lock is taken.
import { ensureBuilt, isBuilt } from './build.mjs';
import { electronExecutable, fetchElectron, worthFetching } from './electron-binary.mjs';
import { chooseHost, chromiumHost, needsVirtualScreen } from './host.mjs';
import { withLock } from './lock.mjs';
import { environment, node24 } from './node24.mjs';
import { ensurePackages, packagesAreReady } from './npm-install.mjs';
import { cached } from './place.mjs';
import { say } from './progress.mjs';
import { chromium, installWithApt, remedyFor } from './system-packages.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {import('./system-packages.mjs').Need} Need */
/**
 * @typedef {object} Ready
 * @property {string} node Node 24
 * @property {string} executable Electron, or the Chromium host in its place
 * @property {'electron' | 'chromium-host'} host
 * @property {boolean} virtualScreen whether what opens windows must be started with a virtual screen
 * @property {NodeJS.ProcessEnv} env the environment for everything started from here
 */

/** @template T @param {() => Promise<T>} work */
const exclusively = (work) => withLock(cached('set-up.lock'), work);

/** The npm packages and Node 24, for commands that open no window. */
export async function preparePackages() {
  if (!packagesAreReady()) await exclusively(ensurePackages);
  const node = node24();
  return { node, env: environment(node) };
}

/**
 * Meets the needs with apt-get where that is possible, else says how the person can. Only a note where they are optional.
 * @param {readonly Need[]} needs @param {'required' | 'optional'} importance
 */
async function meet(needs, importance) {
  const todo = remedyFor(needs);
  if (!todo) return;
  if (todo.kind === 'tell') {
    if (importance === 'required') throw new Trouble(todo.sentence);
    return;
  }
  const problem = await exclusively(() => installWithApt(todo.packages));
  if (!problem) return;
  if (importance === 'required') throw new Trouble(`${problem}\nMend what it names (often the network), or install them yourself, then start again.`);
  say(`${problem}\nThe tests that need them will be skipped.`);
}

/**
 * Packages, Electron or what stands in for it, and what the system must bring.
 * @param {{ retryElectron?: boolean, needs?: readonly Need[], optional?: readonly Need[] }} [options] needs: beyond the app's own
 * @returns {Promise<Ready>}
 */
export async function prepare({ retryElectron = false, needs = [], optional = [] } = {}) {
  const { node, env } = await preparePackages();
  if (worthFetching({ retry: retryElectron })) {
    await exclusively(async () => worthFetching({ retry: retryElectron }) && fetchElectron(node));
  }
  const host = chooseHost({ platform: process.platform, electron: electronExecutable() });
  if (host.kind === 'none') throw new Trouble(host.sentence);
  const virtualScreen = needsVirtualScreen({ platform: process.platform, host: host.kind, env: process.env });
  if (process.platform === 'linux') {
    /** @type {Need[]} */
    const own = [...(host.kind === 'chromium-host' ? /** @type {const} */ (['chromium', 'font']) : []), ...(virtualScreen ? /** @type {const} */ (['screen']) : [])];
    await meet([...own, ...needs], 'required');
    await meet(optional, 'optional');
  }
  const browser = process.platform === 'linux' ? chromium() : undefined;
  return {
    node,
    host: host.kind,
    virtualScreen,
    executable: host.kind === 'electron' ? host.executable : chromiumHost,
    env: browser ? { ...env, ELECTRON_HOST_CHROMIUM: browser } : env,
  };
}

/** The build in out/. @param {string} node @returns {Promise<{ kind: 'done' } | { kind: 'failed', output: string }>} */
export async function prepareBuild(node) {
  if (isBuilt()) return { kind: 'done' };
  const result = await exclusively(() => ensureBuilt(node));
  return result.kind === 'failed' ? result : { kind: 'done' };
}

/** The build in out/, or Trouble with what the bundler said. @param {string} node */
export async function requireBuild(node) {
  const result = await prepareBuild(node);
  if (result.kind === 'failed') throw new Trouble(`Trunkbook could not be built:\n\n${result.output.trim()}`);
}
