import { expect, type Page } from '@playwright/test';
import { openStep } from './site.ts';

/** Looks for numbers to buy and chooses the first. Returns it in E.164. Nothing is bought yet. */
export async function chooseNumberToBuy(page: Page, areaCode = ''): Promise<string> {
  await openStep(page, 'numbers.choose');
  const step = page.getByRole('main');
  await step.getByRole('tab', { name: 'Buy' }).click();
  await step.getByLabel('Area code').fill(areaCode);
  await step.getByRole('button', { name: 'Find numbers' }).click();
  const first = step.getByRole('checkbox', { name: /^Choose \+/, checked: false, disabled: false }).first();
  const number = (await first.getAttribute('aria-label'))?.replace('Choose ', '') ?? '';
  await first.click();
  await chooseTicked(page);
  await expectChosen(page, number);
  return number;
}

/** Chooses a number that the account has, from the list that the account gives. */
export async function chooseOwnedNumber(page: Page, phoneNumber: string): Promise<void> {
  await openStep(page, 'numbers.choose');
  const step = page.getByRole('main');
  await step.getByRole('tab', { name: 'Of this account' }).click();
  await step.getByRole('checkbox', { name: `Choose ${phoneNumber}` }).click();
  await chooseTicked(page);
  await expectChosen(page, phoneNumber);
}

/** Chooses the first number of the account that nothing else uses. Returns it in E.164. */
export async function chooseFreeNumber(page: Page): Promise<string> {
  await openStep(page, 'numbers.choose');
  const step = page.getByRole('main');
  await step.getByRole('tab', { name: 'Of this account' }).click();
  const free = step.getByRole('checkbox', { name: /^Choose \+/, checked: false, disabled: false }).first();
  const number = (await free.getAttribute('aria-label'))?.replace('Choose ', '') ?? '';
  await chooseOwnedNumber(page, number);
  return number;
}

/** Chooses all numbers that are ticked in the list that is shown. */
export async function chooseTicked(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: /^Choose \d+ numbers?$/ }).click();
}

/** Pastes numbers of the account, one a line, and has each looked at. */
export async function pasteNumbers(page: Page, lines: readonly string[]): Promise<void> {
  await openStep(page, 'numbers.choose');
  const step = page.getByRole('main');
  await step.getByRole('tab', { name: 'Paste a list' }).click();
  // Chromium takes a paste of thousands of lines at once, but minutes to type them, as fill() does.
  await step.getByRole('textbox', { name: 'Numbers of this account' }).evaluate((box, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(box, text);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }, lines.join('\n'));
  await step.getByRole('button', { name: 'Check them' }).click();
  await expect(step.getByRole('region', { name: 'What each line is' })).toBeVisible();
}

/** Types a number that the account has, as one does without a network. */
export async function typeNumber(page: Page, phoneNumber: string): Promise<void> {
  await openStep(page, 'numbers.choose');
  const step = page.getByRole('main');
  await step.getByLabel('Or type a number of this account').fill(phoneNumber);
  await step.getByRole('button', { name: 'Use this number' }).click();
}

export async function expectChosen(page: Page, phoneNumber: string): Promise<void> {
  await expect(page.getByRole('main').getByRole('button', { name: `Do not use ${phoneNumber}` })).toBeVisible();
}
