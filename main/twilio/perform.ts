import { shortened } from '../../domain/site/shorten.ts';
import type { Reference, TrunkSettings, Work } from '../../domain/trunk/actions.ts';
import type { Twilio } from './client.ts';

/** What a call needs beside its own data. */
export interface Performing {
  readonly client: Twilio;
  readonly accountSid: string;
  readonly siteName: string;
  /** The SID behind a reference; those of earlier actions are known by now. */
  readonly sidOf: (reference: Reference) => string;
  readonly sipPassword: string;
}

/** Does one action at Twilio and returns the SID of what it made or changed. Throws the SDK's errors as they are. */
export async function perform(work: Work, { client, accountSid, siteName, sidOf, sipPassword }: Performing): Promise<string> {
  const { trunks } = client.trunking.v1;
  const account = client.api.v2010.accounts(accountSid);
  const { sip } = account;
  switch (work.do) {
    case 'create-trunk':
      return (await trunks.create(settingsOf(work))).sid;
    case 'update-trunk':
      return (await trunks(work.sid).update(settingsOf(work.settings))).sid;
    case 'create-access-list':
      return (await sip.ipAccessControlLists.create({ friendlyName: work.name })).sid;
    case 'rename-access-list':
      return (await sip.ipAccessControlLists(work.sid).update({ friendlyName: work.name })).sid;
    case 'add-address':
      return (await sip.ipAccessControlLists(sidOf(work.list)).ipAddresses.create({ friendlyName: addressName(siteName, work.address), ipAddress: work.address, cidrPrefixLength: 32 })).sid;
    case 'change-address':
      return (await sip.ipAccessControlLists(sidOf(work.list)).ipAddresses(work.sid).update({ friendlyName: addressName(siteName, work.address), ipAddress: work.address, cidrPrefixLength: 32 })).sid;
    case 'create-credential-list':
      return (await sip.credentialLists.create({ friendlyName: work.name })).sid;
    case 'rename-credential-list':
      return (await sip.credentialLists(work.sid).update({ friendlyName: work.name })).sid;
    case 'create-credential':
      return (await sip.credentialLists(sidOf(work.list)).credentials.create({ username: work.username, password: sipPassword })).sid;
    case 'set-password':
      return (await sip.credentialLists(sidOf(work.list)).credentials(work.sid).update({ password: sipPassword })).sid;
    case 'put-access-list-on-trunk':
      return (await trunks(sidOf(work.trunk)).ipAccessControlLists.create({ ipAccessControlListSid: sidOf(work.list) })).sid;
    case 'put-credential-list-on-trunk':
      return (await trunks(sidOf(work.trunk)).credentialsLists.create({ credentialListSid: sidOf(work.list) })).sid;
    case 'create-origination-url':
      return (await trunks(sidOf(work.trunk)).originationUrls.create({ weight: work.weight, priority: work.priority, enabled: true, friendlyName: shortened(siteName, 64), sipUrl: work.url })).sid;
    case 'change-origination-url':
      return (await trunks(sidOf(work.trunk)).originationUrls(work.sid).update({ sipUrl: work.url, weight: work.weight, priority: work.priority, enabled: true })).sid;
    case 'buy-number':
      return (await account.incomingPhoneNumbers.create({ phoneNumber: work.phoneNumber })).sid;
    case 'attach-number':
      return (await account.incomingPhoneNumbers(sidOf(work.number)).update({ trunkSid: sidOf(work.trunk) })).sid;
    case 'remove-address':
      return gone(work.sid, sip.ipAccessControlLists(sidOf(work.list)).ipAddresses(work.sid).remove());
    case 'remove-credential':
      return gone(work.sid, sip.credentialLists(sidOf(work.list)).credentials(work.sid).remove());
    case 'take-access-list-off-trunk':
      return gone(work.sid, trunks(sidOf(work.trunk)).ipAccessControlLists(work.sid).remove());
    case 'take-credential-list-off-trunk':
      return gone(work.sid, trunks(sidOf(work.trunk)).credentialsLists(work.sid).remove());
    case 'remove-origination-url':
      return gone(work.sid, trunks(sidOf(work.trunk)).originationUrls(work.sid).remove());
    case 'detach-number':
      return gone(work.sid, trunks(sidOf(work.trunk)).phoneNumbers(work.sid).remove());
    case 'remove-access-list':
      return gone(work.sid, sip.ipAccessControlLists(work.sid).remove());
    case 'remove-credential-list':
      return gone(work.sid, sip.credentialLists(work.sid).remove());
    case 'remove-trunk':
      return gone(work.sid, trunks(work.sid).remove());
    case 'release-number':
      return gone(work.sid, account.incomingPhoneNumbers(work.sid).remove());
  }
}

async function gone(sid: string, removed: Promise<unknown>): Promise<string> {
  await removed;
  return sid;
}

/** Only what is given is sent: what is not stays at Twilio as it is. */
function settingsOf({ friendlyName, domainName, secure, cnamLookup, transferMode }: Partial<TrunkSettings>): {
  friendlyName?: string; domainName?: string; secure?: boolean; cnamLookupEnabled?: boolean; transferMode?: TrunkSettings['transferMode'];
} {
  return {
    ...(friendlyName === undefined ? {} : { friendlyName }), ...(domainName === undefined ? {} : { domainName }), ...(secure === undefined ? {} : { secure }),
    ...(cnamLookup === undefined ? {} : { cnamLookupEnabled: cnamLookup }), ...(transferMode === undefined ? {} : { transferMode }),
  };
}

/** An address's name in its list: unique within the list, since Twilio refuses two alike (21235). */
function addressName(siteName: string, address: string): string {
  return `${shortened(siteName, 48)} ${address}`;
}
