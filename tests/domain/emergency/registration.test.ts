// The registration of emergency addresses, step by step: what is sent, what is asked, and what is said of each number.
import { describe, expect, it } from 'vitest';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { NumberStanding } from '../../../domain/emergency/standing.ts';
import type { EmergencyAddress } from '../../../domain/site/emergency-record.ts';
import { ACCOUNT, EmergencyModel } from './emergency-model.ts';
import { agreeToAll, kinds, PHONES, place, settleAll, site } from './registration-kit.ts';

describe('a first registration', () => {
  it('goes from waiting to registered, and each step is what Twilio said', () => {
    const { model } = site('1 Main St', '2 Main St');
    expect(model.plan().kind).toBe('not-read');
    expect(kinds(model)).toEqual(['queued', 'queued', 'queued']);
    model.submit();
    expect(kinds(model)).toEqual(['under-way', 'under-way', 'under-way']);
    model.submit();
    expect(model.worked).toHaveLength(5);
    settleAll(model);
    expect(kinds(model)).toEqual(['under-way', 'under-way', 'under-way']);
    model.pass(20_000);
    model.read();
    expect(kinds(model)).toEqual(['registered', 'registered', 'registered']);
    expect(model.plan()).toMatchObject({ actions: [], questions: [], found: [] });
    expect(model.wrongs).toEqual([]);
  });

  it('waits for the terms of this very account, and says so', () => {
    const { model } = site('1 Main St');
    model.sayTerms(false);
    model.submit();
    expect(model.worked).toEqual([]);
    expect([...model.plan().numbers.values()]).toContainEqual({ kind: 'queued', needs: 'emergency-twilio.terms', why: expect.stringContaining('Addendum'), shown: { address: null } });
    model.sayTerms(true);
    model.site = { ...model.site, intent: { ...model.site.intent, account: { kind: 'twilio', accountId: crypto.randomUUID() } } };
    expect(model.plan()).toMatchObject({ kind: 'not-read', actions: [], terms: { confirmed: false } });
  });

  it('of an address that Twilio refuses stops that address only, and the same words are not sent again', () => {
    const { model, addresses } = site('Bad 1 Main St', '2 Main St');
    model.submit();
    model.submit();
    expect(kinds(model)).toEqual(['for-person', 'under-way', 'under-way']);
    const [bad] = addresses;
    expect(model.plan().addresses.get(bad?.id ?? '')).toMatchObject({ kind: 'refused' });
    expect(model.worked.filter((id) => id.startsWith('create'))).toHaveLength(2);
    model.edit(bad?.id ?? '', { street: '1 Main St' });
    model.submit();
    expect(kinds(model)).toEqual(['under-way', 'under-way', 'under-way']);
    expect(model.wrongs).toEqual([]);
  });

  it('of a near match waits for what a person makes of the suggestion', () => {
    const { model, addresses } = site('Near 1 Main St');
    model.submit();
    const standing = model.plan().addresses.get(addresses[0]?.id ?? '');
    expect(standing).toMatchObject({ kind: 'suggestion' });
    if (standing?.kind === 'suggestion') model.record({ id: crypto.randomUUID(), ...model.stamp, kind: 'decided', call: standing.call, choice: 'stopped' });
    expect(model.plan().addresses.get(addresses[0]?.id ?? '')).toMatchObject({ kind: 'refused', why: expect.stringContaining('Sam Doe') });
    model.edit(addresses[0]?.id ?? '', { street: 'Right 1 Main St' });
    model.submit();
    expect(kinds(model)).toEqual(['under-way', 'under-way', 'under-way']);
  });

  it('that failed asks before it tries again, and a yes counts once', () => {
    const { model } = site('1 Main St');
    model.submit();
    const [number] = model.numbers;
    for (const one of model.numbers) model.settle(one, one !== number);
    model.pass(20_000);
    model.submit();
    expect(kinds(model)).toEqual(['for-person', 'registered', 'registered']);
    expect(model.plan().questions).toHaveLength(1);
    agreeToAll(model);
    model.submit();
    model.pass(20_000);
    model.submit();
    expect(kinds(model)).toEqual(['under-way', 'registered', 'registered']);
    if (number) model.settle(number, false);
    model.pass(20_000);
    model.submit();
    expect(kinds(model)).toEqual(['for-person', 'registered', 'registered']);
    expect(model.plan().questions).toHaveLength(1);
    expect(model.wrongs).toEqual([]);
  });

  it('uses an address of the account that says just the same, instead of a second one', () => {
    const { model, addresses } = site('1 Main St');
    const sid = model.foreignAddress(toTwilio(addresses[0] ?? place('')));
    model.submit();
    expect(model.worked.filter((id) => id.startsWith('create'))).toEqual([]);
    expect(model.numbers.map(({ addressSid }) => addressSid)).toEqual([sid, sid, sid]);
  });

  it('uses a chosen address of a country without regions, where Twilio has none with it either', () => {
    const leeds: EmergencyAddress = { ...place('12 Wellington St'), secondary: [], city: 'Leeds', region: '', postalCode: 'LS1 4AP', country: 'GB' };
    const british = '+441134960100';
    const model = new EmergencyModel([british], [leeds]);
    const sid = model.foreignAddress({ ...toTwilio(leeds), region: '' });
    model.edit(leeds.id, { chosen: sid });
    model.assign(british, leeds.id);
    model.submit();
    expect(model.worked).toEqual([`set-emergency-address ${british}`]);
    expect(model.numbers.map(({ addressSid }) => addressSid)).toEqual([sid]);
  });

  it('of an address that Twilio lists in other words than it took is not made again and again: a person is asked once a time', () => {
    const { model, addresses } = site('1 Main St');
    const made = (): readonly string[] => model.worked.filter((id) => id.startsWith('create'));
    model.listedAs = (address) => ({ ...address, street: address.street.replace(' St', ' STREET') });
    for (let job = 0; job < 3; job += 1) {
      model.submit();
      model.pass(600_000);
    }
    expect(made()).toHaveLength(1);
    expect(model.plan().addresses.get(addresses[0]?.id ?? '')).toEqual({ kind: 'gone', says: '1 Main STREET, Floor 2, Austin, TX, 78701' });
    expect(model.plan().questions).toMatchObject([{ what: expect.stringContaining('1 Main STREET') }]);
    agreeToAll(model);
    for (let job = 0; job < 3; job += 1) {
      model.submit();
      model.pass(600_000);
    }
    expect(made()).toHaveLength(2);
    // Entered here as Twilio has it, it is the very one.
    model.edit(addresses[0]?.id ?? '', { street: '1 Main STREET' });
    model.submit();
    expect(made()).toHaveLength(2);
  });

  it('that was given up after half a minute is looked for from then on: Twilio may have been at it all the while', () => {
    const { model, addresses: [address] } = site('1 Main St');
    if (!address) throw new Error('one address');
    model.read();
    const call = crypto.randomUUID();
    model.record(
      { id: call, ...model.stamp, kind: 'call', accountSid: ACCOUNT, action: 'create', resource: 'address', effect: 'create', target: null, parent: null, naturalKey: address.id, secretRevision: null },
      { id: crypto.randomUUID(), ...model.stamp, kind: 'address', call, as: 'entered', address: toTwilio(address) },
    );
    model.pass(30_000);
    model.record({ id: crypto.randomUUID(), ...model.stamp, kind: 'unknown', call, sentence: 'No answer.' });
    model.pass(1000);
    model.read();
    expect(model.plan()).toMatchObject({ settling: true, actions: [] });
    const sid = model.foreignAddress(toTwilio(address));
    model.submit();
    expect(model.numbers.map(({ addressSid }) => addressSid)).toEqual([sid, sid, sid]);
    expect(model.site.ledger).toContainEqual(expect.objectContaining({ kind: 'found', call, sid }));
    expect(model.wrongs).toEqual([]);
  });

  it('of an address that an undo took away is not built on a reading of before', () => {
    const { model, addresses: [address] } = site('1 Main St');
    model.submit();
    const [sid = ''] = model.addresses.keys();
    for (const number of model.numbers) model.byConsole(number, null);
    model.pass(20_000);
    model.read();
    const call = crypto.randomUUID();
    model.record(
      { id: call, ...model.stamp, kind: 'call', accountSid: ACCOUNT, action: 'remove', resource: 'address', effect: 'remove', target: sid, parent: null, naturalKey: sid, secretRevision: null },
      { id: crypto.randomUUID(), ...model.stamp, kind: 'done', call, sid },
    );
    expect(model.plan().addresses.get(address?.id ?? '')).toEqual({ kind: 'gone', says: null });
    expect(model.plan().actions).toEqual([]);
  });

  it('switches a chosen address to emergency use', () => {
    const { model, addresses } = site('1 Main St');
    const sid = model.foreignAddress(toTwilio(addresses[0] ?? place('')), false);
    model.edit(addresses[0]?.id ?? '', { chosen: sid });
    model.submit();
    expect(model.worked[0]).toBe(`enable-emergency-address ${sid}`);
    expect(model.numbers.every(({ addressSid }) => addressSid === sid)).toBe(true);
    expect(model.wrongs).toEqual([]);
  });
});

