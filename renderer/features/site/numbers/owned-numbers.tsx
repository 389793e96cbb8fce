import { type ReactNode, useEffect, useState } from 'react';
import { Form } from 'react-aria-components';
import { readPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { FoundNumber } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { FoundNumbers } from './found-numbers.tsx';
import type { NumberPicking } from './numbers-step.tsx';

/** Numbers that the account has already. Typing one works without a network; the plan checks it later. */
export function OwnedNumbers(props: NumberPicking): ReactNode {
  const { siteId, country, busy, onChoose } = props;
  const owned = useCall('numbers.owned');
  const [numbers, setNumbers] = useState<readonly FoundNumber[] | null>(null);
  const { run } = owned;
  const load = async (): Promise<void> => {
    const result = await run({ siteId });
    if (result?.ok) setNumbers(result.value);
  };
  useEffect(() => {
    void run({ siteId }).then((result) => { if (result?.ok) setNumbers(result.value); });
  }, [run, siteId]);
  const form = useForm({ 'number.typed': '' }, { 'number.typed': (text) => readPhoneNumber(text, country) });
  const choose = (): void => {
    const judged = readPhoneNumber(form.values['number.typed'], country);
    if (!form.check() || !judged.ok) return;
    onChoose({ phoneNumber: judged.value, acquire: 'take' });
    form.reset();
  };
  return (
    <>
      {numbers === null && owned.fault === null && <p className="empty is-small" role="status">Asking the account for its numbers…</p>}
      {numbers?.length === 0 && <p className="empty is-small">This account has no numbers yet. Buy one: the tab beside.</p>}
      {numbers !== null && numbers.length > 0 && <FoundNumbers {...props} numbers={numbers} acquire="take" />}
      <FaultNote fault={owned.fault}><div className="form-row"><ActionButton busy={owned.busy} busyWords="Asking…" onPress={() => void load()}>Try again</ActionButton></div></FaultNote>
      <Form className="form is-line" onSubmit={(event) => { event.preventDefault(); choose(); }}>
        <Field label="Or type a number of this account" mono {...form.field('number.typed')} hint="With its country code, for example +14155550123." />
        <ActionButton type="submit" isDisabled={busy}>Use this number</ActionButton>
      </Form>
    </>
  );
}
