import { spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { Intent, LedgerEntry, Observed, TwilioSnapshot } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import { type Action, action, there } from './actions.ts';
import { EMERGENCY_WAY_OUT, hasEmergencyCalling, type Held, isOurs } from './drafting.ts';
import { type LedgerReading, readLedger } from './ledger.ts';
import { findLost } from './lost.ts';
import type { Plan } from './plan.ts';

type Trunk = TwilioSnapshot['trunks'][number];

interface Undoing {
  readonly account: TwilioSnapshot;
  readonly ledger: LedgerReading;
  readonly actions: Action[];
  readonly held: Held[];
  /** Lists that stay because the trunk they are on does. */
  readonly kept: Set<string>;
}

/**
 * The calls that take away from Twilio what the ledger shows Trunkbook created for this site, the last made first; nothing else is touched.
 * Where a number of the trunk has emergency calling, the trunk and all that is on it stay: a 911 call may depend on them (21634). Numbers
 * that were bought stay on the account unless a person says otherwise: nobody can be sure to get one back.
 *
 * @param now milliseconds since 1970
 */
export function planUndo(intent: Intent, observed: Observed, ledger: readonly LedgerEntry[], now: number): Plan {
  if (observed.twilio === null || !sameAccount(observed.twilio.account, intent.account)) return { kind: 'not-read' };
  const account = observed.twilio.value;
  const undoing: Undoing = { account, ledger: readLedger(ledger, account.accountSid), actions: [], held: [], kept: new Set() };
  if (!covers(undoing)) return { kind: 'not-read' };
  for (const trunk of account.trunks) if (trunk.parts !== null) undoTrunk(undoing, trunk, trunk.parts);
  for (const list of account.accessLists) undoList(undoing, 'access-list', list, list.addresses?.map(({ sid, address }) => ({ sid, name: address })) ?? null);
  for (const list of account.credentialLists) undoList(undoing, 'credential-list', list, list.users?.map(({ sid, username }) => ({ sid, name: username })) ?? null);
  undoPurchases(undoing);
  return { kind: 'ready', actions: undoing.actions, questions: [], held: undoing.held, found: findLost(account, undoing.ledger), age: Math.max(0, now - Date.parse(observed.twilio.at)) };
}

/** Whether the reading looked inside everything that Trunkbook made, and at every number that it bought or attached. */
function covers({ account, ledger }: Undoing): boolean {
  const asked = new Set(account.askedNumbers);
  return account.trunks.every(({ sid, parts }) => !isOurs(ledger, 'trunk', sid) || (parts !== null && parts.phoneNumbers !== null))
    && account.accessLists.every(({ sid, addresses }) => !isOurs(ledger, 'access-list', sid) || addresses !== null)
    && account.credentialLists.every(({ sid, users }) => !isOurs(ledger, 'credential-list', sid) || users !== null)
    && [...ledger.numbers].every((number) => asked.has(number));
}

function undoTrunk(undoing: Undoing, trunk: Trunk, parts: NonNullable<Trunk['parts']>): void {
  const { account, ledger, actions, held, kept } = undoing;
  const domain = trunk.domainName ?? '';
  const name = `The trunk “${trunk.name}”`;
  const numbers = parts.phoneNumbers ?? [];
  const known = new Map(account.numbers.map((number) => [number.sid, number]));
  const ours = isOurs(ledger, 'trunk', trunk.sid);
  const keepLists = (): void => { for (const sid of [...parts.accessLists, ...parts.credentialLists]) kept.add(sid); };
  const touched = ours || numbers.some(({ sid }) => isOurs(ledger, 'number-on-trunk', sid)) || parts.originationUrls.some(({ sid }) => isOurs(ledger, 'origination-url', sid));

  const emergency = numbers.filter(({ sid }) => { const number = known.get(sid); return number !== undefined && hasEmergencyCalling(number); });
  if (emergency.length > 0) {
    keepLists();
    if (touched) {
      held.push({
        id: `trunk ${trunk.sid}`, because: 'emergency-calling', next: EMERGENCY_WAY_OUT,
        what: `${name} stays with all that is on it: ${shownNumbers(emergency)} ${emergency.length === 1 ? 'has' : 'have'} emergency calling, and Twilio refuses to take it away (21634).`,
      });
    }
    return;
  }
  const reference = there(trunk.sid);
  const before: string[] = [];
  const add = (made: Action): void => { actions.push(made); before.push(made.id); };
  for (const { sid, phoneNumber } of numbers) {
    if (!isOurs(ledger, 'number-on-trunk', sid)) continue;
    add(action(`detach-number ${phoneNumber}`, { do: 'detach-number', trunk: reference, sid }, { naturalKey: `${domain} ${phoneNumber}`, words: `Take ${spacedPhoneNumber(phoneNumber)} off the trunk; the account keeps it`, why: 'Trunkbook attached it.' }));
  }
  const others = !ours ? [] : [
    ...numbers.filter(({ sid }) => !isOurs(ledger, 'number-on-trunk', sid)).map(({ phoneNumber }) => spacedPhoneNumber(phoneNumber)),
    ...parts.originationUrls.filter(({ sid }) => !isOurs(ledger, 'origination-url', sid)).map(({ url }) => url),
    ...parts.accessLists.filter((sid) => !isOurs(ledger, 'access-list-on-trunk', sid)).map((sid) => `the list “${account.accessLists.find((one) => one.sid === sid)?.name ?? sid}”`),
    ...parts.credentialLists.filter((sid) => !isOurs(ledger, 'credential-list-on-trunk', sid)).map((sid) => `the credential list “${account.credentialLists.find((one) => one.sid === sid)?.name ?? sid}”`),
  ];
  if (others.length > 0) {
    keepLists();
    held.push({
      id: `trunk ${trunk.sid}`, because: 'not-ours', what: `${name} stays: somebody else put ${others.slice(0, 5).join(', ')}${others.length > 5 ? ` and ${others.length - 5} more` : ''} on it, and they need what is there.`,
      next: 'Settle with whoever did that, take it off in the Twilio Console, then go on.',
    });
    return;
  }
  for (const { sid, url } of parts.originationUrls) {
    if (!isOurs(ledger, 'origination-url', sid)) continue;
    add(action(`remove-origination-url ${sid}`, { do: 'remove-origination-url', trunk: reference, sid }, { naturalKey: `${domain} ${url}`, words: `Remove the origination URL ${url}`, why: 'Trunkbook added it.' }));
  }
  for (const sid of parts.accessLists) {
    if (!isOurs(ledger, 'access-list-on-trunk', sid)) continue;
    const list = account.accessLists.find((one) => one.sid === sid)?.name ?? sid;
    add(action(`take-access-list-off-trunk ${sid}`, { do: 'take-access-list-off-trunk', trunk: reference, sid }, { naturalKey: `${domain} ${list}`, words: `Take the list “${list}” off the trunk`, why: 'Trunkbook put it there.' }));
  }
  for (const sid of parts.credentialLists) {
    if (!isOurs(ledger, 'credential-list-on-trunk', sid)) continue;
    const list = account.credentialLists.find((one) => one.sid === sid)?.name ?? sid;
    add(action(`take-credential-list-off-trunk ${sid}`, { do: 'take-credential-list-off-trunk', trunk: reference, sid }, { naturalKey: `${domain} ${list}`, words: `Take the credential list “${list}” off the trunk`, why: 'Trunkbook put it there.' }));
  }
  if (!ours) return;
  actions.push(action(`remove-trunk ${trunk.sid}`, { do: 'remove-trunk', sid: trunk.sid }, {
    naturalKey: domain, needs: before, words: `Remove the trunk “${trunk.name}” at ${domain}`, why: 'Trunkbook created it.',
  }));
}

function shownNumbers(numbers: readonly { readonly phoneNumber: string }[]): string {
  const shown = numbers.slice(0, 3).map(({ phoneNumber }) => spacedPhoneNumber(phoneNumber)).join(', ');
  return numbers.length > 3 ? `${shown} and ${numbers.length - 3} more` : shown;
}

const LIST_KINDS = {
  'access-list': { entry: 'ip-address', on: 'take-access-list-off-trunk', words: 'IP access control list', one: 'address', removeEntry: 'remove-address', remove: 'remove-access-list' },
  'credential-list': { entry: 'credential', on: 'take-credential-list-off-trunk', words: 'credential list', one: 'user', removeEntry: 'remove-credential', remove: 'remove-credential-list' },
} as const;

function undoList(undoing: Undoing, kind: keyof typeof LIST_KINDS, { sid, name }: { readonly sid: string; readonly name: string }, entries: readonly { readonly sid: string; readonly name: string }[] | null): void {
  const { ledger, actions, held, kept } = undoing;
  if (entries === null || kept.has(sid)) return;
  const { entry, on, words, one, removeEntry, remove } = LIST_KINDS[kind];
  const off = actions.filter(({ id }) => id === `${on} ${sid}`).map(({ id }) => id);
  const mine = entries.filter((each) => isOurs(ledger, entry, each.sid));
  const before = mine.map((each) => {
    const made = action(`${removeEntry} ${each.sid}`, { do: removeEntry, list: there(sid), sid: each.sid }, {
      naturalKey: `${name} ${each.name}`, needs: off, words: `Remove the ${one} ${kind === 'credential-list' ? `“${each.name}”` : each.name} from the list “${name}”`, why: 'Trunkbook entered it.',
    });
    actions.push(made);
    return made.id;
  });
  if (!isOurs(ledger, kind, sid)) return;
  if (mine.length < entries.length) {
    held.push({ id: `${kind} ${sid}`, because: 'not-ours', what: `The ${words} “${name}” stays: somebody else entered something in it.`, next: 'Settle with whoever did that; then remove the list in the Twilio Console.' });
    return;
  }
  actions.push(action(`${remove} ${sid}`, { do: remove, sid }, { naturalKey: name, needs: [...off, ...before], words: `Remove the ${words} “${name}”`, why: 'Trunkbook created it.' }));
}

function undoPurchases({ account, ledger, actions, held }: Undoing): void {
  const detached = new Map(actions.flatMap((action) => (action.work.do === 'detach-number' ? [[action.work.sid, action] as const] : [])));
  for (const number of account.numbers) {
    const { sid, phoneNumber, trunkSid } = number;
    if (!isOurs(ledger, 'number', sid)) continue;
    const detach = detached.get(sid);
    if (hasEmergencyCalling(number)) {
      if (trunkSid === null) held.push({ id: `number ${sid}`, because: 'emergency-calling', what: `${spacedPhoneNumber(phoneNumber)} has emergency calling, so it cannot be given back.`, next: EMERGENCY_WAY_OUT });
      continue;
    }
    // On a trunk that stays, or that somebody else moved it to: it is in use.
    if (trunkSid !== null && !detach) continue;
    actions.push(action(`release-number ${phoneNumber}`, { do: 'release-number', sid }, {
      naturalKey: phoneNumber, needs: detach ? [detach.id] : [], words: `Give ${spacedPhoneNumber(phoneNumber)} back to Twilio`, why: 'Trunkbook bought it.',
      consent: { to: 'loss', words: 'The number is gone then: somebody else may get it, and nobody can promise it back. Its monthly price ends.' },
    }));
  }
}
