import { spawnSync } from 'node:child_process';

/** Whether a program is installed. A test that needs it is skipped where it is not, and says so. */
export function hasProgram(name: string): boolean {
  const found = spawnSync(name, ['--version']).error === undefined;
  if (!found) console.warn(`SKIPPED: ${name} is not installed (Debian: apt-get install ${name})`);
  return found;
}
