import { describe, expect, test } from 'vitest';
import type { Bridge, Mirror, Push, Result } from '../../preload/contract.ts';
import { createMirrorStore } from '../../renderer/mirror-store.ts';
import { FakeMain } from './fake-main.ts';

const start = new FakeMain().mirror;
const themed = (theme: Mirror['preferences']['theme'], revision: number): Push => ({ revision, patch: { what: 'preferences', value: { theme } } });

/** A main that answers `mirror.get` when the test says so, with what the test says. */
function slowMain(): { readonly bridge: Pick<Bridge, 'invoke'>; readonly asked: () => number; readonly answer: (result: Result<{ revision: number; mirror: Mirror }>) => Promise<void> } {
  const waiting: ((result: unknown) => void)[] = [];
  let asked = 0;
  const invoke = (() => {
    asked += 1;
    return new Promise((resolve) => waiting.push(resolve));
  }) as unknown as Bridge['invoke'];
  return {
    bridge: { invoke }, asked: () => asked,
    answer: async (result) => {
      waiting.shift()?.(result);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}
const whole = (revision: number, theme: Mirror['preferences']['theme'] = 'system') => ({ ok: true as const, value: { revision, mirror: { ...start, preferences: { theme } } } });
const themeOf = (store: ReturnType<typeof createMirrorStore>): string => {
  const held = store.store.getState();
  return held.kind === 'held' ? `${held.mirror.preferences.theme} ${held.revision}` : held.kind;
};

describe('the mirror of main', () => {
  test('takes many patches at once, and tells of them once', async () => {
    const main = slowMain();
    const store = createMirrorStore(main.bridge);
    void store.load();
    await main.answer(whole(4));
    let told = 0;
    store.store.subscribe(() => { told += 1; });
    store.receive([themed('dark', 4), themed('dark', 5), themed('light', 6)]);
    expect(themeOf(store)).toBe('light 6');
    expect(told).toBe(1);
    store.receive([themed('dark', 7), themed('dark', 9), themed('system', 10)]);
    expect(themeOf(store)).toBe('dark 7');
    await main.answer(whole(9));
    expect(themeOf(store)).toBe('system 10');
  });

  test('follows patches one by one', async () => {
    const main = slowMain();
    const store = createMirrorStore(main.bridge);
    void store.load();
    expect(themeOf(store)).toBe('waiting');
    await main.answer(whole(4));
    store.receive([themed('dark', 5)]);
    store.receive([themed('light', 6)]);
    expect(themeOf(store)).toBe('light 6');
    expect(main.asked()).toBe(1);
  });

  test('asks for the whole when a patch is missing, and keeps what came meanwhile', async () => {
    const main = slowMain();
    const store = createMirrorStore(main.bridge);
    void store.load();
    await main.answer(whole(1));
    store.receive([themed('dark', 3)]);
    expect(main.asked()).toBe(2);
    expect(themeOf(store)).toBe('system 1');
    store.receive([themed('light', 4)]);
    await main.answer(whole(3, 'dark'));
    expect(themeOf(store)).toBe('light 4');
  });

  test('takes a patch that came before the whole only once', async () => {
    const main = slowMain();
    const store = createMirrorStore(main.bridge);
    void store.load();
    store.receive([themed('dark', 1)]);
    store.receive([themed('light', 2)]);
    await main.answer(whole(2, 'light'));
    expect(themeOf(store)).toBe('light 2');
    store.receive([themed('dark', 2)]);
    expect(themeOf(store)).toBe('light 2');
  });

  test('says why there is nothing to show, and recovers at the next try', async () => {
    const main = slowMain();
    const store = createMirrorStore(main.bridge);
    void store.load();
    await main.answer({ ok: false, fault: { code: 'unexpected', what: 'a', why: 'b', next: 'c', fields: [] } });
    expect(themeOf(store)).toBe('failed');
    void store.load();
    await main.answer(whole(7));
    expect(themeOf(store)).toBe('system 7');
  });

  test('keeps what it shows when a whole that it asked for does not come', async () => {
    const main = slowMain();
    const store = createMirrorStore(main.bridge);
    void store.load();
    await main.answer(whole(1));
    store.receive([themed('dark', 9)]);
    await main.answer({ ok: false, fault: { code: 'unexpected', what: 'a', why: 'b', next: 'c', fields: [] } });
    expect(themeOf(store)).toBe('system 1');
    store.receive([themed('light', 10)]);
    await main.answer(whole(10, 'light'));
    expect(themeOf(store)).toBe('light 10');
  });
});
