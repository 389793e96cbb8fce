import { z } from 'zod';

export const PRACTICE_WORLD_VERSION = 1;

const sid = (prefix: string): z.ZodString => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`));
/** `order` grows with every thing that is made, in the whole world; times are milliseconds since 1970. */
const made = { order: z.int(), createdAt: z.int(), updatedAt: z.int() };
const Association = z.strictObject({ sid: z.string(), ...made });

const Trunk = z.strictObject({
  sid: sid('TK'), ...made, friendlyName: z.string().nullable(), domainName: z.string().nullable(), secure: z.boolean(), cnamLookupEnabled: z.boolean(),
  transferMode: z.enum(['disable-all', 'enable-all', 'sip-only']), transferCallerId: z.enum(['from-transferee', 'from-transferor']),
  disasterRecoveryUrl: z.string().nullable(), disasterRecoveryMethod: z.enum(['GET', 'POST']).nullable(),
  accessLists: z.array(Association), credentialLists: z.array(Association),
});
const OriginationUrl = z.strictObject({
  sid: sid('OU'), ...made, trunkSid: sid('TK'), friendlyName: z.string(), sipUrl: z.string(), weight: z.int(), priority: z.int(), enabled: z.boolean(),
});
const AccessList = z.strictObject({ sid: sid('AL'), ...made, friendlyName: z.string() });
const IpAddress = z.strictObject({ sid: sid('IP'), ...made, listSid: sid('AL'), friendlyName: z.string(), ipAddress: z.string(), cidrPrefixLength: z.int() });
const CredentialList = z.strictObject({ sid: sid('CL'), ...made, friendlyName: z.string() });
/** Of the password only a digest is kept: enough to know it again, as a SIP server does. */
const Credential = z.strictObject({ sid: sid('CR'), ...made, listSid: sid('CL'), username: z.string(), passwordDigest: z.string() });
const EMERGENCY_STATES = ['registered', 'unregistered', 'pending-registration', 'registration-failure', 'pending-unregistration', 'unregistration-failure'] as const;
const PhoneNumber = z.strictObject({
  sid: sid('PN'), ...made, phoneNumber: z.string(), friendlyName: z.string(), kind: z.enum(['local', 'toll-free']), addressRequirements: z.enum(['none', 'any']),
  trunkSid: sid('TK').nullable(), voiceUrl: z.string(), voiceApplicationSid: z.string(), addressSid: sid('AD').nullable(),
  emergencyAddressSid: sid('AD').nullable(), emergencyState: z.enum(EMERGENCY_STATES),
});
const Address = z.strictObject({
  sid: sid('AD'), ...made, friendlyName: z.string(), customerName: z.string(), street: z.string(), streetSecondary: z.string().nullable(), city: z.string(),
  region: z.string(), postalCode: z.string(), isoCountry: z.string(), emergencyEnabled: z.boolean(),
});
/** A made-up PBX: what its dashboard shows, and where the practice name server leads. */
const PbxSystem = z.strictObject({ fqdn: z.string(), dashboardIpv4: z.string(), addresses: z.array(z.string()) });

export const WorldData = z.strictObject({
  version: z.literal(PRACTICE_WORLD_VERSION),
  /** Decides which numbers are for sale and what SIDs come next. No secret. */
  seed: z.string().min(1),
  nextOrder: z.int(),
  account: z.strictObject({
    sid: sid('AC'), friendlyName: z.string(), type: z.enum(['Full', 'Trial']), status: z.enum(['active', 'suspended', 'closed']), createdAt: z.int(),
    authToken: z.string(), apiKey: sid('SK'), apiSecret: z.string(),
  }),
  trunks: z.array(Trunk), originationUrls: z.array(OriginationUrl),
  accessLists: z.array(AccessList), ipAddresses: z.array(IpAddress), credentialLists: z.array(CredentialList), credentials: z.array(Credential),
  numbers: z.array(PhoneNumber), addresses: z.array(Address),
  /** Domain names of trunks on other people's accounts. */
  takenDomains: z.array(z.string()),
  /** Phone numbers that other people bought. */
  takenNumbers: z.array(z.string()),
  pbxSystems: z.array(PbxSystem),
});

/** The whole practice world as plain JSON. */
export type PracticeWorldData = z.infer<typeof WorldData>;
export type PracticeAccountType = PracticeWorldData['account']['type'];
export type Trunk = z.infer<typeof Trunk>;
export type OriginationUrl = z.infer<typeof OriginationUrl>;
export type AccessList = z.infer<typeof AccessList>;
export type IpAddress = z.infer<typeof IpAddress>;
export type CredentialList = z.infer<typeof CredentialList>;
export type Credential = z.infer<typeof Credential>;
export type PhoneNumber = z.infer<typeof PhoneNumber>;
export type Address = z.infer<typeof Address>;
export type PbxSystem = z.infer<typeof PbxSystem>;
export type Association = z.infer<typeof Association>;

/** What the things of a world point at without its being there, as `SID of the thing -> SID that is missing`. */
export function danglingReferences(data: PracticeWorldData): string[] {
  const known = new Set([
    ...data.trunks, ...data.accessLists, ...data.credentialLists, ...data.addresses,
  ].map((thing) => thing.sid));
  const links: [string, string | null][] = [
    ...data.trunks.flatMap((trunk) => [...trunk.accessLists, ...trunk.credentialLists].map((list): [string, string] => [trunk.sid, list.sid])),
    ...data.originationUrls.map((url): [string, string] => [url.sid, url.trunkSid]),
    ...data.ipAddresses.map((address): [string, string] => [address.sid, address.listSid]),
    ...data.credentials.map((credential): [string, string] => [credential.sid, credential.listSid]),
    ...data.numbers.flatMap((number): [string, string | null][] => [[number.sid, number.trunkSid], [number.sid, number.addressSid], [number.sid, number.emergencyAddressSid]]),
  ];
  return links.filter(([, target]) => target !== null && !known.has(target)).map(([from, target]) => `${from} -> ${target}`);
}
