import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import type { Extension } from '../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../domain/numbers/empty-directory.ts';
import { dayToCome, sayMeanwhile } from '../e2e/screens/coverage.ts';
import { expectStep, expectStepState, openStep } from '../e2e/screens/site.ts';
import { createSite } from '../e2e/screens/sites.ts';
import { unlock } from '../e2e/screens/unlock.ts';
import { planSite } from '../e2e/screens/values.ts';
import type { FakeMain } from './fake-main.ts';
import { AXE_PATIENCE, expectAccessible, missing, PASSPHRASE, useBrowser, withPage, withSite } from './page-harness.ts';

useBrowser();

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAwAAAAICAIAAABChommAAAAEUlEQVR4nGM4EaBBEDGMKgIAoTN4AVzrwxgAAAAASUVORK5CYII=', 'base64');
const USERS = 'Number,FirstName,LastName,EmailAddress,OutboundCallerID,DID,PIN\r\n100,Ana,Ruiz,ana@example.com,+15125550142,+15125550142,1234\r\n101,"Ben ""B"" O\'Neil",Ng,,,,\r\n102,😀,<b>Bold</b>,,15125550143,,\r\n';

const main = (page: Page) => page.getByRole('main');
const grid = (page: Page) => page.getByRole('grid', { name: 'Extensions' });
const cell = (page: Page, extension: string, column: number) => grid(page).getByRole('row').filter({ has: page.getByText(extension, { exact: true }) }).getByRole('gridcell').nth(column);

function extension(number: number, more: Partial<Extension> = {}): Extension {
  return { number: String(number), firstName: `First ${number}`, lastName: `Last ${number}`, email: '', callerId: '+15125550142', dids: [], department: '', other: {}, ...more };
}

function fill(fake: FakeMain, rows: readonly Extension[], dids: readonly string[] = []): void {
  const id = fake.mirror.site?.id ?? '';
  fake.setDirectory(id, { numbers: { ...EMPTY_DIRECTORY.numbers, dids: [...dids] }, extensions: { ...EMPTY_DIRECTORY.extensions, rows: [...rows] } });
}

