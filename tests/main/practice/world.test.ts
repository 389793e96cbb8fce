import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notPublic } from '../../../domain/site/addresses.ts';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { PRACTICE_ADDRESSES } from '../../../main/practice/address-book.ts';
import { createPracticeResolver } from '../../../main/practice/resolver.ts';
import { numbersForSale } from '../../../main/practice/inventory.ts';
import { PRACTICE_PBX, SEEDED_NUMBERS } from '../../../main/practice/seeds.ts';
import { danglingReferences } from '../../../main/practice/world-data.ts';
import { PracticeWorld, PracticeWorldError } from '../../../main/practice/world.ts';
import { ACCOUNT, ADDRESSES, freshWorld, GOOD_PASSWORD, NUMBERS, PLACE, tell, tellLater, type Told, TRUNKS } from './support.ts';

describe('a kept world', () => {
  test('comes back as it was, and goes on from there', () => {
    const world = freshWorld();
    tell(world, 'POST', 'https://trunking.twilio.com/v1/Trunks', { DomainName: 'kept.pstn.twilio.com' });
    const again = PracticeWorld.from(JSON.parse(JSON.stringify(world)) as unknown);
    expect(again.toJSON()).toEqual(world.toJSON());
    expect(tell(again, 'POST', 'https://trunking.twilio.com/v1/Trunks', { DomainName: 'kept.pstn.twilio.com' }).body['code']).toBe(21_248);
    const more = tell(again, 'POST', 'https://trunking.twilio.com/v1/Trunks', {});
    expect(again.data.trunks.map(({ sid }) => sid).filter((sid) => sid === more.body['sid'])).toHaveLength(1);
  });

  test('is a copy: what happens later does not reach it', () => {
    const world = freshWorld();
    const kept = world.toJSON();
    world.loseNumber('+15125550100');
    expect(kept.takenNumbers).toEqual([]);
  });

  test.each([
    ['nothing', () => undefined], ['text', () => 'world'], ['an empty object', () => ({})],
    ['a world without its account', (kept: object) => ({ ...kept, account: undefined })],
    ['a world with something strange in it', (kept: object) => ({ ...kept, more: 1 })],
    ['a number on a trunk that is not there', (kept: ReturnType<PracticeWorld['toJSON']>) => ({ ...kept, numbers: kept.numbers.map((number) => ({ ...number, trunkSid: `TK${'0'.repeat(32)}` })) })],
  ])('%s is said to be damaged', (_, damage) => {
    expect(() => PracticeWorld.from(damage(freshWorld().toJSON()))).toThrow(expect.objectContaining({ name: 'PracticeWorldError', code: 'corrupt' }) as PracticeWorldError);
  });

  test('of a later Trunkbook is said to be too new', () => {
    expect(() => PracticeWorld.from({ version: 99 })).toThrow(expect.objectContaining({ code: 'too-new' }) as PracticeWorldError);
  });
});

describe('a fresh world', () => {
  test('has credentials of its own, also from the same seed', () => {
    const secrets = [freshWorld(), freshWorld(), PracticeWorld.fresh()].flatMap(({ data: { account } }) => [account.authToken, account.apiSecret, account.apiKey]);
    expect(new Set(secrets).size).toBe(secrets.length);
  });

  test('owns the seeded numbers, whatever its seed', () => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      expect(PracticeWorld.fresh({ seed }).data.numbers.map(({ friendlyName, voiceUrl }) => ({ friendlyName, voiceUrl }))).toEqual(Object.values(SEEDED_NUMBERS).map(({ friendlyName, voiceUrl }) => ({ friendlyName, voiceUrl })));
    }
  });

  test('sells numbers that are valid, and from ranges where nobody lives', () => {
    for (const { phoneNumber } of numbersForSale(freshWorld().data, () => true)) {
      expect(isValidPhoneNumber(phoneNumber)).toBe(true);
      expect(phoneNumber).toMatch(/^\+1\d{3}55501\d\d$|^\+44(?:2079460|1[236]14960|13149600|80815700)\d+$|^\+4413149600\d\d$|^\+49(?:30231250|40669690|69900090|89999980|17139200)\d\d$/);
    }
  });
});

describe('the practice name server', () => {
  test('knows the made-up PBXs, their case apart, and nothing else', async () => {
    const resolve = createPracticeResolver(freshWorld());
    for (const { fqdn, addresses } of Object.values(PRACTICE_PBX)) expect(await resolve(fqdn.toUpperCase())).toEqual({ kind: 'addresses', addresses: [...addresses] });
    expect(await resolve('nowhere.my3cx.us')).toEqual({ kind: 'none' });
  });

  test('has the cases that a technician meets', () => {
    const { plain, moved, splitDns, twoAddresses } = PRACTICE_PBX;
    expect(plain.addresses).toEqual([plain.dashboardIpv4]);
    expect(moved.addresses).not.toContain(moved.dashboardIpv4);
    expect(splitDns.addresses.every((address) => notPublic(address) !== null)).toBe(true);
    expect(twoAddresses.addresses).toHaveLength(2);
    for (const { dashboardIpv4 } of Object.values(PRACTICE_PBX)) expect(notPublic(dashboardIpv4)).toBeNull();
  });

  test('can be taught another PBX, and another address of a known one', async () => {
    const world = freshWorld();
    world.putPbxSystem({ fqdn: PRACTICE_PBX.plain.fqdn, dashboardIpv4: '34.1.1.1', addresses: ['34.1.1.1'] });
    expect(await createPracticeResolver(world)(PRACTICE_PBX.plain.fqdn)).toEqual({ kind: 'addresses', addresses: ['34.1.1.1'] });
    expect(world.data.pbxSystems.filter(({ fqdn }) => fqdn === PRACTICE_PBX.plain.fqdn)).toHaveLength(1);
  });
});

