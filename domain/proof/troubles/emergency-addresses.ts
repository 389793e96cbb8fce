import { codesOf, type Trouble } from '../trouble.ts';

/** The emergency address of a number and its registration at Twilio. Sources: twilio.md 1.8, 1.9, section 3 and 4.1. */
export const EMERGENCY_ADDRESSES: readonly Trouble[] = [
  {
    id: 'registration-pending', codes: [],
    symptom: 'The emergency address stays on “Pending registration”.',
    causes: [
      {
        cause: 'Registering takes a while: mostly a quarter of an hour, up to 30 minutes in the US and Canada, up to 72 hours in the UK.',
        cure: 'Go on with the other steps, and look at the page “Numbers” of the trunk again. What is still pending when you leave becomes an open point.',
        step: 'emergency-twilio.registered', field: 'trunk.numbers',
      },
      {
        cause: 'Nobody has accepted the Emergency Services Addendum for this account.',
        cure: 'Somebody with authority must accept it in the Twilio Console: the trunk, Numbers, Configure Emergency Address.',
        step: 'emergency-twilio.terms', field: null,
      },
    ],
    // NC twilio.md section 9.
    grade: { mark: 'NC', note: 'What Twilio does with a registration whose terms nobody accepted is not confirmed.' },
  },
  {
    id: 'registration-failed', codes: [],
    symptom: 'Twilio could not register the emergency address: its status says failure.',
    causes: [
      {
        cause: 'The address is not in the street guide of the emergency services, whose town may differ from the postal one.',
        cure: 'Ask the customer which town the emergency services use, take the address off, and put on one with that town.',
        step: 'emergency-twilio.addresses', field: null,
      },
      {
        cause: 'Taking the old address off is what failed.',
        cure: 'Open a ticket with Twilio’s support; until it is answered the old address holds.',
        step: 'emergency-twilio.registered', field: 'trunk.numbers',
      },
    ],
  },
  {
    id: 'address-not-accepted', codes: codesOf('Twilio', '21628', '21629', '21238'),
    symptom: 'Twilio does not take the address: not found (21628), known in another form (21629), or a part is wrong (21238).',
    causes: [
      {
        cause: 'With 21629 Twilio proposes its own form of the address.',
        cure: 'Compare the two line by line. Take Twilio’s form if it means the same door; the unit must not get lost.',
        step: 'emergency-twilio.addresses', field: null,
      },
      {
        cause: 'The spelling is not that of the postal service.',
        cure: 'Write it without punctuation and signs such as # or &, the state with two letters, and floor or suite in Address line 2.',
        step: 'emergency-twilio.addresses', field: null,
      },
    ],
  },
  {
    id: 'address-locked', codes: codesOf('Twilio', '21630'),
    symptom: 'Twilio does not let the address be changed (21630).',
    causes: [
      {
        cause: 'It belongs to papers that Twilio has checked.',
        cure: 'Make a new address and put that on the number.',
        step: 'emergency-twilio.addresses', field: null,
      },
    ],
  },
  {
    id: 'emergency-numbers-hold-trunk', codes: codesOf('Twilio', '21634'),
    symptom: 'Twilio does not let the trunk or a number on it be removed (21634).',
    causes: [
      {
        cause: 'A number on the trunk has emergency calling.',
        cure: 'Take the emergency address off every number of the trunk, wait until all are unregistered, then try again.',
        step: 'emergency-twilio.registered', field: 'trunk.numbers',
      },
    ],
  },
  {
    id: 'emergency-not-here', codes: codesOf('Twilio', '22402', '22403'),
    symptom: 'Twilio does not permit the change of a number or of its emergency address in this region (22402, 22403).',
    causes: [
      {
        cause: 'The number is handled in another region of Twilio than US1.',
        cure: 'Do it in the Twilio Console with the region US1, or ask Twilio’s support.',
        step: 'emergency-twilio.territory', field: 'trunk.numbers',
      },
    ],
  },
  {
    id: 'emergency-status-ignored', codes: codesOf('Twilio', '22222'),
    symptom: 'Twilio warns with 22222 that the emergency status of a number was ignored.',
    causes: [
      {
        cause: 'Some other program sets a switch that Twilio gave up in 2021; only the address counts.',
        cure: 'Look at the status of the number’s emergency address instead: it must be “Registered”.',
        step: 'emergency-twilio.registered', field: null,
      },
    ],
  },
  {
    id: 'domestic-address-required', codes: codesOf('Twilio', '180017', '18013'),
    symptom: 'Twilio wants an emergency address in the country of the number (180017, 18013).',
    causes: [
      {
        cause: 'The papers of the number name an address abroad, or none.',
        cure: 'Add an address in the number’s country to its regulatory bundle in the Twilio Console.',
        step: 'emergency-twilio.addresses', field: null,
      },
    ],
  },
];
