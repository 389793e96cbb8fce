// The property that the rules are for: whatever valid number people dial, Twilio receives its E.164 form. libphonenumber with its full
// metadata is the oracle; it knows nothing of the rules.
import fc from 'fast-check';
import { type CountryCode, getCountries, getCountryCallingCode, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { dialledForms } from '../../../domain/dialplan/dialled-forms.ts';
import { prepare } from '../../../domain/dialplan/prepare.ts';
import { simulate } from '../../../domain/dialplan/simulate.ts';
import { TABLE_COUNTRIES, type TableCountry } from '../../../domain/dialplan/tables.ts';
import { E164 } from '../../../domain/numbers/e164.ts';
import { lintOf, planOf } from './make-rules.ts';

const INTERNATIONAL: Readonly<Record<TableCountry, string>> = { US: '011', CA: '011', GB: '00', IE: '00', FR: '00', AU: '0011' };

/** Place in the package's compact metadata where a country has its patterns by type of number. */
const TYPES = 11;

function patternsOf(country: CountryCode): readonly string[] {
  const entry: readonly unknown[] = (metadata as unknown as { countries: Record<string, readonly unknown[]> }).countries[country] ?? [];
  const types = entry[TYPES];
  const own = (Array.isArray(types) ? types : []).map((type: unknown) => (Array.isArray(type) ? String(type[0]) : '')).filter((pattern) => pattern !== '');
  return own.length > 0 ? own : [String(entry[2])];
}

/** Valid numbers of a country, of every type that it has. */
function numbersOf(country: CountryCode): fc.Arbitrary<PhoneNumber | undefined> {
  return fc.constantFrom(...patternsOf(country)).chain((pattern) => fc.stringMatching(new RegExp(`^(?:${pattern})$`)))
    .map((national) => parsePhoneNumberFromString(`+${getCountryCallingCode(country)}${national}`));
}

function assumeValid(number: PhoneNumber | undefined): PhoneNumber {
  fc.pre(number?.isValid() === true);
  return number as PhoneNumber;
}

const nationalDigits = (number: PhoneNumber): string => number.formatNational().replaceAll(/[^0-9]/g, '');

/** What the proposed rules do not serve: each a named finding of the lint, and nothing else. */
const EXCEPTIONS: Readonly<Record<TableCountry, readonly string[]>> = {
  US: ['missing-local', 'missing-service-codes'],
  CA: ['missing-local', 'missing-service-codes'],
  GB: ['open-ended', 'missing-local', 'missing-service-codes'],
  IE: ['open-ended', 'missing-special-numbers', 'missing-local'],
  FR: ['missing-service-codes', 'wrong-result'],
  AU: ['missing-special-numbers', 'missing-local'],
};

describe.each([...TABLE_COUNTRIES])('dialled in %s', (country) => {
  const prepared = prepare(planOf(country));
  const findings = lintOf(country);
  const excepted = new Set(findings.map(({ way }) => way));
  const exceptions = dialledForms(country).filter(({ way, example }) => excepted.has(way) && simulate(prepared, example, null).kind === 'no-rule');

  /** What the trunk receives, or null where the lint names why it receives nothing. */
  const received = (dialled: string): string | null => {
    const outcome = simulate(prepared, dialled, null);
    if (outcome.kind === 'rule') return outcome.routes[0]?.sent ?? '';
    if (outcome.kind === 'no-rule' && exceptions.some(({ pattern }) => pattern.test(dialled))) return null;
    throw new Error(`${dialled} is ${outcome.kind}, and no finding says so`);
  };

  it('the lint has no error, and only the known warnings', () => {
    expect(findings.map(({ kind }) => kind)).toEqual(EXCEPTIONS[country]);
    expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it('national numbers reach Twilio in E.164, or the lint names the exception', () => {
    let served = 0;
    fc.assert(fc.property(numbersOf(country), (made) => {
      const number = assumeValid(made);
      const digits = nationalDigits(number);
      for (const dialled of number.countryCallingCode === '1' && digits.length === 10 ? [digits, `1${digits}`] : [digits]) {
        const sent = received(dialled);
        if (sent === null) continue;
        served += 1;
        expect(sent).toBe(number.number);
      }
    }), { numRuns: 300 });
    expect(served).toBeGreaterThan(0);
  });

  it.each(exceptions)('as the lint says, no rule catches $words', ({ pattern }) => {
    const emergency = new Set(prepared.emergency.keys());
    fc.assert(fc.property(fc.stringMatching(pattern).filter((digits) => !emergency.has(digits)), (dialled) => { expect(received(dialled)).toBeNull(); }));
  });

  it('international numbers reach Twilio in E.164, with + and with the country’s prefix', () => {
    fc.assert(fc.property(fc.constantFrom(...getCountries()).chain(numbersOf), (made) => {
      const number = assumeValid(made);
      for (const dialled of [number.number, `${INTERNATIONAL[country]}${number.number.slice(1)}`]) {
        const outcome = simulate(prepared, dialled, null);
        const [first] = outcome.kind === 'rule' ? outcome.routes : [];
        expect(first?.sent).toBe(number.number);
        // A few numbers are shorter or longer than E.164 allows; Twilio refuses those, and the simulator says so.
        expect(first?.verdict).toMatchObject(E164.test(number.number) ? { kind: 'e164', valid: true } : { kind: 'refused' });
      }
    }), { numRuns: 300 });
  });

  it('the lint’s examples are what they say', () => {
    for (const { example, e164, pattern } of dialledForms(country)) {
      expect(example).toMatch(pattern);
      if (e164 !== null) expect(parsePhoneNumberFromString(e164)?.isValid(), e164).toBe(true);
    }
  });

  it.each(dialledForms(country).filter(({ way }) => way !== 'e164'))('a form is not taken for another: $way $example', ({ example, e164 }) => {
    const asDialled = parsePhoneNumberFromString(example, country);
    if (e164 === null) expect(asDialled?.isValid() === true && asDialled.country === country).toBe(false);
    else if (asDialled?.isValid() === true) expect(asDialled.number).toBe(e164);
  });
});

it('numbers of the French overseas departments are the one form that comes out wrong, and the lint says so', () => {
  const outcome = simulate(prepare(planOf('FR')), '0262 20 12 34', null);
  expect(outcome).toMatchObject({ kind: 'rule', routes: [{ sent: '+33262201234' }] });
  expect(parsePhoneNumberFromString('+33262201234')?.isValid()).toBe(false);
  expect(lintOf('FR').find(({ way }) => way === 'overseas')).toMatchObject({ kind: 'wrong-result', rules: ['fr-national'], what: expect.stringContaining('+262262201234') });
});

it('a seven-digit number in the US, which has no E.164 form, is refused with its event', () => expect(simulate(prepare(planOf('US')), '555-0123', null)).toMatchObject({ kind: 'no-rule', event: 30052 }));
