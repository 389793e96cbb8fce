import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../domain/numbers/assign.ts';
import { Extension, ExtensionsPart } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { MOST_EXTENSIONS } from '../../../domain/numbers/limits.ts';
import { addExtension, changeExtension, type ExtensionChange, freeDids, LONGEST_TEXT, MOST_DIDS_OF_ONE, readExtensionNumber, removeExtensions } from '../../../domain/numbers/extensions.ts';
import type { Judgement } from '../../../domain/judgement.ts';

const extension = (number: string, values: Partial<Extension> = {}): Extension => ({ number, firstName: '', lastName: '', email: '', callerId: '', dids: [], department: '', other: {}, ...values });
const did = (index: number): string => `+1415${5_550_000 + index}`;
const why = (judged: Judgement<unknown>): string => (judged.ok ? '' : judged.why);
const ROWS = [extension('100', { dids: [did(0)], callerId: 'anonymous' }), extension('101', { dids: ['*2145551234'], other: { Mobile: '5' } })];

describe('an extension number', () => {
  it.each([['1', '1'], [' 100 ', '100'], ['0042', '0042'], ['1234567890', '1234567890']])('%j is taken', (text, value) => expect(readExtensionNumber(text)).toEqual({ ok: true, value }));
  it.each(['', ' ', '12345678901', '10a', '1 0', '١٠٠', '１００', '-1', '+1', '1e3', '10\n0', '<b>', '9'.repeat(10_000)])('%j is refused', (text) => expect(readExtensionNumber(text).ok).toBe(false));
});

describe('adding and changing', () => {
  it('adds behind the others, in canonical form', () => {
    expect(addExtension(ROWS, { number: ' 102 ', firstName: ' Ana ', callerId: '(415) 555-0142', dids: ['415 555 0143', ''] }, 'US'))
      .toEqual({ ok: true, value: [...ROWS, extension('102', { firstName: 'Ana', callerId: '+14155550142', dids: ['+14155550143'] })] });
  });

  it('changes what is given and leaves the rest, also what it could not have taken', () => {
    expect(changeExtension(ROWS, '100', { firstName: 'Ana', callerId: 'anonymous' }, 'US')).toEqual({ ok: true, value: [{ ...ROWS[0], firstName: 'Ana' }, ROWS[1]] });
    expect(changeExtension(ROWS, '101', { number: '201', dids: [' *2145551234', did(1)] }, 'US')).toEqual({ ok: true, value: [ROWS[0], { ...ROWS[1], number: '201', dids: ['*2145551234', did(1)] }] });
    expect(changeExtension(ROWS, '100', { number: '100' }, 'US')).toEqual({ ok: true, value: ROWS });
    expect(changeExtension(ROWS, '100', { callerId: ' ', dids: [] }, 'US')).toEqual({ ok: true, value: [extension('100'), ROWS[1]] });
  });

  it.each<[string, ExtensionChange, string]>([
    ['100', { number: '101' }, 'there already'], ['100', { number: 'x' }, 'not an extension number'], ['100', { callerId: 'Ana' }, 'letters'], ['100', { callerId: '٤١٥٥٥٥٠١٤٢' }, 'only look like'], ['101', { dids: [did(0)] }, 'belongs to extension 100'],
    ['101', { dids: ['*214'] }, '“*”'], ['100', { email: 'x'.repeat(LONGEST_TEXT + 1) }, 'characters'], ['100', { dids: Array.from({ length: MOST_DIDS_OF_ONE + 1 }, (_, index) => did(index)) }, 'at most'], ['999', { firstName: 'x' }, 'not there'],
  ])('of %s to %j is refused, and the reason says why', (number, change, reason) => expect(why(changeExtension(ROWS, number, change, 'US'))).toContain(reason));

  it('does not hold a DID against an extension that shares it in 3CX already', () => {
    const shared = [extension('100', { dids: [did(0)] }), extension('101', { dids: [did(0)] })];
    expect(changeExtension(shared, '101', { dids: [did(0), did(1)] }, 'US')).toEqual({ ok: true, value: [shared[0], extension('101', { dids: [did(0), did(1)] })] });
  });

  it('refuses one that is there, and one more than a site holds', () => {
    expect(why(addExtension(ROWS, { number: '100' }, 'US'))).toContain('there already');
    expect(why(addExtension(Array.from({ length: MOST_EXTENSIONS }, (_, index) => extension(String(index))), { number: '99999' }, 'US'))).toContain('at most');
  });

  it('never throws, and what is taken is a record', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('100', '102', did(0), did(1), '4155550142', '😀'.repeat(LONGEST_TEXT)));
    const change = fc.record({ number: text, firstName: text, lastName: text, email: text, callerId: text, department: text, dids: fc.array(text, { maxLength: 3 }) }, { requiredKeys: [] });
    fc.assert(fc.property(change, text, (given, number) => {
      for (const next of [changeExtension(ROWS, '100', given, 'US'), addExtension(ROWS, { ...given, number }, 'US')]) {
        if (next.ok) ExtensionsPart.parse({ ...EMPTY_DIRECTORY.extensions, rows: next.value });
      }
    }));
  });
});

it('removes those that are named, and says which DIDs are free', () => {
  expect(removeExtensions(ROWS, new Set(['100', '999']))).toEqual([ROWS[1]]);
  expect(freeDids([did(2), did(0), did(1)], ROWS)).toEqual([did(2), did(1)]);
});

