// The guide from its first chapter to its last, with the cable pulled, and what belongs to it on the disk.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { stepOf } from '../../domain/guide/chapters.ts';
import type { StepId } from '../../domain/site/step-ids.ts';
import { PRACTICE_PBX } from '../../main/practice/seeds.ts';
import { expect, test } from './fixture.ts';
import { dayToCome } from './screens/coverage.ts';
import { expectStepState, openStep } from './screens/site.ts';
import { createSite, openSite } from './screens/sites.ts';
import { lock, unlock } from './screens/unlock.ts';
import { fillPbx, planSite } from './screens/values.ts';
import { createVault, goToSites } from './screens/welcome.ts';
import { firstScreen, replacedWindow } from './windows.ts';

const PASSPHRASE = 'violet anchor tundra mosaic lantern pepper';
const SITE = 'Mill Street School';
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAwAAAAICAIAAABChommAAAAEUlEQVR4nGM4EaBBEDGMKgIAoTN4AVzrwxgAAAAASUVORK5CYII=', 'base64');
const USERS = 'Number,FirstName,LastName,EmailAddress,OutboundCallerID,DID\r\n100,Ana,Ruiz,,+15125550142,+15125550142\r\n';

/** Every way from main to the network ends at once, and is counted: what it asks over HTTP, and names. */
async function pullTheCable(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ net, session }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    const gone = async (url: unknown): Promise<never> => {
      asked.push(String(url));
      throw new TypeError('net::ERR_INTERNET_DISCONNECTED');
    };
    net.fetch = gone;
    const { Resolver } = process.getBuiltinModule('node:dns/promises');
    Resolver.prototype.resolve4 = gone;
    Resolver.prototype.resolve6 = gone;
    session.fromPartition('twilio').fetch = gone;
  });
  return () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

/** Presses Tab until the focus is there: nothing in this file's walk is clicked. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluateAll((elements) => elements.some((element) => element === document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('150 times Tab did not lead there');
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole('main').getByLabel(label, { exact: true }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

const shownStep = async (page: Page): Promise<StepId> => (await page.locator('article[data-step]').getAttribute('data-step')) as StepId;

/** Writes down what a step asks for. The focus is in its first field. */
async function writeDown(page: Page, id: StepId): Promise<void> {
  for (const [index, field] of (stepOf(id).records ?? []).entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(field.kind === 'phone' ? '+15125550142' : field.kind === 'choice' ? (field.worked ?? field.choices ?? [''])[0] ?? '' : 'Seen on site, as it should be');
  }
}

