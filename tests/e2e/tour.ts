// `npm run tour [-- --out DIR]`: the main job, unattended, on the practice account, through the real window. Leaves a screenshot of every
// screen and the data folder behind, and ends with one JSON line that opens it.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { originationUrl } from '../../domain/trunk/edges.ts';
import { PRACTICE_PBX } from '../../main/practice/seeds.ts';
import { electronExecutable, hostEnvironment, root, sandboxed } from './hosts.ts';
import { expectCompared, letSomebody, openCompare, openUndo, readAgain, reviewTrunk, setTwilio, takeOver } from './screens/compare.ts';
import { chooseFreeNumber, chooseNumberToBuy, pasteNumbers } from './screens/numbers.ts';
import { dayToCome, sayMeanwhile } from './screens/coverage.ts';
import { expectFinished, tickEnteredIn3cx } from './screens/set-up.ts';
import { chooseTheme, openSettings } from './screens/settings.ts';
import { expectSheet, expectStepState, openStep, revealOnSheet } from './screens/site.ts';
import { backToSites, createSite, openSite } from './screens/sites.ts';
import { lock, tryUnlock, unlock } from './screens/unlock.ts';
import { checkAccount, chooseSecurity, chooseTrunk, fillPbx, planSite } from './screens/values.ts';
import { goToSites, makeUpPassphrase } from './screens/welcome.ts';
import { takeAddressesOff, tourEmergencyCalls } from './tour-emergency.ts';

const SITE = 'Lakeside Dental, Austin';
const PBX_PASSWORD = 'Only-a-tour-4-Trunkbook';

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function chooseFolder(): { readonly out: string; readonly dataFolder: string } {
  let wanted: string | undefined;
  try {
    wanted = parseArgs({ options: { out: { type: 'string' } } }).values.out;
  } catch {
    fail('The tour knows one option: --out DIR.');
  }
  const out = path.resolve(wanted ?? path.join(root, 'tour'));
  const dataFolder = path.join(out, 'data');
  if (wanted === undefined) rmSync(out, { recursive: true, force: true });
  else if (existsSync(dataFolder)) fail(`${dataFolder} is there already. Choose another folder: the tour writes over nothing.`);
  mkdirSync(out, { recursive: true });
  return { out, dataFolder };
}

const { out, dataFolder } = chooseFolder();
/** A file as 3CX's users page exports it. */
function usersFile(count: number): string {
  const names = ['Ana Ruiz', 'Ben Ng', 'Chloé Martin', 'Dara O’Neil', 'Emil Berg', 'Fay Wong', 'Gus Lee', 'Hana Sato'];
  const rows = Array.from({ length: count }, (_, index) => {
    const [first = '', last = ''] = (names[index % names.length] ?? '').split(' ');
    return `${100 + index},${first},${last},${first.toLowerCase()}@lakeside.example,,,,Default`;
  });
  return ['Number,FirstName,LastName,EmailAddress,MobileNumber,OutboundCallerID,DID,Department', ...rows].join('\r\n');
}

const running: { app: ElectronApplication | null } = { app: null };
let pictures = 0;

async function start(): Promise<Page> {
  const app = await _electron.launch({
    executablePath: electronExecutable().file, cwd: root, args: [root, `--data-folder=${dataFolder}`], env: hostEnvironment(), chromiumSandbox: sandboxed, colorScheme: null,
  });
  running.app = app;
  return shown(await app.firstWindow());
}

async function shown(page: Page): Promise<Page> {
  await page.locator('[data-screen]').first().waitFor();
  return page;
}

/** The window that takes the place of this one. */
async function replaced(page: Page): Promise<Page> {
  const next = running.app?.windows().find((window) => window !== page) ?? (await running.app?.waitForEvent('window', (window) => window !== page));
  if (!next) throw new Error('no window');
  return shown(next);
}

async function picture(page: Page, name: string): Promise<void> {
  pictures += 1;
  await page.screenshot({ path: path.join(out, `${String(pictures).padStart(2, '0')}-${name}.png`) });
}

