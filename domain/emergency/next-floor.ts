import type { EmergencyAddress } from '../site/emergency-record.ts';
import { type TypedAddress, typedOf } from './entry.ts';
import { freeName, nameKey, withEnding } from './names.ts';

/**
 * The form of the same house one floor up, for a person to look over: floor and name. What belongs to one place stays empty: suite and room, which no
 * counting can tell, extensions, the number that is shown, and who confirmed it. A floor that nobody can count from is left empty.
 * @param others all addresses of the site, so that the name is one that none of them has
 */
export function nextFloor(address: EmergencyAddress, others: readonly EmergencyAddress[] = []): TypedAddress {
  const typed = typedOf(address);
  const floor = floorAbove(typed.floor) ?? '';
  return { ...typed, floor, suite: '', room: '', friendlyName: nameAbove(typed.friendlyName, typed.floor, floor, [address, ...others]), extensions: '', shows: '', confirmedBy: '' };
}

const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth', 'Eleventh', 'Twelfth'] as const;

/** What the floor above is called; null where that cannot be told. The ground floor is below the first, as where it is so called. */
export function floorAbove(floor: string): string | null {
  const text = floor.trim();
  if (/^(?:ground|gf?|0)$/i.test(text)) return '1';
  if (/^(?:basement|lower ground|lg|b1?)$/i.test(text)) return 'Ground';
  const [, sign = '', digits = '', suffix = '', rest = ''] = /^(-|B(?=\d)|[A-Z]{0,2})(\d{1,4})(st|nd|rd|th)?(?!\d)(.*)$/i.exec(text) ?? [];
  if (digits !== '') {
    const down = sign === '-' || /^b$/i.test(sign);
    const number = Number(digits) + (down ? -1 : 1);
    if (number < 0) return null;
    if (sign === '-' && number === 0) return `0${rest}`;
    return `${sign}${String(number).padStart(digits.length > 1 && digits.startsWith('0') ? digits.length : 1, '0')}${suffix === '' ? '' : cased(ordinalEnd(number), suffix)}${rest}`;
  }
  const word = ORDINALS.findIndex((ordinal) => ordinal.toLowerCase() === text.toLowerCase());
  return word === -1 ? null : ORDINALS[word + 1] ?? null;
}

function ordinalEnd(number: number): string {
  if (number % 100 >= 11 && number % 100 <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10] ?? 'th';
}

function cased(text: string, like: string): string {
  return like === like.toUpperCase() ? text.toUpperCase() : text;
}

/** The name with the new floor in it; where its floor is not to be found, with the floor behind it; in any case one that no other address has. */
function nameAbove(name: string, floor: string, above: string, taken: readonly EmergencyAddress[]): string {
  const names = new Set(taken.map(({ friendlyName }) => nameKey(friendlyName)));
  return freeName((above === '' ? null : nameWithFloor(name, floor, above)) ?? (above === '' ? name : withEnding(name, ` floor ${above}`)), names);
}

/** “HQ floor 2” and “2nd floor east”, one floor up; null where the name does not speak of this floor. */
function nameWithFloor(name: string, floor: string, above: string): string | null {
  if (floor.trim() === '') return null;
  const value = RegExp.escape(floor.trim());
  const behind = new RegExp(`(\\b(?:floor|flr|fl|level) ?)${value}(?![\\p{L}\\d])`, 'iu');
  const before = new RegExp(`(?<![\\p{L}\\d])${value}( ?(?:floor|flr|fl|level)\\b)`, 'iu');
  if (behind.test(name)) return name.replace(behind, (_, word: string) => `${word}${above}`);
  return before.test(name) ? name.replace(before, (_, word: string) => `${above}${word}`) : null;
}
