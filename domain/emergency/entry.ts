import { isSupportedCountry } from 'libphonenumber-js/min';
import { parseExtensions } from '../dialplan/conditions.ts';
import { refuse } from '../judgement.ts';
import { readPhoneNumber } from '../numbers/phone-number.ts';
import { SECONDARY_KINDS, type SecondaryKind } from '../site/emergency-limits.ts';
import type { EmergencyAddress, Secondary } from '../site/emergency-record.ts';
import { readPersonName } from '../site/values.ts';
import { bytesOf, type FieldJudgement, type LineKind, readCharacters } from './characters.ts';
import { sharedExtension } from './extension-ranges.ts';
import { addressForm, postalFit, postalForm, regionMeant } from './forms.ts';
import { MOST_FRIENDLY_NAME, nameKey } from './names.ts';
import { secondaryIn, withoutWord } from './secondary-words.ts';
import { countryOfNumber, territoryOf } from './territory.ts';

/** The fields of an address as a person types them. `country` is ISO 3166 alpha-2; what is not known is empty. */
export interface TypedAddress {
  readonly friendlyName: string; readonly customerName: string;
  readonly street: string; readonly suite: string; readonly floor: string; readonly room: string; readonly other: string;
  readonly city: string; readonly region: string; readonly postalCode: string; readonly country: string;
  readonly extensions: string; readonly shows: string; readonly confirmedBy: string;
}

export const NOTHING_TYPED: TypedAddress = {
  friendlyName: '', customerName: '', street: '', suite: '', floor: '', room: '', other: '', city: '', region: '', postalCode: '', country: '', extensions: '', shows: '', confirmedBy: '',
};
export const TYPED_FIELDS = Object.keys(NOTHING_TYPED) as readonly (keyof TypedAddress)[];

/** The fields that go to Twilio. */
const PLACE_FIELDS: readonly (keyof TypedAddress)[] = ['friendlyName', 'customerName', 'street', 'suite', 'floor', 'room', 'other', 'city', 'region', 'postalCode', 'country'];

/** In bytes of UTF-8: 21 characters of three, 16 of four (twilio.md 1.8). Twilio’s help names 32 characters as well: more only warns. */
const MOST_CUSTOMER_NAME = 64;
/** NC: Twilio names no limit for these. No real door needs more. */
const MOST: Readonly<Record<'street' | 'city' | 'region' | 'postalCode' | SecondaryKind, number>> = { street: 100, city: 60, region: 60, postalCode: 20, suite: 40, floor: 40, room: 40, other: 60 };
const MOST_EXTENSIONS_TEXT = 1000;

/** An address as its form shows it. */
export function typedOf({ friendlyName, customerName, street, secondary, city, region, postalCode, country, extensions, shows, confirmedBy }: Omit<EmergencyAddress, 'id' | 'chosen'>): TypedAddress {
  const of = (kind: SecondaryKind): string => secondary.find((one) => one.kind === kind)?.value ?? '';
  return { friendlyName, customerName, street, suite: of('suite'), floor: of('floor'), room: of('room'), other: of('other'), city, region, postalCode, country, extensions, shows: shows ?? '', confirmedBy };
}

/** Whether the two lead to the same door under the same names: nothing that goes to Twilio differs. */
export function samePlace(one: TypedAddress, other: TypedAddress): boolean {
  return PLACE_FIELDS.every((field) => one[field] === other[field]);
}

/**
 * Judges one field while it is typed: its value in canonical form and what may be wrong with it, or why it is refused. Form only: whether there is
 * such a door, Twilio and the dispatch database decide.
 * @param others the site’s other addresses
 * @param kept the address as the record has it. A place that nobody changed is not judged again: Twilio may have written it, in a form that is not ours
 */
export function judgeAddressField(name: keyof TypedAddress, typed: TypedAddress, others: readonly EmergencyAddress[] = [], kept: TypedAddress | null = null): FieldJudgement {
  if (kept !== null && PLACE_FIELDS.includes(name) && samePlace(typed, kept)) return fine(kept[name]);
  const country = typed.country.trim().toUpperCase();
  switch (name) {
    case 'friendlyName': return judgeFriendlyName(typed.friendlyName, others);
    case 'customerName': return judgeCustomerName(typed.customerName);
    case 'street': return judgeStreet(typed.street);
    case 'suite': case 'floor': case 'room': case 'other': return judgeSecondary(name, typed, others);
    case 'city': return judgeCity(typed.city, country);
    case 'region': return judgeRegion(typed.region, country);
    case 'postalCode': return judgePostalCode(typed, country);
    case 'country': return judgeCountry(country);
    case 'extensions': return judgeExtensions(typed.extensions, others);
    case 'shows': return judgeShows(typed.shows, country);
    case 'confirmedBy': {
      if (typed.confirmedBy.trim() === '') return fine('');
      const person = /\p{Cf}/u.test(typed.confirmedBy) ? refuse('There is an invisible character in it. Type it again.') : readPersonName(typed.confirmedBy);
      return person.ok ? fine(person.value) : person;
    }
  }
}

