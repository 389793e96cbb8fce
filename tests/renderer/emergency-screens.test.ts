import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { TERRITORY_WORDS } from '../../domain/emergency/territory.ts';
import { spacedPhoneNumber } from '../../domain/numbers/phone-number.ts';
import { addressLine, assignAddress, confirmTerms, enterAddress, expectQueue, registrationOf, takeSuggestion, type TypedPlace } from '../e2e/screens/emergency.ts';
import { expectStep, openStep } from '../e2e/screens/site.ts';
import { backToSites } from '../e2e/screens/sites.ts';
import { newSid } from './fake-account.ts';
import { suggested } from './fake-emergency.ts';
import type { FakeMain } from './fake-main.ts';
import { AXE_PATIENCE, expectAccessible, missing, PBX, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const step = (page: Page) => page.getByRole('main');
const form = (page: Page) => step(page).locator('.address-form');
const grid = (page: Page) => step(page).getByRole('region', { name: 'Which number has which address' });
const queue = (page: Page) => step(page).getByRole('region', { name: 'At Twilio' });
const box = (page: Page, number: string) => grid(page).getByRole('checkbox', { name: `Choose ${number}` });
const numberAt = (index: number): string => `+1214555${String(index).padStart(4, '0')}`;
const siteId = (main: FakeMain): string => main.mirror.site?.id ?? '';
const emergency = (main: FakeMain) => main.mirror.site?.intent.emergency ?? { addresses: [], numbers: [] };
const nameOf = (main: FakeMain, number: string): string | undefined => {
  const address = emergency(main).numbers.find(({ phoneNumber }) => phoneNumber === number)?.address;
  return emergency(main).addresses.find(({ id }) => id === address)?.friendlyName;
};

const FLOOR_1: TypedPlace = { friendlyName: 'HQ floor 1', customerName: 'Lakeside Dental', street: '1200 Barton Springs Rd', suite: '400', floor: '1', city: 'Austin', region: 'TX', postalCode: '78704', confirmedBy: 'Dana Park' };

async function invoke(main: FakeMain, ...call: Parameters<FakeMain['invoke']>): Promise<void> {
  const result = await main.invoke(...call);
  if (!result.ok) throw new Error(`${call[0]}: ${result.fault.what} ${result.fault.why}`);
}

/** So many numbers of the account are chosen for the site. */
async function choose(main: FakeMain, many: number, from = 0): Promise<readonly string[]> {
  const numbers = Array.from({ length: many }, (_, index) => numberAt(from + index));
  main.account.numbers.push(...numbers.map((phoneNumber) => ({ sid: newSid('PN'), phoneNumber, trunkSid: null, hasVoiceUrl: false, emergency: null })));
  await invoke(main, 'site.saveNumbers', { siteId: siteId(main), numbers: numbers.map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) });
  return numbers;
}

/** The trunk is set up at the fake account, with the chosen numbers on it. */
async function setUp(main: FakeMain): Promise<void> {
  const id = siteId(main);
  await invoke(main, 'site.savePbx', { siteId: id, ...PBX });
  await invoke(main, 'site.saveTrunk', { siteId: id, friendlyName: 'Lakeside', domainLabel: 'lakeside-k7m2p', edge: 'ashburn', secure: true, cnamLookup: false, transferMode: null });
  await invoke(main, 'trunk.apply', { siteId: id, goal: { kind: 'set-up', confirmed: [] } });
  await see.poll(() => main.mirror.job?.state, { timeout: 20_000 }).toBe('done');
}

/** A trunk with so many numbers, the terms accepted, and one address that the first of them shall have. */
async function readyToSubmit(page: Page, main: FakeMain, many: number, assigned: number): Promise<readonly string[]> {
  const numbers = await choose(main, many);
  await setUp(main);
  await confirmTerms(page);
  await enterAddress(page, FLOOR_1);
  await assignAddress(page, FLOOR_1.friendlyName, numbers.slice(0, assigned));
  return numbers;
}

