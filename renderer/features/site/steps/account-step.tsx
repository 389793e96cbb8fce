import './steps.css';
import { type ReactNode, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { AccountChoice } from '../../../../domain/site/record.ts';
import { useMirror } from '../../../mirror-store.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { count, moment } from '../../../words.ts';
import { AccountAbout, accountWord } from '../../settings/account-about.tsx';
import { REAL_CREDENTIALS, RealCredentials, useMustTell } from '../../settings/real-credentials.tsx';
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
  const own = accounts.find(({ id }) => id === chosen);
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
        {accounts.map((one) => {
          const { id, name, accountSid, username } = one;
          const word = id === chosen ? null : accountWord(one);
          return (
            <Radio key={id} className="radio is-card" value={id}>
              <span className="radio-dot" aria-hidden="true" />
              <span><strong className="clipped">{name}</strong><span className="radio-what mono">{accountSid}{username !== accountSid && `, key ${username}`}</span>{word && <span className="radio-what"><StateMark shape={word.shape}>{word.words}</StateMark></span>}</span>
            </Radio>
          );
        })}
        <Radio className="radio is-card" value={BY_HAND}>
          <span className="radio-dot" aria-hidden="true" />
          <span><strong>No credentials: by hand</strong><span className="radio-what">You do the Twilio work in the Twilio Console, and say here what you did. The guide has every click.</span></span>
        </Radio>
      </RadioGroup>
      {own && <section className="account-step-about" aria-label={`What is known of ${own.name.slice(0, 100)}`}><AccountAbout key={own.id} account={own} siteId={site.id} /></section>}
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
          {account.kind !== 'by-hand' && <ActionButton look={done ? 'plain' : 'primary'} busy={check.busy} busyWords="Asking the account…" onPress={() => void check.run({ siteId: site.id, inside: null })}>Check the account</ActionButton>}
        </div>
      )}
    </>
  );
}

/** Real credentials are typed only after a warning where this host protects them less than the packaged app would. */
function Adding({ open, onOpen, onAdded }: { readonly open: boolean; readonly onOpen: (open: boolean) => void; readonly onAdded: (accountId: string) => void }): ReactNode {
  const mustTell = useMustTell();
  const [warning, setWarning] = useState(false);
  if (open) return <AddAccount confirmed={mustTell} onClose={() => onOpen(false)} onAdded={(accountId) => { onOpen(false); onAdded(accountId); }} />;
  return (
    <div className="form-row">
      <ActionButton look="quiet" onPress={() => (mustTell ? setWarning(true) : onOpen(true))}><PlusIcon />Add a Twilio account</ActionButton>
      <ModalDialog title={REAL_CREDENTIALS} isOpen={warning} alert onClose={() => setWarning(false)}>
        <RealCredentials stay="Stay with the practice account" onStay={() => setWarning(false)} onGoOn={() => { setWarning(false); onOpen(true); }} />
      </ModalDialog>
    </div>
  );
}
