import { codesOf, type Trouble } from '../trouble.ts';

/** Emergency calls and their test number. Nothing here asks anybody to dial 911. Sources: twilio.md 1.9, section 3 and 4.1, threecx.md 2.5. */
export const EMERGENCY_CALLS: readonly Trouble[] = [
  {
    id: 'reads-wrong-address', codes: [],
    symptom: '933 reads back the wrong address, or an address without floor, suite or room.',
    causes: [
      {
        cause: 'The extension shows another number than its own, so the address of that number is read.',
        cure: 'Listen which number 933 reads first. Then set the extension’s Outbound Caller ID, or that of the emergency rule, to the number with the right address.',
        step: 'emergency-3cx.coverage', field: 'trunk.numbers',
      },
      {
        cause: 'The wrong address is registered on the number.',
        cure: 'Take the address off the number, wait until Twilio shows it as unregistered, then put the right one on. This may take 30 minutes.',
        step: 'emergency-twilio.addresses', field: 'trunk.numbers',
      },
      {
        cause: 'Floor, suite or room is not in the second line of the address.',
        cure: 'Make a new address with the unit in its own field (Address line 2) and put it on the number.',
        step: 'emergency-twilio.addresses', field: null,
      },
    ],
    // NC twilio.md 1.9: whether Twilio takes a change from one address straight to another; the documented order is the safe one.
    grade: { mark: 'NC', note: 'Whether Twilio lets an address be replaced directly is not confirmed: take the old one off first.' },
  },
  {
    id: 'reads-no-address', codes: codesOf('Twilio', '22219', '22221'),
    symptom: '933 says that there is no address, or Twilio logs 22219 or 22221: an emergency call showed a number whose address is not registered.',
    causes: [
      {
        cause: 'The number that the extension shows has no address at Twilio.',
        cure: 'In the Twilio Console open the trunk, Numbers, tick the number, and choose Configure Emergency Address. Every such 911 call costs a fee besides.',
        step: 'emergency-twilio.addresses', field: 'trunk.numbers',
      },
      {
        cause: 'The address is still pending.',
        cure: 'Wait until its status is “Registered”, up to 30 minutes in the US and Canada and up to 72 hours in the UK, and call 933 again.',
        step: 'emergency-twilio.registered', field: 'trunk.numbers',
      },
      {
        cause: 'The extension has no caller ID, or one of another trunk.',
        cure: 'In 3CX open Users, the user, and set Outbound Caller ID to a number of this trunk that has an address.',
        step: 'emergency-3cx.coverage', field: 'trunk.numbers',
      },
    ],
  },
  {
    id: 'test-number-not-reached', codes: [],
    symptom: '933 does not connect, or somebody quite different answers.',
    causes: [
      {
        cause: '933 is not among the emergency numbers of the PBX.',
        cure: 'In 3CX open System, Emergency, Add: number 933, no extensions, and the Twilio trunk as Route 1.',
        step: 'emergency-3cx.numbers', field: 'trunk.nameIn3cx',
      },
      {
        cause: 'An outbound rule rewrites the digits: Twilio wants 911 and 933 bare, without + and without country code.',
        cure: 'Type 933 into Trunkbook’s simulator; no outbound rule may catch it before the emergency number does.',
        step: 'rules.enter', field: null,
      },
      {
        cause: 'An extension has the same number.',
        cure: 'Give the extension another number in 3CX: one that equals an emergency or test number is never safe.',
        step: 'extensions.users', field: null,
      },
      {
        cause: 'The site or its number is not in the US or Canada, where alone 933 exists.',
        cure: 'Ask Twilio’s support how to test in your country. Never test with the real emergency number unless the emergency service has agreed to it.',
        step: 'emergency-twilio.territory', field: null,
      },
    ],
    // [U] threecx.md 2.2, 2.5.
    grade: { mark: '[U]', note: 'That 3CX looks at its emergency numbers before its outbound rules is likely but not confirmed.' },
  },
  {
    id: 'callback-does-not-arrive', codes: [],
    symptom: 'The dispatcher’s callback does not arrive, or reaches somebody who knows nothing of the call.',
    causes: [
      {
        cause: 'The number that the emergency call showed leads nowhere when it is called.',
        cure: 'Call it from a mobile phone. In 3CX assign it to the extension (Users, Assigned DID number(s)), with the receptionist or the security desk as the next to ring.',
        step: 'test-933.callback', field: 'trunk.numbers',
      },
      {
        cause: 'Incoming calls do not work at all.',
        cure: 'Put incoming calls right first: the origination URL, the firewall, the DID numbers.',
        step: 'incoming.call', field: 'trunk.originationUrl',
      },
      {
        cause: 'The extension does not accept calls now, or forwards them to a voice mailbox.',
        cure: 'In 3CX let an unanswered call of these numbers go on to the reception desk.',
        step: 'extensions.users', field: null,
      },
    ],
  },
];
