import { callerOf, type CompiledRule } from '../dialplan/compile.ts';
import { emergencyNumbers } from '../dialplan/emergency-numbers.ts';
import { ruleLabel, sentence } from '../dialplan/finding.ts';
import { type CallerId, DEFAULT_SWITCHES } from '../dialplan/outcome.ts';
import { type CompiledEmergency, emergencyFor, firstMatch, prepare } from '../dialplan/prepare.ts';
import { proposedRules } from '../dialplan/tables.ts';
import { applyRoute, callerIdOf } from '../dialplan/transform.ts';
import type { Extension } from '../numbers/directory.ts';
import type { Intent } from '../site/record.ts';
import { trunkNameIn3cx } from '../trunk/sheet.ts';
import type { CoverageCondition } from './coverage-cell.ts';
import { met, notMet } from './coverage-trunk.ts';
import { emergencyRulesOf, rulesDigest } from './rules.ts';

/** What 3CX makes of emergency calls from one extension. */
export interface CallFrom {
  readonly callerId: CallerId;
  readonly rule: CoverageCondition;
  /** How the number comes to be shown, and what would be shown if 3CX did not honour the entry: phones of which this differs prove nothing for each other. */
  readonly way: string;
}

const RULES = 'emergency-3cx.numbers';

export interface EmergencyCalls {
  readonly from: (extension: Extension) => CallFrom;
  /** A short name of the very entries that have the calls from an extension, and of the way its number comes to be shown: another one, another has them, one of them was changed, or the phone has another caller ID beside them. At most 40 characters. */
  readonly entriesOf: (extension: Extension) => string;
}

/** Follows each emergency and test number of the country from an extension, as the site's entries have it. Made once, asked for each extension. */
export function emergencyCalls(intent: Intent): EmergencyCalls {
  const { country, numbers } = intent;
  const mainNumber = numbers[0]?.phoneNumber ?? null;
  const trunkName = trunkNameIn3cx(intent);
  const prepared = prepare({ rules: intent.outboundRules ?? proposedRules(country), emergency: emergencyRulesOf(intent), country, mainNumber, switches: DEFAULT_SWITCHES });
  const dialled = [...emergencyNumbers(country)].sort((one, other) => Number(one.test) - Number(other.test)).map(({ number }) => number);
  const everybody = met('rule', `${listed(dialled)} ${dialled.length === 1 ? 'leaves' : 'leave'} over this trunk as dialled.`);
  const wrong = new Map<CompiledEmergency, CoverageCondition | null>();

  /** What is wrong with an entry, whoever calls; null where nothing is. */
  const ofEntry = (number: string, entry: CompiledEmergency): CoverageCondition | null => {
    const { rule } = entry;
    const known = wrong.get(entry);
    if (known !== undefined) return known;
    const sent = applyRoute(number, { ...rule, append: '' });
    const fault = rule.trunk !== null && rule.trunk.trim() !== trunkName
      ? notMet('rule', 'missing', `${number} leaves by ${rule.trunk.trim() === '' ? 'no trunk' : `“${rule.trunk.trim()}”`}, not by this trunk: which address is shown, Trunkbook cannot say.`, `Set Route 1 of the entry for ${number} to this trunk.`, RULES)
      : sent === number ? null : notMet('rule', 'missing', `${number} leaves as ${sent === '' ? 'nothing' : sent}: no emergency service answers that.`, `Strip nothing and prepend nothing in the entry for ${number}.`, RULES);
    wrong.set(entry, fault);
    return fault;
  };
  const emergencyOnly = emergencyNumbers(country).filter(({ test }) => !test).map(({ number }) => number);
  const catching = new Map<string, CoverageCondition | null>();
  /** What an outbound rule would make of a number that it catches; null where it leaves it as it is. [U] That the emergency entries go first (threecx.md 2.5) is likely, and help must not rest on it. */
  const ofRule = (number: string, { index, rule: caught }: CompiledRule): CoverageCondition | null => {
    const known = catching.get(`${index} ${number}`);
    if (known !== undefined) return known;
    const [route] = caught.routes;
    const sent = route === undefined ? '' : applyRoute(number, route);
    const away = route !== undefined && route.trunk !== null && route.trunk.trim() !== trunkName;
    const fault = sent === number && !away ? null : notMet(
      'rule', 'missing', `${sentence(ruleLabel(index, caught))} also catches ${number}, and would send ${sent === '' ? 'nothing' : away ? 'it by another trunk' : sent}. That 3CX asks the emergency entries first is not confirmed.`,
      `Change the prefix or the length of that rule so that it leaves ${number} alone.`, 'rules.enter',
    );
    catching.set(`${index} ${number}`, fault);
    return fault;
  };
  const digests = new Map<string, string>();
  const entriesOf = (extension: Extension): string => {
    const caller = callerOf(extension);
    const entries = dialled.map((number) => emergencyFor(prepared, number, caller));
    const key = entries.map((entry) => entry?.index ?? '').join();
    const digest = digests.get(key) ?? rulesDigest(entries.flatMap((entry) => (entry === null ? [] : [entry.rule])));
    digests.set(key, digest);
    return `${digest} ${wayOf(callerIdOf(entries[0]?.rule.callerId ?? '', extension, mainNumber), extension, mainNumber)}`;
  };
  const from = (extension: Extension): CallFrom => {
    const caller = callerOf(extension);
    let callerId: CallerId | null = null;
    let rule: CoverageCondition = everybody;
    for (const number of dialled) {
      const entry = emergencyFor(prepared, number, caller);
      const shown = callerIdOf(entry?.rule.callerId ?? '', extension, mainNumber);
      callerId ??= shown;
      if (rule !== everybody) continue;
      if (entry === null) rule = notMet('rule', 'missing', `No emergency entry catches ${number} from this extension.`, `Add an entry for ${number} that this extension may use.`, RULES);
      else {
        rule = ofEntry(number, entry) ?? everybody;
        // One call then proves nothing for the other number.
        if (rule === everybody && shown.number !== callerId.number) rule = notMet('rule', 'missing', `${dialled[0] ?? ''} shows ${callerId.number || 'no number'}, and ${number} shows ${shown.number || 'none'}: a test proves nothing where they differ.`, 'Give the entries of this place the same caller ID.', RULES);
      }
    }
    for (const number of rule === everybody ? emergencyOnly : []) {
      const { rule: caught } = firstMatch(prepared, number, caller);
      rule = (caught === null ? null : ofRule(number, caught)) ?? rule;
      if (rule !== everybody) break;
    }
    const shown = callerId ?? callerIdOf('', extension, mainNumber);
    return { callerId: shown, rule, way: wayOf(shown, extension, mainNumber) };
  };
  return { from, entriesOf };
}

/** [U] That an entry's caller ID comes before the others (threecx.md 2.6) is what a test call measures; only of a phone that would show another number without it. */
function wayOf({ number, source }: CallerId, extension: Extension, mainNumber: string | null): string {
  if (source !== 'route') return source;
  const beside = callerIdOf('', extension, mainNumber);
  return beside.number === number ? 'route, alike' : `route > ${beside.source}`;
}

function listed(numbers: readonly string[]): string {
  return numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1) ?? ''}`;
}