/** What the steps with a form of their own need; all others are read and ticked. */
const FORMS: Partial<Record<StepId, (page: Page) => Promise<void>>> = {
  'visit.plan': async (page) => {
    await tabTo(page, page.getByRole('radio', { name: /Hosted by 3CX/ }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
    await page.keyboard.press('Enter');
  },
  'visit.refresh': async (page) => {
    await typeInto(page, 'Your passphrase', PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(page.getByText('typed it, and it opened the vault')).toBeVisible();
  },
  'pbx.login': async (page) => {
    await typeInto(page, '3CX login address', 'https://mill-street.tx.3cx.us/');
    await typeInto(page, '3CX admin user', '100');
    await typeInto(page, '3CX admin password', 'Only-a-test-1');
    await page.keyboard.press('Enter');
  },
  'pbx.values': async (page) => {
    await typeInto(page, '3CX FQDN', 'mill-street.tx.3cx.us');
    await typeInto(page, '3CX public IPv4', '34.120.8.15');
    await page.keyboard.press('Enter');
  },
  'account.choose': async (page) => {
    await tabTo(page, page.getByRole('radio', { name: /Practice account/ }));
    await page.keyboard.press('ArrowUp');
  },
  'trunk.values': async (page) => {
    await typeInto(page, 'Termination name', 'mill-street.pstn.umatilla.twilio.com');
    await tabTo(page, page.getByRole('radio', { name: /^On: calls/ }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  },
  'numbers.choose': async (page) => {
    await typeInto(page, 'Or type a number of this account', '+1 512 555 0142');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Do not use +15125550142' })).toBeVisible();
  },
};

test('with the cable pulled and by keyboard alone, from the first chapter to the last', async ({ app, page }) => {
  test.setTimeout(240_000);
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  const asked = await pullTheCable(app);
  await tabTo(page, page.getByRole('button', { name: 'New site' }));
  await page.keyboard.press('Enter');
  await page.keyboard.type(SITE);
  await page.keyboard.press('Enter');
  const walked: StepId[] = [];
  for (let id = await waitForStep(page, null); ; ) {
    walked.push(id);
    await FORMS[id]?.(page);
    if (id === 'hand-over.leave') break;
    if (FORMS[id] !== undefined && id !== 'visit.refresh') {
      await expectStepState(page, id, 'Done');
      // Until the form has heard that it is saved, Alt+Enter would save it again.
      await expect(page.getByRole('navigation', { name: 'Chapters' })).not.toContainText('not saved');
    }
    await page.keyboard.press('Alt+Enter');
    // Where something must be written down, the first press leads to its field.
    if (stepOf(id).records?.some((field) => !field.optional)) {
      await expect(page.getByRole('main').locator('.checklist-records :focus')).toBeVisible();
      await writeDown(page, id);
      await page.keyboard.press('Alt+Enter');
    }
    id = await waitForStep(page, id);
  }
  expect(new Set(walked).size).toBe(walked.length);
  // Nobody has named a phone, so nobody can say who is covered: that becomes an open point, by keyboard as well.
  await expect(page.getByRole('main')).toContainText('Do not leave yet.');
  await expect(page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name: 'Left to do: 1' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('region', { name: 'Emergency calls' })).toContainText('No extension is known here.');
  await tabTo(page, page.getByRole('button', { name: 'Cannot be done today… Check who an emergency call shows' }));
  await page.keyboard.press('Enter');
  for (const [label, text] of [['What is missing', 'The export of the users'], ['Who sees to it', 'Pat Lee'], ['Who of the customer’s people was told', 'Kim at the desk']] as const) {
    await tabTo(page, page.getByRole('dialog').getByLabel(label));
    await page.keyboard.type(text);
  }
  await page.getByRole('dialog').getByLabel('Until when').fill(dayToCome());
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Make it an open point' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('Leave with open points.');
  await expect(page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name: 'Leave with open points' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Chapters' })).toContainText(`${walked.length - 1} of ${walked.length} done`);
  // Whoever works by hand asks Twilio nothing; only the clock was tried, when the visit was prepared, and a name server for the PBX’s name.
  expect((await asked()).filter((url) => !url.endsWith('/Accounts.json') && url !== 'mill-street.tx.3cx.us')).toEqual([]);
});

async function waitForStep(page: Page, before: StepId | null): Promise<StepId> {
  await expect.poll(() => shownStep(page)).not.toBe(before);
  return shownStep(page);
}

test('killed in the middle of the checklist, everything said is there again', async ({ launch }) => {
  const first = await launch();
  const page = await firstScreen(first);
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  await createSite(page, SITE);
  await planSite(page);
  await openStep(page, 'visit.pack');
  await page.keyboard.press('Alt+Enter');
  await expectStepState(page, 'visit.pack', 'Done');
  await openStep(page, 'extensions.dids');
  await page.getByLabel('Add numbers').fill('+15125550142\r\n+15125550143\r\nnonsense');
  await page.getByRole('button', { name: 'Add them' }).click();
  await expect(page.getByText('2 numbers added')).toBeVisible();
  first.process().kill('SIGKILL');
  await first.close().catch(() => undefined);
  const again = await firstScreen(await launch());
  await unlock(again, PASSPHRASE);
  await openSite(again, SITE);
  await expectStepState(again, 'visit.plan', 'Done');
  await expectStepState(again, 'visit.pack', 'Done');
  await openStep(again, 'extensions.dids');
  await expect(again.getByText('2 DIDs')).toBeVisible();
});

test('before a visit one button reads everything and has the passphrase typed; a wrong one is told', async ({ page }) => {
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  await createSite(page, SITE);
  await planSite(page);
  await fillPbx(page, { fqdn: PRACTICE_PBX.plain.fqdn, ipv4: PRACTICE_PBX.plain.dashboardIpv4 });
  await openStep(page, 'visit.refresh');
  await page.getByLabel('Your passphrase').fill('not it at all');
  await page.getByRole('main').getByRole('button', { name: 'Refresh everything' }).click();
  await expect(page.getByText('This passphrase does not open the vault.')).toBeVisible();
  await expect(page.getByText('It has not been read yet.')).toBeVisible();
  await page.getByLabel('Your passphrase').fill(PASSPHRASE);
  await page.getByRole('main').getByRole('button', { name: 'Refresh everything' }).click();
  await expect(page.getByText('Ready to go.')).toBeVisible();
  await expectStepState(page, 'visit.refresh', 'Done');
});

test('a picture is kept encrypted beside the site, and is there after a lock; files go where the technician wants them', async ({ app, page, profile }) => {
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  await createSite(page, SITE);
  await openStep(page, 'visit.pack');
  await page.getByLabel('Picture file').setInputFiles({ name: 'rack.png', mimeType: 'image/png', buffer: PICTURE });
  await expect(page.getByRole('button', { name: 'Show rack.png' }).locator('img')).toBeVisible();
  await openStep(page, 'extensions.users');
  await page.getByLabel('File of users').setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(USERS) });
  await page.getByRole('button', { name: 'Take the file' }).click();
  await expect(page.getByRole('grid', { name: 'Extensions' })).toContainText('Ruiz');
  const file = path.join(profile, 'for-3cx.csv');
  await app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as typeof dialog.showSaveDialog; }, file);
  await page.getByRole('button', { name: 'Save for 3CX…' }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toBe(USERS);
  const kept = (await readdir(profile, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && entry.name.endsWith('.age')).map((entry) => path.join(entry.parentPath, entry.name));
  expect(kept.filter((name) => /photos.[0-9a-f-]+\.age$/.test(name) && !name.includes('backups'))).toHaveLength(1);
  for (const name of kept) {
    const bytes = await readFile(name);
    for (const clear of [PICTURE, PICTURE.toString('base64'), 'rack.png', 'Ruiz']) expect(bytes.includes(clear), name).toBe(false);
  }
  const replaced = replacedWindow(app, page);
  await lock(page);
  const again = await replaced;
  await unlock(again, PASSPHRASE);
  await openSite(again, SITE);
  await openStep(again, 'visit.pack');
  await again.getByRole('button', { name: 'Show rack.png' }).click();
  await expect(again.getByRole('img', { name: /Picture of this step/ })).toBeVisible();
});
