import { clipboard } from 'electron';
import { CopiedValue } from './copied-value.ts';

/** What Trunkbook has put on the system's clipboard. */
export const copiedValue = new CopiedValue({ read: () => clipboard.readText(), write: (text) => clipboard.writeText(text) });
