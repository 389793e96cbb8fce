import { BY_HAND, WITH_KEY } from '../conditions.ts';
import type { Chapter, Failing } from '../step.ts';

const OUTGOING_FAILS: readonly Failing[] = [
  { sign: 'You hear a recorded system message, or the call ends at once.', cure: 'Open 3CX’s event log, press the “Event ID” of the newest warning or error, and read the column “Tips” of 3CX’s page about it. Then look at Twilio’s error log. Type either code into Trunkbook’s troubleshooting.', trouble: 'no-code-yet' },
  { sign: '3CX logs 12293, or 12294 with 403 although address and password are right; or there is silence, and Twilio logs nothing.', cure: 'The address in “Registrar/Server” is wrong. Compare it with the termination URI on the transfer sheet. Twilio drops what is not addressed to a trunk’s own name without an answer.', trouble: 'destination-not-reachable' },
  { sign: '3CX logs 12294 with 407 or 403, and Twilio logs 32202.', cure: 'User name or password in 3CX differ from Twilio’s. Enter both again in the trunk’s settings.', trouble: 'credentials-refused' },
  { sign: 'Twilio logs 32201, and the refusal comes before any password is asked.', cure: 'The IP access control list lacks the IPv4 address of the PBX. Add it in the step “Allow the address of the PBX”.', trouble: 'source-address-refused' },
  { sign: 'Calls to some people fail, or show as spam, and Twilio logs 32017.', cure: 'Their carrier blocks the caller ID. Register the number at the Free Caller Registry; it takes some days.', trouble: 'carrier-blocked' },
  { sign: 'Twilio logs 32205.', cure: 'The country is not open; see the step “Open the countries at Twilio”.', trouble: 'country-not-permitted' },
  { sign: 'Twilio logs 32204 or 32206, or 3CX logs 12294 with 403 for one extension only.', cure: 'The caller ID is no number of the account. Give the extension, or the trunk, a caller ID that is on the trunk, with +.', trouble: 'caller-id-refused' },
  { sign: 'Twilio logs 32207, 32208, 32209 or 32222.', cure: 'The two sides do not agree on encryption; see the step “Make both sides agree on encryption”.', trouble: 'media-not-acceptable' },
  { sign: '3CX logs 30052.', cure: 'No outbound rule fits the number; try it in the simulator.', trouble: 'no-rule-for-number' },
  { sign: '3CX logs 30049 or 12296.', cure: 'External calls are off for this extension (30049), or the country is blocked in 3CX (12296).', trouble: 'extension-may-not-call-out' },
  { sign: 'The call connects, and one side hears nothing.', cure: 'Voice is blocked on its way: see the step “Open the firewall for the PBX”, or what a hosted PBX needs at the site.', trouble: 'one-way-audio' },
];

export const OUTGOING: Chapter = {
  id: 'outgoing', title: 'Outgoing test', steps: [
    {
      id: 'outgoing.call', title: 'Make an outgoing test call', kind: 'evidence', place: '3CX console', page: 'Phone icon, top right',
      what: [
        'This proves the way from an extension through rules and trunk to the telephone network.',
        'Log in to the 3CX console, or to the web client of an extension.',
        'Press the phone icon at the top right. The browser asks for the microphone: allow it.',
        'Type one of Twilio’s echo test numbers from the table. They cost nothing and answer only calls that come through a trunk.',
        'Press the phone icon of the keypad.',
        'Listen: ringing more than once means that the trunk took the call. Then you hear your own voice come back.',
        'Then call a mobile phone that lies beside you, once in each way that people here dial: national, with +, and abroad if they call abroad. Look which number it shows.',
        'Never use an emergency number for a test.',
      ],
      tables: [{ caption: 'Twilio’s echo test numbers', head: ['Number', 'Country'], rows: [['+16504894546', 'United States'], ['+14154758378', 'United States'], ['+441618508378', 'United Kingdom'], ['+551940422255', 'Brazil']] }],
      worked: 'It rings more than once and somebody, or the echo test, answers; both sides hear each other.', needs: ['trunk.numbers'],
      links: ['3cx-console', '3cx-event-log', '3cx-event-log-help', 'twilio-error-logs', 'twilio-troubleshooting', 'free-caller-registry', 'twilio-trunks', 'twilio-ip-access-lists'],
      records: [
        { id: 'number', label: 'Number called', kind: 'phone' },
        { id: 'heard', label: 'What was heard', kind: 'choice', choices: ['Rang more than once, answered, both sides heard each other', 'Rang more than once, not answered', 'Answered, but one side heard nothing', 'A system message', 'Busy, or nothing at all'], worked: ['Rang more than once, answered, both sides heard each other', 'Rang more than once, not answered'] },
        { id: 'shown', label: 'Caller ID that the called phone showed', kind: 'phone', optional: true },
      ],
      fails: OUTGOING_FAILS,
      differs: 'The public guide names no number to call. Twilio’s echo test numbers are free and prove voice in both directions.',
    },
  ],
};

