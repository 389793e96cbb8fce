import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { isEmergencyStep } from '../../../../domain/emergency/emergency-steps.ts';
import { type Judgement, refuse } from '../../../../domain/judgement.ts';
import type { Step } from '../../../../domain/guide/step.ts';
import { meanwhileOf } from '../../../../domain/overview/meanwhile.ts';
import type { Overview } from '../../../../domain/overview/overview.ts';
import type { OpenSite } from '../../../../domain/site/record.ts';
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

/** An open point about emergency calls has a day: somebody must look again. */
const readDayOfHelp = (text: string): Judgement<unknown> => (text.trim() === '' ? refuse('Enter the day on which somebody looks again.') : readDay(text));

/**
 * Asks for the words that go with what a person says of a step. An open point of an emergency step also says what an emergency call does
 * until then, and who of the customer’s people was told.
 */
export function SayDialog({ topic, site, overview, step, onClose }: { readonly topic: Topic; readonly site: OpenSite; readonly overview: Overview; readonly step: Step; readonly onClose: () => void }): ReactNode {
  const record = useCall('site.record');
  const words = WORDS[topic];
  const name = topic === 'not-applicable' ? 'reason' : 'note';
  const always = (read: (text: string) => Judgement<unknown>) => (text: string) => read(text);
  const ofHelp = topic === 'blocked' && isEmergencyStep(step.id);
  const form = useForm(
    { note: '', reason: '', owner: '', due: '', meanwhile: ofHelp ? meanwhileOf(site.intent.country, overview, step.id) : '', told: '' },
    { [name]: always((text) => readRemark(text, topic === 'note' ? 'a note' : topic === 'blocked' ? 'what is missing' : 'the reason')), ...(topic === 'blocked' ? { owner: always(readOwner), due: ofHelp ? readDayOfHelp : readDay } : {}),
      ...(ofHelp ? { meanwhile: always((text) => readRemark(text, 'what an emergency call does until then')), told: always((text) => readRemark(text, 'who was told')) } : {}) },
    record.fault,
  );
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const { note, reason, owner, due, meanwhile, told } = form.values;
    const say: Saying = topic === 'note' ? { kind: 'note', text: note } : topic === 'blocked' ? { kind: 'blocked', note, owner, due, ...(ofHelp ? { meanwhile, told } : {}) } : { kind: 'not-applicable', reason };
    const result = await record.run({ siteId: site.id, step: step.id, say });
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
            <Field label="Until when" type="date" optional={!ofHelp} {...form.field('due')} />
          </div>
        )}
        {ofHelp && (
          <>
            <Field label="What an emergency call does until then" lines {...form.field('meanwhile')} hint="Tell it to the customer as it stands here." />
            <Field label="Who of the customer’s people was told" {...form.field('told')} />
          </>
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
