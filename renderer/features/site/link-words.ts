import type { LinkName } from '../../../domain/guide/links.ts';

/** What the button says that leads to a page. */
export const LINK_WORDS: Readonly<Record<LinkName, string>> = {
  'twilio-console': 'Twilio Console', 'twilio-products': 'Twilio: Explore products', 'twilio-elastic-sip-trunking': 'Twilio: Elastic SIP Trunking', 'twilio-trunks': 'Twilio: trunks',
  'twilio-ip-access-lists': 'Twilio: IP access control lists', 'twilio-credential-lists': 'Twilio: credential lists', 'twilio-api-keys': 'Twilio: API keys', 'twilio-upgrade': 'Twilio: upgrade the account',
  'twilio-error-logs': 'Twilio: error log', 'twilio-geo-permissions': 'Twilio: geographic permissions', 'twilio-buy-number': 'Twilio: buy a number', 'twilio-regulatory': 'Twilio: papers for numbers', 'twilio-troubleshooting': 'Twilio: troubleshooting',
  'twilio-support': 'Twilio support', 'twilio-emergency-calling': 'Twilio: emergency calling', 'twilio-e164': 'Twilio: what E.164 is', 'twilio-ip-addresses': 'Twilio: IP addresses',
  '3cx-console': '3CX console', '3cx-event-log': '3CX event log', '3cx-portal': '3CX customer portal', '3cx-install': '3CX: installing', '3cx-install-hosted': '3CX: hosted by 3CX',
  '3cx-outbound-rules': '3CX: outbound rules', '3cx-event-log-help': '3CX: event log explained', '3cx-create-users': '3CX: creating users', '3cx-emergency-notifications': '3CX: emergency notifications',
  '3cx-firewall-checker': '3CX: firewall checker', 'free-caller-registry': 'Free Caller Registry',
};
