import type { OutboundRule } from '../site/outbound-rule.ts';
import { admits, type Caller, type Callers, callersOf, cleanNumber, type CompiledRule, compileRule, countedLength, lengthBit } from './compile.ts';
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
  /** From the first extension that the entry is for to the last, as in a bucket; all where a department may be meant. */
  readonly from: number;
  readonly to: number;
}

/** The rules with one prefix in order, and beside them what rules most of them out: in arrays of numbers, so that a thousand are looked through in no time. */
interface Bucket {
  readonly rules: readonly CompiledRule[];
  readonly lengths: Int32Array;
  /** From the first extension that a rule is for to the last: all for a rule for everybody, none for one that is for departments alone. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** A plan with its conditions read, for many simulations. */
export interface PreparedPlan {
  readonly plan: DialPlan;
  readonly rules: readonly CompiledRule[];
  readonly byPrefix: ReadonlyMap<string, Bucket>;
  readonly longestPrefix: number;
  /** All that some rule asks for. */
  readonly departments: ReadonlySet<string>;
  readonly unreadable: readonly CompiledRule[];
  readonly emergency: ReadonlyMap<string, readonly CompiledEmergency[]>;
}

function bucketOf(rules: readonly CompiledRule[]): Bucket {
  return {
    rules, lengths: Int32Array.from(rules, ({ lengths }) => lengths),
    from: Float64Array.from(rules, ({ callers }) => (callers === null ? -Infinity : callers.ranges[0]?.from ?? Infinity)),
    to: Float64Array.from(rules, ({ callers }) => (callers === null ? Infinity : callers.ranges.at(-1)?.to ?? -Infinity)),
  };
}

/** Reads the conditions of all rules once. Linear in the rules; never throws. */
export function prepare(plan: DialPlan): PreparedPlan {
  const rules = plan.rules.map(compileRule);
  const lists = new Map<string, CompiledRule[]>();
  let longestPrefix = 0;
  for (const rule of rules) {
    for (const prefix of rule.prefixes) {
      longestPrefix = Math.max(longestPrefix, prefix.length);
      const others = lists.get(prefix);
      if (others === undefined) lists.set(prefix, [rule]);
      else others.push(rule);
    }
  }
  const byPrefix = new Map([...lists].map(([prefix, list]) => [prefix, bucketOf(list)]));
  const departments = new Set(rules.flatMap(({ callers }) => [...(callers?.departments ?? [])]));
  const emergency = new Map<string, CompiledEmergency[]>();
  for (const [index, rule] of plan.emergency.entries()) {
    const number = cleanNumber(rule.number);
    if (number === '') continue;
    const callers = callersOf(rule.extensions, rule.departments);
    const ofExtensions = callers !== null && callers.departments.size === 0 ? callers.ranges : null;
    const entry = { index, rule, callers, from: ofExtensions === null ? -Infinity : ofExtensions[0]?.from ?? Infinity, to: ofExtensions === null ? Infinity : ofExtensions.at(-1)?.to ?? -Infinity };
    const others = emergency.get(number);
    if (others === undefined) emergency.set(number, [entry]);
    else others.push(entry);
  }
  return { plan, rules, byPrefix, longestPrefix, departments, unreadable: rules.filter((rule) => rule.unreadable.length > 0), emergency };
}

/** The entry of “Emergency Numbers” that has the call: the first for this number whose conditions hold. */
export function emergencyFor({ emergency }: PreparedPlan, number: string, caller: Caller): CompiledEmergency | null {
  const { key } = caller;
  for (const entry of emergency.get(number) ?? []) {
    if (entry.callers === null || (!(key < entry.from || key > entry.to) && admits(entry.callers, caller))) return entry;
  }
  return null;
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
export function firstMatch(prepared: PreparedPlan, number: string, caller: Caller | null): Match {
  const bit = lengthBit(countedLength(number, prepared.plan.switches.plusCounts));
  // Departments that no rule asks for are left out, and for somebody in no other the range of extensions alone rules most rules out.
  const asking = caller === null ? null : { key: caller.key, departments: caller.departments.filter((department) => prepared.departments.has(department)) };
  const key = asking === null || asking.departments.length > 0 ? null : asking.key;
  const unsure: CompiledRule[] = [];
  let found: CompiledRule | null = null;
  for (let length = 0; length <= Math.min(number.length, prepared.longestPrefix); length += 1) {
    const bucket = prepared.byPrefix.get(number.slice(0, length));
    if (bucket === undefined) continue;
    const { rules, lengths, from, to } = bucket;
    for (let at = 0; at < lengths.length; at += 1) {
      if (((lengths[at] ?? 0) & bit) === 0) continue;
      if (key !== null && !((from[at] ?? 0) <= key && key <= (to[at] ?? 0)) && from[at] !== -Infinity) continue;
      const rule: CompiledRule | undefined = rules[at];
      if (rule === undefined || (found !== null && rule.index >= found.index)) break;
      if (rule.callers === null || (asking !== null && admits(rule.callers, asking))) {
        found = rule;
        break;
      }
      if (asking === null) unsure.push(rule);
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
    const bucket = byPrefix.get(number.slice(0, length));
    const rule = bucket?.rules[bucket.lengths.findIndex((lengths) => (lengths & bit) !== 0)];
    if (rule !== undefined && (found === null || rule.index < found.index)) found = rule;
  }
  return found;
}
