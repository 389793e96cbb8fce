import './accounts.css';
import { type ReactNode, useState } from 'react';
import type { AccountView } from '../../../preload/contract.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { type Shape, StateMark } from '../../ui/state-mark.tsx';
import { useCall } from '../../use-call.ts';
import { count, moment } from '../../words.ts';
import { LINK_WORDS } from '../site/link-words.ts';
import { OpenLink } from '../site/open-link.tsx';
import { ReplaceKey } from './replace-key.tsx';

/** The one thing that somebody who chooses among accounts should know of this one. */
export function accountWord({ check }: AccountView): { readonly shape: Shape; readonly words: string } | null {
  if (check === null) return { shape: 'open', words: 'Not tried yet' };
  if (check.status === 'suspended') return { shape: 'refused', words: 'Suspended' };
  if (check.status === 'closed') return { shape: 'refused', words: 'Closed' };
  if (check.type === 'trial') return { shape: 'attention', words: 'Trial account' };
  if (check.refused.length > 0) return { shape: 'attention', words: `May not use ${count(check.refused.length, 'thing')} that Trunkbook needs` };
  return null;
}

/** What is known of an account, and of what its key may do: as Twilio answered, or that it was not measured. */
export function AccountAbout({ account, siteId, children }: {
  readonly account: AccountView; readonly siteId: string | null;
  /** What else can be done with it. */
  readonly children?: ReactNode;
}): ReactNode {
  const check = useCall('account.check');
  const [replacing, setReplacing] = useState(false);
  const [tried, setTried] = useState(false);
  const name = account.name.slice(0, 100);
  return (
    <div className="account-about">
      <Found account={account} siteId={siteId} />
      <div className="form-row">
        <ActionButton busy={check.busy} busyWords="Trying it at Twilio…" label={`Try it again: ${name}`} onPress={async () => { setTried((await check.run({ accountId: account.id }))?.ok ?? false); }}>Try it again</ActionButton>
        <ActionButton label={`Replace the key… of ${name}`} onPress={() => setReplacing(true)}>Replace the key…</ActionButton>
        {children}
        <span className="aside" role="status">{account.check === null ? '' : `${tried ? 'Tried again' : 'Tried'} on ${moment(account.check.at)}`}{tried && <span className="unseen">{accountWord(account)?.words ?? 'It may use all that Trunkbook needs'}</span>}</span>
      </div>
      <FaultNote fault={check.fault} />
      {replacing && <ReplaceKey account={account} onClose={() => setReplacing(false)} />}
    </div>
  );
}

function Found({ account: { check }, siteId }: { readonly account: AccountView; readonly siteId: string | null }): ReactNode {
  if (check === null) return <div className="account-marks"><StateMark shape="open">Not tried yet: what this key may do is not known.</StateMark></div>;
  const { type, status, parentSid, refused } = check;
  return (
    <div className="account-marks">
      {status === 'suspended' && <StateMark shape="refused">Suspended: Twilio does nothing for it until that is settled with Twilio.</StateMark>}
      {status === 'closed' && <StateMark shape="refused">Closed: choose another account.</StateMark>}
      {type === 'trial' && (
        <div className="form-row">
          <StateMark shape="attention">Trial account: SIP trunks need an upgrade.</StateMark>
          <OpenLink link="twilio-upgrade" siteId={siteId}>{LINK_WORDS['twilio-upgrade']}</OpenLink>
        </div>
      )}
      {type === 'full' && status === 'active' && <StateMark shape="done">Full account, active</StateMark>}
      {type === null && <StateMark shape="unknown">Full or trial: not measured. The key may not ask, or Twilio did not answer.</StateMark>}
      {parentSid !== null && <p>Sub-account of <span className="mono">{parentSid}</span></p>}
      {refused.length === 0
        ? <StateMark shape="done">This key may use all that Trunkbook needs.</StateMark>
        : (
          <>
            <StateMark shape="attention">This key may not use {count(refused.length, 'thing')} that Trunkbook needs. What needs them has to be done by hand, or with another key.</StateMark>
            <ul className="account-refused">{refused.map(({ what, why }) => <li key={what}><strong>{what}</strong>: {why}</li>)}</ul>
          </>
        )}
    </div>
  );
}
