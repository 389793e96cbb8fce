import { expect, test } from './fixture.ts';
import { backToSites, createSite, duplicateSite, openSite, renameSite, siteMenu } from './screens/sites.ts';
import { expectSheet } from './screens/site.ts';
import { fillPbx } from './screens/values.ts';
import { createVault, goToSites } from './screens/welcome.ts';

test.beforeEach(async ({ page }) => {
  await createVault(page, { technician: 'Sam Doe', passphrase: 'violet anchor tundra mosaic lantern pepper' });
  await goToSites(page);
});

test('sites are made, renamed, duplicated without their secrets, archived and brought back', async ({ page }) => {
  await createSite(page, 'Lakeside');
  await fillPbx(page, { fqdn: 'lakeside-dental.my3cx.us', ipv4: '34.174.61.120', password: 'CANARY-pbx' });
  await backToSites(page);
  await renameSite(page, 'Lakeside', 'Lakeside Dental');
  await duplicateSite(page, 'Lakeside Dental', 'Hillside Dental');
  await openSite(page, 'Hillside Dental');
  await expectSheet(page, '3CX FQDN', 'not entered yet');
  await expectSheet(page, '3CX admin password', 'not entered yet');
  await backToSites(page);
  await siteMenu(page, 'Lakeside Dental', 'Archive');
  await expect(page.getByRole('button', { name: 'Lakeside Dental', exact: true })).toBeHidden();
  await page.getByText(/archived/i).first().click();
  await siteMenu(page, 'Lakeside Dental', 'Bring back');
});

test('names with markup are text, and a very long one breaks nothing', async ({ page }) => {
  const markup = '<img src=x onerror="globalThis.ran=1"> & <b>bold</b>';
  await createSite(page, markup);
  await backToSites(page);
  await expect(page.getByRole('button', { name: markup, exact: true })).toBeVisible();
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  await page.getByRole('button', { name: 'New site' }).click();
  const dialog = page.getByRole('dialog', { name: 'New site' });
  await dialog.getByLabel('Name of the site').fill('x'.repeat(10_000));
  await dialog.getByRole('button', { name: 'Make the site' }).click();
  await expect(dialog.getByText(/At most 100 characters/)).toBeVisible();
});
