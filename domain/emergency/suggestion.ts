import type { EmergencyAddress, TwilioAddress } from '../site/emergency-record.ts';
import type { LedgerEntry } from '../site/record.ts';
import { secondaryLine } from './secondary.ts';
import { readSecondaryLine } from './secondary-words.ts';

/** As long as such a message may be. Twilio's own example has 200 characters. */
export const LONGEST_SUGGESTION = 4000;
const MOST_SUGGESTIONS = 10;
const LONGEST_VALUE = 300;

/** What Twilio calls the parts of an address in the message of 21629 (twilio.md 1.8). */
const KEYS = {
  FriendlyName: 'friendlyName', CustomerName: 'customerName', Street: 'street', StreetSecondary: 'streetSecondary', Locality: 'city', Region: 'region', PostalCode: 'postalCode', IsoCountry: 'country',
} as const satisfies Record<string, keyof TwilioAddress>;
type Key = keyof typeof KEYS;
const KEY = new RegExp(`(?:^|, )(${Object.keys(KEYS).join('|')}): ?`, 'g');
const NEEDED: readonly Key[] = ['Street', 'Locality', 'IsoCountry'];
/** A key that nobody told Trunkbook of, or something that no address has in it: signs that steer, signs that turn the direction of writing. */
const ODD = /(?:^|[\s,|])[A-Z][A-Za-z]+: |[\p{Cc}\p{Cf}\p{Co}<>]/u;

/**
 * The addresses that Twilio's message of 21629 suggests (twilio.md 1.8). Commas stand between the parts and within them, so a part goes to the
 * next key. A message with anything odd in it suggests nothing: then a person compares by hand, which is better than half an address.
 * NC: its form is known from one published example and from the code of others, who met several suggestions parted by ` | `; none with a
 * suite or floor.
 */
export function parseSuggestions(message: string): readonly TwilioAddress[] {
  if (message.length > LONGEST_SUGGESTION) return [];
  const [, ...parts] = message.split(' | ');
  if (parts.length > MOST_SUGGESTIONS) return [];
  const suggestions = parts.map(parseOne);
  return suggestions.every((one) => one !== null) ? suggestions : [];
}

function parseOne(text: string): TwilioAddress | null {
  const keys = [...text.trim().matchAll(KEY)];
  if (keys[0]?.index !== 0) return null;
  const values: Partial<Record<keyof TwilioAddress, string>> = {};
  for (const [index, match] of keys.entries()) {
    const name = KEYS[match[1] as Key];
    const value = text.trim().slice(match.index + match[0].length, keys[index + 1]?.index).trim();
    if (name in values || ODD.test(value) || value.length > LONGEST_VALUE) return null;
    values[name] = value;
  }
  if (NEEDED.some((key) => (values[KEYS[key]] ?? '') === '') || !/^[A-Z]{2}$/.test(values.country ?? '')) return null;
  const { friendlyName = '', customerName = '', street = '', streetSecondary = '', city = '', region = '', postalCode = '', country = '' } = values;
  return { friendlyName, customerName, street, streetSecondary, city, region, postalCode, country };
}

/** What Twilio suggested when it refused a call, in its order. */
export function suggestionsOf(ledger: readonly LedgerEntry[], call: string): readonly TwilioAddress[] {
  return ledger.flatMap((entry) => (entry.kind === 'address' && entry.call === call && entry.as === 'suggested' ? [entry.address] : []));
}

/** An address in the form that Twilio suggests, which nobody on site has confirmed yet. What a suggestion says nothing of stays as it was entered. NC: whether Twilio looked at it. */
export function takeSuggestion(address: EmergencyAddress, { customerName, street, streetSecondary, city, region, postalCode }: TwilioAddress): EmergencyAddress {
  const parts = readSecondaryLine(streetSecondary);
  // Sent again, it must be just what Twilio wrote: “FL 2” stays one text, as “Floor 2” would be refused again.
  const secondary = secondaryLine(parts).toUpperCase() === streetSecondary.toUpperCase() ? parts : [{ kind: 'other' as const, value: streetSecondary }];
  return { ...address, customerName: customerName || address.customerName, street, secondary: streetSecondary === '' ? address.secondary : secondary, city, region: region || address.region, postalCode: postalCode || address.postalCode, chosen: null, confirmedBy: '' };
}

/** The address that a call was about, as it was entered and sent; null where the ledger does not have it. */
export function enteredIn(ledger: readonly LedgerEntry[], call: string): TwilioAddress | null {
  for (const entry of ledger) if (entry.kind === 'address' && entry.call === call && entry.as === 'entered') return entry.address;
  return null;
}

/** More pairs of words than these are not compared one by one. */
const MOST_PAIRS = 250_000;

/** The words of `one`, each with whether it differs from those of `other`. Case does not count: Twilio writes in capitals. */
export function differingWords(one: string, other: string): readonly { readonly text: string; readonly differs: boolean }[] {
  const words = wordsOf(one);
  const mine = words.map(plain);
  const theirs = wordsOf(other).map(plain);
  let start = 0;
  while (start < mine.length && start < theirs.length && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < mine.length - start && end < theirs.length - start && mine.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const kept = commonWords(mine.slice(start, mine.length - end), theirs.slice(start, theirs.length - end));
  return words.map((text, index) => ({ text, differs: index >= start && index < words.length - end && !kept.has(index - start) }));
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function plain(word: string): string {
  return word.normalize('NFC').toUpperCase();
}

/** The places in `one` of a longest sequence of words that `other` has too, in the same order. */
function commonWords(one: readonly string[], other: readonly string[]): ReadonlySet<number> {
  const kept = new Set<number>();
  if (one.length * other.length > MOST_PAIRS) return kept;
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = one[row] === other[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < one.length && column < other.length;) {
    if (one[row] === other[column]) { kept.add(row); row += 1; column += 1; }
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return kept;
}