describe('a change', () => {
  function registered(): ReturnType<typeof site> {
    const made = site('1 Main St');
    made.model.submit();
    settleAll(made.model);
    made.model.pass(20_000);
    made.model.submit();
    expect(kinds(made.model)).toEqual(['registered', 'registered', 'registered']);
    return made;
  }

  it('has the new address accepted first, asks, then takes off, waits, and puts on', () => {
    const { model, addresses } = registered();
    model.edit(addresses[0]?.id ?? '', { street: '9 Main St' });
    model.submit();
    expect(kinds(model)).toEqual(['for-person', 'for-person', 'for-person']);
    expect(model.plan().questions).toHaveLength(1);
    expect(model.plan().questions[0]).toMatchObject({ names: { length: 3 }, what: expect.stringContaining('show no address') });
    agreeToAll(model);
    model.submit();
    expect(model.plan().numbers.get(PHONES[0])).toMatchObject({ kind: 'under-way', state: 'pending-unregistration', withoutAddress: true });
    settleAll(model);
    model.pass(20_000);
    model.submit();
    expect(model.plan().numbers.get(PHONES[0])).toMatchObject({ kind: 'under-way', state: 'pending-registration', withoutAddress: true });
    settleAll(model);
    model.pass(20_000);
    model.read();
    expect(kinds(model)).toEqual(['registered', 'registered', 'registered']);
    expect(model.wrongs).toEqual([]);
  });

  it('says all the way what a call shows: the former address until it is off, then none until the new one is on', () => {
    const { model, addresses } = registered();
    const standing = (): NumberStanding | undefined => model.plan().numbers.get(PHONES[0]);
    model.edit(addresses[0]?.id ?? '', { street: '9 Main St' });
    expect(standing()).toMatchObject({ kind: 'for-person', shown: { address: '1 Main St, Floor 2, Austin, TX, 78701' }, next: expect.stringContaining('keeps that one until') });
    agreeToAll(model);
    expect(standing()).toMatchObject({ kind: 'queued', shown: { address: '1 Main St, Floor 2, Austin, TX, 78701' } });
    model.submit();
    settleAll(model);
    model.pass(20_000);
    model.read();
    expect(standing()).toMatchObject({ kind: 'queued', shown: { address: null } });
    model.submit();
    for (const number of model.numbers) model.settle(number, false);
    model.pass(20_000);
    model.read();
    expect(standing()).toMatchObject({ kind: 'for-person', shown: { address: null } });
  });

  it('of the name that people give the place changes nothing at Twilio', () => {
    const { model, addresses } = registered();
    model.edit(addresses[0]?.id ?? '', { friendlyName: 'Front desk' });
    expect(model.plan()).toMatchObject({ actions: [], questions: [] });
  });

  it('to words that Twilio refuses leaves the old address on', () => {
    const { model, addresses } = registered();
    model.edit(addresses[0]?.id ?? '', { street: 'Bad 9 Main St' });
    model.submit();
    expect(model.plan().questions).toEqual([]);
    expect(model.numbers.every(({ state }) => state === 'registered')).toBe(true);
  });

  it('back to earlier words takes up the address of then', () => {
    const { model, addresses } = registered();
    model.edit(addresses[0]?.id ?? '', { street: '9 Main St' });
    model.submit();
    model.edit(addresses[0]?.id ?? '', { street: '1 Main St' });
    expect(kinds(model)).toEqual(['registered', 'registered', 'registered']);
    model.submit();
    expect(model.worked.filter((id) => id.startsWith('create'))).toHaveLength(2);
  });

  it('that Twilio fails to take off is tried once more by itself, and then asked about', () => {
    const { model } = registered();
    for (const phone of PHONES) model.assign(phone, null);
    agreeToAll(model);
    model.submit();
    for (let time = 0; time < 2; time += 1) {
      for (const number of model.numbers) model.settle(number, false);
      model.pass(20_000);
      model.submit();
    }
    expect(model.worked.filter((id) => id.startsWith('clear'))).toHaveLength(6);
    expect(kinds(model)).toEqual(['for-person', 'for-person', 'for-person']);
    expect(model.plan().questions).toHaveLength(1);
    agreeToAll(model);
    model.submit();
    settleAll(model);
    model.pass(20_000);
    model.read();
    expect(kinds(model)).toEqual(['none', 'none', 'none']);
    expect(model.wrongs).toEqual([]);
  });

  it('by somebody in the Console is for a person: an address that is gone, one taken off, another one, a number moved', () => {
    const { model, addresses } = registered();
    const [first, second, third] = model.numbers;
    if (!first || !second || !third) throw new Error('three numbers');
    model.byConsole(first, null);
    model.byConsole(second, model.foreignAddress({ ...toTwilio(place('77 Other St')) }));
    third.trunkSid = `TK${'2'.repeat(32)}`;
    model.pass(20_000);
    model.submit();
    expect(model.plan().numbers.get(PHONES[0])).toMatchObject({ kind: 'for-person', why: expect.stringContaining('took its address off'), question: expect.any(String) });
    expect(model.plan().numbers.get(PHONES[1])).toMatchObject({ kind: 'for-person', question: expect.any(String) });
    expect(model.plan().numbers.get(PHONES[2])).toMatchObject({ kind: 'for-person', why: expect.stringContaining('moved'), question: null });
    expect(model.worked.filter((id) => !id.startsWith('create') && !id.startsWith('set'))).toEqual([]);
    model.addresses.clear();
    model.byConsole(third, null);
    model.pass(20_000);
    model.submit();
    expect(model.plan().addresses.get(addresses[0]?.id ?? '')).toEqual({ kind: 'gone', says: null });
    agreeToAll(model);
    model.submit();
    expect(model.wrongs).toEqual([]);
    expect(model.plan().addresses.get(addresses[0]?.id ?? '')).toMatchObject({ kind: 'accepted' });
  });
});

