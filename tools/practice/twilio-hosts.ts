// The host names that the practice account stands in for. The certificate names them, and CONNECT leads to no others.

/**
 * Twilio's public edges. A region other than us1 is another world to Twilio, which the practice account does not have.
 * A new edge is one word here.
 */
const EDGES = ['ashburn', 'dublin', 'frankfurt', 'roaming', 'sao-paulo', 'singapore', 'sydney', 'tokyo', 'umatilla'];

/** `api.twilio.com`, `api.us1.twilio.com`, `api.ashburn.us1.twilio.com`: a wildcard stands for one label, so each depth has its own. */
export const TWILIO_NAMES: readonly string[] = ['*.twilio.com', '*.us1.twilio.com', ...EDGES.map((edge) => `*.${edge}.us1.twilio.com`)];

const PARENTS = new Set(TWILIO_NAMES.map((name) => name.slice('*.'.length)));

/** @param authority of a CONNECT: `host:port` */
export function leadsToTwilio(authority: string): boolean {
  const [, parent] = /^[a-z][a-z0-9-]*\.([a-z0-9.-]+):443$/i.exec(authority) ?? [];
  return parent !== undefined && PARENTS.has(parent.toLowerCase());
}
