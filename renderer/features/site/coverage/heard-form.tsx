import { type ReactNode, useMemo } from 'react';
import { Form } from 'react-aria-components';
import type { ExpectedReadBack } from '../../../../domain/emergency/coverage-cell.ts';
import { compareReadBack } from '../../../../domain/emergency/read-back.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { type Draft, useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { ReadWords } from './read-words.tsx';

/** What was heard instead, typed as it was read: beside it, word by word, what is registered. */
export function HeardForm({ siteId, extension, expected, draft, onDone, onCancel }: {
  readonly siteId: string; readonly extension: string; readonly expected: ExpectedReadBack; readonly draft: Draft; readonly onDone: () => void; readonly onCancel: () => void;
}): ReactNode {
  const record = useCall('emergency.record933');
  const form = useForm({ readNumber: '', readAddress: '' }, {}, record.fault, draft);
  const { readNumber, readAddress } = form.values;
  const compared = useMemo(() => compareReadBack({ readNumber, readAddress }, expected), [readNumber, readAddress, expected]);
  const perform = async (): Promise<void> => {
    const result = await record.run({ siteId, extension, readNumber, readAddress, how: 'typed' });
    if (result?.ok) onDone();
    else if (result) form.goToFault(result.fault);
  };
  return (
    <Form className="form heard" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
      <div className="form-pair">
        <Field label="Number that was read" mono {...form.field('readNumber')} hint="Nothing was read? Leave it empty." autoFocus />
        <Field label="Address that was read" lines {...form.field('readAddress')} hint="Word by word, floor and suite too." />
      </div>
      <table className="heard-table" aria-label="Heard, and registered">
        <thead><tr><td /><th scope="col">Number</th><th scope="col">Address</th></tr></thead>
        <tbody>
          <tr><th scope="row">Heard</th><td className="mono">{readNumber.trim() === '' ? <span className="aside">nothing</span> : <ReadWords words={[compared.number]} none="nothing" />}</td><td><ReadWords words={compared.read} none="nothing" /></td></tr>
          <tr><th scope="row">Registered</th><td className="mono">{spacedPhoneNumber(expected.callerId)}</td><td><ReadWords words={compared.registered} none="nothing" /></td></tr>
        </tbody>
      </table>
      <p role="status"><StateMark shape={compared.kind === 'matches' ? 'done' : 'refused'}>{compared.words}</StateMark></p>
      <FaultNote fault={record.fault} />
      <div className="form-end">
        <ActionButton onPress={onCancel} isDisabled={record.busy}>Cancel</ActionButton>
        <ActionButton look="primary" type="submit" busy={record.busy} busyWords="Saving…">Write it down</ActionButton>
      </div>
    </Form>
  );
}
