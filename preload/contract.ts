// One value says what crosses the bridge: main checks with it, preload, renderer and tests derive their types from it. Strict both ways.
import { z } from 'zod';
import { EMERGENCY_RULE_FIELDS } from '../domain/emergency/rule-values.ts';
import { LINKS } from '../domain/guide/links.ts';
import { Extension, ExtensionsPart, NumbersPart } from '../domain/numbers/directory.ts';
import { MOST_DIDS, MOST_EXTENSIONS } from '../domain/numbers/limits.ts';
import { MOST_EMERGENCY_RULES } from '../domain/site/emergency-limits.ts';
import { EmergencyRuleEntry, ReportedRegistration, TwilioAddress } from '../domain/site/emergency-record.ts';
import { DISTURBANCES } from '../domain/site/disturbances.ts';
import { MOST_OTHER_ORIGINS } from '../domain/site/origin-limit.ts';
import { MOST_RULES, OutboundRule } from '../domain/site/outbound-rule.ts';
import { STEP_IDS } from '../domain/site/step-ids.ts';
import { AccountChoice, EDGE_NAMES, LedgerEntry, OpenSite, PBX_FIELDS, SiteSummary, TRANSFER_MODES, WantedNumber } from '../domain/site/record.ts';
import { SHEET_FIELDS } from '../domain/trunk/sheet.ts';
import type { Channel } from './channels.ts';

const Id = z.uuid();
/** What a person types into one field. Far more than any field takes, far less than what would hurt. */
const Typed = z.string().max(10_000);
/** A list or a file that a person pasted or chose: 20,000 lines and more. */
const Pasted = z.string().max(8_000_000);
/** A picture in base64: 12 MB and a little. */
const Picture = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/).max(17_000_000);
const AddressSid = z.string().regex(/^AD[0-9a-fA-F]{32}$/);
const TrunkSid = z.string().regex(/^TK[0-9a-f]{32}$/);
const Passphrase = z.string().min(1).max(1024);
const Nothing = z.undefined();
const Done = z.strictObject({});

/** Every reason for which a call over the bridge can fail. */
export const FAULT_CODES = [
  'untrusted', 'invalid-request', 'invalid-value', 'not-found', 'busy', 'unexpected',
  'wrong-passphrase', 'weak-passphrase', 'corrupt', 'too-new', 'io', 'locked',
  'confirm', 'question', 'network', 'timeout', 'cancelled', 'twilio',
] as const;

/** A failure in words: what happened, why, what to do now, and the fields that it belongs to. */
export const Fault = z.strictObject({
  code: z.enum(FAULT_CODES), what: z.string(), why: z.string(), next: z.string(),
  fields: z.array(z.strictObject({ field: z.string(), why: z.string() })),
  /** The page where it can be settled, by name. */
  link: z.enum(LINKS).optional(),
});
export type Fault = z.infer<typeof Fault>;

export const Preferences = z.strictObject({ theme: z.enum(['system', 'light', 'dark']) });
export type Preferences = z.infer<typeof Preferences>;

export const VaultView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('unusable'), fault: Fault }),
  /** `unwatched` says what is not being watched while the vault is locked; `here`, whether this laptop keeps a key to it. */
  z.strictObject({ kind: z.literal('locked'), unwatched: z.string().nullable(), here: z.boolean() }),
  /** `here`: "unlock on this laptop". `unavailable` where the system has no keychain that protects. */
  z.strictObject({ kind: z.literal('open'), technician: z.string(), notices: z.array(z.string()), here: z.enum(['on', 'off', 'unavailable']) }),
]);
export type VaultView = z.infer<typeof VaultView>;

export const JobLine = z.strictObject({
  action: z.string(), words: z.string(), state: z.enum(['waiting', 'running', 'done', 'refused', 'unknown']), note: z.string().nullable(),
});
export const Job = z.strictObject({
  id: Id, siteId: Id, startedAt: z.iso.datetime(),
  goal: z.enum(['set-up', 'repair', 'undo', 'emergency']),
  state: z.enum(['reading', 'running', 'stopping', 'done', 'stopped']),
  lines: z.array(JobLine),
  /** Why it stopped before the end. */
  fault: Fault.nullable(),
  /** When it ended; null while it is under way. */
  endedAt: z.iso.datetime().nullable(),
});
export type Job = z.infer<typeof Job>;

