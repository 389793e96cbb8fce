import { expect, test } from 'vitest';
import { generatePassphrase, judgePassphrase } from '../../../main/vault/passphrase.ts';

test.each([
  '',
  'password1',
  'P4$$w0rd!',
  'qwertyuiop',
  'trunkbook',
  'Twilio2026!',
  '3cx3cx3cx3cx',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'abandon abandon abandon abandon abandon abandon',
  'abandon-abandon-abandon-abandon-abandon-abandon',
])('%j is refused with a hint', async (passphrase) => {
  const { acceptable, warning, advice } = await judgePassphrase(passphrase);
  expect(acceptable).toBe(false);
  expect(advice.length + (warning === null ? 0 : 1)).toBeGreaterThan(0);
});

test('what is suggested is six words, different each time, and always acceptable', async () => {
  const seen = new Set<string>();
  for (let round = 0; round < 100; round += 1) {
    const passphrase = await generatePassphrase();
    expect(passphrase).toMatch(/^[a-z]+( [a-z]+){5}$/);
    expect((await judgePassphrase(passphrase)).acceptable, passphrase).toBe(true);
    seen.add(passphrase);
  }
  expect(seen.size).toBe(100);
});

test('the end of a very long passphrase does not change the verdict of its beginning', async () => {
  const beginning = 'correct horse battery staple plumb tenant orbit cable siren lake wagon cliff mango apex thorn';
  expect((await judgePassphrase(beginning + ' x'.repeat(50_000))).score).toBe((await judgePassphrase(beginning)).score);
});
