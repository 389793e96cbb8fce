import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Extension } from '../../domain/numbers/directory.ts';
import { cellText, COLUMNS, type ColumnName, rowNote, shownRows, type Sorting } from '../../renderer/features/site/directory/grid-model.ts';
import { anyText, extension } from '../domain/dialplan/make-rules.ts';

const by = (column: ColumnName, descending = false): Sorting => ({ column, descending });
const numbers = (rows: readonly Extension[]): string[] => rows.map(({ number }) => number);
const FIRST = '+15125550142';

const cell = fc.oneof(fc.constantFrom('', 'a', 'A', 'ä', '2', '10', '02', 'Zoë', 'ΑΣ', ' '), anyText(6));
const row: fc.Arbitrary<Extension> = fc.record({
  number: fc.oneof(fc.integer({ min: 1, max: 9999 }).map(String), cell), firstName: cell, lastName: cell, email: cell, callerId: fc.oneof(cell, fc.constantFrom(FIRST, '+442079460018')), department: cell,
  dids: fc.array(fc.oneof(cell, fc.constantFrom(FIRST, '+442079460018')), { maxLength: 3 }), other: fc.constant({}),
});
const rows = fc.array(row, { maxLength: 25 });
const sorting: fc.Arbitrary<Sorting> = fc.record({ column: fc.constantFrom(...COLUMNS.map(({ name }) => name)), descending: fc.boolean() });

describe('sorting the grid', () => {
  const of = (...names: string[]): Extension[] => names.map((number) => extension(number));
  test('numbers sort as numbers', () => {
    expect(numbers(shownRows(of('10', '2', '100', '1', '20'), '', by('number')))).toEqual(['1', '2', '10', '20', '100']);
    expect(numbers(shownRows(of('10', '2', '100'), '', by('number', true)))).toEqual(['100', '10', '2']);
  });
  test('names sort as people do: whatever their case and accents', () => {
    const named = ['Zoë', 'adam', 'Äda', 'Bob', 'zoe'].map((lastName, index) => extension(String(index), { lastName }));
    expect(shownRows(named, '', by('lastName')).map(({ lastName }) => lastName)).toEqual(['Äda', 'adam', 'Bob', 'Zoë', 'zoe']);
  });
  test('a DID sorts by the first of a row', () => {
    const some = [['+15125550150'], ['+15125550142', '+15125550199'], []].map((dids, index) => extension(String(index), { dids }));
    expect(numbers(shownRows(some, '', by('dids')))).toEqual(['1', '0', '2']);
  });
  test('empty cells come last in either direction', () => {
    const some = ['', 'b', '', 'a'].map((callerId, index) => extension(String(index), { callerId }));
    expect(numbers(shownRows(some, '', by('callerId')))).toEqual(['3', '1', '0', '2']);
    expect(numbers(shownRows(some, '', by('callerId', true)))).toEqual(['1', '3', '0', '2']);
  });
  test('rows that are equal in the column stay as they were, in either direction', () => {
    fc.assert(fc.property(rows, sorting, (some, order) => {
      const same = some.map((one) => ({ ...one, [order.column]: order.column === 'dids' ? [FIRST] : 'same' }));
      expect(shownRows(same, '', order)).toEqual(same);
    }));
  });
  test('is total and rests: sorting what is sorted changes nothing, and every pair is in order', () => {
    fc.assert(fc.property(rows, sorting, (some, order) => {
      const sorted = shownRows(some, '', order);
      expect(shownRows(sorted, '', order)).toEqual(sorted);
      const filled = sorted.map((one) => cellText(one, order.column) !== '');
      expect(filled).toEqual(filled.toSorted((a, b) => Number(b) - Number(a)));
      for (const [index, one] of sorted.entries()) for (const other of sorted.slice(index + 1)) expect(shownRows([one, other], '', order)[0]).toBe(one);
    }));
  });
});

