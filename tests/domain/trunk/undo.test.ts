import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent, LedgerEntry, TwilioSnapshot } from '../../../domain/site/record.ts';
import { planUndo } from '../../../domain/trunk/undo.ts';
import { readySite } from '../make-site.ts';
import { drawnForeign, putForeign, THEIR_NUMBER } from './foreign.ts';
import { accountFor, drawnIntent, mustBeReady, NOW, noteLost, observed, phoneNumber, type ReadyPlan, readyPlan, toIntent } from './site-kit.ts';
import { bareTrunk, emptyParts, TwilioModel } from './twilio-model.ts';

const site = readySite();

function undoOf(intent: Intent, model: TwilioModel, ledger: readonly LedgerEntry[]): ReadyPlan {
  return mustBeReady(planUndo(intent, observed(model), ledger, NOW));
}

/** Without the order of things, which means nothing. */
function comparable(snapshot: TwilioSnapshot): unknown {
  const bySid = <Thing extends { readonly sid: string }>(things: readonly Thing[]): Thing[] => [...things].sort((one, other) => one.sid.localeCompare(other.sid));
  return { trunks: bySid(snapshot.trunks), accessLists: bySid(snapshot.accessLists), credentialLists: bySid(snapshot.credentialLists), numbers: bySid(snapshot.numbers) };
}

describe('undoing a set-up', () => {
  it('leaves the account as it was before, gives back what was bought where a person says so, and then rests', () => {
    fc.assert(fc.property(drawnIntent, (drawn) => {
      const intent = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      const before = structuredClone(model.snapshot);
      const ledger = model.apply(readyPlan(intent, model).actions);
      const undo = undoOf(intent, model, ledger);
      expect(undo.held).toEqual([]);
      ledger.push(...model.apply(undo.actions));
      expect(comparable(model.snapshot)).toEqual(comparable(before));
      expect(undoOf(intent, model, ledger)).toMatchObject({ actions: [], held: [], found: [] });
      // And it can all be set up again.
      expect(readyPlan(intent, model, ledger).actions.map(({ id }) => id)).toContain('create-trunk');
    }));
  });

  it('asks only for the numbers that it bought, and each of them by itself', () => {
    fc.assert(fc.property(drawnIntent, (drawn) => {
      const intent = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      const ledger = model.apply(readyPlan(intent, model).actions);
      const asked = undoOf(intent, model, ledger).actions.filter(({ consent }) => consent !== null);
      expect(asked.every(({ consent, work }) => consent?.to === 'loss' && work.do === 'release-number')).toBe(true);
      expect(asked.map(({ naturalKey }) => naturalKey).sort()).toEqual(intent.numbers.filter(({ acquire }) => acquire === 'buy').map((number) => number.phoneNumber).sort());
    }));
  });

  it('goes on after it stopped anywhere, with any answer lost', () => {
    fc.assert(fc.property(drawnIntent, fc.nat(40), fc.boolean(), (drawn, stop, lost) => {
      const intent = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      const before = structuredClone(model.snapshot);
      const ledger = model.apply(readyPlan(intent, model).actions);
      const { actions } = undoOf(intent, model, ledger);
      const done = actions.slice(0, stop % (actions.length + 1));
      ledger.push(...model.apply(done, (action) => lost && action === done.at(-1)));
      noteLost(model, ledger);
      ledger.push(...model.apply(undoOf(intent, model, ledger).actions));
      expect(comparable(model.snapshot)).toEqual(comparable(before));
      expect(undoOf(intent, model, ledger)).toMatchObject({ actions: [], found: [] });
    }));
  });

  it('takes nothing away that somebody else made, and says what stays because of it', () => {
    fc.assert(fc.property(drawnIntent, drawnForeign, (drawn, foreign) => {
      const wanted = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      putForeign(model, wanted, foreign);
      let intent = wanted;
      for (let round = 0; round < 5; round += 1) intent = { ...intent, agreed: [...intent.agreed, ...readyPlan(intent, model).questions.map(({ id }) => id)] };
      const before = structuredClone(model.snapshot);
      const ledger = model.apply(readyPlan(intent, model).actions);
      ledger.push(...model.apply(undoOf(intent, model, ledger).actions));
      const sids = (snapshot: TwilioSnapshot): string[] => [...snapshot.trunks, ...snapshot.accessLists, ...snapshot.credentialLists].map(({ sid }) => sid).sort();
      expect(sids(model.snapshot)).toEqual(sids(before));
      for (const list of before.accessLists) expect(model.snapshot.accessLists.find(({ sid }) => sid === list.sid)?.addresses?.map(({ sid }) => sid)).toEqual(list.addresses?.map(({ sid }) => sid));
      for (const list of before.credentialLists) expect(model.snapshot.credentialLists.find(({ sid }) => sid === list.sid)?.users).toEqual(list.users);
      for (const trunk of before.trunks) {
        const now = model.snapshot.trunks.find(({ sid }) => sid === trunk.sid)?.parts;
        expect(now?.accessLists).toEqual(trunk.parts?.accessLists);
        expect(now?.originationUrls.map(({ sid }) => sid)).toEqual(trunk.parts?.originationUrls.map(({ sid }) => sid));
      }
    }));
  });
});