/** Judges all fields. What it accepts, it accepts again, unchanged. */
export function readTypedAddress(typed: TypedAddress, others: readonly EmergencyAddress[], kept: TypedAddress | null = null):
  { readonly ok: true; readonly value: Omit<EmergencyAddress, 'id' | 'chosen'> } | { readonly ok: false; readonly fields: { readonly field: keyof TypedAddress; readonly why: string }[] } {
  const judged = TYPED_FIELDS.map((field) => ({ field, judgement: judgeAddressField(field, typed, others, kept) }));
  const fields = judged.flatMap(({ field, judgement }) => (judgement.ok ? [] : [{ field, why: judgement.why }]));
  if (fields.length > 0) return { ok: false, fields };
  const values = new Map(judged.map(({ field, judgement }) => [field, judgement.ok ? judgement.value : '']));
  const of = (field: keyof TypedAddress): string => values.get(field) ?? '';
  const secondary: Secondary[] = SECONDARY_KINDS.flatMap((kind) => (of(kind) === '' ? [] : [{ kind, value: of(kind) }]));
  return {
    ok: true,
    value: {
      friendlyName: of('friendlyName'), customerName: of('customerName'), street: of('street'), secondary, city: of('city'), region: of('region'), postalCode: of('postalCode'), country: of('country'),
      extensions: of('extensions'), shows: of('shows') === '' ? null : of('shows'), confirmedBy: of('confirmedBy'),
    },
  };
}

function fine(value: string, ...warnings: readonly (string | null)[]): FieldJudgement {
  const told = warnings.filter((warning) => warning !== null);
  return { ok: true, value, warning: told.length === 0 ? null : told.join(' ') };
}

/** A line of text: its characters, then its length in characters. */
function readLine(text: string, kind: LineKind, most: number): FieldJudgement {
  const read = readCharacters(text, kind);
  return read.ok && read.value.length > most ? refuse(`At most ${most} characters; this has ${read.value.length.toLocaleString('en-US')}.`) : read;
}

function judgeFriendlyName(text: string, others: readonly EmergencyAddress[]): FieldJudgement {
  const read = readLine(text, 'name', MOST_FRIENDLY_NAME);
  if (!read.ok) return read;
  if (read.value === '') return refuse('Enter a name for this place, for example “HQ floor 2”.');
  const twin = others.find(({ friendlyName }) => nameKey(friendlyName) === nameKey(read.value));
  return twin === undefined ? read : refuse(`Another address of this site is called “${twin.friendlyName}” already.`);
}

function judgeCustomerName(text: string): FieldJudgement {
  const read = readCharacters(text, 'name');
  if (!read.ok) return read;
  if (read.value === '') return refuse('Enter the organisation at this place, as a dispatcher knows it.');
  const bytes = bytesOf(read.value);
  if (bytes > MOST_CUSTOMER_NAME) return refuse(bytes === read.value.length ? `At most ${MOST_CUSTOMER_NAME} characters; this has ${bytes.toLocaleString('en-US')}.` : 'Too long: Twilio takes 64 plain letters, or 21 of most other scripts.');
  return fine(read.value, read.warning, read.value.length > MOST_FRIENDLY_NAME ? `Longer than the ${MOST_FRIENDLY_NAME} characters that Twilio’s help names. If Twilio refuses it, shorten it.` : null);
}

const POST_BOX = /\bP\.? ?O\.? ?box\b|\bpost ?office box\b|\bpostfach\b|\bbo[iî]te postale\b|\bB\.?P\.? \d/i;

function judgeStreet(text: string): FieldJudgement {
  const read = readLine(text, 'postal', MOST.street);
  if (!read.ok) return read;
  if (read.value === '') return refuse('Enter the street with its house number.');
  const inside = secondaryIn(read.value);
  return fine(read.value, read.warning,
    POST_BOX.test(read.value) ? 'Nobody can be helped at a post office box: enter the street of the building.' : null,
    inside === null ? null : `The ${inside === 'other' ? 'building or unit' : inside} has a field of its own: dispatchers look for it there.`,
    /\d/.test(read.value) ? null : 'There is no house number in it.');
}

function judgeSecondary(kind: SecondaryKind, typed: TypedAddress, others: readonly EmergencyAddress[]): FieldJudgement {
  const read = readCharacters(typed[kind], 'postal');
  if (!read.ok) return read;
  const value = withoutWord(kind, read.value);
  if (value === '' && read.value !== '') return refuse(`Enter which ${kind}, for example ${kind === 'suite' ? '400' : '2'}.`);
  if (value.length > MOST[kind]) return refuse(`At most ${MOST[kind]} characters; this has ${value.length.toLocaleString('en-US')}.`);
  const none = SECONDARY_KINDS.every((each) => typed[each].trim() === '');
  const like = none ? others.find(({ secondary }) => secondary.length > 0) : undefined;
  return fine(value, read.warning, like !== undefined && like.secondary[0]?.kind === kind ? `“${like.friendlyName}” has a ${kind === 'other' ? 'part of the building' : kind}. Without one, a dispatcher knows only the house.` : null);
}