describe('handing out DIDs', () => {
  const three = ['100', '101', '102'].map((number) => extension(number));

  it('gives the first to the first, and says who got none', () => {
    const three = ['100', '101', '102'].map((number) => extension(number, { callerId: number === '101' ? '+14155559999' : '' }));
    const result = assign(three, ['102', '100', '101', '102', '999'], { dids: [did(1), did(2), did(1)], callerId: 'did', replace: false });
    expect(result.rows).toEqual([{ ...three[0], dids: [did(2)], callerId: did(2) }, three[1], { ...three[2], dids: [did(1)], callerId: did(1) }]);
    expect(result).toMatchObject({ changed: ['100', '102'], withoutDid: ['101'], full: [], moved: [], freed: [], unused: [] });
  });

  it('takes a DID from the extension that has it, and says so', () => {
    const rows = [extension('100', { dids: [did(1), did(2)] }), extension('101')];
    expect(assign(rows, ['101'], { dids: [did(1), did(3)], callerId: 'keep', replace: false })).toMatchObject({
      rows: [{ dids: [did(2)] }, { dids: [did(1)], callerId: '' }], moved: [{ did: did(1), from: '100', to: '101' }], changed: ['100', '101'], unused: [did(3)],
    });
  });

  it('replaces what an extension has only when told to, and says what becomes free', () => {
    const rows = [extension('100', { dids: [did(1), did(2)] }), extension('101', { dids: [did(3)] })];
    expect(assign(rows, ['100'], { dids: [did(3)], callerId: '+14155559999', replace: true })).toMatchObject({ rows: [{ dids: [did(3)], callerId: '+14155559999' }, { dids: [] }], freed: [did(1), did(2)] });
    const shared = [extension('100', { dids: [did(1)] }), extension('101', { dids: [did(1)] })];
    expect(assign(shared, ['100'], { dids: [did(2)], callerId: 'keep', replace: true })).toMatchObject({ rows: [{ dids: [did(2)] }, { dids: [did(1)] }], freed: [] });
    expect(assign(rows, ['100'], { dids: [did(4)], callerId: 'keep', replace: false }).rows[0]?.dids).toEqual([did(1), did(2), did(4)]);
  });

  it('sets one caller ID for all, with no DID at hand', () => {
    expect(assign(three, ['100', '102'], { dids: [], callerId: '+14155559999', replace: true }).rows.map((row) => row.callerId)).toEqual(['+14155559999', '', '+14155559999']);
  });

  it('passes over an extension that holds as many as the record takes', () => {
    const rows = [extension('100', { dids: Array.from({ length: MOST_DIDS_OF_ONE }, (_, index) => did(index)) }), extension('101')];
    expect(assign(rows, ['100', '101'], { dids: [did(500)], callerId: 'keep', replace: false })).toMatchObject({ full: ['100'], withoutDid: [], rows: [rows[0], { dids: [did(500)] }] });
  });

  const index = fc.nat(12);
  const rows = fc.uniqueArray(fc.record({ number: fc.nat(15).map(String), dids: fc.uniqueArray(index.map(did), { maxLength: 3 }) }), { selector: (row) => row.number })
    .map((all) => all.map(({ number, dids }, at) => extension(number, { dids: dids.filter((held) => !all.slice(0, at).some((before) => before.dids.includes(held))) })));
  const wish = fc.record({ dids: fc.array(index.map(did)), callerId: fc.constantFrom('did' as const, 'keep' as const, '+14155559999' as const), replace: fc.boolean() });

  it('never gives one DID to two, never loses a row, and accounts for every DID and everyone selected', () => {
    fc.assert(fc.property(rows, fc.array(fc.nat(20).map(String)), wish, (before, selected, wanted) => {
      const result = assign(before, selected, wanted);
      ExtensionsPart.parse({ ...EMPTY_DIRECTORY.extensions, rows: result.rows });
      expect(result.rows.map((row) => row.number)).toEqual(before.map((row) => row.number));
      const held = result.rows.flatMap((row) => row.dids);
      expect(new Set(held).size).toBe(held.length);
      // What somebody had, somebody has, or it is named as free; what was offered is held, or named as left over.
      expect(new Set([...held, ...result.freed])).toEqual(new Set([...before.flatMap((row) => row.dids), ...wanted.dids.filter((offered) => !result.unused.includes(offered))]));
      const chosen = before.filter((row) => selected.includes(row.number));
      expect(result.withoutDid.length).toBe(Math.max(0, chosen.length - new Set(wanted.dids).size));
      expect(result.changed).toEqual(result.rows.filter((row, at) => JSON.stringify(row) !== JSON.stringify(before[at])).map((row) => row.number));
      expect(assign(result.rows, selected, wanted).changed).toEqual([]);
    }));
  });
});

describe('caller IDs without new DIDs', () => {
  const row = (number: string, dids: string[]): Extension => ({ number, firstName: '', lastName: '', email: '', callerId: '', dids, department: '', other: {} });
  it('are each extension’s own first DID; one without a DID keeps what it has', () => {
    const { rows, changed } = assign([row('100', ['+15125550142', '+15125550143']), row('101', [])], ['100', '101'], { dids: [], callerId: 'did', replace: true });
    expect(rows.map(({ callerId }) => callerId)).toEqual(['+15125550142', '']);
    expect(changed).toEqual(['100']);
  });
});
