import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DidContext, type DidLine, didFile, type DidList, readDidList } from '../../../domain/numbers/did-list.ts';
import { NumbersPart } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { MOST_DIDS } from '../../../domain/numbers/limits.ts';

/** Ten digits behind +1: area code and the three digits behind it begin with 2 to 9. */
const NORTH_AMERICAN = fc.tuple(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 2_000_000, max: 9_999_999 })).map(([area, rest]) => area * 10_000_000 + rest);

const US: DidContext = { country: 'US', known: new Set(), onTrunk: null };
const read = (text: string, context: Partial<DidContext> = {}): DidList => readDidList(text, { ...US, ...context });
const results = (list: DidList): string[] => list.lines.map(({ line, result }) => `${line} ${result}`);
const why = (line: DidLine | undefined): string => (line?.result === 'bad' || line?.result === 'duplicate' ? line.why : '');
const usNumber = NORTH_AMERICAN.map((digits) => `+1${digits}`);
const number = fc.oneof(usNumber, fc.integer({ min: 20_000_000, max: 99_999_999 }).map((digits) => `+4420${digits}`));

describe('one entry', () => {
  it.each([
    '+14155550142', '4155550142', '1 415 555 0142', '(415) 555-0142', ' +1 415.555.0142\t', '+1\u00a0415\u2011555\u20110142', '\u202a+1 415 555 0142\u202c', '\u200b4155550142', '"+14155550142"', "'4155550142",
  ])('%j is +14155550142', (text) => expect(read(text).added).toEqual(['+14155550142']));

  it.each([
    ['٤١٥٥٥٥٠١٤٢', 'only look like'], ['４１５５５５０１４２', 'only look like'], ['+1415555014²', 'only look like'], ['４155550142', 'only look like'], ['＋14155550142', '“＋”'],
    ['DID', 'letters'], ['415555O142', 'letters'], ['Tel: 4155550142 (main)', 'letters'], ['*4155550142', '“*”'], ['4155550142x12', 'letters'], ['<b>', 'letters'], ['415\u0000555', 'control character'], ['""', 'Enter'],
    ['415', 'number of digits'], ['+1 353 7777 7773', 'number of digits'], ['++14155550142', 'not a phone number'], ['415 555 0142 / 415 555 0143', 'not a phone number'], ['9'.repeat(61), 'too long'], ['😀'.repeat(10_000), 'too long'],
  ])('%j is refused, and the reason says why', (text, reason) => {
    expect(results(read(text))).toEqual(['1 bad']);
    expect(why(read(text).lines[0])).toContain(reason);
  });

  it('more digits than E.164 has are refused, whatever the country’s own numbers allow', () => {
    expect(why(read(`+49${'1'.repeat(15)}`).lines[0])).toContain('7 to 15');
    expect(why(read('1000', { country: 'AT' }).lines[0])).toContain('7 to 15');
  });

  it('is read by the country of the site where it has no country code', () => expect(read('030 123456', { country: 'DE' }).added).toEqual(['+4930123456']));
});

