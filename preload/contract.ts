// One value says what crosses the bridge: main checks with it, preload, renderer and tests derive their types from it. Strict both ways.
import { z } from 'zod';
import { STEP_IDS } from '../domain/guide/steps.ts';
import { EDGE_NAMES, LedgerEntry, OpenSite, SiteSummary, WantedNumber } from '../domain/site/record.ts';
import { SHEET_FIELDS } from '../domain/trunk/sheet.ts';
import type { Channel } from './channels.ts';

const Id = z.uuid();
/** What a person types into one field. Far more than any field takes, far less than what would hurt. */
const Typed = z.string().max(10_000);
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
  state: z.enum(['reading', 'running', 'stopping', 'done', 'stopped']),
  lines: z.array(JobLine),
  /** Why it stopped before the end. */
  fault: Fault.nullable(),
});
export type Job = z.infer<typeof Job>;

/** A Twilio account in the vault, as the page may know it: never its secret. */
export const AccountView = z.strictObject({ id: Id, name: z.string(), accountSid: z.string(), username: z.string() });
export type AccountView = z.infer<typeof AccountView>;

export const Environment = z.strictObject({
  version: z.string(), platform: z.string(), dataFolder: z.string(),
  /** `chromium`: the stand-in for Electron, see docs/chromium-host.md. `sandboxed` is false where Chromium runs without its OS sandbox. */
  host: z.enum(['electron', 'chromium']), sandboxed: z.boolean(),
});

/** Everything that the page shows, as main has it. The page changes nothing in it by itself. */
export const Mirror = z.strictObject({
  environment: Environment, preferences: Preferences, vault: VaultView,
  sites: z.array(SiteSummary), site: OpenSite.nullable(), accounts: z.array(AccountView), job: Job.nullable(),
});
export type Mirror = z.infer<typeof Mirror>;

export const Patch = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('preferences'), value: Preferences }),
  z.strictObject({ what: z.literal('vault'), value: VaultView }),
  z.strictObject({ what: z.literal('sites'), value: z.array(SiteSummary) }),
  z.strictObject({ what: z.literal('site'), value: OpenSite.nullable() }),
  z.strictObject({ what: z.literal('ledger'), siteId: Id, entries: z.array(LedgerEntry) }),
  z.strictObject({ what: z.literal('accounts'), value: z.array(AccountView) }),
  z.strictObject({ what: z.literal('job'), value: Job.nullable() }),
]);
export type Patch = z.infer<typeof Patch>;

/** One push: the patch that leads from revision - 1 to revision. A gap makes the page ask for the whole. */
export const Push = z.strictObject({ revision: z.int(), patch: Patch });
export type Push = z.infer<typeof Push>;

export const LINKS = ['twilio-console', 'twilio-trunks', 'twilio-api-keys', 'free-caller-registry', '3cx-console'] as const;
export type LinkName = (typeof LINKS)[number];
const Link = z.strictObject({ link: z.enum(LINKS), siteId: Id.nullable() });

export const Strength = z.strictObject({ score: z.int().min(0).max(4), acceptable: z.boolean(), warning: z.string().nullable(), advice: z.array(z.string()) });
export const FoundNumber = z.strictObject({ phoneNumber: z.string(), place: z.string(), note: z.string().nullable() });
export type FoundNumber = z.infer<typeof FoundNumber>;

const OfSite = z.strictObject({ siteId: Id });

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

  'site.saveAccount': { in: OfSite.extend({ accountId: Id.nullable() }), out: Done },
  'site.savePbx': { in: OfSite.extend({ fqdn: Typed, ipv4: Typed, username: Typed, password: Typed.nullable() }), out: Done },
  'site.saveTrunk': { in: OfSite.extend({ friendlyName: Typed, domainLabel: Typed, edge: z.enum(EDGE_NAMES), secure: z.boolean().nullable(), cnamLookup: z.boolean() }), out: Done },
  'site.saveSecurity': { in: OfSite.extend({ accessListName: Typed, credentialListName: Typed, sipUsername: Typed, sipPassword: Typed.nullable() }), out: Done },
  'site.saveNumbers': { in: OfSite.extend({ numbers: z.array(WantedNumber).max(10_000) }), out: Done },
  'site.generateSipPassword': { in: OfSite, out: Done },
  'site.lookUpName': { in: OfSite, out: Done },
  'site.agree': { in: OfSite.extend({ question: z.string().min(1).max(1000) }), out: Done },
  'site.tick': { in: OfSite.extend({ step: z.enum(STEP_IDS), done: z.boolean(), note: Typed }), out: Done },

  /** Main writes the clipboard, and clears it again; the value does not come back. */
  'sheet.copy': { in: OfSite.extend({ field: z.enum(SHEET_FIELDS) }), out: z.strictObject({ clearsAfterSeconds: z.int() }) },
  'sheet.reveal': { in: OfSite.extend({ field: z.enum(['pbx.password', 'trunk.sipPassword']) }), out: z.strictObject({ text: z.string() }) },

  'numbers.owned': { in: OfSite, out: z.array(FoundNumber) },
  'numbers.available': { in: OfSite.extend({ areaCode: z.string().regex(/^\d{3}$/).nullable() }), out: z.array(FoundNumber) },

  'trunk.read': { in: OfSite, out: Done },
  /** `confirmed` names the actions of the plan that cost money and were confirmed. */
  'trunk.setUp': { in: OfSite.extend({ confirmed: z.array(z.string().max(200)).max(10_000) }), out: z.strictObject({ jobId: Id }) },
  'job.cancel': { in: z.strictObject({ jobId: Id }), out: Done },

  /** `confirmed`: the person was told that this host has no sandbox or keychain of its own. */
  'account.add': { in: z.strictObject({ name: Typed, accountSid: Typed, username: Typed, secret: Typed, confirmed: z.boolean() }), out: z.strictObject({ accountId: Id }) },
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
