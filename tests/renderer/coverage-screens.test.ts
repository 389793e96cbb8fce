import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import type { CoverageInput } from '../../domain/emergency/coverage.ts';
import { addressLine, toTwilio } from '../../domain/emergency/secondary.ts';
import { emergencyRulesOf, rulesDigest } from '../../domain/emergency/rules.ts';
import { TERRITORY_WORDS } from '../../domain/emergency/territory.ts';
import { spacedPhoneNumber } from '../../domain/numbers/phone-number.ts';
import type { EmergencyAddress } from '../../domain/site/emergency-record.ts';
import type { Channel } from '../../preload/channels.ts';
import type { Drawn } from '../domain/emergency/covered-site.ts';
import { STAMP } from '../domain/make-site.ts';
import { chooseCaller, coverageRow, expectCount, expectCoverage, heardElse, heardExactly, matrix, nameCallBack, openDetails, testResult } from '../e2e/screens/coverage.ts';
import { expectStep, expectStepState, openStep } from '../e2e/screens/site.ts';
import { byHand, coverOnPage } from './covered-on-page.ts';
import type { FakeMain } from './fake-main.ts';
import { AXE_PATIENCE, expectAccessible, missing, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const main = (page: Page) => page.getByRole('main');
const OWN: Drawn = { country: 'US', extensions: 12, floors: 2, shows: 'own' };
const LOCATION: Drawn = { ...OWN, shows: 'location' };
const QUEUE = '999999';

/** What the page asked main for on one channel. */
function watch(fake: FakeMain, channel: Channel): unknown[] {
  const asked: unknown[] = [];
  const invoke = fake.invoke.bind(fake);
  fake.invoke = async (called, input) => {
    if (called === channel) asked.push(input);
    return invoke(called, input);
  };
  return asked;
}

const emergencyOf = (fake: FakeMain) => fake.mirror.site?.intent.emergency;
const extensionsOf = ({ directory }: CoverageInput): readonly string[] => directory.extensions.rows.map(({ number }) => number).filter((number) => number !== QUEUE);
const firstOf = (input: CoverageInput): string => extensionsOf(input)[0] ?? '';
const lastOf = (input: CoverageInput): string => extensionsOf(input).at(-1) ?? '';
const doorOf = (address: EmergencyAddress | undefined): string => (address === undefined ? '' : addressLine(toTwilio(address)));

describe.skipIf(missing)('emergency calls in 3CX', () => {
  test('every screen passes axe in light and dark', () => withSite({}, async ({ page, main: fake }) => {
    await openStep(page, 'emergency-3cx.coverage');
    await expectAccessible(page, 'coverage without extensions');
    const input = coverOnPage(fake, LOCATION);
    await openStep(page, 'emergency-3cx.numbers');
    await expectAccessible(page, 'emergency numbers');
    await main(page).getByRole('button', { name: 'Add a number' }).click();
    await page.getByRole('button', { name: 'Add the number' }).click();
    await expectAccessible(page, 'emergency number');
    await page.keyboard.press('Escape');
    await openStep(page, 'emergency-3cx.coverage');
    await openDetails(page, firstOf(input));
    await expectAccessible(page, 'coverage');
    await main(page).getByRole('button', { name: 'Who answers call-backs…' }).click();
    await expectAccessible(page, 'who answers');
    await page.keyboard.press('Escape');
    await main(page).getByRole('button', { name: 'Left out and barred extensions…' }).click();
    await expectAccessible(page, 'left out');
    await page.keyboard.press('Escape');
    await heardExactly(page, firstOf(input));
    await heardElse(page, lastOf(input), { number: '512 555 9999', address: '9 Somebody Else Rd' });
    await (await chooseCaller(page, lastOf(input))).getByRole('button', { name: 'Heard something else…' }).click();
    await expectAccessible(page, '933 calls');
    await openStep(page, 'test-933.callback');
    await expectAccessible(page, 'call back');
    await openStep(page, 'hand-over.leave');
    await expectAccessible(page, 'do not leave');
    await main(page).getByRole('button', { name: /^Cannot be done today/ }).first().click();
    await page.getByRole('button', { name: 'Make it an open point' }).click();
    await expectAccessible(page, 'open point');
  }), AXE_PATIENCE);

  test('the matrix: each extension with what its call shows and where it stands, the worst first; found by state and by words', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, OWN);
    const broken = lastOf(input);
    const { rows } = input.directory.extensions;
    fake.setDirectory(fake.mirror.site?.id ?? '', { ...input.directory, extensions: { ...input.directory.extensions, rows: rows.map((row) => (row.number === broken ? { ...row, callerId: '' } : row)) } });
    await openStep(page, 'emergency-3cx.coverage');
    const lines = matrix(page).getByRole('row');
    await see(lines.nth(1)).toContainText(broken);
    // Beside two scroll bars, which a headless browser does not draw, nothing is cut off at the right.
    expect(await matrix(page).evaluate((grid) => { const { width } = grid.style; grid.style.width = `${grid.clientWidth - 30}px`; const cut = grid.scrollWidth - grid.clientWidth; grid.style.width = width; return cut; })).toBe(0);
    await expectCoverage(page, broken, 'Missing');
    const first = coverageRow(page, firstOf(input));
    const place = input.intent.emergency.addresses[0];
    await see(first).toContainText('Not measured');
    await see(first).toContainText(spacedPhoneNumber(rows[0]?.callerId ?? ''));
    await see(first).toContainText('Own DID');
    await see(first).toContainText(place?.friendlyName ?? '');
    await see(first).toContainText(`Floor ${place?.secondary[0]?.value ?? ''}`);
    await expectCoverage(page, QUEUE, 'Not needed');
    await expectCount(page, 'Missing', 1);
    await expectCount(page, 'Not needed', 1);
    await expectCount(page, 'Not measured', rows.length - 2);
    await expectCount(page, 'Proven', 0);
    await main(page).getByRole('group', { name: 'Show only' }).getByRole('button', { name: '1 missing' }).click();
    await see(matrix(page)).toHaveAttribute('aria-rowcount', '2');
    await see(main(page)).toContainText(`1 of ${rows.length} extensions`);
    await main(page).getByLabel('Filter').fill('no such extension');
    await see(main(page)).toContainText('No extension has this.');
    await main(page).getByLabel('Filter').fill('');
    await main(page).getByRole('group', { name: 'Show only' }).getByRole('button', { name: '1 missing' }).click();
    await main(page).getByLabel('Filter').fill(`floor 2 ${broken}`);
    await see(matrix(page)).toHaveAttribute('aria-rowcount', '2');
    await see(lines.nth(1)).toContainText(broken);
  }));

  test('the matrix is worked by keyboard: rows, details, and the way to the step', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, OWN);
    await openStep(page, 'emergency-3cx.coverage');
    const rows = matrix(page).getByRole('row');
    await main(page).getByLabel('Filter').focus();
    await page.keyboard.press('Tab');
    await see(rows.nth(1)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await see(coverageRow(page, extensionsOf(input)[1] ?? '')).toBeFocused();
    await page.keyboard.press('End');
    await see(coverageRow(page, QUEUE)).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const details = main(page).getByRole('region', { name: `Extension ${firstOf(input)}` });
    await see(details.getByRole('heading')).toBeFocused();
    await see(details).toContainText(doorOf(input.intent.emergency.addresses[0]));
    await see(details.getByRole('list', { name: 'What must hold' })).toContainText('Test call');
    await page.keyboard.press('Escape');
    await see(details).toHaveCount(0);
    await see(coverageRow(page, firstOf(input))).toBeFocused();
    await page.keyboard.press('Tab');
    await see(coverageRow(page, firstOf(input)).getByRole('button', { name: /^Go there/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expectStep(page, 'test-933.call');
  }));

  test('by hand, a line says that it is reported, also once 933 was heard: nobody saw whether calls back arrive', () => withSite({}, async ({ page, main: fake }) => {
    const said = (step: 'numbers.attach' | 'inbound.origination') => ({ id: crypto.randomUUID(), ...STAMP, kind: 'step-done' as const, step, source: 'reported' as const, note: '', values: {} });
    const input = coverOnPage(fake, { ...LOCATION, floors: 1 }, (site) => { const made = byHand(site); return { ...made, evidence: [...made.evidence, said('numbers.attach'), said('inbound.origination')] }; });
    const columns = (column: string) => coverageRow(page, firstOf(input)).getByRole('gridcell').filter({ hasText: column });
    await openStep(page, 'emergency-3cx.coverage');
    await see(columns('Reported')).toHaveCount(4);
    await heardExactly(page, firstOf(input));
    await openStep(page, 'emergency-3cx.coverage');
    const row = coverageRow(page, firstOf(input));
    await see(row.getByRole('gridcell').first()).toContainText('Reported');
    await see(row).toContainText('rests on people’s word');
    const { length } = extensionsOf(input);
    await see(main(page).getByRole('button', { name: `${length} proven (${length} reported)`, exact: true })).toBeVisible();
  }));

  test('2,000 extensions are one matrix: it draws what is in sight, scrolls and filters', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, { ...LOCATION, extensions: 2000, floors: 20 });
    await openStep(page, 'emergency-3cx.coverage');
    await see(matrix(page)).toHaveAttribute('aria-rowcount', String(input.directory.extensions.rows.length + 1));
    expect(await matrix(page).getByRole('row').count()).toBeLessThan(60);
    await matrix(page).getByRole('row').nth(1).focus();
    await page.keyboard.press('End');
    await see(coverageRow(page, QUEUE)).toBeFocused();
    await main(page).getByLabel('Filter').fill(lastOf(input));
    await see(matrix(page)).toHaveAttribute('aria-rowcount', '2');
    await openStep(page, 'test-933.call');
    await see(main(page).getByText(`${input.intent.emergency.addresses.length} calls to make`)).toBeVisible();
    await openStep(page, 'test-933.callback');
    expect(await main(page).getByRole('listitem').count()).toBeLessThan(150);
  }));

  test('without extensions, and where Twilio carries nothing, the matrix says so and what to do', () => withSite({}, async ({ page, main: fake }) => {
    await openStep(page, 'emergency-3cx.coverage');
    await main(page).getByRole('button', { name: 'Go to the extensions' }).click();
    await expectStep(page, 'extensions.users');
    const input = coverOnPage(fake, OWN, (site) => ({ ...site, intent: { ...site.intent, country: 'BR' } }));
    await openStep(page, 'emergency-3cx.coverage');
    await see(main(page)).toContainText(TERRITORY_WORDS.none.means);
    await expectCount(page, 'Not needed', input.directory.extensions.rows.length);
    await openStep(page, 'emergency-3cx.numbers');
    await see(main(page)).toContainText(`${TERRITORY_WORDS.none.short}.`);
  }));

  test('where there is no test number the matrix asks for none, and has it gone over by reading', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, { ...LOCATION, country: 'GB', floors: 1 });
    await openStep(page, 'emergency-3cx.coverage');
    await see(page.getByRole('navigation', { name: 'Chapters' })).not.toContainText('Call the 933 test service');
    const details = await openDetails(page, firstOf(input));
    await see(details.getByRole('listitem').filter({ hasText: 'Test call' })).toContainText('by reading');
  }));

  test('who answers a call back, who is left out and who is barred are said from the matrix, and it follows', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, LOCATION, (site) => ({
      ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, numbers: site.intent.emergency.numbers.map((number) => ({ ...number, callBack: null })) } },
    }));
    const extension = firstOf(input);
    await openStep(page, 'emergency-3cx.coverage');
    await expectCoverage(page, extension, 'Missing');
    // What is mended on this very step is not “there”: its row opens it.
    await coverageRow(page, extension).getByRole('button', { name: /^Say who answers/ }).click();
    const answers = page.getByRole('dialog', { name: 'Who answers a call back' });
    await see(answers.getByRole('checkbox', { checked: true })).toHaveCount(1);
    await see(answers.getByRole('checkbox', { name: spacedPhoneNumber(input.intent.emergency.addresses[0]?.shows ?? ''), checked: true })).toHaveCount(1);
    await answers.getByRole('button', { name: 'Cancel' }).click();
    await nameCallBack(page, extension, { extension: QUEUE, name: 'Reception' });
    await expectCoverage(page, extension, 'Not measured');
    expect(emergencyOf(fake)?.numbers.filter(({ callBack }) => callBack !== null)).toMatchObject([{ callBack: { extension: QUEUE, name: 'Reception' } }]);

    await (await openDetails(page, extension)).getByRole('button', { name: 'Nobody calls for help here…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await see(dialog).toContainText('Enter why nobody calls for help');
    await page.keyboard.type('A door phone.');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await see(dialog).toHaveCount(0);
    await expectCoverage(page, extension, 'Not needed', 'A door phone.');

    const barred = extensionsOf(input)[1] ?? '';
    await (await openDetails(page, barred)).getByRole('button', { name: 'Barred, or asks for a PIN…' }).click();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await see(dialog).toHaveCount(0);
    expect(emergencyOf(fake)?.barred).toBe(barred);
    expect(emergencyOf(fake)?.exempt).toHaveLength(input.intent.emergency.exempt.length + 1);
    await openStep(page, 'test-933.call');
    await see(main(page).getByRole('radio', { name: new RegExp(`^From extension ${barred}: .*barred`) })).toHaveCount(1);

    await openStep(page, 'emergency-3cx.coverage');
    await main(page).getByRole('button', { name: 'Left out and barred extensions…' }).click();
    await dialog.getByRole('button', { name: `Do not leave out ${extension}` }).click();
    await dialog.getByLabel('Barred extensions').fill('1000 to 1005');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await see(dialog.locator('.field-why')).not.toHaveCount(0);
    await dialog.getByLabel('Barred extensions').fill('');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await see(dialog).toHaveCount(0);
    expect(emergencyOf(fake)).toMatchObject({ barred: '', exempt: input.intent.emergency.exempt });
  }));

  test('that no phone is barred is said, and not taken from saving something else', () => withSite({}, async ({ page, main: fake }) => {
    coverOnPage(fake, OWN, (site) => ({ ...site, intent: { ...site.intent, emergency: { ...site.intent.emergency, barred: null } } }));
    await openStep(page, 'emergency-3cx.coverage');
    const dialog = page.getByRole('dialog');
    for (const [saysNone, kept] of [[false, null], [true, '']] as const) {
      await main(page).getByRole('button', { name: 'Left out and barred extensions…' }).click();
      if (saysNone) await dialog.getByRole('checkbox', { name: 'None is barred, and none asks for a PIN' }).press('Space');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await see(dialog).toHaveCount(0);
      expect(emergencyOf(fake)?.barred).toBe(kept);
    }
    await main(page).getByRole('button', { name: 'Left out and barred extensions…' }).click();
    await see(dialog.getByRole('checkbox')).toHaveCount(0);
  }));

  test('the entries of 3CX’s page: proposed for each place, copied by value, changed, checked, and put back', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, LOCATION);
    const copied = watch(fake, 'emergency.copyRules');
    await openStep(page, 'emergency-3cx.numbers');
    const table = main(page).getByRole('table').filter({ hasText: 'Outbound caller ID' });
    const entries = table.getByRole('rowheader');
    const places = input.intent.emergency.addresses;
    const proposed = await entries.count();
    expect(proposed).toBe(2 * (places.length + 1));
    // The guide’s own table knows of no places: it is not there to be copied instead.
    await see(main(page).getByRole('button', { name: /^Copy the table/ })).toHaveCount(1);
    await see(table).toContainText(spacedPhoneNumber(places[0]?.shows ?? ''));
    await see(table).toContainText(places[0]?.extensions ?? '');
    await table.getByRole('button', { name: new RegExp(`^Copy Outbound Caller ID of .*${places[0]?.friendlyName ?? ''}.* \\(911`) }).click();
    await see(main(page).getByRole('status').filter({ hasText: 'Copied: Outbound Caller ID' })).toBeVisible();
    expect(copied).toEqual([{ siteId: fake.mirror.site?.id, only: { rule: `${places[0]?.id ?? ''}-911`, field: 'callerId' } }]);

    await table.getByRole('button', { name: /^Change “Emergency” \(911\)/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Number', { exact: true }).fill('+911');
    await dialog.getByLabel('Prepend').fill('9');
    await see(dialog).toContainText('exactly as it was dialled');
    await dialog.getByRole('button', { name: 'Save the entry' }).click();
    await see(dialog).toContainText('The bare digits');
    await dialog.getByLabel('Number', { exact: true }).fill('911');
    await dialog.getByRole('button', { name: 'Save the entry' }).click();
    await see(dialog).toHaveCount(0);
    expect(emergencyOf(fake)?.rules?.find(({ id }) => id === 'all-911')).toMatchObject({ number: '911', prepend: '9' });
    await see(main(page).getByRole('list', { name: 'What the check found' })).toContainText('Error');
    await expectStepState(page, 'emergency-3cx.numbers', 'Contradiction');

    await table.getByRole('button', { name: /^Remove “Emergency” \(911\)/ }).click();
    await see(entries).toHaveCount(proposed - 1);
    await main(page).getByRole('button', { name: 'Back to the proposal' }).click();
    await page.getByRole('button', { name: 'Put the proposal back' }).click();
    await see(entries).toHaveCount(proposed);

    // One more for some of those whom another entry is for comes above it, and can be moved.
    const extensions = firstOf(input);
    await main(page).getByRole('button', { name: 'Add a number' }).click();
    await dialog.getByLabel('Rule name').fill('The lift');
    await dialog.getByLabel('Number', { exact: true }).fill('911');
    await dialog.getByLabel('Calls from extension(s)').fill(extensions);
    await dialog.getByRole('button', { name: 'Add the number' }).click();
    await see(dialog).toHaveCount(0);
    const order = () => emergencyOf(fake)?.rules?.filter(({ number }) => number === '911').map(({ id, extensions: of }) => (of === extensions ? 'added' : id));
    expect(order()).toEqual(['added', ...places.map(({ id }) => `${id}-911`), 'all-911']);
    const found = main(page).getByRole('list', { name: 'What the check found' }).getByText('“The lift”');
    await see(found).toHaveCount(0);
    const label = `“The lift” (911, for ${extensions})`;
    await main(page).getByRole('button', { name: `Move ${label} down` }).focus();
    await page.keyboard.press('Enter');
    await see.poll(order).toEqual([`${places[0]?.id ?? ''}-911`, 'added', ...places.slice(1).map(({ id }) => `${id}-911`), 'all-911']);
    await see(found).toBeVisible();
    await see(main(page).getByRole('button', { name: `Move ${label} down` })).toBeFocused();
    await main(page).getByRole('button', { name: `Move ${label} up` }).click();
    await see(found).toHaveCount(0);
    await main(page).getByRole('button', { name: 'Back to the proposal' }).click();
    await page.getByRole('button', { name: 'Put the proposal back' }).click();
    await see(entries).toHaveCount(proposed);
    expect(emergencyOf(fake)?.rules).toBeNull();
    await expectStepState(page, 'emergency-3cx.numbers', 'Done');
    // The tick holds by a short name of the entries, which is for Trunkbook alone.
    const history = main(page).getByRole('region', { name: 'What was said so far' });
    await see(history).toContainText('Reported done');
    await see(history).not.toContainText(rulesDigest(emergencyRulesOf(input.intent)));
  }));
});

