import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { keyOfPath, photoKey } from '../../../main/vault/layout.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { systemError, watchedFs } from './failing-fs.ts';
import { closedVault, copyOf, failure, filesIn, opened, OTHER_PHOTO, OTHER_SITE, overwrite, PHOTO, SITE } from './temporary-vault.ts';

const MINUTE = 60_000;
const fileOf = (site: string, photo: string): string => `sites/${site}/photos/${photo}.age`;
const photoNumber = (number: number): string => `${PHOTO.slice(0, -12)}${String(number).padStart(12, '0')}`;
const picture = (data: string): unknown => ({ schema: 1, mime: 'image/jpeg', data, thumbnail: 'dGh1bWI=' });
const inode = async (...file: string[]): Promise<number> => (await stat(path.join(...file))).ino;
/** The bytes with the last one flipped: the header, and so the stamp, stays as it was. */
const flippedAtEnd = (bytes: Uint8Array): Buffer => Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]);
const generationsOf = async (folder: string): Promise<string[]> => (await readdir(path.join(folder, 'backups')).catch(() => [])).sort();

async function fill(vault: Vault, state: string): Promise<void> {
  await vault.saveSite(SITE, state, { name: state });
  await vault.savePart(SITE, 'numbers', state);
  for (const [site, photo] of [[SITE, PHOTO], [SITE, OTHER_PHOTO], [OTHER_SITE, PHOTO]] as const) await vault.savePhoto(site, photo, picture(`${site} ${photo} ${state}`));
}

/** Saved once and never backed up; and saved twice, with a backup of 'old' and none of 'newer'. */
let single: string;
let twice: string;
beforeAll(async () => {
  single = await closedVault((vault) => fill(vault, 'old'));
  await rm(path.join(single, 'backups'), { recursive: true, force: true });
  twice = await copyOf(single);
  await opened(twice, (vault) => fill(vault, 'newer'));
});

const OLD = picture(`${SITE} ${PHOTO} old`);
const NEWER = picture(`${SITE} ${PHOTO} newer`);

describe('what is saved comes back', () => {
  test('a picture survives closing and unlocking, apart from others of its site and of other sites; one never saved is null', async () => {
    await opened(await copyOf(twice), async (vault) => {
      expect(await vault.readPhoto(SITE, PHOTO)).toEqual(NEWER);
      expect(await vault.readPhoto(SITE, OTHER_PHOTO)).toEqual(picture(`${SITE} ${OTHER_PHOTO} newer`));
      expect(await vault.readPhoto(OTHER_SITE, PHOTO)).toEqual(picture(`${OTHER_SITE} ${PHOTO} newer`));
      expect(await vault.readPhoto(OTHER_SITE, OTHER_PHOTO)).toBeNull();
      expect(vault.notices).toEqual([]);
    });
  });

  test('a picture of many megabytes comes back as it was, and damage at its very end is found', async () => {
    const folder = await closedVault();
    const big = picture(Buffer.alloc(3 * 2 ** 20, 'picture').toString('base64'));
    await opened(folder, async (vault) => {
      await vault.savePhoto(SITE, PHOTO, big);
      expect(await vault.readPhoto(SITE, PHOTO)).toEqual(big);
      const good = await readFile(path.join(folder, fileOf(SITE, PHOTO)));
      for (const damaged of [good.subarray(0, -1), good.subarray(0, 2 ** 20), good.subarray(0, 2 ** 21), Buffer.concat([good, Buffer.alloc(1)]), flippedAtEnd(good)]) {
        await overwrite(folder, fileOf(SITE, PHOTO), damaged);
        expect((await failure(vault.readPhoto(SITE, PHOTO))).code, `${damaged.length} of ${good.length} bytes`).toBe('corrupt');
      }
    });
  });

  test('nothing readable is on disk, and the file is for this user only', async () => {
    const folder = await closedVault((vault) => vault.savePhoto(SITE, PHOTO, picture('CANARY')));
    expect(Buffer.concat([...(await filesIn(folder)).values()]).toString('latin1')).not.toContain('CANARY');
    const modeOf = async (file: string): Promise<string> => ((await stat(path.join(folder, file))).mode & 0o777).toString(8);
    expect([await modeOf(`sites/${SITE}/photos`), await modeOf(fileOf(SITE, PHOTO))]).toEqual(['700', '600']);
  });

  test('saves of different pictures do not replace each other, and of the same one the latest stays', async () => {
    await opened(await closedVault(), async (vault) => {
      await Promise.all([vault.savePhoto(SITE, PHOTO, 1), vault.savePhoto(SITE, OTHER_PHOTO, 2), vault.savePhoto(OTHER_SITE, PHOTO, 3), vault.savePhoto(SITE, OTHER_PHOTO, 4)]);
      expect([await vault.readPhoto(SITE, PHOTO), await vault.readPhoto(SITE, OTHER_PHOTO), await vault.readPhoto(OTHER_SITE, PHOTO)]).toEqual([1, 4, 3]);
    });
  });

  test('a small save that was asked for between two pictures waits for the first one only', async () => {
    await opened(await closedVault(), async (vault) => {
      const ended: string[] = [];
      const big = picture('x'.repeat(2 ** 21));
      await Promise.all([
        vault.savePhoto(SITE, PHOTO, big).then(() => ended.push('first picture')),
        vault.saveSite(SITE, 'ticked', null).then(() => ended.push('tick')),
        vault.savePhoto(SITE, OTHER_PHOTO, big).then(() => ended.push('second picture')),
      ]);
      expect(ended).toEqual(['first picture', 'tick', 'second picture']);
    });
  });
});

