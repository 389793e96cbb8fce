import { BY_HAND, IN_911_COUNTRY, NOT_IN_911_COUNTRY, NOT_SECURE, SECURE, WITH_KEY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

const ORIGINATION = 'Elastic SIP Trunking > Manage > Trunks > (trunk) > Origination';

export const INBOUND: Chapter = {
  id: 'inbound', title: 'Inbound', steps: [
    {
      id: 'inbound.origination', title: 'Send incoming calls to the PBX', kind: 'by-trunkbook', place: 'Twilio Console', page: ORIGINATION, doneBy: 'setup.run',
      what: [
        'Origination is the way in: from the telephone network through Twilio to the PBX. The origination URI says where Twilio sends those calls.',
        { when: WITH_KEY, text: 'Nothing to do here: Trunkbook adds the URI in the step “Let Trunkbook set up the trunk”.' },
        { when: BY_HAND, text: 'Add the URI in the Twilio Console as described below. The transfer sheet has it ready to copy, with sip: in front.' },
        { when: SECURE, text: 'With Secure Trunking on, the URI ends in ;transport=tls, and Twilio calls port 5061.' },
        { when: NOT_SECURE, text: 'With Secure Trunking off, the URI is sip: and the FQDN, and Twilio calls port 5060 by UDP.' },
      ],
      worked: 'The trunk has one enabled origination URI, equal to the one on the transfer sheet.', needs: ['trunk.originationUrl'], links: ['twilio-console', 'twilio-trunks'],
      byHand: {
        page: ORIGINATION,
        what: [
          'Log in to the Twilio Console if necessary, open your trunk and press “Origination” on the left.',
          'Press “Add new Origination URI”. The window “Add Origination URL” opens.',
          'Copy the origination URL from the transfer sheet and paste it into “Origination SIP URI”. It must begin with sip: and have no space.',
          'Leave priority, weight and the switch “Enabled” as they are. They matter only when there is a second URI.',
          'Press “Add”. The window closes.',
        ],
        worked: 'A green banner says “Origination url added.”, and the URI stands in the list.',
      },
      fails: [
        { sign: 'Incoming calls fail and Twilio logs 32010.', cure: 'There is no enabled origination URI on the trunk. Add it, or enable it.', trouble: 'no-origination' },
        { sign: 'Twilio logs 32011: the PBX cannot be reached.', cure: 'Check the FQDN letter by letter, then the firewall for all of Twilio’s edges. With ;transport=tls the PBX must answer TLS 1.2 or newer on port 5061.', trouble: 'pbx-not-reached' },
        { sign: 'Twilio does not accept the URI.', cure: 'sip: is missing, or it was written as sips:. Write sip: and, for encryption, ;transport=tls at the end.' },
        { sign: 'Calls go to a former PBX as well.', cure: 'There is an older URI in the list. Trunkbook never deletes what it did not make: decide with the customer, then remove it in the Console.' },
      ],
      // NC: whether 3CX takes TLS calls from Twilio; 3CX says that it must be the client in every handshake (threecx.md 3.1).
      differs: 'The public guide uses plain sip: with the FQDN even though it has turned Secure Trunking on; for TLS ;transport=tls belongs to it. Whether 3CX takes incoming TLS calls from Twilio is not confirmed: only the incoming test shows it.',
    },
    {
      id: 'inbound.cnam', title: 'Set the caller name lookup', kind: 'by-trunkbook', place: 'Twilio Console', page: ORIGINATION, doneBy: 'setup.run',
      what: [
        'CNAM lookup asks a directory for the name of each caller and shows it on the phones. Twilio charges for every lookup, also when no name is found or the call fails; ask the customer.',
        { when: IN_911_COUNTRY, text: 'It works with numbers of the US and Canada, as here. Say yes or no in the step “Say what the trunk shall be”.' },
        { when: NOT_IN_911_COUNTRY, text: 'It works with numbers of the US and Canada only. Turn it off in the step “Say what the trunk shall be”, unless the trunk also gets such numbers.' },
        { when: WITH_KEY, text: 'Trunkbook sets it at Twilio in the step “Let Trunkbook set up the trunk”.' },
        { when: BY_HAND, text: 'Set it in the Twilio Console as described below, and save the page.' },
      ],
      worked: 'CNAM lookup at Twilio is as you chose it.', needs: [], links: ['twilio-trunks'],
      byHand: {
        page: ORIGINATION,
        what: [
          'On the same page set “CNAM Lookup” to “On” or “Off”, as chosen in the step “Say what the trunk shall be”.',
          'Look over the page once more and press “Save” in the bar at the bottom.',
        ],
        worked: 'A green banner says “Trunk updated.”',
      },
      fails: [{ sign: 'Phones show only numbers though it is on.', cure: 'The directory has no name for that caller, or the caller withholds it. Try with a number that is known to have a name.' }],
      differs: 'The public guide always turns it on. It does nothing outside the US and Canada, and it costs money; so here it is a choice.',
    },
  ],
};
