import { refuse } from '../judgement.ts';
import { shortened } from '../site/shorten.ts';

/** The verdict on a field of an address: its value in canonical form, with what may be wrong with it; or why it is refused. */
export type FieldJudgement = { readonly ok: true; readonly value: string; readonly warning: string | null } | { readonly ok: false; readonly why: string };

export function warningIn(judgement: FieldJudgement): string | null {
  return judgement.ok ? judgement.warning : null;
}

/**
 * What a line is. Of names, Twilio’s help refuses signs such as & @ #; of the postal parts, it also wants abbreviations without punctuation
 * (twilio.md 1.8, help article 360007534873). NC: whether a full stop, a comma or brackets in a name are refused, so there they only warn.
 */
export type LineKind = 'name' | 'postal';

/** What nearly every line is, in lists of thousands. */
const PLAIN = /^(?:[A-Za-z0-9]+(?: [A-Za-z0-9]+)*)?$/;
const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\u{FE0F}|(?![©®™])\p{Extended_Pictographic}/u;
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const INVISIBLE = /\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Co}|\p{Cs}|\p{Cn}/u;
/** The Latin letters that people type; the rest of the script are phonetic signs and doubles that only look like these. */
const LATIN = /[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF]/u;
const OTHER_LETTER = /(?!\p{Script=Latin})[\p{L}\p{M}]/u;
/** The scripts with letters that look like Latin ones. */
const ALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Cyrillic}/u, 'Cyrillic'], [/\p{Script=Greek}/u, 'Greek'], [/\p{Script=Armenian}/u, 'Armenian'], [/\p{Script=Cherokee}/u, 'Cherokee'], [/\p{Script=Hebrew}/u, 'Hebrew'], [/\p{Script=Arabic}/u, 'Arabic'],
  [/\p{Script=Han}/u, 'Chinese'],
];

const QUOTES = 'Twilio refuses quotation marks. Leave them out.';
const SIGNS: Readonly<Record<string, string>> = {
  '"': QUOTES, '“': QUOTES, '”': QUOTES, '„': QUOTES, '«': QUOTES, '»': QUOTES,
  '&': 'Twilio refuses “&”. Write “and”.',
  '@': 'Twilio refuses “@”. Write “at”, or leave it out.',
  '#': 'Twilio refuses “#”. Leave it out: a suite or a room has a field of its own.',
  '.': 'Twilio refuses punctuation. Leave the full stop out: “St”, not “St.”.',
  ',': 'Twilio refuses commas. Suite, floor, city and the rest have fields of their own.',
};

/**
 * Judges the characters of a line and puts it into canonical form: composed letters, one space between words, the apostrophe and the hyphen of the
 * keyboard. Control characters, what cannot be seen, emoji, look-alikes and the signs that Twilio refuses are refused with their reason. O(n).
 */
export function readCharacters(text: string, kind: LineKind): FieldJudgement {
  if (PLAIN.test(text)) return { ok: true, value: text, warning: null };
  const emoji = EMOJI.exec(text)?.[0];
  if (emoji !== undefined) return refuse(emoji === '\u{FE0F}' ? 'There is a picture in it. Twilio takes letters and digits.' : `“${emoji}” is a picture. Twilio takes letters and digits.`);
  if (/(?!\t)\p{Cc}/u.test(text.trim())) return refuse('Line breaks and other control characters are not allowed here.');
  if (TURNING.test(text)) return refuse('There is an invisible sign in it that turns the direction of writing. Type it again.');
  if (INVISIBLE.test(text)) return refuse('There is an invisible character in it. Type it again.');
  const value = text.normalize('NFC').replace(/\s+/g, ' ').trim().replace(/[\u2018\u2019\u02BC]/g, '\'').replace(/[\u2010-\u2015\u2212]/g, '-');
  for (const character of value) {
    const why = whyNot(character, kind);
    if (why !== null) return refuse(why);
  }
  if (/\p{Script=Latin}\p{M}/u.test(value)) return refuse('A letter has a mark over or under it that no address has. Type it again.');
  const mixed = value.split(/[ '/-]/).find((word) => LATIN.test(word) && ALIKE.test(word));
  if (mixed !== undefined) {
    const letter = ALIKE.exec(mixed)?.[0] ?? '';
    return refuse(`“${letter}” in “${shown(mixed)}” is ${scriptOf(letter)} and only looks like one of the keyboard. Type it again.`);
  }
  return { ok: true, value, warning: warningOf(value, kind) };
}

function whyNot(character: string, kind: LineKind): string | null {
  if (/[0-9 '/-]/.test(character) || LATIN.test(character) || OTHER_LETTER.test(character)) return null;
  if (kind === 'name' && /[.,()]/.test(character)) return null;
  const sign = SIGNS[character];
  if (sign !== undefined) return sign;
  if (/\p{Nd}/u.test(character)) return `“${character}” is a digit of another script. Type it with the keys 0 to 9.`;
  const plain = character.normalize('NFKC').replaceAll('\u2044', '/');
  if (plain !== character && plain.trim() !== '') return plain.length === 1 ? `“${character}” only looks like “${plain}”. Type it with the keys of the keyboard.` : `“${character}” is one sign. Write “${plain}” with the keys of the keyboard.`;
  if (/\p{L}/u.test(character)) return `“${character}” only looks like a letter of the keyboard. Type it again.`;
  return `Twilio refuses signs such as “${character}”. Use letters, digits and spaces.`;
}

function warningOf(value: string, kind: LineKind): string | null {
  const other = OTHER_LETTER.exec(value)?.[0];
  if (other !== undefined) return `“${other}” is ${scriptOf(other)}. Dispatchers may not be able to read it: write it in Latin letters.`;
  const sign = (kind === 'name' ? /[.,()]/ : /['/-]/).exec(value)?.[0];
  if (sign === undefined) return null;
  const named = { '.': 'a full stop', ',': 'a comma', '(': 'brackets', ')': 'brackets', '\'': 'an apostrophe', '/': 'a slash', '-': 'a hyphen' }[sign] ?? `“${sign}”`;
  return `Twilio may refuse ${named} here. If it does, write it without.`;
}

function scriptOf(letter: string): string {
  const name = SCRIPTS.find(([script]) => script.test(letter))?.[1];
  return name === undefined ? 'a letter of another script' : `a ${/^[AEIOU]/.test(name) ? 'letter of the ' : ''}${name} ${/^[AEIOU]/.test(name) ? 'script' : 'letter'}`;
}

/** A word in a sentence: as much as can be read at a glance. */
function shown(word: string): string {
  return word.length > 30 ? `${shortened(word, 30)}…` : word;
}

/** How many bytes a text has as UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
