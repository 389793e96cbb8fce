import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { decodeX25519Secret } from './bech32.ts';
import { scryptIdentity, scryptRecipient, type ScryptAttempt } from './scrypt.ts';

/** The age library and its cipher, loaded when the vault is first used so that the start of the app does not pay for them. */
export interface AgeTools {
  readonly age: typeof import('age-encryption');
  readonly chacha20poly1305: (typeof import('@noble/ciphers/chacha.js'))['chacha20poly1305'];
}

let loading: Promise<AgeTools> | null = null;

/** Loads the library once; later calls get the same. */
export function loadAge(): Promise<AgeTools> {
  loading ??= Promise.all([import('age-encryption'), import('@noble/ciphers/chacha.js')]).then(([age, { chacha20poly1305 }]) => ({ age, chacha20poly1305 }));
  return loading;
}

/** Encrypts to a passphrase. The salt is fresh each time: age's stanza has a fixed nonce, so a salt used twice would break it. */
export async function encryptWithPassphrase(plaintext: Uint8Array, passphrase: Uint8Array, logN: number): Promise<Uint8Array> {
  const tools = await loadAge();
  const encrypter = new tools.age.Encrypter();
  encrypter.addRecipient(scryptRecipient(tools, passphrase, logN));
  return encrypter.encrypt(plaintext);
}

/**
 * `refused`: the stanza does not open, which a wrong passphrase and a damaged stanza both cause.
 * `damaged`: the file is broken whatever the passphrase. `no-memory`: this computer could not run scrypt at the file's work factor.
 */
export type PassphraseOutcome = { readonly kind: 'opened'; readonly plaintext: Uint8Array } | { readonly kind: 'refused' | 'damaged' | 'no-memory' };

/** Decrypts a file that is under a passphrase. Throws nothing: every way to fail is an outcome. */
export async function decryptWithPassphrase(file: Uint8Array, passphrase: Uint8Array): Promise<PassphraseOutcome> {
  const tools = await loadAge();
  const attempt: ScryptAttempt = { end: 'damaged' };
  const decrypter = new tools.age.Decrypter();
  decrypter.addIdentity(scryptIdentity(tools, passphrase, attempt));
  try {
    return { kind: 'opened', plaintext: await decrypter.decrypt(file) };
  } catch {
    return { kind: attempt.end };
  }
}

/** What an open vault encrypts and decrypts its files with. */
export interface VaultKeys {
  /** Never leaves the process, except inside identity.age: whoever knows it could forge a file. */
  readonly recipient: string;
  encrypt(plaintext: Uint8Array): Promise<Uint8Array>;
  /** Throws an Error of the library when the file does not open. */
  decrypt(file: Uint8Array): Promise<Uint8Array>;
}

/** A new X25519 identity, `AGE-SECRET-KEY-1...`. */
export async function generateIdentity(): Promise<string> {
  return (await loadAge()).age.generateX25519Identity();
}

/** @throws Error of the library when the text is not an X25519 identity. */
export async function keysOf(identity: string): Promise<VaultKeys> {
  const { age } = await loadAge();
  const recipient = await age.identityToRecipient(identity);
  const encrypter = new age.Encrypter();
  encrypter.addRecipient(recipient);
  const decrypter = new age.Decrypter();
  const key = await nativeKey(identity, recipient);
  if (key === null) decrypter.addIdentity(identity);
  else decrypter.addIdentity(key);
  return {
    recipient,
    encrypt: async (plaintext) => (plaintext.length <= PIECE_BYTES ? encrypter.encrypt(plaintext) : wholeOf(await encrypter.encrypt(inPieces(plaintext)))),
    decrypt: async (file) => (file.length <= PIECE_BYTES ? decrypter.decrypt(file) : wholeOf(await decrypter.decrypt(inPieces(file)))),
  };
}

/** The cipher takes some 10 ms for as much. Given more at once, the library does not let the event loop come round until it is through. */
const PIECE_BYTES = 2 ** 20;

/** A picture's bytes piece by piece, with a turn of the event loop before each. */
function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let from = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await eventLoopTurn();
      controller.enqueue(bytes.subarray(from, from + PIECE_BYTES));
      from += PIECE_BYTES;
      if (from >= bytes.length) controller.close();
    },
  });
}

async function wholeOf(pieces: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(pieces).arrayBuffer());
}

const PKCS8_X25519 = Uint8Array.from([0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20]);

/**
 * The secret as a key that JavaScript cannot read: it then lives in the crypto library's memory, which is wiped when freed, and no copy
 * of it stays on the JavaScript heap. Null where the platform has no X25519 in WebCrypto; the library then works with the text.
 */
async function nativeKey(identity: string, recipient: string) {
  const { age } = await loadAge();
  const secret = decodeX25519Secret(identity);
  const pkcs8 = new Uint8Array(PKCS8_X25519.length + secret.length);
  pkcs8.set(PKCS8_X25519);
  pkcs8.set(secret, PKCS8_X25519.length);
  try {
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, false, ['deriveBits']);
    return (await age.identityToRecipient(key)) === recipient ? key : null;
  } catch {
    return null;
  } finally {
    secret.fill(0);
    pkcs8.fill(0);
  }
}

/**
 * Loads the library and runs it once, so that the first unlock does not pay for it. Worth calling when the unlock screen shows.
 */
export async function warmUp(): Promise<void> {
  const keys = await keysOf(await generateIdentity());
  await keys.decrypt(await keys.encrypt(new Uint8Array(1)));
}

