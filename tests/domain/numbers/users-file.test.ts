import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../domain/numbers/assign.ts';
import { Extension, type ExtensionsPart as Part, ExtensionsPart } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { MOST_EXTENSIONS } from '../../../domain/numbers/limits.ts';
import { changeExtension, LONGEST_TEXT, MOST_DIDS_OF_ONE } from '../../../domain/numbers/extensions.ts';
import { DEFAULT_COLUMNS } from '../../../domain/numbers/users-columns.ts';
import { readUsers, type UsersFile, usersCells } from '../../../domain/numbers/users-file.ts';
import { compareUsers, notInPbx, takeUsers } from '../../../domain/numbers/users-merge.ts';

const STAMP = { at: '2026-11-23T10:00:00.000Z', who: 'Dana Reyes', device: 'laptop' };
const EMPTY = EMPTY_DIRECTORY.extensions;
const HEADER = ['Number', 'FirstName', 'LastName', 'EmailAddress', 'OutboundCallerID', 'DID', 'Department', 'VMEmailOptions'];

function file(cells: string[][]): UsersFile {
  const read = readUsers(cells, 'US');
  if (!read.ok) throw new Error(read.why);
  return read.value;
}
function take(part: Part, cells: string[][]): Part {
  const read = file(cells);
  // A file without extensions is not taken.
  if (read.rows.length === 0) return part;
  const taken = takeUsers(part, read, STAMP);
  if (!taken.ok) throw new Error(taken.why);
  return taken.value;
}
const nothing = { added: [], changed: [], missing: [] };
const extension = (values: Partial<Extension>): Extension => ({ number: '100', firstName: '', lastName: '', email: '', callerId: '', dids: [], department: '', other: {}, ...values });

describe('reading 3CX’s export', () => {
  it('puts each cell where its column belongs, and keeps the columns it does not know', () => {
    const { columns, rows, problems } = file([HEADER, ['100', 'Ana', 'Ruiz', 'ana@example.com', '(415) 555-0142', '4155550142:+14155550143:+14155550142', 'Sales', '2']]);
    expect(rows).toEqual([extension({ firstName: 'Ana', lastName: 'Ruiz', email: 'ana@example.com', callerId: '+14155550142', dids: ['+14155550142', '+14155550143'], department: 'Sales', other: { VMEmailOptions: '2' } })]);
    expect([columns, problems]).toEqual([HEADER, []]);
  });

  it('goes by the header, in any order and case, below blank rows', () => {
    expect(file([[''], ['did', ' NUMBER ', 'firstNAME'], ['+14155550142', '100', 'Ana']]).rows).toEqual([extension({ firstName: 'Ana', dids: ['+14155550142'] })]);
  });

  it('leaves what is no number as it is written', () => {
    const [row] = file([HEADER, ['100', '', '', '', 'anonymous', '*123963321:٤١٥٥٥٥٠١٤٢', '', '']]).rows;
    expect(row).toMatchObject({ callerId: 'anonymous', dids: ['*123963321', '٤١٥٥٥٥٠١٤٢'] });
  });

  it.each([[[], 'empty'], [[['', ' ']], 'empty'], [[['FirstName', 'LastName'], ['Ana', 'Ruiz']], 'no column “Number”'], [[['Number', 'DID', 'did'], ['100', '', '']], 'twice'], [[['Number', ...Array.from({ length: 500 }, (_, index) => `C${index}`)]], 'columns'], [[['Number', 'x'.repeat(LONGEST_TEXT + 1)]], 'too long']])('refuses %j as a whole', (cells, why) => {
    const read = readUsers(cells, 'US');
    expect(!read.ok && read.why).toContain(why);
  });

  it('reports each bad row by its line and keeps the others', () => {
    const rows: [string[], string][] = [
      [['100', 'Ana', ''], ''], [['', 'Bo', ''], 'missing'], [['100', 'Cy', ''], 'row 2'], [['101', 'Di'], 'cells'], [['102', 'Ed', '', 'x'], 'cells'], [['103', 'Flo', '', ''], ''], [['', '', ''], ''], [['1.0E+02', 'Gus', ''], 'not an extension number'],
      [['104', 'x'.repeat(LONGEST_TEXT + 1), ''], 'characters'], [['105', '😀'.repeat(LONGEST_TEXT / 2), ''], ''], [['106', '<img src=x onerror=alert(1)>', ''], ''], [['107', '', Array.from({ length: MOST_DIDS_OF_ONE + 1 }, (_, index) => index).join(':')], 'DIDs'], [['١٠٨', '', ''], 'not an extension number'],
    ];
    const read = file([['Number', 'FirstName', 'DID'], ...rows.map(([row]) => row)]);
    expect(read.rows.map((row) => row.number)).toEqual(['100', '103', '105', '106']);
    expect(read.rows[3]?.firstName).toBe('<img src=x onerror=alert(1)>');
    expect(read.problems).toEqual(rows.flatMap(([, why], index) => (why === '' ? [] : [{ line: index + 2, why: expect.stringContaining(why) as string }])));
  });

  it('does not take a row whose quotes are wrong, and says so once; a header like that is refused', () => {
    const unsure = [{ line: 3, why: 'Quotes.' }];
    const read = readUsers([['Number', 'X'], ['100', 'a'], ['101', 'b'], ['102', 'c', 'd']], 'US', unsure);
    expect(read.ok && [read.value.rows.map(({ number }) => number), read.value.written.length, read.value.problems]).toEqual([['100'], 1, [...unsure, { line: 4, why: expect.stringContaining('cells') as string }]]);
    expect(readUsers([[''], ['', ''], ['Number'], ['100']], 'US', unsure)).toMatchObject({ ok: false, why: expect.stringContaining('Quotes.') as string });
  });

  it('reports every row that is more than a site holds', () => {
    const { rows, problems } = file([['Number'], ...Array.from({ length: MOST_EXTENSIONS + 2 }, (_, index) => [String(index)])]);
    expect(rows).toHaveLength(MOST_EXTENSIONS);
    expect(problems.map((problem) => problem.line)).toEqual([MOST_EXTENSIONS + 2, MOST_EXTENSIONS + 3]);
  });
});

