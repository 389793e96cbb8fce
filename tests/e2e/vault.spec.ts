import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, recordClipboard, test } from './fixture.ts';
import { copyFromSheet, revealOnSheet } from './screens/site.ts';
import { backToSites, createSite, openSite } from './screens/sites.ts';
import { changePassphrase, openSettings } from './screens/settings.ts';
import { lock, tryUnlock, unlock } from './screens/unlock.ts';
import { fillPbx } from './screens/values.ts';
import { createVault, goToSites } from './screens/welcome.ts';
import { firstScreen, replacedWindow } from './windows.ts';

const PASSPHRASE = 'violet anchor tundra mosaic lantern pepper';
const CANARY = 'CANARY-Passw0rd-of-the-PBX';
const OWNER = { technician: 'Sam Doe', passphrase: PASSPHRASE };

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

test('a weak passphrase is refused with advice, and no vault is made', async ({ page, profile }) => {
  await page.getByLabel('Your name').fill('Sam');
  await page.getByLabel('Passphrase', { exact: true }).fill('password1');
  await page.getByLabel('Passphrase again').fill('password1');
  await page.getByRole('button', { name: 'Make the vault' }).click();
  await expect(page.getByRole('button', { name: 'Make the vault' })).toBeVisible();
  await expect(page.getByText(/commonly used|too weak|very common/i).first()).toBeVisible();
  expect((await filesBelow(profile)).filter((file) => file.endsWith('.age'))).toEqual([]);
});

test('what is entered is there after a restart, and nowhere in clear', async ({ launch, profile }) => {
  const first = await launch();
  let page = await firstScreen(first);
  await createVault(page, OWNER);
  await goToSites(page);
  await createSite(page, 'Canary & Sons');
  await fillPbx(page, { fqdn: 'canary-host.my3cx.us', ipv4: '34.120.8.15', username: 'canary-user', password: CANARY });
  const sip = await revealOnSheet(page, 'SIP credential password');
  expect(sip.length).toBeGreaterThanOrEqual(12);
  await first.close();
  for (const file of await filesBelow(profile)) {
    const text = await readFile(file, 'latin1');
    for (const secret of [CANARY, sip, PASSPHRASE, 'Canary & Sons', 'canary-host', 'canary-user']) expect(text.includes(secret), `${secret} in ${file}`).toBe(false);
  }
  const second = await launch();
  page = await firstScreen(second);
  await unlock(page, PASSPHRASE);
  await openSite(page, 'Canary & Sons');
  expect(await revealOnSheet(page, '3CX admin password')).toBe(CANARY);
  expect(await revealOnSheet(page, 'SIP credential password')).toBe(sip);
});

test('a wrong passphrase says so in words and leaves the field ready', async ({ launch }) => {
  const first = await launch();
  await createVault(await firstScreen(first), OWNER);
  await first.close();
  const page = await firstScreen(await launch());
  await tryUnlock(page, 'not it at all');
  await expect(page.getByRole('alert')).toContainText('does not open');
  await expect(page.getByLabel('Passphrase')).toBeFocused();
  await unlock(page, PASSPHRASE);
});

test('locking by button, sleep, screen lock and idleness replaces the window and drops everything shown', async ({ app, page }) => {
  await createVault(page, OWNER);
  await goToSites(page);
  await createSite(page, 'Lakeside');
  let now = page;
  const raise = [
    () => lock(now),
    () => app.evaluate(({ powerMonitor }) => { (powerMonitor as NodeJS.EventEmitter).emit('suspend'); }),
    () => app.evaluate(({ powerMonitor }) => { (powerMonitor as NodeJS.EventEmitter).emit('lock-screen'); }),
    () => app.evaluate(({ powerMonitor }) => { powerMonitor.getSystemIdleTime = () => 600; }),
  ];
  for (const raised of raise) {
    await raised();
    const next = await replacedWindow(app, now);
    await expect(next.getByRole('heading', { name: 'The vault is locked' })).toBeVisible();
    expect(app.windows()).toHaveLength(1);
    const refused = await next.evaluate(() => window.trunkbook!.invoke('site.close').then(() => window.trunkbook!.invoke('vault.printRecoveryKit')));
    expect(refused).toMatchObject({ ok: false, fault: { code: 'locked' } });
    await app.evaluate(({ powerMonitor }) => { powerMonitor.getSystemIdleTime = () => 0; });
    await unlock(next, PASSPHRASE);
    await openSite(next, 'Lakeside');
    now = next;
  }
});

