// webContents.printToPDF: Electron's options in the protocol's words.
import type { Protocol } from './cdp.ts';

/** Width and height in inches. */
const PAPER: Readonly<Record<string, readonly [width: number, height: number]>> = {
  A0: [33.1, 46.8], A1: [23.4, 33.1], A2: [16.54, 23.4], A3: [11.7, 16.54], A4: [8.27, 11.7], A5: [5.83, 8.27], A6: [4.13, 5.83],
  Legal: [8.5, 14], Letter: [8.5, 11], Tabloid: [11, 17], Ledger: [17, 11],
};
const DEFAULT_MARGIN = 0.4;

/** @throws for a paper size that Electron does not know either */
export function pdfParameters(options: Electron.PrintToPDFOptions): Protocol.Page.printToPDFParameters {
  const { pageSize = 'Letter', margins = {}, ...rest } = options;
  const paper = typeof pageSize === 'string' ? PAPER[pageSize] : ([pageSize.width, pageSize.height] as const);
  if (!paper) throw new Error(`Invalid pageSize ${String(pageSize)}`);
  const { top = DEFAULT_MARGIN, bottom = DEFAULT_MARGIN, left = DEFAULT_MARGIN, right = DEFAULT_MARGIN } = margins;
  return { ...rest, paperWidth: paper[0], paperHeight: paper[1], marginTop: top, marginBottom: bottom, marginLeft: left, marginRight: right };
}