describe('taking it', () => {
  const part: Part = { ...EMPTY, rows: [extension({ firstName: 'Ana', dids: ['+14155550142'] }), extension({ number: '200', lastName: 'Stays' })] };
  const cells = [['Number', 'FirstName', 'Mobile'], ['100', 'Anna', '5'], ['101', 'New', '']];

  it('shows before what would change', () => {
    expect(compareUsers(part, file(cells))).toEqual({
      added: [extension({ number: '101', firstName: 'New' })],
      changed: [{ number: '100', changes: [{ column: 'FirstName', before: 'Ana', after: 'Anna' }, { column: 'Mobile', before: '', after: '5' }] }],
      missing: [part.rows[1]], same: 0,
    });
  });

  it('does just that: nothing is removed, and a column that the file lacks keeps its values', () => {
    const next = take(part, cells);
    expect(next.rows).toEqual([extension({ firstName: 'Anna', dids: ['+14155550142'], other: { Mobile: '5' } }), part.rows[1], extension({ number: '101', firstName: 'New' })]);
    expect(next.imported).toEqual({ source: 'imported', ...STAMP, rows: file(cells).written });
  });

  it('empties what the file has empty', () => expect(take(take(part, cells), [['Number', 'FirstName', 'Mobile'], ['100', '', '']]).rows[0]).toEqual(extension({ dids: ['+14155550142'] })));

  it.each(['AuthPassword', 'VMPIN', 'Voicemail PIN', 'Pin', 'WebPwd'])('says only that %s differs, and keeps it', (column) => {
    const before = take(EMPTY, [['Number', column], ['100', '4711']]);
    const again = file([['Number', column], ['100', '0815']]);
    expect(compareUsers(before, again).changed).toEqual([{ number: '100', changes: [{ column, before: 'hidden', after: 'another, hidden' }] }]);
    expect(usersCells(take(before, [['Number', column], ['100', '0815']]))).toEqual([['Number', column], ['100', '0815']]);
  });
  it.each(['Shopping', 'MobileNumber'])('shows what %s has', (column) => {
    expect(compareUsers(take(EMPTY, [['Number', column], ['100', 'a']]), file([['Number', column], ['100', 'b']])).changed[0]?.changes).toEqual([{ column, before: 'a', after: 'b' }]);
  });
  it('is refused where the file has no extension: it would say that 3CX has none', () => expect(takeUsers(EMPTY, file([HEADER, ['']]), STAMP)).toMatchObject({ ok: false, why: expect.stringContaining('no extension') }));
  it('is refused where the site would hold too many', () => {
    const many = Array.from({ length: MOST_EXTENSIONS }, (_, index) => extension({ number: String(1000 + index) }));
    expect(takeUsers({ ...EMPTY, rows: many }, file(cells), STAMP).ok).toBe(false);
  });
});

