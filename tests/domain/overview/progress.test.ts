import { describe, expect, it } from 'vitest';
import { CHAPTERS, type StepId } from '../../../domain/guide/steps.ts';
import { progress, stepState } from '../../../domain/overview/progress.ts';
import type { Evidence, Site } from '../../../domain/site/record.ts';
import { plan } from '../../../domain/trunk/plan.ts';
import { readySite, STAMP } from '../make-site.ts';
import { TwilioModel } from '../trunk/twilio-model.ts';

const NOW = Date.parse(STAMP.at);
const state = (site: Site, id: StepId) => {
  const step = CHAPTERS.flatMap((chapter) => chapter.steps).find((one) => one.id === id);
  if (!step) throw new Error(id);
  return stepState(site, step, NOW);
};
const looked = (site: Site, model: TwilioModel): Site => ({ ...site, observed: { ...site.observed, twilio: { source: 'api', ...STAMP, account: site.intent.account, value: structuredClone(model.snapshot) } } });

describe('what is done is derived', () => {
  it('the set-up is done exactly when a reading shows nothing left, and no longer after the account or the intent changed', () => {
    const model = TwilioModel.empty(['+15125550142']);
    const before = looked(readySite(), model);
    expect(state(before, 'setup.run').kind).toBe('open');
    const todo = plan(before.intent, before.observed, [], NOW);
    const ledger = todo.kind === 'ready' ? model.apply(todo.actions) : [];
    const after = { ...looked(before, model), ledger };
    expect(state(after, 'setup.run')).toMatchObject({ kind: 'done', at: STAMP.at });
    model.snapshot.trunks[0]!.secure = false;
    expect(state({ ...looked(after, model), ledger }, 'setup.run').kind).toBe('open');
    expect(state({ ...after, intent: { ...after.intent, trunk: { ...after.intent.trunk, edge: 'dublin', cnamLookup: false } } }, 'setup.run').kind).toBe('open');
  });

  it('a tick is evidence, and taking it back is evidence too', () => {
    const step = 'trunk-in-3cx.enter';
    const done: Evidence = { id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step, source: 'reported', note: '' };
    const site = { ...readySite(), evidence: [done] };
    expect(state(site, step)).toMatchObject({ kind: 'done', how: 'Reported by Sam Doe', at: STAMP.at });
    expect(state({ ...site, evidence: [done, { id: crypto.randomUUID(), ...STAMP, kind: 'step-reopened', step, note: '' }] }, step).kind).toBe('open');
  });

  it('a name that contradicts the address needs a person', () => {
    const site = readySite();
    const pbxName = { source: 'measured' as const, ...STAMP, fqdn: site.intent.pbx.fqdn ?? '', value: { kind: 'addresses' as const, addresses: ['35.1.2.3'] } };
    expect(state({ ...site, observed: { ...site.observed, pbxName } }, 'pbx.values').kind).toBe('attention');
  });

  it('counts steps, and a fresh site has nearly all before it', () => {
    const { done, all } = progress(readySite({ numbers: [] }), NOW);
    expect(all).toBe(CHAPTERS.reduce((sum, chapter) => sum + chapter.steps.length, 0));
    expect(done).toBeLessThan(all);
  });
});
