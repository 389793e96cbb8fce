import path from 'node:path';
import { expect, test } from 'vitest';
import { unlockVault } from '../../../main/vault/vault.ts';
import { copyOf, overwrite, PHOTO, SITE } from './temporary-vault.ts';

const PASSPHRASE = Buffer.from('golden passphrase with ümlaut');

test('a vault that an earlier Trunkbook wrote opens, and so do its backups', async () => {
  const folder = await copyOf(path.resolve('tests/main/vault/golden/schema-1'));
  const vault = await unlockVault(folder, PASSPHRASE);
  expect(vault.notices).toEqual([]);
  expect(vault.listSites()).toEqual([{ id: SITE, revision: 2, savedAt: '2026-11-24T10:00:00.000Z', summary: { name: 'Lakeside Dental' } }]);
  expect((await vault.readSite(SITE)).document).toEqual({ name: 'Lakeside Dental', state: 2 });
  expect(await vault.readPart(SITE, 'numbers')).toEqual(['+13125550100']);
  expect(await vault.readPhoto(SITE, PHOTO)).toEqual({ schema: 1, mime: 'image/png', data: 'cGljdHVyZQ==', thumbnail: 'dGh1bWI=' });
  expect(await vault.readDocument('accounts')).toEqual({ accounts: [] });
  expect(await vault.readDocument('practice/world')).toEqual({ trunks: [] });

  await overwrite(folder, `sites/${SITE}/site.age`, Buffer.from('broken'));
  expect((await vault.readSite(SITE)).document).toEqual({ name: 'Lakeside Dental', state: 1 });
  await vault.close();
});
