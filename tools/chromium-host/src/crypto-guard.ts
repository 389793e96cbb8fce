// Electron's Node is built on BoringSSL, plain Node on OpenSSL: refuse here what would only fail there.
// Lists: electron/electron#24024 (ciphers) and #24812 (digests). Approximate: real Electron has the last word.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const CIPHERS = /^(id-)?aes-?(128|192|256)-?(cbc|cfb|ctr|ecb|gcm|ofb)$|^aes(128|192|256)$|^des-(cbc|ecb|ede|ede-cbc|ede3-cbc)$|^rc4$|^rc2-cbc$/i;
const DIGESTS = /^(rsa-)?(md4|md5|ripemd160|sha-?(1|224|256|384|512)|sha-?512[-/]256)$/i;
/** Function of node:crypto, which of its arguments names the algorithm, and what BoringSSL has. */
const GUARDED: readonly (readonly [name: string, argument: number, allowed: RegExp])[] = [
  ['createCipheriv', 0, CIPHERS], ['createDecipheriv', 0, CIPHERS],
  ['createHash', 0, DIGESTS], ['createHmac', 0, DIGESTS], ['hash', 0, DIGESTS],
  ['pbkdf2', 4, DIGESTS], ['pbkdf2Sync', 4, DIGESTS], ['hkdf', 0, DIGESTS], ['hkdfSync', 0, DIGESTS],
];
const ABSENT = ['argon2', 'argon2Sync'];
type Functions = Record<string, (...args: unknown[]) => unknown>;

function refuse(what: string): never {
  throw new Error(`electron-host: Electron's BoringSSL has no ${what}`);
}

/** Limits node:crypto of this process to what BoringSSL has. */
export function limitToBoringSSL(): void {
  const functions = crypto as unknown as Functions;
  for (const [name, argument, allowed] of GUARDED) {
    const original = functions[name];
    if (!original) continue;
    functions[name] = (...args) => (allowed.test(String(args[argument])) ? original(...args) : refuse(`${name}('${String(args[argument])}')`));
  }
  for (const name of ABSENT) if (name in functions) functions[name] = () => refuse(name);
  syncBuiltinESMExports();
}