describe('a pasted list', () => {
  it('counts lines as an editor does, whatever the line ends', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(results(read(['\ufeff4155550142', '', ' \u200b\t', 'Main line', '4155550143', ''].join(end)))).toEqual(['1 added', '4 bad', '5 added']);
    }
  });

  it('takes several from one line', () => {
    expect(results(read('4155550142, (415) 555-0143;4155550144\t4155550145\n+14155550146 +1 415 555 0147 Bob'))).toEqual(['1 added', '1 added', '1 added', '1 added', '2 added', '2 bad']);
  });

  it('says where a duplicate is, in the text or among those that are there', () => {
    const list = read('+14155550142\n4155550142\n+14155550143,+14155550143', { known: new Set(['+14155550143']) });
    expect(results(list)).toEqual(['1 added', '2 duplicate', '3 duplicate', '3 duplicate']);
    expect(list.lines.map(why)).toEqual(['', expect.stringContaining('line 1'), expect.stringContaining('of this site'), expect.stringContaining('of this site')]);
  });

  it('warns of what is not on the trunk, and keeps it', () => {
    const list = read('+14155550142\n+14155550143', { onTrunk: new Set(['+14155550142']) });
    expect(results(list)).toEqual(['1 added', '2 not-on-trunk']);
    expect(list.added).toEqual(['+14155550142', '+14155550143']);
  });

  it('warns of nothing while it is not known what is on the trunk', () => expect(read('+14155550142').lines[0]).toMatchObject({ result: 'added', warnings: [] }));

  it('takes a number of another country with a warning, and not of a neighbour under the same country code', () => {
    expect(read('+442079460958').lines[0]).toMatchObject({ result: 'added', warnings: [expect.stringContaining('+44')] });
    expect(read('+442079460958', { onTrunk: new Set() }).lines[0]).toMatchObject({ warnings: [expect.stringContaining('trunk'), expect.stringContaining('+44')] });
    expect(read('+14165550142').lines[0]).toMatchObject({ result: 'added', warnings: [] });
  });

  it('of 10,000 lines is kept to the last', () => {
    const numbers = Array.from({ length: 10_000 }, (_, index) => `+1415${5_000_000 + index}`);
    expect(read(numbers.join('\r\n')).added).toEqual(numbers);
  });

  it('with more than a site holds is cut, and every one too many is reported', () => {
    const list = read('+14155550142\n+14155550143\n+14155550142', { known: new Set(Array.from({ length: MOST_DIDS - 1 }, (_, index) => `+44${7_000_000_000 + index}`)) });
    expect(results(list)).toEqual(['1 added', '2 bad', '3 duplicate']);
    expect(why(list.lines[1])).toContain('at most');
  });

  it('with a million spaces in a line is read', () => expect(results(read(`${' '.repeat(1_000_000)}4155550142`))).toEqual(['1 added']));
});

describe('any text', () => {
  const junk = fc.string({ unit: 'binary', maxLength: 60 });
  const text = fc.array(fc.oneof(junk, number, fc.constantFrom('\n', '\r\n', ',', ';', '\t', ' ', '\ufeff', '٤', '"', '+')), { maxLength: 40 }).map((parts) => parts.join(''));

  it('never throws, and what comes out is a record', () => {
    fc.assert(fc.property(text, number, (pasted, known) => {
      const { added, lines } = read(pasted, { known: new Set([known]), onTrunk: new Set([known]) });
      NumbersPart.parse({ ...EMPTY_DIRECTORY.numbers, dids: [known, ...added] });
      expect(new Set([known, ...added]).size).toBe(added.length + 1);
      expect(lines.flatMap((line) => (line.result === 'added' || line.result === 'not-on-trunk' ? [line.number] : []))).toEqual(added);
    }));
  });

  it('loses no character: every entry is kept or reported', () => {
    const bare = (pasted: string): string => pasted.replace(/[\s,;\p{Default_Ignorable_Code_Point}]/gu, '');
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), number), { maxLength: 4 }).map((parts) => parts.join('\n')), (pasted) => {
      expect(bare(read(pasted).lines.map((line) => line.text).join(''))).toBe(bare(pasted));
    }));
  });

  it('gives the number that was written, with any separators between its digits', () => {
    fc.assert(fc.property(usNumber, fc.array(fc.constantFrom('', ' ', '-', '.', '\u00a0', '–'), { minLength: 12, maxLength: 12 }), (did, gaps) => {
      expect(read([...did].map((digit, index) => `${digit}${index === 0 ? '' : gaps[index] ?? ''}`).join('')).added).toEqual([did]);
    }));
  });
});

describe('the file for 3CX', () => {
  it('has one number a line and nothing else', () => expect(didFile(['+14155550142', '+14155550143'])).toBe('+14155550142\n+14155550143'));
  it('is read back as it was written', () => {
    fc.assert(fc.property(fc.uniqueArray(number, { maxLength: 30 }), (dids) => { expect(read(didFile(dids)).added).toEqual(dids); }));
  });
});
