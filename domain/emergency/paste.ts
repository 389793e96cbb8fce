import { accept, type Judgement, refuse } from '../judgement.ts';
import { excerpt } from '../numbers/pasted.ts';
import type { EmergencyIntent } from '../site/emergency-record.ts';
import { readTypedAddress, typedOf } from './entry.ts';
import { columnCalled, isHeader, type ListColumn, ORDERS, SHORT_ORDER } from './paste-columns.ts';
import { hasPlace, type ListContext, type Row, RowReader, typedRow, type Verdict, warningsOf } from './paste-rows.ts';

/** What became of a row. `line` counts rows from 1 as a spreadsheet does. */
export interface AddressLine extends Verdict {
  readonly line: number;
  readonly text: string;
}

export interface AddressList {
  /** The intent with all rows that were taken. */
  readonly emergency: EmergencyIntent;
  /** One for each row that is not blank. */
  readonly lines: readonly AddressLine[];
  /** How many addresses are new. */
  readonly addresses: number;
  /** How many numbers have another address than before. */
  readonly numbers: number;
}

/**
 * Reads a list of numbers and their addresses: one row a number, with a header or in the order number, (friendly name, customer,) street, secondary,
 * city, region, postal code, country. Rows of the same door become one address; a row with a number and the name of an address gives it that one; a
 * row without a number is an address alone. No row stops another, but where rows give a number different addresses, none of them is taken. Never throws. O(n) for all
 * but extensions, twice where rows are disputed.
 * @param cells the rows of the list
 * @param unsure rows of which nobody can say where their cells end: they are not taken
 */
export function readAddressList(cells: readonly (readonly string[])[], unsure: readonly { readonly line: number; readonly why: string }[], context: ListContext): AddressList {
  const rows = cells.map(apart);
  let disputed: ReadonlyMap<string, readonly number[]> = new Map();
  // Which of two addresses of a number is right, nobody can tell from here: without its lines all others are read again.
  for (;;) {
    const { list, found } = readOnce(rows, unsure, context, disputed);
    if (found.size === disputed.size) return list;
    disputed = found;
  }
}

/** A row whose cells have another sign between them than those of the list: it is still in one cell, or has tabs in the first. */
function apart(row: readonly string[]): readonly string[] {
  const [first = ''] = row;
  if (first.trim().includes('\t')) return row.flatMap((cell) => cell.trim().split('\t'));
  return row.length === 1 ? first.split(/[,;]/) : row;
}

function readOnce(cells: readonly (readonly string[])[], unsure: readonly { readonly line: number; readonly why: string }[], context: ListContext, disputed: ReadonlyMap<string, readonly number[]>): { readonly list: AddressList; readonly found: ReadonlyMap<string, readonly number[]> } {
  const badly = new Map(unsure.map(({ line, why }) => [line, why]));
  const start = cells.findIndex((row) => !isBlank(row));
  const first = cells[start];
  const lines: AddressLine[] = [];
  if (first === undefined) return { list: { emergency: context.emergency, lines, addresses: 0, numbers: 0 }, found: disputed };
  const titled = !badly.has(start + 1) && isHeader(first, context.country);
  const columns = titled ? first.map(columnCalled) : orderOf(cells, context);
  const told = titled ? headerWarning(first, columns) : null;
  if (told !== null) lines.push({ line: start + 1, text: textOf(first), kind: 'warning', why: told });
  const reader = new RowReader(context, disputed);
  for (let index = titled ? start + 1 : start; index < cells.length; index += 1) {
    const row = cells[index] ?? [];
    const line = index + 1;
    const bad = badly.get(line);
    if (bad === undefined && isBlank(row)) continue;
    const laid = bad === undefined ? layRow(row, columns, titled) : refuse(bad);
    lines.push({ line, text: textOf(row), ...(laid.ok ? reader.take(laid.value, line) : { kind: 'bad', why: laid.why }) });
  }
  return { list: { ...reader.result(), lines }, found: reader.disputed };
}

/** The list that makes these addresses again, header first; `readAddressList` reads it. A number that shall have no address is not in it. */
export function addressCells({ addresses, numbers }: EmergencyIntent): string[][] {
  const header = ['Number', 'Friendly name', 'Customer name', 'Street', 'Suite', 'Floor', 'Room', 'Other', 'City', 'Region', 'Postal code', 'Country', 'Extensions', 'Shows', 'Confirmed by'];
  const users = Map.groupBy(numbers, ({ address }) => address);
  return [header, ...addresses.flatMap((address) => {
    const { friendlyName, customerName, street, suite, floor, room, other, city, region, postalCode, country, extensions, shows, confirmedBy } = typedOf(address);
    const phoneNumbers = users.get(address.id)?.map(({ phoneNumber }) => phoneNumber) ?? [''];
    return phoneNumbers.map((number) => [number, friendlyName, customerName, street, suite, floor, room, other, city, region, postalCode, country, extensions, shows, confirmedBy]);
  })];
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');

function textOf(row: readonly string[]): string {
  return excerpt(row.map((cell) => cell.trim()).filter((cell) => cell !== '').join(', '));
}

function headerWarning(titles: readonly string[], columns: readonly (ListColumn | null)[]): string | null {
  const left = titles.filter((title, index) => title.trim() !== '' && (columns[index] === null || columns.indexOf(columns[index] ?? null) < index));
  return left.length === 0 ? null : `Not taken, as it is not known or there twice: ${left.slice(0, 5).map((title) => `“${excerpt(title.trim())}”`).join(', ')}${left.length > 5 ? ' and more' : ''}.`;
}

/** The cells of a row by their columns. */
function layRow(row: readonly string[], columns: readonly (ListColumn | null)[], titled: boolean): Judgement<Row> {
  const filled = row.filter((cell) => cell.trim() !== '').length;
  // A number and one cell more are no address under a header either: what stands where the street would is a name.
  const named = !titled || (columns[0] === 'number' && filled === 2 && (columns[1] === 'street' || columns[1] === 'customerName'));
  const order = named && filled <= 2 && isBlank(row.slice(2)) ? SHORT_ORDER : columns;
  if (!isBlank(row.slice(order.length))) return refuse(`This row has ${row.length} cells, ${titled ? 'the header' : 'an address'} has ${order.length}. It was not taken.`);
  const laid: Partial<Record<ListColumn, string>> = {};
  for (const [index, column] of order.entries()) if (column !== null && laid[column] === undefined) laid[column] = row[index] ?? '';
  return accept(laid);
}

/** Of the orders without a header the one in which most of the first rows make an address, with the least to say against it. */
function orderOf(cells: readonly (readonly string[])[], { country, customer }: ListContext): readonly ListColumn[] {
  const sample = cells.filter((row) => !isBlank(row)).slice(0, 20);
  const worth = (order: readonly ListColumn[]): number => sample.reduce((sum, cellsOfRow) => {
    const row = layRow(cellsOfRow, order, false);
    if (!row.ok || !hasPlace(row.value)) return sum;
    const typed = typedRow({ ...row.value, customerName: row.value.customerName || customer || 'Customer' }, country);
    if (!readTypedAddress(typed, []).ok) return sum;
    return sum + 1 - warningsOf(typed, undefined).length / 100;
  }, 0);
  return ORDERS.map((order) => ({ order, worth: worth(order) })).reduce((best, other) => (other.worth > best.worth ? other : best)).order;
}
