// Locks, child processes and fingerprints, with real files and real processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprint } from '../../tools/setup/build.mjs';
import { isStale, withLock } from '../../tools/setup/lock.mjs';
import { run } from '../../tools/setup/run.mjs';

/** A busy machine takes its time to start a process; Vitest would wait one second. */
const PATIENCE = { timeout: 30_000 };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'set up '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isAlive = (pid: number): boolean => {
  try {
    // A child that ended but was not yet waited for still answers to signals.
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('the lock', () => {
  test('lets one process at a time through: real processes never overlap', async () => {
    const log = path.join(folder, 'log');
    const program = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      import { withLock } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../tools/setup/lock.mjs'))};
      await withLock(${JSON.stringify(path.join(folder, 'lock'))}, async () => {
        appendFileSync(${JSON.stringify(log)}, 'in ');
        await setTimeout(20);
        appendFileSync(${JSON.stringify(log)}, 'out ');
      }, 5);`;
    // One that died holding it, on top.
    writeFileSync(path.join(folder, 'lock'), '999999999');
    const ended = await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, ['--input-type=module', '-e', program], { output: 'capture' })));
    expect(ended.map(({ code, output }) => ({ code, waited: output.replace(/^Waiting for .*\n/, '') }))).toEqual(Array.from({ length: 4 }, () => ({ code: 0, waited: '' })));
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(4));
    expect(existsSync(path.join(folder, 'lock'))).toBe(false);
  });

  test('is released when the work throws', async () => {
    const file = path.join(folder, 'lock');
    await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  test('counts while its owner lives and gives signs, and no longer', () => {
    const owner = { pid: 42, lastSign: 1_000_000 };
    expect(isStale(owner, 1_030_000, () => true)).toBe(false);
    expect(isStale(owner, 1_030_000, () => false)).toBe(true);
    expect(isStale(owner, 1_100_000, () => true)).toBe(true);
  });
});

describe('a child process', () => {
  test('answers with its exit code and what it said, both streams', async () => {
    expect(await run(process.execPath, ['-e', 'process.stderr.write("b"); process.exitCode = 3'], { output: 'capture' })).toEqual({ code: 3, output: 'b' });
  });

  test('that does not exist is an answer too', async () => {
    expect(await run(path.join(folder, 'nothing'), [], { output: 'capture' })).toMatchObject({ code: 127, output: expect.stringContaining('ENOENT') });
  });

  test('is ended together with what it started', async ({ skip }) => {
    skip(process.platform !== 'linux', 'looks for the processes in /proc');
    const pids = path.join(folder, 'pids');
    const script = `sleep 600 & echo "$! $$" > '${pids}.new'; mv '${pids}.new' '${pids}'; wait`;
    const stop = new AbortController();
    const running = run('/bin/sh', ['-c', script], { output: 'capture', signal: stop.signal });
    await expect.poll(() => existsSync(pids), PATIENCE).toBe(true);
    stop.abort();
    expect((await running).code).toBe(128 + 9);
    const both = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
    await expect.poll(() => both.filter(isAlive), PATIENCE).toEqual([]);
  });

  test('ends when we are told to end, and its own last words are heard', async ({ skip, onTestFinished }) => {
    skip(process.platform === 'win32', 'Windows has no SIGTERM');
    const said = path.join(folder, 'said');
    const child = `process.on('SIGTERM', () => { require('fs').appendFileSync(${JSON.stringify(said)}, 'bye'); process.exit(0); }); require('fs').writeFileSync(${JSON.stringify(said)}, 'hello '); setInterval(() => {}, 1000);`;
    const program = `
      import { run } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../tools/setup/run.mjs'))};
      await run(process.execPath, ['-e', ${JSON.stringify(child)}]);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const exit = once(parent, 'exit');
    await expect.poll(() => existsSync(said), PATIENCE).toBe(true);
    parent.kill('SIGTERM');
    expect(await exit).toEqual([128 + 15, null]);
    expect(readFileSync(said, 'utf8')).toBe('hello bye');
  });
});

describe('the fingerprint of sources', () => {
  beforeEach(() => {
    mkdirSync(path.join(folder, 'main'));
    writeFileSync(path.join(folder, 'main/a.ts'), 'a');
    writeFileSync(path.join(folder, 'package.json'), '{}');
  });
  const contents = (): string => fingerprint(folder, ['main', 'package.json', 'absent'], 'contents');

  test.each([
    ['a changed file', () => appendFileSync(path.join(folder, 'main/a.ts'), 'b')],
    ['a new file', () => writeFileSync(path.join(folder, 'main/b.ts'), '')],
    ['a file that went', () => rmSync(path.join(folder, 'main/a.ts'))],
    ['a file that moved', () => { mkdirSync(path.join(folder, 'main/c')); rmSync(path.join(folder, 'main/a.ts')); writeFileSync(path.join(folder, 'main/c/a.ts'), 'a'); }],
  ])('shows %s', (_name, change) => {
    const before = contents();
    change();
    expect(contents()).not.toBe(before);
  });

  test('stays when only a time changed (a checkout), which the one by times shows', () => {
    const before = { contents: contents(), times: fingerprint(folder, ['main'], 'times') };
    utimesSync(path.join(folder, 'main/a.ts'), new Date(0), new Date(0));
    expect(contents()).toBe(before.contents);
    expect(fingerprint(folder, ['main'], 'times')).not.toBe(before.times);
  });
});
