// Pictures by their bytes, whatever a name says; in the vault as they were given. The vault is a real one.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toFault } from '../../main/fault.ts';
import { keepPhoto, mimeOf, readPhoto } from '../../main/photos.ts';
import { createVault, type Vault } from '../../main/vault/vault.ts';
import { expectWords } from './commands/workplace.ts';
import { PASSPHRASE, QUICK, SITE, temporaryFolder } from './vault/temporary-vault.ts';

const JPEG = [0xff, 0xd8, 0xff], PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], WEBP = [...Buffer.from('RIFF'), 4, 0, 0, 0, ...Buffer.from('WEBP')];
const base64 = (bytes: Iterable<number>): string => Buffer.from([...bytes]).toString('base64');
const small = base64(JPEG);

let folder: string;
let vault: Vault;
beforeEach(async () => {
  folder = await temporaryFolder();
  vault = await createVault(folder, PASSPHRASE, QUICK);
});
afterEach(() => vault.close());

const keep = (photo: string, data: string, thumbnail = small): Promise<number> => keepPhoto(vault, SITE, photo, { data, thumbnail });
async function faultOf(call: Promise<unknown>): Promise<ReturnType<typeof toFault>> {
  const fault = await call.then(() => null, toFault);
  if (fault === null) throw new Error('It was not refused.');
  expectWords(fault);
  return fault;
}

describe('what a file is', () => {
  it.each([
    ['JPEG', JPEG, 'image/jpeg'], ['PNG', PNG, 'image/png'], ['WebP', WEBP, 'image/webp'],
    ['GIF', [...Buffer.from('GIF89a')], null], ['BMP', [...Buffer.from('BM')], null], ['TIFF', [0x49, 0x49, 0x2a, 0], null], ['HEIC', [0, 0, 0, 0x18, ...Buffer.from('ftypheic')], null],
    ['SVG', [...Buffer.from('<svg onload="alert(1)">')], null], ['HTML', [...Buffer.from('<!doctype html>')], null], ['PDF', [...Buffer.from('%PDF-1.7')], null],
    ['sound in RIFF', [...Buffer.from('RIFF'), 4, 0, 0, 0, ...Buffer.from('WAVE')], null], ['a picture behind one byte', [0, ...PNG], null], ['nothing', [], null],
  ])('%s', (_, bytes, mime) => expect(mimeOf(Uint8Array.from(bytes))).toBe(mime));

  it('half of a signature is none', () => {
    for (const whole of [JPEG, PNG, WEBP]) for (let length = 0; length < whole.length; length += 1) expect(mimeOf(Uint8Array.from(whole.slice(0, length)))).toBeNull();
  });

  it('is said of any bytes without a throw, and only of those that begin so', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const begins = (wanted: number[]): boolean => Buffer.from(bytes).subarray(0, wanted.length).equals(Buffer.from(wanted));
      const isWebp = begins(WEBP.slice(0, 4)) && Buffer.from(bytes).subarray(8, 12).toString('latin1') === 'WEBP';
      expect(mimeOf(bytes)).toBe(begins(JPEG) ? 'image/jpeg' : begins(PNG) ? 'image/png' : isWebp ? 'image/webp' : null);
    }));
  });
});

describe('a picture', () => {
  it('comes back byte for byte, whole and small, with what each of them is', async () => {
    const formats = fc.constantFrom([JPEG, 'image/jpeg'] as const, [PNG, 'image/png'] as const, [WEBP, 'image/webp'] as const);
    const picture = fc.tuple(formats, fc.uint8Array({ maxLength: 5000 })).map(([[signature, mime], rest]) => ({ mime, bytes: Buffer.from([...signature, ...rest]) }));
    await fc.assert(fc.asyncProperty(fc.uuid({ version: 4 }), picture, picture, async (id, whole, thumbnail) => {
      expect(await keep(id, base64(whole.bytes), base64(thumbnail.bytes))).toBe(whole.bytes.length);
      for (const [size, wanted] of [['whole', whole], ['small', thumbnail]] as const) {
        const [, mime, data = ''] = /^data:([a-z/]+);base64,(.*)$/.exec(await readPhoto(vault, SITE, id, size)) ?? [];
        expect([mime, Buffer.from(data, 'base64').equals(wanted.bytes)]).toEqual([wanted.mime, true]);
      }
    }), { numRuns: 30 });
  });

  it('is not readable on the disk', async () => {
    const id = crypto.randomUUID();
    const bytes = Buffer.concat([Buffer.from(PNG), Buffer.from('CANARY in the picture')]);
    await keep(id, base64(bytes));
    const file = await readFile(path.join(folder, 'sites', SITE, 'photos', `${id}.age`));
    expect(file.includes('CANARY') || file.includes(base64(bytes).slice(0, 20))).toBe(false);
  });

  it.each([
    ['text that is called a picture', base64(Buffer.from('<script>alert(1)</script>')), small], ['a small copy that is none', base64(PNG), base64(Buffer.from('GIF89a'))],
    ['nothing', '', small], ['no small copy', base64(PNG), ''], ['base64 of nothing', '==', small],
  ])('%s is refused, and nothing is kept', async (_, data, thumbnail) => {
    const id = crypto.randomUUID();
    expect((await faultOf(keep(id, data, thumbnail))).code).toBe('invalid-value');
    expect(await vault.readPhoto(SITE, id)).toBeNull();
  });

  it('of the greatest size is kept; one byte more is refused with its size', async () => {
    const id = crypto.randomUUID();
    const picture = (size: number): string => Buffer.concat([Buffer.from(PNG), Buffer.alloc(size - PNG.length, 7)]).toString('base64');
    const refused = await faultOf(keep(id, picture(30_000_000)));
    const most = Number(/at most ([\d.]+) MB/.exec(refused.why)?.[1]) * 1_000_000;
    expect((await faultOf(keep(id, picture(most + 1)))).code).toBe('invalid-value');
    expect(await vault.readPhoto(SITE, id)).toBeNull();
    expect(await keep(id, picture(most))).toBe(most);
    expect(await readPhoto(vault, SITE, id, 'whole') === `data:image/png;base64,${picture(most)}`).toBe(true);
  });
});

describe('a picture that cannot be shown', () => {
  it('because it was never kept, or a newer Trunkbook wrote it, is not found', async () => {
    const id = crypto.randomUUID();
    expect((await faultOf(readPhoto(vault, SITE, id, 'small'))).code).toBe('not-found');
    for (const document of [{ schema: 2, frames: [] }, { schema: 1, mime: 'text/html', data: base64(Buffer.from('<script>')), thumbnail: small }, { schema: 1, mime: 'image/png', data: small, thumbnail: small, more: 1 }]) {
      await vault.savePhoto(SITE, id, document);
      for (const size of ['whole', 'small'] as const) expect((await faultOf(readPhoto(vault, SITE, id, size))).code).toBe('not-found');
    }
  });

  it('because its file is damaged, is damaged: never “not found”', async () => {
    const id = crypto.randomUUID();
    await keep(id, base64(PNG));
    const file = path.join(folder, 'sites', SITE, 'photos', `${id}.age`);
    const bytes = await readFile(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect((await faultOf(readPhoto(vault, SITE, id, 'whole'))).code).toBe('corrupt');
  });
});
