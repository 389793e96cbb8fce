import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { unlockVault } from '../../../main/vault/vault.ts';
import { closedVault, copyOf, failure, filesIn, opened, overwrite, PASSPHRASE, QUICK, SITE } from './temporary-vault.ts';

const NEXT = Buffer.from('the next passphrase');
const savedVault = (): Promise<string> => closedVault((vault) => vault.saveSite(SITE, 'kept', null).then(() => undefined));

test('only the key files change, and only the new passphrase opens', async () => {
  const folder = await savedVault();
  const before = await filesIn(folder);
  const changed = await opened(folder, async (vault) => {
    await vault.changePassphrase(PASSPHRASE, NEXT);
    const after = await filesIn(folder);
    return [...after.keys()].filter((file) => !after.get(file)?.equals(before.get(file) ?? Buffer.alloc(0)));
  });
  expect(changed.sort()).toEqual(['identity.age', 'identity.copy.age']);
  expect((await failure(unlockVault(folder, PASSPHRASE))).code).toBe('wrong-passphrase');
  const vault = await unlockVault(folder, NEXT);
  expect((await vault.readSite(SITE)).document).toBe('kept');
  expect(vault.notices).toEqual([]);
  await vault.close();
});

test('a wrong current passphrase changes nothing', async () => {
  const folder = await savedVault();
  const before = await filesIn(folder);
  await opened(folder, async (vault) => expect((await failure(vault.changePassphrase(NEXT, NEXT))).code).toBe('wrong-passphrase'));
  expect(await filesIn(folder)).toEqual(before);
});

test('a change waits for the saves before it, and the saves after it go on', async () => {
  const folder = await savedVault();
  await opened(folder, async (vault) => {
    await Promise.all([vault.saveSite(SITE, 1, null), vault.changePassphrase(PASSPHRASE, NEXT), vault.saveDocument('contacts', 2)]);
  });
  const vault = await unlockVault(folder, NEXT);
  expect([(await vault.readSite(SITE)).document, await vault.readDocument('contacts')]).toEqual([1, 2]);
  await vault.close();
});

test('interrupted between the two files, either passphrase opens, and the one that was used stays', async () => {
  const before = await savedVault();
  const after = await copyOf(before);
  await opened(after, (vault) => vault.changePassphrase(PASSPHRASE, NEXT));
  for (const [used, other] of [[PASSPHRASE, NEXT], [NEXT, PASSPHRASE]] as const) {
    const between = await copyOf(before);
    await overwrite(between, 'identity.age', await readFile(path.join(after, 'identity.age')));
    const vault = await unlockVault(between, used);
    expect(vault.notices).toMatchObject([{ kind: 'identity-repaired' }]);
    await vault.close();
    expect((await failure(unlockVault(between, other))).code).toBe('wrong-passphrase');
    await (await unlockVault(between, used)).close();
  }
});

test('key files of another vault are not put under the new passphrase', async () => {
  const folder = await savedVault();
  const other = await savedVault();
  const vault = await unlockVault(folder, PASSPHRASE, QUICK);
  for (const file of ['identity.age', 'identity.copy.age']) await overwrite(folder, file, await readFile(path.join(other, file)));
  expect(await failure(vault.changePassphrase(PASSPHRASE, NEXT))).toMatchObject({ code: 'corrupt', why: expect.stringContaining('another vault') });
  await vault.close();
});
