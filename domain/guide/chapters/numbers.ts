import { BY_HAND, WITH_KEY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

const NUMBERS_PAGE = 'Elastic SIP Trunking > Manage > Trunks > (trunk) > Numbers';

export const NUMBERS: Chapter = {
  id: 'numbers', title: 'Numbers', steps: [
    {
      id: 'numbers.choose', title: 'Choose a phone number', kind: 'by-trunkbook', place: 'Trunkbook', page: null,
      what: [
        'The trunk needs at least one number: the world calls it, and calls from the PBX show it. The first one is the main number.',
        { when: WITH_KEY, text: 'Take one that the account already has, or pick one to buy. Nothing is bought before you confirm the plan.' },
        { when: BY_HAND, text: 'Write down the numbers that the account has for this site, each with + and the country code. If there is none yet, buy it in the Console in the next step, then enter it here.' },
        'Think of the extensions: each one that shall be called directly, or might call for help, needs a number.',
      ],
      worked: 'The number stands on the transfer sheet.', needs: [], links: ['twilio-buy-number', 'twilio-support'],
      fails: [
        { sign: 'The number that you picked is gone (21422).', cure: 'Somebody else was quicker. Search again.', trouble: 'number-not-for-sale' },
        { sign: 'Twilio wants an address or papers before it sells the number (21613, 21615, 21631, 21649 to 21651).', cure: 'The country’s rules ask for it. The account’s owner must hand them in, in the Twilio Console; it can take days.', trouble: 'number-needs-address' },
        { sign: 'The customer needs numbers in a row.', cure: 'Open a support ticket with Twilio and ask whether a suitable range exists in the wanted area code.' },
      ],
    },
    {
      id: 'numbers.attach', title: 'Put the numbers on the trunk', kind: 'by-trunkbook', place: 'Twilio Console', page: NUMBERS_PAGE, doneBy: 'setup.run',
      what: [
        { when: WITH_KEY, text: 'Nothing to do here: Trunkbook buys what is to be bought and puts all chosen numbers on the trunk, in the step “Let Trunkbook set up the trunk”.' },
        { when: BY_HAND, text: 'Put the numbers on the trunk in the Twilio Console as described below.' },
        'A number has one purpose. On the trunk, what a voice application or a web address did for its calls ends; whether it also leaves another trunk by itself is not confirmed. Ask the customer before you move a number that is in use.',
        'The page has a button for emergency calling. Leave it alone for now; its turn comes in the chapter “Emergency on Twilio”.',
      ],
      worked: 'All numbers of the transfer sheet stand on the trunk’s page “Numbers”.', needs: ['trunk.numbers'], links: ['twilio-console', 'twilio-trunks', 'twilio-buy-number'],
      byHand: {
        page: NUMBERS_PAGE,
        what: [
          'Log in to the Twilio Console if necessary, open your trunk and press “Numbers” on the left.',
          'Press “Add a number”. A menu offers three ways; choose the one that fits.',
          'One or a few numbers that the account has: “Add an Existing Number”. In the window tick the box left of each, then press “Add Selected”.',
          'Many numbers that the account has: “Bulk Add Existing Number”, which opens “Bulk Add Numbers”. Paste them into “Phone numbers”, one a line, then press “Process Numbers”.',
          'A new number: “Buy a Number”, which opens “Search Numbers”. Press “Buy” to the right of the number; this costs money at once. Press “Close” when you have all.',
          'The window closes each time, and the page lists what is on the trunk. Compare it with the transfer sheet, number by number.',
          'Enter a number that you bought in the step “Choose a phone number”.',
        ],
        worked: 'The page “Numbers” of the trunk lists exactly the numbers of the transfer sheet.',
      },
      fails: [
        { sign: 'A number is not in the list of existing ones.', cure: 'It belongs to another account or subaccount, or is on another trunk. Look for it there first.' },
        { sign: 'Callers hear an announcement of Twilio instead of the PBX.', cure: 'The number is not on the trunk. Add it.', trouble: 'number-rings-nowhere' },
      ],
    },
    {
      id: 'setup.run', title: 'Let Trunkbook set up the trunk', kind: 'by-trunkbook', place: 'Trunkbook', page: null, applies: WITH_KEY,
      what: [
        'Trunkbook reads the account, shows in words what it would do, and does it when you say so. It can be stopped at any time and goes on where it stopped.',
        'It covers the chapters “Trunk”, “Security”, “Inbound” and “Numbers”: trunk, access list, credential, origination URI, caller name lookup, numbers.',
        'It asks before it takes over what somebody else made, and deletes nothing that it did not make.',
      ],
      worked: 'A fresh reading of the account shows nothing left to do.', needs: ['pbx.fqdn', 'pbx.ipv4', 'trunk.numbers'], links: ['twilio-trunks', 'twilio-error-logs'],
      fails: [
        { sign: 'A value is missing or refused.', cure: 'Trunkbook names the field, with a button that leads there.' },
        { sign: 'Twilio refuses a call.', cure: 'The sentence beside it says why and what to do. Whatever was done already stays; start again when the cause is gone.' },
        { sign: 'There is no network here.', cure: 'Use the mobile’s hotspot, or do it at the office. The 3CX chapters do not need it.' },
      ],
      differs: 'The public guide does all of this by hand in the Console. The by-hand way of each step stays readable there.',
    },
    {
      id: 'setup.compare', title: 'Compare this site, Twilio and 3CX', kind: 'by-trunkbook', place: 'Trunkbook', page: null, applies: WITH_KEY,
      what: [
        'Three columns side by side: what this site shall have, what Twilio has, and what 3CX has as far as somebody said so or an export of 3CX shows it.',
        'Trunkbook reads the account each time the site is opened, and whenever you press the button. A row that differs has a button for either direction: set Twilio as this site says, or take over what is there.',
        'A trunk that somebody set up by hand can be taken over here. What Trunkbook made for this site can be taken away again here, after it has shown what it would do.',
      ],
      worked: 'No row differs, or what differs was looked at and stays on purpose.', needs: [], links: ['twilio-trunks'],
      fails: [
        { sign: 'Something at Twilio is not wanted, and there is no button that removes it.', cure: 'Trunkbook did not make it, so it does not take it away. Settle with whoever did, remove it in the Console, and read again; or let it stay.' },
        { sign: 'Twilio refuses to take a trunk or a number away (21634).', cure: 'A number on it has emergency calling. Take its emergency address off, wait until Twilio shows it as unregistered, then go on.' },
        { sign: 'The column of 3CX is empty.', cure: 'Tick “Enter the trunk in 3CX” when it is entered, or write down in the table what 3CX shows.' },
      ],
      differs: 'The public guide compares nothing: what somebody changes later is found by a call that fails.',
    },
  ],
};
