import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SWITCHES } from '../../../domain/dialplan/outcome.ts';
import { prepare } from '../../../domain/dialplan/prepare.ts';
import { simulate } from '../../../domain/dialplan/simulate.ts';
import { proposedRules } from '../../../domain/dialplan/tables.ts';
import type { Extension } from '../../../domain/numbers/directory.ts';
import type { OutboundRule } from '../../../domain/site/outbound-rule.ts';
import { anyText, dial, emergencyRule, extension, inShort, planOf, route, rule } from './make-rules.ts';

describe('examples of the guide and of the references', () => {
  it.each([
    ['US', '(201) 555-0123', 'us-nanp +12015550123'], ['US', '1-201-555-0123', 'us-nanp-11 +12015550123'], ['US', '011 44 20 7946 0018', 'us-international +442079460018'],
    // Ten digits that begin with 011 meet two rules; no area code begins with 0, so they are international.
    ['US', '0116834002', 'us-international +6834002'], ['CA', '5062345678', 'ca-nanp +15062345678'], ['US', '+44 20 7946 0018', 'all-e164 +442079460018'],
    ['GB', '020 7946 0018', 'gb-national +442079460018'], ['GB', '0012015550123', 'gb-international +12015550123'], ['IE', '01 234 5678', 'ie-national +35312345678'],
    ['FR', '01.23.45.67.89', 'fr-national +33123456789'], ['FR', '0044207946', 'fr-international +44207946'], ['AU', '02 9876 5432', 'au-national +61298765432'],
    ['AU', '1800 123 456', 'au-freecall +611800123456'], ['AU', '180 2345', 'au-freecall-short +611802345'], ['AU', '1300 123 456', 'au-local-rate +611300123456'], ['AU', '13 12 34', 'au-local-rate-short +61131234'],
    ['AU', '0011 1 201 555 0123', 'au-international +12015550123'], ['US', '5550123', 'no-rule'], ['FR', '3939', 'no-rule'], ['AU', '98765432', 'no-rule'], ['GB', '101', 'no-rule'],
    ['US', '911', 'emergency 911'], ['US', '933', 'emergency 933'], ['FR', '15', 'emergency 15'],
  ])('in %s, %s goes %s', (country, dialled, expected) => expect(inShort(dial(planOf(country), dialled))).toBe(expected));

  it('0 above 00 makes +44044… of 0044…, as the references warn', () => {
    const [e164, international, national] = proposedRules('GB') as [OutboundRule, OutboundRule, OutboundRule];
    expect(inShort(dial(planOf('GB', { rules: [e164, national, international] }), '0044 20 7946 0018'))).toBe('gb-national +440442079460018');
  });

  it('shows what was stripped and prepended, and what Twilio makes of it', () => {
    expect(dial(planOf('GB'), '020 7946 0018')).toMatchObject({
      dialled: '020 7946 0018', cleaned: '02079460018', seen: '02079460018', kind: 'rule', index: 2,
      routes: [{ stripped: '0', prepended: '+44', appended: '', sent: '+442079460018', verdict: { kind: 'e164', possible: true, valid: true, country: 'GB' } }],
    });
    expect(dial(planOf('GB'), '0207')).toMatchObject({ routes: [{ sent: '+44207', verdict: { kind: 'refused', why: expect.stringContaining('7 to 15 digits') } }] });
    expect(dial(planOf('GB'), '020794')).toMatchObject({ routes: [{ sent: '+4420794', verdict: { kind: 'e164', possible: false, valid: false } }] });
  });
});

describe('a rule that has the call keeps it', () => {
  const below = rule('below', { routes: [route({ prepend: '+1' })] });
  it('even where none of its routes can be used', () => {
    const first = rule('first', { prefixes: '9', routes: [route({ trunk: '' }), route({ stripDigits: 50 })] });
    const outcome = dial(planOf('US', { rules: [first, below] }), '92015550123');
    expect(outcome).toMatchObject({ kind: 'blocked', rule: { id: 'first' }, routes: [{ unusable: 'The route has no trunk.' }, { unusable: 'Nothing is left of the number.' }] });
  });
  it('even where Twilio refuses what it sends', () => expect(dial(planOf('US', { rules: [rule('first'), below] }), '2015550123')).toMatchObject({ kind: 'rule', rule: { id: 'first' }, routes: [{ verdict: { kind: 'refused' } }] }));
  it('and each of its routes makes its own number', () => {
    const several = rule('several', { routes: [route({ prepend: '+1' }), route({ stripDigits: 3, prepend: '+1415', append: '9' })] });
    expect(dial(planOf('US', { rules: [several] }), '2015550123')).toMatchObject({ routes: [{ sent: '+12015550123' }, { sent: '+141555501239', stripped: '201', appended: '9' }] });
  });
  it('may send an emergency number as it stands', () => {
    expect(dial(planOf('US', { rules: [rule('access', { prefixes: '9', routes: [route({ stripDigits: 1 })] })] }), '9911')).toMatchObject({ routes: [{ sent: '911', verdict: { kind: 'emergency' } }] });
  });
});

