import { defaultRangeExtractor } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Extension } from '../../../../domain/numbers/directory.ts';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useRows } from '../../../ui/use-rows.ts';
import { cellText, type ColumnName, COLUMNS, rowNote, type Sorting } from './grid-model.ts';

/** In pixels, as extensions.css has it. */
const ROW_HEIGHT = 36;
const SELECT = 0;
const NOTE = COLUMNS.length + 1;
const LAST = NOTE;

export interface GridProps {
  readonly rows: readonly Extension[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly sorting: Sorting;
  readonly onSort: (column: ColumnName) => void;
  readonly onTrunk: ReadonlySet<string> | null;
  readonly inPbx: ReadonlyMap<string, Extension> | null;
  /** Saves one cell. False where it was refused: the editor stays open. */
  readonly onChange: (number: string, column: Exclude<ColumnName, 'number'>, text: string) => Promise<boolean>;
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * The extensions as an ARIA grid of which only the rows in sight are drawn. One cell has the focus; arrows, Home, End and the page keys move
 * it, Enter or F2 edits, Space selects, Shift with the arrows selects a range, Ctrl+A all. See docs/decisions/0009.
 */
export function ExtensionGrid({ rows, selected, onSelect, sorting, onSort, onTrunk, inPbx, onChange }: GridProps): ReactNode {
  const [at, setAt] = useState<Cell>({ row: 0, column: 1 });
  const [editing, setEditing] = useState(false);
  const [saving, setSaving] = useState(false);
  /** Where a range of selected rows began. */
  const anchor = useRef<number | null>(null);
  /** A cell has the focus, and not a title that sorts. */
  const focused = useRef(false);
  /** A key has moved the active cell: the focus goes after it, although the row it was in may be gone by then. */
  const following = useRef(false);
  const active: Cell = { row: Math.min(at.row, Math.max(0, rows.length - 1)), column: at.column };
  const { scroller, virtual } = useRows({
    count: rows.length, height: ROW_HEIGHT, overscan: 6,
    // The active row is drawn wherever it is: a focus that scrolls out of sight must not fall out of the grid.
    drawn: (range) => [...new Set([...defaultRangeExtractor(range), ...(rows.length > 0 ? [active.row] : [])])].sort((one, other) => one - other),
  });

  const moveTo = useCallback((row: number, column: number): void => {
    const next = { row: Math.max(0, Math.min(row, rows.length - 1)), column: Math.max(0, Math.min(column, LAST)) };
    following.current = true;
    setAt(next);
    virtual.scrollToIndex(next.row, { align: 'auto' });
  }, [rows.length, virtual]);

  // The focus follows the active cell, once a cell has had it; after every drawing, because a row may have come into it just now.
  useEffect(() => {
    if (!(focused.current || following.current) || editing) return;
    following.current = false;
    const cell = scroller.current?.querySelector<HTMLElement>('[data-active]');
    if (cell !== document.activeElement) cell?.focus({ preventScroll: true });
  });

  const toggle = useCallback((number: string): void => {
    const next = new Set(selected);
    if (!next.delete(number)) next.add(number);
    onSelect(next);
  }, [selected, onSelect]);
  const extend = (to: number): void => {
    const from = anchor.current ?? active.row;
    anchor.current = from;
    const [low, high] = from < to ? [from, to] : [to, from];
    onSelect(new Set([...selected, ...rows.slice(low, high + 1).map(({ number }) => number)]));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing || rows.length === 0) return;
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
      else if (COLUMNS[column - 1]?.editable) setEditing(true);
      else return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const finish = async (text: string | null): Promise<void> => {
    const row = rows[active.row];
    const column = COLUMNS[active.column - 1];
    if (text === null || !row || !column || column.name === 'number' || text === cellText(row, column.name)) { setEditing(false); return; }
    setSaving(true);
    const saved = await onChange(row.number, column.name, text);
    setSaving(false);
    if (saved) setEditing(false);
  };
  const editorFinish = useRef(finish);
  useEffect(() => { editorFinish.current = finish; });
  const onFinish = useCallback((text: string | null) => void editorFinish.current(text), []);
  const onActivate = useCallback((row: number, column: number, edit: boolean): void => {
    focused.current = true;
    setAt({ row, column });
    setEditing(edit && (COLUMNS[column - 1]?.editable ?? false));
  }, []);

  return (
    <div className="grid-frame">
      <div
        ref={scroller} className="grid" role="grid" aria-label="Extensions" aria-rowcount={rows.length + 1} aria-colcount={LAST + 1} aria-multiselectable="true" tabIndex={-1}
        onKeyDown={onKeyDown} onFocus={({ target }) => { focused.current = target.closest('.grid-body') !== null; }} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) focused.current = false; }}
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
            return row && (
              <GridRow
                key={row.number} row={row} index={index} start={start} selected={selected.has(row.number)} activeColumn={index === active.row ? active.column : null}
                editing={editing && index === active.row} saving={saving && index === active.row} onTrunk={onTrunk} inPbx={inPbx} onActivate={onActivate} onToggle={toggle} onFinish={onFinish}
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
  readonly editing: boolean;
  readonly saving: boolean;
  readonly onActivate: (row: number, column: number, edit: boolean) => void;
  readonly onToggle: (number: string) => void;
  readonly onFinish: (text: string | null) => void;
}

const GridRow = memo(function GridRow({ row, index, start, selected, activeColumn, editing, saving, onTrunk, inPbx, onActivate, onToggle, onFinish }: RowProps): ReactNode {
  const note = rowNote(row, onTrunk, inPbx);
  const cell = (column: number) => ({
    role: 'gridcell', 'aria-colindex': column + 1, tabIndex: activeColumn === column ? 0 : -1, 'data-active': activeColumn === column || undefined,
    onClick: () => onActivate(index, column, activeColumn === column && !editing),
  });
  return (
    <div className="grid-row" role="row" aria-rowindex={index + 2} aria-selected={selected} style={{ transform: `translateY(${start}px)` }}>
      <span {...cell(SELECT)} className="grid-select" onClick={() => { onActivate(index, SELECT, false); onToggle(row.number); }}>
        <span className="checkbox-box" data-selected={selected || undefined} aria-hidden="true" /><span className="unseen">{selected ? 'selected' : 'not selected'}</span>
      </span>
      {COLUMNS.map(({ name }, at) => (
        <span key={name} {...cell(at + 1)} className={name === 'firstName' || name === 'lastName' ? undefined : 'mono'} {...(name === 'number' ? { 'aria-readonly': true } : {})}>
          {editing && activeColumn === at + 1 ? <CellEditor label={`${COLUMNS[at]?.title ?? ''} of ${row.number}`} text={cellText(row, name)} busy={saving} onFinish={onFinish} /> : <span className="clipped">{cellText(row, name)}</span>}
        </span>
      ))}
      <span {...cell(NOTE)}>{note && <StateMark shape={note.shape}>{note.words}</StateMark>}</span>
    </div>
  );
});

function CellEditor({ label, text, busy, onFinish }: { readonly label: string; readonly text: string; readonly busy: boolean; readonly onFinish: (text: string | null) => void }): ReactNode {
  const [typed, setTyped] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => { input.current?.select(); }, []);
  return (
    <input
      ref={input} className="grid-editor" aria-label={label} value={typed} maxLength={10_000} readOnly={busy} spellCheck={false} autoComplete="off" autoFocus
      onChange={(event) => setTyped(event.target.value)} onBlur={() => { if (!busy) onFinish(typed); }} onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.altKey) return;
        event.stopPropagation();
        if (event.key === 'Enter') { event.preventDefault(); onFinish(typed); }
        if (event.key === 'Escape') { event.preventDefault(); onFinish(null); }
      }}
    />
  );
}
