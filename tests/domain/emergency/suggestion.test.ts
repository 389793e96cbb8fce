// What Twilio suggests in place of an address: read whole or not at all, and held against what was entered word by word.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey } from '../../../domain/emergency/same-address.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import { differingWords, enteredIn, LONGEST_SUGGESTION, parseSuggestions, suggestionsOf, takeSuggestion } from '../../../domain/emergency/suggestion.ts';
import type { TwilioAddress } from '../../../domain/site/emergency-record.ts';
import type { LedgerEntry } from '../../../domain/site/record.ts';
import { STAMP } from '../make-site.ts';
import { anyAddress, anyText, entered, TYPED } from './address-kit.ts';

/** How Twilio's published example begins. */
const HEAD = 'Failed to validate address. Check the suggested address.';
const HARRISON: TwilioAddress = { friendlyName: 'Front', customerName: 'Lakeside', street: '645 HARRISON ST', streetSecondary: '', city: 'SAN FRANCISCO', region: 'CA', postalCode: '94105', country: 'US' };

/** As Twilio writes it. */
function written({ friendlyName, customerName, street, city, region, postalCode, country }: TwilioAddress): string {
  return `FriendlyName: ${friendlyName}, CustomerName: ${customerName}, Street: ${street}, Locality: ${city}, Region: ${region}, PostalCode: ${postalCode}, IsoCountry: ${country}`;
}
const message = (...addresses: readonly TwilioAddress[]): string => [HEAD, ...addresses.map(written)].join(' | ');

