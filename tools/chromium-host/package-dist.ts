// Builds .cache/package-dist, a stand-in for Electron's unpacked distribution: good enough for electron-builder's `electronDist` to check the
// packaging configuration where Electron's binary cannot be had. What it packages must never be shipped.
import { appendFileSync, chmodSync, copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where @electron/fuses looks for the fuse wire: this text, the wire's version, its length, then one character per fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const WIRE_VERSION = 1;
/** Electron 45's defaults: '1' on, '0' off. */
const FUSES = '101100011';

const out = path.resolve(import.meta.dirname, '../../.cache/package-dist');
const executable = path.join(out, 'electron');

rmSync(out, { recursive: true, force: true });
for (const folder of ['locales', 'resources']) mkdirSync(path.join(out, folder), { recursive: true });
for (const file of ['electron', 'version']) copyFileSync(path.join(import.meta.dirname, 'dist', file), path.join(out, file));
cpSync(path.join(import.meta.dirname, 'src'), path.join(out, 'host'), { recursive: true });
writeFileSync(path.join(out, 'LICENSE'), "Stand-in for Electron's licence.\n");
writeFileSync(path.join(out, 'LICENSES.chromium.html'), "Stand-in for Chromium's licences.\n");
// The launcher ends in `exec`, so the shell never reads this far.
appendFileSync(executable, Buffer.concat([Buffer.from(`\nexit 0\n# ${SENTINEL}`), Buffer.from([WIRE_VERSION, FUSES.length]), Buffer.from(`${FUSES}\n`)]));
chmodSync(executable, 0o755);
console.log(`${path.relative(process.cwd(), out)}: a stand-in for Electron, to check the packaging with. Not for shipping.`);