test('a copied password leaves the clipboard on lock and on quit, and somebody else’s text stays', async ({ app, page, profile }) => {
  const written = await recordClipboard(app);
  await createVault(page, OWNER);
  await goToSites(page);
  await createSite(page, 'Lakeside');
  const sip = await revealOnSheet(page, 'SIP credential password');
  await copyFromSheet(page, 'SIP credential password');
  expect((await written()).at(-1)).toBe(sip);
  await lock(page);
  const next = await replacedWindow(app, page);
  expect((await written()).at(-1)).toBe('');
  await unlock(next, PASSPHRASE);
  await openSite(next, 'Lakeside');
  await copyFromSheet(next, 'SIP credential password');
  await app.evaluate(({ clipboard }) => clipboard.writeText('mine'));
  await lock(next);
  const last = await replacedWindow(app, next);
  expect((await written()).at(-1)).toBe('mine');
  await unlock(last, PASSPHRASE);
  await openSite(last, 'Lakeside');
  await copyFromSheet(last, 'SIP credential password');
  expect((await written()).at(-1)).toBe(sip);
  // What the clipboard holds at the very end; then nobody can be asked any more.
  const left = path.join(profile, 'left.txt');
  await app.evaluate(({ app: main }, file) => {
    main.once('will-quit', () => process.getBuiltinModule('node:fs').writeFileSync(file, `left: ${(globalThis as unknown as { written: string[] }).written.at(-1)}`));
  }, left);
  await app.close();
  expect(await readFile(left, 'utf8')).toBe('left: ');
});

test('the passphrase can be changed; then only the new one opens', async ({ launch }) => {
  const next = 'harbor cinnamon wagon eclipse velvet motion';
  const first = await launch();
  const page = await firstScreen(first);
  await createVault(page, OWNER);
  await goToSites(page);
  await openSettings(page);
  await changePassphrase(page, PASSPHRASE, next);
  await expect(page.getByText('Changed. From now on the new passphrase opens the vault.')).toBeVisible();
  await first.close();
  const again = await firstScreen(await launch());
  await tryUnlock(again, PASSPHRASE);
  await expect(again.getByRole('alert')).toBeVisible();
  await unlock(again, next);
});

test('a damaged key file is mended from its twin, a damaged site says what to do, and nothing is written over', async ({ launch, profile }) => {
  const first = await launch();
  const page = await firstScreen(first);
  await createVault(page, OWNER);
  await goToSites(page);
  await createSite(page, 'Whole');
  await backToSites(page);
  await createSite(page, 'Broken');
  await first.close();
  const identity = path.join(profile, 'identity.age');
  const bytes = await readFile(identity);
  bytes[bytes.length - 5]! ^= 1;
  await writeFile(identity, bytes);
  const sites = (await filesBelow(profile)).filter((file) => file.endsWith('site.age') && !file.includes('backups'));
  await rm(path.join(profile, 'backups'), { recursive: true, force: true });
  const spoilt = new Map<string, Buffer>();
  for (const file of sites) {
    const content = await readFile(file);
    content[Math.floor(content.length / 2)]! ^= 1;
    await writeFile(file, content);
    spoilt.set(file, content);
  }
  const again = await firstScreen(await launch());
  await unlock(again, PASSPHRASE);
  await expect(again.getByText(/key file/i).first()).toBeVisible();
  await again.getByRole('button', { name: 'Broken', exact: true }).click();
  await expect(again.getByText(/cannot be used|damaged/i).first()).toBeVisible();
  for (const [file, content] of spoilt) expect((await readFile(file)).equals(content)).toBe(true);
  expect(Buffer.compare(await readFile(identity), await readFile(path.join(profile, 'identity.copy.age')))).toBe(0);
});

test('a data folder that is a file is explained; nothing else is offered', async ({ launch, profile }) => {
  await rm(profile, { recursive: true });
  await writeFile(profile, 'not a folder');
  const page = await firstScreen(await launch());
  await expect(page.locator('[data-screen="vault-unusable"]')).toBeVisible();
  await expect(page.getByText(/there is a file/i)).toBeVisible();
  expect(await readFile(profile, 'utf8')).toBe('not a folder');
});

test('a broken preferences file costs nothing but the preferences', async ({ launch, profile }) => {
  await mkdir(profile, { recursive: true });
  await writeFile(path.join(profile, 'preferences.json'), '{');
  const page = await firstScreen(await launch());
  await createVault(page, OWNER);
  await goToSites(page);
});

test('a second start on the same data folder ends and shows the first', async ({ app, page, run }) => {
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.focus = () => void Object.assign(globalThis, { woken: true }); });
  expect((await run()).code).toBe(0);
  await expect.poll(() => app.evaluate(() => (globalThis as { woken?: boolean }).woken)).toBe(true);
  await expect(page.locator('[data-screen]').first()).toBeVisible();
});

test('a page that dies is replaced, and the vault stays open', async ({ app, page }) => {
  await createVault(page, OWNER);
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.webContents.loadURL('chrome://crash').catch(() => {}); });
  const next = await replacedWindow(app, page);
  await expect(next.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the recovery kit is a PDF where the technician wants it', async ({ app, page, profile }) => {
  await createVault(page, OWNER);
  const file = path.join(profile, 'kit.pdf');
  await app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = async () => ({ canceled: false, filePath }); }, file);
  await page.getByRole('button', { name: 'Print a recovery kit' }).click();
  await expect.poll(() => readFile(file, 'latin1').then((text) => text.slice(0, 5), () => '')).toBe('%PDF-');
  await expect(page.getByText(/saved/i).first()).toBeVisible();
});
