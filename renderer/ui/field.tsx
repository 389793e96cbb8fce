import { type ReactNode, useId } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';

export interface FieldProps {
  readonly label: string;
  /** The field's name, as problems and faults call it. */
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur?: () => void;
  /** Why the value cannot stay so, or null. */
  readonly why?: string | null;
  /** What is worth a second look, without standing in the way. */
  readonly warning?: string | null;
  readonly hint?: ReactNode;
  /** What may be typed here; anything else may be typed too. */
  readonly suggestions?: readonly { readonly value: string; readonly label: string }[];
  readonly type?: 'text' | 'password' | 'search' | 'date';
  /** Several lines. */
  readonly lines?: boolean;
  /** How much fits in, where that is more than a field usually takes. */
  readonly maxLength?: number;
  /** Values that travel between machines are set in fixed-width type. */
  readonly mono?: boolean;
  readonly optional?: boolean;
  /** What always stands behind the value. */
  readonly suffix?: string;
  readonly autoFocus?: boolean;
  readonly numeric?: boolean;
}

export function Field(props: FieldProps): ReactNode {
  const { label, name, value, onChange, onBlur, why = null, warning = null, hint, suggestions = [], type = 'text', mono = false, optional = false, suffix, autoFocus = false, numeric = false, lines = false, maxLength = 10_000 } = props;
  const list = useId();
  return (
    <TextField
      className="field" data-field={name} value={value} onChange={onChange} type={type} isInvalid={why !== null} validationBehavior="aria" autoFocus={autoFocus}
      autoComplete="off" autoCorrect="off" spellCheck="false" maxLength={maxLength} {...(numeric ? { inputMode: 'numeric' as const } : {})} {...(onBlur ? { onBlur } : {})}
    >
      <span className="field-head"><Label>{label}</Label>{optional && <span className="field-optional">optional</span>}</span>
      <span className="field-line">
        {lines ? <TextArea className={mono ? 'input mono' : 'input'} /> : <Input className={mono || type === 'password' ? 'input mono' : 'input'} {...(suggestions.length > 0 ? { list } : {})} />}
        {suffix !== undefined && <span className="field-suffix mono">{suffix}</span>}
      </span>
      {suggestions.length > 0 && <datalist id={list}>{suggestions.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</datalist>}
      {(hint !== undefined || warning !== null) && <Text slot="description" className="field-hint">{hint}{warning !== null && <span className="field-warning">{warning}</span>}</Text>}
      <FieldError className="field-why">{why}</FieldError>
    </TextField>
  );
}

/** Puts the cursor into a field, by the name that problems and faults call it. */
export function focusField(name: string): boolean {
  const place = document.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const control = place?.querySelector<HTMLElement>('input, textarea, select, button');
  control?.focus();
  return control !== null && control !== undefined;
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly words: string;
}

/** The platform's own list of choices: it opens by keyboard everywhere and needs no room. */
export function SelectField<Value extends string>({ label, name, value, choices, onChange, hint, why = null, optional = false }: {
  readonly label: string; readonly name: string; readonly value: Value; readonly choices: readonly Choice<Value>[]; readonly onChange: (value: Value) => void; readonly hint?: ReactNode;
  readonly why?: string | null; readonly optional?: boolean;
}): ReactNode {
  const id = `select-${name}`;
  return (
    <div className="field" data-field={name}>
      <span className="field-head"><label htmlFor={id}>{label}</label>{optional && <span className="field-optional">optional</span>}</span>
      <select
        id={id} className="input" value={value} aria-describedby={`${id}-hint ${id}-why`} aria-invalid={why !== null || undefined} data-invalid={why !== null || undefined}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.words}</option>)}
      </select>
      {hint !== undefined && <span id={`${id}-hint`} className="field-hint">{hint}</span>}
      {why !== null && <span id={`${id}-why`} className="field-why">{why}</span>}
    </div>
  );
}
