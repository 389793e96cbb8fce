// What is really registered with Electron, and what really goes to the page. A stand-in for Electron's ends of the line notes it.
import { beforeEach, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../main/ipc/answer.ts';
import { push, registerHandlers } from '../../../main/ipc/register.ts';
import { CHANNELS, TOPIC } from '../../../preload/channels.ts';
import type { Push } from '../../../preload/contract.ts';

const line = vi.hoisted(() => ({ handled: [] as string[], sent: [] as unknown[] }));
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string) => void line.handled.push(channel) },
  BrowserWindow: { getAllWindows: () => [{ isDestroyed: () => false, webContents: { send: (...args: unknown[]) => void line.sent.push(args) } }] },
}));
beforeEach(() => { line.sent.length = 0; });

it('the contract’s channels are registered, and no other', () => {
  registerHandlers({} as Handlers, null);
  expect(line.handled.toSorted()).toEqual([...CHANNELS].toSorted());
});

it('a patch goes out as the contract says; one with more in it does not go out at all', () => {
  const good: Push = { revision: 1, patch: { what: 'preferences', value: { theme: 'dark' } } };
  push(good);
  expect(line.sent).toEqual([[TOPIC, good]]);
  const leaking = { ...good, patch: { what: 'preferences', value: { theme: 'dark', secret: 'CANARY' } } } as unknown as Push;
  expect(() => push(leaking)).toThrow();
  expect(line.sent).toHaveLength(1);
});
