import type { Resource } from '../site/record.ts';

/** A thing at Twilio: there already, or made by an earlier action of the same plan. */
export type Reference = { readonly kind: 'sid'; readonly sid: string } | { readonly kind: 'made-by'; readonly action: string };

/** One call to Twilio, as data. The SIP password is not in it: `secretRevision` names the state that apply sends. */
export type Work =
  | { readonly do: 'create-trunk'; readonly friendlyName: string; readonly domainName: string; readonly secure: boolean; readonly cnamLookup: boolean }
  | { readonly do: 'update-trunk'; readonly sid: string; readonly friendlyName: string; readonly domainName: string; readonly secure: boolean; readonly cnamLookup: boolean }
  | { readonly do: 'create-access-list'; readonly name: string }
  | { readonly do: 'rename-access-list'; readonly sid: string; readonly name: string }
  | { readonly do: 'add-address'; readonly list: Reference; readonly address: string }
  | { readonly do: 'change-address'; readonly list: Reference; readonly sid: string; readonly address: string }
  | { readonly do: 'create-credential-list'; readonly name: string }
  | { readonly do: 'rename-credential-list'; readonly sid: string; readonly name: string }
  | { readonly do: 'create-credential'; readonly list: Reference; readonly username: string; readonly secretRevision: string }
  | { readonly do: 'set-password'; readonly list: Reference; readonly sid: string; readonly username: string; readonly secretRevision: string }
  | { readonly do: 'put-access-list-on-trunk'; readonly trunk: Reference; readonly list: Reference }
  | { readonly do: 'put-credential-list-on-trunk'; readonly trunk: Reference; readonly list: Reference }
  | { readonly do: 'create-origination-url'; readonly trunk: Reference; readonly url: string }
  | { readonly do: 'change-origination-url'; readonly trunk: Reference; readonly sid: string; readonly url: string }
  | { readonly do: 'buy-number'; readonly phoneNumber: string }
  | { readonly do: 'attach-number'; readonly number: Reference; readonly phoneNumber: string; readonly trunk: Reference };

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
  /** Set when Twilio charges for it. */
  readonly costs: string | null;
  readonly resource: Resource;
  readonly naturalKey: string;
  readonly creates: boolean;
}

const RESOURCE_OF: Readonly<Record<Work['do'], { readonly resource: Resource; readonly creates: boolean }>> = {
  'create-trunk': { resource: 'trunk', creates: true },
  'update-trunk': { resource: 'trunk', creates: false },
  'create-access-list': { resource: 'access-list', creates: true },
  'rename-access-list': { resource: 'access-list', creates: false },
  'add-address': { resource: 'ip-address', creates: true },
  'change-address': { resource: 'ip-address', creates: false },
  'create-credential-list': { resource: 'credential-list', creates: true },
  'rename-credential-list': { resource: 'credential-list', creates: false },
  'create-credential': { resource: 'credential', creates: true },
  'set-password': { resource: 'credential', creates: false },
  'put-access-list-on-trunk': { resource: 'access-list-on-trunk', creates: true },
  'put-credential-list-on-trunk': { resource: 'credential-list-on-trunk', creates: true },
  'create-origination-url': { resource: 'origination-url', creates: true },
  'change-origination-url': { resource: 'origination-url', creates: false },
  'buy-number': { resource: 'number', creates: true },
  'attach-number': { resource: 'number-on-trunk', creates: true },
};

export function action(id: string, work: Work, rest: Pick<Action, 'words' | 'why' | 'naturalKey'> & { readonly needs?: readonly (string | null)[]; readonly costs?: string }): Action {
  const { needs = [], costs = null, ...words } = rest;
  return { id, work, needs: needs.filter((need) => need !== null), costs, ...words, ...RESOURCE_OF[work.do] };
}
