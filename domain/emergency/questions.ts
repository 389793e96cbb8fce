import { spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { AddressAtTwilio, EmergencyAddress } from '../site/emergency-record.ts';
import type { Question } from '../trunk/drafting.ts';
import type { Binding } from './bind-address.ts';
import type { Asked } from './judge-number.ts';
import { addressKey } from './same-address.ts';
import { addressLine, toTwilio } from './secondary.ts';

/** Something asked about one number. */
export interface AskedOfNumber {
  readonly phoneNumber: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly ask: Asked;
  /** What it shall have; null for none. */
  readonly address: EmergencyAddress | null;
}

/** What a no does at once; absent where it leads to the numbers and their addresses. */
export type Instead =
  /** Gives the numbers here what they have at Twilio: an address of the site by its id, or one of the account by its SID, which is chosen first; `address` and `sid` null: none. */
  | { readonly do: 'assign'; readonly numbers: readonly string[]; readonly address: string | null; readonly sid: string | null }
  /** Opens the address of the site for editing. */
  | { readonly do: 'edit'; readonly address: string };

export type EmergencyQuestion = Question & { readonly instead?: Instead };

const SHOWN = 5;

/** So much as a person needs of a list of numbers. */
export function shownNumbers(numbers: readonly string[]): string {
  const shown = numbers.slice(0, SHOWN).map(spacedPhoneNumber).join(', ');
  return numbers.length > SHOWN ? `${shown} and ${numbers.length - SHOWN} more` : shown;
}

/**
 * Numbers that are asked the same about the same address are one question, however many.
 * @param addresses now at Twilio, by SID
 * @param ofSite those of the site
 */
export function groupQuestions(asked: readonly AskedOfNumber[], addresses: ReadonlyMap<string, AddressAtTwilio>, ofSite: readonly EmergencyAddress[]): readonly EmergencyQuestion[] {
  if (asked.length === 0) return [];
  const byWords = new Map(ofSite.map((address) => [addressKey(toTwilio(address)), address]));
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
    const numbers = group.map(({ phoneNumber }) => phoneNumber);
    return [{ id: names[0] ?? '', names, ...wordsFor(first, numbers, addresses), ...noFor(first, numbers, addresses, byWords), about: group.flatMap(({ phoneNumber }) => [`clear-emergency-address ${phoneNumber}`, `set-emergency-address ${phoneNumber}`]) }];
  });
}

/** The question whether an address that is gone, or says something else at Twilio now, is to be made again. */
export function gonePrompt({ question, says }: Extract<Binding, { kind: 'gone' }>, { id, friendlyName }: EmergencyAddress): EmergencyQuestion {
  const words = says === null
    ? { what: `“${friendlyName}” was at Twilio and is not any more: somebody deleted it, or it was taken away from here.`, yes: 'Make it again', no: 'Give its numbers another address' }
    : { what: `“${friendlyName}” is another address at Twilio than here: “${addressLine(says)}”. Somebody changed it there, or Twilio keeps it so.`, yes: 'Make it as it is here', no: 'Change it here to what Twilio has', instead: { do: 'edit' as const, address: id } };
  return { id: question, names: [question], ...words, about: [`create-emergency-address ${id}`] };
}

const TAKES: Readonly<Record<string, string>> = { US: 'Allow 30 minutes.', CA: 'Allow 30 minutes.', GB: 'Allow up to 72 hours.' };

function wordsFor({ ask: { about, from, ours, failed }, address, country }: AskedOfNumber, numbers: readonly string[], addresses: ReadonlyMap<string, AddressAtTwilio>): Pick<Question, 'what' | 'yes'> {
  const those = shownNumbers(numbers);
  const [has, it] = numbers.length === 1 ? ['has', 'it'] : ['have', 'them'];
  const there = from === null ? undefined : addresses.get(from);
  const line = there === undefined ? 'an address' : `the address “${addressLine(there.address)}”`;
  const whose = ours ? line : `${line}, which Trunkbook did not put there,`;
  const wanted = address === null ? '' : `“${address.friendlyName}”`;
  const state = failed ? `Twilio could not register ${whose} with ${those}.` : `${those} ${has} ${whose} at Twilio.`;
  const without = `${failed ? `Emergency calls from ${it} show no address now, and none until Twilio has registered the new one.` : `From then until Twilio has registered the new one, emergency calls from ${it} show no address.`} ${TAKES[country] ?? ''}`.trim();
  switch (about) {
    case 'change': return { what: `${state} It must come off before ${wanted} can be registered. ${without}`, yes: `Take it off and register ${wanted}` };
    case 'remove': return { what: `${state} No address is wanted there. ${failed ? `Emergency calls from ${it} show none now either.` : `Once it is off, emergency calls from ${it} show no address.`}`, yes: 'Take it off' };
    case 'retry': return { what: `Twilio could not register ${wanted} with ${those}. To try again, it is taken off first. Emergency calls from ${it} show no address now either.`, yes: 'Take it off and try again' };
    case 'put-back': return { what: `Somebody took the address off ${those} at Twilio. Emergency calls from ${it} show no address now.`, yes: `Register ${wanted} again` };
    case 'stuck': return { what: `Twilio failed to take ${line} off ${those}. Whether emergency calls from ${it} show an address now is not known.`, yes: 'Try once more' };
    case 'again': return { what: `Twilio refused to register ${wanted} with ${those}. Emergency calls from ${it} show no address now.`, yes: 'Try again' };
  }
}

/** What a no is, and does. @param byWords the site's addresses, by what they say */
function noFor({ ask: { about, from, ours, failed }, address }: AskedOfNumber, numbers: readonly string[], addresses: ReadonlyMap<string, AddressAtTwilio>, byWords: ReadonlyMap<string, EmergencyAddress>): Pick<EmergencyQuestion, 'no' | 'instead'> {
  const edit = (no: string): Pick<EmergencyQuestion, 'no' | 'instead'> => (address === null ? { no } : { no: `${no} “${address.friendlyName}”`, instead: { do: 'edit', address: address.id } });
  switch (about) {
    case 'change': case 'remove': {
      const there = from === null || failed ? undefined : addresses.get(from);
      if (there === undefined) return { no: address === null ? 'Assign an address, or leave out' : 'Assign another address, or leave out' };
      const same = byWords.get(addressKey(there.address));
      if (same !== undefined) return { no: `Keep it: assign “${same.friendlyName}”`, instead: { do: 'assign', numbers, address: same.id, sid: null } };
      // Ours, and none of the site's any more: it was edited.
      if (ours && address !== null) return edit('Edit');
      return { no: 'Keep it: choose and assign it here', instead: { do: 'assign', numbers, address: null, sid: there.sid } };
    }
    case 'retry': return edit('Correct');
    case 'put-back': return { no: 'Leave it off: no address here either', instead: { do: 'assign', numbers, address: null, sid: null } };
    case 'stuck': return { no: 'Assign another address, or leave out' };
    case 'again': return { no: 'Assign another address' };
  }
}
