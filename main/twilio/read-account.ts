import { EMERGENCY_STATES } from '../../domain/site/emergency-record.ts';
import { type Intent, type LedgerEntry, TRANSFER_MODES, TwilioSnapshot } from '../../domain/site/record.ts';
import { readLedger } from '../../domain/trunk/ledger.ts';
import { type Match, matchList, matchTrunk } from '../../domain/trunk/match.ts';
import type { Twilio } from './client.ts';
import { readNumbers } from './read-numbers.ts';

/** A page's greatest size at Twilio: more is refused with 20007 (twilio.md 1.0). A fresh object each time: the SDK writes its callbacks into it. */
export const wholePages = (): { pageSize: number } => ({ pageSize: 1000 });

export interface Asking {
  readonly client: Twilio;
  readonly accountSid: string;
  /** Whether the credential may read the account itself: a Standard key may not (twilio.md 1.1). */
  readonly readsAccount: boolean;
}

type Trunk = TwilioSnapshot['trunks'][number];

/**
 * Reads the part of the account that matters for one site: all trunks and lists by name, and the insides of those that are the site's, or
 * were made for it. Throws the SDK's errors as they are; the caller translates them.
 * @param inside a trunk to look into as well, with all lists on it
 */
export async function readAccount({ client, accountSid, readsAccount }: Asking, { intent, ledger }: { readonly intent: Intent; readonly ledger: readonly LedgerEntry[] }, inside: string | null = null): Promise<TwilioSnapshot> {
  const known = readLedger(ledger, accountSid);
  const { domainLabel, accessListName, credentialListName } = intent.trunk;
  const wanted = [...new Set([...intent.numbers.map((number) => number.phoneNumber), ...known.numbers])];
  const { sip } = client.api.v2010.accounts(accountSid);
  const [trunks, accessLists, credentialLists, numbers, account] = await Promise.all([
    client.trunking.v1.trunks.list(wholePages()),
    sip.ipAccessControlLists.list(wholePages()),
    sip.credentialLists.list(wholePages()),
    readNumbers(client, accountSid, wanted),
    readsAccount ? readFacts(client, accountSid) : null,
  ]);
  const bareTrunks: Trunk[] = trunks.map((trunk) => ({
    sid: trunk.sid, name: trunk.friendlyName ?? '', domainName: trunk.domainName || null, secure: trunk.secure ?? false, cnamLookup: trunk.cnamLookupEnabled ?? false,
    transferMode: oneOf(TRANSFER_MODES, trunk.transferMode), disasterRecoveryUrl: withoutLogin(trunk.disasterRecoveryUrl), parts: null,
  }));
  const bareAccess = accessLists.map((list) => ({ sid: list.sid, name: list.friendlyName, addresses: null }));
  const bareCredentials = credentialLists.map((list) => ({ sid: list.sid, name: list.friendlyName, users: null }));

  // The site's own, and wherever Trunkbook made something or put something.
  const ours = (match: Match<{ readonly sid: string }>, things: readonly { readonly sid: string }[]): Set<string> =>
    new Set([...(match.kind === 'none' ? [] : [match.thing.sid]), ...things.map(({ sid }) => sid).filter((sid) => known.places.has(sid))]);
  const trunksInside = ours(matchTrunk(bareTrunks, domainLabel ?? '', known, intent.agreed), bareTrunks);
  if (inside !== null && bareTrunks.some(({ sid }) => sid === inside)) trunksInside.add(inside);
  const accessInside = ours(matchList(bareAccess, 'access-list', accessListName ?? '', known, intent.agreed), bareAccess);
  const credentialsInside = ours(matchList(bareCredentials, 'credential-list', credentialListName ?? '', known, intent.agreed), bareCredentials);

  const addresses = new Map<string, NonNullable<TwilioSnapshot['accessLists'][number]['addresses']>>();
  const users = new Map<string, NonNullable<TwilioSnapshot['credentialLists'][number]['users']>>();
  const readAddresses = async (sid: string): Promise<void> => {
    const entries = await sip.ipAccessControlLists(sid).ipAddresses.list(wholePages());
    addresses.set(sid, entries.map((entry) => ({ sid: entry.sid, address: entry.ipAddress, prefix: entry.cidrPrefixLength })));
  };
  const readUsers = async (sid: string): Promise<void> => {
    const entries = await sip.credentialLists(sid).credentials.list(wholePages());
    users.set(sid, entries.map((user) => ({ sid: user.sid, username: user.username })));
  };
  const parts = new Map<string, Trunk['parts']>();
  await Promise.all([
    ...[...trunksInside].map(async (sid) => { parts.set(sid, await readTrunkParts(client, sid)); }),
    ...[...accessInside].map(readAddresses),
    ...[...credentialsInside].map(readUsers),
  ]);
  const chosen = inside === null ? null : parts.get(inside) ?? null;
  if (chosen !== null) {
    await Promise.all([
      ...chosen.accessLists.filter((sid) => !accessInside.has(sid)).map(readAddresses),
      ...chosen.credentialLists.filter((sid) => !credentialsInside.has(sid)).map(readUsers),
    ]);
  }
  // Whatever Twilio answers, only what the vault can hold gets in: a site that cannot be opened again would be worse than no reading.
  return TwilioSnapshot.parse({
    accountSid, account,
    trunks: bareTrunks.map((trunk) => ({ ...trunk, parts: parts.get(trunk.sid) ?? null })),
    accessLists: bareAccess.map((list) => ({ ...list, addresses: addresses.get(list.sid) ?? null })),
    credentialLists: bareCredentials.map((list) => ({ ...list, users: users.get(list.sid) ?? null })),
    askedNumbers: wanted,
    numbers: numbers.map((number) => ({
      sid: number.sid, phoneNumber: number.phoneNumber, trunkSid: number.trunkSid || null, hasVoiceUrl: Boolean(number.voiceUrl || number.voiceApplicationSid),
      emergency: oneOf(EMERGENCY_STATES, number.emergencyAddressStatus),
    })),
  } satisfies TwilioSnapshot);
}

