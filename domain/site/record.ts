import { z } from 'zod';
import { E164 } from '../numbers/e164.ts';
import { MOST_EMERGENCY_REPORTS } from './emergency-limits.ts';
import { EMERGENCY_STATES, EmergencyIntent, EmergencyReading, PointAbout, ReportedRegistration, Test933, TwilioAddress } from './emergency-record.ts';
import { MOST_AGREED } from './agreed.ts';
import { MOST_OTHER_ORIGINS } from './origin-limit.ts';
import { MOST_RULES, OutboundRule } from './outbound-rule.ts';

/** The version of the record that this Trunkbook writes. See migrations.ts. */
export const SITE_SCHEMA = 4;

const Id = z.uuid();
const Moment = z.iso.datetime();
/** Twilio writes lower case; its documents allow both. */
const Sid = z.string().regex(/^[A-Z]{2}[0-9a-fA-F]{32}$/);
const Text = z.string().max(10_000);

/** Who did it, when, on which laptop. */
const stamp = { at: Moment, who: Text, device: Text };

/** Whether a number is bought for this site or taken from those that the account has. */
export const WantedNumber = z.strictObject({ phoneNumber: z.string().regex(E164), acquire: z.enum(['buy', 'take']) });
export type WantedNumber = z.infer<typeof WantedNumber>;

/** The account that a site works on. `by-hand`: Trunkbook has no credentials for it, and the Twilio work is done in the Twilio Console. */
export const AccountChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('practice') }),
  z.strictObject({ kind: z.literal('by-hand') }),
  z.strictObject({ kind: z.literal('twilio'), accountId: Id }),
]);
export type AccountChoice = z.infer<typeof AccountChoice>;

/** What Twilio does with a call that the PBX transfers (twilio.md 1.2). */
export const TRANSFER_MODES = ['disable-all', 'enable-all', 'sip-only'] as const;
export type TransferMode = (typeof TRANSFER_MODES)[number];

const Weight = z.int().min(1).max(65_535);
const Priority = z.int().min(0).max(65_535);
/** Where incoming calls go beside the PBX itself. The lowest priority is tried first; equal ones share by weight. */
export const OtherOrigin = z.strictObject({ url: Text, weight: Weight, priority: Priority });
export type OtherOrigin = z.infer<typeof OtherOrigin>;

export const EDGE_NAMES = ['ashburn', 'umatilla', 'dublin', 'frankfurt', 'singapore', 'tokyo', 'sao-paulo', 'sydney'] as const;
export type EdgeName = (typeof EDGE_NAMES)[number];

/**
 * What the site shall have. Values are in canonical form or null while unknown; what a person typed wrongly never gets in here.
 * `revision` names this state and `parent` the one it was made from, so that two copies of a site show whether one continues the other.
 */
export const Intent = z.strictObject({
  revision: Id,
  parent: Id.nullable(),
  ...stamp,
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Who runs the PBX's machine: 3CX, or the customer. Null until somebody has said so. */
  hosting: z.enum(['hosted', 'self-hosted']).nullable(),
  account: AccountChoice,
  pbx: z.strictObject({
    /** Where the 3CX console is opened, as 3CX showed it when the PBX was made; https. */
    loginUrl: Text.nullable(),
    fqdn: Text.nullable(),
    /** Public addresses of the PBX, the one that its dashboard shows first. */
    ipv4: z.array(Text).max(20),
    username: Text.nullable(),
    /** The trunk's name in 3CX, where it differs from its name at Twilio: what the routes of the outbound rules point to. */
    trunkName: Text.nullable(),
  }),
  trunk: z.strictObject({
    friendlyName: Text.nullable(),
    /** The part before `.pstn.twilio.com`. */
    domainLabel: Text.nullable(),
    edge: z.enum(EDGE_NAMES),
    /** Null until somebody has chosen: the guide's default breaks calls where 3CX does no TLS (twilio.md 0.1). */
    secure: z.boolean().nullable(),
    cnamLookup: z.boolean(),
    /** Null: as it is found at Twilio. */
    transferMode: z.enum(TRANSFER_MODES).nullable(),
    /** The PBX's own origination URL follows from its name; these are its weight and priority, and the URLs beside it. */
    origination: z.strictObject({ weight: Weight, priority: Priority, others: z.array(OtherOrigin).max(MOST_OTHER_ORIGINS) }),
    accessListName: Text.nullable(),
    credentialListName: Text.nullable(),
    sipUsername: Text.nullable(),
    /** Which state of the SIP credential password Twilio shall have; the password itself is in `secrets`. Null: the one that Twilio has, and Trunkbook does not know. */
    sipPassword: Id.nullable(),
  }),
  numbers: z.array(WantedNumber).max(10_000),
  /** The outbound rules of 3CX in their order; null while they are the ones that domain/dialplan proposes for the country. */
  outboundRules: z.array(OutboundRule).max(MOST_RULES).nullable(),
  emergency: EmergencyIntent,
  /** Identifiers of the plan's questions that were answered with yes: things to adopt, to move, or an address to insist on. */
  agreed: z.array(Text).max(MOST_AGREED),
});
export type Intent = z.infer<typeof Intent>;

