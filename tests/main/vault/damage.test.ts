import { cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { keysOf, loadAge } from '../../../main/vault/age.ts';
import { unlockVault, type Vault } from '../../../main/vault/vault.ts';
import { closedVault, copyOf, failure, filesIn, opened, OTHER_PHOTO, OTHER_SITE, overwrite, PASSPHRASE, PHOTO, QUICK, SITE } from './temporary-vault.ts';

const SITE_FILE = `sites/${SITE}/site.age`;
const NUMBERS_FILE = `sites/${SITE}/numbers.age`;
const PHOTO_FILE = `sites/${SITE}/photos/${PHOTO}.age`;

/** Each payload file with how the app reads and saves it. */
const FILES: readonly { readonly file: string; readonly read: (vault: Vault) => Promise<unknown>; readonly save: (vault: Vault) => Promise<unknown> }[] = [
  { file: SITE_FILE, read: async (vault) => (await vault.readSite(SITE)).document, save: (vault) => vault.saveSite(SITE, 'new', null) },
  { file: NUMBERS_FILE, read: (vault) => vault.readPart(SITE, 'numbers'), save: (vault) => vault.savePart(SITE, 'numbers', 'new') },
  { file: PHOTO_FILE, read: (vault) => vault.readPhoto(SITE, PHOTO), save: (vault) => vault.savePhoto(SITE, PHOTO, 'new') },
  { file: 'accounts.age', read: (vault) => vault.readDocument('accounts'), save: (vault) => vault.saveDocument('accounts', 'new') },
  { file: 'practice/world.age', read: (vault) => vault.readDocument('practice/world'), save: (vault) => vault.saveDocument('practice/world', 'new') },
];

async function fill(vault: Vault, state: string): Promise<void> {
  await vault.saveSite(SITE, state, { name: state });
  await vault.saveSite(OTHER_SITE, `other ${state}`, { name: `other ${state}` });
  await vault.savePart(SITE, 'numbers', state);
  await vault.savePart(OTHER_SITE, 'numbers', `other ${state}`);
  await vault.savePhoto(SITE, PHOTO, state);
  await vault.savePhoto(SITE, OTHER_PHOTO, `other ${state}`);
  await vault.saveDocument('accounts', state);
  await vault.saveDocument('contacts', `contacts ${state}`);
  await vault.saveDocument('practice/world', state);
}

/** Every flipped byte, cuts of every length, and something appended. */
function* everyDamage(bytes: Uint8Array): Generator<[string, Uint8Array]> {
  for (let at = 0; at < bytes.length; at += 1) {
    const flipped = Uint8Array.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 0x01;
    yield [`byte ${at} flipped`, flipped];
  }
  for (let length = 0; length < bytes.length; length += 7) yield [`cut to ${length}`, bytes.subarray(0, length)];
  yield ['a byte appended', Buffer.concat([bytes, Buffer.from([0])])];
  yield ['itself appended', Buffer.concat([bytes, bytes])];
}

/** Saved once and never backed up; and saved twice, so that a backup of 'old' exists. */
let single: string;
let backedUp: string;
beforeAll(async () => {
  single = await closedVault((vault) => fill(vault, 'good'));
  await rm(path.join(single, 'backups'), { recursive: true, force: true });
  backedUp = await copyOf(single);
  await opened(backedUp, (vault) => fill(vault, 'newer'));
});

describe('a damaged payload file without a backup', () => {
  test.each(FILES)('$file: whatever is damaged, reading and saving say corrupt and nothing is written over it', async ({ file, read, save }) => {
    const good = await readFile(path.join(single, file));
    const vault = await unlockVault(single, PASSPHRASE);
    for (const [what, damaged] of everyDamage(good)) {
      await overwrite(single, file, damaged);
      expect((await failure(read(vault))).code, what).toBe('corrupt');
      expect(await failure(save(vault)), what).toMatchObject({ code: 'corrupt', file });
      expect(await readFile(path.join(single, file)), what).toEqual(Buffer.from(damaged));
    }
    await overwrite(single, file, good);
    expect(await read(vault)).toBe('good');
    await vault.close();
  });

  test('random damage in random places never gives wrong data', async () => {
    const folder = await copyOf(single);
    const good = await readFile(path.join(folder, SITE_FILE));
    const vault = await unlockVault(folder, PASSPHRASE);
    const edit = fc.record({ at: fc.nat(good.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) });
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, bytes }) => {
        const damaged = Uint8Array.from(good);
        damaged.set(bytes.subarray(0, good.length - at), at);
        fc.pre(Buffer.compare(damaged, good) !== 0);
        await overwrite(folder, SITE_FILE, damaged);
        expect((await failure(vault.readSite(SITE))).code).toBe('corrupt');
      }),
      { numRuns: 200 },
    );
    await vault.close();
  });

  test('it can be set aside, kept under "damaged", and the place used again', async () => {
    const folder = await copyOf(single);
    await overwrite(folder, SITE_FILE, Buffer.from('broken'));
    await opened(folder, async (vault) => {
      await failure(vault.saveSite(SITE, 'again', null));
      expect((await failure(vault.setAside('accounts.age'))).why).toContain('It opens');
      await vault.setAside(SITE_FILE);
      expect(vault.listSites().map(({ id }) => id)).toEqual([OTHER_SITE]);
      await vault.saveSite(SITE, 'again', null);
      expect((await vault.readSite(SITE)).document).toBe('again');
    });
    const kept = [...(await filesIn(folder))].filter(([file]) => file.startsWith('damaged/'));
    expect(kept.map(([, bytes]) => bytes.toString())).toEqual(['broken']);
  });
});

