import { BY_HAND, NOT_SECURE, SECURE, WITH_KEY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

export const TRUNK: Chapter = {
  id: 'trunk', title: 'Trunk', steps: [
    {
      id: 'trunk.values', title: 'Say what the trunk shall be', kind: 'by-trunkbook', place: 'Trunkbook', page: null,
      what: [
        'The trunk name is for people: it stands in the Twilio Console’s list. At most 64 characters.',
        'The name before .pstn.twilio.com must be free in all of Twilio. Letters, digits and dashes; a dot would need a trunk of the shorter name first.',
        'Choose the edge nearest to the PBX, not nearest to you: it decides how long voice travels. A hosted PBX stands in 3CX’s data centre.',
        'Secure Trunking is a choice with a price: with it on, Twilio refuses every call that is not TLS with SRTP, so 3CX must use both. Off, every 3CX works, and who can listen between the PBX and Twilio hears the calls.',
        'Whether 3CX’s Twilio template works with Secure Trunking on is not confirmed. If the customer does not insist on encryption, start with it off; you can turn it on later and test again.',
      ],
      worked: 'The termination URI on the transfer sheet has your name and the edge in it.', needs: ['pbx.fqdn'],
      fails: [
        { sign: 'Twilio says that the name is taken (21248).', cure: 'Choose another name. If it was this customer’s own trunk, look for it in the account: Trunkbook offers to adopt it.', trouble: 'trunk-name-taken' },
        { sign: 'You do not know where the PBX stands.', cure: 'Hosted: the country in the 3CX FQDN or in the 3CX account says it. Otherwise take the edge nearest to the site.' },
      ],
      differs: 'Twilio stores the name without any edge (name.pstn.twilio.com); the edge in the localized URI is the PBX’s choice alone. The public guide calls Virginia the default. It also turns Secure Trunking on without setting up TLS or SRTP in 3CX, and then Twilio refuses every call; so here it is a choice.',
    },
    {
      id: 'trunk.create', title: 'Create the trunk at Twilio', kind: 'by-trunkbook', place: 'Twilio Console', page: 'Elastic SIP Trunking', doneBy: 'setup.run',
      what: [
        { when: WITH_KEY, text: 'Nothing to do here: Trunkbook creates the trunk in the step “Let Trunkbook set up the trunk”, with the name, the domain and the choice of Secure Trunking from this chapter.' },
        { when: BY_HAND, text: 'Create it in the Twilio Console as described below, with the values of the transfer sheet.' },
        'One trunk is enough for one PBX. An account can have 100.',
      ],
      worked: 'The trunk stands in the account’s list of trunks, with Secure Trunking as you chose it.', needs: ['trunk.friendlyName'],
      links: ['twilio-console', 'twilio-products', 'twilio-elastic-sip-trunking', 'twilio-trunks'],
      byHand: {
        page: 'Explore products > Super Network > Elastic SIP Trunking',
        what: [
          'Log in to the Twilio Console.',
          'In the menu on the left press “Explore products”, go down to “Super Network”, and press “Elastic SIP Trunking”.',
          'Press “Get Started”. If the account has trunks already, that page is left out.',
          'Press “Create a SIP Trunk”.',
          'Paste the trunk name from the transfer sheet into “Friendly Name” and press “Create”. The trunk’s page “General Settings” opens.',
          { when: SECURE, text: 'For encrypted calls switch “Secure Trunking” to “Enabled”.' },
          { when: NOT_SECURE, text: 'For calls without encryption leave “Secure Trunking” disabled.' },
          'Leave everything else on that page as it is: nothing of it is needed here.',
          'Press “Save”.',
        ],
        worked: 'A banner at the top says “You have successfully updated your Trunk.”',
      },
      fails: [
        { sign: 'Twilio refuses another trunk (21244).', cure: 'The account has reached its limit of trunks. Its owner can delete one or ask Twilio for more.', trouble: 'too-many-trunks' },
        { sign: 'There are two trunks with the same name.', cure: 'Twilio does not mind equal names. Keep the one whose termination name is this site’s, and remove the other only if you are sure that it is yours.' },
      ],
    },
    {
      id: 'trunk.termination', title: 'Set the termination URI', kind: 'by-trunkbook', place: 'Twilio Console', page: 'Elastic SIP Trunking > Manage > Trunks > (trunk) > Termination', doneBy: 'setup.run',
      what: [
        'Termination is the way out: from the PBX through Twilio to the telephone network. The termination URI is the address that 3CX sends its calls to.',
        { when: WITH_KEY, text: 'Nothing to do here: Trunkbook gives the trunk its domain in the step “Let Trunkbook set up the trunk”, and the transfer sheet shows the localized URI for 3CX.' },
        { when: BY_HAND, text: 'Enter the name in the Twilio Console as described below. The transfer sheet has the finished URI for 3CX.' },
      ],
      worked: 'The trunk at Twilio has the domain of the transfer sheet.', needs: ['trunk.domain', 'trunk.terminationUri'], links: ['twilio-console', 'twilio-trunks'],
      byHand: {
        page: 'Elastic SIP Trunking > Manage > Trunks > (trunk) > Termination',
        what: [
          'Log in to the Twilio Console if it has logged you out, open the list of trunks and press the name of your trunk. “General Settings” opens.',
          'Press “Termination” on the left.',
          'Type the name, without .pstn.twilio.com, into “Termination SIP URI”.',
          'Press “Show Localized URIs”. The list shows your name in front of every edge’s own address. A name of lakeside has lakeside.pstn.ashburn.twilio.com for “North America Virginia”, and so on.',
          'Find the edge nearest to the PBX and compare its URI with the one on the transfer sheet. They must be equal, letter by letter. If you want another edge, change it in the step “Say what the trunk shall be”.',
          'The page cannot be saved yet: with or without Secure Trunking it first wants an access list and a credential list. Leave it open and go on with the chapter “Security”, which is done on this same page and ends with “Save”.',
        ],
        worked: 'The list of localized URIs shows the very URI of the transfer sheet.',
      },
      fails: [
        { sign: 'The name is not accepted.', cure: 'It is taken somewhere in Twilio (21248), or has a sign that is not allowed. Choose another in the step “Say what the trunk shall be”.', trouble: 'trunk-name-taken' },
        { sign: 'After a reload the field is empty.', cure: 'The page was left before it was saved. Type the name again and press “Save” when both lists of the chapter “Security” are chosen.' },
      ],
      // NC: through the API a domain is taken without any list (twilio.md 1.5); only the Console asks for both.
      differs: 'The public guide never says when this page is saved. Save it after both lists of the chapter “Security” are on it. It also keeps the URI in a text file; here it is on the transfer sheet.',
    },
  ],
};
