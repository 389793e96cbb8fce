import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRACTICE_ADDRESSES } from '../../../main/practice/address-book.ts';
import { EMERGENCY_MINUTES } from '../../../main/practice/emergency.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import { ADDRESSES, clientOf, firstFor, freshWorld, make, NUMBERS, PLACE, refused, seeded, tellLater, TRUNKS } from './support.ts';

const EMERGENCY = { ...PLACE, EmergencyEnabled: 'true' };
const BRITISH = { ...EMERGENCY, City: 'London', Region: 'London', PostalCode: 'NW1 6XE', IsoCountry: 'GB' };

/** A world with a number, and how to ask for its emergency address so many minutes after the beginning. */
function begin(place: Record<string, string> = EMERGENCY, pick = (world: PracticeWorld): string => seeded(world, 'free')) {
  let world = freshWorld();
  const address = make(world, `${ADDRESSES}.json`, place);
  const number = pick(world);
  const url = `${NUMBERS}/${number}.json`;
  return {
    address, number, world: () => world,
    restart: () => { world = PracticeWorld.from(JSON.parse(JSON.stringify(world)) as unknown); },
    ask: (minutes: number, EmergencyAddressSid: string) => tellLater(world, minutes, 'POST', url, { EmergencyAddressSid }),
    /** State and address as Twilio shows them. */
    at: (minutes: number): unknown[] => { const { body } = tellLater(world, minutes, 'GET', url); return [body['emergency_address_status'], body['emergency_address_sid']]; },
  };
}

describe('an emergency address', () => {
  test('is pending until its time has come, is registered then, and goes the same way off again', () => {
    const { address, ask, at } = begin();
    const { register, unregister } = EMERGENCY_MINUTES.US;
    expect(at(0)).toEqual(['unregistered', null]);
    ask(0, address);
    expect([at(0), at(register - 0.01), at(register)]).toEqual([['pending-registration', address], ['pending-registration', address], ['registered', address]]);
    ask(10, '');
    expect([at(10), at(10 + unregister - 0.01), at(10 + unregister)]).toEqual([['pending-unregistration', address], ['pending-unregistration', address], ['unregistered', null]]);
  });

  test('goes on over a restart, in every state', () => {
    const { address, ask, at, restart } = begin();
    ask(0, address);
    restart();
    expect([at(1), at(3)]).toEqual([['pending-registration', address], ['registered', address]]);
    ask(10, '');
    restart();
    expect([at(10), at(12)]).toEqual([['pending-unregistration', address], ['unregistered', null]]);
  });

  test('takes longer in Britain', () => {
    const british = begin(BRITISH, (world) => make(world, `${NUMBERS}.json`, { PhoneNumber: firstFor(world, 'GB'), AddressSid: world.data.addresses[0]?.sid ?? '' }));
    british.ask(0, british.address);
    expect([british.at(EMERGENCY_MINUTES.US.register), british.at(EMERGENCY_MINUTES.GB.register)]).toEqual([['pending-registration', british.address], ['registered', british.address]]);
  });

  test('may fail to be registered; then it is off at once, and another can be set', () => {
    const { address, ask, at, world } = begin({ ...EMERGENCY, Street: PRACTICE_ADDRESSES.notRegistered.street });
    ask(0, address);
    expect(at(3)).toEqual(['registration-failure', address]);
    const other = make(world(), `${ADDRESSES}.json`, EMERGENCY);
    expect(ask(3, other).status).toBe(200);
    expect(at(6)).toEqual(['registered', other]);
    const again = begin({ ...EMERGENCY, Street: PRACTICE_ADDRESSES.notRegistered.street });
    again.ask(0, again.address);
    again.ask(3, '');
    expect(again.at(3)).toEqual(['unregistered', null]);
  });

  test('may fail to be taken off, the first time', () => {
    const { address, ask, at } = begin({ ...EMERGENCY, Street: PRACTICE_ADDRESSES.notUnregistered.street });
    ask(0, address);
    ask(5, '');
    expect(at(10)).toEqual(['unregistration-failure', address]);
    ask(10, '');
    expect(at(15)).toEqual(['unregistered', null]);
  });

  test('asked for again changes nothing, so that a lost answer can be asked for again', () => {
    const { address, ask, at } = begin();
    ask(0, address);
    ask(1, address);
    expect(at(2)).toEqual(['registered', address]);
    ask(5, address);
    expect(at(5)).toEqual(['registered', address]);
    ask(10, '');
    ask(10.5, '');
    expect(at(11)).toEqual(['unregistered', null]);
    ask(12, '');
    expect(at(12)).toEqual(['unregistered', null]);
  });

  test('is not exchanged for another before it is off', () => {
    const { address, ask, at, world } = begin();
    const other = make(world(), `${ADDRESSES}.json`, EMERGENCY);
    ask(0, address);
    expect(refused(ask(1, other))).toEqual([409, 20_409]);
    expect(refused(ask(5, other))).toEqual([409, 20_409]);
    ask(5, '');
    expect(refused(ask(5.5, other))).toEqual([409, 20_409]);
    expect(ask(10, other).status).toBe(200);
    expect(at(13)).toEqual(['registered', other]);
  });

  test('must be enabled for emergency calls and in the number’s country, which must be one that registers them', () => {
    const plain = begin(PLACE);
    expect(refused(plain.ask(0, plain.address))).toEqual([400, 22_219]);
    const abroad = begin(BRITISH);
    expect(refused(abroad.ask(0, abroad.address))).toEqual([400, 22_219]);
    const germany = { ...EMERGENCY, IsoCountry: 'DE' };
    const german = begin(germany, (world) => make(world, `${NUMBERS}.json`, { PhoneNumber: firstFor(world, 'DE'), AddressSid: world.data.addresses[0]?.sid ?? '', BundleSid: world.approveBundle('DE') }));
    expect(refused(german.ask(0, german.address))).toEqual([400, 20_001]);
    expect(refused(plain.ask(0, `AD${'0'.repeat(32)}`))).toEqual([404, 20_404]);
  });

  test('EmergencyStatus says nothing', () => {
    const { number, world, at } = begin();
    expect(tellLater(world(), 0, 'POST', `${NUMBERS}/${number}.json`, { EmergencyStatus: 'Active' }).status).toBe(200);
    expect(at(0)).toEqual(['unregistered', null]);
  });
});

