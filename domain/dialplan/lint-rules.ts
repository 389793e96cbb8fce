import { type CountryCode, getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js/min';
import { E164 } from '../numbers/e164.ts';
import type { OutboundRoute } from '../site/outbound-rule.ts';
import { ANY_LENGTH, type CompiledRule, DIALLABLE, lengthBit, type Lengths, lengthsFrom, MOST_DIALLED } from './compile.ts';
import { CONDITIONS } from './conditions.ts';
import { type Finding, finding, ruleLabel, sentence } from './finding.ts';
import type { Switches } from './outcome.ts';
import { applyRoute } from './transform.ts';

function lintConditions(rule: CompiledRule): readonly Finding[] {
  if (rule.unreadable.length === 0) return [];
  const what = [...new Set(rule.unreadable.map(({ field, why }) => `${CONDITIONS[field].label}: ${why}`))].slice(0, 3).join(' ');
  return [finding(
    'unreadable-condition', 'error', `In ${ruleLabel(rule.index, rule.rule)}, something cannot be read, and is taken to hold for no call. ${what}`,
    'Correct it here and on 3CX’s page, so that both say the same.', { rules: [rule.rule.id] },
  )];
}

/** The lengths that national numbers of the country have when they are dialled with one digit in front, such as `8,10,11`; null where they are not known. */
function nationalLengths(country: string, prepend: string): string | null {
  if (!isSupportedCountry(country) || prepend !== `+${getCountryCallingCode(country as CountryCode)}`) return null;
  const plan = new Metadata();
  plan.selectNumberingPlan(country as CountryCode);
  return plan.numberingPlan?.possibleLengths().map((length) => length + 1).join(',') ?? null;
}

function lintOpenEnd(rule: CompiledRule, lengthsBehind: (prepend: string) => string | null): readonly Finding[] {
  if (rule.lengths !== ANY_LENGTH) return [];
  const national = rule.rule.routes.find(({ trunk, prepend }) => trunk === null && /^\+[1-9]/.test(prepend.trim()));
  if (national === undefined) return [];
  const lengths = national.stripDigits === 1 ? lengthsBehind(national.prepend.trim()) : null;
  return [finding(
    'open-ended', 'warning', `${sentence(ruleLabel(rule.index, rule.rule))} has no length, so a number that is cut short or mistyped goes out, with ${national.prepend.trim()} in front.`,
    lengths === null ? 'Give it the lengths of numbers that are dialled so.' : `Numbers dialled so have these lengths: ${lengths}. Give it them if nothing else is dialled through this rule.`,
    { rules: [rule.rule.id] },
  )];
}

/** Whether this route can make `wanted` of a number that has `length` characters and begins with `prefix`. */
function canBecome(wanted: string, prefix: string, length: number, { stripDigits, prepend, append }: OutboundRoute): boolean {
  const [before, after] = [prepend.trim(), append.trim()];
  const left = wanted.slice(before.length, wanted.length - after.length);
  return wanted === before + left + after && left.length === length - stripDigits && left.startsWith(prefix.slice(stripDigits));
}

/** Whether Twilio takes what this route makes of some number that has `length` characters and begins with `prefix`. Where any digit may stand, 1 is as good as any. */
function canBeTaken(prefix: string, length: number, route: OutboundRoute, emergency: readonly string[]): boolean {
  return E164.test(applyRoute(prefix + '1'.repeat(length - prefix.length), route)) || emergency.some((number) => canBecome(number, prefix, length, route));
}

/** All lengths that are tried, those of most numbers first. */
const LENGTHS = Array.from({ length: MOST_DIALLED + 1 }, (_, length) => (length + 9) % (MOST_DIALLED + 1));

/** The longest number with these lengths that can be dialled. */
function longestOf(lengths: Lengths, plus: number): number {
  for (let length = MOST_DIALLED; length >= 0; length -= 1) if ((lengths & lengthBit(length)) !== 0) return length + plus;
  return 0;
}

function lintRoutes(rule: CompiledRule, plusCounts: boolean, emergency: readonly string[]): readonly Finding[] {
  // Without a prefix a number may begin with a digit or with +.
  const prefixes = rule.prefixes.flatMap((prefix) => (prefix === '' ? ['', '+'] : [prefix]));
  const reached = prefixes.map((prefix) => ({ prefix, lengths: rule.lengths & lengthsFrom(prefix, plusCounts) & DIALLABLE, plus: !plusCounts && prefix.startsWith('+') ? 1 : 0 })).filter(({ lengths }) => lengths !== 0);
  if (reached.length === 0) return [];
  const longest = reached.reduce((most, { lengths, plus }) => Math.max(most, longestOf(lengths, plus)), 0);
  const shortestPrefix = reached.reduce((least, { prefix }) => Math.min(least, prefix.length), MOST_DIALLED);
  const findings: Finding[] = [];
  for (const [index, route] of rule.rule.routes.entries()) {
    const where = `${ruleLabel(rule.index, rule.rule)}, route ${index + 1}`;
    const about = { rules: [rule.rule.id] };
    if (route.stripDigits >= longest) {
      findings.push(finding('strip-too-long', 'error', `${sentence(where)} removes ${route.stripDigits} digits, and no number that it catches has more: nothing is left.`, 'Strip as many digits as the prefix has, or fewer.', about));
      continue;
    }
    if (route.stripDigits > shortestPrefix) {
      const has = shortestPrefix === 0 ? 'the rule has no prefix' : `its shortest prefix has ${shortestPrefix}`;
      findings.push(finding('strip-too-long', 'warning', `${sentence(where)} removes ${route.stripDigits} digits, but ${has}: digits of the number itself are lost.`, 'Strip as many digits as the prefix has, or fewer.', about));
    }
    if (route.trunk !== null) continue;
    const taken = reached.some(({ prefix, lengths, plus }) => LENGTHS.some((length) => (lengths & lengthBit(length)) !== 0 && canBeTaken(prefix, length + plus, route, emergency)));
    if (!taken) findings.push(finding('never-e164', 'error', `Whatever ${where} sends is refused by Twilio: it can never be + with a country code and a number.`, 'Strip the national or international prefix, and prepend + or + and the country code.', about));
  }
  return findings;
}

/** [U] With 3CX's E.164 processing on no rule sees a + (threecx.md 2.4). */
function lintPlus(rule: CompiledRule): readonly Finding[] {
  if (rule.prefixes.length === 0 || !rule.prefixes.every((prefix) => prefix.startsWith('+'))) return [];
  return [finding(
    'never-matches', 'warning', `${sentence(ruleLabel(rule.index, rule.rule))} is for numbers with +. 3CX’s E.164 processing is on, and probably rewrites them before any rule sees them.`,
    'Turn E.164 processing off in 3CX, or see in the simulator what becomes of such numbers.', { rules: [rule.rule.id] },
  )];
}

/** What is wrong with each rule by itself. `emergency`: the numbers that Twilio takes without +. */
export function lintRules(rules: readonly CompiledRule[], country: string, { plusCounts, e164Processing }: Switches, emergency: readonly string[]): readonly Finding[] {
  const unused = rules.length > 0 && !rules.some(({ rule }) => rule.routes.some(({ trunk }) => trunk === null));
  const known = new Map<string, string | null>();
  const lengthsBehind = (prepend: string): string | null => {
    const lengths = known.has(prepend) ? known.get(prepend) ?? null : nationalLengths(country, prepend);
    known.set(prepend, lengths);
    return lengths;
  };
  return [...(unused ? [finding(
    'unused-trunk', 'error', 'No rule has a route over this site’s trunk: no call would leave through Twilio.', 'Set Route 1 of the rules to this trunk.', { rules: rules.map(({ rule }) => rule.id) },
  )] : []), ...rules.flatMap((rule) => [
    ...lintConditions(rule), ...lintOpenEnd(rule, lengthsBehind), ...lintRoutes(rule, plusCounts, emergency), ...(e164Processing ? lintPlus(rule) : []),
  ])];
}
