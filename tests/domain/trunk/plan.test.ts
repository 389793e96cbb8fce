import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent, LedgerEntry, Observed, Site } from '../../../domain/site/record.ts';
import type { Action } from '../../../domain/trunk/actions.ts';
import type { Draft } from '../../../domain/trunk/drafting.ts';
import { plan } from '../../../domain/trunk/plan.ts';
import { trunkDifferences } from '../../../domain/trunk/plan-trunk.ts';
import { checkIntent } from '../../../domain/trunk/requirements.ts';
import { readySite, STAMP } from '../make-site.ts';
import { accountFor, anyOrder, drawnIntent, NOTHING, NOW, noteLost, observed, type ReadyPlan, readyPlan, toIntent } from './site-kit.ts';
import { bareTrunk, TwilioModel } from './twilio-model.ts';

function ready(site: Site, model: TwilioModel, ledger: readonly LedgerEntry[] = [], intent: Intent = site.intent): ReadyPlan {
  return readyPlan(intent, model, ledger);
}

const ids = (actions: readonly Action[]): string[] => actions.map((action) => action.id);

describe('a fresh account', () => {
  const site = readySite();
  const model = TwilioModel.empty(['+15125550142']);

  it('gets everything that the guide sets up, the trunk first', () => {
    expect(ids(ready(site, model).actions)).toEqual([
      'create-trunk', 'create-access-list', 'add-address 34.174.61.120', 'put-access-list-on-trunk', 'create-credential-list', 'create-credential', 'put-credential-list-on-trunk',
      'create-origination-url sip:lakeside-dental.my3cx.us;transport=tls', 'attach-number +15125550142',
    ]);
  });

  it('gets a TLS origination URL exactly when secure', () => {
    const url = (secure: boolean) => ready(readySite({ trunk: { ...site.intent.trunk, secure } }), model).actions.map((action) => (action.work.do === 'create-origination-url' ? action.work.url : '')).join('');
    expect(url(true)).toBe('sip:lakeside-dental.my3cx.us;transport=tls');
    expect(url(false)).toBe('sip:lakeside-dental.my3cx.us');
  });

  it('marks what costs money, and only that', () => {
    const buying = ready(readySite({ numbers: [{ phoneNumber: '+15125550199', acquire: 'buy' }] }), model).actions;
    expect(buying.filter((action) => action.consent?.to === 'cost').map((action) => action.id)).toEqual(['create-trunk', 'buy-number +15125550199']);
    const { trunk } = site.intent;
    const plain = ready(readySite({ trunk: { ...trunk, cnamLookup: false } }), model).actions;
    expect(plain.filter((action) => action.consent !== null)).toEqual([]);
  });

  it('says how old the reading is', () => expect(ready(site, model).age).toBe(60_000));
});

describe('another SIP user', () => {
  const site = readySite();
  const said = (value: string): Observed['pbxTrunk'] => ({ 'trunk.authenticationId': { source: 'reported', ...STAMP, value } });
  const removal = (pbxTrunk: Observed['pbxTrunk']): Action | undefined => {
    const model = TwilioModel.empty(['+15125550142']);
    const ledger = model.apply(ready(site, model).actions);
    const intent = { ...site.intent, trunk: { ...site.intent.trunk, sipUsername: 'new-user' } };
    const planned = plan(intent, { ...observed(model), pbxTrunk }, ledger, NOW);
    return planned.kind === 'ready' ? planned.actions.find(({ work }) => work.do === 'remove-credential') : undefined;
  };

  it('in place of the one that 3CX logs in with: the removal says that outgoing calls fail, and until when', () => {
    const inUse = removal(said(site.intent.trunk.sipUsername ?? ''));
    expect(inUse?.words).toContain('outgoing calls fail until 3CX has the new name, “new-user”');
  });

  it('stops no calls for certain where 3CX has the new one already, or nobody said what it has', () => {
    expect(removal(said('new-user'))?.words).not.toContain('fail until');
    expect(removal({})?.words).not.toContain('fail until');
    expect(removal({})?.why).toContain('Where it does not do so yet, outgoing calls fail');
  });
});

