import type { EmergencyRuleEntry } from '../site/emergency-record.ts';

/** The fields of 3CX's page “Add emergency number”, in its order ([I] threecx.md 2.5; the page itself was not seen). */
export const EMERGENCY_RULE_FIELDS = ['name', 'number', 'extensions', 'departments', 'trunk', 'stripDigits', 'prepend', 'callerId'] as const;
export type EmergencyRuleField = (typeof EMERGENCY_RULE_FIELDS)[number];

export const EMERGENCY_RULE_LABELS: Readonly<Record<EmergencyRuleField, string>> = {
  name: 'Rule Name', number: 'Number', extensions: 'Call from extension(s)', departments: 'Call from department(s)', trunk: 'Route 1', stripDigits: 'Strip digits', prepend: 'Prepend', callerId: 'Outbound Caller ID',
};

/** What goes into one field of the page; empty where the field stays empty. `trunkName`: what the site's trunk is called in 3CX. */
export function emergencyRuleValue(rule: EmergencyRuleEntry, field: EmergencyRuleField, trunkName: string): string {
  if (field === 'trunk') return rule.trunk ?? trunkName;
  if (field === 'stripDigits') return rule.stripDigits === 0 ? '' : String(rule.stripDigits);
  return rule[field].trim();
}

/** All entries as a table, its titles first: for a spreadsheet or a ticket. */
export function emergencyRuleTable(rules: readonly EmergencyRuleEntry[], trunkName: string): readonly (readonly string[])[] {
  return [EMERGENCY_RULE_FIELDS.map((field) => EMERGENCY_RULE_LABELS[field]), ...rules.map((rule) => EMERGENCY_RULE_FIELDS.map((field) => emergencyRuleValue(rule, field, trunkName)))];
}
