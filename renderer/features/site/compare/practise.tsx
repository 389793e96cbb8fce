import { type ReactNode, useState } from 'react';
import { DISTURBANCES, type Disturbance } from '../../../../domain/site/disturbances.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { useCall } from '../../../use-call.ts';
import { DISTURBANCE_WORDS } from './compare-words.ts';

const CHANCE = 'chance';

/** Training, on the practice account only: somebody changes something behind Trunkbook's back. */
export function Practise({ siteId, readAt }: { readonly siteId: string; readonly readAt: string }): ReactNode {
  const disturb = useCall('practice.disturb');
  const [what, setWhat] = useState<Disturbance | typeof CHANCE>('secure-flipped');
  /** Of the last change: whether there was one, and the reading that it came after. */
  const [done, setDone] = useState<{ readonly changed: boolean; readonly after: string } | null>(null);
  const perform = async (): Promise<void> => {
    const chosen = what === CHANCE ? DISTURBANCES[Math.floor(Math.random() * DISTURBANCES.length)] ?? 'secure-flipped' : what;
    const result = await disturb.run({ siteId, what: chosen });
    setDone(result?.ok ? { changed: result.value.changed, after: readAt } : null);
  };
  return (
    <details className="step-more practise">
      <summary>Practise: let somebody change something at Twilio</summary>
      <div className="form">
        <SelectField
          label="What somebody does" name="practise.what" value={what} onChange={setWhat} hint="On the practice account, as if in the Twilio Console. Then find it, and put it right."
          choices={[...DISTURBANCES.map((value) => ({ value, words: DISTURBANCE_WORDS[value] })), { value: CHANCE, words: 'Something: I want to find out what' }]}
        />
        <div className="form-row"><ActionButton busy={disturb.busy} busyWords="Changing…" onPress={() => void perform()}>Let it happen</ActionButton></div>
        <FaultNote fault={disturb.fault} />
        <div role="status">
          {done?.after === readAt && (done.changed
            ? <Note shape="attention"><p>Somebody changed something. Read the account to see what.</p></Note>
            : <Note shape="open"><p>There is nothing like that to change any more. Choose something else.</p></Note>)}
        </div>
      </div>
    </details>
  );
}