describe('a damaged or missing payload file with a backup', () => {
  test.each(FILES)('$file: the backup opens with a notice, the damaged file is kept aside at the next save', async ({ file, read, save }) => {
    for (const damaged of [Buffer.from(''), Buffer.from('broken'), null]) {
      const folder = await copyOf(backedUp);
      if (damaged === null) await rm(path.join(folder, file));
      else await overwrite(folder, file, damaged);
      await opened(folder, async (vault) => {
        expect(await read(vault)).toBe('good');
        expect(vault.notices).toMatchObject([{ kind: 'opened-from-backup', file, backup: { revision: 1 } }]);
        if (damaged !== null) expect(await readFile(path.join(folder, file))).toEqual(damaged);
        await save(vault);
        expect(await read(vault)).toBe('new');
      });
      await opened(folder, async (vault) => {
        expect(await read(vault)).toBe('new');
        expect(vault.notices).toEqual([]);
      });
      const kept = [...(await filesIn(folder))].filter(([name]) => name.startsWith('damaged/')).map(([, bytes]) => bytes);
      expect(kept).toEqual(damaged === null ? [] : [damaged]);
    }
  });

  test('the revision goes on from the highest seen, so that a late copy of the lost file is noticed', async () => {
    const folder = await copyOf(backedUp);
    await overwrite(folder, SITE_FILE, Buffer.from('broken'));
    await opened(folder, async (vault) => expect(await vault.saveSite(SITE, 'new', null)).toEqual({ revision: 3 }));
  });

  test('a site whose folder is gone is still listed, even without an index', async () => {
    const folder = await copyOf(backedUp);
    await rm(path.join(folder, 'sites', SITE), { recursive: true });
    await rm(path.join(folder, 'index.age'));
    await opened(folder, async (vault) => {
      expect(vault.listSites().map(({ id }) => id).sort()).toEqual([SITE, OTHER_SITE].sort());
      expect((await vault.readSite(SITE)).document).toBe('good');
    });
  });

  test('a missing file that the index remembers is corrupt, not empty, when no backup has it', async () => {
    const folder = await copyOf(single);
    await rm(path.join(folder, 'accounts.age'));
    await opened(folder, async (vault) => {
      expect(await failure(vault.readDocument('accounts'))).toMatchObject({ code: 'corrupt', why: expect.stringContaining('missing') });
      expect((await failure(vault.saveDocument('accounts', 'empty'))).code).toBe('corrupt');
    });
  });
});

describe('a damaged index', () => {
  test('whatever is damaged, the list is right and the sites open', async () => {
    const good = await readFile(path.join(single, 'index.age'));
    let round = 0;
    for (const [what, damaged] of everyDamage(good)) {
      // Every fifth: an unlock each, and the index is one more file of the same form.
      round += 1;
      if (round % 5 !== 0) continue;
      await overwrite(single, 'index.age', damaged);
      await opened(single, async (vault) => {
        expect(vault.listSites().map(({ summary }) => summary), what).toEqual(expect.arrayContaining([{ name: 'good' }, { name: 'other good' }]));
        expect(vault.notices, what).toEqual([]);
      });
    }
  });
});

