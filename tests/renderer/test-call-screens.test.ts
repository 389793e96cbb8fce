// The 933 call on the screen while things change around it. What a call proves: coverage-screens.test.ts, domain/emergency/coverage-933.test.ts.
import { expect as see, type Page } from '@playwright/test';
import { describe, test } from 'vitest';
import type { Site } from '../../domain/site/record.ts';
import type { Drawn } from '../domain/emergency/covered-site.ts';
import { openStep } from '../e2e/screens/site.ts';
import { coverOnPage } from './covered-on-page.ts';
import { missing, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const main = (page: Page) => page.getByRole('main');
const OWN: Drawn = { country: 'US', extensions: 12, floors: 2, shows: 'own' };

describe.skipIf(missing)('a 933 call under way', () => {
  test('the phone that somebody stands at stays on the screen with what was heard, whatever is registered meanwhile and wherever one looks', () => withSite({}, async ({ page, main: fake }) => {
    const id = fake.mirror.site?.id ?? '';
    const state = (registered: readonly string[]) => (site: Site): Site => ({
      ...site, observed: { ...site.observed, emergency: site.observed.emergency && { ...site.observed.emergency, numbers: site.observed.emergency.numbers.map((number) => ({ ...number, state: registered.includes(number.phoneNumber) ? 'registered' as const : 'pending-registration' as const })) } },
    });
    const input = coverOnPage(fake, OWN);
    const [first, second] = input.intent.emergency.addresses.map((place) => input.intent.emergency.numbers.filter(({ address }) => address === place.id).map(({ phoneNumber }) => phoneNumber));
    fake.change(id, state(second ?? []));
    await openStep(page, 'test-933.call');
    const heading = main(page).getByRole('heading', { name: /^Dial 933 from/ });
    const dialled = await heading.textContent() ?? '';
    fake.change(id, state([...(first ?? []), ...(second ?? [])]));
    await see(main(page).getByRole('radio').first()).not.toBeChecked();
    await see(heading).toHaveText(dialled);
    await main(page).getByRole('button', { name: 'Heard something else…' }).click();
    const heard = main(page).getByLabel('Address that was read', { exact: true });
    await heard.fill('645 HARRISON');
    await page.keyboard.press('Alt+ArrowDown');
    await see(heard).toHaveCount(0);
    await page.keyboard.press('Alt+ArrowUp');
    await see(heading).toHaveText(dialled);
    await see(heard).toHaveValue('645 HARRISON');
    await main(page).getByText('From another extension').click();
    await see(heard).toHaveCount(0);
    await main(page).getByLabel('Extension that calls').fill(dialled.replaceAll(/\D/g, '').slice(3));
    await see(heard).toHaveValue('645 HARRISON');
    await main(page).getByRole('button', { name: 'Cancel' }).click();
    await see(heading).toBeFocused();
    await main(page).getByRole('button', { name: 'Heard something else…' }).click();
    await see(heard).toHaveValue('');
  }));

  test('a call that was written down says so, and the next one has the focus', () => withSite({}, async ({ page, main: fake }) => {
    const first = coverOnPage(fake, { ...OWN, shows: 'location' }).directory.extensions.rows[0]?.number ?? '';
    await openStep(page, 'test-933.call');
    const write = main(page).getByRole('button', { name: 'Heard exactly this' });
    const said = main(page).getByRole('status').filter({ hasText: 'Written down' });
    await write.focus();
    await page.keyboard.press('Enter');
    await see(said).toContainText(`from extension ${first}. Right.`);
    await see(main(page).getByRole('heading', { name: /^Dial 933 from/ })).toBeFocused();
    await see(main(page).getByRole('heading', { name: /^Dial 933 from/ })).not.toContainText(first);
    await write.focus();
    await page.keyboard.press('Enter');
    await see(main(page)).toContainText('Nothing is left to test.');
    await see(said).toBeFocused();
  }));
});
