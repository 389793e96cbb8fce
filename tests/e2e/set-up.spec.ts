import { expect, test } from './fixture.ts';
import { chooseOwnedNumber } from './screens/numbers.ts';
import { PASSPHRASE, prepareSite, SITE } from './screens/prepared-site.ts';
import { expectFinished, pressStart, setUpTrunk, startSetUp, stopSetUp, tickEnteredIn3cx } from './screens/set-up.ts';
import { expectSheet, expectStepState, openStep } from './screens/site.ts';
import { createSite } from './screens/sites.ts';
import { chooseTrunk, fillPbx } from './screens/values.ts';
import { createVault, goToSites } from './screens/welcome.ts';
import type { Page } from '@playwright/test';
import { PRACTICE_PBX, TAKEN_DOMAINS } from '../../main/practice/seeds.ts';

/** How often the ledger of the open site has each kind of create answered: nothing may be there twice. */
async function answeredCreates(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const answer = await window.trunkbook!.invoke('mirror.get');
    if (!answer.ok || answer.value.mirror.site === null) throw new Error('no site');
    const { ledger } = answer.value.mirror.site;
    const counts: Record<string, number> = {};
    for (const entry of ledger) {
      if (entry.kind !== 'done' && entry.kind !== 'found') continue;
      const call = ledger.find((other) => other.id === entry.call);
      if (call?.kind === 'call' && call.effect === 'create') counts[call.resource] = (counts[call.resource] ?? 0) + 1;
    }
    return counts;
  });
}

const EACH_ONCE = {
  trunk: 1, 'access-list': 1, 'ip-address': 1, 'credential-list': 1, credential: 1, 'access-list-on-trunk': 1, 'credential-list-on-trunk': 1, 'origination-url': 1, number: 1, 'number-on-trunk': 1,
};

test('from the site’s values to a working trunk, and to the values that 3CX needs', async ({ page }) => {
  await prepareSite(page);
  await setUpTrunk(page);
  expect(await answeredCreates(page)).toEqual(EACH_ONCE);
  await expectSheet(page, 'Termination URI', /\.pstn\.dublin\.twilio\.com/);
  await expectSheet(page, 'Origination URL', `sip:${PRACTICE_PBX.plain.fqdn};transport=tls`);
  await tickEnteredIn3cx(page);
  await expectStepState(page, 'trunk-in-3cx.enter', 'Done');
});


test('stopped by the technician, and reloaded in the middle, it goes on', async ({ page }) => {
  await prepareSite(page);
  // So many numbers that there is a middle to stop in, also where a machine is slow to draw the page again.
  const wanted = await page.evaluate(async () => {
    const bridge = window.trunkbook!;
    const whole = await bridge.invoke('mirror.get');
    const siteId = whole.ok ? whole.value.mirror.site?.id ?? '' : '';
    const offers = await Promise.all(['512', '214', '415'].map((areaCode) => bridge.invoke('numbers.available', { siteId, country: 'US', type: 'local', areaCode, contains: '', locality: '' })));
    const numbers = offers.flatMap((offer) => (offer.ok ? offer.value.numbers : [])).map(({ phoneNumber }) => ({ phoneNumber, acquire: 'buy' as const }));
    await bridge.invoke('site.saveNumbers', { siteId, numbers });
    return numbers.length;
  });
  expect(wanted).toBeGreaterThan(30);
  await startSetUp(page);
  await page.reload();
  await openStep(page, 'setup.run');
  await stopSetUp(page);
  await expect(page.getByRole('main').getByRole('button', { name: 'Go on' })).toBeVisible();
  await pressStart(page);
  await expectFinished(page);
  expect(await answeredCreates(page)).toEqual({ ...EACH_ONCE, number: wanted, 'number-on-trunk': wanted });
});

test('a taken termination name is refused beside its field and leaves nothing behind', async ({ page }) => {
  await prepareSite(page);
  await chooseTrunk(page, { secure: true, domainLabel: TAKEN_DOMAINS[0].replace('.pstn.twilio.com', '') });
  await startSetUp(page);
  await expect(page.getByRole('main').getByText(/taken by another trunk/i).first()).toBeVisible();
  expect(await answeredCreates(page)).toEqual({});
  await openStep(page, 'trunk.values');
  await expectStepState(page, 'trunk.values', 'Needs you');
  await expect(page.getByRole('main').getByText(/taken by another trunk/i).last()).toBeVisible();
  await chooseTrunk(page, { secure: true, domainLabel: 'lakeside-dental-free' });
  await setUpTrunk(page);
  expect(await answeredCreates(page)).toEqual(EACH_ONCE);
});

test('bad values are refused beside their fields, before any call', async ({ page }) => {
  await prepareSite(page);
  await openStep(page, 'pbx.values');
  const step = page.getByRole('main');
  await step.getByLabel('3CX public IPv4').fill('192.168.1.10');
  await step.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(step.getByText(/is a private address/)).toBeVisible();
  await openStep(page, 'trunk.values');
  await step.getByLabel('Trunk name').fill('x'.repeat(65));
  await step.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(step.getByText(/At most 64 characters/).last()).toBeVisible();
  await openStep(page, 'security.values');
  await step.getByRole('button', { name: 'Type one' }).click();
  await step.getByLabel('SIP credential password').last().fill('tooshort');
  await step.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(step.getByText(/Twilio wants 12 characters/)).toBeVisible();
  await expectSheet(page, '3CX public IPv4', PRACTICE_PBX.plain.dashboardIpv4);
  expect(await answeredCreates(page)).toEqual({});
});

test('a name that leads elsewhere is a contradiction to settle; one that leads inside is not measured', async ({ page }) => {
  await prepareSite(page);
  const { moved, splitDns } = PRACTICE_PBX;
  await fillPbx(page, { fqdn: splitDns.fqdn, ipv4: splitDns.dashboardIpv4 });
  await expect(page.getByRole('main').getByText(/not measured/i).first()).toBeVisible();
  await expectStepState(page, 'pbx.values', 'Done');
  await fillPbx(page, { fqdn: moved.fqdn, ipv4: moved.dashboardIpv4 });
  await expectStepState(page, 'pbx.values', 'Needs you');
  await expect(page.getByRole('main').getByText(moved.addresses[0]).first()).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: new RegExp(moved.dashboardIpv4.replaceAll('.', '\\.')) }).click();
  await expectStepState(page, 'pbx.values', 'Done');
});

test('a number that answers elsewhere is moved only after a yes', async ({ page }) => {
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  await createSite(page, SITE);
  await fillPbx(page, { fqdn: PRACTICE_PBX.plain.fqdn, ipv4: PRACTICE_PBX.plain.dashboardIpv4 });
  await chooseTrunk(page, { secure: false });
  await openStep(page, 'numbers.choose');
  const row = page.getByRole('main').getByRole('row').or(page.getByRole('main').getByRole('listitem')).filter({ hasText: 'voice URL' }).first();
  const number = (await row.getByRole('checkbox').first().getAttribute('aria-label'))?.replace('Choose ', '') ?? '';
  await chooseOwnedNumber(page, number);
  await openStep(page, 'setup.run');
  await expect(page.getByRole('main').getByText(/goes dead/)).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Set up at Twilio' })).toHaveCount(0);
  await page.getByRole('main').getByRole('button', { name: /Move the number/ }).click();
  await pressStart(page);
  await expectFinished(page);
});
