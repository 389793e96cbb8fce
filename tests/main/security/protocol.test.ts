// What `app://` really answers. Electron only carries the handler, so a stand-in for its `protocol` takes it, and it is asked here.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { contentSecurityPolicy, PRINT_POLICY } from '../../../main/security/csp.ts';
import { offerPrintPage, serveApp } from '../../../main/security/protocol.ts';

const handlers = vi.hoisted(() => new Map<string, (request: Request) => Promise<Response>>());
vi.mock('electron', () => ({ protocol: { handle: (scheme: string, handler: (request: Request) => Promise<Response>) => handlers.set(scheme, handler) } }));

let parent: string;
const ask = (url: string, method = 'GET'): Promise<Response> => handlers.get('app')!(new Request(url, { method }));

beforeAll(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-bundle-'));
  const folder = path.join(parent, 'renderer');
  await mkdir(folder);
  await writeFile(path.join(folder, 'index.html'), '<meta property="csp-nonce" nonce="%CSP_NONCE%"><i nonce="%CSP_NONCE%">');
  await writeFile(path.join(folder, 'code.js'), 'run("%CSP_NONCE%")');
  await writeFile(path.join(parent, 'secret.js'), 'CANARY');
  serveApp(folder);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

it('every page gets the policy with a nonce of its own, in the header and in its text', async () => {
  const nonces = new Set<string>();
  for (const url of ['app://bundle/', 'app://bundle/', 'app://bundle/index.html']) {
    const response = await ask(url);
    const found = [...(await response.text()).matchAll(/nonce="([^"]+)"/g)].map(([, nonce = '']) => nonce);
    expect(new Set(found).size).toBe(1);
    expect(Buffer.from(found[0] ?? '', 'base64').length).toBeGreaterThanOrEqual(16);
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy(found[0] ?? ''));
    nonces.add(found[0] ?? '');
  }
  expect(nonces.size).toBe(3);
});

it.each(['app://bundle/', 'app://bundle/code.js'])('%s cannot be taken for another type, keeps its opener out, and tells nobody where it was', async (url) => {
  const { status, headers } = await ask(url);
  expect({ status, ...Object.fromEntries(headers) }).toMatchObject({
    status: 200, 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin', 'referrer-policy': 'no-referrer', 'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
});

it('code is served as it stands: the nonce is for the page alone', async () => expect(await (await ask('app://bundle/code.js')).text()).toBe('run("%CSP_NONCE%")'));

it.each([['app://bundle/../secret.js', 'GET'], ['app://bundle/%2e%2e/secret.js', 'GET'], ['app://bundle/missing.js', 'GET'], ['app://evil/index.html', 'GET'], ['app://bundle/index.html', 'POST'], [`app://print/${'0'.repeat(32)}`, 'GET']])('%s (%s) is not there, and its answer can do nothing', async (url, method) => {
  const response = await ask(url, method);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-security-policy')).toBe(PRINT_POLICY);
  expect(await response.text()).not.toContain('CANARY');
});

it('a page to print is served once, under a name that cannot be guessed, and without any right', async () => {
  const [url, other] = [offerPrintPage('<p>kit</p>'), offerPrintPage('<p>other</p>')];
  expect(url).toMatch(/^app:\/\/print\/[0-9a-f]{32}$/);
  expect(other).not.toBe(url);
  const first = await ask(url);
  expect({ status: first.status, ...Object.fromEntries(first.headers) }).toMatchObject({ status: 200, 'content-security-policy': PRINT_POLICY, 'x-content-type-options': 'nosniff' });
  expect(await first.text()).toBe('<p>kit</p>');
  expect((await ask(url)).status).toBe(404);
  expect(await (await ask(other)).text()).toBe('<p>other</p>');
});
