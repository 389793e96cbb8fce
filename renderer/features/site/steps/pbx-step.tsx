import './steps.css';
import type { ReactNode } from 'react';
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
        <Field label="3CX public IPv4" mono lines {...form.field('pbx.ipv4')} hint="The one that the 3CX dashboard shows; several with a comma between. Twilio takes calls from nowhere else." />
        <FaultNote fault={save.fault} />
        <FormEnd overview={overview} from="pbx.values" toSave={form.dirty} done={state.kind === 'done'} busy={save.busy} go={go} />
      </Form>
      <NameFinding site={site} />
    </>
  );
}
