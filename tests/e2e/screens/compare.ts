import { expect, type Locator, type Page } from '@playwright/test';
import type { Disturbance } from '../../../domain/site/disturbances.ts';
import { DISTURBANCE_WORDS } from '../../../renderer/features/site/compare/compare-words.ts';
import { confirmCosts } from './set-up.ts';
import { openStep } from './site.ts';

const step = (page: Page): Locator => page.getByRole('main');
const table = (page: Page): Locator => step(page).getByRole('table', { name: 'This site, Twilio and 3CX' });

export async function openCompare(page: Page): Promise<void> {
  await openStep(page, 'setup.compare');
}

/** What the step says of the whole: `Nothing differs`, `One thing differs`, `3 things differ`. */
export async function expectCompared(page: Page, words: string | RegExp): Promise<void> {
  await expect(step(page).getByRole('heading', { name: words, level: 3 })).toBeVisible({ timeout: 30_000 });
}

/** Reads the account, and waits until that has ended. */
export async function readAgain(page: Page): Promise<void> {
  const button = step(page).getByRole('button', { name: /^Read the account( again)?$/ });
  await button.click();
  await expect(button).not.toHaveAttribute('aria-disabled', 'true');
}

/** The line of a value, by its label. */
export function driftRow(page: Page, label: string): Locator {
  return table(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${label}`) }) });
}

/** Has Twilio set as this site says, and waits until that has ended. Says yes to what it costs. */
export async function setTwilio(page: Page, label: string): Promise<void> {
  await step(page).getByRole('button', { name: new RegExp(`^(Set Twilio|Take it away at Twilio)…?: ${label}$`) }).click();
  await confirmCosts(page, step(page).getByText('What was done'));
  await expectWorked(page);
}

/** Takes over what Twilio or 3CX has, by the words of the button. */
export async function takeOver(page: Page, words: string | RegExp): Promise<void> {
  await step(page).getByRole('button', { name: words }).click();
}

/** Nothing is under way at Twilio any more. */
export async function expectWorked(page: Page): Promise<void> {
  await expect(step(page).getByRole('heading', { name: 'Trunkbook is at work at Twilio' })).toBeHidden({ timeout: 30_000 });
  await expect(step(page).getByRole('button', { name: 'Take over a trunk that is there…' })).toBeVisible();
}

/** Writes down what 3CX shows. The dialog stays where that is refused. */
export async function reportFrom3cx(page: Page, label: string, field: string, value: string): Promise<void> {
  await step(page).getByRole('button', { name: new RegExp(`^(Write down what 3CX shows|Correct it): ${label}$`) }).click();
  await typeFrom3cx(page, field, value);
}

/** In the dialog: types the value, and presses the button. */
export async function typeFrom3cx(page: Page, field: string, value: string): Promise<void> {
  const control = page.getByRole('dialog').getByLabel(field);
  if (field.startsWith('Encryption')) await control.selectOption(value);
  else await control.fill(value);
  await page.getByRole('dialog').getByRole('button', { name: 'Write it down' }).click();
}

/** Practice account: somebody changes something behind Trunkbook's back. */
export async function letSomebody(page: Page, what: Disturbance): Promise<void> {
  const select = step(page).getByLabel('What somebody does');
  if (!(await select.isVisible())) await step(page).getByText('Practise: let somebody').click();
  await select.selectOption(DISTURBANCE_WORDS[what]);
  await step(page).getByRole('button', { name: 'Let it happen' }).click();
  await expect(step(page).getByText('Somebody changed something.')).toBeVisible();
}

/** Looks into a trunk that is there, up to what taking it over would change. */
export async function reviewTrunk(page: Page, name: string | RegExp): Promise<Locator> {
  await step(page).getByRole('button', { name: 'Take over a trunk that is there…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take over a trunk that is there' });
  const read = dialog.getByRole('button', { name: 'Read the account', exact: true });
  await expect(read.or(dialog.getByText(name)).first()).toBeVisible();
  if (await read.isVisible()) await read.click();
  await dialog.getByText(name).first().click();
  await dialog.getByRole('button', { name: 'Look into it' }).click();
  await expect(dialog.getByRole('button', { name: 'Take it over' })).toBeVisible();
  return dialog;
}

export async function takeOverTrunk(page: Page, name: string | RegExp): Promise<void> {
  const dialog = await reviewTrunk(page, name);
  await dialog.getByRole('button', { name: 'Take it over' }).click();
  await expect(dialog).toBeHidden();
}

/** Shows what would be taken away, reading the account where that is needed. */
export async function openUndo(page: Page): Promise<Locator> {
  await step(page).getByRole('button', { name: /^(Take away what Trunkbook made|Go on taking away)…$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Take away what Trunkbook made' });
  const read = dialog.getByRole('button', { name: 'Read the account', exact: true });
  await expect(read.or(dialog.getByRole('button', { name: 'Read the account again' }))).toBeVisible();
  if (await read.isVisible()) await read.click();
  return dialog;
}

/** Takes away what Trunkbook made, and gives back the numbers named. */
export async function undo(page: Page, { giveBack = [] }: { readonly giveBack?: readonly RegExp[] } = {}): Promise<void> {
  const dialog = await openUndo(page);
  for (const number of giveBack) await dialog.getByText(number).click();
  await dialog.getByRole('button', { name: 'Take it away' }).click();
  await expect(dialog).toBeHidden();
  await expectWorked(page);
}

export async function expectNothingLeft(page: Page): Promise<void> {
  await expect(step(page).getByText('Nothing that Trunkbook made for this site is left at Twilio')).toBeVisible();
}
