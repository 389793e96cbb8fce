import './welcome.css';
import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { readPersonName } from '../../../domain/site/values.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote, Note } from '../../ui/fault-note.tsx';
import { Field } from '../../ui/field.tsx';
import { ScreenHeading, useTitle } from '../../ui/screen-heading.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useCall } from '../../use-call.ts';
import { NewPassphrase } from './new-passphrase.tsx';
import { RecoveryKit } from './recovery-kit.tsx';
import { useNewPassphrase } from './use-new-passphrase.ts';

/** The first run: makes the vault, and offers the recovery kit once it is there. */
export function WelcomeScreen({ onStart, onEnd }: { readonly onStart: () => void; readonly onEnd: () => void }): ReactNode {
  const [created, setCreated] = useState(false);
  return created ? <VaultCreated onEnd={onEnd} /> : <CreateVault onStart={onStart} onFailed={onEnd} onCreated={() => setCreated(true)} />;
}

function CreateVault({ onStart, onFailed, onCreated }: { readonly onStart: () => void; readonly onFailed: () => void; readonly onCreated: () => void }): ReactNode {
  useTitle('Welcome');
  const create = useCall('vault.create');
  const form = useForm({ technician: '' }, { technician: readPersonName }, create.fault);
  const passphrase = useNewPassphrase(create.fault);

  const submit = async (): Promise<void> => {
    if (!form.check() || !passphrase.check()) return;
    onStart();
    const result = await create.run({ technician: form.values.technician, passphrase: passphrase.form.values.passphrase });
    if (result?.ok) onCreated();
    else if (result) {
      onFailed();
      form.goToFault(result.fault);
      passphrase.form.goToFault(result.fault);
    }
  };
  return (
    <main className="page is-narrow" data-screen="welcome">
      <ScreenHeading level={1}>Make your vault</ScreenHeading>
      <p>Trunkbook keeps what you enter in an encrypted vault on this laptop: passwords, addresses, and what was proven on site. One passphrase opens it.</p>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label="Your name" {...form.field('technician')} hint="It stands beside everything that you do and prove." />
        <NewPassphrase state={passphrase} />
        <Note shape="attention"><p><strong>A forgotten passphrase cannot be recovered, by anybody.</strong> There is no back door and no reset. Without it, everything in the vault is lost.</p></Note>
        <FaultNote fault={create.fault} />
        <div className="form-end"><ActionButton look="primary" type="submit" busy={create.busy} busyWords="Making the vault…">Make the vault</ActionButton></div>
      </Form>
    </main>
  );
}

function VaultCreated({ onEnd }: { readonly onEnd: () => void }): ReactNode {
  useTitle('Vault made');
  return (
    <main className="page is-narrow" data-screen="vault-created">
      <ScreenHeading level={1}>Your vault is ready</ScreenHeading>
      <RecoveryKit />
      <div className="form-end"><ActionButton look="primary" onPress={onEnd}>Go to your sites</ActionButton></div>
    </main>
  );
}
