import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Judgement } from '../../../../domain/judgement.ts';
import type { Step } from '../../../../domain/guide/step.ts';
import { readDay, readOwner, readRemark } from '../../../../domain/site/values.ts';
import type { Saying } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';

export type Topic = 'note' | 'blocked' | 'not-applicable';

const WORDS: Readonly<Record<Topic, { readonly title: string; readonly label: string; readonly hint: string; readonly save: string }>> = {
  note: { title: 'A note on this step', label: 'Note', hint: 'It stays with the step and goes into the hand-over.', save: 'Keep the note' },
  blocked: { title: 'What is this step waiting for?', label: 'What is missing', hint: 'It becomes an open point of the site.', save: 'Make it an open point' },
  'not-applicable': { title: 'Why is this step not needed?', label: 'Reason', hint: 'For whoever reads this later.', save: 'It is not needed' },
};

/** Asks for the words that go with what a person says of a step. */
export function SayDialog({ topic, siteId, step, onClose }: { readonly topic: Topic; readonly siteId: string; readonly step: Step; readonly onClose: () => void }): ReactNode {
  const record = useCall('site.record');
  const words = WORDS[topic];
  const name = topic === 'not-applicable' ? 'reason' : 'note';
  const always = (read: (text: string) => Judgement<unknown>) => (text: string) => read(text);
  const form = useForm(
    { note: '', reason: '', owner: '', due: '' },
    { [name]: always((text) => readRemark(text, topic === 'note' ? 'a note' : topic === 'blocked' ? 'what is missing' : 'the reason')), ...(topic === 'blocked' ? { owner: always(readOwner), due: readDay } : {}) },
    record.fault,
  );
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const { note, reason, owner, due } = form.values;
    const say: Saying = topic === 'note' ? { kind: 'note', text: note } : topic === 'blocked' ? { kind: 'blocked', note, owner, due } : { kind: 'not-applicable', reason };
    const result = await record.run({ siteId, step: step.id, say });
    if (result?.ok) onClose();
    else if (result) form.goToFault(result.fault);
  };
  return (
    <ModalDialog title={words.title} isOpen onClose={onClose} busy={record.busy}>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <p className="aside">{step.title}</p>
        <Field label={words.label} lines {...form.field(name)} hint={words.hint} autoFocus />
        {topic === 'blocked' && (
          <div className="form-pair">
            <Field label="Who sees to it" {...form.field('owner')} />
            <Field label="Until when" type="date" optional {...form.field('due')} />
          </div>
        )}
        <FaultNote fault={record.fault} />
        <div className="form-end">
          <ActionButton onPress={onClose} isDisabled={record.busy}>Cancel</ActionButton>
          <ActionButton look="primary" type="submit" busy={record.busy} busyWords="Saving…">{words.save}</ActionButton>
        </div>
      </Form>
    </ModalDialog>
  );
}
