// @ts-check
// Child processes. Each is the head of a process group of its own, so that what it started can be ended with it;
// a terminal's Ctrl-C therefore reaches only this process, which passes it on.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

const GRACE_MILLISECONDS = 5000;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Record<string, string | undefined>} [env] replaces the environment
 * @property {'inherit' | 'to-stderr' | 'capture'} [output] inherit by default; `to-stderr` keeps our standard output clean
 * @property {boolean} [shell]
 * @property {(text: string) => void} [onOutput] called with each captured piece
 * @property {AbortSignal} [signal] ends the child and all it started
 */
/**
 * @typedef {object} Ended
 * @property {number} code the exit code; 128 + n after signal n; 127 when the program could not be started
 * @property {string} output captured standard output and error, in the order they came
 */

/** @type {Set<ChildProcess>} */
const running = new Set();

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function end(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has gone already.
  }
}

/** @param {NodeJS.Signals} signal */
const exitCodeOf = (signal) => 128 + constants.signals[signal];

let watching = false;
let leaving = false;
function watchSignals() {
  if (watching) return;
  watching = true;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      leaving = true;
      for (const child of running) end(child, signal);
      const leave = () => process.exit(exitCodeOf(signal));
      if (running.size === 0) leave();
      for (const child of running) child.once('close', () => setImmediate(() => running.size === 0 && leave()));
      setTimeout(() => {
        for (const child of running) end(child, 'SIGKILL');
        leave();
      }, GRACE_MILLISECONDS).unref();
    });
  }
  process.on('exit', () => {
    for (const child of running) end(child, 'SIGKILL');
  });
}

/**
 * Runs a program to its end; never throws. It has no standard input: nothing here asks questions.
 * @param {string} program @param {readonly string[]} args @param {RunOptions} [options] @returns {Promise<Ended>}
 */
export function run(program, args, options = {}) {
  watchSignals();
  const { output = 'inherit', env, onOutput, signal, ...rest } = options;
  const out = output === 'capture' ? 'pipe' : output === 'to-stderr' ? 2 : 'inherit';
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      ...rest,
      ...(env && { env: /** @type {NodeJS.ProcessEnv} */ (env) }),
      stdio: ['ignore', out, output === 'capture' ? 'pipe' : 'inherit'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    running.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ piece) => {
        text += piece;
        onOutput?.(piece);
      });
    }
    const abort = () => end(child, 'SIGKILL');
    signal?.addEventListener('abort', abort);
    /** @param {number} code */
    const finish = (code) => {
      running.delete(child);
      signal?.removeEventListener('abort', abort);
      // A child that was ended with us has not failed: nobody shall be told so.
      if (!leaving) resolve({ code, output: text });
    };
    child.once('error', (error) => {
      text += error.message;
      finish(127);
    });
    child.once('close', (code, endedBy) => finish(code ?? (endedBy ? exitCodeOf(endedBy) : 1)));
  });
}
