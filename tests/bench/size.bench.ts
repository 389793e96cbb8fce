// How much code there is to load: by main before the window shows, by the preload, by the page's first screen.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';
import type { Figure } from './figure.ts';

const OUT = path.resolve('out');

/** A built module and all that it imports statically: what is loaded before its first statement runs. */
function closure(entry: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const { module } = parseSync(entry, readFileSync(entry, 'utf8'));
  const wanted = [...module.staticImports.map((one) => one.moduleRequest.value), ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value ?? ''))];
  for (const specifier of wanted) if (specifier.startsWith('.')) closure(path.resolve(path.dirname(entry), specifier), seen);
  return seen;
}

const bytes = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + statSync(file).size, 0);
const kilobytes = (size: number): number => Math.round(size / 100) / 10;

export const prefix = 'foundation/';

export async function bench(): Promise<Figure[]> {
  const renderer = path.join(OUT, 'renderer');
  const html = readFileSync(path.join(renderer, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/g)].map((match) => path.join(renderer, match[1] ?? ''));
  const first = new Set(named.flatMap((file) => (file.endsWith('.js') ? [...closure(file)] : [file])));
  const gzipped = [...first, path.join(renderer, 'index.html')].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  const main = closure(path.join(OUT, 'main/index.js'));
  const chunks = readdirSync(path.join(OUT, 'main'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.js'));
  const all = bytes(chunks.map((entry) => path.join(entry.parentPath, entry.name)));
  return [
    { name: 'foundation/main-before-window', value: kilobytes(bytes(main)), unit: 'kB', limit: 600, note: `${main.size} modules; ${kilobytes(all)} kB in all, the rest loads when first needed` },
    { name: 'foundation/preload', value: kilobytes(statSync(path.join(OUT, 'preload/index.cjs')).size), unit: 'kB', limit: 10 },
    { name: 'foundation/first-route', value: kilobytes(gzipped), unit: 'kB gzipped', limit: 350, note: `${first.size} files` },
  ];
}
