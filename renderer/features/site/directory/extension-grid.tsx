import { defaultRangeExtractor } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Extension } from '../../../../domain/numbers/directory.ts';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useRows } from '../../../ui/use-rows.ts';
import { cellText, type ColumnName, COLUMNS, rowNote, type Sorting } from './grid-model.ts';
import type { CellEdit, CellEdits } from './use-cell-edits.ts';

/** In pixels, as extensions.css has it. */
const ROW_HEIGHT = 36;
const SELECT = 0;
const NOTE = COLUMNS.length + 1;
const LAST = NOTE;
/** One and the same for all rows without an open cell, so that they are not drawn again while somebody types. */
const NO_EDITS: readonly CellEdit[] = [];

export interface GridProps {
  readonly rows: readonly Extension[];
  /** What they were sought by. */
  readonly sought: string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly sorting: Sorting;
  readonly onSort: (column: ColumnName) => void;
  readonly onTrunk: ReadonlySet<string> | null;
  readonly inPbx: ReadonlyMap<string, Extension> | null;
  readonly cellEdits: CellEdits;
}

/** The active cell. It stays with its extension when the rows are sorted or filtered. */
interface At {
  /** Null until a cell was chosen. */
  readonly number: string | null;
  /** Where the extension was then: the cell that is active when the extension is not shown any more. */
  readonly row: number;
  readonly column: number;
}

/**
 * The extensions as an ARIA grid of which only the rows in sight are drawn. One cell has the focus; arrows, Home, End and the page keys move
 * it, Enter or F2 edits, Space selects, Shift with the arrows selects a range, Ctrl+A all. See docs/decisions/0009.
 */
