import { expect, type Locator, type Page } from '@playwright/test';
import { openStep } from './site.ts';

const step = (page: Page): Locator => page.getByRole('main');

export type CoverageWord = 'Missing' | 'Not measured' | 'Waiting' | 'Proven' | 'Not needed';

export const matrix = (page: Page): Locator => page.getByRole('grid', { name: 'Coverage of every extension' });

/** The line of an extension in the matrix. It must be in sight, or found by the filter. */
export function coverageRow(page: Page, extension: string): Locator {
  return matrix(page).getByRole('row').filter({ has: page.getByText(extension, { exact: true }) });
}

/** Finds an extension in the matrix, and says where it stands. The matrix shows all again afterwards. */
export async function expectCoverage(page: Page, extension: string, state: CoverageWord, more = ''): Promise<void> {
  const filter = step(page).getByLabel('Filter', { exact: true });
  await filter.fill(extension);
  await expect(coverageRow(page, extension).getByRole('gridcell').first()).toContainText(state);
  await expect(coverageRow(page, extension)).toContainText(more);
  await filter.fill('');
}

/** How many extensions are in a state, as the matrix counts them; 0 where it does not speak of it. */
export async function expectCount(page: Page, state: CoverageWord, count: number): Promise<void> {
  const toggle = step(page).getByRole('group', { name: 'Show only' }).getByRole('button', { name: `${count} ${state.toLowerCase()}`, exact: true });
  if (count > 0) await expect(toggle).toBeVisible();
  else await expect(step(page).getByRole('group', { name: 'Show only' }).getByRole('button', { name: new RegExp(` ${state.toLowerCase()}$`) })).toHaveCount(0);
}

/** Opens all that is known of an extension. */
export async function openDetails(page: Page, extension: string): Promise<Locator> {
  const filter = step(page).getByLabel('Filter', { exact: true });
  await filter.fill(extension);
  await coverageRow(page, extension).click();
  const details = step(page).getByRole('region', { name: new RegExp(`^Extension ${extension}\\b`) });
  await expect(details).toBeVisible();
  await filter.fill('');
  return details;
}

/** Says that no extension is barred from outside calls or asks for a PIN. */
export async function sayNoneIsBarred(page: Page): Promise<void> {
  await step(page).getByRole('button', { name: 'Left out and barred extensions…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Extensions to leave out, and barred ones' });
  await dialog.getByText('None is barred, and none asks for a PIN').click();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Says who answers when the number that an extension shows is called back. */
export async function nameCallBack(page: Page, extension: string, people: { readonly extension: string; readonly name: string }): Promise<void> {
  await (await openDetails(page, extension)).getByRole('button', { name: 'Who answers a call back…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who answers a call back' });
  await dialog.getByLabel('Extension or group in 3CX').fill(people.extension);
  await dialog.getByLabel('What people call it').fill(people.name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Chooses the extension from which 933 is dialled: one of those that are asked for, or another. */
export async function chooseCaller(page: Page, extension: string): Promise<Locator> {
  await openStep(page, 'test-933.call');
  const offered = step(page).getByText(`From extension ${extension}`, { exact: true });
  if (await offered.count() > 0) await offered.click();
  else {
    await step(page).getByText('From another extension').click();
    await step(page).getByLabel('Extension that calls').fill(extension);
  }
  const call = step(page).getByRole('region', { name: `Dial 933 from extension ${extension}` });
  await expect(call).toBeVisible();
  return call;
}

/** The 933 call from an extension read just what is registered. */
export async function heardExactly(page: Page, extension: string): Promise<void> {
  const call = await chooseCaller(page, extension);
  await call.getByRole('button', { name: 'Heard exactly this' }).click();
  await expect(testResult(page, extension)).toContainText('Right');
}

/** The 933 call from an extension read something else. */
export async function heardElse(page: Page, extension: string, heard: { readonly number: string; readonly address: string }): Promise<void> {
  const call = await chooseCaller(page, extension);
  await call.getByRole('button', { name: 'Heard something else…' }).click();
  await call.getByLabel('Number that was read').fill(heard.number);
  await call.getByLabel('Address that was read').fill(heard.address);
  await call.getByRole('button', { name: 'Write it down' }).click();
  await expect(testResult(page, extension)).toBeVisible();
}

/** The latest call of an extension among those so far. */
export function testResult(page: Page, extension: string): Locator {
  return step(page).getByRole('region', { name: 'Calls so far' }).getByRole('listitem').filter({ hasText: `Extension ${extension}` }).first();
}

/** A day (yyyy-mm-dd) that is still to come. */
export function dayToCome(): string {
  return new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
}

/** Says of a step that it must wait, and what that means for who calls for help. */
export async function sayMeanwhile(page: Page, point: { readonly note: string; readonly owner: string; readonly due: string; readonly told: string }): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'What is this step waiting for?' });
  await dialog.getByLabel('What is missing').fill(point.note);
  await dialog.getByLabel('Who sees to it').fill(point.owner);
  await dialog.getByLabel('Until when').fill(point.due);
  await dialog.getByLabel('Who of the customer’s people was told').fill(point.told);
  await dialog.getByRole('button', { name: 'Make it an open point' }).click();
  await expect(dialog).toHaveCount(0);
}

export async function expectLeave(page: Page, sentence: 'Safe to leave.' | 'Leave with open points.' | 'Do not leave yet.'): Promise<void> {
  await openStep(page, 'hand-over.leave');
  await expect(step(page).getByRole('region', { name: 'May I leave?' }).getByRole('status')).toContainText(sentence);
}
