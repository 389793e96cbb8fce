import { type Dispatch, type SetStateAction, useState } from 'react';
import type { Fault } from '../../preload/contract.ts';
import { afterPress } from './after-press.ts';
import { focusField } from './field.tsx';
import { type Judges, faultWhy, firstRefused, judged } from './form-rules.ts';

/** What was typed and not saved yet, by field. */
export type Typed = Readonly<Record<string, string>>;
/** Where a form keeps what was typed, when that shall outlive the form. */
export type Draft = readonly [Typed, Dispatch<SetStateAction<Typed>>];

export interface FieldState {
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly why: string | null;
}

export interface Form<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  readonly dirty: boolean;
  /** What a Field needs for one value. */
  readonly field: (name: Name) => FieldState;
  readonly set: (name: Name, text: string) => void;
  /** Shows all mistakes and goes to the first. True when there are none. */
  readonly check: () => boolean;
  /** Goes to the first field that main refused. */
  readonly goToFault: (fault: Fault) => void;
  /** Forgets what was typed: the saved values show again. */
  readonly reset: () => void;
}

/**
 * The values of a form, by the names that problems and faults call the fields. Only what was typed is held here, over the saved values: a
 * patch from main shows at once in every field that nobody has touched. A value is judged from the first time its field is left, and then
 * while typing.
 */
export function useForm<Name extends string>(saved: Readonly<Record<Name, string>>, judges: Judges<Name>, fault: Fault | null = null, draft?: Draft): Form<Name> {
  const own = useState<Typed>({});
  const [typed, setTyped] = draft ?? own;
  const [left, setLeft] = useState<ReadonlySet<Name>>(new Set());
  /** Fields that were edited since main refused them. */
  const [edited, setEdited] = useState<{ readonly since: Fault | null; readonly names: ReadonlySet<Name> }>({ since: null, names: new Set() });
  const [names] = useState(() => Object.keys(saved) as Name[]);
  const values: Readonly<Record<Name, string>> = { ...saved, ...typed };

  const set = (name: Name, text: string): void => {
    setTyped(({ [name]: _old, ...others }) => (text === saved[name] ? others : { ...others, [name]: text }));
    setEdited((before) => ({ since: fault, names: new Set([...(before.since === fault ? before.names : []), name]) }));
  };
  const why = (name: Name): string | null => {
    const own = judged(judges, name, values);
    if (left.has(name) && !own.ok) return own.why;
    return fault === null || (edited.since === fault && edited.names.has(name)) ? null : faultWhy(fault, name);
  };
  return {
    values,
    dirty: names.some((name) => Object.hasOwn(typed, name)),
    field: (name) => ({
      name, value: values[name], onChange: (text) => set(name, text), why: why(name),
      // A field that was only passed through is not wrong yet.
      onBlur: () => { if (values[name] !== '') afterPress(() => setLeft((before) => new Set([...before, name]))); },
    }),
    set,
    check: () => {
      setLeft(new Set(names));
      const refused = firstRefused(judges, names, values);
      if (refused !== null) focusField(refused);
      return refused === null;
    },
    goToFault: (answer) => {
      const refused = names.find((name) => faultWhy(answer, name) !== null);
      if (refused !== undefined) focusField(refused);
    },
    reset: () => {
      // A draft may hold what was typed into another form of the same step.
      setTyped((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !names.includes(name as Name))));
      setLeft(new Set());
    },
  };
}
