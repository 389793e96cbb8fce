import { useState } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { focusField } from '../../../ui/field.tsx';
import { faultWhy } from '../../../ui/form-rules.ts';
import type { Draft, FieldState } from '../../../ui/use-form.ts';
import { originationFaults, type TypedOrigination } from './origination-faults.ts';

type Origination = OpenSite['intent']['trunk']['origination'];
/** The name under which a draft keeps what was typed: a list has no field of its own. */
const KEPT = 'trunk.origination';
const NONE: ReadonlySet<string> = new Set();

export interface OriginationForm {
  readonly values: TypedOrigination;
  readonly dirty: boolean;
  /** Something in it cannot stay so. */
  readonly wrong: boolean;
  readonly set: (values: TypedOrigination) => void;
  /** What a Field needs for one value. */
  readonly field: (name: string, value: string, onChange: (text: string) => void) => FieldState;
  /** Shows all mistakes and goes to the first. True when there are none. */
  readonly check: () => boolean;
  readonly goToFault: (fault: Fault) => void;
  readonly reset: () => void;
}

export const typedOrigination = ({ weight, priority, others }: Origination): TypedOrigination => ({
  weight: String(weight), priority: String(priority), others: others.map((other) => ({ url: other.url, weight: String(other.weight), priority: String(other.priority) })),
});

/** Where incoming calls go, while it is being edited: a list as long as somebody makes it, kept in the step's draft as one text. */
export function useOrigination(saved: Origination, own: string | null, fault: Fault | null, [typed, setTyped]: Draft): OriginationForm {
  const stored = typedOrigination(saved);
  const kept = typed[KEPT];
  const values = kept === undefined ? stored : (JSON.parse(kept) as TypedOrigination);
  const [left, setLeft] = useState(NONE);
  const [all, setAll] = useState(false);
  /** The fault whose words are outdated by an edit. */
  const [outdated, setOutdated] = useState<Fault | null>(null);
  const wrong = originationFaults(values, own);
  const toKept = (text: string | null): void => setTyped(({ [KEPT]: _old, ...others }) => (text === null ? others : { ...others, [KEPT]: text }));
  return {
    values, dirty: kept !== undefined, wrong: wrong.size > 0 || (fault !== null && outdated !== fault),
    set: (next) => {
      setOutdated(fault);
      const text = JSON.stringify(next);
      toKept(text === JSON.stringify(stored) ? null : text);
    },
    field: (name, value, onChange) => ({
      name, value, onChange, onBlur: () => { if (value !== '') setLeft((before) => new Set([...before, name])); },
      why: (all || left.has(name) ? wrong.get(name) : undefined) ?? (fault === null || outdated === fault ? null : faultWhy(fault, name)),
    }),
    check: () => {
      setAll(true);
      const [first] = wrong.keys();
      if (first !== undefined) focusField(first);
      return first === undefined;
    },
    goToFault: (answer) => {
      const named = answer.fields.find(({ field }) => field.startsWith('origination.'));
      if (named) focusField(named.field);
    },
    reset: () => {
      toKept(null);
      setLeft(NONE);
      setAll(false);
    },
  };
}