describe('callers', () => {
  const rules = [
    rule('range', { extensions: '100,102-120' }), rule('sales', { departments: 'Sales' }), rule('either', { extensions: '200', departments: 'Service' }),
  ];
  it.each<[string, Extension | null, string]>([
    ['100', extension('100'), 'range'], ['101', extension('101'), 'no-rule'], ['120', extension('120'), 'range'], ['0110', extension('0110'), 'no-rule'],
    ['a department, whatever its case', extension('500', { department: 'SALES' }), 'sales'], ['the extension of the one', extension('200'), 'either'], ['or the department of the other', extension('300', { department: 'Service' }), 'either'],
  ])('%s', (_, caller, expected) => expect(inShort(dial(planOf('US', { rules }), '+12015550123', caller)).split(' ')[0]).toBe(expected));

  it('that nobody named leave a doubt', () => {
    const outcome = dial(planOf('US', { rules: [...rules, rule('all')] }), '+12015550123');
    expect(outcome).toMatchObject({ kind: 'rule', rule: { id: 'all' }, doubts: [{ kind: 'caller-unknown', index: 0 }, { index: 1 }, { index: 2 }] });
  });
});

describe('what cannot be read', () => {
  it('holds for no call, and is named as a doubt', () => {
    expect(dial(planOf('US', { rules: [rule('unreadable', { prefixes: '1-9' }), rule('all')] }), '2015550123')).toMatchObject({ rule: { id: 'all' }, doubts: [{ kind: 'unreadable', rule: { id: 'unreadable' } }] });
    for (const field of ['prefixes', 'lengths', 'extensions', 'departments']) {
      expect(inShort(dial(planOf('US', { rules: [rule('closed', { [field]: '\u0007' })] }), '2015550123', extension('100')))).toBe('no-rule');
    }
  });
  it('does not spoil what stands beside it', () => expect(inShort(dial(planOf('US', { rules: [rule('half', { prefixes: 'x,2' })] }), '2015550123'))).toBe('half 2015550123'));
  it.each([['', 'Type'], [' ( ) ', 'Type'], ['２０１', 'another script'], ['call me', 'digits'], ['20+1', 'digits'], ['+', 'digits'], ['1'.repeat(10_000), 'more than']])('is not a number: %.20j', (dialled, word) => {
    expect(dial(planOf('US'), dialled)).toMatchObject({ kind: 'not-a-number', why: expect.stringContaining(word) });
  });
  it('is not called valid with a national prefix left in', () => {
    const [verdict] = ['+4402079460018', '+442079460018'].map((sent) => dial(planOf('GB', { rules: proposedRules('GB') }), sent)).map((outcome) => (outcome.kind === 'rule' ? outcome.routes[0]?.verdict : null));
    expect(verdict).toMatchObject({ kind: 'e164', valid: false });
  });
  it('loses the marks that cannot be seen, which contact lists put around numbers', () => expect(dial(planOf('US'), '\u202a+12015550123\u202c')).toMatchObject({ kind: 'rule', cleaned: '+12015550123' }));
});

describe('switches', () => {
  const twelve = [rule('twelve', { lengths: '12' }), rule('other')];
  it('say whether + counts in the length', () => {
    expect(inShort(dial(planOf('ZA', { rules: twelve }), '+27123456789'))).toBe('twelve +27123456789');
    expect(inShort(dial(planOf('ZA', { rules: twelve, switches: { ...DEFAULT_SWITCHES, plusCounts: false } }), '+27123456789'))).toBe('other +27123456789');
  });
  it.each([
    ['US', '+1 201 555 0123', '2015550123', 'us-nanp +12015550123'], ['US', '+44 20 7946 0018', '011442079460018', 'us-international +442079460018'], ['GB', '+44 20 7946 0018', '02079460018', 'gb-national +442079460018'],
    ['AU', '+1 201 555 0123', '001112015550123', 'au-international +12015550123'], ['DE', '+49 30 901820', '030901820', 'no-rule'], ['US', '2015550123', '2015550123', 'us-nanp +12015550123'],
  ])('E.164 processing in %s shows the rules %s as %s', (country, dialled, seen, expected) => {
    const outcome = dial(planOf(country, { switches: { ...DEFAULT_SWITCHES, e164Processing: true } }), dialled);
    expect(outcome).toMatchObject({ seen });
    expect(inShort(outcome)).toBe(expected);
  });
  it('say whether the emergency numbers are asked first', () => {
    const rules = [rule('nine', { prefixes: '9', routes: [route({ prepend: '+1' })] })];
    expect(inShort(dial(planOf('US', { rules }), '911'))).toBe('emergency 911');
    expect(inShort(dial(planOf('US', { rules, switches: { ...DEFAULT_SWITCHES, emergencyFirst: false } }), '911'))).toBe('nine +1911');
  });
});

