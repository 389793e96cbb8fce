import { expect, type Page } from '@playwright/test';

export async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
}

export async function chooseTheme(page: Page, theme: 'As the system' | 'Light' | 'Dark'): Promise<void> {
  await page.getByText(theme, { exact: true }).click();
  await expect(page.getByRole('radio', { name: theme })).toBeChecked();
}

export async function changePassphrase(page: Page, current: string, next: string): Promise<void> {
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  await page.getByLabel('Passphrase now').fill(current);
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(next);
  await page.getByLabel('Passphrase again').fill(next);
  await page.getByRole('button', { name: 'Change it' }).click();
}

const laptopUnlock = (page: Page) => page.getByRole('region', { name: 'Unlock on this laptop' });

/** With the form for it open already: gives the passphrase, and waits until it is on. */
export async function turnOnLaptopUnlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Your passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(laptopUnlock(page).getByRole('status').getByText('On', { exact: true })).toBeVisible();
}

export async function turnOffLaptopUnlock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Turn it off' }).click();
  await expect(page.getByRole('button', { name: 'Turn it on' })).toBeVisible();
}
