// Runs every *.bench.ts beside it and prints one JSON line a figure on standard output; everything else goes to standard error.
// `npm run bench [-- prefix]` runs only what can bring a figure whose name begins so.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from './figure.ts';

interface BenchModule {
  readonly bench: () => Promise<Figure[]>;
  /** What all its figures' names begin with, where a module says so. */
  readonly prefix?: string;
}

/** Whether a module can bring a figure whose name begins with `asked`. */
export function mayMatch(prefix: string | undefined, asked: string): boolean {
  return prefix === undefined || prefix.startsWith(asked) || asked.startsWith(prefix);
}

/** Whether a figure misses its limit. A value that is no number always does. */
export function misses({ value, limit, atLeast }: Figure): boolean {
  return !(atLeast ? value >= limit : value <= limit);
}

/** The line that stands for a figure, its parts in a fixed order. */
export function figureLine({ name, value, unit, limit, atLeast, note }: Figure): string {
  return JSON.stringify({ name, value, unit, limit, atLeast, note });
}

function isBenchModule(module: unknown): module is BenchModule {
  return typeof module === 'object' && module !== null && 'bench' in module && typeof module.bench === 'function';
}

async function main(folder: string, asked: string): Promise<number> {
  const toStandardOutput = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  let printed = 0;
  let missed = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.bench.ts')).sort()) {
    const module: unknown = await import(pathToFileURL(path.join(folder, file)).href);
    if (!isBenchModule(module)) throw new Error(`${file} exports no function bench`);
    if (!mayMatch(module.prefix, asked)) continue;
    try {
      for (const figure of (await module.bench()).filter(({ name }) => name.startsWith(asked))) {
        toStandardOutput(`${figureLine(figure)}\n`);
        printed += 1;
        if (!misses(figure)) continue;
        missed += 1;
        console.error(`${figure.name} is ${figure.value} ${figure.unit}; the limit is ${figure.atLeast ? 'at least' : 'at most'} ${figure.limit}.`);
      }
    } catch (error) {
      missed += 1;
      console.error(`${file} could not measure:`, error);
    }
  }
  if (printed === 0) console.error(asked === '' ? 'There is nothing to measure.' : `No figure's name begins with ${asked}.`);
  return printed > 0 && missed === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(import.meta.dirname, process.argv[2] ?? '');
