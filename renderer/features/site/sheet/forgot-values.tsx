import { type ReactNode, useEffect, useState } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import { readTermination } from '../../../../domain/trunk/termination.ts';
import type { FetchedValues } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';

type FetchedTrunk = NonNullable<FetchedValues['trunk']>;

/**
 * “Forgot the values?”: what Twilio still has is fetched, shown beside what the sheet has, and taken by a button. The SIP credential password
 * is not among it: Twilio never gives one out, so a new one is offered, with what must then change in 3CX.
 */
export function ForgotValues({ site, onClose, go }: { readonly site: OpenSite; readonly onClose: () => void; readonly go: (step: StepId, field?: string | null) => void }): ReactNode {
  const fetchValues = useCall('sheet.fetch');
  const [found, setFound] = useState<FetchedValues | null>(null);
  const { run } = fetchValues;
  const byHand = site.intent.account.kind === 'by-hand';
  const ask = async (trunkSid: string | null): Promise<void> => {
    const result = await run({ siteId: site.id, trunkSid });
    if (result?.ok) setFound(result.value);
  };
  useEffect(() => {
    if (!byHand) void run({ siteId: site.id, trunkSid: null }).then((result) => { if (result?.ok) setFound(result.value); });
  }, [byHand, run, site.id]);
  return (
    <ModalDialog title="Forgot the values?" isOpen wide onClose={onClose} busy={false}>
      {byHand
        ? (
          <>
            <p>Trunkbook has no credentials for this account, so look in the Twilio Console:</p>
            <ol className="step-numbered">
              <li>Elastic SIP Trunking › Manage › Trunks shows the termination URI of each trunk.</li>
              <li>Elastic SIP Trunking › Manage › Credential lists: open the trunk’s list. It shows the credential name, never the password.</li>
            </ol>
            <p>Type what you find into the steps “Say what the trunk shall be” and “Say who may use the trunk”.</p>
          </>
        )
        : (
          <>
            {fetchValues.busy && <p className="empty is-small" role="status">Asking Twilio…</p>}
            <FaultNote fault={fetchValues.fault}><div className="form-row"><ActionButton onPress={() => void ask(null)}>Try again</ActionButton></div></FaultNote>
            {found?.trunks.length === 0 && <p>This account has no trunk, so there is nothing to fetch.</p>}
            {found && found.trunks.length > 1 && (
              <SelectField
                label="Which trunk is it?" name="fetch.trunk" value={found.trunk?.sid ?? ''} onChange={(sid) => void ask(sid === '' ? null : sid)}
                choices={[{ value: '', words: 'Choose…' }, ...found.trunks.map(({ sid, name, domainName }) => ({ value: sid, words: `${name} (${domainName ?? 'no domain'})` }))]}
              />
            )}
            {found?.trunk && <Fetched site={site} trunk={found.trunk} />}
          </>
        )}
      <NewPassword site={site} go={go} />
      <div className="form-end"><ActionButton look="primary" onPress={onClose}>Close</ActionButton></div>
    </ModalDialog>
  );
}

