import type { Intent, LedgerEntry, Observed } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import { ask, type Draft, type Drafting, emptyDraft, type Given } from './drafting.ts';
import { readLedger } from './ledger.ts';
import { findLost } from './lost.ts';
import { matchList, matchTrunk } from './match.ts';
import { compareAddress } from './pbx-address.ts';
import { planAccessList } from './plan-access.ts';
import { planCredentials } from './plan-credentials.ts';
import { planNumbers } from './plan-numbers.ts';
import { planOrigination } from './plan-origination.ts';
import { planTrunk } from './plan-trunk.ts';
import { checkIntent, type Problem } from './requirements.ts';

export type Plan =
  /** `draft`: what can be said all the same, where the account was read and only some of the values are missing. Nothing is done of it. */
  | { readonly kind: 'blocked'; readonly problems: readonly Problem[]; readonly draft: Draft | null }
  | { readonly kind: 'not-read' }
  /** `age`: how long ago the account was read, in milliseconds. */
  | ({ readonly kind: 'ready'; readonly age: number } & Draft);

/**
 * The calls that bring a Twilio account from what was observed to what the site shall have. Pure: planning again after they were applied
 * gives none. Nothing is changed or taken away that the ledger does not show as ours, unless a person was asked; what belongs to nobody
 * else's question, such as a trunk's disaster recovery URL, stays as it is found.
 *
 * The trunk comes first and everything else waits for it: whether its domain is taken by another account, only creating it tells
 * (21248, twilio.md 1.2), and a site whose domain is refused shall leave nothing behind.
 *
 * @param now milliseconds since 1970, to say how old the reading is
 */
export function plan(intent: Intent, observed: Observed, ledger: readonly LedgerEntry[], now: number): Plan {
  const checked = checkIntent(intent);
  const missing = checked.ok ? [] : checked.problems;
  const notRead: Plan = missing.length > 0 ? { kind: 'blocked', problems: missing, draft: null } : { kind: 'not-read' };
  if (checked.value === null || observed.twilio === null || !sameAccount(observed.twilio.account, intent.account)) return notRead;
  const account = observed.twilio.value;
  const given: Given = { wants: checked.value, intent, observed, account, now, ledger: readLedger(ledger, account.accountSid) };
  if (!covers(given)) return notRead;
  const draft = emptyDraft();
  draft.problems.push(...missing);
  askAddress(given, draft);
  const trunk = planTrunk(given, draft);
  planAccessList(given, trunk, draft);
  planCredentials(given, trunk, draft);
  planOrigination(given, trunk, draft);
  planNumbers(given, trunk, draft);
  const { problems, ...made } = draft;
  const rest: Draft = { ...made, found: findLost(account, given.ledger) };
  if (problems.length > 0) return { kind: 'blocked', problems, draft: rest };
  return { kind: 'ready', ...rest, age: Math.max(0, now - Date.parse(observed.twilio.at)) };
}

/** Whether the reading looked into everything that the plan is about. What was not read is not "none": the intent may have changed since. */
function covers({ wants, intent, account, ledger }: Given): boolean {
  const trunk = matchTrunk(account.trunks, wants.domainLabel, ledger, intent.agreed);
  const access = matchList(account.accessLists, 'access-list', wants.accessListName, ledger, intent.agreed);
  const credentials = matchList(account.credentialLists, 'credential-list', wants.credentialListName, ledger, intent.agreed);
  const asked = new Set(account.askedNumbers);
  return (trunk.kind === 'none' || trunk.thing.parts !== null) && (access.kind === 'none' || access.thing.addresses !== null) && (credentials.kind === 'none' || credentials.thing.users !== null)
    && intent.numbers.every((number) => asked.has(number.phoneNumber));
}

function askAddress({ intent, observed }: Given, draft: Drafting): void {
  const finding = compareAddress(intent, observed.pbxName);
  if (finding.kind !== 'contradiction' || finding.settled) return;
  ask(draft, [finding.question], {
    about: [`add-address ${finding.entered}`, `change-address ${finding.entered}`],
    what: `${intent.pbx.fqdn ?? ''} leads to ${finding.resolved.join(', ')}, but ${finding.entered} was entered. Calls from an address that is not in the list are refused by Twilio.`,
    yes: `Put ${finding.entered} into the access control list`,
    no: 'Change the address to the one the name leads to',
  });
}
