import { expect as see } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { TERRITORY_WORDS } from '../../domain/emergency/territory.ts';
import { spacedPhoneNumber } from '../../domain/numbers/phone-number.ts';
import { addressLine, assignAddress, changeAddress, confirmTerms, enterAddress, expectQueue, registrationOf, takeSuggestion } from '../e2e/screens/emergency.ts';
import { expectStep, openStep } from '../e2e/screens/site.ts';
import { backToSites } from '../e2e/screens/sites.ts';
import { box, choose, emergency, FLOOR_1, form, grid, invoke, nameOf, numberAt, queue, readyToSubmit, setUp, siteId, step, submit } from './emergency-page.ts';
import { newSid } from './fake-account.ts';
import { suggested } from './fake-emergency.ts';
import type { FakeMain } from './fake-main.ts';
import { AXE_PATIENCE, expectAccessible, missing, useBrowser, withSite } from './page-harness.ts';

useBrowser();

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
    await grid(page).getByLabel('Filter by digits or address').fill('no such address');
    await see(grid(page).getByText('No number is like that.')).toBeVisible();
    await see(grid(page).getByRole('button', { name: /^Select all/ })).toHaveCount(0);
    // What is found stands at the top, although the list was at its end.
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
    const take = dialog.getByRole('button', { name: 'Take 1 new address and 3 numbers' });
    // However long the list: what is pressed is in sight, in the smallest window too.
    await page.setViewportSize({ width: 960, height: 640 });
    await see(take).toBeInViewport({ ratio: 1 });
    await take.click();
    await see(dialog.getByText('Taken: 1 new address and 3 numbers.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(emergency(main).addresses).toHaveLength(2);
    expect(nameOf(main, numbers[2] ?? '')).toBe('HQ floor 1');
    expect(nameOf(main, numbers[0] ?? '')).toBe(nameOf(main, numbers[1] ?? ''));
    expect(nameOf(main, numbers[3] ?? '')).toBeUndefined();
  }), AXE_PATIENCE);

  test('what a pasted line was warned of is said after it was taken too, at the address and in its form', () => withSite({}, async ({ page, main }) => {
    const [number = ''] = await choose(main, 1);
    await openStep(page, 'emergency-twilio.addresses');
    await step(page).getByRole('button', { name: 'Paste a list…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Paste numbers with their addresses' });
    await dialog.getByLabel('One number on each line').fill(`${number}\t9 Elm St\tFloor 2\tAustin\tTX\t7870`);
    await dialog.getByRole('button', { name: 'Check them' }).click();
    await dialog.getByRole('button', { name: 'Take 1 new address and 1 number' }).click();
    await see(dialog.getByRole('listitem')).toContainText('Taken: look at it');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await see(addressLine(page, '9 Elm St Floor 2')).toContainText('Look at ZIP code.');
    await addressLine(page, '9 Elm St Floor 2').getByRole('button', { name: 'Change 9 Elm St Floor 2' }).click();
    await see(form(page).getByLabel('ZIP code')).toHaveAccessibleDescription(/not how a ZIP code is written/);
  }));
});

