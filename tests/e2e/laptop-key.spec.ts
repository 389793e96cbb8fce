import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { changePassphrase, openSettings, turnOffLaptopUnlock, turnOnLaptopUnlock } from './screens/settings.ts';
import { lock, unlock, unlockHere } from './screens/unlock.ts';
import { createVault, goToSites } from './screens/welcome.ts';
import { firstScreen, replacedWindow } from './windows.ts';

const PASSPHRASE = 'violet anchor tundra mosaic lantern pepper';
const OWNER = { technician: 'Sam Doe', passphrase: PASSPHRASE };

test.skip(process.platform !== 'linux', 'several keychains, of which one may protect nothing, exist on Linux only');

/** Makes safeStorage name this keychain; what seals is the host's own. */
async function nameKeychain(app: ElectronApplication, name: 'basic_text' | 'gnome_libsecret' | 'kwallet6'): Promise<void> {
  await app.evaluate(({ safeStorage }, backend) => {
    safeStorage.getSelectedStorageBackend = () => backend;
  }, name);
}

const isOpen = (page: Page): Promise<void> => expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();

/** Makes a vault and turns it on. Leaves the page in the settings. */
async function keepKey(app: ElectronApplication, page: Page): Promise<void> {
  await nameKeychain(app, 'gnome_libsecret');
  await createVault(page, OWNER);
  await goToSites(page);
  await openSettings(page);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await turnOnLaptopUnlock(page, PASSPHRASE);
}

test('without a keychain that protects it is neither offered nor done, and the settings say why', async ({ app, page, profile }) => {
  await nameKeychain(app, 'basic_text');
  await createVault(page, OWNER);
  await goToSites(page);
  await openSettings(page);
  await expect(page.getByText(/^Not available here: /)).toBeVisible();
  const refused = await page.evaluate((passphrase) => window.trunkbook!.invoke('vault.rememberHere', { passphrase }), PASSPHRASE);
  expect(refused).toMatchObject({ ok: false, fault: { code: 'io', next: expect.stringContaining('passphrase') } });
  expect(existsSync(path.join(profile, 'laptop.key'))).toBe(false);
  await lock(page);
  const next = await replacedWindow(app, page);
  await expect(next.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible();
  await expect(next.getByRole('button', { name: 'Unlock on this laptop' })).toHaveCount(0);
});

test('turned on, it opens after a lock, a change of the passphrase and a restart; the key is nowhere in clear', async ({ launch, profile }) => {
  const first = await launch();
  let page = await firstScreen(first);
  await keepKey(first, page);
  const next = 'harbor cinnamon wagon eclipse velvet motion';
  await changePassphrase(page, PASSPHRASE, next);
  await expect(page.getByText('Changed. From now on the new passphrase opens the vault.')).toBeVisible();
  await lock(page);
  page = await replacedWindow(first, page);
  await unlockHere(page);
  await isOpen(page);
  await first.close();

  expect((await stat(path.join(profile, 'laptop.key'))).mode & 0o777).toBe(0o600);
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) expect((await readFile(path.join(entry.parentPath, entry.name), 'latin1')).includes('AGE-SECRET-KEY'), entry.name).toBe(false);
  }

  const second = await launch();
  page = await firstScreen(second);
  await nameKeychain(second, 'gnome_libsecret');
  await unlockHere(page);
  await isOpen(page);
  await openSettings(page);
  await turnOffLaptopUnlock(page);
  expect(existsSync(path.join(profile, 'laptop.key'))).toBe(false);
});

test('under another keychain it is forgotten, and the passphrase asked with the reason', async ({ launch, profile }) => {
  const first = await launch();
  await keepKey(first, await firstScreen(first));
  await first.close();
  const second = await launch();
  const page = await firstScreen(second);
  await nameKeychain(second, 'kwallet6');
  await unlockHere(page);
  await expect(page.getByRole('alert')).toContainText('another keychain now');
  await expect(page.getByLabel('Passphrase')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Unlock on this laptop' })).toHaveCount(0);
  expect(existsSync(path.join(profile, 'laptop.key'))).toBe(false);
  await unlock(page, PASSPHRASE);
});

test('a wrong passphrase does not turn it on', async ({ app, page, profile }) => {
  await nameKeychain(app, 'gnome_libsecret');
  await createVault(page, OWNER);
  await goToSites(page);
  await openSettings(page);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByLabel('Your passphrase').fill('not it at all');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByRole('alert')).toContainText('does not open');
  expect(existsSync(path.join(profile, 'laptop.key'))).toBe(false);
});

test('the key of an earlier vault goes when another is made, and put back it opens nothing and damages nothing', async ({ launch, profile }) => {
  const file = path.join(profile, 'laptop.key');
  const first = await launch();
  await keepKey(first, await firstScreen(first));
  await first.close();
  const earlier = await readFile(file);
  for (const name of await readdir(profile)) {
    if (name.endsWith('.age') || name === 'backups') await rm(path.join(profile, name), { recursive: true });
  }
  const second = await launch();
  let page = await firstScreen(second);
  await nameKeychain(second, 'gnome_libsecret');
  await createVault(page, OWNER);
  expect(existsSync(file)).toBe(false);
  await goToSites(page);
  await openSettings(page);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await turnOnLaptopUnlock(page, PASSPHRASE);
  await writeFile(file, earlier);
  await lock(page);
  page = await replacedWindow(second, page);
  const before = await readFile(path.join(profile, 'contacts.age'));
  await unlockHere(page);
  await expect(page.getByRole('alert')).toContainText('opens none of its files');
  await expect(page.getByRole('button', { name: 'Unlock on this laptop' })).toHaveCount(0);
  expect([existsSync(file), (await readFile(path.join(profile, 'contacts.age'))).equals(before)]).toEqual([false, true]);
  await unlock(page, PASSPHRASE);
});
