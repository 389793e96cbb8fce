import { spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { Intent, LedgerEntry, Observed, TwilioSnapshot } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import { type Action, action, type Reference } from './actions.ts';
import { originationUrl, trunkDomain } from './edges.ts';
import { ledgerKey, type LedgerReading, readLedger } from './ledger.ts';
import { type Match, matchList, matchTrunk } from './match.ts';
import { compareAddress } from './pbx-address.ts';
import { checkIntent, type Problem, type Requirements } from './requirements.ts';

/** Something only a person can decide. A yes is kept in `intent.agreed` under `id`; a no means changing the value in `field`. */
export interface Question {
  readonly id: string;
  readonly what: string;
  readonly yes: string;
  readonly no: string;
}

/** A create whose answer was lost, found on the account: apply writes it into the ledger. */
export interface Finding {
  readonly call: string;
  readonly sid: string;
}

export type Plan =
  /** `draft`: what can be said all the same, where the account was read and only some of the values are missing. Nothing is done of it. */
  | { readonly kind: 'blocked'; readonly problems: readonly Problem[]; readonly draft: Draft | null }
  | { readonly kind: 'not-read' }
  | {
    readonly kind: 'ready'; readonly actions: readonly Action[]; readonly questions: readonly Question[]; readonly found: readonly Finding[];
    /** How long ago the account was read, in milliseconds. */
    readonly age: number;
  };

/** What a plan is made of, as far as it could be made. */
export interface Draft {
  readonly actions: readonly Action[];
  readonly questions: readonly Question[];
  readonly found: readonly Finding[];
}

interface Drafting {
  readonly actions: Action[];
  readonly questions: Question[];
  readonly found: Finding[];
  readonly problems: Problem[];
}

interface Given {
  readonly wants: Requirements;
  readonly intent: Intent;
  readonly account: TwilioSnapshot;
  readonly ledger: LedgerReading;
  readonly now: number;
}

/** A domain that Twilio said was taken may become free: so long it is not tried again. In milliseconds. */
const TAKEN_FOR = 60 * 60_000;

/**
 * The calls that bring a Twilio account from what was observed to what the site shall have. Pure: planning again after they were applied
 * gives none. Nothing is ever deleted, and nothing that the ledger does not show as ours is changed without a question.
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
  const given: Given = { wants: checked.value, intent, account, now, ledger: readLedger(ledger, account.accountSid) };
  if (!covers(given)) return notRead;
  const draft: Drafting = { actions: [], questions: [], found: [], problems: [...missing] };
  askAddress(given, observed, draft);
  const trunk = planTrunk(given, draft);
  planAccessList(given, trunk, draft);
  planCredentials(given, trunk, draft);
  planOrigination(given, trunk, draft);
  planNumbers(given, trunk, draft);
  const { problems, ...rest } = draft;
  if (problems.length > 0) return { kind: 'blocked', problems, draft: rest };
  return { kind: 'ready', ...rest, age: Math.max(0, now - Date.parse(observed.twilio.at)) };
}

/** Whether the reading looked into everything that the plan is about. What was not read is not "none": the intent may have changed since. */
function covers({ wants, intent, account, ledger }: Given): boolean {
  const trunk = matchTrunk(account.trunks, wants.domainLabel, ledger, intent.agreed);
  const access = matchList(account.accessLists, 'access-list', wants.accessListName, ledger, intent.agreed);
  const credentials = matchList(account.credentialLists, 'credential-list', wants.credentialListName, ledger, intent.agreed);
  return (trunk.kind === 'none' || trunk.thing.parts !== null) && (access.kind === 'none' || access.thing.addresses !== null) && (credentials.kind === 'none' || credentials.thing.users !== null)
    && intent.numbers.every((number) => account.askedNumbers.includes(number.phoneNumber));
}

const made = (id: string): Reference => ({ kind: 'made-by', action: id });
const there = (sid: string): Reference => ({ kind: 'sid', sid });
const need = (reference: Reference): string | null => (reference.kind === 'made-by' ? reference.action : null);

function askAddress({ intent }: Given, observed: Observed, draft: Drafting): void {
  const finding = compareAddress(intent, observed.pbxName);
  if (finding.kind !== 'contradiction' || finding.settled) return;
  draft.questions.push({
    id: finding.question,
    what: `${intent.pbx.fqdn ?? ''} leads to ${finding.resolved.join(', ')}, but ${finding.entered} was entered. Calls from an address that is not in the list are refused by Twilio.`,
    yes: `Put ${finding.entered} into the access control list`,
    no: 'Change the address to the one the name leads to',
  });
}

/** Takes a match into the plan: notes what was found, asks about what is not ours. Undefined when there is nothing yet. */
function settle<Thing extends { readonly sid: string }>(match: Match<Thing>, draft: Drafting, words: { readonly what: string; readonly yes: string; readonly no: string }): Thing | undefined {
  if (match.kind === 'none') return undefined;
  if (match.kind === 'foreign') draft.questions.push({ id: match.question, ...words });
  else if (match.call !== null) draft.found.push({ call: match.call, sid: match.thing.sid });
  return match.thing;
}

/** Notes that a part which is there now is the outcome of a create whose answer was lost. */
function noteFound({ ledger }: Given, resource: Action['resource'], naturalKey: string, sid: string, draft: Drafting): void {
  const call = ledger.unanswered.get(ledgerKey(resource, naturalKey));
  if (call !== undefined) draft.found.push({ call, sid });
}

interface PlannedTrunk {
  readonly reference: Reference;
  readonly there: TwilioSnapshot['trunks'][number] | undefined;
}

/** One setting of a trunk that is not as the site shall have it. */
export interface TrunkDifference {
  readonly setting: 'name' | 'domain' | 'secure' | 'cnam';
  readonly words: string;
}

/** What has to be set on a trunk that is there. */
export function trunkDifferences(trunk: TwilioSnapshot['trunks'][number], wants: Pick<Requirements, 'friendlyName' | 'domainLabel' | 'secure' | 'cnamLookup'>): readonly TrunkDifference[] {
  const domainName = trunkDomain(wants.domainLabel);
  const on = (is: boolean): string => (is ? 'on' : 'off');
  const differences: (TrunkDifference | false)[] = [
    trunk.name !== wants.friendlyName && { setting: 'name', words: `its name to “${wants.friendlyName}”` },
    trunk.domainName !== domainName && { setting: 'domain', words: `its domain to ${domainName}` },
    trunk.secure !== wants.secure && { setting: 'secure', words: `Secure Trunking ${on(wants.secure)}` },
    trunk.cnamLookup !== wants.cnamLookup && { setting: 'cnam', words: `CNAM lookup ${on(wants.cnamLookup)}` },
  ];
  return differences.filter((difference) => difference !== false);
}

function planTrunk({ wants, intent, account, ledger, now }: Given, draft: Drafting): PlannedTrunk {
  const domainName = trunkDomain(wants.domainLabel);
  const takenAt = ledger.takenDomains.get(domainName);
  const settings = { friendlyName: wants.friendlyName, domainName, secure: wants.secure, cnamLookup: wants.cnamLookup };
  const trunk = settle(matchTrunk(account.trunks, wants.domainLabel, ledger, intent.agreed), draft, {
    what: `This account already has a trunk at ${domainName} that was not made for this site.`,
    yes: 'Use that trunk for this site, and set it as planned', no: 'Choose another name for the termination URI',
  });
  if (takenAt !== undefined && now - Date.parse(takenAt) < TAKEN_FOR && trunk?.domainName !== domainName) {
    draft.problems.push({ field: 'trunk.domainLabel', why: `Twilio says that ${domainName} is taken by another trunk. Choose another name.` });
  }
  if (!trunk) {
    draft.actions.push(action('create-trunk', { do: 'create-trunk', ...settings }, {
      naturalKey: domainName,
      words: `Create the trunk “${wants.friendlyName}” at ${domainName}, Secure Trunking ${wants.secure ? 'on' : 'off'}, CNAM lookup ${wants.cnamLookup ? 'on' : 'off'}`,
      why: 'It is what connects the PBX with the telephone network.',
    }));
    return { reference: made('create-trunk'), there: undefined };
  }
  const differs = trunkDifferences(trunk, wants);
  if (differs.length > 0) {
    draft.actions.push(action('update-trunk', { do: 'update-trunk', sid: trunk.sid, ...settings }, {
      naturalKey: domainName, words: `Set on the trunk: ${differs.map(({ words }) => words).join(', ')}`, why: 'The trunk at Twilio differs from what this site shall have.',
    }));
  }
  return { reference: there(trunk.sid), there: trunk };
}

function planAccessList(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, intent, account, ledger } = given;
  const name = wants.accessListName;
  const list = settle(matchList(account.accessLists, 'access-list', name, ledger, intent.agreed), draft, {
    what: `This account already has an IP access control list “${name}” that was not made for this site.`,
    yes: 'Use that list, and add the PBX to it', no: 'Choose another name for the list',
  });
  const reference = list ? there(list.sid) : made('create-access-list');
  if (!list) {
    draft.actions.push(action('create-access-list', { do: 'create-access-list', name }, {
      naturalKey: name, needs: [need(trunk.reference)], words: `Create the IP access control list “${name}”`, why: 'Twilio takes calls for this trunk only from addresses in its lists.',
    }));
  } else if (list.name !== name) {
    draft.actions.push(action('rename-access-list', { do: 'rename-access-list', sid: list.sid, name }, {
      naturalKey: name, words: `Rename the list “${list.name}” to “${name}”`, why: 'This site shall have it under that name.',
    }));
  }
  const present = list?.addresses ?? [];
  const stale = present.filter(({ sid, address }) => !wants.addresses.includes(address) && ledger.created.has(ledgerKey('ip-address', sid)));
  for (const address of wants.addresses) {
    const naturalKey = `${name} ${address}`;
    const entry = present.find((other) => other.address === address && other.prefix === 32);
    if (entry) { noteFound(given, 'ip-address', naturalKey, entry.sid, draft); continue; }
    const old = stale.shift();
    const work = old ? { do: 'change-address' as const, list: reference, sid: old.sid, address } : { do: 'add-address' as const, list: reference, address };
    draft.actions.push(action(`${work.do} ${address}`, work, {
      naturalKey, needs: [need(reference)], words: old ? `Change ${old.address} in the list to ${address}/32` : `Add ${address}/32 to the list`, why: 'It is the public address of the PBX.',
    }));
  }
  const naturalKey = `${trunkDomain(wants.domainLabel)} ${name}`;
  if (list && trunk.there?.parts?.accessLists.includes(list.sid)) noteFound(given, 'access-list-on-trunk', naturalKey, list.sid, draft);
  else {
    draft.actions.push(action('put-access-list-on-trunk', { do: 'put-access-list-on-trunk', trunk: trunk.reference, list: reference }, {
      naturalKey, needs: [need(trunk.reference), need(reference)], words: `Put the list “${name}” on the trunk`, why: 'A list counts only for the trunks it is on.',
    }));
  }
}

