import type { Trouble } from './trouble.ts';
import { TROUBLES } from './troubles.ts';

/** Words of a text in small letters, without accents and signs: “E.164” is `e` and `164`, “dispatcher’s” is `dispatcher` and `s`. */
function words(text: string): readonly string[] {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

interface Entry {
  readonly trouble: Trouble;
  readonly codes: readonly string[];
  /** Codes and symptom, and all there is to read: words with one blank between. */
  readonly head: string;
  readonly whole: string;
}

const ENTRIES: readonly Entry[] = TROUBLES.map((trouble) => {
  const head = words([...trouble.codes.map(({ system, code }) => `${system} ${code}`), trouble.symptom].join(' ')).join(' ');
  const rest = words([...trouble.causes.flatMap(({ cause, cure }) => [cause, cure]), trouble.grade?.note ?? ''].join(' ')).join(' ');
  return { trouble, codes: trouble.codes.map(({ code }) => code.toLowerCase()), head, whole: `${head} ${rest}` };
});

const KNOWN_CODES = new Set(ENTRIES.flatMap(({ codes }) => codes));

/** The codes of ours in what was typed; also where they stick to a word, as in “SIP403”. */
function typedCodes(typed: readonly string[]): readonly string[] {
  return [...new Set(typed.flatMap((word) => [word, ...(word.match(/(?<!\d)\d{3,6}(?!\d)/g) ?? [])]).filter((word) => KNOWN_CODES.has(word)))];
}

/**
 * What may be wrong, by what a person typed or pasted, best first: troubles that have one of the codes in it (those that have all of its words
 * before the others), then those with all words in codes and symptom, then those with all words anywhere. Parts of words count; case, accents
 * and signs do not. All troubles for an empty text; none for a text of signs alone.
 */
export function searchTroubles(typed: string): readonly Trouble[] {
  if (typed.trim() === '') return TROUBLES;
  const asked = [...new Set(words(typed))];
  if (asked.length === 0) return [];
  // The groups of a phone number are no codes: 415 in +1 415 555 0142.
  const codes = typedCodes(words(typed.replaceAll(/\+\d[\d\s().-]{6,}/g, ' ')));
  const rank = ({ codes: own, head, whole }: Entry): number | null => {
    const all = asked.every((word) => whole.includes(word));
    if (codes.some((code) => own.includes(code))) return all ? 0 : 1;
    if (!all) return null;
    return asked.every((word) => head.includes(word)) ? 2 : 3;
  };
  return ENTRIES.map((entry) => ({ trouble: entry.trouble, rank: rank(entry) }))
    .filter((found) => found.rank !== null)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ trouble }) => trouble);
}
