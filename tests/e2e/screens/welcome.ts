import { expect, type Page } from '@playwright/test';

export interface NewVault {
  readonly technician: string;
  readonly passphrase: string;
}

/** On the first screen: makes the vault. Leaves the page at the offer of the recovery kit. */
export async function createVault(page: Page, { technician, passphrase }: NewVault): Promise<void> {
  await page.getByLabel('Your name').fill(technician);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Make the vault' }).click();
  await expect(page.getByRole('heading', { name: 'Your vault is ready' })).toBeVisible();
}

/** Has six words made up and notes them; the vault is not made yet. */
export async function makeUpPassphrase(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Make one up for me' }).click();
  const words = await page.getByRole('group', { name: /^Your passphrase/ }).textContent();
  return words?.trim() ?? '';
}

/** From the offer of the recovery kit on to the sites. */
export async function goToSites(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Go to your sites' }).click();
  await expect(page.getByRole('heading', { name: 'Sites', level: 1 })).toBeVisible();
}