describe('the caller ID', () => {
  const caller = extension('100', { callerId: '+15125550142' });
  const rules = [rule('with', { prefixes: '9', routes: [route({ callerId: '+15125550100' })] }), rule('without')];
  it.each<[string, string, Extension | null, string | null, object]>([
    ['of the route', '9', caller, '+15125550199', { number: '+15125550100', source: 'route' }], ['else of the extension', '2', caller, '+15125550199', { number: '+15125550142', source: 'extension' }],
    ['else of the trunk', '2', extension('101'), '+15125550199', { number: '+15125550199', source: 'trunk' }], ['else of nothing', '2', null, null, { number: '', source: 'none' }],
  ])('is that %s', (_, dialled, who, mainNumber, callerId) => expect(dial(planOf('US', { rules, mainNumber }), dialled, who)).toMatchObject({ routes: [{ callerId }] }));
  it('of an emergency call is that of the entry for the caller', () => {
    const emergency = [emergencyRule('911', { extensions: '100-199', callerId: '+15125550101' }), emergencyRule('911', { departments: 'Upstairs', callerId: '+15125550102' }), emergencyRule('911')];
    const of = (who: Extension | null): unknown => dial(planOf('US', { emergency, mainNumber: '+15125550199' }), '911', who);
    expect(of(extension('150'))).toMatchObject({ index: 0, forSome: true, callerId: { number: '+15125550101', source: 'route' } });
    expect(of(extension('200', { department: 'Upstairs' }))).toMatchObject({ index: 1, callerId: { number: '+15125550102' } });
    expect(of(extension('200', { callerId: '+15125550103' }))).toMatchObject({ index: 2, forSome: false, callerId: { source: 'extension' } });
    expect(of(null)).toMatchObject({ index: 2, callerId: { source: 'trunk' } });
  });
});

it('an extension of the PBX is called inside, before any rule', () => expect(dial(planOf('US', { extensions: new Set(['100']), rules: [rule('all')] }), '100')).toMatchObject({ kind: 'internal', extension: '100' }));

it('no text makes it throw', () => {
  const prepared = prepare(planOf('US', { switches: { ...DEFAULT_SWITCHES, e164Processing: true }, rules: [...proposedRules('US'), rule('odd', { prefixes: '\u0000,٣', routes: [route({ prepend: '<b>', append: '𝟙' })] })] }));
  const typed = fc.string({ unit: fc.constantFrom('0', '1', '9', '+', '*', '#', ' ', '-', '(', '.'), maxLength: 40 });
  fc.assert(fc.property(fc.oneof(typed, anyText(60)), (dialled) => { expect(simulate(prepared, dialled, null).dialled).toBe(dialled); }));
});

describe('beside a reading of the rules that is as plain as can be', () => {
  interface Plain { readonly prefixes: readonly string[]; readonly lengths: readonly (readonly [number, number])[]; readonly extensions: readonly (readonly [number, number])[]; readonly departments: readonly string[] }
  const ordered = (pair: readonly [number, number]): readonly [number, number] => [Math.min(...pair), Math.max(...pair)];
  const range = (pair: readonly [number, number]): string => (pair[0] === pair[1] ? String(pair[0]) : pair.join('-'));
  const plain: fc.Arbitrary<Plain> = fc.record({
    prefixes: fc.array(fc.constantFrom('0', '00', '01', '1', '+', '+1', '9', '*'), { maxLength: 3 }), lengths: fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).map(ordered), { maxLength: 2 }),
    extensions: fc.array(fc.tuple(fc.integer({ min: 100, max: 130 }), fc.integer({ min: 100, max: 130 })).map(ordered), { maxLength: 3 }), departments: fc.array(fc.constantFrom('Sales', 'Service'), { maxLength: 2 }),
  });
  const written = (one: Plain, index: number): OutboundRule => rule(String(index), {
    prefixes: one.prefixes.join(', '), lengths: one.lengths.map(range).join(','), extensions: one.extensions.map(range).join(','), departments: one.departments.join(','),
  });
  const holds = (one: Plain, number: string, length: number, caller: Extension): boolean => (
    (one.prefixes.length === 0 || one.prefixes.some((prefix) => number.startsWith(prefix)))
    && (one.lengths.length === 0 || one.lengths.some(([from, to]) => from <= length && length <= to))
    && ((one.extensions.length === 0 && one.departments.length === 0)
      || one.extensions.some(([from, to]) => from <= Number(caller.number) && Number(caller.number) <= to) || one.departments.includes(caller.department))
  );
  const dialled = fc.stringMatching(/^[+]?[019*]{1,8}$/);
  const callers = fc.record({ number: fc.integer({ min: 100, max: 130 }), department: fc.constantFrom('', 'Sales', 'Service') }).map(({ number, department }) => extension(String(number), { department }));

  it('it is the first rule whose conditions hold that has the call', () => {
    fc.assert(fc.property(fc.array(plain, { maxLength: 12 }), dialled, callers, fc.boolean(), (rules, number, caller, plusCounts) => {
      const length = plusCounts ? number.length : number.replace('+', '').length;
      const expected = rules.findIndex((one) => holds(one, number, length, caller));
      const outcome = dial(planOf('NL', { rules: rules.map(written), emergency: [], switches: { ...DEFAULT_SWITCHES, plusCounts } }), number, caller);
      expect(outcome.kind === 'rule' ? outcome.index : -1).toBe(expected);
    }), { numRuns: 1000 });
  });
});
