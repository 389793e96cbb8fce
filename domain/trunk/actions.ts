import type { TwilioAddress } from '../site/emergency-record.ts';
import type { LedgerEntry, Resource, TransferMode } from '../site/record.ts';

/** A thing at Twilio: there already, or made by an earlier action of the same plan. */
export type Reference = { readonly kind: 'sid'; readonly sid: string } | { readonly kind: 'made-by'; readonly action: string };

/** The settings of a trunk that Trunkbook sets; all else, such as its disaster recovery URL, stays as it is found. */
export interface TrunkSettings {
  readonly friendlyName: string;
  readonly domainName: string;
  readonly secure: boolean;
  readonly cnamLookup: boolean;
  readonly transferMode: TransferMode;
}

/** One place that incoming calls are sent to. */
export interface Origin {
  readonly url: string;
  readonly weight: number;
  readonly priority: number;
}

/** One call to Twilio, as data. The SIP password is not in it: `secretRevision` names the state that apply sends. */
export type Work =
  | ({ readonly do: 'create-trunk' } & TrunkSettings)
  /** Only what differs is sent. */
  | { readonly do: 'update-trunk'; readonly sid: string; readonly settings: Partial<TrunkSettings> }
  | { readonly do: 'create-access-list'; readonly name: string }
  | { readonly do: 'rename-access-list'; readonly sid: string; readonly name: string }
  | { readonly do: 'add-address'; readonly list: Reference; readonly address: string }
  | { readonly do: 'change-address'; readonly list: Reference; readonly sid: string; readonly address: string }
  | { readonly do: 'remove-address'; readonly list: Reference; readonly sid: string }
  | { readonly do: 'create-credential-list'; readonly name: string }
  | { readonly do: 'rename-credential-list'; readonly sid: string; readonly name: string }
  | { readonly do: 'create-credential'; readonly list: Reference; readonly username: string; readonly secretRevision: string }
  | { readonly do: 'set-password'; readonly list: Reference; readonly sid: string; readonly username: string; readonly secretRevision: string }
  | { readonly do: 'remove-credential'; readonly list: Reference; readonly sid: string }
  | { readonly do: 'put-access-list-on-trunk'; readonly trunk: Reference; readonly list: Reference }
  | { readonly do: 'put-credential-list-on-trunk'; readonly trunk: Reference; readonly list: Reference }
  | { readonly do: 'take-access-list-off-trunk'; readonly trunk: Reference; readonly sid: string }
  | { readonly do: 'take-credential-list-off-trunk'; readonly trunk: Reference; readonly sid: string }
  | ({ readonly do: 'create-origination-url'; readonly trunk: Reference } & Origin)
  | ({ readonly do: 'change-origination-url'; readonly trunk: Reference; readonly sid: string } & Origin)
  | { readonly do: 'remove-origination-url'; readonly trunk: Reference; readonly sid: string }
  | { readonly do: 'buy-number'; readonly phoneNumber: string }
  | { readonly do: 'attach-number'; readonly number: Reference; readonly phoneNumber: string; readonly trunk: Reference }
  | { readonly do: 'detach-number'; readonly trunk: Reference; readonly sid: string }
  | { readonly do: 'remove-access-list'; readonly sid: string }
  | { readonly do: 'remove-credential-list'; readonly sid: string }
  | { readonly do: 'remove-trunk'; readonly sid: string }
  | { readonly do: 'release-number'; readonly sid: string }
  /** Never corrected by Twilio itself: a near match is refused with a suggestion, and a person decides. */
  | { readonly do: 'create-emergency-address'; readonly address: TwilioAddress }
  /** Lets an address that the account has be used for emergency calls; nothing else of it changes. */
  | { readonly do: 'enable-emergency-address'; readonly sid: string }
  | { readonly do: 'set-emergency-address'; readonly number: Reference; readonly address: Reference }
  | { readonly do: 'clear-emergency-address'; readonly number: Reference; readonly address: Reference | null }
  | { readonly do: 'remove-emergency-address'; readonly sid: string };

/** What a person must say yes to before an action is done: it costs the customer money, or takes away what nobody can bring back. */
export interface Consent {
  readonly to: 'cost' | 'loss';
  /** What costs, or what is given up, in a few words. */
  readonly what: string;
  readonly words: string;
}