describe('before any call', () => {
  const site = readySite();
  const problems = (intent: Partial<Intent>) => {
    const result = plan({ ...site.intent, ...intent }, NOTHING, [], NOW);
    return result.kind === 'blocked' ? result.problems.map((problem) => problem.field) : [];
  };
  it.each<[string, Partial<Intent>]>([
    ['pbx.ipv4', { pbx: { ...site.intent.pbx, ipv4: ['10.1.2.3'] } }],
    ['pbx.fqdn', { pbx: { ...site.intent.pbx, fqdn: null } }],
    ['trunk.friendlyName', { trunk: { ...site.intent.trunk, friendlyName: 'x'.repeat(65) } }],
    ['trunk.domainLabel', { trunk: { ...site.intent.trunk, domainLabel: 'a.b' } }],
    ['trunk.secure', { trunk: { ...site.intent.trunk, secure: null } }],
    ['trunk.sipUsername', { trunk: { ...site.intent.trunk, sipUsername: 'x'.repeat(33) } }],
    ['trunk.origination', { trunk: { ...site.intent.trunk, origination: { weight: 10, priority: 10, others: [{ url: 'sips:backup.example.com', weight: 10, priority: 20 }] } } }],
    ['numbers', { numbers: [] }],
  ])('a wrong %s blocks, beside its field', (field, intent) => expect(problems(intent)).toEqual([field]));

  it('an account that was not read gives no plan', () => expect(plan(site.intent, NOTHING, [], NOW)).toEqual({ kind: 'not-read' }));
});

describe('somebody else’s things', () => {
  const site = readySite();
  it('are not touched without a question, and are used after a yes', () => {
    const model = TwilioModel.empty(['+15125550142']);
    model.snapshot.trunks.push(bareTrunk({ sid: model.sid('TK'), domainName: 'lakeside-dental-k7m2p.pstn.twilio.com' }));
    const { questions } = ready(site, model);
    expect(questions).toHaveLength(1);
    const agreed = ready(site, model, [], { ...site.intent, agreed: questions.map((question) => question.id) });
    expect(agreed.questions).toEqual([]);
    expect(ids(agreed.actions)).toContain('update-trunk');
    expect(ids(agreed.actions)).not.toContain('create-trunk');
  });

  it('a number with a voice URL, or on another trunk, is moved only after a yes', () => {
    for (const change of [{ hasVoiceUrl: true }, { trunkSid: `TK${'f'.repeat(32)}` }]) {
      const model = TwilioModel.empty(['+15125550142']);
      Object.assign(model.snapshot.numbers[0]!, change);
      const { questions } = ready(site, model);
      expect(questions).toHaveLength(1);
      expect(ready(site, model, [], { ...site.intent, agreed: questions.map((question) => question.id) }).questions).toEqual([]);
    }
  });

  it('a taken domain is refused beside its field for an hour, whatever else is changed', () => {
    const model = TwilioModel.empty(['+15125550142']);
    const { accountSid } = model.snapshot;
    const call = crypto.randomUUID();
    const ledger: LedgerEntry[] = [
      { id: call, ...STAMP, kind: 'call', accountSid, action: 'create-trunk', resource: 'trunk', effect: 'create', target: null, parent: null, naturalKey: 'lakeside-dental-k7m2p.pstn.twilio.com', secretRevision: null },
      { id: crypto.randomUUID(), ...STAMP, kind: 'refused', call, code: 'taken', twilioCode: 21248, sentence: '' },
    ];
    expect(plan(site.intent, observed(model), ledger, NOW)).toMatchObject({ kind: 'blocked', problems: [{ field: 'trunk.domainLabel' }] });
    expect(plan({ ...site.intent, at: '2026-11-23T10:05:00.000Z' }, observed(model), ledger, NOW).kind).toBe('blocked');
    expect(plan(site.intent, observed(model), ledger, NOW + 3_600_000).kind).toBe('ready');
    model.snapshot.trunks.push(bareTrunk({ sid: model.sid('TK'), name: 'Ours', domainName: 'old.pstn.twilio.com', secure: true, cnamLookup: true }));
    const made = crypto.randomUUID();
    const ours: LedgerEntry[] = [
      { id: made, ...STAMP, kind: 'call', accountSid, action: 'create-trunk', resource: 'trunk', effect: 'create', target: null, parent: null, naturalKey: 'old.pstn.twilio.com', secretRevision: null },
      { id: crypto.randomUUID(), ...STAMP, kind: 'done', call: made, sid: model.snapshot.trunks[0]!.sid }, ...ledger,
    ];
    expect(plan(site.intent, observed(model), ours, NOW)).toMatchObject({ kind: 'blocked', problems: [{ field: 'trunk.domainLabel' }] });
  });
});

