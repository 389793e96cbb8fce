// Real credentials, and the glue to Electron's network: the calls leave main as they would to Twilio, and end at a practice service on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { hostsHere, root } from './hosts.ts';
import { chooseNumberToBuy } from './screens/numbers.ts';
import { setUpTrunk } from './screens/set-up.ts';
import { openStep } from './screens/site.ts';
import { createSite } from './screens/sites.ts';
import { chooseTrunk, fillPbx } from './screens/values.ts';
import { createVault, goToSites } from './screens/welcome.ts';

interface Service {
  readonly url: string;
  readonly accountSid: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

async function practiceService(): Promise<{ readonly service: Service; readonly stop: () => void }> {
  const child = spawn(process.execPath, [path.join(root, 'tools/practice-server.ts'), '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line') as [string];
  return { service: JSON.parse(line) as Service, stop: () => void child.kill() };
}

/** Leads everything that main sends through the session for Twilio to the service, with the host it was meant for. */
async function leadTo(app: ElectronApplication, url: string): Promise<() => Promise<string[]>> {
  await app.evaluate(({ session }, target) => {
    const hosts: string[] = [];
    Object.assign(globalThis, { hosts });
    const { request } = process.getBuiltinModule('node:http');
    session.fromPartition('twilio').fetch = async (input, init) => {
      const meant = new URL(String(input));
      hosts.push(`${meant.protocol}//${meant.host} ${init?.redirect ?? ''}`);
      return new Promise<Response>((resolve, reject) => {
        const call = request(`${target}${meant.pathname}${meant.search}`, { method: init?.method, headers: { ...(init?.headers as Record<string, string>), host: meant.host } }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(new Response(answer.statusCode === 204 ? null : Buffer.concat(chunks), { status: answer.statusCode ?? 500 })));
        });
        call.on('error', reject).end(init?.body as string | undefined);
      });
    };
  }, url);
  return () => app.evaluate(() => (globalThis as unknown as { hosts: string[] }).hosts);
}

async function startAdding(page: Page): Promise<void> {
  await openStep(page, 'account.choose');
  await page.getByRole('button', { name: 'Add a Twilio account' }).click();
  if (!hostsHere().includes('electron')) {
    const warning = page.getByRole('alertdialog');
    await expect(warning).toContainText(/Chromium host/);
    await warning.getByRole('button').last().click();
  }
}

async function enter(page: Page, { accountSid, apiKey, apiSecret }: Omit<Service, 'url'>): Promise<void> {
  const form = page.getByRole('region', { name: 'Add a Twilio account' });
  await form.getByLabel('Name of the account').fill('Lakeside’s own');
  await form.getByLabel('Account SID', { exact: true }).fill(accountSid);
  await form.getByLabel('API key SID').fill(apiKey);
  await form.getByLabel('Secret').fill(apiSecret);
  await form.getByRole('button', { name: 'Add the account' }).click();
}

test.beforeEach(async ({ page }) => {
  await createVault(page, { technician: 'Sam Doe', passphrase: 'violet anchor tundra mosaic lantern pepper' });
  await goToSites(page);
  await createSite(page, 'Lakeside');
});

test('a Twilio account is tried before it is kept, and then carries the whole set-up', async ({ app, page }) => {
  const { service, stop } = await practiceService();
  try {
    const hosts = await leadTo(app, service.url);
    await startAdding(page);
    await enter(page, { ...service, apiSecret: 'wrong-secret-of-the-right-length' });
    await expect(page.getByRole('alert')).toContainText(/does not accept the credentials|not accept/i);
    await enter(page, service);
    await expect(page.getByRole('radio', { name: /Lakeside’s own/ })).toBeVisible();
    await fillPbx(page, { fqdn: 'lakeside.example.com', ipv4: '34.120.8.15' });
    await chooseTrunk(page, { secure: false });
    await chooseNumberToBuy(page, '512');
    await setUpTrunk(page);
    expect(new Set(await hosts())).toEqual(new Set(['https://api.twilio.com error', 'https://trunking.twilio.com error', 'https://pricing.twilio.com error']));
    const mirror = await page.evaluate(() => window.trunkbook!.invoke('mirror.get'));
    expect(JSON.stringify(mirror)).not.toContain(service.apiSecret);
  } finally {
    stop();
  }
});

test('without a network nothing is kept, and the sentence says what to do', async ({ app, page }) => {
  await app.evaluate(({ session }) => { session.fromPartition('twilio').fetch = () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')); });
  await startAdding(page);
  await enter(page, { accountSid: `AC${'a'.repeat(32)}`, apiKey: `SK${'b'.repeat(32)}`, apiSecret: 'CANARY-secret-0123456789' });
  await expect(page.getByRole('alert')).toContainText(/cannot be reached|network/i);
  await expect(page.getByRole('alert')).toContainText('Nothing was saved');
  await expect(page.getByRole('radio', { name: /Lakeside’s own/ })).toHaveCount(0);
});

test('main itself reaches the network for Twilio, although its pages may not', async ({ app, page }) => {
  await expect(page.locator('[data-screen]').first()).toBeVisible();
  const { service, stop } = await practiceService();
  try {
    expect(await app.evaluate(async ({ session }, url) => (await session.fromPartition('twilio').fetch(`${url}/v1/Trunks`, { redirect: 'error' })).status, service.url)).toBe(404);
  } finally {
    stop();
  }
});
