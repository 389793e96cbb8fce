import { spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { Intent, LedgerEntry, Observed, Resource, TwilioSnapshot } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import { type Action, action, there } from './actions.ts';
import { EMERGENCY_WAY_OUT, hasEmergencyCalling, type Held } from './drafting.ts';
import { isOurs, type LedgerReading, readLedger } from './ledger.ts';
import { findLost } from './lost.ts';
import type { Plan } from './plan.ts';
import { coversAddresses, undoAddresses } from './undo-addresses.ts';

type Trunk = TwilioSnapshot['trunks'][number];
type Parts = NonNullable<Trunk['parts']>;
type Entry = { readonly sid: string; readonly name: string };

export interface Undoing {
  readonly account: TwilioSnapshot;
  readonly ledger: LedgerReading;
  readonly now: number;
  readonly actions: Action[];
  readonly held: Held[];
  /** Lists that stay because a trunk they are on does. */
  readonly kept: Set<string>;
}

/**
 * The calls that take away from Twilio what the ledger shows Trunkbook created for this site, the last made first; nothing else is touched.
 * Where a number of a trunk has emergency calling, the trunk and all that is on it stay: a 911 call may depend on them (21634). Numbers that
 * were bought stay on the account unless a person says otherwise: nobody can be sure to get one back.
 *
 * @param now milliseconds since 1970
 */
export function planUndo(intent: Intent, observed: Observed, ledger: readonly LedgerEntry[], now: number): Plan {
  if (observed.twilio === null || !sameAccount(observed.twilio.account, intent.account)) return { kind: 'not-read' };
  const account = observed.twilio.value;
  const undoing: Undoing = { account, ledger: readLedger(ledger, account.accountSid), now, actions: [], held: [], kept: new Set() };
  if (!covers(undoing) || !coversAddresses(undoing, observed.emergency)) return { kind: 'not-read' };
  for (const trunk of account.trunks) if (trunk.parts !== null) undoTrunk(undoing, trunk, trunk.parts);
  for (const list of account.accessLists) undoList(undoing, 'access-list', list, list.addresses?.map(({ sid, address }) => ({ sid, name: address })) ?? null);
  for (const list of account.credentialLists) undoList(undoing, 'credential-list', list, list.users?.map(({ sid, username }) => ({ sid, name: username })) ?? null);
  undoPurchases(undoing);
  undoAddresses(undoing, observed.emergency);
  return { kind: 'ready', actions: undoing.actions, questions: [], held: undoing.held, found: findLost(account, undoing.ledger), age: Math.max(0, now - Date.parse(observed.twilio.at)) };
}

/** Whether the reading looked inside every trunk and list that Trunkbook made or put something on or into, and at every number that it bought or attached. */
function covers({ account, ledger: { places, numbers } }: Undoing): boolean {
  const asked = new Set(account.askedNumbers);
  return account.trunks.every(({ sid, parts }) => !places.has(sid) || (parts !== null && parts.phoneNumbers !== null))
    && account.accessLists.every(({ sid, addresses }) => !places.has(sid) || addresses !== null)
    && account.credentialLists.every(({ sid, users }) => !places.has(sid) || users !== null)
    && [...numbers].every((number) => asked.has(number));
}

/** Something on a trunk: what it is, who made it, and the call that takes it off. */
interface OnTrunk {
  readonly ours: boolean;
  readonly called: string;
  readonly takeOff: Action;
}

function undoTrunk(undoing: Undoing, trunk: Trunk, parts: Parts): void {
  const { account, ledger, actions, held, kept } = undoing;
  const name = `The trunk “${trunk.name}”`;
  const ours = isOurs(ledger, 'trunk', trunk.sid);
  const numbers = numbersOn(undoing, trunk, parts);
  const others = [...listsOn(undoing, trunk, parts), ...originsOn(undoing, trunk, parts)];
  const mine = [...numbers, ...others].filter((one) => one.ours);
  if (!ours && mine.length === 0) return;

  const known = new Map(account.numbers.map((number) => [number.sid, number]));
  const emergency = (parts.phoneNumbers ?? []).filter(({ sid }) => { const number = known.get(sid); return number !== undefined && hasEmergencyCalling(number); });
  const keepLists = (): void => { for (const sid of [...parts.accessLists, ...parts.credentialLists]) kept.add(sid); };
  if (emergency.length > 0) {
    keepLists();
    held.push({
      id: `trunk ${trunk.sid}`, because: 'emergency-calling', next: EMERGENCY_WAY_OUT,
      what: `${name} stays with all that is on it: ${shownNumbers(emergency)} ${emergency.length === 1 ? 'has' : 'have'} emergency calling, and Twilio refuses to take it away (21634).`,
    });
    return;
  }
  const theirs = [...numbers, ...others].filter((one) => !one.ours);
  if (ours && theirs.length > 0) {
    // What somebody else put on our trunk needs what is there; only our own numbers go.
    keepLists();
    actions.push(...numbers.filter((one) => one.ours).map(({ takeOff }) => takeOff));
    held.push({
      id: `trunk ${trunk.sid}`, because: 'not-ours', what: `${name} stays: somebody else put ${theirs.slice(0, 5).map(({ called }) => called).join(', ')}${theirs.length > 5 ? ` and ${theirs.length - 5} more` : ''} on it, and they need what is there.`,
      next: 'Settle with whoever did that, take it off in the Twilio Console, then go on.',
    });
    return;
  }
  const off = mine.map(({ takeOff }) => takeOff);
  actions.push(...off);
  if (!ours) return;
  actions.push(action(`remove-trunk ${trunk.sid}`, { do: 'remove-trunk', sid: trunk.sid }, {
    naturalKey: trunk.domainName ?? '', needs: off.map(({ id }) => id), words: `Remove the trunk “${trunk.name}” at ${trunk.domainName ?? 'no domain'}`, why: 'Trunkbook created it.',
  }));
}

function numbersOn({ ledger }: Undoing, { sid: trunk, domainName }: Trunk, { phoneNumbers }: Parts): readonly OnTrunk[] {
  return (phoneNumbers ?? []).map(({ sid, phoneNumber }) => ({
    ours: isOurs(ledger, 'number-on-trunk', sid, trunk), called: spacedPhoneNumber(phoneNumber),
    takeOff: action(`detach-number ${phoneNumber}`, { do: 'detach-number', trunk: there(trunk), sid }, {
      naturalKey: `${domainName ?? ''} ${phoneNumber}`, words: `Take ${spacedPhoneNumber(phoneNumber)} off the trunk; the account keeps it`, why: 'Trunkbook attached it.',
    }),
  }));
}

function originsOn({ ledger }: Undoing, { sid: trunk, domainName }: Trunk, { originationUrls }: Parts): readonly OnTrunk[] {
  return originationUrls.map(({ sid, url }) => ({
    ours: isOurs(ledger, 'origination-url', sid, trunk), called: url,
    takeOff: action(`remove-origination-url ${sid}`, { do: 'remove-origination-url', trunk: there(trunk), sid }, { naturalKey: `${domainName ?? ''} ${url}`, words: `Remove the origination URL ${url}`, why: 'Trunkbook added it.' }),
  }));
}

function listsOn({ account, ledger }: Undoing, { sid: trunk, domainName }: Trunk, parts: Parts): readonly OnTrunk[] {
  const kinds = [
    { called: 'list', on: parts.accessLists, lists: account.accessLists, resource: 'access-list-on-trunk', take: 'take-access-list-off-trunk' },
    { called: 'credential list', on: parts.credentialLists, lists: account.credentialLists, resource: 'credential-list-on-trunk', take: 'take-credential-list-off-trunk' },
  ] as const;
  return kinds.flatMap(({ called, on, lists, resource, take }) => on.map((sid): OnTrunk => {
    const name = lists.find((list) => list.sid === sid)?.name ?? sid;
    return {
      ours: isOurs(ledger, resource, sid, trunk), called: `the ${called} “${name}”`,
      takeOff: action(`${take} ${trunk} ${sid}`, { do: take, trunk: there(trunk), sid }, { naturalKey: `${domainName ?? ''} ${name}`, words: `Take the ${called} “${name}” off the trunk`, why: 'Trunkbook put it there.' }),
    };
  }));
}

function shownNumbers(numbers: readonly { readonly phoneNumber: string }[]): string {
  const shown = numbers.slice(0, 3).map(({ phoneNumber }) => spacedPhoneNumber(phoneNumber)).join(', ');
  return numbers.length > 3 ? `${shown} and ${numbers.length - 3} more` : shown;
}

const LIST_KINDS = {
  'access-list': { entry: 'ip-address', off: 'take-access-list-off-trunk', called: 'IP access control list', one: (name: string) => `the address ${name}`, removeEntry: 'remove-address', remove: 'remove-access-list' },
  'credential-list': { entry: 'credential', off: 'take-credential-list-off-trunk', called: 'credential list', one: (name: string) => `the user “${name}”`, removeEntry: 'remove-credential', remove: 'remove-credential-list' },
} as const satisfies Record<string, { readonly entry: Resource } & Record<string, unknown>>;

/** So long a list that Twilio did not remove is not tried again. In milliseconds. */
const MAPPED_FOR = 60 * 60_000;

/**
 * A list that is all ours goes as a whole: where it is on a trunk that nobody knows of, Twilio refuses before anything is lost. In a list of
 * somebody else only our own entries go.
 */
function undoList(undoing: Undoing, kind: keyof typeof LIST_KINDS, { sid, name }: Entry, entries: readonly Entry[] | null): void {
  const { ledger, actions, held, kept, now } = undoing;
  if (entries === null || kept.has(sid)) return;
  const { entry, off, called, one, removeEntry, remove } = LIST_KINDS[kind];
  const mine = entries.filter((each) => isOurs(ledger, entry, each.sid, sid));
  const ours = isOurs(ledger, kind, sid);
  const needs = actions.filter(({ work }) => work.do === off && work.sid === sid).map(({ id }) => id);
  const mappedAt = ledger.stillMapped.get(sid);
  if (ours && mappedAt !== undefined && now - Date.parse(mappedAt) < MAPPED_FOR) {
    held.push({ id: `${kind} ${sid}`, because: 'not-ours', what: `The ${called} “${name}” stays: Twilio says that it is on another trunk still.`, next: 'Take it off that trunk in the Twilio Console, then go on in an hour; or remove the list there as well.' });
    return;
  }
  if (ours && mine.length === entries.length) {
    actions.push(action(`${remove} ${sid}`, { do: remove, sid }, { naturalKey: name, needs, words: `Remove the ${called} “${name}”${mine.length > 0 ? ` with ${mine.map((each) => one(each.name)).join(', ')}` : ''}`, why: 'Trunkbook created it.' }));
    return;
  }
  for (const each of mine) {
    actions.push(action(`${removeEntry} ${each.sid}`, { do: removeEntry, list: there(sid), sid: each.sid }, {
      naturalKey: `${name} ${each.name}`, needs, words: `Remove ${one(each.name)} from the list “${name}”`, why: 'Trunkbook entered it.',
    }));
  }
  if (ours) held.push({ id: `${kind} ${sid}`, because: 'not-ours', what: `The ${called} “${name}” stays: somebody else entered something in it.`, next: 'Settle with whoever did that; then remove the list in the Twilio Console.' });
}

function undoPurchases({ account, ledger, actions, held }: Undoing): void {
  const detached = new Map(actions.flatMap((one) => (one.work.do === 'detach-number' ? [[one.work.sid, one] as const] : [])));
  for (const number of account.numbers) {
    const { sid, phoneNumber, trunkSid } = number;
    if (!isOurs(ledger, 'number', sid)) continue;
    if (hasEmergencyCalling(number)) {
      if (trunkSid === null) held.push({ id: `number ${sid}`, because: 'emergency-calling', what: `${spacedPhoneNumber(phoneNumber)} has emergency calling, so it cannot be given back.`, next: EMERGENCY_WAY_OUT });
      continue;
    }
    const detach = detached.get(sid);
    // On a trunk that stays, or that somebody else moved it to: it is in use.
    if (trunkSid !== null && !detach) continue;
    actions.push(action(`release-number ${phoneNumber}`, { do: 'release-number', sid }, {
      naturalKey: phoneNumber, needs: detach ? [detach.id] : [], words: `Give ${spacedPhoneNumber(phoneNumber)} back to Twilio`, why: 'Trunkbook bought it.',
      consent: { to: 'loss', what: `The number ${spacedPhoneNumber(phoneNumber)}`, words: 'The number is gone then: somebody else may get it, and nobody can promise it back. Its monthly price ends.' },
    }));
  }
}
