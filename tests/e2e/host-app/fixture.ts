// What the host's specs share: the app they run, and what it leaves for them.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from '@playwright/test';
import { test as base } from '../fixture.ts';

export { expect } from '@playwright/test';

export const test = base.extend({ appFolder: import.meta.dirname });

interface TestBridge {
  readonly versions: Record<string, string>;
  readonly modules: string[];
  readonly nested: { readonly list: number[] };
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  onPush(listener: (value: unknown) => void): () => void;
  sum(numbers: number[]): number;
  twice(callback: (value: number) => number): number;
  later<Value>(value: Value): Promise<Value>;
  refuse(): Promise<never>;
}
declare global {
  // What host-app/preload.cjs exposes, and what host-app/main.ts leaves in the main process.
  var bridge: TestBridge;
  var log: string[];
  var openWindow: () => Electron.BrowserWindow;
}

/** What happened in the main process so far. */
export function logOf(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => [...globalThis.log]);
}

/** Calls main through the page's bridge. */
export function invoke(page: Page, channel: string, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(([name, values]) => globalThis.bridge.invoke(name, ...values), [channel, args] as const);
}

/** A server on this machine, at a port of its own. */
export async function listen(handler: Parameters<typeof createServer>[1]): Promise<{ url: string; server: Server }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
