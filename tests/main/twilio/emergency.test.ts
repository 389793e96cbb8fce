// Emergency addresses at Twilio, by the real SDK over the practice account: submitted, followed, changed, and taken off.
import { describe, expect, it } from 'vitest';
import { enteredIn, suggestionsOf } from '../../../domain/emergency/suggestion.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import { PRACTICE_ADDRESSES } from '../../../main/practice/address-book.ts';
import { disturb } from '../../../main/practice/disturb.ts';
import { EmergencyBench, entered, place, registered } from './emergency-bench.ts';
import type { Run } from './harness.ts';

const READY = await EmergencyBench.ready();
const posts = (bench: EmergencyBench): readonly string[] => bench.calls.filter((call) => !call.startsWith('GET'));

describe('a registration', () => {
  it('is submitted and followed to registered; each state is Twilio’s; what was entered and accepted is in the ledger with who and when', async () => {
    const { bench, hq, lab } = entered(READY);
    expect(bench.kinds()).toEqual(['queued', 'queued', 'queued']);
    expect(await bench.submit()).toEqual({ kind: 'done' });
    expect(bench.states()).toEqual(Array(3).fill('pending-registration'));
    expect(bench.standings()).toMatchObject(bench.numbers.map(() => ({ kind: 'under-way', state: 'pending-registration', withoutAddress: true })));
    expect(await bench.submit()).toEqual({ kind: 'done' });
    bench.settle();
    // Twilio is there, and nobody has looked.
    expect(bench.kinds()).toEqual(Array(3).fill('under-way'));
    await bench.submit();
    await bench.expectWhole([hq, lab]);
    expect(bench.worked).toBe(5);
    const entries = bench.site.ledger.filter((entry) => entry.kind === 'address');
    expect(entries.map(({ as, who, address }) => [as, who, address.street]).sort()).toEqual([['accepted', 'Sam Doe', hq.street], ['accepted', 'Sam Doe', lab.street], ['entered', 'Sam Doe', hq.street], ['entered', 'Sam Doe', lab.street]]);
    expect(bench.world.data.addresses.every(({ emergencyEnabled }) => emergencyEnabled)).toBe(true);
  });

  it('is written into the ledger before anything is sent', async () => {
    const { bench } = entered(READY);
    await expect(bench.submit({ atRecord: () => { throw new Error('no room on the disk'); } })).rejects.toThrow('no room');
    expect(posts(bench)).toEqual([]);
  });

  it('that is stopped finishes what is in flight, begins nothing new, and goes on later', async () => {
    const { bench, hq, lab } = entered(READY);
    const stop = new AbortController();
    expect(await bench.submit({ stop, beforeCall: (_, method) => { if (method === 'POST') stop.abort(); } })).toMatchObject({ kind: 'fault', fault: { code: 'cancelled' } });
    expect(posts(bench).length).toBeLessThan(3);
    await bench.submitAndSettle();
    await bench.expectWhole([hq, lab]);
    expect(bench.worked).toBe(5);
  });

  it.each(['nobody said so', 'said of another account', 'taken back'] as const)('without the terms sends nothing: %s', async (how) => {
    const { bench } = entered(READY);
    bench.site = { ...bench.site, evidence: how === 'taken back' ? [...bench.site.evidence, { id: crypto.randomUUID(), at: new Date().toISOString(), who: '', device: '', kind: 'step-reopened', step: 'emergency-twilio.terms', note: '' }] : [] };
    if (how === 'said of another account') bench.sayTerms({ kind: 'twilio', accountId: crypto.randomUUID() });
    expect(await bench.submit()).toEqual({ kind: 'done' });
    expect(posts(bench)).toEqual([]);
    expect(bench.standings()).toMatchObject(bench.numbers.map(() => ({ kind: 'queued', why: expect.stringContaining('Addendum') })));
  });

  it('does nothing on another account than the one that was chosen when it began', async () => {
    for (const account of [{ kind: 'by-hand' }, { kind: 'twilio', accountId: crypto.randomUUID() }] as const) {
      const { bench } = entered(READY);
      await bench.submit({ beforeCall: (nth) => { if (nth === 1) bench.intend({ account }); } });
      expect(posts(bench)).toEqual([]);
    }
  });

  it('that fails is for a person; a yes to try again counts once', async () => {
    const { bench, lab } = entered(READY, PRACTICE_ADDRESSES.notRegistered.street);
    await bench.submitAndSettle();
    expect(bench.states()).toEqual(['registration-failure', 'registered', 'registered']);
    expect(bench.kinds()).toEqual(['for-person', 'registered', 'registered']);
    const before = posts(bench).length;
    await bench.submit();
    expect(posts(bench)).toHaveLength(before);
    expect(bench.agree()).toBe(1);
    await bench.submit();
    await bench.submitAndSettle();
    // Off and on again, and it failed again: asked anew.
    expect(posts(bench)).toHaveLength(before + 2);
    expect(bench.kinds()).toEqual(['for-person', 'registered', 'registered']);
    expect(bench.plan().questions).toHaveLength(1);
    // Corrected with the person in charge.
    const [hq] = bench.site.intent.emergency.addresses;
    if (hq) bench.edit(hq, { street: '3 Elm St' });
    await bench.submit();
    bench.agree();
    await bench.submit();
    await bench.submitAndSettle();
    expect(bench.kinds()).toEqual(['registered', 'registered', 'registered']);
    expect(bench.streets()).toEqual(['13 Unserved Rd, Floor 2', '3 Elm St, Floor 2', `${lab.street}, `].toSorted());
  });
});