describe.skipIf(missing)('933 calls, call backs and leaving', () => {
  test('a call proves its pair of number and address, also for the others that share it; then nothing is left, and the matrix is all proven', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, LOCATION);
    const [first, second] = input.intent.emergency.addresses;
    await openStep(page, 'test-933.call');
    await see(main(page)).toContainText('You dial, Trunkbook does not.');
    await see(main(page).getByRole('radio')).toHaveCount(input.intent.emergency.addresses.length + 1);
    const call = await chooseCaller(page, firstOf(input));
    await see(call).toContainText(spacedPhoneNumber(first?.shows ?? ''));
    await see(call).toContainText(doorOf(first));
    await call.getByRole('button', { name: 'Heard exactly this' }).click();
    await see(testResult(page, firstOf(input))).toContainText('Right');
    const heir = extensionsOf(input)[1] ?? '';
    await see(testResult(page, firstOf(input))).toContainText(`It also proves ${heir}`);
    await see(main(page).getByRole('radio')).toHaveCount(input.intent.emergency.addresses.length);
    await see(main(page).getByRole('region', { name: /^Dial 933/ })).toContainText(doorOf(second));
    await heardExactly(page, lastOf(input));
    await see(main(page)).toContainText('Nothing is left to test.');
    expect(fake.mirror.site?.evidence.flatMap((entry) => (entry.kind === 'test-933' ? [{ extension: entry.extension, how: entry.how, callerId: entry.expected.callerId, address: entry.expected.address }] : []))).toEqual([
      { extension: firstOf(input), how: 'ticked', callerId: first?.shows, address: doorOf(first) }, { extension: lastOf(input), how: 'ticked', callerId: second?.shows, address: doorOf(second) },
    ]);
    await openStep(page, 'emergency-3cx.coverage');
    await expectCount(page, 'Proven', extensionsOf(input).length);
    await expectCoverage(page, heir, 'Proven', `Proven by extension ${firstOf(input)}`);
    await expectStepState(page, 'emergency-3cx.coverage', 'Done');
  }));

  test('what was read without its floor is no proof: the words that differ are marked, and the way out is said', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, OWN);
    const [address] = input.intent.emergency.addresses;
    const heard = addressLine({ ...toTwilio(address as EmergencyAddress), streetSecondary: '' });
    const extension = firstOf(input);
    const call = await chooseCaller(page, extension);
    await call.getByRole('button', { name: 'Heard something else…' }).click();
    await call.getByLabel('Number that was read').fill(input.directory.extensions.rows[0]?.callerId.slice(2) ?? '');
    await call.getByLabel('Address that was read').fill(heard.toUpperCase());
    const compared = call.getByRole('table', { name: 'Heard, and registered' });
    await see(compared.getByRole('row', { name: /^Registered/ })).toContainText('Floor (differs)');
    await see(compared.getByRole('row', { name: /^Heard/ })).not.toContainText('differs');
    await call.getByRole('button', { name: 'Write it down' }).click();
    await see(testResult(page, extension)).toContainText('Wrong address');
    await see(testResult(page, extension)).toContainText('help would go to the address that was read');
    await expectStepState(page, 'test-933.call', 'Needs you');
    await openStep(page, 'emergency-3cx.coverage');
    await expectCoverage(page, extension, 'Missing');
    await openStep(page, 'test-933.call');
    await heardExactly(page, extension);
    await openStep(page, 'emergency-3cx.coverage');
    await expectCoverage(page, extension, 'Proven');
    // Another address is registered since: what was heard counts no more.
    fake.change(fake.mirror.site?.id ?? '', (site) => ({ ...site, evidence: site.evidence.map((entry) => (entry.kind === 'test-933' ? { ...entry, readAddress: `1 ${entry.expected.address}`, expected: { ...entry.expected, addressSid: `AD${'e'.repeat(32)}`, address: `1 ${entry.expected.address}` } } : entry)) }));
    await openStep(page, 'test-933.call');
    await see(testResult(page, extension)).toContainText('Counts no more');
  }));

  test('what cannot be tested yet says why; on the practice account the test service speaks, and is compared', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, OWN, (site) => ({ ...site, observed: { ...site.observed, emergency: site.observed.emergency && { ...site.observed.emergency, numbers: site.observed.emergency.numbers.map((number, index) => (index === 0 ? { ...number, state: 'pending-registration' } : number)) } } }));
    await openStep(page, 'test-933.call');
    await main(page).getByText('From another extension').click();
    await main(page).getByLabel('Extension that calls').fill('77');
    await see(main(page)).toContainText('This site has no such extension.');
    await main(page).getByLabel('Extension that calls').fill(firstOf(input));
    await see(main(page)).toContainText(`Extension ${firstOf(input)} cannot be tested yet.`);
    fake.account.readBack = () => ({ kind: 'spoken', number: '5125559999', address: '9 SOMEBODY ELSE RD' });
    const call = await chooseCaller(page, lastOf(input));
    await call.getByRole('button', { name: 'Practise: let the test service speak' }).click();
    await see(call.getByText('9 SOMEBODY ELSE RD')).toBeVisible();
    await call.getByRole('button', { name: 'Heard something else…' }).click();
    await see(call.getByLabel('Number that was read')).toHaveValue('5125559999');
    await call.getByRole('button', { name: 'Write it down' }).click();
    await see(testResult(page, lastOf(input))).toContainText('Wrong number');
  }));

  test('the numbers to call back, and who must answer each', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, LOCATION);
    await openStep(page, 'test-933.callback');
    const { addresses } = input.intent.emergency;
    const lines = main(page).getByRole('region', { name: `Call ${addresses.length} numbers back from a mobile phone` }).getByRole('listitem');
    await see(lines).toHaveCount(addresses.length);
    await see(lines.first()).toContainText(`Reception, extension ${QUEUE} must answer`);
    // What the settings promise is no call.
    await see(lines.filter({ hasText: 'Not called yet' })).toHaveCount(addresses.length);
    const called = input.intent.emergency.numbers[0]?.phoneNumber ?? '';
    for (const [label, typed] of [['Number called back', called], ['Who answered first', 'Nobody'], ['Who answered when nobody took it', 'Kim']] as const) await main(page).getByLabel(label).fill(typed);
    await main(page).getByRole('button', { name: 'Done', exact: true }).click();
    await openStep(page, 'test-933.callback');
    await expectStepState(page, 'test-933.callback', 'Open');
    await see(lines.filter({ hasText: 'Called back' })).toContainText(spacedPhoneNumber(called));
    await lines.first().getByRole('button', { name: /^Change/ }).click();
    // What no user here has may be a group, or a slip of the finger: a person says which.
    await page.getByRole('dialog').getByLabel('Extension or group in 3CX').fill('800');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await see(page.getByRole('dialog')).toContainText('No user here has the extension 800.');
    expect(emergencyOf(fake)?.numbers.some(({ callBack }) => callBack?.extension === '800')).toBe(false);
    await page.getByRole('dialog').getByRole('button', { name: '800 is a group: save' }).click();
    await see(lines.first()).toContainText('extension 800 must answer');
    expect(emergencyOf(fake)?.numbers.filter(({ callBack }) => callBack?.extension === '800')).toHaveLength(1);
    await lines.first().getByRole('button', { name: /^Change/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Nobody named any more' }).click();
    await see(lines.first()).toContainText('Say who answers');
    expect(emergencyOf(fake)?.numbers.filter(({ callBack }) => callBack === null)).toHaveLength(1);
  }));
});
