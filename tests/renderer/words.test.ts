import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bare, matches, moment, strengthWord } from '../../renderer/words.ts';
import { anyText } from '../domain/dialplan/make-rules.ts';

describe('a text for comparing', () => {
  test.each([['Östra CAFÉ', 'ostra cafe'], ['İstanbul', 'istanbul'], ['ｆｕｌｌ', 'full'], ['ﬁre', 'fire'], ['A\u030angstro\u0308m', 'angstrom']])('%j is %j', (text, plain) => expect(bare(text)).toBe(plain));
  test('is the same again', () => { fc.assert(fc.property(anyText(20), (text) => { expect(bare(bare(text))).toBe(bare(text)); })); });
  test('does not care where a Greek word ends: its beginning finds it', () => {
    for (const typed of ['ΚΩΝΣ', 'Κωνς', 'κωνσ', 'ΚΩΝΣΤΑΝΤΙΝΟΣ', 'κωνσταντίνος']) expect(matches('ΚΩΝΣΤΑΝΤΙΝΟΣ Παπάς', typed), typed).toBe(true);
  });
  test('is found by any run of its characters, whatever the script', () => {
    fc.assert(fc.property(anyText(20), fc.nat(20), fc.nat(20), (text, from, length) => { expect(matches(text, [...text].slice(from, from + length).join(''))).toBe(true); }));
  });
});

test('the strength of a passphrase has a word, whatever the score', () => {
  expect(new Set([0, 1, 2, 3, 4].map(strengthWord)).size).toBe(5);
  expect([-1, 5, 0.5].map(strengthWord)).toEqual([0, 0, 0].map(strengthWord));
});

test('a moment is a day and a time', () => expect(moment('2026-11-23T10:00:00.000Z')).toMatch(/2026.*\d{1,2}:\d{2}/));