async function submit(page: Page, main: FakeMain): Promise<void> {
  await openStep(page, 'emergency-twilio.addresses');
  const before = main.mirror.job?.id;
  await queue(page).getByRole('button', { name: 'Submit now' }).click();
  await see.poll(() => main.mirror.job?.id !== before && main.mirror.job?.state, { timeout: 20_000 }).toBe('done');
}

describe.skipIf(missing)('what Twilio does for emergency calls', () => {
  test('is said for the countries of the site’s numbers, the worst first, before any address is typed', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'emergency-twilio.territory');
    const answers = step(page).locator('.territories').getByRole('listitem');
    await see(answers).toHaveCount(1);
    await see(answers.first()).toContainText('United States');
    await see(answers.first()).toContainText('No number is chosen yet');
    await expectAccessible(page, 'territory without numbers');
    await choose(main, 2000);
    await invoke(main, 'site.saveNumbers', { siteId: siteId(main), numbers: ['+12145550000', '+442079460000', '+493012345678', '+819012345678'].map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) });
    await see(answers).toHaveCount(4);
    await see(answers.nth(0)).toContainText(TERRITORY_WORDS.none.short);
    await see(answers.nth(0)).toContainText('Japan');
    await see(answers.nth(1)).toContainText(TERRITORY_WORDS.carries.means);
    await see(answers.filter({ hasText: 'United Kingdom' })).toContainText(TERRITORY_WORDS.registers.means);
    await expectAccessible(page, 'territories');
  }), AXE_PATIENCE);
});

