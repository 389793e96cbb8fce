// Says loudly which Electron the specs run in, and what that cannot show.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hostsHere, root } from './hosts.ts';

export default function globalSetup(): void {
  if (hostsHere().includes('electron')) return;
  if (process.env['REQUIRE_ELECTRON'] === '1') throw new Error("REQUIRE_ELECTRON=1, but Electron's own binary is not installed (npx install-electron).");
  const page = readFileSync(path.join(root, 'docs/electron-only.md'), 'utf8');
  const unseen = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => `      - ${heading}`);
  const bar = '*'.repeat(100);
  console.warn([
    '', bar, "*** NOT TESTED IN REAL ELECTRON: its binary is not installed (npx install-electron).",
    '*** The specs run in the Chromium host (docs/chromium-host.md). It cannot show:', ...unseen, '*** Details: docs/electron-only.md', bar, '',
  ].join('\n'));
}
