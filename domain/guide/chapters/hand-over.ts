import { CARRIES_NO_EMERGENCY_CALLS, IN_911_COUNTRY, REGISTERS_ADDRESSES } from '../conditions.ts';
import type { Chapter } from '../step.ts';

export const HAND_OVER: Chapter = {
  id: 'hand-over', title: 'Hand-over', steps: [
    {
      id: 'hand-over.customer', title: 'Hand over to the customer', kind: 'evidence', place: 'on site', page: null,
      what: [
        'Show what works: one call out, one call in, and who answers when nobody takes a call.',
        { when: IN_911_COUNTRY, text: 'Show what 933 read back for each place, and say that 933 may be dialled again at any time, 911 never as a test.' },
        { when: REGISTERS_ADDRESSES, text: 'Say what must never be forgotten: whoever moves a phone, a department or the office has the emergency address changed first. It takes 30 minutes in the US and Canada, up to three days in the United Kingdom.' },
        { when: CARRIES_NO_EMERGENCY_CALLS, text: 'Show the phone or line for emergencies, and have it written beside the phones.' },
        'Say what else breaks the trunk: a new public address of the PBX, a new SIP credential password on one side only, an account at Twilio without funds.',
        'Give the 3CX login to the person who shall keep it, and nobody else. Whoever made a text file with passwords before Trunkbook deletes it now.',
        'Write down the open points together, each with who sees to it and by when.',
      ],
      worked: 'The customer’s contact has seen the calls, knows the open points, and says so.', needs: ['pbx.loginUrl', 'pbx.username'],
      records: [
        { id: 'who', label: 'Handed over to', kind: 'text' },
        { id: 'login', label: 'Who keeps the 3CX login', kind: 'text', optional: true },
      ],
      fails: [{ sign: 'The contact is not there.', cure: 'Mark the step as blocked, with the name and a date on which you will call.' }],
      differs: 'The public guide ends with the 933 call. It has no hand-over.',
    },
    {
      id: 'hand-over.leave', title: 'Leave the site', kind: 'by-trunkbook', place: 'Trunkbook', page: null,
      what: [
        'Trunkbook says whether you may leave: safely, with open points, or not yet; and lists what is left.',
        'Do what can be done here. What cannot, becomes an open point with somebody who sees to it.',
        'One about emergency calls also says by when, what such a call does until then, and who of the customer’s people was told. Tell them before you write it down.',
        'Remove your own things: your login in the browser of a foreign machine, your address in 3CX’s block or allow list if you put it there, test users.',
        'Lock Trunkbook before you close the laptop.',
      ],
      worked: 'Trunkbook says that it is safe to leave, or names the open points, each with its owner.', needs: [],
      fails: [{ sign: 'An emergency step is still open.', cure: 'Leave only if the people here have another phone for emergencies and know it. Make the step an open point that says so, and name whom you told.' }],
      differs: 'The public guide does not say when the work is finished.',
    },
  ],
};
