import { BY_HAND, CARRIES_NO_EMERGENCY_CALLS, IN_911_COUNTRY, REGISTERS_ADDRESSES, SELF_HOSTED, UNITED_STATES, WITH_KEY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

export const VISIT: Chapter = {
  id: 'visit', title: 'Prepare the visit', steps: [
    {
      id: 'visit.plan', title: 'Say what kind of site it is', kind: 'by-trunkbook', place: 'Trunkbook', page: null,
      what: [
        'The aim of the whole job: the 3CX PBX makes and takes calls through a Twilio Elastic SIP trunk, and an emergency call from any extension brings help to the right door.',
        'Enter the country of the site’s phone numbers. Outbound rules, emergency numbers and the form for addresses follow from it.',
        'Enter who runs the machine of the PBX. Hosted: 3CX runs it. Self-hosted: it stands at the customer or in the customer’s cloud, and its firewall is part of your work.',
        'The steps of this guide adapt to both answers. You can change them at any time; nothing that was entered is lost.',
      ],
      worked: 'Country and hosting are entered, and the chapters show only the steps that this site needs.', needs: [],
      fails: [
        { sign: 'The customer has sites in two countries.', cure: 'Make one site in Trunkbook for each PBX. A PBX with numbers of several countries takes the country in which its phones stand; add the rules of the other one in the chapter “Outbound rules”.' },
      ],
      differs: 'The public guide knows hosted 3CX only. A self-hosted PBX works as well, and then its firewall must let Twilio in.',
    },
    {
      id: 'visit.refresh', title: 'Refresh everything at the office', kind: 'by-trunkbook', place: 'Trunkbook', page: null,
      what: [
        'Do this where you have internet, not more than three days before the visit. One button does all of it.',
        { when: WITH_KEY, text: 'Trunkbook reads the Twilio account: the trunk with its parts, and the list of numbers.' },
        { when: BY_HAND, text: 'Without credentials Trunkbook reads nothing at Twilio. It goes by what you report.' },
        'It asks a name server for the address of the PBX, and compares the laptop’s clock with a server’s. A wrong clock spoils certificates and the dates of your evidence.',
        'It asks you to type the passphrase once, so that you find out here, and not in the comms room, that you still know it.',
      ],
      worked: 'Everything is fresh, the clock is right, the passphrase opened the vault. From now on all steps can be read and recorded without a network.', needs: [],
      fails: [
        { sign: 'Something is marked as stale or missing.', cure: 'Refresh again with internet. What belongs to a later chapter, such as the FQDN of a PBX that does not exist yet, may be missing at this point.' },
        { sign: 'The clock is off.', cure: 'Turn on automatic time in the settings of this laptop, then refresh again.' },
        { sign: 'The passphrase is not accepted.', cure: 'Check Caps Lock and the keyboard’s language. Do not leave before it opens the vault: nobody can open it without the passphrase.' },
      ],
    },
    {
      id: 'visit.pack', title: 'Pack for the visit', kind: 'by-hand', place: 'on site', page: null,
      what: [
        'Make sure that you have, or can call, everything in the list. Each missing line has stopped a visit before.',
        'Fix a time for the test calls with the customer, and say that the emergency chapters need somebody who can decide.',
      ],
      tables: [
        {
          caption: 'To have at hand', head: ['What', 'For'],
          rows: [
            ['Login of a 3CX administrator', 'All steps in the 3CX console; the 3CX account itself if the PBX is new'],
            ['Somebody who may work in the Twilio Console', 'Buying numbers, geographic permissions, and everything that has no other way'],
            ['A phone with another number, such as a mobile', 'Incoming test, and the call back after an emergency call'],
            ['A list of the extensions: number, name, room', 'DIDs, caller IDs and emergency addresses'],
            ['Names of those who answer at reception', 'Incoming test, and calls that nobody else answers'],
            ['Headset, and permission for the browser to use it', 'Calls from the 3CX web client'],
          ],
        },
        { caption: 'Also, because the firewall is the customer’s', when: SELF_HOSTED, head: ['What', 'For'], rows: [['Somebody who may change the firewall', 'Ports, Twilio’s address ranges, SIP ALG'], ['The public IPv4 address, and whether it is static', 'Twilio lets in only the address that you name']] },
        { caption: 'Also, for emergency addresses', when: REGISTERS_ADDRESSES, head: ['What', 'For'], rows: [['Somebody with authority to accept Twilio’s emergency terms', 'Nobody else can, and Trunkbook cannot'], ['The person who knows the exact addresses: street, floor, suite, room', 'What the dispatcher will see']] },
        { caption: 'Also, because notification is a legal duty', when: UNITED_STATES, head: ['What', 'For'], rows: [['Who at the site shall learn of an emergency call at once', 'Kari’s Law']] },
        { caption: 'Also, for the test service', when: IN_911_COUNTRY, head: ['What', 'For'], rows: [['A phone at each location that has an address of its own', '933 reads back what a dispatcher would see']] },
        { caption: 'Also, because Twilio’s trunks carry no emergency calls here', when: CARRIES_NO_EMERGENCY_CALLS, head: ['What', 'For'], rows: [['Another line or trunk for emergency calls, and who runs it', 'The chapter “Emergency in 3CX”']] },
      ],
      worked: 'Every line of the list has a name, a thing or a time beside it.', needs: [], links: ['3cx-portal', 'twilio-console'],
      records: [{ id: 'contact', label: 'Contact at the site', kind: 'text', optional: true }],
      fails: [{ sign: 'Nobody with authority can be reached on the day of the visit.', cure: 'Mark the step as blocked with the name and a date. All chapters up to “DIDs and extensions” can still be done.' }],
      differs: 'The public guide has no list. It tells you to keep the values in a text file on the laptop; Trunkbook keeps them in its encrypted vault instead.',
    },
  ],
};
