import { accept, type Judgement, refuse } from '../judgement.ts';
import { readFqdn, readPublicIpv4 } from '../site/addresses.ts';
import { MOST_OTHER_ORIGINS } from '../site/origin-limit.ts';
import type { Intent, LedgerEntry, OtherOrigin, TwilioSnapshot } from '../site/record.ts';
import { readDomainLabel, readFriendlyName, readSipUsername } from '../site/values.ts';
import { isOurs, type LedgerReading, readLedger } from './ledger.ts';
import { useQuestion } from './match.ts';
import { readOriginUrl, sameHost } from './origin.ts';

/** Which trunk is taken over, and which of its lists and users where it has several: this site has one of each. */
export interface AdoptChoice {
  readonly trunkSid: string;
  readonly accessListSid: string | null;
  readonly credentialListSid: string | null;
  readonly username: string | null;
}

export interface Adoption {
  readonly change: Pick<Intent, 'pbx' | 'trunk' | 'numbers' | 'agreed'>;
  /** What cannot be taken over as it is, and what happens with it. */
  readonly notes: readonly string[];
}

type Trunk = TwilioSnapshot['trunks'][number];
type Parts = NonNullable<Trunk['parts']>;

/**
 * What the site shall have when a trunk that was set up by hand is taken over: what Twilio has, as far as this site can hold it. Nothing is
 * sent. The SIP password is unknown afterwards, as Twilio never gives one out, unless the ledger shows that Trunkbook sent it.
 * @param account a reading that looked inside the trunk and its lists
 */
export function adopt(intent: Intent, account: TwilioSnapshot, ledger: readonly LedgerEntry[], choice: AdoptChoice): Judgement<Adoption> {
  const trunk = account.trunks.find(({ sid }) => sid === choice.trunkSid);
  if (!trunk || trunk.parts === null) return refuse('This trunk is not on the account any more, or it was not read. Read the account again.');
  const label = trunk.domainName === null ? null : readDomainLabel(trunk.domainName.replace(/\.pstn\.twilio\.com$/i, ''));
  if (label !== null && !label.ok) return refuse(`Trunkbook cannot keep the domain ${trunk.domainName ?? ''}: ${label.why}`);
  const notes: string[] = [];
  if (label === null) notes.push('The trunk has no termination domain. The plan gives it the one of this site.');
  const name = readFriendlyName(trunk.name);
  if (!name.ok) notes.push('The trunk has no name that Trunkbook can keep. The plan gives it the one of this site.');
  const access = adoptAccess(intent, account, trunk.parts, readLedger(ledger, account.accountSid), choice, notes);
  const login = adoptLogin(intent, account, trunk.parts, ledger, choice, notes);
  const origin = adoptOrigins(intent, trunk.parts, notes);
  notes.push(`Twilio does not know which edge 3CX uses: it stays ${intent.trunk.edge}. Compare it with “Registrar/Server” in 3CX.`);
  const agreed = [useQuestion(trunk.sid), ...access.agreed, ...login.agreed];
  return accept({
    notes,
    change: {
      pbx: { ...intent.pbx, fqdn: origin.fqdn, ipv4: access.addresses },
      trunk: {
        ...intent.trunk, domainLabel: label?.value ?? intent.trunk.domainLabel, friendlyName: name.ok ? name.value : intent.trunk.friendlyName, secure: trunk.secure, cnamLookup: trunk.cnamLookup,
        transferMode: trunk.transferMode ?? intent.trunk.transferMode, origination: origin.origination, accessListName: access.name, credentialListName: login.name, sipUsername: login.username, sipPassword: login.password,
      },
      numbers: adoptNumbers(intent, trunk.parts),
      // What was agreed to before was about another trunk or list.
      agreed: [...new Set([...intent.agreed.filter((name) => !name.startsWith('use ')), ...agreed])],
    },
  });
}

/** The list that was chosen, or the only one, among those on the trunk. */
function listOf<List extends { readonly sid: string; readonly name: string }>(lists: readonly List[], on: readonly string[], chosen: string | null): List | undefined {
  return lists.find(({ sid }) => sid === (chosen ?? on[0]) && on.includes(sid));
}

/** What becomes of a list that is on the trunk beside the site's own. */
function besideIt(list: string, ours: boolean): string {
  return ours ? `${list} was put on the trunk by Trunkbook: the plan takes it off.` : `${list} stays on the trunk beside it, untouched.`;
}

function adoptAccess(intent: Intent, account: TwilioSnapshot, parts: Parts, ledger: LedgerReading, { trunkSid, accessListSid: chosen }: AdoptChoice, notes: string[]): { readonly name: string | null; readonly addresses: Intent['pbx']['ipv4']; readonly agreed: readonly string[] } {
  const list = listOf(account.accessLists, parts.accessLists, chosen);
  if (!list) {
    notes.push('The trunk has no IP access control list. The plan makes one.');
    return { name: intent.trunk.accessListName, addresses: intent.pbx.ipv4, agreed: [] };
  }
  const name = readFriendlyName(list.name);
  if (!name.ok) {
    notes.push(`The list “${list.name}” has a name that this site cannot hold. The plan makes a list of its own; the other stays on the trunk.`);
    return { name: intent.trunk.accessListName, addresses: intent.pbx.ipv4, agreed: [] };
  }
  for (const sid of parts.accessLists) if (sid !== list.sid) notes.push(besideIt(`The list “${account.accessLists.find((one) => one.sid === sid)?.name ?? sid}”`, isOurs(ledger, 'access-list-on-trunk', sid, trunkSid)));
  const single = (list.addresses ?? []).filter(({ address, prefix }) => prefix === 32 && readPublicIpv4(address).ok).map(({ address }) => address);
  const others = (list.addresses ?? []).filter(({ address }) => !single.includes(address)).map(({ address, prefix }) => `${address}/${prefix}`);
  if (others.length > 0) notes.push(`${others.slice(0, 5).join(', ')}${others.length > 5 ? ` and ${others.length - 5} more` : ''} in the list: a range or no public address. Trunkbook leaves it as it is.`);
  const first = intent.pbx.ipv4.filter((address) => single.includes(address));
  const addresses = [...new Set([...first, ...single])];
  if (addresses.length > 20) notes.push('Only the first 20 addresses are taken over; the others stay in the list, untouched.');
  if (addresses.length === 0) notes.push('The list has no single address of a PBX. The plan adds the one of this site.');
  return { name: name.value, addresses: addresses.length > 0 ? addresses.slice(0, 20) : intent.pbx.ipv4, agreed: [useQuestion(list.sid)] };
}

