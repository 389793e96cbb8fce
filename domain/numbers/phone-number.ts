import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { accept, type Judgement, refuse } from '../judgement.ts';
import { E164 } from './e164.ts';
import { withoutInvisible } from './pasted.ts';

const OTHER_DIGITS = /[^\P{N}0-9]/u;
const NOT_IN_A_NUMBER = /[^0-9+\s().\-/\u2010-\u2015\u2212]/u;
/** Ten digits behind +1. Their length alone would let a British 0800 number through at a US site. */
const NORTH_AMERICAN = /^[2-9]\d{2}[2-9]\d{6}$/;
/** With every sign that people put between digits, a number stays far below. */
const LONGEST = 60;

/**
 * Reads a phone number as a person writes it and returns its E.164 form. Strict: the library alone would find a number inside other text and
 * take the digits of every script, and in a list of thousands nobody would see that it did. A mask such as `*2145551234` is not a number, and
 * digits that only look like 0 to 9 are refused, not converted: 3CX and Twilio compare character by character, so whoever pastes shall look.
 * @param country ISO 3166 alpha-2, for numbers written without a country code
 */
export function readPhoneNumber(text: string, country: string): Judgement<string> {
  const written = text.length > 10 * LONGEST ? text : withoutInvisible(text).trim();
  if (written === '') return refuse('Enter a phone number.');
  if (written.length > LONGEST) return refuse('This is too long for a phone number.');
  if (OTHER_DIGITS.test(written)) return refuse(`“${written}” has digits that only look like 0 to 9. Type it again with the digits of the keyboard.`);
  if (/\p{L}/u.test(written)) return refuse(`“${written}” has letters in it. Leave only the number, for example +14155550123.`);
  const foreign = NOT_IN_A_NUMBER.exec(written);
  if (foreign) return refuse(/\p{Cc}/u.test(foreign[0]) ? 'There is a control character in it. Type the number again.' : `“${written}” has a “${foreign[0]}”, which no phone number has. Leave only the number.`);
  const number = parsePhoneNumberFromString(written, isSupportedCountry(country) ? (country as CountryCode) : undefined);
  if (!number || number.ext !== undefined) return refuse(`“${written}” is not a phone number. Write it with its country code, for example +14155550123.`);
  if (!number.isPossible()) return refuse(`${number.number} has the wrong number of digits for ${number.country ?? 'its country'}.`);
  if (number.countryCallingCode === '1' && !NORTH_AMERICAN.test(number.nationalNumber)) return refuse(`${number.number} is no number of North America: area code and the three digits behind it begin with 2 to 9.`);
  return E164.test(number.number) ? accept(number.number) : refuse(`${number.number} has the wrong number of digits: a phone number has 7 to 15 with its country code.`);
}

const PARTS_OF_NORTH_AMERICA = /^\+1([2-9]\d{2})([2-9]\d{2})(\d{4})$/;

/** `+14155550123` as people read it aloud: `+1 415 555 0123`. Anything else comes back unchanged. */
export function spacedPhoneNumber(e164: string): string {
  // What the library would say of the numbers that most sites have thousands of, a hundred times as fast.
  const [, area, office, line] = PARTS_OF_NORTH_AMERICA.exec(e164) ?? [];
  return area !== undefined ? `+1 ${area} ${office} ${line}` : parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
