// What the comparison and the steps of 3CX say of a site, from before its set-up to after its undo.
import { describe, expect, it } from 'vitest';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { TWILIO_STEP_IDS } from '../../../domain/overview/judge-trunk.ts';
import { overviewOf } from '../../../domain/overview/overview.ts';
import type { StepState } from '../../../domain/overview/state.ts';
import { type Intent, type Site, withoutSecrets } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { reportedBy } from '../../../domain/trunk/reported.ts';
import { planUndo } from '../../../domain/trunk/undo.ts';
import { readySite, STAMP } from '../make-site.ts';
import { mustBeReady, NOW, readyPlan } from '../trunk/site-kit.ts';
import { TwilioModel } from '../trunk/twilio-model.ts';

const state = (site: Site, step: StepId): StepState => overviewOf({ ...withoutSecrets(site), directory: EMPTY_DIRECTORY }, NOW).stateOf(step);
const looked = (site: Site, model: TwilioModel): Site => ({ ...site, observed: { ...site.observed, twilio: { source: 'api', ...STAMP, account: site.intent.account, value: structuredClone(model.snapshot) } } });
const withTrunk = (site: Site, change: Partial<Intent['trunk']>): Site => ({ ...site, intent: { ...site.intent, trunk: { ...site.intent.trunk, ...change } } });

function setUp(): { readonly site: Site; readonly model: TwilioModel } {
  const model = TwilioModel.empty(['+15125550142']);
  const before = readySite();
  return { model, site: looked({ ...before, ledger: model.apply(readyPlan(before.intent, model).actions) }, model) };
}

describe('the comparison', () => {
  it('is open before a set-up, done after it, and needs somebody when the account drifts', () => {
    expect(state(looked(readySite(), TwilioModel.empty(['+15125550142'])), 'setup.compare').kind).toBe('open');
    const { site, model } = setUp();
    expect(state(site, 'setup.compare')).toMatchObject({ kind: 'done', at: STAMP.at });
    model.snapshot.trunks[0]!.secure = false;
    expect(state(looked(site, model), 'setup.compare')).toMatchObject({ kind: 'attention', why: 'One thing differs.' });
    model.snapshot.trunks.length = 0;
    expect(state(looked(site, model), 'setup.compare').kind).toBe('attention');
  });

  it('and all steps of Twilio are open after an undo: it was wanted, nothing was lost', () => {
    const { site, model } = setUp();
    const ledger = [...site.ledger, ...model.apply(mustBeReady(planUndo(site.intent, site.observed, site.ledger, NOW)).actions)];
    const after = looked({ ...site, ledger }, model);
    for (const step of [...TWILIO_STEP_IDS, 'setup.run', 'setup.compare'] as const) expect(state(after, step).kind, step).toBe('open');
  });

  it('counts what 3CX is said to have as well', () => {
    const { site } = setUp();
    const said: Site = { ...site, observed: { ...site.observed, pbxTrunk: { 'trunk.authenticationId': { source: 'reported', ...STAMP, value: 'another' } } } };
    expect(state(said, 'setup.compare').kind).toBe('attention');
  });
});

describe('a tick on a step of 3CX', () => {
  const ticked = (step: StepId): Site => {
    const { site } = setUp();
    return {
      ...site, evidence: [{ id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step, source: 'reported', note: '', values: {} }],
      observed: { ...site.observed, pbxTrunk: reportedBy(step, site.intent, {}, STAMP) },
    };
  };

  it.each<[string, StepId, Partial<Intent['trunk']>]>([
    ['the user', 'trunk-in-3cx.enter', { sipUsername: 'another' }], ['the password', 'trunk-in-3cx.enter', { sipPassword: '5b0c9f9e-1d0f-4a55-8a0e-6b8f2f5d1a01' }],
    ['the edge', 'trunk-in-3cx.enter', { edge: 'tokyo' }], ['the encryption', 'trunk-in-3cx.encryption', { secure: false }],
  ])('does not hold against %s that was changed since', (_, step, change) => {
    const site = ticked(step);
    expect(state(site, step).kind).toBe('done');
    expect(state(withTrunk(site, change), step)).toMatchObject({ kind: 'contradiction', observed: expect.stringContaining('Changed here since') as string });
  });

  it('holds when something changed that 3CX has nothing of', () => {
    expect(state(withTrunk(ticked('trunk-in-3cx.enter'), { accessListName: 'Another', cnamLookup: false }), 'trunk-in-3cx.enter').kind).toBe('done');
  });

  it('of before anybody kept what 3CX has is believed', () => {
    const site = ticked('trunk-in-3cx.enter');
    expect(state(withTrunk({ ...site, observed: { ...site.observed, pbxTrunk: {} } }, { sipUsername: 'another' }), 'trunk-in-3cx.enter').kind).toBe('done');
  });
});

it('security is chosen where only Twilio has the password, and not where a user has yet to be made', () => {
  const { site, model } = setUp();
  expect(state(withTrunk(site, { sipPassword: null }), 'security.values')).toMatchObject({ kind: 'done', how: expect.stringContaining('not known') as string });
  model.snapshot.credentialLists[0]!.users = [];
  expect(state(withTrunk(looked(site, model), { sipPassword: null }), 'security.values').kind).toBe('open');
});
