import { BrowserWindow, ipcMain } from 'electron';
import { CHANNELS, TOPIC } from '../../preload/channels.ts';
import { Push } from '../../preload/contract.ts';
import { answer, type Handlers } from './answer.ts';

/** Registers every channel of the contract, and nothing else. */
export function registerHandlers(handlers: Handlers, devServer: string | null): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, (event, ...args: unknown[]) =>
      answer(channel, handlers, { frame: event.senderFrame, devServer, args }, (line) => console.error(`trunkbook: ${line}`)));
  }
}

/** Sends a patch to the page, checked like everything that crosses. */
export function push(message: Push): void {
  const checked = Push.parse(message);
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(TOPIC, checked);
  }
}
