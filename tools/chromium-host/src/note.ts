const noted = new Set<string>();

/** Says on stderr, once, what the host does otherwise than Electron. */
export function noteOnce(text: string): void {
  if (noted.has(text)) return;
  noted.add(text);
  console.error(`electron-host: ${text}`);
}
