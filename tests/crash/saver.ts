// A process made to be killed: unlocks the vault and saves without end, saying on stdout what was acknowledged.
// Arguments: folder, passphrase, first state, and the number of the file system call at which it kills itself (0: never).
import { createHash, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import process from 'node:process';
import { unlockVault } from '../../main/vault/vault.ts';
import { watchedFs } from '../main/vault/failing-fs.ts';
import { SITES } from './state.ts';

const [folder = '', passphrase = '', first = '', fatalCall = '0'] = process.argv.slice(2);
const KILOBYTES = [100, 250, 1000];

// Written synchronously: what the parent reads was true before the kill.
const say = (...words: (string | number)[]): void => {
  writeSync(1, `${words.join(' ')}\n`);
};

let armedAt = Infinity;
let calls = 0;
const fs = watchedFs(({ name }) => {
  calls += 1;
  if (calls !== armedAt) return;
  say('dying-at', name);
  process.kill(process.pid, 'SIGKILL');
});

const vault = await unlockVault(folder, Buffer.from(passphrase), { fs });
// Gets the backup of this session out of the way, whose steps tests/main/vault/stopped.test.ts goes through.
await vault.saveDocument('accounts', { state: Number(first) });
say('saved', 'accounts', first);
if (fatalCall !== '0') armedAt = calls + Number(fatalCall);
say('ready');
for (let state = Number(first); ; state += 1) {
  const content = randomBytes(((KILOBYTES[state % KILOBYTES.length] ?? 0) * 1000) / 2).toString('hex');
  const document = { state, content, hash: createHash('sha256').update(content).digest('hex') };
  const site = SITES[state % SITES.length] ?? '';
  await vault.saveSite(site, document, { state });
  say('saved', `site:${site}`, state);
  if (state % 3 === 0) {
    await vault.saveDocument('accounts', { state });
    say('saved', 'accounts', state);
  }
}
