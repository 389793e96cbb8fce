import { BY_HAND, WITH_KEY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

const TERMINATION = 'Elastic SIP Trunking > Manage > Trunks > (trunk) > Termination > Authentication';

export const SECURITY: Chapter = {
  id: 'security', title: 'Security', steps: [
    {
      id: 'security.values', title: 'Say who may use the trunk', kind: 'by-trunkbook', place: 'Trunkbook', page: null,
      what: [
        'Twilio checks two things on each call from the PBX: the address it comes from, against an IP access control list, and a user name with a password, against a credential list.',
        'With both on the trunk, both must be right. A trunk with neither takes no calls at all.',
        'The names of the lists are for people; at most 64 characters, and each must be new in the account.',
        'The user name is what 3CX answers when Twilio asks who is calling; at most 32 characters.',
        'The SIP credential password is not the 3CX admin password. It needs 12 characters or more, at least one digit, upper and lower case letters. Trunkbook has made one up; keep it unless 3CX already has another. Where a trunk was taken over, Twilio and 3CX have theirs already: make a new one only if it is lost.',
      ],
      worked: 'The names are accepted, and a password is in the vault or at Twilio already.', needs: ['pbx.ipv4'],
      fails: [{ sign: 'Twilio says that a list of this name exists (21235 or 21240).', cure: 'Choose another name, or let Trunkbook adopt the list if it is this customer’s.', trouble: 'access-list-exists' }],
    },
    {
      id: 'security.access-list', title: 'Allow the address of the PBX', kind: 'by-trunkbook', place: 'Twilio Console', page: TERMINATION, doneBy: 'setup.run',
      what: [
        { when: WITH_KEY, text: 'Nothing to do here: Trunkbook makes the access list with the addresses of the PBX and puts it on the trunk, in the step “Let Trunkbook set up the trunk”.' },
        { when: BY_HAND, text: 'Make the IP access control list in the Twilio Console as described below.' },
        'An IP access control list (ACL) names the addresses from which Twilio takes calls. CIDR is the way to write a range of addresses; /32 stands for exactly one.',
        'If the public address of the PBX ever changes, this list must change with it. 3CX logs event 10026 then.',
      ],
      worked: 'The list holds the public IPv4 address of the PBX with /32, and it is on the trunk.', needs: ['trunk.accessListName', 'trunk.accessListEntry', 'pbx.ipv4'],
      links: ['twilio-trunks', 'twilio-ip-access-lists'],
      byHand: {
        page: TERMINATION,
        what: [
          'On the trunk’s page “Termination” go down to “Authentication”. (From the start: Twilio Console, list of trunks, the name of your trunk, which opens “General Settings”, then “Termination” on the left.)',
          'Press + at the right end of “IP Access Control Lists”. The window “New Access Control List” opens.',
          'Paste the list’s name from the transfer sheet into “Friendly Name”.',
          'Paste the IPv4 address, without /32, into “CIDR Network Access”, which the page of the list calls “CIDR Network Address”.',
          'Set the menu to the right of it to 32.',
          'Read the line below the address. “IP Address of …” is right: one address. “A range of IPs from …” means that the menu is not at 32 yet.',
          'Press “Create new ACL”. The window closes and the page of the list shows its name, and the address under “IP Address Range”.',
          'Leave “+ Create new IP Address Range” alone, unless the PBX has more than one public address: then add each of them in the same way.',
          'Go back to the trunk’s page “Termination” and look that the list stands in “IP Access Control Lists”.',
        ],
        worked: 'The field “IP Access Control Lists” of the trunk shows the new list, and the list shows one address.',
      },
      fails: [
        { sign: 'Calls are refused at once with 403, before any password is asked (32201).', cure: 'The PBX calls from an address that is not in the list. Compare it with the IPv4 address on 3CX’s dashboard; with several lines to the internet, the one that calls really take counts.', trouble: 'source-address-refused' },
        { sign: 'The address is not accepted.', cure: 'It must be four numbers with dots. Take a name, an IPv6 address or a /32 out of this field. Whether Twilio’s page takes an address with its /32 is not confirmed.' },
      ],
      differs: 'The public guide says that the FQDN can be pasted here as well. Twilio keeps IPv4 addresses only; whether the Console’s field takes a name is not confirmed. Enter the address. Its limit of 64 characters for the name is the Console’s; the API allows 255, and 64 suits both.',
    },
    {
      id: 'security.credentials', title: 'Create the SIP credential', kind: 'by-trunkbook', place: 'Twilio Console', page: TERMINATION, doneBy: 'setup.run',
      what: [
        { when: WITH_KEY, text: 'Nothing to do here: Trunkbook makes the credential list with this user and puts it on the trunk, in the step “Let Trunkbook set up the trunk”.' },
        { when: BY_HAND, text: 'Make the credential list in the Twilio Console as described below.' },
        '3CX first sends a call without a password. Twilio answers with a challenge (407), and 3CX sends the call again with user name and password. One 407 in a log is therefore normal.',
        'Nobody can read the password at Twilio afterwards, only replace it. Keep it in the vault.',
      ],
      worked: 'The credential list holds the user name of the transfer sheet, and it is on the trunk.', needs: ['trunk.credentialListName', 'trunk.sipUsername', 'trunk.sipPassword'],
      links: ['twilio-trunks', 'twilio-credential-lists'],
      byHand: {
        page: TERMINATION,
        what: [
          'On the same page, under “Authentication”, press + at the right end of “Credential Lists”. The window “New Credential List” opens.',
          'Paste the list’s name from the transfer sheet into “Friendly Name”; at most 64 characters.',
          'Paste the user name into “Username”; at most 32 characters.',
          'Copy the SIP credential password from the transfer sheet into “Password”.',
          'Press “Create”. The window closes. A list is stored the moment it is created, without “Save”.',
          'Look that the list stands in “Credential Lists”.',
          'Press “Save” at the bottom of the page “Termination”: now the name of the trunk is stored too. Every later change to this page needs “Save” again.',
          'Reload the page: URI and both lists must still be there.',
        ],
        worked: 'After a reload the page “Termination” shows the termination URI, the access list and the credential list.',
      },
      fails: [
        { sign: 'Calls are refused with 403 after a 407, or 407 comes again and again (32202).', cure: 'User name or password differ between 3CX and Twilio. Enter both in 3CX again from the transfer sheet, or set a new password on both sides.', trouble: 'credentials-refused' },
        { sign: 'The password is not accepted (21240 or 21243).', cure: '12 characters or more, a digit, upper and lower case. Have Trunkbook make one.', trouble: 'credential-not-valid' },
        { sign: 'Nobody knows the password any more.', cure: 'Set a new one: in the credential list press the user, enter the new password, save. Then enter the same one in 3CX, in the trunk’s “Authentication password”. With a key, Trunkbook sets it at Twilio.' },
      ],
    },
  ],
};
