/** The pages on the web that steps lead to, by name. Where each leads is main's to say (main/security/link-table.ts): the page never gives an address. */
export const LINKS = [
  'twilio-console', 'twilio-products', 'twilio-elastic-sip-trunking', 'twilio-trunks', 'twilio-ip-access-lists', 'twilio-credential-lists', 'twilio-api-keys', 'twilio-upgrade',
  'twilio-error-logs', 'twilio-geo-permissions', 'twilio-buy-number', 'twilio-regulatory', 'twilio-troubleshooting', 'twilio-support', 'twilio-emergency-calling', 'twilio-e164', 'twilio-ip-addresses',
  '3cx-console', '3cx-event-log', '3cx-portal', '3cx-install', '3cx-install-hosted', '3cx-outbound-rules', '3cx-event-log-help', '3cx-create-users', '3cx-emergency-notifications', '3cx-firewall-checker',
  'free-caller-registry',
] as const;
export type LinkName = (typeof LINKS)[number];