describe('Twilio’s words of 21629', () => {
  it('are read as its published example is written', () => {
    expect(parseSuggestions(message(HARRISON))).toEqual([HARRISON]);
  });

  it('may hold several, in Twilio’s order', () => {
    const other = { ...HARRISON, street: '645 S HARRISON ST', postalCode: '94107' };
    expect(parseSuggestions(message(other, HARRISON))).toEqual([other, HARRISON]);
  });

  it('may have commas and colons within a part, and parts in any order or left out', () => {
    const comma = { ...HARRISON, street: '77 MARKET ST, BLDG B', customerName: 'Smith, Jones: Partners' };
    expect(parseSuggestions(message(comma))).toEqual([]);
    expect(parseSuggestions(message({ ...comma, customerName: 'Smith, Jones and Partners' }))).toEqual([{ ...comma, customerName: 'Smith, Jones and Partners' }]);
    expect(parseSuggestions(`${HEAD} | IsoCountry: US, Locality: SAN FRANCISCO, Street: 645 HARRISON ST`)).toEqual([{ ...HARRISON, friendlyName: '', customerName: '', region: '', postalCode: '' }]);
  });

  it.each([
    ['no suggestion at all', HEAD], ['nothing', ''], ['a street is missing', message(HARRISON).replace('Street: 645 HARRISON ST, ', '')], ['no country', message(HARRISON).replace(', IsoCountry: US', '')],
    ['a country by its name', message({ ...HARRISON, country: 'United States' })], ['a part twice', `${message(HARRISON)}, Street: 1 OTHER ST`], ['a part nobody told of', message(HARRISON).replace('Region:', 'Borough: Kings, Region:')],
    ['words before the first part', message(HARRISON).replace('FriendlyName:', 'Try FriendlyName:')], ['one of several that cannot be read', `${message(HARRISON)} | Street: 1 MAIN ST`],
    ['signs that turn the direction of writing', message({ ...HARRISON, street: '645 \u202eHARRISON ST' })], ['signs that steer', message({ ...HARRISON, city: 'SAN\u0000FRANCISCO' })], ['markup', message({ ...HARRISON, street: '<b>645 HARRISON ST</b>' })],
    ['far more than one address is long', message({ ...HARRISON, street: 'H'.repeat(LONGEST_SUGGESTION) })], ['a part that no field takes', message({ ...HARRISON, street: 'H'.repeat(LONGEST_SUGGESTION / 8) })],
    ['more than anybody compares', message(...Array.from({ length: 12 }, () => ({ ...HARRISON, customerName: 'L' })))],
  ])('that are odd suggest nothing rather than half an address: %s', (_, text) => {
    expect(parseSuggestions(text)).toEqual([]);
  });

  it('whatever they are, they give whole addresses without anything that steers, or none', () => {
    const mangled = fc.tuple(fc.array(fc.oneof(fc.constantFrom(' | ', ', ', 'Street: ', 'Locality: ', 'IsoCountry: US', 'Region: TX', ': '), anyText), { maxLength: 14 }), fc.boolean()).map(([parts, head]) => `${head ? `${message(HARRISON)} | ` : ''}${parts.join('')}`);
    fc.assert(fc.property(fc.oneof(anyText, mangled), (text) => {
      for (const address of parseSuggestions(text)) {
        expect(address.street).not.toBe('');
        expect(address.city).not.toBe('');
        expect(address.country).toMatch(/^[A-Z]{2}$/);
        for (const value of Object.values(address)) expect(value).not.toMatch(/[\p{Cc}\p{Cf}<>]/u);
      }
    }));
  });

  it('of plain parts are read back as they were, however many', () => {
    const word = fc.stringMatching(/^[A-Z0-9](?:[A-Z0-9 ',/-]{0,30}[A-Z0-9])?$/);
    const address = fc.record({ friendlyName: word, customerName: word, street: word, streetSecondary: fc.constant(''), city: word, region: word, postalCode: word, country: fc.constantFrom('US', 'CA', 'GB') });
    fc.assert(fc.property(fc.array(address, { minLength: 1, maxLength: 8 }), (addresses) => {
      const text = message(...addresses);
      fc.pre(text.length <= LONGEST_SUGGESTION);
      expect(parseSuggestions(text)).toEqual(addresses);
    }));
  });
});

it('what was entered and what was suggested is found by the call, and no other’s', () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const entry = (call: string, as: 'entered' | 'suggested' | 'accepted', street: string): LedgerEntry => ({ id: crypto.randomUUID(), ...STAMP, kind: 'address', call, as, address: { ...HARRISON, street } });
  const ledger = [entry(one, 'entered', 'a'), entry(other, 'entered', 'b'), entry(one, 'suggested', 'c'), entry(other, 'suggested', 'd'), entry(one, 'suggested', 'e'), entry(one, 'accepted', 'f')];
  expect(suggestionsOf(ledger, one).map(({ street }) => street)).toEqual(['c', 'e']);
  expect(enteredIn(ledger, one)?.street).toBe('a');
  expect(enteredIn(ledger, crypto.randomUUID())).toBeNull();
});

describe('differences, word by word', () => {
  const marked = (one: string, other: string): readonly string[] => differingWords(one, other).filter(({ differs }) => differs).map(({ text }) => text);

  it.each([
    ['645 Harison Street', '645 HARRISON ST', ['Harison', 'Street'], ['HARRISON', 'ST']], ['1 Main St', '1 MAIN  ST', [], []], ['12 Main St North', '12 North Main St', ['North'], ['North']],
    ['1 Main St', '', ['1', 'Main', 'St'], []], ['Main Main St', 'Main St', ['Main'], []], ['Pоrt Rd', 'Port Rd', ['Pоrt'], ['Port']],
  ])('“%s” against “%s”', (one, other, mine, theirs) => {
    expect(marked(one, other)).toEqual(mine);
    expect(marked(other, one)).toEqual(theirs);
  });

  it('mark the fewest words, keep all of them in order, and what is not marked is in both in the same order', () => {
    const words = fc.array(fc.oneof(fc.constantFrom('1', '12', 'Main', 'MAIN', 'St', 'Street', 'North'), anyText), { maxLength: 12 }).map((parts) => parts.join(' '));
    const plain = (text: string): string => text.normalize('NFC').toUpperCase();
    fc.assert(fc.property(words, words, (one, other) => {
      const [mine, theirs] = [differingWords(one, other), differingWords(other, one)];
      expect(mine.map(({ text }) => text)).toEqual(one.split(/\s+/).filter((word) => word !== ''));
      const [kept, keptThere] = [mine, theirs].map((all) => all.filter(({ differs }) => !differs).map(({ text }) => plain(text)));
      expect(kept).toHaveLength(keptThere?.length ?? -1);
      const rest = theirs.map(({ text }) => plain(text));
      for (const word of kept ?? []) { const at = rest.indexOf(word); expect(at).not.toBe(-1); rest.splice(0, at + 1); }
      expect(differingWords(one, one).every(({ differs }) => !differs)).toBe(true);
    }));
  });

  it('of texts far too long for it are marked all the same', () => {
    const [one, other] = [Array.from({ length: 2000 }, (_, at) => `a${at}`).join(' '), Array.from({ length: 2000 }, (_, at) => `b${at}`).join(' ')];
    expect(differingWords(one, other).every(({ differs }) => differs)).toBe(true);
  });
});

describe('Twilio’s form, taken over', () => {
  const address = entered(TYPED.US);
  it('is what is sent next, in Twilio’s very words', () => {
    const word = fc.stringMatching(/^[A-Z0-9]+(?: [A-Z0-9]+){0,3}$/);
    fc.assert(fc.property(anyAddress, fc.record({ street: word, streetSecondary: fc.oneof(word, fc.constantFrom('FL 2', 'STE 200', 'FLOOR 2 SUITE 200', 'Suite 200 Floor 2')), city: word, region: word, postalCode: word }), (old, form) => {
      expect(addressKey(toTwilio(takeSuggestion(old, { ...toTwilio(old), ...form })))).toBe(addressKey({ ...toTwilio(old), ...form }));
    }));
  });
  it('loses nothing that the suggestion says nothing of', () => {
    expect(takeSuggestion(address, { ...HARRISON, customerName: '', region: '', postalCode: '' })).toEqual({ ...address, street: HARRISON.street, city: HARRISON.city, confirmedBy: '' });
  });
  it('keeps suite and floor in their fields where Twilio writes them as Trunkbook does', () => {
    expect(takeSuggestion(address, { ...HARRISON, streetSecondary: 'SUITE 400 FLOOR 3' }).secondary).toEqual([{ kind: 'suite', value: '400' }, { kind: 'floor', value: '3' }]);
  });
  it('is an address that Trunkbook makes and that nobody on site has confirmed yet; what the place is called stays', () => {
    expect(takeSuggestion({ ...address, chosen: `AD${'1'.repeat(32)}`, confirmedBy: 'Sam Doe' }, HARRISON)).toMatchObject({ id: address.id, chosen: null, friendlyName: address.friendlyName, confirmedBy: '' });
  });
});
