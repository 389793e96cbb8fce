import { describe, expect, it } from 'vitest';
import { emergencyNumbers, notEmergencyCodes } from '../../../domain/dialplan/emergency-numbers.ts';
import { aboutProposal, originOf, proposedRules, TABLE_COUNTRIES } from '../../../domain/dialplan/tables.ts';
import { OutboundRule } from '../../../domain/site/outbound-rule.ts';
import { dial, inShort, planOf, rule } from './make-rules.ts';

const row = (one: OutboundRule): string => [one.name, one.prefixes, one.lengths, one.routes[0]?.stripDigits || '', one.routes[0]?.prepend].join('|');
const guideRows = (country: string): string[] => proposedRules(country).filter(({ id }) => originOf(id)?.origin === 'guide').map(row).sort();

describe('the proposed rules', () => {
  const nanp = ['E.164|+|||', 'International|011||3|+', 'NANP||10||+1'];
  it.each([
    ['US', nanp], ['CA', nanp],
    ['GB', ['E.164|+|||', 'International|00||2|+', 'Standard Trunk Dialing|0||1|+44']],
    ['IE', ['E.164|+|||', 'International|00||2|+', 'Standard Trunk Dialing|0||1|+353']],
    ['FR', ['E.164|+|||', 'International|00||2|+', 'National Dialing|0|10|1|+33']],
    ['AU', ['E.164|+|||', 'Freecall (short)|180|7||+61', 'Freecall|1800|10||+61', 'International|0011||4|+', 'Local Rate (short)|13|6||+61', 'Local Rate|1300|10||+61', 'National Dialing|0|10|1|+61']],
    ['DE', ['E.164|+|||']],
  ])('have every row of the guide’s tables for %s', (country, rows) => expect(guideRows(country)).toEqual(rows));

  it('say what Trunkbook adds, and why', () => {
    const added = TABLE_COUNTRIES.flatMap((country) => proposedRules(country)).filter(({ id }) => originOf(id)?.origin === 'trunkbook');
    expect(added.map(row)).toEqual(['NANP with 1|1|11||+', 'NANP with 1|1|11||+']);
    expect(originOf('us-nanp-11')).toMatchObject({ why: expect.stringContaining('30052') });
    expect(originOf('a rule of the technician’s')).toBeNull();
  });

  it.each([...TABLE_COUNTRIES, 'DE', 'not a country', 'constructor', ''])('for %j are rules that a site can keep, each with an id of its own', (country) => {
    const rules = proposedRules(country);
    for (const one of rules) expect(OutboundRule.parse(one)).toEqual(one);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(aboutProposal(country)).not.toBe('');
  });

  it('are said to be incomplete where the guide has no table', () => {
    expect(aboutProposal('NL')).toContain('no table');
    expect(aboutProposal('GB')).not.toContain('no table');
  });
});

describe('emergency numbers', () => {
  it.each([['US', '933 911'], ['CA', '933 911'], ['GB', '999 112'], ['IE', '112 999'], ['FR', '112 15 17 18'], ['AU', '000 112'], ['NL', ''], ['constructor', '']])('of %s', (country, numbers) => {
    expect(emergencyNumbers(country).map(({ number }) => number).join(' ')).toBe(numbers);
  });
  it('have one test number, in the US and Canada', () => {
    const tests = ['US', 'CA', 'GB', 'IE', 'FR', 'AU', 'DE', 'AT'].flatMap((country) => emergencyNumbers(country).filter(({ test }) => test).map(({ number }) => `${country} ${number}`));
    expect(tests).toEqual(['US 933', 'CA 933']);
  });
  it('do not include the British codes for what is not urgent, which no rule catches', () => {
    for (const { number } of notEmergencyCodes('GB')) expect(inShort(dial(planOf('GB'), number))).toBe('no-rule');
    expect(notEmergencyCodes('GB').map(({ number }) => number)).toEqual(['101', '111']);
  });
  it.each(['US', 'CA', 'GB', 'IE', 'FR', 'AU'])('of %s reach Twilio as they are, whoever asks first', (country) => {
    const extra = [rule('all', { prefixes: '9,1', lengths: '2-3' })];
    for (const { number } of emergencyNumbers(country)) {
      expect(inShort(dial(planOf(country, { rules: [...extra, ...proposedRules(country)] }), number))).toBe(`emergency ${number}`);
      expect(inShort(dial(planOf(country, { switches: { plusCounts: true, e164Processing: false, emergencyFirst: false } }), number))).toBe(`emergency ${number}`);
    }
  });
});
