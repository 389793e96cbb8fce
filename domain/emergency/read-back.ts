import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { withoutInvisible } from '../numbers/pasted.ts';
import { differingWords } from './suggestion.ts';

/** A word of an address. `other-spelling`: written otherwise, and known to mean the same, as “Street” and “St”. */
export interface ReadWord {
  readonly text: string;
  readonly state: 'same' | 'other-spelling' | 'differs';
}

/** What a call to the test service proves. */
export interface ReadBack {
  readonly kind: 'matches' | 'number-differs' | 'address-differs' | 'nothing-read';
  readonly number: ReadWord;
  /** The words that were read back. */
  readonly read: readonly ReadWord[];
  /** The words that are registered; those that were not heard differ. */
  readonly registered: readonly ReadWord[];
  /** In a sentence. */
  readonly words: string;
}

/** Words that a dispatcher takes for the same: the usual abbreviations of US and Canadian addresses. A word's short form stands last. */
const SHORT_FORMS: readonly (readonly string[])[] = [
  ['STREET', 'ST'], ['SAINT', 'ST'], ['AVENUE', 'AV', 'AVE'], ['ROAD', 'RD'], ['BOULEVARD', 'BLVD'], ['DRIVE', 'DR'], ['LANE', 'LN'], ['COURT', 'CT'], ['PLACE', 'PL'], ['PLAZA', 'PLZ'], ['SQUARE', 'SQ'],
  ['TERRACE', 'TER'], ['PARKWAY', 'PKWY'], ['HIGHWAY', 'HWY'], ['FREEWAY', 'FWY'], ['EXPRESSWAY', 'EXPY'], ['TURNPIKE', 'TPKE'], ['CIRCLE', 'CIR'], ['TRAIL', 'TRL'], ['CROSSING', 'XING'], ['CENTER', 'CENTRE', 'CTR'],
  ['HEIGHTS', 'HTS'], ['MOUNT', 'MT'], ['FORT', 'FT'], ['POINT', 'PT'], ['SUITE', 'STE'], ['FLOOR', 'FLR', 'FL'], ['ROOM', 'RM'], ['BUILDING', 'BLDG'], ['APARTMENT', 'APT'], ['DEPARTMENT', 'DEPT'],
  ['NORTH', 'N'], ['SOUTH', 'S'], ['EAST', 'E'], ['WEST', 'W'], ['NORTHEAST', 'NE'], ['NORTHWEST', 'NW'], ['SOUTHEAST', 'SE'], ['SOUTHWEST', 'SW'],
];
/** The states of the US and the provinces of Canada, as they are said and as they are written. */
const REGIONS = 'ALABAMA=AL,ALASKA=AK,ARIZONA=AZ,ARKANSAS=AR,CALIFORNIA=CA,COLORADO=CO,CONNECTICUT=CT,DELAWARE=DE,DISTRICT OF COLUMBIA=DC,FLORIDA=FL,GEORGIA=GA,HAWAII=HI,IDAHO=ID,ILLINOIS=IL,INDIANA=IN,IOWA=IA,KANSAS=KS,'
  + 'KENTUCKY=KY,LOUISIANA=LA,MAINE=ME,MARYLAND=MD,MASSACHUSETTS=MA,MICHIGAN=MI,MINNESOTA=MN,MISSISSIPPI=MS,MISSOURI=MO,MONTANA=MT,NEBRASKA=NE,NEVADA=NV,NEW HAMPSHIRE=NH,NEW JERSEY=NJ,NEW MEXICO=NM,NEW YORK=NY,'
  + 'NORTH CAROLINA=NC,NORTH DAKOTA=ND,OHIO=OH,OKLAHOMA=OK,OREGON=OR,PENNSYLVANIA=PA,RHODE ISLAND=RI,SOUTH CAROLINA=SC,SOUTH DAKOTA=SD,TENNESSEE=TN,TEXAS=TX,UTAH=UT,VERMONT=VT,VIRGINIA=VA,WASHINGTON=WA,WEST VIRGINIA=WV,'
  + 'WISCONSIN=WI,WYOMING=WY,PUERTO RICO=PR,ALBERTA=AB,BRITISH COLUMBIA=BC,MANITOBA=MB,NEW BRUNSWICK=NB,NEWFOUNDLAND AND LABRADOR=NL,NOVA SCOTIA=NS,ONTARIO=ON,PRINCE EDWARD ISLAND=PE,QUEBEC=QC,SASKATCHEWAN=SK,'
  + 'NORTHWEST TERRITORIES=NT,NUNAVUT=NU,YUKON=YT';
const SAME = new Map([
  ...SHORT_FORMS.flatMap((forms) => forms.slice(0, -1).map((form): [string, string] => [form, forms.at(-1) ?? form])),
  ...REGIONS.split(',').map((pair): [string, string] => { const [name = '', short = ''] = pair.split('='); return [name, short]; }),
]);
/** The longest name of a region, in words. */
const MOST_WORDS = 3;
/** More words than a usual address has: of those that differ, all are named. */
const MOST_QUOTED = 12;
/** No address has more words; the rest is not compared. */
const MOST_TEXT = 2000;

