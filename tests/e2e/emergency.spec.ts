// Emergency addresses through the window: entered without a network, submitted by themselves, followed until Twilio says “registered”.
import type { ElectronApplication, Page } from '@playwright/test';
import { PRACTICE_ADDRESSES } from '../../main/practice/address-book.ts';
import { EMERGENCY_MINUTES, emergencyState } from '../../main/practice/emergency.ts';
import type { PracticeWorld } from '../../main/practice/world.ts';
import { type PracticeService, startPracticeService } from '../../tools/practice/service.ts';
import { expect, test } from './fixture.ts';
import { leadTo, type Line } from './line.ts';
import { addAccount } from './screens/account.ts';
import { addressLine, assignAddress, changeAddress, confirmTerms, enterAddress, expectQueue, expectRegistration, letTimePass, readRegistrations, registrationOf, setNetwork, takeSuggestion, type TypedPlace } from './screens/emergency.ts';
import { letSomebody, openCompare } from './screens/compare.ts';
import { chooseFreeNumber, chooseOwnedNumber } from './screens/numbers.ts';
import { PASSPHRASE, SITE } from './screens/prepared-site.ts';
import { setUpTrunk } from './screens/set-up.ts';
import { createSite, openSite } from './screens/sites.ts';
import { lock, unlock } from './screens/unlock.ts';
import { chooseTrunk, fillPbx } from './screens/values.ts';
import { createVault, goToSites } from './screens/welcome.ts';
import { firstScreen, replacedWindow } from './windows.ts';

const GROUND: TypedPlace = { friendlyName: 'Front desk', customerName: 'Lakeside Dental', street: '1 Main St', floor: '1', city: 'Austin', region: 'TX', postalCode: '78701', confirmedBy: 'Dana Whitfield' };
const UPSTAIRS: TypedPlace = { ...GROUND, friendlyName: 'Upstairs', street: PRACTICE_ADDRESSES.near.street, floor: '2', room: '210', city: 'San Francisco', region: 'CA', postalCode: '94105' };
const [SUGGESTED] = PRACTICE_ADDRESSES.near.finds;
const REGISTERS_IN = EMERGENCY_MINUTES.US.register * 60_000;

const services: PracticeService[] = [];
test.afterEach(() => { for (const { stop } of services.splice(0)) stop(); });

/** An account of its own on a practice service, in this process. */
async function twilio(): Promise<PracticeService> {
  const service = await startPracticeService(0);
  services.push(service);
  return service;
}

/** A vault with one site whose trunk has two numbers, on that account. */
async function prepare(app: ElectronApplication, page: Page, { announcement, world }: PracticeService): Promise<{ readonly line: Line; readonly numbers: readonly [string, string] }> {
  const line = await leadTo(app, announcement.url);
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  await createSite(page, SITE);
  await addAccount(page, announcement);
  await fillPbx(page, { fqdn: 'lakeside.example.com', ipv4: '34.120.8.15' });
  await chooseTrunk(page, { secure: false });
  const [one = '', other = ''] = world.data.numbers.filter(({ voiceUrl }) => voiceUrl === '').map(({ phoneNumber }) => phoneNumber);
  for (const number of [one, other]) await chooseOwnedNumber(page, number);
  await setUpTrunk(page);
  return { line, numbers: [one, other] };
}

/** What is really at Twilio: the addresses, and where each number of the site stands. */
function there(world: PracticeWorld, numbers: readonly string[]): { readonly streets: readonly string[]; readonly states: readonly string[] } {
  const { data } = world;
  const now = world.timeAt(Date.now());
  return {
    streets: data.addresses.map(({ street }) => street).sort(),
    states: numbers.map((wanted) => { const number = data.numbers.find(({ phoneNumber }) => phoneNumber === wanted); return number ? emergencyState(number, now) : 'gone'; }),
  };
}

test('entered with the network off; on again they are submitted by themselves, a suggestion is taken, and Twilio’s word is waited for', async ({ app, page }) => {
  const service = await twilio();
  const { world } = service;
  const { line, numbers } = await prepare(app, page, service);
  await confirmTerms(page);
  await line.cut();
  await enterAddress(page, GROUND);
  await enterAddress(page, UPSTAIRS);
  await assignAddress(page, GROUND.friendlyName, [numbers[0]]);
  await assignAddress(page, UPSTAIRS.friendlyName, [numbers[1]]);
  await expectQueue(page, '2 wait to be submitted');
  // It tries by itself, and nothing is there.
  await expect.poll(() => line.tried(), { timeout: 30_000 }).toBeGreaterThan(0);
  expect(there(world, numbers)).toEqual({ streets: [], states: ['unregistered', 'unregistered'] });

  await line.restore();
  await expectQueue(page, '1 on the way at Twilio');
  await expectQueue(page, '1 needs you');
  expect(there(world, numbers)).toEqual({ streets: [GROUND.street], states: ['pending-registration', 'unregistered'] });
  await takeSuggestion(page, UPSTAIRS.friendlyName);
  await expectQueue(page, '2 on the way at Twilio');
  expect(there(world, numbers)).toEqual({ streets: [GROUND.street, SUGGESTED.street].sort(), states: ['pending-registration', 'pending-registration'] });
  // What was entered of the door is kept: the suggestion said nothing of it.
  expect(world.data.addresses.find(({ street }) => street === SUGGESTED.street)?.streetSecondary).toBe('Floor 2 Room 210');

  for (const number of numbers) await expectRegistration(page, number, 'Pending registration');
  world.passTime(REGISTERS_IN);
  for (const number of numbers) await expectRegistration(page, number, 'Registered');
});

