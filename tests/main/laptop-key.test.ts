import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackendMemory, type Keychain, LaptopKey, protectingBackend } from '../../main/laptop-key.ts';

const IDENTITY = 'AGE-SECRET-KEY-1MADEUP';

/** A keychain that turns bits over, under the name and in the state that a test gives it. */
class MadeUpKeychain implements Keychain {
  name: string | null = 'gnome_libsecret';
  available = true;
  refuses = false;
  generation = 1;
  backend(): string | null {
    return this.name;
  }
  isAvailable(): Promise<boolean> {
    return this.available ? Promise.resolve(true) : Promise.reject(new Error('CANARY of the system'));
  }
  async seal(text: string): Promise<Uint8Array> {
    return Buffer.from([this.generation, ...Buffer.from(text).map((byte) => byte ^ 0xff)]);
  }
  async open(sealed: Uint8Array): Promise<{ text: string; sealAgain: boolean }> {
    if (this.refuses) throw new Error('CANARY of the system');
    return { text: Buffer.from(sealed.subarray(1).map((byte) => byte ^ 0xff)).toString(), sealAgain: sealed[0] !== this.generation };
  }
}

let folder: string;
let file: string;
let keychain: MadeUpKeychain;
let memory: { keyBackend: string | undefined } & BackendMemory;
let key: LaptopKey;
const keep = (): Promise<void> => key.keep(async () => IDENTITY);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'trunkbook-laptop-'));
  file = path.join(folder, 'laptop.key');
  keychain = new MadeUpKeychain();
  memory = { keyBackend: undefined, set({ keyBackend }) { this.keyBackend = keyBackend; } };
  key = new LaptopKey(folder, keychain, memory);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a keychain protects the key', () => {
  it.each([
    ['darwin', 'not asked', 'keychain'], ['win32', 'not asked', 'dpapi'], ['linux', 'gnome_libsecret', 'gnome_libsecret'], ['linux', 'kwallet6', 'kwallet6'],
    ['linux', 'basic_text', null], ['linux', 'unknown', null], ['linux', 'a new one', null], ['freebsd', 'gnome_libsecret', null],
  ])('%s with %s: %s', (platform, selected, expected) => expect(protectingBackend(platform, () => selected)).toBe(expected));

  it('off Linux safeStorage is not asked which: the call exists only there', () => {
    for (const platform of ['darwin', 'win32']) expect(() => protectingBackend(platform, () => { throw new Error('asked'); })).not.toThrow();
  });
});

describe('the key on this laptop', () => {
  it('is off at first, then kept sealed for this user alone, and given back', async () => {
    expect([await key.state(), await key.isKept()]).toEqual(['off', false]);
    await keep();
    expect([await key.state(), await key.isKept(), memory.keyBackend]).toEqual(['on', true, 'gnome_libsecret']);
    expect((await readFile(file)).includes(IDENTITY)).toBe(false);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await key.take()).toBe(IDENTITY);
  });

  it.each([['no keychain that protects', null, true], ['one that does not answer', 'gnome_libsecret', false]])('is not made with %s, and the identity is not even asked for', async (_, name, available) => {
    Object.assign(keychain, { name, available });
    await expect(key.keep(() => Promise.reject(new Error('asked for the identity')))).rejects.toMatchObject({ fault: { code: 'io', why: expect.not.stringContaining('CANARY') } });
    expect(existsSync(file)).toBe(false);
  });

  it('is not made by a keychain that does not give back what it took', async () => {
    keychain.refuses = true;
    await expect(keep()).rejects.toMatchObject({ code: 'io' });
    expect([existsSync(file), await key.state()]).toEqual([false, 'off']);
  });

  it.each([['another keychain', 'kwallet6'], ['none that protects', null]])('is forgotten under %s, with the reason', async (_, name) => {
    await keep();
    keychain.name = name;
    await expect(key.take()).rejects.toMatchObject({ fault: { code: 'io', why: expect.stringContaining('another keychain'), next: expect.stringContaining('passphrase') } });
    expect([existsSync(file), memory.keyBackend]).toEqual([false, undefined]);
    expect(await key.state()).toBe(name === null ? 'unavailable' : 'off');
  });

  it('is forgotten when nobody knows any more which keychain sealed it', async () => {
    await keep();
    memory.set({ keyBackend: undefined });
    await expect(key.take()).rejects.toMatchObject({ fault: { code: 'io' } });
    expect(existsSync(file)).toBe(false);
  });

  it('stays while the keychain only refuses: it may be locked; nothing of its message is told', async () => {
    await keep();
    keychain.refuses = true;
    const fault = await key.take().then(() => null, (error: unknown) => error);
    expect(fault).toMatchObject({ fault: { code: 'io', next: expect.stringContaining('passphrase') } });
    expect(JSON.stringify(fault)).not.toContain('CANARY');
    keychain.refuses = false;
    expect(await key.take()).toBe(IDENTITY);
  });

  it('is sealed again when the keychain has a newer key', async () => {
    await keep();
    keychain.generation = 2;
    expect(await key.take()).toBe(IDENTITY);
    expect((await readFile(file))[0]).toBe(2);
  });

  it('is gone once forgotten, and forgetting twice is no fault', async () => {
    await keep();
    await key.forget();
    await key.forget();
    expect([existsSync(file), await key.state(), memory.keyBackend]).toEqual([false, 'off', undefined]);
    await expect(key.take()).rejects.toMatchObject({ fault: { code: 'not-found' } });
  });
});
