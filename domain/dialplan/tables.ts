import type { OutboundRule } from '../site/outbound-rule.ts';

/** The countries that the guide has a table for; the US and Canada share one. */
export const TABLE_COUNTRIES = ['US', 'CA', 'GB', 'IE', 'FR', 'AU'] as const;
export type TableCountry = (typeof TABLE_COUNTRIES)[number];

/** Where a proposed rule comes from: the guide's tables, or Trunkbook, which then says why. */
export type RuleOrigin = { readonly origin: 'guide' } | { readonly origin: 'trunkbook'; readonly why: string };

interface Row {
  readonly key: string;
  /** As the guide's table has it. */
  readonly name: string;
  readonly prefixes: string;
  readonly lengths: string;
  readonly stripDigits: number;
  readonly prepend: string;
  /** Why it is there although the guide has no such rule. */
  readonly added?: string;
}

const E164_ROW: Row = { key: 'e164', name: 'E.164', prefixes: '+', lengths: '', stripDigits: 0, prepend: '' };

const NANP: readonly Row[] = [
  // Above the rule for 10 digits, which would take 011 with seven more: no area code begins with 0, so such a number is international.
  { key: 'international', name: 'International', prefixes: '011', lengths: '', stripDigits: 3, prepend: '+' },
  {
    key: 'nanp-11', name: 'NANP with 1', prefixes: '1', lengths: '11', stripDigits: 0, prepend: '+',
    added: 'People dial 1 before the area code all the time. The guide has no rule for these 11 digits, so 3CX would refuse such calls (event 30052).',
  },
  { key: 'nanp', name: 'NANP', prefixes: '', lengths: '10', stripDigits: 0, prepend: '+1' },
];

/** The guide's tables ("Example rules for a 3CX PBX") in an order in which no rule takes the calls of a later one, with what Trunkbook adds. */
const ROWS: Readonly<Record<TableCountry, readonly Row[]>> = {
  US: NANP,
  CA: NANP,
  GB: [
    { key: 'international', name: 'International', prefixes: '00', lengths: '', stripDigits: 2, prepend: '+' },
    { key: 'national', name: 'Standard Trunk Dialing', prefixes: '0', lengths: '', stripDigits: 1, prepend: '+44' },
  ],
  IE: [
    { key: 'international', name: 'International', prefixes: '00', lengths: '', stripDigits: 2, prepend: '+' },
    { key: 'national', name: 'Standard Trunk Dialing', prefixes: '0', lengths: '', stripDigits: 1, prepend: '+353' },
  ],
  FR: [
    { key: 'international', name: 'International', prefixes: '00', lengths: '', stripDigits: 2, prepend: '+' },
    { key: 'national', name: 'National Dialing', prefixes: '0', lengths: '10', stripDigits: 1, prepend: '+33' },
  ],
  AU: [
    { key: 'international', name: 'International', prefixes: '0011', lengths: '', stripDigits: 4, prepend: '+' },
    { key: 'national', name: 'National Dialing', prefixes: '0', lengths: '10', stripDigits: 1, prepend: '+61' },
    // Only their lengths keep the pairs 1800 and 180, and 1300 and 13, apart.
    { key: 'freecall', name: 'Freecall', prefixes: '1800', lengths: '10', stripDigits: 0, prepend: '+61' },
    { key: 'freecall-short', name: 'Freecall (short)', prefixes: '180', lengths: '7', stripDigits: 0, prepend: '+61' },
    { key: 'local-rate', name: 'Local Rate', prefixes: '1300', lengths: '10', stripDigits: 0, prepend: '+61' },
    { key: 'local-rate-short', name: 'Local Rate (short)', prefixes: '13', lengths: '6', stripDigits: 0, prepend: '+61' },
  ],
};

export function hasTable(country: string): country is TableCountry {
  return (TABLE_COUNTRIES as readonly string[]).includes(country);
}

const E164_ID = 'all-e164';
const idOf = (country: TableCountry, row: Row): string => `${country.toLowerCase()}-${row.key}`;

function ruleOf(id: string, { name, prefixes, lengths, stripDigits, prepend }: Row): OutboundRule {
  return { id, name, prefixes, lengths, extensions: '', departments: '', routes: [{ trunk: null, stripDigits, prepend, append: '', callerId: '' }] };
}

const RULES = new Map<TableCountry, readonly OutboundRule[]>(
  TABLE_COUNTRIES.map((country) => [country, [ruleOf(E164_ID, E164_ROW), ...ROWS[country].map((row) => ruleOf(idOf(country, row), row))]]),
);
const RULES_ELSEWHERE: readonly OutboundRule[] = [ruleOf(E164_ID, E164_ROW)];

const ORIGINS = new Map<string, RuleOrigin>([
  [E164_ID, { origin: 'guide' }],
  ...TABLE_COUNTRIES.flatMap((country) => ROWS[country].map((row): [string, RuleOrigin] => (
    [idOf(country, row), row.added === undefined ? { origin: 'guide' } : { origin: 'trunkbook', why: row.added }]
  ))),
]);

/**
 * The outbound rules that Trunkbook proposes for a country (ISO 3166 alpha-2), in the order in which 3CX shall ask them: the rule for
 * all countries, then the country's. Ids are stable (`us-international`); each rule has one route, over this site's trunk, without a
 * caller ID. For a country that the guide has no table for only the rule for all countries: see aboutProposal.
 */
export function proposedRules(country: string): readonly OutboundRule[] {
  return (hasTable(country) ? RULES.get(country) : undefined) ?? RULES_ELSEWHERE;
}

/** Where the proposed rule of this id comes from; null for a rule that a technician added. Whether it was changed since is not asked. */
export function originOf(ruleId: string): RuleOrigin | null {
  return ORIGINS.get(ruleId) ?? null;
}

/** What to say above the proposed rules of a country. */
export function aboutProposal(country: string): string {
  if (!hasTable(country)) {
    return 'The guide has no table for this country. Proposed is only the rule for numbers dialled with + and a country code: '
      + 'add rules for international and national numbers as people dial them here.';
  }
  const added = ROWS[country].filter((row) => row.added !== undefined).length;
  if (added === 0) return 'These are the guide’s rules for this country, in an order in which no rule takes the calls of another.';
  return `These are the guide’s rules for this country, in an order in which no rule takes the calls of another, and ${added === 1 ? 'one that Trunkbook adds' : `${added} that Trunkbook adds`}.`;
}
