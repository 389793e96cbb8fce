// What 3CX's page “Emergency Numbers” shall have, and what 933 would do there. That the numbers of each country are the right ones: dialplan/tables.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emergencyNumbers } from '../../../domain/dialplan/emergency-numbers.ts';
import { callOf933 } from '../../../domain/emergency/call-933.ts';
import { emergencyRulesOf, proposedEmergencyRules, rulesDigest } from '../../../domain/emergency/rules.ts';
import { EMERGENCY_RULE_FIELDS, emergencyRuleTable, emergencyRuleValue } from '../../../domain/emergency/rule-values.ts';
import { numbersDialled } from '../../../domain/emergency/meanwhile.ts';
import { EmergencyIntent, NO_EMERGENCY } from '../../../domain/site/emergency-record.ts';
import type { EmergencyAddress, EmergencyRuleEntry } from '../../../domain/site/emergency-record.ts';
import { emergencyRule, extension, inShort, planOf, dial, rule, route } from '../dialplan/make-rules.ts';
import { readySite } from '../make-site.ts';

const COUNTRIES = ['US', 'CA', 'GB', 'IE', 'FR', 'AU', 'DE', 'AT'];
const place = (change: Partial<EmergencyAddress>): EmergencyAddress => ({
  id: crypto.randomUUID(), chosen: null, friendlyName: 'Floor', customerName: 'Lakeside Dental', street: '645 Harrison St', secondary: [], city: 'Austin', region: 'TX', postalCode: '78701', country: 'US', extensions: '', shows: null, confirmedBy: '', ...change,
});
const proposed = (country: string, addresses: readonly EmergencyAddress[] = []): readonly EmergencyRuleEntry[] => proposedEmergencyRules({ country, emergency: { ...NO_EMERGENCY, addresses: [...addresses] } });
const A = '+15125550101';
const B = '+15125550102';

describe('the entries that Trunkbook proposes', () => {
  it.each(COUNTRIES)('of %s: each number by itself for everybody, over this trunk, with nothing before it and nothing taken off', (country) => {
    expect(proposed(country)).toEqual(emergencyNumbers(country).map(({ id, name, number }) => ({ id, name, number, extensions: '', departments: '', trunk: null, stripDigits: 0, prepend: '', callerId: '' })));
    for (const { number } of proposed(country)) expect(inShort(dial(planOf(country, { emergency: proposed(country) }), number))).toBe(`emergency ${number}`);
  });

  it('are none where Twilio lists no emergency calls', () => {
    expect(proposed('CH')).toEqual([]);
  });

  it('of places that show one number stand before the general ones, 933 among them: a test that shows another number would prove nothing', () => {
    const [first, second, third] = [place({ extensions: '100-119', shows: A, friendlyName: 'Ground floor' }), place({ extensions: '120-139', shows: B }), place({ extensions: '140', shows: null })];
    expect(proposed('US', [first, second, third]).map(({ id, number, extensions, callerId }) => [id, number, extensions, callerId])).toEqual([
      [`${first.id}-933`, '933', '100-119', A], [`${first.id}-911`, '911', '100-119', A], [`${second.id}-933`, '933', '120-139', B], [`${second.id}-911`, '911', '120-139', B], ['all-933', '933', '', ''], ['all-911', '911', '', ''],
    ]);
    expect(proposed('US', [first])[0]?.name).toBe('Emergency Test, Ground floor');
  });

  it('of the only place, which is everybody’s, are the general ones with its number', () => {
    expect(proposed('GB', [place({ shows: A })]).map(({ id, extensions, callerId }) => [id, extensions, callerId])).toEqual([['all-999', '', A], ['all-112', '', A]]);
  });

  it('of a place that names no extension beside others are none: whose they are, nobody said', () => {
    expect(proposed('US', [place({ shows: A }), place({ extensions: '120', shows: B })]).map(({ id }) => id.endsWith('-911'))).toEqual([false, true, false, true]);
    expect(proposed('US', [place({ shows: A }), place({ extensions: '120', shows: B })]).some(({ callerId }) => callerId === A)).toBe(false);
  });

  it('always send every number as it stands, and fit the record, whatever the places are called', () => {
    const places = fc.array(fc.record({ friendlyName: fc.string({ maxLength: 300 }), extensions: fc.constantFrom('', '100', '100-199,300', ' 5 '), shows: fc.constantFrom(null, A, B) }).map(place), { maxLength: 4 });
    fc.assert(fc.property(fc.constantFrom(...COUNTRIES, 'CH'), places, (country, addresses) => {
      const rules = proposed(country, addresses);
      expect(EmergencyIntent.shape.rules.safeParse(rules).success).toBe(true);
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      for (const one of rules) expect([one.trunk, one.stripDigits, one.prepend, emergencyNumbers(country).some(({ number }) => number === one.number)]).toEqual([null, 0, '', true]);
    }));
  });

  it('give way to those of the site, once it has its own: also to none', () => {
    const own = emergencyRule('911');
    expect(emergencyRulesOf({ country: 'US', emergency: { ...NO_EMERGENCY, rules: [own] } })).toEqual([own]);
    expect(emergencyRulesOf({ country: 'US', emergency: { ...NO_EMERGENCY, rules: [] } })).toEqual([]);
  });
});

