import { describe, expect, it } from 'vitest';
import { createBridge, type Bridge } from '../../tools/chromium-host/src/bridge.ts';
import { createCodec } from '../../tools/chromium-host/src/codec.ts';

/** Both worlds of a frame, which share nothing but its window. */
function worlds(): { readonly page: Bridge; readonly preload: Bridge; readonly window: EventTarget } {
  const window = new EventTarget();
  return { window, page: createBridge(createCodec(), window, 'to-preload', 'to-page'), preload: createBridge(createCodec(), window, 'to-page', 'to-preload') };
}
const cross = <Value>(from: Bridge, to: Bridge, value: Value): Value => to.decode(from.encode(value)) as Value;

describe('the two halves of the context bridge', () => {
  it('call each other synchronously, in both directions at once', () => {
    const { page, preload } = worlds();
    const api = cross(preload, page, { twice: (callback: (value: number) => number) => callback(1) + callback(2) });
    expect(api.twice((value) => value * 10)).toBe(30);
  });
  it('pass values as structured clone does, never the object itself', () => {
    const { page, preload } = worlds();
    const kept: { list: number[] } = { list: [1] };
    const api = cross(preload, page, { get: () => kept, at: (date: Date) => date instanceof Date });
    api.get().list.push(2);
    expect(kept.list).toEqual([1]);
    expect(api.at(new Date())).toBe(true);
  });
  it('pass promises, and their rejections as plain errors with the message', async () => {
    const { page, preload } = worlds();
    const api = cross(preload, page, {
      later: async (value: number) => value + 1,
      refuse: async () => {
        throw new RangeError('not now');
      },
    });
    await expect(api.later(1)).resolves.toBe(2);
    const error: unknown = await api.refuse().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(RangeError);
    expect((error as Error).message).toBe('not now');
  });
  it('throw on this side what was thrown on the other', () => {
    const { page, preload } = worlds();
    const api = cross(preload, page, {
      fail: () => {
        throw new Error('no such site');
      },
    });
    expect(() => api.fail()).toThrow('no such site');
  });
  it('refuse what cannot be cloned', () => {
    const { page, preload } = worlds();
    const api = cross(preload, page, { take: (_value: unknown) => 'taken' });
    expect(() => api.take(Symbol('x'))).toThrow('could not be cloned');
  });
  it('say so when the other half is gone', () => {
    const window = new EventTarget();
    const page = createBridge(createCodec(), window, 'to-preload', 'to-page');
    const call = page.decode(JSON.stringify(['function', 1])) as () => unknown;
    expect(call).toThrow('The other side of the context bridge is gone');
  });
  it('hear nothing that comes without their secret name, and cannot be made to call what was not exposed', () => {
    const { page, preload, window } = worlds();
    let called = 0;
    cross(preload, page, { count: () => void (called += 1) });
    window.dispatchEvent(new CustomEvent('to-elsewhere', { detail: JSON.stringify({ t: 'call', id: 1, args: '["array",[]]' }) }));
    expect(called).toBe(0);
    const unknown = page.decode(JSON.stringify(['function', 99])) as () => unknown;
    expect(unknown).toThrow('Unknown function of the context bridge');
  });
  it('work on after the page has replaced the functions that they are built on', async () => {
    const { page, preload } = worlds();
    const api = cross(preload, page, { later: async () => 'kept', now: () => 'kept' });
    const { dispatchEvent } = EventTarget.prototype;
    const { stringify } = JSON;
    try {
      EventTarget.prototype.dispatchEvent = () => false;
      JSON.stringify = () => '"poisoned"';
      expect(api.now()).toBe('kept');
    } finally {
      EventTarget.prototype.dispatchEvent = dispatchEvent;
      JSON.stringify = stringify;
    }
    await expect(api.later()).resolves.toBe('kept');
  });
});