const SIP = `${ACCOUNT}/SIP`;
const STREETS = ['1 Main St', ...[PRACTICE_ADDRESSES.unknown, PRACTICE_ADDRESSES.notRegistered, PRACTICE_ADDRESSES.notUnregistered].map(({ street }) => street)];

/** One thing that a client may do, with small numbers for names and for which of the things that are there. */
const step = fc.tuple(fc.integer({ min: 0, max: 18 }), fc.nat(3), fc.nat(3));

function take(world: PracticeWorld, [what, one, other]: readonly [number, number, number]): Told {
  const { data } = world;
  // Time goes on as things are made.
  const minutes = data.nextOrder;
  const sid = (things: readonly { readonly sid: string }[], index: number): string => things[index % Math.max(1, things.length)]?.sid ?? 'XX';
  const trunk = `${TRUNKS}/${sid(data.trunks, one)}`;
  const steps: readonly (() => Told)[] = [
    () => tell(world, 'POST', TRUNKS, { DomainName: `t${one}.pstn.twilio.com` }),
    () => tell(world, 'DELETE', trunk),
    () => tell(world, 'POST', `${SIP}/IpAccessControlLists.json`, { FriendlyName: `a${one}` }),
    () => tell(world, 'DELETE', `${SIP}/IpAccessControlLists/${sid(data.accessLists, one)}.json`),
    () => tell(world, 'POST', `${SIP}/CredentialLists.json`, { FriendlyName: `c${one}` }),
    () => tell(world, 'DELETE', `${SIP}/CredentialLists/${sid(data.credentialLists, one)}.json`),
    () => tell(world, 'POST', `${trunk}/IpAccessControlLists`, { IpAccessControlListSid: sid(data.accessLists, other) }),
    () => tell(world, 'DELETE', `${trunk}/IpAccessControlLists/${sid(data.accessLists, other)}`),
    () => tell(world, 'POST', `${trunk}/CredentialLists`, { CredentialListSid: sid(data.credentialLists, other) }),
    () => tell(world, 'DELETE', `${trunk}/CredentialLists/${sid(data.credentialLists, other)}`),
    () => tell(world, 'POST', `${SIP}/IpAccessControlLists/${sid(data.accessLists, one)}/IpAddresses.json`, { FriendlyName: `n${other}`, IpAddress: `34.1.1.${other}` }),
    () => tell(world, 'POST', `${SIP}/CredentialLists/${sid(data.credentialLists, one)}/Credentials.json`, { Username: `u${other}`, Password: GOOD_PASSWORD }),
    () => tell(world, 'POST', `${NUMBERS}/${sid(data.numbers, one)}.json`, { TrunkSid: other === 0 ? '' : sid(data.trunks, other) }),
    () => tell(world, 'POST', `${trunk}/OriginationUrls`, { Weight: '1', Priority: '1', Enabled: 'true', FriendlyName: 'o', SipUrl: 'sip:x' }),
    () => tellLater(world, minutes, 'POST', `${ADDRESSES}.json`, { ...PLACE, EmergencyEnabled: String(other > 0), Street: STREETS[one] ?? '' }),
    () => tellLater(world, minutes, 'DELETE', `${ADDRESSES}/${sid(data.addresses, one)}.json`),
    () => tellLater(world, minutes, 'POST', `${NUMBERS}/${sid(data.numbers, one)}.json`, { EmergencyAddressSid: other === 0 ? '' : sid(data.addresses, other) }),
    () => tellLater(world, minutes, 'POST', `${ADDRESSES}/${sid(data.addresses, one)}.json`, { StreetSecondary: `Suite ${other}` }),
    () => tellLater(world, minutes, 'POST', `${ACCOUNT}/Calls.json`, { To: data.numbers[one]?.phoneNumber ?? '', From: data.numbers[other]?.phoneNumber ?? '', Url: 'https://pbx.example' }),
  ];
  const chosen = steps[what];
  if (!chosen) throw new Error(`There is no step ${what}.`);
  return chosen();
}

test('whatever is made and removed, names stay unique, nothing points at what is gone, and auth_type says what is mapped', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const world = freshWorld();
    for (const one of steps) take(world, one);
    const { data } = world;
    for (const names of [data.trunks.map((trunk) => trunk.domainName), data.accessLists.map((list) => list.friendlyName), data.credentialLists.map((list) => list.friendlyName)]) {
      expect(new Set(names).size).toBe(names.length);
    }
    expect(danglingReferences(data)).toEqual([]);
    for (const trunk of data.trunks) {
      const types = [...(trunk.accessLists.length > 0 ? ['IP_ACL'] : []), ...(trunk.credentialLists.length > 0 ? ['CREDENTIAL_LIST'] : [])];
      expect(tell(world, 'GET', `${TRUNKS}/${trunk.sid}`).body).toMatchObject({ auth_type: types.join(','), auth_type_set: types });
    }
    expect(PracticeWorld.from(world.toJSON()).toJSON()).toEqual(world.toJSON());
  }), { numRuns: 150 });
});

test('a refused request changes nothing', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), step, (before, last) => {
    const world = freshWorld();
    for (const one of before) take(world, one);
    const kept = world.toJSON();
    if (take(world, last).status >= 300) expect(world.toJSON()).toEqual(kept);
  }), { numRuns: 150 });
});
