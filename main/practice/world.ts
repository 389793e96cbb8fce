import { createHash, randomBytes } from 'node:crypto';
import { placeTestCall, type TestCall } from './calls.ts';
import type { EndpointGroup } from './endpoint-groups.ts';
import { numbersForSale, spareNumbers, usualName } from './inventory.ts';
import { migrateWorld, newRestrictedKey } from './migrate-world.ts';
import { SEEDED_NUMBERS, seededPbxSystems, TAKEN_DOMAINS } from './seeds.ts';
import {
  danglingReferences, PRACTICE_WORLD_VERSION, type PbxSystem, type PhoneNumber, type PracticeAccountStatus, type PracticeAccountType, type PracticeWorldData, WorldData,
} from './world-data.ts';

/** A kept practice world that cannot be used: `corrupt`, or `too-new` when a later Trunkbook wrote it. */
export class PracticeWorldError extends Error {
  readonly code: 'corrupt' | 'too-new';

  constructor(code: 'corrupt' | 'too-new') {
    super(code === 'too-new' ? 'A newer Trunkbook wrote this practice account.' : 'This is not a practice account, or it is damaged.');
    this.name = 'PracticeWorldError';
    this.code = code;
  }
}

/** All that the practice account knows: one made-up Twilio account and the part of the world around it. */
export class PracticeWorld {
  readonly data: PracticeWorldData;

  private constructor(data: PracticeWorldData) {
    this.data = data;
  }

  /**
   * A new account with numbers of its own and nothing else. Its credentials are random; all else follows from the seed.
   * @param options.now milliseconds since 1970
   * @param options.seed decides the numbers for sale and the SIDs; random unless given
   * @param options.ownerSid another account's for a sub-account
   * @param options.denied what the restricted key may not use
   */
  static fresh(options: {
    readonly now?: number; readonly seed?: string; readonly accountType?: PracticeAccountType; readonly status?: PracticeAccountStatus; readonly ownerSid?: string; readonly denied?: readonly EndpointGroup[];
  } = {}): PracticeWorld {
    const { now = Date.now(), seed = randomBytes(16).toString('hex'), accountType = 'Full', status = 'active', denied = [] } = options;
    const sid = `AC${digest(seed, 'account')}`;
    const world = new PracticeWorld({
      version: PRACTICE_WORLD_VERSION, seed, nextOrder: 1, clockAhead: 0,
      account: {
        sid, ownerSid: options.ownerSid ?? sid, friendlyName: 'Trunkbook practice', type: accountType, status, createdAt: now,
        authToken: randomBytes(16).toString('hex'), apiKey: `SK${randomBytes(16).toString('hex')}`, apiSecret: randomBytes(24).toString('base64url'),
        restrictedKey: { ...newRestrictedKey(), denied: [...denied] },
      },
      trunks: [], originationUrls: [], accessLists: [], ipAddresses: [], credentialLists: [], credentials: [], numbers: [], addresses: [],
      bundles: [], calls: [], alerts: [], verifiedCallers: [],
      takenDomains: [...TAKEN_DOMAINS], takenNumbers: [], pbxSystems: seededPbxSystems(),
    });
    for (const { areaCode, friendlyName, voiceUrl } of Object.values(SEEDED_NUMBERS)) {
      const [offer] = numbersForSale(world.data, (place) => place.country === 'US' && place.areaCode === areaCode);
      if (offer) world.data.numbers.push({ ...world.stamp('PN', now), ...ownedNumber(offer.phoneNumber), friendlyName, voiceUrl });
    }
    return world;
  }

  /** A kept world, also of an earlier version. @throws PracticeWorldError */
  static from(kept: unknown): PracticeWorld {
    if (typeof kept === 'object' && kept !== null && 'version' in kept && typeof kept.version === 'number' && kept.version > PRACTICE_WORLD_VERSION) {
      throw new PracticeWorldError('too-new');
    }
    const parsed = WorldData.safeParse(migrateWorld(kept));
    if (!parsed.success || danglingReferences(parsed.data).length > 0) throw new PracticeWorldError('corrupt');
    return new PracticeWorld(parsed.data);
  }

