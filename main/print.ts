import { writeFile } from 'node:fs/promises';
import { BrowserWindow } from 'electron';
import { choosePlace } from './dialogs.ts';
import { CommandFault } from './fault.ts';
import { offerPrintPage } from './security/protocol.ts';

/**
 * Turns a page into a PDF where the technician wants it. The page is drawn by a hidden window without preload, script or network.
 * @returns false when the technician changed their mind
 */
export async function savePdf(html: string, name: string): Promise<boolean> {
  const filePath = await choosePlace({ title: 'Save as PDF', name, kind: { name: 'PDF', extensions: ['pdf'] } });
  if (filePath === null) return false;
  const sheet = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } });
  try {
    await sheet.loadURL(offerPrintPage(html));
    await writeFile(filePath, await sheet.webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true }));
    return true;
  } catch {
    throw new CommandFault({ code: 'io', what: 'The PDF was not saved.', why: 'The file could not be written there.', next: 'Choose another folder and try again.' });
  } finally {
    sheet.destroy();
  }
}
