import { expect, type Page } from '@playwright/test';

/** On the list: makes a site. It opens at its first open step. */
export async function createSite(page: Page, name: string, country = 'US'): Promise<void> {
  await page.getByRole('button', { name: 'New site' }).click();
  const dialog = page.getByRole('dialog', { name: 'New site' });
  await dialog.getByLabel('Name of the site').fill(name);
  await dialog.getByLabel('Country of its phone numbers').selectOption(country);
  await dialog.getByRole('button', { name: 'Make the site' }).click();
  await expect(page.getByRole('navigation', { name: 'Chapters' })).toBeVisible();
}

export async function openSite(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Chapters' })).toBeVisible();
}

/** From a site or the settings back to the list. */
export async function backToSites(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('button', { name: 'Sites' }).click();
  await expect(page.getByRole('heading', { name: 'Sites', level: 1 })).toBeVisible();
}

/** On the list: one of the commands in a site's menu. */
export async function siteMenu(page: Page, name: string, command: 'Rename' | 'Duplicate as a pattern' | 'Archive' | 'Bring back'): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: command }).click();
}

export async function renameSite(page: Page, from: string, to: string): Promise<void> {
  await siteMenu(page, from, 'Rename');
  const dialog = page.getByRole('dialog', { name: 'Rename the site' });
  await dialog.getByLabel('Name of the site').fill(to);
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dialog).toBeHidden();
}

/** Makes another site after the pattern of this one. It is on the list afterwards. */
export async function duplicateSite(page: Page, from: string, to: string): Promise<void> {
  await siteMenu(page, from, 'Duplicate as a pattern');
  const dialog = page.getByRole('dialog', { name: 'Duplicate as a pattern' });
  await dialog.getByLabel('Name of the site').fill(to);
  await dialog.getByRole('button', { name: 'Make the duplicate' }).click();
  await expect(dialog).toBeHidden();
}
