import { admitsAllOf, callersOf, cleanNumber } from '../dialplan/compile.ts';
import type { EmergencyRuleEntry } from '../site/emergency-record.ts';

/** The entries with one more: for certain callers it stands above the first entry of its number that would take all its calls, else at the end. Linear in the entries. */
export function withEntry(rules: readonly EmergencyRuleEntry[], entry: EmergencyRuleEntry): readonly EmergencyRuleEntry[] {
  const callers = callersOf(entry.extensions, entry.departments);
  const number = cleanNumber(entry.number);
  const taker = callers === null ? -1 : rules.findIndex((other) => cleanNumber(other.number) === number && admitsAllOf(callersOf(other.extensions, other.departments), callers));
  return taker === -1 ? [...rules, entry] : rules.toSpliced(taker, 0, entry);
}