export const INCOMING: Chapter = {
  id: 'incoming', title: 'Incoming test', steps: [
    {
      id: 'incoming.call', title: 'Make an incoming test call', kind: 'evidence', place: 'on the phone', page: null,
      what: [
        'This proves the way from the telephone network through Twilio and the firewall to a phone here. The call back after an emergency call takes this same way.',
        'Settle first who shall answer: in 3CX, the trunk says where calls to the main number go.',
        'The simple way: call the main number from a mobile phone.',
        { when: WITH_KEY, text: 'The other way: in the Twilio Console open the list of trunks, your trunk, and “Origination”. Trunkbook cannot press that button: Twilio has it in the Console only.' },
        { when: BY_HAND, text: 'The other way: in the Twilio Console open the list of trunks, your trunk, and “Origination” on the left.' },
        'Go down to “Make a Test Call”, choose the number in the menu, and press “Make a test call”. Twilio calls the PBX, and you see that voice gets through the firewall.',
        'Answer, and talk: both sides must hear each other for half a minute.',
        'Repeat with every number that has a person of its own, when the chapter “DIDs and extensions” is done.',
      ],
      worked: 'The phone that you expected rings, the right person answers, and both sides hear each other.', needs: ['trunk.numbers'],
      links: ['twilio-console', 'twilio-trunks', '3cx-event-log', 'twilio-error-logs'],
      records: [
        { id: 'number', label: 'Number called', kind: 'phone' },
        { id: 'answered', label: 'Who answered', kind: 'text' },
        { id: 'way', label: 'How it was called', kind: 'choice', choices: ['From another phone', 'With the test call of the Twilio Console'] },
      ],
      fails: [
        { sign: 'Nothing rings, and Twilio logs 32010 or 32011.', cure: 'Twilio finds no way to the PBX. Check the origination URI: it must begin with sip: and have the right FQDN. Then the firewall.', trouble: 'no-origination' },
        { sign: '3CX logs “Unidentified Incoming Call” (30051).', cure: 'The number that was called is not known on the trunk. Enter it under its DID numbers exactly as Twilio sends it: with + and the country code. Without a call of yours at that moment, it was a stranger who scans the internet.', trouble: 'unidentified-incoming-call' },
        { sign: 'Twilio logs 401 or 407 from the PBX.', cure: '3CX asks Twilio for a password, which Twilio never gives. The call was not recognised as the trunk’s: check the DID numbers.', trouble: 'pbx-asks-for-password' },
        { sign: '3CX answers 600.', cure: 'The extension is busy, or incoming calls are switched off in the trunk’s tab “Options”.', trouble: 'all-lines-busy' },
        { sign: '3CX logs 12290 or 12292: an address was blocked.', cure: 'Too many tries, or wrong passwords. If it is one of Twilio’s addresses, remove it from 3CX’s block list and add Twilio’s ranges as allowed.', trouble: 'blacklisted' },
        { sign: 'The call ends after 20 to 30 seconds, and 3CX logs 50029.', cure: 'The acknowledgement does not arrive: turn SIP ALG off, and check the public address in 3CX’s network settings.', trouble: 'drops-after-seconds' },
      ],
      differs: 'The public guide promises two ways and describes one, the test call of the Twilio Console. A call from a mobile phone needs no Console, and shows what callers will meet.',
    },
  ],
};
