import type { Draft, Typed } from './use-form.ts';

/** The part of a step’s draft that one of its forms has to itself: the names there begin with `prefix`, the form’s own do not. */
export function draftPart([typed, setTyped]: Draft, prefix: string): Draft {
  const own = (all: Typed): Typed => Object.fromEntries(Object.entries(all).flatMap(([name, text]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [])));
  return [own(typed), (next) => setTyped((before) => ({
    ...Object.fromEntries(Object.entries(before).filter(([name]) => !name.startsWith(prefix))),
    ...Object.fromEntries(Object.entries(typeof next === 'function' ? next(own(before)) : next).map(([name, text]) => [prefix + name, text])),
  }))];
}
