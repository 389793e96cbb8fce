import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { unlockVault } from '../../../main/vault/vault.ts';
import { systemError, watchedFs } from './failing-fs.ts';
import { closedVault, failure, filesIn, opened, OTHER_SITE, overwrite, PASSPHRASE, PHOTO, QUICK, SITE } from './temporary-vault.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-23T08:00:00Z');

/** A vault with two sites, a picture and a document, with the clock in the test's hands. */
async function vaultWithClock(): Promise<{ folder: string; clock: { now: () => number; at: number } }> {
  const clock = { at: START, now: () => clock.at };
  const folder = await closedVault(
    async (vault) => {
      await vault.saveSite(SITE, 'first', null);
      await vault.saveSite(OTHER_SITE, 'other', null);
      await vault.savePhoto(SITE, PHOTO, 'picture');
      await vault.saveDocument('accounts', 'accounts');
    },
    { now: clock.now },
  );
  await rm(path.join(folder, 'backups'), { recursive: true, force: true });
  return { folder, clock };
}

const generations = async (folder: string): Promise<string[]> => (await readdir(path.join(folder, 'backups')).catch(() => [])).sort();

test('the first save after unlock keeps all files as they were before it, but neither the key files nor the index', async () => {
  const { folder, clock } = await vaultWithClock();
  const before = await filesIn(folder);
  await opened(folder, (vault) => vault.saveSite(SITE, 'second', null), clock);
  const [generation, ...others] = await generations(folder);
  expect(others).toEqual([]);
  const kept = await filesIn(path.join(folder, 'backups', generation ?? ''));
  expect([...kept.keys()].sort()).toEqual(['accounts.age', `sites/${SITE}/photos/${PHOTO}.age`, `sites/${SITE}/site.age`, `sites/${OTHER_SITE}/site.age`]);
  for (const [file, bytes] of kept) expect(bytes, file).toEqual(before.get(file));
});

test('within a session a generation is made every 20 minutes at most, and reading makes none', async () => {
  const { folder, clock } = await vaultWithClock();
  await opened(
    folder,
    async (vault) => {
      await vault.readSite(SITE);
      expect(await generations(folder)).toHaveLength(0);
      const counts: number[] = [];
      for (const minutes of [0, 1, 18, 1, 5, 14, 1]) {
        clock.at += minutes * MINUTE;
        await vault.saveSite(SITE, minutes, null);
        counts.push((await generations(folder)).length);
      }
      expect(counts).toEqual([1, 1, 1, 2, 2, 2, 3]);
    },
    clock,
  );
});

test('a file that did not change shares its copy with the generation before, and never with the file in use', async () => {
  const { folder, clock } = await vaultWithClock();
  await opened(
    folder,
    async (vault) => {
      await vault.saveSite(SITE, 'second', null);
      clock.at += 30 * MINUTE;
      await vault.saveSite(SITE, 'third', null);
    },
    clock,
  );
  const inode = async (...file: string[]): Promise<number> => (await stat(path.join(folder, ...file))).ino;
  const [older = '', newer = ''] = await generations(folder);
  expect(await inode('backups', older, 'accounts.age')).toBe(await inode('backups', newer, 'accounts.age'));
  expect(await inode('backups', newer, 'accounts.age')).not.toBe(await inode('accounts.age'));
  expect(await inode('backups', older, 'sites', SITE, 'site.age')).not.toBe(await inode('backups', newer, 'sites', SITE, 'site.age'));
});

test('where the file system knows no hard links, copies are made', async () => {
  const { folder, clock } = await vaultWithClock();
  const fs = watchedFs(({ name }) => {
    if (name === 'link') throw systemError('EPERM');
  });
  await opened(
    folder,
    async (vault) => {
      await vault.saveSite(SITE, 'second', null);
      clock.at += 30 * MINUTE;
      await vault.saveSite(SITE, 'third', null);
      expect(vault.notices).toEqual([]);
    },
    { ...clock, fs },
  );
  const [, newer = ''] = await generations(folder);
  expect((await filesIn(path.join(folder, 'backups', newer))).size).toBe(4);
});