function adoptLogin(
  intent: Intent, account: TwilioSnapshot, parts: Parts, ledger: readonly LedgerEntry[], choice: AdoptChoice, notes: string[],
): { readonly name: string | null; readonly username: string | null; readonly password: string | null; readonly agreed: readonly string[] } {
  const { trunk } = intent;
  const own = { name: trunk.credentialListName, username: trunk.sipUsername, password: trunk.sipPassword, agreed: [] };
  const list = listOf(account.credentialLists, parts.credentialLists, choice.credentialListSid);
  if (!list) {
    notes.push('The trunk has no credential list. The plan makes one, with this site’s user.');
    return own;
  }
  const name = readFriendlyName(list.name);
  if (!name.ok) {
    notes.push(`The credential list “${list.name}” has a name that this site cannot hold. The plan makes a list of its own; the other stays on the trunk.`);
    return own;
  }
  const reading = readLedger(ledger, account.accountSid);
  for (const sid of parts.credentialLists) if (sid !== list.sid) notes.push(besideIt(`The credential list “${account.credentialLists.find((one) => one.sid === sid)?.name ?? sid}”`, isOurs(reading, 'credential-list-on-trunk', sid, choice.trunkSid)));
  const users = list.users ?? [];
  const user = users.find(({ username }) => username === (choice.username ?? users[0]?.username));
  const agreed = [useQuestion(list.sid)];
  if (!user || !readSipUsername(user.username).ok) {
    notes.push(user ? `Trunkbook cannot keep the user name “${user.username}”. The plan adds this site’s user.` : 'The credential list has no user. The plan adds this site’s.');
    return { ...own, name: name.value, agreed };
  }
  if (users.length > 1) notes.push(`The list has ${users.length} users. “${user.username}” is this site’s; the others stay, untouched${users.some(({ sid }) => sid !== user.sid && isOurs(reading, 'credential', sid, list.sid)) ? ', but for those that Trunkbook made: the plan removes them' : ''}.`);
  const sent = reading.secretSent.get(user.sid);
  const known = sent !== undefined && sent === trunk.sipPassword;
  if (!known) notes.push('The SIP password stays as it is at Twilio and in 3CX, and Trunkbook does not know it. Where it is lost, have a new one made, and enter it in 3CX too.');
  return { name: name.value, username: user.username, password: known ? trunk.sipPassword : null, agreed };
}

function adoptOrigins(intent: Intent, parts: Parts, notes: string[]): { readonly fqdn: string | null; readonly origination: Intent['trunk']['origination'] } {
  const enabled = parts.originationUrls.filter((url) => url.enabled).sort((one, other) => one.priority - other.priority);
  const off = parts.originationUrls.length - enabled.length;
  if (off > 0) notes.push(`${off === 1 ? 'One origination URL is' : `${off} origination URLs are`} disabled. Trunkbook leaves ${off === 1 ? 'it' : 'them'} as ${off === 1 ? 'it is' : 'they are'}.`);
  const nameOf = (url: string): string | null => {
    const host = readFqdn(/^sip:([^@;:?]+)(?::506[01])?(?:;transport=[a-z]+)?$/i.exec(url)?.[1] ?? '');
    return host.ok ? host.value : null;
  };
  const own = enabled.find(({ url }) => nameOf(url) !== null && nameOf(url) === intent.pbx.fqdn) ?? enabled.find(({ url }) => nameOf(url) !== null);
  if (!own) notes.push(`No origination URL leads to a PBX by its name alone. The plan adds this site’s${enabled.length > 0 ? ', and incoming calls are then shared with those that are there: look at their priorities' : ''}.`);
  const others: OtherOrigin[] = [];
  for (const { sid, url, weight, priority } of enabled) {
    if (sid === own?.sid) continue;
    if (own && sameHost(url, own.url)) {
      notes.push(`The origination URL ${url} leads to the same PBX a second time. It stays as it is.`);
      continue;
    }
    if (others.length < MOST_OTHER_ORIGINS && readOriginUrl(url).ok) others.push({ url, weight, priority });
    else notes.push(`The origination URL ${url} is none that this site can hold. It stays as it is.`);
  }
  return { fqdn: own ? nameOf(own.url) : intent.pbx.fqdn, origination: own ? { weight: own.weight, priority: own.priority, others } : { ...intent.trunk.origination, others } };
}

/** The numbers on the trunk, those that were chosen already first; what was chosen beside them stays chosen. */
function adoptNumbers({ numbers }: Intent, { phoneNumbers }: Parts): Intent['numbers'] {
  const chosen = new Set(numbers.map(({ phoneNumber }) => phoneNumber));
  const added = (phoneNumbers ?? []).filter(({ phoneNumber }) => !chosen.has(phoneNumber)).map(({ phoneNumber }) => ({ phoneNumber, acquire: 'take' as const }));
  return [...numbers, ...added].slice(0, 10_000);
}
