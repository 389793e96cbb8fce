import { codesOf, type Trouble } from '../trouble.ts';

/** Getting numbers, and Twilio’s own test call to them. Source: twilio.md 1.7, 1.10, 4.1. */
export const NUMBERS: readonly Trouble[] = [
  {
    id: 'number-not-for-sale', codes: codesOf('Twilio', '21401', '21421', '21422'),
    symptom: 'The number cannot be bought: it is gone (21422), or Twilio does not know it (21401, 21421).',
    causes: [
      {
        cause: 'Somebody else took it meanwhile, or a digit is wrong.',
        cure: 'Search again in the chapter Numbers and pick another.',
        step: 'numbers.choose', field: 'numbers',
      },
    ],
  },
  {
    id: 'area-code-empty', codes: codesOf('Twilio', '21451', '21452', '21457', '21458'),
    symptom: 'There are no numbers in this area code, or the area code cannot be asked for (21451, 21452, 21457, 21458).',
    causes: [
      {
        cause: 'The area code does not exist, is sold out, or is of a country where Twilio does not search by it.',
        cure: 'Search with a neighbouring area code, or by town, in the chapter Numbers or in the Twilio Console.',
        step: 'numbers.choose', field: 'numbers',
      },
    ],
  },
  {
    id: 'number-needs-address', codes: codesOf('Twilio', '21613', '21615', '21631'),
    symptom: 'The number can only be had with an address, in its country or even in its town (21613, 21615, 21631).',
    causes: [
      {
        cause: 'The country’s rules want to know where the user of the number is.',
        cure: 'Buy the number in the Twilio Console, which asks for the address; then choose it in Trunkbook as an existing one.',
        step: 'numbers.choose', field: 'numbers',
      },
    ],
  },
  {
    id: 'number-needs-papers', codes: codesOf('Twilio', '21649', '21650', '21651'),
    symptom: 'The number can only be had with papers about its user (21649, 21650, 21651).',
    causes: [
      {
        cause: 'The country’s rules want proof of identity or address, which Twilio calls a regulatory bundle.',
        cure: 'Hand the papers in at the Twilio Console under Phone Numbers, Regulatory Compliance, and allow days for the check. A number that the account already has can do the work until then.',
        step: 'numbers.choose', field: 'numbers',
      },
    ],
  },
  {
    id: 'number-not-available-to-account', codes: codesOf('Twilio', '22300', '22350', '22400'),
    symptom: 'Twilio restricts the number or the account: buying is limited (22300), a porting is under way (22350), or there is no route (22400).',
    causes: [
      {
        cause: 'Only Twilio’s staff can lift it.',
        cure: 'Open a ticket with Twilio’s support that names the number, the account and the code; note it as an open point.',
        step: 'numbers.choose', field: 'numbers',
      },
    ],
  },
  {
    id: 'test-call-caller', codes: codesOf('Twilio', '21210', '21212'),
    symptom: 'Twilio’s own test call does not start: the number that it would call from is not accepted (21210, 21212).',
    causes: [
      {
        cause: 'That number neither belongs to the account nor was verified.',
        cure: 'Choose another Twilio number or a verified one. With a single number simply call it from your mobile phone.',
        step: 'incoming.call', field: 'trunk.numbers',
      },
    ],
  },
  {
    // NC twilio.md 4.1 lists 21264 among the refused test calls without saying which refusal it is.
    id: 'test-call-called', codes: codesOf('Twilio', '21211', '21219', '21264'),
    symptom: 'Twilio’s own test call does not start: the number that it would call is not accepted (21211, 21219, 21264).',
    causes: [
      {
        cause: 'It is not a valid number, or the same as the one that calls.',
        cure: 'Enter it in E.164 form, with + and country code, and call from another number.',
        step: 'incoming.call', field: 'trunk.numbers',
      },
      {
        cause: 'A trial account calls verified numbers only (21219).',
        cure: 'Have the account upgraded in the Twilio Console.',
        step: 'account.upgraded', field: null,
      },
    ],
    grade: { mark: 'NC', note: 'What exactly 21264 refuses is not confirmed; Twilio’s page of that error says it.' },
  },
];
