import { emergencyNumbers } from '../../dialplan/emergency-numbers.ts';
import { CARRIES_EMERGENCY_CALLS, CARRIES_NO_EMERGENCY_CALLS, IN_911_COUNTRY, REGISTERS_ADDRESSES, UNITED_STATES } from '../conditions.ts';
import type { Chapter, Condition, Table } from '../step.ts';

function numbersOf(caption: string, country: string, when: Condition = { countries: [country] }): Table {
  return {
    caption, when, head: ['Rule name', 'Number', 'Through Twilio’s trunk'],
    rows: emergencyNumbers(country).map(({ name, number, twilio }) => [name, number, twilio === 'documented' ? 'documented' : 'not confirmed']),
  };
}

/** The numbers themselves, and which of them nobody has confirmed, are in dialplan/emergency-numbers.ts. */
const TABLES: readonly Table[] = [
  numbersOf('United States and Canada', 'US', IN_911_COUNTRY), numbersOf('United Kingdom', 'GB'), numbersOf('Ireland', 'IE'), numbersOf('France', 'FR'),
  numbersOf('Germany', 'DE'), numbersOf('Austria', 'AT'), numbersOf('Australia', 'AU'),
];

export const EMERGENCY_3CX: Chapter = {
  id: 'emergency-3cx', title: 'Emergency in 3CX', steps: [
    {
      id: 'emergency-3cx.numbers', title: 'Enter the emergency numbers in 3CX', kind: 'by-hand', place: '3CX console', page: 'System > Emergency',
      what: [
        'Emergency numbers have a page of their own in 3CX. It works like an outbound rule for exactly one number.',
        'Below stand the entries that this page shall have, in their order: those of a place whose calls show a number of its own, then those for everybody. What shall be otherwise is changed here first, then in 3CX.',
        'Log in to the 3CX console, open “System” and then “Emergency”.',
        'For each entry below, from the first to the last, press “+ Add”. The page “Add emergency number” opens.',
        { when: CARRIES_NO_EMERGENCY_CALLS, text: 'Trunkbook has no list for this country: add the emergency numbers below that people here know by heart.' },
        'Copy the name into “Rule Name”, and the number into “Number”: the bare digits, without + and without a prefix.',
        'Fill in “Call from extension(s)” as the entry says. Where it has none, leave the field empty: then the rule holds for every extension.',
        { when: CARRIES_EMERGENCY_CALLS, text: 'Under “Make outbounds calls on” choose your Twilio trunk as Route 1. Strip nothing and prepend nothing: the number must reach Twilio as it was dialled.' },
        { when: CARRIES_NO_EMERGENCY_CALLS, text: 'As Route 1 choose the other line or trunk that carries emergency calls here. Not the Twilio trunk: for this country Twilio does not list emergency calls.' },
        'Press “Save” at the top. The page “Emergency Numbers” comes back and lists the rule.',
        'Look at the extensions: none may have a number that equals an emergency number or begins like one.',
        'Where the entry has a caller ID, set it as the rule’s outbound caller ID: that number has the address of the place.',
        'Tick the step once 3CX has them all. Trunkbook keeps which entries these were, and says so when they are changed here later.',
        { when: UNITED_STATES, text: 'By law (Kari’s Law) 911 must work from every phone without any digit in front.' },
      ],
      tables: TABLES,
      worked: 'The page “Emergency Numbers” lists each number once for everybody, or once for each place, with the right route first.', needs: ['trunk.nameIn3cx'], links: ['3cx-console', '3cx-emergency-notifications'],
      fails: [
        { sign: 'The page does not let you add a rule.', cure: 'Your role, or the edition of 3CX, does not allow it. Have the system’s owner do it.' },
        { sign: 'An emergency or test number goes out with + or a country code.', cure: 'An outbound rule catches it. Check it in the simulator, and that the emergency rule exists with nothing stripped and nothing prepended.' },
        { sign: 'An extension that is barred from outside calls, or asks for a PIN, cannot call for help.', cure: 'Whether 3CX’s emergency rules go before such limits is not confirmed. Test such extensions with the test number where there is one; otherwise lift the limit.' },
      ],
      // [U] Whether emergency rules come before all others in 3CX (threecx.md 2.5).
      differs: 'The public guide has the numbers of the US and Canada only. That emergency rules come before outbound rules is plausible, but not confirmed; so no outbound rule may catch these numbers.',
    },
    {
      id: 'emergency-3cx.coverage', title: 'Check who an emergency call shows', kind: 'by-hand', place: 'Trunkbook', page: null,
      what: [
        'An emergency call shows one number, and that number decides which address the dispatcher sees.',
        'Below stands every extension, the worst first: which number its call would show, whether help comes to the right door, and what to do where it does not.',
        'Each phone shows a number of this trunk: its own DID as its outbound caller ID, or one that its place shares by an emergency rule.',
        { when: REGISTERS_ADDRESSES, text: 'That number must be registered with the address of the place where the phone stands.' },
        'Where several phones show one number, name who answers a call back: “Who answers call-backs…”.',
        'Take out what nobody calls for help from, with the reason, and name the phones that are barred from outside calls or ask for a PIN: “Left out and barred extensions…”. Do not forget the phones in the lift, the warehouse and the meeting room.',
        'Trunkbook takes as the number that is shown: the caller ID of the emergency rule that catches the call, else that of the extension, else that of the trunk. This order is not confirmed by 3CX; a test call shows what really happens.',
        'A phone that moves, a softphone, a desk that is shared: settle with the customer who tells whom, and which address counts.',
        { when: UNITED_STATES, text: 'By law (RAY BAUM’S Act) a 911 call must bring a location that can be found: the street address, and the floor, suite or room. For phones that move, too.' },
      ],
      worked: 'No extension is missing or not measured: for each stands which number an emergency call shows, and which door belongs to it.', needs: ['trunk.numbers'], links: ['3cx-console', 'twilio-emergency-calling'],
      records: [{ id: 'without', label: 'Extensions without cover, and why', kind: 'text', optional: true }],
      fails: [
        { sign: 'An extension has no caller ID.', cure: 'Give it its DID. Without one, its own short number may go out, and Twilio refuses the call.' },
        { sign: 'Two rooms share a number, but not an address.', cure: 'Get another number for one of them, or make an emergency rule for that place with its own caller ID.' },
        { sign: 'Twilio refuses an emergency call because of its caller ID.', cure: 'The number that is shown must be on this very trunk. A number elsewhere in the account will not do.', trouble: 'caller-id-refused' },
      ],
      differs: 'The public guide wants a DID for every extension. An emergency rule for a place, with its own caller ID, covers several extensions with one number.',
    },
  ],
};
