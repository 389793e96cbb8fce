import { type CountryCode, getCountryCallingCode, isSupportedCountry, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { E164 } from '../numbers/e164.ts';
import type { Extension } from '../numbers/directory.ts';
import type { OutboundRoute } from '../site/outbound-rule.ts';
import type { CallerId, RouteOutcome, Verdict } from './outcome.ts';

/** The number as a route sends it: digits removed in front, others put there, and others at the end ([I] in this order, threecx.md 2.1.7). */
export function applyRoute(number: string, { stripDigits, prepend, append }: Pick<OutboundRoute, 'stripDigits' | 'prepend' | 'append'>): string {
  return prepend.trim() + number.slice(stripDigits) + append.trim();
}

function whyRefused(sent: string): string {
  const needs = 'Twilio takes + with a country code and a number';
  if (!sent.startsWith('+')) return `${needs}; this does not begin with +.`;
  const digits = sent.slice(1);
  if (!/^[0-9]*$/.test(digits)) return `${needs}; this has other signs than digits in it.`;
  if (digits.startsWith('0')) return `${needs}; no country code begins with 0.`;
  return `${needs} of 7 to 15 digits in all; this has ${digits.length}.`;
}

/** What Twilio makes of a number that it receives (twilio.md section 2): E.164 with +, an emergency or test number as it stands, or a refusal (SIP 400). */
export function judgeSent(sent: string, isEmergency: (number: string) => boolean): Verdict {
  if (isEmergency(sent)) return { kind: 'emergency' };
  if (!E164.test(sent)) return { kind: 'refused', why: whyRefused(sent) };
  const number = parsePhoneNumberFromString(sent);
  // The library drops a national prefix that was left in, as in +4402079460018: what is sent must be the number itself.
  const whole = number?.number === sent;
  return { kind: 'e164', possible: whole && number.isPossible(), valid: whole && number.isValid(), country: number?.country ?? null };
}

/** The caller ID of a call. [U] That the route's comes before the extension's, and that before the trunk's, is from memory (threecx.md 2.6). */
export function callerIdOf(ofRoute: string, caller: Pick<Extension, 'callerId'> | null, mainNumber: string | null): CallerId {
  const route = ofRoute.trim();
  if (route !== '') return { number: route, source: 'route' };
  const extension = caller?.callerId.trim() ?? '';
  if (extension !== '') return { number: extension, source: 'extension' };
  const trunk = mainNumber?.trim() ?? '';
  return trunk === '' ? { number: '', source: 'none' } : { number: trunk, source: 'trunk' };
}

export function routeOutcome(number: string, route: OutboundRoute, index: number, caller: Pick<Extension, 'callerId'> | null, mainNumber: string | null, isEmergency: (number: string) => boolean): RouteOutcome {
  const sent = applyRoute(number, route);
  return {
    index, route, sent, stripped: number.slice(0, route.stripDigits), prepended: route.prepend.trim(), appended: route.append.trim(),
    verdict: judgeSent(sent, isEmergency), callerId: callerIdOf(route.callerId, caller, mainNumber),
    unusable: route.trunk !== null && route.trunk.trim() === '' ? 'The route has no trunk.' : sent === '' ? 'Nothing is left of the number.' : null,
  };
}

/**
 * A number with + as the rules see it while 3CX's E.164 processing is on. [U] A model after an old manual (threecx.md 2.4): one of the own
 * country is written as people dial it there, and one of another country gets the own international prefix in place of the +. So no rule
 * sees a +. Numbers without + are not touched.
 */
export function rewritePlus(number: string, country: string): string {
  if (!number.startsWith('+') || !isSupportedCountry(country)) return number;
  const own = country as CountryCode;
  const plan = new Metadata();
  plan.selectNumberingPlan(own);
  const pattern = plan.numberingPlan?.IDDPrefix() ?? '';
  const prefix = /^\d+$/.test(pattern) ? pattern : plan.numberingPlan?.defaultIDDPrefix() ?? '00';
  const parsed = parsePhoneNumberFromString(number);
  if (parsed?.countryCallingCode === getCountryCallingCode(own)) return parsed.formatNational().replaceAll(/[^0-9]/g, '');
  return prefix + number.slice(1);
}
