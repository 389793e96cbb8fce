import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { isPrepared, visitItems, type VisitItemState } from '../../../../domain/overview/visit.ts';
import type { Output } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field, focusField } from '../../../ui/field.tsx';
import { type Shape, StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { ago } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';

const MARKS: Readonly<Record<VisitItemState, { readonly shape: Shape; readonly word: string }>> = {
  fresh: { shape: 'done', word: 'Fresh' }, stale: { shape: 'attention', word: 'Stale' }, missing: { shape: 'open', word: 'Missing' }, wrong: { shape: 'attention', word: 'Wrong' },
  'not-needed': { shape: 'not-applicable', word: 'Not needed' },
};

/** One button at the office: everything is read anew, and the passphrase typed once. After it, the cable may be pulled. */
export function RefreshStep({ site, directory, now }: StepProps): ReactNode {
  const prepare = useCall('visit.prepare');
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState(false);
  const [last, setLast] = useState<Output<'visit.prepare'> | null>(null);
  const items = visitItems({ ...site, directory }, now);
  const ready = isPrepared(items);
  const perform = async (): Promise<void> => {
    setMissing(passphrase === '');
    if (passphrase === '') { focusField('visit.passphrase'); return; }
    const result = await prepare.run({ siteId: site.id, passphrase });
    if (result?.ok) {
      setLast(result.value);
      setPassphrase('');
    } else if (result?.fault.code === 'wrong-passphrase') focusField('visit.passphrase');
  };
  return (
    <section aria-label="What Trunkbook knows before the visit" className="visit">
      <ul className="visit-items">
        {items.map(({ id, title, state, words, at }) => (
          <li key={id} data-state={state}>
            <StateMark shape={MARKS[state].shape}>{MARKS[state].word}</StateMark>
            <span><strong>{title}</strong><span className="visit-words">{words}</span></span>
            <span className="aside">{at === null ? '' : ago(at, now)}</span>
          </li>
        ))}
      </ul>
      {ready && <Note shape="done"><p><strong>Ready to go.</strong> From here on everything works without a network.</p></Note>}
      <Form className="form is-line" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <Field
          label="Your passphrase" name="visit.passphrase" type="password" value={passphrase} onChange={(text) => { setPassphrase(text); setMissing(false); }} maxLength={1024}
          why={missing ? 'Type it once: on site it may be the only way into the vault.' : prepare.fault?.code === 'wrong-passphrase' ? 'This passphrase does not open the vault.' : null}
        />
        <ActionButton look={ready ? 'plain' : 'primary'} type="submit" busy={prepare.busy} busyWords="Refreshing…">Refresh everything</ActionButton>
      </Form>
      <FaultNote fault={prepare.fault?.code === 'wrong-passphrase' ? null : prepare.fault} />
      {last && last.notDone.length > 0 && (
        <Note shape="attention">
          {last.notDone.map(({ what, why }) => <p key={what}><strong>{what}</strong> {why}</p>)}
        </Note>
      )}
    </section>
  );
}
