import { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import { IDLE_SECONDS, watchForLock } from '../../main/lock-watch.ts';

const power = vi.hoisted(() => ({ idle: 0, emitter: null as EventEmitter | null }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  power.emitter = new Emitter();
  return { powerMonitor: Object.assign(power.emitter, { getSystemIdleTime: () => power.idle }) };
});

const lock = vi.fn<() => void>();
beforeEach(() => {
  vi.useFakeTimers();
  power.emitter?.removeAllListeners();
  power.idle = 0;
  lock.mockClear();
  watchForLock(lock);
  return () => vi.useRealTimers();
});

it.each(['suspend', 'lock-screen'])('locks on %s', (event) => {
  power.emitter?.emit(event);
  expect(lock).toHaveBeenCalledOnce();
});

it('locks a laptop that nobody has touched, and not one that somebody works on', () => {
  power.idle = IDLE_SECONDS - 1;
  vi.advanceTimersByTime(60_000);
  expect(lock).not.toHaveBeenCalled();
  power.idle = IDLE_SECONDS;
  vi.advanceTimersByTime(60_000);
  expect(lock).toHaveBeenCalled();
});
