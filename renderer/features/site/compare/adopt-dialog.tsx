import { type ReactNode, useMemo, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { OpenSite, TwilioSnapshot } from '../../../../domain/site/record.ts';
import { trunkKey } from '../../../../domain/overview/own-trunk.ts';
import { sameAccount } from '../../../../domain/site/same-account.ts';
import { adopt, type AdoptChoice } from '../../../../domain/trunk/adopt.ts';
import { readLedger } from '../../../../domain/trunk/ledger.ts';
import { matchTrunk } from '../../../../domain/trunk/match.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field, SelectField } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import { matches } from '../../../words.ts';
import { adoptionChanges } from './adopt-review.ts';
import { SharedTrunk } from './shared-trunk.tsx';

/** So many trunks are listed; more are found by typing. */
const LISTED = 20;
const NO_CHOICE = { accessListSid: null, credentialListSid: null, username: null } as const;

/** Takes over a trunk that somebody set up by hand: which one, what changes here, and then the yes. Nothing is sent to Twilio. */
export function AdoptDialog({ site, onAdopted, onClose }: { readonly site: OpenSite; readonly onAdopted: () => void; readonly onClose: () => void }): ReactNode {
  const read = useCall('trunk.read');
  const again = useCall('trunk.read');
  const take = useCall('trunk.adopt');
  const [chosen, setChosen] = useState<string | null>(null);
  /** The trunk that was looked into, with the choice among its lists. */
  const [choice, setChoice] = useState<AdoptChoice | null>(null);
  const { twilio } = site.observed;
  const account = twilio !== null && sameAccount(twilio.account, site.intent.account) ? twilio.value : null;
  const look = async (trunkSid: string | null): Promise<void> => {
    const result = await read.run({ siteId: site.id, inside: trunkSid });
    if (result?.ok && trunkSid !== null) setChoice((before) => (before?.trunkSid === trunkSid ? before : { trunkSid, ...NO_CHOICE }));
  };
  const perform = async (): Promise<void> => {
    if (choice !== null && (await take.run({ siteId: site.id, ...choice }))?.ok) onAdopted();
  };
  return (
    <ModalDialog title="Take over a trunk that is there" isOpen wide onClose={onClose} busy={take.busy}>
      {account === null && (
        <>
          <p>Trunkbook has not looked at this account yet.</p>
          <FaultNote fault={read.fault} />
          <div className="form-end"><ActionButton onPress={onClose}>Cancel</ActionButton><ActionButton look="primary" busy={read.busy} busyWords="Reading…" onPress={() => void look(null)}>Read the account</ActionButton></div>
        </>
      )}
      {account !== null && choice === null && (
        <>
          <p>Which trunk is this site’s? Its values then become what the site shall have. You see every change before anything is taken over, and nothing is sent to Twilio.</p>
          <Trunks site={site} account={account} chosen={chosen} onChoose={setChosen} />
          <FaultNote fault={again.fault ?? read.fault} />
          <div className="form-end">
            <ActionButton onPress={onClose}>Cancel</ActionButton>
            <ActionButton look={account.trunks.length === 0 ? 'primary' : 'plain'} busy={again.busy} busyWords="Reading…" onPress={() => void again.run({ siteId: site.id, inside: null })}>Read the account again</ActionButton>
            {account.trunks.length > 0 && <ActionButton look="primary" isDisabled={chosen === null} busy={read.busy} busyWords="Reading…" onPress={() => void look(chosen)}>Look into it</ActionButton>}
          </div>
        </>
      )}
      {account !== null && choice !== null && (
        <>
          <Review site={site} account={account} choice={choice} onChoice={setChoice} />
          <FaultNote fault={take.fault ?? read.fault} />
          <div className="form-end">
            <ActionButton isDisabled={take.busy} onPress={() => { take.clear(); setChoice(null); }}>Another trunk</ActionButton>
            <ActionButton isDisabled={take.busy} busy={read.busy} busyWords="Reading…" onPress={() => void look(choice.trunkSid)}>Read it again</ActionButton>
            <ActionButton look="primary" isDisabled={!canAdopt(site, account, choice)} busy={take.busy} busyWords="Taking over…" onPress={() => void perform()}>Take it over</ActionButton>
          </div>
        </>
      )}
    </ModalDialog>
  );
}

function canAdopt({ intent, ledger }: OpenSite, account: TwilioSnapshot, choice: AdoptChoice): boolean {
  return adopt(intent, account, ledger, choice).ok;
}

function Trunks({ site, account, chosen, onChoose }: { readonly site: OpenSite; readonly account: TwilioSnapshot; readonly chosen: string | null; readonly onChoose: (sid: string) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const { intent, ledger } = site;
  const own = matchTrunk(account.trunks, intent.trunk.domainLabel ?? '', readLedger(ledger, account.accountSid), intent.agreed);
  const found = account.trunks.filter(({ name, domainName }) => matches(`${name} ${domainName ?? ''}`, typed));
  if (account.trunks.length === 0) return <p className="empty is-small">This account has no trunk. Let Trunkbook set one up instead.</p>;
  return (
    <>
      {account.trunks.length > LISTED && <Field label="Find a trunk" name="adopt.find" type="search" value={typed} onChange={setTyped} />}
      <RadioGroup className="radio-cards" value={chosen} onChange={onChoose}>
        <Label>Trunks of this account</Label>
        {found.slice(0, LISTED).map(({ sid, name, domainName }) => (
          <Radio key={sid} className="radio is-card" value={sid}>
            <span className="radio-dot" aria-hidden="true" />
            <span><strong>{name || 'Without a name'}</strong>{own.kind === 'ours' && own.thing.sid === sid && <span className="tag is-accent adopt-own">this site’s own</span>}<span className="radio-what mono">{domainName ?? 'no termination domain'}</span></span>
          </Radio>
        ))}
      </RadioGroup>
      {found.length > LISTED && <p className="aside">And {found.length - LISTED} more. Type a part of its name or domain.</p>}
    </>
  );
}

function Review({ site, account, choice, onChoice }: { readonly site: OpenSite; readonly account: TwilioSnapshot; readonly choice: AdoptChoice; readonly onChoice: (choice: AdoptChoice) => void }): ReactNode {
  const { intent, ledger } = site;
  const judged = useMemo(() => adopt(intent, account, ledger, choice), [intent, account, ledger, choice]);
  const trunk = account.trunks.find(({ sid }) => sid === choice.trunkSid);
  const on = trunk?.parts ?? null;
  const access = account.accessLists.filter(({ sid }) => on?.accessLists.includes(sid));
  const credentials = account.credentialLists.filter(({ sid }) => on?.credentialLists.includes(sid));
  const login = credentials.find(({ sid }) => sid === (choice.credentialListSid ?? on?.credentialLists[0]));
  const users = login?.users ?? [];
  if (!judged.ok) return <Note shape="attention"><p>{judged.why}</p></Note>;
  const changes = adoptionChanges(intent, judged.value);
  return (
    <>
      <p><strong>{trunk?.name}</strong>{trunk?.domainName && <>, <span className="mono">{trunk.domainName}</span></>}. Nothing is sent to Twilio: only what this site shall have changes.</p>
      <SharedTrunk siteId={site.id} keys={[trunkKey(account.accountSid, choice.trunkSid)]} meaning="Two sites then change the same trunk. That is seldom meant." />
      {(access.length > 1 || credentials.length > 1 || users.length > 1) && (
        <div className="form-pair">
          {access.length > 1 && <SelectField label="The site’s access control list" name="adopt.access" value={choice.accessListSid ?? on?.accessLists[0] ?? ''} choices={access.map(({ sid, name }) => ({ value: sid, words: name }))} onChange={(accessListSid) => onChoice({ ...choice, accessListSid })} />}
          {credentials.length > 1 && <SelectField label="The site’s credential list" name="adopt.credentials" value={login?.sid ?? ''} choices={credentials.map(({ sid, name }) => ({ value: sid, words: name }))} onChange={(credentialListSid) => onChoice({ ...choice, credentialListSid, username: null })} />}
          {users.length > 1 && <SelectField label="3CX’s user in it" name="adopt.user" value={choice.username ?? users[0]?.username ?? ''} choices={users.map(({ username }) => ({ value: username, words: username }))} onChange={(username) => onChoice({ ...choice, username })} />}
        </div>
      )}
      {changes.length === 0
        ? <p className="empty is-small">Every value of this site is as the trunk has it already.</p>
        : (
          <div className="guide-table">
            <table>
              <caption>What changes here</caption>
              <thead><tr><th scope="col">Value</th><th scope="col">This site now</th><th scope="col">Afterwards</th></tr></thead>
              <tbody>{changes.map(({ label, now, after, mono }) => <tr key={label}><th scope="row">{label}</th><td className={mono ? 'mono' : undefined}>{now}</td><td className={mono ? 'mono' : undefined}>{after}</td></tr>)}</tbody>
            </table>
          </div>
        )}
      {judged.value.notes.length > 0 && (
        <Note shape="attention"><ul className="adopt-notes" aria-label="What to know">{judged.value.notes.map((note) => <li key={note}>{note}</li>)}</ul></Note>
      )}
    </>
  );
}