/** What the last look at an account found. Null in a part: the credential may not ask, so it is not measured. */
export const AccountCheck = z.strictObject({
  at: z.iso.datetime(),
  /** What the credential may not use, in words, and why. */
  refused: z.array(z.strictObject({ what: z.string(), why: z.string() })),
  type: z.enum(['full', 'trial']).nullable(), status: z.enum(['active', 'suspended', 'closed']).nullable(),
  /** The account that this one is a sub-account of; null where it is none, or that is not measured. */
  parentSid: z.string().nullable(),
});
export type AccountCheck = z.infer<typeof AccountCheck>;

/** A Twilio account in the vault, as the page may know it: never its secret. */
export const AccountView = z.strictObject({ id: Id, name: z.string(), accountSid: z.string(), username: z.string(), check: AccountCheck.nullable() });
export type AccountView = z.infer<typeof AccountView>;

export const Environment = z.strictObject({
  version: z.string(), platform: z.string(), dataFolder: z.string(),
  /** `chromium`: the stand-in for Electron, see docs/chromium-host.md. `sandboxed` is false where Chromium runs without its OS sandbox. */
  host: z.enum(['electron', 'chromium']), sandboxed: z.boolean(),
});

/** The big parts of the open site. */
export const DirectoryView = z.strictObject({ siteId: Id, numbers: NumbersPart, extensions: ExtensionsPart });
export type DirectoryView = z.infer<typeof DirectoryView>;

/** Everything that the page shows, as main has it. The page changes nothing in it by itself. */
export const Mirror = z.strictObject({
  environment: Environment, preferences: Preferences, vault: VaultView,
  sites: z.array(SiteSummary), site: OpenSite.nullable(), directory: DirectoryView.nullable(), accounts: z.array(AccountView), job: Job.nullable(),
  /** The sites whose submitting of emergency addresses a person stopped: nothing of them goes out by itself. */
  halted: z.array(Id),
});
export type Mirror = z.infer<typeof Mirror>;

export const Patch = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('preferences'), value: Preferences }),
  z.strictObject({ what: z.literal('vault'), value: VaultView }),
  z.strictObject({ what: z.literal('sites'), value: z.array(SiteSummary) }),
  /** One line of the list of sites. */
  z.strictObject({ what: z.literal('summary'), value: SiteSummary }),
  z.strictObject({ what: z.literal('site'), value: OpenSite.nullable() }),
  z.strictObject({ what: z.literal('directory'), value: DirectoryView.nullable() }),
  z.strictObject({ what: z.literal('numbers'), siteId: Id, value: NumbersPart }),
  /** Rows that were changed or added, and those that are gone: of thousands of extensions only these cross the bridge. */
  z.strictObject({ what: z.literal('extensions'), siteId: Id, rows: z.array(Extension), removed: z.array(z.string()) }),
  z.strictObject({ what: z.literal('ledger'), siteId: Id, entries: z.array(LedgerEntry) }),
  z.strictObject({ what: z.literal('accounts'), value: z.array(AccountView) }),
  z.strictObject({ what: z.literal('job'), value: Job.nullable() }),
  z.strictObject({ what: z.literal('halted'), value: z.array(Id) }),
  /** One line of the job, by its place: of thousands only the one that changed crosses the bridge. */
  z.strictObject({ what: z.literal('job-line'), jobId: Id, index: z.int().nonnegative(), line: JobLine, state: Job.shape.state }),
]);
export type Patch = z.infer<typeof Patch>;

/** One push: the patch that leads from revision - 1 to revision. A gap makes the page ask for the whole. */
export const Push = z.strictObject({ revision: z.int(), patch: Patch });
export type Push = z.infer<typeof Push>;

const Link = z.strictObject({ link: z.enum(LINKS), siteId: Id.nullable() });

export const Strength = z.strictObject({ score: z.int().min(0).max(4), acceptable: z.boolean(), warning: z.string().nullable(), advice: z.array(z.string()) });

const OfSite = z.strictObject({ siteId: Id });

