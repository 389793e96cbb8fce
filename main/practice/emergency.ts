import { Refusal, refuse } from './http.ts';
import { outcomeOfRegistration } from './address-book.ts';
import { countryOfNumber } from './places.ts';
import type { Address, Emergency, PhoneNumber } from './world-data.ts';

/** twilio.md 1.9. */
export type EmergencyState = 'registered' | 'unregistered' | 'pending-registration' | 'registration-failure' | 'pending-unregistration' | 'unregistration-failure';

/**
 * How long Twilio takes, in minutes. Shorter than the real ones, so that it can be practised: up to 30 minutes in the US and Canada, up to
 * 72 hours in Britain (twilio.md 3).
 */
export const EMERGENCY_MINUTES = { US: { register: 2, unregister: 1 }, CA: { register: 2, unregister: 1 }, GB: { register: 30, unregister: 30 } } as const;

type Registering = keyof typeof EMERGENCY_MINUTES;
const isRegistering = (country: string): country is Registering => country in EMERGENCY_MINUTES;

const takes = (phoneNumber: string, what: Emergency['asked']): number => {
  const country = countryOfNumber(phoneNumber);
  return (isRegistering(country) ? EMERGENCY_MINUTES[country][what] : 0) * 60_000;
};

/** Milliseconds from the asking until an address is registered. */
export function registrationTakes(phoneNumber: string): number {
  return takes(phoneNumber, 'register');
}

/**
 * Where a number's emergency address stands.
 * NC: emergency-lifecycle — the states are Twilio's, the order in which they follow each other is guessed from their names (twilio.md 1.9).
 * NC: never-registered — a number without an emergency address is `unregistered`, not null.
 * @param now milliseconds since 1970
 */
export function emergencyState({ emergency }: Pick<PhoneNumber, 'emergency'>, now: number): EmergencyState {
  if (emergency === null) return 'unregistered';
  const { asked, settlesAt, succeeds } = emergency;
  if (asked === 'register') return now < settlesAt ? 'pending-registration' : succeeds ? 'registered' : 'registration-failure';
  return now < settlesAt ? 'pending-unregistration' : succeeds ? 'unregistered' : 'unregistration-failure';
}

/** The address that Twilio shows with the number; null once it is off. */
export function emergencyAddress(number: Pick<PhoneNumber, 'emergency'>, now: number): string | null {
  return emergencyState(number, now) === 'unregistered' ? null : number.emergency?.addressSid ?? null;
}

/**
 * What is kept after an update with `EmergencyAddressSid`, or a Refusal. Asking again for what is there or under way changes nothing.
 * NC: emergency-addendum — nobody asks whether the account has accepted the Emergency Services Addendum.
 * @param asked.current the address that the number has or had last
 * @param asked.wanted null to take the address off
 */
export function askEmergency(number: PhoneNumber, { current, wanted }: { readonly current: Address | null; readonly wanted: Address | null }, now: number): Emergency | null {
  return wanted === null ? takeOff(number, current, now) : register(number, wanted, now);
}

function takeOff(number: PhoneNumber, current: Address | null, now: number): Emergency | null {
  const { emergency } = number;
  const state = emergencyState(number, now);
  // A registration that failed leaves nothing to be taken off.
  if (emergency === null || current === null || state === 'unregistered' || state === 'registration-failure') return null;
  if (state === 'pending-unregistration') return emergency;
  // What failed once succeeds when it is asked again, so that nobody is stuck.
  const succeeds = state === 'unregistration-failure' || outcomeOfRegistration(current).unregisters;
  return { asked: 'unregister', addressSid: emergency.addressSid, askedAt: now, settlesAt: now + takes(number.phoneNumber, 'unregister'), succeeds };
}

function register(number: PhoneNumber, wanted: Address, now: number): Emergency {
  const { emergency, phoneNumber } = number;
  const state = emergencyState(number, now);
  const country = countryOfNumber(phoneNumber);
  // NC: emergency-elsewhere — that only these three countries register addresses is documented, the refusal is not.
  if (!isRegistering(country)) throw refuse(20001, `Numbers of ${country} have no emergency address`);
  // NC: emergency-address-unfit — 22219 for an address that is not emergency-enabled, and for one of another country than the number.
  if (!wanted.emergencyEnabled || wanted.isoCountry !== country) throw refuse(22219, 'The address is not one for emergency calls from this number');
  const again = emergency?.addressSid === wanted.sid && (state === 'registered' || state === 'pending-registration');
  if (emergency && again) return emergency;
  // NC: emergency-change — from one address straight to another: refused, so that the documented order is followed (off, wait, on again).
  if (state !== 'unregistered' && state !== 'registration-failure') throw new Refusal(409, 20409, 'The number has another emergency address');
  return { asked: 'register', addressSid: wanted.sid, askedAt: now, settlesAt: now + takes(phoneNumber, 'register'), succeeds: outcomeOfRegistration(wanted).registers };
}
