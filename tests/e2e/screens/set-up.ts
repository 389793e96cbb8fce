import { expect, type Locator, type Page } from '@playwright/test';
import { expectStepState, openStep } from './site.ts';

/** Presses the button that starts the set-up, and confirms what costs money. Does not wait for the end. */
export async function startSetUp(page: Page): Promise<void> {
  await openStep(page, 'setup.run');
  await pressStart(page);
}

/** Starts the set-up from its step, or goes on with one that stopped. */
export async function pressStart(page: Page): Promise<void> {
  const step = page.getByRole('main');
  const read = step.getByRole('button', { name: 'Read the account', exact: true });
  const start = step.getByRole('button', { name: /^(Set up at Twilio|Go on)$/ });
  await expect(read.or(start)).toBeVisible();
  if (await read.isVisible()) await read.click();
  await start.click();
  await confirmCosts(page, finished(page));
}

/** Says yes to what costs money, where that is asked; else what was started is under way, or has ended already. */
export async function confirmCosts(page: Page, ended: Locator): Promise<void> {
  const costs = page.getByRole('alertdialog', { name: /cost/ });
  await expect(costs.or(page.getByRole('main').getByRole('button', { name: 'Stop', exact: true })).or(ended).first()).toBeVisible();
  if (await costs.isVisible()) await costs.getByRole('button', { name: /^(Buy|Agree), and / }).click();
}

const finished = (page: Page) => page.getByRole('main').getByText('Twilio has everything that this site shall have.');

export async function expectFinished(page: Page): Promise<void> {
  await expect(finished(page)).toBeVisible({ timeout: 30_000 });
}

/** Sets the trunk up from the first reading to the last. */
export async function setUpTrunk(page: Page): Promise<void> {
  await startSetUp(page);
  await expectFinished(page);
}

/** Stops a set-up under way. */
export async function stopSetUp(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Stop' }).click();
}

/** The by-hand step: reports the trunk as entered in 3CX. */
export async function tickEnteredIn3cx(page: Page): Promise<void> {
  await openStep(page, 'trunk-in-3cx.enter');
  const step = page.getByRole('main');
  await step.getByRole('button', { name: 'Done', exact: true }).click();
  await expectStepState(page, 'trunk-in-3cx.enter', 'Done');
}
