import { AddressAtTwilio, TwilioAddress } from '../../domain/site/emergency-record.ts';
import { shortened } from '../../domain/site/shorten.ts';
import type { Reference, TrunkSettings, Work } from '../../domain/trunk/actions.ts';
import type { Twilio } from './client.ts';
import { TransportError } from './http-client.ts';

/** What a call needs beside its own data. */
export interface Performing {
  readonly client: Twilio;
  readonly accountSid: string;
  readonly siteName: string;
  /** The SID behind a reference; those of earlier actions are known by now. */
  readonly sidOf: (reference: Reference) => string;
  readonly sipPassword: string;
}

/** The SID of what was made or changed; of a new emergency address also what Twilio keeps of it. */
export interface Performed {
  readonly sid: string;
  readonly kept: TwilioAddress | null;
}

/** Does one action at Twilio. Throws the SDK's errors as they are. */
export async function perform(work: Work, performing: Performing): Promise<Performed> {
  const performed = work.do === 'create-emergency-address' ? await createAddress(work.address, performing) : { sid: await performOther(work, performing), kept: null };
  // A yes that names nothing the ledger could hold is none of Twilio's: whether it was done is looked for.
  if (!AddressAtTwilio.shape.sid.safeParse(performed.sid).success || !TwilioAddress.nullable().safeParse(performed.kept).success) throw new TransportError('not-twilio', { write: true, sent: true });
  return performed;
}

/** As it was entered or not at all: what Twilio would correct, it refuses with a suggestion, and a person decides (twilio.md 1.8). */
async function createAddress({ country, streetSecondary, ...address }: TwilioAddress, { client, accountSid }: Performing): Promise<Performed> {
  const made = await client.api.v2010.accounts(accountSid).addresses.create({
    ...address, ...(streetSecondary === '' ? {} : { streetSecondary }), isoCountry: country, emergencyEnabled: true, autoCorrectAddress: false,
  });
  return { sid: made.sid, kept: addressAsKept(made) };
}

/** An address in the words of the record. Twilio says null for what it does not have. */
export function addressAsKept(address: {
  readonly friendlyName: string | null; readonly customerName: string | null; readonly street: string | null; readonly streetSecondary: string | null;
  readonly city: string | null; readonly region: string | null; readonly postalCode: string | null; readonly isoCountry: string | null;
}): TwilioAddress {
  const { friendlyName, customerName, street, streetSecondary, city, region, postalCode, isoCountry } = address;
  return {
    friendlyName: friendlyName ?? '', customerName: customerName ?? '', street: street ?? '', streetSecondary: streetSecondary ?? '', city: city ?? '', region: region ?? '', postalCode: postalCode ?? '', country: isoCountry ?? '',
  };
}

async function performOther(work: Exclude<Work, { readonly do: 'create-emergency-address' }>, { client, accountSid, siteName, sidOf, sipPassword }: Performing): Promise<string> {
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
    case 'enable-emergency-address':
      return (await account.addresses(work.sid).update({ emergencyEnabled: true, autoCorrectAddress: false })).sid;
    case 'set-emergency-address':
      return (await account.incomingPhoneNumbers(sidOf(work.number)).update({ emergencyAddressSid: sidOf(work.address) })).sid;
    case 'clear-emergency-address':
      return (await account.incomingPhoneNumbers(sidOf(work.number)).update({ emergencyAddressSid: '' })).sid;
    case 'remove-emergency-address':
      return gone(work.sid, account.addresses(work.sid).remove());
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
