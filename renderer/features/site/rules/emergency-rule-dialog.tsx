import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { lookAlike } from '../../../../domain/dialplan/conditions.ts';
import { accept, type Judgement, refuse } from '../../../../domain/judgement.ts';
import { readPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { EmergencyRuleEntry } from '../../../../domain/site/emergency-record.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { readLine, readRuleCondition, readRuleName, readStrip } from './rule-fields.ts';

function readEmergencyNumber(text: string): Judgement<string> {
  const number = text.trim();
  if (number === '') return refuse('Enter the emergency number.');
  if (/^\d{2,10}$/.test(number)) return accept(number);
  return refuse(lookAlike(number) ?? 'The bare digits, as people dial them: without +, spaces or a prefix.');
}

const readShown = (country: string) => (text: string): Judgement<unknown> => (text.trim() === '' ? accept('') : readPhoneNumber(text, country));

/** One entry of 3CX's page “Emergency Numbers”, with the fields that it has there. */
export function EmergencyRuleDialog({ rule, trunkName, country, busy, fault, onSave, onClose }: {
  readonly rule: EmergencyRuleEntry | null; readonly trunkName: string; readonly country: string; readonly busy: boolean; readonly fault: Fault | null;
  readonly onSave: (rule: EmergencyRuleEntry) => Promise<void>; readonly onClose: () => void;
}): ReactNode {
  const form = useForm(
    {
      name: rule?.name ?? '', number: rule?.number ?? '', extensions: rule?.extensions ?? '', departments: rule?.departments ?? '', trunk: rule?.trunk ?? '',
      stripDigits: rule === null || rule.stripDigits === 0 ? '' : String(rule.stripDigits), prepend: rule?.prepend ?? '', callerId: rule?.callerId ?? '',
    },
    {
      name: readRuleName, number: readEmergencyNumber, extensions: readRuleCondition('extensions'), departments: readRuleCondition('departments'), trunk: readLine, stripDigits: readStrip, prepend: readLine,
      callerId: readShown(country),
    },
    fault,
  );
  const value = (name: keyof typeof form.values): string => form.values[name].trim();
  const altered = value('prepend') !== '' || Number(value('stripDigits') || 0) !== 0;
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const shown = value('callerId') === '' ? '' : readPhoneNumber(value('callerId'), country);
    await onSave({
      id: rule?.id ?? crypto.randomUUID(), name: value('name'), number: value('number'), extensions: value('extensions'), departments: value('departments'), trunk: value('trunk') || null,
      stripDigits: Number(value('stripDigits') || 0), prepend: value('prepend'), callerId: typeof shown === 'string' || !shown.ok ? '' : shown.value,
    });
  };
  return (
    <ModalDialog title={rule === null ? 'A new emergency number' : `Change “${rule.name}”`} isOpen wide onClose={onClose} busy={busy}>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <div className="form-pair">
          <Field label="Rule name" {...form.field('name')} autoFocus />
          <Field label="Number" mono numeric {...form.field('number')} hint="The bare digits." />
          <Field label="Calls from extension(s)" mono optional {...form.field('extensions')} hint="100, 102-120. Empty: everybody’s." />
          <Field label="Calls from department(s)" optional {...form.field('departments')} />
          <Field label="Outbound caller ID" mono optional {...form.field('callerId')} hint="The number whose address the dispatcher shall see. Empty: each phone’s own." />
          <Field label="Another trunk as route 1" optional {...form.field('trunk')} hint={`Empty: ${trunkName}.`} />
        </div>
        <div className="form-pair is-tight">
          <Field label="Strip digits" mono numeric optional {...form.field('stripDigits')} />
          <Field label="Prepend" mono optional {...form.field('prepend')} />
        </div>
        {altered && <Note shape="attention"><p>An emergency number must reach Twilio exactly as it was dialled. Leave both fields empty, unless another trunk needs it.</p></Note>}
        <FaultNote fault={fault} />
        <div className="form-end">
          <ActionButton onPress={onClose} isDisabled={busy}>Cancel</ActionButton>
          <ActionButton look="primary" type="submit" busy={busy} busyWords="Saving…">{rule === null ? 'Add the number' : 'Save the entry'}</ActionButton>
        </div>
      </Form>
    </ModalDialog>
  );
}
