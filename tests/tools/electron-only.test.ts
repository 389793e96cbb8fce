import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/electron-only.md'), 'utf8');
const places = [...page.matchAll(/`(main\/[\w/.-]+)`: `([^`]+)`/g)].map((match): [string, string] => [match[1] ?? '', match[2] ?? '']);

it('docs/electron-only.md names a line of ours under every heading that something depends on', () => {
  const sections = page.split(/^## /m).slice(1);
  const bare = sections.filter((section) => !/^Depends: (?:`main\/[\w/.-]+`: `|nothing yet|the packaging)/m.test(section)).map((section) => section.split('\n')[0]);
  expect(bare).toEqual([]);
});

it.each(places)('%s still has %s in it', (file, code) => expect(readFileSync(path.join(root, file), 'utf8')).toContain(code));
