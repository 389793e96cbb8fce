import { codesOf, type Trouble } from '../trouble.ts';

/** What Twilio says of the account, its key and its own state. Source: twilio.md 1.1, 4.1, 4.2. Suspended and trial accounts are in refused.ts. */
export const ACCOUNT: readonly Trouble[] = [
  {
    id: 'key-not-accepted', codes: codesOf('Twilio', '20003'),
    symptom: 'Twilio does not accept the API key or the auth token (20003).',
    causes: [
      {
        cause: 'The key or its secret is mistyped, or the key was revoked.',
        cure: 'Make a new Standard key in the Twilio Console (Account, API keys & tokens) and enter both parts; the secret is shown only once.',
        step: 'account.choose', field: null,
      },
      {
        cause: 'The key belongs to the parent account, to another subaccount or to another region.',
        cure: 'In the Twilio Console switch to the very account that owns the trunk, and make the key there in the region US1.',
        step: 'account.choose', field: null,
      },
      {
        cause: 'The account is suspended.',
        cure: 'Log in to the Twilio Console: it says so at the top. Somebody with access to the billing must settle it.',
        step: 'account.choose', field: null,
      },
    ],
  },
  {
    id: 'test-credentials', codes: codesOf('Twilio', '20008'),
    symptom: 'Twilio says that test credentials cannot do this (20008).',
    causes: [
      {
        cause: 'What was entered are the account’s test credentials.',
        cure: 'Enter a live Standard key. To try things out without cost, choose Trunkbook’s practice account.',
        step: 'account.choose', field: null,
      },
    ],
  },
  {
    id: 'key-may-not', codes: codesOf('Twilio', '20403', '70051'),
    symptom: 'Twilio knows the key but forbids what it is used for (20403, 70051).',
    causes: [
      {
        cause: 'The key is a restricted one and lacks a permission.',
        cure: 'Use a Standard key made in this account, or add the permission in the Twilio Console. Trunkbook’s check of the account names what is refused.',
        step: 'account.choose', field: null,
      },
    ],
    // NC twilio.md 1.1.
    grade: { mark: 'NC', note: 'Whether a restricted key can be given permission for trunks and addresses at all is not confirmed.' },
  },
  {
    id: 'gone-at-twilio', codes: codesOf('Twilio', '20404'),
    symptom: 'Twilio does not find what was there before (20404).',
    causes: [
      {
        cause: 'Somebody removed it in the Twilio Console.',
        cure: 'Let Trunkbook read the account again and look at its plan: it shows what is missing.',
        step: 'setup.run', field: null,
      },
      {
        cause: 'The key belongs to another account than the trunk.',
        cure: 'Compare the account’s name in Trunkbook with the one in the Twilio Console.',
        step: 'account.choose', field: null,
      },
    ],
  },
  {
    id: 'changed-elsewhere', codes: codesOf('Twilio', '20409', '20162'),
    symptom: 'Twilio reports a conflict: somebody else is changing the same thing (20409, 20162).',
    causes: [
      {
        cause: 'A colleague, the Twilio Console or a script works on this account at the same moment.',
        cure: 'Ask who it is, wait a minute, and set up again; Trunkbook goes on where it stopped.',
        step: 'setup.run', field: null,
      },
    ],
  },
  {
    id: 'too-many-requests', codes: codesOf('Twilio', '20429'),
    symptom: 'Twilio gets more requests at once than it takes (20429).',
    causes: [
      {
        cause: 'Other programs use the account at the same time.',
        cure: 'Wait a little: Trunkbook slows down and goes on by itself, and nothing is done twice.',
        step: 'setup.run', field: null,
      },
    ],
  },
  {
    id: 'twilio-fault', codes: codesOf('Twilio', '20500', '20503'),
    symptom: 'Twilio has a fault of its own (20500, 20503).',
    causes: [
      {
        cause: 'The service fails at the moment, and it is unknown whether the last change was made.',
        cure: 'Wait a minute and set up again: Trunkbook first looks whether it was made. If it lasts, look at Twilio’s status page.',
        step: 'setup.run', field: null,
      },
    ],
  },
];
