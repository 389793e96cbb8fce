import { HOSTED, SELF_HOSTED } from '../conditions.ts';
import type { Chapter } from '../step.ts';

export const PBX: Chapter = {
  id: 'pbx', title: '3CX instance', steps: [
    {
      id: 'pbx.create', title: 'Create the 3CX PBX', kind: 'by-hand', place: '3CX website', page: 'Login > Add System',
      what: [
        'There is a PBX already? Then go on with the next step.',
        'Open 3CX’s website. With an account of the customer’s choice, press “login”.',
        'Without one, press “create an account”: with a Google account, or with an e-mail address. The second way asks for the first name and the surname, a phone number, the company, its country with region or state, the language, and how many people will use the PBX.',
        'Press “Next”.',
        'After the login press “Add System” and follow 3CX’s install guide.',
        { when: HOSTED, text: 'The question “Which 3CX?” decides where it runs: choose “3CX Hosted”.' },
        { when: SELF_HOSTED, text: 'The question “Which 3CX?” decides where it runs: choose the answer for the customer’s own machine or cloud, and follow the install guide for it.' },
        { when: HOSTED, text: 'At the end the page shows “Creating your system” and counts down nine minutes. Leave it open.' },
      ],
      worked: 'The page shows three values: “Login”, “Username/Extension” and, hidden, “Password”.', needs: [], links: ['3cx-portal', '3cx-install', '3cx-install-hosted'],
      fails: [
        { sign: 'The countdown has ended and nothing appears.', cure: 'Reload the page, then look at the list of systems after logging in again, and at the mailbox of the account.' },
        { sign: 'You closed the page before you had the password.', cure: 'Have it reset from 3CX’s login page; the account’s list of systems leads there.' },
      ],
      differs: 'The public guide describes hosted 3CX only. For a self-hosted PBX follow 3CX’s own install guide, then go on here.',
    },
    {
      id: 'pbx.login', title: 'Keep the 3CX login', kind: 'by-trunkbook', place: '3CX website', page: null,
      what: [
        'Three values open the PBX: the login address, the user name or extension, and the password. The password is hidden: the eye shows it, the icon with two sheets copies it.',
        'Enter all three here. They stay in the encrypted vault; no text file is needed, and none should be made.',
        'This is the 3CX admin password. It never goes to Twilio, and never into the trunk.',
        'Log in to the PBX with them once, to see that they are right.',
      ],
      worked: 'All three are on the transfer sheet, and the login opens the PBX.', needs: ['pbx.loginUrl', 'pbx.username', 'pbx.password'], links: ['3cx-console', '3cx-portal'],
      fails: [
        { sign: 'The login is refused.', cure: 'Copy the password again with the icon: typed by hand, similar letters are easily mixed up. After several refusals 3CX blocks your address for a while (event 12290).' },
        { sign: 'The customer does not give you the password.', cure: 'Let them log in. The rest of the guide does not need it; mark this step as not applicable, with that reason.' },
      ],
      differs: 'The public guide keeps the values in an unencrypted text file, and later calls this password the one for the trunk. It is not: the trunk takes the SIP credential password.',
    },
    {
      id: 'pbx.values', title: 'Take the values of the PBX', kind: 'by-trunkbook', place: '3CX console', page: 'Dashboard',
      what: [
        'Log in to the 3CX console as an administrator. A window that offers the 3CX app can be closed.',
        'The dashboard shows the 3CX FQDN and the IPv4 address, each with a copy button beside it.',
        'Enter both here. The FQDN is where Twilio will send incoming calls; from the IPv4 address, and from no other, Twilio will take calls. A PBX behind several addresses has them all entered, with a comma between.',
        'Trunkbook asks a name server for the FQDN and compares: both must lead to the same machine.',
      ],
      worked: 'Both values stand on the transfer sheet, and the name leads to the address.', needs: ['pbx.loginUrl', 'pbx.username', 'pbx.password'], links: ['3cx-console'],
      fails: [
        { sign: 'The name leads to another address than the dashboard shows.', cure: 'Ask who changed it. A PBX behind several addresses, or a new public address (event 10026), explains it; Twilio must know the address from which calls really leave.', trouble: 'public-address-changed' },
        { sign: 'The address begins with 10., 172.16.–31. or 192.168.', cure: 'That is the address inside the network. Twilio needs the public one: look in 3CX’s network settings or at the router.' },
        { sign: 'The dashboard shows no IPv4 address.', cure: 'It may be that your user is no administrator (not confirmed). Have one log in.' },
      ],
    },
    {
      id: 'pbx.e164-processing', title: 'Look at E.164 processing in 3CX', kind: 'by-hand', place: '3CX console', page: null,
      what: [
        '3CX can rewrite numbers that begin with + before any outbound rule sees them. Then a rule for + never matches, and numbers reach Twilio in another form.',
        'Look for the setting “E164” or “E.164 processing” in the console. Under which menu it stands depends on the version (not confirmed for the newest one).',
        'Leave it off. If another trunk of this PBX needs it, note that, and check every rule in the simulator of the chapter “Outbound rules” with its switch for this setting on.',
      ],
      worked: 'You know whether it is on, and it is noted here.', needs: [], links: ['3cx-console'],
      records: [{ id: 'state', label: 'E.164 processing', kind: 'choice', choices: ['Off', 'On', 'Not found in this version'] }],
      fails: [{ sign: 'Calls to numbers with + end in “no outbound rule” (event 30052), others work.', cure: 'It is on: turn it off, or change the rules so that they match what it makes of the number.', trouble: 'no-rule-for-number' }],
      // [U] What V20 does exactly; the older manual describes rewriting, one integrator reports failing calls to Twilio (threecx.md 2.4).
      differs: 'The public guide does not mention this setting. What it does in the newest version is not confirmed; an older manual and one integrator’s report say that it gets in the way of numbers with +.',
    },
  ],
};
