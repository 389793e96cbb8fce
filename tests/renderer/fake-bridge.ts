import type { BrowserContext, Page } from '@playwright/test';
import type { Channel } from '../../preload/channels.ts';
import type { Push } from '../../preload/contract.ts';
import type { FakeMain } from './fake-main.ts';

interface Wired {
  trunkbookInvoke: (channel: string, input: unknown) => Promise<unknown>;
  trunkbookPush: (push: Push) => void;
}

/** Puts `window.trunkbook` on every page of the context and wires it to the fake main, which outlives a reload of the page as the real one does. */
export async function wireBridge(context: BrowserContext, page: Page, main: FakeMain): Promise<void> {
  await context.exposeFunction('trunkbookInvoke', (channel: Channel, input: unknown) => main.invoke(channel, input ?? undefined));
  await context.addInitScript(() => {
    const wired = globalThis as unknown as Wired;
    const listeners = new Set<(push: Push) => void>();
    wired.trunkbookPush = (push) => listeners.forEach((listener) => listener(push));
    Object.defineProperty(globalThis, 'trunkbook', {
      value: {
        invoke: (channel: string, input: unknown) => wired.trunkbookInvoke(channel, input),
        onPatch: (listener: (push: Push) => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    });
  });
  main.onPush((push) => {
    // A page that is reloading misses its patches, and asks for the whole.
    page.evaluate((pushed) => (globalThis as unknown as Wired).trunkbookPush(pushed), push).catch(() => undefined);
  });
}
