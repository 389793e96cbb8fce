import { useCallback, useRef, useState } from 'react';
import type { Fault } from '../../../../preload/contract.ts';
import type { ColumnName } from './grid-model.ts';

export type EditableColumn = Exclude<ColumnName, 'number'>;

/** What is being typed into one cell, by the extension that it belongs to: rows may be sorted or filtered meanwhile. */
export interface CellEdit {
  readonly number: string;
  readonly column: EditableColumn;
  readonly typed: string;
  readonly saving: boolean;
  /** Why it was refused, or null. A refused edit stays open with its text. */
  readonly fault: Fault | null;
}

export interface CellEdits {
  readonly edits: readonly CellEdit[];
  /** Opens a cell with a text to begin with. One that is open already keeps what was typed. */
  readonly begin: (number: string, column: EditableColumn, text: string) => void;
  readonly type: (number: string, column: EditableColumn, typed: string) => void;
  /** Closes a cell; what was typed is forgotten. */
  readonly end: (number: string, column: EditableColumn) => void;
  /** Saves what was typed, and closes the cell when that is done. */
  readonly finish: (number: string, column: EditableColumn, typed: string) => Promise<void>;
}

/** The cells of the grid that are open. Each is saved and closed for itself: a slow save of one never closes another. */
export function useCellEdits(save: (number: string, column: EditableColumn, text: string) => Promise<Fault | null>): CellEdits {
  const [edits, setEdits] = useState<readonly CellEdit[]>([]);
  /** Cells whose save is under way. Enter and the leaving of the field shall not save twice. */
  const running = useRef(new Set<string>());

  const begin = useCallback((number: string, column: EditableColumn, text: string): void => {
    setEdits((before) => (before.some((edit) => isOf(edit, number, column)) ? before : [...before, { number, column, typed: text, saving: false, fault: null }]));
  }, []);
  const change = useCallback((number: string, column: EditableColumn, parts: Partial<CellEdit>): void => {
    setEdits((before) => before.map((edit) => (isOf(edit, number, column) ? { ...edit, ...parts } : edit)));
  }, []);
  const type = useCallback((number: string, column: EditableColumn, typed: string): void => change(number, column, { typed }), [change]);
  const end = useCallback((number: string, column: EditableColumn): void => setEdits((before) => before.filter((edit) => !isOf(edit, number, column))), []);
  const finish = useCallback(async (number: string, column: EditableColumn, typed: string): Promise<void> => {
    const cell = `${number} ${column}`;
    if (running.current.has(cell)) return;
    running.current.add(cell);
    change(number, column, { saving: true });
    const fault = await save(number, column, typed);
    running.current.delete(cell);
    if (fault === null) end(number, column);
    else change(number, column, { saving: false, fault });
  }, [save, change, end]);
  return { edits, begin, type, end, finish };
}

function isOf(edit: CellEdit, number: string, column: ColumnName): boolean {
  return edit.number === number && edit.column === column;
}