describe('the short name of entries', () => {
  const anyRule: fc.Arbitrary<EmergencyRuleEntry> = fc.record({
    id: fc.constantFrom('a', 'b'), name: fc.constantFrom('Emergency', 'Police'), number: fc.constantFrom('911', '933', '112'), extensions: fc.constantFrom('', '100', '100-119'), departments: fc.constantFrom('', 'Sales'), trunk: fc.constantFrom(null, '', 'Twilio'),
    stripDigits: fc.integer({ min: 0, max: 2 }), prepend: fc.constantFrom('', '9'), callerId: fc.constantFrom('', A, B),
  });
  const plain = (rules: readonly EmergencyRuleEntry[]): string => JSON.stringify(rules.map(({ id: _id, name: _name, ...rest }) => rest));

  it('is the same exactly where 3CX would do the same: names do not count, everything else and the order do', () => {
    fc.assert(fc.property(fc.array(anyRule, { maxLength: 4 }), fc.array(anyRule, { maxLength: 4 }), (one, other) => {
      expect(rulesDigest(one) === rulesDigest(other)).toBe(plain(one) === plain(other));
    }), { numRuns: 500 });
  });

  it('changes with each field, and not with blanks', () => {
    const before = emergencyRule('911', { extensions: '100-119' });
    const changes: readonly Partial<EmergencyRuleEntry>[] = [{ number: '112' }, { extensions: '100-120' }, { departments: 'Sales' }, { trunk: 'Old' }, { stripDigits: 1 }, { prepend: '9' }, { callerId: A }];
    for (const change of changes) expect([change, rulesDigest([{ ...before, ...change }])]).not.toEqual([change, rulesDigest([before])]);
    expect(rulesDigest([{ ...before, id: 'z', name: 'Help', extensions: ' 100 - 119 ', prepend: ' ' }])).toBe(rulesDigest([before]));
    expect(rulesDigest([before, emergencyRule('933')])).not.toBe(rulesDigest([emergencyRule('933'), before]));
  });
});

describe('what goes into 3CX’s page', () => {
  it('stands under the page’s names, this trunk by the name that it has there, and nothing where the field stays empty', () => {
    const [titles, row] = emergencyRuleTable([emergencyRule('911', { callerId: A })], 'Twilio k7m2p');
    expect(titles?.slice(0, 2)).toEqual(['Rule Name', 'Number']);
    expect(row).toEqual(['Emergency', '911', '', '', 'Twilio k7m2p', '', '', A]);
    expect(row).toHaveLength(EMERGENCY_RULE_FIELDS.length);
    expect(emergencyRuleValue(emergencyRule('911', { trunk: 'Other line', stripDigits: 2 }), 'trunk', 'Twilio')).toBe('Other line');
    expect(emergencyRuleValue(emergencyRule('911', { stripDigits: 2 }), 'stripDigits', 'Twilio')).toBe('2');
  });
  it('people read which numbers are dialled, without the test', () => {
    expect(['US', 'GB', 'FR', 'CH'].map(numbersDialled)).toEqual(['911', '999 or 112', '112, 15, 17 or 18', 'the emergency number']);
  });
});

describe('a 933 call, worked out and never dialled', () => {
  const ana = extension('100', { callerId: A, department: 'Sales' });
  const intent = (rules: readonly EmergencyRuleEntry[] | null, change: Parameters<typeof readySite>[0] = {}) => ({ ...readySite(change).intent, emergency: { ...NO_EMERGENCY, rules: rules === null ? null : [...rules] } });

  it('shows the number of the entry that has it, else the extension’s, else the trunk’s', () => {
    expect(callOf933(intent([emergencyRule('933', { callerId: B })]), [ana], ana)).toEqual({ kind: 'goes', callerId: B });
    expect(callOf933(intent(null), [ana], ana)).toEqual({ kind: 'goes', callerId: A });
    expect(callOf933(intent(null), [ana], extension('101'))).toEqual({ kind: 'goes', callerId: '+15125550142' });
  });

  it.each([
    ['no entry and no rule has it', intent([], { outboundRules: [] }), 'No rule in 3CX sends 933'],
    ['its entry leaves by another trunk', intent([emergencyRule('933', { trunk: 'Old carrier' })]), 'over another trunk (Old carrier)'],
    ['its entry puts a digit before it', intent([emergencyRule('933', { prepend: '9' })]), 'makes 9933 of 933'],
    ['only an outbound rule has it, with the country code before', intent([], { outboundRules: [rule('all', { prefixes: '9', routes: [route({ prepend: '+1' })] })] }), 'makes +1933 of 933'],
    ['there is no number to show', { ...intent(null), numbers: [] }, 'no number to show'],
  ])('stays where %s', (_, of, why) => {
    const call = callOf933(of, [ana], { ...ana, callerId: '' });
    expect(call).toEqual({ kind: 'stays', why: expect.stringContaining(why) });
  });
});
