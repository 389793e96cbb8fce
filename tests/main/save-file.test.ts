import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CommandFault, toFault } from '../../main/fault.ts';
import { saveText } from '../../main/save-file.ts';
import { expectWords } from './commands/workplace.ts';
import { temporaryFolder } from './vault/temporary-vault.ts';

/** While it is on, a disk has room for half of what is written. */
const disk = vi.hoisted(() => ({ full: false }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const halfWritten: typeof real.writeFile = async (file, text, options) => {
    await real.writeFile(file, disk.full && typeof text === 'string' ? text.slice(0, text.length / 2) : text, options);
    if (disk.full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  return { ...real, writeFile: halfWritten };
});
afterEach(() => { disk.full = false; });

const SUGGESTION = { title: 'Save the list', name: 'list.txt', kind: { name: 'Text', extensions: ['txt'] } };

describe('a file that is saved', () => {
  it('has the text and nothing else, whatever was there before', async () => {
    const file = path.join(await temporaryFolder(), 'list.txt');
    await writeFile(file, 'something longer that was there before');
    const text = '+15125550142\n“Ärzte” 😀';
    expect(await saveText(async () => file, SUGGESTION, () => text)).toBe(true);
    expect(await readFile(file)).toEqual(Buffer.from(text, 'utf8'));
  });

  it('is suggested as the caller says', async () => {
    const asked: unknown[] = [];
    await saveText(async (suggestion) => { asked.push(suggestion); return null; }, SUGGESTION, () => '');
    expect(asked).toEqual([SUGGESTION]);
  });

  it('is not written when the person changed their mind', async () => {
    const folder = await temporaryFolder();
    expect(await saveText(async () => null, SUGGESTION, () => 'text')).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is for its owner alone to read', async () => {
    const file = path.join(await temporaryFolder(), 'list.txt');
    await saveText(async () => file, SUGGESTION, () => 'text');
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('has the text that there is when the place was chosen; where there is none then, nothing is touched', async () => {
    const file = path.join(await temporaryFolder(), 'list.txt');
    let text = 'before';
    await saveText(async () => { text = 'after'; return file; }, SUGGESTION, () => text);
    expect(await readFile(file, 'utf8')).toBe('after');
    await expect(saveText(async () => file, SUGGESTION, () => { throw new Error('locked'); })).rejects.toThrow('locked');
    expect([await readdir(path.dirname(file)), await readFile(file, 'utf8')]).toEqual([['list.txt'], 'after']);
  });

  it('on a disk that is full leaves nothing behind, and what was there before as it was', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'old.txt'), 'old');
    disk.full = true;
    for (const name of ['old.txt', 'new.txt']) await expect(saveText(async () => path.join(folder, name), SUGGESTION, () => 'a new text')).rejects.toMatchObject({ fault: { code: 'io' } });
    expect([await readdir(folder), await readFile(path.join(folder, 'old.txt'), 'utf8')]).toEqual([['old.txt'], 'old']);
  });

  it.each([['in a folder that is not there', ['no', 'list.txt']], ['where a folder is', ['folder']]])('%s: says so in words, without the path', async (_, at) => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'folder'));
    const error: unknown = await saveText(async () => path.join(folder, ...at), SUGGESTION, () => 'text').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CommandFault);
    const fault = toFault(error);
    expectWords(fault);
    expect(fault.code).toBe('io');
    expect(JSON.stringify(fault)).not.toContain(folder);
    expect(await readdir(folder, { recursive: true })).toEqual(['folder']);
  });
});
