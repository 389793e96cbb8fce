import type { ReactNode } from 'react';
import type { Action } from '../../../../domain/trunk/actions.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Note } from '../../../ui/fault-note.tsx';
import { CoinIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { consentLines } from './consent-lines.ts';

/** Names everything that costs money, before anything is sent. */
export function ConfirmConsents({ actions, practice, busy, doing, onConfirm, onClose }: {
  readonly actions: readonly Action[]; readonly practice: boolean; readonly busy: boolean;
  /** What is done with the yes, as the button says it after “Buy, and”. */
  readonly doing: string;
  readonly onConfirm: () => void; readonly onClose: () => void;
}): ReactNode {
  const buys = actions.some(({ work }) => work.do === 'buy-number');
  return (
    <ModalDialog title={actions.length === 1 ? 'This costs money' : 'These cost money'} isOpen alert onClose={onClose} busy={busy}>
      <ul className="costs">{consentLines(actions).map(({ key, what, words, doing: then }) => <li key={key}><CoinIcon /><span><strong>{what}.</strong> {words}<span className="cost-doing">{then}</span></span></li>)}</ul>
      {practice
        ? <Note shape="open"><p>This is the practice account: it is practice money, nobody is charged.</p></Note>
        : <p>The customer’s Twilio account is charged.{buys && ' A number that was bought can be given back at Twilio at any time; a month begun is paid.'}</p>}
      <div className="form-end">
        <ActionButton onPress={onClose} isDisabled={busy}>Not now</ActionButton>
        <ActionButton look="primary" busy={busy} busyWords="Starting…" onPress={onConfirm}>{`${buys ? 'Buy' : 'Agree'}, and ${doing}`}</ActionButton>
      </div>
    </ModalDialog>
  );
}
