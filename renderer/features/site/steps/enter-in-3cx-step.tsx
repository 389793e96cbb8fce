import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { readTrunkName } from '../../../../domain/site/values.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { orEmpty } from '../../../ui/form-rules.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { NeededValues } from '../needed-values.tsx';
import type { StepProps } from '../step-view.tsx';

/** The values that 3CX's form asks for, in its order, and the name that the trunk gets there. */
export function EnterIn3cxStep({ site, step, draft, go }: StepProps): ReactNode {
  const save = useCall('site.saveTrunkName');
  const { pbx, trunk } = site.intent;
  const form = useForm({ 'pbx.trunkName': pbx.trunkName ?? trunk.friendlyName ?? '' }, { 'pbx.trunkName': orEmpty(readTrunkName) }, save.fault, draft);
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const typed = form.values['pbx.trunkName'].trim();
    const result = await save.run({ siteId: site.id, name: typed === trunk.friendlyName ? '' : typed });
    if (result?.ok) form.reset();
  };
  return (
    <>
      <NeededValues site={site} fields={step.needs} go={go} />
      <Form className="form is-line" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
        <Field label="Name of the trunk in 3CX" {...form.field('pbx.trunkName')} hint="The outbound rules point to it. Change it here if you gave it another name there." />
        {form.dirty && <ActionButton type="submit" busy={save.busy} busyWords="Saving…">Keep this name</ActionButton>}
      </Form>
      <FaultNote fault={save.fault} />
    </>
  );
}
