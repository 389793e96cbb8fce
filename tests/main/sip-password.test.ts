import { expect, it } from 'vitest';
import { readSipPassword } from '../../domain/site/values.ts';
import { generateSipPassword } from '../../main/sip-password.ts';

it('a generated SIP password keeps Twilio’s rule, and is another one each time', () => {
  const passwords = Array.from({ length: 500 }, generateSipPassword);
  for (const password of passwords) expect(readSipPassword(password).ok, password).toBe(true);
  expect(new Set(passwords).size).toBe(passwords.length);
});
