import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const marks = (text: string): string[] => [...text.matchAll(/\bNC: ([a-z][a-z-]+)/g)].map((match) => match[1] ?? '');

test('every behaviour that nobody could confirm stands in the docs, and every one in the docs is in the source, once', () => {
  const folder = join(ROOT, 'main/practice');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(folder, name), 'utf8'));
  const inSource = sources.flatMap(marks).sort();
  expect(inSource.length).toBeGreaterThan(0);
  expect(new Set(inSource).size).toBe(inSource.length);
  expect(marks(readFileSync(join(ROOT, 'docs/practice-account.md'), 'utf8')).sort()).toEqual(inSource);
  // A mark without a name of its own would go unnoticed.
  expect(sources.join('\n').match(/\bNC(?!: [a-z][a-z-]+ —|').*/g)).toBeNull();
});
