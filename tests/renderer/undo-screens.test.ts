import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { expectCompared, expectNothingLeft, expectWorked, openCompare, openUndo, readAgain } from '../e2e/screens/compare.ts';
import { chooseNumberToBuy } from '../e2e/screens/numbers.ts';
import { expectFinished, setUpTrunk } from '../e2e/screens/set-up.ts';
import { openStep } from '../e2e/screens/site.ts';
import { chooseTrunk, fillPbx } from '../e2e/screens/values.ts';
import type { FakeMain } from './fake-main.ts';
import { expectAccessible, missing, type Opened, PBX, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const step = (page: Page) => page.getByRole('main');
const INTERRUPTED = /^Taking away was interrupted: \d+ things? (is|are) gone, \d+ (is|are) still there$/;

/** A site that is set up, and an undo of it whose call for the trunk never comes back: Trunkbook is killed there, and started again. */
async function withKilledUndo(use: (opened: Opened) => Promise<void>): Promise<void> {
  let killed = false;
  const dead = new Promise<never>(() => { /* it never answers */ });
  await withSite({ beforeCall: async (action) => { if (action.startsWith('remove-trunk') && !killed) { killed = true; await dead; } } }, async (opened) => {
    const { page, main } = opened;
    await fillPbx(page, PBX);
    await chooseTrunk(page, { secure: true, edge: 'umatilla' });
    await chooseNumberToBuy(page, '512');
    await setUpTrunk(page);
    await openCompare(page);
    const dialog = await openUndo(page);
    await dialog.getByRole('button', { name: 'Take it away' }).click();
    await see.poll(() => killed).toBe(true);
    startAgain(main);
    await readAgain(page);
    await use(opened);
  });
}

/** After a start nobody knows of a job: only the record is there. */
function startAgain(main: FakeMain): void {
  main.patch({ what: 'job', value: null });
}

describe.skipIf(missing)('an undo that was killed in the middle', () => {
  test('is what the comparison says first; nothing offers to rebuild a row, and going on takes away the rest', () => withKilledUndo(async ({ page, main }) => {
    await expectCompared(page, INTERRUPTED);
    await see(step(page).getByRole('button', { name: /^(Set Twilio|Set everything at Twilio)/ })).toHaveCount(0);
    await expectAccessible(page, 'an undo that was interrupted');
    await step(page).getByRole('button', { name: 'Go on taking away…' }).click();
    await page.getByRole('dialog', { name: 'Take away what Trunkbook made' }).getByRole('button', { name: 'Take it away' }).click();
    await expectWorked(page);
    startAgain(main);
    await expectCompared(page, 'Twilio has no trunk for this site');
    expect([main.account.trunks, main.account.accessLists, main.account.credentialLists]).toEqual([[], [], []]);
  }));

  test('is said by the set-up as well, which sets up again only when that is meant', () => withKilledUndo(async ({ page, main }) => {
    await openStep(page, 'setup.run');
    await see(step(page).getByText(/^Taking away was interrupted/)).toBeVisible();
    await see(step(page).getByRole('button', { name: 'Set up at Twilio' })).toHaveCount(0);
    await expectAccessible(page, 'the set-up after an interrupted undo');
    await step(page).getByRole('button', { name: 'Go on taking away…' }).click();
    await see(page.getByRole('dialog', { name: 'Take away what Trunkbook made' })).toBeVisible();
    await page.keyboard.press('Escape');
    await step(page).getByRole('button', { name: 'Set it up again instead' }).click();
    await expectFinished(page);
    await openCompare(page);
    await expectCompared(page, 'Nothing differs');
    expect(main.account.numbers.filter(({ trunkSid }) => trunkSid === main.account.trunks[0]?.sid)).toHaveLength(1);
  }));

  test('that goes on to its end says that nothing is left', () => withKilledUndo(async ({ page }) => {
    await step(page).getByRole('button', { name: 'Go on taking away…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click();
    await expectNothingLeft(page);
  }));
});
