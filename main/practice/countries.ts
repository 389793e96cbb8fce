import type { Place } from './places.ts';

/** The countries that the practice account knows, as Twilio names them. */
export const COUNTRY_NAMES: Readonly<Record<Place['country'], string>> = { US: 'United States', CA: 'Canada', GB: 'United Kingdom', DE: 'Germany' };

export function isCountry(code: string): code is Place['country'] {
  return Object.hasOwn(COUNTRY_NAMES, code);
}