/** What a person says of a step: it becomes evidence. */
const Saying = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), note: Typed, values: z.record(z.string().max(100), Typed) }),
  z.strictObject({ kind: z.literal('reopened'), note: Typed }),
  z.strictObject({ kind: z.literal('not-applicable'), reason: Typed }),
  /** `due`: a date as a person types it, `2026-12-01`, or nothing. */
  /** `meanwhile` and `told` belong to the emergency steps: what an emergency call does until then, and who of the customer’s people was told. */
  z.strictObject({ kind: z.literal('blocked'), note: Typed, owner: Typed, due: Typed, meanwhile: Typed.optional(), told: Typed.optional() }),
  z.strictObject({ kind: z.literal('note'), text: Typed }),
]);
export type Saying = z.infer<typeof Saying>;

/** A picture as a data URL. */
const PictureView = z.strictObject({ url: z.string() });
const Saved = z.strictObject({ saved: z.boolean() });

/** What became of one line of a pasted list; `line` counts from 1. Lines that were simply added are not reported. */
export const LineReport = z.strictObject({ line: z.int(), text: z.string(), kind: z.enum(['duplicate', 'warning', 'bad']), why: z.string() });
export type LineReport = z.infer<typeof LineReport>;

const ExtensionNumbers = z.array(z.string().max(64)).min(1).max(MOST_EXTENSIONS);
const ExtensionChange = z.strictObject({ firstName: Typed, lastName: Typed, email: Typed, callerId: Typed, department: Typed, dids: Typed }).partial();
export type ExtensionChange = z.infer<typeof ExtensionChange>;
/** `did`: each extension its own first DID. `one`: all the same number. */
const CallerIdChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }), z.strictObject({ kind: z.literal('did') }), z.strictObject({ kind: z.literal('one'), number: z.string().max(64) }),
]);
const FieldDifference = z.strictObject({ number: z.string(), field: z.string(), before: z.string(), after: z.string() });

export const UsersComparison = z.strictObject({
  columns: z.array(z.string()), unknownColumns: z.array(z.string()),
  added: z.array(Extension.pick({ number: true, firstName: true, lastName: true })), changed: z.array(FieldDifference), missing: z.array(z.string()), same: z.int(),
  problems: z.array(z.strictObject({ line: z.int(), why: z.string() })),
});
export type UsersComparison = z.infer<typeof UsersComparison>;

/** What shall be done at Twilio. `confirmed` names the actions that a person said yes to: what costs money, what gives something up for good. */
const Confirmed = z.array(z.string().max(400)).max(10_100);
export const GoalInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set-up'), confirmed: Confirmed }),
  z.strictObject({ kind: z.literal('repair'), row: z.string().max(400), confirmed: Confirmed }),
  z.strictObject({ kind: z.literal('undo'), confirmed: Confirmed }),
  z.strictObject({ kind: z.literal('emergency'), confirmed: Confirmed }),
]);

/** A number that Twilio sells. `refused` says why Trunkbook does not buy it. */
export const OfferedNumber = z.strictObject({ phoneNumber: z.string(), place: z.string(), refused: z.string().nullable() });
export type OfferedNumber = z.infer<typeof OfferedNumber>;

/** What became of one line of pasted numbers. Only `ready` and `asks` can be taken; `asks`: it works elsewhere today. */
export const CheckedNumber = z.strictObject({
  line: z.int(), text: z.string(), phoneNumber: z.string().nullable(), kind: z.enum(['ready', 'asks', 'chosen', 'duplicate', 'not-owned', 'bad']), why: z.string(),
});
export type CheckedNumber = z.infer<typeof CheckedNumber>;

const EmergencyNumbers = z.array(z.string().max(64)).min(1).max(10_000);
/** An emergency address as it is typed, field by field. */
const TypedAddress = z.strictObject({
  friendlyName: Typed, customerName: Typed, street: Typed, suite: Typed, floor: Typed, room: Typed, other: Typed, city: Typed, region: Typed, postalCode: Typed, country: Typed,
  extensions: Typed, shows: Typed, confirmedBy: Typed,
});
/** What became of a row of a list of numbers with their addresses. `ready` and `warning` rows are taken. */
export const AddressLine = z.strictObject({ line: z.int(), text: z.string(), kind: z.enum(['ready', 'warning', 'bad', 'duplicate']), why: z.string() });
export type AddressLine = z.infer<typeof AddressLine>;

