import type { Judgement } from '../../domain/judgement.ts';
import type { Secret } from '../../domain/site/record.ts';
import type { Fault } from '../../preload/contract.ts';
import { newId } from '../desk.ts';
import { invalidValues } from '../fault.ts';

/** Judges what a person typed, field by field, so that all mistakes are told at once. */
export class FieldReader {
  readonly #wrong: Fault['fields'] = [];

  /** The canonical value, or null when it was refused. */
  take<Value>(field: string, judgement: Judgement<Value>): Value | null {
    if (judgement.ok) return judgement.value;
    this.#wrong.push({ field, why: judgement.why });
    return null;
  }

  /** Like `take`, but a field left empty is no mistake. */
  takeOptional<Value>(field: string, text: string, read: (text: string) => Judgement<Value>): Value | null {
    return text.trim() === '' ? null : this.take(field, read(text));
  }

  /** Throws all that was refused, if anything was. */
  finish(): void {
    if (this.#wrong.length > 0) throw invalidValues(this.#wrong);
  }
}

/** Makes a new secret from what a person typed or from the generator. */
export function asSecret(value: string, at: string): Secret {
  return { value, revision: newId(), at };
}
