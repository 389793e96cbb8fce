// What runs in the two worlds of a page. Injected with Function.prototype.toString() like codec.ts: each function must stand on its own.
import type { Bridge } from './bridge.ts';
import type { Callable, Codec } from './codec.ts';

/** Main world: turns exposed interfaces into frozen proxies. It holds no privilege of any kind. */
export function mainWorld(bridge: Bridge): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Promise || ArrayBuffer.isView(value)) return value;
    for (const item of Object.values(value)) freeze(item);
    return Object.freeze(value);
  };
  bridge.on('expose', ({ key, api }: { key: string; api: string }) => {
    Object.defineProperty(globalThis, key, { value: freeze(bridge.decode(api)), enumerable: true, configurable: false, writable: false });
  });
}

export interface PreloadConfig {
  /** Names that only this world and the host know: the function that reaches the host, and the one the host calls. */
  readonly binding: string;
  readonly deliver: string;
  readonly versions: Record<string, string | undefined>;
  readonly platform: string;
  readonly argv: readonly string[];
}
type Preload = (require: (id: string) => unknown, module: { exports: unknown }, exports: unknown, process: unknown, Buffer: undefined, global: unknown) => void;
export type ToHost = { t: 'invoke'; id: number; channel: string; args: string } | { t: 'send'; channel: string; args: string };
export type FromHost = { t: 'event'; channel: string; args: string } | { t: 'result'; id: number; value: string } | { t: 'error'; id: number; error: string };

/** Isolated world: runs the app's preload with Electron's `require`, and owns the only line to the main process. */
export function isolatedWorld(codec: Codec, bridge: Bridge, config: PreloadConfig, preload: Preload): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const toHost = world[config.binding] as (payload: string) => void;
  delete world[config.binding];
  const send = (message: ToHost): void => toHost(JSON.stringify(message));
  const pending = new Map<number, { channel: string; resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, { listener: Callable; once: boolean }[]>();
  let lastId = 0;

  const unsupported = (name: string) => (): never => {
    throw new Error(`electron-host: ${name} is not implemented`);
  };
  const add = (channel: string, listener: Callable, once: boolean): unknown => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Callable): unknown => {
    listeners.set(channel, (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener));
    return ipcRenderer;
  };
  const removeAllListeners = (channel?: string): unknown => {
    if (channel === undefined) listeners.clear();
    else listeners.delete(channel);
    return ipcRenderer;
  };
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
      const id = ++lastId;
      send({ t: 'invoke', id, channel, args: codec.encode(args) });
      return new Promise((resolve, reject) => pending.set(id, { channel, resolve, reject }));
    },
    send: (channel: string, ...args: unknown[]): void => send({ t: 'send', channel, args: codec.encode(args) }),
    on: (channel: string, listener: Callable) => add(channel, listener, false),
    addListener: (channel: string, listener: Callable) => add(channel, listener, false),
    once: (channel: string, listener: Callable) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners,
    sendSync: unsupported('ipcRenderer.sendSync'),
    postMessage: unsupported('ipcRenderer.postMessage'),
  };
  const onMessage = (message: FromHost): void => {
    if (message.t === 'event') {
      const args = codec.decode(message.args) as unknown[];
      for (const entry of listeners.get(message.channel) ?? []) {
        if (entry.once) remove(message.channel, entry.listener);
        entry.listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args);
      }
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.t === 'result') call?.resolve(codec.decode(message.value));
    else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.error}`));
  };
  Object.defineProperty(world, config.deliver, { value: (text: string) => onMessage(JSON.parse(text) as FromHost) });

  const exposed = new Set<string>();
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown): void => {
      if (exposed.has(key)) throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(key);
      bridge.post({ t: 'expose', key, api: bridge.encode(api) });
    },
    exposeInIsolatedWorld: unsupported('contextBridge.exposeInIsolatedWorld'),
    executeInMainWorld: unsupported('contextBridge.executeInMainWorld'),
  };
  const electron = { contextBridge, ipcRenderer };
  const require = (id: string): unknown => {
    if (id === 'electron' || id === 'electron/renderer') return electron;
    throw new Error(`module not found: ${id}`);
  };
  const module = { exports: {} };
  const process = Object.freeze({
    platform: config.platform, versions: Object.freeze({ ...config.versions }), argv: [...config.argv], env: {}, type: 'renderer', sandboxed: true, contextIsolated: true,
  });
  preload(require, module, module.exports, process, undefined, world);
}
