import { randomUUID } from 'node:crypto';
import { keepEmergency, matters, numbersToAsk } from '../../domain/emergency/keep-emergency.ts';
import { suggestionsOf } from '../../domain/emergency/suggestion.ts';
import type { Directory } from '../../domain/numbers/directory.ts';
import type { Stamp } from '../../domain/site/make.ts';
import type { EmergencyIntent, TwilioAddress } from '../../domain/site/emergency-record.ts';
import type { Intent, LedgerEntry, Site } from '../../domain/site/record.ts';
import { emergency3cxCommands } from '../../main/commands/emergency-3cx-commands.ts';
import { emergencyEntryCommands } from '../../main/commands/emergency-entry-commands.ts';
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
  readonly intend: (siteId: string, change: (intent: Intent) => Partial<Intent>) => void;
  readonly record: (siteId: string, entries: readonly LedgerEntry[]) => void;
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
  const { account, site, keep, intend, record, stamp } = desk;
  const change = (siteId: string, part: (emergency: EmergencyIntent) => Partial<EmergencyIntent>): void => intend(siteId, ({ emergency }) => ({ emergency: { ...emergency, ...part(emergency) } }));
  // Of the desk, main's commands use no more than this.
  const small = { site: async (id: string) => site(id), directory: async (id: string) => desk.directory(id), change: async (id: string, by: (site: Site) => Site) => keep(by(site(id))), stamp };
  const commands = { ...emergencyEntryCommands(small as unknown as Desk, async () => null), ...emergency3cxCommands(small as unknown as Desk) };
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
    'emergency.existing': () => {
      if (!account.online) throw OFFLINE;
      return { addresses: account.addresses.map(({ sid, address, emergencyEnabled }) => ({ sid, address, emergencyEnabled, numbers: [...account.emergencyAddresses.values()].filter((one) => one === sid).length })) };
    },
    'emergency.choose': ({ siteId, sid }) => {
      const found = account.addresses.find((one) => one.sid === sid);
      if (!found) throw new Refusal({ code: 'not-found', what: 'The account has no such address.' });
      const id = randomUUID();
      const { streetSecondary, ...place } = found.address;
      change(siteId, ({ addresses }) => ({
        addresses: [...addresses, { ...place, id, chosen: sid, secondary: streetSecondary === '' ? [] : [{ kind: 'other', value: streetSecondary }], extensions: '', shows: null, confirmedBy: '' }],
      }));
      readEmergency(desk, siteId);
      return { addressId: id };
    },
    'emergency.decide': ({ siteId, addressId, call, choice, suggestion }) => {
      record(siteId, [{ id: randomUUID(), ...stamp(), kind: 'decided', call, choice: choice === 'stop' ? 'stopped' : 'took-suggestion' }]);
      const taken = suggestionsOf(site(siteId).ledger, call)[suggestion];
      if (choice === 'take-suggestion' && taken) change(siteId, ({ addresses }) => ({ addresses: addresses.map((one) => (one.id === addressId ? { ...one, ...placeOf(taken) } : one)) }));
      return {};
    },
    'emergency.report': ({ siteId, numbers, state, address }) => {
      const now = site(siteId);
      const said = new Set(numbers);
      const kept = now.observed.emergencyReported.filter(({ phoneNumber }) => !said.has(phoneNumber));
      keep({ ...now, observed: { ...now.observed, emergencyReported: [...kept, ...numbers.map((phoneNumber) => ({ source: 'reported' as const, ...stamp(), phoneNumber, state, address }))] } });
      return {};
    },
  };
}

/** What a suggestion says of the place; what it says nothing of stays. */
function placeOf({ street, city, region, postalCode }: TwilioAddress): Partial<EmergencyIntent['addresses'][number]> {
  return { street, city, region, postalCode };
}

/** An address as a suggestion of Twilio would have it: in capitals, and without what Twilio says nothing of. */
export function suggested(address: TwilioAddress, change: Partial<TwilioAddress>): TwilioAddress {
  return { ...address, street: address.street.toUpperCase(), city: address.city.toUpperCase(), streetSecondary: '', friendlyName: '', customerName: '', ...change };
}

