import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../domain/dialplan/finding.ts';
import { DEFAULT_SWITCHES } from '../../../domain/dialplan/outcome.ts';
import { prepare } from '../../../domain/dialplan/prepare.ts';
import { simulate } from '../../../domain/dialplan/simulate.ts';
import { proposedRules } from '../../../domain/dialplan/tables.ts';
import type { OutboundRule } from '../../../domain/site/outbound-rule.ts';
import { anyText, emergencyRule, extension, lintOf, planOf, route, rule } from './make-rules.ts';

/** The findings of these kinds, each in one line: kind, severity, rules. */
function told(findings: readonly Finding[], ...kinds: readonly Finding['kind'][]): string[] {
  return findings.filter(({ kind }) => kinds.includes(kind)).map(({ kind, severity, rules, way }) => [kind, severity, ...rules, ...(way === null ? [] : [way])].join(' '));
}

const without = (country: string, ...ids: readonly string[]): readonly OutboundRule[] => proposedRules(country).filter(({ id }) => !ids.includes(id));

/** The country's rules with this one moved to the front. */
const first = (country: string, id: string): readonly OutboundRule[] => [...proposedRules(country).filter((one) => one.id === id), ...without(country, id)];

describe('order', () => {
  it.each([
    ['GB', 'gb-national', ['order error gb-international gb-national']], ['IE', 'ie-national', ['order error ie-international ie-national']],
    // Only ten-digit numbers are taken: a warning.
    ['FR', 'fr-national', ['order warning fr-international fr-national']], ['US', 'us-nanp', ['order warning all-e164 us-nanp', 'order warning us-international us-nanp']], ['AU', 'au-national', ['order warning au-international au-national']],
    // Their lengths keep them apart.
    ['AU', 'au-freecall-short', []], ['AU', 'au-local-rate-short', []], ['US', 'us-nanp-11', []], ['GB', 'gb-international', []],
  ])('in %s, with %s in front', (country, id, expected) => expect(told(lintOf(country, { rules: first(country, id) }), 'order', 'never-matches')).toEqual(expected));

  it('in Australia, lost lengths let the short forms take all', () => {
    const rules = first('AU', 'au-freecall-short').map((one) => ({ ...one, lengths: one.id === 'au-freecall-short' ? '' : one.lengths }));
    expect(told(lintOf('AU', { rules }), 'order', 'never-matches')).toEqual(['order error au-freecall au-freecall-short']);
  });
  it('says so where several rules together take everything', () => {
    const rules = [rule('ten', { prefixes: '0', lengths: '10', routes: [route({ prepend: '+1' })] }), rule('eleven', { lengths: '11' }), rule('both', { prefixes: '00', lengths: '10-11' })];
    expect(told(lintOf('US', { rules }), 'order', 'never-matches')).toEqual(['order error both ten eleven']);
  });
  it('does not mind a rule that sends the same', () => expect(told(lintOf('US', { rules: [rule('wide', { lengths: '10' }), rule('narrow', { prefixes: '0' })] }), 'order')).toEqual([]));
  it.each<[string, Partial<OutboundRule>, Partial<OutboundRule>, string[]]>([
    ['everybody before some', {}, { extensions: '100' }, ['never-matches error later earlier']],
    ['some before everybody', { extensions: '100' }, {}, []], ['more before some of them', { extensions: '100-150' }, { extensions: '110,120-130' }, ['never-matches error later earlier']],
    ['some before more', { extensions: '110' }, { extensions: '100-150' }, []], ['a department before extensions', { departments: 'Sales' }, { extensions: '100' }, []],
    ['the same department', { departments: 'Sales' }, { departments: 'sales' }, ['never-matches error later earlier']],
  ])('looks at callers: %s', (_, earlier, later, expected) => {
    const findings = lintOf('US', { rules: [rule('earlier', { prefixes: '0', ...earlier }), rule('later', { prefixes: '0', ...later })] });
    expect(told(findings, 'order', 'never-matches').map((line) => line.replace('order', 'never-matches'))).toEqual(expected);
  });
});