export const SOURCES = ['api', 'imported', 'reported', 'measured'] as const;

const IpAddress = z.strictObject({ sid: Sid, address: Text, prefix: z.int().min(0).max(32) });
const AccessList = z.strictObject({ sid: Sid, name: Text, addresses: z.array(IpAddress).nullable() });
const CredentialList = z.strictObject({ sid: Sid, name: Text, users: z.array(z.strictObject({ sid: Sid, username: Text })).nullable() });
const OriginationUrl = z.strictObject({ sid: Sid, url: Text, weight: z.int(), priority: z.int(), enabled: z.boolean() });
const Trunk = z.strictObject({
  sid: Sid,
  name: Text,
  domainName: Text.nullable(),
  secure: z.boolean(),
  cnamLookup: z.boolean(),
  /** Null in readings of earlier versions, which did not look. */
  transferMode: z.enum(TRANSFER_MODES).nullable(),
  /** Left as it is found. */
  disasterRecoveryUrl: Text.nullable(),
  /** Null where this trunk is not the site's and its parts were not read. */
  parts: z.strictObject({
    accessLists: z.array(Sid), credentialLists: z.array(Sid), originationUrls: z.array(OriginationUrl),
    /** All numbers on the trunk; null in readings of earlier versions, which did not ask. */
    phoneNumbers: z.array(z.strictObject({ sid: Sid, phoneNumber: Text })).nullable(),
  }).nullable(),
});

const AccountNumber = z.strictObject({
  sid: Sid, phoneNumber: Text, trunkSid: Sid.nullable(), hasVoiceUrl: z.boolean(),
  /** Null where Twilio said nothing of it, or was not asked. */
  emergency: z.enum(EMERGENCY_STATES).nullable(),
});

/** What the account says of itself. Null where the credential may not read it: not measured (twilio.md 1.1). */
const AccountFacts = z.strictObject({ type: z.enum(['full', 'trial']), status: z.enum(['active', 'suspended', 'closed']), ownerSid: Text.nullable() });

/** The part of a Twilio account that matters for one site, as Twilio answered. Null in a part means "not read", never "none". */
export const TwilioSnapshot = z.strictObject({
  accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
  account: AccountFacts.nullable(),
  accessLists: z.array(AccessList),
  credentialLists: z.array(CredentialList),
  trunks: z.array(Trunk),
  /** The numbers that the account was asked for, and those of them that it has. */
  askedNumbers: z.array(Text),
  numbers: z.array(AccountNumber),
});
export type TwilioSnapshot = z.infer<typeof TwilioSnapshot>;

/** What a name server said of the PBX's name. */
export const NameAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('addresses'), addresses: z.array(Text) }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type NameAnswer = z.infer<typeof NameAnswer>;

/** What 3CX's trunk holds, by its name on the transfer sheet; `secure` is its transport and SRTP. */
export const PBX_FIELDS = ['trunk.nameIn3cx', 'trunk.terminationUri', 'trunk.authenticationId', 'trunk.sipPassword', 'trunk.mainNumber', 'secure'] as const;
export type PbxField = (typeof PBX_FIELDS)[number];
/** A value of 3CX as a person said it is. Of the SIP password it is the revision, never the password; of `secure`, on or off. */
const Reported = z.strictObject({ source: z.literal('reported'), ...stamp, value: Text });
export type Reported = z.infer<typeof Reported>;