test('a damaged or missing file does not push its good copy out, however often the vault is used', async () => {
  const { folder, clock } = await vaultWithClock();
  await opened(folder, (vault) => vault.saveSite(SITE, 'second', null), clock);
  await overwrite(folder, 'accounts.age', Buffer.from('broken'));
  await rm(path.join(folder, 'sites', OTHER_SITE), { recursive: true });
  for (let day = 0; day < 14; day += 1) {
    clock.at += 24 * 60 * MINUTE;
    await opened(folder, (vault) => vault.saveSite(SITE, day, null), clock);
  }
  await opened(
    folder,
    async (vault) => {
      expect(await vault.readDocument('accounts')).toBe('accounts');
      expect((await vault.readSite(OTHER_SITE)).document).toBe('other');
    },
    clock,
  );
});

test('of many days, at most ten generations stay, and of today at most three', async () => {
  const { folder, clock } = await vaultWithClock();
  for (let session = 0; session < 30; session += 1) {
    clock.at += 12 * 60 * MINUTE;
    await opened(folder, (vault) => vault.saveSite(SITE, session, null), clock);
    expect((await generations(folder)).length).toBeLessThanOrEqual(10);
  }
  const before = await generations(folder);
  for (let session = 0; session < 5; session += 1) {
    clock.at += MINUTE;
    await opened(folder, (vault) => vault.saveSite(SITE, session, null), clock);
  }
  const today = new Date(clock.at).toISOString().slice(0, 10);
  expect((await generations(folder)).filter((name) => name.startsWith(today))).toHaveLength(3);
  expect(before).toHaveLength(10);
});

test('of several backups the one with the highest revision opens, even if the clock was wrong when it was made', async () => {
  const { folder, clock } = await vaultWithClock();
  clock.at = Date.parse('2040-01-01T00:00:00Z');
  await opened(folder, (vault) => vault.saveSite(SITE, 'saved in the future', null), clock);
  clock.at = START + 60 * MINUTE;
  await opened(folder, (vault) => vault.saveSite(SITE, 'lost', null), clock);
  await overwrite(folder, `sites/${SITE}/site.age`, Buffer.from('broken'));
  await opened(folder, async (vault) => expect((await vault.readSite(SITE)).document).toBe('saved in the future'), clock);
});

test('a backup that fails does not stop the save; it is told once', async () => {
  const { folder, clock } = await vaultWithClock();
  const fs = watchedFs(({ name, path: file }) => {
    if (file.includes('backups') && name !== 'readdir') throw systemError('ENOSPC');
  });
  await opened(
    folder,
    async (vault) => {
      await vault.saveSite(SITE, 'second', null);
      clock.at += 30 * MINUTE;
      await vault.saveSite(SITE, 'third', null);
      expect((await vault.readSite(SITE)).document).toBe('third');
      expect(vault.notices).toMatchObject([{ kind: 'backup-failed', next: expect.stringContaining('space') }]);
    },
    { ...clock, fs },
  );
  expect(await generations(folder)).toEqual([]);
});

test('a generation is asked for by its name only: no path gets through, and a lost one is said to be lost', async () => {
  const { folder } = await vaultWithClock();
  const vault = await unlockVault(folder, PASSPHRASE, QUICK);
  for (const generation of ['../..', '..', '', '2026-11-23T08-00-00-000Z', '2026-11-23T08-00-00-000Z/../../..']) {
    expect(await failure(vault.restoreFromBackup('accounts.age', generation)), generation).toMatchObject({ code: 'corrupt', why: expect.stringContaining('not there any more') });
  }
  for (const file of ['identity.age', '../accounts.age', 'index.age', `sites/${SITE}/other.age`, 'sites/../accounts.age', `sites/${SITE}/photos/../site.age`, `sites/${SITE}/photos/other.age`]) {
    await expect(vault.restoreFromBackup(file, '2026-11-23T08-00-00-000Z'), file).rejects.toThrow(TypeError);
    await expect(vault.setAside(file), file).rejects.toThrow(TypeError);
  }
  await vault.close();
});
