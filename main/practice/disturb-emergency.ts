import type { EmergencyDisturbance } from '../../domain/site/disturbances.ts';
import { EMERGENCY_MINUTES, emergencyAddress, emergencyState } from './emergency.ts';
import { countryOfNumber } from './places.ts';
import type { PhoneNumber, Trunk } from './world-data.ts';
import type { PracticeWorld } from './world.ts';

/** Sends one call, as the account itself, at a time of the world's clock. Whether it was taken. */
export type Send = (method: 'POST' | 'DELETE', url: string, form: Readonly<Record<string, string>>, at: number) => boolean;

/** Where somebody else has their office, by the country of a number. */
const OFFICES = {
  US: { Street: '9 Somebody Else Rd', City: 'Round Rock', Region: 'TX', PostalCode: '78664' },
  CA: { Street: '9 Somebody Else Rd', City: 'Toronto', Region: 'ON', PostalCode: 'M5V 2T6' },
  GB: { Street: '9 Somebody Else Road', City: 'Leeds', Region: 'West Yorkshire', PostalCode: 'LS1 4AB' },
} as const satisfies Record<keyof typeof EMERGENCY_MINUTES, object>;
const SOMEBODY = 'Somebody Else Inc';

const api = ({ data }: PracticeWorld): string => `https://api.twilio.com/2010-04-01/Accounts/${data.account.sid}`;

/** Somebody changes emergency addresses in the Console. @param now the world's time @returns whether anything was changed */
export function disturbEmergency(world: PracticeWorld, trunk: Trunk, what: EmergencyDisturbance, now: number, send: Send): boolean {
  const numbers = world.data.numbers.filter(({ trunkSid }) => trunkSid === trunk.sid);
  const give = ({ sid }: PhoneNumber, EmergencyAddressSid: string, at = now): boolean => send('POST', `${api(world)}/IncomingPhoneNumbers/${sid}.json`, { EmergencyAddressSid }, at);
  switch (what) {
    case 'emergency-deleted': {
      const unused = world.data.addresses.find(({ sid, emergencyEnabled }) => emergencyEnabled && world.data.numbers.every((number) => number.addressSid !== sid && emergencyAddress(number, now) !== sid));
      return unused !== undefined && send('DELETE', `${api(world)}/Addresses/${unused.sid}.json`, {}, now);
    }
    case 'emergency-taken-off': {
      const number = numbers.find((one) => ['registered', 'pending-registration'].includes(emergencyState(one, now)));
      return number !== undefined && give(number, '');
    }
    case 'emergency-exchanged': {
      const number = numbers.find((one) => emergencyAddress(one, now) !== null) ?? numbers.find(({ phoneNumber }) => countryOfNumber(phoneNumber) in OFFICES);
      const country = countryOfNumber(number?.phoneNumber ?? '') as keyof typeof OFFICES;
      if (number === undefined || !(country in OFFICES)) return false;
      const theirs = (): string | undefined => world.data.addresses.find(({ customerName, isoCountry }) => customerName === SOMEBODY && isoCountry === country)?.sid;
      const before = emergencyAddress(number, now);
      if (before !== null && before === theirs()) return false;
      // In the order that Twilio asks for, and so long ago that the first step is over.
      const off = before !== null && give(number, '', now - EMERGENCY_MINUTES[country].unregister * 60_000);
      const made = theirs() === undefined && send('POST', `${api(world)}/Addresses.json`, { ...OFFICES[country], FriendlyName: 'Other office', CustomerName: SOMEBODY, IsoCountry: country, EmergencyEnabled: 'true' }, now);
      const given = give(number, theirs() ?? '');
      return off || made || given;
    }
  }
}
