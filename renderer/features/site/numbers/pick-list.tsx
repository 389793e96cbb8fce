import { defaultRangeExtractor } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useRows } from '../../../ui/use-rows.ts';
import type { Pickable } from './pickable.ts';

/** In pixels, as numbers.css has it. */
const ROW_HEIGHT = 36;

export interface PickListProps {
  readonly label: string;
  readonly numbers: readonly Pickable[];
  /** What they were sought by. */
  readonly sought: string;
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
}

/**
 * Numbers with a check box each, of which only those in sight are drawn: an account may have 10,000. The list is one stop of the Tab key;
 * arrows, Home, End and the page keys move in it, Space ticks, Shift with the arrows or with a click ticks all between, Ctrl+A all.
 */
export function PickList({ label, numbers, sought, picked, onPick }: PickListProps): ReactNode {
  const id = useId();
  /** The row that the Tab key comes to: it stays with its number when the list is filtered. */
  const [at, setAt] = useState<{ readonly number: string | null; readonly row: number }>({ number: null, row: 0 });
  const places = useMemo(() => new Map(numbers.map(({ phoneNumber }, index) => [phoneNumber, index])), [numbers]);
  const active = (at.number === null ? undefined : places.get(at.number)) ?? Math.min(at.row, Math.max(0, numbers.length - 1));
  const following = useRef(false);
  /** Where a range of ticks begins. */
  const anchor = useRef<string | null>(null);
  const { scroller, virtual } = useRows({
    count: numbers.length, height: ROW_HEIGHT, overscan: 6, sought,
    // The row that has the focus is drawn wherever it is.
    drawn: (range) => [...new Set([...defaultRangeExtractor(range), ...(numbers.length > 0 ? [active] : [])])].sort((one, other) => one - other),
  });
  useEffect(() => {
    if (!following.current) return;
    following.current = false;
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  const all = (): ReadonlySet<string> => new Set([...picked, ...numbers.filter(({ can }) => can).map(({ phoneNumber }) => phoneNumber)]);
  const toggle = (row: Pickable | undefined): void => {
    if (!row) return;
    anchor.current = row.phoneNumber;
    if (!row.can) return;
    const next = new Set(picked);
    if (!next.delete(row.phoneNumber)) next.add(row.phoneNumber);
    onPick(next);
  };
  const tickUntil = (to: number): void => {
    const from = (anchor.current === null ? undefined : places.get(anchor.current)) ?? active;
    anchor.current = numbers[from]?.phoneNumber ?? null;
    onPick(new Set([...picked, ...numbers.slice(Math.min(from, to), Math.max(from, to) + 1).filter(({ can }) => can).map(({ phoneNumber }) => phoneNumber)]));
  };
  const moveTo = (row: number): void => {
    following.current = true;
    setAt({ number: numbers[row]?.phoneNumber ?? null, row });
    virtual.scrollToIndex(row, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || numbers.length === 0) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: numbers.length - 1 };
    const move = moves[event.key];
    if (move !== undefined) {
      const to = Math.max(0, Math.min(move, numbers.length - 1));
      if (event.shiftKey) tickUntil(to);
      moveTo(to);
    } else if (event.key === ' ') toggle(numbers[active]);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') onPick(all());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={scroller} className="pick-scroll" role="group" aria-label={label} onKeyDown={onKeyDown}>
      <ul className="pick-list" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = numbers[index];
          if (!row) return null;
          const { phoneNumber, place, mark, can } = row;
          return (
            <li key={phoneNumber} aria-setsize={numbers.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
              <div
                className="pick" role="checkbox" aria-checked={picked.has(phoneNumber) && can} aria-disabled={!can || undefined} aria-label={`Choose ${phoneNumber}`} aria-describedby={`${id}-${index}`} tabIndex={index === active ? 0 : -1}
                onClick={(event) => {
                  setAt({ number: phoneNumber, row: index });
                  if (event.shiftKey) tickUntil(index);
                  else toggle(row);
                }}
              >
                <span className="checkbox-box" data-selected={(picked.has(phoneNumber) && can) || undefined} aria-hidden="true" />
                <span className="mono number">{spacedPhoneNumber(phoneNumber)}</span>
                <span id={`${id}-${index}`} className="pick-about"><span className="clipped number-note">{place}</span>{mark && <StateMark shape={mark.shape}>{mark.words}</StateMark>}</span>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