function planCredentials(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, intent, account, ledger } = given;
  const name = wants.credentialListName;
  const secretRevision = wants.passwordRevision;
  const list = settle(matchList(account.credentialLists, 'credential-list', name, ledger, intent.agreed), draft, {
    what: `This account already has a credential list “${name}” that was not made for this site.`,
    yes: 'Use that list, and set this site’s user in it', no: 'Choose another name for the list',
  });
  const reference = list ? there(list.sid) : made('create-credential-list');
  if (!list) {
    draft.actions.push(action('create-credential-list', { do: 'create-credential-list', name }, {
      naturalKey: name, needs: [need(trunk.reference)], words: `Create the credential list “${name}”`, why: 'The PBX proves with a user name and a password that a call is its own.',
    }));
  } else if (list.name !== name) {
    draft.actions.push(action('rename-credential-list', { do: 'rename-credential-list', sid: list.sid, name }, {
      naturalKey: name, words: `Rename the credential list “${list.name}” to “${name}”`, why: 'This site shall have it under that name.',
    }));
  }
  const user = list?.users?.find((other) => other.username === wants.sipUsername);
  const naturalKey = `${name} ${wants.sipUsername}`;
  if (!user) {
    draft.actions.push(action('create-credential', { do: 'create-credential', list: reference, username: wants.sipUsername, secretRevision }, {
      naturalKey, needs: [need(reference)], words: `Create the user “${wants.sipUsername}” with the SIP credential password`, why: '3CX logs in to the trunk with it.',
    }));
  } else {
    noteFound(given, 'credential', naturalKey, user.sid, draft);
    const ours = ledger.secretSent.has(user.sid) || ledger.created.has(ledgerKey('credential', user.sid)) || ledger.unanswered.has(ledgerKey('credential', naturalKey));
    const question = `password ${user.sid}`;
    if (!ours && !intent.agreed.includes(question)) {
      draft.questions.push({
        id: question, what: `The list has a user “${wants.sipUsername}” already, who was not made for this site. A new password cuts off whoever uses it.`,
        yes: 'Set this site’s password for that user', no: 'Choose another user name',
      });
    }
    if (ledger.secretSent.get(user.sid) !== secretRevision) {
      draft.actions.push(action('set-password', { do: 'set-password', list: reference, sid: user.sid, username: wants.sipUsername, secretRevision }, {
        naturalKey, words: `Set the SIP credential password of “${wants.sipUsername}”`, why: 'Twilio never shows a password, and this one is not known to have been sent.',
      }));
    }
  }
  const associationKey = `${trunkDomain(wants.domainLabel)} ${name}`;
  if (list && trunk.there?.parts?.credentialLists.includes(list.sid)) noteFound(given, 'credential-list-on-trunk', associationKey, list.sid, draft);
  else {
    draft.actions.push(action('put-credential-list-on-trunk', { do: 'put-credential-list-on-trunk', trunk: trunk.reference, list: reference }, {
      naturalKey: associationKey, needs: [need(trunk.reference), need(reference)], words: `Put the credential list “${name}” on the trunk`, why: 'A list counts only for the trunks it is on.',
    }));
  }
}