describe('what 3CX does not have', () => {
  const imported = take(EMPTY, [HEADER, ['100', 'Ana', '', '', '+14155550142', '+14155550142:+14155550143', '', ''], ['101', 'Bo', '', '', '4155550143', '', '', '']]);

  it('is not known before its export was imported', () => expect(notInPbx(EMPTY)).toBeNull());

  it('is a number without its +, even right after the import', () => {
    expect(notInPbx(imported)).toEqual({ toCreate: [], onlyInPbx: [], toChange: [{ number: '101', changes: [{ column: 'OutboundCallerID', before: '4155550143', after: '+14155550143' }] }] });
  });

  it('is what was added, changed and taken out here since; the order of DIDs does not count', () => {
    const rows = [extension({ firstName: 'Anna', callerId: '+14155550142', dids: ['+14155550143', '+14155550142'] }), extension({ number: '102' })];
    expect(notInPbx({ ...imported, rows })).toEqual({
      toCreate: [rows[1]], onlyInPbx: [imported.imported?.rows[1]], toChange: [{ number: '100', changes: [{ column: 'FirstName', before: 'Ana', after: 'Anna' }] }],
    });
  });

  it('is not judged by a column that the export did not have', () => {
    const bare = take(EMPTY, [['Number'], ['100']]);
    expect(notInPbx({ ...bare, rows: [extension({ dids: ['+14155550142'] })] })).toEqual({ toCreate: [], toChange: [], onlyInPbx: [] });
  });
});

describe('the file for 3CX', () => {
  it('has the documented columns before there was an import', () => {
    expect(usersCells({ ...EMPTY, rows: [extension({ firstName: 'Ana', callerId: '+14155550142', dids: ['+14155550142', '+14155550143'], department: 'Sales' })] }))
      .toEqual([DEFAULT_COLUMNS, ['100', 'Ana', '', '', '', '+14155550142', '+14155550142:+14155550143', '', 'Sales']]);
  });

  it('has 3CX’s own columns as they came, filled back', () => {
    const cells = [['VMEmailOptions', 'NUMBER', '', 'X', 'x', 'X', '__proto__', 'constructor'], ['2', '100', 'a', 'b', 'c', 'd', 'e', 'f'], ['', '101', '', '', '', '', '', '']];
    expect(usersCells(ExtensionsPart.parse(take(EMPTY, cells)))).toEqual(cells);
  });

  it('gets a column that the export lacks only where something was entered', () => {
    const bare = take(EMPTY, [['Number', 'X'], ['100', '1']]);
    expect(usersCells({ ...bare, rows: bare.rows.map((row) => ({ ...row, dids: ['+14155550142'] })) })).toEqual([['Number', 'X', 'DID'], ['100', '1', '+14155550142']]);
  });

  it('keeps the columns of an earlier export that the last one lacks, where they carry something', () => {
    const first = take(EMPTY, [['Number', 'MobileNumber', 'Role', 'X', 'X', ''], ['100', '+15125550142', '', 'a', 'b', 'c'], ['101', '', '', '', '', '']]);
    const next = take(first, [['Number', 'FirstName', 'X'], ['100', 'Ana', '']]);
    const cells = [['Number', 'FirstName', 'X', 'MobileNumber', 'X (2)', 'Column 6'], ['100', 'Ana', '', '+15125550142', 'b', 'c'], ['101', '', '', '', '', '']];
    expect(usersCells(next)).toEqual(cells);
    expect(usersCells(take(next, cells))).toEqual(cells);
  });
});

