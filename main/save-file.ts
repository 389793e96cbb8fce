import { writeFile } from 'node:fs/promises';
import { CommandFault } from './fault.ts';

/** Asks the technician where a file shall go; null when they changed their mind. */
export type ChoosePlace = (suggestion: { readonly title: string; readonly name: string; readonly kind: { readonly name: string; readonly extensions: string[] } }) => Promise<string | null>;

/** Writes a text where the technician wants it. Returns false when they changed their mind. */
export async function saveText(choose: ChoosePlace, suggestion: Parameters<ChoosePlace>[0], text: string): Promise<boolean> {
  const file = await choose(suggestion);
  if (file === null) return false;
  await writeFile(file, text).catch(() => {
    throw new CommandFault({ code: 'io', what: 'The file was not saved.', why: 'It could not be written there.', next: 'Choose another folder and try again.' });
  });
  return true;
}
