import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createTwilioClient } from '../../../main/twilio/client.ts';
import { fetchThrough } from './support.ts';

const PROGRAM = fileURLToPath(new URL('../../../tools/practice-server.ts', import.meta.url));
const running: ChildProcess[] = [];
afterEach(() => { for (const child of running.splice(0)) child.kill('SIGKILL'); });

function start(...options: string[]): ChildProcess & { readonly out: string[] } {
  const child = spawn('node', [PROGRAM, ...options], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] } });
  running.push(child);
  const out: string[] = [];
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => { out.push(line); child.emit('line'); });
  return Object.assign(child, { out });
}

interface Announcement { readonly url: string; readonly accountSid: string; readonly apiKey: string; readonly apiSecret: string; readonly authToken: string }

test('says in one line of JSON where it is, serves Twilio’s hosts with the credentials in it, and ends at once', async () => {
  const child = start();
  await once(child, 'line');
  const told = JSON.parse(child.out[0] ?? '') as Announcement;
  expect(Object.keys(told)).toEqual(expect.arrayContaining(['accountSid', 'apiKey', 'apiSecret', 'authToken', 'url']));
  const port = Number(new URL(told.url).port);
  const fetch = fetchThrough(port);
  for (const [username, secret] of [[told.apiKey, told.apiSecret], [told.accountSid, told.authToken]] as const) {
    const client = await createTwilioClient({ accountSid: told.accountSid, username, secret }, fetch);
    expect(await client.incomingPhoneNumbers.list()).not.toEqual([]);
  }
  const { signal } = new AbortController();
  const elsewhere = await fetch('https://elsewhere.example/x', { method: 'GET', headers: {}, signal, redirect: 'error' });
  expect([elsewhere.status, await elsewhere.json()]).toMatchObject([404, { code: 20_404 }]);
  const large = await fetch('https://api.twilio.com/x', { method: 'POST', headers: {}, body: 'x'.repeat(1_000_001), signal, redirect: 'error' });
  expect(large.status).toBe(413);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(child.out).toHaveLength(1);
});

test.each([['--port', 'x'], ['--port', '70000'], ['--unknown']])('the options %s %s are refused in a sentence', async (...options) => {
  const child = start(...options);
  let told = '';
  child.stderr?.on('data', (part: Buffer) => { told += part.toString('utf8'); });
  expect(await once(child, 'close')).toEqual([2, null]);
  expect([child.out, told]).toEqual([[], expect.stringContaining('Usage: npm run practice')]);
  expect(told).not.toMatch(/\n\s+at /);
});
