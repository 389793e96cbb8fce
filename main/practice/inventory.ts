import { createHash } from 'node:crypto';
import { AREA_CODES } from './area-codes.ts';
import { type Place, PLACES } from './places.ts';
import type { PracticeWorldData } from './world-data.ts';

export interface Offer {
  readonly phoneNumber: string;
  readonly place: Place;
}

const LAST_DIGITS = 100;
/** About 110 of 256 numbers are for sale. */
const FOR_SALE_BELOW = 110;

/**
 * The numbers that can be bought now, in a fixed order. Pure: follows from the world's seed, less what the account owns and others took.
 * Toll-free numbers of the US and Canada are the same numbers.
 */
export function numbersForSale(world: Pick<PracticeWorldData, 'seed' | 'numbers' | 'takenNumbers'>, wanted: (place: Place) => boolean): Offer[] {
  const gone = new Set([...world.takenNumbers, ...world.numbers.map((number) => number.phoneNumber)]);
  return PLACES.filter(wanted).flatMap((place) => Array.from({ length: LAST_DIGITS }, (_, last) => `${place.prefix}${String(last).padStart(2, '0')}`)
    .filter((phoneNumber) => !gone.has(phoneNumber) && isOffered(world.seed, phoneNumber))
    .map((phoneNumber) => ({ phoneNumber, place })));
}

function isOffered(seed: string, phoneNumber: string): boolean {
  return (createHash('sha256').update(`${seed}\0${phoneNumber}`).digest()[0] ?? 0) < FOR_SALE_BELOW;
}

/** So many numbers that are neither in `used` nor ever for sale: the 555-01xx of all other area codes of North America. @throws RangeError past some 37,000 */
export function spareNumbers(used: readonly string[], count: number): string[] {
  const gone = new Set([...used, ...PLACES.map(({ areaCode }) => areaCode)]);
  const all = AREA_CODES.filter((areaCode) => !gone.has(areaCode))
    .flatMap((areaCode) => Array.from({ length: LAST_DIGITS }, (_, last) => `+1${areaCode}55501${String(last).padStart(2, '0')}`));
  const spare = all.filter((phoneNumber) => !gone.has(phoneNumber)).slice(0, count);
  if (spare.length < count) throw new RangeError(`There are no ${count} spare numbers.`);
  return spare;
}

/** As Twilio names a number until somebody names it otherwise: `(512) 555-0123`, elsewhere the number itself. */
export function usualName(phoneNumber: string): string {
  return phoneNumber.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
}
