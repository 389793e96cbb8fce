import type { LinkName } from '../../domain/guide/links.ts';
import { readFqdn } from '../../domain/site/addresses.ts';

const CONSOLE = 'https://console.twilio.com';

/** The fixed addresses. Sources: guide.md's links; twilio.md and threecx.md where it has none. */
const FIXED: Readonly<Record<Exclude<LinkName, '3cx-console' | '3cx-event-log'>, string>> = {
  'twilio-console': `${CONSOLE}/`,
  'twilio-products': `${CONSOLE}/develop/explore`,
  'twilio-elastic-sip-trunking': `${CONSOLE}/us1/develop/sip-trunking?frameUrl=%2Fconsole%2Fsip-trunking%2Fdashboard%3Fx-target-region%3Dus1`,
  'twilio-trunks': `${CONSOLE}/us1/develop/sip-trunking/manage/trunks?frameUrl=%2Fconsole%2Fsip-trunking%2Ftrunks%3Fx-target-region%3Dus1`,
  'twilio-ip-access-lists': `${CONSOLE}/us1/develop/sip-trunking/manage/ip-acls?frameUrl=%2Fconsole%2Fsip-trunking%2Fauthentication%2Fip-acls%3Fx-target-region%3Dus1`,
  'twilio-credential-lists': `${CONSOLE}/us1/develop/sip-trunking/manage/cls?frameUrl=%2Fconsole%2Fsip-trunking%2Fauthentication%2Fcls%3Fx-target-region%3Dus1`,
  'twilio-api-keys': `${CONSOLE}/us1/account/keys-credentials/api-keys`,
  // NC: the Console moves its pages about. Where one has moved, the Console itself says so.
  'twilio-upgrade': `${CONSOLE}/us1/billing/manage-billing/upgrade`,
  'twilio-error-logs': `${CONSOLE}/us1/monitor/logs/debugger/errors`,
  'twilio-geo-permissions': `${CONSOLE}/us1/develop/voice/settings/geo-permissions`,
  'twilio-buy-number': `${CONSOLE}/us1/develop/phone-numbers/manage/search`,
  'twilio-regulatory': `${CONSOLE}/us1/develop/phone-numbers/regulatory-compliance/bundles`,
  'twilio-troubleshooting': 'https://help.twilio.com/articles/360025446533-Troubleshooting-Twilio-Elastic-SIP-Trunking-and-SIP-Domain-Calls',
  'twilio-support': 'https://help.twilio.com/',
  'twilio-emergency-calling': 'https://www.twilio.com/docs/sip-trunking/emergency-calling',
  'twilio-e164': 'https://www.twilio.com/docs/glossary/what-e164',
  'twilio-ip-addresses': 'https://www.twilio.com/docs/sip-trunking/ip-addresses',
  '3cx-portal': 'https://login.3cx.com/',
  '3cx-install': 'https://www.3cx.com/docs/manual/install/',
  '3cx-install-hosted': 'https://www.3cx.com/docs/manual/install/#h.u6xz8qsr3mm7',
  '3cx-outbound-rules': 'https://www.3cx.com/docs/manual/outbound-call-routing/',
  '3cx-event-log-help': 'https://www.3cx.com/docs/event-log/',
  '3cx-create-users': 'https://www.3cx.com/docs/manual/create-extensions/#h.7q90x4ircmop',
  '3cx-emergency-notifications': 'https://www.3cx.com/docs/manual/emergency-numbers/#h.urjfz89r0j8u',
  '3cx-firewall-checker': 'https://www.3cx.com/docs/firewall-checker/',
  'free-caller-registry': 'https://www.freecallerregistry.com/',
};

/** The pages of the site's own PBX: its name goes in front. */
const OF_PBX = { '3cx-console': '/', '3cx-event-log': '/#/office/event-log' } as const;

/** The address behind a link's name, or null. A template takes its host from the site's own FQDN and from nowhere else. */
export function linkAddress(link: LinkName, fqdn: string | null): string | null {
  if (link !== '3cx-console' && link !== '3cx-event-log') return FIXED[link];
  const host = readFqdn(fqdn ?? '');
  if (!host.ok) return null;
  const url = new URL(OF_PBX[link], `https://${host.value}/`);
  return url.host === host.value && url.username === '' ? url.href : null;
}
