import { describe, expect, test } from 'vitest';
import { DISTURBANCES, isOfEmergency, type TrunkDisturbance } from '../../../domain/site/disturbances.ts';
import { disturb } from '../../../main/practice/disturb.ts';
import { danglingReferences, type PracticeWorldData } from '../../../main/practice/world-data.ts';
import type { PracticeWorld } from '../../../main/practice/world.ts';
import { EMERGENCY_MINUTES } from '../../../main/practice/emergency.ts';
import { ACCESS, ADDRESSES, freshWorld, GOOD_PASSWORD, LOGINS, make, NOW, NUMBERS, ORIGIN, PLACE, seeded, tell, tellLater, TRUNKS } from './support.ts';

const EMERGENCY = { ...PLACE, EmergencyEnabled: 'true' };

/** A trunk as Trunkbook sets it up. */
function furnished(): { readonly world: PracticeWorld; readonly trunk: string } {
  const world = freshWorld();
  const trunk = make(world, TRUNKS, { FriendlyName: 'x'.repeat(64), DomainName: 'disturbed.pstn.twilio.com', Secure: 'true' });
  const access = make(world, `${ACCESS}.json`, { FriendlyName: 'L' });
  make(world, `${ACCESS}/${access}/IpAddresses.json`, { FriendlyName: 'PBX', IpAddress: '34.174.61.120' });
  const logins = make(world, `${LOGINS}.json`, { FriendlyName: 'L' });
  make(world, `${LOGINS}/${logins}/Credentials.json`, { Username: 'pbx', Password: GOOD_PASSWORD });
  make(world, `${TRUNKS}/${trunk}/IpAccessControlLists`, { IpAccessControlListSid: access });
  make(world, `${TRUNKS}/${trunk}/CredentialLists`, { CredentialListSid: logins });
  make(world, `${TRUNKS}/${trunk}/OriginationUrls`, ORIGIN);
  make(world, `${TRUNKS}/${trunk}/PhoneNumbers`, { PhoneNumberSid: seeded(world, 'free') });
  return { world, trunk };
}

/** What each leaves behind. */
const AFTER: Readonly<Record<TrunkDisturbance, (data: PracticeWorldData) => unknown>> = {
  'secure-flipped': ({ trunks }) => trunks[0]?.secure === false,
  'trunk-renamed': ({ trunks }) => trunks[0]?.friendlyName === `${'x'.repeat(58)} (old)`,
  'address-removed': ({ ipAddresses }) => ipAddresses.length === 0,
  'foreign-address-added': ({ ipAddresses }) => ipAddresses.length === 2,
  'origination-disabled': ({ originationUrls }) => originationUrls[0]?.enabled === false,
  'foreign-origination-added': ({ originationUrls }) => originationUrls.length === 2,
  'number-detached': ({ numbers }) => numbers.every(({ trunkSid }) => trunkSid === null),
  'list-taken-off': ({ trunks }) => trunks[0]?.accessLists.length === 0,
};

const OF_TRUNK = DISTURBANCES.filter((what): what is TrunkDisturbance => !isOfEmergency(what));

describe.each(OF_TRUNK)('%s', (what) => {
  test('changes that and nothing else, and says so', () => {
    const { world, trunk } = furnished();
    for (const after of Object.values(AFTER)) expect(after(world.data)).toBe(false);
    expect(disturb(world, trunk, what, NOW)).toBe(true);
    expect(OF_TRUNK.filter((one) => AFTER[one](world.data))).toEqual([what]);
  });
});

describe.each(DISTURBANCES)('%s', (what) => {
  test('changes nothing where there is no such trunk', () => {
    const { world } = furnished();
    make(world, `${ADDRESSES}.json`, EMERGENCY);
    const kept = world.toJSON();
    expect(disturb(world, `TK${'0'.repeat(32)}`, what, NOW)).toBe(false);
    expect(world.toJSON()).toEqual(kept);
  });
});

test.each(['address-removed', 'foreign-address-added', 'origination-disabled', 'number-detached', 'list-taken-off'] as const)('%s changes nothing on a bare trunk, and says so', (what) => {
  const world = freshWorld();
  const trunk = make(world, TRUNKS);
  const kept = world.toJSON();
  expect(disturb(world, trunk, what, NOW)).toBe(false);
  expect(world.toJSON()).toEqual(kept);
});

test.each(['address-removed', 'foreign-address-added', 'origination-disabled', 'foreign-origination-added', 'number-detached'] as const)('%s has nothing to change the second time', (what) => {
  const { world, trunk } = furnished();
  expect([disturb(world, trunk, what, NOW), disturb(world, trunk, what, NOW)]).toEqual([true, false]);
});

test('once the access list is off, the credential list is taken off', () => {
  const { world, trunk } = furnished();
  expect([1, 2, 3].map(() => disturb(world, trunk, 'list-taken-off', NOW))).toEqual([true, true, false]);
  expect(world.data.trunks[0]?.credentialLists).toEqual([]);
});

