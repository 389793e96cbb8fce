import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { readFriendlyName, readSipUsername } from '../../../../domain/site/values.ts';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { FormEnd } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';
import { SipPassword, useSipPassword } from './sip-password.tsx';

export function SecurityStep({ site, overview, state, draft, go }: StepProps): ReactNode {
  const { trunk, pbx } = site.intent;
  const save = useCall('site.saveSecurity');
  const password = useSipPassword(site.known.sipPassword || trunk.sipPassword === null);
  const form = useForm(
    { 'trunk.accessListName': trunk.accessListName ?? '', 'trunk.credentialListName': trunk.credentialListName ?? '', 'trunk.sipUsername': trunk.sipUsername ?? '' },
    { 'trunk.accessListName': readFriendlyName, 'trunk.credentialListName': readFriendlyName, 'trunk.sipUsername': readSipUsername },
    save.fault, draft,
  );
  const perform = async (): Promise<void> => {
    if (!form.check() || !password.check()) return;
    const result = await save.run({
      siteId: site.id, accessListName: form.values['trunk.accessListName'], credentialListName: form.values['trunk.credentialListName'], sipUsername: form.values['trunk.sipUsername'],
      sipPassword: password.typed,
    });
    if (result?.ok) {
      form.reset();
      password.reset();
    } else if (result) form.goToFault(result.fault);
  };
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
      <Field
        label="IP access control list" {...form.field('trunk.accessListName')}
        hint={pbx.ipv4.length > 0 ? <>It will hold <span className="mono">{pbx.ipv4.map((address) => `${address}/32`).join(', ')}</span></> : 'It will hold the PBX’s public address, once that is entered.'}
      />
      <Field label="Credential list" {...form.field('trunk.credentialListName')} />
      <Field label="SIP user name" mono {...form.field('trunk.sipUsername')} hint="3CX calls it Authentication ID. At most 32 characters." />
      <SipPassword site={site} state={password} />
      <FaultNote fault={save.fault} />
      <FormEnd overview={overview} from="security.values" toSave={form.dirty || password.typed !== null} done={state.kind === 'done'} busy={save.busy} go={go} />
    </Form>
  );
}
