// Puts together the two scripts that Chromium runs in a page before the page's own.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createBridge } from './bridge.ts';
import { createCodec } from './codec.ts';
import { isolatedWorld, mainWorld, type PreloadConfig } from './worlds.ts';

/** A name that no page can guess. */
export function secretName(): string {
  return `host_${randomBytes(8).toString('hex')}`;
}

export interface PageScripts {
  readonly binding: string;
  readonly deliver: string;
  readonly main: string;
  readonly isolated: string;
}

/**
 * @param blankUrl the empty page that a window starts with: Electron has none, so nothing runs in it
 * @param preload the app's preload script, one CommonJS file as Electron's sandbox demands
 */
export function pageScripts(blankUrl: string, preload: string, additionalArguments: readonly string[]): PageScripts {
  const [binding, deliver] = [secretName(), secretName()];
  const [toMain, toIsolated] = [randomUUID(), randomUUID()];
  // As in Electron without nodeIntegrationInSubFrames: the main frame has a bridge, frames inside it have none.
  const inMainFrame = (body: string): string => `if (window === window.top && location.href !== ${JSON.stringify(blankUrl)}) { ${body} }`;
  const half = (outgoing: string, incoming: string): string =>
    `const codec = (${createCodec.toString()})(); const bridge = (${createBridge.toString()})(codec, window, '${outgoing}', '${incoming}');`;
  const config: PreloadConfig = { binding, deliver, versions: { ...process.versions }, platform: process.platform, argv: additionalArguments };
  const body = `(function (require, module, exports, process, Buffer, global) {${readFileSync(preload, 'utf8')}\n})`;
  return {
    binding, deliver,
    main: inMainFrame(`${half(toIsolated, toMain)} (${mainWorld.toString()})(bridge);`),
    isolated: `${inMainFrame(`${half(toMain, toIsolated)} (${isolatedWorld.toString()})(codec, bridge, ${JSON.stringify(config)}, ${body});`)}\n//# sourceURL=${pathToFileURL(preload).href}`,
  };
}
