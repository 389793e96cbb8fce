import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { readLoginUrl } from '../../../../domain/site/addresses.ts';
import { readPbxPassword, readPbxUsername } from '../../../../domain/site/values.ts';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { orEmpty } from '../../../ui/form-rules.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { FormEnd } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';

/** How the 3CX console is opened. The password goes to main and into the vault; the page forgets it. */
export function LoginStep({ site, overview, state, draft, go }: StepProps): ReactNode {
  const { pbx } = site.intent;
  const save = useCall('site.saveLogin');
  const [password, setPassword] = useState('');
  const form = useForm(
    { 'pbx.loginUrl': pbx.loginUrl ?? '', 'pbx.username': pbx.username ?? '' },
    { 'pbx.loginUrl': orEmpty(readLoginUrl), 'pbx.username': orEmpty(readPbxUsername) },
    save.fault, draft,
  );
  const judged = orEmpty(readPbxPassword)(password);
  const perform = async (): Promise<void> => {
    if (!form.check() || !judged.ok) return;
    const result = await save.run({ siteId: site.id, loginUrl: form.values['pbx.loginUrl'], username: form.values['pbx.username'], password: password === '' ? null : password });
    if (result?.ok) {
      form.reset();
      setPassword('');
    } else if (result) form.goToFault(result.fault);
  };
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
      <Field label="3CX login address" mono {...form.field('pbx.loginUrl')} hint="3CX calls it Login. For example https://acme.tx.3cx.us/" />
      <div className="form-pair">
        <Field label="3CX admin user" mono {...form.field('pbx.username')} hint="The user name or extension." />
        <Field
          label="3CX admin password" name="pbx.password" type="password" value={password} onChange={setPassword} why={judged.ok ? null : judged.why}
          hint={site.known.pbxPassword ? 'One is in the vault. Typing here replaces it.' : 'Not the SIP credential password: that one comes later.'}
        />
      </div>
      <FaultNote fault={save.fault} />
      <FormEnd overview={overview} from="pbx.login" toSave={form.dirty || password !== ''} done={state.kind === 'done'} busy={save.busy} go={go} />
    </Form>
  );
}
