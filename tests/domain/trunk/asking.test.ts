// The promise that everything rests on: what Trunkbook did not create is not changed and not taken away without a question.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../domain/trunk/actions.ts';
import { originationUrl } from '../../../domain/trunk/edges.ts';
import { readySite } from '../make-site.ts';
import { drawnForeign, everySid, putForeign } from './foreign.ts';
import { accountFor, drawnIntent, type ReadyPlan, readyPlan, toIntent } from './site-kit.ts';

/** The SIDs of things that an action changes, takes away, or puts something into. */
function touched({ work, target }: Action): string[] {
  const references = [('list' in work && work.list), ('trunk' in work && work.trunk), ('number' in work && work.number)];
  return [...(target === null ? [] : [target]), ...references.flatMap((one) => (one && one.kind === 'sid' ? [one.sid] : []))];
}

const isAsked = ({ questions }: ReadyPlan, { id }: Action): boolean => questions.some(({ about }) => about === 'all' || about.includes(id));

describe('on an account with other people’s things', () => {
  it('nothing of theirs is touched by an action that no question is about', () => {
    fc.assert(fc.property(drawnIntent, drawnForeign, (drawn, foreign) => {
      const intent = toIntent(drawn, readySite().intent);
      const model = accountFor(drawn);
      putForeign(model, intent, foreign);
      // Numbers that are on no trunk and answer nowhere else are there to be used: the site names them.
      const free = new Set(model.snapshot.numbers.filter(({ trunkSid, hasVoiceUrl }) => trunkSid === null && !hasVoiceUrl).map(({ sid }) => sid));
      const theirs = everySid(model.snapshot);
      const result = readyPlan(intent, model);
      for (const action of result.actions) {
        const foreignSids = touched(action).filter((sid) => theirs.has(sid) && !free.has(sid));
        if (foreignSids.length > 0) expect(isAsked(result, action), `${action.id} touches ${foreignSids.join(', ')}`).toBe(true);
      }
    }));
  });

  it('after a yes to every question the plan is done, rests, and has taken nothing of theirs away', () => {
    fc.assert(fc.property(drawnIntent, drawnForeign, (drawn, foreign) => {
      const wanted = toIntent(drawn, readySite().intent);
      const model = accountFor(drawn);
      putForeign(model, wanted, foreign);
      const before = structuredClone(model.snapshot);
      let intent = wanted;
      // One question may lead to the next: agreeing to a list shows what is in it.
      for (let round = 0; round < 5; round += 1) intent = { ...intent, agreed: [...intent.agreed, ...readyPlan(intent, model).questions.map(({ id }) => id)] };
      const ledger = model.apply(readyPlan(intent, model).actions);
      expect(readyPlan(intent, model, ledger)).toMatchObject({ actions: [], questions: [], found: [] });
      const left = everySid(model.snapshot);
      expect([...everySid(before)].filter((sid) => !left.has(sid))).toEqual([]);
      for (const trunk of before.trunks) expect(model.snapshot.trunks.find(({ sid }) => sid === trunk.sid)?.disasterRecoveryUrl).toBe(trunk.disasterRecoveryUrl);
    }));
  });

  it('a yes to use a trunk or a list goes no further than its name: with another name nothing of theirs is renamed, moved or set', () => {
    fc.assert(fc.property(drawnIntent, drawnIntent, drawnForeign, (first, second, foreign) => {
      const before = toIntent(first, readySite().intent);
      const model = accountFor(first);
      putForeign(model, before, { ...foreign, trunk: true });
      let agreed: readonly string[] = [];
      for (let round = 0; round < 5; round += 1) agreed = [...agreed, ...readyPlan({ ...before, agreed: [...agreed] }, model).questions.flatMap(({ names }) => names)];
      for (const number of accountFor(second).snapshot.numbers) if (!model.snapshot.numbers.some((one) => one.phoneNumber === number.phoneNumber)) model.snapshot.numbers.push({ ...number, sid: model.sid('PN') });
      const after = { ...toIntent(second, before), agreed: [...agreed] };
      fc.pre([after.trunk.domainLabel !== before.trunk.domainLabel, after.trunk.accessListName !== before.trunk.accessListName, after.trunk.credentialListName !== before.trunk.credentialListName].every(Boolean));
      const theirs = new Set([...model.snapshot.trunks, ...model.snapshot.accessLists, ...model.snapshot.credentialLists].map(({ sid }) => sid));
      const result = readyPlan(after, model);
      expect(result.actions.filter((action) => touched(action).some((sid) => theirs.has(sid))).map(({ id }) => id)).toEqual([]);
      expect(result.questions.map(({ about }) => about)).toContainEqual(['create-trunk']);
    }));
  });

  it('after the yes to use a list, what is in it is asked about by itself', () => {
    fc.assert(fc.property(drawnIntent, drawnForeign, (drawn, foreign) => {
      const wanted = toIntent(drawn, readySite().intent);
      const model = accountFor(drawn);
      putForeign(model, wanted, foreign);
      const intent = { ...wanted, agreed: readyPlan(wanted, model).questions.filter(({ about }) => about === 'all').flatMap(({ names }) => names) };
      const containers = new Set([...model.snapshot.trunks, ...model.snapshot.accessLists, ...model.snapshot.credentialLists].map(({ sid }) => sid));
      const inside = [...everySid(model.snapshot)].filter((sid) => !containers.has(sid) && !sid.startsWith('PN'));
      const result = readyPlan(intent, model);
      for (const action of result.actions) if (action.target !== null && inside.includes(action.target)) expect(result.questions.some(({ about }) => about.includes(action.id)), action.id).toBe(true);
    }));
  });

  it('inside our own trunk and lists, what somebody else put there is asked about one by one', () => {
    fc.assert(fc.property(drawnIntent, drawnIntent, (first, second) => {
      const before = toIntent(first, readySite().intent);
      const model = accountFor(first);
      const ledger = model.apply(readyPlan(before, model).actions);
      for (const number of accountFor(second).snapshot.numbers) if (!model.snapshot.numbers.some((one) => one.phoneNumber === number.phoneNumber)) model.snapshot.numbers.push({ ...number, sid: model.sid('PN') });
      const after = toIntent(second, before);
      // Exactly what the second intent wants, but made by somebody else and a little different.
      const own = { url: model.sid('OU'), address: model.sid('IP'), user: model.sid('CR') };
      model.snapshot.trunks[0]!.parts!.originationUrls.push({ sid: own.url, url: originationUrl(after.pbx.fqdn ?? '', after.trunk.secure ?? false), weight: 77, priority: 77, enabled: true });
      const [address] = after.pbx.ipv4.filter((one) => !before.pbx.ipv4.includes(one));
      if (address !== undefined) model.snapshot.accessLists[0]!.addresses!.push({ sid: own.address, address, prefix: 24 });
      fc.pre(before.trunk.sipUsername !== after.trunk.sipUsername);
      model.snapshot.credentialLists[0]!.users!.push({ sid: own.user, username: after.trunk.sipUsername ?? '' });
      const result = readyPlan(after, model, ledger);
      expect(result.questions.some(({ about }) => about === 'all')).toBe(false);
      const asked = new Set(result.questions.map(({ id }) => id.split(' ')[1]));
      for (const action of result.actions) for (const sid of touched(action)) if (Object.values(own).includes(sid)) expect(asked, action.id).toContain(sid);
      if (before.pbx.fqdn !== after.pbx.fqdn || before.trunk.secure !== after.trunk.secure) expect(asked).toContain(own.url);
    }));
  });

  it('a yes to moving a number counts once: when somebody moves it back, it is asked again', () => {
    const site = readySite();
    const model = accountFor({ numbers: [142], bought: 0 } as unknown as Parameters<typeof accountFor>[0]);
    model.snapshot.numbers[0]!.hasVoiceUrl = true;
    const [question] = readyPlan(site.intent, model).questions;
    const intent = { ...site.intent, agreed: [question!.id] };
    const ledger = model.apply(readyPlan(intent, model).actions);
    expect(readyPlan(intent, model, ledger).actions).toEqual([]);
    const [number] = model.snapshot.numbers;
    number!.trunkSid = null;
    model.snapshot.trunks[0]!.parts!.phoneNumbers = [];
    expect(readyPlan(intent, model, ledger).questions.map(({ about }) => about)).toEqual([[`attach-number ${number!.phoneNumber}`]]);
  });
});

