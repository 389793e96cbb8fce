import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../domain/judgement.ts';
import { readDomainLabel, readFriendlyName, readPbxPassword, readSipPassword, readSipUsername, readSiteName } from '../../../domain/site/values.ts';

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

it('no reader throws, whatever it is given', () => {
  const readers = [readFriendlyName, readSiteName, readDomainLabel, readSipUsername, readSipPassword, readPbxPassword];
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => { for (const read of readers) read(text); }));
});
