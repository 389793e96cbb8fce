import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandFault, toFault } from '../../main/fault.ts';
import { saveText } from '../../main/save-file.ts';
import { expectWords } from './commands/workplace.ts';
import { temporaryFolder } from './vault/temporary-vault.ts';

const SUGGESTION = { title: 'Save the list', name: 'list.txt', kind: { name: 'Text', extensions: ['txt'] } };

describe('a file that is saved', () => {
  it('has the text and nothing else, whatever was there before', async () => {
    const file = path.join(await temporaryFolder(), 'list.txt');
    await writeFile(file, 'something longer that was there before');
    const text = '+15125550142\n“Ärzte” 😀';
    expect(await saveText(async () => file, SUGGESTION, text)).toBe(true);
    expect(await readFile(file)).toEqual(Buffer.from(text, 'utf8'));
  });

  it('is suggested as the caller says', async () => {
    const asked: unknown[] = [];
    await saveText(async (suggestion) => { asked.push(suggestion); return null; }, SUGGESTION, '');
    expect(asked).toEqual([SUGGESTION]);
  });

  it('is not written when the person changed their mind', async () => {
    const folder = await temporaryFolder();
    expect(await saveText(async () => null, SUGGESTION, 'text')).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([['in a folder that is not there', ['no', 'list.txt']], ['where a folder is', ['folder']]])('%s: says so in words, without the path', async (_, at) => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'folder'));
    const error: unknown = await saveText(async () => path.join(folder, ...at), SUGGESTION, 'text').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CommandFault);
    const fault = toFault(error);
    expectWords(fault);
    expect(fault.code).toBe('io');
    expect(JSON.stringify(fault)).not.toContain(folder);
  });
});
