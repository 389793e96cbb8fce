import { type ReactNode, useState } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';

const MINUTES = 5;

/** Training, on the practice account only: its clock goes ahead, and what is under way there goes on. */
export function LetTimePass({ siteId }: { readonly siteId: string }): ReactNode {
  const pass = useCall('practice.passTime');
  const read = useCall('emergency.read');
  const [passed, setPassed] = useState(0);
  const perform = async (): Promise<void> => {
    if (!(await pass.run({ siteId, minutes: MINUTES }))?.ok) return;
    setPassed((before) => before + MINUTES);
    await read.run({ siteId });
  };
  return (
    <section className="practise-time" aria-label="Practise">
      <div className="form-row">
        <ActionButton busy={pass.busy || read.busy} busyWords="Waiting…" onPress={() => void perform()}>Practise: let {MINUTES} minutes pass</ActionButton>
        <span className="aside" role="status">{passed === 0 ? 'Only the practice account’s clock moves.' : `${count(passed, 'minute')} passed on the practice account, and Twilio was asked again.`}</span>
      </div>
      <FaultNote fault={pass.fault ?? read.fault} />
    </section>
  );
}
