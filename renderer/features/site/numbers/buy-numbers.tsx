import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { accept, refuse } from '../../../../domain/judgement.ts';
import type { AccountNumber } from '../../../../domain/numbers/directory.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { FoundNumbers } from './found-numbers.tsx';
import type { NumberPicking } from './numbers-step.tsx';

/** Numbers that Twilio has to sell. Choosing one buys nothing: the set-up does, after a confirmation. */
export function BuyNumbers(props: NumberPicking): ReactNode {
  const available = useCall('numbers.available');
  const [numbers, setNumbers] = useState<readonly AccountNumber[] | null>(null);
  const form = useForm({ areaCode: '' }, { areaCode: (text) => (text === '' || /^\d{3}$/.test(text.trim()) ? accept(text) : refuse('An area code has three digits. Leave it empty for any.')) });
  const search = async (): Promise<void> => {
    if (!form.check()) return;
    const areaCode = form.values.areaCode.trim();
    const result = await available.run({ siteId: props.siteId, areaCode: areaCode === '' ? null : areaCode });
    if (result?.ok) setNumbers(result.value);
  };
  return (
    <>
      <p className="aside">Nothing is bought here. The set-up buys what you chose, after you have confirmed it.</p>
      <Form className="form is-line" onSubmit={(event) => { event.preventDefault(); void search(); }}>
        <Field label="Area code" mono numeric optional {...form.field('areaCode')} />
        <ActionButton type="submit" busy={available.busy} busyWords="Looking…">Find numbers</ActionButton>
      </Form>
      <FaultNote fault={available.fault} />
      {numbers?.length === 0 && <p className="empty is-small" role="status">Twilio has none there now. Try another area code, or leave it empty.</p>}
      {numbers !== null && numbers.length > 0 && <FoundNumbers {...props} numbers={numbers} acquire="buy" />}
    </>
  );
}
