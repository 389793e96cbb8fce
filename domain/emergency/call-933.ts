import { type EmergencyRule, emergencyNumbers } from '../dialplan/emergency-numbers.ts';
import { DEFAULT_SWITCHES } from '../dialplan/outcome.ts';
import { prepare } from '../dialplan/prepare.ts';
import { simulate } from '../dialplan/simulate.ts';
import { proposedRules } from '../dialplan/tables.ts';
import type { Extension } from '../numbers/directory.ts';
import type { Intent } from '../site/record.ts';

/** What 3CX would make of 933 from one extension. `stays`: the call does not reach Twilio as 933, or shows no number there. */
export type CallOf933 = { readonly kind: 'goes'; readonly callerId: string } | { readonly kind: 'stays'; readonly why: string };

/** The 933 call of an extension, as the site's rules have it. Nothing is dialled. Never throws. */
export function callOf933(intent: Intent, extensions: readonly Extension[], caller: Extension): CallOf933 {
  const { country, numbers, outboundRules, emergency: { rules } } = intent;
  const emergency: readonly EmergencyRule[] = rules?.map((rule) => ({ ...rule, test: rule.number.trim() === '933' })) ?? emergencyNumbers(country);
  const outcome = simulate(prepare({
    rules: outboundRules ?? proposedRules(country), emergency, country, extensions: new Set(extensions.map(({ number }) => number)), mainNumber: numbers[0]?.phoneNumber ?? null, switches: DEFAULT_SWITCHES,
  }), '933', caller);
  const [sent, callerId] = outcome.kind === 'emergency' ? [outcome.sent, outcome.callerId] : outcome.kind === 'rule' ? (outcome.routes.filter(({ unusable }) => unusable === null).map((route) => [route.sent, route.callerId] as const)[0] ?? ['', null]) : ['', null];
  if (callerId === null) return { kind: 'stays', why: 'No rule in 3CX sends 933 over the trunk from this extension.' };
  if (sent !== '933') return { kind: 'stays', why: `A rule in 3CX makes ${sent} of 933, which is not the test service.` };
  if (callerId.source === 'none') return { kind: 'stays', why: 'This extension has no caller ID to show, and Twilio refuses a call without one.' };
  return { kind: 'goes', callerId: callerId.number };
}
