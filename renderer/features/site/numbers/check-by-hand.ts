import { checkPasted } from '../../../../domain/numbers/check-pasted.ts';
import { readNumberInLine } from '../../../../domain/numbers/number-in-line.ts';
import type { CheckedNumber } from '../../../../preload/contract.ts';

/** What each pasted line is where Trunkbook has no key to the account: whether it is a number, and new to the site. */
export function checkByHand(text: string, country: string, chosen: readonly string[]): readonly CheckedNumber[] {
  const every = text.split(/\r\n|\r|\n/).flatMap((line) => {
    const number = readNumberInLine(line.trim(), country);
    return number.ok ? [{ phoneNumber: number.value.phoneNumber, note: null }] : [];
  });
  return checkPasted(text, country, chosen, every).map((line) => (line.kind === 'ready' ? { ...line, why: line.why.replace('Of this account, free.', 'Not compared with the account: Trunkbook has no key to it.') } : line));
}
