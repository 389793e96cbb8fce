import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVault, inspectFolder, unlockVault } from '../../../main/vault/vault.ts';
import { closedVault, failure, filesIn, opened, OTHER_SITE, overwrite, PASSPHRASE, PHOTO, QUICK, SITE, temporaryFolder } from './temporary-vault.ts';

const WRONG = Buffer.from('not the passphrase');

describe('what is saved comes back', () => {
  test('sites, parts and documents survive closing and unlocking', async () => {
    const folder = await closedVault(async (vault) => {
      await vault.saveSite(SITE, { trunk: 'Lakeside' }, { name: 'Lakeside Dental' });
      await vault.savePart(SITE, 'numbers', ['+13125550100']);
      await vault.savePart(SITE, 'extensions', [{ number: '100' }]);
      await vault.saveDocument('accounts', { accounts: [] });
      await vault.saveDocument('practice/world', { trunks: 1 });
    });
    await opened(folder, async (vault) => {
      expect(vault.listSites()).toMatchObject([{ id: SITE, revision: 1, summary: { name: 'Lakeside Dental' } }]);
      expect(await vault.readSite(SITE)).toMatchObject({ id: SITE, revision: 1, document: { trunk: 'Lakeside' } });
      expect(await vault.readPart(SITE, 'numbers')).toEqual(['+13125550100']);
      expect(await vault.readPart(SITE, 'extensions')).toEqual([{ number: '100' }]);
      expect(await vault.readDocument('accounts')).toEqual({ accounts: [] });
      expect(await vault.readDocument('practice/world')).toEqual({ trunks: 1 });
      expect(await vault.readDocument('contacts')).toBeNull();
      expect(vault.notices).toEqual([]);
    });
  });

  test('any JSON document comes back as it was', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      const json = fc.jsonValue({ noUnicodeString: false });
      await fc.assert(
        fc.asyncProperty(json, json, async (document, summary) => {
          await vault.saveSite(SITE, document, summary);
          expect((await vault.readSite(SITE)).document).toEqual(JSON.parse(JSON.stringify(document)));
          expect(vault.listSites()[0]?.summary).toEqual(JSON.parse(JSON.stringify(summary)));
        }),
        { numRuns: 30 },
      );
    });
  });

  test('a document is saved as it was when it was handed over', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      const document = { ticks: ['done'] };
      const saving = vault.saveSite(SITE, document, null);
      document.ticks.push('changed meanwhile');
      await saving;
      expect((await vault.readSite(SITE)).document).toEqual({ ticks: ['done'] });
    });
  });

  test('revisions grow across sessions', async () => {
    const folder = await closedVault(async (vault) => {
      expect(await vault.saveSite(SITE, 1, null)).toEqual({ revision: 1 });
      expect(await vault.saveSite(SITE, 2, null)).toEqual({ revision: 2 });
    });
    await opened(folder, async (vault) => expect(await vault.saveSite(SITE, 3, null)).toEqual({ revision: 3 }));
  });

  test('nothing readable is on disk: no name, no secret, no recipient', async () => {
    const folder = await closedVault(async (vault) => {
      await vault.saveSite(SITE, { secret: 'CANARY-DOCUMENT' }, { name: 'CANARY-SUMMARY' });
      await vault.saveDocument('accounts', 'CANARY-ACCOUNT');
    });
    const everything = Buffer.concat([...(await filesIn(folder)).values()]).toString('latin1');
    expect(everything).not.toMatch(/CANARY|AGE-SECRET-KEY|age1/);
  });

  test('files and folders are for this user only', async () => {
    const folder = await closedVault((vault) => vault.saveSite(SITE, 1, null).then(() => undefined));
    const modeOf = async (file: string): Promise<string> => ((await stat(path.join(folder, file))).mode & 0o777).toString(8);
    expect(await modeOf('identity.age')).toBe('600');
    expect(await modeOf('sites')).toBe('700');
    expect(await modeOf(`sites/${SITE}/site.age`)).toBe('600');
  });
});

