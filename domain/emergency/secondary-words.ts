import { SECONDARY_KINDS, type SecondaryKind } from '../site/emergency-limits.ts';
import type { Secondary } from '../site/emergency-record.ts';

/** What people write before or behind the value. */
const BEFORE: Readonly<Record<Exclude<SecondaryKind, 'other'>, RegExp>> = { suite: /^(?:suite|ste)\b\.? ?/i, floor: /^(?:floor|flr|fl)\b\.? ?/i, room: /^(?:room|rm)\b\.? ?/i };
const BEHIND: Readonly<Record<Exclude<SecondaryKind, 'other'>, RegExp>> = { suite: / ?\bsuite$/i, floor: / ?\b(?:floor|flr|fl)\b\.?$/i, room: / ?\broom$/i };

/** The value of a field without the word that its label says already: “Suite 400” is 400, “2nd floor” is 2nd. */
export function withoutWord(kind: SecondaryKind, text: string): string {
  return kind === 'other' ? text : text.replace(BEFORE[kind], '').replace(BEHIND[kind], '').trim();
}

const WORD = '(suite|ste|floor|flr|fl|room|rm)\\b\\.?';
/** With a digit in it, or one letter: what is longer is a name, as in “Floor Street”. */
const VALUE = '(\\p{L}{0,3}\\d[\\p{L}\\d\'/-]*|\\p{L})(?![\\p{L}\\d])';
const ORDINAL = '(\\d+(?:st|nd|rd|th)|ground|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:floor|flr|fl)\\b\\.?';
const PART = new RegExp(`\\b${ORDINAL}|\\b${WORD} ?${VALUE}`, 'giu');

/** Suite, floor and room in what stands in one line; the rest is `other`. Nothing is left out. O(n). */
export function readSecondaryLine(line: string): Secondary[] {
  const found = new Map<SecondaryKind, string>();
  const rest: string[] = [];
  const text = line.replace(/[,;\s]+/g, ' ').replace(/#(?=[\p{L}\d])/gu, '').trim();
  let from = 0;
  for (const match of text.matchAll(PART)) {
    const [whole, ordinal, word = '', value = ''] = match;
    const kind = ordinal === undefined ? kindOf(word) : 'floor';
    rest.push(text.slice(from, match.index));
    from = match.index + whole.length;
    // A second one of a kind stays as it was written.
    if (found.has(kind)) rest.push(whole);
    else found.set(kind, ordinal ?? value);
  }
  const other = [...rest, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '').join(' ');
  if (other !== '') found.set('other', other);
  return SECONDARY_KINDS.flatMap((kind) => { const value = found.get(kind); return value === undefined ? [] : [{ kind, value }]; });
}

function kindOf(word: string): SecondaryKind {
  return /^s/i.test(word) ? 'suite' : /^f/i.test(word) ? 'floor' : 'room';
}

/** What in a street belongs into a field of its own; null where nothing does. */
export function secondaryIn(street: string): SecondaryKind | null {
  const line = street.length > 1000 ? street.slice(0, 1000) : street;
  return readSecondaryLine(line).find(({ kind }) => kind !== 'other')?.kind ?? (/\b(?:unit|apt|apartment|bldg|building) \S/i.test(line) ? 'other' : null);
}
