import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { SiteSummary } from '../../../domain/site/record.ts';
import { readSiteName } from '../../../domain/site/values.ts';
import { countries } from '../../countries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { useForm } from '../../ui/use-form.ts';
import { useCall } from '../../use-call.ts';

export type NameTask = { readonly kind: 'create' } | { readonly kind: 'rename'; readonly site: SiteSummary } | { readonly kind: 'duplicate'; readonly site: SiteSummary };

const WORDS = {
  create: { title: 'New site', button: 'Make the site', busy: 'Making the site…' },
  rename: { title: 'Rename the site', button: 'Rename', busy: 'Renaming…' },
  duplicate: { title: 'Duplicate as a pattern', button: 'Make the duplicate', busy: 'Duplicating…' },
} as const;

/** Asks for a site's name, for a new one, another name, or a duplicate. A new site opens at once. */
export function SiteNameDialog({ task, onClose }: { readonly task: NameTask; readonly onClose: () => void }): ReactNode {
  const create = useCall('site.create');
  const rename = useCall('site.rename');
  const duplicate = useCall('site.duplicate');
  const open = useCall('site.open');
  const [country, setCountry] = useState('US');
  const call = { create, rename, duplicate }[task.kind];
  const form = useForm({ name: task.kind === 'rename' ? task.site.name : '' }, { name: readSiteName }, call.fault);
  const busy = call.busy || open.busy;
  const { title, button, busy: busyWords } = WORDS[task.kind];

  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const { name } = form.values;
    if (task.kind === 'rename') {
      const result = await rename.run({ siteId: task.site.id, name });
      if (result?.ok) onClose();
      return;
    }
    const result = task.kind === 'create' ? await create.run({ name, country }) : await duplicate.run({ siteId: task.site.id, name });
    if (!result?.ok) return;
    const opened = task.kind === 'create' ? await open.run({ siteId: result.value.siteId }) : result;
    if (opened?.ok) onClose();
  };
  return (
    <ModalDialog title={title} isOpen onClose={onClose} busy={busy}>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        {task.kind === 'duplicate' && <p>The duplicate takes the account, the edge, Secure Trunking and CNAM lookup of “<span className="clipped is-inline">{task.site.name}</span>”. It takes no passwords, no addresses, no numbers and nothing that was proven.</p>}
        <Field label="Name of the site" {...form.field('name')} hint="Customer and place, for example Lakeside Dental, Austin." autoFocus />
        {task.kind === 'create' && (
          <SelectField label="Country of its phone numbers" name="country" value={country} onChange={setCountry} choices={countries().map(({ code, name }) => ({ value: code, words: name }))} />
        )}
        <FaultNote fault={call.fault ?? open.fault} />
        <div className="form-end">
          <ActionButton onPress={onClose} isDisabled={busy}>Cancel</ActionButton>
          <ActionButton look="primary" type="submit" busy={busy} busyWords={busyWords}>{button}</ActionButton>
        </div>
      </Form>
    </ModalDialog>
  );
}
