import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Judgement } from '../../../domain/judgement.ts';
import { readDay, readDomainLabel, readFriendlyName, readPbxPassword, readRemark, readSipPassword, readSipUsername, readSiteName, readTrunkName } from '../../../domain/site/values.ts';

const long = (length: number): string => 'x'.repeat(length);
const why = (judged: Judgement<string>): string => (judged.ok ? '' : judged.why);

describe('the SIP credential password', () => {
  it.each([
    ['Abcdefghij1', '12 characters'], ['abcdefghijkl1', 'upper case'], ['ABCDEFGHIJKL1', 'lower case'], ['Abcdefghijkl', 'a digit'], ['Abcdefgh ijk1', 'without spaces'], ['Abcdefghijk1é', 'US keyboard'], ['', 'Enter'], [`Aa1${long(200)}`, '128'],
  ])('refuses %j and names what is missing', (text, what) => expect(why(readSipPassword(text))).toContain(what));
  it('takes what Twilio’s rule takes', () => expect(readSipPassword('Abcdefghijk1').ok).toBe(true));
});

describe('names', () => {
  it('takes 64 characters for Twilio and refuses 65', () => {
    expect(readFriendlyName(long(64)).ok).toBe(true);
    expect(why(readFriendlyName(long(65)))).toContain('64');
  });
  it('counts characters as people do', () => expect(readFriendlyName('😀'.repeat(64)).ok).toBe(true));
  it.each(['', '   ', 'two\nlines', 'a\u0000b', long(10_000)])('refuses %j', (text) => expect(readFriendlyName(text).ok).toBe(false));
  it('keeps markup as text', () => expect(readSiteName('<b>Lake</b>')).toEqual({ ok: true, value: '<b>Lake</b>' }));
});

describe('the trunk’s domain', () => {
  it.each([['Lakeside-7', 'lakeside-7'], ['lakeside.pstn.twilio.com', 'lakeside']])('takes %j', (text, value) => expect(readDomainLabel(text)).toEqual({ ok: true, value }));
  it.each(['', 'a.b', '-a', 'a-', 'a_b', 'ä', 'a b', long(64), 'lakeside.pstn.ashburn.twilio.com'])('refuses %j', (text) => expect(readDomainLabel(text).ok).toBe(false));
});

describe('the SIP user name', () => {
  it('takes 32 characters and refuses 33', () => {
    expect(readSipUsername(long(32)).ok).toBe(true);
    expect(readSipUsername(long(33)).ok).toBe(false);
  });
  it.each(['', 'a b', 'a@b', 'ü'])('refuses %j', (text) => expect(readSipUsername(text).ok).toBe(false));
});

describe('the trunk’s name in 3CX', () => {
  it('takes what 3CX takes on one line, and no more than the record', () => {
    expect(readTrunkName('  Twilio – Lakeside 😀 <b> ')).toEqual({ ok: true, value: 'Twilio – Lakeside 😀 <b>' });
    expect(readTrunkName(long(200)).ok).toBe(true);
    expect(why(readTrunkName(long(201)))).toContain('200');
  });
  it.each(['', ' \t', 'two\nlines', 'a\u0007b'])('refuses %j', (text) => expect(readTrunkName(text).ok).toBe(false));
});

describe('a remark', () => {
  it('keeps its lines and its markup as they were typed', () => expect(readRemark(' One-way sound.\n<b>Twice</b>\n', 'a note')).toEqual({ ok: true, value: 'One-way sound.\n<b>Twice</b>' }));
  it('says what is missing, by the name that it has there', () => {
    expect(why(readRemark(' \n ', 'the reason'))).toBe('Enter the reason.');
  });
  it('ends somewhere', () => {
    expect(readRemark(long(5000), 'a note').ok).toBe(true);
    expect(why(readRemark(long(5001), 'a note'))).toContain('5001');
  });
});

describe('a day', () => {
  it.each([['2026-12-01', '2026-12-01'], [' 2028-02-29 ', '2028-02-29'], ['', null], ['  ', null]])('takes %j', (text, value) => expect(readDay(text)).toEqual({ ok: true, value }));
  it.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', '12/01/2026', '1.12.2026', 'tomorrow', '2026-12-01T00:00:00Z', '2026-12-011', '-2026-12-01', '+002026-12-01', '２０２６-12-01'])('refuses %j and shows one', (text) => expect(why(readDay(text) as Judgement<string>)).toMatch(/\d{4}-\d{2}-\d{2}/));
  it('is one that the record keeps and a calendar has', () => {
    const day = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 })).map(([y, m, d]) => `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
    fc.assert(fc.property(day, (text) => { expect(readDay(text).ok).toBe(z.iso.date().safeParse(text).success); }));
  });
});

it('no reader throws, whatever it is given', () => {
  const readers = [readFriendlyName, readSiteName, readDomainLabel, readSipUsername, readSipPassword, readPbxPassword, readTrunkName, readDay, (text: string) => readRemark(text, 'it')];
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => { for (const read of readers) read(text); }));
});
