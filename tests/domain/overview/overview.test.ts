import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tickValues } from '../../../domain/emergency/tick-values.ts';
import { CHAPTERS } from '../../../domain/guide/chapters.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { isJudgedOnly } from '../../../domain/overview/judge.ts';
import { TWILIO_STEP_IDS } from '../../../domain/overview/judge-trunk.ts';
import { firstOpen, overviewOf } from '../../../domain/overview/overview.ts';
import type { Directory } from '../../../domain/numbers/directory.ts';
import { type Evidence, type Site, withoutSecrets } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { plan } from '../../../domain/trunk/plan.ts';
import { readySite, STAMP } from '../make-site.ts';
import { TwilioModel } from '../trunk/twilio-model.ts';

const NOW = Date.parse(STAMP.at);
const DAY = 86_400_000;
const look = (site: Site, now = NOW, directory: Directory = EMPTY_DIRECTORY) => overviewOf({ ...withoutSecrets(site), directory }, now);
const state = (site: Site, id: StepId, directory: Directory = EMPTY_DIRECTORY) => look(site, NOW, directory).stateOf(id);
const looked = (site: Site, model: TwilioModel): Site => ({ ...site, observed: { ...site.observed, twilio: { source: 'api', ...STAMP, account: site.intent.account, value: structuredClone(model.snapshot) } } });
const id = (): string => crypto.randomUUID();
const done = (step: StepId): Evidence => ({ id: id(), ...STAMP, kind: 'step-done', step, source: 'reported', note: '', values: {} });
const said = (site: Site, ...evidence: Evidence[]): Site => ({ ...site, evidence: [...site.evidence, ...evidence] });
const byHand = (site: Site): Site => ({ ...site, intent: { ...site.intent, account: { kind: 'by-hand' } } });

/** A site whose account is set up just as planned. */
function setUp(): { readonly site: Site; readonly model: TwilioModel } {
  const model = TwilioModel.empty(['+15125550142']);
  const before = looked(readySite(), model);
  const todo = plan(before.intent, before.observed, [], NOW);
  const ledger = todo.kind === 'ready' ? model.apply(todo.actions) : [];
  return { site: { ...looked(before, model), ledger: [...ledger] }, model };
}

