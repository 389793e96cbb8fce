// What else changes on the form of an address while somebody types: a name that was made of the street, and whose word stands for it.
import { expect, it } from 'vitest';
import { NOTHING_TYPED, type TypedAddress } from '../../../domain/emergency/entry.ts';
import { formChanges } from '../../../domain/emergency/form-changes.ts';
import type { EmergencyAddress } from '../../../domain/site/emergency-record.ts';
import { entered, TYPED } from './address-kit.ts';

const CONFIRMED: TypedAddress = { ...TYPED.US, confirmedBy: 'Dana Park' };
/** The form after somebody has typed all this, one field after the other. */
function afterTyping(base: TypedAddress, changes: readonly (readonly [keyof TypedAddress, string])[], others: readonly EmergencyAddress[] = []): TypedAddress {
  return changes.reduce<TypedAddress>((typed, [name, text]) => ({ ...typed, ...formChanges(base, typed, name, text, others) }), base);
}

it.each<[keyof TypedAddress, string]>([['street', '9 Elm St'], ['suite', '300'], ['floor', '3'], ['room', '1'], ['other', 'North wing'], ['city', 'Austin'], ['region', 'TX'], ['postalCode', '94108'], ['country', 'CA'], ['customerName', 'Somebody else']])('who confirmed the address has not confirmed another %s', (name, text) => {
  expect(afterTyping(CONFIRMED, [[name, text]])).toMatchObject({ [name]: text, confirmedBy: '' });
  expect(afterTyping(CONFIRMED, [[name, text], ['confirmedBy', 'Dana Park']]).confirmedBy).toBe('Dana Park');
  expect(afterTyping(CONFIRMED, [['confirmedBy', 'Lee Roe'], [name, text]]).confirmedBy).toBe('Lee Roe');
});

it.each<[keyof TypedAddress, string]>([['friendlyName', 'Annex'], ['extensions', '100'], ['shows', '+14155550142'], ['street', '645  HARRISON st'], ['floor', 'Floor 2']])('%s “%s” leaves the door as it is, and whose word stands for it', (name, text) => {
  expect(afterTyping(CONFIRMED, [[name, text]]).confirmedBy).toBe('Dana Park');
});

it('with the old place again, it is confirmed again', () => expect(afterTyping(CONFIRMED, [['floor', ''], ['floor', '3'], ['floor', '2']])).toEqual(CONFIRMED));

it('a name that was made of the street follows it, and is one that no other address has', () => {
  const pasted = { ...TYPED.US, suite: '', street: '13 Unserved Rd', floor: '1', friendlyName: '13 Unserved Rd Floor 1' };
  expect(afterTyping(pasted, [['street', '1 Nowhere Lane'], ['floor', '2']]).friendlyName).toBe('1 Nowhere Lane Floor 2');
  const other = entered({ ...pasted, street: '1 Nowhere Lane', friendlyName: '1 nowhere lane floor 1' });
  expect(afterTyping(pasted, [['street', '1 Nowhere Lane']], [other]).friendlyName).toBe('1 Nowhere Lane Floor 1 2');
  expect(afterTyping(NOTHING_TYPED, [['street', '1 Main St'], ['suite', 'Suite 400']]).friendlyName).toBe('1 Main St Suite 400');
});

it('a name that somebody gave stays', () => {
  expect(afterTyping(TYPED.US, [['street', '1 Nowhere Lane'], ['floor', '9']]).friendlyName).toBe('HQ floor 2');
  expect(afterTyping(NOTHING_TYPED, [['street', '1 Main St'], ['friendlyName', 'HQ'], ['street', '2 Main St']]).friendlyName).toBe('HQ');
});
