import { HOSTED, SELF_HOSTED } from '../conditions.ts';
import { PBX_PORTS, PHONES_TO_PBX, TWILIO_MEDIA, TWILIO_SIGNALLING } from '../networks.ts';
import type { Chapter } from '../step.ts';

const DIFFERS = 'The public guide says nothing about firewalls. It assumes a hosted PBX, whose firewall is 3CX’s affair.';

export const PREMISES: Chapter = {
  id: 'premises', title: 'Prepare the site', steps: [
    {
      id: 'premises.hosted', title: 'See what a hosted PBX needs here', kind: 'by-hand', place: 'on site', page: null, applies: HOSTED,
      what: [
        'Calls pass between Twilio and the PBX at 3CX. Nothing of Twilio goes through the firewall of the site, so none of Twilio’s address ranges belongs into it.',
        'The phones here only need a way out to the PBX, for signalling and for voice. Allow the ports of the table towards the 3CX FQDN. Which of them a phone uses depends on the phone and on whether there is an SBC.',
        'Turn SIP ALG off in the router, if it has it: it rewrites what desk phones send.',
        'Try it: open the 3CX web client from the network that the phones use.',
      ],
      tables: [PHONES_TO_PBX],
      worked: 'The 3CX web client opens from the phones’ network, and the phones show as registered in 3CX once they are set up.', needs: ['pbx.fqdn'],
      fails: [
        { sign: 'Phones do not register, or lose their registration.', cure: 'Allow the ports of the table outwards, turn SIP ALG off, or use 3CX’s SBC, which needs port 5090 only.' },
        { sign: 'Internal calls between two sites are silent.', cure: 'Voice is blocked: allow 9000–10999 UDP towards the PBX.', trouble: 'no-audio' },
      ],
      differs: DIFFERS,
    },
    {
      id: 'premises.firewall', title: 'Open the firewall for the PBX', kind: 'by-hand', place: 'on site', page: null, applies: SELF_HOSTED,
      what: [
        'Give the PBX a static public IPv4 address. Twilio lets in only the address that you name; when it changes, calls from the PBX stop.',
        'Forward 3CX’s incoming ports to the PBX one to one, without changing the port numbers.',
        'Allow Twilio’s signalling from the addresses of every edge, not only of the nearest one: an incoming call may come from any of them.',
        'Allow Twilio’s voice range.',
        'Allow-list addresses, not names: a firewall that knows only the termination name lets calls out and keeps incoming ones off.',
        'Add the same Twilio ranges to 3CX’s own list of allowed addresses, so that its protection never blocks Twilio.',
      ],
      tables: [TWILIO_SIGNALLING, TWILIO_MEDIA, PBX_PORTS],
      worked: 'Every row of the tables is a rule of the firewall, and 3CX’s firewall check (a later step of this chapter) passes.', needs: ['pbx.ipv4'],
      links: ['twilio-ip-addresses', '3cx-firewall-checker'],
      fails: [
        { sign: 'Outgoing calls work, incoming ones never arrive.', cure: 'An edge’s range is missing in the firewall or in 3CX’s allow list. Compare all eight rows.', trouble: 'pbx-not-reached' },
        { sign: 'Calls connect, but one side hears nothing.', cure: 'Voice is blocked or its ports are changed: allow 168.86.128.0/18 with 10000–60000 UDP, and forward 9000–10999 UDP unchanged.', trouble: 'one-way-audio' },
        { sign: 'Calls drop after 20 to 30 seconds.', cure: 'An acknowledgement does not arrive: SIP ALG, NAT or a wrong public address in 3CX rewrites it. 3CX logs event 50029.', trouble: 'drops-after-seconds' },
      ],
      differs: DIFFERS,
    },
    {
      id: 'premises.sip-alg', title: 'Turn SIP ALG off', kind: 'by-hand', place: 'on site', page: null, applies: SELF_HOSTED,
      what: [
        'Open the settings of the router or firewall and look for SIP ALG. Makers also call it SIP helper, SIP inspection, SIP fixup or VoIP passthrough.',
        'Turn it off, save, and restart the router if its maker says so: on some, old connections keep the old treatment.',
      ],
      worked: 'The setting is off, and 3CX’s firewall check reports no SIP ALG.', needs: [],
      records: [{ id: 'router', label: 'Router or firewall (maker and model)', kind: 'text', optional: true }],
      fails: [{ sign: 'The firewall check still reports SIP ALG.', cure: 'Restart the router. If the access provider’s own box has it as well, have it turned off there, or have that box set to bridge mode.' }],
      differs: DIFFERS,
    },
    {
      id: 'premises.firewall-check', title: 'Run the 3CX firewall check', kind: 'evidence', place: '3CX console', page: null, applies: SELF_HOSTED,
      what: [
        'Come back to this step when the PBX runs.',
        'Start the firewall check in the 3CX console. Where its menu has it depends on the version (not confirmed for the newest one); the link leads to 3CX’s page about it.',
        'Start it when nobody is on the phone: whether it interrupts calls is not confirmed.',
        'It runs on the PBX and tests three things there: whether ports are forwarded for everyone (full-cone NAT), whether port numbers stay as they are, and SIP ALG. A test from this laptop could not show that.',
        'Do not test voice ports in any other way: they are closed while no call runs.',
      ],
      worked: 'The check ends without an error for every port.', needs: [], links: ['3cx-console', '3cx-firewall-checker'],
      records: [
        { id: 'result', label: 'Result', kind: 'choice', choices: ['Passed', 'Passed with warnings', 'Failed'], worked: ['Passed', 'Passed with warnings'] },
        { id: 'detail', label: 'Ports or warnings that it named', kind: 'text', optional: true },
      ],
      fails: [
        { sign: 'A port fails.', cure: 'Compare the rule with the table of the step “Open the firewall for the PBX”, then run the check again.' },
        { sign: 'It reports that ports are changed on the way out.', cure: 'Turn on port preservation (static port, one-to-one NAT) for the PBX’s address in the firewall.' },
        { sign: 'The STUN server cannot be reached (event 12295).', cure: 'With a static public address that is set in 3CX, this can be ignored. Otherwise allow 3478 UDP outwards.', trouble: 'stun-unreachable' },
      ],
      differs: DIFFERS,
    },
  ],
};
