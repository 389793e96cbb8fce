import { accept, type Judgement, refuse } from '../../domain/judgement.ts';
import type { Fault } from '../../preload/contract.ts';

/** How each value of a form is judged; a value without a judge may be anything. */
export type Judges<Name extends string> = { readonly [Key in Name]?: (text: string, values: Readonly<Record<Name, string>>) => Judgement<unknown> };

export function judged<Name extends string>(judges: Judges<Name>, name: Name, values: Readonly<Record<Name, string>>): Judgement<unknown> {
  return judges[name]?.(values[name], values) ?? accept(values[name]);
}

export function firstRefused<Name extends string>(judges: Judges<Name>, names: readonly Name[], values: Readonly<Record<Name, string>>): Name | null {
  return names.find((name) => !judged(judges, name, values).ok) ?? null;
}

/** Why main refused one field, or null. */
export function faultWhy(fault: Fault, field: string): string | null {
  return fault.fields.find((refused) => refused.field === field)?.why ?? null;
}

/** A value that may stay empty, and is judged otherwise. */
export function orEmpty(read: (text: string) => Judgement<unknown>): (text: string) => Judgement<unknown> {
  return (text) => (text.trim() === '' ? accept('') : read(text));
}

/** Only that it is there: main knows what it must look like. */
export const present = (what: string) => (text: string): Judgement<string> => (text.trim() === '' ? refuse(`Enter ${what}.`) : accept(text));
