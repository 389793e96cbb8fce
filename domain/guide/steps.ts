import type { SheetField } from '../trunk/sheet.ts';

/** Where a step is done. */
export type Place = '3CX console' | 'Twilio Console' | 'Trunkbook';

/** By hand: a person ticks it. By Trunkbook: derived from intent and observed. */
export type StepKind = 'by-hand' | 'by-trunkbook';

export const STEP_IDS = ['pbx.values', 'account.choose', 'trunk.values', 'security.values', 'numbers.choose', 'setup.run', 'trunk-in-3cx.enter'] as const;
export type StepId = (typeof STEP_IDS)[number];

export interface Step {
  readonly id: StepId;
  readonly title: string;
  readonly kind: StepKind;
  readonly place: Place;
  /** What to do, a sentence a paragraph. */
  readonly what: readonly string[];
  /** What should appear when it worked. */
  readonly worked: string;
  /** Values of the transfer sheet that it needs. */
  readonly needs: readonly SheetField[];
}

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly Step[];
}

/** The chapters of a new trunk, in the order of the work on site. Facts: guide.md; where it is silent, twilio.md and threecx.md. */
export const CHAPTERS: readonly Chapter[] = [
  {
    id: 'pbx', title: '3CX instance', steps: [{
      id: 'pbx.values', title: 'Take the values of the PBX', kind: 'by-trunkbook', place: '3CX console',
      what: [
        'Log in to the 3CX console as an administrator. The dashboard shows the 3CX FQDN and the IPv4 address, each with a copy button beside it.',
        'Enter both here, and the login if you will need it again. Everything stays in the encrypted vault.',
      ],
      worked: 'Both values stand on the transfer sheet, and the name leads to the address.', needs: [],
    }],
  },
  {
    id: 'account', title: 'Twilio account', steps: [{
      id: 'account.choose', title: 'Choose the Twilio account', kind: 'by-trunkbook', place: 'Trunkbook',
      what: [
        'The built-in practice account behaves like Twilio and needs no network: good for learning and for trying a site out. Nothing on it can ring a phone.',
        'For the customer’s trunk, use a Standard API key made in the very account that will own the trunk. A key of a parent account would put the trunk there.',
      ],
      worked: 'The account answers to each part that Trunkbook needs.', needs: [],
    }],
  },
  {
    id: 'trunk', title: 'Trunk', steps: [{
      id: 'trunk.values', title: 'Say what the trunk shall be', kind: 'by-trunkbook', place: 'Trunkbook',
      what: [
        'The name before .pstn.twilio.com must be free in all of Twilio. Choose the edge nearest to the PBX, not nearest to you.',
        'Secure Trunking is a choice with a price: with it on, Twilio refuses every call that is not TLS with SRTP, so 3CX must use both.',
      ],
      worked: 'The termination URI on the transfer sheet has your name and the edge in it.', needs: ['pbx.fqdn'],
    }],
  },
  {
    id: 'security', title: 'Security', steps: [{
      id: 'security.values', title: 'Say who may use the trunk', kind: 'by-trunkbook', place: 'Trunkbook',
      what: [
        'Twilio checks two things on each call from the PBX: the address it comes from, against an IP access control list, and a user name with a password, against a credential list.',
        'The SIP credential password is not the 3CX admin password. Trunkbook has made one up; keep it unless 3CX already has another.',
      ],
      worked: 'The names are accepted and a password is in the vault.', needs: ['pbx.ipv4'],
    }],
  },
  {
    id: 'numbers', title: 'Numbers', steps: [{
      id: 'numbers.choose', title: 'Choose a phone number', kind: 'by-trunkbook', place: 'Trunkbook',
      what: ['The trunk needs at least one number: the world calls it, and calls from the PBX show it. Take one that the account already has, or pick one to buy. Nothing is bought before you confirm the plan.'],
      worked: 'The number stands on the transfer sheet.', needs: [],
    }],
  },
  {
    id: 'setup', title: 'Set up at Twilio', steps: [{
      id: 'setup.run', title: 'Let Trunkbook set up the trunk', kind: 'by-trunkbook', place: 'Trunkbook',
      what: ['Trunkbook reads the account, shows in words what it would do, and does it when you say so. It can be stopped at any time and goes on where it stopped.'],
      worked: 'A fresh reading of the account shows nothing left to do.', needs: ['pbx.fqdn', 'pbx.ipv4', 'trunk.numbers'],
    }],
  },
  {
    id: 'trunk-in-3cx', title: 'Trunk in 3CX', steps: [{
      id: 'trunk-in-3cx.enter', title: 'Enter the trunk in 3CX', kind: 'by-hand', place: '3CX console',
      what: [
        'In the 3CX console open Voice & Chat, then Add Trunk. Choose your country (or Worldwide) and the provider Twilio, and give the trunk a name.',
        'Copy from the transfer sheet: the termination URI into Registrar/Server, the credential name into Authentication ID (SIP User ID), the SIP credential password into Authentication password, and the main number.',
        'With Secure Trunking on, the trunk’s transport must be TLS and SRTP must be enforced. Whether 3CX’s Twilio template accepts Twilio’s wildcard certificate is not known: if calls fail with 32208 or 32209, turn Secure Trunking off in the chapter Trunk and set up again.',
        'Press Save.',
      ],
      worked: '3CX goes on to “Add Outbound Rule”. A green light is no proof: a Twilio trunk never registers. Only a test call proves it.',
      needs: ['trunk.terminationUri', 'trunk.sipUsername', 'trunk.sipPassword', 'trunk.numbers'],
    }],
  },
];
