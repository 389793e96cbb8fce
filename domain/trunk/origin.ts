import { accept, type Judgement, refuse } from '../judgement.ts';
import type { Intent } from '../site/record.ts';
import type { Origin } from './actions.ts';
import { originationUrl } from './edges.ts';

/** An origination URL of another place than this PBX, as a person types it (twilio.md section 2): `sip:host[:port][;transport=…][;edge=…]`. */
export function readOriginUrl(text: string): Judgement<string> {
  const url = text.trim();
  if (url === '') return refuse('Enter where the calls shall go, for example sip:backup.example.com.');
  if (/^sips:/i.test(url)) return refuse('Twilio takes no sips: here. Write sip: and end it with ;transport=tls.');
  if (/\s/.test(url)) return refuse('There is a space in it.');
  if (!/^sip:(?:[^@\s;?]+@)?(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?(?:;[a-z0-9=._-]+)*(?:\?\S*)?$/i.test(url)) return refuse('It has the form sip:host, with a port or ;transport=tls behind it where needed.');
  if (url.length > 255) return refuse('At most 255 characters.');
  return accept(url);
}

/** Whether two origination URLs lead to the same place: host names know no upper and lower case. */
export function sameOrigin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function readWhole(text: string, least: number, most: number): Judgement<number> {
  const digits = text.trim();
  return /^\d{1,5}$/.test(digits) && Number(digits) >= least && Number(digits) <= most ? accept(Number(digits)) : refuse(`A whole number from ${least} to ${most}.`);
}

/** Among origination URLs of the same priority, the share of calls (twilio.md 1.6). */
export function readWeight(text: string): Judgement<number> {
  return readWhole(text, 1, 65_535);
}

/** The lowest is tried first (twilio.md 1.6). */
export function readPriority(text: string): Judgement<number> {
  return readWhole(text, 0, 65_535);
}

const bare = (url: string): string => url.toLowerCase().replace(/;transport=[a-z]+/, '');

/** Whether two origination URLs lead to the same host, by whatever transport, on SIP's own port or one that both name. */
export function sameHost(one: string, other: string): boolean {
  const host = (url: string): string => bare(url).replace(/:506[01](?=;|$|\?)/, '');
  return host(one) === host(other);
}

/** Why a second URL of the PBX is refused. */
export const THE_PBX_ITSELF = 'This is the PBX itself, which stands above. Set its priority and weight there.';

/** Whether a URL leads to this host, by whatever port, transport or user. */
export function leadsToHost(url: string, fqdn: string): boolean {
  return /^sip:(?:[^@]*@)?([^:;?]+)/i.exec(url)?.[1]?.toLowerCase() === fqdn.toLowerCase();
}

/**
 * Whether somebody's URL does what the wanted one would: on a secure trunk Twilio uses TLS on port 5061 whatever the URL says of the
 * transport, else UDP on port 5060 where nothing is said (twilio.md section 2).
 */
export function sameTarget(url: string, wanted: string, secure: boolean): boolean {
  const usual = (text: string): string => bare(text).replace(secure ? /:5061(?=;|$|\?)/ : /:5060(?=;|$|\?)/, '');
  return usual(url) === usual(wanted) && (secure || !/;transport=(?:tcp|tls)/i.test(url));
}

/** Where incoming calls shall go: to the PBX, and to what was entered beside it. The PBX counts once, by whatever transport it was entered again. */
export function wantedOrigins({ trunk }: Intent, fqdn: string, secure: boolean): readonly Origin[] {
  const { weight, priority, others } = trunk.origination;
  const own = originationUrl(fqdn, secure);
  return [{ url: own, weight, priority }, ...others.filter(({ url }) => !sameHost(url, own))];
}