describe('a number that shall have none', () => {
  function registered(): ReturnType<typeof site> {
    const made = site('1 Main St');
    made.model.submit();
    settleAll(made.model);
    made.model.pass(20_000);
    made.model.submit();
    return made;
  }
  const first = ({ numbers: [number] }: EmergencyModel): EmergencyModel['numbers'][number] => { if (!number) throw new Error('a number'); return number; };

  it('and has somebody else’s address is asked about: a call from it still shows that', () => {
    const { model } = site('1 Main St');
    model.byConsole(first(model), model.foreignAddress(toTwilio(place('9 Foreign St'))));
    model.assign(PHONES[0], null);
    model.submit();
    expect(model.plan().numbers.get(PHONES[0])).toMatchObject({ kind: 'for-person', why: expect.stringContaining('did not put there'), question: expect.any(String) });
    expect(model.worked.filter((id) => id.startsWith('clear'))).toEqual([]);
    agreeToAll(model);
    model.submit();
    settleAll(model);
    model.pass(20_000);
    model.read();
    expect(model.plan().numbers.get(PHONES[0])).toEqual({ kind: 'none' });
    expect(model.wrongs).toEqual([]);
  });

  it('has nobody’s address tried to be taken off again but the one that the yes was about', () => {
    const { model } = registered();
    model.assign(PHONES[0], null);
    agreeToAll(model);
    model.submit();
    settleAll(model);
    model.pass(20_000);
    model.read();
    expect(model.plan().numbers.get(PHONES[0])).toEqual({ kind: 'none' });
    model.byConsole(first(model), model.foreignAddress(toTwilio(place('9 Foreign St'))));
    first(model).state = 'unregistration-failure';
    model.pass(86_400_000);
    model.submit();
    expect(model.plan()).toMatchObject({ actions: [], questions: [{ what: expect.stringContaining('9 Foreign St') }] });
    expect(model.wrongs).toEqual([]);
  });

  it('that Twilio failed to take off is asked for once more also where that asking got lost: the failure that is read is of the first', () => {
    const { model } = registered();
    model.assign(PHONES[0], null);
    agreeToAll(model);
    model.submit();
    model.settle(first(model), false);
    model.pass(60_000);
    let lost = false;
    model.submit(() => { if (lost) return 'answered'; lost = true; return 'lost-undone'; });
    expect(model.worked.filter((id) => id.startsWith('clear'))).toHaveLength(2);
    expect(first(model).state).toBe('pending-unregistration');
    settleAll(model);
    model.pass(60_000);
    model.submit();
    expect(model.plan()).toMatchObject({ actions: [], questions: [] });
    expect(model.plan().numbers.get(PHONES[0])).toEqual({ kind: 'none' });
    expect(model.wrongs).toEqual([]);
  });

  it('may be on another trunk by now: it is asked about, and followed, all the same', () => {
    const { model } = registered();
    first(model).trunkSid = `TK${'2'.repeat(32)}`;
    model.pass(60_000);
    model.read();
    expect(model.plan().numbers.get(PHONES[0])).toMatchObject({ kind: 'for-person', why: expect.stringContaining('moved'), question: null });
    model.assign(PHONES[0], null);
    expect(model.plan().questions).toHaveLength(1);
    agreeToAll(model);
    model.submit();
    expect(model.plan().numbers.get(PHONES[0])).toMatchObject({ kind: 'under-way', state: 'pending-unregistration' });
    settleAll(model);
    model.pass(20_000);
    model.read();
    expect(model.plan().numbers.get(PHONES[0])).toEqual({ kind: 'none' });
  });
});

