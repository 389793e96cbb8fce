import fc from 'fast-check';
import { getCountries, getExampleNumber, isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { E164 } from '../../../domain/numbers/e164.ts';
import { readPhoneNumber, spacedPhoneNumber } from '../../../domain/numbers/phone-number.ts';
import { anyText } from '../dialplan/make-rules.ts';

/** Ten digits behind +1: area code and the three digits behind it begin with 2 to 9. */
const NORTH_AMERICAN = fc.tuple(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 2_000_000, max: 9_999_999 })).map(([area, rest]) => area * 10_000_000 + rest);

const value = (text: string, country = 'US'): string | null => {
  const judged = readPhoneNumber(text, country);
  return judged.ok ? judged.value : null;
};
const why = (text: string, country = 'US'): string => {
  const judged = readPhoneNumber(text, country);
  return judged.ok ? '' : judged.why;
};

describe('a phone number', () => {
  it.each([
    ['+14155550123', 'US', '+14155550123'], ['(415) 555-0123', 'US', '+14155550123'], ['1-415-555-0123', 'US', '+14155550123'], ['415.555.0123', 'CA', '+14155550123'], ['+1\u00a0415\u2011555\u22120123', 'US', '+14155550123'],
    ['\ufeff\u202a+1 415 555 0123\u202c', 'US', '+14155550123'], ['4\u200b155550123', 'US', '+14155550123'], ['+44 (0)20 7946 0018', 'US', '+442079460018'], ['020 7946 0018', 'GB', '+442079460018'], ['(020) 7946/0018', 'GB', '+442079460018'],
    ['011 44 20 7946 0018', 'US', '+442079460018'], ['0011 44 20 7946 0018', 'AU', '+442079460018'], ['00 44 20 7946 0018', 'FR', '+442079460018'], ['+39 06 1234 5678', 'US', '+390612345678'], ['+800 1234 5678', 'US', '+80012345678'],
    ['+442079460018', '', '+442079460018'], ['+442079460018', 'not a country', '+442079460018'],
  ])('%j in %s is %s', (text, country, e164) => expect(value(text, country)).toBe(e164));

  it.each([
    ['٤١٥٥٥٥٠١٢٣', 'only look like'], ['４１５５５５０１２３', 'only look like'], ['+1415555012³', 'only look like'], ['+1415555012Ⅲ', 'only look like'], ['𝟒155550123', 'only look like'], ['①155550123', 'only look like'], ['+1 415 555 ০১২৩', 'only look like'],
    ['＋14155550123', '“＋”'], ['415–555―0123a', 'letters'], ['Tel. +14155550123', 'letters'], ['+14155550123 Front desk', 'letters'], ['415-555-O123', 'letters'], ['1-800-FLOWERS', 'letters'], ['tel:+14155550123', 'letters'],
    ['+14155550123 x123', 'letters'], ['+14155550123 ext. 12', 'letters'], ['+14155550123;ext=12', 'letters'], ['+14155550123,123', '“,”'], ['+14155550123;123', '“;”'], ['+14155550123#123', '“#”'], ['+14155550123~123', '“~”'],
    ['*2145551234', '“*”'], ['+1415555****', '“*”'], ['+1415555????', '“?”'], ['<b>4155550123</b>', 'letters'], ['“4155550123”', 'has a ““”'], ['415_555_0123', '“_”'], ['415\u0000555\u00070123', 'control character'],
    ['', 'Enter'], [' \u200b\t', 'Enter'], ['+', 'not a phone number'], ['()', 'not a phone number'], ['++14155550123', 'not a phone number'], ['4155550123+1', 'not a phone number'], ['+14155550123 +14155550124', 'not a phone number'],
    ['+14155550123 / 4155550124', 'not a phone number'], ['+999 1234 5678', 'not a phone number'], ['020 7946 0018', 'wrong number of digits'], ['911', 'wrong number of digits'], ['+1 911', 'wrong number of digits'], ['0800 555 012', 'no number of North America'], ['+1 415 155 0123', 'no number of North America'], ['+1415555012', 'wrong number of digits'],
    ['+141555501234', 'wrong number of digits'], ['0'.repeat(61), 'too long'], ['😀'.repeat(10_000), 'too long'], ['\u200b'.repeat(10_000), 'too long'],
  ])('%j is refused and the sentence says why', (text, reason) => expect(why(text)).toContain(reason));

  it('without a country code needs a country', () => {
    for (const country of ['', 'ZZ', 'us', 'constructor', '__proto__']) expect(value('4155550123', country), country).toBeNull();
  });

  it('is the same from every country when it is written with its own', () => {
    for (const country of getCountries()) {
      const number = getExampleNumber(country, examples);
      if (!number) continue;
      for (const written of [number.number, number.formatInternational()]) for (const from of [country, 'US', 'DE', 'ZZ']) expect(value(written, from), `${written} from ${from}`).toBe(number.number);
      expect(value(number.formatNational(), country), `${number.formatNational()} in ${country}`).toBe(number.number);
    }
  });
});

