import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReadBack, readBackVerdict } from '../../../domain/emergency/read-back.ts';
import { anyText } from '../dialplan/make-rules.ts';

const EXPECTED = { callerId: '+15125550142', address: '645 Harrison St, Suite 200 Floor 2, Austin, TX, 78701' };
const heard = (readNumber: string, readAddress = EXPECTED.address) => compareReadBack({ readNumber, readAddress }, EXPECTED);
const address = (readAddress: string) => heard(EXPECTED.callerId, readAddress);
const differing = (words: readonly { readonly text: string; readonly state: string }[]): readonly string[] => words.filter(({ state }) => state === 'differs').map(({ text }) => text);

describe('the number', () => {
  it.each(['+15125550142', '15125550142', '5125550142', '(512) 555-0142', '512.555.0142', '+1 512 555 0142', '1-512-555-0142', ' 512 555 0142 ', '５１２５５５０１４２', '512\u00a0555\u20110142', '5 1 2, 5 5 5, 0 1 4 2'])('is the same as “%s”', (spelling) => {
    expect(heard(spelling)).toMatchObject({ kind: 'matches', number: { state: 'same' } });
  });
  it.each(['+15125550143', '5550142', '125550142', '+445125550142', '15125550142 99', '512555014', 'x'])('is not “%s”', (spelling) => {
    expect(heard(spelling)).toMatchObject({ kind: 'number-differs', number: { state: 'differs' } });
  });
  it('says which it should be, and that the address is not right either where it is not', () => {
    expect(heard('512 555 0199').words).toBe('The number 512 555 0199 was read; it should be +15125550142.');
    expect(heard('', '1 Wrong Way').words).toBe('No number was read; it should be +15125550142. The address is not the one of that number either.');
  });
});

