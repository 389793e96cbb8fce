import type { Fault } from '../preload/contract.ts';
import { TwilioFault } from './twilio/errors.ts';
import { VaultError } from './vault/errors.ts';

/** A failure that already is in words for the technician. */
export class CommandFault extends Error {
  readonly fault: Fault;
  constructor(fault: Omit<Fault, 'fields'> & { readonly fields?: Fault['fields'] }) {
    super(fault.what);
    this.name = 'CommandFault';
    this.fault = { fields: [], ...fault };
  }
}

/** Values that a person typed and that do not hold: each with its field. Nothing was saved. */
export function invalidValues(fields: Fault['fields']): CommandFault {
  const [first] = fields;
  return new CommandFault({
    code: 'invalid-value', what: 'Not saved yet.', fields,
    why: fields.length === 1 && first ? first.why : `${fields.length} values cannot be used as they are.`,
    next: 'Mend what is marked and save again.',
  });
}

/** A sign-in page of the network is as good as no network: it is tried again as soon. */
const TWILIO_CODES: Partial<Record<TwilioFault['code'], Fault['code']>> = { network: 'network', timeout: 'timeout', 'not-twilio': 'network', cancelled: 'cancelled' };

/**
 * Whatever went wrong, as the bridge may carry it. An error that nobody foresaw becomes one plain sentence: its message may quote data,
 * so neither the page nor the log gets it.
 */
export function toFault(error: unknown): Fault {
  if (error instanceof CommandFault) return error.fault;
  if (error instanceof VaultError) return { code: error.code, what: error.what, why: error.why, next: error.next, fields: [] };
  if (error instanceof TwilioFault) return { code: TWILIO_CODES[error.code] ?? 'twilio', what: error.what, why: error.why, next: error.next, fields: [], ...(error.link === null ? {} : { link: error.link }) };
  return {
    code: 'unexpected', what: 'Trunkbook could not do that.', why: 'It met something that it was not made for. Everything saved so far is safe.',
    next: 'Try again. If it happens again, lock Trunkbook and unlock it, and tell us what you did.', fields: [],
  };
}

/** The place where an unforeseen error arose, without its message. */
export function whereFrom(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 6).map((line) => line.trim());
  return [error.name, ...frames].join(' | ');
}
