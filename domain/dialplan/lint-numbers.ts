import { type CountryCode, getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js/min';
import type { Extension } from '../numbers/directory.ts';
import { callerOf, type CompiledRule, countedLength, lengthBit } from './compile.ts';
import { type DialledForm, dialledForms } from './dialled-forms.ts';
import { type Finding, finding, firstFew, ruleLabel, sentence } from './finding.ts';
import { firstForAnyone, firstMatch, type PreparedPlan } from './prepare.ts';
import { hasTable } from './tables.ts';
import { applyRoute, rewritePlus } from './transform.ts';

function catches({ prefixes, lengths }: CompiledRule, number: string, plusCounts: boolean): boolean {
  return (lengths & lengthBit(countedLength(number, plusCounts))) !== 0 && prefixes.some((prefix) => number.startsWith(prefix));
}

/** The route over the trunk by which Twilio would receive something else than it should. */
const wrongRoute = (number: string, e164: string, { rule }: CompiledRule) => rule.routes.find((route) => route.trunk === null && applyRoute(number, route) !== e164);

/** Where the guide has no table: national numbers that go out with their national prefix behind the country code, such as +490…. */
function prefixLeftIn({ rules, plan: { country } }: PreparedPlan): readonly Finding[] {
  if (!isSupportedCountry(country)) return [];
  const numbers = new Metadata();
  numbers.selectNumberingPlan(country as CountryCode);
  // The library has it, and its types do not.
  const plan = numbers.numberingPlan as { readonly nationalPrefix?: () => string | undefined } | undefined;
  const [prefix, code] = [plan?.nationalPrefix?.() ?? '', `+${getCountryCallingCode(country as CountryCode)}`];
  if (prefix === '') return [];
  return rules.flatMap((rule) => {
    const dialled = rule.prefixes.filter((one) => one.startsWith(prefix)).map((one) => `${one}23456789`);
    const wrong = dialled.flatMap((number) => rule.rule.routes.filter((route) => route.trunk === null && applyRoute(number, route).startsWith(code + prefix)).map((route) => applyRoute(number, route)))[0];
    return wrong === undefined ? [] : [finding(
      'wrong-result', 'error', `${sentence(ruleLabel(rule.index, rule.rule))} leaves the national prefix ${prefix} behind ${code}, as in ${wrong}.`, `Strip the ${prefix} that is dialled in front of national numbers.`, { way: 'national', rules: [rule.rule.id] },
    )];
  });
}

/** Nobody gets through, or not everybody: rules for certain callers serve only those. Null where all do. */
function missing(prepared: PreparedPlan, { way, words, severity }: DialledForm, number: string, next: string, extensions: readonly Extension[]): Finding | null {
  const { rule, doubts } = firstMatch(prepared, number, null);
  if (rule !== null) return null;
  const some = doubts.filter(({ kind }) => kind === 'caller-unknown');
  if (some.length === 0) return finding(`missing-${way}`, severity, `No rule catches ${words}. 3CX refuses such a call (event 30052).`, next, { way });
  const rules = some.map((doubt) => doubt.rule.id);
  const only = `Only ${some.map((doubt) => ruleLabel(doubt.index, doubt.rule)).slice(0, 3).join(' and ')} ${some.length === 1 ? 'catches' : 'catch'} ${words}`;
  if (extensions.length === 0) return finding(`missing-${way}`, 'warning', `${only}, for certain callers. 3CX refuses such a call of anybody else (event 30052).`, next, { way, rules });
  const left = extensions.filter((extension) => firstMatch(prepared, number, callerOf(extension)).rule === null).map((extension) => extension.number);
  if (left.length === 0) return null;
  return finding(`missing-${way}`, severity, `${only}, and not for ${left.length === 1 ? 'extension' : `${left.length.toLocaleString('en')} extensions`} ${firstFew(left)}: 3CX refuses such a call of theirs (event 30052).`, next, { way, rules, extensions: left });
}

/**
 * Whether people of the country get through, whichever way they dial, and whoever they are.
 * `order`: the order faults already told, the rule that loses its calls first, then those that take them.
 */
export function lintForms(prepared: PreparedPlan, order: readonly Finding[], extensions: readonly Extension[]): readonly Finding[] {
  const { country, switches } = prepared.plan;
  const findings: Finding[] = [];
  const byId = new Map(prepared.rules.map((rule) => [rule.rule.id, rule]));
  /** Whether the wrong result is that of an order fault: in the right order another rule would have the call, and make the right number of it. */
  const toldAlready = (thief: CompiledRule, number: string, e164: string): boolean => order.some(({ rules: [loser = '', ...thieves] }) => {
    const victim = byId.get(loser);
    return victim !== undefined && thieves.includes(thief.rule.id) && catches(victim, number, switches.plusCounts) && wrongRoute(number, e164, victim) === undefined;
  });
  for (const form of dialledForms(country)) {
    const { way, words, example, e164, severity, next: cure } = form;
    const number = switches.e164Processing ? rewritePlus(example, country) : example;
    const next = number === example ? cure : 'Turn E.164 processing off in 3CX, or add rules for what it makes of numbers with +.';
    const gap = missing(prepared, form, number, next, extensions);
    if (gap !== null) findings.push(gap);
    const rule = firstForAnyone(prepared, number);
    if (rule === null || e164 === null) continue;
    const wrong = wrongRoute(number, e164, rule);
    if (wrong === undefined || toldAlready(rule, number, e164)) continue;
    findings.push(finding(
      'wrong-result', severity, `People dial ${words}. ${sentence(ruleLabel(rule.index, rule.rule))} makes ${applyRoute(number, wrong)} of ${number}; it should be ${e164}.`, next, { way, rules: [rule.rule.id] },
    ));
  }
  const dialsDigits = prepared.rules.some(({ prefixes }) => prefixes.some((prefix) => !prefix.startsWith('+')));
  if (!hasTable(country)) findings.push(...prefixLeftIn(prepared));
  if (!hasTable(country) && !dialsDigits) {
    findings.push(finding(
      'no-table', 'warning', 'Only numbers dialled with + have a rule. The guide has no table for this country.', 'Add rules for international and national numbers as people dial them here.',
    ));
  }
  return findings;
}
