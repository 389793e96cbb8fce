import type { Extension } from '../numbers/directory.ts';
import type { OutboundRule } from '../site/outbound-rule.ts';
import { emergencyNumbers, type EmergencyRule } from './emergency-numbers.ts';
import type { Finding } from './finding.ts';
import { lintEmergency } from './lint-emergency.ts';
import { lintCallerIds } from './lint-extensions.ts';
import { lintForms } from './lint-numbers.ts';
import { lintOrder } from './lint-order.ts';
import { lintRules } from './lint-rules.ts';
import type { Switches } from './outcome.ts';
import { prepare } from './prepare.ts';

export interface LintInput {
  /** In 3CX's order. */
  readonly rules: readonly OutboundRule[];
  /** The entries of 3CX's page “Emergency Numbers”. */
  readonly emergency: readonly EmergencyRule[];
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly extensions: readonly Extension[];
  /** The numbers on the trunk, E.164; null while they are not known. */
  readonly trunkNumbers: readonly string[] | null;
  readonly switches: Switches;
}

/**
 * What is wrong with outbound rules, emergency numbers and the caller IDs of extensions, errors first. Pure; never throws, whatever the
 * rules. Linear in the extensions (one finding a kind); almost linear in rules for everybody, quadratic in those for certain callers. A form of dialling that the rules do not serve has a
 * finding of its own, so a number that comes out wrong is never without one.
 */
export function lint({ rules, emergency, country, extensions, trunkNumbers, switches }: LintInput): readonly Finding[] {
  const prepared = prepare({ rules, emergency, country, mainNumber: null, switches });
  const emergencyDigits = new Set([...prepared.emergency.keys(), ...emergencyNumbers(country).map(({ number }) => number)]);
  const order = lintOrder(prepared.rules, switches.plusCounts);
  const findings = [
    ...lintEmergency(prepared, extensions, trunkNumbers),
    ...order,
    ...lintRules(prepared.rules, country, switches, [...emergencyDigits]),
    ...lintForms(prepared, order.filter(({ kind }) => kind === 'order'), extensions),
    ...lintCallerIds(extensions, rules, trunkNumbers),
  ];
  return [...findings.filter(({ severity }) => severity === 'error'), ...findings.filter(({ severity }) => severity === 'warning')];
}