describe('steps that Trunkbook can judge', () => {
  it('tick themselves when a reading shows them done, and not before', () => {
    const fresh = looked(readySite(), TwilioModel.empty(['+15125550142']));
    const { site } = setUp();
    for (const step of TWILIO_STEP_IDS) {
      expect(state(fresh, step).kind, step).toBe('open');
      expect(state(site, step), step).toMatchObject({ kind: 'done', at: STAMP.at });
    }
    expect(state(site, 'setup.run')).toMatchObject({ kind: 'done', at: STAMP.at });
  });

  it('un-tick when the account drifts, each by what belongs to it, and say what is missing', () => {
    const drifts: readonly [StepId, (model: TwilioModel) => void][] = [
      ['trunk.create', ({ snapshot }) => { snapshot.trunks[0]!.secure = false; }],
      ['inbound.cnam', ({ snapshot }) => { snapshot.trunks[0]!.cnamLookup = false; }],
      ['trunk.termination', ({ snapshot }) => { snapshot.trunks[0]!.domainName = 'other.pstn.twilio.com'; }],
      ['security.access-list', ({ snapshot }) => { snapshot.accessLists[0]!.addresses = []; }],
      ['security.credentials', ({ snapshot }) => { snapshot.trunks[0]!.parts!.credentialLists = []; }],
      ['inbound.origination', ({ snapshot }) => { snapshot.trunks[0]!.parts!.originationUrls = []; }],
      ['numbers.attach', ({ snapshot }) => { snapshot.numbers[0]!.trunkSid = null; }],
    ];
    for (const [step, drift] of drifts) {
      const { site, model } = setUp();
      drift(model);
      const after = looked(site, model);
      expect(state(after, step).kind, step).toBe('attention');
      expect(state(after, 'setup.run').kind, step).toBe('open');
      const others = TWILIO_STEP_IDS.filter((other) => other !== step);
      expect(others.filter((other) => state(after, other).kind !== 'done'), `besides ${step}`).toEqual([]);
    }
  });

  it('are not known on the answer of another account, nor without one', () => {
    const { site } = setUp();
    for (const step of TWILIO_STEP_IDS) {
      expect(state({ ...site, intent: { ...site.intent, account: { kind: 'twilio', accountId: id() } } }, step).kind).toBe('open');
      expect(state({ ...site, observed: { ...site.observed, twilio: null } }, step).kind).toBe('open');
    }
  });

  it('are judged one by one where only a number is missing', () => {
    const { site } = setUp();
    const without = { ...site, intent: { ...site.intent, numbers: [] } };
    expect(state(without, 'trunk.create').kind).toBe('done');
    expect(state(without, 'numbers.attach').kind).toBe('open');
  });

  it('a tick by hand against what Twilio answered is a contradiction, and stays one until somebody settles it', () => {
    const model = TwilioModel.empty(['+15125550142']);
    const site = said(looked(readySite(), model), done('trunk.create'));
    expect(state(site, 'trunk.create')).toMatchObject({ kind: 'contradiction', reported: expect.stringContaining(STAMP.who), observed: expect.stringContaining('Create the trunk') });
    expect(state(said(site, { id: id(), ...STAMP, kind: 'step-reopened', step: 'trunk.create', note: '' }), 'trunk.create').kind).toBe('open');
    expect(look(site).left.map(({ step }) => step.id)).toContain('trunk.create');
  });

  it('by hand they are a person’s word', () => {
    const site = byHand(readySite());
    for (const step of TWILIO_STEP_IDS) {
      expect(state(site, step).kind).toBe('open');
      expect(state(said(site, done(step)), step)).toMatchObject({ kind: 'done', how: `Reported by ${STAMP.who}` });
    }
  });
});

describe('what a person says of a step', () => {
  const step: StepId = 'trunk-in-3cx.enter';
  it('a tick is evidence, and taking it back is evidence too', () => {
    const site = said(readySite(), done(step));
    expect(state(site, step)).toMatchObject({ kind: 'done', how: 'Reported by Sam Doe', at: STAMP.at });
    expect(state(said(site, { id: id(), ...STAMP, kind: 'step-reopened', step, note: '' }), step).kind).toBe('open');
  });

  it('“not needed” settles it with its reason, “blocked” makes an open point with owner and day', () => {
    expect(state(said(readySite(), { id: id(), ...STAMP, kind: 'step-not-applicable', step, reason: 'Another trunk' }), step)).toEqual({ kind: 'not-applicable', why: 'Another trunk', at: STAMP.at });
    const site = said(readySite(), { id: id(), ...STAMP, kind: 'step-blocked', step, note: 'No login', owner: 'Pat', due: '2026-11-25', emergency: null });
    expect(look(site).openPoints).toMatchObject([{ note: 'No login', owner: 'Pat', due: '2026-11-25', overdue: false, who: STAMP.who }]);
    expect(look(site, Date.parse('2026-11-26T11:59:00Z')).openPoints[0]?.overdue).toBe(false);
    expect(look(site, Date.parse('2026-11-26T12:01:00Z')).openPoints[0]?.overdue).toBe(true);
  });

  it('what is known to be so needs no word: a blocked step that Twilio shows done is done', () => {
    const { site } = setUp();
    expect(state(said(site, { id: id(), ...STAMP, kind: 'step-blocked', step: 'trunk.create', note: 'x', owner: 'y', due: null, emergency: null }), 'trunk.create').kind).toBe('done');
  });

  it('the latest word counts, whatever came before', () => {
    const words = fc.constantFrom<(step: StepId) => Evidence>(
      done, (step) => ({ id: id(), ...STAMP, kind: 'step-reopened', step, note: '' }), (step) => ({ id: id(), ...STAMP, kind: 'step-not-applicable', step, reason: 'r' }),
      (step) => ({ id: id(), ...STAMP, kind: 'step-blocked', step, note: 'n', owner: 'o', due: null, emergency: null }), (step) => ({ id: id(), ...STAMP, kind: 'note', step, text: 't' }),
    );
    fc.assert(fc.property(fc.array(words, { maxLength: 8 }), (sayings) => {
      const site = said(readySite(), ...sayings.map((saying) => saying(step)));
      const last = site.evidence.findLast((entry) => entry.kind !== 'note');
      const kind = { 'step-done': 'done', 'step-not-applicable': 'not-applicable', 'step-blocked': 'blocked' }[last?.kind as string] ?? 'open';
      expect(state(site, step).kind).toBe(kind);
    }));
  });
});