describe.skipIf(missing)('the guide’s screens', () => {
  test('every one passes axe in light and dark', () => withSite({}, async ({ page, main: fake }) => {
    await expectAccessible(page, 'plan of the visit');
    await planSite(page, 'Run by the customer');
    await openStep(page, 'visit.refresh');
    await expectAccessible(page, 'refresh');
    await openStep(page, 'premises.firewall');
    await main(page).getByText('It did not work').click();
    await expectAccessible(page, 'firewall');
    await openStep(page, 'account.choose');
    await page.getByText('No credentials: by hand').click();
    await openStep(page, 'security.access-list');
    await expectAccessible(page, 'by hand');
    await main(page).getByRole('button', { name: 'Blocked' }).click();
    await page.getByRole('button', { name: 'Make it an open point' }).click();
    await expectAccessible(page, 'blocked');
    await page.keyboard.press('Escape');
    await openStep(page, 'outgoing.call');
    await main(page).getByRole('button', { name: 'Done', exact: true }).click();
    await expectAccessible(page, 'records');
    await main(page).getByLabel('Picture file').setInputFiles({ name: 'rack.png', mimeType: 'image/png', buffer: PIXEL });
    await see(main(page).getByRole('button', { name: 'Show rack.png' })).toBeVisible();
    await expectAccessible(page, 'picture');
    await main(page).getByRole('button', { name: 'Show rack.png' }).click();
    await see(page.getByRole('img', { name: /Picture of this step/ })).toBeVisible();
    await expectAccessible(page, 'whole picture');
    await page.keyboard.press('Escape');
    await openStep(page, 'rules.enter');
    await page.getByLabel('Dialled').fill('5125550199');
    await main(page).getByText('What the simulator assumes').click();
    await expectAccessible(page, 'rules');
    await main(page).getByRole('button', { name: 'Add a rule' }).click();
    await expectAccessible(page, 'rule');
    await page.keyboard.press('Escape');
    await openStep(page, 'extensions.dids');
    await page.getByLabel('Add numbers').fill('+15125550142\n+15125550142\nabc');
    await main(page).getByRole('button', { name: 'Add them' }).click();
    await see(main(page).getByText('Line 3')).toBeVisible();
    await expectAccessible(page, 'DIDs');
    await openStep(page, 'extensions.users');
    await main(page).getByLabel('File of users').setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(USERS) });
    await see(page.getByRole('dialog')).toContainText('3 new extensions');
    await expectAccessible(page, 'import');
    await page.getByRole('button', { name: 'Take the file' }).click();
    await see(grid(page)).toBeVisible();
    await cell(page, '100', 0).click();
    await expectAccessible(page, 'extensions');
    await page.getByRole('button', { name: 'Assign numbers…' }).click();
    await expectAccessible(page, 'assign');
    await page.keyboard.press('Escape');
    await openStep(page, 'emergency-3cx.numbers');
    await expectAccessible(page, 'emergency numbers');
    await page.getByRole('button', { name: 'Forgot the values?' }).click();
    await expectAccessible(page, 'forgot, by hand');
    await page.keyboard.press('Escape');
    await openStep(page, 'hand-over.leave');
    await expectAccessible(page, 'leave');
    await page.keyboard.press('Control+k');
    await expectAccessible(page, 'find');
    await page.keyboard.type('32201');
    await page.keyboard.press('Enter');
    await see(page.getByRole('dialog', { name: /403/ })).toBeVisible();
    await expectAccessible(page, 'trouble');
    await page.keyboard.press('Escape');
    fill(fake, []);
  }), AXE_PATIENCE);

  test('a step is done by keyboard from the find dialog to the next step, and its values are written down', () => withSite({}, async ({ page, main: fake }) => {
    await page.keyboard.press('/');
    await page.keyboard.type('outgoing test call');
    await page.keyboard.press('Enter');
    await expectStep(page, 'outgoing.call');
    await page.keyboard.press('Alt+Enter');
    await see(page.getByLabel('Number called')).toBeFocused();
    await page.keyboard.type('(512) 555-0199');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Rang more than once, answered');
    await page.keyboard.press('Alt+Enter');
    await expectStep(page, 'incoming.call');
    const said = fake.mirror.site?.evidence.at(-1);
    expect(said).toMatchObject({ kind: 'step-done', step: 'outgoing.call', values: { number: '(512) 555-0199' } });
    await expectStepState(page, 'outgoing.call', 'Done');
  }));

  test('what failed is no tick', () => withSite({}, async ({ page }) => {
    await openStep(page, 'outgoing.call');
    await page.getByLabel('Number called').fill('+15125550199');
    await page.getByLabel('What was heard').selectOption('A system message');
    await main(page).getByRole('button', { name: 'Done', exact: true }).click();
    await see(main(page)).toContainText('Then it did not work');
    await expectStepState(page, 'outgoing.call', 'Open');
  }));

  test('not needed, blocked, a note and taking back: each shows, and the list before leaving follows', () => withSite({}, async ({ page }) => {
    await openStep(page, 'notifications.set');
    await main(page).getByRole('button', { name: 'Blocked' }).click();
    await page.getByRole('button', { name: 'Make it an open point' }).click();
    await see(page.getByLabel('What is missing')).toBeFocused();
    // Where help is called for, who was told counts.
    await sayMeanwhile(page, { note: 'The security desk’s e-mail', owner: 'Pat Lee', due: dayToCome(), told: 'Dana Whitfield' });
    await expectStepState(page, 'notifications.set', 'Waits');
    await see(page.getByRole('navigation', { name: 'Chapters' })).toContainText('1 open point');
    await openStep(page, 'hand-over.leave');
    await see(main(page).getByRole('region', { name: 'Open points' })).toContainText(`Pat Lee, until ${dayToCome()}`);
    await openStep(page, 'notifications.set');
    await main(page).getByRole('button', { name: 'Not blocked any more' }).click();
    await main(page).getByRole('button', { name: 'Not needed' }).click();
    await page.getByLabel('Reason').fill('The customer has no desk');
    await page.getByRole('button', { name: 'It is not needed' }).click();
    await expectStepState(page, 'notifications.set', 'Not needed');
    await main(page).getByRole('button', { name: 'Note' }).click();
    await page.getByRole('dialog').getByLabel('Note').fill('<b>bold</b> & more');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await see(main(page).getByText('<b>bold</b> & more')).toBeVisible();
    await main(page).getByRole('button', { name: 'Take it back: not done' }).click();
    await expectStepState(page, 'notifications.set', 'Open');
  }));

  test('a screenshot is pasted, shown small and whole, and taken back; another kind of file is refused in words', () => withSite({}, async ({ page }) => {
    await page.evaluate(async (base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.fromBase64(base64)], 'screen.png', { type: 'image/png' }));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, PIXEL.toString('base64'));
    await main(page).getByRole('button', { name: 'Show screen.png' }).click();
    await page.getByRole('button', { name: 'Take the picture back' }).click();
    await see(main(page).getByRole('button', { name: 'Show screen.png' })).toHaveCount(0);
    await main(page).getByLabel('Picture file').setInputFiles({ name: 'not.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)">') });
    await see(main(page).getByRole('alert')).toContainText('none that Trunkbook can show');
  }));

  test('rules are moved, changed and added; the check follows; the simulator shows what Twilio receives', () => withSite({}, async ({ page, main: fake }) => {
    await openStep(page, 'rules.enter');
    const rows = main(page).locator('.rule-table tbody tr:not(.rule-note)');
    const before = await rows.count();
    await page.getByLabel('Dialled').fill('512 555 0199');
    await see(main(page).getByText('+15125550199', { exact: true })).toBeVisible();
    await main(page).getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Rule name').fill('Catch all');
    await dialog.getByLabel('Calls to numbers with a length of').fill('ten');
    await dialog.getByRole('button', { name: 'Add the rule' }).click();
    await see(dialog).toContainText('is not a length');
    await dialog.getByLabel('Calls to numbers with a length of').fill('');
    await dialog.getByRole('button', { name: 'Add the rule' }).click();
    await see(rows).toHaveCount(before + 1);
    for (let up = before; up > 0; up -= 1) await main(page).getByRole('button', { name: `Move rule ${up + 1} up` }).click();
    await see(rows.first()).toContainText('Catch all');
    await see(main(page).getByRole('list', { name: 'What the check found' })).toContainText('Error');
    await expectStepState(page, 'rules.enter', 'Needs you');
    await see(main(page)).toContainText('Rule 1, “Catch all”, catches it.');
    await main(page).getByRole('button', { name: 'Remove rule 1', exact: true }).click();
    await main(page).getByRole('button', { name: 'Back to the proposal' }).click();
    await page.getByRole('button', { name: 'Put the proposal back' }).click();
    await see(rows).toHaveCount(before);
    expect(fake.mirror.site?.intent.outboundRules).toBeNull();
  }));

  test('the grid is worked by keyboard: move, edit, refuse, select a range, assign, sort and filter', () => withSite({}, async ({ page, main: fake }) => {
    fill(fake, Array.from({ length: 60 }, (_, index) => extension(100 + index, index === 3 ? { callerId: '' } : {})), Array.from({ length: 5 }, (_, index) => `+1512555015${index}`));
    await openStep(page, 'extensions.users');
    await cell(page, '100', 1).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Renamed');
    await page.keyboard.press('Enter');
    await see(cell(page, '100', 2)).toHaveText('Renamed');
    await see(cell(page, '100', 2)).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('F2');
    await page.keyboard.type('not a number');
    await page.keyboard.press('Enter');
    await see(main(page).getByRole('alert').first()).toContainText('has letters in it');
    await page.keyboard.press('Escape');
    await see(cell(page, '100', 5)).toHaveText('+15125550142');
    await page.keyboard.press('Control+End');
    await see(cell(page, '159', 6)).toBeFocused();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Space');
    for (let down = 0; down < 2; down += 1) await page.keyboard.press('Shift+ArrowDown');
    await see(main(page)).toContainText('60 extensions, 3 selected');
    await page.getByRole('button', { name: 'Assign numbers…' }).click();
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await see(page.getByRole('dialog')).toContainText('3 extensions changed');
    await page.getByRole('button', { name: 'Close' }).click();
    await see(cell(page, '101', 4)).toHaveText('+15125550151');
    await see(cell(page, '101', 5)).toHaveText('+15125550151');
    await page.getByRole('button', { name: 'Ext.', exact: true }).click();
    await see(grid(page).getByRole('row').nth(1)).toContainText('159');
    await page.getByLabel('Filter').fill('last 103');
    await see(main(page)).toContainText('1 of 60 extensions');
    await see(cell(page, '103', 6)).toContainText('No caller ID');
    await expectStepState(page, 'extensions.users', 'Needs you');
  }));

  test('10,000 extensions are one grid: it scrolls, filters and edits', () => withSite({}, async ({ page, main: fake }) => {
    fill(fake, Array.from({ length: 10_000 }, (_, index) => extension(10_000 + index)));
    await openStep(page, 'extensions.users');
    await see(grid(page)).toHaveAttribute('aria-rowcount', '10001');
    expect(await grid(page).getByRole('row').count()).toBeLessThan(60);
    await cell(page, '10000', 1).focus();
    await page.keyboard.press('Control+End');
    await see(cell(page, '19999', 6)).toBeFocused();
    await page.getByLabel('Filter').fill('15000');
    await see(grid(page)).toHaveAttribute('aria-rowcount', '2');
  }));

  test('values that were forgotten are fetched and taken; the password can only be set anew', () => withSite({}, async ({ page, main: fake }) => {
    await page.getByRole('button', { name: 'Forgot the values?' }).click();
    const dialog = page.getByRole('dialog', { name: 'Forgot the values?' });
    await dialog.getByRole('button', { name: 'Take the trunk' }).click();
    await dialog.getByRole('button', { name: 'Take the credential name old-user' }).click();
    await see(dialog.getByText('On the sheet')).toHaveCount(2);
    const before = fake.mirror.site?.intent.trunk.sipPassword;
    await dialog.getByRole('button', { name: 'Set a new SIP credential password' }).click();
    await see(dialog).toContainText('Calls out fail until both sides have it');
    expect(fake.mirror.site?.intent.trunk).toMatchObject({ domainLabel: 'old-trunk', sipUsername: 'old-user', credentialListName: 'Old SIP' });
    expect(fake.mirror.site?.intent.trunk.sipPassword).not.toBe(before);
  }));

  test('a thousand sites are one list, searched at once', () => withPage({ passphrase: PASSPHRASE }, async ({ page, main: fake }) => {
    await unlock(page, PASSPHRASE);
    fake.addSites(Array.from({ length: 1000 }, (_, index) => `Site ${index}`));
    await see(page.getByRole('table', { name: 'Sites' })).toHaveAttribute('aria-rowcount', '1001');
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    await page.getByLabel('Search').fill('site 777');
    await see(page.getByRole('status').filter({ hasText: '1 site' })).toBeVisible();
    await createSite(page, 'One more');
  }));

  test('a refused cell stays with its extension when the rows are sorted or filtered, and keeps what was typed', () => withSite({}, async ({ page, main: fake }) => {
    fill(fake, Array.from({ length: 60 }, (_, index) => extension(100 + index)));
    await openStep(page, 'extensions.users');
    const editor = grid(page).getByRole('textbox');
    await cell(page, '100', 5).click();
    await page.keyboard.press('Enter');
    await page.keyboard.type('abc');
    await page.keyboard.press('Enter');
    await see(main(page).getByRole('alert')).toContainText('has letters in it');
    await page.getByRole('button', { name: 'Ext.', exact: true }).click();
    await see(grid(page).getByRole('row').nth(1)).toContainText('159');
    await see(editor).toHaveAccessibleName('Caller ID of 100');
    await see(editor).toHaveValue('abc');
    await page.getByRole('button', { name: 'Ext.', exact: true }).click();
    await page.getByLabel('Filter').fill('last 103');
    await see(editor).toHaveCount(0);
    await see(main(page).getByRole('alert')).toContainText('Caller ID of 100');
    await page.getByLabel('Filter').fill('nobody');
    await see(grid(page)).toHaveCount(0);
    await page.getByLabel('Filter').fill('');
    await see(editor).toHaveAccessibleName('Caller ID of 100');
    await see(editor).toHaveValue('abc');
    await see(page.getByLabel('Filter')).toBeFocused();
    await editor.fill('+15125550143');
    await page.keyboard.press('Enter');
    await see(cell(page, '100', 5)).toHaveText('+15125550143');
    await see(cell(page, '100', 5)).toBeFocused();
    await see(main(page).getByRole('alert')).toHaveCount(0);
    expect(fake.mirror.directory?.extensions.rows.filter(({ callerId }) => callerId !== '+15125550142').map(({ number }) => number)).toEqual(['100']);
  }));

  test('a slow save of one cell neither closes nor locks the next', () => withSite({}, async ({ page, main: fake }) => {
    fill(fake, Array.from({ length: 3 }, (_, index) => extension(100 + index)));
    await openStep(page, 'extensions.users');
    const held = Promise.withResolvers<void>();
    const invoke = fake.invoke.bind(fake);
    fake.invoke = async (channel, input) => {
      if (channel === 'extensions.change' && JSON.stringify(input).includes('Slow')) await held.promise;
      return invoke(channel, input);
    };
    await cell(page, '100', 2).click();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Slow');
    await cell(page, '101', 2).click();
    await cell(page, '101', 2).click();
    const second = page.getByRole('textbox', { name: 'First name of 101' });
    await page.keyboard.type('Sec');
    await see(second).toHaveValue('Sec');
    held.resolve();
    await see(cell(page, '100', 2)).toHaveText('Slow');
    await see(second).toBeFocused();
    await page.keyboard.type('ond');
    await page.keyboard.press('Enter');
    await see(cell(page, '101', 2)).toHaveText('Second');
    expect(fake.mirror.directory?.extensions.rows.map(({ firstName }) => firstName)).toEqual(['Slow', 'Second', 'First 102']);
  }));

  test('keys on a title only sort, and the active cell stays with its extension', () => withSite({}, async ({ page, main: fake }) => {
    fill(fake, Array.from({ length: 3 }, (_, index) => extension(100 + index)));
    await openStep(page, 'extensions.users');
    await cell(page, '100', 2).click();
    const title = grid(page).getByRole('button', { name: 'First name' });
    await title.focus();
    await page.keyboard.press('Enter');
    await see(grid(page).getByRole('columnheader', { name: 'First name' })).toHaveAttribute('aria-sort', 'ascending');
    await see(grid(page).getByRole('textbox')).toHaveCount(0);
    await page.keyboard.press('Space');
    await see(grid(page).getByRole('columnheader', { name: 'First name' })).toHaveAttribute('aria-sort', 'descending');
    await see(title).toBeFocused();
    await see(grid(page).getByRole('row', { selected: true })).toHaveCount(0);
    await see(grid(page).getByRole('row').nth(1)).toContainText('102');
    await see(cell(page, '100', 2)).toHaveAttribute('tabindex', '0');
  }));

  test('the DIDs of the selection can be assigned anew where they are replaced', () => withSite({}, async ({ page, main: fake }) => {
    const dids = ['+15125550150', '+15125550151', '+15125550152'];
    fill(fake, dids.map((did, index) => extension(100 + index, { dids: [did] })), dids);
    await openStep(page, 'extensions.users');
    await cell(page, '101', 0).click();
    await cell(page, '102', 0).click();
    await page.getByRole('button', { name: 'Assign numbers…' }).click();
    const dialog = page.getByRole('dialog');
    const options = dialog.getByLabel('First DID').getByRole('option');
    await see(options).toHaveText(['No DIDs: caller ID only', '+1 512 555 0151', '+1 512 555 0152']);
    await dialog.getByText('It takes the place of the DIDs that they have').click();
    await see(options).toHaveText(['No DIDs: caller ID only']);
    await see(dialog).toContainText('No DID is free');
    await dialog.getByText('It takes the place of the DIDs that they have').click();
    await dialog.getByLabel('First DID').selectOption('+15125550152');
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await see(cell(page, '101', 4)).toHaveText('+15125550152');
  }));

  test('typed DIDs stay until they are added: through a file, the trunk’s numbers, and another step', () => withSite({}, async ({ page, main: fake }) => {
    await fake.invoke('site.saveNumbers', { siteId: fake.mirror.site?.id, numbers: [{ phoneNumber: '+15125550142', acquire: 'take' }] });
    await openStep(page, 'extensions.dids');
    const text = page.getByLabel('Add numbers');
    await text.fill('+15125550144');
    await main(page).getByLabel('File of DIDs').setInputFiles({ name: 'dids.txt', mimeType: 'text/plain', buffer: Buffer.from('+15125550143\n') });
    await see(main(page).getByRole('button', { name: 'Remove +15125550143' })).toBeVisible();
    await see(text).toHaveValue('+15125550144');
    await main(page).getByRole('button', { name: 'Add 1 number of the trunk' }).click();
    await see(main(page).getByRole('button', { name: 'Remove +15125550142' })).toBeVisible();
    await see(text).toHaveValue('+15125550144');
    await page.keyboard.press('Alt+ArrowDown');
    await expectStep(page, 'extensions.users');
    await page.keyboard.press('Alt+ArrowUp');
    await see(text).toHaveValue('+15125550144');
    await main(page).getByRole('button', { name: 'Add them' }).click();
    await see(main(page).getByRole('button', { name: 'Remove +15125550144' })).toBeVisible();
    await see(text).toHaveValue('');
  }));

  test('a mistake in a route that was removed does not hold the rule back', () => withSite({}, async ({ page }) => {
    await openStep(page, 'rules.enter');
    await main(page).getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Rule name').fill('One route');
    await dialog.getByRole('button', { name: 'Add a route' }).click();
    await dialog.getByRole('group', { name: 'Route 2' }).getByLabel('Strip digits').fill('many');
    await dialog.getByRole('button', { name: 'Remove the last route' }).click();
    await dialog.getByRole('button', { name: 'Add the rule' }).click();
    await see(dialog).toHaveCount(0);
    await see(main(page).getByRole('rowheader', { name: 'One route' })).toBeVisible();
  }));

  test('the focus stays near a rule that is moved or removed', () => withSite({}, async ({ page, main: fake }) => {
    await openStep(page, 'rules.enter');
    const button = (name: string) => main(page).getByRole('button', { name, exact: true });
    await button('Move rule 3 up').focus();
    await page.keyboard.press('Enter');
    await see(button('Move rule 2 up')).toBeFocused();
    await page.keyboard.press('Enter');
    await see(button('Move rule 1 down')).toBeFocused();
    await page.keyboard.press('Enter');
    await see(button('Move rule 2 down')).toBeFocused();
    await button('Remove rule 2').focus();
    await page.keyboard.press('Enter');
    await see(button('Remove rule 2')).toBeFocused();
    for (let left = fake.mirror.site?.intent.outboundRules?.length ?? 0; left > 0; left -= 1) {
      await button(`Remove rule ${left}`).focus();
      await page.keyboard.press('Enter');
      await see(left > 1 ? button(`Remove rule ${left - 1}`) : main(page).getByRole('heading', { name: 'Outbound rules, in' })).toBeFocused();
    }
  }));

  test('the focus stays near a DID that is removed', () => withSite({}, async ({ page, main: fake }) => {
    fill(fake, [], ['+15125550150', '+15125550151', '+15125550152']);
    await openStep(page, 'extensions.dids');
    const button = (did: string) => main(page).getByRole('button', { name: `Remove ${did}` });
    await button('+15125550151').focus();
    await page.keyboard.press('Enter');
    await see(button('+15125550152')).toBeFocused();
    await page.keyboard.press('Enter');
    await see(button('+15125550150')).toBeFocused();
    await page.keyboard.press('Enter');
    await see(page.getByLabel('Add numbers')).toBeFocused();
  }));
});