/** What Twilio has beside what the sheet has. */
function Fetched({ site, trunk }: { readonly site: OpenSite; readonly trunk: FetchedTrunk }): ReactNode {
  const saveTrunk = useCall('site.saveTrunk');
  const saveSecurity = useCall('site.saveSecurity');
  const saveNumbers = useCall('site.saveNumbers');
  const { intent } = site;
  const termination = trunk.domainName === null ? null : readTermination(trunk.domainName);
  const [list] = trunk.credentialLists;
  const [access] = trunk.accessLists;
  const numbers = trunk.phoneNumbers.filter((number) => !intent.numbers.some(({ phoneNumber }) => phoneNumber === number));
  const takeTrunk = (): void => void saveTrunk.run({
    siteId: site.id, friendlyName: trunk.name, domainLabel: termination?.ok ? termination.value.label : '', edge: intent.trunk.edge, secure: trunk.secure, cnamLookup: trunk.cnamLookup,
    transferMode: intent.trunk.transferMode,
  });
  const takeSecurity = (username: string): void => void saveSecurity.run({
    siteId: site.id, accessListName: access?.name ?? intent.trunk.accessListName ?? '', credentialListName: list?.name ?? '', sipUsername: username, sipPassword: null,
  });
  const sameTrunk = termination?.ok === true && termination.value.label === intent.trunk.domainLabel && trunk.name === intent.trunk.friendlyName && trunk.secure === intent.trunk.secure && trunk.cnamLookup === intent.trunk.cnamLookup;
  return (
    <>
      <table className="fetched">
        <thead><tr><th scope="col">Value</th><th scope="col">At Twilio</th><th scope="col"><span className="unseen">Take it</span></th></tr></thead>
        <tbody>
          <tr><th scope="row">Trunk</th><td>{trunk.name}<span className="mono">{trunk.domainName ?? 'no termination URI'}</span>Secure Trunking {trunk.secure ? 'on' : 'off'}, CNAM lookup {trunk.cnamLookup ? 'on' : 'off'}</td><td><Take same={sameTrunk} busy={saveTrunk.busy} can={termination?.ok === true} onTake={takeTrunk} what="the trunk" /></td></tr>
          {trunk.credentialLists.flatMap(({ name, usernames }) => usernames.map((username) => (
            <tr key={`${name} ${username}`}>
              <th scope="row">Credential name</th><td><span className="mono">{username}</span>in the list “{name}”</td>
              <td><Take same={username === intent.trunk.sipUsername && name === intent.trunk.credentialListName} busy={saveSecurity.busy} can={name === list?.name} onTake={() => takeSecurity(username)} what={`the credential name ${username}`} /></td>
            </tr>
          )))}
          {trunk.accessLists.map(({ name, addresses }) => <tr key={name}><th scope="row">Access control list</th><td>“{name}”<span className="mono">{addresses.join(', ') || 'no address'}</span></td><td /></tr>)}
          {trunk.originationUrls.map((url) => <tr key={url}><th scope="row">Origination URL</th><td><span className="mono">{url}</span></td><td /></tr>)}
          <tr>
            <th scope="row">Numbers</th><td><span className="mono">{trunk.phoneNumbers.slice(0, 20).join(', ') || 'none'}{trunk.phoneNumbers.length > 20 && `, and ${trunk.phoneNumbers.length - 20} more`}</span></td>
            {/* No number at Twilio is nothing that the sheet could have. */}
            <td>{trunk.phoneNumbers.length > 0 && <Take same={numbers.length === 0} busy={saveNumbers.busy} can onTake={() => void saveNumbers.run({ siteId: site.id, numbers: [...intent.numbers, ...numbers.map((phoneNumber) => ({ phoneNumber, acquire: 'take' as const }))] })} what="the numbers" />}</td>
          </tr>
        </tbody>
      </table>
      <FaultNote fault={saveTrunk.fault ?? saveSecurity.fault ?? saveNumbers.fault} />
    </>
  );
}

function Take({ same, busy, can, onTake, what }: { readonly same: boolean; readonly busy: boolean; readonly can: boolean; readonly onTake: () => void; readonly what: string }): ReactNode {
  if (same) return <StateMark shape="done">On the sheet</StateMark>;
  return can ? <ActionButton busy={busy} onPress={onTake} label={`Take ${what}`}>Take it</ActionButton> : null;
}

/** The one value that nobody can fetch. */
function NewPassword({ site, go }: { readonly site: OpenSite; readonly go: (step: StepId, field?: string | null) => void }): ReactNode {
  const generate = useCall('site.generateSipPassword');
  const [made, setMade] = useState(false);
  const byHand = site.intent.account.kind === 'by-hand';
  return (
    <section aria-label="SIP credential password">
      <h3>SIP credential password</h3>
      <p>{site.known.sipPassword ? 'One is in the vault: the transfer sheet copies it. If 3CX has another, or calls are refused with 32202, set a new one.' : 'None is in the vault.'} Twilio never shows a password; it can only be set anew. It is not the 3CX admin password.</p>
      {made
        ? (
          <Note shape="attention">
            <p><strong>A new one is in the vault. Calls out fail until both sides have it.</strong></p>
            <ol className="step-numbered">
              <li>{byHand ? 'In the Twilio Console open the credential list, press the user, and set this password.' : 'Set it at Twilio: press “Set up at Twilio” in the step “Let Trunkbook set up the trunk”.'}</li>
              <li>In the 3CX console open Voice & Chat, the trunk, and paste it into “Authentication password”. Press Save.</li>
              <li>Make an outgoing test call.</li>
            </ol>
            <div className="form-row"><ActionButton onPress={() => go(byHand ? 'security.credentials' : 'setup.run')}>Go to the first of them</ActionButton></div>
          </Note>
        )
        : <div className="form-row"><ActionButton busy={generate.busy} busyWords="Making one…" onPress={async () => { if ((await generate.run({ siteId: site.id }))?.ok) setMade(true); }}>Set a new SIP credential password</ActionButton></div>}
      <FaultNote fault={generate.fault} />
    </section>
  );
}