describe('ids', () => {
  const NO_UUIDS = ['../../escaped', '', '.', '..', PHOTO.toUpperCase(), `${PHOTO}/..`, `${PHOTO}\0`, ` ${PHOTO}`, `${PHOTO}\n`, `${PHOTO}.age`, 'site'];

  test('one that is not a lower-case UUID never becomes a path', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      for (const id of NO_UUIDS) {
        for (const call of [vault.savePhoto(SITE, id, 1), vault.readPhoto(SITE, id)]) expect(await failure(call), id).toMatchObject({ code: 'io', what: 'The picture could not be found.' });
        for (const call of [vault.savePhoto(id, PHOTO, 1), vault.readPhoto(id, PHOTO)]) expect(await failure(call), id).toMatchObject({ code: 'io', what: 'The site could not be found.' });
      }
    });
    expect([...(await filesIn(folder)).keys()].filter((file) => file.startsWith('sites'))).toEqual([]);
  });

  test("a picture's path leads back to its key, and no other path does", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (site, photo) => {
        const key = photoKey(site, photo);
        expect(keyOfPath(key.path)).toEqual({ path: fileOf(site, photo), kind: 'photo', id: `${site}/${photo}` });
      }),
    );
    for (const id of NO_UUIDS) for (const file of [fileOf(SITE, id), fileOf(id, PHOTO)]) expect(keyOfPath(file), file).toBeNull();
    for (const file of [`sites/${SITE}/photos/${PHOTO}`, `sites/${SITE}/photos/site.age`, `photos/${PHOTO}.age`, `sites/photos/${PHOTO}.age`, `sites/${SITE}/${PHOTO}.age`, `${fileOf(SITE, PHOTO)}.tmp`]) expect(keyOfPath(file), file).toBeNull();
  });
});

