import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gather } from '../../renderer/gather.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what comes close together is handed on together, in order; what is waited for comes at once, and never twice', () => {
  const taken: (readonly number[])[] = [];
  const { add, flush } = gather<number>((items) => taken.push(items), 40);
  add(1);
  add(2);
  expect(taken).toEqual([]);
  vi.advanceTimersByTime(40);
  expect(taken).toEqual([[1, 2]]);
  add(3);
  flush();
  expect(taken).toEqual([[1, 2], [3]]);
  vi.advanceTimersByTime(1000);
  flush();
  expect(taken).toEqual([[1, 2], [3]]);
  add(4);
  vi.advanceTimersByTime(40);
  expect(taken).toEqual([[1, 2], [3], [4]]);
});
