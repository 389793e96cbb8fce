import { keepEmergency, matters, numbersToAsk } from '../../domain/emergency/keep-emergency.ts';
import type { Directory } from '../../domain/numbers/directory.ts';
import type { Stamp } from '../../domain/site/make.ts';
import type { TwilioAddress } from '../../domain/site/emergency-record.ts';
import type { Site } from '../../domain/site/record.ts';
import { emergency3cxCommands } from '../../main/commands/emergency-3cx-commands.ts';
import { emergencyEntryCommands } from '../../main/commands/emergency-entry-commands.ts';
import { emergencyTwilioCommands } from '../../main/commands/emergency-twilio-commands.ts';
import type { Reading } from '../../main/commands/trunk-commands.ts';
import type { Desk } from '../../main/desk.ts';
import { CommandFault } from '../../main/fault.ts';
import type { FakeAccount } from './fake-account.ts';
import { OFFLINE } from './fake-trunk.ts';
import type { Handlers } from './fake-main.ts';
import { Refusal } from './refusal.ts';

export interface EmergencyDesk {
  readonly account: FakeAccount;
  readonly site: (siteId: string) => Site;
  readonly directory: (siteId: string) => Directory;
  readonly keep: (site: Site) => void;
  readonly stamp: () => Stamp;
}

type EmergencyHandlers = Pick<Handlers, Exclude<Extract<keyof Handlers, `emergency.${string}`>, 'emergency.copyRules'>>;

/** Asks the fake account, and keeps what it says as main does: each state with the moment when it was first seen. */
export function readEmergency({ account, site, keep, stamp }: EmergencyDesk, siteId: string): void {
  const now = site(siteId);
  const numbers = numbersToAsk(now, account.accountSid).map((phoneNumber) => {
    const there = account.numbers.find((number) => number.phoneNumber === phoneNumber);
    return { phoneNumber, sid: there?.sid ?? null, trunkSid: there?.trunkSid ?? null, state: there?.emergency ?? null, addressSid: there ? account.emergencyAddresses.get(there.sid) ?? null : null };
  });
  const addresses = structuredClone(account.addresses).filter(matters(now, account.accountSid, numbers));
  keep(keepEmergency(now, { accountSid: account.accountSid, addresses, numbers, whole: true }, now.intent.account, stamp(), Date.now()));
}

/** The fake main's channels for emergency addresses at Twilio. */
export function emergencyHandlers(desk: EmergencyDesk): EmergencyHandlers {
  const { account, site, keep, stamp } = desk;
  // Of the desk, main's commands use no more than this.
  const small = { site: async (id: string) => site(id), directory: async (id: string) => desk.directory(id), change: async (id: string, by: (site: Site) => Site) => { keep(by(site(id))); return site(id); }, stamp };
  const commands = { ...emergencyEntryCommands(small as unknown as Desk, async () => null), ...emergency3cxCommands(small as unknown as Desk) };
  const connect = async () => {
    if (!account.online) throw new CommandFault(OFFLINE.fault);
    return { accountSid: account.accountSid, client: async () => clientOf(account) };
  };
  const never = new AbortController();
  const atTwilio = emergencyTwilioCommands({ desk: small as unknown as Desk, connect: connect as unknown as Reading['connect'], signal: () => never.signal, tell: () => {}, lookSoon: () => {} });
  const saying = <Asked, Answer>(command: (asked: Asked) => Answer | Promise<Answer>) => async (asked: Asked): Promise<Answer> => {
    try {
      return await command(asked);
    } catch (error) {
      throw error instanceof CommandFault ? new Refusal(error.fault) : error;
    }
  };
  return {
    'emergency.saveAddress': saying(commands['emergency.saveAddress']), 'emergency.removeAddress': saying(commands['emergency.removeAddress']), 'emergency.assign': saying(commands['emergency.assign']),
    'emergency.leaveOut': saying(commands['emergency.leaveOut']), 'emergency.paste': saying(commands['emergency.paste']), 'emergency.export': saying(commands['emergency.export']),
    'emergency.saveCallBack': saying(commands['emergency.saveCallBack']), 'emergency.saveScope': saying(commands['emergency.saveScope']), 'emergency.saveRules': saying(commands['emergency.saveRules']),
    'emergency.record933': saying(commands['emergency.record933']),
    'emergency.read': ({ siteId }) => {
      if (!account.online) throw OFFLINE;
      readEmergency(desk, siteId);
      return {};
    },
    'emergency.existing': saying(atTwilio['emergency.existing']), 'emergency.choose': saying(atTwilio['emergency.choose']), 'emergency.decide': saying(atTwilio['emergency.decide']), 'emergency.report': saying(atTwilio['emergency.report']),
  };
}

/** What main's commands ask of Twilio's SDK about the addresses of the account. */
function clientOf({ addresses, emergencyAddresses }: FakeAccount): unknown {
  const asTwilioSays = ({ sid, address: { country, ...address }, emergencyEnabled, validated }: FakeAccount['addresses'][number]) => ({ sid, ...address, isoCountry: country, emergencyEnabled, validated });
  const account = {
    addresses: Object.assign((sid: string) => ({
      fetch: async () => {
        const found = addresses.find((one) => one.sid === sid);
        if (!found) throw new CommandFault({ code: 'not-found', what: 'The account has no such address.', why: 'Somebody deleted it.', next: 'Look at the list again.' });
        return asTwilioSays(found);
      },
    }), { list: async () => addresses.map(asTwilioSays) }),
    incomingPhoneNumbers: { page: async () => ({ instances: [...emergencyAddresses.values()].map((emergencyAddressSid) => ({ emergencyAddressSid })), nextPageUrl: undefined }) },
  };
  return { api: { v2010: { accounts: () => account } } };
}

/** An address as a suggestion of Twilio would have it: in capitals, and without what Twilio says nothing of. */
export function suggested(address: TwilioAddress, change: Partial<TwilioAddress>): TwilioAddress {
  return { ...address, street: address.street.toUpperCase(), city: address.city.toUpperCase(), streetSecondary: '', friendlyName: '', customerName: '', ...change };
}

