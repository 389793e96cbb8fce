import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { readUsers, usersCells } from '../../../domain/numbers/users-file.ts';
import { compareUsers } from '../../../domain/numbers/users-merge.ts';
import { formatCsv, parseCsv } from '../../../main/directory/users-csv.ts';

const CELLS = [['Number', 'FirstName', 'Role'], ['100', 'Ana, “Annie”', '<role name="users" />'], ['101', 'two\r\nlines\nor\rthree', '']];

describe('reading', () => {
  it.each([',', ';', '\t'])('recognises %j between the cells, with a BOM and Windows line ends', (separator) => {
    const text = CELLS.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\r\n');
    expect(parseCsv(`\ufeff${text}\r\n`)).toEqual({ cells: CELLS, problems: [] });
  });

  it('goes by the first row alone: what later cells hold does not mislead it', () => {
    expect(parseCsv('Number;DID\n100;1,2,3,4\n101;5,6,7,8\n').cells).toEqual([['Number', 'DID'], ['100', '1,2,3,4'], ['101', '5,6,7,8']]);
    expect(parseCsv('Number\n100\n').cells).toEqual([['Number'], ['100']]);
  });

  it.each(['\n', '\r\n', '\r'])('takes line ends %j, the last one or not, and counts blank rows', (end) => {
    for (const last of ['', end]) expect(parseCsv(`a,b${end}${end}1,2${last}`).cells).toEqual([['a', 'b'], [''], ['1', '2']]);
  });

  it('takes mixed line ends, and leaves those inside cells alone', () => expect(parseCsv('a,b\n1,"x\r\ny"\r\n2,3\r4,5').cells).toEqual([['a', 'b'], ['1', 'x\r\ny'], ['2', '3'], ['4', '5']]));

  it('keeps a quote in the middle of a cell', () => expect(parseCsv('a,b\r\n6\'5" tall,x\r\n').cells).toEqual([['a', 'b'], ['6\'5" tall', 'x']]));

  it('reports quotes that do not close, by row', () => {
    expect(parseCsv('a,b\n1,"x\n2,3\n')).toMatchObject({ problems: [{ line: 2, why: expect.stringContaining('never closed') as string }] });
    expect(parseCsv('a,b\n1,2\n"x"y,3\n').problems).toMatchObject([{ line: 3 }]);
  });

  it('never throws and loses no text, whatever it is given', () => {
    const text = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('"', '""', ',', ';', '\t', '\r', '\n', '\r\n', '\ufeff', 'x')), { maxLength: 30 }).map((parts) => parts.join(''));
    const bare = (read: string): string => read.replace(/[",;\s\ufeff]/g, '');
    fc.assert(fc.property(text, (read) => { expect(bare(parseCsv(read).cells.flat().join(''))).toBe(bare(read)); }));
  });
});

describe('writing', () => {
  it('keeps to RFC 4180', () => expect(formatCsv([['a', 'b,c'], ['x"y', '']])).toBe('a,"b,c"\r\n"x""y",\r\n'));
  it('puts nothing in front of a number: E.164 begins with +', () => expect(formatCsv([['+14155550142', '=1+1', '-1', '@x']])).toBe('+14155550142,=1+1,-1,@x\r\n'));

  const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.array(fc.constantFrom('"', ',', ';', '\t', '\r', '\n', '\r\n', ' ', '\ufeff', '😀', 'x'), { maxLength: 8 }).map((parts) => parts.join('')));
  it('is read back to the same cells, whatever they are', () => {
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), (cells) => { expect(parseCsv(formatCsv(cells))).toEqual({ cells, problems: [] }); }), { numRuns: 500 });
  });

  it('of a site’s extensions gives the same extensions back', () => {
    const row = fc.record({ number: fc.nat(9999).map(String), firstName: cell, lastName: cell, email: cell, department: cell, callerId: fc.constantFrom('', '+14155550142', 'anonymous'), dids: fc.uniqueArray(fc.constantFrom('+14155550142', '+442079460958', '*214')), other: fc.record({ MobileNumber: cell, Role: fc.constant('<role name="users" />') }) });
    fc.assert(fc.property(fc.uniqueArray(row, { selector: ({ number }) => number }), (rows) => {
      const part = { ...EMPTY_DIRECTORY.extensions, rows };
      const read = readUsers(parseCsv(formatCsv(usersCells(part))).cells, 'US');
      expect(read.ok && compareUsers(part, read.value)).toEqual({ added: [], changed: [], missing: [], same: rows.length });
    }));
  });
});
