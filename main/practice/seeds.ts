import type { PbxSystem } from './world-data.ts';

/** The made-up PBXs of a fresh practice world, by what they are good for. Nothing is ever sent to these addresses. */
export const PRACTICE_PBX = {
  /** Name and dashboard agree. */
  plain: { fqdn: 'lakeside-dental.my3cx.us', dashboardIpv4: '34.174.61.120', addresses: ['34.174.61.120'] },
  /** The public address has changed, and the name server still has the old one. */
  moved: { fqdn: 'harbor-logistics.my3cx.us', dashboardIpv4: '35.197.14.203', addresses: ['35.233.190.17'] },
  /** Split DNS: on the customer's own network the name leads inside. */
  splitDns: { fqdn: 'mill-street-school.my3cx.us', dashboardIpv4: '34.82.113.9', addresses: ['10.20.0.5'] },
  /** A PBX with two public addresses. */
  twoAddresses: { fqdn: 'thames-print.my3cx.eu', dashboardIpv4: '34.105.160.44', addresses: ['34.105.160.44', '34.105.160.45'] },
} as const satisfies Record<string, { fqdn: string; dashboardIpv4: string; addresses: readonly string[] }>;

/** Termination domains that belong to somebody else's account, to meet 21248 with. */
export const TAKEN_DOMAINS = ['mypbx.pstn.twilio.com', 'dental.pstn.twilio.com', 'office.pstn.twilio.com'] as const;

/** The numbers that a fresh practice account owns already: where each comes from, and what makes it worth having. */
export const SEEDED_NUMBERS = {
  /** Not in use: good for a trunk. */
  free: { areaCode: '512', friendlyName: 'Not in use', voiceUrl: '' },
  /** Answers calls by a web address, which a trunk would silence. */
  routed: { areaCode: '512', friendlyName: 'Answers by voice URL', voiceUrl: 'https://demo.twilio.com/docs/voice.xml' },
  spare: { areaCode: '206', friendlyName: 'Spare', voiceUrl: '' },
} as const;

export function seededPbxSystems(): PbxSystem[] {
  return Object.values(PRACTICE_PBX).map((system) => ({ ...system, addresses: [...system.addresses] }));
}
