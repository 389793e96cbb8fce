// The registration of emergency addresses, whatever happens in whatever order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey } from '../../../domain/emergency/same-address.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { EmergencyAddress, TwilioAddress } from '../../../domain/site/emergency-record.ts';
import { LAG } from '../../../domain/trunk/lag.ts';
import type { Fate } from './emergency-model.ts';
import { ACCOUNT, EmergencyModel, TRUNK } from './emergency-model.ts';
import { agreeToAll, PHONES, place, settleAll } from './registration-kit.ts';

const STREETS = ['1 Main St', '2 Main St', 'Near 3 Main St', 'Bad 4 Main St', 'Odd 5 Main St'] as const;
const aNumber = fc.nat({ max: PHONES.length - 1 });
const fate = fc.constantFrom<Fate | 'died'>('answered', 'answered', 'answered', 'lost-done', 'lost-undone', 'not-sent', 'died');
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('submit' as const), fates: fc.array(fate, { maxLength: 8 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('settle' as const), number: aNumber, succeeds: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(1, 10, 20, 100, 4000, 300_000, -90_000, 90_000) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('assign' as const), number: aNumber, address: fc.option(fc.nat({ max: 1 }), { nil: null }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), address: fc.nat({ max: 1 }), street: fc.constantFrom(...STREETS) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('agree' as const), question: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look' as const), number: aNumber }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('console' as const), number: aNumber, what: fc.constantFrom('clear', 'other', 'move', 'back', 'delete', 'rewrite', 'disable' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lag' as const), milliseconds: fc.constantFrom(0, 2000, 5000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('terms' as const), confirmed: fc.boolean() }) },
);
type Happening = typeof event extends fc.Arbitrary<infer T> ? T : never;

function happen(model: EmergencyModel, addresses: readonly EmergencyAddress[], what: Happening): void {
  switch (what.kind) {
    case 'submit': { const fates = what.fates.values(); model.submit(() => fates.next().value ?? 'answered'); break; }
    case 'settle': { const number = model.numbers[what.number]; if (number) model.settle(number, what.succeeds); break; }
    case 'time': model.pass(what.seconds * 1000); break;
    case 'lag': model.lag = what.milliseconds; break;
    case 'assign': model.assign(PHONES[what.number] ?? PHONES[0], what.address === null ? null : addresses[what.address]?.id ?? null); break;
    case 'edit': model.edit(addresses[what.address]?.id ?? '', { street: what.street }); break;
    case 'agree': { const question = model.plan().questions[what.question]; if (question) model.agree(question.names); break; }
    case 'look': model.read([PHONES[what.number] ?? PHONES[0]]); break;
    case 'terms': model.sayTerms(what.confirmed); break;
    case 'console': {
      const number = model.numbers[what.number];
      if (!number) break;
      const on = model.addresses.get(number.addressSid ?? '');
      if (what.what === 'clear') model.byConsole(number, null);
      if (what.what === 'other') model.byConsole(number, model.foreignAddress(toTwilio(place('77 Other St'))));
      if (what.what === 'move') number.trunkSid = null;
      if (what.what === 'back') number.trunkSid = TRUNK;
      if (what.what === 'delete') model.deleteByConsole(number.addressSid ?? '');
      if (what.what === 'rewrite' && on) on.address = { ...on.address, street: '88 Rewritten St' };
      if (what.what === 'disable' && on) on.enabled = false;
      break;
    }
  }
}

function acceptedJustNow({ site: { ledger, observed } }: EmergencyModel, sid: string): TwilioAddress | undefined {
  const done = ledger.find((entry) => entry.kind === 'done' && entry.sid === sid);
  if (done?.kind !== 'done' || Date.parse(observed.emergency?.at ?? '') >= Date.parse(done.at) + LAG) return undefined;
  return ledger.flatMap((entry) => (entry.kind === 'address' && entry.call === done.call && entry.as === 'accepted' ? [entry.address] : []))[0];
}

/** Whatever the page would show as registered is just what Twilio last said, of the very address. */
function expectHonest(model: EmergencyModel): void {
  const { emergency } = model.site.observed;
  for (const [phone, standing] of model.plan().numbers) {
    if (standing.kind !== 'registered') continue;
    const said = emergency?.numbers.find(({ phoneNumber }) => phoneNumber === phone);
    expect(said).toMatchObject({ state: 'registered', addressSid: standing.addressSid, at: standing.at });
    const wanted = model.site.intent.emergency.addresses.find(({ id }) => id === model.site.intent.emergency.numbers.find(({ phoneNumber }) => phoneNumber === phone)?.address);
    // What Twilio lists; of an address that it took a moment ago, and whose list may be behind, what it answered then.
    const kept = emergency?.addresses.find(({ sid }) => sid === standing.addressSid)?.address ?? acceptedJustNow(model, standing.addressSid);
    expect(kept && addressKey(kept)).toBe(wanted && addressKey(toTwilio(wanted)));
    expect(emergency?.accountSid).toBe(ACCOUNT);
  }
}

describe('whatever happens', () => {
  it('only Twilio’s word registers; nothing is sent without the terms, made or registered twice, or taken off unasked; and it comes to rest', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const addresses = [place('1 Main St'), place('2 Main St')];
      const model = new EmergencyModel(PHONES, addresses);
      for (const phone of PHONES) model.assign(phone, addresses[0]?.id ?? null);
      for (const what of events) {
        happen(model, addresses, what);
        expectHonest(model);
        expect(model.wrongs).toEqual([]);
      }
      // Left alone, with each question answered and each registration succeeding, it comes to an end that asks for nothing more.
      model.sayTerms(true);
      for (const number of model.numbers) number.trunkSid = TRUNK;
      for (let day = 0; day < 12; day += 1) {
        model.pass(100_000_000);
        model.readTrunk();
        model.submit();
        agreeToAll(model);
        model.submit();
        settleAll(model);
        expectHonest(model);
      }
      model.pass(100_000_000);
      model.submit();
      expect(model.wrongs).toEqual([]);
      expect(model.plan()).toMatchObject({ actions: [], questions: [], found: [], settling: false });
      const before = model.worked.length;
      model.submit();
      expect(model.worked).toHaveLength(before);
      for (const { phoneNumber, address } of model.site.intent.emergency.numbers) {
        const of = model.site.intent.emergency.addresses.find(({ id }) => id === address);
        const stands = model.plan().numbers.get(phoneNumber)?.kind;
        if (of === undefined) expect(['none']).toContain(stands);
        else expect(stands, of.street).toBe(/^(?:Near|Bad|Odd)/.test(of.street) ? 'for-person' : 'registered');
      }
    }), { numRuns: 300 });
  });
});
