import { clipboard } from 'electron';

/** How long a copied value stays, in seconds. */
export const CLIPBOARD_SECONDS = 45;

let copied: string | null = null;
let timer: NodeJS.Timeout | undefined;

/** Copies a value and clears it again after 45 seconds, if the clipboard still holds it then. */
export async function copyForAWhile(text: string): Promise<void> {
  await clipboard.writeText(text);
  copied = text;
  clearTimeout(timer);
  timer = setTimeout(() => void forgetCopied(), CLIPBOARD_SECONDS * 1000);
  timer.unref();
}

/** Clears our value now (on lock and on quit); somebody else's stays. */
export async function forgetCopied(): Promise<void> {
  clearTimeout(timer);
  const ours = copied;
  copied = null;
  if (ours !== null && (await clipboard.readText()) === ours) await clipboard.writeText('');
}
