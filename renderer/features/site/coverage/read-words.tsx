import type { ReactNode } from 'react';
import type { ReadWord } from '../../../../domain/emergency/read-back.ts';

const LOOK: Readonly<Record<ReadWord['state'], { readonly className: string; readonly said: string }>> = {
  same: { className: '', said: '' }, 'other-spelling': { className: 'word-spelling', said: ' (spelled otherwise, the same)' }, differs: { className: 'word-differs', said: ' (differs)' },
};

/** Words of an address, each with how it stands beside the other: what differs is marked by a line and a weight, and said; what is only spelled otherwise has a dotted line. */
export function ReadWords({ words, none }: { readonly words: readonly ReadWord[]; readonly none: string }): ReactNode {
  if (words.length === 0) return <span className="aside">{none}</span>;
  return words.map(({ text, state }, at) => {
    const { className, said } = LOOK[state];
    // The words may repeat: their place is what tells them apart.
    // oxlint-disable-next-line react/no-array-index-key
    return <span key={at}>{at === 0 ? '' : ' '}{className === '' ? text : <span className={className}>{text}<span className="unseen">{said}</span></span>}</span>;
  });
}
