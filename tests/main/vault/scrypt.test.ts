import { expect, test } from 'vitest';
import { decodeX25519Secret } from '../../../main/vault/bech32.ts';
import { chooseWorkFactor, scryptMemory } from '../../../main/vault/scrypt.ts';

const PLENTY = 64 * 2 ** 30;

test('the work factor is the first of 17 to 19 that takes half a second', () => {
  // The probe runs at factor 15; each step doubles it.
  const estimate = (probe: number, logN: number): number => probe * 2 ** (logN - 15);
  for (let probe = 1; probe < 2000; probe += 7) {
    const logN = chooseWorkFactor(probe, PLENTY);
    expect(logN).toBeGreaterThanOrEqual(17);
    expect(logN).toBeLessThanOrEqual(19);
    if (logN < 19) expect(estimate(probe, logN)).toBeGreaterThanOrEqual(500);
    if (logN > 17) expect(estimate(probe, logN - 1)).toBeLessThan(500);
  }
});

test('memory holds it back, but never below 17', () => {
  expect(chooseWorkFactor(1, 4 * scryptMemory(19))).toBe(19);
  expect(chooseWorkFactor(1, 4 * scryptMemory(19) - 1)).toBe(18);
  expect(chooseWorkFactor(1, 4 * scryptMemory(18) - 1)).toBe(17);
  expect(chooseWorkFactor(1, 0)).toBe(17);
});

test('the secret bytes of an identity are those of the age library', async () => {
  const { bech32 } = await import('@scure/base');
  const { generateX25519Identity } = await import('age-encryption');
  for (let round = 0; round < 50; round += 1) {
    const identity = await generateX25519Identity();
    expect(decodeX25519Secret(identity)).toEqual(bech32.decodeToBytes(identity).bytes);
  }
});
