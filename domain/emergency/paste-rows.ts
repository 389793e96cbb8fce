import { accept, type Judgement, refuse } from '../judgement.ts';
import { excerpt, withoutInvisible } from '../numbers/pasted.ts';
import { readPhoneNumber } from '../numbers/phone-number.ts';
import { MOST_EMERGENCY_NUMBERS, SECONDARY_KINDS } from '../site/emergency-limits.ts';
import type { EmergencyAddress, EmergencyIntent, Secondary } from '../site/emergency-record.ts';
import { AddressBook } from './address-book.ts';
import { type NumberOfSite, whyNotAssigned, withAddress } from './assign.ts';
import { warningIn } from './characters.ts';
import { judgeAddressField, NOTHING_TYPED, readTypedAddress, samePlace, TYPED_FIELDS, type TypedAddress, typedOf } from './entry.ts';
import { nameOfStreet } from './form-changes.ts';
import { addressForm } from './forms.ts';
import { freeName, nameKey } from './names.ts';
import { countryCalled, type ListColumn } from './paste-columns.ts';
import { secondaryLine } from './secondary.ts';
import { readSecondaryLine } from './secondary-words.ts';
import { countryOfNumber, territoryOf } from './territory.ts';

/** The cells of a row by their columns. */
export type Row = Readonly<Partial<Record<ListColumn, string>>>;

/** `ready` and `warning` rows are taken. */
export interface Verdict {
  readonly kind: 'ready' | 'warning' | 'bad' | 'duplicate';
  readonly why: string;
}

export interface ListContext {
  readonly emergency: EmergencyIntent;
  /** The numbers of the site: `emergencyNumbersOf`. */
  readonly numbers: readonly NumberOfSite[];
  /** The site's, ISO 3166 alpha-2: for numbers and addresses that name none. */
  readonly country: string;
  /** The customer of addresses that name none, while the site has no address. */
  readonly customer: string;
  /** A fresh UUID. */
  readonly newId: () => string;
}

/** Reads the rows one after the other; what one of them makes, the next ones find. */
export class RowReader {
  readonly #context: ListContext;
  readonly #book: AddressBook;
  readonly #numbers: ReadonlyMap<string, NumberOfSite>;
  /** Whether it is known which numbers are on the trunk. */
  readonly #listed: boolean;
  readonly #wanted = new Map<string, { readonly address: string; readonly lines: readonly [number, ...number[]] }>();
  readonly #disputed: ReadonlyMap<string, readonly number[]>;
  readonly #found: Map<string, readonly number[]>;
  #entries: number;

  /** @param disputed numbers (E.164) that the list gives several addresses, with the lines: of these no line is taken */
  constructor(context: ListContext, disputed: ReadonlyMap<string, readonly number[]>) {
    this.#context = context;
    this.#disputed = disputed;
    this.#found = new Map(disputed);
    this.#book = new AddressBook(context.emergency.addresses);
    this.#numbers = new Map(context.numbers.map((number) => [number.phoneNumber, number]));
    this.#listed = context.numbers.some(({ onTrunk }) => onTrunk !== null);
    this.#entries = context.emergency.numbers.length;
  }

  /** As given, with those that were found. */
  get disputed(): ReadonlyMap<string, readonly number[]> {
    return this.#found;
  }

