import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../main/vault/errors.ts';
import { createVault, inspectFolder, unlockVault, type Vault } from '../../../main/vault/vault.ts';
import { FailingDisk, systemError, watchedFs } from './failing-fs.ts';
import { closedVault, copyOf, failure, opened, PASSPHRASE, PHOTO, QUICK, SITE, temporaryFolder } from './temporary-vault.ts';

const NEXT = Buffer.from('the next passphrase');
/** One failing call, as of a hiccup; and a disk that is gone from then on. */
const MODES = [
  { code: 'EIO', forGood: false },
  { code: 'ENOSPC', forGood: false },
  { code: 'ENOSPC', forGood: true },
  { code: 'EROFS', forGood: true },
];

type Outcome = 'done' | 'failed';

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  return call.then(
    (): Outcome => 'done',
    (error: unknown): Outcome => {
      if (error instanceof VaultError && error.code === 'io') return 'failed';
      throw error;
    },
  );
}

/** SQLite's method: runs `scenario` with the first call failing, then the second, until it gets through without reaching the failure. */
async function failEachCall(mode: (typeof MODES)[number], scenario: (disk: FailingDisk, n: number) => Promise<void>): Promise<number> {
  for (let n = 1; ; n += 1) {
    const disk = new FailingDisk(mode.code, mode.forGood);
    await scenario(disk, n);
    if (!disk.failed) return n - 1;
  }
}

async function passphraseOpens(folder: string, passphrase: Uint8Array): Promise<boolean> {
  return unlockVault(folder, passphrase).then(
    async (vault) => {
      await vault.close();
      return true;
    },
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'wrong-passphrase' });
      return false;
    },
  );
}

