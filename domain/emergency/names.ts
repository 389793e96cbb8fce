import { shortened } from '../site/shorten.ts';

/** Of an emergency address, in characters (twilio.md 1.8). */
export const MOST_FRIENDLY_NAME = 32;

/** How a name is compared: case and spaces do not count. */
export function nameKey(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The name with an ending, as much of it as there is room for. */
export function withEnding(name: string, ending: string): string {
  return `${shortened(name, Math.max(0, MOST_FRIENDLY_NAME - ending.length)).trim()}${ending}`.trim();
}

/**
 * The wish, or the wish with a number behind it: the first that nobody has, at most 32 characters.
 * @param taken the names that are there, each as `nameKey`
 */
export function freeName(wish: string, taken: { has(key: string): boolean }): string {
  const short = withEnding(wish, '');
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? short : withEnding(short, ` ${copy}`);
    if (!taken.has(nameKey(name))) return name;
  }
}
