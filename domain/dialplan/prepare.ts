import type { Extension } from '../numbers/directory.ts';
import type { OutboundRule } from '../site/outbound-rule.ts';
import { admits, type Callers, callersOf, cleanNumber, type CompiledRule, compileRule, countedLength, lengthBit } from './compile.ts';
import type { EmergencyRule } from './emergency-numbers.ts';
import type { Doubt, Switches } from './outcome.ts';

/** All that decides what becomes of a dialled number. */
export interface DialPlan {
  /** In 3CX's order. */
  readonly rules: readonly OutboundRule[];
  /** The entries of 3CX's page “Emergency Numbers”. */
  readonly emergency: readonly EmergencyRule[];
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Says whether a number is an extension of this PBX; a Set or a Map will do. */
  readonly extensions?: { has(number: string): boolean };
  /** The trunk's main number, E.164; null while there is none. */
  readonly mainNumber: string | null;
  readonly switches: Switches;
}

export interface CompiledEmergency {
  readonly index: number;
  readonly rule: EmergencyRule;
  readonly callers: Callers | null;
}

/** A plan with its conditions read, for many simulations. */
export interface PreparedPlan {
  readonly plan: DialPlan;
  readonly rules: readonly CompiledRule[];
  /** The rules by each of their prefixes, in order. */
  readonly byPrefix: ReadonlyMap<string, readonly CompiledRule[]>;
  readonly longestPrefix: number;
  readonly unreadable: readonly CompiledRule[];
  readonly emergency: ReadonlyMap<string, readonly CompiledEmergency[]>;
}

/** Reads the conditions of all rules once. Linear in the rules; never throws. */
export function prepare(plan: DialPlan): PreparedPlan {
  const rules = plan.rules.map(compileRule);
  const byPrefix = new Map<string, CompiledRule[]>();
  let longestPrefix = 0;
  for (const rule of rules) {
    for (const prefix of rule.prefixes) {
      longestPrefix = Math.max(longestPrefix, prefix.length);
      const others = byPrefix.get(prefix);
      if (others === undefined) byPrefix.set(prefix, [rule]);
      else others.push(rule);
    }
  }
  const emergency = new Map<string, CompiledEmergency[]>();
  for (const [index, rule] of plan.emergency.entries()) {
    const number = cleanNumber(rule.number);
    if (number === '') continue;
    const entry = { index, rule, callers: callersOf(rule.extensions, rule.departments) };
    const others = emergency.get(number);
    if (others === undefined) emergency.set(number, [entry]);
    else others.push(entry);
  }
  return { plan, rules, byPrefix, longestPrefix, unreadable: rules.filter((rule) => rule.unreadable.length > 0), emergency };
}

export interface Match {
  readonly rule: CompiledRule | null;
  readonly doubts: readonly Doubt[];
}

export const NO_DOUBTS: readonly Doubt[] = [];

/**
 * The first rule whose conditions hold, and the rules above it of which that cannot be said. For nobody in particular (null) a rule for
 * certain callers holds not, but is such a doubt.
 */
export function firstMatch(prepared: PreparedPlan, number: string, caller: Extension | null): Match {
  const bit = lengthBit(countedLength(number, prepared.plan.switches.plusCounts));
  const unsure: CompiledRule[] = [];
  let found: CompiledRule | null = null;
  for (let length = 0; length <= Math.min(number.length, prepared.longestPrefix); length += 1) {
    for (const rule of prepared.byPrefix.get(number.slice(0, length)) ?? []) {
      if (found !== null && rule.index >= found.index) break;
      if ((rule.lengths & bit) === 0) continue;
      if (rule.callers === null || (caller !== null && admits(rule.callers, caller))) {
        found = rule;
        break;
      }
      if (caller === null) unsure.push(rule);
    }
  }
  if (unsure.length === 0 && prepared.unreadable.length === 0) return { rule: found, doubts: NO_DOUBTS };
  const before = found?.index ?? prepared.rules.length;
  const doubts = new Map<number, Doubt>();
  for (const [kind, rules] of [['caller-unknown', unsure], ['unreadable', prepared.unreadable]] as const) {
    for (const { index, rule } of rules) if (index < before) doubts.set(index, { kind, index, rule });
  }
  return { rule: found, doubts: [...doubts.values()].sort((one, other) => one.index - other.index) };
}

/** The first rule whose conditions on the number hold, for whomever it is. */
export function firstForAnyone({ byPrefix, longestPrefix, plan }: PreparedPlan, number: string): CompiledRule | null {
  const bit = lengthBit(countedLength(number, plan.switches.plusCounts));
  let found: CompiledRule | null = null;
  for (let length = 0; length <= Math.min(number.length, longestPrefix); length += 1) {
    const rule = byPrefix.get(number.slice(0, length))?.find(({ lengths }) => (lengths & bit) !== 0);
    if (rule !== undefined && (found === null || rule.index < found.index)) found = rule;
  }
  return found;
}
