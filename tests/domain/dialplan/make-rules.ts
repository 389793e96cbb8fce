import fc from 'fast-check';
import { emergencyNumbers, type EmergencyRule } from '../../../domain/dialplan/emergency-numbers.ts';
import { lint, type LintInput } from '../../../domain/dialplan/lint.ts';
import { DEFAULT_SWITCHES, type Outcome } from '../../../domain/dialplan/outcome.ts';
import { type DialPlan, prepare } from '../../../domain/dialplan/prepare.ts';
import { simulate } from '../../../domain/dialplan/simulate.ts';
import { proposedRules } from '../../../domain/dialplan/tables.ts';
import type { Extension } from '../../../domain/numbers/directory.ts';
import type { OutboundRoute, OutboundRule } from '../../../domain/site/outbound-rule.ts';

export function route(change: Partial<OutboundRoute> = {}): OutboundRoute {
  return { trunk: null, stripDigits: 0, prepend: '', append: '', callerId: '', ...change };
}

/** A rule for everything that changes nothing, but for what is given. */
export function rule(id: string, change: Partial<OutboundRule> = {}): OutboundRule {
  return { id, name: id, prefixes: '', lengths: '', extensions: '', departments: '', routes: [route()], ...change };
}

export function extension(number: string, change: Partial<Extension> = {}): Extension {
  return { number, firstName: '', lastName: '', email: '', callerId: '', dids: [], department: '', other: {}, ...change };
}

export function emergencyRule(number: string, change: Partial<EmergencyRule> = {}): EmergencyRule {
  return { id: `own-${number}`, name: 'Emergency', number, extensions: '', departments: '', trunk: null, stripDigits: 0, prepend: '', callerId: '', ...change };
}

/** What Trunkbook proposes for a country, but for what is given. */
export function planOf(country: string, change: Partial<DialPlan> = {}): DialPlan {
  return { rules: proposedRules(country), emergency: emergencyNumbers(country), country, mainNumber: null, switches: DEFAULT_SWITCHES, ...change };
}

export function dial(plan: DialPlan, dialled: string, caller: Extension | null = null): Outcome {
  return simulate(prepare(plan), dialled, caller);
}

/** In one line: the id of the rule and what its first route sends, or the kind of outcome. */
export function inShort(outcome: Outcome): string {
  if (outcome.kind === 'rule') return `${outcome.rule.id} ${outcome.routes[0]?.sent ?? ''}`;
  return outcome.kind === 'emergency' ? `emergency ${outcome.sent}` : outcome.kind;
}

export function lintOf(country: string, change: Partial<LintInput> = {}) {
  return lint({ rules: proposedRules(country), emergency: emergencyNumbers(country), country, extensions: [], trunkNumbers: null, switches: DEFAULT_SWITCHES, ...change });
}

/** Text of any code points, lone surrogates among them. fast-check's own `binary` unit is slow to set up. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)), maxLength });
}
