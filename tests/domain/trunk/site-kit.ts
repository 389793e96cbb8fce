// What the tests of domain/trunk share: random intents, a model account for each, and the way from a plan to the next reading.
import fc from 'fast-check';
import type { Intent, LedgerEntry, Observed } from '../../../domain/site/record.ts';
import type { Action } from '../../../domain/trunk/actions.ts';
import { findLost } from '../../../domain/trunk/lost.ts';
import { readLedger } from '../../../domain/trunk/ledger.ts';
import { plan, type Plan } from '../../../domain/trunk/plan.ts';
import { STAMP } from '../make-site.ts';
import { TwilioModel } from './twilio-model.ts';

export const NOW = Date.parse(STAMP.at) + 60_000;
export const NOTHING: Observed = { twilio: null, pbxTrunk: {}, emergency: null, emergencyReported: [], pbxName: null, clock: null };

/** All that the model has, as a reading of it. */
export function observed(model: TwilioModel, pbxName: Observed['pbxName'] = null): Observed {
  return { ...NOTHING, twilio: { source: 'api', ...STAMP, account: { kind: 'practice' }, value: structuredClone(model.snapshot) }, pbxName };
}

export type ReadyPlan = Extract<Plan, { kind: 'ready' }>;

export function mustBeReady(result: Plan): ReadyPlan {
  if (result.kind !== 'ready') throw new Error(`expected a plan: ${JSON.stringify(result)}`);
  return result;
}

export function readyPlan(intent: Intent, model: TwilioModel, ledger: readonly LedgerEntry[] = []): ReadyPlan {
  return mustBeReady(plan(intent, observed(model), ledger, NOW));
}

/** What apply writes down when it sees what became of calls without an answer. */
export function noteLost(model: TwilioModel, ledger: LedgerEntry[]): void {
  for (const { call, sid } of findLost(model.snapshot, readLedger(ledger, model.snapshot.accountSid))) ledger.push({ id: crypto.randomUUID(), ...STAMP, kind: 'found', call, sid });
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/);
const octet = fc.integer({ min: 1, max: 250 });
const weight = fc.integer({ min: 1, max: 20 });

export const drawnIntent = fc.record({
  secure: fc.boolean(), cnamLookup: fc.boolean(), transferMode: fc.constantFrom('disable-all', 'enable-all', 'sip-only'), domainLabel: word, accessListName: word, credentialListName: word, sipUsername: word, friendlyName: word,
  fqdn: word.map((one) => `${one}.my3cx.us`),
  addresses: fc.uniqueArray(fc.tuple(octet, octet).map(([a, b]) => `34.120.${a}.${b}`), { minLength: 1, maxLength: 4 }),
  own: fc.record({ weight, priority: weight }), others: fc.uniqueArray(fc.record({ url: word.map((one) => `sip:${one}.backup.example`), weight, priority: weight }), { maxLength: 3, selector: ({ url }) => url }),
  numbers: fc.uniqueArray(fc.integer({ min: 100, max: 199 }), { minLength: 1, maxLength: 6 }), bought: fc.nat(63), passwords: fc.boolean(),
} as const);
export type DrawnIntent = typeof drawnIntent extends fc.Arbitrary<infer T> ? T : never;

export const phoneNumber = (number: number): string => `+1512555${String(number).padStart(4, '0')}`;
const isBought = ({ bought }: DrawnIntent, index: number): boolean => ((bought >> index) & 1) === 1;

export function toIntent(drawn: DrawnIntent, from: Intent): Intent {
  return {
    ...from, pbx: { ...from.pbx, fqdn: drawn.fqdn, ipv4: drawn.addresses },
    trunk: {
      ...from.trunk, secure: drawn.secure, cnamLookup: drawn.cnamLookup, transferMode: drawn.transferMode, domainLabel: drawn.domainLabel, accessListName: drawn.accessListName, credentialListName: drawn.credentialListName,
      sipUsername: drawn.sipUsername, friendlyName: drawn.friendlyName, sipPassword: drawn.passwords ? crypto.randomUUID() : from.trunk.sipPassword, origination: { ...drawn.own, others: drawn.others },
    },
    numbers: drawn.numbers.map((number, index) => ({ phoneNumber: phoneNumber(number), acquire: isBought(drawn, index) ? 'buy' as const : 'take' as const })),
  };
}

/** An account that has the numbers which the intent does not buy. */
export function accountFor(drawn: DrawnIntent): TwilioModel {
  return TwilioModel.empty(drawn.numbers.filter((_, index) => !isBought(drawn, index)).map(phoneNumber));
}

/** The actions in some order that their needs allow. @param choose picks one of so many that are ready */
export function anyOrder(actions: readonly Action[], choose: (ready: number) => number): readonly Action[] {
  const waiting = [...actions];
  const done = new Set<string>();
  const order: Action[] = [];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) => needs.every((need) => done.has(need) || !actions.some(({ id }) => id === need)));
    const next = ready[choose(ready.length) % Math.max(1, ready.length)];
    if (!next) throw new Error(`nothing can go on: ${waiting.map(({ id }) => id).join(', ')}`);
    waiting.splice(waiting.indexOf(next), 1);
    done.add(next.id);
    order.push(next);
  }
  return order;
}
