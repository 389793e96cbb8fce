import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandFault } from './fault.ts';

/** Asks the technician where a file shall go; null when they changed their mind. */
export type ChoosePlace = (suggestion: { readonly title: string; readonly name: string; readonly kind: { readonly name: string; readonly extensions: string[] } }) => Promise<string | null>;

/**
 * Writes a text where the technician wants it, for them alone to read. Returns false when they changed their mind.
 * @param make makes the text when the place is known: while they choose, Trunkbook may lock, and then there is nothing to write
 */
export async function saveText(choose: ChoosePlace, suggestion: Parameters<ChoosePlace>[0], make: () => string | Promise<string>): Promise<boolean> {
  const file = await choose(suggestion);
  if (file === null) return false;
  const text = await make();
  // Beside it first: when there is no room for all of it, what was there before stays, and no half of a file.
  const beside = path.join(path.dirname(file), `.trunkbook-${randomUUID()}`);
  try {
    await writeFile(beside, text, { mode: 0o600, flag: 'wx', flush: true });
    await rename(beside, file);
  } catch {
    await rm(beside, { force: true }).catch(() => {});
    throw new CommandFault({ code: 'io', what: 'The file was not saved.', why: 'It could not be written there.', next: 'Choose another folder and try again.' });
  }
  return true;
}