/** An address without the user and password that it may hold: they are nobody's business here. Null where there is none. */
function withoutLogin(address: string | null | undefined): string | null {
  return address ? address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1') : null;
}

function oneOf<const Choice extends string>(choices: readonly Choice[], text: string): Choice | null {
  return choices.find((choice) => choice === text) ?? null;
}

/** What the account says of itself; of the answer, which holds the auth token too, nothing else is kept. Null where the credential may not ask. */
export async function readFacts(client: Twilio, accountSid: string): Promise<TwilioSnapshot['account']> {
  const account = await client.api.v2010.accounts(accountSid).fetch().catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'status' in error && (error.status === 401 || error.status === 403 || error.status === 404)) return null;
    throw error;
  });
  if (account === null) return null;
  const status = oneOf(['active', 'suspended', 'closed'], account.status);
  return status === null ? null : { type: account.type === 'Trial' ? 'trial' : 'full', status, ownerSid: account.ownerAccountSid || null };
}

/** The insides of one trunk: its lists, origination URLs and numbers. */
export async function readTrunkParts(client: Twilio, sid: string): Promise<NonNullable<Trunk['parts']>> {
  const trunk = client.trunking.v1.trunks(sid);
  const [accessLists, credentialLists, originationUrls, phoneNumbers] = await Promise.all([
    trunk.ipAccessControlLists.list(wholePages()), trunk.credentialsLists.list(wholePages()), trunk.originationUrls.list(wholePages()), trunk.phoneNumbers.list(wholePages()),
  ]);
  return {
    accessLists: accessLists.map((list) => list.sid),
    credentialLists: credentialLists.map((list) => list.sid),
    originationUrls: originationUrls.map((url) => ({ sid: url.sid, url: url.sipUrl, weight: url.weight, priority: url.priority, enabled: url.enabled })),
    phoneNumbers: phoneNumbers.map((number) => ({ sid: number.sid, phoneNumber: number.phoneNumber })),
  };
}