async function step<Value>(words: string, work: () => Promise<Value>): Promise<Value> {
  const began = performance.now();
  const slow = setTimeout(() => process.stdout.write(`  … ${words}\n`), 2000);
  try {
    const value = await work();
    process.stdout.write(`  ✓ ${words} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
    return value;
  } finally {
    clearTimeout(slow);
  }
}

async function tour(): Promise<string> {
  let page = await step('open Trunkbook', start);
  await picture(page, 'welcome');
  const passphrase = await step('have a passphrase made up, and make a vault', async () => {
    const words = await makeUpPassphrase(page);
    await picture(page, 'passphrase');
    await page.getByLabel('Your name').fill('Sam Rivera');
    await page.getByText('I have written it down').click();
    await page.getByRole('button', { name: 'Make the vault' }).click();
    await page.getByRole('heading', { name: 'Your vault is ready' }).waitFor();
    await picture(page, 'recovery-kit');
    await goToSites(page);
    await picture(page, 'no-sites');
    return words;
  });
  await step('make a site', () => createSite(page, SITE));
  await picture(page, 'site');
  await step('say what kind of site it is, and prepare the visit', async () => {
    await planSite(page, 'Run by the customer');
    await openStep(page, 'visit.refresh');
    await page.getByLabel('Your passphrase').fill(passphrase);
    await page.getByRole('main').getByRole('button', { name: 'Refresh everything' }).click();
    await expect(page.getByText('typed it, and it opened the vault')).toBeVisible();
    await picture(page, 'prepare-the-visit');
    await openStep(page, 'premises.firewall');
    await picture(page, 'firewall');
  });
  await step('fill in the values of the PBX', async () => {
    await fillPbx(page, { fqdn: PRACTICE_PBX.plain.fqdn, ipv4: PRACTICE_PBX.plain.dashboardIpv4, username: '1000', password: PBX_PASSWORD });
    await expect(page.getByRole('main')).toContainText(/agree/i);
    await picture(page, 'pbx');
  });
  await step('check the practice account', () => checkAccount(page));
  await picture(page, 'account');
  await step('choose what the trunk shall be', async () => {
    await chooseTrunk(page, { secure: true, edge: 'ashburn' });
    await picture(page, 'trunk');
    await chooseSecurity(page, {});
    await picture(page, 'security');
  });
  const number = await step('choose a number to buy', () => chooseNumberToBuy(page, '512'));
  await picture(page, 'numbers');
  await step('paste numbers, and see what each line is', async () => {
    await pasteNumbers(page, ['+12065550199', number, 'front desk', '+15125550100', '+15125550100']);
    await picture(page, 'numbers-pasted');
  });
  const second = await step('choose a number that the account has', () => chooseFreeNumber(page));
  await step('set up the trunk at Twilio', async () => {
    await openStep(page, 'setup.run');
    // The step reads the account by itself and shows the plan.
    await page.getByRole('main').getByRole('button', { name: 'Set up at Twilio' }).waitFor();
    await picture(page, 'plan');
    await page.getByRole('main').getByRole('button', { name: 'Set up at Twilio' }).click();
    await page.getByRole('alertdialog').waitFor();
    await picture(page, 'costs');
    await page.getByRole('alertdialog').getByRole('button', { name: /^Buy, and / }).click();
    await page.getByRole('main').getByRole('button', { name: 'Stop' }).waitFor();
    await page.waitForTimeout(700);
    await picture(page, 'under-way');
    await expectFinished(page);
    await picture(page, 'set-up');
  });
  const sipPassword = await step('find on the transfer sheet what 3CX needs', async () => {
    await expectSheet(page, 'Termination URI', /^.*lakeside-dental-austin-\w+\.pstn\.ashburn\.twilio\.com/s);
    await expectSheet(page, 'Origination URL', originationUrl(PRACTICE_PBX.plain.fqdn, true));
    await expectSheet(page, 'Main number', number);
    const shownPassword = await revealOnSheet(page, 'SIP credential password');
    await picture(page, 'sheet');
    await tickEnteredIn3cx(page);
    await picture(page, 'encryption');
    return shownPassword;
  });
  await step('let somebody change something at Twilio, and repair it', async () => {
    await openCompare(page);
    await expectCompared(page, 'Nothing differs');
    await picture(page, 'compare');
    for (const what of ['secure-flipped', 'origination-disabled', 'foreign-address-added'] as const) await letSomebody(page, what);
    await readAgain(page);
    await expectCompared(page, /3 things differ/);
    await page.getByRole('main').getByRole('heading', { name: /3 things differ/ }).scrollIntoViewIfNeeded();
    await picture(page, 'drift');
    await setTwilio(page, 'Secure Trunking');
    await setTwilio(page, 'Calls go to the PBX');
    await expectCompared(page, 'One thing differs');
    await picture(page, 'repaired');
    await takeOver(page, /^Let it stay|^Add it to/);
    await readAgain(page);
    await expectCompared(page, 'Nothing differs');
  });
  await step('check the outbound rules, and try a number', async () => {
    await openStep(page, 'rules.enter');
    await page.getByLabel('Dialled').fill('1 512 555 0199');
    await page.getByLabel('Dialled').scrollIntoViewIfNeeded();
    await picture(page, 'simulator');
    await page.getByRole('main').getByRole('button', { name: 'Move rule 4 up' }).click();
    await page.getByRole('heading', { name: 'Outbound rules, in 3CX’s order' }).scrollIntoViewIfNeeded();
    await picture(page, 'rules');
  });
  await step('enter DIDs, import the users, assign numbers', async () => {
    await openStep(page, 'extensions.dids');
    await page.getByLabel('Add numbers').fill(`${number}\r\n${second}\r\n${second}\r\n+44 20 7946 0018\r\nfront desk`);
    await page.getByRole('main').getByRole('button', { name: 'Add them' }).click();
    await page.getByRole('main').getByText('Line 5').scrollIntoViewIfNeeded();
    await picture(page, 'dids');
    await openStep(page, 'extensions.users');
    await page.getByLabel('File of users').setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(usersFile(40)) });
    await page.getByRole('dialog').getByText('40 new extensions').waitFor();
    await picture(page, 'import');
    await page.getByRole('button', { name: 'Take the file' }).click();
    const grid = page.getByRole('grid', { name: 'Extensions' });
    await grid.getByRole('row').nth(1).getByRole('gridcell').first().click();
    await grid.getByRole('row').nth(2).getByRole('gridcell').first().click();
    await grid.scrollIntoViewIfNeeded();
    await picture(page, 'extensions');
    await page.getByRole('button', { name: 'Assign numbers…' }).click();
    await picture(page, 'assign');
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByRole('button', { name: 'Close' }).click();
  });
  await step('make a test call, and attach a picture', async () => {
    await openStep(page, 'outgoing.call');
    await page.getByRole('main').getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByLabel('Picture file').setInputFiles({ name: 'phone.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await page.getByRole('main').locator('.thumbnail img').waitFor();
    await picture(page, 'test-call');
    await page.getByLabel('Number called').fill('+16504894546');
    await page.getByLabel('What was heard').selectOption({ index: 1 });
    await page.getByRole('main').getByRole('button', { name: 'Done', exact: true }).click();
    await expectStepState(page, 'outgoing.call', 'Done');
  });
  await tourEmergencyCalls({ page, step, picture, floors: [{ number, extensions: '100-119' }, { number: second, extensions: '120-139' }] });
  await step('leave an open point, find a code, see what is left', async () => {
    await openStep(page, 'test-933.callback');
    await page.getByRole('main').getByRole('button', { name: 'Blocked' }).click();
    await picture(page, 'blocked');
    await sayMeanwhile(page, { note: 'Reception is not there before Monday', owner: 'Pat Lee', due: dayToCome(), told: 'Dana Whitfield' });
    await picture(page, 'open-point');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('403');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await picture(page, 'find');
    await page.getByRole('dialog').getByRole('option').filter({ hasText: 'before it has asked' }).click();
    await picture(page, 'trouble');
    await page.keyboard.press('Escape');
    await openStep(page, 'hand-over.leave');
    await picture(page, 'leave');
    await page.getByRole('button', { name: 'Forgot the values?' }).click();
    await page.getByRole('dialog').getByRole('table').waitFor();
    await picture(page, 'forgot');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });
  await step('lock: the window is replaced', async () => {
    await lock(page);
    page = await replaced(page);
    await tryUnlock(page, 'not the passphrase');
    await expect(page.getByRole('alert')).toBeVisible();
    await picture(page, 'locked');
  });
  await step('close Trunkbook, open it again, unlock', async () => {
    await running.app?.close();
    page = await start();
    await picture(page, 'opened-again');
    await unlock(page, passphrase);
    await picture(page, 'sites');
  });
  await step('everything is still there', async () => {
    await openSite(page, SITE);
    for (const id of ['pbx.values', 'trunk.values', 'security.values', 'numbers.choose', 'setup.run', 'trunk-in-3cx.enter'] as const) await expectStepState(page, id, 'Done');
    await expectSheet(page, '3CX FQDN', PRACTICE_PBX.plain.fqdn);
    await expectSheet(page, 'Main number', number);
    expect(await revealOnSheet(page, 'SIP credential password')).toBe(sipPassword);
    expect(await revealOnSheet(page, '3CX admin password')).toBe(PBX_PASSWORD);
    await openStep(page, 'setup.run');
    await page.getByRole('main').getByRole('button', { name: /Read the account/ }).first().click();
    await expectFinished(page);
    await picture(page, 'still-there');
  });
  await step('take the trunk over for another site, as if it had been made by hand', async () => {
    await backToSites(page);
    await createSite(page, 'Lakeside Dental, second office');
    await openCompare(page);
    const review = await reviewTrunk(page, /Lakeside Dental, Austin/);
    await expect(review.getByText('works with the same trunk')).toBeVisible();
    await picture(page, 'take-over');
    await page.keyboard.press('Escape');
  });
  await step('take away at Twilio what Trunkbook made', async () => {
    await backToSites(page);
    await openSite(page, SITE);
    await takeAddressesOff({ page, picture, numbers: [number, second] });
    await openCompare(page);
    await readAgain(page);
    const dialog = await openUndo(page);
    await picture(page, 'undo');
    await dialog.getByRole('button', { name: 'Take it away' }).click();
    // Somebody's address is in the list still: the list stays, and the step says so.
    await expect(page.getByRole('main').getByText('The rest is taken away.')).toBeVisible({ timeout: 30_000 });
    await picture(page, 'undone');
  });
  await step('look at the settings, in the dark', async () => {
    await openSettings(page);
    await picture(page, 'settings');
    await chooseTheme(page, 'Dark');
    await picture(page, 'settings-dark');
    await backToSites(page);
    await picture(page, 'sites-dark');
    await openSite(page, SITE);
    await openStep(page, 'trunk.values');
    await picture(page, 'trunk-dark');
    await openStep(page, 'rules.enter');
    await page.getByRole('heading', { name: 'Outbound rules, in 3CX’s order' }).scrollIntoViewIfNeeded();
    await picture(page, 'rules-dark');
    await openStep(page, 'extensions.users');
    await page.getByRole('grid').scrollIntoViewIfNeeded();
    await picture(page, 'extensions-dark');
    await page.setViewportSize({ width: 960, height: 640 });
    await picture(page, 'extensions-small');
    await openStep(page, 'pbx.values');
    await picture(page, 'small-window');
    await openCompare(page);
    await picture(page, 'compare-small-dark');
  });
  await step('close', async () => { await running.app?.close(); });
  return passphrase;
}

try {
  const passphrase = await tour();
  process.stdout.write(`  ${pictures} screenshots in ${out}\n${JSON.stringify({ dataFolder, passphrase })}\n`);
} catch (error) {
  const [page] = running.app?.windows() ?? [];
  await page?.screenshot({ path: path.join(out, 'failed.png') }).catch(() => {});
  process.stdout.write(`  ✗ the tour stopped; see ${path.join(out, 'failed.png')}\n`);
  console.error(error instanceof Error ? error.message : error);
  await running.app?.close().catch(() => {});
  process.exitCode = 1;
}
