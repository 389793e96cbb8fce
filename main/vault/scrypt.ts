import { randomBytes, scrypt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import type { Identity, Recipient } from 'age-encryption';
import type { AgeTools } from './age.ts';

const LABEL = new TextEncoder().encode('age-encryption.org/v1/scrypt');
/** age's stanza uses the zero nonce; that is safe only because each salt, and so each key, is used once. */
const ZERO_NONCE = new Uint8Array(12);
const BLOCK_SIZE = 8;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const WRAPPED_FILE_KEY_BYTES = 32;
/** age itself refuses more: 1 GiB of memory and several seconds. */
const HIGHEST_LOG_N = 20;
const WEAKEST_LOG_N = 17;
const STRONGEST_LOG_N = 19;
const PROBE_LOG_N = 15;
const SHORTEST_UNLOCK_MS = 500;

/** Memory that scrypt needs at a work factor, in bytes. */
export function scryptMemory(logN: number): number {
  return 128 * BLOCK_SIZE * 2 ** logN;
}

/** scrypt in the thread pool of Node: the event loop goes on. */
export function deriveKey(passphrase: Uint8Array, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  const options = { N: 2 ** logN, r: BLOCK_SIZE, p: 1, maxmem: scryptMemory(logN) + 2 ** 20 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.concat([LABEL, salt]), KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

/** Wraps a file's key under a passphrase, as age's own scrypt recipient does, but off the event loop. */
export function scryptRecipient({ age, chacha20poly1305 }: AgeTools, passphrase: Uint8Array, logN: number): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT_BYTES);
      const key = await deriveKey(passphrase, salt, logN);
      const body = chacha20poly1305(key, ZERO_NONCE).encrypt(fileKey);
      key.fill(0);
      return [new age.Stanza(['scrypt', unpaddedBase64(salt), String(logN)], body)];
    },
  };
}

/** Why a file does not open, if it does not; the library's errors do not tell. `damaged` stands until scrypt was tried. */
export interface ScryptAttempt {
  end: 'damaged' | 'refused' | 'no-memory';
}

/** Unwraps a file's key with a passphrase, off the event loop. Leaves in `attempt` how it ended. */
export function scryptIdentity({ chacha20poly1305 }: AgeTools, passphrase: Uint8Array, attempt: ScryptAttempt): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza] = stanzas;
      if (stanza === undefined || stanzas.length !== 1) return null;
      const [type, encodedSalt, workFactor, ...rest] = stanza.args;
      if (type !== 'scrypt' || encodedSalt === undefined || workFactor === undefined || rest.length > 0) return null;
      const salt = Buffer.from(encodedSalt, 'base64');
      const logN = Number(workFactor);
      const wellFormed =
        salt.length === SALT_BYTES &&
        unpaddedBase64(salt) === encodedSalt &&
        /^[1-9][0-9]?$/.test(workFactor) &&
        logN <= HIGHEST_LOG_N &&
        stanza.body.length === WRAPPED_FILE_KEY_BYTES;
      if (!wellFormed) return null;
      const key = await deriveKey(passphrase, salt, logN).catch(() => null);
      if (key === null) {
        attempt.end = 'no-memory';
        return null;
      }
      attempt.end = 'refused';
      try {
        const fileKey = chacha20poly1305(key, ZERO_NONCE).decrypt(stanza.body);
        // What fails from here on is the file, not the passphrase.
        attempt.end = 'damaged';
        return fileKey;
      } catch {
        return null;
      } finally {
        key.fill(0);
      }
    },
  };
}

/**
 * The work factor for a new vault on this computer: the first of 17, 18, 19 that takes half a second, held back by memory
 * (scrypt may take a quarter of what is free). 17 is OWASP's floor and is used however slow or small the computer is.
 */
export async function calibrateWorkFactor(): Promise<number> {
  const started = performance.now();
  await deriveKey(new Uint8Array(SALT_BYTES), new Uint8Array(SALT_BYTES), PROBE_LOG_N);
  return chooseWorkFactor(performance.now() - started, process.availableMemory());
}

/**
 * @param probeMs how long scrypt took at work factor 15; each step up doubles it
 * @param freeBytes memory that this process may still take
 */
export function chooseWorkFactor(probeMs: number, freeBytes: number): number {
  let logN = WEAKEST_LOG_N;
  const fits = (candidate: number): boolean => scryptMemory(candidate) <= freeBytes / 4;
  while (logN < STRONGEST_LOG_N && probeMs * 2 ** (logN - PROBE_LOG_N) < SHORTEST_UNLOCK_MS && fits(logN + 1)) logN += 1;
  return logN;
}

function unpaddedBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
