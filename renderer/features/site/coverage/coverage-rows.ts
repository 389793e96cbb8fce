import type { CellState, CoverageCell } from '../../../../domain/emergency/coverage-cell.ts';
import { secondaryLine } from '../../../../domain/emergency/secondary.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { bare } from '../../../words.ts';
import { cellMark, CELL_WORDS } from './coverage-words.ts';

const searchable = new WeakMap<CoverageCell, string>();

/** What can be found of a row, made once for each. A number is found with and without spaces. */
function textOf(cell: CoverageCell): string {
  const known = searchable.get(cell);
  if (known !== undefined) return known;
  const { extension, name, callerId, address, todo, state } = cell;
  const text = bare([extension, name, callerId.number, spacedPhoneNumber(callerId.number), address?.friendlyName ?? '', address === null ? '' : secondaryLine(address.secondary), address?.street ?? '', todo, CELL_WORDS[state].words, cellMark(cell).words].join(' '));
  searchable.set(cell, text);
  return text;
}

/** The rows of the matrix that have every word that was typed and one of the chosen states (none chosen: any), in their order. */
export function shownCells(cells: readonly CoverageCell[], typed: string, states: ReadonlySet<CellState>): readonly CoverageCell[] {
  const words = bare(typed).split(/\s+/).filter((word) => word !== '');
  if (words.length === 0 && states.size === 0) return cells;
  return cells.filter((cell) => (states.size === 0 || states.has(cell.state)) && words.every((word) => textOf(cell).includes(word)));
}
