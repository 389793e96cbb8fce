import { accept, type Judgement, refuse } from '../judgement.ts';

/** A part of a condition that Trunkbook cannot read, as it was typed, with the sentence that stands beside the field. */
export interface Unreadable {
  readonly part: string;
  readonly why: string;
}

/** What a condition says. No parts and nothing unreadable: the field is empty, and the condition holds for every call. */
export interface Parsed<Part> {
  readonly parts: readonly Part[];
  readonly unreadable: readonly Unreadable[];
}

/** From the one to the other, both included. */
export interface LengthRange {
  readonly from: number;
  readonly to: number;
}

export interface ExtensionRange {
  readonly from: string;
  readonly to: string;
}

const DIGITS = /^\d+$/;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/u;
const OTHER_PLUS = /[＋⁺₊﹢∔➕]/u;
const OTHER_HYPHEN = /[‐‑‒–—―−－﹣]/u;
const OTHER_COMMA = /[;，、；|/\n\r]/u;

/** What in this text only looks like a sign of the keyboard, in words; null where nothing does. The look-alikes match no number in 3CX. */
export function lookAlike(text: string): string | null {
  const digit = OTHER_DIGIT.exec(text)?.[0];
  if (digit !== undefined) return `“${digit}” is a digit of another script. Type it with the keys 0 to 9.`;
  const plus = OTHER_PLUS.exec(text)?.[0];
  if (plus !== undefined) return `“${plus}” only looks like a plus sign. Type it with the key +.`;
  const hyphen = OTHER_HYPHEN.exec(text)?.[0];
  return hyphen === undefined ? null : `“${hyphen}” is a dash, not a hyphen. Type it with the key -.`;
}

/** Splits at commas and gives every part to `read`; what it refuses is kept with its reason. */
function parse<Part>(text: string, read: (part: string) => Judgement<Part>): Parsed<Part> {
  if (text.trim() === '') return { parts: [], unreadable: [] };
  const parts: Part[] = [];
  const unreadable: Unreadable[] = [];
  for (const piece of text.split(',')) {
    const part = piece.trim();
    const judged = part === '' ? refuse('There is nothing before or after one of the commas. Remove that comma.') : read(part);
    if (judged.ok) parts.push(judged.value);
    else unreadable.push({ part, why: judged.why });
  }
  return { parts, unreadable };
}

function readPrefix(part: string): Judgement<string> {
  if (/^[+]?[0-9*#]*$/.test(part)) return accept(part);
  const alike = lookAlike(part);
  if (alike !== null) return refuse(alike);
  if (OTHER_COMMA.test(part)) return refuse('Put commas between prefixes.');
  if (/^[+0-9*#]+\s*-\s*[+0-9*#]+$/.test(part)) return refuse(`“${part}” looks like a range. Whether 3CX takes ranges of prefixes is not known: write each prefix out.`);
  if (/\s/.test(part)) return refuse(`“${part}” has a space in it. 3CX compares digits only: write the prefix without spaces.`);
  return refuse(`“${part}” is not a prefix. A prefix has digits, * and #, and may begin with +.`);
}

/** The longest number that is looked at, and the longest length that can be asked for. */
export const MOST_LENGTH = 99;

function readLength(part: string): Judgement<LengthRange> {
  const alike = lookAlike(part);
  if (alike !== null) return refuse(alike);
  if (OTHER_COMMA.test(part)) return refuse('Put commas between lengths.');
  const [first = '', second = first, third] = part.split('-').map((piece) => piece.trim());
  if (third !== undefined || !DIGITS.test(first) || !DIGITS.test(second)) return refuse(`“${part}” is not a length. Write 10, or 10-11 for a range.`);
  const from = Number(first);
  const to = Number(second);
  if (from < 1 || to > MOST_LENGTH) return refuse(`“${part}”: a length is between 1 and ${MOST_LENGTH}.`);
  if (from > to) return refuse(`“${part}” runs backwards. Write ${to}-${from}.`);
  return accept({ from, to });
}

/**
 * The place of an extension among all: a shorter number comes first, and of two equally long ones the smaller. So the range 100-120 has
 * the extension 110, and neither 0110 nor 11. Not a number (NaN) for what is no extension; 14 digits still have an exact place.
 */
export function extensionKey(extension: string): number {
  return /^\d{1,14}$/.test(extension) ? Number(`1${extension}`) : Number.NaN;
}

function readExtensions(part: string): Judgement<ExtensionRange> {
  const alike = lookAlike(part);
  if (alike !== null) return refuse(alike);
  if (OTHER_COMMA.test(part)) return refuse('Put commas between extensions.');
  const [from = '', to = from, third] = part.split('-').map((piece) => piece.trim());
  if (third !== undefined || !DIGITS.test(from) || !DIGITS.test(to)) return refuse(`“${part}” is not an extension. Write 100, or 102-120 for a range.`);
  if (from.length > 14 || to.length > 14) return refuse(`“${part}” is too long for an extension.`);
  if (extensionKey(from) > extensionKey(to)) return refuse(`“${part}” runs backwards. Write ${to}-${from}.`);
  return accept({ from, to });
}

function readDepartment(part: string): Judgement<string> {
  return /\p{Cc}/u.test(part) ? refuse('Line breaks and other control characters are not allowed here.') : accept(part);
}

/** “Calls to numbers starting with prefix”: literal prefixes with commas between (threecx.md 2.1). [U] whether 3CX takes ranges here; Trunkbook does not. */
export function parsePrefixes(text: string): Parsed<string> {
  return parse(text, readPrefix);
}

/** “Calls to numbers with a length of”: `9,10,11` and `10-11`, in characters of the number. */
export function parseLengths(text: string): Parsed<LengthRange> {
  return parse(text, readLength);
}

/** “Calls from extension(s)”: `100,102-120`. */
export function parseExtensions(text: string): Parsed<ExtensionRange> {
  return parse(text, readExtensions);
}

/** “Calls from department(s)”: names with commas between. */
export function parseDepartments(text: string): Parsed<string> {
  return parse(text, readDepartment);
}

/** The text fields of a rule that hold conditions, each with its reader. */
export const CONDITIONS = {
  prefixes: { label: 'Calls to numbers starting with prefix', parse: parsePrefixes },
  lengths: { label: 'Calls to numbers with a length of', parse: parseLengths },
  extensions: { label: 'Calls from extension(s)', parse: parseExtensions },
  departments: { label: 'Calls from department(s)', parse: parseDepartments },
} as const;
export type ConditionField = keyof typeof CONDITIONS;

/** The verdict on a whole field, for a form: the text with its outer spaces removed, or everything in it that cannot be read. */
export function readCondition(field: ConditionField, text: string): Judgement<string> {
  const { unreadable } = CONDITIONS[field].parse(text);
  return unreadable.length === 0 ? accept(text.trim()) : refuse([...new Set(unreadable.map((one) => one.why))].join(' '));
}
