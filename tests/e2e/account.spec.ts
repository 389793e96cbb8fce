// Real credentials, and the glue to Electron's network: the calls leave main as they would to Twilio, and end at a practice service on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from './fixture.ts';
import { root } from './hosts.ts';
import { leadTo } from './line.ts';
import { enterAccount, startAdding } from './screens/account.ts';
import { chooseNumberToBuy } from './screens/numbers.ts';
import { setUpTrunk } from './screens/set-up.ts';
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

test.beforeEach(async ({ page }) => {
  await createVault(page, { technician: 'Sam Doe', passphrase: 'violet anchor tundra mosaic lantern pepper' });
  await goToSites(page);
  await createSite(page, 'Lakeside');
});

test('a Twilio account is tried before it is kept, and then carries the whole set-up', async ({ app, page }) => {
  const { service, stop } = await practiceService();
  try {
    const line = await leadTo(app, service.url);
    await startAdding(page);
    await enterAccount(page, { ...service, apiSecret: 'wrong-secret-of-the-right-length' });
    await expect(page.getByRole('alert')).toContainText(/does not accept the credentials|not accept/i);
    await enterAccount(page, service);
    await expect(page.getByRole('radio', { name: /Lakeside’s own/ })).toBeVisible();
    await fillPbx(page, { fqdn: 'lakeside.example.com', ipv4: '34.120.8.15' });
    await chooseTrunk(page, { secure: false });
    await chooseNumberToBuy(page, '512');
    await setUpTrunk(page);
    expect(new Set(await line.hosts())).toEqual(new Set(['https://api.twilio.com error', 'https://trunking.twilio.com error', 'https://pricing.twilio.com error']));
    const mirror = await page.evaluate(() => window.trunkbook!.invoke('mirror.get'));
    expect(JSON.stringify(mirror)).not.toContain(service.apiSecret);
  } finally {
    stop();
  }
});

test('without a network nothing is kept, and the sentence says what to do', async ({ app, page }) => {
  await app.evaluate(({ session }) => { session.fromPartition('twilio').fetch = () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')); });
  await startAdding(page);
  await enterAccount(page, { accountSid: `AC${'a'.repeat(32)}`, apiKey: `SK${'b'.repeat(32)}`, apiSecret: 'CANARY-secret-0123456789' });
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