describe('the address, word by word', () => {
  it.each([
    ['in capitals', '645 HARRISON ST SUITE 200 FLOOR 2 AUSTIN TX 78701'], ['with long forms', '645 Harrison Street, Suite 200, Floor 2, Austin, Texas, 78701'], ['with short forms', '645 Harrison St Ste 200 Fl 2 Austin TX 78701'],
    ['with other punctuation', '645 Harrison St.; Suite #200 – Floor 2. Austin; TX 78701'], ['with the four digits after the ZIP code', '645 Harrison St, Suite 200 Floor 2, Austin, TX, 78701-1234'], ['with signs that nobody sees', '645 Harrison\u200b St, Suite 200 Floor 2, Austin, TX, 78701\ufeff'],
  ])('is right %s', (_, text) => {
    expect(address(text).kind).toBe('matches');
  });

  it('shows what is spelled otherwise and counts it as right', () => {
    const { kind, read, registered } = address('645 Harrison Street Suite 200 Floor 2 Austin Texas 78701');
    expect(kind).toBe('matches');
    expect(read.filter(({ state }) => state === 'other-spelling').map(({ text }) => text)).toEqual(['Street', 'Texas']);
    expect(registered.filter(({ state }) => state === 'other-spelling').map(({ text }) => text)).toEqual(['St', 'TX']);
  });

  it('what is said in several words and written in two letters is one word', () => {
    const expected = { callerId: EXPECTED.callerId, address: '1 Main St, Charlotte, NC, 28202' };
    expect(compareReadBack({ readNumber: expected.callerId, readAddress: '1 Main Street Charlotte North Carolina 28202' }, expected).kind).toBe('matches');
    expect(compareReadBack({ readNumber: expected.callerId, readAddress: '1 Main Street Charlotte South Carolina 28202' }, expected).kind).toBe('address-differs');
  });

  it.each([
    ['the floor', '645 Harrison St, Suite 200, Austin, TX, 78701', ['Floor', '2']], ['the suite', '645 Harrison St, Floor 2, Austin, TX, 78701', ['Suite', '200']], ['the number of the floor', '645 Harrison St, Suite 200 Floor, Austin, TX, 78701', ['2']], ['the house', 'Harrison St, Suite 200 Floor 2, Austin, TX, 78701', ['645']],
  ])('is wrong without %s, however well the rest fits', (_, text, missing) => {
    const result = address(text);
    expect(result.kind).toBe('address-differs');
    expect(differing(result.registered)).toEqual(missing);
    expect(result.words).toContain(`“${missing[0]}”`);
  });

  it('is wrong with another floor, with a word too many, and with its words in another order', () => {
    const other = address('645 Harrison St, Suite 200 Floor 3, Austin, TX, 78701');
    expect([other.kind, differing(other.read), differing(other.registered)]).toEqual(['address-differs', ['3'], ['2']]);
    expect(other.words).toBe('The number is right, but the address is not: “2” was not read, “3” was read instead.');
    // What is marked is named, to the ZIP code at the end.
    const wrong = address('Nothing of the kind');
    for (const { text } of wrong.registered) expect(wrong.words).toContain(`“${text}”`);
    expect(address(`${EXPECTED.address} USA`).kind).toBe('address-differs');
    expect(address('645 Harrison St, Floor 2 Suite 200, Austin, TX, 78701').kind).toBe('address-differs');
    expect(address('645 Harrison St, Suite 2 Floor 200, Austin, TX, 78701').kind).toBe('address-differs');
  });

  it('every word counts: without any one of them, or with any one changed, it is wrong', () => {
    const words = EXPECTED.address.split(/[ ,]+/);
    for (const [index, word] of words.entries()) {
      expect([word, address(words.toSpliced(index, 1).join(' ')).kind]).toEqual([word, 'address-differs']);
      expect([word, address(words.with(index, `${word}x`).join(' ')).kind]).toEqual([word, 'address-differs']);
    }
  });

  it('is never right while nothing is registered', () => {
    expect(compareReadBack({ readNumber: EXPECTED.callerId, readAddress: '' }, { ...EXPECTED, address: '' }).kind).toBe('address-differs');
    expect(readBackVerdict({ readNumber: '', readAddress: '' }, { callerId: '', address: '' }).kind).not.toBe('matches');
  });
});

describe('a call', () => {
  it('that read neither says so', () => {
    expect(heard('', '')).toMatchObject({ kind: 'nothing-read', words: 'Nothing was read back.' });
    expect(heard(' … ', '—').kind).toBe('nothing-read');
  });
  it('that read the number alone has no address', () => {
    expect(address('').words).toBe('The number is right, but no address was read.');
  });
});

it('whatever was typed: no throw, every word is shown once, and the short verdict is the long one', () => {
  const text = fc.oneof(anyText(60), fc.constantFrom(EXPECTED.address, EXPECTED.callerId, '', 'x'.repeat(10_000), '<b>645</b>', '٦٤٥ هاريسون', '645 Нarrison St'), fc.array(fc.constantFrom('645', 'Harrison', 'St', 'Street', 'Suite', '200', 'New', 'York', '2'), { maxLength: 12 }).map((words) => words.join(' ')));
  fc.assert(fc.property(text, text, text, text, (readNumber, readAddress, callerId, registered) => {
    const expected = { callerId, address: registered };
    const result = compareReadBack({ readNumber, readAddress }, expected);
    const { kind, words } = readBackVerdict({ readNumber, readAddress }, expected);
    // A site has no such registration; what is the same to the letter is right there without a comparison.
    if (!(readNumber === callerId && readAddress === registered)) expect([kind, words]).toEqual([result.kind, result.words]);
    expect(words).toMatch(/\.$/);
    if (result.kind === 'matches') expect([...result.read, ...result.registered].filter(({ state }) => state === 'differs')).toEqual([]);
    else if (result.kind === 'address-differs' && result.read.length !== result.registered.length) expect(differing([...result.read, ...result.registered])).not.toEqual([]);
  }), { numRuns: 300 });
});
