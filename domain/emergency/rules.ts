import { emergencyNumbers } from '../dialplan/emergency-numbers.ts';
import type { EmergencyRuleEntry } from '../site/emergency-record.ts';
import { shortened } from '../site/shorten.ts';
import type { Intent } from '../site/record.ts';
import { digestOf } from './digest.ts';

type Wanted = Pick<Intent, 'country' | 'emergency'>;

/**
 * The entries that 3CX's page “Emergency Numbers” shall have, as Trunkbook proposes them: for each place whose calls show one number, a rule
 * for each emergency and test number, limited to the extensions there, with that number as its caller ID; then the general ones, for
 * everybody. 933 is among them: a test that shows another number than an emergency call would prove nothing. Ids are stable
 * (`all-911`, `<id of the address>-911`).
 */
export function proposedEmergencyRules({ country, emergency }: Wanted): readonly EmergencyRuleEntry[] {
  const general = emergencyNumbers(country).map(({ test: _test, twilio: _twilio, note: _note, ...rule }): EmergencyRuleEntry => rule);
  const [first, ...others] = emergency.addresses;
  // The only place is everybody's: the general rules are its rules.
  if (first !== undefined && others.length === 0 && first.extensions.trim() === '') return first.shows === null ? general : general.map((rule) => ({ ...rule, callerId: first.shows ?? '' }));
  // A place that names no extension has none of its own.
  const places = emergency.addresses.filter(({ shows, extensions }) => shows !== null && extensions.trim() !== '');
  return [
    ...places.flatMap(({ id, friendlyName, extensions, shows }) => general.map((rule) => ({ ...rule, id: `${id}-${rule.number}`, name: shortened(`${rule.name}, ${friendlyName}`, 200), extensions, callerId: shows ?? '' }))),
    ...general,
  ];
}

/** The entries of a site: its own, or those that Trunkbook proposes. */
export function emergencyRulesOf(intent: Wanted): readonly EmergencyRuleEntry[] {
  return intent.emergency.rules ?? proposedEmergencyRules(intent);
}

/** What makes entries the same for 3CX: everything but what people call them, in their order. */
function substance({ number, extensions, departments, trunk, stripDigits, prepend, callerId }: EmergencyRuleEntry): readonly unknown[] {
  return [number.trim(), extensions.replaceAll(/\s/g, ''), departments.trim(), trunk?.trim() ?? null, stripDigits, prepend.trim(), callerId.trim()];
}

/** A short name for the very entries, to be kept with the tick that says that 3CX has them. It only tells that something was changed since. */
export function rulesDigest(rules: readonly EmergencyRuleEntry[]): string {
  return digestOf(JSON.stringify(rules.map(substance)));
}
