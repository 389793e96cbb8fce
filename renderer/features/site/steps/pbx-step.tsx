import './steps.css';
import type { KeyboardEvent, ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { readFqdn, readPublicAddresses } from '../../../../domain/site/addresses.ts';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { orEmpty } from '../../../ui/form-rules.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { FormEnd } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';
import { NameFinding } from './name-finding.tsx';

/** Enter saves here as in every field; a line of its own for the next address comes with Shift. */
function saveByEnter(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.closest('form')?.requestSubmit();
}

export function PbxStep({ site, overview, state, draft, go }: StepProps): ReactNode {
  const { pbx } = site.intent;
  const save = useCall('site.savePbx');
  const form = useForm(
    { 'pbx.fqdn': pbx.fqdn ?? '', 'pbx.ipv4': pbx.ipv4.join('\n') },
    { 'pbx.fqdn': orEmpty(readFqdn), 'pbx.ipv4': orEmpty(readPublicAddresses) },
    save.fault, draft,
  );

  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const result = await save.run({ siteId: site.id, fqdn: form.values['pbx.fqdn'], ipv4: form.values['pbx.ipv4'] });
    if (result?.ok) form.reset();
    else if (result) form.goToFault(result.fault);
  };
  return (
    <>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <Field label="3CX FQDN" mono {...form.field('pbx.fqdn')} hint="For example acme.tx.3cx.us" />
        <div className="addresses" onKeyDown={saveByEnter}><Field label="3CX public IPv4" mono lines {...form.field('pbx.ipv4')} hint="The one that the 3CX dashboard shows; several with a comma between. Twilio takes calls from nowhere else." /></div>
        <FaultNote fault={save.fault} />
        <FormEnd overview={overview} from="pbx.values" toSave={form.dirty} done={state.kind === 'done'} busy={save.busy} go={go} />
      </Form>
      <NameFinding site={site} />
    </>
  );
}
