import type { CheckedNumber } from '../../../../preload/contract.ts';

/** What was checked, and what came of it. */
export interface CheckedList {
  readonly text: string;
  readonly lines: readonly CheckedNumber[];
  /** When the account's numbers were listed, where they could not be listed now. */
  readonly asOf: string | null;
}

export const isUsable = ({ kind }: CheckedNumber): boolean => kind === 'ready' || kind === 'asks';

/** What was checked, after what was chosen since. */
export function withChosen(lines: readonly CheckedNumber[], chosen: ReadonlySet<string>): readonly CheckedNumber[] {
  return lines.map((line) => (isUsable(line) && line.phoneNumber !== null && chosen.has(line.phoneNumber) ? { ...line, kind: 'chosen', why: 'Chosen.' } : line));
}

/** Whether a list waits: one that was not looked at yet, or that has numbers which can be chosen. What is left of it then stays for mending, and holds nobody up. */
export function listWaits(text: string | undefined, checked: CheckedList | null, chosen: ReadonlySet<string>): boolean {
  if (text === undefined || text.trim() === '') return false;
  return checked?.text !== text || withChosen(checked.lines, chosen).some(isUsable);
}
