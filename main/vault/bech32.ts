const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const CHECKSUM_LENGTH = 6;

/**
 * The 32 secret bytes of an `AGE-SECRET-KEY-1...` identity (bech32, BIP 173). The checksum is not looked at: the age library has
 * done that before. The caller wipes the result.
 */
export function decodeX25519Secret(identity: string): Uint8Array<ArrayBuffer> {
  const digits = identity.slice(identity.lastIndexOf('1') + 1, -CHECKSUM_LENGTH).toLowerCase();
  const secret = new Uint8Array(Math.floor((digits.length * 5) / 8));
  let bits = 0;
  let pending = 0;
  let length = 0;
  for (const digit of digits) {
    pending = ((pending << 5) | ALPHABET.indexOf(digit)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    secret[length] = pending >> bits;
    length += 1;
  }
  return secret;
}
