import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { chooseTicked, expectChosen, pasteNumbers, typeNumber } from '../e2e/screens/numbers.ts';
import { openSettings } from '../e2e/screens/settings.ts';
import { expectStepState, openStep } from '../e2e/screens/site.ts';
import { chooseSecurity, chooseTrunk, fillPbx, save } from '../e2e/screens/values.ts';
import { newSid } from './fake-account.ts';
import type { FakeMain } from './fake-main.ts';
import { ALL_WELL } from './fake-numbers.ts';
import { AXE_PATIENCE, expectAccessible, missing, PBX, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const step = (page: Page) => page.getByRole('main');
const box = (page: Page, number: string) => step(page).getByRole('checkbox', { name: `Choose ${number}` });
const numberAt = (index: number): string => `+1214555${String(index).padStart(4, '0')}`;
const chosen = (main: FakeMain): readonly string[] => main.mirror.site?.intent.numbers.map(({ phoneNumber }) => phoneNumber) ?? [];

/** So many numbers in the account, beside the two that it has. */
function own(main: FakeMain, many: number): void {
  main.account.numbers.push(...Array.from({ length: many }, (_, index) => ({ sid: newSid('PN'), phoneNumber: numberAt(index), trunkSid: null, hasVoiceUrl: false, emergency: null })));
}

async function openTab(page: Page, name: 'Of this account' | 'Paste a list' | 'Buy'): Promise<void> {
  await openStep(page, 'numbers.choose');
  await step(page).getByRole('tab', { name }).click();
}

async function addAccount(page: Page): Promise<void> {
  await openStep(page, 'account.choose');
  await page.getByRole('button', { name: 'Add a Twilio account' }).click();
  await page.getByLabel('Name of the account').fill('Lakeside');
  await page.getByLabel('Account SID', { exact: true }).fill(newSid('AC'));
  await page.getByLabel('API key SID').fill(newSid('SK'));
  await page.getByLabel('Secret').fill('a secret that nobody has');
  await page.getByRole('button', { name: 'Add the account' }).click();
}

describe.skipIf(missing)('numbers', () => {
  test('of thousands in the account, many are filtered, ticked and chosen at once, and what stands in the way is said', () => withSite({}, async ({ page, main }) => {
    own(main, 10_000);
    await openTab(page, 'Of this account');
    await see(step(page).getByText('10002 numbers')).toBeVisible();
    expect(await step(page).getByRole('checkbox', { name: /^Choose / }).count()).toBeLessThan(60);
    await see(box(page, '+15125550143')).toHaveAccessibleDescription(/has a voice URL/);
    await step(page).getByLabel('Filter by digits or name').fill('214 555 00');
    await see(step(page).getByText('100 of 10002 numbers')).toBeVisible();
    await box(page, numberAt(1)).click();
    await box(page, numberAt(4)).click({ modifiers: ['Shift'] });
    await see(step(page).getByRole('button', { name: 'Choose 4 numbers' })).toBeVisible();
    await step(page).getByRole('button', { name: 'Select all 100 shown' }).click();
    await expectAccessible(page, 'numbers ticked');
    await step(page).getByLabel('Filter by digits or name').fill('dallas 512');
    await see(step(page).getByText('No number is like that')).toBeVisible();
    await see(step(page).getByText('100 of the selected are not shown')).toBeVisible();
    await step(page).getByLabel('Filter by digits or name').fill('5125550142');
    await see(step(page).getByText('100 of the selected are not shown')).toBeVisible();
    await chooseTicked(page);
    await see(step(page).getByRole('group', { name: '100 chosen numbers' })).toBeVisible();
    expect(chosen(main)).toHaveLength(100);
    expect(await step(page).getByRole('button', { name: /^Do not use/ }).count()).toBeLessThan(60);
    await see(box(page, '+15125550142')).not.toHaveAttribute('aria-disabled');
    await step(page).getByLabel('Filter by digits or name').fill('');
    await step(page).getByRole('checkbox', { name: 'Only free ones' }).press('Space');
    await see(step(page).getByText('9901 of 10002 numbers')).toBeVisible();
    await expectAccessible(page, 'numbers chosen');
  }), AXE_PATIENCE);

  test('the list is moved in and ticked by keyboard, and one Tab leaves it', () => withSite({}, async ({ page, main }) => {
    own(main, 500);
    await openTab(page, 'Of this account');
    await box(page, '+15125550142').focus();
    await page.keyboard.press('ArrowDown');
    await see(box(page, '+15125550143')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await see(box(page, numberAt(0))).toBeChecked();
    await page.keyboard.press('Shift+ArrowDown');
    await see(box(page, numberAt(1))).toBeChecked();
    await page.keyboard.press('End');
    await see(box(page, numberAt(499))).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await see(step(page).getByRole('button', { name: 'Select all 502 shown' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expectChosen(page, numberAt(0));
    expect(chosen(main)).toEqual([numberAt(0), numberAt(1), numberAt(499)]);
    await step(page).getByRole('button', { name: `Make main: ${numberAt(499)}` }).click();
    await see.poll(() => chosen(main)[0]).toBe(numberAt(499));
    await step(page).getByRole('button', { name: `Do not use ${numberAt(0)}` }).click();
    await see.poll(() => chosen(main)).toEqual([numberAt(499), numberAt(1)]);
    await see(step(page).getByRole('button', { name: `Do not use ${numberAt(1)}` })).toBeFocused();
  }));

  test('a pasted list is answered line by line, and what can be used is chosen with one press', () => withSite({}, async ({ page, main }) => {
    own(main, 3000);
    const lines = ['512 555 0142', '+15125550143', '', 'not a number', '+15125550142', '+442079460000'];
    await pasteNumbers(page, lines);
    const result = step(page).getByRole('region', { name: 'What each line is' });
    const line = (number: number) => result.getByRole('listitem').filter({ has: page.getByText(`Line ${number}`, { exact: true }) });
    await see(line(1)).toContainText('Can be used');
    await see(line(2)).toContainText('In use elsewhere');
    await see(line(4)).toContainText('has letters in it');
    await see(line(5)).toContainText('The same as line 1');
    await see(line(6)).toContainText('Not of this account');
    await see(result.getByRole('status')).toHaveText('5 lines: 2 can be used, 1 twice, 2 cannot be used.');
    await expectAccessible(page, 'pasted');
    await result.getByRole('checkbox', { name: 'Only lines that need a look (4)' }).press('Space');
    await see(result.getByText('Line 1', { exact: true })).toBeHidden();
    await result.getByRole('button', { name: 'Choose the 2 that can be used' }).click();
    await expectChosen(page, '+15125550143');
    expect(chosen(main)).toEqual(['+15125550142', '+15125550143']);
    await see(result.getByRole('status')).toHaveText('5 lines: 0 can be used, 2 chosen already, 1 twice, 2 cannot be used.');
    // What was typed stays for mending, also over a look at another step and another tab.
    await openStep(page, 'trunk.values');
    await openStep(page, 'numbers.choose');
    await see(step(page).getByLabel('Numbers of this account')).toHaveValue(lines.join('\n'));
    // No Save would save what is left of it: the step is done.
    const link = page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name: 'Choose a phone number' });
    await see(link).toContainText('Done');
    await see(link).not.toContainText('not saved');
    await pasteNumbers(page, Array.from({ length: 3000 }, (_, index) => numberAt(index)));
    await see(step(page).getByText('3000 lines: 3000 can be used.')).toBeVisible();
    expect(await result.getByRole('listitem').count()).toBeLessThan(40);
    await step(page).getByRole('tab', { name: 'Buy' }).click();
    await step(page).getByRole('tab', { name: 'Paste a list' }).click();
    await result.getByRole('button', { name: 'Choose the 3000 that can be used' }).click();
    await see(step(page).getByRole('group', { name: '3002 chosen numbers' })).toBeVisible();
    await see(step(page).getByLabel('Numbers of this account')).toHaveValue('');
    await step(page).getByLabel('Filter the chosen').fill('555 2999');
    await step(page).getByRole('button', { name: `Do not use ${numberAt(2999)}` }).click();
    await see.poll(() => chosen(main)).toHaveLength(3001);
  }), AXE_PATIENCE);

  test('a typed number that the account’s list does not have is refused beside its field; without a list that is said', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'numbers.choose');
    const typed = step(page).getByLabel('Or type a number of this account');
    await see(box(page, '+15125550142')).toBeVisible();
    await typeNumber(page, '+49 30 123456');
    await see(typed).toHaveAccessibleDescription(/Not a number of this account/);
    await see(typed).toBeFocused();
    expect(chosen(main)).toEqual([]);
    await expectAccessible(page, 'a number of another account');
    await typed.fill('512 555 0143');
    await see(typed).toHaveAccessibleDescription(/the plan asks before it is moved/);
    await step(page).getByRole('button', { name: 'Use this number' }).click();
    await see.poll(() => chosen(main)).toEqual(['+15125550143']);
    await openStep(page, 'account.choose');
    await page.getByText('No credentials: by hand').click();
    await typeNumber(page, '+49 30 123456');
    await see(typed).toHaveAccessibleDescription(/Not compared with the account/);
    await see.poll(() => chosen(main)).toContain('+4930123456');
  }));

  test('by hand, a pasted list is judged without the account', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'account.choose');
    await page.getByText('No credentials: by hand').click();
    await pasteNumbers(page, ['+15125550142', 'x']);
    await see(step(page).getByText(/no key to it/)).toBeVisible();
    await see(step(page).getByRole('tab', { name: 'Buy' })).toBeHidden();
    await step(page).getByRole('button', { name: 'Choose the one that can be used' }).click();
    await see.poll(() => chosen(main)).toEqual(['+15125550142']);
  }));

  test('numbers to buy: what is looked for, the price, and a number that needs papers cannot be chosen', () => withSite({}, async ({ page, main }) => {
    await openTab(page, 'Buy');
    await see(step(page).getByLabel('Country')).toHaveValue('US');
    await step(page).getByLabel('Area code').fill('51');
    await step(page).getByRole('button', { name: 'Find numbers' }).click();
    await see(step(page).getByLabel('Area code')).toHaveAccessibleDescription(/three digits/);
    await step(page).getByLabel('Area code').fill('512');
    await step(page).getByLabel('Has in it').fill('*7');
    await step(page).getByLabel('Town').fill('Austin');
    await step(page).getByRole('button', { name: 'Find numbers' }).click();
    await see(step(page).getByText('1.15 USD a month each, as Twilio tells.')).toBeVisible();
    expect(main.twilio.searched).toMatchObject({ country: 'US', type: 'local', areaCode: '512', contains: '*7', locality: 'Austin' });
    main.twilio.offers = { monthly: null, numbers: [{ phoneNumber: '+33170000001', place: 'Paris', refused: 'Twilio wants papers or an address in this country for it. Buy it in the Twilio Console.' }, { phoneNumber: '+33170000002', place: 'Paris', refused: null }] };
    await step(page).getByLabel('Country').selectOption('FR');
    await see(step(page).getByLabel('Area code')).toBeHidden();
    await step(page).getByLabel('Kind of number').selectOption('mobile');
    await step(page).getByRole('button', { name: 'Find numbers' }).click();
    await see(step(page).getByText('Twilio does not tell the price here')).toBeVisible();
    expect(main.twilio.searched).toMatchObject({ country: 'FR', type: 'mobile', areaCode: '' });
    await see(box(page, '+33170000001')).toBeDisabled();
    await see(box(page, '+33170000001')).toHaveAccessibleDescription(/Needs papers/);
    await see(step(page).getByText('1 of these cannot be bought here.')).toBeVisible();
    await expectAccessible(page, 'numbers for sale');
    await step(page).getByRole('button', { name: 'Twilio: papers for numbers' }).click();
    await page.getByRole('button', { name: 'Open it' }).click();
    await see.poll(() => main.opened).toEqual(['twilio-regulatory']);
    await box(page, '+33170000001').click({ force: true });
    await box(page, '+33170000002').click();
    await chooseTicked(page);
    await expectChosen(page, '+33170000002');
    expect(main.mirror.site?.intent.numbers).toEqual([{ phoneNumber: '+33170000002', acquire: 'buy' }]);
    main.twilio.offers = { monthly: null, numbers: [] };
    await step(page).getByRole('button', { name: 'Find numbers' }).click();
    await see(step(page).getByText('Twilio has none there now')).toBeVisible();
  }), AXE_PATIENCE);
});