describe('a rule that no call reaches', () => {
  it.each<[string, Partial<OutboundRule>, string]>([
    ['its prefix cannot be read', { prefixes: '1-9' }, 'prefix can be read'], ['its length cannot be read', { lengths: 'ten' }, 'length can be read'], ['its callers cannot be read', { extensions: 'all' }, 'extensions and departments'],
    ['its prefix is too long', { prefixes: '0011', lengths: '3' }, 'longer than every length'], ['no number is so long', { lengths: '40' }, 'no number has the length'],
  ])('because %s', (_, change, why) => {
    const found = lintOf('US', { rules: [rule('dead', change)] }).filter(({ kind }) => kind === 'never-matches');
    expect(found).toMatchObject([{ severity: 'error', rules: ['dead'], what: expect.stringContaining(why) }]);
  });
  it('because it is there twice', () => expect(told(lintOf('GB', { rules: [...proposedRules('GB'), rule('again', { prefixes: '00' })] }), 'never-matches', 'order')).toEqual(['never-matches error again gb-international']));
  it('because 3CX rewrites what it is for', () => expect(told(lintOf('US', { switches: { ...DEFAULT_SWITCHES, e164Processing: true } }), 'never-matches')).toEqual(['never-matches warning all-e164']));
});

it('names every part that cannot be read, and where', () => {
  const found = lintOf('US', { rules: [rule('odd', { prefixes: '0,x', lengths: '１0' })] }).filter(({ kind }) => kind === 'unreadable-condition');
  expect(found).toMatchObject([{ severity: 'error', rules: ['odd'] }]);
  for (const word of ['starting with prefix', '“x”', 'with a length of', 'another script']) expect(found[0]?.what).toContain(word);
});

describe('ways of dialling without a rule', () => {
  it.each([
    ['US', 'us-nanp-11', 'missing-eleven-digits error eleven-digits'], ['US', 'us-nanp', 'missing-national error national'], ['CA', 'ca-international', 'missing-international error international'], ['GB', 'all-e164', 'missing-e164 error e164'],
    ['AU', 'au-local-rate-short', 'missing-special-numbers warning special-numbers'],
  ])('in %s, without %s', (country, id, expected) => {
    const before = lintOf(country).map(({ kind, way, what }) => [kind, way, what].join());
    const found = lintOf(country, { rules: without(country, id) }).filter(({ kind, way, what }) => !before.includes([kind, way, what].join()) && kind.startsWith('missing-'));
    expect(told(found, ...found.map(({ kind }) => kind))).toEqual([expected]);
  });
  it('are served by a rule for some callers only where that is everybody', () => {
    const rules = [...without('US', 'us-nanp'), rule('sales', { lengths: '10', extensions: '100-110', routes: [route({ prepend: '+1' })] })];
    const missed = (...numbers: string[]): readonly Finding[] => lintOf('US', { rules, trunkNumbers: null, extensions: numbers.map((number) => extension(number, { callerId: '+15125550142' })) }).filter(({ kind }) => kind === 'missing-national');
    expect(missed('100', '110')).toEqual([]);
    expect(missed('100', '111', '112')).toMatchObject([{ severity: 'error', rules: ['sales'], extensions: ['111', '112'], what: expect.stringContaining('2 extensions 111, 112') }]);
    expect(missed()).toMatchObject([{ severity: 'warning', rules: ['sales'], extensions: [] }]);
  });
  it('come out wrong, and an order fault of another number does not hide it', () => {
    // The rule for ten digits has lost its country code, and also takes some numbers that begin with 011.
    const rules = [rule('plus', { prefixes: '+' }), rule('ten', { lengths: '10', routes: [route({ prepend: '+' })] }), ...without('US', 'us-e164', 'us-nanp')];
    expect(told(lintOf('US', { rules }), 'order', 'wrong-result')).toEqual(expect.arrayContaining([expect.stringMatching(/^order warning/), 'wrong-result error ten national']));
  });
  it('that leave the national prefix in are told where there is no table', () => {
    const national = (stripDigits: number): readonly string[] => told(lintOf('DE', { rules: [...proposedRules('DE'), rule('national', { prefixes: '0', routes: [route({ stripDigits, prepend: '+49' })] })] }), 'wrong-result');
    expect(national(0)).toEqual(['wrong-result error national national']);
    expect(national(1)).toEqual([]);
  });
  it('over another trunk alone leave this one unused', () => {
    const rules = proposedRules('US').map((one) => ({ ...one, routes: one.routes.map((way) => ({ ...way, trunk: 'Other' })) }));
    expect(told(lintOf('US', { rules }), 'unused-trunk')).toHaveLength(1);
    expect(told(lintOf('US'), 'unused-trunk')).toEqual([]);
  });
  it('seven digits in the US are no longer missed when there is a rule for them', () => {
    expect(told(lintOf('US', { rules: [...proposedRules('US'), rule('local', { lengths: '7', routes: [route({ prepend: '+1201' })] })] }), 'missing-local')).toEqual([]);
  });
  it('say that the guide has no table, until there is a rule for digits', () => {
    expect(told(lintOf('NL'), 'no-table')).toEqual(['no-table warning']);
    expect(told(lintOf('NL', { rules: [...proposedRules('NL'), rule('national', { prefixes: '0' })] }), 'no-table')).toEqual([]);
    expect(told(lintOf('US'), 'no-table')).toEqual([]);
  });
});

