import { CARRIES_NO_EMERGENCY_CALLS, CARRIES_WITHOUT_ADDRESSES, IN_911_COUNTRY, NOT_IN_911_COUNTRY, REGISTERS_ADDRESSES, UNITED_STATES } from '../conditions.ts';
import type { Chapter } from '../step.ts';

export const NOTIFICATIONS: Chapter = {
  id: 'notifications', title: 'Security notifications', steps: [
    {
      id: 'notifications.set', title: 'Set the emergency notification', kind: 'by-hand', place: '3CX console', page: 'System > Emergency',
      what: [
        'When somebody calls for help, people at the site must know at once: they open the door and guide the crew.',
        { when: UNITED_STATES, text: 'In the US this is a legal duty (Kari’s Law), also of those who install the PBX: a message to a place at the site, or to people elsewhere, where somebody is likely to see or hear it, at the time of the call and without delaying it.' },
        'Ask the customer who that is: security desk, reception, the manager on duty. At least one of them must be there whenever people work.',
        'The notifications belong to 3CX’s emergency numbers: look for them on that page. Their exact place is not confirmed.',
        'Choose how: e-mail to one or more addresses, a chat message to managers or members of departments, a call with a message to certain extensions.',
        'For e-mail, look also that 3CX’s general list of notifications includes the one for an emergency number that was dialled.',
        'Save.',
      ],
      worked: 'People are named, and the way of the message is set. The emergency test shows whether it arrives.', needs: [], links: ['3cx-console', '3cx-emergency-notifications'],
      records: [
        { id: 'who', label: 'Who is notified', kind: 'text' },
        { id: 'how', label: 'How', kind: 'choice', choices: ['E-mail', 'Chat message', 'Call to extensions', 'Several of these'] },
      ],
      fails: [
        { sign: 'No e-mail arrives.', cure: 'Check 3CX’s mail settings with its own test mail, and the junk folder. An event 4099 in 3CX’s log shows that the call was noticed.' },
        { sign: 'Nobody is at that desk at night.', cure: 'Name a second person or service, at best one that is reached by phone.' },
      ],
      differs: 'The public guide treats this as an option. In the US it is the law, for systems made, sold or installed after 16 February 2020.',
    },
  ],
};

