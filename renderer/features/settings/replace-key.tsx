import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AccountView } from '../../../preload/contract.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Field } from '../../ui/field.tsx';
import { present } from '../../ui/form-rules.ts';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useCall } from '../../use-call.ts';
import { REAL_CREDENTIALS, RealCredentials, useMustTell } from './real-credentials.tsx';

/** Another key of the same account takes the place of the one in the vault. It is tried first; the page forgets it. */
export function ReplaceKey({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }): ReactNode {
  const rotate = useCall('account.rotate');
  const mustTell = useMustTell();
  const [told, setTold] = useState(false);
  return mustTell && !told
    ? <ModalDialog title={REAL_CREDENTIALS} isOpen alert onClose={onClose}><RealCredentials stay="Keep the key as it is" onStay={onClose} onGoOn={() => setTold(true)} /></ModalDialog>
    : <ModalDialog title="Replace the key?" isOpen onClose={onClose} busy={rotate.busy}><ReplaceForm account={account} rotate={rotate} confirmed={told} onClose={onClose} /></ModalDialog>;
}

function ReplaceForm({ account, rotate, confirmed, onClose }: { readonly account: AccountView; readonly rotate: ReturnType<typeof useCall<'account.rotate'>>; readonly confirmed: boolean; readonly onClose: () => void }): ReactNode {
  const form = useForm({ username: '', secret: '' }, { username: present('the new key’s SID'), secret: present('its secret') }, rotate.fault);
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const result = await rotate.run({ accountId: account.id, ...form.values, confirmed });
    if (result?.ok) onClose();
    else if (result) form.goToFault(result.fault);
  };
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
      <p>For “<span className="clipped is-inline">{account.name}</span>” (<span className="mono">{account.accountSid}</span>). The new key is tried at Twilio; if it works, it takes the place of <span className="mono">{account.username}</span>. Revoke the old one at Twilio afterwards.</p>
      <Field label="API key SID" mono {...form.field('username')} hint="Of a Standard key: it begins with SK. Or the Account SID, to use the auth token." autoFocus />
      <Field label="Secret" type="password" {...form.field('secret')} hint="The key’s secret, or the auth token." />
      <FaultNote fault={rotate.fault} />
      <div className="form-end">
        <ActionButton onPress={onClose} isDisabled={rotate.busy}>Keep the old one</ActionButton>
        <ActionButton look="primary" type="submit" busy={rotate.busy} busyWords="Trying it at Twilio…">Replace the key</ActionButton>
      </div>
    </Form>
  );
}