describe('files that open but are not the right ones', () => {
  const cases = [
    ['another picture of the site', fileOf(SITE, OTHER_PHOTO), `it is the picture ${OTHER_PHOTO}`],
    ["another site's picture of the same id", fileOf(OTHER_SITE, PHOTO), `belongs to another site (${OTHER_SITE})`],
    ["the site's numbers", `sites/${SITE}/numbers.age`, "holds 'numbers' where 'photo' belongs"],
    ['the site itself', `sites/${SITE}/site.age`, "holds 'site' where 'photo' belongs"],
  ] as const;

  test.each(cases)('%s is corrupt, is said to be what it is, and is not written over', async (_what, from, words) => {
    const folder = await copyOf(single);
    await cp(path.join(folder, from), path.join(folder, fileOf(SITE, PHOTO)));
    await opened(folder, async (vault) => {
      expect(await failure(vault.readPhoto(SITE, PHOTO))).toMatchObject({ code: 'corrupt', file: fileOf(SITE, PHOTO), why: expect.stringContaining(words) });
      expect((await failure(vault.savePhoto(SITE, PHOTO, 'new'))).code).toBe('corrupt');
    });
    expect(await readFile(path.join(folder, fileOf(SITE, PHOTO)))).toEqual(await readFile(path.join(folder, from)));
  });

  test('a picture in the place of another file is corrupt', async () => {
    const folder = await copyOf(single);
    await cp(path.join(folder, fileOf(SITE, PHOTO)), path.join(folder, `sites/${SITE}/numbers.age`));
    await opened(folder, async (vault) => expect(await failure(vault.readPart(SITE, 'numbers'))).toMatchObject({ code: 'corrupt', why: expect.stringContaining("holds 'photo'") }));
  });

  test("another vault's picture is corrupt", async () => {
    const folder = await copyOf(single);
    const other = await closedVault((vault) => fill(vault, 'foreign'));
    await overwrite(folder, fileOf(SITE, PHOTO), await readFile(path.join(other, fileOf(SITE, PHOTO))));
    await opened(folder, async (vault) => expect((await failure(vault.readPhoto(SITE, PHOTO))).why).toContain('another vault'));
  });

  test('swapped with another one, the backup of the right one opens', async () => {
    const folder = await copyOf(twice);
    await cp(path.join(folder, fileOf(SITE, OTHER_PHOTO)), path.join(folder, fileOf(SITE, PHOTO)));
    await opened(folder, async (vault) => {
      expect(await vault.readPhoto(SITE, PHOTO)).toEqual(OLD);
      expect(vault.notices).toMatchObject([{ kind: 'opened-from-backup', file: fileOf(SITE, PHOTO) }]);
    });
  });

  test('an older copy is used with a notice, and a newer backup can be brought back', async () => {
    const folder = await copyOf(twice);
    const file = fileOf(SITE, PHOTO);
    const old = await readFile(path.join(single, file));
    await opened(folder, (vault) => vault.savePhoto(SITE, PHOTO, 'newest'));
    await overwrite(folder, file, old);
    await opened(folder, async (vault) => {
      expect(await vault.readPhoto(SITE, PHOTO)).toEqual(OLD);
      const [notice] = vault.notices;
      if (notice?.kind !== 'rolled-back' || notice.backup === null) throw new Error(`expected the notice of a rollback with a backup, got ${JSON.stringify(notice)}`);
      expect(notice).toMatchObject({ file, revision: 1, remembered: 3, backup: { revision: 2 } });
      expect(await vault.restoreFromBackup(file, notice.backup.generation)).toEqual({ revision: 4 });
      expect(await vault.readPhoto(SITE, PHOTO)).toEqual(NEWER);
    });
  });
});

describe('a picture that is damaged or gone', () => {
  test('without a backup it is corrupt, can be set aside, and its place used again', async () => {
    const folder = await copyOf(single);
    const file = fileOf(SITE, PHOTO);
    await overwrite(folder, file, Buffer.from('broken'));
    await opened(folder, async (vault) => {
      await failure(vault.savePhoto(SITE, PHOTO, 'again'));
      expect((await failure(vault.setAside(fileOf(SITE, OTHER_PHOTO)))).why).toContain('It opens');
      await vault.setAside(file);
      expect(await vault.readPhoto(SITE, PHOTO)).toBeNull();
      await vault.savePhoto(SITE, PHOTO, 'again');
      expect(await vault.readPhoto(SITE, PHOTO)).toBe('again');
    });
    const kept = [...(await filesIn(folder))].filter(([name]) => name.startsWith('damaged/'));
    expect(kept.map(([, bytes]) => bytes.toString())).toEqual(['broken']);
  });

  test('missing, but remembered by the index, it is corrupt and not "never saved"', async () => {
    const folder = await copyOf(single);
    await rm(path.join(folder, fileOf(SITE, PHOTO)));
    await opened(folder, async (vault) => {
      expect(await failure(vault.readPhoto(SITE, PHOTO))).toMatchObject({ code: 'corrupt', why: expect.stringContaining('missing') });
    });
  });

  test('it does not keep its site, the list or other pictures from opening', async () => {
    const folder = await copyOf(single);
    await overwrite(folder, fileOf(SITE, PHOTO), Buffer.from('broken'));
    await opened(folder, async (vault) => {
      expect(vault.notices).toEqual([]);
      expect((await vault.readSite(SITE)).document).toBe('old');
      expect(await vault.readPhoto(SITE, OTHER_PHOTO)).toEqual(picture(`${SITE} ${OTHER_PHOTO} old`));
    });
  });
});

