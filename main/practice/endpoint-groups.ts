/** The parts of Twilio's API that a restricted API key can be kept from. A trunk's own list of numbers belongs to `trunks`. */
export const ENDPOINT_GROUPS = ['account', 'trunks', 'sip-lists', 'numbers', 'available-numbers', 'addresses', 'pricing', 'alerts', 'calls'] as const;
export type EndpointGroup = (typeof ENDPOINT_GROUPS)[number];