describe('a reading that does not cover the plan', () => {
  const site = readySite();
  it('is no plan: of another account, of other numbers, or without the insides of what is ours', () => {
    const model = TwilioModel.empty(['+15125550142']);
    const kind = (intent: Partial<Intent>) => plan({ ...site.intent, ...intent }, observed(model), [], NOW).kind;
    expect(kind({})).toBe('ready');
    expect(kind({ account: { kind: 'twilio', accountId: crypto.randomUUID() } })).toBe('not-read');
    expect(kind({ numbers: [{ phoneNumber: '+12065550142', acquire: 'take' }] })).toBe('not-read');
    model.snapshot.accessLists.push({ sid: model.sid('AL'), name: site.intent.trunk.accessListName ?? '', addresses: null });
    expect(kind({})).toBe('not-read');
  });
});

describe('inside what is adopted', () => {
  const site = readySite();
  it('a user of the same name and a foreign origination URL are questions of their own', () => {
    const model = TwilioModel.empty(['+15125550142']);
    const { trunk } = site.intent;
    model.snapshot.credentialLists.push({ sid: model.sid('CL'), name: trunk.credentialListName ?? '', users: [{ sid: model.sid('CR'), username: trunk.sipUsername ?? '' }] });
    model.snapshot.trunks.push(bareTrunk({
      sid: model.sid('TK'), domainName: `${trunk.domainLabel ?? ''}.pstn.twilio.com`, secure: true, cnamLookup: true,
      parts: { accessLists: [], credentialLists: [], originationUrls: [{ sid: model.sid('OU'), url: 'sip:other.example.com', weight: 10, priority: 10, enabled: true }], phoneNumbers: [] },
    }));
    const { questions } = ready(site, model);
    expect(questions.map((question) => question.id.split(' ')[0]).sort()).toEqual(['keep', 'password', 'use', 'use']);
    expect(ready(site, model, [], { ...site.intent, agreed: questions.map((question) => question.id) }).questions).toEqual([]);
  });
});

describe('the PBX’s name and address', () => {
  const site = readySite();
  const model = TwilioModel.empty(['+15125550142']);
  const name = (addresses: string[]): Observed['pbxName'] => ({ source: 'measured', ...STAMP, fqdn: 'lakeside-dental.my3cx.us', value: addresses.length === 0 ? { kind: 'none' } : { kind: 'addresses', addresses } });
  const questions = (answer: Observed['pbxName'], agreed: string[] = []) => {
    const result = plan({ ...site.intent, agreed }, observed(model, answer), [], NOW);
    return result.kind === 'ready' ? result.questions : [];
  };
  it('that agree ask nothing', () => expect(questions(name(['34.174.61.120']))).toEqual([]));
  it('that were not measured, or lead inside, block nothing', () => {
    expect(questions(null)).toEqual([]);
    expect(questions(name([]))).toEqual([]);
    expect(questions(name(['10.0.0.7']))).toEqual([]);
  });
  it('that contradict each other are a question, settled by a yes for these very addresses', () => {
    const [question] = questions(name(['35.1.2.3']));
    expect(question?.what).toContain('35.1.2.3');
    expect(questions(name(['35.1.2.3']), [question!.id])).toEqual([]);
    expect(questions(name(['35.9.9.9']), [question!.id])).toHaveLength(1);
  });
});

