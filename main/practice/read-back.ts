import { addressLine } from '../../domain/emergency/secondary.ts';
import { HAS_933 } from '../../domain/emergency/territory.ts';
import { readBackOf } from './address-book.ts';
import { emergencyAddress, emergencyState } from './emergency.ts';
import { countryOfNumber } from './places.ts';
import type { PracticeWorldData } from './world-data.ts';

/** What a call to the 933 test service comes to. `address` null: the service says that none is registered. */
export type ReadBack =
  | { readonly kind: 'spoken'; readonly number: string; readonly address: string | null }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * What the test service would say of a call that shows this number. It is worked out, never dialled.
 * NC: test-call-wording — the number as its national digits, the address in capitals and in one line; no source gives the service's words.
 * NC: test-call-unregistered — that it answers for a number without a registered address too, and says so.
 * @param call.callerId E.164
 * @param call.trunkSid the trunk that the call comes over; Twilio takes only numbers of that trunk (twilio.md 3)
 * @param time of the world's clock, milliseconds since 1970
 */
export function readBack({ numbers, addresses }: Pick<PracticeWorldData, 'numbers' | 'addresses'>, { callerId, trunkSid }: { readonly callerId: string; readonly trunkSid: string }, time: number): ReadBack {
  const number = numbers.find(({ phoneNumber }) => phoneNumber === callerId);
  if (number === undefined || number.trunkSid !== trunkSid) return { kind: 'refused', why: `${callerId} is not on the trunk, so Twilio does not take the call.` };
  // NC: test-call-elsewhere — a number of a country without the test service cannot reach it.
  if (!HAS_933.includes(countryOfNumber(callerId))) return { kind: 'refused', why: `The test service answers for numbers of the US and Canada only, and ${callerId} is not one.` };
  const digits = callerId.replace(/^\+1/, '');
  const address = emergencyState(number, time) === 'registered' ? addresses.find(({ sid }) => sid === emergencyAddress(number, time)) : undefined;
  if (address === undefined) return { kind: 'spoken', number: digits, address: null };
  const mistake = readBackOf(address);
  const heard = mistake === 'other-address' ? SOMEBODY_ELSE : { ...address, streetSecondary: mistake === 'no-secondary' ? '' : address.streetSecondary ?? '' };
  return { kind: 'spoken', number: mistake === 'other-number' ? digits.replace(/\d$/, (last) => String((Number(last) + 1) % 10)) : digits, address: addressLine(heard).toUpperCase() };
}

/** What is read back where the registration went wrong on the way. */
const SOMEBODY_ELSE = { street: '9 Somebody Else Rd', streetSecondary: '', city: 'Round Rock', region: 'TX', postalCode: '78664' };
