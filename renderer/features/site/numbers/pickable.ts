import type { AccountNumber } from '../../../../domain/numbers/directory.ts';
import type { WantedNumber } from '../../../../domain/site/record.ts';
import type { OfferedNumber } from '../../../../preload/contract.ts';
import type { Shape } from '../../../ui/state-mark.tsx';
import { matches } from '../../../words.ts';

/** A number to choose from: what it is, what stands in its way, and whether it can be chosen. */
export interface Pickable {
  readonly phoneNumber: string;
  readonly place: string;
  readonly mark: { readonly shape: Shape; readonly words: string } | null;
  readonly can: boolean;
}

const CHOSEN = { shape: 'done', words: 'Chosen' } as const;

const namesOf = (chosen: readonly WantedNumber[]): ReadonlySet<string> => new Set(chosen.map(({ phoneNumber }) => phoneNumber));

/** The account's numbers. One that works elsewhere may be chosen: the plan asks before it is moved. */
export function ownedPickables(listed: readonly AccountNumber[], chosen: readonly WantedNumber[]): readonly Pickable[] {
  const taken = namesOf(chosen);
  return listed.map(({ phoneNumber, place, note }) => ({
    phoneNumber, place: place === phoneNumber ? '' : place, can: !taken.has(phoneNumber), mark: taken.has(phoneNumber) ? CHOSEN : note === null ? null : { shape: 'attention', words: note },
  }));
}

/** Numbers for sale. One that Trunkbook does not buy cannot be chosen. */
export function offeredPickables(offered: readonly OfferedNumber[], chosen: readonly WantedNumber[]): readonly Pickable[] {
  const taken = namesOf(chosen);
  return offered.map(({ phoneNumber, place, refused }) => ({
    phoneNumber, place, can: refused === null && !taken.has(phoneNumber), mark: taken.has(phoneNumber) ? CHOSEN : refused === null ? null : { shape: 'refused', words: 'Needs papers' },
  }));
}

/** Of what was ticked, what can still be chosen: a tick of an earlier search is not seen any more, and must not wait for anybody. */
export function stillOffered(ticked: ReadonlySet<string>, listed: readonly AccountNumber[], offered: readonly OfferedNumber[], chosen: readonly WantedNumber[]): ReadonlySet<string> {
  if (ticked.size === 0) return ticked;
  return ticked.intersection(new Set([...listed, ...offered.filter(({ refused }) => refused === null)].map(({ phoneNumber }) => phoneNumber))).difference(namesOf(chosen));
}

/** Whether a number is meant by what was typed: some of its digits, in whatever groups, and words of its name. */
export function isMeant({ phoneNumber, place }: Pick<Pickable, 'phoneNumber' | 'place'>, typed: string): boolean {
  const text = typed.trim();
  if (text === '' || matches(place, text)) return true;
  const words = text.split(/\s+/).filter((word) => !/^[\d+().-]+$/.test(word));
  const digits = text.split(/\s+/).filter((word) => !words.includes(word)).join('').replace(/\D/g, '');
  if (digits === '' || !phoneNumber.replace(/\D/g, '').includes(digits)) return false;
  return words.length === 0 || matches(place, words.join(' '));
}
