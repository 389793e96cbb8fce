import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { unlockVaultWith, type Vault } from '../../../main/vault/vault.ts';
import { closedVault, failure, filesIn, opened, overwrite, PASSPHRASE, QUICK, SITE, temporaryFolder } from './temporary-vault.ts';

const OTHER = Buffer.from('not the passphrase');
const KEY_FILES = ['identity.age', 'identity.copy.age'] as const;
const fill = async (vault: Vault): Promise<void> => {
  await vault.saveSite(SITE, 'kept', null);
  await vault.saveDocument('contacts', { technician: 'Sam' });
};
const identityOf = (folder: string): Promise<string> => opened(folder, (vault) => vault.exportIdentity(PASSPHRASE));

test('an exported identity opens the vault like the passphrase, also after the passphrase was changed', async () => {
  const folder = await closedVault(fill);
  const identity = await identityOf(folder);
  for (const next of [PASSPHRASE, OTHER]) {
    const vault = await unlockVaultWith(folder, identity, QUICK);
    expect([(await vault.readSite(SITE)).document, vault.notices]).toEqual(['kept', []]);
    await vault.saveSite(SITE, 'kept', null);
    await vault.changePassphrase(PASSPHRASE, next);
    await vault.close();
  }
  await (await unlockVaultWith(folder, identity)).close();
});

test('it is exported from either key file, and not for a wrong passphrase', async () => {
  const folder = await closedVault(fill);
  const identity = await identityOf(folder);
  expect(identity).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]+$/);
  for (const file of KEY_FILES) {
    await opened(folder, async (vault) => {
      await overwrite(folder, file, Buffer.from('damaged'));
      expect(await vault.exportIdentity(PASSPHRASE)).toBe(identity);
      expect((await failure(vault.exportIdentity(OTHER))).code).toBe('wrong-passphrase');
    });
  }
});

test('it is not exported from key files that another vault left in their place', async () => {
  const [folder, other] = [await closedVault(fill), await closedVault(fill)];
  await opened(folder, async (vault) => {
    for (const file of KEY_FILES) await copyFile(path.join(other, file), path.join(folder, file));
    expect(await failure(vault.exportIdentity(PASSPHRASE))).toMatchObject({ code: 'corrupt', why: expect.stringContaining('another vault') });
  });
});

test('an identity that opens none of the files leads to the passphrase, and touches no file', async () => {
  const foreign = await identityOf(await closedVault(fill));
  const empty = await closedVault();
  await rm(path.join(empty, 'index.age'), { force: true });
  for (const [folder, identity] of [[await closedVault(fill), foreign], [await closedVault(fill), 'AGE-SECRET-KEY-1NONE'], [await closedVault(fill), ''], [empty, foreign]] as const) {
    const before = await filesIn(folder);
    expect(await failure(unlockVaultWith(folder, identity))).toMatchObject({ code: 'wrong-passphrase', next: 'Type the passphrase.' });
    expect(await filesIn(folder)).toEqual(before);
  }
});

test('where no vault is, it says so', async () => {
  const identity = await identityOf(await closedVault(fill));
  expect(await failure(unlockVaultWith(await temporaryFolder(), identity))).toMatchObject({ code: 'io', why: 'The folder holds no vault.' });
});

test('a damaged index does not stand in the way, and missing key files are told', async () => {
  const folder = await closedVault(fill);
  const identity = await identityOf(folder);
  await overwrite(folder, 'index.age', Buffer.from('damaged'));
  for (const file of KEY_FILES) await rm(path.join(folder, file));
  const vault = await unlockVaultWith(folder, identity);
  expect((await vault.readSite(SITE)).document).toBe('kept');
  expect(vault.notices).toMatchObject([{ kind: 'identity-missing' }]);
  await vault.close();
});
