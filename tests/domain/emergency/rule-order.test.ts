// Where a new entry of 3CX's page “Emergency Numbers” comes: an entry for certain phones below one for everybody would show another door.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emergencyNumbers } from '../../../domain/dialplan/emergency-numbers.ts';
import { withEntry } from '../../../domain/emergency/rule-order.ts';
import type { EmergencyRuleEntry } from '../../../domain/site/emergency-record.ts';
import { emergencyRule, lintOf } from '../dialplan/make-rules.ts';

const shadowed = (emergency: readonly EmergencyRuleEntry[]): readonly string[] => lintOf('US', { emergency }).filter(({ kind }) => kind === 'emergency-shadowed').map(({ rules }) => rules[0] ?? '');
const CALLERS = [['', ''], ['100', ''], ['100-199', ''], ['100-999', ''], ['300', ''], ['', 'Sales'], ['100', 'Sales']] as const;

it('an entry for a place comes above those of its number that are for everybody, one for everybody below all', () => {
  const general = emergencyNumbers('US');
  const added = emergencyRule('911', { extensions: '100' });
  expect(withEntry(general, added).map(({ id }) => id)).toEqual(['all-933', added.id, 'all-911']);
  expect(withEntry(general, emergencyRule('912')).map(({ id }) => id)).toEqual(['all-933', 'all-911', 'own-912']);
  expect(shadowed([...general, added])).toEqual([added.id]);
});

it('whatever is added to whatever order: an entry for certain phones is never one that another takes all calls of, unless it takes them of its like', () => {
  const entry = fc.record({ number: fc.constantFrom('911', '933', ' 9-1-1 '), callers: fc.constantFrom(...CALLERS), id: fc.uuid() }).map(({ number, callers: [extensions, departments], id }) => ({ ...emergencyRule(number), id, extensions, departments }));
  fc.assert(fc.property(fc.array(entry, { maxLength: 8 }), entry, (rules, added) => {
    const next = withEntry(rules, added);
    expect(next.filter((one) => one !== added)).toEqual(rules);
    if (added.extensions + added.departments !== '') expect(shadowed(next)).not.toContain(added.id);
    const alike = (one: EmergencyRuleEntry) => one.extensions === added.extensions && one.departments === added.departments;
    expect(shadowed(next).filter((id) => id !== added.id && !rules.some((one) => one.id === id && alike(one)))).toEqual(shadowed(rules).filter((id) => !rules.some((one) => one.id === id && alike(one))));
  }));
});
