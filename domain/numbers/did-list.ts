import { type CountryCode, getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { MOST_DIDS } from './limits.ts';
import { excerpt, withoutInvisible } from './pasted.ts';
import { readPhoneNumber } from './phone-number.ts';

export interface DidContext {
  /** The site's country, ISO 3166 alpha-2: numbers without a country code are read as dialled there. */
  readonly country: string;
  /** The DIDs that are there already, E.164. */
  readonly known: ReadonlySet<string>;
  /** The numbers known to be on the trunk, E.164; null while that is not known. */
  readonly onTrunk: ReadonlySet<string> | null;
}

/** What became of one entry. `line` counts from 1 with the blank lines, as an editor does; `text` is the entry as it was pasted, cut for showing. */
export type DidLine = { readonly line: number; readonly text: string } & (
  | { readonly result: 'added'; readonly number: string; readonly warnings: readonly string[] }
  /** Added all the same: the number may be put on the trunk later. */
  | { readonly result: 'not-on-trunk'; readonly number: string; readonly warnings: readonly string[] }
  | { readonly result: 'duplicate'; readonly number: string; readonly why: string }
  | { readonly result: 'bad'; readonly why: string });

export interface DidList {
  /** The new DIDs in the order of the text, E.164, each once. */
  readonly added: readonly string[];
  /** One for each entry that is not blank, in the order of the text. */
  readonly lines: readonly DidLine[];
}

/** Commas, semicolons and tabs part entries, and so does white space before a `+`. Spaces alone do not: people write them inside numbers. One space only in the pattern: a run of them would be searched again and again. */
const BETWEEN_ENTRIES = /[,;\t]|\s(?=\+)/u;

/**
 * Reads DIDs as they are pasted or as 3CX's `.txt` has them. Every entry that is not blank is in `lines`: kept, or reported with its reason.
 * A number of another country is taken where it is written with its country code, with a warning. Never throws.
 */
export function readDidList(text: string, { country, known, onTrunk }: DidContext): DidList {
  const callingCode = isSupportedCountry(country) ? `+${getCountryCallingCode(country as CountryCode)}` : null;
  const added = new Map<string, number>();
  const judge = (entry: string, line: number): DidLine => {
    const place = { line, text: excerpt(entry) };
    const read = readPhoneNumber(unquoted(entry), country);
    if (!read.ok) return { ...place, result: 'bad', why: read.why };
    const number = read.value;
    const first = added.get(number);
    if (first !== undefined) return { ...place, result: 'duplicate', number, why: first === line ? 'It is in this line already.' : `It is in line ${first} already.` };
    if (known.has(number)) return { ...place, result: 'duplicate', number, why: 'It is among the DIDs of this site already.' };
    if (known.size + added.size >= MOST_DIDS) return { ...place, result: 'bad', why: `A site holds at most ${MOST_DIDS.toLocaleString('en-US')} DIDs; this one was not taken.` };
    added.set(number, line);
    const warnings = callingCode === null || number.startsWith(callingCode) ? [] : [`The country code of this number is +${parsePhoneNumberFromString(number)?.countryCallingCode ?? ''}, that of the site ${callingCode}.`];
    if (onTrunk === null || onTrunk.has(number)) return { ...place, result: 'added', number, warnings };
    return { ...place, result: 'not-on-trunk', number, warnings: ['This number is not on the trunk at Twilio, as far as known. Calls to it do not reach the PBX before it is.', ...warnings] };
  };
  const lines: DidLine[] = [];
  for (const [index, line] of withoutInvisible(text).split(/\r\n|\n|\r/).entries()) {
    for (const entry of line.split(BETWEEN_ENTRIES)) {
      const trimmed = entry.trim();
      if (trimmed !== '') lines.push(judge(trimmed, index + 1));
    }
  }
  return { added: [...added.keys()], lines };
}

/** Without the quotes of a CSV cell, or the apostrophe that makes a spreadsheet keep a number as text. */
function unquoted(entry: string): string {
  const whole = /^"([^"]*)"$/.exec(entry);
  return whole?.[1] ?? entry.replace(/^'/, '');
}

/**
 * 3CX's file of DIDs: one number a line, no header (guide.md, “Import multiple”), E.164 with `+` as Twilio sends it (threecx.md 2.6).
 * NC: the line ends that 3CX wants. LF alone, and none at the end: a reader that wants CRLF takes the file for one wrong number, which is seen
 * at once, while a reader that wants LF would keep a CR at the end of each number, and no call would ever match it.
 */
export function didFile(dids: readonly string[]): string {
  return dids.join('\n');
}
