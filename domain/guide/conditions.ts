import type { Condition } from './step.ts';

// The conditions that chapters use more than once, by name.

export const HOSTED: Condition = { hosting: 'hosted' };
export const SELF_HOSTED: Condition = { hosting: 'self-hosted' };
export const WITH_KEY: Condition = { account: 'api' };
export const BY_HAND: Condition = { account: 'by-hand' };
export const SECURE: Condition = { secure: true };
export const NOT_SECURE: Condition = { secure: false };

/** Where 911 is the emergency number and 933 its test (twilio.md 3). */
const DIAL_911 = ['US', 'CA'] as const;
/** Where Twilio registers an emergency address with a number (twilio.md 0.8). */
const REGISTERS = ['US', 'CA', 'GB'] as const;
/** Where Twilio’s trunks carry emergency calls (twilio.md 3, the page on SIP trunks of 2026-03). */
const CARRIES = ['US', 'CA', 'GB', 'AU', 'IE', 'FR', 'DE', 'AT'] as const;

export const IN_911_COUNTRY: Condition = { countries: DIAL_911 };
export const NOT_IN_911_COUNTRY: Condition = { notCountries: DIAL_911 };
export const REGISTERS_ADDRESSES: Condition = { countries: REGISTERS };
export const CARRIES_WITHOUT_ADDRESSES: Condition = { countries: CARRIES, notCountries: REGISTERS };
export const CARRIES_EMERGENCY_CALLS: Condition = { countries: CARRIES };
export const CARRIES_NO_EMERGENCY_CALLS: Condition = { notCountries: CARRIES };
export const UNITED_STATES: Condition = { countries: ['US'] };
export const UNITED_KINGDOM: Condition = { countries: ['GB'] };