function planOrigination(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, intent, ledger } = given;
  const url = originationUrl(wants.fqdn, wants.secure);
  const naturalKey = `${trunkDomain(wants.domainLabel)} ${url}`;
  const urls = trunk.there?.parts?.originationUrls ?? [];
  for (const other of urls) {
    const question = `keep ${other.sid}`;
    const foreign = other.enabled && other.url.toLowerCase() !== url && !ledger.created.has(ledgerKey('origination-url', other.sid));
    if (!foreign || intent.agreed.includes(question)) continue;
    draft.questions.push({
      id: question, what: `The trunk sends incoming calls to ${other.url} as well, which was not set up for this site. Calls are shared between the two.`,
      yes: `Keep ${other.url} beside this PBX`, no: 'Remove it in the Twilio Console, and read the account again',
    });
  }
  const present = urls.find((other) => other.url.toLowerCase() === url && other.enabled);
  if (present) { noteFound(given, 'origination-url', naturalKey, present.sid, draft); return; }
  const ours = urls.find((other) => ledger.created.has(ledgerKey('origination-url', other.sid)));
  draft.actions.push(ours
    ? action('change-origination-url', { do: 'change-origination-url', trunk: trunk.reference, sid: ours.sid, url }, {
      naturalKey, words: `Change the origination URL to ${url}`, why: 'Incoming calls must reach this PBX.',
    })
    : action('create-origination-url', { do: 'create-origination-url', trunk: trunk.reference, url }, {
      naturalKey, needs: [need(trunk.reference)], words: `Add the origination URL ${url}`, why: 'Twilio sends incoming calls there.',
    }));
}

