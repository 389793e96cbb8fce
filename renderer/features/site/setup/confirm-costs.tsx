import type { ReactNode } from 'react';
import type { Action } from '../../../../domain/trunk/actions.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Note } from '../../../ui/fault-note.tsx';
import { CoinIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';

/** Names everything that costs money, before anything is sent. */
export function ConfirmCosts({ costs, practice, busy, onConfirm, onClose }: {
  readonly costs: readonly Action[]; readonly practice: boolean; readonly busy: boolean; readonly onConfirm: () => void; readonly onClose: () => void;
}): ReactNode {
  return (
    <ModalDialog title={costs.length === 1 ? 'This costs money' : 'These cost money'} isOpen alert onClose={onClose} busy={busy}>
      <ul className="costs">{costs.map((action) => <li key={action.id}><CoinIcon /><span><strong>{action.words}</strong> {action.costs}</span></li>)}</ul>
      {practice
        ? <Note shape="open"><p>This is the practice account: it is practice money, nobody is charged.</p></Note>
        : <p>The customer’s Twilio account is charged. A number that was bought can be given back at Twilio at any time; a month begun is paid.</p>}
      <div className="form-end">
        <ActionButton onPress={onClose} isDisabled={busy}>Not now</ActionButton>
        <ActionButton look="primary" busy={busy} busyWords="Starting…" onPress={onConfirm}>Buy, and set up at Twilio</ActionButton>
      </div>
    </ModalDialog>
  );
}
