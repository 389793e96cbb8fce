import type { FetchedValues } from '../../preload/contract.ts';
import type { Twilio } from './client.ts';
import { readTrunkParts, wholePages } from './read-account.ts';

/**
 * “Forgot the values?”: what Twilio still has of one trunk. Passwords are not among it: Twilio never gives one out (twilio.md 1.4).
 * @param trunkSid null: only the trunks to choose from; of one that is alone, its values too
 */
export async function fetchValues(client: Twilio, accountSid: string, trunkSid: string | null): Promise<FetchedValues> {
  const trunks = await client.trunking.v1.trunks.list(wholePages());
  const chosen = trunks.length === 1 && trunkSid === null ? trunks[0] : trunks.find(({ sid }) => sid === trunkSid);
  const listed = trunks.map(({ sid, friendlyName, domainName }) => ({ sid, name: friendlyName ?? '', domainName: domainName ?? null }));
  if (!chosen) return { trunks: listed, trunk: null };
  const { sip } = client.api.v2010.accounts(accountSid);
  const [parts, accessLists, credentialLists] = await Promise.all([readTrunkParts(client, chosen.sid), sip.ipAccessControlLists.list(wholePages()), sip.credentialLists.list(wholePages())]);
  const nameOf = (lists: readonly { readonly sid: string; readonly friendlyName: string }[], sid: string): string => lists.find((list) => list.sid === sid)?.friendlyName ?? sid;
  const [addresses, users] = await Promise.all([
    Promise.all(parts.accessLists.map((sid) => sip.ipAccessControlLists(sid).ipAddresses.list(wholePages()))),
    Promise.all(parts.credentialLists.map((sid) => sip.credentialLists(sid).credentials.list(wholePages()))),
  ]);
  return {
    trunks: listed,
    trunk: {
      sid: chosen.sid, name: chosen.friendlyName ?? '', domainName: chosen.domainName ?? null, secure: chosen.secure, cnamLookup: chosen.cnamLookupEnabled,
      accessLists: parts.accessLists.map((sid, index) => ({ name: nameOf(accessLists, sid), addresses: (addresses[index] ?? []).map(({ ipAddress, cidrPrefixLength }) => `${ipAddress}/${cidrPrefixLength}`) })),
      credentialLists: parts.credentialLists.map((sid, index) => ({ name: nameOf(credentialLists, sid), usernames: (users[index] ?? []).map(({ username }) => username) })),
      originationUrls: parts.originationUrls.map(({ url }) => url), phoneNumbers: (parts.phoneNumbers ?? []).map(({ phoneNumber }) => phoneNumber),
    },
  };
}
