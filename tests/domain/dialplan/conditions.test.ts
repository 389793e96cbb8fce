import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDITIONS, type ConditionField, extensionKey, parseDepartments, parseExtensions, parseLengths, parsePrefixes, readCondition } from '../../../domain/dialplan/conditions.ts';
import { anyText } from './make-rules.ts';

const FIELDS = Object.keys(CONDITIONS) as ConditionField[];
const why = (field: ConditionField, text: string): string => {
  const judged = readCondition(field, text);
  return judged.ok ? '' : judged.why;
};

describe('prefixes', () => {
  it.each([['', []], ['  ', []], ['+', ['+']], ['011', ['011']], [' 00 , 0,*70,#', ['00', '0', '*70', '#']]])('reads %j', (text, parts) => expect(parsePrefixes(text)).toEqual({ parts, unreadable: [] }));
  it('takes no ranges, and says that nobody knows whether 3CX does', () => expect(why('prefixes', '10-19')).toContain('not known'));
  it.each([['0 0', 'space'], ['٠٠', 'another script'], ['００', 'another script'], ['＋44', 'plus'], ['0;1', 'commas'], ['0,,1', 'comma'], ['0,', 'comma'], ['abc', 'not a prefix'], ['4+4', 'not a prefix']])('refuses %j and says why', (text, word) => expect(why('prefixes', text)).toContain(word));
  it('keeps what can be read beside what cannot', () => expect(parsePrefixes('00,x,0')).toMatchObject({ parts: ['00', '0'], unreadable: [{ part: 'x' }] }));
});

describe('lengths', () => {
  it.each([['9,10,11', [[9, 9], [10, 10], [11, 11]]], ['10-11', [[10, 11]]], [' 7 , 10 - 12 ', [[7, 7], [10, 12]]]])('reads %j', (text, ranges) => (
    expect(parseLengths(text)).toEqual({ parts: ranges.map(([from, to]) => ({ from, to })), unreadable: [] })
  ));
  it.each([['11-10', 'backwards'], ['0', 'between 1'], ['100', 'between 1'], ['ten', 'not a length'], ['1-2-3', 'not a length'], ['10–11', 'dash'], ['１０', 'another script'], ['-', 'not a length'], ['10-', 'not a length']])('refuses %j and says why', (text, word) => expect(why('lengths', text)).toContain(word));
});

describe('extensions', () => {
  it('reads the form that 3CX shows', () => expect(parseExtensions('100,102-120').parts).toEqual([{ from: '100', to: '100' }, { from: '102', to: '120' }]));
  it.each([['120-102', 'backwards'], ['10a', 'not an extension'], ['١٠٠', 'another script'], ['100/101', 'commas'], ['1'.repeat(15), 'too long']])('refuses %j and says why', (text, word) => expect(why('extensions', text)).toContain(word));
  it('keeps extensions of different lengths apart', () => expect(['0110', '110', '11', '99'].sort((one, other) => extensionKey(one) - extensionKey(other))).toEqual(['11', '99', '110', '0110']));
});

it('departments are names, with markup and emoji as text', () => expect(parseDepartments('Sales, <b>Desk</b>,☎ Support').parts).toEqual(['Sales', '<b>Desk</b>', '☎ Support']));

it('no text makes a reader throw, and no part of it is lost', () => {
  const signs = fc.string({ unit: fc.constantFrom('0', '1', '9', ',', '-', '+', ' ', '*', 'x', '１', '\n', ';') });
  fc.assert(fc.property(fc.constantFrom(...FIELDS), fc.oneof(signs, anyText(60)), (field, text) => {
    const { parts, unreadable } = CONDITIONS[field].parse(text);
    expect(parts.length + unreadable.length).toBe(text.trim() === '' ? 0 : text.split(',').length);
    expect(readCondition(field, text).ok).toBe(unreadable.length === 0);
    for (const one of unreadable) expect(one.why).not.toBe('');
  }));
});
