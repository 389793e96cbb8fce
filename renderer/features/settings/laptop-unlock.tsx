import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { VaultView } from '../../../preload/contract.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Field, focusField } from '../../ui/field.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useCall } from '../../use-call.ts';

type Here = Extract<VaultView, { kind: 'open' }>['here'];

/** A second way into the vault, off until somebody wants it: what it means stands before the switch. */
export function LaptopUnlock({ here }: { readonly here: Here }): ReactNode {
  return (
    <div className="laptop-unlock">
      <p>The keychain of this system keeps the key, and a click opens the vault. It then is as safe as your login here: whoever is logged in to this laptop as you can open it, and so can a program that runs as you. The passphrase works as before, and is the only way on any other computer.</p>
      {here === 'unavailable'
        ? <p><StateMark shape="unknown">Not available here: this system has no keychain that would protect the key. On Linux GNOME Keyring or KWallet does.</StateMark></p>
        : here === 'on' ? <TurnOff /> : <TurnOn />}
    </div>
  );
}

function TurnOff(): ReactNode {
  const forget = useCall('vault.forgetHere');
  return (
    <>
      <div className="form-row">
        <span role="status"><StateMark shape="done">On</StateMark></span>
        <ActionButton busy={forget.busy} busyWords="Turning it off…" onPress={() => void forget.run()}>Turn it off</ActionButton>
      </div>
      <FaultNote fault={forget.fault} />
    </>
  );
}

function TurnOn(): ReactNode {
  const [asking, setAsking] = useState(false);
  return asking ? <AskPassphrase onClose={() => setAsking(false)} /> : <div className="form-row"><ActionButton onPress={() => setAsking(true)}>Turn it on</ActionButton></div>;
}

function AskPassphrase({ onClose }: { readonly onClose: () => void }): ReactNode {
  const remember = useCall('vault.rememberHere');
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = async (): Promise<void> => {
    setMissing(passphrase === '');
    const result = passphrase === '' ? null : await remember.run({ passphrase });
    if (result?.ok !== true) focusField('laptop-passphrase');
  };
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Field
        label="Your passphrase" name="laptop-passphrase" type="password" value={passphrase} onChange={(text) => { setPassphrase(text); setMissing(false); }} autoFocus
        why={missing ? 'Enter the passphrase of this vault.' : null}
      />
      <FaultNote fault={remember.fault} />
      <div className="form-end">
        <ActionButton onPress={onClose} isDisabled={remember.busy}>Leave it off</ActionButton>
        <ActionButton look="primary" type="submit" busy={remember.busy} busyWords="Turning it on…">Turn it on</ActionButton>
      </div>
    </Form>
  );
}
