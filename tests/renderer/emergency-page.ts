import { expect as see, type Page } from '@playwright/test';
import { assignAddress, confirmTerms, enterAddress, type TypedPlace } from '../e2e/screens/emergency.ts';
import { openStep } from '../e2e/screens/site.ts';
import { newSid } from './fake-account.ts';
import type { FakeMain } from './fake-main.ts';
import { PBX } from './page-harness.ts';

// What the tests of the screens of emergency addresses have in common.
export const step = (page: Page) => page.getByRole('main');
export const form = (page: Page) => step(page).locator('.address-form');
export const grid = (page: Page) => step(page).getByRole('region', { name: 'Which number has which address' });
export const queue = (page: Page) => step(page).getByRole('region', { name: 'At Twilio' });
export const box = (page: Page, number: string) => grid(page).getByRole('checkbox', { name: `Choose ${number}` });
export const numberAt = (index: number): string => `+1214555${String(index).padStart(4, '0')}`;
export const siteId = (main: FakeMain): string => main.mirror.site?.id ?? '';
export const emergency = (main: FakeMain) => main.mirror.site?.intent.emergency ?? { addresses: [], numbers: [] };
export const nameOf = (main: FakeMain, number: string): string | undefined => {
  const address = emergency(main).numbers.find(({ phoneNumber }) => phoneNumber === number)?.address;
  return emergency(main).addresses.find(({ id }) => id === address)?.friendlyName;
};

export const FLOOR_1: TypedPlace = { friendlyName: 'HQ floor 1', customerName: 'Lakeside Dental', street: '1200 Barton Springs Rd', suite: '400', floor: '1', city: 'Austin', region: 'TX', postalCode: '78704', confirmedBy: 'Dana Park' };

export async function invoke(main: FakeMain, ...call: Parameters<FakeMain['invoke']>): Promise<void> {
  const result = await main.invoke(...call);
  if (!result.ok) throw new Error(`${call[0]}: ${result.fault.what} ${result.fault.why}`);
}

/** So many numbers of the account are chosen for the site. */
export async function choose(main: FakeMain, many: number, from = 0): Promise<readonly string[]> {
  const numbers = Array.from({ length: many }, (_, index) => numberAt(from + index));
  main.account.numbers.push(...numbers.map((phoneNumber) => ({ sid: newSid('PN'), phoneNumber, trunkSid: null, hasVoiceUrl: false, emergency: null })));
  await invoke(main, 'site.saveNumbers', { siteId: siteId(main), numbers: numbers.map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) });
  return numbers;
}

/** The trunk is set up at the fake account, with the chosen numbers on it. */
export async function setUp(main: FakeMain): Promise<void> {
  const id = siteId(main);
  await invoke(main, 'site.savePbx', { siteId: id, ...PBX });
  await invoke(main, 'site.saveTrunk', { siteId: id, friendlyName: 'Lakeside', domainLabel: 'lakeside-k7m2p', edge: 'ashburn', secure: true, cnamLookup: false, transferMode: null });
  await invoke(main, 'trunk.apply', { siteId: id, goal: { kind: 'set-up', confirmed: [] } });
  await see.poll(() => main.mirror.job?.state, { timeout: 20_000 }).toBe('done');
}

/** A trunk with so many numbers, the terms accepted, and one address that the first of them shall have. */
export async function readyToSubmit(page: Page, main: FakeMain, many: number, assigned: number): Promise<readonly string[]> {
  const numbers = await choose(main, many);
  await setUp(main);
  await confirmTerms(page);
  await enterAddress(page, FLOOR_1);
  await assignAddress(page, FLOOR_1.friendlyName, numbers.slice(0, assigned));
  return numbers;
}

export async function submit(page: Page, main: FakeMain): Promise<void> {
  await openStep(page, 'emergency-twilio.addresses');
  const before = main.mirror.job?.id;
  await queue(page).getByRole('button', { name: 'Submit now' }).click();
  await see.poll(() => main.mirror.job?.id !== before && main.mirror.job?.state, { timeout: 20_000 }).toBe('done');
}