  result(): { readonly emergency: EmergencyIntent; readonly addresses: number; readonly numbers: number } {
    const { emergency } = this.#context;
    const before = new Map(emergency.numbers.map(({ phoneNumber, address }) => [phoneNumber, address]));
    const wanted = new Map([...this.#wanted].map(([phoneNumber, { address }]) => [phoneNumber, address]));
    const addresses = this.#book.all;
    return {
      emergency: { ...emergency, addresses, numbers: withAddress(emergency.numbers, wanted) },
      addresses: addresses.length - emergency.addresses.length, numbers: [...wanted].filter(([phoneNumber, address]) => before.get(phoneNumber) !== address).length,
    };
  }

  take(row: Row, line: number): Verdict {
    const warnings: string[] = [];
    const number = this.#number(row.number ?? '', warnings);
    if (!number.ok) return { kind: 'bad', why: number.why };
    const place = this.#place(row, warnings);
    if (!place.ok) {
      if (place.isRival === true && number.value !== null) this.#noteAgain(number.value.phoneNumber, line, true);
      return { kind: 'bad', why: place.why };
    }
    const { address, isNew } = place.value;
    const why = number.value === null ? null : whyNotAssigned(number.value, address);
    if (why !== null) return { kind: 'bad', why };
    const phoneNumber = number.value?.phoneNumber;
    const rivals = phoneNumber === undefined ? undefined : this.#disputed.get(phoneNumber);
    if (rivals !== undefined) return { kind: 'bad', why: [`Lines ${rivals.slice(0, -1).join(', ')} and ${rivals.at(-1)} give ${phoneNumber} different addresses: leave in only the right one.`, ...new Set(warnings)].join(' ') };
    const earlier = phoneNumber === undefined ? undefined : this.#wanted.get(phoneNumber);
    if (phoneNumber !== undefined && earlier !== undefined) {
      this.#noteAgain(phoneNumber, line, earlier.address !== address.id);
      return { kind: 'duplicate', why: `${phoneNumber} is in line ${earlier.lines[0]} already.` };
    }
    if (phoneNumber !== undefined && number.value?.entry === null && this.#entries >= MOST_EMERGENCY_NUMBERS) return { kind: 'bad', why: `A site holds at most ${MOST_EMERGENCY_NUMBERS.toLocaleString('en-US')} numbers with what they shall have; this one was not taken.` };
    const more = row.extensions ?? '';
    if (isNew) {
      const added = this.#book.add(address);
      if (!added.ok) return { kind: 'bad', why: added.why };
    } else if (more.trim() !== '') {
      const extended = this.#book.extend(address, more);
      if (!extended.ok) warnings.push(`Its extensions were not taken. ${extended.why}`);
    }
    if (!isNew) warnings.push(...untaken(row, address));
    if (phoneNumber !== undefined) {
      this.#wanted.set(phoneNumber, { address: address.id, lines: [line] });
      if (number.value?.entry === null) this.#entries += 1;
      const before = number.value?.entry?.address ?? null;
      if (before === address.id) return { kind: 'duplicate', why: ['It has this address already.', ...new Set(warnings)].join(' ') };
      if (before !== null && before !== address.id) warnings.push(`It had “${this.#context.emergency.addresses.find(({ id }) => id === before)?.friendlyName ?? ''}” until now.`);
    }
    const done = `${isNew ? 'New address' : 'Address'} “${address.friendlyName}”.`;
    return warnings.length === 0 ? { kind: 'ready', why: done } : { kind: 'warning', why: [done, ...new Set(warnings)].join(' ') };
  }

  /** A number that an earlier line has, perhaps with another address. */
  #noteAgain(phoneNumber: string, line: number, differs: boolean): void {
    const earlier = this.#wanted.get(phoneNumber);
    if (earlier === undefined) return;
    const lines = [...earlier.lines, line] as const;
    this.#wanted.set(phoneNumber, { ...earlier, lines });
    if (differs || this.#found.has(phoneNumber)) this.#found.set(phoneNumber, lines);
  }

  /** The number of a row; null where it has none. */
  #number(text: string, warnings: string[]): Judgement<NumberOfSite | null> {
    const written = withoutInvisible(text).trim().replace(/^'/, '');
    if (written === '') return accept(null);
    const { country: home } = this.#context;
    const read = readPhoneNumber(written, home);
    if (!read.ok) return read;
    const known = this.#numbers.get(read.value);
    if (known !== undefined) return accept(known);
    if (this.#listed) return refuse(`${read.value} is no number of this site’s trunk. Choose it for the trunk first.`);
    const country = countryOfNumber(read.value, home);
    warnings.push('It is not among the numbers of this site, as far as known.');
    return accept({ phoneNumber: read.value, country, territory: territoryOf(country), entry: null, onTrunk: null });
  }

  /** The address of a row: one that is there, by its name or its door, or a new one. `isRival`: its name is that of another place. */
  #place(row: Row, warnings: string[]): { readonly ok: true; readonly value: { readonly address: EmergencyAddress; readonly isNew: boolean } } | { readonly ok: false; readonly why: string; readonly isRival?: true } {
    const there = (address: EmergencyAddress): Judgement<{ address: EmergencyAddress; isNew: boolean }> => accept({ address, isNew: false });
    const name = (row.friendlyName ?? '').trim();
    const named = name === '' ? undefined : this.#book.called(name);
    if (!hasPlace(row)) return named !== undefined ? there(named) : refuse(name === '' ? 'There is no address in this row.' : `No address of this site is called “${excerpt(name)}”.`);
    const own = (row.customerName ?? '').trim() === '' ? this.#book.first()?.customerName : row.customerName;
    const typed = typedRow({ ...row, customerName: own ?? this.#context.customer }, this.#context.country);
    if (named !== undefined && samePlace({ ...typed, friendlyName: '' }, { ...typedOf(named), friendlyName: '' })) return there(named);
    const judged = readTypedAddress(typed, []);
    if (!judged.ok) return refuse(inWords(judged.fields, typed.country));
    const same = this.#book.at(judged.value);
    if (same !== undefined) {
      if (name !== '' && nameKey(name) !== nameKey(same.friendlyName)) warnings.push(`It is the same place as “${same.friendlyName}”, which stands for both.`);
      return there(same);
    }
    if (named !== undefined) return { ...refuse(`“${named.friendlyName}” is the name of another place already: ${named.street}, ${[secondaryLine(named.secondary), named.city].filter(Boolean).join(', ')}.`), isRival: true };
    const nameless = readSecondaryLine(row.secondary ?? '').find(({ kind, value }) => kind === 'other' && !/\p{L}{3}/u.test(value));
    if (nameless !== undefined) warnings.push(`“${nameless.value}” became “${labelOf('other', typed.country)}”: if it is a suite, a floor or a room, write that word before it.`);
    if (own === undefined) warnings.push(`Its customer is taken from the site: “${judged.value.customerName}”.`);
    warnings.push(...this.#book.isFull ? [] : warningsOf(typed, this.#book.withSecondary()));
    const friendlyName = name === '' ? freeName(judged.value.friendlyName, this.#book.names) : judged.value.friendlyName;
    return accept({ address: { ...judged.value, friendlyName, id: this.#context.newId(), chosen: null }, isNew: true });
  }
}

/** What a row says of an address that is there and that is not so there: who confirmed it is written down in its form, where it can be read whole. */
function untaken(row: Row, address: EmergencyAddress): string[] {
  return (['confirmedBy', 'shows'] as const).flatMap((field) => {
    const text = (row[field] ?? '').trim();
    const read = judgeAddressField(field, { ...typedOf(address), [field]: text });
    const there = address[field] ?? '';
    return text === '' || (read.ok ? read.value : text) === there ? [] : [`Its “${labelOf(field, address.country)}” was not taken${there === '' ? '' : `: “${there}” stays`}. Enter “${excerpt(text)}” in the form of “${address.friendlyName}”.`];
  });
}

export function hasPlace(row: Row): boolean {
  return [row.street, row.secondary, row.suite, row.floor, row.room, row.other, row.city, row.postalCode].some((cell) => (cell ?? '').trim() !== '');
}

const NONE = { has: () => false };

/** A row as the form would have it; without a name it gets that of its street. */
export function typedRow(row: Row, country: string): TypedAddress {
  const line: readonly Secondary[] = readSecondaryLine(row.secondary ?? '');
  const of = (kind: Secondary['kind']): string => [row[kind] ?? '', line.find((one) => one.kind === kind)?.value ?? ''].map((text) => text.trim()).filter((text) => text !== '').join(' ');
  const typed = { ...NOTHING_TYPED, ...Object.fromEntries(TYPED_FIELDS.map((field) => [field, (row[field] ?? '').trim()])), suite: of('suite'), floor: of('floor'), room: of('room'), other: of('other') };
  return { ...typed, country: typed.country === '' ? country : countryCalled(typed.country), friendlyName: typed.friendlyName === '' ? nameOfStreet(typed, NONE) : typed.friendlyName };
}

/** What may be wrong with an address, by its fields. @param like another one of the site that leads to a floor or a room */
export function warningsOf(typed: TypedAddress, like: EmergencyAddress | undefined): string[] {
  return TYPED_FIELDS.flatMap((field) => {
    const warning = warningIn(judgeAddressField(field, typed, like !== undefined && (SECONDARY_KINDS as readonly string[]).includes(field) ? [like] : []));
    return warning === null ? [] : [`${labelOf(field, typed.country)}: ${warning}`];
  });
}

function labelOf(field: keyof TypedAddress, country: string): string {
  return addressForm(country).fields.find(({ name }) => name === field)?.label ?? field;
}

function inWords(fields: readonly { readonly field: keyof TypedAddress; readonly why: string }[], country: string): string {
  return fields.slice(0, 3).map(({ field, why }) => `${labelOf(field, country)}: ${why}`).join(' ');
}
