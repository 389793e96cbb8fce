import { spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { AddressAtTwilio, EmergencyAddress } from '../site/emergency-record.ts';
import type { Question } from '../trunk/drafting.ts';
import type { Binding } from './bind-address.ts';
import type { Asked } from './judge-number.ts';
import { addressLine } from './secondary.ts';

/** Something asked about one number. */
export interface AskedOfNumber {
  readonly phoneNumber: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly ask: Asked;
  /** What it shall have; null for none. */
  readonly address: EmergencyAddress | null;
}

const SHOWN = 5;

/** So much as a person needs of a list of numbers. */
export function shownNumbers(numbers: readonly string[]): string {
  const shown = numbers.slice(0, SHOWN).map(spacedPhoneNumber).join(', ');
  return numbers.length > SHOWN ? `${shown} and ${numbers.length - SHOWN} more` : shown;
}

/**
 * Numbers that are asked the same about the same address are one question, however many.
 * @param now at Twilio, by SID
 */
export function groupQuestions(asked: readonly AskedOfNumber[], addresses: ReadonlyMap<string, AddressAtTwilio>): readonly Question[] {
  const groups = new Map<string, AskedOfNumber[]>();
  for (const one of asked) {
    const key = [one.ask.about, one.ask.from, one.ask.ours, one.ask.failed, one.address?.id, one.country].join(' ');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const names = group.map(({ ask }) => ask.name);
    const { what, yes, no } = wordsFor(first, group.map(({ phoneNumber }) => phoneNumber), addresses);
    return [{ id: names[0] ?? '', names, what, yes, no, about: group.flatMap(({ phoneNumber }) => [`clear-emergency-address ${phoneNumber}`, `set-emergency-address ${phoneNumber}`]) }];
  });
}

/** The question whether an address that is gone, or says something else at Twilio now, is to be made again. */
export function gonePrompt({ question, says }: Extract<Binding, { kind: 'gone' }>, { id, friendlyName }: EmergencyAddress): Question {
  const words = says === null
    ? { what: `“${friendlyName}” was at Twilio and is not any more: somebody deleted it, or it was taken away from here.`, yes: 'Make it again', no: 'Give its numbers another address' }
    : { what: `“${friendlyName}” is another address at Twilio than here: “${addressLine(says)}”. Somebody changed it there, or Twilio keeps it so.`, yes: 'Make it as it is here', no: 'Change it here to what Twilio has' };
  return { id: question, names: [question], ...words, about: [`create-emergency-address ${id}`] };
}

const TAKES: Readonly<Record<string, string>> = { US: 'Allow 30 minutes.', CA: 'Allow 30 minutes.', GB: 'Allow up to 72 hours.' };

function wordsFor({ ask: { about, from, ours, failed }, address, country }: AskedOfNumber, numbers: readonly string[], addresses: ReadonlyMap<string, AddressAtTwilio>): Pick<Question, 'what' | 'yes' | 'no'> {
  const those = shownNumbers(numbers);
  const [has, it] = numbers.length === 1 ? ['has', 'it'] : ['have', 'them'];
  const there = from === null ? undefined : addresses.get(from);
  const line = there === undefined ? 'an address' : `the address “${addressLine(there.address)}”`;
  const whose = ours ? line : `${line}, which Trunkbook did not put there,`;
  const wanted = address === null ? '' : `“${address.friendlyName}”`;
  const state = failed ? `Twilio could not register ${whose} with ${those}.` : `${those} ${has} ${whose} at Twilio.`;
  const without = `${failed ? `Emergency calls from ${it} show no address now, and none until Twilio has registered the new one.` : `From then until Twilio has registered the new one, emergency calls from ${it} show no address.`} ${TAKES[country] ?? ''}`.trim();
  switch (about) {
    case 'change': return { what: `${state} It must come off before ${wanted} can be registered. ${without}`, yes: `Take it off and register ${wanted}`, no: 'Keep it: assign that address, or leave out' };
    case 'remove': return { what: `${state} No address is wanted there. ${failed ? `Emergency calls from ${it} show none now either.` : `Once it is off, emergency calls from ${it} show no address.`}`, yes: 'Take it off', no: ours ? 'Keep it: assign the address again' : 'Keep it: assign that address, or leave out' };
    case 'retry': return { what: `Twilio could not register ${wanted} with ${those}. To try again, it is taken off first. Emergency calls from ${it} show no address now either.`, yes: 'Take it off and try again', no: 'Correct the address' };
    case 'put-back': return { what: `Somebody took the address off ${those} at Twilio. Emergency calls from ${it} show no address now.`, yes: `Register ${wanted} again`, no: 'Leave it off: give the numbers no address here' };
    case 'stuck': return { what: `Twilio failed twice to take ${line} off ${those}. Whether emergency calls from ${it} show an address now is not known.`, yes: 'Try once more', no: 'Ask Twilio’s support' };
    case 'again': return { what: `Twilio refused to register ${wanted} with ${those}. Emergency calls from ${it} show no address now.`, yes: 'Try again', no: 'Assign another address' };
  }
}
