import { describe, expect, it } from 'vitest';
import { proposedRules, TABLE_COUNTRIES } from '../../../domain/dialplan/tables.ts';
import { MOST_RULES, OutboundRule } from '../../../domain/site/outbound-rule.ts';
import { Intent } from '../../../domain/site/record.ts';
import { readySite } from '../make-site.ts';
import { route, rule } from '../dialplan/make-rules.ts';

const takes = (one: unknown): boolean => OutboundRule.safeParse(one).success;

describe('an outbound rule in the record', () => {
  it('holds one to five routes, as 3CX’s page does', () => {
    expect([0, 1, 5, 6].map((count) => takes(rule('a', { routes: Array.from({ length: count }, () => route()) })))).toEqual([false, true, true, false]);
  });
  it('keeps what was typed, also what 3CX could not read', () => {
    const typed = rule('a', { name: '<b>ß 😀</b>', prefixes: '0,, x', lengths: '11-', extensions: '1-', departments: ',', routes: [route({ trunk: 'Old copper line', prepend: '+', append: '#', callerId: 'front desk' })] });
    expect(OutboundRule.parse(typed)).toEqual(typed);
  });
  it('removes whole digits only, and not fewer than none', () => {
    for (const stripDigits of [-1, 0.5, 51, Number.NaN, '1']) expect(takes(rule('a', { routes: [{ ...route(), stripDigits: stripDigits as number }] })), String(stripDigits)).toBe(false);
  });
  it('lacks nothing and has nothing else', () => {
    const { name: _name, ...without } = rule('a');
    expect([takes(without), takes({ ...rule('a'), more: 1 }), takes({ ...rule(''), id: '' })]).toEqual([false, false, false]);
  });
  it('can be each of those that are proposed', () => {
    for (const country of [...TABLE_COUNTRIES, 'DE']) expect(proposedRules(country).filter((one) => !takes(one)), country).toEqual([]);
  });
  it('is one of very many, and not of endlessly many', () => {
    const of = (count: number) => Intent.safeParse(readySite({ outboundRules: Array.from({ length: count }, (_, index) => rule(`r${index}`)) }).intent).success;
    expect([of(MOST_RULES), of(MOST_RULES + 1)]).toEqual([true, false]);
  });
});