/** What a number shows of its emergency address, so many minutes after the beginning. */
function shown(world: PracticeWorld, number: string, minutes = 0): unknown[] {
  const { body } = tellLater(world, minutes, 'GET', `${NUMBERS}/${number}.json`);
  return [body['emergency_address_status'], body['emergency_address_sid']];
}
const at = (minutes: number): number => NOW + minutes * 60_000;
const REGISTERED = EMERGENCY_MINUTES.US.register;
const OFF = EMERGENCY_MINUTES.US.unregister;

describe('emergency addresses', () => {
  test('one that no number has is deleted; one in use stays, for whatever purpose', () => {
    const { world, trunk } = furnished();
    const [used, postal, unused] = [make(world, `${ADDRESSES}.json`, EMERGENCY), make(world, `${ADDRESSES}.json`, EMERGENCY), make(world, `${ADDRESSES}.json`, EMERGENCY)];
    tell(world, 'POST', `${NUMBERS}/${seeded(world, 'free')}.json`, { EmergencyAddressSid: used });
    tell(world, 'POST', `${NUMBERS}/${seeded(world, 'spare')}.json`, { AddressSid: postal });
    make(world, `${ADDRESSES}.json`, PLACE);
    expect(disturb(world, trunk, 'emergency-deleted', NOW)).toBe(true);
    expect(world.data.addresses.map(({ sid }) => sid)).not.toContain(unused);
    expect([world.data.addresses.length, disturb(world, trunk, 'emergency-deleted', NOW)]).toEqual([3, false]);
    // On its way off, it is still in use; then no more.
    tell(world, 'POST', `${NUMBERS}/${seeded(world, 'free')}.json`, { EmergencyAddressSid: '' });
    expect(disturb(world, trunk, 'emergency-deleted', NOW)).toBe(false);
    expect(disturb(world, trunk, 'emergency-deleted', at(OFF))).toBe(true);
    expect(world.data.addresses.map(({ sid }) => sid)).not.toContain(used);
  });

  test('one is taken off a number of this trunk, and Twilio takes its time for it', () => {
    const { world, trunk } = furnished();
    const address = make(world, `${ADDRESSES}.json`, EMERGENCY);
    for (const number of ['spare', 'free'] as const) tell(world, 'POST', `${NUMBERS}/${seeded(world, number)}.json`, { EmergencyAddressSid: address });
    expect(disturb(world, trunk, 'emergency-taken-off', at(REGISTERED))).toBe(true);
    expect([shown(world, seeded(world, 'free'), REGISTERED), shown(world, seeded(world, 'free'), REGISTERED + OFF)]).toEqual([['pending-unregistration', address], ['unregistered', null]]);
    expect(shown(world, seeded(world, 'spare'), REGISTERED)).toEqual(['registered', address]);
    expect(disturb(world, trunk, 'emergency-taken-off', at(REGISTERED))).toBe(false);
  });

  test.each([['has none', false, 0], ['has one that is registered', true, REGISTERED], ['has one on its way', true, 0.5]])('a number that %s gets another one, which is on its way then', (_, has, minutes) => {
    const { world, trunk } = furnished();
    const number = seeded(world, 'free');
    if (has) tell(world, 'POST', `${NUMBERS}/${number}.json`, { EmergencyAddressSid: make(world, `${ADDRESSES}.json`, EMERGENCY) });
    expect(disturb(world, trunk, 'emergency-exchanged', at(minutes))).toBe(true);
    const theirs = world.data.addresses.at(-1);
    expect(theirs).toMatchObject({ street: '9 Somebody Else Rd', emergencyEnabled: true, validated: true });
    expect([shown(world, number, minutes), shown(world, number, minutes + REGISTERED)]).toEqual([['pending-registration', theirs?.sid], ['registered', theirs?.sid]]);
    expect(disturb(world, trunk, 'emergency-exchanged', at(minutes))).toBe(false);
    expect(danglingReferences(world.data)).toEqual([]);
  });

  test('are left alone where the trunk has no number that could have one', () => {
    const world = freshWorld();
    const trunk = make(world, TRUNKS);
    const kept = world.toJSON();
    for (const what of DISTURBANCES.filter(isOfEmergency)) expect(disturb(world, trunk, what, NOW), what).toBe(false);
    expect(world.toJSON()).toEqual(kept);
  });
});

test('Twilio’s rules hold: a number with an emergency address stays', () => {
  const { world, trunk } = furnished();
  tell(world, 'POST', `${NUMBERS}/${seeded(world, 'free')}.json`, { EmergencyAddressSid: make(world, `${ADDRESSES}.json`, EMERGENCY) });
  expect(disturb(world, trunk, 'number-detached', NOW)).toBe(false);
  expect(world.data.numbers.some(({ trunkSid }) => trunkSid === trunk)).toBe(true);
});
