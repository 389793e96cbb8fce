import { type ReactNode, useState } from 'react';
import { Checkbox, Form } from 'react-aria-components';
import { readCondition } from '../../../../domain/dialplan/conditions.ts';
import { accept, type Judgement, refuse } from '../../../../domain/judgement.ts';
import type { EmergencyIntent } from '../../../../domain/site/emergency-record.ts';
import { readRemark } from '../../../../domain/site/values.ts';
import { ActionButton, IconButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field, focusField } from '../../../ui/field.tsx';
import { CrossIcon, PlusIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';

const MOST_ENTRIES = 100;

export type ScopeTopic = { readonly kind: 'leave-out' | 'barred'; readonly extension: string | null };

function readExtensions(text: string): Judgement<unknown> {
  if (text.trim() === '') return refuse('Which extensions? For example 180, 190-199.');
  return text.length > 1000 ? refuse('At most 1000 characters.') : readCondition('extensions', text);
}

/** A range with one extension more. */
const withOne = (range: string, extension: string | null): string => (extension === null ? range : range.trim() === '' ? extension : `${range.trim()},${extension}`);

/** Extensions from which nobody calls for help, each with the reason, and those that are barred or ask for a PIN: they are tested one by one. */
export function ScopeDialog({ siteId, emergency, topic, onClose }: { readonly siteId: string; readonly emergency: EmergencyIntent; readonly topic: ScopeTopic; readonly onClose: () => void }): ReactNode {
  const save = useCall('emergency.saveScope');
  const [rows, setRows] = useState<readonly number[]>(() => Array.from({ length: emergency.exempt.length + (topic.kind === 'leave-out' ? 1 : 0) }, (_, index) => index));
  const nameOf = (what: 'extensions' | 'why', row: number): string => `exempt.${what}.${row}`;
  const first = emergency.exempt.length;
  // Asked once: who never said that none is barred did not say it by saving something else.
  const [none, setNone] = useState(false);
  /** A row that was left empty says nothing. */
  const unlessEmpty = (row: number, read: (text: string) => Judgement<unknown>) => (text: string, values: Readonly<Record<string, string>>): Judgement<unknown> =>
    ((values[nameOf('extensions', row)] ?? '').trim() === '' && (values[nameOf('why', row)] ?? '').trim() === '' ? accept('') : read(text));
  const form = useForm(
    {
      barred: withOne(emergency.barred ?? '', topic.kind === 'barred' ? topic.extension : null),
      // A row may be added later on: there are never more than these.
      ...Object.fromEntries(Array.from({ length: MOST_ENTRIES }, (_, row) => [[nameOf('extensions', row), emergency.exempt[row]?.extensions ?? (row === first && topic.kind === 'leave-out' ? topic.extension ?? '' : '')], [nameOf('why', row), emergency.exempt[row]?.why ?? '']]).flat()),
    } as Record<string, string>,
    {
      barred: (text) => (text.trim() === '' ? accept('') : readExtensions(text)),
      ...Object.fromEntries(rows.flatMap((row) => [[nameOf('extensions', row), unlessEmpty(row, readExtensions)], [nameOf('why', row), unlessEmpty(row, (text) => readRemark(text, 'why nobody calls for help there'))]])),
    },
    save.fault,
  );
  const value = (name: string): string => form.values[name] ?? '';
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const exempt = rows.map((row) => ({ extensions: value(nameOf('extensions', row)).trim(), why: value(nameOf('why', row)).trim() })).filter(({ extensions, why }) => extensions !== '' || why !== '');
    const result = await save.run({ siteId, exempt, barred: value('barred').trim() === '' && emergency.barred === null && !none ? null : value('barred').trim() });
    if (result?.ok) onClose();
    else if (result) form.goToFault(result.fault);
  };
  const add = (): void => {
    const next = Array.from({ length: MOST_ENTRIES }, (_, row) => row).find((row) => !rows.includes(row) && row >= first) ?? null;
    if (next === null) return;
    setRows([...rows, next]);
    setTimeout(() => focusField(nameOf('extensions', next)));
  };
  return (
    <ModalDialog title="Extensions to leave out, and barred ones" isOpen wide onClose={onClose} busy={save.busy}>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <fieldset className="route scope-list">
          <legend>Nobody calls for help from here</legend>
          <p className="aside">A fax machine, a door phone, a queue. Not a phone that is seldom used: somebody will reach for it.</p>
          {rows.map((row) => (
            <div key={row} className="scope-row">
              <Field label="Extensions" mono {...form.field(nameOf('extensions', row))} autoFocus={topic.kind === 'leave-out' && topic.extension === null && row === first} />
              <Field label="Why" {...form.field(nameOf('why', row))} autoFocus={topic.kind === 'leave-out' && topic.extension !== null && row === first} />
              <IconButton label={`Do not leave out ${value(nameOf('extensions', row)) || 'this entry'}`} onPress={() => setRows(rows.filter((one) => one !== row))}><CrossIcon /></IconButton>
            </div>
          ))}
          <div className="form-row"><ActionButton look="quiet" onPress={add} isDisabled={rows.length >= MOST_ENTRIES - first}><PlusIcon />Leave out others</ActionButton></div>
        </fieldset>
        <fieldset className="route">
          <legend>Barred from outside calls, or asking for a PIN</legend>
          <Field label="Barred extensions" mono optional {...form.field('barred')} hint="100, 102-120. Whether 3CX lets their emergency calls through is not confirmed, so each of them is tested by itself." autoFocus={topic.kind === 'barred'} />
          {emergency.barred === null && value('barred').trim() === '' && <Checkbox className="checkbox" isSelected={none} onChange={setNone}><span className="checkbox-box" aria-hidden="true" />None is barred, and none asks for a PIN</Checkbox>}
        </fieldset>
        <FaultNote fault={save.fault} />
        <div className="form-end">
          <ActionButton onPress={onClose} isDisabled={save.busy}>Cancel</ActionButton>
          <ActionButton look="primary" type="submit" busy={save.busy} busyWords="Saving…">Save</ActionButton>
        </div>
      </Form>
    </ModalDialog>
  );
}
