import type { Page } from '@playwright/test';
import { PRACTICE_PBX } from '../../../main/practice/seeds.ts';
import { chooseNumberToBuy } from './numbers.ts';
import { createSite } from './sites.ts';
import { chooseSecurity, chooseTrunk, fillPbx } from './values.ts';
import { createVault, goToSites } from './welcome.ts';

export const PASSPHRASE = 'violet anchor tundra mosaic lantern pepper';
export const SITE = 'Lakeside Dental';

/** A vault with one site on the practice account, that has all it needs for a set-up. */
export async function prepareSite(page: Page): Promise<void> {
  await createVault(page, { technician: 'Sam Doe', passphrase: PASSPHRASE });
  await goToSites(page);
  await createSite(page, SITE);
  await fillPbx(page, { fqdn: PRACTICE_PBX.plain.fqdn, ipv4: PRACTICE_PBX.plain.dashboardIpv4 });
  await chooseTrunk(page, { secure: true, edge: 'dublin' });
  await chooseSecurity(page, {});
  await chooseNumberToBuy(page, '512');
}