test('a trunk and its number do not part while a registration that failed is still there', () => {
  const { address, number, world, ask } = begin({ ...EMERGENCY, Street: PRACTICE_ADDRESSES.notRegistered.street });
  const trunk = make(world(), TRUNKS);
  tellLater(world(), 0, 'POST', `${NUMBERS}/${number}.json`, { TrunkSid: trunk });
  ask(0, address);
  expect(refused(tellLater(world(), 3, 'DELETE', `${TRUNKS}/${trunk}/PhoneNumbers/${number}`))).toEqual([400, 21_634]);
  ask(3, '');
  expect(tellLater(world(), 3, 'DELETE', `${TRUNKS}/${trunk}/PhoneNumbers/${number}`).status).toBe(204);
});

test('a trunk and its number part only while the number is not registered, failed or pending, whichever way is used', () => {
  const { address, number, world, ask } = begin({ ...EMERGENCY, Street: PRACTICE_ADDRESSES.notUnregistered.street });
  const trunk = make(world(), TRUNKS);
  tellLater(world(), 0, 'POST', `${NUMBERS}/${number}.json`, { TrunkSid: trunk });
  const parting = (minutes: number): unknown[] => [
    refused(tellLater(world(), minutes, 'DELETE', `${TRUNKS}/${trunk}`)), refused(tellLater(world(), minutes, 'DELETE', `${TRUNKS}/${trunk}/PhoneNumbers/${number}`)),
    refused(tellLater(world(), minutes, 'POST', `${NUMBERS}/${number}.json`, { TrunkSid: '' })),
  ];
  const held = [[400, 21_634], [400, 21_634], [400, 21_634]];
  ask(0, address);
  expect([parting(1), parting(3)]).toEqual([held, held]);
  ask(5, '');
  expect([parting(5.5), parting(8)]).toEqual([held, held]);
  ask(8, '');
  expect(tellLater(world(), 12, 'DELETE', `${TRUNKS}/${trunk}/PhoneNumbers/${number}`).status).toBe(204);
});

test('an address that a number once had can be removed, and the world is whole', () => {
  const { address, ask, world, restart, at } = begin();
  ask(0, address);
  expect(refused(tellLater(world(), 3, 'DELETE', `${ADDRESSES}/${address}.json`))).toEqual([409, 20_409]);
  ask(5, '');
  expect(tellLater(world(), 10, 'DELETE', `${ADDRESSES}/${address}.json`).status).toBe(204);
  restart();
  expect(at(10)).toEqual(['unregistered', null]);
});

