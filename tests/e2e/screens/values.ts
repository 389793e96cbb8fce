import { expect, type Page } from '@playwright/test';
import type { EdgeName, TransferMode } from '../../../domain/site/record.ts';
import { openStep } from './site.ts';

/** Saves the form of the step that is shown, and waits until nothing is left to save. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Chapters' })).not.toContainText('not saved');
}

export interface PbxValues {
  readonly fqdn: string;
  /** Several with a comma between. */
  readonly ipv4: string;
  readonly username?: string;
  readonly password?: string;
}

export async function fillPbx(page: Page, { fqdn, ipv4, username, password }: PbxValues): Promise<void> {
  if (username !== undefined || password !== undefined) await fillLogin(page, { loginUrl: `https://${fqdn}`, username: username ?? '', password: password ?? '' });
  await openStep(page, 'pbx.values');
  const step = page.getByRole('main');
  await step.getByLabel('3CX FQDN').fill(fqdn);
  await step.getByLabel('3CX public IPv4').fill(ipv4);
  await save(page);
}

/** How the 3CX console is opened. */
export async function fillLogin(page: Page, { loginUrl, username, password }: { readonly loginUrl: string; readonly username: string; readonly password: string }): Promise<void> {
  await openStep(page, 'pbx.login');
  const step = page.getByRole('main');
  await step.getByLabel('3CX login address').fill(loginUrl);
  await step.getByLabel('3CX admin user').fill(username);
  await step.getByLabel('3CX admin password').fill(password);
  await save(page);
}

/** Says which country the site is in, and who runs its PBX. */
export async function planSite(page: Page, hosting: 'Hosted by 3CX' | 'Run by the customer' = 'Hosted by 3CX'): Promise<void> {
  await openStep(page, 'visit.plan');
  await page.getByRole('main').getByText(hosting).click();
  await save(page);
}

/** Leaves the practice account chosen, and has it asked. */
export async function checkAccount(page: Page): Promise<void> {
  await openStep(page, 'account.choose');
  const step = page.getByRole('main');
  await step.getByRole('button', { name: 'Check the account' }).click();
  await expect(step).toContainText('The account answered on');
}

export interface TrunkValues {
  readonly domainLabel?: string;
  readonly friendlyName?: string;
  readonly edge?: EdgeName;
  readonly secure: boolean;
  readonly transferMode?: TransferMode;
}

/** Chooses what the trunk shall be; names that are not given stay as proposed. */
export async function chooseTrunk(page: Page, { domainLabel, friendlyName, edge, secure, transferMode }: TrunkValues): Promise<void> {
  await openStep(page, 'trunk.values');
  const step = page.getByRole('main');
  if (friendlyName !== undefined) await step.getByRole('textbox', { name: 'Trunk name' }).fill(friendlyName);
  if (domainLabel !== undefined) await step.getByLabel('Termination name').fill(domainLabel);
  if (edge !== undefined) await step.getByLabel('Edge').selectOption(edge);
  if (transferMode !== undefined) await step.getByLabel('Call transfer').selectOption(transferMode);
  // React Aria's radio is an unseen input in its label: the label is what a person clicks.
  await step.getByText(secure ? 'On: calls are encrypted' : 'Off: calls are not encrypted').click();
  await save(page);
}

export interface SecurityValues {
  readonly accessListName?: string;
  readonly credentialListName?: string;
  readonly sipUsername?: string;
  readonly sipPassword?: string;
}

/** Says who may use the trunk; what is not given stays as proposed. */
export async function chooseSecurity(page: Page, { accessListName, credentialListName, sipUsername, sipPassword }: SecurityValues): Promise<void> {
  await openStep(page, 'security.values');
  const step = page.getByRole('main');
  if (accessListName !== undefined) await step.getByLabel('IP access control list').fill(accessListName);
  if (credentialListName !== undefined) await step.getByLabel('Credential list').fill(credentialListName);
  if (sipUsername !== undefined) await step.getByLabel('SIP user name').fill(sipUsername);
  if (sipPassword !== undefined) {
    await step.getByRole('button', { name: 'Type one' }).click();
    await step.getByRole('textbox', { name: 'SIP credential password' }).fill(sipPassword);
  }
  await save(page);
}
