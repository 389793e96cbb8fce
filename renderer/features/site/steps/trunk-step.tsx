import './steps.css';
import type { ReactNode } from 'react';
import { FieldError, Form, Label, Radio, RadioGroup, Switch } from 'react-aria-components';
import { accept, refuse } from '../../../../domain/judgement.ts';
import type { TransferMode } from '../../../../domain/site/record.ts';
import { readFriendlyName } from '../../../../domain/site/values.ts';
import { EDGES, localizedTerminationUri, originationUrl } from '../../../../domain/trunk/edges.ts';
import { readTermination } from '../../../../domain/trunk/termination.ts';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field, SelectField } from '../../../ui/field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { FormEnd } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';
import { Origination } from './origination.tsx';
import { useOrigination } from './use-origination.ts';

const YES = 'yes';
const NO = 'no';

const TRANSFER_MODES: readonly { readonly value: TransferMode; readonly words: string }[] = [
  { value: 'disable-all', words: 'Off: Twilio refuses it' }, { value: 'enable-all', words: 'On: to phone numbers and SIP addresses' }, { value: 'sip-only', words: 'On: to SIP addresses only' },
];

export function TrunkStep({ site, overview, state, draft, go }: StepProps): ReactNode {
  const { trunk, pbx } = site.intent;
  const save = useCall('site.saveTrunk');
  const saveOrigination = useCall('site.saveOrigination');
  const origination = useOrigination(trunk.origination, pbx.fqdn === null ? null : originationUrl(pbx.fqdn, trunk.secure === true), saveOrigination.fault, draft);
  const form = useForm(
    {
      'trunk.friendlyName': trunk.friendlyName ?? '', 'trunk.domainLabel': trunk.domainLabel ?? '', 'trunk.edge': trunk.edge,
      'trunk.secure': trunk.secure === null ? '' : trunk.secure ? YES : NO, 'trunk.cnamLookup': trunk.cnamLookup ? YES : NO,
      'trunk.transferMode': trunk.transferMode ?? '',
    },
    {
      'trunk.friendlyName': readFriendlyName, 'trunk.domainLabel': readTermination,
      'trunk.secure': (text) => (text === '' ? refuse('Choose one of the two.') : accept(text)),
    },
    save.fault, draft,
  );
  const termination = readTermination(form.values['trunk.domainLabel']);
  // A localized URI that was pasted names its edge.
  const pasted = termination.ok ? termination.value.edge : null;
  const edge = pasted ?? EDGES.find(({ name }) => name === form.values['trunk.edge'])?.name ?? trunk.edge;
  const secure = form.field('trunk.secure');
  const domain = form.field('trunk.domainLabel');
  // What Twilio said of this very name stays beside it until it is changed.
  const { plan } = overview;
  const refused = domain.value === trunk.domainLabel && plan.kind === 'blocked' ? plan.problems.find(({ field }) => field === 'trunk.domainLabel')?.why ?? null : null;

  const perform = async (): Promise<void> => {
    if (!form.check() || !origination.check()) return;
    if (origination.dirty) {
      const result = await saveOrigination.run({ siteId: site.id, ...origination.values });
      if (result?.ok) origination.reset();
      else if (result) return origination.goToFault(result.fault);
    }
    const result = await save.run({
      siteId: site.id, friendlyName: form.values['trunk.friendlyName'], domainLabel: form.values['trunk.domainLabel'], edge,
      secure: form.values['trunk.secure'] === YES, cnamLookup: form.values['trunk.cnamLookup'] === YES,
      transferMode: TRANSFER_MODES.find(({ value }) => value === form.values['trunk.transferMode'])?.value ?? trunk.transferMode,
    });
    if (result?.ok) form.reset();
    else if (result) form.goToFault(result.fault);
  };
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(); }}>
      <Field label="Trunk name" {...form.field('trunk.friendlyName')} hint="How the Twilio Console lists it. At most 64 characters." />
      <Field label="Termination name" mono {...domain} why={domain.why ?? refused} suffix=".pstn.twilio.com" hint="Must be free in all of Twilio. You may paste the whole URI from the Twilio Console." />
      <SelectField label="Edge" name="trunk.edge" value={edge} onChange={(name) => form.set('trunk.edge', name)} choices={EDGES.map(({ name, place }) => ({ value: name, words: `${place} (${name})` }))} hint="The one nearest to the PBX." />
      <p className="live-value" aria-live="polite"><span>3CX will send its calls to</span> <span className="mono">{termination.ok ? localizedTerminationUri(termination.value.label, edge) : '—'}</span></p>
      <RadioGroup className="radio-cards is-pair" data-field="trunk.secure" value={form.values['trunk.secure'] === '' ? null : form.values['trunk.secure']} onChange={(value) => form.set('trunk.secure', value)} isInvalid={secure.why !== null} validationBehavior="aria">
        <Label>Secure Trunking</Label>
        <Radio className="radio is-card" value={YES}>
          <span className="radio-dot" aria-hidden="true" />
          <span><strong>On: calls are encrypted</strong><span className="radio-what">Signalling by TLS, voice by SRTP. Twilio refuses every call that is not. 3CX must be set to TLS and SRTP on this trunk too.</span></span>
        </Radio>
        <Radio className="radio is-card" value={NO}>
          <span className="radio-dot" aria-hidden="true" />
          <span><strong>Off: calls are not encrypted</strong><span className="radio-what">Works with every 3CX. Who can listen on the way between the PBX and Twilio can hear the calls.</span></span>
        </Radio>
        <FieldError className="field-why">{secure.why}</FieldError>
      </RadioGroup>
      <Switch className="switch" isSelected={form.values['trunk.cnamLookup'] === YES} onChange={(on) => form.set('trunk.cnamLookup', on ? YES : NO)}>
        <span className="switch-track" aria-hidden="true" />CNAM lookup: show the caller’s name on incoming calls
      </Switch>
      <SelectField
        label="Call transfer" name="trunk.transferMode" value={form.values['trunk.transferMode']} onChange={(mode) => form.set('trunk.transferMode', mode)} choices={trunk.transferMode === null ? [{ value: '', words: 'As it is at Twilio' }, ...TRANSFER_MODES] : TRANSFER_MODES}
        hint="What Twilio does when the PBX hands a call on to it (SIP REFER). 3CX transfers calls by itself, so it is off unless the customer asks. To a phone number, Twilio places the call and charges for it."
      />
      <Origination form={origination} own={pbx.fqdn === null ? null : originationUrl(pbx.fqdn, form.values['trunk.secure'] === YES)} />
      <FaultNote fault={saveOrigination.fault ?? save.fault} />
      <FormEnd overview={overview} from="trunk.values" toSave={form.dirty || origination.dirty} done={state.kind === 'done'} busy={save.busy || saveOrigination.busy} go={go} />
    </Form>
  );
}
