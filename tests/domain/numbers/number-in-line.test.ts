import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPasted } from '../../../domain/numbers/check-pasted.ts';
import { readNumberInLine } from '../../../domain/numbers/number-in-line.ts';
import { readPhoneNumber } from '../../../domain/numbers/phone-number.ts';

const read = (line: string): string => { const judged = readNumberInLine(line, 'US'); return judged.ok ? judged.value.phoneNumber : judged.why; };
const NUMBER = '+15125550142';
const written = fc.constantFrom('+1 512-555-0142', '+15125550142', '(512) 555-0142', '512.555.0142', '+1 (512) 555 0142');
const label = fc.stringMatching(/^[A-Za-zäé][A-Za-zäé ]{0,20}[a-zé]$/);

describe('a line with more than its number', () => {
  it('is taken with the one number in it, however that is written and whatever is said of it', () => {
    fc.assert(fc.property(written, label, label, fc.constantFrom(': ', ', ', ' ', '; ', ' = '), (number, before, after, between) => {
      expect(read(`${before}${between}${number}`)).toBe(NUMBER);
      expect(read(`${number}${between.trim()} ${after}`)).toBe(NUMBER);
      expect(read(`${before} 4, ${number}, ${after}`)).toBe(NUMBER);
    }));
  });

  it('is read as the strict reader reads it where nothing but a number is in it', () => {
    fc.assert(fc.property(fc.oneof(written, fc.string(), fc.string({ unit: fc.constantFrom('5', '1', '2', '+', '*', ' ', '-', '/') })), (text) => {
      fc.pre(!/\p{L}/u.test(text) && !['911', '933', '112', '999', '000'].includes(text.trim()));
      const strict = readPhoneNumber(text, 'US');
      const line = readNumberInLine(text, 'US');
      expect(line.ok).toBe(strict.ok);
      if (line.ok && strict.ok) expect(line.value).toEqual({ phoneNumber: strict.value, among: false });
    }));
  });

  it.each<[string, string | RegExp]>([
    ['Main +1 512 555 0142, fax +1 512 555 0143', /2 numbers in this line/], ['Main +1 512 555 0142, 512-555-0142', NUMBER], ['Main 0142 (512-555-0142)', /letters/], ['front desk', /letters/], ['call *5125550142 now', /letters/],
    ['Main 512555014x', /letters/], ['Main: ５１２ ５５５ ０１４２', /only look like/], [`${'a'.repeat(5000)} ${NUMBER}`, /too long/], ['<b>+15125550142</b>', NUMBER], ['\u202aMain: +15125550142\u202c', NUMBER],
    ['911', /emergency number.*cannot be a number of a trunk/], [' 112 ', /emergency number/],
  ])('%j', (line, expected) => expect(read(line)).toMatch(expected));
});

it('in a pasted list a number that was taken out of words is named, and an emergency number is called one', () => {
  const lines = checkPasted(`Main line: +1 512-555-0142\n911\n${NUMBER}`, 'US', [], [{ phoneNumber: NUMBER, note: null }]);
  expect(lines.map(({ kind, phoneNumber }) => [kind, phoneNumber])).toEqual([['ready', NUMBER], ['bad', null], ['duplicate', NUMBER]]);
  expect(lines[0]?.why).toContain('+1 512 555 0142: ');
  expect(lines[1]?.why).toContain('emergency number');
});
