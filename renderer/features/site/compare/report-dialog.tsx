import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { accept, type Judgement } from '../../../../domain/judgement.ts';
import type { OpenSite, PbxField } from '../../../../domain/site/record.ts';
import { readSeen, readSipUsername } from '../../../../domain/site/values.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field, SelectField } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';

interface Asked {
  readonly label: string;
  readonly where: string;
}

/** How 3CX calls each value, and where it shows it. The password is not among them: it is never typed here. */
const ASKED: Readonly<Record<Exclude<PbxField, 'trunk.sipPassword'>, Asked>> = {
  'trunk.nameIn3cx': { label: 'Name of the trunk in 3CX', where: 'Voice & Chat, the list of trunks.' },
  'trunk.terminationUri': { label: 'Registrar/Server in 3CX', where: 'Voice & Chat › (trunk) › General.' },
  'trunk.authenticationId': { label: 'Authentication ID in 3CX', where: 'Voice & Chat › (trunk) › General: Authentication ID (SIP User ID).' },
  'trunk.mainNumber': { label: 'Main trunk number in 3CX', where: 'Voice & Chat › (trunk) › General.' },
  secure: { label: 'Encryption in 3CX', where: 'Voice & Chat › (trunk) › Options: transport TLS, and SRTP.' },
};

/** Anything that 3CX may show, also what is wrong there: that is what is to be settled. Empty: nothing is known of it. */
const seen = (text: string): Judgement<string> => (text === '' ? accept(text) : readSeen(text));

/** A user name that Twilio’s credential could not have: the technician looks again, and may write it down all the same. */
function oddUsername(typed: string): string | null {
  const judged = readSipUsername(typed);
  return judged.ok || typed.trim() === '' ? null : `A SIP user name is not like that: ${judged.why} If 3CX shows it so, write it down: it is what has to be changed there.`;
}

/** Writes down what 3CX shows: Trunkbook cannot look into it. */
export function ReportDialog({ site, field, onClose }: { readonly site: OpenSite; readonly field: Exclude<PbxField, 'trunk.sipPassword'>; readonly onClose: () => void }): ReactNode {
  const report = useCall('pbx.report');
  const { label, where } = ASKED[field];
  const name = `pbx.${field}`;
  const said = site.observed.pbxTrunk[field]?.value ?? null;
  const form = useForm({ [name]: said ?? '' }, field === 'secure' ? {} : { [name]: seen }, report.fault);
  const typed = form.values[name] ?? '';
  const send = async (value: string | null): Promise<void> => {
    const result = await report.run({ siteId: site.id, field, value });
    if (result?.ok) onClose();
    else if (result) form.goToFault(result.fault);
  };
  const hint = `Write it as 3CX shows it, even where it is wrong. ${where}`;
  return (
    <ModalDialog title="What does 3CX show?" isOpen onClose={onClose} busy={report.busy}>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); if (form.check()) void send(typed); }}>
        {field === 'secure'
          ? (
            <SelectField
              label={label} name={name} value={typed} onChange={(value) => form.set(name, value)} hint={hint}
              choices={[{ value: '', words: 'Not known' }, { value: 'on', words: 'On: TLS and SRTP' }, { value: 'off', words: 'Off: no encryption' }]}
            />
          )
          : <Field label={label} mono={field !== 'trunk.nameIn3cx'} {...form.field(name)} hint={hint} warning={field === 'trunk.authenticationId' ? oddUsername(typed) : null} autoFocus />}
        <FaultNote fault={report.fault !== null && report.fault.fields.length === 0 ? report.fault : null} />
        <div className="form-end">
          <ActionButton onPress={onClose} isDisabled={report.busy}>Cancel</ActionButton>
          {said !== null && <ActionButton isDisabled={report.busy} onPress={() => void send(null)}>Nothing is known of it</ActionButton>}
          <ActionButton look="primary" type="submit" busy={report.busy} busyWords="Saving…">Write it down</ActionButton>
        </div>
      </Form>
    </ModalDialog>
  );
}