describe.each(MODES)('each file system call failing with $code (for good: $forGood)', (mode) => {
  test('saveSite: afterwards the old or the new state opens, and never the old one when the save was acknowledged', async () => {
    const base = await closedVault((vault) => vault.saveSite(SITE, 'old', { name: 'old' }).then(() => undefined));
    const calls = await failEachCall(mode, async (disk, n) => {
      const folder = await copyOf(base);
      const vault = await unlockVault(folder, PASSPHRASE, { fs: disk.fs });
      await vault.readSite(SITE);
      disk.failAt(n);
      const outcome = await outcomeOf(vault.saveSite(SITE, 'new', { name: 'new' }));
      await vault.close().catch(() => undefined);
      await opened(folder, async (again) => {
        const { document } = await again.readSite(SITE);
        expect(outcome === 'done' ? ['new'] : ['old', 'new'], `call ${n}`).toContain(document);
        expect(again.listSites(), `call ${n}`).toMatchObject([{ summary: { name: document } }]);
        expect(again.notices, `call ${n}`).toEqual([]);
      });
    });
    expect(calls).toBeGreaterThan(10);
  });

  test('a new site: afterwards it is there or not, and can be saved', async () => {
    const base = await closedVault();
    await failEachCall(mode, async (disk, n) => {
      const folder = await copyOf(base);
      const vault = await unlockVault(folder, PASSPHRASE, { fs: disk.fs });
      disk.failAt(n);
      const outcome = await outcomeOf(vault.saveSite(SITE, 'first', null));
      disk.heal();
      expect(outcome === 'done' ? [1] : [0, 1], `call ${n}`).toContain(await opened(folder, async (other) => other.listSites().length));
      // The same vault goes on when the disk is well again.
      await vault.saveSite(SITE, 'second', null);
      expect((await vault.readSite(SITE)).document).toBe('second');
      await vault.close();
    });
  });

  test('a new picture: afterwards it is whole or not there, and one whose save was acknowledged also has its backup, unless that was told', async () => {
    const base = await closedVault((vault) => vault.saveSite(SITE, 'kept', null).then(() => undefined));
    const file = `sites/${SITE}/photos/${PHOTO}.age`;
    const calls = await failEachCall(mode, async (disk, n) => {
      const folder = await copyOf(base);
      const vault = await unlockVault(folder, PASSPHRASE, { fs: disk.fs });
      disk.failAt(n);
      const outcome = await outcomeOf(vault.savePhoto(SITE, PHOTO, 'picture'));
      const told = vault.notices.map(({ kind }) => kind);
      expect(['', 'backup-failed'], `call ${n}`).toContain(told.join());
      await vault.close().catch(() => undefined);
      await opened(folder, async (again) => {
        const kept = await again.readPhoto(SITE, PHOTO);
        expect(outcome === 'done' ? ['picture'] : [null, 'picture'], `call ${n}`).toContain(kept);
        expect((await again.readSite(SITE)).document, `call ${n}`).toBe('kept');
        expect(again.notices, `call ${n}`).toEqual([]);
        if (outcome === 'failed' || told.length > 0) return;
        await writeFile(path.join(folder, file), 'broken');
        expect(await again.readPhoto(SITE, PHOTO), `call ${n}`).toBe('picture');
      });
      // Some thirty copies of the vault a sweep: they need not lie about until the end.
      await rm(folder, { recursive: true, force: true });
    });
    expect(calls).toBeGreaterThan(20);
  });

  test('changePassphrase: afterwards the old or the new passphrase opens, and only the new one when it was acknowledged', async () => {
    const base = await closedVault((vault) => vault.saveSite(SITE, 'kept', null).then(() => undefined));
    const calls = await failEachCall(mode, async (disk, n) => {
      const folder = await copyOf(base);
      const vault = await unlockVault(folder, PASSPHRASE, { ...QUICK, fs: disk.fs });
      disk.failAt(n);
      const outcome = await outcomeOf(vault.changePassphrase(PASSPHRASE, NEXT));
      await vault.close().catch(() => undefined);
      const old = await passphraseOpens(folder, PASSPHRASE);
      const next = await passphraseOpens(folder, NEXT);
      if (outcome === 'done') expect([old, next], `call ${n}`).toEqual([false, true]);
      else expect(old || next, `call ${n}`).toBe(true);
      const vaultAgain = await unlockVault(folder, old ? PASSPHRASE : NEXT);
      expect((await vaultAgain.readSite(SITE)).document).toBe('kept');
      await vaultAgain.close();
    });
    expect(calls).toBeGreaterThan(10);
  });

  test('createVault: afterwards the folder is empty and can be used, or holds a vault that the passphrase opens', async () => {
    await failEachCall(mode, async (disk, n) => {
      const folder = path.join(await temporaryFolder(), 'data');
      disk.failAt(n);
      const outcome = await outcomeOf(createVault(folder, PASSPHRASE, { ...QUICK, fs: disk.fs }).then((vault) => vault.close()));
      const { kind } = await inspectFolder(folder);
      if (outcome === 'done') expect(kind, `call ${n}`).toBe('vault');
      const vault = await (kind === 'empty' ? createVault(folder, PASSPHRASE, QUICK) : unlockVault(folder, PASSPHRASE));
      await vault.saveSite(SITE, 'works', null);
      await vault.close();
    });
  });

  test('unlockVault: it opens with all that is in it or says io, and nothing is lost by trying', async () => {
    const base = await closedVault(async (vault) => {
      await vault.saveSite(SITE, 'kept', { name: 'kept' });
      await vault.saveDocument('accounts', 'kept');
    });
    await failEachCall(mode, async (disk, n) => {
      const folder = await copyOf(base);
      disk.failAt(n);
      await outcomeOf(
        unlockVault(folder, PASSPHRASE, { fs: disk.fs }).then(async (vault) => {
          expect(vault.listSites().map(({ id }) => id), `call ${n}`).toEqual([SITE]);
          await vault.close();
        }),
      );
      await opened(folder, async (vault) => {
        expect((await vault.readSite(SITE)).document).toBe('kept');
        expect(await vault.readDocument('accounts')).toBe('kept');
        expect(vault.listSites()).toMatchObject([{ summary: { name: 'kept' } }]);
      });
    });
  });

  test('reading: the right content or io, never null and never a backup', async () => {
    const base = await closedVault((vault) => vault.saveDocument('accounts', 'kept'));
    await opened(base, (vault) => vault.saveDocument('accounts', 'newest'));
    await failEachCall(mode, async (disk, n) => {
      const vault = await unlockVault(base, PASSPHRASE, { fs: disk.fs });
      disk.failAt(n);
      await outcomeOf(vault.readDocument('accounts').then((document) => expect(document, `call ${n}`).toBe('newest')));
      await vault.close().catch(() => undefined);
    });
  });
});

