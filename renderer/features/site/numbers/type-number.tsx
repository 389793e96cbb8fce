import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { readPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import type { NumberPicking } from './numbers-step.tsx';

/** A number that the account has, typed as the Twilio Console shows it. Works without a network; the plan checks it later. */
export function TypeNumber({ country, chosen, busy, onChoose }: NumberPicking): ReactNode {
  const form = useForm({ 'number.typed': '' }, { 'number.typed': (text) => readPhoneNumber(text, country) });
  /** The number that was given on and is not among the chosen yet. */
  const [given, setGiven] = useState<string | null>(null);
  const judged = readPhoneNumber(form.values['number.typed'], country);
  const choose = (): void => {
    if (!form.check() || !judged.ok) return;
    setGiven(judged.value);
    void onChoose([{ phoneNumber: judged.value, acquire: 'take' }]);
  };
  // What was typed goes only when the number is saved, and only if nothing else was typed meanwhile.
  const typed = judged.ok ? judged.value : null;
  if (given !== null && chosen.some(({ phoneNumber }) => phoneNumber === given)) {
    setGiven(null);
    if (typed === given) form.reset();
  }
  return (
    <Form className="form is-line" onSubmit={(event) => { event.preventDefault(); choose(); }}>
      <Field label="Or type a number of this account" mono {...form.field('number.typed')} hint="With its country code, for example +14155550123." />
      <ActionButton type="submit" isDisabled={busy}>Use this number</ActionButton>
    </Form>
  );
}
