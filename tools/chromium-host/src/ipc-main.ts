// `ipcMain`, and what crosses to it.
import { EventEmitter } from 'node:events';
import { createCodec } from './codec.ts';
import type { IpcMainSurface } from './surface.ts';
import type { FromHost } from './worlds.ts';

export const codec = createCodec();
type InvokeHandler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

class HostIpcMain extends EventEmitter implements IpcMainSurface {
  readonly #handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }
  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (...args) => {
      this.removeHandler(channel);
      return handler(...args);
    });
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Runs the handler, and returns the message for the frame that asked. An error becomes its text, as in Electron. */
  async answer(event: Electron.IpcMainInvokeEvent, id: number, channel: string, args: string): Promise<FromHost> {
    try {
      const handler = this.#handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return { t: 'result', id, value: codec.encode(await handler(event, ...(codec.decode(args) as unknown[]))) };
    } catch (error) {
      if (process.env['ELECTRON_ENABLE_LOGGING']) console.error(`Error occurred in handler for '${channel}':`, error);
      return { t: 'error', id, error: String(error) };
    }
  }
}
export const ipcMain = new HostIpcMain();
