import type { Trouble } from './trouble.ts';
import { ACCOUNT } from './troubles/account.ts';
import { AUDIO } from './troubles/audio.ts';
import { EMERGENCY_ADDRESSES } from './troubles/emergency-addresses.ts';
import { EMERGENCY_CALLS } from './troubles/emergency-calls.ts';
import { INCOMING } from './troubles/incoming.ts';
import { NUMBERS_DIALLED } from './troubles/numbers-dialled.ts';
import { NUMBERS } from './troubles/numbers.ts';
import { PBX_EVENTS } from './troubles/pbx-events.ts';
import { PBX_TEST } from './troubles/pbx-test.ts';
import { REFUSED } from './troubles/refused.ts';
import { SECURE } from './troubles/secure.ts';
import { TRUNK_SETUP } from './troubles/trunk-setup.ts';

/** All that is known to go wrong, in the order in which a technician runs into it: calls out, their sound, calls in, emergency, the log, then Twilio’s set-up. */
export const TROUBLES: readonly Trouble[] = [
  ...REFUSED, ...NUMBERS_DIALLED, ...PBX_TEST, ...AUDIO, ...SECURE, ...INCOMING, ...EMERGENCY_CALLS, ...EMERGENCY_ADDRESSES, ...PBX_EVENTS, ...TRUNK_SETUP, ...NUMBERS, ...ACCOUNT,
];

const BY_ID: ReadonlyMap<string, Trouble> = new Map(TROUBLES.map((trouble) => [trouble.id, trouble]));

/** The trouble that a step of the guide names; null for an id that there is not. */
export function findTrouble(id: string): Trouble | null {
  return BY_ID.get(id) ?? null;
}
