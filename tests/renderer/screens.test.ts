import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { chooseNumberToBuy, chooseOwnedNumber, typeNumber } from '../e2e/screens/numbers.ts';
import { changePassphrase, chooseTheme, openSettings, turnOffLaptopUnlock, turnOnLaptopUnlock } from '../e2e/screens/settings.ts';
import { expectFinished, pressStart, setUpTrunk, startSetUp, stopSetUp, tickEnteredIn3cx } from '../e2e/screens/set-up.ts';
import { copyFromSheet, expectSheet, expectStep, expectStepState, openStep, revealOnSheet, showSheet } from '../e2e/screens/site.ts';
import { backToSites, createSite, duplicateSite, openSite, renameSite, siteMenu } from '../e2e/screens/sites.ts';
import { lock, tryUnlock, unlock, unlockHere } from '../e2e/screens/unlock.ts';
import { checkAccount, chooseSecurity, chooseTrunk, fillPbx, save } from '../e2e/screens/values.ts';
import { createVault, goToSites, makeUpPassphrase } from '../e2e/screens/welcome.ts';
import { AXE_PATIENCE, expectAccessible, LAKESIDE, missing, PASSPHRASE, PBX, RESOLVED, useBrowser, withPage, withSite } from './page-harness.ts';

useBrowser();

async function enterEverything(page: Page): Promise<string> {
  await fillPbx(page, PBX);
  await chooseTrunk(page, { secure: true, edge: 'umatilla' });
  return chooseNumberToBuy(page, '512');
}

