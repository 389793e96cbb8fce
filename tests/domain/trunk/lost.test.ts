import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../domain/site/record.ts';
import type { Action } from '../../../domain/trunk/actions.ts';
import { readLedger } from '../../../domain/trunk/ledger.ts';
import { findLost } from '../../../domain/trunk/lost.ts';
import { planUndo } from '../../../domain/trunk/undo.ts';
import { readySite } from '../make-site.ts';
import { mustBeReady, NOW, observed, phoneNumber, readyPlan } from './site-kit.ts';
import { TwilioModel } from './twilio-model.ts';

const site = readySite();
const lostOf = (model: TwilioModel, ledger: readonly LedgerEntry[]) => findLost(model.snapshot, readLedger(ledger, model.snapshot.accountSid));
/** The call of an action in the ledger. */
const callOf = (ledger: readonly LedgerEntry[], { id }: Action): string => ledger.findLast((entry) => entry.kind === 'call' && entry.action === id)?.id ?? '';

describe('a call whose answer was lost', () => {
  it('is found by what it made: each create of a set-up by itself', () => {
    const first = TwilioModel.empty([phoneNumber(142)]);
    for (const [index, action] of readyPlan(site.intent, first).actions.entries()) {
      const model = TwilioModel.empty([phoneNumber(142)]);
      const ledger = model.apply(readyPlan(site.intent, model).actions.slice(0, index + 1), ({ id }) => id === action.id);
      expect(lostOf(model, ledger), action.id).toEqual([expect.objectContaining({ call: callOf(ledger, action) })]);
    }
  });

  it('is found by what is gone: each removal of an undo by itself', () => {
    const steps = (model: TwilioModel) => {
      const ledger = model.apply(readyPlan(site.intent, model).actions);
      return { ledger, actions: mustBeReady(planUndo(site.intent, observed(model), ledger, NOW)).actions };
    };
    for (const [index] of steps(TwilioModel.empty([phoneNumber(142)])).actions.entries()) {
      const model = TwilioModel.empty([phoneNumber(142)]);
      const { ledger, actions } = steps(model);
      const last = actions[index]!;
      ledger.push(...model.apply(actions.slice(0, index + 1), ({ id }) => id === last.id));
      expect(lostOf(model, ledger), last.id).toEqual([{ call: callOf(ledger, last), sid: last.target }]);
    }
  });

  it('is not taken for done where the reading did not look inside', () => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const two = { ...site.intent, pbx: { ...site.intent.pbx, ipv4: [...site.intent.pbx.ipv4, '34.1.2.3'] } };
    const ledger = model.apply(readyPlan(two, model).actions);
    const removal = readyPlan(site.intent, model, ledger).actions.find(({ work }) => work.do === 'remove-address')!;
    ledger.push(...model.apply([removal], () => true));
    expect(lostOf(model, ledger)).toHaveLength(1);
    model.snapshot.accessLists[0]!.addresses = null;
    expect(lostOf(model, ledger)).toEqual([]);
  });

  it('is found by where it is, also where the trunk has got another domain since', () => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const ledger = model.apply(readyPlan(site.intent, model).actions, ({ work }) => work.do === 'attach-number' || work.do === 'put-access-list-on-trunk' || work.do === 'create-origination-url');
    model.snapshot.trunks[0]!.domainName = 'Renamed.pstn.twilio.com';
    model.snapshot.accessLists[0]!.name = 'Renamed list';
    expect(lostOf(model, ledger)).toHaveLength(3);
  });

  it('that was not done stays open', () => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const scratch = new TwilioModel(model.snapshot);
    const ledger = scratch.apply(readyPlan(site.intent, model).actions.slice(0, 1), () => true);
    expect(lostOf(model, ledger)).toEqual([]);
  });
});
