import { defaultRangeExtractor } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CoverageCell } from '../../../../domain/emergency/coverage-cell.ts';
import { secondaryLine } from '../../../../domain/emergency/secondary.ts';
import { stepOf } from '../../../../domain/guide/chapters.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import { StateMark, StateShape } from '../../../ui/state-mark.tsx';
import { useRows } from '../../../ui/use-rows.ts';
import { cellMark, conditionsMark, conditionToMend, GROUPS, shownFrom } from './coverage-words.ts';

/** In pixels, as coverage.css has it. */
const ROW_HEIGHT = 84;
const HERE: StepId = 'emergency-3cx.coverage';

export interface CoverageGridProps {
  readonly cells: readonly CoverageCell[];
  /** What they were sought by. */
  readonly sought: string;
  /** The extension whose details are shown. */
  readonly detailed: string | null;
  /** `focus`: the details shall have the focus; else they only follow. */
  readonly onDetails: (extension: string, focus: boolean) => void;
  readonly go: (step: StepId) => void;
  /** Opens who answers a call back to the number that is shown: that is said here. */
  readonly onCallBack: (number: string) => void;
  /** For whoever gives the focus back to the row. */
  readonly frame: RefObject<HTMLDivElement | null>;
}

/**
 * The coverage matrix as an ARIA grid of which only the rows in sight are drawn. A row has the focus as a whole: up, down, Home, End and the
 * page keys move it, Enter shows its details. See docs/decisions/0009.
 */
