// @ts-check
// Where things are. Nothing here looks at the working directory: every command works from any folder.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A file of ours under .cache/, which git ignores. @param {string} name */
export const cached = (name) => path.join(root, '.cache', name);

/**
 * The script behind a package's command. Started with a Node of our choice, it needs neither a shell nor Windows' .cmd files.
 * @param {string} packageName @param {string} [command] the package's only command unless given
 */
export function script(packageName, command) {
  const folder = path.join(root, 'node_modules', packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const relative = typeof bin === 'string' ? bin : bin[command ?? Object.keys(bin)[0] ?? ''];
  if (relative === undefined) throw new Error(`${packageName} has no command ${command ?? ''}`);
  return path.join(folder, relative);
}
