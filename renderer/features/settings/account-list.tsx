import { type ReactNode, useState } from 'react';
import type { AccountView } from '../../../preload/contract.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { useCall } from '../../use-call.ts';
import { AccountAbout } from './account-about.tsx';

/** The Twilio accounts of the vault. Their secrets never come to the page. */
export function AccountList({ accounts }: { readonly accounts: readonly AccountView[] }): ReactNode {
  const [leaving, setLeaving] = useState<AccountView | null>(null);
  if (accounts.length === 0) return <p>None in this vault. Add one at a site, in the chapter Twilio account.</p>;
  return (
    <>
      <ul className="account-list">
        {accounts.map((account) => (
          <li key={account.id}>
            <div><span className="clipped">{account.name}</span><span className="mono">{account.accountSid}{account.username !== account.accountSid && `, key ${account.username}`}</span></div>
            <AccountAbout account={account} siteId={null}><ActionButton onPress={() => setLeaving(account)} label={`Remove ${account.name.slice(0, 100)}`}>Remove</ActionButton></AccountAbout>
          </li>
        ))}
      </ul>
      {leaving !== null && <RemoveAccount account={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function RemoveAccount({ account, onClose }: { readonly account: AccountView; readonly onClose: () => void }): ReactNode {
  const remove = useCall('account.remove');
  return (
    <ModalDialog title="Remove this account?" isOpen alert onClose={onClose} busy={remove.busy}>
      <p>“<span className="clipped is-inline">{account.name}</span>” and its secret leave the vault. At Twilio nothing changes: if the key is not needed any more, revoke it there too.</p>
      <FaultNote fault={remove.fault} />
      <div className="form-end">
        <ActionButton onPress={onClose} isDisabled={remove.busy}>Keep it</ActionButton>
        <ActionButton look="danger" busy={remove.busy} busyWords="Removing…" onPress={async () => { if ((await remove.run({ accountId: account.id }))?.ok) onClose(); }}>Remove the account</ActionButton>
      </div>
    </ModalDialog>
  );
}