export const FetchedValues = z.strictObject({
  trunks: z.array(z.strictObject({ sid: z.string(), name: z.string(), domainName: z.string().nullable() })),
  /** Of the trunk that was asked for. */
  trunk: z.strictObject({
    sid: z.string(), name: z.string(), domainName: z.string().nullable(), secure: z.boolean(), cnamLookup: z.boolean(),
    accessLists: z.array(z.strictObject({ name: z.string(), addresses: z.array(z.string()) })),
    credentialLists: z.array(z.strictObject({ name: z.string(), usernames: z.array(z.string()) })),
    originationUrls: z.array(z.string()), phoneNumbers: z.array(z.string()),
  }).nullable(),
});
export type FetchedValues = z.infer<typeof FetchedValues>;

export const contract = {
  'mirror.get': { in: Nothing, out: z.strictObject({ revision: z.int(), mirror: Mirror }) },
  'preferences.save': { in: Preferences, out: Done },

  'vault.create': { in: z.strictObject({ passphrase: Passphrase, technician: Typed }), out: Done },
  'vault.unlock': { in: z.strictObject({ passphrase: Passphrase }), out: Done },
  /** "Unlock on this laptop": the system's keychain keeps the key. */
  'vault.unlockHere': { in: Nothing, out: Done },
  'vault.rememberHere': { in: z.strictObject({ passphrase: Passphrase }), out: Done },
  'vault.forgetHere': { in: Nothing, out: Done },
  'vault.lock': { in: Nothing, out: Done },
  'vault.changePassphrase': { in: z.strictObject({ current: Passphrase, next: Passphrase }), out: Done },
  'vault.judgePassphrase': { in: z.strictObject({ passphrase: z.string().max(1024) }), out: Strength },
  'vault.suggestPassphrase': { in: Nothing, out: z.strictObject({ passphrase: z.string() }) },
  'vault.printRecoveryKit': { in: Nothing, out: z.strictObject({ saved: z.boolean() }) },

  'site.create': { in: z.strictObject({ name: Typed, country: z.string().regex(/^[A-Z]{2}$/) }), out: OfSite },
  'site.open': { in: OfSite, out: Done },
  'site.close': { in: Nothing, out: Done },
  'site.rename': { in: OfSite.extend({ name: Typed }), out: Done },
  'site.duplicate': { in: OfSite.extend({ name: Typed }), out: OfSite },
  'site.archive': { in: OfSite.extend({ archived: z.boolean() }), out: Done },

  'site.savePlan': { in: OfSite.extend({ country: z.string().regex(/^[A-Z]{2}$/), hosting: z.enum(['hosted', 'self-hosted']).nullable() }), out: Done },
  'site.saveAccount': { in: OfSite.extend({ account: AccountChoice }), out: Done },
  'site.saveLogin': { in: OfSite.extend({ loginUrl: Typed, username: Typed, password: Typed.nullable() }), out: Done },
  'site.savePbx': { in: OfSite.extend({ fqdn: Typed, ipv4: Typed }), out: Done },
  'site.saveTrunk': { in: OfSite.extend({ friendlyName: Typed, domainLabel: Typed, edge: z.enum(EDGE_NAMES), secure: z.boolean().nullable(), cnamLookup: z.boolean(), transferMode: z.enum(TRANSFER_MODES).nullable() }), out: Done },
  /** Where incoming calls go: weight and priority of the PBX’s own URL, and the URLs beside it. */
  'site.saveOrigination': { in: OfSite.extend({ weight: Typed, priority: Typed, others: z.array(z.strictObject({ url: Typed, weight: Typed, priority: Typed })).max(MOST_OTHER_ORIGINS) }), out: Done },
  'site.saveSecurity': { in: OfSite.extend({ accessListName: Typed, credentialListName: Typed, sipUsername: Typed, sipPassword: Typed.nullable() }), out: Done },
  'site.saveNumbers': { in: OfSite.extend({ numbers: z.array(WantedNumber).max(10_000) }), out: Done },
  'site.generateSipPassword': { in: OfSite, out: Done },
  'site.lookUpName': { in: OfSite, out: Done },
  /** The names under which a yes is kept: one question may be about many numbers. */
  'site.agree': { in: OfSite.extend({ names: z.array(z.string().min(1).max(1000)).min(1).max(10_000) }), out: Done },
  'site.saveTrunkName': { in: OfSite.extend({ name: Typed }), out: Done },
  /** Null puts the proposal for the country back. */
  'site.saveRules': { in: OfSite.extend({ rules: z.array(OutboundRule).max(MOST_RULES).nullable() }), out: Done },
  /** What a person says of a step. */
  'site.record': { in: OfSite.extend({ step: z.enum(STEP_IDS), say: Saying }), out: Done },

  'visit.prepare': { in: OfSite.extend({ passphrase: Passphrase }), out: z.strictObject({ notDone: z.array(z.strictObject({ what: z.string(), why: z.string() })) }) },

  /** `data` is the picture as it was chosen; `thumbnail`, a small one of it. Main looks whether they are pictures. */
  'photo.add': { in: OfSite.extend({ step: z.enum(STEP_IDS), name: Typed, data: Picture, thumbnail: Picture }), out: Done },
  'photo.thumbnail': { in: OfSite.extend({ photo: Id }), out: PictureView },
  'photo.show': { in: OfSite.extend({ photo: Id }), out: PictureView },
  'photo.withdraw': { in: OfSite.extend({ step: z.enum(STEP_IDS), photo: Id }), out: Done },

  'dids.add': { in: OfSite.extend({ text: Pasted }), out: z.strictObject({ added: z.int(), lines: z.array(LineReport) }) },
  'dids.remove': { in: OfSite.extend({ dids: z.array(z.string().max(64)).max(MOST_DIDS) }), out: Done },
  'dids.export': { in: OfSite, out: Saved },

  'extensions.add': { in: OfSite.extend({ number: Typed, firstName: Typed, lastName: Typed, email: Typed }), out: Done },
  'extensions.change': { in: OfSite.extend({ number: z.string().max(64), change: ExtensionChange }), out: Done },
  'extensions.remove': { in: OfSite.extend({ numbers: ExtensionNumbers }), out: Done },
  /** Gives the chosen extensions DIDs one after the other from `firstDid` on (null: none), and caller IDs. */
  'extensions.assign': {
    in: OfSite.extend({ numbers: ExtensionNumbers, firstDid: z.string().max(64).nullable(), callerId: CallerIdChoice, replace: z.boolean() }),
    out: z.strictObject({ changed: z.int(), without: z.array(z.string()), moved: z.array(z.string()) }),
  },
  /** 3CX's own users export against what is here; nothing is changed. */
  'extensions.compare': { in: OfSite.extend({ text: Pasted }), out: UsersComparison },
  'extensions.take': { in: OfSite.extend({ text: Pasted }), out: Done },
  'extensions.export': { in: OfSite, out: Saved },

  /** Main writes the clipboard, and clears it again; the value does not come back. */
  'sheet.copy': { in: OfSite.extend({ field: z.enum(SHEET_FIELDS) }), out: z.strictObject({ clearsAfterSeconds: z.int() }) },
  /** A table of a step, by its place among those that the site needs: tabs between cells, as spreadsheets and firewalls' pages take it. */
  'guide.copyTable': { in: OfSite.extend({ step: z.enum(STEP_IDS), table: z.int().min(0).max(50) }), out: z.strictObject({ clearsAfterSeconds: z.int() }) },
  /** “Forgot the values?”: what Twilio still has of one trunk; without a trunk, the trunks to choose from. */
  'sheet.fetch': { in: OfSite.extend({ trunkSid: TrunkSid.nullable() }), out: FetchedValues },
  'sheet.reveal': { in: OfSite.extend({ field: z.enum(['pbx.password', 'trunk.sipPassword']) }), out: z.strictObject({ text: z.string() }) },

  /** Lists the account's numbers into the site's numbers. */
  'numbers.owned': { in: OfSite, out: Done },
  'numbers.available': {
    in: OfSite.extend({ country: z.string().regex(/^[A-Z]{2}$/), type: z.enum(['local', 'mobile', 'toll-free']), areaCode: Typed, contains: Typed, locality: Typed }),
    /** `monthly`: the price of one such number as Twilio tells it, with its currency. */
    out: z.strictObject({ numbers: z.array(OfferedNumber), monthly: z.string().nullable() }),
  },
  /** Numbers of the account, pasted one a line: what each line is. Nothing is changed. */
  'numbers.check': {
    in: OfSite.extend({ text: Pasted }),
    /** `asOf`: when the account's numbers were listed, where they could not be listed now. */
    out: z.strictObject({ lines: z.array(CheckedNumber), asOf: z.iso.datetime().nullable() }),
  },

  /** `inside`: a trunk to look into as well, with its lists. */
  'trunk.read': { in: OfSite.extend({ inside: TrunkSid.nullable() }), out: Done },
  'trunk.apply': { in: OfSite.extend({ goal: GoalInput }), out: z.strictObject({ jobId: Id }) },
  /** Takes over what a row of the comparison shows into what the site shall have; or says the yes that the row asks for. */
  'trunk.take': { in: OfSite.extend({ row: z.string().max(400), from: z.enum(['twilio', '3cx', 'asked']) }), out: Done },
  /** Makes a trunk that was set up by hand the one of this site. Nothing is sent to Twilio. */
  'trunk.adopt': { in: OfSite.extend({ trunkSid: TrunkSid, accessListSid: z.string().regex(/^AL[0-9a-f]{32}$/).nullable(), credentialListSid: z.string().regex(/^CL[0-9a-f]{32}$/).nullable(), username: z.string().max(255).nullable() }), out: Done },
  /** What a person saw in 3CX; null: nothing is known of it any more. */
  'pbx.report': { in: OfSite.extend({ field: z.enum(PBX_FIELDS), value: Typed.nullable() }), out: Done },
  /** Training: somebody changes something on the practice account behind Trunkbook's back. */
  'practice.disturb': { in: OfSite.extend({ what: z.enum(DISTURBANCES) }), out: z.strictObject({ changed: z.boolean() }) },
  /** Training: so much time passes on the practice account, and nowhere else. `minutesAhead`: how far its clock is ahead now. */
  'practice.passTime': { in: OfSite.extend({ minutes: z.int().min(1).max(10_000) }), out: z.strictObject({ minutesAhead: z.int() }) },
  /** Training: pulls the cable of the practice account, or puts it back; null only asks. */
  'practice.network': { in: OfSite.extend({ reachable: z.boolean().nullable() }), out: z.strictObject({ reachable: z.boolean() }) },
  /** Training: what the 933 test service would read back to this extension. Nothing is dialled. `spoken` null: the call would not get there. */
  'practice.dial933': { in: OfSite.extend({ extension: z.string().min(1).max(64) }), out: z.strictObject({ spoken: z.strictObject({ number: z.string(), address: z.string().nullable() }).nullable(), why: z.string() }) },
  /** `addressId` null: a new address. What is refused comes back by the names of the fields. */
  'emergency.saveAddress': { in: OfSite.extend({ addressId: Id.nullable(), typed: TypedAddress }), out: z.strictObject({ addressId: Id }) },
  'emergency.removeAddress': { in: OfSite.extend({ addressId: Id }), out: Done },
  /** `address` null: these numbers shall have none, and what Trunkbook put on them comes off. */
  'emergency.assign': { in: OfSite.extend({ numbers: EmergencyNumbers, address: Id.nullable() }), out: Done },
  /** Nothing is said of these numbers any more. */
  'emergency.leaveOut': { in: OfSite.extend({ numbers: EmergencyNumbers }), out: Done },
  /** A list of numbers with their addresses. Without `save` it is only looked at. `addresses`, `numbers`: how many are new, or get another one. */
  'emergency.paste': { in: OfSite.extend({ text: Pasted, save: z.boolean() }), out: z.strictObject({ lines: z.array(AddressLine), addresses: z.int(), numbers: z.int() }) },
  /** The addresses and their numbers as a list that can be pasted again. */
  'emergency.export': { in: OfSite, out: Saved },
  /** Who answers when a dispatcher calls these numbers back. An empty extension: their callers. */
  'emergency.saveCallBack': { in: OfSite.extend({ numbers: EmergencyNumbers, extension: Typed, name: Typed }), out: Done },
  'emergency.saveScope': { in: OfSite.extend({ exempt: z.array(z.strictObject({ extensions: Typed, why: Typed })).max(200), /** Null: not said yet. Empty: none is. */ barred: Typed.nullable() }), out: Done },
  /** 3CX's page “Emergency Numbers”: the whole table with tabs between the cells, or one field of one entry. */
  'emergency.copyRules': { in: OfSite.extend({ only: z.strictObject({ rule: z.string().max(100), field: z.enum(EMERGENCY_RULE_FIELDS) }).nullable() }), out: z.strictObject({ clearsAfterSeconds: z.int() }) },
  /** The entries of 3CX’s page “Emergency Numbers”; null: as Trunkbook proposes them. */
  'emergency.saveRules': { in: OfSite.extend({ rules: z.array(EmergencyRuleEntry).max(MOST_EMERGENCY_RULES).nullable() }), out: Done },
  /** A call to 933 that a person made from an extension: what it read back. `ticked`: exactly what the page showed. */
  'emergency.record933': { in: OfSite.extend({ extension: z.string().min(1).max(64), readNumber: Typed, readAddress: Typed, how: z.enum(['ticked', 'typed']) }), out: Done },
  /** Asks Twilio where the emergency addresses stand. */
  'emergency.read': { in: OfSite, out: Done },
  /** The addresses that the account has. `numbers`: how many numbers use one for emergency calls; null where the account has too many to count. */
  'emergency.existing': { in: OfSite, out: z.strictObject({ addresses: z.array(z.strictObject({ sid: z.string(), address: TwilioAddress, emergencyEnabled: z.boolean(), numbers: z.int().nullable() })) }) },
  'emergency.choose': { in: OfSite.extend({ sid: AddressSid }), out: z.strictObject({ addressId: Id }) },
  /** What a person makes of a refusal with suggestions (21629): `call` is the ledger's, `suggestion` its place among them. */
  'emergency.decide': { in: OfSite.extend({ addressId: Id, call: Id, choice: z.enum(['take-suggestion', 'stop']), suggestion: z.int().min(0).max(100) }), out: Done },
  /** What the Console shows of these numbers, where it is worked on by hand. */
  'emergency.report': { in: OfSite.extend({ numbers: z.array(z.string().max(64)).min(1).max(10_000), state: ReportedRegistration.shape.state, address: Id.nullable() }), out: Done },
  'job.cancel': { in: z.strictObject({ jobId: Id }), out: Done },

  /** `confirmed`: the person was told that this host has no sandbox or keychain of its own. */
  'account.add': { in: z.strictObject({ name: Typed, accountSid: Typed, username: Typed, secret: Typed, confirmed: z.boolean() }), out: z.strictObject({ accountId: Id }) },
  /** Tries each thing that Trunkbook needs of the account; what came of it is in the mirror. */
  'account.check': { in: z.strictObject({ accountId: Id }), out: Done },
  /** Another credential of the same account takes the place of the one that is kept. */
  'account.rotate': { in: z.strictObject({ accountId: Id, username: Typed, secret: Typed, confirmed: z.boolean() }), out: Done },
  'account.remove': { in: z.strictObject({ accountId: Id }), out: Done },

  /** Links open by name; the page never gives an address. */
  'link.show': { in: Link, out: z.strictObject({ url: z.string() }) },
  'link.open': { in: Link, out: Done },
} satisfies Record<Channel, { in: z.ZodType; out: z.ZodType }>;

export type Contract = typeof contract;
export type Input<C extends Channel> = z.input<Contract[C]['in']>;
export type Output<C extends Channel> = z.output<Contract[C]['out']>;
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

/** What the preload puts on the page as `window.trunkbook`. */
export interface Bridge {
  invoke<C extends Channel>(channel: C, ...input: Input<C> extends undefined ? [] : [Input<C>]): Promise<Result<Output<C>>>;
  /** Returns the function that ends the subscription. */
  onPatch(listener: (push: Push) => void): () => void;
}
