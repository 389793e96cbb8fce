import { codesOf, type Trouble } from '../trouble.ts';

/** What Twilio answers while the trunk and its lists are set up, by Trunkbook or in the Console. Source: twilio.md 1.2 to 1.6, 4.1. NC: the HTTP status of most. */
export const TRUNK_SETUP: readonly Trouble[] = [
  {
    id: 'trunk-name-taken', codes: codesOf('Twilio', '21248'),
    symptom: 'The termination name is taken (21248).',
    causes: [
      {
        cause: 'Another trunk has it, on somebody else’s account or on this one from an earlier try.',
        cure: 'Let Trunkbook read the account: if the trunk is yours, it offers to use it. Otherwise choose another name in the chapter Trunk.',
        step: 'trunk.values', field: 'trunk.domainLabel',
      },
    ],
  },
  {
    id: 'trunk-name-depends', codes: codesOf('Twilio', '21247'),
    symptom: 'The termination name depends on another trunk’s name (21247).',
    causes: [
      {
        cause: 'There is a dot in it, and a dot needs a trunk of the shorter name first; or such a longer name exists and holds this one.',
        cure: 'Choose a name with dashes instead of dots in the chapter Trunk.',
        step: 'trunk.values', field: 'trunk.domainLabel',
      },
    ],
  },
  {
    id: 'trunk-not-valid', codes: codesOf('Twilio', '21245'),
    symptom: 'Twilio does not accept the settings of the trunk (21245).',
    causes: [
      {
        cause: 'The list is on the trunk already, and this is only the second try.',
        cure: 'Let Trunkbook read the account again: if the plan is empty, all is well.',
        step: 'setup.run', field: null,
      },
      {
        cause: 'The termination name has a sign that Twilio does not take.',
        cure: 'Use letters, digits and dashes only, before .pstn.twilio.com.',
        step: 'trunk.values', field: 'trunk.domainLabel',
      },
    ],
  },
  {
    id: 'too-many-trunks', codes: codesOf('Twilio', '21244'),
    symptom: 'The account has as many trunks as Twilio allows (21244).',
    causes: [
      {
        cause: 'Old trunks fill the account.',
        cure: 'Delete in the Twilio Console, under Elastic SIP Trunking, Manage, Trunks, what the customer surely needs no more, or ask Twilio’s support for more.',
        step: 'trunk.create', field: null,
      },
    ],
  },
  {
    id: 'access-list-exists', codes: codesOf('Twilio', '21235'),
    symptom: 'An access control list of this name exists already, or the address is in it already (21235).',
    causes: [
      {
        cause: 'An earlier visit or another trunk made it.',
        cure: 'Use the existing list: let Trunkbook read the account, it asks. Or choose another name in the chapter Security.',
        step: 'security.access-list', field: 'trunk.accessListName',
      },
    ],
  },
  {
    id: 'credential-list-exists', codes: codesOf('Twilio', '21240'),
    symptom: 'A credential list of this name exists already, or Twilio does not accept the user name or the password (21240).',
    causes: [
      {
        cause: 'An earlier visit or another trunk made the list.',
        cure: 'Use the existing list: let Trunkbook read the account, it asks. Or choose another name in the chapter Security.',
        step: 'security.credentials', field: 'trunk.credentialListName',
      },
      {
        cause: 'The user name has more than 32 characters, or the password is too weak.',
        cure: 'Correct them in the chapter Security: at least 12 characters with a digit, a capital and a small letter.',
        step: 'security.values', field: 'sipPassword',
      },
    ],
  },
  {
    id: 'credential-not-valid', codes: codesOf('Twilio', '21243'),
    symptom: 'Twilio does not accept the credential (21243).',
    causes: [
      {
        cause: 'The password is too weak.',
        cure: 'Take at least 12 characters with a digit, a capital and a small letter, or let Trunkbook make one up. Then enter the same in 3CX.',
        step: 'security.values', field: 'sipPassword',
      },
      {
        cause: 'The user name is in the list already.',
        cure: 'Choose another user name in the chapter Security, or set a new password for the existing one.',
        step: 'security.values', field: 'trunk.sipUsername',
      },
    ],
  },
  {
    id: 'list-still-used', codes: codesOf('Twilio', '21236', '21241'),
    symptom: 'A list cannot be deleted, because it is still in use (21236, 21241).',
    causes: [
      {
        cause: 'The list is on a trunk, perhaps on another customer’s.',
        cure: 'Take it off the trunk first: Twilio Console, the trunk, Termination, Authentication. Delete nothing that another trunk needs.',
        step: 'security.access-list', field: null,
      },
    ],
  },
  {
    id: 'lists-full', codes: codesOf('Twilio', '21237', '21239', '21242', '21255'),
    symptom: 'A list is full, or the account has as many lists as Twilio allows (21237, 21239, 21242, 21255).',
    causes: [
      {
        cause: 'Lists of earlier work were never removed.',
        cure: 'Use a list that exists, or delete old ones in the Twilio Console under Elastic SIP Trunking, Manage.',
        step: 'security.values', field: 'trunk.accessListName',
      },
    ],
  },
  {
    id: 'too-many-origination-urls', codes: codesOf('Twilio', '21249'),
    symptom: 'The trunk has as many origination URLs as Twilio allows, which is ten (21249).',
    causes: [
      {
        cause: 'Old addresses of the PBX are still there.',
        cure: 'In the Twilio Console open the trunk, Origination, and remove those that lead nowhere; keep the one of the transfer sheet.',
        step: 'inbound.origination', field: 'trunk.originationUrl',
      },
    ],
  },
  {
    id: 'number-without-cnam', codes: codesOf('Twilio', '21409'),
    symptom: 'Twilio says that a number does not support CNAM (21409).',
    causes: [
      {
        cause: 'The lookup of callers’ names was asked for on the number instead of the trunk.',
        cure: 'Leave the number as it is and use CNAM Lookup on the trunk (Origination). It exists in the US and Canada only, and each lookup costs.',
        step: 'inbound.cnam', field: null,
      },
    ],
  },
];
