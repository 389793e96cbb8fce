import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'vitest';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/reference');

/** The references lie beside the clone and not in it: on a machine that has only the clone, what compares with them is skipped, and says why. */
export function reference(name: 'guide.md' | 'twilio.md' | 'threecx.md', { skip }: Pick<TestContext, 'skip'>): string {
  const file = path.join(FOLDER, name);
  if (!existsSync(file)) skip(`${file} is not on this machine`);
  return readFileSync(file, 'utf8');
}