describe('what can be said of a plan that is blocked', () => {
  const site = readySite();
  const model = TwilioModel.empty(['+15125550142']);
  const draftOf = (intent: Partial<Intent>, from: Observed = observed(model)): Draft | null => {
    const result = plan({ ...site.intent, ...intent }, from, [], NOW);
    if (result.kind !== 'blocked') throw new Error(`expected to be blocked: ${JSON.stringify(result)}`);
    return result.draft;
  };

  it('is everything but the numbers, where only they are missing', () => {
    const whole = ready(site, model);
    const others = whole.actions.filter(({ work }) => work.do !== 'buy-number' && work.do !== 'attach-number');
    expect(others.length).toBeLessThan(whole.actions.length);
    expect(draftOf({ numbers: [] })).toEqual({ actions: others, questions: whole.questions, found: whole.found, held: whole.held });
  });

  it('is nothing where another value is missing: what it names would be made up', () => {
    const { trunk, pbx } = site.intent;
    for (const intent of [{ pbx: { ...pbx, fqdn: null } }, { pbx: { ...pbx, ipv4: [] } }, { trunk: { ...trunk, secure: null } }, { trunk: { ...trunk, domainLabel: null } }]) {
      expect(draftOf(intent)).toBeNull();
      expect(draftOf({ ...intent, numbers: [] })).toBeNull();
    }
  });

  it('is nothing where the account was not read, or not all that the plan is about', () => {
    expect(draftOf({ numbers: [] }, NOTHING)).toBeNull();
    expect(draftOf({ numbers: [], account: { kind: 'by-hand' } })).toBeNull();
    const partly = TwilioModel.empty();
    partly.snapshot.accessLists.push({ sid: partly.sid('AL'), name: site.intent.trunk.accessListName ?? '', addresses: null });
    expect(draftOf({ numbers: [] }, observed(partly))).toBeNull();
  });

  it('names the number that the account does not have, beside what is to do with the others', () => {
    const result = plan({ ...site.intent, numbers: [...site.intent.numbers, { phoneNumber: '+15125550143', acquire: 'take' }] }, observed(model), [], NOW);
    expect(result).toMatchObject({ kind: 'blocked', problems: [{ field: 'numbers', why: expect.stringContaining('+1 512 555 0143') }] });
    expect(result.kind === 'blocked' && ids(result.draft?.actions ?? [])).toEqual(ids(ready(site, model).actions));
  });
});

describe('what has to be set on a trunk', () => {
  const wanted = checkIntent(readySite().intent).value!;
  const trunk = fc.record({ name: fc.constantFrom(wanted.friendlyName, 'Other'), domainName: fc.constantFrom(`${wanted.domainLabel}.pstn.twilio.com`, 'other.pstn.twilio.com', null), secure: fc.boolean(), cnamLookup: fc.boolean(), transferMode: fc.constantFrom('disable-all', 'sip-only', null) } as const)
    .map((settings) => bareTrunk({ sid: `TK${'0'.repeat(32)}`, parts: null, ...settings }));

  it('is each setting that differs, by its name and in words, and no other', () => {
    fc.assert(fc.property(trunk, (there) => {
      const differences = trunkDifferences(there, wanted);
      expect(differences.map(({ setting }) => setting)).toEqual([
        ...(there.name === 'Other' ? ['name'] : []), ...(there.domainName === `${wanted.domainLabel}.pstn.twilio.com` ? [] : ['domain']),
        ...(there.secure === wanted.secure ? [] : ['secure']), ...(there.cnamLookup === wanted.cnamLookup ? [] : ['cnam']),
        ...(there.transferMode === 'sip-only' ? ['transfer'] : []),
      ]);
      expect(differences.find(({ setting }) => setting === 'secure')?.words ?? `Secure Trunking ${wanted.secure ? 'on' : 'off'}`).toBe(`Secure Trunking ${wanted.secure ? 'on' : 'off'}`);
    }));
  });
});

