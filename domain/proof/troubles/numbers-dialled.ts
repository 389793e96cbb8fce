import { codesOf, type Trouble } from '../trouble.ts';

// [U] threecx.md 2.6: route before extension before trunk is from memory there.
const PRECEDENCE = { mark: '[U]', note: 'Which caller ID wins in 3CX, that of the route, of the extension or of the trunk, is not confirmed: make a test call.' } as const;

/** Outgoing calls that fail over a number: the called one, or the one that is shown. Sources: twilio.md 4.1 and section 2, threecx.md 2.1 to 2.6 and 4.1. */
export const NUMBERS_DIALLED: readonly Trouble[] = [
  {
    id: 'number-not-e164', codes: [...codesOf('Twilio', '32101'), ...codesOf('SIP', '400'), ...codesOf('3CX test', 'NumberFormatsMismatch')],
    symptom: 'Twilio refuses the called number with SIP 400: it is not in E.164 form.',
    causes: [
      {
        cause: 'The outbound rule that catches the call does not make a number with + and country code of it.',
        cure: 'Type the number into Trunkbook’s simulator: it shows the rule and what Twilio gets. Then correct “Strip digits” and “Prepend” in 3CX under Outbound Rules.',
        step: 'rules.enter', field: null,
      },
      {
        cause: 'Another rule above catches the number first: with 0 above 00, an international number gets the country code of your own.',
        cure: 'Move the rule with the longer prefix up in 3CX under Outbound Rules. The first rule that fits is used, and none after it.',
        step: 'rules.enter', field: null,
      },
      {
        cause: '3CX’s own E.164 processing takes the + away again.',
        cure: 'Switch it off in the 3CX console, or adapt the rules to it.',
        step: 'pbx.e164-processing', field: null,
      },
      {
        cause: 'SIP 400 can also mean a caller ID that Twilio does not know.',
        cure: 'Set the extension’s outbound caller ID to a number of this trunk, in E.164 form.',
        step: 'extensions.users', field: 'trunk.numbers',
      },
    ],
    // [U] threecx.md 2.4: what V20 does with a leading plus.
    grade: { mark: '[U]', note: 'What 3CX’s E.164 processing does with a leading + in version 20 is not known for certain: test with it off.' },
  },
  {
    id: 'caller-id-refused', codes: [...codesOf('Twilio', '32204', '32206'), ...codesOf('SIP', '400', '403')],
    symptom: 'Calls of one extension are refused (SIP 400 or SIP 403), those of others are not: Twilio does not take the caller ID, as not verified (32204) or not valid (32206).',
    causes: [
      {
        cause: 'The extension has no outbound caller ID, so its short number is sent.',
        cure: 'In 3CX open Users, the user, and enter one of the trunk’s numbers as Outbound Caller ID, in E.164 form with +.',
        step: 'extensions.users', field: 'trunk.numbers',
      },
      {
        cause: 'The caller ID is a number that this Twilio account neither owns nor has verified.',
        cure: 'Use a number of this trunk, or have the other one verified in the Twilio Console under Phone Numbers, Verified Caller IDs.',
        step: 'extensions.users', field: 'numbers',
      },
      {
        cause: 'The outbound rule or the trunk in 3CX sets a caller ID of its own.',
        cure: 'Look at the caller ID of the rule’s route under Outbound Rules, and of the trunk under Voice & Chat.',
        step: 'rules.enter', field: 'trunk.numbers',
      },
      {
        cause: 'The call was forwarded and carries the number of whoever called in.',
        cure: 'Search here for “forwarded”.',
        step: 'extensions.users', field: null,
      },
    ],
  },
  {
    id: 'forwarded-refused', codes: codesOf('Twilio', '32224'),
    symptom: 'Calls that are forwarded to an outside number, a mobile phone say, are rejected, while the same extension can call that number itself.',
    causes: [
      {
        cause: '3CX passes on the original caller’s number, and Twilio takes only numbers of its account or verified ones.',
        cure: 'In the 3CX console let the trunk replace the caller ID of forwarded calls: set an Outbound Caller ID on the rule’s route or on the trunk to a number of this trunk.',
        step: 'rules.enter', field: 'trunk.numbers',
      },
      {
        // Source: Twilio’s page of error 32224, which twilio.md does not have.
        cause: 'With 32224, Twilio blocks forwarding from a number of one country to another country.',
        cure: 'Forward to a number in the country of the Twilio number that was called.',
        step: 'extensions.users', field: null,
      },
    ],
    grade: PRECEDENCE,
  },
  {
    id: 'wrong-caller-id', codes: [],
    symptom: 'The called person sees a wrong number, a name that is not yours, or “unknown”.',
    causes: [
      {
        cause: 'The extension has no caller ID of its own. What 3CX shows instead is not confirmed: probably the trunk’s main number.',
        cure: 'In 3CX open Users, the user, and set Outbound Caller ID to the number assigned to this extension.',
        step: 'extensions.users', field: 'trunk.numbers',
      },
      {
        cause: 'A caller ID on the outbound rule’s route stands in for the extension’s.',
        cure: 'In 3CX open Outbound Rules, the rule, and empty the caller ID of the route unless it is meant.',
        step: 'rules.enter', field: null,
      },
      {
        cause: 'The name comes from a directory of the called person’s carrier and not from the call.',
        cure: 'Have the number’s name registered at Twilio; “CNAM Lookup” on the trunk only concerns the names of people who call you.',
        step: 'inbound.cnam', field: null,
      },
    ],
    grade: PRECEDENCE,
  },
  {
    id: 'country-not-permitted', codes: [...codesOf('Twilio', '32205', '21215'), ...codesOf('SIP', '403')],
    symptom: 'Calls to one country or to one kind of number are refused (SIP 403), others work: Twilio’s geographic permissions forbid it.',
    causes: [
      {
        cause: 'The Twilio account may not call this country or this range of numbers.',
        cure: 'In the Twilio Console open Voice, Settings, Geo permissions, tick the country and save. Tick no more than the customer needs: fraud goes through open countries.',
        step: 'rules.geo-permissions', field: null,
      },
    ],
  },
  {
    id: 'number-blocked', codes: codesOf('Twilio', '32203', '21216'),
    symptom: 'Twilio does not put calls through to this number: it is blocked.',
    causes: [
      {
        cause: 'Twilio blocks the called number, for fraud or for cost.',
        cure: 'Check the digits in the simulator. If they are right, open a ticket with Twilio’s support that names the number and the time.',
        step: 'outgoing.call', field: null,
      },
    ],
  },
  {
    id: 'carrier-blocked', codes: codesOf('Twilio', '32017'),
    symptom: 'The called person’s carrier blocks the call or shows “spam likely”, because of your number’s reputation.',
    causes: [
      {
        cause: 'The carrier does not trust the calling number; many new numbers begin like that.',
        cure: 'Register the trunk’s numbers at the Free Caller Registry (the step has the link), and try with another of the trunk’s numbers meanwhile.',
        step: 'outgoing.call', field: 'trunk.numbers',
      },
    ],
  },
  {
    id: 'called-busy', codes: codesOf('SIP', '486'),
    symptom: 'The called number is busy (SIP 486).',
    causes: [
      {
        cause: 'The called person is on the phone: the trunk works.',
        cure: 'Try again, or call one of Twilio’s echo numbers from the step. 3CX tries no further route after a busy tone.',
        step: 'outgoing.call', field: null,
      },
    ],
  },
  {
    id: 'number-does-not-exist', codes: codesOf('SIP', '604'),
    symptom: 'The called number does not exist anywhere (SIP 604).',
    causes: [
      {
        cause: 'What left 3CX is not the number that was meant.',
        cure: 'Type it into Trunkbook’s simulator and compare what Twilio gets with the number on paper.',
        step: 'rules.enter', field: null,
      },
    ],
  },
  {
    id: 'too-many-calls', codes: [...codesOf('SIP', '503'), ...codesOf('Twilio', '10004', '32001', '32012')],
    symptom: 'Some calls fail with SIP 503 when several start at once; Twilio logs too many calls or too many a second.',
    causes: [
      {
        cause: 'More calls start in one second than Twilio takes: at first one a second.',
        cure: 'Space the calls out, and look for a dialler or a ring group that calls many outside numbers. A Business Profile in the Twilio Console lifts the limit.',
        step: 'outgoing.call', field: null,
      },
      {
        cause: 'The account has as many calls at once as it may have.',
        cure: 'Ask Twilio’s support for a higher limit.',
        step: 'account.choose', field: null,
      },
      {
        cause: 'A single 503 without load is a fault at the edge or on the way.',
        cure: 'Wait a minute and call again. If it stays, enter the termination URI of another edge in 3CX.',
        step: 'trunk.termination', field: 'trunk.terminationUri',
      },
    ],
  },
];
