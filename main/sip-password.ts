import { randomInt } from 'node:crypto';
import { readSipPassword } from '../domain/site/values.ts';

// Without characters that look alike: a technician may have to type it.
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const LENGTH = 20;

/** A SIP credential password that Twilio's rule accepts: 20 letters and digits, about 115 bits. */
export function generateSipPassword(): string {
  const alphabet = LOWER + UPPER + DIGITS;
  for (;;) {
    const password = Array.from({ length: LENGTH }, () => alphabet[randomInt(alphabet.length)]).join('');
    if (readSipPassword(password).ok) return password;
  }
}