it('a number that comes out wrong is named, once', () => {
  const rules = proposedRules('GB').map((one) => (one.id === 'gb-national' ? { ...one, routes: [route({ prepend: '+44' })] } : one));
  expect(told(lintOf('GB', { rules }), 'wrong-result')).toEqual(['wrong-result error gb-national national']);
  // Here the order is the fault, and is told.
  expect(told(lintOf('GB', { rules: first('GB', 'gb-national') }), 'wrong-result')).toEqual([]);
});

describe('lengths and digits of a route', () => {
  it('a national rule without a length lets typing errors out, and the lengths are named', () => {
    const found = lintOf('GB').filter(({ kind }) => kind === 'open-ended');
    expect(found).toMatchObject([{ severity: 'warning', rules: ['gb-national'], next: expect.stringContaining('8,10,11') }]);
    expect(told(lintOf('IE'), 'open-ended')).toEqual(['open-ended warning ie-national']);
    for (const country of ['US', 'FR', 'AU', 'NL']) expect(told(lintOf(country), 'open-ended')).toEqual([]);
  });
  it.each<[string, Partial<OutboundRule>, string[]]>([
    ['all of the number', { lengths: '7', routes: [route({ stripDigits: 7, prepend: '+1' })] }, ['strip-too-long error one']],
    ['more than the prefix', { prefixes: '00,0', lengths: '10', routes: [route({ stripDigits: 2, prepend: '+44' })] }, ['strip-too-long warning one']],
    ['as much as the prefix', { prefixes: '00', routes: [route({ stripDigits: 2, prepend: '+' })] }, []],
  ])('strips %s', (_, change, expected) => expect(told(lintOf('GB', { rules: [rule('one', change)] }), 'strip-too-long')).toEqual(expected));
  it.each<[string, Partial<OutboundRule>, boolean]>([
    ['nothing prepended to a prefix of digits', { prefixes: '00' }, true], ['+ in front of a zero', { prefixes: '00', routes: [route({ stripDigits: 1, prepend: '+' })] }, true], ['letters', { routes: [route({ prepend: '+1x' })] }, true],
    ['too few digits', { lengths: '3', routes: [route({ prepend: '+44' })] }, true], ['too many', { lengths: '15', routes: [route({ prepend: '+44' })] }, true], ['+ in front of a plus', { prefixes: '+', routes: [route({ prepend: '+' })] }, true],
    ['+ and the country code', { routes: [route({ prepend: '+44' })] }, false], ['numbers that may have a plus', {}, false], ['an emergency number behind an access digit', { prefixes: '9', lengths: '4', routes: [route({ stripDigits: 1 })] }, false],
    ['another trunk', { prefixes: '00', routes: [route({ trunk: 'Other carrier' })] }, false],
  ])('can never be E.164: %s', (_, change, expected) => expect(told(lintOf('US', { rules: [rule('one', change)] }), 'never-e164').length > 0).toBe(expected));
});

describe('emergency numbers', () => {
  const swallow = [rule('nine', { prefixes: '9', routes: [route({ prepend: '+1' })] })];
  const short = [rule('short', { lengths: '2-4', routes: [route({ prepend: '+33' })] })];
  it('caught by a rule are an error where nothing comes first, else a warning', () => {
    expect(told(lintOf('US', { rules: swallow }), 'emergency-caught')).toEqual(['emergency-caught warning nine', 'emergency-caught warning nine']);
    expect(told(lintOf('US', { rules: swallow, emergency: [] }), 'emergency-caught')).toEqual(['emergency-caught error nine', 'emergency-caught error nine']);
    expect(told(lintOf('US', { rules: swallow, switches: { ...DEFAULT_SWITCHES, emergencyFirst: false } }), 'emergency-caught')).toEqual(['emergency-caught error nine', 'emergency-caught error nine']);
    expect(lintOf('US', { rules: swallow }).find(({ kind }) => kind === 'emergency-caught')?.what).toContain('+1933');
    expect(told(lintOf('FR', { rules: short }), 'emergency-caught')).toHaveLength(4);
    expect(told(lintOf('NL', { rules: short, emergency: [emergencyRule('1 1 2')] }), 'emergency-caught')).toHaveLength(1);
  });
  it('that cannot be dialled are missing', () => {
    expect(told(lintOf('US', { emergency: [] }), 'emergency-missing')).toEqual(['emergency-missing error', 'emergency-missing warning']);
    expect(told(lintOf('AU'), 'emergency-missing')).toEqual([]);
  });
  it('are no extensions', () => {
    const extensions = ['911', '933', '100'].map((number) => extension(number, { callerId: '+15125550142' }));
    expect(lintOf('US', { extensions }).filter(({ kind }) => kind === 'emergency-is-extension').flatMap((one) => one.extensions).sort()).toEqual(['911', '933']);
  });
});