describe('an address that Twilio does not take as it is', () => {
  it('with a suggestion: nothing is made, the others go on, it is not sent again, and what Twilio suggests becomes one address', async () => {
    const { bench, hq } = entered(READY, PRACTICE_ADDRESSES.near.street);
    expect(await bench.submit()).toEqual({ kind: 'done' });
    const standing = bench.plan().addresses.get(hq.id);
    expect(standing).toMatchObject({ kind: 'suggestion' });
    expect(bench.kinds()).toEqual(['for-person', 'under-way', 'under-way']);
    expect(bench.streets()).toEqual(['2 Oak Ave, ']);
    const before = posts(bench).length;
    for (let time = 0; time < 3; time += 1) { bench.pass(3_600_000); await bench.submit(); }
    expect(posts(bench)).toHaveLength(before);
    const call = standing?.kind === 'suggestion' ? standing.call : '';
    const [suggested] = suggestionsOf(bench.site.ledger, call);
    expect(enteredIn(bench.site.ledger, call)).toEqual(toTwilio(hq));
    expect(suggested).toMatchObject(PRACTICE_ADDRESSES.near.finds[0]);
    const { street = '', city = '', region = '', postalCode = '' } = suggested ?? {};
    bench.edit(hq, { street, city, region, postalCode });
    await bench.submitAndSettle();
    expect(bench.kinds()).toEqual(['registered', 'registered', 'registered']);
    // The floor that was entered is kept: Twilio said nothing of it.
    expect(bench.streets()).toEqual(['2 Oak Ave, ', '645 HARRISON ST, Floor 2']);
    // What was refused with a suggestion, and edited, is answered in the ledger.
    expect(bench.site.ledger.filter((entry) => entry.kind === 'decided')).toMatchObject([{ call, choice: 'edited' }]);
  });

  it('says nothing of it in what is reported of the work', async () => {
    const { bench } = entered(READY, PRACTICE_ADDRESSES.near.street);
    await bench.submit();
    expect(JSON.stringify(bench.progress.filter(({ kind }) => kind === 'action'))).toMatch(/another form/);
    expect(JSON.stringify(bench.progress.filter(({ kind }) => kind === 'action'))).not.toMatch(/HARRISON|Harison|94105/);
  });

  it.each([['unknown to it', PRACTICE_ADDRESSES.unknown.street, {}, /not find/], ['with the state by its name', '1 Main St', { region: 'Texas' }, /two letters/], ['with a sign', '1 Main St #4', {}, /sign such as/]])('%s: it says which rule probably failed, stops nothing else, and is not sent again before it is edited', async (_, street, change, why) => {
    const { bench, hq } = entered(READY);
    bench.edit(hq, { street, ...change });
    await bench.submitAndSettle();
    expect(bench.plan().addresses.get(hq.id)).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
    expect(bench.kinds()).toEqual(['for-person', 'registered', 'registered']);
    const before = posts(bench).length;
    for (let time = 0; time < 3; time += 1) { bench.pass(3_600_000); await bench.submit(); }
    expect(posts(bench)).toHaveLength(before);
    bench.edit(hq, { street: '1 Main St', region: 'TX' });
    await bench.submitAndSettle();
    expect(bench.kinds()).toEqual(['registered', 'registered', 'registered']);
  });

  it('refused once is refused for every place that says the same', async () => {
    const { bench, lab } = entered(READY, PRACTICE_ADDRESSES.unknown.street);
    bench.edit(lab, { street: PRACTICE_ADDRESSES.unknown.street, secondary: [{ kind: 'floor', value: '2' }] });
    await bench.submit();
    await bench.submit();
    expect(posts(bench)).toHaveLength(1);
    expect(bench.kinds()).toEqual(['for-person', 'for-person', 'for-person']);
  });
});

