import { codesOf, type Trouble } from '../trouble.ts';

/** Calls from the world that do not arrive. Sources: guide.md “Troubleshooting failed incoming calls”, twilio.md 1.6, section 2 and 4.1, threecx.md 2.6 and 3.3. */
export const INCOMING: readonly Trouble[] = [
  {
    id: 'unidentified-incoming-call', codes: codesOf('3CX event', '30051'),
    symptom: 'The 3CX event log shows “Unidentified incoming call” (30051), and the caller hears a busy tone or an announcement.',
    causes: [
      {
        cause: 'The called number is not among the DID numbers of the trunk in 3CX, or not written as Twilio sends it.',
        cure: 'In 3CX open Voice & Chat, the trunk, DID Numbers, add the number in E.164 form with +, and press Save.',
        step: 'extensions.dids', field: 'trunk.numbers',
      },
      {
        cause: 'If the line names an address that is not Twilio’s, a stranger on the internet is trying doors; that is common.',
        cure: 'Compare the address with Twilio’s ranges. If it is none of them, nothing needs to be done, or let the firewall admit Twilio’s ranges alone.',
        step: 'premises.firewall', field: null,
      },
    ],
  },
  {
    id: 'no-origination', codes: codesOf('Twilio', '32010'),
    symptom: 'Nobody can call in, and Twilio logs 32010: the trunk has no origination URL that can be used.',
    causes: [
      {
        cause: 'The origination URL is missing, switched off or does not begin with sip:.',
        cure: 'In the Twilio Console open the trunk, Origination. The entry must be the origination URL of the transfer sheet, “sip:” included, and enabled.',
        step: 'inbound.origination', field: 'trunk.originationUrl',
      },
    ],
  },
  {
    id: 'pbx-not-reached', codes: [...codesOf('Twilio', '32011'), ...codesOf('SIP', '408', '504')],
    symptom: 'Nobody can call in: Twilio cannot reach the PBX (32011), or the PBX does not answer in time (SIP 408, SIP 504).',
    causes: [
      {
        cause: 'The firewall does not let Twilio’s signalling in, often because it admits the termination name only.',
        cure: 'Allow the numeric ranges of all Twilio edges to port 5060, and to 5061 with Secure Trunking. The step has the table to copy.',
        step: 'premises.firewall', field: null,
      },
      {
        cause: 'The name in the origination URL is not that of the PBX, or does not lead to its address.',
        cure: 'Compare it with the FQDN on the 3CX dashboard, and look in Trunkbook whether the name leads to the IPv4 address.',
        step: 'inbound.origination', field: 'pbx.fqdn',
      },
      {
        cause: 'Twilio comes over TLS, as Secure Trunking demands, and the PBX offers none or one older than 1.2.',
        cure: 'The origination URL must end in ;transport=tls and port 5061 must be open; or switch Secure Trunking off in the chapter Trunk and set up again.',
        step: 'inbound.origination', field: 'trunk.secure',
      },
      {
        cause: 'The PBX is down or has no internet.',
        cure: 'Open its console from outside the site; if that fails too, look at the line first.',
        step: 'pbx.login', field: 'pbx.loginUrl',
      },
    ],
    // NC twilio.md section 2: 3CX wants to be the calling side of every TLS handshake, and incoming calls are the other way round.
    grade: { mark: 'NC', note: 'Whether 3CX takes TLS calls from Twilio at all has not been confirmed by anybody.' },
  },
  {
    id: 'pbx-asks-for-password', codes: codesOf('SIP', '401'),
    symptom: 'Incoming calls fail because the PBX asks Twilio for a password (SIP 401, or 407 from the PBX).',
    causes: [
      {
        cause: '3CX does not take the call for one of the trunk’s, and Twilio never sends a password.',
        cure: 'In 3CX the trunk must not require registration, and the called number must be among its DID Numbers.',
        step: 'extensions.dids', field: 'trunk.numbers',
      },
    ],
  },
  {
    id: 'all-lines-busy', codes: codesOf('SIP', '600'),
    symptom: 'Callers hear a busy tone, 3CX answers SIP 600 “all lines busy”, although nobody is on the phone.',
    causes: [
      {
        cause: 'The extension to which the number leads is busy or does not accept calls now.',
        cure: 'Call another DID. Then look at the status of the extension, and where calls go when it is busy.',
        step: 'extensions.users', field: null,
      },
      {
        cause: 'Incoming calls are not allowed on the trunk.',
        cure: 'In 3CX open Voice & Chat, the trunk, Options, and allow incoming calls.',
        step: 'trunk-in-3cx.enter', field: null,
      },
      {
        cause: 'All simultaneous calls of the trunk or of the licence are in use.',
        cure: 'Compare the trunk’s number of simultaneous calls with the licence on the 3CX dashboard.',
        step: 'trunk-in-3cx.enter', field: null,
      },
    ],
  },
  {
    id: 'rings-wrong-place', codes: [],
    symptom: 'An incoming call rings the wrong extension, or the receptionist instead of the person.',
    causes: [
      {
        cause: 'The number is on the trunk but not assigned to the extension.',
        cure: 'In 3CX open Users, the user, and choose the number under Assigned DID number(s).',
        step: 'extensions.users', field: 'trunk.numbers',
      },
      {
        cause: 'Two trunks in 3CX have the same number, and 3CX takes the first that fits.',
        cure: 'Remove the number from the DID Numbers of the old trunk.',
        step: 'extensions.dids', field: null,
      },
    ],
  },
  {
    id: 'number-rings-nowhere', codes: [],
    symptom: 'Callers hear that the number is not in service, or an old recording, and 3CX logs nothing.',
    causes: [
      {
        cause: 'The number belongs to the account but is not on this trunk.',
        cure: 'In the Twilio Console open the trunk, Numbers, Add a number; or choose it in the chapter Numbers and set up again.',
        step: 'numbers.attach', field: 'numbers',
      },
      {
        cause: 'The number is still being ported or is not yet live.',
        cure: 'Look at its state in the Twilio Console under Phone Numbers, and ask Twilio’s support when it will be live.',
        step: 'numbers.choose', field: 'numbers',
      },
    ],
  },
];