describe('damaged key files', () => {
  const keyFiles = ['identity.age', 'identity.copy.age'];

  test.each(keyFiles)('%s: whatever is damaged, the other copy opens the vault and mends it', async (file) => {
    const good = await readFile(path.join(single, file));
    for (const [what, damaged] of everyDamage(good)) {
      await overwrite(single, file, damaged);
      const vault = await unlockVault(single, PASSPHRASE);
      expect(vault.notices, what).toMatchObject([{ kind: 'identity-repaired', file }]);
      await vault.close();
      expect(await readFile(path.join(single, file)), what).toEqual(good);
    }
    await rm(path.join(single, file));
    await opened(single, async (vault) => expect(vault.notices).toMatchObject([{ kind: 'identity-repaired', file }]));
    expect(await readFile(path.join(single, file))).toEqual(good);
  });

  test('both damaged alike: never opened, never written, and damage is not blamed on the passphrase unless it may be that', async () => {
    const folder = await copyOf(single);
    const good = await readFile(path.join(folder, 'identity.age'));
    const codes = new Set<string>();
    for (const [what, damaged] of everyDamage(good)) {
      for (const file of keyFiles) await overwrite(folder, file, damaged);
      const error = await failure(unlockVault(folder, PASSPHRASE));
      codes.add(error.code);
      expect(['corrupt', 'wrong-passphrase'], what).toContain(error.code);
      if (error.code === 'wrong-passphrase') expect(error.why, what).toContain('damage in a certain place looks the same');
      for (const file of keyFiles) expect(await readFile(path.join(folder, file)), what).toEqual(Buffer.from(damaged));
    }
    expect([...codes].sort()).toEqual(['corrupt', 'wrong-passphrase']);
  });

  test('both missing is not an empty vault', async () => {
    const folder = await copyOf(single);
    for (const file of keyFiles) await rm(path.join(folder, file));
    expect(await failure(unlockVault(folder, PASSPHRASE))).toMatchObject({ code: 'corrupt', file: 'identity.age' });
  });

  test('one damaged, and the passphrase wrong: says that it may be either', async () => {
    const folder = await copyOf(single);
    await overwrite(folder, 'identity.age', Buffer.from('broken'));
    const error = await failure(unlockVault(folder, Buffer.from('wrong')));
    expect(error.code).toBe('wrong-passphrase');
    expect(error.why).toContain('One of the two key files is damaged');
  });
});

