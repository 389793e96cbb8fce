import type { Extension } from '../numbers/directory.ts';
import { E164 } from '../numbers/e164.ts';
import { shortened } from '../site/shorten.ts';
import { admitsAllOf, callerOf, cleanNumber } from './compile.ts';
import { CONDITIONS } from './conditions.ts';
import { emergencyNumbers, type EmergencyRule, isTestNumber } from './emergency-numbers.ts';
import { type Finding, finding, firstFew, ruleLabel, sentence } from './finding.ts';
import { type CompiledEmergency, emergencyFor, firstForAnyone, type PreparedPlan } from './prepare.ts';
import { applyRoute } from './transform.ts';

const ADD = 'Add it under System > Emergency in 3CX.';

/** `the entry “Emergency” (911)`. */
function label({ name, number }: EmergencyRule): string {
  const short = shortened(name.trim(), 60);
  return short === '' ? `the entry for ${number.trim()}` : `the entry “${short}” (${number.trim()})`;
}

/** Direct dialling is the law in the US only (threecx.md 4.2); elsewhere the number is no emergency number any more all the same. */
function whyBare(country: string): string {
  return country === 'US' ? 'By law (Kari’s Law) 911 works without any digit in front, and Twilio takes it as it stands only.' : 'Twilio takes an emergency number as it stands only.';
}

/** What is wrong with one entry by itself. */
function lintEntry(rule: EmergencyRule, country: string, ours: ReadonlySet<string> | null): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (kind: Finding['kind'], severity: Finding['severity'], what: string, next: string): void => void findings.push(finding(kind, severity, what, next, { rules: [rule.id] }));
  const [number, shown, which] = [cleanNumber(rule.number), rule.callerId.trim(), sentence(label(rule))];
  for (const field of ['extensions', 'departments'] as const) {
    const [bad] = CONDITIONS[field].parse(rule[field]).unreadable;
    if (bad) add('emergency-unreadable', 'error', `In ${label(rule)}, something cannot be read, and is taken to hold for nobody. ${CONDITIONS[field].label}: ${bad.why}`, 'Correct it here and on 3CX’s page, so that both say the same.');
  }
  if (rule.trunk === null) {
    const sent = applyRoute(number, { ...rule, append: '' });
    if (sent !== number) add('emergency-changed', 'error', `${which} sends ${sent === '' ? 'nothing' : `“${shortened(sent, 60)}”`} instead of ${number}. ${whyBare(country)}`, 'Strip nothing and prepend nothing.');
  } else if (emergencyNumbers(country).length > 0) {
    add('emergency-route', 'warning', `${which} leaves by ${rule.trunk.trim() === '' ? 'no trunk' : `“${shortened(rule.trunk.trim(), 60)}”`}, not by this site’s trunk. Whether help is called, and which address is shown, Trunkbook cannot say.`, 'Set Route 1 to this trunk, or settle with the customer which line calls for help.');
  }
  if (shown !== '' && rule.trunk === null) {
    const next = 'Set it to the number of the place, or leave it empty so that the extension’s is shown.';
    if (!E164.test(shown)) add('emergency-caller-id', 'error', `${which} shows the caller ID “${firstFew([shown])}”, which is not in E.164 form.`, next);
    else if (ours !== null && !ours.has(shown)) add('emergency-caller-id', 'error', `${which} shows ${shown}, which is no number of this trunk. An emergency call must show one.`, next);
  }
  return findings;
}

/** An entry whose calls the one above it may all take: its place would show another address. [U] which of two that fit 3CX takes (threecx.md 2.3); the first, as of outbound rules, is likely. */
function lintOrder(entries: readonly CompiledEmergency[]): readonly Finding[] {
  return entries.flatMap((entry, at) => {
    const taker = entries.slice(0, at).find((other) => admitsAllOf(other.callers, entry.callers));
    return taker === undefined ? [] : [finding(
      'emergency-shadowed', 'error', `${sentence(label(entry.rule))} comes after ${label(taker.rule)}, which holds for all the same callers. 3CX most likely takes the first that fits (this is not confirmed), and the later one never has a call.`, 'Move the narrower one up, or delete one of them.', { rules: [entry.rule.id, taker.rule.id] },
    )];
  });
}

