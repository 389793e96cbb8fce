import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { WantedNumber } from '../../../../domain/site/record.ts';
import { ActionButton, IconButton } from '../../../ui/action-button.tsx';
import { Field } from '../../../ui/field.tsx';
import { CrossIcon } from '../../../ui/icons.tsx';
import { useRows } from '../../../ui/use-rows.ts';
import { count } from '../../../words.ts';
import { isMeant } from './pickable.ts';

/** In pixels, as numbers.css has it. */
const ROW_HEIGHT = 40;
/** So many are found by looking. */
const SHORT = 12;

/** The numbers that the trunk shall have. The first is the main number. */
export function ChosenNumbers({ numbers, busy, onKeep }: { readonly numbers: readonly WantedNumber[]; readonly busy: boolean; readonly onKeep: (next: readonly WantedNumber[]) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const long = numbers.length > SHORT;
  const shown = useMemo(() => (long ? numbers.filter(({ phoneNumber }) => isMeant({ phoneNumber, place: '' }, typed)) : numbers), [long, numbers, typed]);
  const { scroller, virtual } = useRows({ count: shown.length, height: ROW_HEIGHT, overscan: 6, sought: typed });
  /** The number that is going, and where it was: the focus goes to the one that comes into its place. */
  const going = useRef<{ readonly phoneNumber: string; readonly index: number } | null>(null);
  useEffect(() => {
    const gone = going.current;
    if (gone === null || busy || numbers.some(({ phoneNumber }) => phoneNumber === gone.phoneNumber)) return;
    going.current = null;
    // Whoever went on meanwhile is left alone.
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const next = shown[Math.min(gone.index, shown.length - 1)];
    (scroller.current?.querySelector<HTMLElement>(`[aria-label="Do not use ${next?.phoneNumber ?? ''}"]`) ?? scroller.current)?.focus();
  });
  const drop = (number: WantedNumber, index: number): void => {
    going.current = { phoneNumber: number.phoneNumber, index };
    onKeep(numbers.filter((one) => one !== number));
  };
  const main = numbers[0];
  return (
    <>
      {long && (
        <div className="pick-tools">
          <Field label="Filter the chosen" name="numbers.chosenFilter" type="search" value={typed} onChange={setTyped} />
          <p className="aside" role="status">{shown.length === numbers.length ? `${numbers.length} chosen` : `${shown.length} of ${numbers.length} chosen`}</p>
        </div>
      )}
      {shown.length === 0
        ? <p className="empty is-small">None of the chosen is like that.</p>
        : (
          <div ref={scroller} className="number-scroll" role="group" aria-label={count(numbers.length, 'chosen number')} tabIndex={0}>
            <ul className="number-list" style={{ height: virtual.getTotalSize() }}>
              {virtual.getVirtualItems().map(({ index, start }) => {
                const number = shown[index];
                if (!number) return null;
                const { phoneNumber, acquire } = number;
                return (
                  <li key={phoneNumber} aria-setsize={shown.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
                    <span className="mono number">{spacedPhoneNumber(phoneNumber)}</span>
                    <span className="number-note">{acquire === 'buy' ? 'to be bought' : 'of this account'}{number === main && ', main number'}</span>
                    <span className="number-tools">
                      {number !== main && <ActionButton look="quiet" isDisabled={busy} onPress={() => onKeep([number, ...numbers.filter((one) => one !== number)])} label={`Make main: ${phoneNumber}`}>Make main</ActionButton>}
                      <IconButton label={`Do not use ${phoneNumber}`} isDisabled={busy} onPress={() => drop(number, index)}><CrossIcon /></IconButton>
                    </span>
                  </li>
                );
              })}
            </ul>
          </div>
        )}
      <p className="aside">A number that is taken out here (✕) comes off the trunk at the next set-up, if it was Trunkbook that put it there. It stays in the account.</p>
    </>
  );
}