describe('caller IDs', () => {
  const OURS = ['+15125550142', '+15125550143'];
  it('are told once a kind, with all extensions', () => {
    const extensions = Array.from({ length: 10_000 }, (_, index) => extension(String(10_000 + index), { callerId: ['', OURS[0] ?? '', '+15125550199', '5125550142'][index % 4] ?? '' }));
    const findings = lintOf('US', { extensions, trunkNumbers: OURS }).filter((one) => one.extensions.length > 0);
    expect(findings.map(({ kind, severity, extensions }) => [kind, severity, extensions.length, extensions[0]])).toEqual([
      ['no-caller-id', 'error', 2500, '10000'], ['caller-id-not-e164', 'error', 2500, '10003'], ['foreign-caller-id', 'error', 2500, '10002'],
    ]);
    expect(findings[0]?.what).toContain('2,500 extensions');
    expect(findings[0]?.what).toContain('10000, 10004, 10008, 10012, 10016 and 2,495 more');
  });
  it('and DIDs: one that two extensions have is told, however often it is there', () => {
    const extensions = [['100', ['+15125550142']], ['101', ['+15125550142', '+15125550142']], ['102', ['+15125550143', '+15125550143']]].map(([number, dids]) => ({ ...extension(number as string, { callerId: OURS[0] ?? '' }), dids: dids as string[] }));
    const [shared, ...others] = lintOf('US', { extensions, trunkNumbers: OURS }).filter(({ kind }) => kind === 'shared-did');
    expect(others).toEqual([]);
    expect(shared).toMatchObject({ severity: 'warning', extensions: ['100', '101'] });
    expect(shared?.what).toContain('+15125550142 to 100, 101');
  });
  it('of the trunk are in order', () => expect(lintOf('US', { extensions: OURS.map((callerId, index) => extension(`10${index}`, { callerId })), trunkNumbers: OURS })).toEqual(lintOf('US')));
  it('are not foreign where the trunk’s numbers are not known', () => expect(lintOf('US', { extensions: [extension('100', { callerId: '+4420' }), extension('101', { callerId: '+442079460018' })] }).map(({ kind }) => kind)).not.toContain('foreign-caller-id'));
  it('of a route count too', () => {
    const rules = [...proposedRules('US'), rule('foreign', { prefixes: '*1', routes: [route({ prepend: '+1', callerId: '+442079460018' })] }), rule('odd', { prefixes: '*2', routes: [route({ prepend: '+1', callerId: '<b>x</b>' })] })];
    expect(told(lintOf('US', { rules, trunkNumbers: OURS }), 'foreign-caller-id', 'caller-id-not-e164')).toEqual(['foreign-caller-id error foreign', 'caller-id-not-e164 error odd']);
  });
});

it('errors come before warnings, and every finding says what to do', () => {
  const findings = lintOf('GB', { rules: first('GB', 'gb-national'), emergency: [] });
  const severities = findings.map(({ severity }) => severity);
  expect(severities).toEqual([...severities].sort());
  for (const { what, next } of findings) expect([what, next]).not.toContain('');
});

const fewSigns = fc.string({ unit: fc.constantFrom('0', '1', '9', '+', ',', '-', ' ', 'x'), maxLength: 12 });
const text = fc.oneof(fc.constant(''), fewSigns, anyText(20));
const anyRule: fc.Arbitrary<OutboundRule> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 5 }), name: text, prefixes: text, lengths: text, extensions: text, departments: text,
  routes: fc.array(fc.record({ trunk: fc.option(text), stripDigits: fc.integer({ min: 0, max: 50 }), prepend: text, append: text, callerId: text }), { minLength: 1, maxLength: 5 }),
});
const switches = fc.record({ plusCounts: fc.boolean(), e164Processing: fc.boolean(), emergencyFirst: fc.boolean() });