export function ExtensionGrid({ rows, sought, selected, onSelect, sorting, onSort, onTrunk, inPbx, cellEdits }: GridProps): ReactNode {
  const { edits, begin } = cellEdits;
  const [at, setAt] = useState<At>({ number: null, row: 0, column: 1 });
  /** The extension where a range of selected rows began. */
  const anchor = useRef<string | null>(null);
  /** A cell has the focus, and not a title that sorts. It stays true when the cell is taken away: only leaving it says otherwise. */
  const focused = useRef(false);
  /** A key has moved the active cell, or a cell was opened: the focus goes after it, although the row it was in may be gone by then. */
  const following = useRef(false);
  const places = useMemo(() => new Map(rows.map(({ number }, index) => [number, index])), [rows]);
  const placeOf = (number: string | null): number | undefined => (number === null ? undefined : places.get(number));
  const active = { row: placeOf(at.number) ?? Math.min(at.row, Math.max(0, rows.length - 1)), column: at.column };
  const { scroller, virtual } = useRows({
    count: rows.length, height: ROW_HEIGHT, overscan: 6, sought,
    // The active row is drawn wherever it is: a focus that scrolls out of sight must not fall out of the grid.
    drawn: (range) => [...new Set([...defaultRangeExtractor(range), ...(rows.length > 0 ? [active.row] : [])])].sort((one, other) => one - other),
  });

  const moveTo = useCallback((row: number, column: number): void => {
    const nextRow = Math.max(0, Math.min(row, rows.length - 1));
    following.current = true;
    setAt({ number: rows[nextRow]?.number ?? null, row: nextRow, column: Math.max(0, Math.min(column, LAST)) });
    virtual.scrollToIndex(nextRow, { align: 'auto' });
  }, [rows, virtual]);

  // The focus follows the active cell where a key moved it, and where the cell or editor that had the focus is gone; after every drawing,
  // because a row may have come into it just now.
  useEffect(() => {
    const lost = focused.current && (document.activeElement === null || document.activeElement === document.body);
    if (!following.current && !lost) return;
    following.current = false;
    const cell = scroller.current?.querySelector<HTMLElement>('[data-active]');
    (cell?.querySelector('input') ?? cell)?.focus({ preventScroll: true });
  });

  // A value that was saved may move its row to another place: the focus shall not go out of sight with it.
  const lastPlace = useRef<{ readonly number: string | null; readonly row: number }>({ number: null, row: 0 });
  useEffect(() => {
    const before = lastPlace.current;
    lastPlace.current = { number: rows[active.row]?.number ?? null, row: active.row };
    if (focused.current && lastPlace.current.number === before.number && active.row !== before.row) virtual.scrollToIndex(active.row, { align: 'auto' });
  }, [rows, active.row, virtual]);

  const toggle = useCallback((number: string): void => {
    const next = new Set(selected);
    if (!next.delete(number)) next.add(number);
    onSelect(next);
  }, [selected, onSelect]);
  const extend = (to: number): void => {
    const from = placeOf(anchor.current) ?? active.row;
    anchor.current = rows[from]?.number ?? null;
    const [low, high] = from < to ? [from, to] : [to, from];
    onSelect(new Set([...selected, ...rows.slice(low, high + 1).map(({ number }) => number)]));
  };

  /** Opens a cell for typing. False where its column cannot be changed. */
  const open = useCallback((row: Extension, column: number): boolean => {
    const name = COLUMNS[column - 1]?.name;
    if (name === undefined || name === 'number') return false;
    begin(row.number, name, cellText(row, name));
    return true;
  }, [begin]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // A title's keys only sort.
    if (rows.length === 0 || (event.target instanceof Element && event.target.closest('.grid-head'))) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const { row, column } = active;
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    const moves: Readonly<Record<string, readonly [row: number, column: number]>> = {
      ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], PageDown: [row + page, column], PageUp: [row - page, column],
      Home: ctrl ? [0, 0] : [row, 0], End: ctrl ? [rows.length - 1, LAST] : [row, LAST],
    };
    const move = moves[event.key];
    const current = rows[row];
    if (move) {
      if (event.shiftKey && move[0] !== row) extend(Math.max(0, Math.min(move[0], rows.length - 1)));
      else anchor.current = null;
      moveTo(...move);
    } else if (event.key === ' ' && current) toggle(current.number);
    else if (ctrl && event.key.toLowerCase() === 'a') onSelect(selected.size === rows.length ? new Set() : new Set(rows.map(({ number }) => number)));
    else if (event.key === 'Enter' || event.key === 'F2') {
      if (column === SELECT && current) toggle(current.number);
      else if (current && open(current, column)) following.current = true;
      else return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onActivate = useCallback((row: Extension, index: number, column: number, edit: boolean): void => {
    focused.current = true;
    setAt({ number: row.number, row: index, column });
    if (edit && open(row, column)) following.current = true;
  }, [open]);

  return (
    <div className="grid-frame">
      <div
        ref={scroller} className="grid" role="grid" aria-label="Extensions" aria-rowcount={rows.length + 1} aria-colcount={LAST + 1} aria-multiselectable="true" tabIndex={-1}
        onKeyDown={onKeyDown} onFocus={({ target }) => { focused.current = target.closest('.grid-body') !== null; }} onBlur={() => { focused.current = false; }}
      >
        <div className="grid-head" role="row" aria-rowindex={1}>
          <span role="columnheader" aria-colindex={1}><span className="unseen">Selected</span></span>
          {COLUMNS.map(({ name, title }, index) => (
            <span key={name} role="columnheader" aria-colindex={index + 2} aria-sort={sorting.column === name ? (sorting.descending ? 'descending' : 'ascending') : 'none'}>
              <button type="button" className="grid-sort" onClick={() => onSort(name)}>{title}<span aria-hidden="true">{sorting.column === name ? (sorting.descending ? ' ▾' : ' ▴') : ''}</span></button>
            </span>
          ))}
          <span role="columnheader" aria-colindex={NOTE + 1}>Check</span>
        </div>
        <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const own = edits.filter(({ number }) => number === row.number);
            return (
              <GridRow
                key={row.number} row={row} index={index} start={start} selected={selected.has(row.number)} activeColumn={index === active.row ? active.column : null}
                edits={own.length === 0 ? NO_EDITS : own} onTrunk={onTrunk} inPbx={inPbx} onActivate={onActivate} onToggle={toggle} onType={cellEdits.type} onEnd={cellEdits.end} onFinish={cellEdits.finish}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps extends Pick<GridProps, 'onTrunk' | 'inPbx'> {
  readonly row: Extension;
  readonly index: number;
  readonly start: number;
  readonly selected: boolean;
  readonly activeColumn: number | null;
  readonly edits: readonly CellEdit[];
  readonly onActivate: (row: Extension, index: number, column: number, edit: boolean) => void;
  readonly onToggle: (number: string) => void;
  readonly onType: CellEdits['type'];
  readonly onEnd: CellEdits['end'];
  readonly onFinish: CellEdits['finish'];
}

const GridRow = memo(function GridRow({ row, index, start, selected, activeColumn, edits, onTrunk, inPbx, onActivate, onToggle, onType, onEnd, onFinish }: RowProps): ReactNode {
  const note = rowNote(row, onTrunk, inPbx);
  const cell = (column: number) => ({
    role: 'gridcell', 'aria-colindex': column + 1, tabIndex: activeColumn === column ? 0 : -1, 'data-active': activeColumn === column || undefined,
    onClick: () => onActivate(row, index, column, activeColumn === column),
  });
  return (
    <div className="grid-row" role="row" aria-rowindex={index + 2} aria-selected={selected} style={{ transform: `translateY(${start}px)` }}>
      <span {...cell(SELECT)} className="grid-select" onClick={() => { onActivate(row, index, SELECT, false); onToggle(row.number); }}>
        <span className="checkbox-box" data-selected={selected || undefined} aria-hidden="true" /><span className="unseen">{selected ? 'selected' : 'not selected'}</span>
      </span>
      {COLUMNS.map(({ name, title }, at) => {
        const edit = edits.find(({ column }) => column === name);
        const text = cellText(row, name);
        return (
          <span key={name} {...cell(at + 1)} className={name === 'firstName' || name === 'lastName' ? undefined : 'mono'} {...(name === 'number' ? { 'aria-readonly': true } : {})}>
            {edit
              ? (
                <CellEditor
                  label={`${title} of ${row.number}`} edit={edit} onFocus={() => onActivate(row, index, at + 1, false)} onType={(typed) => onType(row.number, edit.column, typed)} onEnd={() => onEnd(row.number, edit.column)}
                  onFinish={() => { if (edit.typed === text) onEnd(row.number, edit.column); else void onFinish(row.number, edit.column, edit.typed); }}
                />
              )
              : <span className="clipped">{text}</span>}
          </span>
        );
      })}
      <span {...cell(NOTE)}>{note && <StateMark shape={note.shape}>{note.words}</StateMark>}</span>
    </div>
  );
});

/** It takes no focus by itself: the row of a refused edit may come back into sight while somebody types elsewhere. */
function CellEditor({ label, edit, onFocus, onType, onEnd, onFinish }: {
  readonly label: string; readonly edit: CellEdit; readonly onFocus: () => void; readonly onType: (typed: string) => void; readonly onEnd: () => void; readonly onFinish: () => void;
}): ReactNode {
  const { typed, saving, fault } = edit;
  return (
    <input
      className="grid-editor" aria-label={label} aria-invalid={fault !== null || undefined} value={typed} maxLength={10_000} readOnly={saving} spellCheck={false} autoComplete="off"
      onFocus={(event) => { event.currentTarget.select(); onFocus(); }} onChange={(event) => onType(event.target.value)} onBlur={() => { if (!saving) onFinish(); }} onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.altKey) return;
        event.stopPropagation();
        if (event.key === 'Enter') { event.preventDefault(); onFinish(); }
        if (event.key === 'Escape') { event.preventDefault(); if (!saving) onEnd(); }
      }}
    />
  );
}
