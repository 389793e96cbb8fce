import type { EdgeName } from '../site/record.ts';

/** Twilio's public edges and where they stand. Source: twilio.md section 2 (localized termination URIs, 2026-03). */
export const EDGES: readonly { readonly name: EdgeName; readonly place: string }[] = [
  { name: 'ashburn', place: 'North America, Virginia' },
  { name: 'umatilla', place: 'North America, Oregon' },
  { name: 'dublin', place: 'Europe, Ireland' },
  { name: 'frankfurt', place: 'Europe, Germany' },
  { name: 'singapore', place: 'Asia Pacific, Singapore' },
  { name: 'tokyo', place: 'Asia Pacific, Japan' },
  { name: 'sao-paulo', place: 'South America, Brazil' },
  { name: 'sydney', place: 'Asia Pacific, Australia' },
];

/** The trunk's domain as Twilio stores it: no edge in it. */
export function trunkDomain(label: string): string {
  return `${label}.pstn.twilio.com`;
}

/** Where the PBX sends its calls. Twilio does not store this: the choice of the edge is the PBX's. */
export function localizedTerminationUri(label: string, edge: EdgeName): string {
  return `${label}.pstn.${edge}.twilio.com`;
}

/** Where Twilio sends calls for the PBX. With Secure Trunking the transport must be TLS (twilio.md 0.1). */
export function originationUrl(fqdn: string, secure: boolean): string {
  return secure ? `sip:${fqdn};transport=tls` : `sip:${fqdn}`;
}
