// @ts-nocheck -- a preload as the sandbox takes it: CommonJS, without a build step and so without types
const { contextBridge, ipcRenderer } = require('electron');

const channels = ['echo', 'describe', 'sender', 'fail', 'missing'];
contextBridge.exposeInMainWorld('bridge', {
  versions: process.versions,
  invoke: (channel, ...args) => {
    if (!Object.hasOwn(Object.fromEntries(channels.map((name) => [name, true])), channel)) throw new Error(`Unknown channel ${channel}`);
    return ipcRenderer.invoke(channel, ...args);
  },
  onPush: (listener) => {
    const forward = (_event, value) => listener(value);
    ipcRenderer.on('push', forward);
    return () => void ipcRenderer.off('push', forward);
  },
  sum: (numbers) => numbers.reduce((total, number) => total + number, 0),
  twice: (callback) => callback(1) + callback(2),
  later: async (value) => value,
  refuse: async () => {
    throw new RangeError('not now');
  },
  modules: ['fs', 'node:fs', 'child_process'].map((id) => {
    try {
      return typeof require(id);
    } catch (error) {
      return error.message;
    }
  }),
  nested: { list: [1, 2, 3] },
});
