import { admitsAllOf, type CompiledRule, DIALLABLE, type Lengths, lengthsFrom } from './compile.ts';
import { type Finding, finding, ruleLabel, sentence } from './finding.ts';

/** The rules above the one in hand, by each prefix. `everybody` is what those for all callers take together. */
interface Above {
  everybody: Lengths;
  readonly rules: CompiledRule[];
}

/** What a prefix can begin with that some rule has as its prefix: itself and all shorter ones, the empty one first. */
function aboveOf(above: ReadonlyMap<string, Above>, prefix: string, longest: number): readonly (Above & { readonly shorter: boolean })[] {
  const found: (Above & { readonly shorter: boolean })[] = [];
  for (let length = 0; length <= Math.min(prefix.length, longest); length += 1) {
    const entry = above.get(prefix.slice(0, length));
    if (entry !== undefined) found.push({ ...entry, shorter: length < prefix.length });
  }
  return found;
}

/** Whether every call that `inner` can catch would be caught by `outer`. */
function within(inner: CompiledRule, outer: CompiledRule): boolean {
  return (inner.lengths & ~outer.lengths) === 0 && admitsAllOf(outer.callers, inner.callers) && inner.prefixes.every((prefix) => outer.prefixes.some((other) => prefix.startsWith(other)));
}

function sameRoutes(one: CompiledRule, other: CompiledRule): boolean {
  return one.rule.routes.length === other.rule.routes.length && one.rule.routes.every((route, index) => {
    const same = other.rule.routes[index];
    return same !== undefined && route.trunk === same.trunk && route.stripDigits === same.stripDigits && route.prepend === same.prepend && route.append === same.append && route.callerId === same.callerId;
  });
}

/** The rules that together take all calls with this prefix and these lengths from `rule`, in their order; null where some are left to it. */
function takers(rule: CompiledRule, lengths: Lengths, above: readonly Above[]): readonly CompiledRule[] | null {
  // Most rules are for everybody, and lose calls only to rules that are for everybody as well.
  if (rule.callers === null && (lengths & ~above.reduce((all, { everybody }) => all | everybody, 0)) !== 0) return null;
  const others = above.flatMap((entry) => entry.rules.filter((other) => (other.lengths & lengths) !== 0 && admitsAllOf(other.callers, rule.callers)));
  const found: CompiledRule[] = [];
  let left = lengths;
  for (const other of others.sort((one, two) => one.index - two.index)) {
    if ((other.lengths & left) === 0) continue;
    found.push(other);
    left &= ~other.lengths;
    if (left === 0) return found;
  }
  return null;
}

function forNobody({ callers }: CompiledRule): boolean {
  return callers !== null && callers.ranges.length === 0 && callers.departments.size === 0;
}

function neverMatches(rule: CompiledRule): Finding {
  const label = sentence(ruleLabel(rule.index, rule.rule));
  const why = rule.prefixes.length === 0 ? 'nothing in its prefix can be read'
    : rule.lengths === 0 ? (rule.unreadable.some(({ field }) => field === 'lengths') ? 'nothing in its length can be read' : 'no number has the length that it asks for')
      : forNobody(rule) ? 'nothing in its extensions and departments can be read' : 'its prefix is longer than every length that it allows';
  return finding('never-matches', 'error', `${label} never catches a call: ${why}.`, 'Correct that, or delete the rule.', { rules: [rule.rule.id] });
}

function shadowed(rule: CompiledRule, by: readonly CompiledRule[]): Finding {
  const named = by.slice(0, 3).map((other) => ruleLabel(other.index, other.rule)).join(' and ');
  const what = `${sentence(ruleLabel(rule.index, rule.rule))} never catches a call: ${named}${by.length > 3 ? ' and others' : ''} above ${by.length > 1 ? 'take' : 'takes'} all of its calls.`;
  const rules = [rule.rule.id, ...by.map((other) => other.rule.id)];
  return by.some((other) => within(other, rule))
    ? finding('never-matches', 'error', what, 'Delete it, or change its conditions.', { rules })
    : finding('order', 'error', what, `Move it above ${by.length > 1 ? 'them' : ruleLabel(by[0]?.index ?? 0, by[0]?.rule ?? rule.rule)}.`, { rules });
}

function stolen(rule: CompiledRule, prefix: string, by: CompiledRule): Finding {
  const thief = ruleLabel(by.index, by.rule);
  return finding(
    'order', 'warning', `${sentence(thief)} stands above ${ruleLabel(rule.index, rule.rule)}, and takes some of the numbers that begin with ${prefix}.`,
    `Move ${ruleLabel(rule.index, rule.rule)} above ${thief}.`, { rules: [rule.rule.id, by.rule.id] },
  );
}

/** Rules that are never reached, and rules whose calls a less specific one above takes. `rules` in 3CX's order; one finding a rule at most. */
export function lintOrder(rules: readonly CompiledRule[], plusCounts: boolean): readonly Finding[] {
  const findings: Finding[] = [];
  const above = new Map<string, Above>();
  let longest = 0;
  for (const rule of rules) {
    const open = rule.prefixes.map((prefix) => ({ prefix, lengths: rule.lengths & lengthsFrom(prefix, plusCounts) & DIALLABLE })).filter(({ lengths }) => lengths !== 0);
    if (open.length === 0 || forNobody(rule)) {
      findings.push(neverMatches(rule));
      continue;
    }

    const taken = open.map(({ prefix, lengths }) => {
      const entries = aboveOf(above, prefix, longest);
      return { prefix, lengths, entries, by: takers(rule, lengths, entries) };
    });
    if (taken.every(({ by }) => by !== null)) {
      findings.push(shadowed(rule, [...new Set(taken.flatMap(({ by }) => by ?? []))].sort((one, other) => one.index - other.index)));
      continue;
    }
    for (const { prefix, lengths, entries } of taken) {
      const thief = entries.filter(({ shorter }) => shorter).flatMap((entry) => entry.rules.find((other) => (
        (other.lengths & lengths) !== 0 && admitsAllOf(other.callers, rule.callers) && !sameRoutes(other, rule)
      )) ?? [])[0];
      if (thief === undefined) continue;
      findings.push(stolen(rule, prefix, thief));
      break;
    }
    for (const { prefix } of open) {
      longest = Math.max(longest, prefix.length);
      const entry = above.get(prefix) ?? { everybody: 0, rules: [] };
      // A rule that adds nothing here takes nothing either, so the lists stay short: 32 rules for everybody at most.
      if ((rule.lengths & ~entry.everybody) !== 0) {
        entry.rules.push(rule);
        if (rule.callers === null) entry.everybody |= rule.lengths;
      }
      above.set(prefix, entry);
    }
  }
  return findings;
}