/** What is known of Twilio and of 3CX. Only `api` proves Twilio's side; `measured` is Trunkbook's own look at the network. */
export const Observed = z.strictObject({
  /** `account` is the one that was chosen when it was read: an answer of another proves nothing. */
  twilio: z.strictObject({ source: z.literal('api'), ...stamp, account: AccountChoice, value: TwilioSnapshot }).nullable(),
  pbxTrunk: z.partialRecord(z.enum(PBX_FIELDS), Reported),
  /** Where the emergency addresses stand; `account` as above. */
  emergency: EmergencyReading.extend({ account: AccountChoice }).nullable(),
  /** The same as a person saw it in the Console, one entry a number. */
  emergencyReported: z.array(ReportedRegistration).max(MOST_EMERGENCY_REPORTS),
  pbxName: z.strictObject({ source: z.literal('measured'), ...stamp, fqdn: Text, value: NameAnswer }).nullable(),
  /** How far the laptop's clock was ahead of the server that was asked, in milliseconds; `against` names that server. */
  clock: z.strictObject({ source: z.literal('measured'), ...stamp, ahead: z.int(), against: Text }).nullable(),
});
export type Observed = z.infer<typeof Observed>;

/** What was proven on site. Never changed, only added to; taking a tick back is another entry. `step` is a name of step-ids.ts, or of an earlier Trunkbook. */
export const Evidence = z.discriminatedUnion('kind', [
  /** `values`: what the step asks to be written down, by the name of the field. */
  z.strictObject({ id: Id, ...stamp, kind: z.literal('step-done'), step: Text, source: z.enum(SOURCES), note: Text, values: z.record(z.string(), Text) }),
  z.strictObject({ id: Id, ...stamp, kind: z.literal('step-reopened'), step: Text, note: Text }),
  z.strictObject({ id: Id, ...stamp, kind: z.literal('step-not-applicable'), step: Text, reason: Text }),
  /** An open point: what is missing, who sees to it, and until when (a date, or null). */
  z.strictObject({ id: Id, ...stamp, kind: z.literal('step-blocked'), step: Text, note: Text, owner: Text, due: z.iso.date().nullable(),
    /** Of an emergency step: what an emergency call does until then, who of the customer's people was told, and which extensions lacked what when it was made. */
    emergency: z.strictObject({ meanwhile: Text, told: Text, about: z.array(PointAbout) }).nullable(),
  }),
  /** Somebody dialled 933 and wrote down what was read back. */
  Test933.extend({ id: Id, ...stamp, kind: z.literal('test-933') }),
  z.strictObject({ id: Id, ...stamp, kind: z.literal('note'), step: Text, text: Text }),
  /** A picture, kept in photos/<photo>.age beside the site. */
  z.strictObject({ id: Id, ...stamp, kind: z.literal('photo'), step: Text, photo: Id, name: Text, bytes: z.int().nonnegative() }),
  /** The picture does not count any more; it stays where it is. */
  z.strictObject({ id: Id, ...stamp, kind: z.literal('photo-withdrawn'), step: Text, photo: Id }),
  /** The passphrase was typed and opened the vault: the technician knows it. */
  z.strictObject({ id: Id, ...stamp, kind: z.literal('passphrase-typed') }),
]);
export type Evidence = z.infer<typeof Evidence>;

export const RESOURCES = [
  'trunk', 'access-list', 'ip-address', 'credential-list', 'credential', 'access-list-on-trunk', 'credential-list-on-trunk', 'origination-url', 'number', 'number-on-trunk',
  'address', 'emergency-address',
] as const;
export type Resource = (typeof RESOURCES)[number];

/** What a call does to the thing it is about. */
export const EFFECTS = ['create', 'change', 'remove'] as const;

