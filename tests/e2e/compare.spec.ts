import type { Page } from '@playwright/test';
import { PRACTICE_PBX } from '../../main/practice/seeds.ts';
import type { Site } from '../../domain/site/record.ts';
import { expect, test } from './fixture.ts';
import { driftRow, expectCompared, expectNothingLeft, letSomebody, openCompare, openUndo, readAgain, reviewTrunk, setTwilio, takeOver, undo } from './screens/compare.ts';
import { chooseNumberToBuy } from './screens/numbers.ts';
import { setUpTrunk, tickEnteredIn3cx } from './screens/set-up.ts';
import { expectSheet, expectStepState, openStep } from './screens/site.ts';
import { backToSites, createSite } from './screens/sites.ts';
import { chooseSecurity, chooseTrunk, fillPbx } from './screens/values.ts';
import { createVault, goToSites } from './screens/welcome.ts';

const PASSPHRASE = 'violet anchor tundra mosaic lantern pepper';

async function setUp(page: Page, name: string): Promise<string> {
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  await createSite(page, name);
  await fillPbx(page, { fqdn: PRACTICE_PBX.plain.fqdn, ipv4: PRACTICE_PBX.plain.dashboardIpv4 });
  await chooseTrunk(page, { secure: true, edge: 'dublin' });
  await chooseSecurity(page, {});
  const number = await chooseNumberToBuy(page, '512');
  await setUpTrunk(page);
  return number;
}

async function openSiteOf(page: Page): Promise<Pick<Site, 'intent' | 'ledger'>> {
  return page.evaluate(async () => {
    const answer = await window.trunkbook!.invoke('mirror.get');
    if (!answer.ok || answer.value.mirror.site === null) throw new Error('no site');
    const { intent, ledger } = answer.value.mirror.site;
    return { intent, ledger };
  });
}

test('what somebody changed at Twilio is seen, put right or taken over, and at last everything is taken away again', async ({ page }) => {
  await setUp(page, 'Lakeside Dental');
  await openCompare(page);
  await expectCompared(page, 'Nothing differs');
  await tickEnteredIn3cx(page);
  await openCompare(page);
  await expectCompared(page, 'Nothing differs');
  await expect(page.getByRole('main').getByText('reported by hand on').first()).toBeVisible();

  await letSomebody(page, 'secure-flipped');
  await letSomebody(page, 'address-removed');
  await expectCompared(page, 'Nothing differs');
  await readAgain(page);
  await expectCompared(page, '2 things differ');
  await expectStepState(page, 'setup.compare', 'Needs you');
  await expect(driftRow(page, 'Address of the PBX')).toContainText('Missing at Twilio');
  await setTwilio(page, 'Secure Trunking');
  await expectCompared(page, 'One thing differs');
  await setTwilio(page, 'Address of the PBX');
  await expectCompared(page, 'Nothing differs');

  await letSomebody(page, 'trunk-renamed');
  await readAgain(page);
  await takeOver(page, /^Take “.*\(old\)”: Name$/);
  // 3CX was said to have the name that the trunk had before.
  await expectCompared(page, 'One thing differs');
  await takeOver(page, /^Take what 3CX has: .*: Name in 3CX$/);
  await expectCompared(page, 'Nothing differs');
  await expectSheet(page, 'Trunk name', '(old)');

  const dialog = await openUndo(page);
  await expect(dialog.getByRole('checkbox', { name: /^Give \+1/ })).not.toBeChecked();
  await page.keyboard.press('Escape');
  await undo(page, { giveBack: [/^Give \+1/] });
  await expectNothingLeft(page);
  await page.reload();
  await openCompare(page);
  await expectNothingLeft(page);
  await expectCompared(page, 'Twilio has no trunk for this site');
});

test('a trunk of the account becomes another site’s: its password is unknown, and nothing is left to do', async ({ page }) => {
  const number = await setUp(page, 'Lakeside Dental');
  const { intent: made } = await openSiteOf(page);
  await backToSites(page);
  await createSite(page, 'Harbor Clinic');
  await openCompare(page);
  await page.getByRole('main').getByRole('button', { name: 'Take over a trunk that is there…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Read the account' }).click();
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible();
  await page.keyboard.press('Escape');
  const dialog = await reviewTrunk(page, made.trunk.friendlyName ?? '');
  await expect(dialog.getByRole('row', { name: /SIP password/ })).toContainText('unknown afterwards');
  await dialog.getByRole('button', { name: 'Take it over' }).click();
  await expect(dialog).toBeHidden();
  await expectCompared(page, 'Nothing differs');
  const { intent, ledger } = await openSiteOf(page);
  expect(intent.trunk).toMatchObject({ domainLabel: made.trunk.domainLabel, sipUsername: made.trunk.sipUsername, sipPassword: null, secure: true });
  expect(intent.numbers.map(({ phoneNumber }) => phoneNumber)).toEqual([number]);
  expect(ledger).toEqual([]);
  await openStep(page, 'setup.run');
  await expect(page.getByRole('main').getByText('Twilio has everything that this site shall have.')).toBeVisible();
});
