import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const { dependencies = {}, devDependencies }: { dependencies?: Record<string, string>; devDependencies: Record<string, string> } = JSON.parse(read('package.json'));
const lines = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)];

test('each dependency has one line in docs/dependencies.md, and no line outlives its dependency', () => {
  expect(lines.map(([, name]) => name).sort()).toEqual(Object.keys(devDependencies).sort());
});

test('each line gives a reason', () => {
  expect(lines.filter(([, , reason = '']) => !/\w.*\.\s*$/.test(reason)).map(([line]) => line)).toEqual([]);
});

test('nothing is a run-time dependency: what the app needs is bundled', () => {
  expect(dependencies).toEqual({});
});

test('each version is exact, so that the lockfile is not the only thing that holds it', () => {
  const loose = Object.entries(devDependencies).filter(([name, version]) => !/^\d+\.\d+\.\d+$/.test(version) && !version.startsWith('file:') && name !== '@types/node');
  expect(loose).toEqual([]);
});