describe.skipIf(missing)('the screens', () => {
  test('the main job, from an empty data folder to a trunk entered in 3CX and a locked vault', () => withPage({ resolves: RESOLVED }, async ({ page }) => {
    await createVault(page, { technician: 'Robin Vale', passphrase: PASSPHRASE });
    await goToSites(page);
    await createSite(page, LAKESIDE);
    await expectStep(page, 'visit.plan');
    await checkAccount(page);
    const number = await enterEverything(page);
    await chooseSecurity(page, {});
    await setUpTrunk(page);
    await expectSheet(page, 'Termination URI', /\.pstn\.umatilla\.twilio\.com/);
    await expectSheet(page, 'Main number', number);
    await expectSheet(page, 'Origination URL', `sip:${PBX.fqdn};transport=tls`);
    expect(await revealOnSheet(page, 'SIP credential password')).toMatch(/^Fake-/);
    await copyFromSheet(page, 'SIP credential password');
    await tickEnteredIn3cx(page);
    await backToSites(page);
    await see(page.getByRole('row', { name: new RegExp(LAKESIDE) })).toContainText(/\d+ of \d+/);
    await lock(page);
    await tryUnlock(page, 'not the passphrase');
    await see(page.getByRole('alert')).toContainText('does not open the vault');
    await see(page.getByLabel('Passphrase')).toBeFocused();
    await unlock(page, PASSPHRASE);
  }));

  test('every screen passes axe in light and dark', () => withPage({ host: 'chromium', resolves: { kind: 'addresses', addresses: ['34.120.8.16'] } }, async ({ page, main }) => {
    await page.getByLabel('Passphrase', { exact: true }).fill('short');
    await see(page.getByRole('status', { name: 'Strength of the passphrase' })).toContainText('Add another word');
    await page.getByRole('button', { name: 'Make the vault' }).click();
    await expectAccessible(page, 'welcome');
    await makeUpPassphrase(page);
    await expectAccessible(page, 'six words');
    await page.getByRole('button', { name: 'Type my own instead' }).click();
    await createVault(page, { technician: 'Robin Vale', passphrase: PASSPHRASE });
    await expectAccessible(page, 'vault created');
    await goToSites(page);
    await expectAccessible(page, 'no sites');
    await page.getByRole('button', { name: 'New site' }).click();
    await expectAccessible(page, 'new site');
    await page.keyboard.press('Escape');
    await createSite(page, LAKESIDE);
    await fillPbx(page, { ...PBX, username: 'admin', password: 'a password of the PBX' });
    await expectAccessible(page, 'PBX, contradiction');
    await page.getByRole('button', { name: /as entered/ }).click();
    await checkAccount(page);
    await expectAccessible(page, 'account');
    await page.getByRole('button', { name: 'Add a Twilio account' }).click();
    await expectAccessible(page, 'warning');
    await page.getByRole('button', { name: 'Enter credentials anyway' }).click();
    await page.getByRole('button', { name: 'Add the account' }).click();
    await expectAccessible(page, 'add an account');
    await openStep(page, 'setup.run');
    await expectAccessible(page, 'problems');
    await openStep(page, 'trunk.values');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expectAccessible(page, 'trunk');
    await chooseTrunk(page, { secure: false });
    await openStep(page, 'security.values');
    await expectAccessible(page, 'security');
    await chooseOwnedNumber(page, '+15125550143');
    await chooseNumberToBuy(page);
    await expectAccessible(page, 'numbers');
    await openStep(page, 'setup.run');
    await see(page.getByRole('button', { name: /^Yes: Move/ })).toBeVisible();
    await expectAccessible(page, 'plan');
    await page.getByRole('button', { name: /^Yes: Move/ }).click();
    await page.getByRole('button', { name: 'Set up at Twilio' }).click();
    await expectAccessible(page, 'costs');
    await page.getByRole('button', { name: 'Buy, and set up at Twilio' }).click();
    await expectFinished(page);
    await page.getByText('What was done').click();
    await expectAccessible(page, 'finished');
    await openStep(page, 'trunk-in-3cx.enter');
    await expectAccessible(page, 'enter in 3CX');
    await page.setViewportSize({ width: 960, height: 640 });
    await showSheet(page);
    await expectAccessible(page, 'narrow, sheet open');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Help with keys' }).click();
    await expectAccessible(page, 'keys');
    await page.keyboard.press('Escape');
    await openSettings(page);
    await page.getByRole('button', { name: 'Change the passphrase' }).click();
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await expectAccessible(page, 'settings');
    await turnOnLaptopUnlock(page, PASSPHRASE);
    await expectAccessible(page, 'settings, unlock on this laptop');
    await backToSites(page);
    await page.getByRole('button', { name: `More for ${LAKESIDE}` }).click();
    await expectAccessible(page, 'menu');
    await page.keyboard.press('Escape');
    main.patch({ what: 'vault', value: { kind: 'locked', unwatched: '4 registrations, last seen 10:42', here: true } });
    await see(page.getByText('4 registrations')).toBeVisible();
    await expectAccessible(page, 'locked');
    main.patch({ what: 'vault', value: { kind: 'unusable', fault: { code: 'too-new', what: 'This vault is of a newer Trunkbook.', why: 'It was written by version 9.', next: 'Install that version.', fields: [] } } });
    await see(page.getByRole('alert')).toContainText('newer Trunkbook');
    await expectAccessible(page, 'unusable');
  }), AXE_PATIENCE);

  test('bad values are refused beside their field, and nothing is sent', () => withSite({}, async ({ page, main }) => {
    const before = main.mirror.site?.intent.revision;
    await openStep(page, 'pbx.values');
    await page.getByLabel('3CX public IPv4').fill('192.168.1.20');
    await page.getByLabel('3CX FQDN').fill('https://lakeside.tx.3cx.us/');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await see(page.getByLabel('3CX FQDN')).toBeFocused();
    await see(page.getByLabel('3CX FQDN')).toHaveAccessibleDescription(/without https/);
    await see(page.getByLabel('3CX public IPv4')).toHaveAccessibleDescription(/private address/);
    await openStep(page, 'trunk.values');
    await page.getByRole('textbox', { name: 'Trunk name' }).fill('x'.repeat(65));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await see(page.getByRole('textbox', { name: 'Trunk name' })).toHaveAccessibleDescription(/At most 64/);
    await see(page.getByText('Choose one of the two.')).toBeVisible();
    await openStep(page, 'security.values');
    await page.getByRole('button', { name: 'Type one' }).click();
    await page.getByRole('textbox', { name: 'SIP credential password' }).fill('too-short');
    await see(page.getByRole('textbox', { name: 'SIP credential password' })).toHaveAccessibleDescription(/Twilio wants 12 characters/);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await typeNumber(page, 'not a number');
    await see(page.getByText(/has letters in it/)).toBeVisible();
    expect(main.mirror.site?.intent.revision).toBe(before);
  }));

  test('what was typed and not saved survives a look at another step, passwords do not', () => withSite({}, async ({ page }) => {
    await openStep(page, 'pbx.login');
    await page.getByLabel('3CX admin user').fill('half-typed');
    await page.getByLabel('3CX admin password').fill('not to be kept');
    await expectStepState(page, 'pbx.login', 'Open');
    await see(page.getByRole('navigation', { name: 'Chapters' })).toContainText('not saved');
    await openStep(page, 'trunk.values');
    await openStep(page, 'pbx.login');
    await see(page.getByLabel('3CX admin user')).toHaveValue('half-typed');
    await see(page.getByLabel('3CX admin password')).toHaveValue('');
    await page.getByLabel('3CX admin password').fill('not to be kept');
    await backToSites(page);
    await openSite(page, LAKESIDE);
    await expectStep(page, 'pbx.login');
    await see(page.getByLabel('3CX admin user')).toHaveValue('half-typed');
    await see(page.getByLabel('3CX admin password')).toHaveValue('');
  }));

  test('Alt+Enter saves what was typed before it goes on, and stays where that is refused', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'pbx.values');
    await page.getByLabel('3CX FQDN').fill(PBX.fqdn);
    await page.getByLabel('3CX public IPv4').fill('192.168.1.10');
    await page.keyboard.press('Alt+Enter');
    await expectStep(page, 'pbx.values');
    expect(main.mirror.site?.intent.pbx.fqdn).toBeNull();
    await page.getByLabel('3CX public IPv4').fill(PBX.ipv4);
    await page.keyboard.press('Alt+Enter');
    await expectStepState(page, 'pbx.values', 'Done');
    expect(main.mirror.site?.intent.pbx.ipv4).toEqual([PBX.ipv4]);
    await see(page.getByRole('navigation', { name: 'Chapters' })).not.toContainText('not saved');
    await page.keyboard.press('Alt+Enter');
    await see(page.locator('article[data-step]')).not.toHaveAttribute('data-step', 'pbx.values');
  }));

  test('a name that leads elsewhere is settled by the address it leads to', () => withSite({ resolves: { kind: 'addresses', addresses: ['34.120.8.16'] } }, async ({ page }) => {
    await fillPbx(page, PBX);
    await expectStepState(page, 'pbx.values', 'Needs you');
    await page.getByRole('button', { name: '34.120.8.16, where the name leads' }).click();
    await expectStepState(page, 'pbx.values', 'Done');
    await expectSheet(page, '3CX public IPv4', '34.120.8.16');
  }));

  test('a problem of the plan leads to its field', () => withSite({}, async ({ page }) => {
    await openStep(page, 'setup.run');
    await page.getByRole('listitem').filter({ hasText: 'Choose whether calls' }).getByRole('button').click();
    await expectStep(page, 'trunk.values');
    await see(page.getByRole('radio', { name: /^On/ })).toBeFocused();
  }));

  test('a set-up survives a reload of the page, can be stopped, and goes on', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    await withSite({ beforeCall: (action) => (action === 'create-credential-list' ? held : Promise.resolve()) }, async ({ page, main }) => {
      await enterEverything(page);
      await startSetUp(page);
      await see(page.getByText('Under way')).toBeVisible();
      await page.reload();
      await expectStep(page, 'setup.run');
      await see(page.getByText('Under way')).toBeVisible();
      await stopSetUp(page);
      release();
      await see(page.getByText(/^Stopped\. [1-9]\d* of \d+ are done; go on when you like\.$/)).toBeVisible();
      await see(page.getByText(/^Stopped\. /)).toBeInViewport();
      // A stop is no failure; and the way on stands above the list, however long that is.
      await see(page.getByRole('alert')).toHaveCount(0);
      const [goOn, list] = await Promise.all([page.getByRole('button', { name: 'Go on' }).boundingBox(), page.getByText('Waiting', { exact: true }).first().boundingBox()]);
      expect(goOn?.y).toBeLessThan(list?.y ?? 0);
      await expectAccessible(page, 'a set-up that was stopped');
      await pressStart(page);
      await expectFinished(page);
      expect(main.account.trunks).toHaveLength(1);
      expect(main.account.numbers.filter(({ trunkSid }) => trunkSid !== null)).toHaveLength(1);
    });
  });

  test('another SIP user than 3CX has: the plan says before the start that outgoing calls fail', () => withSite({}, async ({ page }) => {
    await enterEverything(page);
    await setUpTrunk(page);
    await tickEnteredIn3cx(page);
    await chooseSecurity(page, { sipUsername: 'new-user' });
    await openStep(page, 'setup.run');
    await see(page.getByRole('listitem').filter({ hasText: 'outgoing calls fail until 3CX has the new name, “new-user”' })).toBeVisible();
    await see(page.getByRole('button', { name: 'Set up at Twilio' })).toBeVisible();
  }));

  test('a refused call shows why, and “Go on” does the rest', async () => {
    let refusals = 1;
    const beforeCall = async (action: string): Promise<void> => {
      if (action.startsWith('create-origination-url') && refusals-- > 0) throw new Error('The network is gone.');
    };
    await withSite({ beforeCall }, async ({ page }) => {
      await enterEverything(page);
      await startSetUp(page);
      await see(page.getByRole('alert')).toContainText('The network is gone.');
      await see(page.getByText('Refused', { exact: true })).toBeVisible();
      await pressStart(page);
      await expectFinished(page);
    });
  });

  test('everything is reached by keyboard, and the focus follows the step', () => withSite({}, async ({ page }) => {
    await openStep(page, 'pbx.values');
    await see(page.getByRole('heading', { name: 'Take the values of the PBX' })).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expectStep(page, 'pbx.login');
    await page.keyboard.press('Alt+ArrowDown');
    await see(page.getByRole('heading', { name: 'Take the values of the PBX' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type(PBX.fqdn);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PBX.ipv4);
    await page.keyboard.press('Enter');
    await expectStepState(page, 'pbx.values', 'Done');
    await page.getByRole('heading', { name: 'Take the values of the PBX' }).focus();
    await page.keyboard.press('?');
    await see(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  }));

  test('a laptop can keep the key; where its keychain fails, the passphrase is asked with the reason, and where there is none the settings say so', async () => {
    await withPage({ passphrase: PASSPHRASE }, async ({ page, main }) => {
      await see(page.getByRole('button', { name: 'Unlock on this laptop' })).toHaveCount(0);
      await unlock(page, PASSPHRASE);
      await openSettings(page);
      await page.getByRole('button', { name: 'Turn it on' }).click();
      await page.getByRole('button', { name: 'Turn it on' }).click();
      await see(page.getByLabel('Your passphrase')).toHaveAccessibleDescription(/Enter the passphrase/);
      await turnOnLaptopUnlock(page, PASSPHRASE);
      await lock(page);
      await unlockHere(page);
      await see(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
      await lock(page);
      main.keychainAnswers = false;
      await unlockHere(page);
      await see(page.getByRole('alert')).toContainText('another keychain now');
      await see(page.getByLabel('Passphrase')).toBeFocused();
      await see(page.getByRole('button', { name: 'Unlock on this laptop' })).toHaveCount(0);
      await unlock(page, PASSPHRASE);
      await page.getByRole('button', { name: 'Turn it on' }).click();
      await turnOnLaptopUnlock(page, PASSPHRASE);
      await turnOffLaptopUnlock(page);
    });
    await withPage({ passphrase: PASSPHRASE, here: 'unavailable' }, async ({ page }) => {
      await unlock(page, PASSPHRASE);
      await openSettings(page);
      await see(page.getByText(/^Not available here: /)).toBeVisible();
      await see(page.getByRole('button', { name: 'Turn it on' })).toHaveCount(0);
    });
  });

  test('HTML in every text field is text: nothing runs and nothing is drawn', () => withPage({ passphrase: PASSPHRASE, resolves: RESOLVED }, async ({ page, main }) => {
    const html = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>';
    await unlock(page, PASSPHRASE);
    await createSite(page, html);
    await see(page.getByRole('heading', { level: 1 })).toHaveText(html);
    await openStep(page, 'pbx.login');
    await page.getByLabel('3CX admin user').fill(html);
    await save(page);
    await expectSheet(page, '3CX admin user', html);
    main.patch({ what: 'vault', value: { kind: 'open', technician: html, notices: [html], here: 'off' } });
    await see(page.getByRole('status').filter({ hasText: '<script>' })).toBeVisible();
    await openSettings(page);
    await backToSites(page);
    await see(page.getByRole('row', { name: /<img/ })).toBeVisible();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('run');
  }));

  test('a name of 10,000 characters stays inside its place on every screen', () => withPage({ passphrase: PASSPHRASE, resolves: RESOLVED }, async ({ page, main }) => {
    const long = 'Ünbroken😀'.repeat(1000).slice(0, 10_000);
    await unlock(page, PASSPHRASE);
    main.addSite(long);
    const expectInside = async (name: string): Promise<void> => {
      const wide = await page.evaluate(() => [...document.querySelectorAll('html, main, nav, aside, header, .dialog')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.tagName));
      expect(wide, name).toEqual([]);
    };
    await see(page.getByRole('row').nth(1)).toBeVisible();
    await expectInside('sites');
    await page.getByRole('row').nth(1).getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Duplicate as a pattern' }).click();
    await expectInside('dialog');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('row').nth(1).getByRole('button').first().click();
    await openStep(page, 'pbx.login');
    await page.getByLabel('3CX admin user').fill('u'.repeat(10_000));
    await expectInside('site');
    await openSettings(page);
    await expectInside('settings');
  }));

  test('the Chromium host is named on every screen, and real credentials are asked for only after a warning', () => withSite({ host: 'chromium' }, async ({ page, main }) => {
    await see(page.getByRole('banner')).toContainText('Not the packaged app. Runs as root, without sandbox.');
    await openStep(page, 'account.choose');
    await page.getByRole('button', { name: 'Add a Twilio account' }).click();
    await see(page.getByLabel('Account SID', { exact: true })).toBeHidden();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Enter credentials anyway' }).click();
    await page.getByLabel('Name of the account').fill('Lakeside');
    await page.getByLabel('Account SID', { exact: true }).fill('AC1');
    await page.getByLabel('API key SID').fill(`SK${'0'.repeat(32)}`);
    await page.getByLabel('Secret').fill('s'.repeat(32));
    await page.getByRole('button', { name: 'Add the account' }).click();
    await see(page.getByLabel('Account SID', { exact: true })).toHaveAccessibleDescription(/begins with AC and has/);
    await page.getByLabel('Account SID', { exact: true }).fill(`AC${'0'.repeat(32)}`);
    await page.getByRole('button', { name: 'Add the account' }).click();
    await see(page.getByRole('radio', { name: /^Lakeside/ })).toBeChecked();
    expect(main.mirror.site?.intent.account.kind).toBe('twilio');
  }));

  test('sites are renamed, duplicated, archived, searched and brought back', () => withSite({}, async ({ page }) => {
    await backToSites(page);
    await renameSite(page, LAKESIDE, 'Lakeside North');
    await duplicateSite(page, 'Lakeside North', 'Harbor Clinic');
    await siteMenu(page, 'Lakeside North', 'Archive');
    await see(page.getByRole('button', { name: 'Lakeside North', exact: true })).toBeHidden();
    await page.getByText('Show archived (1)').click();
    await page.getByLabel('Search').fill('north');
    await see(page.getByRole('status').filter({ hasText: '1 site' })).toBeVisible();
    await siteMenu(page, 'Lakeside North', 'Bring back');
    await openSite(page, 'Lakeside North');
  }));

  // A set-up of sixty numbers sends 500 patches in a few seconds. Drawn one by one, the page was busy for half a minute after it had ended.
  test('many patches close together are drawn a few times, and nothing is lost', async () => withSite({}, async ({ page, main }) => {
    const { site } = main.mirror;
    if (site === null) throw new Error('no site');
    const title = page.getByRole('banner').getByRole('heading', { level: 1 });
    await title.evaluate((element) => {
      let drawn = 0;
      new MutationObserver(() => { drawn += 1; element.ownerDocument.body.dataset['drawn'] = `${drawn}`; }).observe(element, { characterData: true, childList: true, subtree: true });
    });
    const patches = 200;
    for (let n = 1; n <= patches; n += 1) main.patch({ what: 'site', value: { ...site, name: `Name ${n}` } });
    await see(title).toHaveText(`Name ${patches}`);
    const drawn = Number(await page.locator('body').getAttribute('data-drawn'));
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(patches / 2);
  }));

  test('who has gone on while “done” was being saved is not moved once more', () => withSite({}, async ({ page }) => {
    await openStep(page, 'visit.pack');
    const step = page.locator('article[data-step]');
    await page.keyboard.press('Alt+ArrowDown');
    await see(step).not.toHaveAttribute('data-step', 'visit.pack');
    const next = await step.getAttribute('data-step') ?? '';
    await page.keyboard.press('Alt+ArrowUp');
    await see(step).toHaveAttribute('data-step', 'visit.pack');
    // Both keys before main can have answered the first.
    await page.evaluate(() => { for (const key of ['Enter', 'ArrowDown']) window.dispatchEvent(new KeyboardEvent('keydown', { key, altKey: true })); });
    await expectStepState(page, 'visit.pack', 'Done');
    await see(step).toHaveAttribute('data-step', next);
  }));

  test('settings change the theme and the passphrase', () => withSite({}, async ({ page, main }) => {
    await openSettings(page);
    await chooseTheme(page, 'Dark');
    expect(main.mirror.preferences.theme).toBe('dark');
    await changePassphrase(page, PASSPHRASE, 'walnut orbit harbor pencil');
    await see(page.getByText(/From now on the new passphrase/)).toBeVisible();
    await lock(page);
    await unlock(page, 'walnut orbit harbor pencil');
  }));
});
