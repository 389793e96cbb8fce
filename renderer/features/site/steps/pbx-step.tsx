import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { readFqdn, readPublicIpv4 } from '../../../../domain/site/addresses.ts';
import { readPbxPassword, readPbxUsername } from '../../../../domain/site/values.ts';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { orEmpty } from '../../../ui/form-rules.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { FormEnd } from '../form-end.tsx';
import { OpenLink } from '../open-link.tsx';
import type { StepProps } from '../step-view.tsx';
import { NameFinding } from './name-finding.tsx';

export function PbxStep({ site, state, draft, go }: StepProps): ReactNode {
  const { pbx } = site.intent;
  const save = useCall('site.savePbx');
  const [password, setPassword] = useState('');
  const form = useForm(
    { 'pbx.fqdn': pbx.fqdn ?? '', 'pbx.ipv4': pbx.ipv4[0] ?? '', 'pbx.username': pbx.username ?? '' },
    { 'pbx.fqdn': orEmpty(readFqdn), 'pbx.ipv4': orEmpty(readPublicIpv4), 'pbx.username': orEmpty(readPbxUsername) },
    save.fault, draft,
  );
  const passwordJudged = orEmpty(readPbxPassword)(password);

  const perform = async (): Promise<void> => {
    if (!form.check() || !passwordJudged.ok) return;
    const result = await save.run({
      siteId: site.id, fqdn: form.values['pbx.fqdn'], ipv4: form.values['pbx.ipv4'], username: form.values['pbx.username'], password: password === '' ? null : password,
    });
    if (result?.ok) {
      form.reset();
      setPassword('');
    } else if (result) form.goToFault(result.fault);
  };
  return (
    <>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <Field label="3CX FQDN" mono {...form.field('pbx.fqdn')} hint="For example acme.tx.3cx.us" />
        <Field label="3CX public IPv4" mono {...form.field('pbx.ipv4')} hint="Twilio takes calls from this one address only." />
        <div className="form-pair">
          <Field label="3CX admin user" mono optional {...form.field('pbx.username')} />
          <Field
            label="3CX admin password" name="pbx.password" type="password" optional value={password} onChange={setPassword} why={passwordJudged.ok ? null : passwordJudged.why}
            hint={site.known.pbxPassword ? 'One is in the vault. Typing here replaces it.' : 'Not the SIP credential password: that one comes later.'}
          />
        </div>
        <FaultNote fault={save.fault} />
        <FormEnd from="pbx.values" toSave={form.dirty || password !== ''} done={state.kind === 'done'} busy={save.busy} go={go} />
      </Form>
      <NameFinding site={site} />
      {pbx.fqdn !== null && <div className="form-row"><OpenLink link="3cx-console" siteId={site.id}>Open the 3CX console</OpenLink></div>}
    </>
  );
}
