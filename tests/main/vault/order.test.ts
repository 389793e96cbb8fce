import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hasProgram } from './programs.ts';
import { closedVault, PASSPHRASE, SITE, temporaryFolder } from './temporary-vault.ts';

const TRACED = 'openat,open,fsync,fdatasync,rename,renameat,renameat2,close,mkdir,mkdirat';

interface Call {
  readonly name: string;
  /** The file of an fsync, the new name of a rename, the folder of a mkdir. */
  readonly file: string;
}

/** Calls of a trace in the order in which they ended, with file descriptors turned into the paths they were opened with. */
function callsOf(trace: string): Call[] {
  const begun = new Map<string, string>();
  const open = new Map<string, string>();
  const calls: Call[] = [];
  for (const line of trace.split('\n')) {
    const [, thread = '', text = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (text.includes('<unfinished')) {
      begun.set(thread, text.replace(/\s*<unfinished.*$/, ''));
      continue;
    }
    const whole = text.startsWith('<...') ? `${begun.get(thread)}${text.replace(/^<\.\.\. \w+ resumed>\s*/, '')}` : text;
    const [, name = '', args = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(whole) ?? [];
    const paths = [...args.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
    if (name.startsWith('open')) open.set(result, paths[0] ?? '');
    else if (name.endsWith('sync')) calls.push({ name: 'fsync', file: open.get(args) ?? '?' });
    else if (name.startsWith('rename')) calls.push({ name: 'rename', file: paths[1] ?? '' });
    else if (name.startsWith('mkdir') && result === '0') calls.push({ name: 'mkdir', file: paths[0] ?? '' });
  }
  return calls;
}

const strace = hasProgram('strace');

test.skipIf(!strace)('a save reaches the disk in order: fsync of the temporary file, rename, fsync of the folder', async () => {
  const folder = await closedVault();
  const trace = path.join(await temporaryFolder(), 'trace');
  const node = [process.execPath, path.resolve('tests/main/vault/save-once.ts'), folder, PASSPHRASE.toString(), SITE];
  spawnSync('strace', ['-f', '-s', '4096', '-e', `trace=${TRACED}`, '-o', trace, ...node]);
  const calls = callsOf(await readFile(trace, 'utf8')).filter(({ file }) => file.startsWith(folder));

  const siteFolder = path.join(folder, 'sites', SITE);
  const at = (name: string, matches: (file: string) => boolean): number => calls.findIndex((call) => call.name === name && matches(call.file));
  const steps = [
    at('mkdir', (file) => file === siteFolder),
    at('fsync', (file) => file === path.dirname(siteFolder)),
    at('fsync', (file) => file.startsWith(path.join(siteFolder, 'site.age.')) && file.endsWith('.tmp')),
    at('rename', (file) => file === path.join(siteFolder, 'site.age')),
    at('fsync', (file) => file === siteFolder),
  ];
  expect(steps, JSON.stringify(calls)).not.toContain(-1);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
});
