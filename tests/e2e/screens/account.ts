import { expect, type Page } from '@playwright/test';
import { hostsHere } from '../hosts.ts';
import { openStep } from './site.ts';

export interface AccountValues {
  readonly accountSid: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Opens the form for a Twilio account, past the warning of a host that has no keychain. */
export async function startAdding(page: Page): Promise<void> {
  await openStep(page, 'account.choose');
  await page.getByRole('button', { name: 'Add a Twilio account' }).click();
  if (hostsHere().includes('electron')) return;
  const warning = page.getByRole('alertdialog');
  await expect(warning).toContainText(/Chromium host/);
  await warning.getByRole('button').last().click();
}

/** Enters an account and has it tried. What comes of it is for the caller to expect. */
export async function enterAccount(page: Page, { accountSid, apiKey, apiSecret }: AccountValues): Promise<void> {
  const form = page.getByRole('region', { name: 'Add a Twilio account' });
  await form.getByLabel('Name of the account').fill('Lakeside’s own');
  await form.getByLabel('Account SID', { exact: true }).fill(accountSid);
  await form.getByLabel('API key SID').fill(apiKey);
  await form.getByLabel('Secret').fill(apiSecret);
  await form.getByRole('button', { name: 'Add the account' }).click();
}

/** Adds an account that works; the site is worked on with it. */
export async function addAccount(page: Page, values: AccountValues): Promise<void> {
  await startAdding(page);
  await enterAccount(page, values);
  await expect(page.getByRole('radio', { name: /Lakeside’s own/ })).toBeVisible();
}