describe('any file', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('', ' ', '100', '101', '+14155550142', '4155550142:4155550143', ' +1 415 555 0144 ', 'a:b::a', '😀', '<b>x</b>', '=1+1'));
  const name = fc.oneof(fc.constantFrom('FirstName', 'LASTNAME', 'EmailAddress', 'outboundcallerid', 'DID', 'Department', 'MobileNumber', 'Role', '', ' ', '__proto__', 'constructor', 'X', 'X', 'X (2)'), fc.string({ unit: 'binary', maxLength: 10 }));
  const columns = fc.tuple(fc.array(name, { maxLength: 10 }), fc.nat(10)).map(([names, at]) => {
    const seen = new Set<string>(['number']);
    const once = names.filter((other) => !/^(?:number|firstname|lastname|emailaddress|outboundcallerid|did|department)$/i.test(other.trim()) || (!seen.has(other.trim().toLowerCase()) && seen.add(other.trim().toLowerCase())));
    return once.toSpliced(at, 0, 'Number');
  });
  const whole = columns.chain((header) => fc.array(fc.tuple(fc.array(cell, { minLength: header.length, maxLength: header.length }), fc.nat(9999)), { maxLength: 8 })
    .map((rows) => [header, ...rows.map(([row, number]) => row.with(header.indexOf('Number'), String(number)))]));

  it('is kept or reported row by row, never throws, and what comes out is a record', () => {
    fc.assert(fc.property(fc.oneof(whole, fc.tuple(columns, fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 8 })).map(([header, rows]) => [header, ...rows]), fc.array(fc.array(cell, { maxLength: 12 }))), fc.constantFrom('US', 'DE', 'XX'), (cells, country) => {
      const read = readUsers(cells, country);
      if (!read.ok) return;
      const { rows, written, problems } = read.value;
      const first = cells.findIndex((row) => row.some((text) => text.trim() !== ''));
      expect(rows.length + problems.length).toBe(cells.slice(first + 1).filter((row) => row.some((text) => text.trim() !== '')).length);
      expect(written.map((row) => row.number)).toEqual(rows.map((row) => row.number));
      const taken = takeUsers(EMPTY, read.value, STAMP);
      expect(taken.ok && ExtensionsPart.parse(taken.value)).toEqual(taken.ok && taken.value);
    }));
  });

  it('comes out cell by cell as it went in, but for the form of numbers', () => {
    fc.assert(fc.property(whole, (cells) => {
      const { rows, written, columns: header } = file(cells);
      const out = usersCells({ ...EMPTY, columns: [...header], rows: [...written] });
      const lines = cells.slice(1).filter((row, index, all) => all.findIndex((other) => other[header.indexOf('Number')] === row[header.indexOf('Number')]) === index);
      const tidy = (row: readonly string[]): string[] => row.map((text, index) => (/^(?:did|outboundcallerid)$/i.test(header[index]?.trim() ?? '') ? text.split(':').map((part) => part.trim()).filter((part) => part !== '').join(':') : text));
      expect(out.map(tidy)).toEqual([header, ...lines].map(tidy));
      expect(rows).toHaveLength(written.length);
    }));
  });

  it('that was exported from any state of the site changes nothing when it is imported', () => {
    fc.assert(fc.property(whole, whole, fc.array(fc.nat(9999)), fc.string({ unit: 'binary' }), (one, two, picked, text) => {
      let part = take(take(EMPTY, one), two);
      part = { ...part, rows: assign(part.rows, [...picked.map(String), ...part.rows.slice(0, 2).map((row) => row.number)], { dids: ['+14155550150', '+14155550151'], callerId: 'did', replace: false }).rows };
      const changed = changeExtension(part.rows, part.rows[0]?.number ?? '', { firstName: text, department: text }, 'US');
      if (changed.ok) part = { ...part, rows: changed.value };
      const again = file(usersCells(part));
      expect(again.problems).toEqual([]);
      expect(compareUsers(part, again)).toEqual({ ...nothing, same: part.rows.length });
    }));
  });
});
