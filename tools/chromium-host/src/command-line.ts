// The command line, as the `electron` executable reads it:
//   electron [-r module] [--inspect[=port]] [--switch[=value]...] <app folder or file> [args...]
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CommandLineSurface } from './surface.ts';

export interface Launch {
  readonly requires: readonly string[];
  /** The port of --inspect, if it was asked for. */
  readonly inspect: { readonly port: number; readonly wait: boolean } | null;
  readonly switches: readonly string[];
  readonly appPath: string;
  readonly entry: string;
  readonly packaged: boolean;
  readonly executable: string;
  readonly manifest: Manifest;
}
export interface Manifest {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/**
 * @param executable the launcher in the distribution's folder; a packaged app lies in `resources/` beside it
 * @throws for an app in an asar archive, which plain Node cannot read
 */
export function readLaunch(executable: string, args: readonly string[]): Launch {
  const resources = path.join(path.dirname(executable), 'resources');
  const packaged = ['app', 'app.asar'].map((name) => path.join(resources, name)).find((file) => existsSync(file));
  const requires: string[] = [];
  const switches: string[] = [];
  let inspect: Launch['inspect'] = null;
  let target: string | undefined;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-r' || arg === '--require') requires.push(args[++index] ?? '');
    else if (arg.startsWith('--inspect')) inspect = { port: Number(arg.split('=')[1] ?? 9229), wait: arg.startsWith('--inspect-brk') };
    else if (arg.startsWith('-')) switches.push(arg);
    else if (packaged === undefined) target ??= arg;
  }
  const place = path.resolve(packaged ?? target ?? '.');
  if (place.endsWith('.asar')) throw new Error('electron-host: plain Node cannot read app.asar; unpack it to resources/app first (npx asar extract)');
  const appPath = statSync(place).isDirectory() ? place : path.dirname(place);
  const manifestFile = path.join(appPath, 'package.json');
  const manifest = existsSync(manifestFile) ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest) : {};
  const entry = appPath === place ? path.join(appPath, manifest.main ?? 'index.js') : place;
  return { requires, inspect, switches, appPath, entry, packaged: packaged !== undefined, executable, manifest };
}

export class CommandLine implements CommandLineSurface {
  readonly #switches = new Map<string, string>();
  constructor(args: readonly string[]) {
    for (const arg of args) {
      const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
      if (match?.[1] !== undefined) this.#switches.set(match[1], match[2] ?? '');
    }
  }
  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value);
  }
  removeSwitch(name: string): void {
    this.#switches.delete(name);
  }
  hasSwitch(name: string): boolean {
    return this.#switches.has(name);
  }
  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? '';
  }
  toArguments(): string[] {
    return [...this.#switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  }
}
