import { NO_EMERGENCY } from './emergency-record.ts';
import { shortened } from './shorten.ts';
import { type Intent, type Secret, SITE_SCHEMA, type Site } from './record.ts';

/** Who does something, when and on which laptop: given by main, never read in here. */
export interface Stamp {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  readonly device: string;
}

/** A short form of a site's name for Twilio: `Lakeside Dental, Austin` becomes `lakeside-dental-austin`. */
export function slug(name: string): string {
  const ascii = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return ascii.slice(0, 40).replace(/-+$/, '') || 'site';
}

/** Where Twilio looks callers’ names up (twilio.md 1.6); elsewhere it would only cost. */
const CNAM_COUNTRIES: readonly string[] = ['US', 'CA'];

/** Weight and priority of an origination URL as the Twilio Console sets them (twilio.md 1.6). */
export const CONSOLE_ORIGIN = { weight: 10, priority: 10 } as const;

/** The names that Trunkbook proposes: readable in the Twilio Console, and unique because of `tail` (lists' names and domains must be). */
export function proposedTrunk(name: string, tail: string, sipPassword: string, country: string): Intent['trunk'] {
  const label = `${slug(name)}-${tail}`;
  const shown = shortened(name.trim(), 40);
  return {
    friendlyName: `${shown} (${tail})`, domainLabel: label, edge: 'ashburn', secure: null, cnamLookup: CNAM_COUNTRIES.includes(country),
    transferMode: 'disable-all', origination: { ...CONSOLE_ORIGIN, others: [] },
    accessListName: `${shown} PBX (${tail})`, credentialListName: `${shown} SIP (${tail})`, sipUsername: label.slice(0, 32).replace(/-+$/, ''), sipPassword,
  };
}

export interface NewSite {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly stamp: Stamp;
  readonly revision: string;
  /** A few random letters and digits, lower case. */
  readonly tail: string;
  readonly sipPassword: Secret;
}

/** A new site works on the practice account until real credentials are chosen. */
export function newSite({ id, name, country, stamp, revision, tail, sipPassword }: NewSite): Site {
  return {
    schema: SITE_SCHEMA, id, name, createdAt: stamp.at, archivedAt: null,
    intent: {
      revision, parent: null, ...stamp, country, hosting: null, account: { kind: 'practice' },
      pbx: { loginUrl: null, fqdn: null, ipv4: [], username: null, trunkName: null },
      trunk: proposedTrunk(name, tail, sipPassword.revision, country), numbers: [], outboundRules: null, emergency: NO_EMERGENCY, agreed: [],
    },
    observed: { twilio: null, pbxTrunk: {}, emergency: null, emergencyReported: [], pbxName: null, clock: null }, evidence: [], ledger: [],
    secrets: { pbxPassword: null, sipPassword },
  };
}

/** Another site after the pattern of this one: its choices and outbound rules, without its secrets, its PBX, its numbers and caller IDs, its account's state or its history. */
export function duplicateSite(from: Site, to: NewSite): Site {
  const fresh = newSite(to);
  const { edge, secure, cnamLookup, transferMode } = from.intent.trunk;
  const { account, hosting } = from.intent;
  // Rules are how people of one country dial.
  const kept = to.country === from.intent.country ? from.intent.outboundRules : null;
  const outboundRules = kept?.map((rule) => ({ ...rule, routes: rule.routes.map((route) => ({ ...route, callerId: '' })) })) ?? null;
  return { ...fresh, intent: { ...fresh.intent, account, hosting, outboundRules, trunk: { ...fresh.intent.trunk, edge, secure, cnamLookup, transferMode } } };
}

/** The next state of the intent. Its `parent` is the state it was made from. */
export function changeIntent(site: Site, change: Partial<Omit<Intent, 'revision' | 'parent' | keyof Stamp>>, stamp: Stamp, revision: string): Site {
  return { ...site, intent: { ...site.intent, ...change, ...stamp, revision, parent: site.intent.revision } };
}
