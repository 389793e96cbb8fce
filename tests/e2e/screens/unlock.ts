import { expect, type Page } from '@playwright/test';

/** Types the passphrase and presses Unlock. What comes of it is for the caller to expect. */
export async function tryUnlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

/** Unlocks the vault and waits until it is open. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await tryUnlock(page, passphrase);
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
}

/** Presses the second way in. What comes of it is for the caller to expect. */
export async function unlockHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Unlock on this laptop' }).click();
}

/** Locks the vault from any screen. With the real app the window is replaced: the caller waits for the next one. */
export async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
}
