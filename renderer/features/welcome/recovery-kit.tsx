import { type ReactNode, useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useCall } from '../../use-call.ts';

/** Offers the page that says how the vault's files open without Trunkbook. */
export function RecoveryKit(): ReactNode {
  const print = useCall('vault.printRecoveryKit');
  const [saved, setSaved] = useState(false);
  return (
    <div className="recovery-kit">
      <p>The recovery kit is one page to print. It says where the vault’s files are and how the free <span className="mono">age</span> command opens them with your passphrase, should Trunkbook ever not be at hand. The passphrase is not on it: there is a line to write it on, if you keep the page in a safe.</p>
      <div className="form-row">
        <ActionButton busy={print.busy} busyWords="Making the page…" onPress={async () => { const result = await print.run(); if (result?.ok) setSaved(result.value.saved); }}>Print a recovery kit</ActionButton>
        <span role="status">{saved && <StateMark shape="done">Saved as a PDF to print</StateMark>}</span>
      </div>
      <FaultNote fault={print.fault} />
    </div>
  );
}
