import { type ReactNode, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { AccountChoice } from '../../../../domain/site/record.ts';
import { useMirror } from '../../../mirror-store.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import { count, moment } from '../../../words.ts';
import { NextStep } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';
import { AddAccount } from './add-account.tsx';

const PRACTICE = 'practice';
const BY_HAND = 'by-hand';

const choiceOf = (value: string): AccountChoice => (value === PRACTICE || value === BY_HAND ? { kind: value } : { kind: 'twilio', accountId: value });

export function AccountStep({ site, overview, state, go }: StepProps): ReactNode {
  const accounts = useMirror((mirror) => mirror.accounts);
  const choose = useCall('site.saveAccount');
  const check = useCall('trunk.read');
  const { account } = site.intent;
  const chosen = account.kind === 'twilio' ? account.accountId : account.kind;
  const [adding, setAdding] = useState(false);
  const fault = choose.fault ?? check.fault;
  const done = state.kind === 'done' && fault === null;

  return (
    <>
      <RadioGroup className="radio-cards" value={chosen} isDisabled={choose.busy} onChange={(value) => { check.clear(); void choose.run({ siteId: site.id, account: choiceOf(value) }); }}>
        <Label>This site works on</Label>
        <Radio className="radio is-card" value={PRACTICE}>
          <span className="radio-dot" aria-hidden="true" />
          <span><strong>Practice account</strong><span className="radio-what">Built in. Behaves like Twilio, needs no network, costs nothing, rings no phone.</span></span>
        </Radio>
        {accounts.map(({ id, name, accountSid, username }) => (
          <Radio key={id} className="radio is-card" value={id}>
            <span className="radio-dot" aria-hidden="true" />
            <span><strong className="clipped">{name}</strong><span className="radio-what mono">{accountSid}{username !== accountSid && `, key ${username}`}</span></span>
          </Radio>
        ))}
        <Radio className="radio is-card" value={BY_HAND}>
          <span className="radio-dot" aria-hidden="true" />
          <span><strong>No credentials: by hand</strong><span className="radio-what">You do the Twilio work in the Twilio Console, and say here what you did. The guide has every click.</span></span>
        </Radio>
      </RadioGroup>
      <Adding open={adding} onOpen={setAdding} onAdded={(accountId) => void choose.run({ siteId: site.id, account: { kind: 'twilio', accountId } })} />
      {done && site.observed.twilio && (
        <Note shape="done">
          <p>The account answered on {moment(site.observed.twilio.at)}: {count(site.observed.twilio.value.trunks.length, 'trunk')}, {count(site.observed.twilio.value.accessLists.length, 'access control list')}, {count(site.observed.twilio.value.credentialLists.length, 'credential list')}.</p>
        </Note>
      )}
      <FaultNote fault={fault} />
      {!adding && (
        <div className="form-end">
          <NextStep overview={overview} from="account.choose" primary={done} go={go} />
          {account.kind !== 'by-hand' && <ActionButton look={done ? 'plain' : 'primary'} busy={check.busy} busyWords="Asking the account…" onPress={() => void check.run({ siteId: site.id })}>Check the account</ActionButton>}
        </div>
      )}
    </>
  );
}

/** Real credentials are typed only after a warning where this host protects them less than the packaged app would. */
function Adding({ open, onOpen, onAdded }: { readonly open: boolean; readonly onOpen: (open: boolean) => void; readonly onAdded: (accountId: string) => void }): ReactNode {
  const { host, sandboxed } = useMirror((mirror) => mirror.environment);
  const [warning, setWarning] = useState(false);
  if (open) return <AddAccount confirmed={host === 'chromium'} onClose={() => onOpen(false)} onAdded={(accountId) => { onOpen(false); onAdded(accountId); }} />;
  return (
    <div className="form-row">
      <ActionButton look="quiet" onPress={() => (host === 'chromium' ? setWarning(true) : onOpen(true))}><PlusIcon />Add a Twilio account</ActionButton>
      <ModalDialog title="Real credentials in the Chromium host?" isOpen={warning} alert onClose={() => setWarning(false)}>
        <p>This is not the packaged app. It has no keychain of the system to lean on: your passphrase alone protects what you enter.</p>
        {!sandboxed && <p>It also runs as root, so Chromium’s own sandbox is off: a fault in the page would reach further.</p>}
        <p>For learning, stay with the practice account. If you go on, use a Standard API key that you can revoke.</p>
        <div className="form-end">
          <ActionButton onPress={() => setWarning(false)}>Stay with the practice account</ActionButton>
          <ActionButton look="primary" onPress={() => { setWarning(false); onOpen(true); }}>Enter credentials anyway</ActionButton>
        </div>
      </ModalDialog>
    </div>
  );
}
