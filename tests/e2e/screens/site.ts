import { expect, type Locator, type Page } from '@playwright/test';
import { CHAPTERS } from '../../../domain/guide/chapters.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import type { SheetRow } from '../../../domain/trunk/sheet.ts';

const TITLES = new Map(CHAPTERS.flatMap((chapter) => chapter.steps).map((step) => [step.id, step.title]));

function title(step: StepId): string {
  const found = TITLES.get(step);
  if (found === undefined) throw new Error(`The guide has no step ${step}.`);
  return found;
}

const chapters = (page: Page): Locator => page.getByRole('navigation', { name: 'Chapters' });

/** Opens the chapter of a step, so that its steps can be seen. */
async function openChapter(page: Page, step: StepId): Promise<void> {
  const chapter = CHAPTERS.find(({ steps }) => steps.some(({ id }) => id === step))?.title ?? '';
  // The button also says how much of the chapter is done.
  const head = chapters(page).getByRole('button', { name: new RegExp(`^${chapter} \\d`) });
  await head.waitFor();
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
}

/** A step's line among the chapters. */
async function stepLink(page: Page, step: StepId): Promise<Locator> {
  await openChapter(page, step);
  return chapters(page).getByRole('button', { name: title(step) });
}

export async function openStep(page: Page, step: StepId): Promise<void> {
  await (await stepLink(page, step)).click();
  await expectStep(page, step);
}

/** The step that is shown now. */
export async function expectStep(page: Page, step: StepId): Promise<void> {
  await expect(page.getByRole('main').getByRole('heading', { name: title(step), level: 2 })).toBeVisible();
}

export async function expectStepState(page: Page, step: StepId, state: 'Open' | 'Needs you' | 'Contradiction' | 'Waits' | 'Done' | 'Not needed'): Promise<void> {
  // A step that is done moves on, and its chapter may close behind it.
  await expect(async () => expect(await stepLink(page, step)).toContainText(state, { timeout: 1000 })).toPass({ timeout: 20_000 });
}

const sheet = (page: Page): Locator => page.getByRole('complementary', { name: 'Transfer sheet' });

/** Opens the sheet where the window is too narrow for its column. */
export async function showSheet(page: Page): Promise<void> {
  const toggle = sheet(page).getByRole('button', { name: 'Transfer sheet', expanded: false });
  if (await toggle.isVisible()) await toggle.click();
}

export type SheetLabel = SheetRow['label'];

/** One row of the sheet, by its label. */
export function sheetRow(page: Page, label: SheetLabel): Locator {
  return sheet(page).getByRole('listitem').filter({ has: page.getByText(label, { exact: true }) });
}

export async function expectSheet(page: Page, label: SheetLabel, value: string | RegExp): Promise<void> {
  await expect(sheetRow(page, label)).toContainText(value);
}

/** Copies a value from the sheet, by main. */
export async function copyFromSheet(page: Page, label: SheetLabel): Promise<void> {
  await sheetRow(page, label).getByRole('button', { name: `Copy ${label}` }).click();
  await expect(sheetRow(page, label)).toContainText(/Copied\. The clipboard is cleared in \d+ s/);
}

/** Shows a password on the sheet and returns it. */
export async function revealOnSheet(page: Page, label: SheetLabel): Promise<string> {
  const row = sheetRow(page, label);
  await row.getByRole('button', { name: `Show ${label}` }).click();
  await expect(row).toContainText(/Hides in \d+ s/);
  return (await row.getByLabel(label, { exact: true }).textContent()) ?? '';
}