describe('one in Britain', () => {
  it('is parked from the start, says when it is looked at again, and is late only after the days that it may take', () => {
    const london: EmergencyAddress = { ...place('1 Mill Lane'), city: 'Leeds', region: 'West Yorkshire', postalCode: 'LS1 4AB', country: 'GB' };
    const [phone, ...others] = ['+441613960123', ...PHONES];
    const model = new EmergencyModel([phone, ...others], [london]);
    model.assign(phone, london.id);
    model.submit();
    model.submit();
    const stands = () => { const standing = model.plan().numbers.get(phone); if (standing?.kind !== 'under-way') throw new Error(String(standing?.kind)); return standing; };
    expect(Date.parse(stands().next) - Date.parse(stands().at)).toBe(4 * 3_600_000);
    model.pass(70 * 3_600_000);
    model.read();
    expect(stands()).toMatchObject({ late: false, withoutAddress: true });
    model.pass(3 * 3_600_000);
    model.read();
    expect(stands().late).toBe(true);
    settleAll(model);
    model.read();
    expect(model.plan().numbers.get(phone)).toMatchObject({ kind: 'registered' });
    expect(model.wrongs).toEqual([]);
  });
});

describe('a clock that is wrong by a day', () => {
  it.each([-1, 1])('%i day, put right later: nothing is late, registered or done twice because of it', (days) => {
    const { model } = site('1 Main St');
    const right = model.now;
    model.now = right + days * 86_400_000;
    model.submit();
    model.now = right + 30_000;
    const plan = model.plan();
    for (const standing of plan.numbers.values()) {
      expect(standing).toMatchObject({ kind: 'under-way', late: false });
      if (standing.kind === 'under-way') expect(Date.parse(standing.next)).toBeLessThanOrEqual(model.now + 30 * 60_000);
    }
    settleAll(model);
    model.read();
    expect(kinds(model)).toEqual(['registered', 'registered', 'registered']);
    model.submit();
    expect(model.worked).toHaveLength(4);
    expect(model.wrongs).toEqual([]);
  });
});
