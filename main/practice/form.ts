import { refuse } from './http.ts';

/** The values of a request's form. Each reader refuses with `code` what Twilio would not take; a value that was not sent is undefined. */
export class Form {
  readonly #values: URLSearchParams;
  readonly #code: number;

  /** @param code the refusal's code for values out of range: each resource has its own */
  constructor(values: URLSearchParams, code: number) {
    this.#values = values;
    this.#code = code;
  }

  withCode(code: number): Form {
    return new Form(this.#values, code);
  }

  text(name: string, longest = Infinity): string | undefined {
    const value = this.#values.get(name) ?? undefined;
    if (value !== undefined && value.length > longest) throw refuse(this.#code, `${name} must be at most ${longest} characters`);
    return value;
  }

  /** NC: missing-parameter — 20001 is what v1 resources are said to answer; used for all. */
  required(name: string, longest = Infinity): string {
    const value = this.text(name, longest);
    if (value === undefined || value === '') throw refuse(20001, `Missing required parameter ${name} in the post body`);
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (!/^(?:true|false)$/i.test(value)) throw refuse(this.#code, `${name} must be true or false`);
    return value.toLowerCase() === 'true';
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,9}$/.test(value) || Number(value) < least || Number(value) > most) throw refuse(this.#code, `${name} must be a number from ${least} to ${most}`);
    return Number(value);
  }

  oneOf<const Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw refuse(this.#code, `${name} must be one of ${choices.join(', ')}`);
    return found;
  }
}