describe('saving', () => {
  test('while one save runs, of those that wait only the latest is written, and each await means its state or a later one is on disk', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      const revisions = await Promise.all([1, 2, 3, 4, 5].map((state) => vault.saveSite(SITE, { state }, null)));
      const last = await vault.readSite(SITE);
      expect(last.document).toEqual({ state: 5 });
      for (const { revision } of revisions) expect(revision).toBeLessThanOrEqual(last.revision);
      expect(last.revision).toBeLessThan(revisions.length);
      expect(revisions.at(-1)).toEqual({ revision: last.revision });
    });
  });

  test('saves of different files do not replace each other', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      await Promise.all([vault.saveSite(SITE, 'a', null), vault.saveSite(OTHER_SITE, 'b', null), vault.savePart(SITE, 'numbers', 'c'), vault.saveDocument('contacts', 'd')]);
      expect((await vault.readSite(SITE)).document).toBe('a');
      expect((await vault.readSite(OTHER_SITE)).document).toBe('b');
      expect(await vault.readPart(SITE, 'numbers')).toBe('c');
      expect(await vault.readDocument('contacts')).toBe('d');
    });
  });

  test('a read sees the save that was asked for before it', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      void vault.saveSite(SITE, 'first', null);
      void vault.saveSite(SITE, 'second', null);
      expect((await vault.readSite(SITE)).document).toBe('second');
    });
  });

  test('a site id that is not a lower-case UUID never becomes a path', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      for (const id of ['../../escaped', '', '.', SITE.toUpperCase(), `${SITE}/..`, `${SITE}\0`, ' ']) {
        expect((await failure(vault.saveSite(id, 1, null))).code).toBe('io');
        expect((await failure(vault.readSite(id))).code).toBe('io');
        expect((await failure(vault.savePart(id, 'numbers', 1))).code).toBe('io');
      }
    });
    expect([...(await filesIn(folder)).keys()].filter((file) => file.startsWith('sites'))).toEqual([]);
  });

  test('what is not JSON is refused before it is queued', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      await expect(vault.saveSite(SITE, undefined, null)).rejects.toThrow(TypeError);
      await expect(vault.saveDocument('contacts', () => undefined)).rejects.toThrow(TypeError);
    });
  });
});

describe('locking', () => {
  test('close saves what waits, and after it every call says locked', async () => {
    const folder = await closedVault();
    const vault = await unlockVault(folder, PASSPHRASE, QUICK);
    const saves = [vault.saveSite(SITE, 'one', { name: 'listed' }), vault.saveDocument('contacts', 'two'), vault.saveSite(SITE, 'three', { name: 'listed' })];
    const closing = vault.close();
    const tooLate = [
      failure(vault.saveSite(SITE, 'late', null)),
      failure(vault.readSite(SITE)),
      failure(vault.readPart(SITE, 'numbers')),
      failure(vault.savePart(SITE, 'numbers', 1)),
      failure(vault.readPhoto(SITE, PHOTO)),
      failure(vault.savePhoto(SITE, PHOTO, 1)),
      failure(vault.readDocument('contacts')),
      failure(vault.saveDocument('contacts', 1)),
      failure(vault.changePassphrase(PASSPHRASE, WRONG)),
      failure(vault.verifyPassphrase(PASSPHRASE)),
      failure(vault.restoreFromBackup('contacts.age', 'x')),
      failure(vault.setAside('contacts.age')),
      failure(vault.flush()),
    ];
    expect((await Promise.all(tooLate)).map((error) => error.code)).toEqual(tooLate.map(() => 'locked'));
    expect(() => vault.listSites()).toThrow('locked');
    await closing;
    await Promise.all(saves);
    await vault.close();
    await opened(folder, async (again) => {
      expect(again.listSites()).toMatchObject([{ id: SITE, summary: { name: 'listed' } }]);
      expect((await again.readSite(SITE)).document).toBe('three');
      expect(await again.readDocument('contacts')).toBe('two');
    });
  });

  test('flush puts the index on disk', async () => {
    const folder = await closedVault();
    await opened(folder, async (vault) => {
      await vault.saveSite(SITE, 1, null);
      const before = await readFile(path.join(folder, 'index.age')).catch(() => null);
      await vault.flush();
      expect(await readFile(path.join(folder, 'index.age'))).not.toEqual(before);
    });
  });
});

