import { readNumberInLine } from './number-in-line.ts';
import { spacedPhoneNumber } from './phone-number.ts';

/** What one line of pasted numbers is. `asks`: it is the account's and works elsewhere today. */
export interface CheckedLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  readonly phoneNumber: string | null;
  readonly kind: 'ready' | 'asks' | 'chosen' | 'duplicate' | 'not-owned' | 'bad';
  readonly why: string;
}

/**
 * Numbers of the account, pasted one a line: what each line is. Empty lines are passed over.
 * @param chosen the site's numbers, E.164
 * @param owned the account's, with what stands in the way of each
 */
export function checkPasted(text: string, country: string, chosen: readonly string[], owned: readonly { readonly phoneNumber: string; readonly note: string | null }[]): readonly CheckedLine[] {
  const has = new Set(chosen);
  const known = new Map(owned.map(({ phoneNumber, note }) => [phoneNumber, note]));
  const first = new Map<string, number>();
  return text.split(/\r\n|\r|\n/).flatMap((raw, index): CheckedLine[] => {
    const typed = raw.trim();
    if (typed === '') return [];
    const line = index + 1;
    const judged = readNumberInLine(typed, country);
    const shown = typed.length > 80 ? `${typed.slice(0, 79)}…` : typed;
    if (!judged.ok) return [{ line, text: shown, phoneNumber: null, kind: 'bad', why: judged.why }];
    const { phoneNumber, among } = judged.value;
    // What was taken out of other words is said: whoever pastes sees that it is the number that was meant.
    const taken = among ? `${spacedPhoneNumber(phoneNumber)}: ` : '';
    const earlier = first.get(phoneNumber);
    first.set(phoneNumber, earlier ?? line);
    const result = (kind: CheckedLine['kind'], why: string): CheckedLine[] => [{ line, text: shown, phoneNumber, kind, why: `${taken}${why}` }];
    if (earlier !== undefined) return result('duplicate', `The same as line ${earlier}.`);
    if (has.has(phoneNumber)) return result('chosen', 'Chosen already.');
    const note = known.get(phoneNumber);
    if (note === undefined) return result('not-owned', 'Not a number of this account. Buy it, or look in another account.');
    return note === null ? result('ready', 'Of this account, free.') : result('asks', `Of this account, but ${note}: the plan asks before it is moved.`);
  });
}