function judgeCity(text: string, country: string): FieldJudgement {
  const read = readLine(text, 'postal', MOST.city);
  if (!read.ok) return read;
  if (read.value === '') return refuse(`Enter the ${labelIn(country, 'city')}.`);
  return fine(read.value, read.warning, /\d/.test(read.value) ? 'There is a number in it. The postal code has a field of its own.' : null);
}

function judgeRegion(text: string, country: string): FieldJudgement {
  const { regions, fields } = addressForm(country);
  if (text.trim() === '') {
    // NC: what Twilio makes of the region where addresses have none. `toTwilio` sends the city.
    return fields.some(({ name, required }) => name === 'region' && required) ? refuse(`Enter the ${labelIn(country, 'region')}.`) : fine('', 'Twilio wants a region of every address. Where this is empty, Trunkbook sends the city.');
  }
  const known = text.length > MOST.region ? null : regionMeant(country, text);
  if (known !== null) return fine(known);
  const read = readLine(text, 'postal', MOST.region);
  if (!read.ok) return read;
  if (country === 'US') return refuse(/^[a-z]{2}$/i.test(read.value) ? `“${read.value.toUpperCase()}” is no state of the United States.` : 'Twilio takes the state as its two letters, for example TX.');
  return fine(read.value, read.warning, regions.length === 0 ? null : `“${read.value}” is not among the regions of this country.`);
}

function judgePostalCode({ postalCode, region }: TypedAddress, country: string): FieldJudgement {
  const { postalExample, fields, regions } = addressForm(country);
  const label = labelIn(country, 'postalCode');
  if (postalCode.trim() === '') return fields.some(({ name, required }) => name === 'postalCode' && required) ? refuse(`Enter the ${label}.`) : fine('');
  const read = readLine(postalCode, 'postal', MOST.postalCode);
  if (!read.ok) return read;
  const value = postalForm(country, read.value);
  const at = regionMeant(country, region.slice(0, MOST.region)) ?? '';
  switch (postalFit(country, at, value)) {
    case 'fits': return fine(value);
    case 'not-of-country': return fine(value, `This is not how a ${label} is written${postalExample === null ? '' : `, for example ${postalExample}`}.`);
    case 'not-of-region': return fine(value, `No ${label} of ${regions.find((one) => one.value === at)?.label ?? at} begins like this. One of the two is probably wrong.`);
  }
}

function labelIn(country: string, name: keyof TypedAddress): string {
  const label = addressForm(country).fields.find((field) => field.name === name)?.label ?? name;
  return /^(?:ZIP|PIN|Eircode)/.test(label) ? label : label.toLowerCase();
}

function judgeCountry(country: string): FieldJudgement {
  if (!/^[A-Z]{2}$/.test(country) || !isSupportedCountry(country)) return refuse('Choose the country.');
  return territoryOf(country) === 'registers' ? fine(country) : fine(country, 'Twilio registers no emergency addresses in this country: no number can be given this one.');
}

function judgeExtensions(text: string, others: readonly EmergencyAddress[]): FieldJudgement {
  const { parts, unreadable } = parseExtensions(text);
  const [bad] = unreadable;
  if (text.trim().length > MOST_EXTENSIONS_TEXT) return refuse(`At most ${MOST_EXTENSIONS_TEXT.toLocaleString('en-US')} characters; this has ${text.trim().length.toLocaleString('en-US')}. Write ranges, for example 100-119.`);
  if (bad !== undefined) return refuse(bad.why);
  const shared = sharedExtension(parts, others);
  if (shared !== null) return refuse(`${shared.extension} stands at “${shared.friendlyName}” already. A phone stands in one place.`);
  // Such a range has every number of each length between: a slip of the finger names thousands of phones.
  const uneven = parts.find(({ from, to }) => from.length !== to.length);
  if (uneven !== undefined) return refuse(`The two ends of “${uneven.from}-${uneven.to}” are not equally long. Write a range of one length, for example 100-119.`);
  return fine(text.trim());
}

function judgeShows(text: string, country: string): FieldJudgement {
  if (text.trim() === '') return fine('');
  if (/^\d{3}$/.test(text.trim())) return refuse('Enter the number of this site that a call from here shows, not the one that is dialled.');
  const number = readPhoneNumber(text, country);
  if (!number.ok) return number;
  const of = countryOfNumber(number.value, country);
  return of === country ? fine(number.value) : refuse(`${number.value} is a number of another country (${of}). An emergency call from here shows one of this country.`);
}
