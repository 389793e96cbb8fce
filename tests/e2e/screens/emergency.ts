import { expect, type Locator, type Page } from '@playwright/test';
import { spacedPhoneNumber } from '../../../domain/numbers/phone-number.ts';
import { expectStepState, openStep } from './site.ts';

const step = (page: Page): Locator => page.getByRole('main');

/** An address as it is typed; what is not given stays as the form proposes it. */
export interface TypedPlace {
  readonly friendlyName: string;
  readonly customerName?: string;
  readonly street: string;
  readonly suite?: string;
  readonly floor?: string;
  readonly room?: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly extensions?: string;
  readonly shows?: string;
  readonly confirmedBy?: string;
}

/** The labels of a form for the US. */
const LABELS: Readonly<Record<keyof TypedPlace, string>> = {
  friendlyName: 'Friendly name', customerName: 'Customer name', street: 'Street with house number', suite: 'Suite', floor: 'Floor', room: 'Room', city: 'City', region: 'State', postalCode: 'ZIP code',
  extensions: 'Extensions whose phones stand here', shows: 'Number that emergency calls from here show', confirmedBy: 'Confirmed on site by',
};

/** Types an address into the form that is open, and saves it. */
export async function typeAddress(page: Page, place: Partial<TypedPlace>): Promise<void> {
  const form = step(page).locator('.address-form');
  for (const [name, label] of Object.entries(LABELS) as [keyof TypedPlace, string][]) {
    const text = place[name];
    if (text !== undefined) await form.getByLabel(label, { exact: true }).fill(text);
  }
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form).toBeHidden();
}

/** Adds an address to the site. */
export async function enterAddress(page: Page, place: TypedPlace): Promise<void> {
  await openStep(page, 'emergency-twilio.addresses');
  await step(page).getByRole('button', { name: 'Add an address' }).click();
  await typeAddress(page, place);
  await expect(addressLine(page, place.friendlyName)).toBeVisible();
}

/** Changes an address of the site. */
export async function changeAddress(page: Page, friendlyName: string, change: Partial<TypedPlace>): Promise<void> {
  await openStep(page, 'emergency-twilio.addresses');
  await step(page).getByRole('button', { name: `Change ${friendlyName}` }).click();
  await typeAddress(page, change);
}

/** The line of an address among those of the site. */
export function addressLine(page: Page, friendlyName: string): Locator {
  return step(page).getByRole('group', { name: /address(es)? of this site$/ }).getByRole('listitem').filter({ has: page.getByRole('button', { name: `Change ${friendlyName}` }) });
}

/** Gives numbers (E.164) one address of the site; null: none at all. */
export async function assignAddress(page: Page, friendlyName: string | null, phoneNumbers: readonly string[]): Promise<void> {
  await openStep(page, 'emergency-twilio.addresses');
  const grid = step(page).getByRole('region', { name: 'Which number has which address' });
  for (const phoneNumber of phoneNumbers) await grid.getByRole('checkbox', { name: `Choose ${phoneNumber}` }).click();
  if (friendlyName === null) await grid.getByRole('button', { name: /^No address for (it|them)$/ }).click();
  else {
    await grid.getByLabel('Address', { exact: true }).selectOption({ label: friendlyName });
    await grid.getByRole('button', { name: /^Assign to \d+ numbers?$/ }).click();
  }
  for (const phoneNumber of phoneNumbers) await expect(grid.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: `Choose ${phoneNumber}` }) })).toContainText(friendlyName ?? /No address|Needs you/);
}

/** Says that somebody accepted Twilio's emergency terms in the Console. */
export async function confirmTerms(page: Page): Promise<void> {
  await openStep(page, 'emergency-twilio.terms');
  await step(page).getByLabel('Who accepted').fill('Dana Whitfield');
  await step(page).getByLabel(/^By what authority/).fill('Owner');
  await step(page).getByRole('button', { name: 'Done', exact: true }).click();
  await expectStepState(page, 'emergency-twilio.terms', 'Done');
}

/** What the queue says: `2 wait to be submitted`, `1 needs you`, `3 registered`. */
export async function expectQueue(page: Page, words: string | RegExp): Promise<void> {
  await expect(step(page).locator('.queue-counts')).toContainText(words, { timeout: 60_000 });
}

/** Takes the form of an address that Twilio suggests. */
export async function takeSuggestion(page: Page, friendlyName: string): Promise<void> {
  const suggestion = step(page).getByRole('group', { name: `Twilio suggests another form: ${friendlyName}` });
  await suggestion.getByRole('button', { name: `Use Twilio’s form: ${friendlyName}` }).click();
  await expect(suggestion).toBeHidden();
}

/** The line of a number among those that are registered. */
export function registrationOf(page: Page, phoneNumber: string): Locator {
  return step(page).getByRole('group', { name: 'Numbers and their registration' }).getByRole('listitem').filter({ hasText: spacedPhoneNumber(phoneNumber) });
}

/** Where a number stands, on the step that shows all of them; Trunkbook looks by itself. */
export async function expectRegistration(page: Page, phoneNumber: string, words: string | RegExp): Promise<void> {
  await openStep(page, 'emergency-twilio.registered');
  await expect(registrationOf(page, phoneNumber)).toContainText(words, { timeout: 60_000 });
}

/** Asks Twilio where all numbers of the site stand. */
export async function readRegistrations(page: Page): Promise<void> {
  await openStep(page, 'emergency-twilio.registered');
  const read = step(page).getByRole('button', { name: /^Read (again|where they stand)$/ });
  await read.click();
  await expect(read).not.toHaveAttribute('aria-disabled', 'true');
}

/** Practice account: time passes there, and Twilio is asked again. */
export async function letTimePass(page: Page): Promise<void> {
  await openStep(page, 'emergency-twilio.registered');
  await step(page).getByRole('button', { name: /^Practise: let \d+ minutes pass$/ }).click();
  // Where nothing is registered any more, the panel has nothing left to let pass.
  await expect(step(page).getByText('passed on the practice account, and Twilio was asked again.').or(step(page).getByText('No number has an address'))).toBeVisible();
}

/** Practice account: the network goes, or comes back. */
export async function setNetwork(page: Page, on: boolean): Promise<void> {
  await openStep(page, 'emergency-twilio.addresses');
  const cable = step(page).getByRole('switch', { name: 'Practise: no network' });
  await expect(cable).toBeEnabled();
  if ((await cable.isChecked()) === on) await step(page).getByText('Practise: no network').click();
  await expect(cable).toBeChecked({ checked: !on });
}
