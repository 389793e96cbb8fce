import { SECONDARY_KINDS } from '../site/emergency-limits.ts';
import type { EmergencyAddress } from '../site/emergency-record.ts';
import type { TypedAddress } from './entry.ts';
import { freeName, nameKey, withEnding } from './names.ts';
import { addressKey } from './same-address.ts';
import { withoutWord } from './secondary-words.ts';
import { secondaryLine } from './secondary.ts';

/**
 * The fields of the form that change when a person types into one of them.
 * A name that was made of the street follows it, until somebody types another. Who confirmed the address confirmed what it said then: with another
 * place nobody has, and with the old one again it is so again.
 * @param base what the form began with
 * @param typed the form as it is
 * @param others the site’s other addresses
 */
export function formChanges(base: TypedAddress, typed: TypedAddress, name: keyof TypedAddress, text: string, others: readonly EmergencyAddress[]): Partial<TypedAddress> {
  const next = { ...typed, [name]: text };
  if (name === 'friendlyName' || name === 'confirmedBy') return { [name]: text };
  const taken = new Set(others.map(({ friendlyName }) => nameKey(friendlyName)));
  const named = typed.friendlyName === nameOfStreet(typed, taken) ? { friendlyName: nameOfStreet(next, taken) } : {};
  const was = placeKey(typed) === placeKey(base);
  const is = placeKey(next) === placeKey(base);
  if (was && !is && typed.confirmedBy === base.confirmedBy) return { [name]: text, ...named, confirmedBy: '' };
  if (!was && is && typed.confirmedBy === '') return { [name]: text, ...named, confirmedBy: base.confirmedBy };
  return { [name]: text, ...named };
}

/** The name of a place that nobody gave one: its street, with floor, suite and room; empty where nothing of it is known. */
export function nameOfStreet(typed: TypedAddress, taken: { has(key: string): boolean }): string {
  const name = [typed.street, secondLine(typed)].join(' ').replace(/\s+/g, ' ').trim();
  return name === '' ? '' : freeName(withEnding(name, ''), taken);
}

function secondLine(typed: TypedAddress): string {
  return secondaryLine(SECONDARY_KINDS.flatMap((kind) => { const value = withoutWord(kind, typed[kind].trim()); return value === '' ? [] : [{ kind, value }]; }));
}

function placeKey(typed: TypedAddress): string {
  return addressKey({ ...typed, streetSecondary: secondLine(typed) });
}