describe('an account that cannot have a trunk', () => {
  const site = readySite();
  it('is told of before the first create: a trial by a question, a suspended one by a problem', () => {
    const model = accountFor({ numbers: [142], bought: 0 } as unknown as Parameters<typeof accountFor>[0]);
    model.snapshot.account = { type: 'trial', status: 'active', ownerSid: null };
    const [question] = readyPlan(site.intent, model).questions;
    expect(question).toMatchObject({ id: expect.stringContaining('trial AC') as string, about: ['create-trunk'] });
    expect(readyPlan({ ...site.intent, agreed: [question!.id] }, model).questions).toEqual([]);
    model.snapshot.account = { type: 'full', status: 'suspended', ownerSid: null };
    expect(() => readyPlan(site.intent, model)).toThrow(/"field":"account"/);
  });

  it('is known from a refusal where the credential may not ask, until a trunk was made', () => {
    const model = accountFor({ numbers: [142], bought: 0 } as unknown as Parameters<typeof accountFor>[0]);
    const { accountSid } = model.snapshot;
    const call = crypto.randomUUID();
    const stamp = { at: '2026-11-23T10:00:00.000Z', who: 'Sam', device: 'laptop' };
    const ledger = [
      { id: call, ...stamp, kind: 'call' as const, accountSid, action: 'create-trunk', resource: 'trunk' as const, effect: 'create' as const, target: null, parent: null, naturalKey: 'x.pstn.twilio.com', secretRevision: null },
      { id: crypto.randomUUID(), ...stamp, kind: 'refused' as const, call, code: 'trial', twilioCode: 10002, sentence: '' },
    ];
    expect(readyPlan(site.intent, model, ledger).questions.map(({ id }) => id)).toEqual([`trial ${accountSid}`]);
    const after = [...ledger, ...model.apply(readyPlan({ ...site.intent, agreed: [`trial ${accountSid}`] }, model, ledger).actions)];
    expect(readyPlan(site.intent, model, after).questions).toEqual([]);
  });
});
