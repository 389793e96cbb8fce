import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { type TypedAddress, TYPED_FIELDS } from '../../domain/emergency/entry.ts';
import { spacedPhoneNumber } from '../../domain/numbers/phone-number.ts';
import { addressLine, assignAddress, changeAddress, enterAddress, typeAddress } from '../e2e/screens/emergency.ts';
import { openStep } from '../e2e/screens/site.ts';
import { box, choose, emergency, FLOOR_1, form, grid, siteId, step } from './emergency-page.ts';
import { AXE_PATIENCE, expectAccessible, missing, useBrowser, withSite } from './page-harness.ts';

useBrowser();

async function throwAway(page: Page): Promise<void> {
  await form(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog', { name: 'Throw away what you typed?' }).getByRole('button', { name: 'Throw away' }).click();
  await see(form(page)).toBeHidden();
}

describe.skipIf(missing)('addresses are entered on site', () => {
  test('without a network, by keyboard alone, with at most 15 keystrokes beyond the data itself', () => withSite({}, async ({ page, main }) => {
    main.account.online = false;
    await openStep(page, 'emergency-twilio.addresses');
    await see(step(page).getByRole('heading', { level: 2 })).toBeFocused();
    // Every key that goes down in the page counts; Alt with a letter is one stroke.
    await page.evaluate(() => {
      const counted = globalThis as unknown as { strokes: number };
      counted.strokes = 0;
      window.addEventListener('keydown', ({ key }) => { if (!['Alt', 'Shift', 'Control', 'Meta'].includes(key)) counted.strokes += 1; }, true);
    });
    await page.keyboard.press('Alt+a');
    await see(form(page).getByLabel('Friendly name')).toBeFocused();
    // In the order of the form; what stays empty is passed over.
    const typed = [FLOOR_1.friendlyName, 'Lakeside Dental', FLOOR_1.street, '400', '1', '101', '', 'Austin', 'Texas', '78704', '100-119,130', '+12145550000', 'Dana Park'];
    for (const [index, text] of typed.entries()) {
      if (index > 0) await page.keyboard.press('Tab');
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await see(addressLine(page, FLOOR_1.friendlyName)).toContainText('1200 Barton Springs Rd, Suite 400 Floor 1 Room 101, Austin, TX, 78704');
    expect(emergency(main).addresses[0]).toMatchObject({ friendlyName: 'HQ floor 1', region: 'TX', country: 'US', extensions: '100-119,130', shows: '+12145550000', confirmedBy: 'Dana Park' });
    const strokes = await page.evaluate(() => (globalThis as unknown as { strokes: number }).strokes);
    const data = typed.join('').length;
    expect(strokes).toBeGreaterThan(data);
    expect(strokes - data).toBeLessThanOrEqual(15);
    // The next one begins where this one ended, with what it shares filled in.
    await see(step(page).getByRole('button', { name: 'Add an address' })).toBeFocused();
    await page.keyboard.press('Enter');
    await see(form(page).getByLabel('Customer name')).toHaveValue('Lakeside Dental');
    // Nobody has confirmed it yet.
    await see(form(page).getByLabel('Confirmed on site by')).toHaveValue('');
    await see(form(page).getByLabel('Street with house number')).toHaveValue('');
  }));

  test('in the smallest window no field of the form has the focus under the bar at the foot', () => withSite({}, async ({ page }) => {
    await page.setViewportSize({ width: 960, height: 640 });
    await openStep(page, 'emergency-twilio.addresses');
    await step(page).getByRole('button', { name: 'Add an address' }).click();
    const fields = await form(page).locator('.address-field input').count();
    const hidden: string[] = [];
    for (let field = 0; field < fields + 3; field += 1) {
      const under = await page.evaluate(() => {
        const focused = document.activeElement;
        const bar = document.querySelector('.checklist-main')?.getBoundingClientRect();
        return focused?.closest('.address-form') && bar && focused.getBoundingClientRect().bottom > bar.top ? focused.closest('[data-field]')?.getAttribute('data-field') ?? focused.textContent : null;
      });
      if (under !== null) hidden.push(under);
      await page.keyboard.press('Tab');
    }
    expect(fields).toBeGreaterThan(10);
    expect(hidden).toEqual([]);
  }));

  test('the country decides on order, labels and regions', () => withSite({}, async ({ page }) => {
    await openStep(page, 'emergency-twilio.addresses');
    await step(page).getByRole('button', { name: 'Add an address' }).click();
    const town = async (country: string): Promise<readonly string[]> => {
      await form(page).getByLabel('Country').selectOption(country);
      const labels = await form(page).locator('.address-field label').allTextContents();
      return labels.slice(labels.indexOf('Building or other') + 1, labels.indexOf('Extensions whose phones stand here'));
    };
    const regions = (label: string) => form(page).getByLabel(label).evaluate((field) => [...(field as HTMLInputElement).list?.options ?? []].map(({ value, textContent }) => `${value} ${textContent}`));
    expect(await town('US')).toEqual(['City', 'State', 'ZIP code']);
    expect(await regions('State')).toEqual(expect.arrayContaining(['TX Texas', 'DC District of Columbia', 'PR Puerto Rico']));
    expect(await town('CA')).toEqual(['City', 'Province or territory', 'Postal code']);
    expect(await regions('Province or territory')).toHaveLength(13);
    expect(await town('GB')).toEqual(['Post town', 'County or region, where there is one', 'Postal code']);
    expect(await town('IE')).toEqual(['City', 'County', 'Eircode']);
    expect(await town('AU')).toEqual(['Suburb or town', 'State', 'Postal code']);
    expect(await town('FR')).toEqual(['Postal code', 'City', 'County or region, where there is one']);
    await town('CA');
    await form(page).getByLabel('Province or territory').fill('quebec');
    await see(form(page).getByLabel('Province or territory')).not.toHaveAttribute('aria-invalid', 'true');
    await form(page).getByLabel('Postal code').fill('78704');
    await form(page).getByLabel('City').focus();
    await see(form(page).getByLabel('Postal code')).toHaveAccessibleDescription(/not how a postal code is written/);
  }));

  const HOSTILE: readonly (readonly [what: string, text: string])[] = [
    ['10,000 characters', 'Lakeside '.repeat(1200).slice(0, 10_000)], ['10,000 without a space', 'x'.repeat(10_000)], ['HTML', '<img src=x onerror="document.title=1"><b>HQ</b>'], ['emoji', '🏥 4'],
    ['a turn of the direction of writing', 'HQ \u202e1'], ['right-to-left words', 'קומה ראשית 4'], ['look-alikes', 'HQ Аustin 4'], ['digits of another script', '٤٠٠'], ['only spaces', '   '],
  ];
  test.each(HOSTILE)('%s in every field: page and main refuse the same, with the reason beside the field, and nothing of it is run', (_what, text) => withSite({}, async ({ page, main }) => {
    await openStep(page, 'emergency-twilio.addresses');
    await step(page).getByRole('button', { name: 'Add an address' }).click();
    const names = TYPED_FIELDS.filter((name) => name !== 'country');
    for (const name of names) await form(page).locator(`[data-field="${name}"] input`).fill(text);
    const title = await page.title();
    await form(page).getByRole('button', { name: 'Save', exact: true }).click();
    await see(form(page).locator('[aria-invalid="true"]').first()).toBeFocused();
    const typed = { ...(Object.fromEntries(names.map((name) => [name, text])) as unknown as TypedAddress), country: 'US' };
    const answer = await main.invoke('emergency.saveAddress', { siteId: siteId(main), addressId: null, typed });
    if (answer.ok) throw new Error('main took it');
    const refused = new Map((answer.fault.fields ?? []).map(({ field, why }) => [field, why]));
    expect(refused.size).toBeGreaterThan(0);
    for (const name of names) {
      const field = form(page).locator(`[data-field="${name}"]`);
      const why = refused.get(name);
      expect({ name, why: await field.locator('.field-why').allTextContents() }).toEqual({ name, why: why === undefined ? [] : [why] });
    }
    expect(await page.title()).toBe(title);
    expect(await step(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    expect(emergency(main).addresses).toEqual([]);
  }));

  test('letters of another script are warned of, kept as they were typed, and shown as text everywhere', () => withSite({}, async ({ page, main }) => {
    const [number = ''] = await choose(main, 1);
    const name = 'קומה ראשית 4';
    await openStep(page, 'emergency-twilio.addresses');
    await step(page).getByRole('button', { name: 'Add an address' }).click();
    await form(page).getByLabel('Friendly name').fill(name);
    await form(page).getByLabel('Customer name').fill('Lakeside');
    await see(form(page).getByLabel('Friendly name')).toHaveAccessibleDescription(/Hebrew letter.*write it in Latin letters/);
    await throwAway(page);
    await enterAddress(page, { ...FLOOR_1, friendlyName: name });
    await assignAddress(page, name, [number]);
    expect(emergency(main).addresses).toMatchObject([{ friendlyName: name }]);
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
    await throwAway(page);
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
    // Which suite it is here, and who confirmed it, is not guessed: both are asked for beside their fields.
    await see(form(page).getByLabel('Suite', { exact: true })).toHaveValue('');
    await see(form(page).getByLabel('Suite', { exact: true })).toHaveAccessibleDescription(/“HQ floor 1” has 400/);
    await see(form(page).getByLabel('Confirmed on site by')).toHaveValue('');
    await see(form(page).getByLabel('Confirmed on site by')).toHaveAccessibleDescription(/Dana Park confirmed “HQ floor 1”: ask again/);
    await page.keyboard.press('Alt+d');
    await see(form(page).getByLabel('Friendly name')).toHaveValue('HQ floor 3');
    await page.keyboard.press('Enter');
    await see(form(page)).toBeHidden();
    expect(emergency(main).addresses.map(({ friendlyName }) => friendlyName)).toEqual(['HQ floor 1', 'Annex floor 7', 'HQ floor 2', 'HQ floor 3']);
    // Without a focus on any of them it is the last that was saved.
    await page.keyboard.press('Alt+d');
    await see(form(page).getByLabel('Friendly name')).toHaveValue('HQ floor 4');
  }));

  test('whoever confirmed an address has not confirmed another floor of it, and that stands beside the field', () => withSite({}, async ({ page, main }) => {
    await enterAddress(page, FLOOR_1);
    await changeAddress(page, FLOOR_1.friendlyName, { friendlyName: 'Reception', extensions: '100-119' });
    expect(emergency(main).addresses).toMatchObject([{ friendlyName: 'Reception', confirmedBy: 'Dana Park' }]);
    await addressLine(page, 'Reception').getByRole('button', { name: 'Change Reception' }).click();
    await form(page).getByLabel('Floor', { exact: true }).fill('2');
    await see(form(page).getByLabel('Confirmed on site by')).toHaveValue('');
    await see(form(page).getByLabel('Confirmed on site by')).toHaveAccessibleDescription(/Dana Park confirmed it as it was: ask again/);
    await form(page).getByRole('button', { name: 'Save', exact: true }).click();
    await see(addressLine(page, 'Reception')).toContainText('not confirmed on site');
    await changeAddress(page, 'Reception', { friendlyName: 'Reception', confirmedBy: 'Lee Roe' });
    await see(addressLine(page, 'Reception')).toContainText('confirmed by Lee Roe');
  }));

  test('a name that nobody typed is made of the street and follows it', () => withSite({}, async ({ page, main }) => {
    const { friendlyName: _unnamed, ...place } = FLOOR_1;
    await openStep(page, 'emergency-twilio.addresses');
    await step(page).getByRole('button', { name: 'Add an address' }).click();
    await typeAddress(page, { ...place, street: '13 Elm St', suite: '' });
    await changeAddress(page, '13 Elm St Floor 1', { street: '14 Elm St' });
    expect(emergency(main).addresses).toMatchObject([{ friendlyName: '14 Elm St Floor 1' }]);
  }));

  test('Esc and Cancel close a form that nobody typed into, and ask before they throw anything away', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'emergency-twilio.addresses');
    const add = step(page).getByRole('button', { name: 'Add an address' });
    await add.click();
    await see(form(page).getByLabel('Friendly name')).toBeFocused();
    await page.keyboard.press('Escape');
    await see(form(page)).toBeHidden();
    await see(add).toBeFocused();
    await add.click();
    await form(page).getByLabel('City').fill('Austin');
    const question = page.getByRole('alertdialog', { name: 'Throw away what you typed?' });
    await page.keyboard.press('Escape');
    await see(question).toBeVisible();
    await page.keyboard.press('Escape');
    await see(question).toBeHidden();
    await see(form(page).getByLabel('City')).toHaveValue('Austin');
    await form(page).getByRole('button', { name: 'Cancel' }).click();
    await question.getByRole('button', { name: 'Keep it' }).click();
    await see(form(page).getByLabel('City')).toHaveValue('Austin');
    await throwAway(page);
    await see(add).toBeFocused();
    expect(emergency(main).addresses).toEqual([]);
  }));

  test('an address that numbers shall have is not removed: that is said instead of asking', () => withSite({}, async ({ page, main }) => {
    const [number = ''] = await choose(main, 1);
    await enterAddress(page, FLOOR_1);
    await assignAddress(page, FLOOR_1.friendlyName, [number]);
    await addressLine(page, FLOOR_1.friendlyName).getByRole('button', { name: 'Remove HQ floor 1' }).click();
    const inUse = page.getByRole('dialog', { name: '“HQ floor 1” is in use' });
    await see(inUse).toContainText(spacedPhoneNumber(number));
    await see(inUse.getByRole('button', { name: /Remove/ })).toHaveCount(0);
    await inUse.getByRole('button', { name: 'Close' }).click();
    await box(page, number).click();
    await grid(page).getByRole('button', { name: 'Leave out: decide later' }).click();
    await see.poll(() => emergency(main).numbers).toEqual([]);
    await addressLine(page, FLOOR_1.friendlyName).getByRole('button', { name: 'Remove HQ floor 1' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove “HQ floor 1”?' });
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await see.poll(() => emergency(main).addresses).toEqual([]);
  }));
});