function planNumbers(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, intent, account } = given;
  for (const { phoneNumber, acquire } of intent.numbers) {
    const shown = spacedPhoneNumber(phoneNumber);
    const owned = account.numbers.find((number) => number.phoneNumber === phoneNumber);
    if (!owned && acquire === 'take') {
      draft.problems.push({ field: 'numbers', why: `${shown} is not among the numbers of this Twilio account. Choose one that is, or buy one.` });
      continue;
    }
    if (owned) noteFound(given, 'number', phoneNumber, owned.sid, draft);
    else {
      draft.actions.push(action(`buy-number ${phoneNumber}`, { do: 'buy-number', phoneNumber }, {
        naturalKey: phoneNumber, needs: [need(trunk.reference)], words: `Buy ${shown}`, why: 'The trunk needs a number to be called at and to call from.',
        costs: 'Twilio charges a monthly price for this number.',
      }));
    }
    const naturalKey = `${trunkDomain(wants.domainLabel)} ${phoneNumber}`;
    if (owned && trunk.there && owned.trunkSid === trunk.there.sid) { noteFound(given, 'number-on-trunk', naturalKey, owned.sid, draft); continue; }
    if (owned && (owned.trunkSid !== null || owned.hasVoiceUrl)) {
      const id = `move ${owned.sid} from ${owned.trunkSid ?? 'its voice URL'}`;
      if (!intent.agreed.includes(id)) {
        draft.questions.push({
          id, what: owned.trunkSid === null
            ? `${shown} answers calls through a voice URL today. On the trunk that URL goes dead.`
            : `${shown} is on another trunk today. Calls to it will stop arriving there.`,
          yes: 'Move the number to this trunk', no: 'Choose another number',
        });
      }
    }
    const number: Reference = owned ? there(owned.sid) : made(`buy-number ${phoneNumber}`);
    draft.actions.push(action(`attach-number ${phoneNumber}`, { do: 'attach-number', number, phoneNumber, trunk: trunk.reference }, {
      naturalKey, needs: [need(trunk.reference), need(number)], words: `Attach ${shown} to the trunk`, why: 'Calls to it then reach the PBX, and it is the caller ID outside.',
    }));
  }
}
