import { beforeEach, expect, it, vi } from 'vitest';
import { CLIPBOARD_SECONDS, copyForAWhile, forgetCopied } from '../../main/clipboard.ts';

const system = vi.hoisted(() => ({ text: '' }));
vi.mock('electron', () => ({ clipboard: { readText: async () => system.text, writeText: async (text: string) => { system.text = text; } } }));

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

it('a copied value goes by itself, and a later copy has its full time', async () => {
  await copyForAWhile('first');
  await vi.advanceTimersByTimeAsync((CLIPBOARD_SECONDS - 1) * 1000);
  await copyForAWhile('second');
  await vi.advanceTimersByTimeAsync((CLIPBOARD_SECONDS - 1) * 1000);
  expect(system.text).toBe('second');
  await vi.advanceTimersByTimeAsync(1000);
  expect(system.text).toBe('');
});

it('somebody else’s text stays, on time and on lock', async () => {
  for (const forget of [forgetCopied, () => vi.advanceTimersByTimeAsync(CLIPBOARD_SECONDS * 1000)]) {
    await copyForAWhile('ours');
    system.text = 'theirs';
    await forget();
    expect(system.text).toBe('theirs');
  }
});

it('a value is cleared once: what is copied from elsewhere afterwards is safe even if it is the same', async () => {
  await copyForAWhile('ours');
  await forgetCopied();
  expect(system.text).toBe('');
  system.text = 'ours';
  await forgetCopied();
  expect(system.text).toBe('ours');
});
