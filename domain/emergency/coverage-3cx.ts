import { emergencyNumbers } from '../dialplan/emergency-numbers.ts';
import type { CallerId } from '../dialplan/outcome.ts';
import type { Directory, Extension } from '../numbers/directory.ts';
import type { OpenSite } from '../site/record.ts';
import type { CoverageCondition } from './coverage-cell.ts';
import { met, notMet, notNeeded } from './coverage-trunk.ts';
import { lastSaid } from './last-said.ts';
import { emergencyRulesOf, proposedEmergencyRules, rulesDigest } from './rules.ts';
import { USERS_VALUE, usersDigest } from './users-digest.ts';

type Known = Pick<OpenSite, 'intent' | 'observed' | 'evidence'>;

/** Under which name a tick of the step keeps which entries it was about. */
export const RULES_VALUE = 'rules';

/**
 * Whether 3CX has the very entries, as a person said. `changed`: somebody said it of others. A tick of an earlier Trunkbook names none, and
 * was about those of the country, for everybody.
 */
export function rulesIn3cx({ intent, evidence }: Pick<Known, 'intent' | 'evidence'>): { readonly kind: 'same'; readonly who: string } | { readonly kind: 'changed'; readonly who: string } | { readonly kind: 'not-said' } {
  const said = lastSaid(evidence, 'emergency-3cx.numbers');
  if (said?.kind !== 'step-done') return { kind: 'not-said' };
  const then = said.values[RULES_VALUE] ?? rulesDigest(proposedEmergencyRules({ country: intent.country, emergency: { ...intent.emergency, addresses: [] } }));
  return { kind: then === rulesDigest(emergencyRulesOf(intent)) ? 'same' : 'changed', who: said.who };
}

/** Who said that 3CX has the extensions just as they stand here; null where nobody did, or something of them was changed since. */
function usersIn3cx(evidence: OpenSite['evidence'], { extensions }: Directory): string | null {
  const said = lastSaid(evidence, 'extensions.users');
  return said?.kind === 'step-done' && said.values[USERS_VALUE] === usersDigest(extensions.rows) ? said.who : null;
}

/** Why a tick that 3CX has the extensions does not hold for those that stand here now; null where it does, where nobody ticked, and where an export says it. */
export function outdatedUsers(evidence: OpenSite['evidence'], directory: Directory): string | null {
  const said = lastSaid(evidence, 'extensions.users');
  const { rows, imported } = directory.extensions;
  if (said?.kind !== 'step-done' || imported !== null || rows.length === 0 || usersIn3cx(evidence, directory) !== null) return null;
  const todo = 'See that 3CX has them as they stand here, and tick the step; or import 3CX’s export.';
  return said.values[USERS_VALUE] === undefined ? `${said.who} ticked it in an earlier Trunkbook, which did not keep which extensions that was about. ${todo}` : `Extensions or caller IDs were changed here since ${said.who} said that 3CX has them. ${todo}`;
}

/**
 * Whether 3CX really has what decides the call: the entries, and what the extension shows. `dialled`: this very phone dialled 933 and was right,
 * which tells what 3CX shows for it; for another phone that call says nothing.
 */
export function in3cxOf(known: Known, directory: Directory): (caller: Extension, callerId: CallerId, dialled: boolean) => CoverageCondition {
  const { intent, observed, evidence } = known;
  const { extensions } = directory;
  const entries = emergencyNumbers(intent.country).length === 0 && intent.emergency.rules === null ? null : rulesIn3cx(known);
  const exported = extensions.imported === null ? null : new Map(extensions.imported.rows.map((row) => [row.number, row.callerId.trim()]));
  const mainNumber = observed.pbxTrunk['trunk.mainNumber'];
  const changed = entries?.kind === 'changed' ? notMet('in-3cx', 'missing', `The emergency entries were changed here since ${entries.who} entered them in 3CX.`, 'Enter the emergency numbers in 3CX anew, and tick the step again.', 'emergency-3cx.numbers') : null;
  const unsaid = entries?.kind === 'not-said' ? notMet('in-3cx', 'not-measured', 'Nobody has said that 3CX has these emergency entries.', 'Enter the emergency numbers in 3CX, and tick the step.', 'emergency-3cx.numbers') : null;
  const same = met('in-3cx', entries?.kind === 'same' ? `${entries.who} entered these emergency entries in 3CX.` : '3CX needs no emergency entries here.', true);
  const both = (what: string): CoverageCondition => met('in-3cx', `${same.words} ${what}`, true);
  const asImported = both('3CX’s export has this caller ID.');
  const asReported = both('3CX’s trunk has this main number, as a person said.');
  const missing = notMet('in-3cx', 'missing', '3CX’s export does not have this extension.', 'Make the extension in 3CX, and import the export again.', 'extensions.users');
  const sayer = exported === null ? usersIn3cx(evidence, directory) : null;
  const notExported = sayer === null
    ? notMet('in-3cx', 'not-measured', 'Neither an export of 3CX nor a person says that the extension has this caller ID there.', 'Import 3CX’s export of the users, or enter them in 3CX and tick the step.', 'extensions.users')
    : both(`${sayer} said that 3CX has the extensions as they stand here.`);
  const notReported = notMet('in-3cx', 'not-measured', 'Nobody has said that 3CX’s trunk has this main number.', 'Enter the trunk in 3CX, and tick the step.', 'trunk-in-3cx.enter');

  const shown = (caller: Extension, { number, source }: CallerId, dialled: boolean): CoverageCondition => {
    if (source === 'extension') {
      if (exported === null) return dialled ? same : notExported;
      const there = exported.get(caller.number);
      if (there === undefined) return missing;
      return there === number ? asImported : notMet('in-3cx', 'missing', `3CX’s export shows ${there === '' ? 'no caller ID' : `the caller ID ${there}`} for this extension, not ${number}.`, `Set the outbound caller ID in 3CX to ${number}, and import the export again.`, 'extensions.users');
    }
    if (source !== 'trunk') return same;
    if (mainNumber === undefined) return dialled ? same : notReported;
    return mainNumber.value === number ? asReported : notMet('in-3cx', 'missing', `3CX’s trunk has the main number ${mainNumber.value}, not ${number}.`, `Set the main number of the trunk in 3CX to ${number}.`, 'trunk-in-3cx.enter');
  };
  return (caller, callerId, dialled) => {
    if (changed !== null) return changed;
    const one = shown(caller, callerId, dialled);
    return one.state === 'missing' || unsaid === null ? one : unsaid;
  };
}

/** Whether people at the site are told of an emergency call: of the whole site. In the US it is the law (threecx.md 4.2). */
export function notificationsOf({ intent, evidence }: Pick<Known, 'intent' | 'evidence'>): CoverageCondition {
  const said = lastSaid(evidence, 'notifications.set');
  const law = intent.country === 'US' ? ' By law (Kari’s Law) somebody must be told.' : '';
  if (said?.kind === 'step-done') return met('notifications', `${said.who} set who is told of an emergency call${said.values.who ? `: ${said.values.who}` : ''}.`, true);
  if (said?.kind === 'step-not-applicable' && law === '') return notNeeded('notifications', said.reason);
  const state = said?.kind === 'step-not-applicable' ? 'missing' : 'not-measured';
  return notMet('notifications', state, `Nobody has said who is told of an emergency call.${law}`, 'Set the emergency notification in 3CX, and tick the step.', 'notifications.set');
}
