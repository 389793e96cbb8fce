import { spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { Observed } from '../site/record.ts';
import { action } from './actions.ts';
import { EMERGENCY_WAY_OUT } from './drafting.ts';
import type { Undoing } from './undo.ts';

/** So long an address that Twilio did not remove is not tried again. In milliseconds. */
const REFUSED_FOR = 60 * 60_000;

type EmergencyReading = Observed['emergency'];

const madeAddresses = ({ ledger }: Undoing): readonly string[] => [...ledger.created.keys()].flatMap((key) => (key.startsWith('address ') ? [key.slice('address '.length)] : []));

/** Whether the account's addresses were read since Trunkbook made the first of them. */
export function coversAddresses(undoing: Undoing, reading: EmergencyReading): boolean {
  return madeAddresses(undoing).length === 0 || (reading !== null && reading.accountSid === undoing.account.accountSid);
}

/** Emergency addresses that Trunkbook made and no number has. Twilio removes none that a number has; numbers of other sites are not looked at here. */
export function undoAddresses(undoing: Undoing, reading: EmergencyReading): void {
  const { actions, held, ledger, now } = undoing;
  if (reading === null || reading.accountSid !== undoing.account.accountSid) return;
  const used = new Map(reading.numbers.flatMap(({ phoneNumber, addressSid, state }) => (addressSid === null || state === 'unregistered' ? [] : [[addressSid, phoneNumber] as const])));
  const there = new Map(reading.addresses.map((one) => [one.sid, one.address]));
  for (const sid of madeAddresses(undoing)) {
    const address = there.get(sid);
    if (address === undefined) continue;
    // The old door and the new one may have the same name.
    const name = `emergency address “${[address.friendlyName, address.street, address.streetSecondary].filter((part) => part !== '').join(', ')}”`;
    const refusedAt = ledger.stillUsed.get(sid);
    const user = used.get(sid);
    if (user !== undefined || (refusedAt !== undefined && now - Date.parse(refusedAt) < REFUSED_FOR)) {
      held.push({ id: `address ${sid}`, because: 'emergency-calling', what: `The ${name} stays: ${user === undefined ? 'Twilio says that a number has it' : `${spacedPhoneNumber(user)} has it`}.`, next: EMERGENCY_WAY_OUT });
      continue;
    }
    actions.push(action(`remove-emergency-address ${sid}`, { do: 'remove-emergency-address', sid }, { naturalKey: sid, words: `Remove the ${name}`, why: 'Trunkbook made it, and no number has it.' }));
  }
}