describe('files that open but are not the right ones', () => {
  const swap = async (folder: string, from: string, to: string): Promise<void> => cp(path.join(folder, from), path.join(folder, to));

  test("another site's file is corrupt, and the sentence says whose it is", async () => {
    const folder = await copyOf(single);
    await swap(folder, `sites/${OTHER_SITE}/site.age`, SITE_FILE);
    await swap(folder, `sites/${OTHER_SITE}/numbers.age`, NUMBERS_FILE);
    await opened(folder, async (vault) => {
      for (const read of [vault.readSite(SITE), vault.readPart(SITE, 'numbers')]) {
        expect(await failure(read)).toMatchObject({ code: 'corrupt', why: expect.stringContaining(`belongs to another site (${OTHER_SITE})`) });
      }
      expect((await vault.readSite(OTHER_SITE)).document).toBe('other good');
    });
  });

  test('a file of another kind, or another document, is corrupt', async () => {
    const folder = await copyOf(single);
    await swap(folder, NUMBERS_FILE, SITE_FILE);
    await swap(folder, 'contacts.age', 'accounts.age');
    await opened(folder, async (vault) => {
      expect(await failure(vault.readSite(SITE))).toMatchObject({ code: 'corrupt', why: expect.stringContaining('wrong place') });
      expect(await failure(vault.readDocument('accounts'))).toMatchObject({ code: 'corrupt', why: expect.stringContaining("'contacts'") });
    });
  });

  test("another vault's file is corrupt", async () => {
    const folder = await copyOf(single);
    const other = await closedVault((vault) => fill(vault, 'foreign'));
    await overwrite(folder, SITE_FILE, await readFile(path.join(other, SITE_FILE)));
    await opened(folder, async (vault) => expect((await failure(vault.readSite(SITE))).why).toContain('another vault'));
  });

  test('an older copy of a file is used, with a notice that names the newer backup, which can be brought back', async () => {
    const folder = await copyOf(backedUp);
    const old = await readFile(path.join(single, SITE_FILE));
    await opened(folder, (vault) => vault.saveSite(SITE, 'newest', { name: 'newest' }));
    await overwrite(folder, SITE_FILE, old);
    await opened(folder, async (vault) => {
      expect((await vault.readSite(SITE)).document).toBe('good');
      const [notice, ...others] = vault.notices;
      if (notice?.kind !== 'rolled-back' || notice.backup === null) throw new Error(`expected the notice of a rollback with a backup, got ${JSON.stringify(notice)}`);
      expect(others).toEqual([]);
      expect(notice).toMatchObject({ file: SITE_FILE, revision: 1, remembered: 3, backup: { revision: 2 } });

      expect(await vault.restoreFromBackup(SITE_FILE, notice.backup.generation)).toEqual({ revision: 4 });
      expect((await vault.readSite(SITE)).document).toBe('newer');
      expect(vault.listSites().find(({ id }) => id === SITE)).toMatchObject({ revision: 4, summary: { name: 'newer' } });
    });
  });

  test('an older copy of a part or document is noticed as well', async () => {
    const folder = await copyOf(backedUp);
    for (const file of [NUMBERS_FILE, 'accounts.age']) await overwrite(folder, file, await readFile(path.join(single, file)));
    await opened(folder, async (vault) => {
      expect(await vault.readPart(SITE, 'numbers')).toBe('good');
      expect(await vault.readDocument('accounts')).toBe('good');
      expect(vault.notices.map(({ kind, file }) => [kind, file])).toEqual([['rolled-back', NUMBERS_FILE], ['rolled-back', 'accounts.age']]);
    });
  });
});

describe('files of a newer Trunkbook', () => {
  /** Writes a file into a vault as a Trunkbook with another envelope would: with the keys of the vault, whose secret this opens. */
  async function forge(folder: string, file: string, envelope: object): Promise<Buffer> {
    const { age } = await loadAge();
    const decrypter = new age.Decrypter();
    decrypter.addPassphrase(PASSPHRASE.toString());
    const identity = await decrypter.decrypt(await readFile(path.join(folder, 'identity.age')), 'text');
    const keys = await keysOf(/AGE-SECRET-KEY-\S+/.exec(identity)?.[0] ?? '');
    const bytes = Buffer.from(await keys.encrypt(Buffer.from(JSON.stringify(envelope))));
    await overwrite(folder, file, bytes);
    return bytes;
  }

  test.each(FILES)('$file: too-new, no backup in its place, never written over', async ({ file, read, save }) => {
    const folder = await copyOf(backedUp);
    const bytes = await forge(folder, file, { format: 'trunkbook-vault', schema: 2, anything: 'else' });
    await opened(folder, async (vault) => {
      expect(await failure(read(vault))).toMatchObject({ code: 'too-new', file });
      expect(await failure(save(vault))).toMatchObject({ code: 'too-new', file });
      await opened(folder, save).catch((error: unknown) => expect(error).toMatchObject({ code: 'too-new' }));
    });
    expect(await readFile(path.join(folder, file))).toEqual(bytes);
  });

  test('a newer index is used from nowhere and left as it is', async () => {
    const folder = await copyOf(single);
    const bytes = await forge(folder, 'index.age', { format: 'trunkbook-vault', schema: 2 });
    await opened(folder, async (vault) => {
      expect(vault.listSites().map(({ id }) => id).sort()).toEqual([SITE, OTHER_SITE].sort());
      await vault.saveSite(SITE, 'new', null);
      await vault.flush();
    });
    expect(await readFile(path.join(folder, 'index.age'))).toEqual(bytes);
  });

  test('what opens but was not written by Trunkbook is corrupt', async () => {
    const folder = await copyOf(single);
    for (const content of [{}, [], null, 'text', { format: 'other', schema: 1 }, { format: 'trunkbook-vault', schema: 0 }, { format: 'trunkbook-vault', schema: 1, kind: 'site' }]) {
      await forge(folder, SITE_FILE, content as object);
      await opened(folder, async (vault) => expect((await failure(vault.readSite(SITE))).code).toBe('corrupt'), QUICK);
    }
  });
});