describe.skipIf(missing)('what is submitted', () => {
  test('the terms are accepted in the Console, which opens by name; who accepted, and by what authority, is asked for and kept', () => withSite({}, async ({ page, main }) => {
    await openStep(page, 'emergency-twilio.terms');
    await step(page).getByRole('button', { name: 'Done', exact: true }).click();
    await see(step(page).getByLabel('Who accepted')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page, 'terms without a name');
    await step(page).getByRole('button', { name: 'Twilio: trunks' }).click();
    const link = page.getByRole('dialog');
    await see(link).toContainText('https://console.twilio.com/');
    await link.getByRole('button', { name: /^Open/ }).click();
    await see.poll(() => main.opened).toEqual(['twilio-trunks']);
    await confirmTerms(page);
    expect(main.mirror.site?.evidence.flatMap((entry) => (entry.kind === 'step-done' && entry.step === 'emergency-twilio.terms' ? [entry.values] : []))).toMatchObject([{ who: 'Dana Whitfield', authority: 'Owner', account: expect.any(String) }]);
  }), AXE_PATIENCE);

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
    await see(registrationOf(page, numbers[0] ?? '')).toContainText('Calls show no address until it is registered.');
    await see(registrationOf(page, numbers[0] ?? '')).toContainText(/next look \d/);
    await expectAccessible(page, 'registrations under way');
    await step(page).getByRole('button', { name: /^Practise: let/ }).click();
    main.account.settleEmergency([numbers[1] ?? '']);
    await queue(page).getByRole('button', { name: 'Read again' }).click();
    await see(registrationOf(page, numbers[0] ?? '')).toContainText('Registered');
    await see(registrationOf(page, numbers[1] ?? '')).toContainText('Needs you');
    await expectAccessible(page, 'one registered, one failed');
  }), AXE_PATIENCE);

  test('can be stopped; what goes on by itself is then not promised, and “Submit now” does the rest', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    await withSite({ beforeCall: (action) => (action.startsWith('set-emergency-address') ? held : Promise.resolve()) }, async ({ page, main }) => {
      await readyToSubmit(page, main, 3, 3);
      await see(queue(page).getByText('submits what waits by itself')).toBeVisible();
      await queue(page).getByRole('button', { name: 'Submit now' }).click();
      await see(queue(page).getByText('Under way')).toBeVisible();
      await queue(page).getByRole('button', { name: 'Stop' }).click();
      await see(queue(page).getByText(/^Stopping: /)).toBeVisible();
      release();
      await see(queue(page).getByText(/^Stopped\. [1-9]\d* of \d+ (?:is|are) done; go on when you like\.$/)).toBeVisible();
      await see(queue(page).getByText('it goes on when you press “Submit now”, or after the next unlocking')).toBeVisible();
      await see(queue(page).getByText('submits what waits by itself')).toHaveCount(0);
      await expectAccessible(page, 'submitting was stopped');
      // Whatever took its place on the screen since.
      main.patch({ what: 'job', value: null });
      await see(queue(page).getByText(/^Stopped\. /)).toHaveCount(0);
      await see(queue(page).getByText('it goes on when you press “Submit now”, or after the next unlocking')).toBeVisible();
      await submit(page, main);
      await expectQueue(page, '3 on the way at Twilio');
      expect(main.account.addresses).toHaveLength(1);
    });
  }, AXE_PATIENCE);

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

  test('what Twilio says in a suggestion is text, whatever is in it', () => withSite({}, async ({ page, main }) => {
    const street = '<img src=x onerror="document.title=1"> \u202eRD 0021';
    main.account.judgeAddress = (address) => ({ ok: false, twilioCode: 21629, suggestions: [suggested(address, { street })] });
    await readyToSubmit(page, main, 1, 1);
    const title = await page.title();
    await submit(page, main);
    await see(step(page).getByRole('group', { name: 'Twilio suggests another form: HQ floor 1' }).getByRole('row', { name: /^Street/ })).toContainText('<img src=x onerror="document.title=1">');
    expect(await page.title()).toBe(title);
  }));

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

  test('a no does what it says: it keeps the address that is there, or opens the form of the one to be mended, from either step', () => withSite({}, async ({ page, main }) => {
    const [number = ''] = await readyToSubmit(page, main, 1, 1);
    await submit(page, main);
    main.account.settleEmergency();
    await queue(page).getByRole('button', { name: 'Read again' }).click();
    await expectQueue(page, '1 registered');
    await enterAddress(page, { ...FLOOR_1, friendlyName: 'HQ floor 2', floor: '2' });
    await assignAddress(page, 'HQ floor 2', [number]);
    const question = step(page).getByRole('group', { name: 'Question' });
    await question.getByRole('button', { name: 'No: Keep it: assign “HQ floor 1”' }).click();
    await see(question).toBeHidden();
    expect(nameOf(main, number)).toBe('HQ floor 1');
    await changeAddress(page, 'HQ floor 1', { street: '1300 Barton Springs Rd' });
    await question.getByRole('button', { name: 'No: Edit “HQ floor 1”' }).click();
    await see(form(page).getByLabel('Street')).toHaveValue('1300 Barton Springs Rd');
    await form(page).getByRole('button', { name: 'Cancel' }).click();
    await openStep(page, 'emergency-twilio.registered');
    await see(registrationOf(page, number)).toContainText('still has “1200 Barton Springs Rd');
    await question.getByRole('button', { name: 'No: Edit “HQ floor 1”' }).click();
    await expectStep(page, 'emergency-twilio.addresses');
    await see(form(page).getByLabel('Friendly name')).toBeFocused();
    await see(form(page).getByLabel('Street')).toHaveValue('1300 Barton Springs Rd');
  }));

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