describe.skipIf(missing)('ticks and lists of before', () => {
  test('ticks of an earlier search are forgotten, those of the account’s own numbers stay', () => withSite({}, async ({ page, main }) => {
    await main.invoke('site.saveNumbers', { siteId: main.mirror.site?.id ?? '', numbers: [{ phoneNumber: '+15125550143', acquire: 'take' }] });
    await openTab(page, 'Buy');
    const find = async (areaCode: string): Promise<void> => {
      await step(page).getByLabel('Area code').fill(areaCode);
      await step(page).getByRole('button', { name: 'Find numbers' }).click();
      await see(box(page, `+1${areaCode}5550200`)).toBeVisible();
    };
    const next = step(page).getByRole('button', { name: /^Next: / });
    await see(next).toHaveClass(/is-primary/);
    await find('512');
    await box(page, '+15125550200').click();
    await see(step(page).getByRole('button', { name: 'Choose 1 number' })).toBeVisible();
    await see(next).not.toHaveClass(/is-primary/);
    await find('214');
    await see(step(page).getByRole('button', { name: 'Choose numbers' })).toBeVisible();
    await see(next).toHaveClass(/is-primary/);
    await find('512');
    await see(box(page, '+15125550200')).not.toBeChecked();
    await step(page).getByRole('tab', { name: 'Of this account' }).click();
    await box(page, '+15125550142').click();
    await step(page).getByRole('tab', { name: 'Buy' }).click();
    await find('214');
    await step(page).getByRole('tab', { name: 'Of this account' }).click();
    await see(step(page).getByRole('button', { name: 'Choose 1 number' })).toBeVisible();
  }));

  test('without a network a pasted list is compared with the numbers as they were listed, and that is said', () => withSite({}, async ({ page, main }) => {
    await openTab(page, 'Of this account');
    await see(box(page, '+15125550142')).toBeVisible();
    main.account.online = false;
    await pasteNumbers(page, ['+15125550142']);
    await see(step(page).getByText(/^As the account’s numbers were listed on /)).toBeVisible();
  }));
});