  /** A copy: later changes of the world do not reach it. */
  toJSON(): PracticeWorldData {
    return structuredClone(this.data);
  }

  /** What the world's own clock shows. @param now the laptop's, in milliseconds since 1970 */
  timeAt(now: number): number {
    return now + this.data.clockAhead;
  }

  /** Lets time pass in this world, and nowhere else. */
  passTime(milliseconds: number): void {
    this.data.clockAhead += milliseconds;
  }

  /** What every new thing begins with. */
  stamp(prefix: string, now: number): { sid: string; order: number; createdAt: number; updatedAt: number } {
    const order = this.data.nextOrder;
    this.data.nextOrder += 1;
    return { sid: `${prefix}${digest(this.data.seed, `${prefix} ${order}`)}`, order, createdAt: now, updatedAt: now };
  }

  /** Somebody else buys a number that was for sale. */
  loseNumber(phoneNumber: string): void {
    this.data.takenNumbers.push(phoneNumber);
  }

  /** Makes so many more numbers the account's own, all of them for fiction and not from places where numbers are for sale. */
  addOwnedNumbers(count: number, now = this.data.account.createdAt): PhoneNumber[] {
    const added = spareNumbers(this.data.numbers.map(({ phoneNumber }) => phoneNumber), count)
      .map((phoneNumber) => ({ ...this.stamp('PN', now), ...ownedNumber(phoneNumber), friendlyName: usualName(phoneNumber) }));
    this.data.numbers.push(...added);
    return added;
  }

  /** Twilio approves a bundle of documents for a country, as somebody handed it in in the Console. Returns its SID. */
  approveBundle(isoCountry: string, now = this.data.account.createdAt): string {
    const bundle = { ...this.stamp('BU', now), isoCountry };
    this.data.bundles.push(bundle);
    return bundle.sid;
  }

  /** Twilio has looked at a document with this address: it cannot be changed any more. False where there is no such address. */
  verifyAddress(sid: string): boolean {
    const address = this.data.addresses.find((one) => one.sid === sid);
    if (address) address.verified = true;
    return address !== undefined;
  }

  /** Somebody proved in the Console that this number is theirs: the account may call from it. */
  verifyCaller(phoneNumber: string): void {
    this.data.verifiedCallers.push(phoneNumber);
  }

  /** What the restricted key may not use from now on. */
  restrictKey(denied: readonly EndpointGroup[]): void {
    this.data.account.restrictedKey.denied = [...denied];
  }

  /** A test call that is over at `now` (calls.ts). */
  placeTestCall(scenario: TestCall, now: number, trunkSid?: string): ReturnType<typeof placeTestCall> {
    return placeTestCall(this, scenario, now, trunkSid);
  }

  /** Adds a made-up PBX to the practice name server, or changes the one of that name. */
  putPbxSystem(system: PbxSystem): void {
    this.data.pbxSystems = [...this.data.pbxSystems.filter(({ fqdn }) => fqdn !== system.fqdn), system];
  }

  /** Whether a PBX would get through the trunk's credential lists with this user and password. */
  acceptsLogin(trunkSid: string, username: string, password: string): boolean {
    const lists = this.data.trunks.find(({ sid }) => sid === trunkSid)?.credentialLists.map(({ sid }) => sid) ?? [];
    return this.data.credentials.some((credential) => lists.includes(credential.listSid) && credential.username === username
      && credential.passwordDigest === passwordDigest(credential.sid, password));
  }
}

/** What every owned number has before anybody sets anything. */
export function ownedNumber(phoneNumber: string): Omit<PhoneNumber, 'sid' | 'order' | 'createdAt' | 'updatedAt' | 'friendlyName'> {
  return {
    phoneNumber, kind: 'local', addressRequirements: 'none', trunkSid: null, voiceUrl: '', voiceApplicationSid: '', addressSid: null,
    bundleSid: null, emergency: null,
  };
}

export function passwordDigest(credentialSid: string, password: string): string {
  return createHash('sha256').update(`${credentialSid}\0${password}`).digest('hex');
}

function digest(seed: string, what: string): string {
  return createHash('sha256').update(`${seed}\0${what}`).digest('hex').slice(0, 32);
}
