import { describe, expect, test } from 'vitest';
import { compareReadBack } from '../../../domain/emergency/read-back.ts';
import { addressLine } from '../../../domain/emergency/secondary.ts';
import { PRACTICE_ADDRESSES } from '../../../main/practice/address-book.ts';
import { EMERGENCY_MINUTES } from '../../../main/practice/emergency.ts';
import { readBack, type ReadBack } from '../../../main/practice/read-back.ts';
import type { PracticeWorld } from '../../../main/practice/world.ts';
import { ADDRESSES, firstFor, freshWorld, make, NOW, NUMBERS, PLACE, seeded, tell, tellLater, TRUNKS } from './support.ts';

const FLOOR = { ...PLACE, StreetSecondary: 'Suite 4 Floor 2', EmergencyEnabled: 'true' };
const REGISTERED = EMERGENCY_MINUTES.US.register;

/** A number on a trunk that was given an address at the beginning, and what the test service says to it so many minutes later. */
function begin(place: Readonly<Record<string, string>> = FLOOR, numberOf = (world: PracticeWorld): string => seeded(world, 'free')) {
  const world = freshWorld();
  const trunkSid = make(world, TRUNKS);
  const address = make(world, `${ADDRESSES}.json`, place);
  const sid = numberOf(world);
  const number = `${NUMBERS}/${sid}.json`;
  tell(world, 'POST', number, { TrunkSid: trunkSid });
  const callerId = world.data.numbers.find((one) => one.sid === sid)?.phoneNumber ?? '';
  const hear = (minutes: number, call: Partial<Parameters<typeof readBack>[1]> = {}): ReadBack => readBack(world.data, { callerId, trunkSid, ...call }, NOW + minutes * 60_000);
  return { world, trunkSid, address, callerId, number, hear, set: () => tell(world, 'POST', number, { EmergencyAddressSid: address }) };
}

/** What a technician would hear, held against what is registered. */
function held({ world, callerId, address, hear }: ReturnType<typeof begin>): string {
  const heard = hear(REGISTERED);
  const kept = world.data.addresses.find(({ sid }) => sid === address);
  if (heard.kind !== 'spoken' || !kept) return heard.kind;
  return compareReadBack({ readNumber: heard.number, readAddress: heard.address ?? '' }, { callerId, address: addressLine({ ...kept, streetSecondary: kept.streetSecondary ?? '' }) }).kind;
}

describe('the test service', () => {
  test('says number and address, suite and floor too, once the address is registered, and until it is taken off', () => {
    const { hear, set, callerId, number, world } = begin();
    expect(hear(0)).toEqual({ kind: 'spoken', number: callerId.slice(2), address: null });
    set();
    expect(hear(REGISTERED - 0.01)).toMatchObject({ kind: 'spoken', address: null });
    expect(hear(REGISTERED)).toEqual({ kind: 'spoken', number: callerId.slice(2), address: '1 MAIN ST, SUITE 4 FLOOR 2, AUSTIN, TX, 78701' });
    tellLater(world, 5, 'POST', number, { EmergencyAddressSid: '' });
    expect([hear(5), hear(10)]).toMatchObject([{ address: null }, { address: null }]);
  });

  test('says no address where the registration has failed', () => {
    const failing = begin({ ...FLOOR, Street: PRACTICE_ADDRESSES.notRegistered.street });
    failing.set();
    expect(failing.hear(REGISTERED)).toMatchObject({ kind: 'spoken', address: null });
  });

  test('is heard as it is registered, by the same comparison that the technician’s words go through', () => {
    const right = begin();
    right.set();
    expect(held(right)).toBe('matches');
  });

  test.each([
    ['readAsOther', 'address-differs'], ['readWithoutSecondary', 'address-differs'], ['readWithOtherNumber', 'number-differs'],
  ] as const)('misreads %s, which whoever listens can tell', (which, told) => {
    const wrong = begin({ ...FLOOR, Street: PRACTICE_ADDRESSES[which].street });
    wrong.set();
    expect(held(wrong)).toBe(told);
  });

  test('takes only numbers of the trunk that the call comes over', () => {
    const { hear, set, world } = begin();
    set();
    const other = make(world, TRUNKS);
    expect(hear(REGISTERED, { trunkSid: other }).kind).toBe('refused');
    expect(hear(REGISTERED, { callerId: '+14155550142' }).kind).toBe('refused');
    const spare = world.data.numbers.find(({ sid }) => sid === seeded(world, 'spare'))?.phoneNumber ?? '';
    expect(hear(REGISTERED, { callerId: spare }).kind).toBe('refused');
    expect(hear(REGISTERED, { callerId: '' }).kind).toBe('refused');
  });

  test('answers to numbers of the US and Canada only', () => {
    const british = begin({ ...FLOOR, City: 'London', Region: 'London', PostalCode: 'NW1 6XE', IsoCountry: 'GB' }, (world) => make(world, `${NUMBERS}.json`, { PhoneNumber: firstFor(world, 'GB'), AddressSid: world.data.addresses[0]?.sid ?? '' }));
    british.set();
    expect(british.hear(EMERGENCY_MINUTES.GB.register).kind).toBe('refused');
    const canadian = begin({ ...FLOOR, City: 'Ottawa', Region: 'ON', PostalCode: 'K1A 0A9', IsoCountry: 'CA' }, (world) => make(world, `${NUMBERS}.json`, { PhoneNumber: firstFor(world, 'CA') }));
    canadian.set();
    expect(canadian.hear(EMERGENCY_MINUTES.CA.register)).toMatchObject({ kind: 'spoken', address: expect.stringContaining('OTTAWA') as string });
  });

  test('is asked without a call: nothing of the account is changed', () => {
    const { hear, set, world } = begin();
    set();
    const kept = world.toJSON();
    hear(REGISTERED);
    expect(world.toJSON()).toEqual(kept);
  });
});
