import type { Extension } from '../numbers/directory.ts';
import { type Caller, callerOf, cleanNumber, MOST_DIALLED } from './compile.ts';
import { lookAlike } from './conditions.ts';
import type { Doubt, Outcome } from './outcome.ts';
import { type CompiledEmergency, emergencyFor, firstMatch, NO_DOUBTS, type PreparedPlan } from './prepare.ts';
import { applyRoute, callerIdOf, judgeSent, rewritePlus, routeOutcome } from './transform.ts';

function notDialable(cleaned: string): string | null {
  if (cleaned === '') return 'Type a number.';
  const alike = lookAlike(cleaned);
  if (alike !== null) return alike;
  if (!/^[+]?[0-9*#]+$/.test(cleaned)) return 'A number has digits, * and #, and may begin with +.';
  return cleaned.length > MOST_DIALLED ? `No phone number has more than ${MOST_DIALLED} digits.` : null;
}

/** The entry for a number; for nobody in particular one that is for everybody, else the first. */
function emergencyMatch(prepared: PreparedPlan, number: string, caller: Caller | null): CompiledEmergency | null {
  if (caller !== null) return emergencyFor(prepared, number, caller);
  const entries = prepared.emergency.get(number) ?? [];
  return entries.find(({ callers }) => callers === null) ?? entries[0] ?? null;
}

/**
 * What becomes of `dialled` when `caller` dials it (null: nobody in particular; rules for certain extensions or departments then do not
 * catch it, and are named as doubts). After threecx.md 2.1 and 2.2: emergency numbers by the exact number, the PBX's own extensions, then
 * the rules in their order. Pure; never throws, whatever the text.
 */
export function simulate(prepared: PreparedPlan, dialled: string, caller: Extension | null): Outcome {
  const { plan } = prepared;
  const cleaned = cleanNumber(dialled);
  const why = notDialable(cleaned);
  if (why !== null) return { kind: 'not-a-number', dialled, cleaned, why };
  const seen = plan.switches.e164Processing ? rewritePlus(cleaned, plan.country) : cleaned;
  const number = { dialled, cleaned, seen };
  const asking = caller === null ? null : callerOf(caller);

  const entry = emergencyMatch(prepared, cleaned, asking);
  const emergency = (doubts: readonly Doubt[]): Outcome | null => {
    if (entry === null) return null;
    const { rule } = entry;
    const sent = applyRoute(cleaned, { ...rule, append: '' });
    return {
      ...number, kind: 'emergency', index: entry.index, rule, forSome: entry.callers !== null, callerId: callerIdOf(rule.callerId, caller, plan.mainNumber), doubts,
      sent, stripped: cleaned.slice(0, rule.stripDigits), prepended: rule.prepend.trim(), verdict: judgeSent(sent, (one) => prepared.emergency.has(one)),
    };
  };
  const first = plan.switches.emergencyFirst ? emergency(NO_DOUBTS) : null;
  if (first !== null) return first;
  if (plan.extensions?.has(cleaned) === true) return { ...number, kind: 'internal', extension: cleaned };

  const { rule: caught, doubts } = firstMatch(prepared, seen, asking);
  if (caught === null) return (plan.switches.emergencyFirst ? null : emergency(doubts)) ?? { ...number, kind: 'no-rule', event: 30052, doubts };
  const { index, rule } = caught;
  const routes = rule.routes.map((route, at) => routeOutcome(seen, route, at, caller, plan.mainNumber, (sent) => prepared.emergency.has(sent)));
  return { ...number, kind: routes.every((route) => route.unusable !== null) ? 'blocked' : 'rule', index, rule, routes, doubts };
}
