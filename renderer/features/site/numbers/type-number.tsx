import { type ReactNode, useMemo, useState } from 'react';
import { Form } from 'react-aria-components';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { judgeTyped, numbersOf } from './judge-typed.ts';
import type { NumberPicking } from './numbers-step.tsx';

/**
 * A number that the account has, typed as the Twilio Console shows it. Works without a network.
 * @param asOf when the account’s numbers were listed, where they could not be listed now
 */
export function TypeNumber({ country, chosen, busy, listed, asOf = null, onChoose }: NumberPicking & { readonly asOf?: string | null }): ReactNode {
  const owned = useMemo(() => (listed === null ? null : numbersOf(listed.numbers)), [listed]);
  const judge = (text: string): ReturnType<typeof judgeTyped> => judgeTyped(text, country, owned, asOf);
  const form = useForm({ 'number.typed': '' }, { 'number.typed': judge });
  /** The number that was given on and is not among the chosen yet. */
  const [given, setGiven] = useState<string | null>(null);
  const text = form.values['number.typed'];
  const judged = judge(text);
  const choose = (): void => {
    if (!form.check() || !judged.ok) return;
    setGiven(judged.value.phoneNumber);
    void onChoose([{ phoneNumber: judged.value.phoneNumber, acquire: 'take' }]);
  };
  // What was typed goes only when the number is saved, and only if nothing else was typed meanwhile.
  const typed = judged.ok ? judged.value.phoneNumber : null;
  if (given !== null && chosen.some(({ phoneNumber }) => phoneNumber === given)) {
    setGiven(null);
    if (typed === given) form.reset();
  }
  return (
    <Form className="form is-line" onSubmit={(event) => { event.preventDefault(); choose(); }}>
      <Field
        label="Or type a number of this account" mono {...form.field('number.typed')} warning={text !== '' && judged.ok ? judged.value.warning : null}
        hint={owned === null ? 'With its country code, for example +14155550123. Not compared with the account: its numbers are not known here.' : 'With its country code, for example +14155550123.'}
      />
      <ActionButton type="submit" isDisabled={busy}>Use this number</ActionButton>
    </Form>
  );
}
