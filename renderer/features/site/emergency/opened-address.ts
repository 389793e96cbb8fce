import { NOTHING_TYPED, type TypedAddress, TYPED_FIELDS, typedOf } from '../../../../domain/emergency/entry.ts';
import { nextFloor } from '../../../../domain/emergency/next-floor.ts';
import type { EmergencyAddress } from '../../../../domain/site/emergency-record.ts';
import type { Typed } from '../../../ui/use-form.ts';

/** Which form is open: `new`, `edit <id>`, or `copy <id>`. It is kept among what was typed, so that a look at another step loses nothing. */
export const OPEN = 'address.open';
export type OpenForm = 'new' | `edit ${string}` | `copy ${string}`;

/** An address on the form: the one that is changed (null: a new one), and what the form begins with. */
export interface OpenedAddress {
  readonly id: string | null;
  readonly base: TypedAddress;
  /** What it was copied from. */
  readonly copyOf: EmergencyAddress | null;
}

/** What the open form begins with. A new address begins with what the last one says of the customer, and with nobody’s word for it; null where its address is gone. */
export function openedAddress(open: string | undefined, addresses: readonly EmergencyAddress[], country: string): OpenedAddress | null {
  if (open === undefined) return null;
  if (open === 'new') {
    const last = addresses.at(-1);
    return { id: null, copyOf: null, base: { ...NOTHING_TYPED, country: last?.country ?? country, customerName: last?.customerName ?? '' } };
  }
  const [verb, id] = open.split(' ');
  const address = addresses.find((one) => one.id === id);
  if (!address) return null;
  return verb === 'copy' ? { id: null, base: nextFloor(address, addresses), copyOf: address } : { id: address.id, base: typedOf(address), copyOf: null };
}

const OF_FORM: readonly string[] = [OPEN, ...TYPED_FIELDS];

/** What was typed elsewhere on the step, with another form open, or none. */
export function withForm(typed: Typed, open: OpenForm | null): Typed {
  return { ...Object.fromEntries(Object.entries(typed).filter(([name]) => !OF_FORM.includes(name))), ...(open === null ? {} : { [OPEN]: open }) };
}
