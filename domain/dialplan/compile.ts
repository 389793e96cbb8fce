import type { Extension } from '../numbers/directory.ts';
import { withoutInvisible } from '../numbers/pasted.ts';
import type { OutboundRule } from '../site/outbound-rule.ts';
import { CONDITIONS, type ConditionField, extensionKey, type LengthRange, parseDepartments, parseExtensions, parseLengths, parsePrefixes, type Unreadable } from './conditions.ts';

/** No number is dialled that is longer: E.164 has 15 digits, and access codes are short. */
export const MOST_DIALLED = 25;

/** What 3CX's E.164 processing makes of a number is a little longer at most; and so a set of lengths fits into one integer. */
const MOST_CHARACTERS = 31;

/** A set of lengths: bit n stands for n characters, 0 to 31. */
export type Lengths = number;
export const ANY_LENGTH: Lengths = ~0;

/** What can be dialled at all. */
export const DIALLABLE: Lengths = (1 << (MOST_DIALLED + 1)) - 1;

/** From one extension's key to another's, both included. */
export interface KeyRange {
  readonly from: number;
  readonly to: number;
}

/** Who may use a rule: one of these extensions **or** departments (threecx.md 2.1). */
export interface Callers {
  /** In order, not overlapping. */
  readonly ranges: readonly KeyRange[];
  readonly departments: ReadonlySet<string>;
}

/** A rule with its conditions read. A field that has text of which nothing can be read holds for no call: to take it for empty would open the rule to all. */
export interface CompiledRule {
  readonly index: number;
  readonly rule: OutboundRule;
  /** `['']` where the field is empty: every number begins with it. */
  readonly prefixes: readonly string[];
  readonly lengths: Lengths;
  /** Null where the rule is for everybody. */
  readonly callers: Callers | null;
  readonly unreadable: readonly (Unreadable & { readonly field: ConditionField })[];
}

/** `length` is 0 to 31. */
export function lengthBit(length: number): Lengths {
  return 1 << length;
}

/** All lengths that a number with this prefix can have. */
export function lengthsFrom(prefix: string, plusCounts: boolean): Lengths {
  const least = countedLength(prefix, plusCounts);
  return least > MOST_CHARACTERS ? 0 : ANY_LENGTH << least;
}

function lengthsOf(ranges: readonly LengthRange[]): Lengths {
  let lengths = 0;
  for (const { from, to } of ranges) for (let length = from; length <= Math.min(to, MOST_CHARACTERS); length += 1) lengths |= lengthBit(length);
  return lengths;
}

function mergeRanges(ranges: readonly KeyRange[]): readonly KeyRange[] {
  const merged: KeyRange[] = [];
  for (const range of [...ranges].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last === undefined || range.from > last.to) merged.push(range);
    else if (range.to > last.to) merged[merged.length - 1] = { from: last.from, to: range.to };
  }
  return merged;
}

/** [U] whether 3CX compares the names of departments exactly; here upper and lower case are the same. */
const departmentKey = (name: string): string => name.trim().normalize('NFC').toLowerCase();

/** The callers that two fields admit; null where both are empty. */
export function callersOf(extensions: string, departments: string): Callers | null {
  if (extensions.trim() === '' && departments.trim() === '') return null;
  const ranges = parseExtensions(extensions).parts.map(({ from, to }) => ({ from: extensionKey(from), to: extensionKey(to) }));
  return { ranges: mergeRanges(ranges), departments: new Set(parseDepartments(departments).parts.map(departmentKey)) };
}

export function compileRule(rule: OutboundRule, index: number): CompiledRule {
  const unreadable = (Object.keys(CONDITIONS) as ConditionField[]).flatMap((field) => CONDITIONS[field].parse(rule[field]).unreadable.map((one) => ({ ...one, field })));
  return {
    index, rule, unreadable,
    prefixes: rule.prefixes.trim() === '' ? [''] : [...new Set(parsePrefixes(rule.prefixes).parts)],
    lengths: rule.lengths.trim() === '' ? ANY_LENGTH : lengthsOf(parseLengths(rule.lengths).parts),
    callers: callersOf(rule.extensions, rule.departments),
  };
}

/** The range that alone can hold this extension: the last that begins at or before it. */
function rangeAt(ranges: readonly KeyRange[], key: number): KeyRange | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.from ?? 0) <= key) low = middle + 1;
    else high = middle;
  }
  return ranges[low - 1];
}

/** Somebody who dials: what rules ask of an extension, read once for all rules. */
export interface Caller {
  readonly key: number;
  readonly departments: readonly string[];
}

export function callerOf({ number, department }: Extension): Caller {
  return { key: extensionKey(number), departments: department.trim() === '' ? [] : department.split(',').map(departmentKey) };
}

export function admits(callers: Callers, { key, departments }: Caller): boolean {
  const range = rangeAt(callers.ranges, key);
  return (range !== undefined && key <= range.to) || departments.some((department) => callers.departments.has(department));
}

/** Whether everybody whom `inner` admits is surely admitted by `outer`. Who is in which department is not asked. */
export function admitsAllOf(outer: Callers | null, inner: Callers | null): boolean {
  if (outer === null || outer === inner) return true;
  if (inner === null) return false;
  for (const { from, to } of inner.ranges) {
    const range = rangeAt(outer.ranges, from);
    if (range === undefined || to > range.to) return false;
  }
  for (const department of inner.departments) if (!outer.departments.has(department)) return false;
  return true;
}

/** A number without what people write between digits: spaces, ( ) - and dots. [U] what 3CX itself removes (threecx.md 2.2). */
export function cleanNumber(text: string): string {
  return withoutInvisible(text).replaceAll(/[\s().-]/g, '');
}

/** How long a number counts as. [I] `+` is one of its characters (threecx.md 2.1.5). */
export function countedLength(number: string, plusCounts: boolean): number {
  return !plusCounts && number.startsWith('+') ? number.length - 1 : number.length;
}
