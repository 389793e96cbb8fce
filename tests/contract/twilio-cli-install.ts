// Twilio's own command line, as npm has it (MIT). A client that Trunkbook did not write: fetched once into .cache, outside the lockfile, never shipped.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '../../tools/setup/lock.mjs';
import { cached } from '../../tools/setup/place.mjs';
import { run } from '../../tools/setup/run.mjs';

const PACKAGE = 'twilio-cli@6.2.4';
const TARBALL = 'twilio-cli-6.2.4.tgz';
const SHA512 = 'TWYc2IJpQD7ceXBOPLX9DIoeesSd0654HLOTI/gJTGeFeMKnLqGRxDm/r/b5wOFWe39crHAybaTipjDSF46a6Q==';
/** What the package needs is named by ranges: nothing that is younger than the review is taken for them. */
const REVIEWED = '2026-11-23';

const CACHE = cached('twilio-cli');
const INSTALLED = path.join(CACHE, '6.2.4');
/** A name of this process: npm may go on for a while when whoever started it was killed. */
const INSTALLING = path.join(CACHE, `installing-${process.pid}`);
/** Run by Node: its first line and Windows' .cmd file are not needed. */
export const TWILIO_CLI = path.join(INSTALLED, 'node_modules/twilio-cli/bin/run');

const QUICK = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1', '--loglevel=error'];
const FETCH_MILLISECONDS = 60_000;
const INSTALL_MILLISECONDS = 240_000;
/** For the hook of a test: longer than all steps together. */
export const INSTALL_LIMIT_MILLISECONDS = 330_000;

export type Installed = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/**
 * A second at most where it is there already; else half a minute and 175 MB. Not ready, with the reason, where npm could not install it.
 * Throws when what came is not the package that was reviewed.
 */
export async function installTwilioCli(): Promise<Installed> {
  if (isWhole(INSTALLED)) return { ready: true };
  mkdirSync(CACHE, { recursive: true });
  return withLock(`${CACHE}.lock`, async () => {
    if (isWhole(INSTALLED)) return { ready: true };
    // Whoever left anything here is gone, or we would not have the lock.
    for (const left of readdirSync(CACHE)) rmSync(path.join(CACHE, left), { recursive: true, force: true });
    try {
      const reason = await install();
      if (reason !== null) return { ready: false, reason: `${PACKAGE} could not be installed: ${reason}` };
      renameSync(INSTALLING, INSTALLED);
      return { ready: true };
    } finally {
      rmSync(INSTALLING, { recursive: true, force: true });
    }
  });
}

/** npm notes what it installed at the very end, with the checksum of the tarball it came from. */
function isWhole(folder: string): boolean {
  try {
    const { packages } = JSON.parse(readFileSync(path.join(folder, 'node_modules/.package-lock.json'), 'utf8')) as { packages: Record<string, { integrity?: string } | undefined> };
    return packages['node_modules/twilio-cli']?.integrity === `sha512-${SHA512}` && existsSync(path.join(folder, 'node_modules/twilio-cli/bin/run'));
  } catch {
    return false;
  }
}

/** Null when it is done, else why it is not. */
async function install(): Promise<string | null> {
  mkdirSync(INSTALLING);
  // With a package.json of its own, npm does not look for one further up: ours.
  writeFileSync(path.join(INSTALLING, 'package.json'), '{ "private": true }\n');
  const trouble = await npm(['pack', PACKAGE, ...QUICK], FETCH_MILLISECONDS);
  if (trouble !== null) return trouble;
  if (createHash('sha512').update(readFileSync(path.join(INSTALLING, TARBALL))).digest('base64') !== SHA512) throw new Error(`${PACKAGE} is not the package that was reviewed.`);
  process.stderr.write(`Installing ${PACKAGE} into .cache (once; about half a minute).\n`);
  return (await npm(['install', `./${TARBALL}`, `--before=${REVIEWED}`, ...QUICK], INSTALL_MILLISECONDS))
    ?? (isWhole(INSTALLING) ? null : 'npm says it did, but the package is not there');
}

async function npm(args: readonly string[], milliseconds: number): Promise<string | null> {
  const signal = AbortSignal.timeout(milliseconds);
  const options = { cwd: INSTALLING, output: 'capture', signal } as const;
  const script = process.env['npm_execpath'];
  const { code, output } = script?.endsWith('.js')
    ? await run(process.execPath, [script, ...args], options)
    : await run('npm', args, { ...options, shell: process.platform === 'win32' });
  if (code === 0) return null;
  return signal.aborted ? `npm ${args[0]} took longer than ${milliseconds / 1000} seconds` : `npm ${args[0]}: ${output.trim().split('\n')[0] || `exit code ${code}`}`;
}