export type Effect = Extract<LedgerEntry, { kind: 'call' }>['effect'];

export interface Action {
  /** Stable from one planning to the next. */
  readonly id: string;
  readonly work: Work;
  /** Actions that must be answered first. */
  readonly needs: readonly string[];
  /** What will be done, in words. */
  readonly words: string;
  /** Why the account needs it. */
  readonly why: string;
  readonly consent: Consent | null;
  readonly resource: Resource;
  readonly naturalKey: string;
  readonly effect: Effect;
  /** The SID of what is changed or removed. */
  readonly target: string | null;
}

const KINDS: Readonly<Record<Work['do'], readonly [Resource, Effect]>> = {
  'create-trunk': ['trunk', 'create'],
  'update-trunk': ['trunk', 'change'],
  'create-access-list': ['access-list', 'create'],
  'rename-access-list': ['access-list', 'change'],
  'add-address': ['ip-address', 'create'],
  'change-address': ['ip-address', 'change'],
  'remove-address': ['ip-address', 'remove'],
  'create-credential-list': ['credential-list', 'create'],
  'rename-credential-list': ['credential-list', 'change'],
  'create-credential': ['credential', 'create'],
  'set-password': ['credential', 'change'],
  'remove-credential': ['credential', 'remove'],
  'put-access-list-on-trunk': ['access-list-on-trunk', 'create'],
  'put-credential-list-on-trunk': ['credential-list-on-trunk', 'create'],
  'take-access-list-off-trunk': ['access-list-on-trunk', 'remove'],
  'take-credential-list-off-trunk': ['credential-list-on-trunk', 'remove'],
  'create-origination-url': ['origination-url', 'create'],
  'change-origination-url': ['origination-url', 'change'],
  'remove-origination-url': ['origination-url', 'remove'],
  'buy-number': ['number', 'create'],
  'attach-number': ['number-on-trunk', 'create'],
  'detach-number': ['number-on-trunk', 'remove'],
  'remove-access-list': ['access-list', 'remove'],
  'remove-credential-list': ['credential-list', 'remove'],
  'remove-trunk': ['trunk', 'remove'],
  'release-number': ['number', 'remove'],
  'create-emergency-address': ['address', 'create'],
  'enable-emergency-address': ['address', 'change'],
  'set-emergency-address': ['emergency-address', 'create'],
  'clear-emergency-address': ['emergency-address', 'remove'],
  'remove-emergency-address': ['address', 'remove'],
};

export function action(id: string, work: Work, rest: Pick<Action, 'words' | 'why' | 'naturalKey'> & { readonly needs?: readonly (string | null)[]; readonly consent?: Consent | undefined }): Action {
  const { needs = [], consent = null, ...words } = rest;
  const [resource, effect] = KINDS[work.do];
  const target = effect === 'create' ? null : 'sid' in work ? work.sid : work.do === 'clear-emergency-address' && work.number.kind === 'sid' ? work.number.sid : null;
  return { id, work, needs: needs.filter((need) => need !== null), consent, ...words, resource, effect, target };
}

/** The trunk or the list that an action's thing is on or in; of a number's emergency address, the address. */
export function parentOf(work: Work): Reference | null {
  if (work.do === 'set-emergency-address' || work.do === 'clear-emergency-address') return work.address;
  return 'trunk' in work ? work.trunk : 'list' in work ? work.list : null;
}

/** What is changed, removed or put on a trunk; null for what the action makes. */
export function subjectOf(work: Work): Reference | null {
  switch (work.do) {
    case 'put-access-list-on-trunk':
    case 'put-credential-list-on-trunk':
      return work.list;
    case 'attach-number':
    case 'set-emergency-address':
    case 'clear-emergency-address':
      return work.number;
    default:
      return 'sid' in work ? there(work.sid) : null;
  }
}

export const madeBy = (id: string): Reference => ({ kind: 'made-by', action: id });
export const there = (sid: string): Reference => ({ kind: 'sid', sid });
/** The action that a reference waits for, if any. */
export const needOf = (reference: Reference): string | null => (reference.kind === 'made-by' ? reference.action : null);
