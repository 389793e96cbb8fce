import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RULES } from '../../tools/boundaries.rules.ts';
import { check, readImports } from '../../tools/boundaries.ts';

let tree = '';
beforeEach(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'boundaries-'));
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), text);
}

const found = (): string[] => check(tree).map(({ rule }) => rule);

/** One forbidden import for each rule; a rule without a line here fails the test below. */
const FORBIDDEN: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['domain-is-pure', 'domain/site/a.ts', `import { readFileSync } from 'fs';`],
  ['domain-is-pure', 'domain/site/a.ts', `import type { Twilio } from 'electron-store';`],
  ['domain-stands-alone', 'domain/site/a.ts', `import { desk } from '../../main/desk.ts';`],
  ['domain-stands-alone', 'domain/site/a.ts', `type Bridge = import('../../preload/contract.ts').Bridge;`],
  ['domain-root', 'domain/judgement.ts', `import { e164 } from './numbers/e164.ts';`],
  ['domain-order-numbers', 'domain/numbers/a.ts', `import { site } from '../site/record.ts';`],
  ['domain-order-site', 'domain/site/a.ts', `export * from '../trunk/plan.ts';`],
  ['domain-order-trunk', 'domain/trunk/a.ts', `import type { Rule } from '../dialplan/rules.ts';`],
  ['domain-order-dialplan', 'domain/dialplan/a.ts', `import { covered } from '../emergency/coverage.ts';`],
  ['domain-order-emergency', 'domain/emergency/a.ts', `import { verdict } from '../proof/verdicts.ts';`],
  ['domain-order-proof', 'domain/proof/a.ts', `import { STEPS } from '../guide/chapters.ts';`],
  ['domain-order-guide', 'domain/guide/a.ts', `import { overviewOf } from '../overview/overview.ts';`],
  ['preload-bridge-is-names-only', 'preload/index.ts', `import { contract } from './contract.ts';`],
  ['preload-bridge-is-names-only', 'preload/index.ts', `import { z } from 'zod';`],
  ['preload-to-domain', 'preload/contract.ts', `import type { Desk } from '../main/desk.ts';`],
  ['main-below', 'main/a.ts', `import { store } from '../renderer/store.ts';`],
  ['main-below', 'main/a.ts', `const { fixture } = await import('../tests/fixture.ts');`],
  ['electron-at-the-edge', 'main/vault/a.ts', `import { app } from 'electron';`],
  ['electron-by-name', 'main/index.ts', `import * as electron from 'electron';`],
  ['electron-by-name', 'main/index.ts', `import electron from 'electron';`],
  ['electron-by-name', 'main/index.ts', `const { shell } = require('electron');`],
  ['renderer-in-the-page', 'renderer/app.tsx', `import { desk } from '../main/desk.ts';\nexport const app = <p>{desk}</p>;`],
  ['renderer-in-the-page', 'renderer/a.ts', `import path from 'path';`],
  ['renderer-in-the-page', 'renderer/a.ts', `import type { Clipboard } from 'electron';`],
  ['renderer-in-the-page', 'renderer/a.ts', `import Store from 'electron-store';`],
  ['renderer-takes-contract-types', 'renderer/a.ts', `import { contract } from '../preload/contract.ts';`],
  ['renderer-takes-contract-types', 'renderer/a.ts', `import { type Bridge } from '../preload/contract.ts';`],
  ['one-door-ipcMain', 'main/ipc/sender.ts', `import { ipcMain as door } from 'electron';`],
  ['one-door-ipcRenderer', 'preload/other.ts', `import { ipcRenderer } from 'electron';`],
  ['one-door-shell', 'main/security/navigation.ts', `export { shell } from 'electron';`],
  ['one-door-safeStorage', 'main/index.ts', `import { safeStorage } from 'electron';`],
  ['one-door-twilio', 'main/twilio/apply.ts', `const sdk = await import('twilio/lib/rest/Twilio.js');`],
  ['twilio-types-stay', 'main/commands/a.ts', `import type { Twilio } from 'twilio';`],
  ['no-certificates-made-in-the-app', 'main/practice/server.ts', `import { Certificate } from 'pkijs';`],
  ['no-computed-imports', 'main/a.ts', `const name = 'x'; export const part = await import(name);`],
  ['no-back-door', 'main/a.ts', `import { createRequire } from 'node:module';`],
  ['no-electron-in-plain-node', 'tests/a.test.ts', `import { app } from 'electron';`],
  ['set-up-needs-nothing', 'tools/setup/a.mjs', `import { z } from 'zod';`],
  ['set-up-needs-nothing', 'tools/start.mjs', `import './boundaries.ts';`],
  ['tools-without-tests', 'tools/a.ts', `import { fixture } from '../tests/fixture.ts';`],
];

describe('each rule', () => {
  test.each(FORBIDDEN)('%s is found broken in %s by: %s', (rule, file, text) => {
    write(file, `// first line\n${text}\n`);
    expect(check(tree)).toContainEqual(expect.objectContaining({ rule, where: expect.stringContaining(`${file}:2`) }));
  });

  test('has its forbidden import in the table above', () => {
    expect(RULES.map(({ name }) => name).filter((name) => !FORBIDDEN.some(([rule]) => rule === name))).toEqual([]);
  });
});

describe('what the architecture allows passes', () => {
  test.each([
    ['domain/trunk/a.ts', `import { z } from 'zod';\nimport { e164 } from '../numbers/e164.ts';\nimport { sure } from '../judgement.ts';`],
    ['domain/numbers/a.ts', `import { parsePhoneNumber } from 'libphonenumber-js/min';`],
    ['preload/index.ts', `import { ipcRenderer } from 'electron';\nimport { CHANNELS } from './channels.ts';\nimport type { Bridge } from './contract.ts';`],
    ['main/commands/a.ts', `import { Push } from '../../preload/contract.ts';\nimport type { App } from 'electron';\nimport path from 'node:path';`],
    ['main/twilio/client.ts', `import type Sdk from 'twilio';\nexport const load = () => import('twilio');`],
    ['renderer/a.tsx', `import type { Bridge } from '../preload/contract.ts';\nimport { apply } from '../preload/mirror.ts';\nimport './base.css';`],
    ['tests/e2e/host-app/main.ts', `import { app } from 'electron';`],
    ['tools/setup/a.mjs', `import path from 'path';\nimport { say } from './progress.mjs';`],
  ])('%s', (file, text) => {
    write(file, text);
    expect(check(tree)).toEqual([]);
  });
});

describe('rings of imports', () => {
  test('are found, however long, and named file by file', () => {
    write('main/a.ts', `import './b.ts';`);
    write('main/b.ts', `import './c.ts';`);
    write('main/c.ts', `export * from './a.ts';`);
    expect(check(tree)).toEqual([expect.objectContaining({ rule: 'no-cycles', what: 'main/a.ts -> main/b.ts -> main/c.ts -> main/a.ts' })]);
  });

  test('of types alone are none: they are gone at run time', () => {
    write('main/a.ts', `import { b } from './b.ts'; export type A = typeof b;`);
    write('main/b.ts', `import type { A } from './a.ts'; export const b = (a: A): A => a;`);
    expect(found()).toEqual([]);
  });
});

test('a file that cannot be parsed stops the check instead of passing it', () => {
  write('main/a.ts', `import { from`);
  expect(() => check(tree)).toThrow('main/a.ts');
});

test('the imports of this repository are read, and follow the arrows', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  expect(readImports(root)).toContainEqual(expect.objectContaining({ file: 'preload/index.ts', target: 'npm:electron' }));
  expect(check(root)).toEqual([]);
});
