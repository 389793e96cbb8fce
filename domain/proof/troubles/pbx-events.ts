import { codesOf, type Trouble } from '../trouble.ts';

/** What the event log of 3CX says. Source: threecx.md 3.3, 2.1. The log’s own severity is unreliable: judge by the id and how often it comes. */
export const PBX_EVENTS: readonly Trouble[] = [
  {
    id: 'call-or-registration-failed', codes: codesOf('3CX event', '12294'),
    symptom: 'Event 12294: a call or registration failed, and the line ends with what the other side replied.',
    causes: [
      {
        cause: 'The reply is 403: address, password, termination name, caller ID or country is refused.',
        cure: 'Search here for “SIP 403”. Twilio’s error log says which of them it is.',
        step: 'outgoing.call', field: null,
      },
      {
        cause: 'The reply is 407, again and again: the credentials are wrong.',
        cure: 'Enter the credential name and the SIP credential password from the transfer sheet in 3CX again.',
        step: 'trunk-in-3cx.enter', field: 'trunk.sipPassword',
      },
      {
        cause: 'The reply is 488: one side encrypts and the other does not.',
        cure: 'Secure Trunking at Twilio and SRTP in 3CX must both be on or both be off.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
      {
        cause: 'The reply is 503: too many calls at once, or a fault at the edge.',
        cure: 'Search here for “SIP 503”.',
        step: 'outgoing.call', field: null,
      },
    ],
  },
  {
    id: 'destination-not-reachable', codes: [...codesOf('3CX event', '12293'), ...codesOf('3CX test', 'RegistrarFQDNIsNotResolved', 'RegistrarFqdnHasNoNAPTRorSRV', 'RegistrarZeroPortIP')],
    symptom: 'Event 12293, or a DNS result of the trunk’s test: 3CX does not find or reach the server in Registrar/Server.',
    causes: [
      {
        cause: 'There is a typing mistake in the termination URI.',
        cure: 'Copy it from the transfer sheet into Registrar/Server: name.pstn.edge.twilio.com, without sip: and without spaces.',
        step: 'trunk-in-3cx.enter', field: 'trunk.terminationUri',
      },
      {
        cause: 'The PBX’s DNS does not answer, or blocks the name.',
        cure: 'Let the PBX use another DNS server, and look whether the firewall filters names.',
        step: 'premises.firewall', field: null,
      },
      {
        cause: '“Auto discovery” of the port finds no record.',
        cure: 'Type the port of the trunk in 3CX yourself: 5060 for UDP and TCP, 5061 for TLS.',
        step: 'trunk-in-3cx.enter', field: 'trunk.secure',
      },
    ],
  },
  {
    id: 'no-rule-for-number', codes: codesOf('3CX event', '30052'),
    symptom: 'Event 30052: there is neither a user nor an outbound rule for the number that was dialled.',
    causes: [
      {
        cause: 'No rule fits the way people dial: eleven digits beginning with 1, say, or seven digits.',
        cure: 'Type the number into Trunkbook’s simulator, add the missing rule there, and enter it in 3CX under Outbound Rules.',
        step: 'rules.enter', field: null,
      },
      {
        cause: 'The rule is bound to other extensions or departments.',
        cure: 'In 3CX open Outbound Rules, the rule, and empty “Calls from extension(s)” and the departments unless they are meant.',
        step: 'rules.enter', field: null,
      },
      {
        cause: 'The number is an emergency or test number, and those do not go through the rules.',
        cure: 'Add it in 3CX under System, Emergency.',
        step: 'emergency-3cx.numbers', field: null,
      },
    ],
  },
  {
    // [U] under which menu item of version 20 the blocked addresses are.
    id: 'blacklisted', codes: codesOf('3CX event', '12290', '12292'),
    symptom: 'Events 12290 and 12292: 3CX has blacklisted an address, perhaps your own after a few tests, or that of a Twilio edge.',
    causes: [
      {
        cause: 'Your own tests asked too often or with a wrong password, so 3CX shut your laptop out.',
        cure: 'Delete your address from the blocked IP addresses in the 3CX console, reached over another line if need be. Then test slowly, and never with a guessed password.',
        step: 'pbx.login', field: 'pbx.loginUrl',
      },
      {
        cause: 'A Twilio edge was blacklisted, and calls from it no longer arrive.',
        cure: 'In the 3CX console delete the block and add Twilio’s ranges as allowed addresses. The step has the ranges.',
        step: 'premises.firewall', field: null,
      },
    ],
  },
  {
    id: 'request-rejected', codes: codesOf('3CX event', '12291'),
    symptom: 'Event 12291: 3CX rejected a SIP request and gives the reason.',
    causes: [
      {
        cause: 'A security setting shuts out requests from the internet, such as an extension that is limited to the local network.',
        cure: 'Read the reason at the end of the line. If it concerns an extension, look at the options of that user.',
        step: 'extensions.users', field: null,
      },
    ],
  },
  {
    id: 'country-blocked-by-3cx', codes: codesOf('3CX event', '12296'),
    symptom: 'Event 12296: 3CX itself blocks calls to the country.',
    causes: [
      {
        cause: 'The country is not among those that 3CX allows.',
        cure: 'In 3CX open Security, Allowed country codes, and tick it. Twilio’s geographic permissions must allow it as well.',
        step: 'rules.allowed-countries', field: null,
      },
    ],
  },
  {
    id: 'extension-may-not-call-out', codes: codesOf('3CX event', '30049'),
    symptom: 'Event 30049: this extension may not make external calls, while others may.',
    causes: [
      {
        cause: 'External calls are switched off for the user.',
        cure: 'In 3CX open Users, the user, and allow external calls; then try the emergency test number from this extension as well.',
        step: 'extensions.users', field: null,
      },
    ],
    // [U] threecx.md 2.5.
    grade: { mark: '[U]', note: 'Whether an extension that is barred from external calls still reaches emergency numbers is not known: test it.' },
  },
  {
    id: 'stun-unreachable', codes: codesOf('3CX event', '12295'),
    symptom: 'Event 12295: the STUN server cannot be reached.',
    causes: [
      {
        cause: '3CX asks it for its public address, which a PBX with a fixed address does not need.',
        cure: 'With a fixed address enter that in 3CX and ignore the event. With a changing one, allow UDP 3478 outwards.',
        step: 'pbx.values', field: 'pbx.ipv4',
      },
    ],
  },
  {
    id: 'public-address-changed', codes: codesOf('3CX event', '10026'),
    symptom: 'Event 10026: the public IP address changed, and the PBX’s name follows it; from then on outgoing calls get 403.',
    causes: [
      {
        cause: 'Twilio’s access control list still has the old address.',
        cure: 'Enter the new IPv4 address in Trunkbook and set up again; then remove the old one from the list in the Twilio Console. Ask the carrier for a fixed address.',
        step: 'security.access-list', field: 'pbx.ipv4',
      },
    ],
  },
  {
    id: 'local-address-changed', codes: codesOf('3CX event', '30047'),
    symptom: 'Event 30047: the local IP address of the PBX changed.',
    causes: [
      {
        cause: 'The PBX got another address in its own network, and the firewall’s port forwarding points to the old one.',
        cure: 'Give the PBX a fixed local address, and let the port forwarding lead there.',
        step: 'premises.firewall', field: null,
      },
    ],
  },
  {
    id: 'trunk-changed-status', codes: codesOf('3CX event', '4100'),
    symptom: 'Event 4100: the trunk changed its status.',
    causes: [
      {
        cause: 'This event is for trunks that register, and a Twilio trunk never does.',
        cure: 'If it concerns the Twilio trunk, take it out of registration in 3CX: it shall not require any. Otherwise it concerns another trunk.',
        step: 'trunk-in-3cx.enter', field: null,
      },
    ],
  },
  {
    id: 'licence-full', codes: codesOf('3CX event', '8193'),
    symptom: 'Event 8193: the limit of calls of the 3CX licence is reached, and further calls fail.',
    causes: [
      {
        cause: 'More calls are up at once than the licence has.',
        cure: 'Compare the peak with the licence on the 3CX dashboard. The customer can buy a larger one; Twilio is not at fault.',
        step: 'pbx.create', field: null,
      },
    ],
  },
  {
    id: 'emergency-number-dialled', codes: codesOf('3CX event', '4099'),
    symptom: 'Event 4099: an emergency number was dialled.',
    causes: [
      {
        cause: 'Somebody dialled an emergency number or the test number; after your own 933 test this is the proof in the log.',
        cure: 'Note the time with the 933 test. If it was nobody’s test, ask the extension at once whether help is needed.',
        step: 'test-933.call', field: null,
      },
      {
        cause: 'The event came, but nobody was notified.',
        cure: 'In 3CX enter who gets the mail or the message when an emergency number is dialled, then test again with 933.',
        step: 'notifications.set', field: null,
      },
    ],
  },
];