describe('filtering the grid', () => {
  test('finds any part of any cell, and never loses or doubles a row', () => {
    fc.assert(fc.property(rows, sorting, fc.nat(), fc.nat(), fc.nat(), (some, order, which, from, length) => {
      const all = shownRows(some, '', order);
      expect(new Set(all)).toEqual(new Set(some));
      expect(all.length).toBe(some.length);
      const chosen = some[which % Math.max(1, some.length)];
      if (!chosen) return;
      for (const text of [chosen.number, chosen.firstName, chosen.lastName, chosen.email, chosen.department, chosen.callerId, ...chosen.dids, `${chosen.lastName} ${chosen.number}`]) {
        // Whole characters: nobody types half a one.
        const characters = [...text];
        const start = from % Math.max(1, characters.length);
        const typed = characters.slice(start, start + length).join('');
        const found = shownRows(some, typed, order);
        expect(found, JSON.stringify(typed)).toContain(chosen);
        expect(found).toEqual(all.filter((one) => found.includes(one)));
      }
    }));
  });

  const some = [extension('100', { firstName: 'Ada', lastName: 'Öberg', dids: [FIRST], department: 'Front desk' }), extension('101', { firstName: 'Bob', lastName: 'Oberst', email: 'bob@lakeside.example', callerId: FIRST })];
  test.each([
    ['oberg', ['100']], ['ÖBER', ['100', '101']], ['front ada', ['100']], ['ada bob', []], [' 512  555 ', ['100', '101']], ['LAKESIDE', ['101']], ['', ['100', '101']], [' \t ', ['100', '101']], ['+1 512 555 0142', ['100', '101']], ['.*', []], ['x'.repeat(10_000), []],
  ])('%j finds %j', (typed, found) => expect(numbers(shownRows(some, typed, by('number')))).toEqual(found));

  test('finds a row by its last DID, however much stands in its other cells', () => {
    const wordy = extension('100', { firstName: 'x'.repeat(10_000), dids: ['+442079460018', FIRST] });
    expect(shownRows([wordy], FIRST, by('number'))).toEqual([wordy]);
  });

  test('finds what a row holds now, not what it held before it was changed', () => {
    const before = extension('100', { lastName: 'Doe' });
    shownRows([before], 'doe', by('number'));
    const after = { ...before, lastName: 'Roe' };
    expect(shownRows([after], 'doe', by('number'))).toEqual([]);
    expect(shownRows([after], 'roe', by('number'))).toEqual([after]);
  });

  test('leaves the rows that it was given as they were', () => {
    const given = Object.freeze([extension('2'), extension('1')]);
    shownRows(given, '', by('number'));
    expect(numbers(given)).toEqual(['2', '1']);
  });
});

describe('the note beside a row', () => {
  const onTrunk = new Set([FIRST]);
  const good = extension('100', { firstName: 'Ada', callerId: FIRST, dids: [FIRST] });
  const inPbx = (...there: Extension[]): ReadonlyMap<string, Extension> => new Map(there.map((one) => [one.number, one]));
  test.each<[string, Extension, Set<string> | null, ReadonlyMap<string, Extension> | null, string | null]>([
    ['nothing', good, onTrunk, inPbx(good), null], ['nothing, where neither trunk nor PBX is known', good, null, null, null],
    ['no caller ID', { ...good, callerId: '' }, onTrunk, null, 'No caller ID'], ['a caller ID that is no E.164', { ...good, callerId: '5125550142' }, null, null, 'Not E.164'],
    ['a caller ID that is not on the trunk', { ...good, callerId: '+12065550142' }, onTrunk, null, 'Not on the trunk'], ['a trunk without numbers', good, new Set(), null, 'Not on the trunk'],
    ['a caller ID while the trunk’s numbers are not known', { ...good, callerId: '+12065550142' }, null, null, null],
    ['no DID', { ...good, dids: [] }, onTrunk, null, 'No DID'], ['an extension that 3CX does not have', good, onTrunk, inPbx(), 'New in 3CX'],
    ['another name in 3CX', good, onTrunk, inPbx({ ...good, firstName: 'Eve' }), 'Differs in 3CX'], ['another DID in 3CX', good, onTrunk, inPbx({ ...good, dids: [FIRST, '+12065550142'] }), 'Differs in 3CX'],
  ])('says of %s what it is', (_what, one, trunk, pbx, words) => expect(rowNote(one, trunk, pbx)?.words ?? null).toBe(words));

  test('is a refusal exactly where Twilio refuses the calls', () => {
    expect([rowNote({ ...good, callerId: '' }, onTrunk, null), rowNote({ ...good, callerId: '+12065550142' }, onTrunk, null), rowNote({ ...good, dids: [] }, onTrunk, null), rowNote(good, onTrunk, inPbx())].map((note) => note?.shape)).toEqual(['refused', 'refused', 'attention', 'attention']);
  });
});
