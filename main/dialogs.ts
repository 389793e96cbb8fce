import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { ChoosePlace } from './save-file.ts';

/** The system's own dialog for saving, over Trunkbook's window. */
export const choosePlace: ChoosePlace = async ({ title, name, kind }) => {
  const options = { title, defaultPath: path.join(app.getPath('documents'), name), filters: [kind] };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
  return canceled || filePath === '' ? null : filePath;
};
