import { readFqdn } from '../../domain/site/addresses.ts';
import type { LinkName } from '../../preload/contract.ts';

const FIXED: Readonly<Record<Exclude<LinkName, '3cx-console'>, string>> = {
  'twilio-console': 'https://console.twilio.com/',
  'twilio-trunks': 'https://console.twilio.com/us1/develop/sip-trunking/manage/trunks',
  'twilio-api-keys': 'https://console.twilio.com/us1/account/keys-credentials/api-keys',
  'free-caller-registry': 'https://www.freecallerregistry.com/',
};

/** The address behind a link's name, or null. A template takes its host from the site's own FQDN and from nowhere else. */
export function linkAddress(link: LinkName, fqdn: string | null): string | null {
  if (link !== '3cx-console') return FIXED[link];
  const host = readFqdn(fqdn ?? '');
  if (!host.ok) return null;
  const url = new URL(`https://${host.value}/`);
  return url.host === host.value && url.username === '' ? url.href : null;
}
