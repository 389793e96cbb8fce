import './checklist.css';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { Form } from 'react-aria-components';
import { readRecord } from '../../../../domain/guide/records.ts';
import { isJudgedOnly } from '../../../../domain/overview/judge.ts';
import { isSettled } from '../../../../domain/overview/state.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field, SelectField } from '../../../ui/field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { isUnsaved } from '../left-at.ts';
import type { StepProps } from '../step-view.tsx';
import { neighbour } from '../step-order.ts';
import { History } from './history.tsx';
import { Photos } from './photos.tsx';
import { SayDialog, type Topic } from './say-dialog.tsx';

/** What a person says of a step: done, with what it asks to be written down; not needed; an open point; a note; a picture. */
export function Checklist({ site, step, state, overview, draft, isTold, onTick, onNext }: StepProps & { /** The panel says it all: nothing is ticked. False: it has nothing to tell yet. Null: it is none that tells. */ readonly isTold: boolean | null; readonly onTick: (tick: () => void) => void; readonly onNext: () => void }): ReactNode {
  const record = useCall('site.record');
  const [topic, setTopic] = useState<Topic | null>(null);
  const records = step.records ?? [];
  const country = site.intent.country;
  const form = useForm(
    Object.fromEntries(records.map((field) => [`record.${field.id}`, ''])),
    Object.fromEntries(records.map((field) => [`record.${field.id}`, (text: string) => readRecord(field, text, country)])),
    record.fault, draft,
  );
  const judged = isJudgedOnly(step.id);
  const tickable = !judged && isTold !== true;
  const ticked = isSettled(state);
  const unsaved = isUnsaved(draft[0]);
  const next = neighbour(overview, step.id, 1);
  const judgedAway = step.doneBy !== undefined && site.intent.account.kind !== 'by-hand';

  const done = async (): Promise<void> => {
    if (!form.check()) return;
    const values = Object.fromEntries(records.map((field) => [field.id, form.values[`record.${field.id}`] ?? '']));
    const result = await record.run({ siteId: site.id, step: step.id, say: { kind: 'done', note: '', values } });
    if (result?.ok) {
      form.reset();
      onNext();
    } else if (result) form.goToFault(result.fault);
  };
  // With the step that is on the screen, never a moment later: a key must not tick the one before.
  useLayoutEffect(() => {
    onTick(() => {
      if (tickable && !ticked) void done();
      // What is done by entering values is saved, and then gone on from.
      else if (unsaved) document.querySelector<HTMLFormElement>('.step form')?.requestSubmit();
      else onNext();
    });
  });
  const takeBack = (): void => void record.run({ siteId: site.id, step: step.id, say: { kind: 'reopened', note: '' } });
  const canTakeBack = state.kind === 'done' || state.kind === 'not-applicable' || state.kind === 'blocked' || state.kind === 'contradiction';
  const marked = site.evidence.findLast((entry) => 'step' in entry && entry.step === step.id && (entry.kind.startsWith('step-')));
  const hasMark = marked !== undefined && marked.kind !== 'step-reopened';

  return (
    <section className="checklist" aria-label="What you say of this step">
      {tickable && !ticked && records.length > 0 && (
        <Form className="form checklist-records" onSubmit={(event) => { event.preventDefault(); void done(); }}>
          {records.map((field) => {
            const name = `record.${field.id}`;
            const state = form.field(name);
            return field.kind === 'choice'
              ? <SelectField key={name} label={field.label} name={name} value={state.value} why={state.why} choices={[{ value: '', words: 'Choose…' }, ...(field.choices ?? []).map((choice) => ({ value: choice, words: choice }))]} onChange={(value) => form.set(name, value)} optional={field.optional ?? false} />
              : <Field key={name} label={field.label} {...state} mono={field.kind === 'phone'} optional={field.optional ?? false} />;
          })}
        </Form>
      )}
      <FaultNote fault={record.fault} />
      <div className="checklist-main">
        <div className="checklist-more">
          <ActionButton look="quiet" onPress={() => setTopic('note')}>Note</ActionButton>
          {!ticked && <ActionButton look="quiet" onPress={() => setTopic('blocked')}>Blocked</ActionButton>}
          {!ticked && <ActionButton look="quiet" onPress={() => setTopic('not-applicable')}>Not needed</ActionButton>}
          {canTakeBack && hasMark && <ActionButton look="quiet" busy={record.busy} onPress={takeBack}>{state.kind === 'blocked' ? 'Not blocked any more' : 'Take it back: not done'}</ActionButton>}
        </div>
        {!judged && (
          <div className="form-end">
            {next && <ActionButton look={(tickable && !ticked) || unsaved || state.kind === 'attention' || state.kind === 'contradiction' ? 'plain' : 'primary'} onPress={onNext} label={`Next: ${next.title}`}>Next</ActionButton>}
            {tickable && !ticked && <ActionButton look={judgedAway || isTold === false ? 'plain' : 'primary'} busy={record.busy} busyWords="Saving…" onPress={() => void done()}>{judgedAway ? 'I did it by hand' : 'Done'}</ActionButton>}
          </div>
        )}
      </div>
      <Photos site={site} step={step.id} />
      <History site={site} step={step} />
      {topic !== null && <SayDialog topic={topic} site={site} overview={overview} step={step} onClose={() => setTopic(null)} />}
    </section>
  );
}