/** A word as it was written, in capitals, and in its short form. */
interface Unit {
  readonly text: string;
  readonly plain: string;
  readonly short: string;
}

/** The words of an address. What is said in several words and written in two letters is one. */
function unitsOf(address: string): readonly Unit[] {
  // The four digits that can follow a ZIP code say nothing of the door.
  const text = withoutInvisible(address.slice(0, MOST_TEXT)).normalize('NFKC').replaceAll(/\b(\d{5})-\d{4}\b/g, '$1');
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
  const units: Unit[] = [];
  for (let at = 0; at < words.length;) {
    const count = Array.from({ length: MOST_WORDS }, (_, index) => MOST_WORDS - index).find((length) => length > 1 && at + length <= words.length && SAME.has(words.slice(at, at + length).join(' ').toUpperCase())) ?? 1;
    const joined = words.slice(at, at + count).join(' ');
    const plain = joined.toUpperCase();
    units.push({ text: joined, plain, short: SAME.get(plain) ?? plain });
    at += count;
  }
  return units;
}

/** The units of `one` beside those of `other`: which are the same, which are spelled otherwise, which are not there. */
function beside(one: readonly Unit[], other: readonly Unit[]): readonly ReadWord[] {
  // What is known by several words is short, so that each unit is one word to the comparison.
  const joined = (units: readonly Unit[]): string => units.map(({ short }) => short).join(' ');
  const spelled = new Set(other.map(({ plain }) => plain));
  const differing = differingWords(joined(one), joined(other));
  return one.map(({ text, plain }, index) => ({ text, state: differing[index]?.differs === true ? 'differs' : spelled.has(plain) ? 'same' : 'other-spelling' }));
}

const ALL_RIGHT = 'Number and address are right.';
const MATCHES = { kind: 'matches', words: ALL_RIGHT } as const satisfies Pick<ReadBack, 'kind' | 'words'>;

const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '');

/** Whether a number was read, in whatever spelling: with or without its country code, with any signs between the digits. */
function sameNumber(read: string, expected: string): boolean {
  const digits = digitsOf(read);
  return digits !== '' && (digits === digitsOf(expected) || digits === parsePhoneNumberFromString(expected)?.nationalNumber);
}

/**
 * Holds what the test service read back against what is registered. Every word counts, and in its order: a floor or a suite that was not read
 * is wrong, however well the street fits. Only case, punctuation and known pairs of spellings do not. Never throws, whatever the text.
 * NC: the very words of the service (twilio.md 3 says that it reads number and address); so nothing of it is skipped over.
 */
export function compareReadBack(heard: { readonly readNumber: string; readonly readAddress: string }, expected: { readonly callerId: string; readonly address: string }): ReadBack {
  const [readNumber, readAddress] = [heard.readNumber.trim(), heard.readAddress.trim()];
  const [one, other] = [unitsOf(readAddress), unitsOf(expected.address)];
  const [read, registered] = [beside(one, other), beside(other, one)];
  const numberIsRight = sameNumber(readNumber, expected.callerId);
  const addressIsRight = other.length > 0 && [...read, ...registered].every(({ state }) => state !== 'differs') && one.length === other.length;
  const number: ReadWord = { text: readNumber, state: numberIsRight ? 'same' : 'differs' };
  const told = (kind: ReadBack['kind'], words: string): ReadBack => ({ kind, number, read, registered, words });
  if (digitsOf(readNumber) === '' && one.length === 0) return told('nothing-read', 'Nothing was read back.');
  if (!numberIsRight) return told('number-differs', `${digitsOf(readNumber) === '' ? 'No number was read' : `The number ${readNumber} was read`}; it should be ${expected.callerId}.${addressIsRight ? '' : ' The address is not the one of that number either.'}`);
  if (!addressIsRight) return told('address-differs', one.length === 0 ? 'The number is right, but no address was read.' : `The number is right, but the address is not: ${whatDiffers(read, registered)}.`);
  return told('matches', ALL_RIGHT);
}

/** The same in short. Most answers are ticked, and are what is registered to the letter: these need no comparison. */
export function readBackVerdict(heard: { readonly readNumber: string; readonly readAddress: string }, expected: { readonly callerId: string; readonly address: string }): Pick<ReadBack, 'kind' | 'words'> {
  if (heard.readNumber === expected.callerId && heard.readAddress === expected.address && expected.address !== '' && expected.callerId !== '') return MATCHES;
  const { kind, words } = compareReadBack(heard, expected);
  return { kind, words };
}

function whatDiffers(read: readonly ReadWord[], registered: readonly ReadWord[]): string {
  const quoted = (words: readonly ReadWord[]): string => {
    const differing = words.filter(({ state }) => state === 'differs').map(({ text }) => `“${text}”`);
    return differing.length > MOST_QUOTED ? `${differing.slice(0, MOST_QUOTED).join(' ')} and ${differing.length - MOST_QUOTED} more` : differing.join(' ');
  };
  const [wrong, missing] = [quoted(read), quoted(registered)];
  if (wrong === '' && missing === '') return 'its words are in another order';
  return [missing === '' ? '' : `${missing} was not read`, wrong === '' ? '' : `${wrong} was read instead`].filter((part) => part !== '').join(', ');
}
