import type { ReactNode } from 'react';
import { FieldError, Form, Label, Radio, RadioGroup } from 'react-aria-components';
import { accept, refuse } from '../../../../domain/judgement.ts';
import { countries } from '../../../countries.ts';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { FormEnd } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';

const COUNTRIES = countries();

export function PlanStep({ site, overview, state, draft, go }: StepProps): ReactNode {
  const save = useCall('site.savePlan');
  const { country, hosting } = site.intent;
  const form = useForm({ country, hosting: hosting ?? '' }, { hosting: (text) => (text === '' ? refuse('Choose one of the two.') : accept(text)) }, save.fault, draft);
  const chosen = form.field('hosting');
  const choices = COUNTRIES.some(({ code }) => code === country) ? COUNTRIES : [{ code: country, name: country }, ...COUNTRIES];
  const perform = async (): Promise<void> => {
    if (!form.check()) return;
    const result = await save.run({ siteId: site.id, country: form.values.country, hosting: form.values.hosting === 'hosted' ? 'hosted' : 'self-hosted' });
    if (result?.ok) form.reset();
  };
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
      <SelectField label="Country of the site’s phone numbers" name="country" value={form.values.country} onChange={(value) => form.set('country', value)} choices={choices.map(({ code, name }) => ({ value: code, words: name }))} />
      {/* Null, not an empty text, while nothing is chosen: else no radio could be reached by keyboard. */}
      <RadioGroup className="radio-cards is-pair" data-field="hosting" value={form.values.hosting === '' ? null : form.values.hosting} onChange={(value) => form.set('hosting', value)} isInvalid={chosen.why !== null} validationBehavior="aria">
        <Label>Who runs the PBX</Label>
        <Radio className="radio is-card" value="hosted"><span className="radio-dot" aria-hidden="true" /><span><strong>Hosted by 3CX</strong><span className="radio-what">The PBX stands in 3CX’s data centre. Its firewall is 3CX’s affair.</span></span></Radio>
        <Radio className="radio is-card" value="self-hosted"><span className="radio-dot" aria-hidden="true" /><span><strong>Run by the customer</strong><span className="radio-what">On a machine at the site or in a cloud of theirs. The guide then has the firewall in it.</span></span></Radio>
        <FieldError className="field-why">{chosen.why}</FieldError>
      </RadioGroup>
      <FaultNote fault={save.fault} />
      <FormEnd overview={overview} from="visit.plan" toSave={form.dirty} done={state.kind === 'done'} busy={save.busy} go={go} />
    </Form>
  );
}