describe('what stands beside the plan', () => {
  it('a name that contradicts the address needs a person', () => {
    const site = readySite();
    const pbxName = { source: 'measured' as const, ...STAMP, fqdn: site.intent.pbx.fqdn ?? '', value: { kind: 'addresses' as const, addresses: ['35.1.2.3'] } };
    expect(state({ ...site, observed: { ...site.observed, pbxName } }, 'pbx.values').kind).toBe('attention');
  });

  it('rules that go wrong and extensions without a caller ID need a person; ticked, or said not to be needed, they are a contradiction', () => {
    const site = readySite();
    const [first, ...others] = [{ id: 'a', name: 'National', prefixes: '0', lengths: '', extensions: '', departments: '', routes: [{ trunk: null, stripDigits: 1, prepend: '+44', append: '', callerId: '' }] },
      { id: 'b', name: 'International', prefixes: '00', lengths: '', extensions: '', departments: '', routes: [{ trunk: null, stripDigits: 2, prepend: '+', append: '', callerId: '' }] }];
    const notNeeded = (step: StepId): Evidence => ({ id: id(), ...STAMP, kind: 'step-not-applicable', step, reason: 'No calls out' });
    const wrong = { ...site, intent: { ...site.intent, country: 'GB', outboundRules: [first!, ...others] } };
    expect(state(wrong, 'rules.enter').kind).toBe('attention');
    expect(state(said(wrong, done('rules.enter')), 'rules.enter')).toMatchObject({ kind: 'contradiction', reported: expect.stringContaining('reported it done'), observed: expect.stringContaining('“International”') });
    expect(state(said(wrong, notNeeded('rules.enter')), 'rules.enter')).toMatchObject({ kind: 'contradiction', reported: expect.stringContaining('No calls out') });
    expect(state(said({ ...site, intent: { ...site.intent, country: 'GB' } }, done('rules.enter')), 'rules.enter').kind).toBe('done');
    const extension = { number: '100', firstName: 'A', lastName: 'B', email: '', callerId: '', dids: [], department: '', other: {} };
    const directory: Directory = { ...EMPTY_DIRECTORY, extensions: { ...EMPTY_DIRECTORY.extensions, rows: [extension] } };
    expect(state(site, 'extensions.users', directory).kind).toBe('attention');
    for (const mark of [done, notNeeded]) expect(state(said(site, mark('extensions.users')), 'extensions.users', directory).kind).toBe('contradiction');
    const mended: Directory = { ...directory, extensions: { ...directory.extensions, rows: [{ ...extension, callerId: '+15125550142' }] } };
    expect(state(said(site, { id: id(), ...STAMP, kind: 'step-done', step: 'extensions.users', source: 'reported', note: '', values: tickValues('extensions.users', site.intent, mended) }), 'extensions.users', mended).kind).toBe('done');
  });
});

