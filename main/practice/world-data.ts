import { z } from 'zod';
import { ENDPOINT_GROUPS } from './endpoint-groups.ts';

export const PRACTICE_WORLD_VERSION = 3;

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
/**
 * What was last asked for a number's emergency address. Where that stands at a time follows from these alone (emergency.ts), so that it goes
 * on while nobody looks and over a restart. Times are milliseconds since 1970.
 */
const Emergency = z.strictObject({ asked: z.enum(['register', 'unregister']), addressSid: sid('AD'), askedAt: z.int(), settlesAt: z.int(), succeeds: z.boolean() });
const PhoneNumber = z.strictObject({
  sid: sid('PN'), ...made, phoneNumber: z.string(), friendlyName: z.string(), kind: z.enum(['local', 'toll-free', 'mobile']), addressRequirements: z.enum(['none', 'any', 'local']),
  trunkSid: sid('TK').nullable(), voiceUrl: z.string(), voiceApplicationSid: z.string(), addressSid: sid('AD').nullable(), bundleSid: sid('BU').nullable(),
  emergency: Emergency.nullable(),
});
/** `validated`: Twilio has checked it. `verified`: it is in a document that Twilio has looked at, and cannot be changed any more. */
const Address = z.strictObject({
  sid: sid('AD'), ...made, friendlyName: z.string(), customerName: z.string(), street: z.string(), streetSecondary: z.string().nullable(), city: z.string(),
  region: z.string(), postalCode: z.string(), isoCountry: z.string(), emergencyEnabled: z.boolean(), validated: z.boolean(), verified: z.boolean(),
});
/** An approved regulatory bundle. They are made in the Console only. */
const Bundle = z.strictObject({ sid: sid('BU'), ...made, isoCountry: z.string() });
/** One leg of a call. Where it stands at a time follows from its times; `outcome` is what it ends with. */
const PhoneCall = z.strictObject({
  sid: sid('CA'), ...made, to: z.string(), from: z.string(), direction: z.enum(['outbound-api', 'trunking-originating', 'trunking-terminating']),
  trunkSid: sid('TK').nullable(), numberSid: sid('PN').nullable(), startsAt: z.int(), endsAt: z.int(), outcome: z.enum(['completed', 'failed']),
});
/** `createdAt` is when it can be read first, which is after it happened (`generatedAt`). */
const Alert = z.strictObject({
  sid: sid('NO'), ...made, generatedAt: z.int(), code: z.int(), level: z.enum(['error', 'warning', 'notice', 'debug']), text: z.string(), resourceSid: z.string(), requestUrl: z.string(),
});
/** A made-up PBX: what its dashboard shows, and where the practice name server leads. */
const PbxSystem = z.strictObject({ fqdn: z.string(), dashboardIpv4: z.string(), addresses: z.array(z.string()) });

export const WorldData = z.strictObject({
  version: z.literal(PRACTICE_WORLD_VERSION),
  /** Decides which numbers are for sale and what SIDs come next. No secret. */
  seed: z.string().min(1),
  nextOrder: z.int(),
  /** How far its clock is ahead of the laptop's, in milliseconds: waiting is practised without waiting. */
  clockAhead: z.int().min(0),
  account: z.strictObject({
    sid: sid('AC'), /** Another account's of a sub-account. */ ownerSid: sid('AC'), friendlyName: z.string(), type: z.enum(['Full', 'Trial']),
    status: z.enum(['active', 'suspended', 'closed']), createdAt: z.int(), authToken: z.string(), apiKey: sid('SK'), apiSecret: z.string(),
    /** A restricted API key, and the parts of the API that it may not use. */
    restrictedKey: z.strictObject({ sid: sid('SK'), secret: z.string(), denied: z.array(z.enum(ENDPOINT_GROUPS)) }),
  }),
  trunks: z.array(Trunk), originationUrls: z.array(OriginationUrl),
  accessLists: z.array(AccessList), ipAddresses: z.array(IpAddress), credentialLists: z.array(CredentialList), credentials: z.array(Credential),
  numbers: z.array(PhoneNumber), addresses: z.array(Address), bundles: z.array(Bundle), calls: z.array(PhoneCall), alerts: z.array(Alert),
  /** Numbers of other people that may be shown as the caller. */
  verifiedCallers: z.array(z.string()),
  /** Domain names of trunks on other people's accounts. */
  takenDomains: z.array(z.string()),
  /** Phone numbers that other people bought. */
  takenNumbers: z.array(z.string()),
  pbxSystems: z.array(PbxSystem),
});

/** The whole practice world as plain JSON. */
export type PracticeWorldData = z.infer<typeof WorldData>;
export type PracticeAccountType = PracticeWorldData['account']['type'];
export type PracticeAccountStatus = PracticeWorldData['account']['status'];
export type Trunk = z.infer<typeof Trunk>;
export type OriginationUrl = z.infer<typeof OriginationUrl>;
export type AccessList = z.infer<typeof AccessList>;
export type IpAddress = z.infer<typeof IpAddress>;
export type CredentialList = z.infer<typeof CredentialList>;
export type Credential = z.infer<typeof Credential>;
export type PhoneNumber = z.infer<typeof PhoneNumber>;
export type Address = z.infer<typeof Address>;
export type Emergency = z.infer<typeof Emergency>;
export type PhoneCall = z.infer<typeof PhoneCall>;
export type Alert = z.infer<typeof Alert>;
export type PbxSystem = z.infer<typeof PbxSystem>;
export type Association = z.infer<typeof Association>;

/** What the things of a world point at without its being there, as `SID of the thing -> SID that is missing`. */
export function danglingReferences(data: PracticeWorldData): string[] {
  const known = new Set([
    ...data.trunks, ...data.accessLists, ...data.credentialLists, ...data.addresses, ...data.bundles,
  ].map((thing) => thing.sid));
  const links: [string, string | null][] = [
    ...data.trunks.flatMap((trunk) => [...trunk.accessLists, ...trunk.credentialLists].map((list): [string, string] => [trunk.sid, list.sid])),
    ...data.originationUrls.map((url): [string, string] => [url.sid, url.trunkSid]),
    ...data.ipAddresses.map((address): [string, string] => [address.sid, address.listSid]),
    ...data.credentials.map((credential): [string, string] => [credential.sid, credential.listSid]),
    ...data.numbers.flatMap((number): [string, string | null][] => [[number.sid, number.trunkSid], [number.sid, number.addressSid], [number.sid, number.bundleSid], [number.sid, number.emergency?.addressSid ?? null]]),
  ];
  return links.filter(([, target]) => target !== null && !known.has(target)).map(([from, target]) => `${from} -> ${target}`);
}
