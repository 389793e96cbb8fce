import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { accept, type Judgement, refuse } from '../judgement.ts';

/**
 * Reads a phone number as a person writes it and returns its E.164 form.
 * @param country ISO 3166 alpha-2, for numbers written without a country code.
 */
export function readPhoneNumber(text: string, country: string): Judgement<string> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('Enter a phone number.');
  if (trimmed.length > 40) return refuse('This is too long for a phone number.');
  const number = parsePhoneNumberFromString(trimmed, isSupportedCountry(country) ? (country as CountryCode) : undefined);
  if (!number || number.ext !== undefined) return refuse(`“${trimmed}” is not a phone number. Write it with its country code, for example +14155550123.`);
  if (!number.isPossible()) return refuse(`${number.number} has the wrong number of digits for ${number.country ?? 'its country'}.`);
  return accept(number.number);
}

/** `+14155550123` as people read it aloud: `+1 415 555 0123`. Anything else comes back unchanged. */
export function spacedPhoneNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