describe('creating and unlocking', () => {
  test('a wrong passphrase is told apart, and the same vault opens with the right one after it', async () => {
    const folder = await closedVault();
    const before = await filesIn(folder);
    expect((await failure(unlockVault(folder, WRONG))).code).toBe('wrong-passphrase');
    expect(await filesIn(folder)).toEqual(before);
    await opened(folder, async (vault) => expect(vault.notices).toEqual([]));
  });

  test('the passphrase is in no error', async () => {
    const folder = await closedVault();
    const error = await failure(unlockVault(folder, WRONG));
    expect(JSON.stringify([error.message, error.stack, error.why, error.next, error.cause ?? null])).not.toContain(WRONG.toString());
  });

  test('a folder with any one vault file is a vault: it is never created over', async () => {
    const whole = await filesIn(
      await closedVault(async (vault) => {
        await vault.saveSite(SITE, 1, null);
        await vault.savePhoto(SITE, PHOTO, 1);
        await vault.saveDocument('practice/world', 1);
        await vault.saveDocument('accounts', 1);
      }),
    );
    expect(whole.size).toBeGreaterThan(5);
    for (const [file, bytes] of whole) {
      const folder = await temporaryFolder();
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await overwrite(folder, file, bytes);
      expect(await inspectFolder(folder), file).toEqual({ kind: 'vault' });
      expect((await failure(createVault(folder, PASSPHRASE, QUICK))).code, file).toBe('io');
      expect([...(await filesIn(folder)).keys()], file).toEqual([file]);
    }
  });

  test('an empty, a missing and a foreign folder hold no vault', async () => {
    const folder = await temporaryFolder();
    expect(await inspectFolder(folder)).toEqual({ kind: 'empty' });
    expect(await inspectFolder(path.join(folder, 'not', 'there'))).toEqual({ kind: 'empty' });
    await writeFile(path.join(folder, 'notes.txt'), 'hello');
    expect(await inspectFolder(folder)).toEqual({ kind: 'empty' });
    expect((await failure(unlockVault(folder, PASSPHRASE))).code).toBe('io');
  });

  test('a vault can be made in a folder that does not exist yet', async () => {
    const folder = path.join(await temporaryFolder(), 'deep', 'down');
    await (await createVault(folder, PASSPHRASE, QUICK)).close();
    await opened(folder, async (vault) => expect(vault.listSites()).toEqual([]));
  });

  test('a data folder that is a file is said to be one', async () => {
    const file = path.join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    for (const call of [() => inspectFolder(file), () => createVault(file, PASSPHRASE, QUICK), () => unlockVault(file, PASSPHRASE)]) {
      expect(await failure(call())).toMatchObject({ code: 'io', why: expect.stringContaining('there is a file') });
    }
  });

  test('what an interrupted save left is removed after a good open, and only then', async () => {
    const folder = await closedVault((vault) => vault.saveSite(SITE, 1, null).then(() => undefined));
    const leftovers = ['identity.age.0123456789abcdef.tmp', `sites/${SITE}/site.age.0123456789abcdef.tmp`];
    for (const file of leftovers) await overwrite(folder, file, Buffer.from('half'));
    await overwrite(folder, 'mine.tmp', Buffer.from('not of the vault'));
    await mkdir(path.join(folder, 'backups', '2026-01-01T00-00-00-000Z-01234567.tmp', 'sites'), { recursive: true });
    await failure(unlockVault(folder, WRONG));
    expect([...(await filesIn(folder)).keys()]).toEqual(expect.arrayContaining(leftovers));
    await opened(folder, (vault) => vault.flush());
    const left = [...(await filesIn(folder)).keys()].filter((file) => file.endsWith('.tmp'));
    expect(left).toEqual(['mine.tmp']);
    expect(await readdir(path.join(folder, 'backups'))).toEqual([]);
  });
});

describe('the list of sites', () => {
  const twoSites = (): Promise<string> =>
    closedVault(async (vault) => {
      await vault.saveSite(SITE, 1, { name: 'one' });
      await vault.saveSite(OTHER_SITE, 2, { name: 'two' });
    });
  const names = (folder: string): Promise<string[]> =>
    opened(folder, async (vault) => vault.listSites().map(({ summary }) => (summary as { name: string }).name).sort());

  test('is made again from the sites when the index is gone or damaged', async () => {
    const folder = await twoSites();
    const index = path.join(folder, 'index.age');
    await rm(index);
    expect(await names(folder)).toEqual(['one', 'two']);
    await writeFile(index, 'age-encryption.org/v1\nnonsense');
    expect(await names(folder)).toEqual(['one', 'two']);
  });

  test('shows a save that an older index does not know', async () => {
    const folder = await twoSites();
    const oldIndex = await readFile(path.join(folder, 'index.age'));
    await opened(folder, (vault) => vault.saveSite(SITE, 1, { name: 'renamed' }));
    await overwrite(folder, 'index.age', oldIndex);
    expect(await names(folder)).toEqual(['renamed', 'two']);
  });

  test('keeps a site whose file cannot be read, with a notice', async () => {
    const folder = await twoSites();
    await overwrite(folder, `sites/${SITE}/site.age`, Buffer.from('gone'));
    await rm(path.join(folder, 'backups'), { recursive: true, force: true });
    await opened(folder, async (vault) => {
      expect(vault.listSites().map(({ id }) => id).sort()).toEqual([SITE, OTHER_SITE].sort());
      expect(vault.notices).toMatchObject([{ kind: 'unreadable', file: `sites/${SITE}/site.age` }]);
    });
  });
});
