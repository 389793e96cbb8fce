import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { readExtensionNumber } from '../../../../domain/numbers/extensions.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';

export function AddExtension({ siteId, onClose }: { readonly siteId: string; readonly onClose: () => void }): ReactNode {
  const add = useCall('extensions.add');
  const form = useForm({ number: '', firstName: '', lastName: '', email: '' }, { number: readExtensionNumber }, add.fault);
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const result = await add.run({ siteId, ...form.values });
    if (result?.ok) onClose();
    else if (result) form.goToFault(result.fault);
  };
  return (
    <ModalDialog title="Add an extension" isOpen onClose={onClose} busy={add.busy}>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <Field label="Extension" mono numeric {...form.field('number')} autoFocus />
        <div className="form-pair">
          <Field label="First name" optional {...form.field('firstName')} />
          <Field label="Last name" optional {...form.field('lastName')} />
        </div>
        <Field label="E-mail" optional {...form.field('email')} hint="3CX sends the welcome message there." />
        <FaultNote fault={add.fault} />
        <div className="form-end">
          <ActionButton onPress={onClose} isDisabled={add.busy}>Cancel</ActionButton>
          <ActionButton look="primary" type="submit" busy={add.busy} busyWords="Saving…">Add the extension</ActionButton>
        </div>
      </Form>
    </ModalDialog>
  );
}