/** What Trunkbook did at Twilio: the intent of each write before the call, its answer after it. Only added to. */
export const LedgerEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    id: Id, ...stamp, kind: z.literal('call'), accountSid: Text, action: Text, resource: z.enum(RESOURCES), effect: z.enum(EFFECTS),
    /** The SID of what is changed, removed, or put on a trunk; null for what is yet to be made. */
    target: Sid.nullable(),
    /** The SID of the trunk or the list that it is on or in; null where it is in none. */
    parent: Sid.nullable(),
    /** What Twilio knows the thing by: a domain name, a list's name, an address, a phone number. */
    naturalKey: Text,
    /** Which state of the SIP password this call sends. */
    secretRevision: Id.nullable(),
  }),
  z.strictObject({ id: Id, ...stamp, kind: z.literal('done'), call: Id, sid: Sid }),
  z.strictObject({ id: Id, ...stamp, kind: z.literal('refused'), call: Id, code: Text, twilioCode: z.int().nullable(), sentence: Text }),
  z.strictObject({ id: Id, ...stamp, kind: z.literal('unknown'), call: Id, sentence: Text }),
  /** What became of a call whose answer was lost was seen on the account: it was made, or it is gone. */
  z.strictObject({ id: Id, ...stamp, kind: z.literal('found'), call: Id, sid: Sid }),
  /** An address that a call is about: as it was entered and sent, as Twilio suggested it instead, as Twilio keeps it. */
  z.strictObject({ id: Id, ...stamp, kind: z.literal('address'), call: Id, as: z.enum(['entered', 'suggested', 'accepted']), address: TwilioAddress }),
  /** What a person made of Twilio's suggestion. */
  z.strictObject({ id: Id, ...stamp, kind: z.literal('decided'), call: Id, choice: z.enum(['took-suggestion', 'edited', 'stopped']) }),
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** Whether an entry says what became of a call. */
export function isOutcome(entry: LedgerEntry): entry is Extract<LedgerEntry, { kind: 'done' | 'refused' | 'unknown' | 'found' }> {
  return entry.kind === 'done' || entry.kind === 'refused' || entry.kind === 'unknown' || entry.kind === 'found';
}

const Secret = z.strictObject({ value: z.string().max(256), revision: Id, at: Moment });
export type Secret = z.infer<typeof Secret>;

/** The passwords of a site. They stay in the vault and in main. */
export const Secrets = z.strictObject({ pbxPassword: Secret.nullable(), sipPassword: Secret.nullable() });
export type Secrets = z.infer<typeof Secrets>;

export const Site = z.strictObject({
  schema: z.literal(SITE_SCHEMA),
  id: Id,
  name: Text,
  createdAt: Moment,
  archivedAt: Moment.nullable(),
  intent: Intent,
  observed: Observed,
  evidence: z.array(Evidence),
  ledger: z.array(LedgerEntry),
  secrets: Secrets,
});
export type Site = z.infer<typeof Site>;

/** A site as the renderer may have it: without its passwords, but saying which of them are known. */
export const OpenSite = Site.omit({ secrets: true }).extend({
  known: z.strictObject({ pbxPassword: z.boolean(), sipPassword: z.boolean() }),
});
export type OpenSite = z.infer<typeof OpenSite>;

/** The SIP password that the site shall have. One that is kept from before a trunk was taken over is not it: it would open nothing. */
export function currentSipPassword({ intent, secrets }: Pick<Site, 'intent' | 'secrets'>): Secret | null {
  return secrets.sipPassword !== null && secrets.sipPassword.revision === intent.trunk.sipPassword ? secrets.sipPassword : null;
}

export function withoutSecrets({ secrets, ...rest }: Site): OpenSite {
  return { ...rest, known: { pbxPassword: secrets.pbxPassword !== null, sipPassword: currentSipPassword({ intent: rest.intent, secrets }) !== null } };
}

/** What the list of sites shows; kept in the index as a cache. */
export const SiteSummary = z.strictObject({
  id: Id, name: Text, createdAt: Moment, touchedAt: Moment, archivedAt: Moment.nullable(), practice: z.boolean(),
  /** Worked on in the Twilio Console, without credentials. */
  byHand: z.boolean().default(false),
  stepsDone: z.int(), steps: z.int(),
  /** How many steps wait for somebody. */
  openPoints: z.int().default(0),
  /** The trunk at Twilio that the site works with, as ownTrunk names it: two sites may share one. */
  trunk: Text.nullable().default(null),
  /** Where its emergency addresses stand: how many are on their way at Twilio, how many wait to be submitted, how many need a person; when Twilio was last asked, and when it is to be asked again. */
  emergency: z.strictObject({ underWay: z.int(), queued: z.int(), forPerson: z.int(), seen: Moment.nullable(), next: Moment.nullable() }).nullable().default(null),
  /** The version of the guide that the steps were counted over: a summary over another one is counted anew. */
  guide: z.int().default(1),
});
export type SiteSummary = z.infer<typeof SiteSummary>;
