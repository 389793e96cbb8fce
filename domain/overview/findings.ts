import { type Finding, isOfEmergencyNumbers } from '../dialplan/finding.ts';
import { lint } from '../dialplan/lint.ts';
import { DEFAULT_SWITCHES, type Switches } from '../dialplan/outcome.ts';
import { proposedRules } from '../dialplan/tables.ts';
import { emergencyRulesOf } from '../emergency/rules.ts';
import type { Intent } from '../site/record.ts';
import type { OutboundRule } from '../site/outbound-rule.ts';
import { callerIdNumbers } from '../trunk/known-numbers.ts';
import type { Derivable } from './state.ts';

/** The outbound rules of a site: its own, or those proposed for its country. */
export function rulesOf({ outboundRules, country }: Pick<Intent, 'outboundRules' | 'country'>): readonly OutboundRule[] {
  return outboundRules ?? proposedRules(country);
}

/** What the lint says of a site's rules, emergency numbers and extensions. */
export function siteFindings(site: Derivable, switches: Switches = DEFAULT_SWITCHES): readonly Finding[] {
  const { country } = site.intent;
  const onTrunk = callerIdNumbers(site, site.directory.numbers.dids);
  return lint({ rules: rulesOf(site.intent), emergency: emergencyRulesOf(site.intent), country, extensions: site.directory.extensions.rows, trunkNumbers: onTrunk === null ? null : [...onTrunk], switches });
}

/** The errors among them, in words: those of the outbound rules, of the extensions' numbers and caller IDs, and of 3CX's page “Emergency Numbers”. */
export interface RuleFindings {
  readonly rules: readonly string[];
  readonly extensions: readonly string[];
  readonly emergency: readonly string[];
}

/** A rule that leaves extensions out is the rule’s error. */
const isOfExtensions = (finding: Finding): boolean => finding.extensions.length > 0 && finding.rules.length === 0 && !isOfEmergencyNumbers(finding);

export function ruleFindings(site: Derivable): RuleFindings {
  const errors = siteFindings(site).filter(({ severity }) => severity === 'error');
  return {
    rules: errors.filter((one) => !isOfExtensions(one) && !isOfEmergencyNumbers(one)).map(({ what }) => what),
    extensions: errors.filter(isOfExtensions).map(({ what }) => what),
    emergency: errors.filter(isOfEmergencyNumbers).map(({ what }) => what),
  };
}