test('killed, and locked, while Twilio works: the lock screen says what is not watched, and unlocking goes on; nothing is asked twice', async ({ launch }) => {
  const service = await twilio();
  const { world } = service;
  const first = await launch();
  let page = await firstScreen(first);
  const { numbers } = await prepare(first, page, service);
  await confirmTerms(page);
  await enterAddress(page, GROUND);
  await assignAddress(page, GROUND.friendlyName, numbers);
  await expectQueue(page, '2 on the way at Twilio');
  const child = first.process();
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  child.kill('SIGKILL');
  await gone;

  const second = await launch();
  const line = await leadTo(second, service.announcement.url);
  page = await firstScreen(second);
  await unlock(page, PASSPHRASE);
  await openSite(page, SITE);
  for (const number of numbers) await expectRegistration(page, number, 'Pending registration');
  await lock(page);
  page = await replacedWindow(second, page);
  await expect(page.locator('body')).toContainText(/2 registrations.*\d{1,2}:\d\d/s);
  // Nobody looks while it is locked.
  await line.restore();
  world.passTime(REGISTERS_IN);
  expect(await line.tried()).toBe(0);
  await unlock(page, PASSPHRASE);
  await openSite(page, SITE);
  for (const number of numbers) await expectRegistration(page, number, 'Registered');
  expect(there(world, numbers)).toEqual({ streets: [GROUND.street], states: ['registered', 'registered'] });
});

test('a network that comes for a few calls only and goes with an answer: nothing is lost, nothing is there twice', async ({ app, page }) => {
  // Trunkbook tries again every few seconds.
  test.setTimeout(240_000);
  const service = await twilio();
  const { world } = service;
  const { line, numbers } = await prepare(app, page, service);
  await confirmTerms(page);
  await line.cut();
  await enterAddress(page, GROUND);
  await enterAddress(page, { ...GROUND, friendlyName: 'Lab', floor: '3' });
  await assignAddress(page, GROUND.friendlyName, [numbers[0]]);
  await assignAddress(page, 'Lab', [numbers[1]]);
  // Reading takes two; so the answer to a reading is lost, and that to an address, and that to the one beside it.
  for (const calls of [1, 3, 4]) {
    await line.letThrough(calls);
    // All that gets through has got through, and then one more was tried in vain.
    await expect.poll(() => line.tried(), { timeout: 60_000 }).toBeGreaterThan(calls);
    await line.cut();
  }
  await line.restore();
  await expectQueue(page, '2 on the way at Twilio');
  expect(there(world, numbers)).toEqual({ streets: [GROUND.street, GROUND.street], states: ['pending-registration', 'pending-registration'] });
  expect(world.data.addresses.map(({ streetSecondary }) => streetSecondary).sort()).toEqual(['Floor 1', 'Floor 3']);
});

test('on the practice account the network is taken away, time passes, another floor is walked over to in Twilio’s order, and what somebody does in the Console is noticed', async ({ page }) => {
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  await createSite(page, SITE);
  await fillPbx(page, { fqdn: 'lakeside.example.com', ipv4: '34.120.8.15' });
  await chooseTrunk(page, { secure: false });
  const number = await chooseFreeNumber(page);
  await setUpTrunk(page);
  await confirmTerms(page);
  await setNetwork(page, false);
  await enterAddress(page, GROUND);
  await assignAddress(page, GROUND.friendlyName, [number]);
  await expectQueue(page, '1 waits to be submitted');
  await setNetwork(page, true);
  await expectQueue(page, '1 on the way at Twilio');
  await letTimePass(page);
  await expectRegistration(page, number, 'Registered');

  // Another floor is another address, and the number is without one on the way: that is asked first.
  await changeAddress(page, GROUND.friendlyName, { friendlyName: GROUND.friendlyName, floor: '2' });
  const question = page.getByRole('main').getByRole('region', { name: 'For you to decide' }).or(page.getByRole('main').locator('.needs-you'));
  await expect(question).toContainText(/without an address|no address/);
  await expect(addressLine(page, GROUND.friendlyName)).toContainText('Floor 2');
  await expectRegistration(page, number, 'Needs you');
  await question.getByRole('button', { name: /^(Yes|Take)/ }).first().click();
  await expect(registrationOf(page, number)).toContainText('Coming off', { timeout: 60_000 });
  await letTimePass(page);
  await expect(registrationOf(page, number)).toContainText('Pending registration', { timeout: 60_000 });
  await letTimePass(page);
  await expectRegistration(page, number, 'Registered');

  for (const what of ['emergency-taken-off', 'emergency-exchanged'] as const) {
    await openCompare(page);
    await letSomebody(page, what);
    await readRegistrations(page);
    await expectRegistration(page, number, /Needs you|Coming off/);
    await letTimePass(page);
    await expectRegistration(page, number, 'Needs you');
  }
});