it('no rules make it throw, and every finding names rules that exist', () => {
  const people = fc.array(fc.record({ number: fc.string({ minLength: 1, maxLength: 5 }), callerId: text, department: text }).map(({ number, ...change }) => extension(number, change)), { maxLength: 5 });
  fc.assert(fc.property(fc.array(anyRule, { maxLength: 8 }), fc.constantFrom('US', 'GB', 'NL', 'xx', ''), people, fc.array(text.map((number) => emergencyRule(number)), { maxLength: 3 }), switches, (rules, country, extensions, emergency, chosen) => {
    const ids = new Set(rules.map(({ id }) => id));
    for (const finding of lintOf(country, { rules, extensions, emergency, trunkNumbers: ['+15125550142'], switches: chosen })) {
      for (const id of finding.rules) expect(ids.has(id)).toBe(true);
    }
  }));
});

describe('what the lint says of rules holds for every number', () => {
  const range = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 3 })).map(([from, more]) => `${from}-${from + more}`);
  const people = fc.oneof({ weight: 2, arbitrary: fc.constant('') }, fc.constantFrom('100', '100-110', '105-120,130', '100-110,111-130'));
  const plausible = fc.record({
    prefixes: fc.array(fc.constantFrom('0', '00', '01', '1', '+', '+1'), { maxLength: 2 }).map((list) => list.join(',')), lengths: fc.array(range, { maxLength: 2 }).map((list) => list.join(',')),
    extensions: people, departments: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom('Sales', 'Sales,Service')),
    stripDigits: fc.integer({ min: 0, max: 4 }), prepend: fc.constantFrom('', '+', '+1', '+44', '00', '+0'),
  });
  const rulesOf = fc.array(plausible, { maxLength: 10 }).map((list) => list.map(({ stripDigits, prepend, ...conditions }, index) => rule(String(index), { ...conditions, routes: [route({ stripDigits, prepend })] })));
  const calls = fc.array(fc.tuple(fc.stringMatching(/^[+]?[01]{1,14}$/), fc.constantFrom('100', '105', '115', '130', '999'), fc.constantFrom('', 'Sales', 'Service')), { minLength: 50, maxLength: 50 });

  it('a rule that is told never to be reached has no call, and one that can never send E.164 never does', () => {
    let dead = 0;
    let useless = 0;
    fc.assert(fc.property(rulesOf, calls, fc.boolean(), (rules, dialled, plusCounts) => {
      const chosen = { ...DEFAULT_SWITCHES, plusCounts };
      const findings = lintOf('NL', { rules, switches: chosen });
      const about = (...kinds: readonly Finding['kind'][]) => new Set(findings.filter(({ kind, severity }) => severity === 'error' && kinds.includes(kind)).map((one) => one.rules[0]));
      const unreached = about('never-matches', 'order');
      const refused = about('never-e164', 'strip-too-long');
      const plan = prepare(planOf('NL', { rules, switches: chosen }));
      for (const [number, who, department] of dialled) {
        const outcome = simulate(plan, number, extension(who, { department }));
        if (outcome.kind !== 'rule' && outcome.kind !== 'blocked') continue;
        expect(unreached).not.toContain(outcome.rule.id);
        if (refused.has(outcome.rule.id)) expect(outcome.routes[0]?.verdict.kind).toBe('refused');
      }
      dead += unreached.size;
      useless += refused.size;
    }), { numRuns: 300 });
    expect(dead).toBeGreaterThan(0);
    expect(useless).toBeGreaterThan(0);
  });

  it('a rule that a single one above takes everything from is told', () => {
    fc.assert(fc.property(rulesOf, fc.nat(), fc.constantFrom('', '0', '9'), (rules, at, longer) => {
      const copied = rules[at % Math.max(rules.length, 1)];
      if (copied === undefined) return;
      // The copy asks for the same, or for longer prefixes.
      const prefixes = copied.prefixes === '' ? longer : copied.prefixes.split(',').map((prefix) => prefix + longer).join(',');
      const findings = lintOf('NL', { rules: [...rules, { ...copied, id: 'copy', prefixes }] });
      expect(findings.filter(({ kind, severity }) => severity === 'error' && (kind === 'order' || kind === 'never-matches')).map((one) => one.rules[0])).toContain('copy');
    }), { numRuns: 300 });
  });
});
