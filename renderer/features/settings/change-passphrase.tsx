import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Field, focusField } from '../../ui/field.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useCall } from '../../use-call.ts';
import { NewPassphrase } from '../welcome/new-passphrase.tsx';
import { useNewPassphrase } from '../welcome/use-new-passphrase.ts';

/** Closed until asked for: three password fields are no sight for a settings page. */
export function ChangePassphrase(): ReactNode {
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  return open
    ? <ChangeForm onClose={(done) => { setOpen(false); setChanged(done); }} />
    : (
      <div className="form-row">
        <ActionButton onPress={() => { setOpen(true); setChanged(false); }}>Change the passphrase</ActionButton>
        <span role="status">{changed && <StateMark shape="done">Changed. From now on the new passphrase opens the vault.</StateMark>}</span>
      </div>
    );
}

function ChangeForm({ onClose }: { readonly onClose: (done: boolean) => void }): ReactNode {
  const change = useCall('vault.changePassphrase');
  const [current, setCurrent] = useState('');
  const [currentWhy, setCurrentWhy] = useState<string | null>(null);
  const passphrase = useNewPassphrase(null);
  const submit = async (): Promise<void> => {
    if (current === '') {
      setCurrentWhy('Enter the passphrase that opens the vault now.');
      focusField('current');
      return;
    }
    if (!passphrase.check()) return;
    const result = await change.run({ current, next: passphrase.form.values.passphrase });
    if (result?.ok) onClose(true);
    else if (result?.fault.code === 'wrong-passphrase') focusField('current');
  };
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Field label="Passphrase now" name="current" type="password" value={current} onChange={(text) => { setCurrent(text); setCurrentWhy(null); }} why={currentWhy} autoFocus />
      <NewPassphrase state={passphrase} />
      <FaultNote fault={change.fault} />
      <div className="form-end">
        <ActionButton onPress={() => onClose(false)} isDisabled={change.busy}>Keep the old one</ActionButton>
        <ActionButton look="primary" type="submit" busy={change.busy} busyWords="Changing…">Change it</ActionButton>
      </div>
    </Form>
  );
}
