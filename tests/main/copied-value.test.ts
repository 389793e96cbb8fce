import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CLIPBOARD_SECONDS, CopiedValue } from '../../main/copied-value.ts';

let held = '';
let copied: CopiedValue;
beforeEach(() => {
  vi.useFakeTimers();
  held = '';
  copied = new CopiedValue({ read: async () => held, write: async (text) => { held = text; } });
});
afterEach(() => vi.useRealTimers());

it('a copied value stays for its time and not longer', async () => {
  await copied.copy('secret');
  await vi.advanceTimersByTimeAsync(CLIPBOARD_SECONDS * 1000 - 1);
  expect(held).toBe('secret');
  await vi.advanceTimersByTimeAsync(1);
  expect(held).toBe('');
});

it('a second copy starts the time anew', async () => {
  await copied.copy('one');
  await vi.advanceTimersByTimeAsync(CLIPBOARD_SECONDS * 1000 - 1);
  await copied.copy('two');
  await vi.advanceTimersByTimeAsync(1000);
  expect(held).toBe('two');
});

it('what somebody else copied meanwhile stays', async () => {
  await copied.copy('secret');
  held = 'theirs';
  await vi.advanceTimersByTimeAsync(CLIPBOARD_SECONDS * 1000);
  expect(held).toBe('theirs');
});
