import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appliesTo, holds, passagesFor, type Situation, tablesFor } from '../../../domain/guide/applies.ts';
import { stepOf } from '../../../domain/guide/chapters.ts';
import type { Condition } from '../../../domain/guide/step.ts';

const US: Situation = { country: 'US', hosting: 'hosted', account: { kind: 'practice' }, trunk: { secure: true } };
const unsaid: Situation = { ...US, hosting: null, trunk: { secure: null } };

const situation: fc.Arbitrary<Situation> = fc.record({
  country: fc.constantFrom('US', 'CA', 'GB', 'DE'), hosting: fc.constantFrom(null, 'hosted', 'self-hosted'),
  account: fc.constantFrom<Situation['account']>({ kind: 'practice' }, { kind: 'by-hand' }, { kind: 'twilio', accountId: crypto.randomUUID() }), trunk: fc.record({ secure: fc.constantFrom(null, true, false) }),
});
const countries = fc.subarray(['US', 'CA', 'GB', 'DE']);
const condition: fc.Arbitrary<Condition> = fc.record(
  { countries, notCountries: countries, secure: fc.boolean(), hosting: fc.constantFrom('hosted', 'self-hosted'), account: fc.constantFrom('api', 'by-hand') }, { requiredKeys: [] },
);

describe('a condition', () => {
  it.each<[string, Condition | undefined, Situation, boolean]>([
    ['none at all', undefined, US, true], ['one that asks nothing', {}, US, true],
    ['a country of the list', { countries: ['CA', 'US'] }, US, true], ['a country beside the list', { countries: ['GB'] }, US, false], ['no country at all', { countries: [] }, US, false],
    ['a country left out', { notCountries: ['US'] }, US, false], ['a country not left out', { notCountries: ['GB'] }, US, true],
    ['encrypted', { secure: true }, US, true], ['not encrypted', { secure: false }, US, false], ['encrypted, not yet said', { secure: true }, unsaid, true], ['not encrypted, not yet said', { secure: false }, unsaid, true],
    ['hosted', { hosting: 'hosted' }, US, true], ['self-hosted', { hosting: 'self-hosted' }, US, false], ['self-hosted, not yet said', { hosting: 'self-hosted' }, unsaid, true],
    ['with a key: practice', { account: 'api' }, US, true], ['with a key: by hand', { account: 'api' }, { ...US, account: { kind: 'by-hand' } }, false],
    ['by hand: practice', { account: 'by-hand' }, US, false], ['by hand: by hand', { account: 'by-hand' }, { ...US, account: { kind: 'by-hand' } }, true],
    ['with a key: Twilio', { account: 'api' }, { ...US, account: { kind: 'twilio', accountId: crypto.randomUUID() } }, true],
  ])('%s', (_words, wanted, here, held) => expect(holds(wanted, here)).toBe(held));

  it('holds when each of its parts does', () => {
    fc.assert(fc.property(condition, situation, (wanted, here) => {
      const parts = Object.entries(wanted).map(([name, value]) => ({ [name]: value }) as Condition);
      expect(holds(wanted, here)).toBe(parts.every((part) => holds(part, here)));
    }));
  });

  it('that holds for a site held before anybody had said how it is run and whether it is encrypted: no step comes up only then', () => {
    fc.assert(fc.property(condition, situation, (wanted, here) => {
      if (holds(wanted, here)) expect(holds(wanted, { ...here, hosting: null, trunk: { secure: null } })).toBe(true);
    }));
  });
});

describe('what a site is shown', () => {
  it('are the passages that apply, in their order, those without a condition always', () => {
    expect(passagesFor(['a', { when: { hosting: 'self-hosted' }, text: 'b' }, { when: { secure: true }, text: 'c' }, 'd'], US)).toEqual(['a', 'c', 'd']);
    expect(passagesFor([], US)).toEqual([]);
  });
  it('are the tables that apply; a step may have none', () => {
    const table = { caption: 'Edges', head: ['Edge'], rows: [['ashburn']] };
    expect(tablesFor([table, { ...table, when: { secure: false } }], US)).toEqual([table]);
    expect(tablesFor(undefined, US)).toEqual([]);
  });
  it('are the steps that apply', () => {
    expect(appliesTo({ ...stepOf('trunk.create'), applies: { countries: ['GB'] } }, US)).toBe(false);
    expect(appliesTo(stepOf('trunk.create'), US)).toBe(true);
  });
});
