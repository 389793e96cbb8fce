import { expect, test } from 'vitest';
import { Disk, renamePatiently } from '../../../main/vault/disk.ts';
import { systemError, watchedFs } from './failing-fs.ts';
import { filesIn, temporaryFolder } from './temporary-vault.ts';

/** A rename that fails a number of times before it works, as while a virus scanner looks at the file. */
function heldOpen(code: string, times: number): { readonly rename: () => Promise<void>; readonly tries: () => number } {
  let tries = 0;
  return {
    tries: () => tries,
    rename: async () => {
      tries += 1;
      if (tries <= times) throw systemError(code);
    },
  };
}

test.each(['EPERM', 'EBUSY', 'EACCES'])('%s on rename is tried again while there is patience', async (code) => {
  const disk = heldOpen(code, 3);
  await renamePatiently(disk, 'from', 'to', 60_000);
  expect(disk.tries()).toBe(4);
});

test('without patience, or for another error, rename fails at once', async () => {
  const impatient = heldOpen('EBUSY', 1);
  await expect(renamePatiently(impatient, 'from', 'to', 0)).rejects.toMatchObject({ code: 'EBUSY' });
  const full = heldOpen('ENOSPC', 1);
  await expect(renamePatiently(full, 'from', 'to', 60_000)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect([impatient.tries(), full.tries()]).toEqual([1, 1]);
});

test('rename gives up when its patience is over', async () => {
  await expect(renamePatiently(heldOpen('EBUSY', Infinity), 'from', 'to', 50)).rejects.toMatchObject({ code: 'EBUSY' });
});

test('a file system that cannot fsync folders is no reason not to save', async () => {
  const root = await temporaryFolder();
  for (const code of ['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP']) {
    const fs = watchedFs(({ name, path }) => {
      if (name === 'file.sync' && !path.endsWith('.tmp')) throw systemError(code);
    });
    await new Disk(root, fs).replace(`${code}/file.age`, Buffer.from(code), async () => true);
  }
  expect([...(await filesIn(root)).values()].map(String).sort()).toEqual(['EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM']);
});

test('a temporary file is never opened over another, and is gone after a failure', async () => {
  const root = await temporaryFolder();
  const disk = new Disk(root);
  await disk.replace('file.age', Buffer.from('old'), async () => true);
  await expect(disk.replace('file.age', Buffer.from('new'), async () => false)).rejects.toMatchObject({ code: 'io' });
  expect([...(await filesIn(root))].map(([name, bytes]) => [name, bytes.toString()])).toEqual([['file.age', 'old']]);
});