describe('a number that Twilio refuses', () => {
  const refusing = (bench: EmergencyBench, status: number, code: number | null): Run => ({ faults: { rules: [{ method: 'POST', path: new RegExp(bench.numbers[0]?.sid ?? 'none'), fault: { kind: 'refused', status, code } }] } });

  it.each([['without a reason', 400, null], ['as restricted', 400, 22300], ['for want of a route', 400, 22400]] as const)('%s: the others go on, it is for a person with what Twilio said, and nothing is sent again by itself', async (_, status, code) => {
    const { bench } = entered(READY);
    expect(await bench.submit(refusing(bench, status, code))).toEqual({ kind: 'done' });
    expect(bench.kinds()).toEqual(['for-person', 'under-way', 'under-way']);
    const before = posts(bench).length;
    await bench.submit(refusing(bench, status, code));
    expect(posts(bench)).toHaveLength(before);
    bench.agree();
    await bench.submitAndSettle();
    expect(bench.kinds()).toEqual(['registered', 'registered', 'registered']);
  });

  it('because somebody else is at work on it: the others go on, it says so, and goes on by itself later', async () => {
    const { bench } = entered(READY);
    await bench.submit(refusing(bench, 409, 20409));
    expect(bench.kinds()).toEqual(['queued', 'under-way', 'under-way']);
    expect(bench.standings()[0]).toMatchObject({ why: expect.stringContaining('Somebody else is changing the same thing') });
    await bench.submitAndSettle();
    expect(bench.kinds()).toEqual(['registered', 'registered', 'registered']);
  });

  it('as it would refuse any, without the permission: nothing further is sent', async () => {
    const { bench } = entered(READY);
    expect(await bench.submit(refusing(bench, 403, 70051))).toMatchObject({ kind: 'fault', fault: { code: 'permission' } });
  });
});

