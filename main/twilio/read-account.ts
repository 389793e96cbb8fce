import type { Intent, LedgerEntry, TwilioSnapshot } from '../../domain/site/record.ts';
import { readLedger } from '../../domain/trunk/ledger.ts';
import { matchList, matchTrunk } from '../../domain/trunk/match.ts';
import type { Twilio } from './client.ts';

/** A page's greatest size at Twilio: more is refused with 20007 (twilio.md 1.0). A fresh object each time: the SDK writes its callbacks into it. */
const wholePages = (): { pageSize: number } => ({ pageSize: 1000 });
/** Above this many wanted numbers, one walk through all of the account's numbers costs less than a question for each. */
const ASK_ONE_BY_ONE = 20;

/**
 * Reads the part of the account that matters for one site: all trunks and lists by name, and the insides of those that are the site's.
 * Throws the SDK's errors as they are; the caller translates them.
 */
export async function readAccount(client: Twilio, accountSid: string, intent: Intent, ledger: readonly LedgerEntry[]): Promise<TwilioSnapshot> {
  const known = readLedger(ledger, accountSid);
  const { domainLabel, accessListName, credentialListName } = intent.trunk;
  const [trunks, accessLists, credentialLists, numbers] = await Promise.all([
    client.trunking.v1.trunks.list(wholePages()),
    client.api.v2010.accounts(accountSid).sip.ipAccessControlLists.list(wholePages()),
    client.api.v2010.accounts(accountSid).sip.credentialLists.list(wholePages()),
    readNumbers(client, accountSid, intent.numbers.map((number) => number.phoneNumber)),
  ]);
  const bareTrunks = trunks.map((trunk) => ({ sid: trunk.sid, name: trunk.friendlyName ?? '', domainName: trunk.domainName ?? null, secure: trunk.secure, cnamLookup: trunk.cnamLookupEnabled, parts: null }));
  const bareAccess = accessLists.map((list) => ({ sid: list.sid, name: list.friendlyName, addresses: null }));
  const bareCredentials = credentialLists.map((list) => ({ sid: list.sid, name: list.friendlyName, users: null }));
  const trunk = matchTrunk(bareTrunks, domainLabel ?? '', known, intent.agreed);
  const access = matchList(bareAccess, 'access-list', accessListName ?? '', known, intent.agreed);
  const credentials = matchList(bareCredentials, 'credential-list', credentialListName ?? '', known, intent.agreed);
  const [parts, addresses, users] = await Promise.all([
    trunk.kind === 'none' ? null : readTrunkParts(client, trunk.thing.sid),
    access.kind === 'none' ? null : client.api.v2010.accounts(accountSid).sip.ipAccessControlLists(access.thing.sid).ipAddresses.list(wholePages()),
    credentials.kind === 'none' ? null : client.api.v2010.accounts(accountSid).sip.credentialLists(credentials.thing.sid).credentials.list(wholePages()),
  ]);
  return {
    accountSid,
    trunks: bareTrunks.map((one) => (trunk.kind !== 'none' && one.sid === trunk.thing.sid ? { ...one, parts } : one)),
    accessLists: bareAccess.map((one) => (access.kind !== 'none' && one.sid === access.thing.sid
      ? { ...one, addresses: addresses?.map((entry) => ({ sid: entry.sid, address: entry.ipAddress, prefix: entry.cidrPrefixLength })) ?? null } : one)),
    credentialLists: bareCredentials.map((one) => (credentials.kind !== 'none' && one.sid === credentials.thing.sid
      ? { ...one, users: users?.map((user) => ({ sid: user.sid, username: user.username })) ?? null } : one)),
    askedNumbers: intent.numbers.map((number) => number.phoneNumber),
    numbers,
  };
}

/** The insides of one trunk: its lists, origination URLs and numbers. */
export async function readTrunkParts(client: Twilio, sid: string): Promise<NonNullable<TwilioSnapshot['trunks'][number]['parts']>> {
  const trunk = client.trunking.v1.trunks(sid);
  const [accessLists, credentialLists, originationUrls, phoneNumbers] = await Promise.all([
    trunk.ipAccessControlLists.list(wholePages()), trunk.credentialsLists.list(wholePages()), trunk.originationUrls.list(wholePages()), trunk.phoneNumbers.list(wholePages()),
  ]);
  return {
    accessLists: accessLists.map((list) => list.sid),
    credentialLists: credentialLists.map((list) => list.sid),
    originationUrls: originationUrls.map((url) => ({ sid: url.sid, url: url.sipUrl, weight: url.weight, priority: url.priority, enabled: url.enabled })),
    phoneNumbers: phoneNumbers.map((number) => number.phoneNumber),
  };
}

async function readNumbers(client: Twilio, accountSid: string, wanted: readonly string[]): Promise<TwilioSnapshot['numbers']> {
  const { incomingPhoneNumbers } = client.api.v2010.accounts(accountSid);
  const found = wanted.length > ASK_ONE_BY_ONE
    ? await incomingPhoneNumbers.list(wholePages())
    : (await Promise.all(wanted.map((phoneNumber) => incomingPhoneNumbers.list({ phoneNumber, ...wholePages() })))).flat();
  return found
    .filter((number) => wanted.includes(number.phoneNumber))
    .map((number) => ({ sid: number.sid, phoneNumber: number.phoneNumber, trunkSid: number.trunkSid || null, hasVoiceUrl: Boolean(number.voiceUrl || number.voiceApplicationSid) }));
}
