import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Field, focusField } from '../../ui/field.tsx';
import { useTitle } from '../../ui/screen-heading.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useCall } from '../../use-call.ts';

export function UnlockScreen({ unwatched, here }: { readonly unwatched: string | null; readonly here: boolean }): ReactNode {
  useTitle('Locked');
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState(false);
  const unlock = useCall('vault.unlock');
  const unlockHere = useCall('vault.unlockHere');
  const submit = async (): Promise<void> => {
    setMissing(passphrase === '');
    focusField('passphrase');
    if (passphrase === '') return;
    unlockHere.clear();
    const result = await unlock.run({ passphrase });
    if (result?.ok === false) focusField('passphrase');
  };
  const submitHere = async (): Promise<void> => {
    setMissing(false);
    unlock.clear();
    const result = await unlockHere.run();
    if (result?.ok === false) focusField('passphrase');
  };
  return (
    <main className="page is-narrow" data-screen="unlock">
      <h1 className="screen-heading">The vault is locked</h1>
      {unwatched !== null && <p><StateMark shape="attention">Not watched while locked: {unwatched}</StateMark></p>}
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label="Passphrase" name="passphrase" type="password" value={passphrase} onChange={(text) => { setPassphrase(text); setMissing(false); }} autoFocus why={missing ? 'Enter the passphrase of this vault.' : null} />
        <FaultNote fault={unlock.fault ?? unlockHere.fault} />
        <div className="form-end">
          {here && <ActionButton busy={unlockHere.busy} busyWords="Asking the keychain…" isDisabled={unlock.busy} onPress={() => void submitHere()}>Unlock on this laptop</ActionButton>}
          <ActionButton look="primary" type="submit" busy={unlock.busy} busyWords="Unlocking…" isDisabled={unlockHere.busy}>Unlock</ActionButton>
        </div>
      </Form>
      <p className="aside">The key is derived from the passphrase on this laptop. That takes about a second, on purpose.</p>
    </main>
  );
}
