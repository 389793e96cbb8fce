// What tests of the registration begin with: three numbers, their places, and somebody who says yes.
import type { EmergencyAddress } from '../../../domain/site/emergency-record.ts';
import { EmergencyModel } from './emergency-model.ts';

export const PHONES = ['+15125550100', '+15125550101', '+15125550102'] as const;

export function place(street: string, name = street): EmergencyAddress {
  return { id: crypto.randomUUID(), chosen: null, friendlyName: name, customerName: 'Lakeside Dental', street, secondary: [{ kind: 'floor', value: '2' }], city: 'Austin', region: 'TX', postalCode: '78701', country: 'US', extensions: '', shows: null, confirmedBy: 'Pat' };
}

export const kinds = (model: EmergencyModel): readonly string[] => PHONES.flatMap((phone) => model.plan().numbers.get(phone)?.kind ?? []);

/** A model whose first number shall have the first address, and the second and third the second. */
export function site(...streets: readonly string[]): { readonly model: EmergencyModel; readonly addresses: readonly EmergencyAddress[] } {
  const addresses = streets.map((street) => place(street));
  const model = new EmergencyModel(PHONES, addresses);
  for (const [index, phone] of PHONES.entries()) model.assign(phone, addresses[Math.min(index, addresses.length - 1)]?.id ?? null);
  return { model, addresses };
}

/** Says yes to all that is asked. */
export function agreeToAll(model: EmergencyModel): void {
  for (const { names } of model.plan().questions) model.agree(names);
}

export function settleAll(model: EmergencyModel): void {
  for (const number of model.numbers) model.settle(number, true);
}
