// `safeStorage` as Electron is on Linux without a keyring ('basic_text'): obfuscation, not protection, because the key lies next to the data.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SafeStorageSurface } from './surface.ts';

const CIPHER = 'aes-256-gcm';
const PREFIX = Buffer.from('v10');
const [IV_LENGTH, TAG_LENGTH] = [12, 16];

interface Host {
  isReady(): boolean;
  getPath(name: 'userData'): string;
}

/** `ELECTRON_HOST_NO_KEYRING=1` makes it a machine that cannot encrypt. */
export function createSafeStorage(host: Host): SafeStorageSurface {
  const key = (): Buffer => {
    const file = path.join(host.getPath('userData'), 'chromium-host-key');
    try {
      return readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    const fresh = randomBytes(32);
    writeFileSync(file, fresh, { mode: 0o600, flag: 'wx' });
    return fresh;
  };
  const available = (): boolean => host.isReady() && process.env['ELECTRON_HOST_NO_KEYRING'] !== '1';
  const demand = (doing: string): void => {
    if (!available()) throw new Error(`Error while ${doing} with safeStorage: encryption is not available.`);
  };
  const encryptString = (text: string): Buffer => {
    demand('encrypting the text');
    const iv = randomBytes(IV_LENGTH);
    const cipher = createCipheriv(CIPHER, key(), iv);
    return Buffer.concat([PREFIX, iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  };
  const decryptString = (encrypted: Buffer): string => {
    demand('decrypting the ciphertext');
    try {
      const body = encrypted.subarray(PREFIX.length);
      const decipher = createDecipheriv(CIPHER, key(), body.subarray(0, IV_LENGTH));
      decipher.setAuthTag(body.subarray(-TAG_LENGTH));
      return decipher.update(body.subarray(IV_LENGTH, -TAG_LENGTH), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.');
    }
  };
  return {
    isEncryptionAvailable: available,
    isAsyncEncryptionAvailable: () => Promise.resolve(available()),
    getSelectedStorageBackend: () => (host.isReady() ? 'basic_text' : 'unknown'),
    setUsePlainTextEncryption: () => {},
    encryptString,
    decryptString,
    encryptStringAsync: async (text) => encryptString(text),
    decryptStringAsync: async (encrypted) => ({ shouldReEncrypt: false, result: decryptString(encrypted) }),
  };
}