// What the rules of the service come to, whatever is asked, in whatever order and at whatever time.
type Event = { readonly wait: number; readonly what: 'give' | 'take' | 'delete' | 'leave' | 'restart'; readonly which: number };
const STREETS = ['1 Main St', '2 Main St', PRACTICE_ADDRESSES.notRegistered.street, PRACTICE_ADDRESSES.notUnregistered.street];
const event: fc.Arbitrary<Event> = fc.record({
  wait: fc.constantFrom(0, 0.5, 1, 2.5), what: fc.constantFrom('give', 'give', 'take', 'delete', 'leave', 'restart'), which: fc.nat({ max: STREETS.length - 1 }),
});

test('a number is registered only so long after Twilio said yes to that address, never while it was asked to take it off, and holds its trunk and its address until it is off', () => {
  fc.assert(fc.property(fc.array(event, { maxLength: 40 }), (events) => {
    let world = freshWorld();
    const number = `${NUMBERS}/${seeded(world, 'free')}.json`;
    const trunk = make(world, TRUNKS);
    tellLater(world, 0, 'POST', number, { TrunkSid: trunk });
    const addresses = STREETS.map((Street) => make(world, `${ADDRESSES}.json`, { ...EMERGENCY, Street }));
    /** The last yes of the service. */
    let yes: { readonly to: string; readonly at: number } = { to: '', at: 0 };
    let minutes = 0;
    for (const { wait, what, which } of events) {
      minutes += wait;
      const before = tellLater(world, minutes, 'GET', number).body;
      const [state, held] = [before['emergency_address_status'], before['emergency_address_sid']];
      // Where Twilio's word is "registered", it was asked for that address, and had its time for it.
      if (state === 'registered') expect([held, minutes - yes.at >= EMERGENCY_MINUTES.US.register]).toEqual([yes.to, true]);
      if (state === 'pending-registration') expect([held, minutes - yes.at < EMERGENCY_MINUTES.US.register]).toEqual([yes.to, true]);
      if (yes.to === '') expect(['unregistered', 'pending-unregistration', 'unregistration-failure']).toContain(state);
      const address = addresses[which] ?? '';
      if (what === 'give' || what === 'take') {
        const EmergencyAddressSid = what === 'give' ? address : '';
        const { status, body } = tellLater(world, minutes, 'POST', number, { EmergencyAddressSid });
        const repeated = EmergencyAddressSid === yes.to && body['emergency_address_status'] === state;
        if (status === 200 && !repeated) yes = { to: EmergencyAddressSid, at: minutes };
        // One address never takes another's place.
        if (status === 200 && held !== null && what === 'give' && state !== 'registration-failure') expect(held).toBe(address);
      } else if (what === 'delete') {
        const gone = tellLater(world, minutes, 'DELETE', `${ADDRESSES}/${address}.json`).status === 204;
        if (gone) expect(held).not.toBe(address);
      } else if (what === 'leave') {
        const left = tellLater(world, minutes, 'DELETE', `${TRUNKS}/${trunk}/PhoneNumbers/${seeded(world, 'free')}`).status === 204;
        if (left) expect(state).toBe('unregistered');
        if (left) tellLater(world, minutes, 'POST', number, { TrunkSid: trunk });
      } else {
        world = PracticeWorld.from(JSON.parse(JSON.stringify(world)) as unknown);
      }
    }
  }), { numRuns: 300 });
});

test('time that is let pass counts like time that passed, and is kept', async () => {
  let world = freshWorld();
  const address = make(world, `${ADDRESSES}.json`, EMERGENCY);
  const sid = seeded(world, 'free');
  const ask = async (): Promise<string> => (await (await clientOf(world)).incomingPhoneNumbers(sid).fetch()).emergencyAddressStatus;
  await (await clientOf(world)).incomingPhoneNumbers(sid).update({ emergencyAddressSid: address });
  expect(await ask()).toBe('pending-registration');
  world.passTime(EMERGENCY_MINUTES.US.register * 60_000);
  expect(await ask()).toBe('registered');
  world = PracticeWorld.from(JSON.parse(JSON.stringify(world)) as unknown);
  expect(await ask()).toBe('registered');
  expect(world.timeAt(0)).toBe(EMERGENCY_MINUTES.US.register * 60_000);
});
