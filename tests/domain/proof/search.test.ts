import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchTroubles } from '../../../domain/proof/search.ts';
import type { Trouble } from '../../../domain/proof/trouble.ts';
import { TROUBLES } from '../../../domain/proof/troubles.ts';

const found = (typed: string): readonly string[] => searchTroubles(typed).map(({ id }) => id);
const CODES = [...new Set(TROUBLES.flatMap(({ codes }) => codes.map(({ code }) => code)))];
const hasCode = (trouble: Trouble, code: string): boolean => trouble.codes.some((own) => own.code === code);

describe('by code', () => {
  it.each([
    ['32201', 'source-address-refused'], ['error 32201', 'source-address-refused'], ['Twilio error: 32201!', 'source-address-refused'],
    ['SIP 407', 'challenge'], ['sip407', 'challenge'], ['event 30052', 'no-rule-for-number'], ['Event ID 30052', 'no-rule-for-number'], ['21248', 'trunk-name-taken'],
    ['errnoauthid', 'credentials-missing-in-3cx'], ['３２２０１', 'source-address-refused'], ['https://www.twilio.com/docs/errors/32011', 'pbx-not-reached'],
    ['12294 Call or registration to 00441632960000 failed; replied: 403 Forbidden', 'call-or-registration-failed'],
  ])('%j leads to %s', (typed, id) => expect(found(typed)).toContain(id));

  it('has the troubles with the code before all others, whatever is around it', () => {
    for (const code of CODES) {
      for (const typed of [code, `error ${code}`, ` ${code.toLowerCase()}\n`]) {
        const owners = TROUBLES.filter((trouble) => hasCode(trouble, code));
        expect(new Set(searchTroubles(typed).slice(0, owners.length)), typed).toEqual(new Set(owners));
      }
    }
  });

  it('has those first that also have the other words', () => expect(found('403 first INVITE')[0]).toBe('source-address-refused'));

  it('needs the whole code for that: a longer number is another one', () => {
    expect(found('1322019')).toEqual([]);
    expect(found('24039')).toEqual([]);
  });

  it('shows what begins with the digits so far, while they are typed', () => expect(found('3220')).toEqual(expect.arrayContaining(['source-address-refused', 'credentials-refused', 'plain-signalling-to-secure-trunk'])));
});

describe('by words', () => {
  it.each([
    ['one-way audio', 'one-way-audio'], ['ONE WAY', 'one-way-audio'], ['dropped calls', 'drops-after-seconds'], ['calls cut off', 'drops-after-seconds'], ['no sound', 'no-audio'], ['ringing tone', 'no-ringing'], ['unidentified', 'unidentified-incoming-call'],
    ['green', 'green-but-no-calls'], ['933 wrong address', 'reads-wrong-address'], ['933 no address', 'reads-no-address'], ['dispatcher\'s callback', 'callback-does-not-arrive'],
    ['forwarded rejected', 'forwarded-refused'], ['wrong number sees', 'wrong-caller-id'], ['busy', 'called-busy'], ['codecs', 'codec-mismatch'], ['blacklisted', 'blacklisted'],
    ['wildcard certificate', 'plain-signalling-to-secure-trunk'], ['does not answer', 'twilio-silent'], ['spam', 'carrier-blocked'], ['pénding', 'registration-pending'],
  ])('%j finds %s', (typed, id) => expect(found(typed)).toContain(id));

  it('finds each trouble by its own symptom, before those that only speak of it', () => {
    for (const trouble of TROUBLES.filter(({ symptom }) => !CODES.some((code) => symptom.includes(code)))) expect(searchTroubles(trouble.symptom)[0], trouble.id).toBe(trouble);
  });

  it('wants all words', () => {
    expect(found('audio')).toContain('one-way-audio');
    expect(found('audio zebra')).toEqual([]);
  });

  it('ranks symptoms before causes and cures', () => {
    const results = searchTroubles('callback');
    const inSymptom = results.map(({ symptom, codes }) => `${symptom} ${JSON.stringify(codes)}`.toLowerCase().includes('callback'));
    expect(inSymptom[0]).toBe(true);
    const many = searchTroubles('firewall').map(({ symptom }) => symptom.toLowerCase().includes('firewall'));
    expect(many.lastIndexOf(true)).toBeLessThan(many.includes(false) ? many.indexOf(false) : many.length);
  });
});

describe('odd input', () => {
  it.each(['', ' ', '\n\t\u{a0}'])('%j shows all troubles, in their order', (typed) => expect(searchTroubles(typed)).toEqual(TROUBLES));

  it.each(['?', '.*', '[', '(a+)+$', '\\', '📞', '\u{0}', '\u{301}', '\u{d800}', '+++'])('%j finds nothing rather than everything', (typed) => {
    expect(found(typed)).toEqual(typed.includes('a') ? found('a') : []);
  });

  it.each(['zebra '.repeat(1667), '9'.repeat(10_000), 'a b '.repeat(2500), '📞'.repeat(10_000), '(a+)+$'.repeat(1700), '\u{301}'.repeat(10_000), `${'x '.repeat(4990)}32201`])('of 10,000 characters is no matter (%#)', (typed) => {
    expect(Array.isArray(searchTroubles(typed))).toBe(true);
  });

  it('takes no group of a phone number for a code', () => {
    expect(found('+1 415 555 0142')).toEqual([]);
    expect(found('32201 for +1 415 555 0142')).toEqual(['source-address-refused']);
  });
  it('finds the code at the end of a long text', () => expect(found(`${'lorem '.repeat(1600)} 32201`)).toEqual(['source-address-refused']));
});

describe('for any text', () => {
  /** Our own reading of a text, to compare with. */
  const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const texts = new Map(TROUBLES.map((trouble) => [trouble, plain([
    ...trouble.codes.map(({ system, code }) => `${system} ${code}`), trouble.symptom, ...trouble.causes.flatMap(({ cause, cure }) => [cause, cure]), trouble.grade?.note ?? '',
  ].join(' '))]));
  const ourWords = [...new Set([...texts.values()].flatMap((text) => text.split(' ')))];
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 60 }),
    fc.array(fc.oneof(fc.constantFrom(...ourWords), fc.constantFrom(...CODES), fc.constantFrom(...ourWords).map((word) => word.slice(0, 3).toUpperCase())), { maxLength: 4 }).map((parts) => parts.join(' ')),
  );

  it('it never throws, and each result has all words or a code, and each trouble that has all words is a result', () => {
    fc.assert(fc.property(typed, (text) => {
      const results = new Set(searchTroubles(text));
      const asked = plain(text).split(' ').filter((word) => word !== '');
      if (asked.length === 0) return;
      const wrong = TROUBLES.filter((trouble) => {
        if (asked.every((word) => texts.get(trouble)?.includes(word))) return !results.has(trouble);
        return results.has(trouble) && !trouble.codes.some(({ code }) => plain(text).includes(code.toLowerCase()));
      });
      expect(wrong.map(({ id }) => id)).toEqual([]);
      expect(searchTroubles(text)).toHaveLength(results.size);
    }), { numRuns: 300 });
  });
});
