// A process that is killed leaves the disk as it was between two calls. Here the vault stops for good before its n-th call, for every
// n, and another vault opens a copy of what is on the disk by then. tests/crash does it with real kills.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { VaultFs } from '../../../main/vault/disk.ts';
import { VaultError } from '../../../main/vault/errors.ts';
import { createVault, inspectFolder, unlockVault } from '../../../main/vault/vault.ts';
import { systemError, watchedFs } from './failing-fs.ts';
import { closedVault, copyOf, filesIn, opened, PASSPHRASE, PHOTO, QUICK, SITE, temporaryFolder } from './temporary-vault.ts';

const NEXT = Buffer.from('the next passphrase');

type End = 'stopped' | 'done';

/** A file system whose n-th call, counted from when it was armed, does not come back while the test looks at the disk. */
class StoppingDisk {
  readonly fs: VaultFs;
  readonly #stopped = Promise.withResolvers<End>();
  readonly #released = Promise.withResolvers<void>();
  #from = Infinity;
  #seen = 0;
  #running: Promise<unknown> = Promise.resolve();

  constructor() {
    this.fs = watchedFs(async ({ number }) => {
      this.#seen = number;
      if (number < this.#from) return;
      this.#stopped.resolve('stopped');
      await this.#released.promise;
      throw systemError('EIO');
    });
  }

  /** Runs `work` until it ends or makes its n-th call. */
  async run(n: number, work: () => Promise<unknown>): Promise<End> {
    this.#from = this.#seen + n;
    this.#running = work();
    return Promise.race([this.#stopped.promise, this.#running.then((): End => 'done')]);
  }

  /** Lets what was stopped run into an error, so that it closes its files. */
  async release(): Promise<void> {
    this.#released.resolve();
    await this.#running.catch(() => undefined);
  }
}

/** Stops before each call in turn until `scenario` gets through; says how many calls there were. */
async function stopAtEachCall(scenario: (disk: StoppingDisk, n: number) => Promise<End>): Promise<number> {
  for (let n = 1; ; n += 1) {
    const disk = new StoppingDisk();
    const end = await scenario(disk, n);
    await disk.release();
    if (end === 'done') return n - 1;
  }
}

/** Whether a passphrase opens a vault, and the site in it. */
async function opensWith(folder: string, passphrase: Uint8Array): Promise<boolean> {
  try {
    const vault = await unlockVault(folder, passphrase);
    expect((await vault.readSite(SITE)).document).toBe('kept');
    await vault.close();
    return true;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'wrong-passphrase') return false;
    throw error;
  }
}

describe('stopped before each file system call', () => {
  test('saveSite with its backup: the old or the new state opens, the new one when acknowledged, and nothing is left behind', async () => {
    const base = await closedVault(async (vault) => {
      await vault.saveSite(SITE, 'older', { name: 'older' });
      await vault.saveDocument('accounts', 'accounts');
    });
    await opened(base, (vault) => vault.saveSite(SITE, 'old', { name: 'old' }));
    const states = new Set<unknown>();
    const calls = await stopAtEachCall(async (disk, n) => {
      const folder = await copyOf(base);
      const vault = await unlockVault(folder, PASSPHRASE, { fs: disk.fs });
      await vault.flush();
      const end = await disk.run(n, () => vault.saveSite(SITE, 'new', { name: 'new' }));
      const left = await copyOf(folder);
      await opened(left, async (again) => {
        const { document } = await again.readSite(SITE);
        states.add(document);
        expect(end === 'done' ? ['new'] : ['old', 'new'], `call ${n}`).toContain(document);
        expect(again.listSites(), `call ${n}`).toMatchObject([{ summary: { name: document } }]);
        expect(await again.readDocument('accounts'), `call ${n}`).toBe('accounts');
        expect(again.notices, `call ${n}`).toEqual([]);
      });
      expect([...(await filesIn(left)).keys()].filter((file) => file.includes('.tmp')), `call ${n}`).toEqual([]);
      return end;
    });
    expect(calls).toBeGreaterThan(20);
    expect([...states]).toEqual(['old', 'new']);
  });

  test('a new picture with its backup: it is whole or not there, there when acknowledged, and nothing is left behind', async () => {
    const base = await closedVault((vault) => vault.saveSite(SITE, 'kept', null).then(() => undefined));
    const states = new Set<unknown>();
    const calls = await stopAtEachCall(async (disk, n) => {
      const folder = await copyOf(base);
      const vault = await unlockVault(folder, PASSPHRASE, { fs: disk.fs });
      await vault.flush();
      const end = await disk.run(n, () => vault.savePhoto(SITE, PHOTO, 'picture'));
      const left = await copyOf(folder);
      await opened(left, async (again) => {
        const kept = await again.readPhoto(SITE, PHOTO);
        states.add(kept);
        expect(end === 'done' ? ['picture'] : [null, 'picture'], `call ${n}`).toContain(kept);
        expect((await again.readSite(SITE)).document, `call ${n}`).toBe('kept');
        expect(again.notices, `call ${n}`).toEqual([]);
      });
      expect([...(await filesIn(left)).keys()].filter((file) => file.includes('.tmp')), `call ${n}`).toEqual([]);
      return end;
    });
    expect(calls).toBeGreaterThan(30);
    expect([...states]).toEqual([null, 'picture']);
  });

  test('changePassphrase: the old or the new passphrase opens, only the new one when acknowledged', async () => {
    const base = await closedVault((vault) => vault.saveSite(SITE, 'kept', null).then(() => undefined));
    const seen = new Set<string>();
    await stopAtEachCall(async (disk, n) => {
      const folder = await copyOf(base);
      const vault = await unlockVault(folder, PASSPHRASE, { ...QUICK, fs: disk.fs });
      await vault.flush();
      const end = await disk.run(n, () => vault.changePassphrase(PASSPHRASE, NEXT));
      const opens: string[] = [];
      for (const [name, passphrase] of Object.entries({ old: PASSPHRASE, new: NEXT })) {
        // A copy each: the first to open brings the key files in line.
        if (await opensWith(await copyOf(folder), passphrase)) opens.push(name);
      }
      expect(opens, `call ${n}`).not.toEqual([]);
      if (end === 'done') expect(opens).toEqual(['new']);
      seen.add(opens.join(' and '));
      return end;
    });
    expect([...seen]).toEqual(['old', 'old and new', 'new']);
  });

  test('createVault: the folder is empty and can be used, or the passphrase opens it', async () => {
    const seen = new Set<string>();
    await stopAtEachCall(async (disk, n) => {
      const folder = path.join(await temporaryFolder(), 'data');
      const end = await disk.run(n, () => createVault(folder, PASSPHRASE, { ...QUICK, fs: disk.fs }));
      const { kind } = await inspectFolder(folder);
      seen.add(kind);
      const vault = await (kind === 'empty' ? createVault(folder, PASSPHRASE, QUICK) : unlockVault(folder, PASSPHRASE));
      await vault.saveSite(SITE, 'works', null);
      await vault.close();
      if (end === 'done') expect(kind, `call ${n}`).toBe('vault');
      return end;
    });
    expect([...seen]).toEqual(['empty', 'vault']);
  });
});
