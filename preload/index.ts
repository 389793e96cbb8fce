import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, TOPIC } from './channels.ts';
import type { Bridge, Push } from './contract.ts';

const known: ReadonlySet<string> = new Set(CHANNELS);

const bridge: Bridge = {
  invoke: (channel, ...input) => {
    if (!known.has(channel)) return Promise.reject(new Error('Trunkbook has no such channel.'));
    return ipcRenderer.invoke(channel, ...input);
  },
  onPatch: (listener) => {
    const forward = (_event: unknown, push: Push): void => listener(push);
    ipcRenderer.on(TOPIC, forward);
    return () => void ipcRenderer.off(TOPIC, forward);
  },
};

contextBridge.exposeInMainWorld('trunkbook', bridge);
