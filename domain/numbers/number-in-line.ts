import { accept, type Judgement, refuse } from '../judgement.ts';
import { withoutInvisible } from './pasted.ts';
import { readPhoneNumber } from './phone-number.ts';

/** The number of one line of a list. */
export interface NumberInLine {
  readonly phoneNumber: string;
  /** Other words stand around it. */
  readonly among: boolean;
}

/** What a line of a list may hold beside its number; longer ones are no lines of numbers. */
const LONGEST_LINE = 200;
/** A run of what is written in a number, between what may stand beside one. A mask such as `*2145551234` has no such beginning. */
const RUN = /(?<=^|[\s:,;="'“’«>])[+(]?\d[\d\s().\-\u2010-\u2015\u2212]*(?=$|[\s:,;="'”’»<])/gu;
/** What phones dial for help in many countries, and 933, which tests that. Nobody owns one of them. All that a country has is in domain/dialplan/emergency-numbers.ts. */
const FOR_HELP: readonly string[] = ['911', '933', '112', '999', '000'];

/**
 * Reads one line of a list of a trunk's numbers. A line that is more than its number, such as “Main line: +1 512-555-0142”, is taken where
 * exactly one number is in it: with two, nobody can say which one is meant.
 * @param country ISO 3166 alpha-2, for numbers written without a country code
 */
export function readNumberInLine(text: string, country: string): Judgement<NumberInLine> {
  const line = withoutInvisible(text.slice(0, 10 * LONGEST_LINE)).trim();
  if (FOR_HELP.includes(line)) return refuse(`${line} is an emergency number. It cannot be a number of a trunk: calls to it go out through one.`);
  const whole = readPhoneNumber(text, country);
  if (whole.ok) return accept({ phoneNumber: whole.value, among: false });
  if (line.length > LONGEST_LINE || !/\p{L}/u.test(line)) return whole;
  const found = new Set([...line.matchAll(RUN)].flatMap(([run]) => { const number = readPhoneNumber(run, country); return number.ok ? [number.value] : []; }));
  const [phoneNumber] = found;
  if (phoneNumber === undefined) return whole;
  return found.size === 1 ? accept({ phoneNumber, among: true }) : refuse(`There are ${found.size} numbers in this line. Write each on a line of its own.`);
}
