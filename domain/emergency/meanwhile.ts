import { emergencyNumbers } from '../dialplan/emergency-numbers.ts';
import type { NumberStanding } from './standing.ts';
import { territoryOf } from './territory.ts';

/** `911`, `999 or 112`: what people dial here; in a country without a list, in words. */
export function numbersDialled(country: string): string {
  const numbers = emergencyNumbers(country).filter(({ test }) => !test).map(({ number }) => number);
  if (numbers.length === 0) return 'the emergency number';
  return numbers.length === 1 ? numbers[0] ?? '' : `${numbers.slice(0, -1).join(', ')} or ${numbers.at(-1) ?? ''}`;
}

/** What whoever calls must do where the dispatcher may see another address, or none. */
export const SAY_WHERE = 'Whoever calls must say the street, the floor and the room.';

/**
 * What an emergency call does while a number stands like this, to be told to the people at the site. What Twilio does with a call from a
 * number without a registered address is in twilio.md 3: it goes out, the dispatcher does not see where, and in the US and Canada it costs a
 * fee. Null: nothing is known of the number.
 */
export function meanwhileWords(standing: NumberStanding | null, country: string): string {
  if (territoryOf(country) === 'none') return 'An emergency call does not leave by this trunk. Use the other line or a mobile phone.';
  const numbers = numbersDialled(country);
  const fee = country === 'US' || country === 'CA' ? ' Twilio charges a fee for such a call.' : '';
  const without = `A call to ${numbers} goes out without an address: the dispatcher does not see where it comes from. ${SAY_WHERE}${fee}`;
  const unknown = `Whether a call to ${numbers} shows an address is not known. ${SAY_WHERE}`;
  switch (standing?.kind) {
    case 'registered': return `A call to ${numbers} shows the address that Twilio has registered.`;
    case 'not-here': return emergencyNumbers(country).some(({ test, twilio }) => !test && twilio === 'NC')
      ? `Whether Twilio connects a call to ${numbers} is not confirmed, and no address can be registered in this country. Use a mobile phone. ${SAY_WHERE}`
      : `A call to ${numbers} goes out, but no address can be registered in this country: the emergency centre asks. ${SAY_WHERE}`;
    case 'under-way': return standing.withoutAddress ? without : `A call to ${numbers} goes out, but the new address is not registered yet: the dispatcher may see the former one, or none. ${SAY_WHERE}`;
    case 'reported': return standing.state === 'registered' ? `A call to ${numbers} shows the address that ${standing.who} saw as registered in the Twilio Console.` : without;
    case 'none': return without;
    case 'unassigned': return standing.state === 'registered' ? `A call to ${numbers} shows an address that somebody registered at Twilio; whether it is the right one, nobody has said. ${SAY_WHERE}` : without;
    case 'queued': case 'for-person': {
      // Not said is not none.
      if (standing.shown === undefined) return unknown;
      const { address } = standing.shown;
      return address === null ? without : `A call to ${numbers} still shows the address of before, “${address}”: the dispatcher may send help there. ${SAY_WHERE}`;
    }
    case 'not-read': case undefined: return unknown;
  }
}