describe.skipIf(missing)('the values of the trunk', () => {
  test('several addresses are saved and shown one a line', () => withSite({}, async ({ page, main }) => {
    await fillPbx(page, { fqdn: PBX.fqdn, ipv4: '34.120.8.15, 34.120.8.16\n34.120.8.15/32' });
    expect(main.mirror.site?.intent.pbx.ipv4).toEqual(['34.120.8.15', '34.120.8.16']);
    await see(step(page).getByRole('textbox', { name: '3CX public IPv4' })).toHaveValue('34.120.8.15\n34.120.8.16');
    await step(page).getByRole('textbox', { name: '3CX public IPv4' }).fill('34.120.8.15 10.0.0.1');
    // Enter saves, as in every field of one line.
    await page.keyboard.press('Enter');
    await see(step(page).getByRole('textbox', { name: '3CX public IPv4' })).toHaveAccessibleDescription(/10\.0\.0\.1: .*private address/);
  }));

  test('the address that the name leads to takes the place of the first, and the others stay', () => withSite({ resolves: { kind: 'addresses', addresses: ['34.120.8.77'] } }, async ({ page, main }) => {
    await fillPbx(page, { fqdn: PBX.fqdn, ipv4: '34.120.8.15, 34.120.8.16' });
    await see(step(page).getByText('were entered')).toBeVisible();
    await step(page).getByRole('button', { name: '34.120.8.77, where the name leads' }).click();
    await see(step(page).getByText(/leads to 34\.120\.8\.77, as entered\. That address goes/)).toBeVisible();
    expect(main.mirror.site?.intent.pbx.ipv4).toEqual(['34.120.8.77', '34.120.8.16']);
    // What the name says nothing of does not look as if it did.
    const finding = step(page).getByRole('region', { name: 'Where the name leads' });
    await see(finding).toContainText('Nothing confirms 34.120.8.16:');
    await expectStepState(page, 'pbx.values', 'Done');
    await see(step(page).getByText('the name confirms 1 of 2 addresses')).toBeVisible();
    const [end, bar] = await Promise.all([finding.boundingBox(), step(page).getByRole('button', { name: 'Note', exact: true }).boundingBox()]);
    expect((end?.y ?? 0) + (end?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    await expectAccessible(page, 'an address that nothing confirms');
  }));

  test('call transfer and where incoming calls go are saved, and mistakes stand beside their fields', () => withSite({}, async ({ page, main }) => {
    await fillPbx(page, PBX);
    await chooseTrunk(page, { secure: true, transferMode: 'sip-only' });
    expect(main.mirror.site?.intent.trunk.transferMode).toBe('sip-only');
    await see(step(page).getByLabel('Call transfer').getByRole('option', { name: 'As it is at Twilio' })).toHaveCount(0);
    const fold = step(page).getByRole('button', { name: /Where incoming calls go/ });
    await see(fold).toHaveAttribute('aria-expanded', 'false');
    await see(step(page).getByRole('group', { name: 'The PBX itself' })).toBeHidden();
    await fold.click();
    await see(step(page).getByRole('group', { name: 'The PBX itself' })).toContainText(`sip:${PBX.fqdn};transport=tls`);
    await step(page).getByRole('button', { name: 'Add another place' }).click();
    const other = step(page).getByRole('group', { name: 'Other place 1' });
    await see(other.getByRole('textbox', { name: 'Other place 1' })).toBeFocused();
    await other.getByRole('textbox', { name: 'Other place 1' }).fill('sips:backup.example.com');
    await other.getByLabel('Weight').fill('0');
    await step(page).getByRole('button', { name: 'Save', exact: true }).click();
    await see(other.getByRole('textbox', { name: 'Other place 1' })).toHaveAccessibleDescription(/Write sip:/);
    await see(other.getByLabel('Weight')).toHaveAccessibleDescription(/from 1 to 65535/);
    await see(other.getByRole('textbox', { name: 'Other place 1' })).toBeFocused();
    await expectAccessible(page, 'origination refused');
    await other.getByRole('textbox', { name: 'Other place 1' }).fill(`sip:${PBX.fqdn}`);
    await other.getByLabel('Weight').fill('5');
    await step(page).getByRole('button', { name: 'Save', exact: true }).click();
    await see(other.getByRole('textbox', { name: 'Other place 1' })).toHaveAccessibleDescription(/This is the PBX itself/);
    await other.getByRole('textbox', { name: 'Other place 1' }).fill('sip:backup.example.com');
    await other.getByLabel('Weight').fill('5');
    // What was typed survives a look at another step.
    await openStep(page, 'pbx.values');
    await openStep(page, 'trunk.values');
    await see(other.getByRole('textbox', { name: 'Other place 1' })).toHaveValue('sip:backup.example.com');
    await step(page).getByRole('group', { name: 'The PBX itself' }).getByLabel('Priority').fill('1');
    await save(page);
    expect(main.mirror.site?.intent.trunk.origination).toEqual({ weight: 10, priority: 1, others: [{ url: 'sip:backup.example.com', weight: 5, priority: 20 }] });
    await see(fold).toHaveAttribute('aria-expanded', 'true');
    await step(page).getByRole('button', { name: 'Take out other place 1' }).click();
    await see(fold).toBeFocused();
    await save(page);
    expect(main.mirror.site?.intent.trunk.origination.others).toEqual([]);
  }), AXE_PATIENCE);

  test('what main refuses of an origination URL stands beside it too', () => withSite({}, async ({ page, main }) => {
    await chooseTrunk(page, { secure: false });
    await step(page).getByRole('button', { name: /Where incoming calls go/ }).click();
    await step(page).getByRole('button', { name: 'Add another place' }).click();
    await step(page).getByRole('textbox', { name: 'Other place 1' }).fill('sip:backup.example.com');
    main.refuse('site.saveOrigination', { code: 'invalid-value', what: 'Not saved yet.', why: 'One value is not right.', next: 'Put it right.', fields: [{ field: 'origination.url.0', why: 'Main says no.' }], link: 'twilio-trunks' });
    await step(page).getByRole('button', { name: 'Save', exact: true }).click();
    await see(step(page).getByRole('textbox', { name: 'Other place 1' })).toHaveAccessibleDescription(/Main says no/);
    await see(step(page).getByRole('textbox', { name: 'Other place 1' })).toBeFocused();
    await see(step(page).getByRole('alert')).toContainText('One value is not right');
    // A fault has the page where it can be settled.
    await step(page).getByRole('alert').getByRole('button', { name: 'Twilio: trunks' }).click();
    await page.getByRole('button', { name: 'Open it' }).click();
    await see.poll(() => main.opened).toEqual(['twilio-trunks']);
  }));

  test('a password that Trunkbook does not know: nothing has to be typed, and a new one can be made', () => withSite({}, async ({ page, main }) => {
    main.forgetSipPassword();
    await openStep(page, 'security.values');
    await see(step(page).getByText('Not known to Trunkbook')).toBeVisible();
    await expectAccessible(page, 'password not known');
    await chooseSecurity(page, { sipUsername: 'taken-over' });
    expect(main.mirror.site?.intent.trunk).toMatchObject({ sipUsername: 'taken-over', sipPassword: null });
    await step(page).getByRole('button', { name: 'Type one' }).click();
    await step(page).getByRole('button', { name: 'Keep the one that Twilio and 3CX have' }).click();
    await step(page).getByRole('button', { name: 'Make a new one' }).click();
    await see(page.getByRole('dialog')).toContainText('calls fail until 3CX has it too');
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new one' }).click();
    await see(step(page).getByText('One is in the vault')).toBeVisible();
    expect(main.mirror.site?.intent.trunk.sipPassword).not.toBeNull();
  }), AXE_PATIENCE);
});

describe.skipIf(missing)('Twilio accounts', () => {
  test('what a key may not use is seen at once, tried again, and another key takes its place', () => withSite({}, async ({ page, main }) => {
    main.twilio.finding = { refused: [{ what: 'phone numbers', why: 'This key is restricted: it may not read them.' }], type: null, status: null, parentSid: null };
    await addAccount(page);
    const about = step(page).getByRole('region', { name: 'What is known of Lakeside' });
    await see(about).toContainText('may not use 1 thing');
    await see(about).toContainText('it may not read them');
    await see(about).toContainText('Full or trial: not measured');
    await expectAccessible(page, 'account with a restricted key');
    main.twilio.finding = { refused: [], type: 'trial', status: 'active', parentSid: newSid('AC') };
    await about.getByRole('button', { name: 'Try it again' }).click();
    await see(about).toContainText('SIP trunks need an upgrade');
    await see(about).toContainText('Sub-account of AC');
    await see(about.getByRole('button', { name: 'Twilio: upgrade the account' })).toBeVisible();
    await about.getByRole('button', { name: 'Replace the key…' }).click();
    await page.getByRole('button', { name: 'Replace the key', exact: true }).click();
    await see(page.getByLabel('API key SID')).toBeFocused();
    await expectAccessible(page, 'replace the key');
    await page.getByLabel('API key SID').fill('SK-wrong');
    await page.getByLabel('Secret').fill('a secret that nobody has');
    await page.getByRole('button', { name: 'Replace the key', exact: true }).click();
    await see(page.getByLabel('API key SID')).toHaveAccessibleDescription(/It begins with SK/);
    const next = newSid('SK');
    main.twilio.finding = { ...ALL_WELL, status: 'suspended' };
    await page.getByLabel('API key SID').fill(next);
    await page.getByRole('button', { name: 'Replace the key', exact: true }).click();
    await see(page.getByRole('dialog')).toBeHidden();
    await see(step(page)).toContainText(`key ${next}`);
    await see(about).toContainText('Suspended');
    await openSettings(page);
    await see(page.getByText('Suspended: Twilio does nothing')).toBeVisible();
    await expectAccessible(page, 'accounts in the settings');
    await page.getByRole('button', { name: 'Remove Lakeside' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
  }), AXE_PATIENCE);

  test('in the Chromium host, a person is told before a key is replaced', () => withSite({ host: 'chromium' }, async ({ page, main }) => {
    await openStep(page, 'account.choose');
    await page.getByRole('button', { name: 'Add a Twilio account' }).click();
    await page.getByRole('button', { name: 'Stay with the practice account' }).click();
    main.patch({ what: 'accounts', value: [{ id: crypto.randomUUID(), name: 'Lakeside', accountSid: newSid('AC'), username: newSid('SK'), check: null }] });
    await openSettings(page);
    await see(page.getByText('Not tried yet')).toBeVisible();
    await page.getByRole('button', { name: /Replace the key… of Lakeside/ }).click();
    await see(page.getByRole('alertdialog')).toContainText('no keychain');
    await page.getByRole('button', { name: 'Enter credentials anyway' }).click();
    const next = newSid('SK');
    await page.getByLabel('API key SID').fill(next);
    await page.getByLabel('Secret').fill('a secret that nobody has');
    await page.getByRole('button', { name: 'Replace the key', exact: true }).click();
    await see.poll(() => main.mirror.accounts[0]?.username).toBe(next);
  }));
});
