import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { readAccountName } from '../../../../domain/site/values.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { present } from '../../../ui/form-rules.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';

/** Credentials of a Twilio account. They go to main, which tries them; the page forgets them. */
export function AddAccount({ confirmed, onAdded, onClose }: { readonly confirmed: boolean; readonly onAdded: (accountId: string) => void; readonly onClose: () => void }): ReactNode {
  const add = useCall('account.add');
  const form = useForm({ name: '', accountSid: '', username: '', secret: '' }, {
    name: readAccountName, accountSid: present('the Account SID'), username: present('the API key’s SID'), secret: present('the secret'),
  }, add.fault);
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const result = await add.run({ ...form.values, confirmed });
    if (result?.ok) onAdded(result.value.accountId);
    else if (result) form.goToFault(result.fault);
  };
  return (
    <section className="inset" aria-label="Add a Twilio account">
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <Field label="Name of the account" {...form.field('name')} hint="For you, for example the customer’s name." autoFocus />
        <Field label="Account SID" mono {...form.field('accountSid')} hint="Of the very account that will own the trunk. It begins with AC." />
        <Field label="API key SID" mono {...form.field('username')} hint="Of a Standard key: it begins with SK. Or the Account SID again, to use the auth token." />
        <Field label="Secret" type="password" {...form.field('secret')} hint="The key’s secret, or the auth token." />
        <FaultNote fault={add.fault} />
        <div className="form-end">
          <ActionButton onPress={onClose} isDisabled={add.busy}>Cancel</ActionButton>
          <ActionButton look="primary" type="submit" busy={add.busy} busyWords="Trying it at Twilio…">Add the account</ActionButton>
        </div>
      </Form>
    </section>
  );
}
