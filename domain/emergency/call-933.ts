import { type CallerId, DEFAULT_SWITCHES } from '../dialplan/outcome.ts';
import { prepare } from '../dialplan/prepare.ts';
import { simulate } from '../dialplan/simulate.ts';
import { proposedRules } from '../dialplan/tables.ts';
import type { Extension } from '../numbers/directory.ts';
import type { Intent } from '../site/record.ts';
import { trunkNameIn3cx } from '../trunk/sheet.ts';
import { emergencyRulesOf } from './rules.ts';

/** What 3CX would make of 933 from one extension. `stays`: the call does not reach Twilio's test service over the site's trunk. */
export type CallOf933 = { readonly kind: 'goes'; /** E.164 where it is a number at all. */ readonly callerId: string } | { readonly kind: 'stays'; readonly why: string };

/** What would go out: the digits, the trunk (null is the site's) and the number that is shown. */
interface Leaving {
  readonly sent: string;
  readonly trunk: string | null;
  readonly callerId: CallerId;
}

/** A 933 call of an extension, as the rules of the site have it. It is worked out, never dialled. Never throws. */
export function callOf933(intent: Intent, extensions: readonly Extension[], caller: Extension): CallOf933 {
  const leaving = follow(intent, extensions, caller);
  if (leaving === null) return { kind: 'stays', why: 'No rule in 3CX sends 933 from this extension to Twilio.' };
  const { sent, trunk, callerId } = leaving;
  if (trunk !== null && trunk.trim() !== trunkNameIn3cx(intent)) return { kind: 'stays', why: `A rule in 3CX sends 933 over another trunk (${trunk.trim()}).` };
  if (sent !== '933') return { kind: 'stays', why: `A rule in 3CX makes ${sent} of 933, and that is not the test service.` };
  return callerId.source === 'none' ? { kind: 'stays', why: 'This extension has no number to show, and Twilio takes no call without one.' } : { kind: 'goes', callerId: callerId.number };
}

function follow(intent: Intent, extensions: readonly Extension[], caller: Extension): Leaving | null {
  const { country, numbers, outboundRules } = intent;
  const outcome = simulate(prepare({
    rules: outboundRules ?? proposedRules(country), emergency: emergencyRulesOf(intent), country, extensions: new Set(extensions.map(({ number }) => number)), mainNumber: numbers[0]?.phoneNumber ?? null, switches: DEFAULT_SWITCHES,
  }), '933', caller);
  if (outcome.kind === 'emergency') return { sent: outcome.sent, trunk: outcome.rule.trunk, callerId: outcome.callerId };
  const route = outcome.kind === 'rule' ? outcome.routes.find(({ unusable }) => unusable === null) : undefined;
  return route ? { sent: route.sent, trunk: route.route.trunk, callerId: route.callerId } : null;
}