describe('a change', () => {
  it('has the new address first, asks, and goes Twilio’s way: off, unregistered, on, registered; each yes counts once', async () => {
    const { bench, hq, lab } = await registered(READY);
    bench.edit(hq, { secondary: [{ kind: 'floor', value: '3' }] });
    expect(await bench.submit()).toEqual({ kind: 'done' });
    expect(bench.kinds()).toEqual(['for-person', 'registered', 'registered']);
    expect(bench.states()).toEqual(['registered', 'registered', 'registered']);
    expect(bench.plan().questions).toMatchObject([{ what: expect.stringMatching(/show no address/) }]);
    const agreed = bench.plan().questions.flatMap(({ names }) => names);
    expect(bench.agree()).toBe(1);
    await bench.submit();
    expect(bench.states()[0]).toBe('pending-unregistration');
    expect(bench.standings()[0]).toMatchObject({ kind: 'under-way', state: 'pending-unregistration', withoutAddress: true });
    bench.settle();
    await bench.submit();
    expect(bench.states()[0]).toBe('pending-registration');
    bench.settle();
    await bench.submit();
    await bench.expectWhole([hq, { ...hq, secondary: [{ kind: 'floor', value: '3' }] }, lab]);
    // Back again is another change: the yes of before is used up.
    bench.edit(hq, { secondary: [{ kind: 'floor', value: '2' }] });
    await bench.submit();
    expect(bench.states()[0]).toBe('registered');
    expect(bench.plan().questions.flatMap(({ names }) => names).filter((name) => agreed.includes(name))).toEqual([]);
    expect(bench.plan().questions).toHaveLength(1);
  });

  it('to none asks first; only then it comes off, and the address stays at Twilio', async () => {
    const { bench, hq, lab } = await registered(READY);
    bench.assign(null, lab, lab);
    await bench.submit();
    expect(bench.states()[0]).toBe('registered');
    expect(bench.agree()).toBe(1);
    await bench.submitAndSettle();
    expect(bench.states()[0]).toBe('unregistered');
    expect(bench.kinds()[0]).toBe('none');
    expect(bench.streets()).toEqual([`${hq.street}, Floor 2`, '2 Oak Ave, ']);
  });

  it('of what a number has by somebody else is left alone where the number is not spoken of any more', async () => {
    const { bench, hq } = await registered(READY);
    bench.want({ numbers: bench.site.intent.emergency.numbers.filter(({ address }) => address === hq.id) });
    const before = posts(bench).length;
    bench.pass(3_600_000);
    await bench.submit();
    expect(posts(bench)).toHaveLength(before);
    expect(bench.plan().questions).toEqual([]);
    expect(bench.states()).toEqual(['registered', 'registered', 'registered']);
  });

  it('that Twilio cannot do is tried once more by itself', async () => {
    const { bench, lab } = entered(READY, PRACTICE_ADDRESSES.notUnregistered.street);
    await bench.submitAndSettle();
    bench.assign(lab, lab, lab);
    bench.agree();
    await bench.submit();
    bench.settle();
    expect(bench.states()[0]).toBe('unregistration-failure');
    await bench.submit();
    for (let time = 0; time < 3; time += 1) await bench.submitAndSettle();
    expect(bench.kinds()).toEqual(['registered', 'registered', 'registered']);
  });
});

