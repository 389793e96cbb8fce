// The part of the tour about emergency calls: addresses entered without a network, a suggestion, the registration, the coverage, 933.
import { expect, type Page } from '@playwright/test';
import { PRACTICE_ADDRESSES } from '../../main/practice/address-book.ts';
import { chooseCaller, heardExactly, nameCallBack, sayNoneIsBarred } from './screens/coverage.ts';
import { addressLine, assignAddress, changeAddress, confirmTerms, expectQueue, expectRegistration, letTimePass, setNetwork, takeSuggestion, typeAddress } from './screens/emergency.ts';
import { expectStepState, openStep } from './screens/site.ts';

interface Stop {
  readonly page: Page;
  readonly step: <Value>(words: string, work: () => Promise<Value>) => Promise<Value>;
  readonly picture: (page: Page, name: string) => Promise<void>;
  /** The number (E.164) that phones of each floor show, and their extensions as 3CX writes a range. Two floors. */
  readonly floors: readonly [Floor, Floor];
}

interface Floor {
  readonly number: string;
  readonly extensions: string;
}

const DANA = 'Dana Whitfield';
const SECOND = 'HQ floor 2';
const THIRD = 'HQ floor 3';
const THIRD_FLOOR = { friendlyName: THIRD, street: PRACTICE_ADDRESSES.near.street, city: 'San Francisco', region: 'CA', postalCode: '94105', floor: '3', confirmedBy: 'Dana Whitfield' };

/** From the first address to a matrix in which every phone is proven. */
export async function tourEmergencyCalls({ page, step, picture, floors: [second, third] }: Stop): Promise<void> {
  const main = page.getByRole('main');
  await step('enter emergency addresses with the network off', async () => {
    await confirmTerms(page);
    await picture(page, 'emergency-terms');
    await setNetwork(page, false);
    await main.getByRole('button', { name: 'Add an address' }).click();
    await picture(page, 'address-form');
    await typeAddress(page, {
      friendlyName: SECOND, customerName: 'Lakeside Dental', street: PRACTICE_ADDRESSES.near.street, floor: '2', city: 'San Francisco', region: 'CA', postalCode: '94105',
      extensions: second.extensions, shows: second.number, confirmedBy: DANA,
    });
    await expect(addressLine(page, SECOND)).toBeVisible();
    // The next floor is one key.
    await addressLine(page, SECOND).getByRole('button', { name: `Change ${SECOND}` }).focus();
    await page.keyboard.press('Alt+d');
    await picture(page, 'next-floor');
    await typeAddress(page, { ...THIRD_FLOOR, extensions: third.extensions, shows: third.number, confirmedBy: DANA });
    await expect(addressLine(page, THIRD)).toBeVisible();
    await assignAddress(page, SECOND, [second.number]);
    await assignAddress(page, THIRD, [third.number]);
    await expectQueue(page, '2 wait to be submitted');
    await main.getByRole('heading', { name: 'Addresses of this site' }).scrollIntoViewIfNeeded();
    await picture(page, 'addresses-waiting');
  });
  await step('turn the network on: they are submitted, and Twilio suggests another form', async () => {
    await setNetwork(page, true);
    await expectQueue(page, '2 need you');
    await main.getByRole('group', { name: `Twilio suggests another form: ${SECOND}` }).scrollIntoViewIfNeeded();
    await picture(page, 'suggestion');
    for (const name of [SECOND, THIRD]) {
      await takeSuggestion(page, name);
      // Whoever confirmed what was entered is asked again about Twilio’s form.
      await changeAddress(page, name, { confirmedBy: DANA });
    }
    await expectQueue(page, '2 on the way at Twilio');
    await picture(page, 'registering');
  });
  await step('wait until Twilio has registered them', async () => {
    for (const { number } of [second, third]) await expectRegistration(page, number, 'Pending registration');
    await letTimePass(page);
    for (const { number } of [second, third]) await expectRegistration(page, number, 'Registered');
    await picture(page, 'registered');
  });
  await step('enter the emergency numbers in 3CX', async () => {
    await openStep(page, 'emergency-3cx.numbers');
    await picture(page, 'emergency-numbers');
    await main.getByRole('button', { name: 'Done', exact: true }).click();
    await expectStepState(page, 'emergency-3cx.numbers', 'Done');
    await openStep(page, 'notifications.set');
    await main.getByLabel('Who is notified').fill('Dana Whitfield');
    await main.getByLabel('How', { exact: true }).selectOption('E-mail');
    await main.getByRole('button', { name: 'Done', exact: true }).click();
    await expectStepState(page, 'notifications.set', 'Done');
    await openStep(page, 'emergency-3cx.coverage');
    await picture(page, 'coverage-missing');
    // The number of a floor is the DID of one phone there: that answers for all.
    await nameCallBack(page, '102', { extension: '100', name: 'Reception' });
    await nameCallBack(page, '122', { extension: '101', name: 'Assistant' });
    await picture(page, 'coverage-details');
    await sayNoneIsBarred(page);
    await main.getByRole('heading', { level: 2 }).first().scrollIntoViewIfNeeded();
    await picture(page, 'coverage-untested');
  });
  await step('dial 933 from each floor', async () => {
    const heard = main.getByText(/^From extension \d+/);
    await openStep(page, 'test-933.call');
    await heard.first().waitFor();
    for (let calls = 0; await heard.count() > 0; calls += 1) {
      const extension = /\d+/.exec(await heard.first().textContent() ?? '')?.[0] ?? '';
      if (calls === 0) {
        const call = await chooseCaller(page, extension);
        await call.getByRole('button', { name: 'Practise: let the test service speak' }).click();
        await expect(call.getByText(/The number is/)).toBeVisible();
        await picture(page, 'call-933');
      }
      await heardExactly(page, extension);
      await openStep(page, 'test-933.call');
    }
    await expect(main.getByText('Nothing is left to test.')).toBeVisible();
    await picture(page, 'calls-933');
    await openStep(page, 'emergency-3cx.coverage');
    await expect(main.getByText(/all proven|40 proven/i).first()).toBeVisible();
    await expectStepState(page, 'emergency-3cx.coverage', 'Done');
    await picture(page, 'coverage-proven');
  });
}

/** Numbers lose their emergency addresses, in Twilio's order: a trunk cannot go while one of them is registered. */
export async function takeAddressesOff({ page, picture, numbers }: Pick<Stop, 'page' | 'picture'> & { readonly numbers: readonly string[] }): Promise<void> {
  const main = page.getByRole('main');
  await assignAddress(page, null, numbers);
  const questions = main.locator('.needs-you');
  await questions.scrollIntoViewIfNeeded();
  await picture(page, 'taking-off');
  for (const _ of numbers) await questions.getByRole('button', { name: /^(Yes|Take)/ }).first().click();
  await expect(questions).toHaveCount(0);
  for (const number of numbers) await expectRegistration(page, number, 'Coming off');
  await letTimePass(page);
  await expect(main.getByText('No number has an address')).toBeVisible();
}