export const TEST_933: Chapter = {
  id: 'test-933', title: '933 test', steps: [
    {
      id: 'test-933.call', title: 'Call the 933 test service', kind: 'evidence', place: 'on the phone', page: null, applies: IN_911_COUNTRY,
      what: [
        '933 is Twilio’s test service: it answers instead of a dispatcher, and reads back what a dispatcher would see. You dial it yourself; Trunkbook never dials it, and never an emergency number.',
        'Do not dial 911 to test.',
        'Below stand the calls that are left, places without any first. Choose the phone that you dial from: Trunkbook shows what must be heard.',
        'Wait until the number of this phone shows “Registered” at Twilio.',
        'Tell those who get the emergency notification that a test comes: 3CX treats 933 like an emergency number.',
        'Dial 933 from a phone of the site, without any digit in front.',
        'Listen to the whole announcement: the number and the address that it reads.',
        'Compare word by word: the number must be the one that this phone shall show, the address must be this very door, floor and suite included.',
        'You heard exactly that: say so. You heard anything else: type what you heard. Both are kept, with your name and the time.',
        'Repeat until no call is left: at least one of each place, and one from each phone that is barred from outside calls or asks for a PIN. Phones that show the same number and address in the same way share a call.',
        'Ask whether the notification arrived.',
      ],
      worked: 'The service reads the right number and the right address, suite and floor included, and 3CX logs event 4099.', needs: ['trunk.numbers'], links: ['twilio-emergency-calling', '3cx-event-log'],
      records: [
        { id: 'extension', label: 'Extension that called', kind: 'text' },
        { id: 'number', label: 'Number that was read back', kind: 'phone' },
        { id: 'address', label: 'Address that was read back', kind: 'text' },
        { id: 'right', label: 'Number and address', kind: 'choice', choices: ['Both are right', 'The number is wrong', 'The address is wrong', 'Both are wrong', 'No address was read'], worked: ['Both are right'] },
        { id: 'notified', label: 'Who received the notification', kind: 'text', optional: true },
      ],
      fails: [
        { sign: 'The call does not go through.', cure: '933 is not among 3CX’s emergency numbers, or is sent with something in front. See the step “Enter the emergency numbers in 3CX”. If other calls fail too, start with the chapter “Outgoing test”.', trouble: 'test-number-not-reached' },
        { sign: 'A wrong number is read.', cure: 'The caller ID of the emergency rule or of the extension is another one. See the step “Check who an emergency call shows”.', trouble: 'wrong-caller-id' },
        { sign: 'A wrong address is read, or none.', cure: 'The number has another address at Twilio, or is not registered yet.', trouble: 'reads-wrong-address' },
        { sign: 'The notification did not arrive.', cure: 'See the step “Set the emergency notification”. Whether 3CX notifies for 933 as for 911 can depend on the way it was entered: it must be an emergency number there.' },
      ],
      differs: 'The public guide lets you dial once. Every place with an address of its own needs its own test, and what was read back is evidence.',
    },
    {
      id: 'test-933.elsewhere', title: 'Prove emergency calling without a call', kind: 'evidence', place: 'on site', page: null, applies: NOT_IN_911_COUNTRY,
      what: [
        'In this country there is no test number: 933 exists in the US and Canada only. Never dial the emergency number to test.',
        'Go over it by reading instead: the emergency numbers in 3CX, their route, nothing stripped and nothing prepended, the caller ID of each extension.',
        { when: REGISTERS_ADDRESSES, text: 'And at Twilio: each number shows “Registered”, with the right address.' },
        { when: CARRIES_WITHOUT_ADDRESSES, text: 'Twilio lists this country, but not which of its emergency numbers it connects. Ask Twilio, and write the answer down below: until then no extension counts as proven.' },
        { when: CARRIES_NO_EMERGENCY_CALLS, text: 'And the other line: which phone it is, that it has a dial tone, that everybody knows it.' },
        'Type the emergency numbers into the simulator: each must come out unchanged.',
        'If the customer wants a real call, it must be agreed with the emergency centre beforehand, with day and hour, and the customer makes it.',
      ],
      worked: 'Everything was read and is right, and the customer knows that no test call was made.', needs: ['trunk.nameIn3cx', 'trunk.numbers'], links: ['3cx-console', 'twilio-emergency-calling'],
      records: [
        { id: 'checked', label: 'What was checked', kind: 'choice', choices: ['Numbers, routes and caller IDs', 'Numbers, routes, caller IDs and addresses', 'Another line is used for emergencies'] },
        { id: 'told', label: 'Who was told that no test call was made', kind: 'text' },
        { id: 'confirmed', label: 'Who at Twilio confirmed that it connects these numbers, and when', kind: 'text', optional: true },
        { id: 'agreed', label: 'Test agreed with the emergency centre (when, with whom)', kind: 'text', optional: true },
      ],
      fails: [{ sign: 'The simulator changes an emergency number.', cure: 'A rule catches it. Enter it among 3CX’s emergency numbers and limit the rule by its length.' }],
      differs: 'The public guide has a test for the US and Canada only, and nothing for other countries.',
    },
    {
      id: 'test-933.callback', title: 'Try the call back', kind: 'evidence', place: 'on the phone', page: null,
      what: [
        'A dispatcher whose call breaks off calls back the number that was shown. That must reach the person who called; if it does not, the reception or the security desk.',
        'From a mobile phone call the number that an emergency call from an extension shows.',
        'The phone of that extension must ring. Answer, and check that both hear each other.',
        'Call again and let it ring: after a while the reception, the security desk or another person must answer. A mailbox will not do.',
        'Repeat for each number that emergency calls show.',
        { when: CARRIES_NO_EMERGENCY_CALLS, text: 'Here emergency calls leave by another line: call back the number of that line.' },
      ],
      worked: 'The caller’s phone rings first; unanswered, a person at the reception or the security desk takes the call.', needs: ['trunk.numbers'], links: ['3cx-console'],
      records: [
        { id: 'number', label: 'Number called back', kind: 'phone' },
        { id: 'first', label: 'Who answered first', kind: 'text' },
        { id: 'second', label: 'Who answered when nobody took it', kind: 'text' },
      ],
      fails: [
        { sign: 'It ends in a mailbox or in silence.', cure: 'Change where the extension’s calls go when nobody answers: to the reception or a ring group, not to voicemail.' },
        { sign: 'It reaches the wrong phone.', cure: 'The number is the DID of another extension. Correct it under “Users” in 3CX.', trouble: 'rings-wrong-place' },
        { sign: 'It does not arrive at all.', cure: 'Incoming calls do not work for this number: see the chapter “Incoming test”.', trouble: 'callback-does-not-arrive' },
      ],
      differs: 'The public guide says what should happen, and has no test for it. One call from a mobile phone proves it.',
    },
  ],
};