describe.skipIf(missing)('addresses are entered on site', () => {
  test('by keyboard alone, with at most 15 keystrokes beyond the data itself', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'emergency-twilio.addresses');
    await see(step(page).getByRole('heading', { level: 2 })).toBeFocused();
    let strokes = 0;
    const press = async (key: string): Promise<void> => {
      strokes += 1;
      await page.keyboard.press(key);
    };
    await press('Alt+a');
    await see(form(page).getByLabel('Friendly name')).toBeFocused();
    // In the order of the form; what stays empty is passed over.
    const typed = [FLOOR_1.friendlyName, 'Lakeside Dental', FLOOR_1.street, '400', '1', '101', '', 'Austin', 'Texas', '78704', '100-119,130', '+12145550000', 'Dana Park'];
    for (const [index, text] of typed.entries()) {
      if (index > 0) await press('Tab');
      await page.keyboard.type(text);
    }
    await press('Enter');
    await see(addressLine(page, FLOOR_1.friendlyName)).toContainText('1200 Barton Springs Rd, Suite 400 Floor 1 Room 101, Austin, TX, 78704');
    expect(emergency(main).addresses[0]).toMatchObject({ friendlyName: 'HQ floor 1', region: 'TX', country: 'US', extensions: '100-119,130', shows: '+12145550000', confirmedBy: 'Dana Park' });
    expect(strokes).toBeLessThanOrEqual(15);
    // The next one begins where this one ended, with what it shares filled in.
    await see(step(page).getByRole('button', { name: 'Add an address' })).toBeFocused();
    await page.keyboard.press('Enter');
    await see(form(page).getByLabel('Customer name')).toHaveValue('Lakeside Dental');
    await see(form(page).getByLabel('Confirmed on site by')).toHaveValue('Dana Park');
    await see(form(page).getByLabel('Street with house number')).toHaveValue('');
  }));

  test('what Twilio is known to refuse is refused while it is typed; the rest only warns', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'emergency-twilio.addresses');
    await step(page).getByRole('button', { name: 'Add an address' }).click();
    await form(page).getByLabel('Friendly name').pressSequentially('Dental & Co');
    await see(form(page).getByLabel('Friendly name')).toHaveAccessibleDescription(/refuses “&”/);
    await form(page).getByLabel('Street with house number').fill('Main St.');
    await see(form(page).getByLabel('Street with house number')).toHaveAccessibleDescription(/full stop/);
    await form(page).getByLabel('ZIP code').pressSequentially('787');
    await see(form(page).getByLabel('ZIP code')).not.toHaveAccessibleDescription(/not how a ZIP/);
    await form(page).getByLabel('Street with house number').fill('Main St');
    await see(form(page).getByLabel('ZIP code')).toHaveAccessibleDescription(/not how a ZIP/);
    await form(page).getByLabel('State').fill('Texs');
    await form(page).getByLabel('City').fill('Austin');
    await see(form(page).getByLabel('State')).toHaveAccessibleDescription(/two letters/);
    await expectAccessible(page, 'an address with mistakes and warnings');
    await form(page).getByRole('button', { name: 'Save', exact: true }).click();
    await see(form(page).getByLabel('Friendly name')).toBeFocused();
    expect(emergency(main).addresses).toEqual([]);
    await form(page).getByLabel('Friendly name').fill('Dental and Co');
    await form(page).getByLabel('Customer name').fill('Lakeside Dental');
    await form(page).getByLabel('State').fill('tx');
    // No house number, and half a ZIP code: both are warned of, and neither stands in the way.
    await see(form(page).getByLabel('Street with house number')).toHaveAccessibleDescription(/no house number/);
    await form(page).getByRole('button', { name: 'Save', exact: true }).click();
    await see(addressLine(page, 'Dental and Co')).toBeVisible();
  }), AXE_PATIENCE);

  test('a form that is not finished outlives a look at another step; of another country it has other fields', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'emergency-twilio.addresses');
    await step(page).getByRole('button', { name: 'Add an address' }).click();
    await form(page).getByLabel('Street with house number').fill('12 Main St');
    await form(page).getByLabel('Country').selectOption('GB');
    await see(form(page).getByLabel('Post town')).toBeVisible();
    await see(form(page).getByLabel('State')).toHaveCount(0);
    await openStep(page, 'emergency-twilio.territory');
    await openStep(page, 'emergency-twilio.addresses');
    await see(form(page).getByLabel('Street with house number')).toHaveValue('12 Main St');
    await see(form(page).getByLabel('Country')).toHaveValue('GB');
    await form(page).getByLabel('Country').selectOption('FR');
    await see(form(page).getByText(/registers no emergency addresses in this country/)).toBeVisible();
    await form(page).getByRole('button', { name: 'Cancel' }).click();
    await see(form(page)).toBeHidden();
    expect(emergency(main).addresses).toEqual([]);
  }));

  test('Alt+D copies the address that has the focus to the next floor, and goes on from floor to floor', () => withSite({}, async ({ page, main }) => {
    await enterAddress(page, FLOOR_1);
    await enterAddress(page, { ...FLOOR_1, friendlyName: 'Annex floor 7', street: '9 Elm St', floor: '7' });
    await addressLine(page, 'HQ floor 1').getByRole('button', { name: 'Change HQ floor 1' }).focus();
    await page.keyboard.press('Alt+d');
    await see(form(page).getByLabel('Friendly name')).toHaveValue('HQ floor 2');
    await see(form(page).getByLabel('Floor', { exact: true })).toHaveValue('2');
    await see(form(page).getByLabel('Friendly name')).toBeFocused();
    await page.keyboard.press('Alt+d');
    await see(form(page).getByLabel('Friendly name')).toHaveValue('HQ floor 3');
    await page.keyboard.press('Enter');
    await see(form(page)).toBeHidden();
    expect(emergency(main).addresses.map(({ friendlyName }) => friendlyName)).toEqual(['HQ floor 1', 'Annex floor 7', 'HQ floor 2', 'HQ floor 3']);
    // Without a focus on any of them it is the last that was saved.
    await page.keyboard.press('Alt+d');
    await see(form(page).getByLabel('Friendly name')).toHaveValue('HQ floor 4');
  }));

  test('an address that numbers shall have is not removed, and that is said', () => withSite({}, async ({ page, main }) => {
    const [number = ''] = await choose(main, 1);
    await enterAddress(page, FLOOR_1);
    await assignAddress(page, FLOOR_1.friendlyName, [number]);
    await addressLine(page, FLOOR_1.friendlyName).getByRole('button', { name: 'Remove HQ floor 1' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove “HQ floor 1”?' });
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await see(dialog.getByRole('alert')).toContainText(number);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await box(page, number).click();
    await grid(page).getByRole('button', { name: 'Leave out: decide later' }).click();
    await see.poll(() => emergency(main).numbers).toEqual([]);
    await addressLine(page, FLOOR_1.friendlyName).getByRole('button', { name: 'Remove HQ floor 1' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await see.poll(() => emergency(main).addresses).toEqual([]);
  }));
});

describe.skipIf(missing)('numbers get their addresses', () => {
  test('of 2,000, many are ticked by range and assigned at once, by keyboard; few are drawn', () => withSite({}, async ({ page, main }) => {
    const numbers = await choose(main, 2000);
    await enterAddress(page, FLOOR_1);
    await see(grid(page).getByText('2000 numbers')).toBeVisible();
    expect(await grid(page).getByRole('checkbox', { name: /^Choose / }).count()).toBeLessThan(60);
    await box(page, numbers[0] ?? '').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+End');
    await see(grid(page).getByText('2000 numbers, 2000 selected')).toBeVisible();
    await grid(page).getByRole('button', { name: 'Select none' }).click();
    await grid(page).getByLabel('Filter by digits or address').fill('555 10');
    await box(page, numberAt(1000)).click();
    await box(page, numberAt(1004)).click({ modifiers: ['Shift'] });
    await expectAccessible(page, 'numbers ticked for an address');
    await grid(page).getByRole('button', { name: 'Assign to 5 numbers' }).click();
    await see.poll(() => emergency(main).numbers.length).toBe(5);
    expect(numbers.slice(1000, 1005).map((number) => nameOf(main, number))).toEqual(Array(5).fill('HQ floor 1'));
    await grid(page).getByRole('checkbox', { name: 'Only those without (1995)' }).press('Space');
    await see(box(page, numberAt(1004))).toBeHidden();
    await see(box(page, numberAt(1005))).toBeVisible();
  }), AXE_PATIENCE);

  test('a number of a country that registers none cannot be ticked; one of another country than the address is refused in words', () => withSite({}, async ({ page, main }) => {
    await invoke(main, 'site.saveNumbers', { siteId: siteId(main), numbers: ['+12145550000', '+442079460000', '+493012345678'].map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) });
    await enterAddress(page, FLOOR_1);
    await see(box(page, '+493012345678')).toHaveAttribute('aria-disabled', 'true');
    await see(box(page, '+493012345678')).toHaveAccessibleDescription(/Germany.*without an address/);
    await box(page, '+442079460000').click();
    await grid(page).getByRole('button', { name: 'Assign to 1 number' }).click();
    await see(grid(page).getByRole('alert')).toContainText('own country');
    expect(emergency(main).numbers).toEqual([]);
  }));

  test('a pasted list is answered line by line before anything is saved', () => withSite({}, async ({ page, main }) => {
    const numbers = await choose(main, 4);
    await enterAddress(page, FLOOR_1);
    await step(page).getByRole('button', { name: 'Paste a list…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Paste numbers with their addresses' });
    const list = [`${numbers[0]}\t9 Elm St\tFloor 2\tAustin\tTX\t78704\tUS`, `${numbers[1]}\t9 Elm St\tFloor 2\tAustin\tTX\t78704\tUS`, `${numbers[2]}\tHQ floor 1`, 'no number at all', `${numbers[3]}\tNowhere floor 9`].join('\n');
    await dialog.getByLabel('One number on each line').fill(list);
    await dialog.getByRole('button', { name: 'Check them' }).click();
    const line = (number: number) => dialog.getByRole('listitem').filter({ has: page.getByText(`Line ${number}`, { exact: true }) });
    await see(line(1)).toContainText('Can be taken');
    await see(line(4)).toContainText('Not taken');
    await see(line(5)).toContainText('No address of this site');
    await see(dialog.getByText('5 lines: 3 can be taken, 2 not taken.')).toBeVisible();
    expect(emergency(main).addresses).toHaveLength(1);
    await expectAccessible(page, 'a pasted list of addresses');
    // What was pasted waits, also when the dialog was closed over it.
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await step(page).getByRole('button', { name: 'Paste a list…' }).click();
    await see(dialog.getByLabel('One number on each line')).toHaveValue(list);
    await dialog.getByRole('button', { name: 'Check them' }).click();
    await dialog.getByRole('button', { name: 'Take 1 new address and 3 numbers' }).click();
    await see(dialog.getByText('1 new address, and 3 numbers assigned.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(emergency(main).addresses).toHaveLength(2);
    expect(nameOf(main, numbers[2] ?? '')).toBe('HQ floor 1');
    expect(nameOf(main, numbers[0] ?? '')).toBe(nameOf(main, numbers[1] ?? ''));
    expect(nameOf(main, numbers[3] ?? '')).toBeUndefined();
  }), AXE_PATIENCE);
});

describe.skipIf(missing)('what is submitted', () => {
  test('nothing without the terms, with the way to them; without a network it says so, and goes on when there is one', () => withSite({}, async ({ page, main }) => {
    const numbers = await choose(main, 3);
    await setUp(main);
    await enterAddress(page, FLOOR_1);
    await assignAddress(page, FLOOR_1.friendlyName, numbers.slice(0, 2));
    await expectQueue(page, '2 wait to be submitted');
    await see(queue(page).getByText('Nothing is submitted yet.')).toBeVisible();
    await see(queue(page).getByRole('button', { name: 'Submit now' })).toHaveCount(0);
    await queue(page).getByRole('button', { name: /^Go to “Have the emergency terms/ }).click();
    await expectStep(page, 'emergency-twilio.terms');
    await confirmTerms(page);
    await openStep(page, 'emergency-twilio.addresses');
    main.account.online = false;
    await queue(page).getByRole('button', { name: 'Submit now' }).click();
    await see(queue(page).getByRole('alert')).toContainText('no network');
    expect(main.account.addresses).toEqual([]);
    await expectAccessible(page, 'no network');
    main.account.online = true;
    await submit(page, main);
    await expectQueue(page, '2 on the way at Twilio');
    await expectQueue(page, '1 without an address yet');
    expect(main.account.addresses).toHaveLength(1);
    await openStep(page, 'emergency-twilio.registered');
    await see(registrationOf(page, numbers[0] ?? '')).toContainText('Pending registration');
    await see(registrationOf(page, numbers[0] ?? '')).toContainText('Calls show no address until then.');
    await see(registrationOf(page, numbers[0] ?? '')).toContainText(/next look \d/);
    await expectAccessible(page, 'registrations under way');
    await step(page).getByRole('button', { name: /^Practise: let/ }).click();
    main.account.settleEmergency([numbers[1] ?? '']);
    await queue(page).getByRole('button', { name: 'Read again' }).click();
    await see(registrationOf(page, numbers[0] ?? '')).toContainText('Registered');
    await see(registrationOf(page, numbers[1] ?? '')).toContainText('Needs you');
    await expectAccessible(page, 'one registered, one failed');
  }), AXE_PATIENCE);

  test('Twilio’s suggestion stands beside what was entered, with the words that differ marked; taken, it is sent and the suite stays', () => withSite({}, async ({ page, main }) => {
    main.account.judgeAddress = (address) => (address.street.includes('ROAD') ? { ok: true } : { ok: false, twilioCode: 21629, suggestions: [suggested(address, { street: '1200 BARTON SPRINGS ROAD' })] });
    const [number = ''] = await readyToSubmit(page, main, 1, 1);
    await submit(page, main);
    const suggestion = step(page).getByRole('group', { name: 'Twilio suggests another form: HQ floor 1' });
    await see(suggestion.getByRole('row', { name: /^Street/ })).toContainText('1200 Barton Springs Rd');
    await see(suggestion.locator('ins')).toHaveText(['ROAD']);
    await see(suggestion.locator('del')).toHaveText(['Rd']);
    await see(suggestion).toContainText('It says nothing about “Suite 400 Floor 1”.');
    await expectAccessible(page, 'a suggestion');
    // Stopped, it is not sent again, and can still be taken.
    await suggestion.getByRole('button', { name: 'Stop: HQ floor 1' }).click();
    const refused = step(page).getByRole('group', { name: 'Refused: HQ floor 1' });
    await see(refused).toContainText('stopped');
    await see(queue(page).getByRole('button', { name: 'Submit now' })).toHaveCount(0);
    await refused.getByRole('button', { name: /^Look at Twilio’s form again/ }).click();
    await takeSuggestion(page, 'HQ floor 1');
    await see(addressLine(page, 'HQ floor 1')).toContainText('1200 BARTON SPRINGS ROAD, Suite 400 Floor 1');
    await submit(page, main);
    await expectQueue(page, '1 on the way at Twilio');
    expect(main.account.addresses.map(({ address }) => address.streetSecondary)).toEqual(['Suite 400 Floor 1']);
    expect(main.account.emergencyAddresses.size).toBe(1);
    expect(number).not.toBe('');
  }), AXE_PATIENCE);

  test('one of several suggestions is chosen; a refusal says which rule probably failed and leads to the form', () => withSite({}, async ({ page, main }) => {
    main.account.judgeAddress = (address) => (address.city === 'Austin' ? { ok: false, twilioCode: 21629, suggestions: [suggested(address, { city: 'SUNSET VALLEY' }), suggested(address, { city: 'ROLLINGWOOD' })] } : { ok: false, twilioCode: 21628, suggestions: [] });
    await readyToSubmit(page, main, 1, 1);
    await submit(page, main);
    const suggestion = step(page).getByRole('group', { name: 'Twilio suggests another form: HQ floor 1' });
    await suggestion.getByText('ROLLINGWOOD').click();
    await see(suggestion.locator('ins')).toHaveText(['ROLLINGWOOD']);
    await takeSuggestion(page, 'HQ floor 1');
    await see(addressLine(page, 'HQ floor 1')).toContainText('ROLLINGWOOD');
    await submit(page, main);
    const refused = step(page).getByRole('group', { name: 'Refused: HQ floor 1' });
    await see(refused).toContainText('21628');
    await expectAccessible(page, 'refused');
    await refused.getByRole('button', { name: 'Edit HQ floor 1' }).click();
    await see(form(page).getByLabel('Friendly name')).toHaveValue('HQ floor 1');
    await see(form(page).getByLabel('Friendly name')).toBeFocused();
  }), AXE_PATIENCE);

  test('before an address comes off a number it is asked, and a yes lets only that be done', () => withSite({}, async ({ page, main }) => {
    const [number = ''] = await readyToSubmit(page, main, 1, 1);
    await submit(page, main);
    main.account.settleEmergency();
    await queue(page).getByRole('button', { name: 'Read again' }).click();
    await expectQueue(page, '1 registered');
    await enterAddress(page, { ...FLOOR_1, friendlyName: 'HQ floor 2', floor: '2' });
    await assignAddress(page, 'HQ floor 2', [number]);
    const question = step(page).getByRole('group', { name: 'Question' });
    await see(question).toContainText('show no address');
    await see(question).toContainText(spacedPhoneNumber(number));
    await expectQueue(page, '1 needs you');
    await expectAccessible(page, 'a question before an address comes off');
    await submit(page, main);
    expect(main.account.numbers.find(({ phoneNumber }) => phoneNumber === number)?.emergency).toBe('registered');
    await question.getByRole('button', { name: /^Yes: / }).click();
    await see(question).toBeHidden();
    await submit(page, main);
    expect(main.account.numbers.find(({ phoneNumber }) => phoneNumber === number)?.emergency).toBe('pending-unregistration');
    await openStep(page, 'emergency-twilio.registered');
    await see(registrationOf(page, number)).toContainText('Coming off');
  }), AXE_PATIENCE);

  test('an address of the account is chosen, and it is said when it is switched to emergency use', () => withSite({}, async ({ page, main }) => {
    const place = { friendlyName: 'Old head office', customerName: 'Lakeside Dental', street: '900 Congress Ave', streetSecondary: 'Suite 1', city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' };
    main.account.addresses.push({ sid: newSid('AD'), address: place, emergencyEnabled: false, validated: false }, { sid: newSid('AD'), address: { ...place, friendlyName: 'Annex', street: '9 Elm St' }, emergencyEnabled: true, validated: true });
    await openStep(page, 'emergency-twilio.addresses');
    main.account.online = false;
    await step(page).getByRole('button', { name: 'Choose one of the account…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Choose an address of the account' });
    await see(dialog.getByRole('alert')).toContainText('no network');
    main.account.online = true;
    await dialog.getByRole('button', { name: 'Try again' }).click();
    const old = dialog.getByRole('listitem').filter({ hasText: 'Old head office' });
    await see(old).toContainText('switches that on at Twilio');
    await see(dialog.getByRole('listitem').filter({ hasText: 'Annex' })).not.toContainText('switches that on');
    await expectAccessible(page, 'addresses of the account');
    await old.getByRole('button', { name: /^Choose and switch on/ }).click();
    await see(dialog).toBeHidden();
    await see(addressLine(page, 'Old head office')).toContainText('900 Congress Ave, Suite 1');
    // Choosing changes nothing at Twilio yet.
    expect(main.account.addresses[0]?.emergencyEnabled).toBe(false);
    await step(page).getByRole('button', { name: 'Choose one of the account…' }).click();
    await see(old).toContainText('Of this site already');
  }), AXE_PATIENCE);

  test('by hand, what the Console shows is written down for many numbers at once', () => withSite({}, async ({ page, main }) => {
    await invoke(main, 'site.saveAccount', { siteId: siteId(main), account: { kind: 'by-hand' } });
    const numbers = await choose(main, 30);
    await enterAddress(page, FLOOR_1);
    await grid(page).getByRole('button', { name: 'Select all 30 shown' }).click();
    await grid(page).getByRole('button', { name: 'Assign to 30 numbers' }).click();
    await see(step(page).getByRole('button', { name: 'Choose one of the account…' })).toHaveCount(0);
    await queue(page).getByRole('button', { name: 'Write down what the Console shows' }).click();
    await expectStep(page, 'emergency-twilio.registered');
    const registration = step(page).getByRole('region', { name: 'Registration of each number' });
    await registration.getByRole('button', { name: 'Select all 30 shown' }).click();
    await registration.getByRole('checkbox', { name: `Choose ${numbers[0]}` }).click();
    await registration.getByLabel('The Console shows').selectOption('Pending registration');
    await expectAccessible(page, 'what the Console shows');
    await registration.getByRole('button', { name: 'Write it down for 29 numbers' }).click();
    await see.poll(() => main.mirror.site?.observed.emergencyReported.length).toBe(29);
    await see(registration.getByText('Pending, as reported').first()).toBeVisible();
    expect(main.mirror.site?.observed.emergencyReported.every(({ address }) => address === emergency(main).addresses[0]?.id)).toBe(true);
  }), AXE_PATIENCE);

  test('the list of sites shows what is under way, and what needs a person before all', () => withSite({}, async ({ page, main }) => {
    const numbers = await readyToSubmit(page, main, 2, 2);
    await submit(page, main);
    await backToSites(page);
    const row = page.getByRole('row').nth(1);
    await see(row).toContainText('2 registering');
    main.account.settleEmergency([numbers[0] ?? '']);
    await invoke(main, 'emergency.read', { siteId: siteIdOf(main) });
    await see(row).toContainText('1 for you');
    await expectAccessible(page, 'sites with emergency addresses');
  }), AXE_PATIENCE);
});

const siteIdOf = (main: FakeMain): string => main.mirror.sites[0]?.id ?? '';
