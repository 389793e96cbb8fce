import { newSite } from '../../domain/site/make.ts';
import type { Intent, Site } from '../../domain/site/record.ts';

export const STAMP = { at: '2026-11-23T10:00:00.000Z', who: 'Sam Doe', device: 'laptop' };

/** A site that has all it needs for a set-up. */
export function readySite(change: Partial<Intent> = {}): Site {
  const site = newSite({
    id: crypto.randomUUID(), name: 'Lakeside Dental', country: 'US', stamp: STAMP, revision: crypto.randomUUID(), tail: 'k7m2p',
    sipPassword: { value: 'Abcdefghijk1', revision: crypto.randomUUID(), at: STAMP.at },
  });
  const { intent } = site;
  return {
    ...site,
    intent: {
      ...intent, pbx: { fqdn: 'lakeside-dental.my3cx.us', ipv4: ['34.174.61.120'], username: null, loginUrl: null, trunkName: null }, trunk: { ...intent.trunk, secure: true },
      numbers: [{ phoneNumber: '+15125550142', acquire: 'take' }], ...change,
    },
  };
}
