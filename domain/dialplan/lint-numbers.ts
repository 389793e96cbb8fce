import { cleanNumber } from './compile.ts';
import { dialledForms } from './dialled-forms.ts';
import { emergencyNumbers } from './emergency-numbers.ts';
import { type Finding, finding, ruleLabel, sentence } from './finding.ts';
import { firstForAnyone, type PreparedPlan } from './prepare.ts';
import { hasTable } from './tables.ts';
import { applyRoute, rewritePlus } from './transform.ts';

/** Whether people of the country get through, whichever way they dial. `misplaced`: rules of which an order fault is already told. */
export function lintForms(prepared: PreparedPlan, misplaced: ReadonlySet<string>): readonly Finding[] {
  const { country, switches } = prepared.plan;
  const findings: Finding[] = [];
  for (const { way, words, example, e164, severity, next: cure } of dialledForms(country)) {
    const number = switches.e164Processing ? rewritePlus(example, country) : example;
    const next = number === example ? cure : 'Turn E.164 processing off in 3CX, or add rules for what it makes of numbers with +.';
    const rule = firstForAnyone(prepared, number);
    if (rule === null) {
      findings.push(finding(`missing-${way}`, severity, `No rule catches ${words}. 3CX refuses such a call (event 30052).`, next, { way }));
      continue;
    }
    if (e164 === null || misplaced.has(rule.rule.id)) continue;
    const wrong = rule.rule.routes.find((route) => route.trunk === null && applyRoute(number, route) !== e164);
    if (wrong === undefined) continue;
    findings.push(finding(
      'wrong-result', severity, `People dial ${words}. ${sentence(ruleLabel(rule.index, rule.rule))} makes ${applyRoute(number, wrong)} of ${number}; it should be ${e164}.`, next, { way, rules: [rule.rule.id] },
    ));
  }
  const dialsDigits = prepared.rules.some(({ prefixes }) => prefixes.some((prefix) => !prefix.startsWith('+')));
  if (!hasTable(country) && !dialsDigits) {
    findings.push(finding(
      'no-table', 'warning', 'Only numbers dialled with + have a rule. The guide has no table for this country.', 'Add rules for international and national numbers as people dial them here.',
    ));
  }
  return findings;
}

/** Whether emergency and test numbers get out as they are. */
export function lintEmergency(prepared: PreparedPlan, extensions: ReadonlySet<string>): readonly Finding[] {
  const { country, emergency, switches } = prepared.plan;
  const listed = new Set(emergency.map(({ number }) => cleanNumber(number)).filter((number) => number !== ''));
  const tests = new Map([...emergency, ...emergencyNumbers(country)].map(({ number, test }) => [cleanNumber(number), test]));
  const findings: Finding[] = [];
  for (const number of new Set([...emergencyNumbers(country).map((one) => one.number), ...listed])) {
    const kind = tests.get(number) === true ? 'test number' : 'emergency number';
    const rule = firstForAnyone(prepared, number);
    if (extensions.has(number)) {
      findings.push(finding('emergency-is-extension', 'error', `${number} is an ${kind === 'test number' ? 'extension and the test' : 'extension and an emergency'} number. One of the two cannot be called.`, 'Give the extension another number.', { extensions: [number] }));
    }
    if (rule !== null) {
      const route = rule.rule.routes.find(({ trunk }) => trunk === null) ?? rule.rule.routes[0];
      const sent = route === undefined ? number : applyRoute(number, route);
      const sure = !listed.has(number) || !switches.emergencyFirst;
      const catches = `${sentence(ruleLabel(rule.index, rule.rule))} also catches the ${kind} ${number}${sent === number ? '' : `, and would send ${sent === '' ? 'nothing' : sent}`}.`;
      const next = `Change the prefix or the length of the rule so that it leaves ${number} alone.`;
      findings.push(finding(
        'emergency-caught', sure ? 'error' : 'warning', sure ? catches : `${catches} That 3CX asks the emergency numbers first is likely, but not confirmed.`,
        listed.has(number) ? next : `Put ${number} on 3CX’s page “Emergency Numbers”. ${next}`, { rules: [rule.rule.id] },
      ));
    } else if (!listed.has(number)) {
      findings.push(finding(
        'emergency-missing', kind === 'test number' ? 'warning' : 'error', `The ${kind} ${number} is not on 3CX’s page “Emergency Numbers”, and no rule catches it: it cannot be dialled.`,
        'Add it under System > Emergency in 3CX.',
      ));
    }
  }
  return findings;
}
