import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent, LedgerEntry, Observed } from '../../../domain/site/record.ts';
import { interruptedUndo, type InterruptedUndo } from '../../../domain/trunk/interrupted-undo.ts';
import { plan } from '../../../domain/trunk/plan.ts';
import { planUndo } from '../../../domain/trunk/undo.ts';
import { readySite, STAMP } from '../make-site.ts';
import { accountFor, drawnIntent, mustBeReady, NOTHING, NOW, observed, phoneNumber, type ReadyPlan, readyPlan, toIntent } from './site-kit.ts';
import { TwilioModel } from './twilio-model.ts';

const site = readySite();
const later = (intent: Intent): Intent => ({ ...intent, at: new Date(Date.parse(STAMP.at) + 1000).toISOString() });

function interrupted(intent: Intent, seen: Observed, ledger: readonly LedgerEntry[]): InterruptedUndo | null {
  return interruptedUndo({ intent, observed: seen, ledger }, plan(intent, seen, ledger, NOW), NOW);
}
/** What an undo does by itself: what was bought stays. */
function undoOf(intent: Intent, model: TwilioModel, ledger: readonly LedgerEntry[]): ReadyPlan['actions'] {
  return mustBeReady(planUndo(intent, observed(model), ledger, NOW)).actions.filter(({ consent }) => consent === null);
}

describe('an undo that stopped', () => {
  it('anywhere in the middle is seen, with what is gone and what is there; before its first call and after its last there is nothing to say', () => {
    fc.assert(fc.property(drawnIntent, fc.nat(), fc.boolean(), (drawn, stop, lost) => {
      const intent = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      const ledger = model.apply(readyPlan(intent, model).actions);
      const calls = undoOf(intent, model, ledger);
      const done = calls.slice(0, stop % (calls.length + 1));
      ledger.push(...model.apply(done, (action) => lost && action === done.at(-1)));
      const expected = done.length === 0 || done.length === calls.length ? null : { gone: done.length, left: calls.length - done.length };
      expect(interrupted(intent, observed(model), ledger)).toEqual(expected);
    }));
  });

  it('is forgotten when it came to its end, and when something was made again', () => {
    fc.assert(fc.property(drawnIntent, fc.nat(), (drawn, stop) => {
      const intent = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      const ledger = model.apply(readyPlan(intent, model).actions);
      const calls = undoOf(intent, model, ledger);
      ledger.push(...model.apply(calls.slice(0, 1 + (stop % calls.length))));
      ledger.push(...model.apply(readyPlan(intent, model, ledger).actions.slice(0, 1)));
      expect(interrupted(intent, observed(model), ledger)).toBeNull();
    }));
  });

  it('is seen after the values were changed as well, once the trunk or a list is gone', () => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const ledger = model.apply(readyPlan(site.intent, model).actions);
    const calls = undoOf(site.intent, model, ledger);
    ledger.push(...model.apply(calls.slice(0, calls.findIndex(({ work }) => work.do === 'remove-trunk') + 1)));
    expect(interrupted(later(site.intent), observed(model), ledger)).toMatchObject({ left: 2 });
  });

  it('is not over because a call of a set-up was refused', () => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const ledger = model.apply(readyPlan(site.intent, model).actions);
    ledger.push(...model.apply(undoOf(site.intent, model, ledger).slice(0, 2)));
    const before = interrupted(site.intent, observed(model), ledger);
    const [first] = readyPlan(site.intent, model, ledger).actions;
    const call = crypto.randomUUID();
    ledger.push(
      { id: call, ...STAMP, kind: 'call', accountSid: model.snapshot.accountSid, action: first!.id, resource: first!.resource, effect: first!.effect, target: null, parent: null, naturalKey: first!.naturalKey, secretRevision: null },
      { id: crypto.randomUUID(), ...STAMP, kind: 'refused', call, code: 'twilio', twilioCode: null, sentence: '' },
    );
    expect(before).not.toBeNull();
    expect(interrupted(site.intent, observed(model), ledger)).toEqual(before);
  });
});

describe('what only looks like one', () => {
  it('is a set-up, whatever it took away last', () => {
    fc.assert(fc.property(drawnIntent, drawnIntent, (first, second) => {
      const before = toIntent(first, site.intent);
      const after = toIntent(second, before);
      const model = accountFor(first);
      for (const number of accountFor(second).snapshot.numbers) if (!model.snapshot.numbers.some((one) => one.phoneNumber === number.phoneNumber)) model.snapshot.numbers.push({ ...number, sid: model.sid('PN') });
      const ledger = model.apply(readyPlan(before, model).actions);
      expect(interrupted(before, observed(model), ledger)).toBeNull();
      ledger.push(...model.apply(readyPlan(after, model, ledger).actions));
      expect(interrupted(after, observed(model), ledger)).toBeNull();
    }));
  });

  it('is a number that a set-up took off the trunk and that is wanted again', () => {
    const both: Intent = { ...site.intent, numbers: [142, 150].map((number) => ({ phoneNumber: phoneNumber(number), acquire: 'take' as const })) };
    const model = TwilioModel.empty([phoneNumber(142), phoneNumber(150)]);
    const ledger = model.apply(readyPlan(both, model).actions);
    ledger.push(...model.apply(readyPlan({ ...both, numbers: both.numbers.slice(0, 1) }, model, ledger).actions));
    expect(ledger.findLast((entry) => entry.kind === 'call')).toMatchObject({ effect: 'remove', resource: 'number-on-trunk' });
    expect(interrupted(later(both), observed(model), ledger)).toBeNull();
  });

  it('is what somebody else took away, and an account that nobody has read', () => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const ledger = model.apply(readyPlan(site.intent, model).actions);
    model.snapshot.trunks = [];
    expect(interrupted(site.intent, observed(model), ledger)).toBeNull();
    expect(interrupted(site.intent, NOTHING, ledger)).toBeNull();
  });
});