export function CoverageGrid({ cells, sought, detailed, onDetails, go, onCallBack, frame }: CoverageGridProps): ReactNode {
  /** The active row stays with its extension when the rows are filtered or sorted anew. */
  const [at, setAt] = useState<{ readonly extension: string | null; readonly row: number }>({ extension: null, row: 0 });
  /** A row has the focus. It stays true when the row is taken away: only leaving it says otherwise. */
  const focused = useRef(false);
  const following = useRef(false);
  const places = useMemo(() => new Map(cells.map(({ extension }, index) => [extension, index])), [cells]);
  const active = (at.extension === null ? undefined : places.get(at.extension)) ?? Math.min(at.row, Math.max(0, cells.length - 1));
  const { scroller, virtual } = useRows({
    count: cells.length, height: ROW_HEIGHT, overscan: 4, sought,
    // The active row is drawn wherever it is: a focus that scrolls out of sight must not fall out of the grid.
    drawn: (range) => [...new Set([...defaultRangeExtractor(range), ...(cells.length > 0 ? [active] : [])])].sort((one, other) => one - other),
  });

  useEffect(() => {
    const lost = focused.current && (document.activeElement === null || document.activeElement === document.body);
    if (!following.current && !lost) return;
    following.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true });
  });

  const activate = useCallback((extension: string, row: number): void => setAt({ extension, row }), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    // A button in a row has its own keys.
    if (cells.length === 0 || event.altKey || !(event.target instanceof Element) || event.target.closest('button, .coverage-head')) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: cells.length - 1 };
    const to = moves[event.key];
    const here = cells[active];
    if (to !== undefined) {
      const row = Math.max(0, Math.min(to, cells.length - 1));
      const extension = cells[row]?.extension ?? null;
      following.current = true;
      setAt({ extension, row });
      virtual.scrollToIndex(row, { align: 'auto' });
      // Details that are open follow, as beside a list of letters.
      if (detailed !== null && extension !== null) onDetails(extension, false);
    } else if ((event.key === 'Enter' || event.key === ' ') && here) onDetails(here.extension, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const press = useCallback((extension: string, row: number): void => {
    activate(extension, row);
    onDetails(extension, false);
  }, [activate, onDetails]);

  const mend = useCallback((cell: CoverageCell): void => {
    const condition = conditionToMend(cell);
    if (condition?.step === HERE && condition.id === 'call-back') onCallBack(cell.callerId.number);
    else if (condition?.step === HERE) onDetails(cell.extension, true);
    else if (condition?.step) go(condition.step);
  }, [go, onCallBack, onDetails]);

  return (
    <div className="grid-frame" ref={frame}>
      <div
        ref={scroller} className="grid coverage-grid" role="grid" aria-label="Coverage of every extension" aria-rowcount={cells.length + 1} aria-colcount={GROUPS.length + 4} tabIndex={-1}
        onKeyDown={onKeyDown} onFocus={({ target }) => { focused.current = target.closest('.grid-body') !== null; }} onBlur={() => { focused.current = false; }}
      >
        <div className="coverage-head" role="row" aria-rowindex={1}>
          <span role="columnheader" aria-colindex={1}>Extension</span>
          <span role="columnheader" aria-colindex={2}>Call shows</span>
          <span role="columnheader" aria-colindex={3}>Place</span>
          {GROUPS.map(({ title, means }, index) => <span key={title} role="columnheader" aria-colindex={index + 4} className="coverage-group" title={means}><span aria-hidden="true">{title}</span><span className="unseen">{means}</span></span>)}
          <span role="columnheader" aria-colindex={GROUPS.length + 4} className="unseen">What to do</span>
        </div>
        <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const cell = cells[index];
            return cell && <CoverageRow key={cell.extension} cell={cell} index={index} start={start} active={index === active} detailed={cell.extension === detailed} onPress={press} onFocused={activate} onMend={mend} />;
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly cell: CoverageCell;
  readonly index: number;
  readonly start: number;
  readonly active: boolean;
  readonly detailed: boolean;
  readonly onPress: (extension: string, index: number) => void;
  readonly onFocused: (extension: string, index: number) => void;
  readonly onMend: (cell: CoverageCell) => void;
}

const CoverageRow = memo(function CoverageRow({ cell, index, start, active, detailed, onPress, onFocused, onMend }: RowProps): ReactNode {
  const { extension, name, state, callerId, address, conditions, todo, provenBy } = cell;
  const { shape, words } = cellMark(cell);
  const condition = conditionToMend(cell);
  const step = condition?.step ?? null;
  const does = step !== HERE ? 'Go there' : condition?.id === 'call-back' ? 'Say who answers' : 'Details';
  return (
    <div
      className="coverage-row" role="row" aria-rowindex={index + 2} aria-selected={detailed} tabIndex={active ? 0 : -1} data-active={active || undefined} data-state={state} style={{ transform: `translateY(${start}px)` }}
      onClick={() => onPress(extension, index)} onFocus={() => { if (!active) onFocused(extension, index); }}
    >
      <span role="gridcell" aria-colindex={1}>
        <span className="clipped"><strong className="mono">{extension}</strong> {name}</span>
        <StateMark shape={shape}>{words}</StateMark>
      </span>
      <span role="gridcell" aria-colindex={2}>
        <span className="clipped mono">{callerId.number === '' ? 'No number' : spacedPhoneNumber(callerId.number)}</span>
        <span className="clipped coverage-from" title={shownFrom(cell, 'long')}>{callerId.number === '' ? '' : shownFrom(cell, 'short')}</span>
      </span>
      <span role="gridcell" aria-colindex={3}>
        <span className="clipped">{address === null ? '–' : address.friendlyName || address.street}</span>
        <span className="clipped coverage-from">{address === null ? '' : secondaryLine(address.secondary)}</span>
      </span>
      {GROUPS.map(({ title, conditions: ids }, at) => {
        const mark = conditionsMark(conditions, ids);
        return <span key={title} role="gridcell" aria-colindex={at + 4} className="coverage-group" title={mark.words}><StateShape shape={mark.shape} /><span className="unseen">{mark.words}</span></span>;
      })}
      <span role="gridcell" aria-colindex={GROUPS.length + 4} className="coverage-todo">
        <span className="coverage-sentence">{state === 'proven' && provenBy !== null && provenBy.extension !== extension ? `Proven by extension ${provenBy.extension}. ${todo}` : todo}</span>
        {/* Of all rows only the one that has the focus has its button on the way of the Tab key. */}
        {step !== null && <button type="button" className="coverage-go" aria-label={`${does}: ${step === HERE ? todo : stepOf(step).title}`} tabIndex={active ? 0 : -1} onClick={(event) => { event.stopPropagation(); onMend(cell); }}>{does}</button>}
      </span>
    </div>
  );
});