describe('whatever the site shall have', () => {
  it('applying the plan and planning again leaves nothing to do', () => {
    fc.assert(fc.property(drawnIntent, (drawn) => {
      const site = readySite();
      const intent = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      const ledger = model.apply(ready(site, model, [], intent).actions);
      expect(ready(site, model, ledger, intent)).toMatchObject({ actions: [], questions: [], found: [] });
    }));
  });

  it('a changed intent changes what is ours, creates no second trunk or list, and then rests', () => {
    fc.assert(fc.property(drawnIntent, drawnIntent, (first, second) => {
      const site = readySite();
      const before = toIntent(first, site.intent);
      const model = accountFor(first);
      for (const one of accountFor(second).snapshot.numbers) if (!model.snapshot.numbers.some((number) => number.phoneNumber === one.phoneNumber)) model.snapshot.numbers.push({ ...one, sid: model.sid('PN') });
      const ledger = model.apply(ready(site, model, [], before).actions);
      const after = toIntent(second, before);
      ledger.push(...model.apply(ready(site, model, ledger, after).actions));
      expect(ready(site, model, ledger, after).actions).toEqual([]);
      // Nothing of what the first intent had and the second has not is left.
      const [trunk] = model.snapshot.trunks;
      expect(trunk?.parts?.phoneNumbers?.map(({ phoneNumber }) => phoneNumber).sort()).toEqual(after.numbers.map(({ phoneNumber }) => phoneNumber).sort());
      expect(trunk?.parts?.originationUrls.map(({ url }) => url).sort()).toEqual(checkIntent(after).value?.origins.map(({ url }) => url).sort());
      expect(model.snapshot.accessLists[0]?.addresses?.map(({ address }) => address).sort()).toEqual([...after.pbx.ipv4].sort());
      expect(model.snapshot.credentialLists[0]?.users?.map(({ username }) => username)).toEqual([after.trunk.sipUsername]);
      expect(model.snapshot.trunks).toHaveLength(1);
      expect(model.snapshot.accessLists).toHaveLength(1);
      expect(model.snapshot.credentialLists).toHaveLength(1);
    }));
  });

  it('in any order that its needs allow, no caller is left standing on the way', () => {
    fc.assert(fc.property(drawnIntent, drawnIntent, fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }), (first, second, picks) => {
      const site = readySite();
      const before = toIntent(first, site.intent);
      const model = accountFor(first);
      for (const one of accountFor(second).snapshot.numbers) if (!model.snapshot.numbers.some((number) => number.phoneNumber === one.phoneNumber)) model.snapshot.numbers.push({ ...one, sid: model.sid('PN') });
      let pick = 0;
      const choose = (): number => { pick += 1; return picks[pick % picks.length] ?? 0; };
      model.guarded = true;
      const ledger = model.apply(anyOrder(ready(site, model, [], before).actions, choose));
      const after = toIntent(second, before);
      ledger.push(...model.apply(anyOrder(ready(site, model, ledger, after).actions, choose)));
      expect(ready(site, model, ledger, after).actions).toEqual([]);
    }));
  });

  it('a list of another name that somebody else has takes the place of ours only when it is filled', () => {
    const site = readySite();
    const model = TwilioModel.empty(['+15125550142']);
    const ledger = model.apply(ready(site, model).actions);
    const theirs = { sid: model.sid('AL'), name: 'Shared', addresses: [] };
    model.snapshot.accessLists.push(theirs);
    const intent = { ...site.intent, trunk: { ...site.intent.trunk, accessListName: 'Shared' }, agreed: [`use ${theirs.sid}`] };
    for (let turn = 0; turn < 20; turn += 1) {
      const copy = new TwilioModel(model.snapshot);
      copy.guarded = true;
      copy.apply(anyOrder(ready(site, copy, ledger, intent).actions, () => turn * 7));
      expect(copy.snapshot.trunks[0]?.parts?.accessLists).toEqual([theirs.sid]);
    }
  });

  it('interrupted anywhere, with any answer lost, it goes on without a duplicate or a question', () => {
    fc.assert(fc.property(drawnIntent, fc.nat(30), fc.boolean(), (drawn, stop, lost) => {
      const site = readySite();
      const intent = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      const { actions } = ready(site, model, [], intent);
      const done = actions.slice(0, stop % (actions.length + 1));
      const ledger = model.apply(done, (action) => lost && action === done.at(-1));
      const resumed = ready(site, model, ledger, intent);
      expect(resumed.questions).toEqual([]);
      noteLost(model, ledger);
      ledger.push(...model.apply(ready(site, model, ledger, intent).actions));
      expect(ready(site, model, ledger, intent)).toMatchObject({ actions: [], questions: [], found: [] });
      expect(model.snapshot.trunks).toHaveLength(1);
      expect(model.snapshot.trunks[0]?.parts?.originationUrls).toHaveLength(1 + intent.trunk.origination.others.length);
      expect(model.snapshot.accessLists).toHaveLength(1);
      expect(model.snapshot.credentialLists).toHaveLength(1);
      expect(new Set(model.snapshot.numbers.map((number) => number.phoneNumber)).size).toBe(model.snapshot.numbers.length);
    }));
  });

  it('a ledger of another account proves nothing on this one', () => {
    const site = readySite();
    const model = TwilioModel.empty(['+15125550142']);
    const ledger = model.apply(ready(site, model).actions).map((entry) => (entry.kind === 'call' ? { ...entry, accountSid: `AC${'b'.repeat(32)}` } : entry));
    expect(ready(site, model, ledger).questions.length).toBeGreaterThan(0);
  });
});
