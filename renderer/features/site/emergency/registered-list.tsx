import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { NumberStanding } from '../../../../domain/emergency/standing.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { Field } from '../../../ui/field.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useRows } from '../../../ui/use-rows.ts';
import { count } from '../../../words.ts';
import { isMeant } from '../numbers/pickable.ts';
import { numberWords } from './standing-words.ts';

/** In pixels, as emergency.css has it. */
const ROW_HEIGHT = 88;
/** So many are found by looking. */
const SHORT = 12;

/** A number with where it stands, and the name of the address that it shall have. */
export interface RegisteredRow {
  readonly phoneNumber: string;
  readonly standing: NumberStanding;
  readonly address: string | null;
}

/** Each number with its state, since when, and when Trunkbook looks again. */
export function RegisteredList({ rows, now }: { readonly rows: readonly RegisteredRow[]; readonly now: number }): ReactNode {
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed);
  const shown = useMemo(() => rows.filter(({ phoneNumber, address, standing }) => isMeant({ phoneNumber, place: `${address ?? ''} ${numberWords(standing, now).word}` }, wanted)), [rows, wanted, now]);
  const { scroller, virtual } = useRows({ count: shown.length, height: ROW_HEIGHT, overscan: 4, sought: wanted });
  return (
    <>
      {rows.length > SHORT && (
        <div className="pick-tools">
          <Field label="Filter by digits, address or state" name="registered.filter" type="search" value={typed} onChange={setTyped} />
          <p className="aside" role="status">{shown.length === rows.length ? count(rows.length, 'number') : `${shown.length} of ${count(rows.length, 'number')}`}</p>
        </div>
      )}
      {shown.length === 0 && <p className="empty is-small">No number is like that. Change the filter.</p>}
      <div ref={scroller} className="registered-scroll" role="group" aria-label="Numbers and their registration" tabIndex={0}>
        <ul className="registered-list" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = shown[index];
            if (!row) return null;
            const { shape, word, more } = numberWords(row.standing, now);
            return (
              <li key={row.phoneNumber} aria-setsize={shown.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
                <span className="mono number">{spacedPhoneNumber(row.phoneNumber)}</span>
                <span className="clipped">{row.address ?? ''}</span>
                <StateMark shape={shape}>{word}</StateMark>
                {more !== null && <span className="registered-more">{more}</span>}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