/** Who is left out where all entries of a number are for certain callers. */
function leftOut(prepared: PreparedPlan, number: string, entries: readonly CompiledEmergency[], kind: string, extensions: readonly Extension[]): readonly Finding[] {
  if (entries.length === 0 || entries.some(({ callers }) => callers === null)) return [];
  const rules = entries.map(({ rule }) => rule.id);
  const next = `Add an entry for ${number} that names no extension, below the others.`;
  if (extensions.length === 0) return [finding('emergency-some', 'warning', `Every entry for the ${kind} ${number} is for certain callers. Nobody else can dial it.`, next, { rules })];
  const left = extensions.filter((extension) => emergencyFor(prepared, number, callerOf(extension)) === null).map((extension) => extension.number);
  if (left.length === 0) return [];
  const who = left.length === 1 ? `Extension ${left[0] ?? ''}` : `${left.length.toLocaleString('en')} extensions`;
  return [finding('emergency-some', 'error', `${who} cannot dial the ${kind} ${number}: its entries are for others only${left.length === 1 ? '.' : `: ${firstFew(left)}.`}`, next, { rules, extensions: left })];
}

/** Extensions whose number is an emergency number, or begins like one: 3CX may take the first digits of the one for the other. */
function asExtension(number: string, kind: string, extensions: readonly Extension[]): readonly Finding[] {
  const alike = extensions.filter((one) => one.number.startsWith(number)).map((one) => one.number);
  const longer = alike.filter((one) => one !== number);
  const next = 'Give the extension another number.';
  return [
    ...(longer.length < alike.length ? [finding('emergency-is-extension', 'error', `${number} is an extension and ${kind === 'test number' ? 'the test' : 'an emergency'} number. One of the two cannot be called.`, next, { extensions: [number] })] : []),
    ...(longer.length > 0 ? [finding('emergency-is-extension', 'warning', `${longer.length === 1 ? `Extension ${longer[0] ?? ''} begins` : `${longer.length.toLocaleString('en')} extensions (${firstFew(longer)}) begin`} like the ${kind} ${number}. Who dials slowly may get the one for the other.`, next, { extensions: longer })] : []),
  ];
}

/** Whether emergency and test numbers get out as they are, for everybody, with a number of the trunk. `trunkNumbers` null: which those are is not known. */
export function lintEmergency(prepared: PreparedPlan, extensions: readonly Extension[], trunkNumbers: readonly string[] | null): readonly Finding[] {
  const { country, emergency, switches } = prepared.plan;
  const ours = trunkNumbers === null ? null : new Set(trunkNumbers);
  const findings: Finding[] = emergency.flatMap((rule) => lintEntry(rule, country, ours));
  for (const number of new Set([...emergencyNumbers(country).map((one) => one.number), ...prepared.emergency.keys()])) {
    const kind = isTestNumber(country, number) ? 'test number' : 'emergency number';
    const entries = prepared.emergency.get(number) ?? [];
    const rule = firstForAnyone(prepared, number);
    findings.push(...lintOrder(entries), ...leftOut(prepared, number, entries, kind, extensions), ...asExtension(number, kind, extensions));
    if (rule !== null) {
      const route = rule.rule.routes.find(({ trunk }) => trunk === null) ?? rule.rule.routes[0];
      const sent = route === undefined ? number : applyRoute(number, route);
      const sure = entries.length === 0 || !switches.emergencyFirst;
      const catches = `${sentence(ruleLabel(rule.index, rule.rule))} also catches the ${kind} ${number}${sent === number ? '' : `, and would send ${sent === '' ? 'nothing' : sent}`}.`;
      const next = `Change the prefix or the length of the rule so that it leaves ${number} alone.`;
      findings.push(finding(
        'emergency-caught', sure ? 'error' : 'warning', sure ? catches : `${catches} That 3CX asks the emergency numbers first is likely, but not confirmed.`,
        entries.length > 0 ? next : `Put ${number} on 3CX’s page “Emergency Numbers”. ${next}`, { rules: [rule.rule.id] },
      ));
    }
    if (entries.length === 0) {
      const alone = `The ${kind} ${number} is not on 3CX’s page “Emergency Numbers”`;
      findings.push(finding('emergency-missing', kind === 'test number' ? 'warning' : 'error', rule === null ? `${alone}, and no rule catches it: it cannot be dialled.` : `${alone}.`, ADD));
    }
  }
  return findings;
}
