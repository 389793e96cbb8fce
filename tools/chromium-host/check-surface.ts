// Type-checks main/ against what the Chromium host really has: `node tools/chromium-host/check-surface.ts`. Exit code 0 or 1.
// electron.d.ts declares the ambient module 'electron', and an ambient module beats `paths`: so this checks against a copy without it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const types = readFileSync(path.join(root, 'node_modules/electron/electron.d.ts'), 'utf8');
const stripped = types.replaceAll(/^declare module '(?:node:)?(?:electron|original-fs)[^']*' \{.*?^\}$/gms, '');
if (/^declare module 'electron'/m.test(stripped)) throw new Error('electron.d.ts has changed its shape: check-surface.ts cannot cut out its ambient modules any more');
mkdirSync(path.join(root, '.cache'), { recursive: true });
writeFileSync(path.join(root, '.cache/electron-namespace.d.ts'), stripped);
const { status } = spawnSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', path.join(import.meta.dirname, 'tsconfig.surface.json')], { cwd: root, stdio: 'inherit' });
process.exit(status === 0 ? 0 : 1);
