import '../numbers/numbers.css';
import { type ReactNode, useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { trunkKey } from '../../../../domain/overview/own-trunk.ts';
import { type Action, parentOf } from '../../../../domain/trunk/actions.ts';
import { planUndo } from '../../../../domain/trunk/undo.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore } from '../../../ui/and-more.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import { count, moment } from '../../../words.ts';
import { isMeant } from '../numbers/pickable.ts';
import { HeldItems } from '../setup/held-items.tsx';
import { PlanActions } from '../setup/plan-view.tsx';
import { SharedTrunk } from './shared-trunk.tsx';

/** Shows what would be taken away, what stays and why, and asks of each purchase whether it shall be given back. */
export function UndoDialog({ site, onClose }: { readonly site: OpenSite; readonly onClose: () => void }): ReactNode {
  const read = useCall('trunk.read');
  const apply = useCall('trunk.apply');
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const { intent, observed, ledger } = site;
  const undo = useMemo(() => planUndo(intent, observed, ledger, Date.parse(observed.twilio?.at ?? intent.at)), [intent, observed, ledger]);
  const readIt = (look: 'primary' | 'plain'): ReactNode => <ActionButton look={look} busy={read.busy} busyWords="Reading…" onPress={() => void read.run({ siteId: site.id, inside: null })}>{observed.twilio === null ? 'Read the account' : 'Read the account again'}</ActionButton>;
  const cancel = <ActionButton onPress={onClose} isDisabled={apply.busy}>Leave it as it is</ActionButton>;
  if (undo.kind !== 'ready') {
    return (
      <ModalDialog title="Take away what Trunkbook made" isOpen wide onClose={onClose} busy={false}>
        <p>Trunkbook has to look at the account first: it takes away only what it sees there and has made itself. Reading changes nothing.</p>
        <FaultNote fault={read.fault} />
        <div className="form-end">{cancel}{readIt('primary')}</div>
      </ModalDialog>
    );
  }
  const purchases = undo.actions.filter(({ consent }) => consent !== null);
  const removals = undo.actions.filter(({ consent }) => consent === null);
  const detaches = removals.some(({ work }) => work.do === 'detach-number');
  const ends = detaches || removals.some(({ work }) => work.do === 'remove-trunk');
  const chosen = purchases.filter(({ id }) => given.has(id)).map(({ id }) => id);
  const perform = async (): Promise<void> => {
    const result = await apply.run({ siteId: site.id, goal: { kind: 'undo', confirmed: chosen } });
    if (result?.ok) onClose();
  };
  return (
    <ModalDialog title="Take away what Trunkbook made" isOpen wide onClose={onClose} busy={apply.busy}>
      {removals.length > 0 && (
        <>
          <p>{ends && 'Calls to and from this site stop. '}What somebody else made stays, and so do the values here: the site can be set up again.{detaches && ' A number that was moved here does not go back to where it was before.'}</p>
          <SharedTrunk siteId={site.id} keys={trunksOf(removals, observed.twilio?.value.accountSid ?? '')} meaning="What is taken away here is gone there too." />
          <section aria-labelledby="undo-actions">
            <h3 id="undo-actions">What Trunkbook would take away</h3>
            <p className="aside">Over the account as it was read on {moment(observed.twilio?.at ?? site.createdAt)}.</p>
            <PlanActions actions={removals} />
          </section>
        </>
      )}
      {removals.length === 0 && undo.held.length === 0 && <Note shape="done"><p>Nothing that Trunkbook made for this site is left at Twilio{purchases.length > 0 && ', but for what it bought'}.</p></Note>}
      {undo.held.length > 0 && (
        <section aria-labelledby="undo-held">
          <h3 id="undo-held">What stays for now</h3>
          <HeldItems held={undo.held} siteId={site.id} />
        </section>
      )}
      {purchases.length > 0 && (
        <section aria-labelledby="undo-purchases" className="undo-purchases">
          <h3 id="undo-purchases">What was bought stays on the account</h3>
          <Purchases purchases={purchases} given={given} onGive={setGiven} />
        </section>
      )}
      <FaultNote fault={apply.fault ?? read.fault} />
      <div className="form-end">
        {cancel}
        {readIt('plain')}
        {(removals.length > 0 || chosen.length > 0) && <ActionButton look="danger" busy={apply.busy} busyWords="Starting…" onPress={() => void perform()}>Take it away</ActionButton>}
      </div>
    </ModalDialog>
  );
}

/** So many are listed; more are found by typing. */
const LISTED = 20;

/** What was bought, each with a tick that gives it back. */
function Purchases({ purchases, given, onGive }: { readonly purchases: readonly Action[]; readonly given: ReadonlySet<string>; readonly onGive: (given: ReadonlySet<string>) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const found = purchases.filter(({ naturalKey }) => isMeant({ phoneNumber: naturalKey, place: '' }, typed));
  const drawn = found.slice(0, LISTED);
  const ids = found.map(({ id }) => id);
  const all = ids.length > 0 && ids.every((id) => given.has(id));
  return (
    <>
      {purchases.length > LISTED && (
        <div className="pick-tools">
          <Field label="Find a number" name="undo.find" type="search" value={typed} onChange={setTyped} />
          <ActionButton look="quiet" isDisabled={ids.length === 0} onPress={() => onGive(all ? given.difference(new Set(ids)) : given.union(new Set(ids)))}>{all ? `Tick none of the ${ids.length}` : `Tick all ${ids.length}`}</ActionButton>
          <p className="aside" role="status">{purchases.filter(({ id }) => given.has(id)).length} of {count(purchases.length, 'number')} to give back</p>
        </div>
      )}
      {drawn.map(({ id, words, consent }) => (
        <Checkbox key={id} className="checkbox" isSelected={given.has(id)} onChange={(yes) => onGive(yes ? given.union(new Set([id])) : given.difference(new Set([id])))}>
          <span className="checkbox-box" aria-hidden="true" /><span><strong>{words}</strong><span className="radio-what">{consent?.words}</span></span>
        </Checkbox>
      ))}
      <AndMore of={found.length} drawn={LISTED}>. Type a part of the number</AndMore>
    </>
  );
}

/** The trunks that something is taken off, or that go themselves. */
function trunksOf(actions: readonly Action[], accountSid: string): readonly string[] {
  const sids = actions.flatMap(({ work }) => {
    if (work.do === 'remove-trunk') return [work.sid];
    const parent = parentOf(work);
    return parent?.kind === 'sid' ? [parent.sid] : [];
  });
  return [...new Set(sids)].map((sid) => trunkKey(accountSid, sid));
}
