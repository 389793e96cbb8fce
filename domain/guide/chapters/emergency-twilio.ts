import { BY_HAND, CARRIES_NO_EMERGENCY_CALLS, CARRIES_WITHOUT_ADDRESSES, IN_911_COUNTRY, REGISTERS_ADDRESSES, UNITED_KINGDOM, WITH_KEY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

const NUMBERS_PAGE = 'Elastic SIP Trunking > Manage > Trunks > (trunk) > Numbers';

export const EMERGENCY_TWILIO: Chapter = {
  id: 'emergency-twilio', title: 'Emergency on Twilio', steps: [
    {
      id: 'emergency-twilio.territory', title: 'Check that emergency calls are possible', kind: 'by-hand', place: 'Trunkbook', page: null,
      what: [
        'An emergency call must reach the right centre, and tell it the right door. For that each number that may call for help gets a physical address, where Twilio can register one.',
        'Look up the country of the numbers in the table. The number that is shown, the number that is dialled and the place of the phone must belong to the same country.',
        { when: IN_911_COUNTRY, text: 'Here addresses are registered. A 911 call from a number without a registered address costs a fee, see Twilio’s pricing, and the dispatcher does not see where the caller is.' },
        { when: UNITED_KINGDOM, text: 'Here addresses are registered.' },
        { when: CARRIES_WITHOUT_ADDRESSES, text: 'Here emergency calls are carried, but no address can be registered: the centre asks the caller where help is needed. Tell the customer, in writing. Whether Twilio’s emergency terms must be accepted here is not confirmed.' },
        { when: CARRIES_NO_EMERGENCY_CALLS, text: 'This country is not on Twilio’s list for SIP trunks. Emergency calls need another line: a mobile phone, a gateway or a trunk of another carrier. Tell the customer, in writing, before the PBX goes into use. Ask Twilio whether the list has grown.' },
        'Some numbers get no location service even in a listed country; then a national centre answers, and asks.',
        'The page behind the link is Twilio’s current word.',
      ],
      tables: [{
        caption: 'Emergency calls through Twilio’s trunks (as of 2026-03)', head: ['Country', 'Calls carried', 'Address registered'],
        rows: [['United States', 'yes', 'yes'], ['Canada', 'yes', 'yes'], ['United Kingdom', 'yes', 'yes'], ['Ireland', 'yes', 'no'], ['France', 'yes', 'no'], ['Germany', 'yes', 'no'], ['Austria', 'yes', 'no'], ['Australia', 'yes', 'no']],
      }],
      worked: 'You know which of the cases this site is, and the customer knows what it means.', needs: ['trunk.numbers'], links: ['twilio-emergency-calling', 'twilio-support'],
      records: [
        { id: 'case', label: 'This site', kind: 'choice', choices: ['Carried, address registered', 'Carried, no address registered', 'Not carried: another line is used'] },
        { id: 'other', label: 'Other line for emergency calls', kind: 'text', optional: true },
      ],
      fails: [{ sign: 'The PBX has phones in several countries or at several addresses.', cure: 'Each place needs numbers of its own country, and an address of its own. A phone must never show a number that belongs to another place.' }],
      // NC: Twilio's page on Programmable Voice also names Italy, New Zealand, Malaysia, the Philippines and Thailand; nothing says that it holds for trunks.
      differs: 'The public guide sends you to a page of Twilio for this. Its emergency chapters then assume the US or Canada.',
    },
    {
      id: 'emergency-twilio.terms', title: 'Have the emergency terms accepted', kind: 'evidence', place: 'Twilio Console', page: NUMBERS_PAGE, applies: REGISTERS_ADDRESSES,
      what: [
        'Before the first emergency address the Console shows the “Twilio Inc. Emergency Services Addendum”: a contract between the account’s owner and Twilio.',
        'Trunkbook cannot accept it: no way for a program to do so is known. You may do it only if the customer has given you that authority.',
        'Log in to the Twilio Console, open the list of trunks, your trunk, and “Numbers” on the left.',
        'Tick the box left of one number, press “Configure Emergency Address”, then “Add Emergency Address”. The window “Accept Terms of Service” opens.',
        'Have the person with authority read the addendum and press “Accept”. The form “Add Emergency Address” follows; the next step goes on there.',
        'Write down who accepted, and by what authority.',
      ],
      worked: 'The form “Add Emergency Address” opens without asking for terms, and the name of the person is written down.', needs: [], links: ['twilio-trunks', 'twilio-emergency-calling'],
      records: [
        { id: 'who', label: 'Who accepted', kind: 'text' },
        { id: 'authority', label: 'By what authority (role, or the written order)', kind: 'text' },
      ],
      fails: [
        { sign: 'No window with terms appears.', cure: 'Somebody accepted them on this account before. Ask the account’s owner who, and write that down.' },
        { sign: 'Nobody with authority can be reached.', cure: 'Mark the step as blocked, with an owner and a date. Without it no address gets registered.' },
      ],
      // NC: what the API does on an account that never accepted.
      differs: 'The public guide just says to press “Accept”. It is a contract, and acceptance exists in the Console only; so the person and the authority are recorded.',
    },
    {
      id: 'emergency-twilio.addresses', title: 'Give each number its emergency address', kind: 'by-trunkbook', place: 'Trunkbook', page: null, applies: REGISTERS_ADDRESSES,
      what: [
        'Every number that an emergency call can show needs the address of the place where its phones stand: street, and floor, suite or room where that is needed to find the caller.',
        'Take the address from the person in charge, not from a letterhead. One address can serve many numbers, a number has only one.',
        'Enter each place here, with or without a network, and give it to its numbers.',
        { when: WITH_KEY, text: 'Trunkbook submits what waits as soon as there is a network, and nothing twice. Where Twilio suggests another form, compare it word by word with what you see on site, the suite above all.' },
        { when: BY_HAND, text: 'The coverage and the test call are held against what you enter. Then do the same in the Twilio Console, as described below.' },
      ],
      tables: [{
        caption: 'The form of a new address', when: BY_HAND, head: ['Field', 'What goes in', 'Needed'],
        rows: [
          ['Friendly name', 'What people call the place: “Warehouse, 2nd floor”. At most 32 characters', 'Not by Twilio itself'],
          ['Customer name', 'The organisation at this place, as a dispatcher knows it. Keep it short', 'Yes'],
          ['Address line 1', 'House number and street, with abbreviations (St, Ave) without dots', 'Yes'],
          ['Address line 2', 'Suite, floor, room: all that leads to the very door', 'Wherever there is one'],
          ['City', 'The place. In the US and Canada the community name of the emergency register (MSAG), which can differ from the postal one', 'Yes'],
          ['State', 'State, province or region. In the US its two letters', 'Yes'],
          ['Postal code', 'The postal or ZIP code', 'Yes'],
          ['Country', 'The country of the place', 'Yes'],
        ],
      }],
      worked: 'Every number that an emergency call can show has its address, and nothing waits for you.', needs: ['trunk.numbers'],
      links: ['twilio-trunks', 'twilio-emergency-calling'],
      byHand: {
        page: NUMBERS_PAGE,
        what: [
          'On the trunk’s page “Numbers” tick the box left of every number that shares one address. (Elsewhere you also find this called E911.)',
          'Press “Configure Emergency Address”, then “Add Emergency Address”.',
          'The address is in the account already: press “Select from my Addresses”, and in the window “Select an Address” press “Select” to the right of it.',
          'The address is new: press “+ Create New Address”, fill in the form with what you entered here, tick “I agree to the Terms of Service” if you have that authority, and press “Create Address”.',
          '“Confirm Suggested Address” shows what Twilio makes of it. Compare it word by word with what you were told, the suite above all; then press “Use Suggested Address”.',
          'Look at it once more. Right: press “Add Emergency Address”. Wrong: press “Change Address”.',
          'Do the same for the numbers of every other place.',
        ],
        worked: 'The page “Numbers” shows the address beside each number, with “Pending registration” under “Emergency Address Status”.',
      },
      records: [
        { id: 'confirmed', label: 'Who confirmed the addresses', kind: 'text' },
        { id: 'change', label: 'What Twilio suggested differently', kind: 'text', optional: true },
      ],
      fails: [
        { sign: 'The address is refused (21628, 21629).', cure: 'Leave out signs such as &, @ and #, and dots. Move suite or floor to line 2. Use the two letters of the state. Try the community’s name instead of the postal one.', trouble: 'address-not-accepted' },
        { sign: 'The suggestion has lost the suite or the floor.', cure: 'Do not take it. Change the address: put the suite alone into line 2.' },
        { sign: 'A number already has another address.', cure: 'Remove the old one, wait until the number shows as unregistered (allow 30 minutes in the US and Canada, up to 72 hours in the United Kingdom), then add the new one.' },
        { sign: 'Twilio says that a domestic emergency address is needed.', cure: 'The address must be in the country of the number.', trouble: 'domestic-address-required' },
      ],
      // NC: whether the Console's form insists on line 2 and the friendly name, as the guide says; the API requires neither (twilio.md 1.8).
      differs: 'The public guide says that every field must be filled. Twilio itself requires neither line 2 nor the friendly name; whether the Console’s form insists is not confirmed. Never invent a line 2.',
    },
    {
      id: 'emergency-twilio.registered', title: 'Wait until every address is registered', kind: 'by-trunkbook', place: 'Trunkbook', page: null, applies: REGISTERS_ADDRESSES,
      what: [
        'Registration takes time: first “Pending registration”, then “Registered”. Only “Registered” counts.',
        { when: WITH_KEY, text: 'Trunkbook asks Twilio by itself, also after it was locked or closed, and says when it is worth looking again.' },
        { when: IN_911_COUNTRY, text: 'Go on with the chapter “Emergency in 3CX” meanwhile. It often takes 10 to 15 minutes; allow 30.' },
        { when: UNITED_KINGDOM, text: 'In the United Kingdom it can take up to 72 hours. Mark the step as blocked, with yourself as owner and the day on which you will look again.' },
        'Until then an emergency call over this trunk shows no address: tell the people here which other phone to use in an emergency. And never call the emergency number to try.',
      ],
      worked: 'Every number that an emergency call can show has “Registered” beside it.', needs: ['trunk.numbers'], links: ['twilio-trunks', 'twilio-emergency-calling'],
      byHand: {
        page: NUMBERS_PAGE,
        what: [
          'Reload the page from time to time, until each number shows “Registered” under “Emergency Address Status”.',
          'Compare the numbers that show it with those on the transfer sheet: none may be missing.',
          'Report below what the page shows of each number: Trunkbook keeps it with your name and the time.',
        ],
        worked: 'Each number of the transfer sheet that calls can show has “Registered” beside it.',
      },
      records: [{ id: 'numbers', label: 'Numbers that show “Registered”', kind: 'text' }],
      fails: [
        { sign: 'It still says “Pending registration” after 30 minutes.', cure: 'In the UK that is normal. Elsewhere wait a little more, then ask Twilio’s support. Mark the step as blocked; do not leave without another phone for emergencies.', trouble: 'registration-pending' },
        { sign: 'It says that registration failed.', cure: 'The address was not accepted after all. Remove it, wait until the number shows as unregistered, correct the address and add it again.', trouble: 'registration-failed' },
        { sign: 'Twilio logs 22221.', cure: 'Somebody made an emergency call from a number without a registered address. It may cost a fee. Find out which extension, and register its number.', trouble: 'reads-no-address' },
      ],
      differs: 'The public guide knows 10 to 15 minutes only. Twilio’s documents say to allow 30 minutes in the US and Canada, and up to 72 hours in the United Kingdom, between one address and the next.',
    },
  ],
};

