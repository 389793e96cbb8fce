import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { Action } from '../../../../domain/trunk/actions.ts';

/** One thing that a person says yes to. */
export interface ConsentLine {
  readonly key: string;
  /** What costs, in a few words. */
  readonly what: string;
  /** What it costs. */
  readonly words: string;
  /** What would be done. */
  readonly doing: string;
}

/** So many alike ones are said one by one; of more, so many are named. */
const NAMED = 3;

/** What is asked, with those that are alike in one line: nobody reads a hundred times the same. */
export function consentLines(actions: readonly Action[]): readonly ConsentLine[] {
  const groups = Map.groupBy(actions.filter(({ consent }) => consent !== null), ({ work, consent }) => `${work.do} ${consent?.words ?? ''}`);
  return [...groups.values()].flatMap((alike): readonly ConsentLine[] => {
    const single = ({ id, words, consent }: Action): readonly ConsentLine[] => (consent === null ? [] : [{ key: id, what: consent.what, words: consent.words, doing: words }]);
    const [first] = alike;
    if (first === undefined || alike.length <= NAMED) return alike.flatMap(single);
    const named = alike.slice(0, NAMED).map(nameOf).join(', ');
    const numbers = first.work.do === 'buy-number' || first.work.do === 'release-number';
    return [{ key: first.id, what: `${alike.length} ${numbers ? 'numbers' : 'times the same'}`, words: `For each: ${first.consent?.words ?? ''}`, doing: `${named} and ${alike.length - NAMED} more` }];
  });
}

function nameOf({ work, words }: Action): string {
  return work.do === 'buy-number' ? spacedPhoneNumber(work.phoneNumber) : words;
}