describe('what interrupted saves left among the pictures', () => {
  test('is removed after a good open; what others put there stays', async () => {
    const folder = await copyOf(single);
    const photos = `sites/${SITE}/photos`;
    await mkdir(path.join(folder, 'backups'), { recursive: true });
    for (const file of [`${photos}/${PHOTO}.age`, `backups/${PHOTO}.age`]) await overwrite(folder, `${file}.0123456789abcdef.tmp`, Buffer.from('half'));
    const foreign = [`${photos}/mine.tmp`, `${photos}/${PHOTO}.age.tmp`, `${photos}/${PHOTO}.jpg.0123456789abcdef.tmp`];
    for (const file of foreign) await overwrite(folder, file, Buffer.from('not of the vault'));
    await opened(folder, (vault) => vault.flush());
    expect([...(await filesIn(folder)).keys()].filter((file) => file.endsWith('.tmp')).sort()).toEqual([...foreign].sort());
  });
});

describe('backups', () => {
  /** A clock in the test's hands, and the calls that the vault makes on pictures. */
  function watched(failWhen: (name: string, file: string) => boolean = () => false) {
    const clock = { at: Date.parse('2026-11-23T08:00:00Z') };
    const calls: { readonly name: string; readonly file: string }[] = [];
    const fs = watchedFs(({ name, path: file }) => {
      if (file.includes('photos')) calls.push({ name, file });
      if (failWhen(name, file)) throw systemError('ENOSPC');
    });
    return { clock, calls, options: { now: () => clock.at, fs } };
  }
  const MANY = 30;

  test('a new picture is in the newest generation as soon as it is saved: damaged at once, it opens from there', async () => {
    const folder = await copyOf(twice);
    const photo = photoNumber(1);
    await opened(folder, async (vault) => {
      await vault.saveSite(SITE, 'ticked', null);
      await vault.savePhoto(SITE, photo, 'new');
      const bytes = await readFile(path.join(folder, fileOf(SITE, photo)));
      const [newest = ''] = (await generationsOf(folder)).reverse();
      expect(await readFile(path.join(folder, 'backups', newest, fileOf(SITE, photo)))).toEqual(bytes);
      expect(await inode(folder, 'backups', newest, fileOf(SITE, photo))).not.toBe(await inode(folder, fileOf(SITE, photo)));
      await overwrite(folder, fileOf(SITE, photo), flippedAtEnd(bytes));
      expect(await vault.readPhoto(SITE, photo)).toBe('new');
      expect(vault.notices).toMatchObject([{ kind: 'opened-from-backup', file: fileOf(SITE, photo), backup: { generation: newest } }]);
    });
    expect((await filesIn(path.join(folder, 'backups'))).keys().filter((file) => file.endsWith('.tmp')).toArray()).toEqual([]);
  });

  test('saved again, a picture leaves the copy in the newest generation as it was, and is kept by the next one', async () => {
    const folder = await copyOf(single);
    const { clock, options } = watched();
    await opened(
      folder,
      async (vault) => {
        for (const state of ['second', 'third']) {
          await vault.savePhoto(SITE, PHOTO, state);
          clock.at += 30 * MINUTE;
        }
      },
      options,
    );
    const [older = '', newer = '', ...others] = await generationsOf(folder);
    expect(others).toEqual([]);
    await opened(
      folder,
      async (vault) => {
        await vault.restoreFromBackup(fileOf(SITE, PHOTO), older);
        expect(await vault.readPhoto(SITE, PHOTO)).toEqual(OLD);
        await vault.restoreFromBackup(fileOf(SITE, PHOTO), newer);
        expect(await vault.readPhoto(SITE, PHOTO)).toBe('second');
      },
      options,
    );
  });

  test('a generation neither reads nor decrypts pictures that did not change, new ones included: it links them', async () => {
    const folder = await copyOf(single);
    const { clock, calls, options } = watched();
    await opened(
      folder,
      async (vault) => {
        await vault.saveSite(SITE, 'first', null);
        for (let number = 1; number <= MANY; number += 1) await vault.savePhoto(SITE, photoNumber(number), number);
        clock.at += 30 * MINUTE;
        calls.length = 0;
        await vault.saveSite(SITE, 'second', null);
      },
      options,
    );
    expect(calls.filter(({ name }) => name === 'link')).toHaveLength(MANY + 3);
    expect(calls.filter(({ name }) => name === 'readFile' || name === 'file.writeFile')).toEqual([]);
    const [older = '', newer = ''] = await generationsOf(folder);
    for (let number = 1; number <= MANY; number += 1) {
      const file = fileOf(SITE, photoNumber(number));
      expect(await inode(folder, 'backups', newer, file)).toBe(await inode(folder, 'backups', older, file));
      expect(await inode(folder, 'backups', newer, file)).not.toBe(await inode(folder, file));
    }
  });

  test('many pictures that no generation has are copied one after the other, not read into memory together', async () => {
    const folder = await closedVault(async (vault) => {
      for (let number = 1; number <= MANY; number += 1) await vault.savePhoto(SITE, photoNumber(number), number);
    });
    await rm(path.join(folder, 'backups'), { recursive: true, force: true });
    const { calls, options } = watched();
    await opened(folder, (vault) => vault.saveSite(SITE, 'first', null), options);
    const copying = calls.filter(({ name }) => name === 'readFile' || name === 'file.writeFile').map(({ name }) => name);
    expect(copying).toEqual(Array.from({ length: MANY }, () => ['readFile', 'file.writeFile']).flat());
  });

  test('a generation that cannot take a new picture does not stop its save; it is told once', async () => {
    const folder = await copyOf(single);
    await opened(folder, (vault) => vault.saveSite(SITE, 'first', null));
    const { options } = watched((name, file) => file.includes('backups') && name === 'file.writeFile');
    await opened(
      folder,
      async (vault) => {
        for (const number of [1, 2]) {
          await vault.savePhoto(SITE, photoNumber(number), number);
          expect(await vault.readPhoto(SITE, photoNumber(number))).toBe(number);
        }
        expect(vault.notices).toMatchObject([{ kind: 'backup-failed', next: expect.stringContaining('space') }]);
      },
      options,
    );
    expect([...(await filesIn(folder)).keys()].filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });

  test('a damaged or missing picture does not push its good copy out, however often the vault is used', async () => {
    const folder = await copyOf(twice);
    const { clock, options } = watched();
    await overwrite(folder, fileOf(SITE, PHOTO), Buffer.from('broken'));
    await rm(path.join(folder, `sites/${OTHER_SITE}/photos`), { recursive: true });
    for (let day = 0; day < 12; day += 1) {
      clock.at += 24 * 60 * MINUTE;
      await opened(folder, (vault) => vault.saveSite(SITE, day, null), options);
    }
    await opened(
      folder,
      async (vault) => {
        expect(await vault.readPhoto(SITE, PHOTO)).toEqual(OLD);
        expect(await vault.readPhoto(OTHER_SITE, PHOTO)).toEqual(picture(`${OTHER_SITE} ${PHOTO} old`));
      },
      options,
    );
  });
});
