import type { AccountNumber } from '../../../../domain/numbers/directory.ts';
import { readNumberInLine } from '../../../../domain/numbers/number-in-line.ts';
import { accept, type Judgement, refuse } from '../../../../domain/judgement.ts';
import { moment } from '../../../words.ts';

/** The account's numbers, each with what stands in its way. */
export type Owned = ReadonlyMap<string, string | null>;

export function numbersOf(listed: readonly AccountNumber[]): Owned {
  return new Map(listed.map(({ phoneNumber, note }) => [phoneNumber, note]));
}

export interface TypedNumber {
  readonly phoneNumber: string;
  /** What is worth a second look. */
  readonly warning: string | null;
}

/**
 * A number that somebody types as one of the account's, held against the account as a pasted list is. A list of another day refuses nothing:
 * the number may have come since; the plan looks again before anything is done.
 * @param owned null where the account's numbers are not known
 * @param asOf when they were listed, where they could not be listed now
 */
export function judgeTyped(text: string, country: string, owned: Owned | null, asOf: string | null): Judgement<TypedNumber> {
  const judged = readNumberInLine(text, country);
  if (!judged.ok) return judged;
  const { phoneNumber } = judged.value;
  const note = owned?.get(phoneNumber) ?? null;
  if (owned === null) return accept({ phoneNumber, warning: null });
  if (owned.has(phoneNumber)) return accept({ phoneNumber, warning: note === null ? null : `Of this account, but it ${note}: the plan asks before it is moved.` });
  if (asOf === null) return refuse('Not a number of this account. Buy it, or look in another account.');
  return accept({ phoneNumber, warning: `Not among the numbers of this account as they were listed on ${moment(asOf)}. The set-up looks again.` });
}