describe('whatever is typed', () => {
  const signs = fc.array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }).map(String) }, fc.constantFrom('+', ' ', '(', ')', '.', '-', '/', '\u2013', '\u00a0', '\u200b', 'x', '*', '#', '٤', '０', '\n')), { maxLength: 24 }).map((list) => list.join(''));
  const country = fc.constantFrom('US', 'GB', 'IE', 'FR', 'AU', 'DE', 'AT', 'IT', 'MX', 'BR', '', 'ZZ');

  // Of what no country has, such as +55 with noughts alone, the library takes a trunk prefix off once more at each reading.
  it('what is taken is E.164, and where a country may have it, it is taken again as it is, from any other', () => {
    fc.assert(fc.property(fc.oneof(signs, anyText(30)), country, country, (text, from, elsewhere) => {
      const e164 = value(text, from);
      if (e164 === null) { expect(why(text, from)).not.toBe(''); return; }
      expect(e164).toMatch(E164);
      if (isValidPhoneNumber(e164)) expect(value(e164, elsewhere)).toBe(e164);
    }), { numRuns: 2000 });
  });

  it('no digit at the end is lost: what follows a number is part of it or refused', () => {
    fc.assert(fc.property(signs, country, (text, from) => {
      const e164 = value(text, from);
      if (e164 !== null) expect(text.replace(/\D/g, '').endsWith(e164.slice(-4)), text).toBe(true);
    }), { numRuns: 2000 });
  });

  it('more digits behind a whole number make it another, or none', () => {
    fc.assert(fc.property(NORTH_AMERICAN, fc.constantFrom('', ' ', ' / ', '-', ' (', '.'), fc.integer({ min: 1, max: 999 }), (digits, between, more) => {
      expect(value(`+1${digits}`)).toBe(`+1${digits}`);
      expect(value(`+1${digits}${between}${more}`)).toBeNull();
    }));
  });
});

describe('a number as people read it', () => {
  it('has blanks, and reads back to what it was', () => {
    expect(spacedPhoneNumber('+14155550123')).toBe('+1 415 555 0123');
    for (const number of ['+14155550123', '+442079460018', '+390612345678', '+80012345678']) expect(value(spacedPhoneNumber(number), '')).toBe(number);
  });
  it('that is none comes back as it was', () => {
    fc.assert(fc.property(anyText(20), (text) => { if (!/\d/.test(text) && !/\p{N}/u.test(text)) expect(spacedPhoneNumber(text)).toBe(text); }));
    expect(['', '911', 'x', '+1'].map(spacedPhoneNumber)).toEqual(['', '911', 'x', '+1']);
  });
});

describe('a number as people read it aloud', () => {
  const library = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;

  it('is what the library says, also where it is not asked', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    const northAmerican = fc.tuple(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 200, max: 999 }), fc.array(digit, { minLength: 4, maxLength: 4 })).map(([area, office, line]) => `+1${area}${office}${line.join('')}`);
    fc.assert(fc.property(northAmerican, (number) => { expect(spacedPhoneNumber(number)).toBe(library(number)); }));
    for (const number of ['+442079460018', '+4915123456789', '+33123456789', '+1512', 'front desk', '+15125550142x', '+11235550142']) expect(spacedPhoneNumber(number)).toBe(library(number));
  });
});
