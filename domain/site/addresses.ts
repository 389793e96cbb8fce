import { accept, type Judgement, refuse } from '../judgement.ts';

const OCTET = /^(?:0|[1-9]\d{0,2})$/;

// IANA's IPv4 special-purpose registry: what can never be the public address of a PBX, with the words for the technician.
const NOT_PUBLIC: readonly (readonly [block: string, prefix: number, what: string])[] = [
  ['0.0.0.0', 8, 'an address of “this network”'],
  ['10.0.0.0', 8, 'a private address'],
  ['100.64.0.0', 10, 'an address behind a carrier’s NAT'],
  ['127.0.0.0', 8, 'this computer itself'],
  ['169.254.0.0', 16, 'a link-local address'],
  ['172.16.0.0', 12, 'a private address'],
  ['192.0.0.0', 24, 'a reserved address'],
  ['192.0.2.0', 24, 'an address for documentation'],
  ['192.88.99.0', 24, 'a reserved address'],
  ['192.168.0.0', 16, 'a private address'],
  ['198.18.0.0', 15, 'an address for benchmarks'],
  ['198.51.100.0', 24, 'an address for documentation'],
  ['203.0.113.0', 24, 'an address for documentation'],
  ['224.0.0.0', 4, 'a multicast address'],
  ['240.0.0.0', 4, 'a reserved address'],
];

function toNumber(address: string): number | null {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => OCTET.test(part) && Number(part) <= 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** What kind of IPv4 address this is, in words, when it is not a public one; null for a public address or for anything that is no IPv4 address. */
export function notPublic(address: string): string | null {
  const number = toNumber(address);
  if (number === null) return null;
  const found = NOT_PUBLIC.find(([block, prefix]) => Math.floor(number / 2 ** (32 - prefix)) === Math.floor((toNumber(block) ?? 0) / 2 ** (32 - prefix)));
  return found?.[2] ?? null;
}

/** The public IPv4 address of a PBX, as its dashboard shows it. Twilio's list takes IPv4 only (twilio.md 1.3); a `/32` behind it is understood. */
export function readPublicIpv4(text: string): Judgement<string> {
  const address = text.trim().replace(/\/32$/, '');
  if (address === '') return refuse('Enter the IPv4 address that the 3CX dashboard shows.');
  if (address.length > 64) return refuse('This is too long for an IPv4 address.');
  if (/\/\d+$/.test(address)) return refuse('Enter the one address of the PBX, without a range. Trunkbook adds /32.');
  if (address.includes(':')) return refuse('This is an IPv6 address. Twilio’s access control list takes IPv4 only: use the IPv4 value of the 3CX dashboard.');
  if (toNumber(address) === null) return refuse('An IPv4 address has four numbers from 0 to 255 with dots between, for example 34.120.8.15.');
  const what = notPublic(address);
  if (what !== null) return refuse(`${address} is ${what}: Twilio never sees calls from it. Use the public IPv4 address that the 3CX dashboard shows.`);
  return accept(address);
}

/** The public addresses of a PBX: one, or several with spaces, commas or line breaks between them. Each once, in the order they were typed. */
export function readPublicAddresses(text: string): Judgement<readonly string[]> {
  const typed = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (typed.length <= 1) {
    const only = readPublicIpv4(text);
    return only.ok ? accept([only.value]) : only;
  }
  if (typed.length > 20) return refuse('At most 20 addresses.');
  const addresses: string[] = [];
  for (const part of typed) {
    const one = readPublicIpv4(part);
    if (!one.ok) return refuse(`${part.slice(0, 64)}: ${one.why}`);
    addresses.push(one.value);
  }
  return accept([...new Set(addresses)]);
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** A last part that makes an address of the whole, as browsers read it: `0x7f.0x1` opens 127.0.0.1. */
const LIKE_A_NUMBER = /^(?:\d+|0x[0-9a-f]*)$/;

/** The PBX's fully qualified domain name: no scheme, no port, at least one dot, not an address. */
export function readFqdn(text: string): Judgement<string> {
  const name = text.trim().toLowerCase().replace(/\.$/, '');
  if (name === '') return refuse('Enter the 3CX FQDN that the dashboard shows.');
  if (name.length > 253) return refuse('A domain name has at most 253 characters.');
  if (name.includes('://') || name.includes('/')) return refuse('Only the name, without https:// and without anything behind a slash.');
  if (name.startsWith('sip:')) return refuse('Only the name, without sip: in front. Trunkbook adds it where it belongs.');
  if (name.includes(':')) return refuse('Only the name, without a port.');
  if (toNumber(name) !== null) return refuse('This is an address. The FQDN is a name, for example acme.tx.3cx.us.');
  const labels = name.split('.');
  if (labels.length < 2) return refuse('A full name has at least one dot, for example acme.tx.3cx.us.');
  if (!labels.every((label) => LABEL.test(label)) || LIKE_A_NUMBER.test(labels.at(-1) ?? '')) {
    return refuse('A domain name has letters a to z, digits and dashes, with dots between.');
  }
  return accept(name);
}

/** Where the 3CX console is opened: https, a full name, a port where 3CX gave one, no user name or password in it. */
export function readLoginUrl(text: string): Judgement<string> {
  const typed = text.trim();
  if (typed === '') return refuse('Enter the address that 3CX showed as Login.');
  if (typed.length > 500) return refuse('This is too long for an address.');
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  const [, scheme = '', authority = '', path = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(withScheme) ?? [];
  if (scheme.toLowerCase() !== 'https') return refuse('The 3CX console opens over https:// only.');
  if (authority.includes('@')) return refuse('An address with a user name or password in it is not kept. Enter the address alone.');
  const [, host = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(authority) ?? [];
  const name = readFqdn(host);
  if (!name.ok) return refuse(`The name in it is not a full one. ${name.why}`);
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return refuse('A port is a number from 1 to 65535.');
  if (/[\s\p{Cc}\p{Cf}<>"\\]/u.test(path)) return refuse('An address has no spaces or quotation marks.');
  return accept(`https://${name.value}${port === undefined ? '' : `:${port}`}${path}`);
}
