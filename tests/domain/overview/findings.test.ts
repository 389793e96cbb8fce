import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposedRules, TABLE_COUNTRIES } from '../../../domain/dialplan/tables.ts';
import type { Extension } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { ruleFindings, rulesOf, siteFindings } from '../../../domain/overview/findings.ts';
import type { Derivable } from '../../../domain/overview/state.ts';
import { type Intent, withoutSecrets } from '../../../domain/site/record.ts';
import { extension, route, rule } from '../dialplan/make-rules.ts';
import { readySite } from '../make-site.ts';

const ON_TRUNK = '+15125550142';
const FOREIGN = '+12065550199';

function siteWith(change: Partial<Intent> = {}, rows: Extension[] = []): Derivable {
  return { ...withoutSecrets(readySite(change)), directory: { ...EMPTY_DIRECTORY, extensions: { ...EMPTY_DIRECTORY.extensions, rows } } };
}
const kinds = (site: Derivable): string[] => siteFindings(site).map(({ kind }) => kind);

describe('the outbound rules of a site', () => {
  it('are those of its country until it has its own', () => {
    for (const country of TABLE_COUNTRIES) expect(rulesOf({ outboundRules: null, country })).toEqual(proposedRules(country));
    const own = [rule('own')];
    expect(rulesOf({ outboundRules: own, country: 'GB' })).toBe(own);
  });
  it('that were all taken away are none, not the proposed ones', () => {
    expect(rulesOf({ outboundRules: [], country: 'US' })).toEqual([]);
    expect(kinds(siteWith({ outboundRules: [] })).some((kind) => kind.startsWith('missing-'))).toBe(true);
  });
});

describe('what the lint says of a site', () => {
  it('has no error where nothing was changed', () => {
    for (const country of TABLE_COUNTRIES) expect(ruleFindings(siteWith({ country })), country).toEqual({ rules: [], extensions: [], emergency: [] });
  });

  it('looks at the site’s own rules and its own country', () => {
    const swapped = [rule('national', { prefixes: '0', routes: [route({ stripDigits: 1, prepend: '+44' })] }), rule('international', { prefixes: '00', routes: [route({ stripDigits: 2, prepend: '+' })] })];
    expect(kinds(siteWith({ country: 'GB', outboundRules: swapped }))).toContain('order');
    expect(ruleFindings(siteWith({ country: 'GB', outboundRules: swapped })).rules).not.toEqual([]);
  });

  it('keeps apart what is wrong with rules and what is wrong with extensions', () => {
    const { rules, extensions } = ruleFindings(siteWith({}, [extension('100'), extension('101', { callerId: ON_TRUNK })]));
    expect(rules).toEqual([]);
    expect(extensions).toEqual([expect.stringContaining('100')]);
    const caught = ruleFindings(siteWith({ outboundRules: [rule('all', { routes: [route({ callerId: 'x' })] })] }));
    expect(caught.extensions).toEqual([]);
    expect(caught.rules.join(' ')).toContain('“x”');
  });

  it('calls a caller ID foreign only where the numbers of the trunk are known', () => {
    const rows = [extension('100', { callerId: FOREIGN })];
    expect(kinds(siteWith({}, rows))).toContain('foreign-caller-id');
    expect(kinds(siteWith({ numbers: [] }, rows))).not.toContain('foreign-caller-id');
    expect(kinds(siteWith({ numbers: [{ phoneNumber: FOREIGN, acquire: 'take' }] }, rows))).not.toContain('foreign-caller-id');
  });

  it('puts every error in one of the three, and no warning in any', () => {
    const callerId = fc.constantFrom('', ON_TRUNK, FOREIGN, '5125550142', '*12145551234', '911');
    const rows = fc.uniqueArray(fc.constantFrom('100', '101', '911', '933'), { maxLength: 4 }).chain((numbers) => fc.tuple(...numbers.map((number) => callerId.map((id) => extension(number, { callerId: id })))));
    const part = fc.constantFrom('', '0', '00', '011', '1', '+', '9', '10', '11', 'x', '1-');
    const rules = fc.array(fc.record({ prefixes: part, lengths: part, stripDigits: fc.nat(12), prepend: part, callerId }), { maxLength: 5 })
      .map((drawn) => drawn.map(({ prefixes, lengths, stripDigits, prepend, callerId: id }, index) => rule(`r${index}`, { prefixes, lengths, routes: [route({ stripDigits, prepend, callerId: id })] })));
    fc.assert(fc.property(rows, fc.option(rules), fc.constantFrom('US', 'GB', 'AU', 'DE'), (extensions, outboundRules, country) => {
      const site = siteWith({ country, outboundRules }, extensions);
      const told = ruleFindings(site);
      expect([...told.rules, ...told.extensions, ...told.emergency].sort()).toEqual(siteFindings(site).filter(({ severity }) => severity === 'error').map(({ what }) => what).sort());
    }));
  });
});