describe('leaving the site', () => {
  const settleAll = (site: Site): Site => look(site).left.reduce((now, { step }) => (isJudgedOnly(step.id) ? now : said(now, done(step.id))), site);
  // No extension is known: where Twilio carries no emergency calls, that holds nobody back.
  const complete = (country = 'CH'): Site => {
    const site = byHand(readySite({ hosting: 'hosted', country }));
    return settleAll({ ...site, intent: { ...site.intent, pbx: { ...site.intent.pbx, loginUrl: 'https://x.my3cx.us', username: '100' } }, secrets: { ...site.secrets, pbxPassword: { value: 'x', revision: id(), at: STAMP.at } } });
  };

  it('is for when every step is settled: a site without credentials gets there on reported values', () => {
    const site = complete();
    expect(look(site).left).toEqual([]);
    expect(state(site, 'hand-over.leave').kind).toBe('done');
    expect(look(site).settled).toBe(look(site).steps.length);
  });

  it('is not, where emergency calls are carried and no extension is known: a tick that all are covered contradicts that, and “not needed” is no answer', () => {
    for (const country of ['US', 'GB', 'IE']) {
      const site = complete(country);
      expect(look(site).left.map(({ step }) => step.id)).toEqual(['emergency-3cx.coverage']);
      expect(state(site, 'emergency-3cx.coverage')).toMatchObject({ kind: 'contradiction', observed: expect.stringContaining('No extension is known') });
      const notNeeded = said(site, { id: id(), ...STAMP, kind: 'step-not-applicable', step: 'emergency-3cx.coverage', reason: 'They all have mobile phones.' });
      expect(look(notNeeded).leave).toMatchObject({ kind: 'do-not', reasons: [{ step: { id: 'emergency-3cx.coverage' } }] });
      const point = said(site, { id: id(), ...STAMP, kind: 'step-blocked', step: 'emergency-3cx.coverage', note: 'No login to 3CX', owner: 'Pat', due: '2026-11-25', emergency: { meanwhile: 'Use a mobile phone.', told: 'Kim', about: [] } });
      expect(look(point).leave).toMatchObject({ kind: 'open-points', points: [{ owner: 'Pat' }] });
    }
  });

  it('an open point with somebody’s name does not hold anybody back, and is told', () => {
    const site = said(complete(), { id: id(), ...STAMP, kind: 'step-blocked', step: 'incoming.call', note: 'Nobody in', owner: 'Pat', due: null, emergency: null });
    expect(state(site, 'hand-over.leave')).toMatchObject({ kind: 'done', how: 'Nothing is left but one open point' });
    expect(look(site).settled).toBe(look(site).steps.length - 1);
  });

  it('a contradiction, a decision or an open step does', () => {
    const site = said(complete(), { id: id(), ...STAMP, kind: 'step-reopened', step: 'incoming.call', note: '' });
    expect(state(site, 'hand-over.leave')).toMatchObject({ kind: 'open', why: 'One step is left.' });
  });

  it('counts only the steps of this site, each in its chapter', () => {
    const overview = look(readySite({ hosting: 'hosted' }));
    expect(overview.steps.length).toBe(overview.chapters.reduce((sum, { steps }) => sum + steps.length, 0));
    expect(overview.steps.length).toBeLessThan(CHAPTERS.reduce((sum, { steps }) => sum + steps.length, 0));
    expect(overview.chapters.reduce((sum, { settled }) => sum + settled, 0)).toBe(overview.settled);
  });
});

describe('where a technician goes on', () => {
  it('is the first step that waits for a person: what Trunkbook does by itself later is passed over', () => {
    const site = said(readySite({ hosting: 'hosted' }), ...(['visit.refresh', 'visit.pack', 'premises.hosted', 'pbx.create', 'pbx.login', 'pbx.e164-processing', 'account.choose', 'account.upgraded'] as const).map(done));
    const settled: Site = { ...looked(site, TwilioModel.empty(['+15125550142'])), secrets: { ...site.secrets, pbxPassword: { value: 'x', revision: id(), at: STAMP.at } } };
    const ready: Site = { ...settled, intent: { ...settled.intent, pbx: { ...settled.intent.pbx, username: '100', loginUrl: 'https://x.my3cx.us' } } };
    expect(firstOpen(look(ready), ready.intent.account)?.id).toBe('setup.run');
    expect(firstOpen(look(byHand(ready)), { kind: 'by-hand' })?.id).toBe('trunk.create');
  });
  it('an overview never throws, whatever the moment', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), (days) => { look(readySite(), days * DAY); }));
  });
});
