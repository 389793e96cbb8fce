import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { unlockVault } from '../../../main/vault/vault.ts';
import { closedVault, failure, filesIn, opened, overwrite, PASSPHRASE, SITE } from './temporary-vault.ts';

const NEXT = Buffer.from('the next passphrase');
const KEY_FILES = ['identity.age', 'identity.copy.age'] as const;
const savedVault = (): Promise<string> => closedVault((vault) => vault.saveSite(SITE, 'kept', null).then(() => undefined));

test('the right passphrase is confirmed without giving anything out, a wrong one is told apart, and no file changes', async () => {
  const folder = await savedVault();
  const before = await filesIn(folder);
  await opened(folder, async (vault) => {
    expect(await vault.verifyPassphrase(PASSPHRASE)).toBeUndefined();
    for (const wrong of [NEXT, Buffer.from(''), PASSPHRASE.subarray(1), Buffer.concat([PASSPHRASE, Buffer.from(' ')])]) {
      const error = await failure(vault.verifyPassphrase(wrong));
      expect(error).toMatchObject({ code: 'wrong-passphrase', what: 'The passphrase could not be confirmed.' });
      if (wrong.length > 0) expect(JSON.stringify([error.message, error.stack, error.why, error.next, error.cause ?? null])).not.toContain(wrong.toString());
    }
    expect((await vault.readSite(SITE)).document).toBe('kept');
    expect(vault.notices).toEqual([]);
  });
  expect(await filesIn(folder)).toEqual(before);
});

test('after a change only the new passphrase is confirmed, in that session and the next; a check waits for the change before it', async () => {
  const folder = await savedVault();
  const check = async (passphrase: Uint8Array): Promise<void> => {
    const vault = await unlockVault(folder, passphrase);
    await vault.verifyPassphrase(NEXT);
    expect((await failure(vault.verifyPassphrase(PASSPHRASE))).code).toBe('wrong-passphrase');
    await vault.close();
  };
  await opened(folder, async (vault) => {
    const [, old] = await Promise.all([vault.changePassphrase(PASSPHRASE, NEXT), failure(vault.verifyPassphrase(PASSPHRASE)), vault.verifyPassphrase(NEXT)]);
    expect(old.code).toBe('wrong-passphrase');
  });
  await check(NEXT);
});

test('either key file will do; damage of both is not blamed on the passphrase', async () => {
  for (const damaged of KEY_FILES) {
    const folder = await savedVault();
    await opened(folder, async (vault) => {
      await overwrite(folder, damaged, Buffer.from('damaged'));
      await vault.verifyPassphrase(PASSPHRASE);
      expect((await failure(vault.verifyPassphrase(NEXT))).code).toBe('wrong-passphrase');
      for (const file of KEY_FILES) await overwrite(folder, file, Buffer.from('damaged'));
      expect((await failure(vault.verifyPassphrase(PASSPHRASE))).code).toBe('corrupt');
      for (const file of KEY_FILES) await rm(path.join(folder, file));
      expect((await failure(vault.verifyPassphrase(PASSPHRASE))).code).toBe('corrupt');
    });
  }
});

test('a passphrase that opens the key files of another vault is not confirmed', async () => {
  const [folder, other] = [await savedVault(), await savedVault()];
  await opened(folder, async (vault) => {
    for (const file of KEY_FILES) await copyFile(path.join(other, file), path.join(folder, file));
    expect(await failure(vault.verifyPassphrase(PASSPHRASE))).toMatchObject({ code: 'corrupt', why: expect.stringContaining('another vault') });
  });
});
