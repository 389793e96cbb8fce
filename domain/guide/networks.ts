import type { EdgeName } from '../site/record.ts';
import { EDGES } from '../trunk/edges.ts';
import type { Table } from './step.ts';

/** Where an edge’s signalling comes from. Source: twilio.md section 2; three copies of Twilio’s page agree, the newest read in 2026-09. */
const SIGNALLING: Readonly<Record<EdgeName, string>> = {
  ashburn: '54.172.60.0/30', umatilla: '54.244.51.0/30', dublin: '54.171.127.192/30', frankfurt: '35.156.191.128/30',
  singapore: '54.169.127.128/30', tokyo: '54.65.63.192/30', 'sao-paulo': '177.71.206.192/30', sydney: '54.252.254.64/30',
};

/** A rule for both directions needs all edges: Twilio may send a call from any of them. Port 5061 is Twilio’s; 5060 is from other firms’ firewall rules. */
export const TWILIO_SIGNALLING: Table = {
  caption: 'Twilio, signalling: every row, in and out', head: ['Edge', 'Addresses', 'Ports of the PBX'],
  rows: EDGES.map(({ name, place }) => [place, SIGNALLING[name], '5060 UDP and TCP, 5061 TCP (TLS)']),
};

export const TWILIO_MEDIA: Table = {
  caption: 'Twilio, voice: the same for all edges, in and out', head: ['Addresses', 'Ports at Twilio'], rows: [['168.86.128.0/18', '10000–60000 UDP']],
};

/** [S] The ports of 3CX, from two tools that list them (threecx.md 3.2); 3CX’s own page was not at hand. */
export const PBX_PORTS: Table = {
  caption: '3CX: its own ports', head: ['Direction', 'Ports', 'For'],
  rows: [
    ['In', '5060 UDP, 5060–5061 TCP', 'Signalling of the trunk'],
    ['In', '9000–10999 UDP', 'Voice; two ports a call'],
    ['In', '5090 UDP and TCP', 'Tunnel of the 3CX apps and of the SBC'],
    ['In', '443 or 5001 TCP', 'Console, web client and apps'],
    ['Out', '443 TCP', 'Licence (activate.3cx.com)'],
    ['Out', '443, 2197, 5223 TCP', 'Push messages to mobile apps'],
    ['Out', '2528 TCP', 'Mail by 3CX’s own server'],
    ['Out', '3478 UDP', 'STUN: finding the public address'],
  ],
};

/** What the phones of a site need towards a PBX that stands at 3CX. [S] as above; which of them a phone uses depends on the phone. */
export const PHONES_TO_PBX: Table = {
  caption: 'From the phones of the site to the PBX', head: ['Direction', 'Ports at the PBX', 'For'],
  rows: [
    ['Out', '443 TCP', 'Console, web client, apps, settings of desk phones'],
    ['Out', '5090 UDP and TCP', 'Tunnel of the 3CX apps and of the SBC'],
    ['Out', '5060 UDP, 5060–5061 TCP', 'Desk phones that connect without an SBC'],
    ['Out', '9000–10999 UDP', 'Voice of such desk phones'],
  ],
};