describe('what somebody does in the Console', () => {
  const trunkOf = (bench: EmergencyBench): string => bench.world.data.trunks[0]?.sid ?? '';

  it('an address that is deleted is asked about, and made again once', async () => {
    const { bench, hq, lab } = entered(READY);
    await bench.submit({ faults: { rules: [{ method: 'POST', path: /IncomingPhoneNumbers/, fault: { kind: 'cut' } }] } });
    bench.pass(3_600_000);
    while (disturb(bench.world, trunkOf(bench), 'emergency-deleted', bench.world.timeAt(bench.now()))) { /* the next one */ }
    expect(bench.streets()).toEqual([]);
    await bench.submit();
    const before = posts(bench).length;
    expect([...bench.plan().addresses.values()]).toEqual([{ kind: 'gone', says: null }, { kind: 'gone', says: null }]);
    expect(bench.kinds()).toEqual(['for-person', 'for-person', 'for-person']);
    expect(bench.agree()).toBe(2);
    await bench.submitAndSettle();
    await bench.expectWhole([hq, lab]);
    expect(posts(bench)).toHaveLength(before + 5);
  });

  it('another address on a number is a question before it comes off, and again when it happens again', async () => {
    const { bench } = await registered(READY);
    for (let time = 0; time < 2; time += 1) {
      bench.pass(3_600_000);
      expect(disturb(bench.world, trunkOf(bench), 'emergency-exchanged', bench.world.timeAt(bench.now()))).toBe(true);
      bench.settle();
      const before = posts(bench).length;
      await bench.submit();
      expect(posts(bench)).toHaveLength(before);
      expect(bench.kinds().filter((kind) => kind === 'for-person')).toHaveLength(1);
      expect(bench.plan().questions).toMatchObject([{ what: expect.stringMatching(/9 Somebody Else Rd.*did not put there/) }]);
      bench.agree();
      await bench.submit();
      await bench.submitAndSettle();
      await bench.submitAndSettle();
      expect(bench.kinds()).toEqual(['registered', 'registered', 'registered']);
    }
    // Theirs is still there: Trunkbook removes nothing that it did not make.
    expect(bench.streets()).toContain('9 Somebody Else Rd, ');
  });

  it('an address that is taken off is asked about before it is put on again', async () => {
    const { bench, hq, lab } = await registered(READY);
    expect(disturb(bench.world, trunkOf(bench), 'emergency-taken-off', bench.world.timeAt(bench.now()))).toBe(true);
    bench.settle();
    const before = posts(bench).length;
    await bench.submit();
    expect(posts(bench)).toHaveLength(before);
    expect(bench.plan().questions).toMatchObject([{ what: expect.stringContaining('Somebody took the address off') }]);
    bench.agree();
    await bench.submitAndSettle();
    await bench.expectWhole([hq, lab]);
  });

  it('a number that is moved off the trunk is for a person, and shows as registered again when it is back', async () => {
    const { bench } = await registered(READY);
    const [number] = bench.numbers;
    const trunkSid = number?.trunkSid ?? null;
    bench.pass(3_600_000);
    if (number) number.trunkSid = null;
    const before = posts(bench).length;
    await bench.submit();
    expect(bench.standings()[0]).toMatchObject({ kind: 'for-person', why: expect.stringContaining('moved'), question: null });
    expect(posts(bench)).toHaveLength(before);
    if (number) number.trunkSid = trunkSid;
    await bench.submit();
    expect(bench.kinds()).toEqual(['registered', 'registered', 'registered']);
  });

  it('a number that the account does not have any more is for a person', async () => {
    const { bench } = await registered(READY);
    const [number] = bench.numbers;
    bench.pass(3_600_000);
    bench.world.data.numbers = bench.world.data.numbers.filter((one) => one !== number);
    await bench.submit();
    expect(bench.standings()[0]).toMatchObject({ kind: 'for-person', why: expect.stringContaining('does not have this number') });
  });

  it('an address of the account is chosen, switched to emergency use, and used; an undo leaves it there', async () => {
    const bench = READY.copy();
    const hq = place();
    const there = { ...bench.world.stamp('AD', bench.now()), ...hq, friendlyName: 'Theirs', streetSecondary: 'Floor 2', isoCountry: 'US', emergencyEnabled: false, validated: true, verified: false };
    const { id: _, chosen: __, secondary: ___, country: ____, extensions: _____, shows: ______, confirmedBy: _______, ...address } = there;
    bench.world.data.addresses.push(address);
    bench.assign({ ...hq, chosen: there.sid }, { ...hq, chosen: there.sid }, null);
    await bench.submitAndSettle();
    expect(bench.kinds()).toEqual(['registered', 'registered', 'none']);
    expect(bench.world.data.addresses).toMatchObject([{ sid: there.sid, emergencyEnabled: true, friendlyName: 'Theirs' }]);
    bench.assign(null, null, null);
    bench.agree();
    await bench.submitAndSettle();
    expect(await bench.undo()).toEqual({ kind: 'done' });
    expect(bench.world.data.addresses).toMatchObject([{ sid: there.sid }]);
    expect(bench.count().trunks).toBe(0);
  });
});

describe('an undo', () => {
  it('leaves a trunk with emergency calling whole (21634) and says the way out; once the addresses are off, it takes away what Trunkbook made and nothing else', async () => {
    const { bench } = await registered(READY);
    const theirs = { ...bench.world.stamp('AD', bench.now()), customerName: 'Somebody', friendlyName: 'Theirs', street: '7 Else Rd', streetSecondary: null, city: 'Austin', region: 'TX', postalCode: '78701', isoCountry: 'US', emergencyEnabled: true, validated: true, verified: false };
    bench.world.data.addresses.push(theirs);
    await bench.undo();
    expect(bench.held({ kind: 'undo', confirmed: [] })).toContainEqual(expect.objectContaining({ because: 'emergency-calling', next: expect.stringContaining('Give each number its emergency address') as string }));
    expect(bench.count().trunks).toBe(1);
    expect(bench.states()).toEqual(['registered', 'registered', 'registered']);
    expect(bench.streets()).toHaveLength(3);
    bench.assign(null, null, null);
    bench.agree();
    await bench.submitAndSettle();
    expect(bench.kinds()).toEqual(['none', 'none', 'none']);
    // Nothing is removed before somebody asks for it.
    bench.pass(3_600_000);
    await bench.submit();
    expect(bench.streets()).toHaveLength(3);
    expect(await bench.undo()).toEqual({ kind: 'done' });
    expect(bench.count().trunks).toBe(0);
    expect(bench.streets()).toEqual(['7 Else Rd, ']);
  });
});
