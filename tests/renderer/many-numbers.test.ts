import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { driftRow, expectCompared, openCompare, openUndo, readAgain } from '../e2e/screens/compare.ts';
import { chooseNumberToBuy } from '../e2e/screens/numbers.ts';
import { expectFinished, setUpTrunk } from '../e2e/screens/set-up.ts';
import { openStep } from '../e2e/screens/site.ts';
import { chooseTrunk, fillPbx } from '../e2e/screens/values.ts';
import { newSid } from './fake-account.ts';
import { AXE_PATIENCE, expectAccessible, missing, PBX, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const step = (page: Page) => page.getByRole('main');

describe.skipIf(missing)('a site with many numbers', () => {
  test('of a thousand numbers no list draws more than about a hundred lines', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    let calls = 0;
    await withSite({ beforeCall: () => { calls += 1; return calls === 500 ? held : Promise.resolve(); } }, async ({ page, main }) => {
      await fillPbx(page, PBX);
      await chooseTrunk(page, { secure: true, edge: 'umatilla' });
      const siteId = main.mirror.site?.id ?? '';
      await main.invoke('site.saveNumbers', { siteId, numbers: Array.from({ length: 1000 }, (_, index) => ({ phoneNumber: `+1214555${String(index).padStart(4, '0')}`, acquire: 'buy' })) });
      const few = async (): Promise<void> => expect(await page.locator('main li, main tr, [role="dialog"] li, [role="alertdialog"] li').count()).toBeLessThan(150);
      await openStep(page, 'setup.run');
      await see(step(page).getByText(/^And 19\d\d more\.$/)).toBeVisible();
      await few();
      await step(page).getByRole('button', { name: 'Set up at Twilio' }).click();
      const costs = page.getByRole('alertdialog', { name: 'These cost money' });
      await see(costs.getByRole('listitem')).toHaveText([/^CNAM lookup\. /, /^1000 numbers\. For each: .*\+1 214 555 0000, .* and 997 more$/]);
      await expectAccessible(page, 'costs of a thousand numbers');
      await costs.getByRole('button', { name: 'Buy, and set up at Twilio' }).click();
      await see(step(page).getByText(/499 of \d+ done/)).toBeVisible();
      await see(step(page).getByText('Under way', { exact: true })).toBeInViewport();
      await see(step(page).getByText(/^And 19\d\d more: 14\d\d waiting, 499 done\.$/)).toBeVisible();
      await few();
      release();
      await expectFinished(page);
      await step(page).getByText('What was done').click();
      await few();
      expect(main.account.numbers.filter(({ trunkSid }) => trunkSid !== null)).toHaveLength(1000);
      for (const number of main.account.numbers.slice(202)) number.trunkSid = null;
      await openCompare(page);
      await readAgain(page);
      await expectCompared(page, 'One thing differs');
      await see(driftRow(page, '800 numbers')).toContainText('Missing at Twilio');
      await see(step(page).getByRole('button', { name: 'Set Twilio: 800 numbers' })).toBeVisible();
      await few();
      const dialog = await openUndo(page);
      await see(dialog.getByText('And 980 more. Type a part of the number.')).toBeVisible();
      await see(dialog.getByText(/^Remove the trunk “/)).toHaveCount(1);
      expect(await dialog.getByRole('checkbox').count()).toBe(20);
      await few();
      await dialog.getByLabel('Find a number').fill('555 0777');
      await dialog.getByText('Give +1 214 555 0777 back to Twilio').click();
      await see(dialog.getByRole('status').first()).toHaveText('1 of 1000 numbers to give back');
      await expectAccessible(page, 'undo of a thousand numbers');
    });
  }, AXE_PATIENCE);

  test('many numbers of somebody else leave the trunk together, after one warning', () => withSite({}, async ({ page, main }) => {
    await fillPbx(page, PBX);
    await chooseTrunk(page, { secure: true });
    await chooseNumberToBuy(page, '512');
    await setUpTrunk(page);
    const trunkSid = main.account.trunks[0]?.sid ?? '';
    main.account.numbers.push(...Array.from({ length: 30 }, (_, index) => ({ sid: newSid('PN'), phoneNumber: `+12145550${String(index).padStart(3, '0')}`, trunkSid, hasVoiceUrl: false, emergency: null })));
    await openCompare(page);
    await readAgain(page);
    await expectCompared(page, 'One thing differs');
    await see(driftRow(page, '30 other numbers')).toContainText('Not wanted here');
    await step(page).getByRole('button', { name: 'Take them off the trunk…: 30 other numbers' }).click();
    const warning = page.getByRole('alertdialog', { name: 'Take somebody’s numbers off the trunk?' });
    await see(warning).toContainText('+1 214 555 0000');
    await warning.getByRole('button', { name: 'Take them off the trunk' }).click();
    await expectCompared(page, 'Nothing differs');
    expect(main.account.numbers.filter((number) => number.trunkSid === trunkSid)).toHaveLength(1);
  }));
});
