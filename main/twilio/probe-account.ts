import type { AccountCheck } from '../../preload/contract.ts';
import { toTwilioFault, type TwilioFault } from './errors.ts';
import type { Twilio } from './client.ts';
import { readFacts } from './read-account.ts';

/** Their address has no account in it: they are those of whichever account the key belongs to. */
export const TRUNKS = 'SIP trunks';

/** What Trunkbook needs of an account, in words, and the cheapest reading that shows whether the credential may have it. */
const NEEDS: readonly { readonly what: string; readonly read: (client: Twilio, accountSid: string) => Promise<unknown> }[] = [
  { what: TRUNKS, read: (client) => client.trunking.v1.trunks.list({ limit: 1, pageSize: 1 }) },
  { what: 'IP access control lists', read: (client, sid) => client.api.v2010.accounts(sid).sip.ipAccessControlLists.list({ limit: 1, pageSize: 1 }) },
  { what: 'credential lists', read: (client, sid) => client.api.v2010.accounts(sid).sip.credentialLists.list({ limit: 1, pageSize: 1 }) },
  { what: 'phone numbers', read: (client, sid) => client.api.v2010.accounts(sid).incomingPhoneNumbers.list({ limit: 1, pageSize: 1 }) },
  { what: 'numbers for sale', read: (client, sid) => client.api.v2010.accounts(sid).availablePhoneNumbers.list({ limit: 1 }) },
  { what: 'addresses', read: (client, sid) => client.api.v2010.accounts(sid).addresses.list({ limit: 1, pageSize: 1 }) },
];

export interface Probe {
  readonly what: string;
  /** Null when Twilio answered. */
  readonly fault: TwilioFault | null;
}

export interface ProbedAccount {
  readonly probes: readonly Probe[];
  readonly check: AccountCheck;
}

/** Codes that say what kind of account it is where the credential may not ask (twilio.md 4.1). */
const SAYS_INACTIVE: readonly (number | null)[] = [10001, 20005];
const SAYS_TRIAL: readonly (number | null)[] = [10002, 21404];

/**
 * Asks the account for each part that Trunkbook needs, and what it says of itself: a Standard key may not ask that (twilio.md 1.1), and then
 * it is not measured unless a refusal tells.
 * @param at the moment, ISO 8601
 */
export async function probeAccount(client: Twilio, accountSid: string, at: string): Promise<ProbedAccount> {
  const [facts, probes] = await Promise.all([
    readFacts(client, accountSid).catch(() => null),
    Promise.all(NEEDS.map(async ({ what, read }): Promise<Probe> => {
      try {
        await read(client, accountSid);
        return { what, fault: null };
      } catch (error) {
        return { what, fault: toTwilioFault(error, { doing: `reading the account’s ${what}` }) };
      }
    })),
  ]);
  const said = (codes: readonly (number | null)[]): boolean => probes.some(({ fault }) => fault !== null && codes.includes(fault.twilioCode));
  return {
    probes,
    check: {
      at, refused: probes.flatMap(({ what, fault }) => (fault === null ? [] : [{ what, why: fault.why }])),
      type: facts?.type ?? (said(SAYS_TRIAL) ? 'trial' : null), status: facts?.status ?? (said(SAYS_INACTIVE) ? 'suspended' : null),
      parentSid: facts !== null && facts.ownerSid !== accountSid ? facts.ownerSid : null,
    },
  };
}
