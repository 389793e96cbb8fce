import { toTwilioFault, type TwilioFault } from './errors.ts';
import type { Twilio } from './client.ts';

/** What Trunkbook needs of an account, in words, and the cheapest reading that shows whether the credential may have it. */
const NEEDS: readonly { readonly what: string; readonly read: (client: Twilio, accountSid: string) => Promise<unknown> }[] = [
  { what: 'SIP trunks', read: (client) => client.trunking.v1.trunks.list({ limit: 1, pageSize: 1 }) },
  { what: 'IP access control lists', read: (client, sid) => client.api.v2010.accounts(sid).sip.ipAccessControlLists.list({ limit: 1, pageSize: 1 }) },
  { what: 'credential lists', read: (client, sid) => client.api.v2010.accounts(sid).sip.credentialLists.list({ limit: 1, pageSize: 1 }) },
  { what: 'phone numbers', read: (client, sid) => client.api.v2010.accounts(sid).incomingPhoneNumbers.list({ limit: 1, pageSize: 1 }) },
  { what: 'addresses', read: (client, sid) => client.api.v2010.accounts(sid).addresses.list({ limit: 1, pageSize: 1 }) },
];

export interface Probe {
  readonly what: string;
  /** Null when Twilio answered. */
  readonly fault: TwilioFault | null;
}

/** Asks the account for each part that Trunkbook needs. A Standard key may not read the account itself (twilio.md 1.1), so that is not asked. */
export async function probeAccount(client: Twilio, accountSid: string): Promise<readonly Probe[]> {
  return Promise.all(NEEDS.map(async ({ what, read }) => {
    try {
      await read(client, accountSid);
      return { what, fault: null };
    } catch (error) {
      return { what, fault: toTwilioFault(error, { doing: `reading the account’s ${what}` }) };
    }
  }));
}
