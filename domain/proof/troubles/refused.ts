import { codesOf, type Trouble } from '../trouble.ts';

/** Outgoing calls that Twilio does not let in: who is calling, and with which password. Sources: guide.md “Common issues”, twilio.md 4.1, threecx.md 3.3. */
export const REFUSED: readonly Trouble[] = [
  {
    id: 'no-code-yet', codes: [],
    symptom: 'An outgoing call fails and there is no code yet: a spoken message is heard, or the other phone never rings.',
    causes: [
      {
        cause: '3CX stopped the call itself, or wrote down how Twilio answered.',
        cure: 'Open the event log of the 3CX console (your 3CX address with /#/office/event-log behind it) and take the ID of the newest line that is no mere information. Search for it here; 3CX explains its events too.',
        step: 'outgoing.call', field: null,
      },
      {
        cause: 'Twilio turned the call away and kept the reason.',
        cure: 'Open Monitor, Logs, Errors in the Twilio Console, find the time of your call and search here for its five digits. Where that is not enough, Twilio’s help pages have a procedure for trunks.',
        step: 'outgoing.call', field: null,
      },
      {
        cause: 'Neither log knows of the call, so it left through another trunk or got lost on the way.',
        cure: 'Look whether the outbound rule has your Twilio trunk in Route 1, and see “Twilio does not answer at all”.',
        step: 'rules.enter', field: 'trunk.nameIn3cx',
      },
    ],
  },
  {
    id: 'source-address-refused', codes: [...codesOf('Twilio', '32201'), ...codesOf('SIP', '403')],
    symptom: 'Twilio refuses every call at once: SIP 403 to the first INVITE, before it has asked for a password.',
    causes: [
      {
        cause: 'The address that the PBX calls from is not in the trunk’s IP access control list.',
        cure: 'Compare the IPv4 address on the 3CX dashboard with the list: Twilio Console, Elastic SIP Trunking, Manage, IP access control lists. The entry must be that very address with /32.',
        step: 'security.access-list', field: 'pbx.ipv4',
      },
      {
        cause: 'The PBX has a new public address, or leaves through another line than its dashboard shows.',
        cure: 'Read the address from the 3CX dashboard again, enter it in Trunkbook and set up again. With two lines on site, ask which of them the PBX uses.',
        step: 'pbx.values', field: 'pbx.ipv4',
      },
      {
        cause: 'The list is in the account but not on this trunk.',
        cure: 'In the Twilio Console open the trunk, Termination, choose the list under IP Access Control Lists and press Save; or let Trunkbook set up again.',
        step: 'security.access-list', field: 'trunk.accessListName',
      },
      {
        cause: 'The call reached another trunk’s name, or bears the address of a Twilio server where the name belongs.',
        cure: 'Copy the termination URI from the transfer sheet into Registrar/Server of the trunk in 3CX, and leave the outbound proxy empty.',
        step: 'trunk-in-3cx.enter', field: 'trunk.terminationUri',
      },
    ],
  },
  {
    id: 'credentials-refused', codes: [...codesOf('Twilio', '32202'), ...codesOf('SIP', '403')],
    symptom: 'Twilio asks for the password (SIP 407) and does not take the answer: SIP 403 after the 407, or 407 again and again.',
    causes: [
      {
        cause: 'The password in 3CX is not that of Twilio’s credential list; often it is the 3CX admin password.',
        cure: 'Copy the SIP credential password from the transfer sheet into “Authentication password” of the trunk in 3CX and press Save.',
        step: 'trunk-in-3cx.enter', field: 'trunk.sipPassword',
      },
      {
        cause: 'The user name in 3CX differs from the credential’s, in a capital letter perhaps.',
        cure: 'Copy the credential name from the transfer sheet into “Authentication ID (SIP User ID)” and press Save.',
        step: 'trunk-in-3cx.enter', field: 'trunk.authenticationId',
      },
      {
        cause: 'Nobody knows the password any more, and Twilio never shows it again.',
        cure: 'Set a new one in the chapter Security and set up again, or change it in the Twilio Console under Credential lists. Then enter the same in 3CX.',
        step: 'security.credentials', field: 'sipPassword',
      },
      {
        cause: 'The credential list is not on this trunk.',
        cure: 'In the Twilio Console open the trunk, Termination, choose the list under Credential Lists and press Save; or let Trunkbook set up again.',
        step: 'security.credentials', field: 'trunk.credentialListName',
      },
    ],
  },
  {
    id: 'challenge', codes: codesOf('SIP', '407'),
    symptom: 'A trace or a log shows “407 Proxy Authentication Required”.',
    causes: [
      {
        cause: 'Once in each call this is normal: 3CX calls without a password, Twilio asks for it, 3CX calls again with it.',
        cure: 'Nothing needs to be done when the call then goes through.',
        step: 'outgoing.call', field: null,
      },
      {
        cause: 'Again and again it means that 3CX has no credentials for the trunk, or wrong ones.',
        cure: 'Enter the credential name and the SIP credential password from the transfer sheet in the trunk’s Authentication fields in 3CX.',
        step: 'trunk-in-3cx.enter', field: 'trunk.sipPassword',
      },
    ],
  },
  {
    id: 'twilio-silent', codes: [...codesOf('SIP', '408'), ...codesOf('3CX test', 'ErrNoReply')],
    symptom: 'Twilio does not answer at all: outgoing calls time out in silence (SIP 408 in 3CX), and Twilio’s logs show no call.',
    causes: [
      {
        cause: 'The call does not bear the trunk’s termination host, and Twilio drops such packets without a word instead of sending 403.',
        cure: 'Registrar/Server of the trunk in 3CX must be the termination URI from the transfer sheet, with .pstn. in it: a name with .sip.twilio.com belongs to another product, and an IP address never works.',
        step: 'trunk-in-3cx.enter', field: 'trunk.terminationUri',
      },
      {
        cause: 'A firewall keeps the PBX from reaching Twilio’s signalling ports.',
        cure: 'Allow 5060 (UDP and TCP) and 5061 (TLS) to the ranges of all Twilio edges. The step has the table to copy.',
        step: 'premises.firewall', field: null,
      },
      {
        cause: 'The PBX speaks TLS to 5060, or plain SIP to 5061.',
        cure: 'In 3CX the trunk’s port must fit its transport: 5060 for UDP and TCP, 5061 for TLS.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
    ],
    // [U] threecx.md section 7: Twilio’s behaviour towards OPTIONS.
    grade: { mark: '[U]', note: 'Whether Twilio answers a mere OPTIONS check is not known, so silence to that alone proves nothing.' },
  },
  {
    id: 'insufficient-permissions', codes: codesOf('Twilio', '32200'),
    symptom: 'Twilio logs 32200: the call lacks permission.',
    causes: [
      {
        cause: 'The trunk has neither an access control list nor a credential list.',
        cure: 'Put both on the trunk: Twilio Console, the trunk, Termination, Authentication; or let Trunkbook set up again.',
        step: 'security.access-list', field: 'trunk.accessListName',
      },
      {
        cause: 'The Twilio account is not active.',
        cure: 'Look at the account’s state and its balance in the Twilio Console, and ask Twilio’s support if both look right.',
        step: 'account.choose', field: null,
      },
    ],
  },
  {
    id: 'account-declines', codes: [...codesOf('SIP', '603'), ...codesOf('Twilio', '10001', '20005')],
    symptom: 'Every call is declined with SIP 603, or Twilio says that the account is not active.',
    causes: [
      {
        cause: 'The Twilio account is suspended or closed, most often because its balance is used up.',
        cure: 'Somebody with access to the billing must add funds in the Twilio Console, or ask Twilio’s support why it was suspended.',
        step: 'account.choose', field: null,
      },
      {
        cause: 'A single 603 can also be the called person, who pressed “decline”.',
        cure: 'Call one of Twilio’s echo numbers from the step: they always answer.',
        step: 'outgoing.call', field: null,
      },
    ],
  },
  {
    id: 'trial-account', codes: codesOf('Twilio', '10002', '32100', '21404'),
    symptom: 'Twilio says that a trial account cannot do this: no trunk, no further number, or calls to verified numbers only.',
    causes: [
      {
        cause: 'The account is still on trial, and Elastic SIP Trunking is for upgraded accounts.',
        cure: 'Have the account upgraded in the Twilio Console (Upgrade, with a card), then read the account again.',
        step: 'account.upgraded', field: null,
      },
    ],
  },
];