describe('the technician is told what is wrong with the disk', () => {
  const cases = [
    ['ENOSPC', 'disk is full'],
    ['EDQUOT', 'disk is full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'no permission'],
    ['EIO', 'defect'],
    ['ENOENT', 'unplugged'],
    ['ENOTDIR', 'there is a file'],
    ['EMFILE', 'EMFILE'],
  ] as const;

  test.each(cases)('%s when saving: "... %s ..."', async (code, words) => {
    const folder = await closedVault();
    let broken = false;
    const fs = watchedFs(({ name }) => {
      if (broken && name === 'file.writeFile') throw systemError(code);
    });
    await opened(
      folder,
      async (vault: Vault) => {
        broken = true;
        const error = await failure(vault.saveSite(SITE, 1, null));
        expect(error).toMatchObject({ code: 'io', file: `sites/${SITE}/site.age` });
        expect(error.why).toContain(words);
        expect(error.next).not.toBe('');
        expect(`${error.message}${error.next}`).not.toContain(folder);
      },
      { fs },
    );
  });

  test('a folder that cannot be read is never "empty"', async () => {
    const folder = await closedVault();
    for (const code of ['EACCES', 'EIO', 'ENOTDIR', 'EPERM']) {
      const fs = watchedFs(() => {
        throw systemError(code);
      });
      for (const call of [() => inspectFolder(folder, { fs }), () => createVault(folder, PASSPHRASE, { ...QUICK, fs }), () => unlockVault(folder, PASSPHRASE, { fs })]) {
        expect((await failure(call())).code, code).toBe('io');
      }
    }
  });

  test('a read-only disk still opens, and says so when saving', async () => {
    const folder = await closedVault((vault) => vault.saveSite(SITE, 'kept', null).then(() => undefined));
    const fs = watchedFs(({ name }) => {
      if (['mkdir', 'rename', 'rm', 'link', 'file.writeFile'].includes(name)) throw systemError('EROFS');
    });
    await opened(
      folder,
      async (vault) => {
        expect((await vault.readSite(SITE)).document).toBe('kept');
        expect((await failure(vault.saveSite(SITE, 'new', null))).why).toContain('read-only');
        expect((await vault.readSite(SITE)).document).toBe('kept');
      },
      { fs },
    );
  });

  test('a failed save is told to all who wait for it, and flush and close tell it as well', async () => {
    const folder = await closedVault();
    const disk = new FailingDisk('ENOSPC', true);
    const vault = await unlockVault(folder, PASSPHRASE, { fs: disk.fs });
    await vault.flush();
    disk.failAt(1);
    const saves = [vault.saveSite(SITE, 1, null), vault.saveSite(SITE, 2, null), vault.saveSite(SITE, 3, null)];
    const told = [...saves, vault.flush(), vault.close()].map(failure);
    expect((await Promise.all(told)).map(({ code }) => code)).toEqual(told.map(() => 'io'));
    expect((await failure(vault.readSite(SITE))).code).toBe('locked');
  });

  test('a disk that gives back something else than was written does not replace the good file', async () => {
    const folder = await closedVault((vault) => vault.saveSite(SITE, 'old', null).then(() => undefined));
    let lying = false;
    const honest = watchedFs(() => undefined);
    const fs = new Proxy(honest, {
      get: (target, property) =>
        property === 'readFile'
          ? async (file: string) => {
              const bytes = (await target.readFile(file)) as Buffer;
              if (lying && file.endsWith('.tmp')) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
              return bytes;
            }
          : Reflect.get(target, property),
    });
    await opened(
      folder,
      async (vault) => {
        lying = true;
        expect((await failure(vault.saveSite(SITE, 'new', null))).why).toContain('something else');
        expect((await failure(vault.changePassphrase(PASSPHRASE, NEXT))).why).toContain('something else');
      },
      { fs },
    );
    await opened(folder, async (vault) => expect((await vault.readSite(SITE)).document).toBe('old'));
  });
});
