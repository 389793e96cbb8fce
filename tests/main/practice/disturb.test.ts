import { describe, expect, test } from 'vitest';
import { DISTURBANCES, type Disturbance } from '../../../domain/site/disturbances.ts';
import { disturb } from '../../../main/practice/disturb.ts';
import type { PracticeWorldData } from '../../../main/practice/world-data.ts';
import type { PracticeWorld } from '../../../main/practice/world.ts';
import { ACCESS, ADDRESSES, freshWorld, GOOD_PASSWORD, LOGINS, make, NOW, NUMBERS, ORIGIN, PLACE, seeded, tell, TRUNKS } from './support.ts';

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
const AFTER: Readonly<Record<Disturbance, (data: PracticeWorldData) => unknown>> = {
  'secure-flipped': ({ trunks }) => trunks[0]?.secure === false,
  'trunk-renamed': ({ trunks }) => trunks[0]?.friendlyName === `${'x'.repeat(58)} (old)`,
  'address-removed': ({ ipAddresses }) => ipAddresses.length === 0,
  'foreign-address-added': ({ ipAddresses }) => ipAddresses.length === 2,
  'origination-disabled': ({ originationUrls }) => originationUrls[0]?.enabled === false,
  'foreign-origination-added': ({ originationUrls }) => originationUrls.length === 2,
  'number-detached': ({ numbers }) => numbers.every(({ trunkSid }) => trunkSid === null),
  'list-taken-off': ({ trunks }) => trunks[0]?.accessLists.length === 0,
};

describe.each(DISTURBANCES)('%s', (what) => {
  test('changes that and nothing else, and says so', () => {
    const { world, trunk } = furnished();
    for (const after of Object.values(AFTER)) expect(after(world.data)).toBe(false);
    expect(disturb(world, trunk, what, NOW)).toBe(true);
    expect(DISTURBANCES.filter((one) => AFTER[one](world.data))).toEqual([what]);
  });

  test('changes nothing where there is no such trunk', () => {
    const { world } = furnished();
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

test('Twilio’s rules hold: a number with an emergency address stays', () => {
  const { world, trunk } = furnished();
  const address = make(world, `${ADDRESSES}.json`, { ...PLACE, EmergencyEnabled: 'true' });
  tell(world, 'POST', `${NUMBERS}/${seeded(world, 'free')}.json`, { EmergencyAddressSid: address });
  expect(disturb(world, trunk, 'number-detached', NOW)).toBe(false);
  expect(world.data.numbers.some(({ trunkSid }) => trunkSid === trunk)).toBe(true);
});
