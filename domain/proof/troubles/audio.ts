import { codesOf, type Trouble } from '../trouble.ts';

/** Calls that come about and still are no good. Sources: twilio.md section 2 and 4.1, threecx.md 3.1, 3.2, 3.3. */
export const AUDIO: readonly Trouble[] = [
  {
    id: 'one-way-audio', codes: [],
    symptom: 'One-way audio: one side hears the other but is not heard.',
    causes: [
      {
        cause: 'The firewall lets the audio through in one direction only.',
        cure: 'Allow UDP from and to Twilio’s media range 168.86.128.0/18 (its ports 10000 to 60000) to the PBX’s ports 9000 to 10999. The step has the table to copy.',
        step: 'premises.firewall', field: null,
      },
      {
        cause: 'The PBX tells Twilio a private address for its audio, because of NAT or SIP ALG.',
        cure: 'Switch SIP ALG off in the router, and run the firewall check of the 3CX console: it wants full cone NAT with the ports kept.',
        step: 'premises.sip-alg', field: 'pbx.ipv4',
      },
      {
        cause: 'Phones outside the PBX’s network are not reached by the audio.',
        cure: 'Try from a phone beside the PBX: if that works, look at the other phone’s network, and let the PBX deliver the audio.',
        step: 'premises.firewall-check', field: null,
      },
    ],
  },
  {
    id: 'no-audio', codes: [],
    symptom: 'No audio, no sound at all: the call is answered and both sides hear nothing.',
    causes: [
      {
        cause: 'The audio ports are shut in both directions.',
        cure: 'Allow UDP 9000 to 10999 at the PBX for Twilio’s media range. An open port cannot be tested from outside while no call is up, so judge by a call.',
        step: 'premises.firewall', field: null,
      },
      {
        cause: 'Only one side encrypts.',
        cure: 'Secure Trunking at Twilio and SRTP in 3CX must both be on or both be off.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
    ],
  },
  {
    id: 'drops-after-seconds', codes: codesOf('3CX event', '50029'),
    symptom: 'Dropped calls: they are cut off 20 to 30 seconds (20–30 s) after they were answered; 3CX logs that a call was not acknowledged in time.',
    causes: [
      {
        cause: 'The confirmation of the answer (ACK) gets lost: SIP ALG or NAT rewrites Contact or Via, so it goes to a wrong address.',
        cure: 'Switch SIP ALG off in the router and run the firewall check of the 3CX console.',
        step: 'premises.sip-alg', field: null,
      },
      {
        cause: 'The firewall forgets the connection too early, or the public address changed while the call was up.',
        cure: 'Let the firewall keep UDP connections for a minute or more, and give the PBX a fixed public address.',
        step: 'premises.firewall', field: 'pbx.ipv4',
      },
      {
        cause: 'Only one of Twilio’s edges is allowed, and the answer came from another.',
        cure: 'Allow the signalling ranges of all edges. The step has the table to copy.',
        step: 'premises.firewall', field: null,
      },
    ],
  },
  {
    id: 'no-ringing', codes: [],
    symptom: 'The caller hears no ringing tone until somebody answers, or the announcement before it is missing.',
    causes: [
      {
        cause: 'The outbound rule has several routes: then 3CX turns early audio into a mere “ringing”.',
        cure: 'In 3CX open Outbound Rules, the rule, and leave Twilio as its only route where early announcements matter.',
        step: 'rules.enter', field: null,
      },
      {
        cause: 'The first seconds of audio are held up by the firewall.',
        cure: 'Allow Twilio’s media range 168.86.128.0/18 to reach the PBX’s ports 9000 to 10999 without waiting for the PBX to send first.',
        step: 'premises.firewall', field: null,
      },
    ],
  },
];