describe('what stands in the way', () => {
  const apply = (change: (model: TwilioModel) => void): { readonly undo: ReadyPlan; readonly model: TwilioModel; readonly ledger: LedgerEntry[] } => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const intent = { ...site.intent, numbers: [{ phoneNumber: phoneNumber(142), acquire: 'take' as const }, { phoneNumber: phoneNumber(150), acquire: 'buy' as const }] };
    const ledger = model.apply(readyPlan(intent, model).actions);
    change(model);
    return { undo: undoOf(intent, model, ledger), model, ledger };
  };

  it('is a number with emergency calling: the trunk, its lists and its numbers stay, with the way out', () => {
    for (const emergency of ['registered', 'pending-registration', 'registration-failure', 'pending-unregistration', 'unregistration-failure'] as const) {
      const { undo } = apply((model) => { model.snapshot.numbers[0]!.emergency = emergency; });
      expect(undo.actions.filter(({ work }) => work.do !== 'release-number')).toEqual([]);
      expect(undo.held).toEqual([expect.objectContaining({ because: 'emergency-calling', what: expect.stringContaining('21634') as string, next: expect.stringContaining('unregistered') as string })]);
      expect(undo.actions).toEqual([]);
    }
    expect(apply((model) => { model.snapshot.numbers[0]!.emergency = 'unregistered'; }).undo.held).toEqual([]);
  });

  it('is a number of somebody else on the trunk: what it needs stays, our own numbers go', () => {
    const { undo } = apply((model) => {
      const sid = model.sid('PN');
      model.snapshot.numbers.push({ sid, phoneNumber: THEIR_NUMBER, trunkSid: model.snapshot.trunks[0]!.sid, hasVoiceUrl: false, emergency: null });
      model.snapshot.trunks[0]!.parts!.phoneNumbers!.push({ sid, phoneNumber: THEIR_NUMBER });
    });
    expect(undo.actions.map(({ work }) => work.do)).toEqual(['detach-number', 'detach-number', 'release-number']);
    expect(undo.held).toEqual([expect.objectContaining({ because: 'not-ours', what: expect.stringContaining('+1 512 555 0999') as string })]);
  });

  it('is an address that somebody else entered: the list stays, our address goes', () => {
    const { undo } = apply((model) => { model.snapshot.accessLists[0]!.addresses!.push({ sid: model.sid('IP'), address: '198.51.100.9', prefix: 32 }); });
    expect(undo.actions.map(({ work }) => work.do)).toContain('remove-address');
    expect(undo.actions.map(({ work }) => work.do)).not.toContain('remove-access-list');
    expect(undo.held.map(({ because }) => because)).toEqual(['not-ours']);
  });

  it('is a list that is on a trunk nobody told us of: Twilio refuses before anything in it is lost, and it is named', () => {
    const { model, ledger, undo } = apply(() => {});
    const removal = undo.actions.find(({ work }) => work.do === 'remove-access-list')!;
    expect(undo.actions.some(({ work }) => work.do === 'remove-address')).toBe(false);
    const call = crypto.randomUUID();
    const stamp = { at: new Date(NOW).toISOString(), who: 'Sam', device: 'laptop' };
    ledger.push(
      { id: call, ...stamp, kind: 'call', accountSid: model.snapshot.accountSid, action: removal.id, resource: 'access-list', effect: 'remove', target: removal.target, parent: null, naturalKey: removal.naturalKey, secretRevision: null },
      { id: crypto.randomUUID(), ...stamp, kind: 'refused', call, code: 'dependency', twilioCode: 21236, sentence: '' },
    );
    const again = undoOf(site.intent, model, ledger);
    expect(again.held).toEqual([expect.objectContaining({ what: expect.stringContaining('another trunk') as string })]);
    expect(again.actions.map(({ work }) => work.do)).not.toContain('remove-access-list');
  });

  it('is a trunk that was taken over, with a number that has emergency calling, though only our lists are on it', () => {
    const model = TwilioModel.empty();
    const sid = model.sid('TK');
    const number = { sid: model.sid('PN'), phoneNumber: phoneNumber(142), trunkSid: sid, hasVoiceUrl: false, emergency: 'registered' as const };
    model.snapshot.numbers.push(number);
    model.snapshot.trunks.push(bareTrunk({
      sid, domainName: `${site.intent.trunk.domainLabel ?? ''}.pstn.twilio.com`, secure: true, cnamLookup: true, parts: { ...emptyParts(), originationUrls: [{ sid: model.sid('OU'), url: 'sip:lakeside-dental.my3cx.us', weight: 10, priority: 10, enabled: true }], phoneNumbers: [{ sid: number.sid, phoneNumber: number.phoneNumber }] },
    }));
    const intent = { ...site.intent, numbers: [{ phoneNumber: phoneNumber(142), acquire: 'take' as const }], agreed: [`use ${sid}`] };
    const ledger = model.apply(readyPlan(intent, model).actions);
    const undo = undoOf(intent, model, ledger);
    expect(undo.actions).toEqual([]);
    expect(undo.held.map(({ because }) => because)).toEqual(['emergency-calling']);
  });

  it('is nothing where the site went over to another trunk meanwhile: what it left on the first is taken away as well', () => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const first = bareTrunk({ sid: model.sid('TK'), name: 'One', domainName: 'one.pstn.twilio.com', secure: true });
    model.snapshot.trunks.push(first);
    const one = { ...site.intent, trunk: { ...site.intent.trunk, domainLabel: 'one', cnamLookup: false }, agreed: [`use ${first.sid}`] };
    const ledger = model.apply(readyPlan(one, model).actions);
    const second = bareTrunk({ sid: model.sid('TK'), name: 'Two', domainName: 'two.pstn.twilio.com', secure: true });
    model.snapshot.trunks.push(second);
    const two = { ...one, trunk: { ...one.trunk, domainLabel: 'two' }, agreed: [`use ${second.sid}`, ...readyPlan({ ...one, trunk: { ...one.trunk, domainLabel: 'two' }, agreed: [`use ${second.sid}`] }, model, ledger).questions.flatMap(({ names }) => names)] };
    ledger.push(...model.apply(readyPlan(two, model, ledger).actions));
    ledger.push(...model.apply(undoOf(two, model, ledger).actions));
    expect(model.snapshot.trunks.map(({ domainName, parts }) => [domainName, parts?.accessLists, parts?.credentialLists, parts?.originationUrls, parts?.phoneNumbers])).toEqual([['one.pstn.twilio.com', [], [], [], []], ['two.pstn.twilio.com', [], [], [], []]]);
    expect(model.snapshot.accessLists).toEqual([]);
    expect(model.snapshot.credentialLists).toEqual([]);
  });

  it('is a reading that did not look: then nothing is planned at all', () => {
    const model = TwilioModel.empty([phoneNumber(142)]);
    const ledger = model.apply(readyPlan(site.intent, model).actions);
    const kind = (change: (snapshot: TwilioSnapshot) => void): string => {
      const other = new TwilioModel(model.snapshot);
      change(other.snapshot);
      return planUndo(site.intent, observed(other), ledger, NOW).kind;
    };
    expect(kind(() => {})).toBe('ready');
    expect(kind((snapshot) => { snapshot.trunks[0]!.parts = null; })).toBe('not-read');
    expect(kind((snapshot) => { snapshot.accessLists[0]!.addresses = null; })).toBe('not-read');
    expect(kind((snapshot) => { snapshot.credentialLists[0]!.users = null; })).toBe('not-read');
    expect(kind((snapshot) => { snapshot.askedNumbers = []; })).toBe('not-read');
    expect(planUndo({ ...site.intent, account: { kind: 'by-hand' } }, observed(model), ledger, NOW).kind).toBe('not-read');
  });
});
