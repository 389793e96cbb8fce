import './emergency.css';
import '../numbers/numbers.css';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { emergencyNumbersOf } from '../../../../domain/emergency/assign.ts';
import { shownNumbers } from '../../../../domain/emergency/questions.ts';
import type { EmergencyAddress } from '../../../../domain/site/emergency-record.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import type { StepProps } from '../step-view.tsx';
import { AddressForm, type AddressFormHandle } from './address-form.tsx';
import { AddressList } from './address-list.tsx';
import { AssignNumbers } from './assign-numbers.tsx';
import { ExistingDialog } from './existing-dialog.tsx';
import { NeedsYou } from './needs-you.tsx';
import { OPEN, type OpenForm, openedAddress, withForm } from './opened-address.ts';
import { PasteAddresses } from './paste-addresses.tsx';
import { PractiseNetwork } from './practise-network.tsx';
import { Queue } from './queue.tsx';
import { useAddressKeys } from './use-address-keys.ts';

type Over = { readonly kind: 'paste' } | { readonly kind: 'existing' } | { readonly kind: 'remove'; readonly address: EmergencyAddress } | null;

/** The addresses of the site, which number has which, and what is submitted to Twilio. Everything but the submitting works without a network. */
export function AddressesStep({ site, directory, overview, draft, now, go }: StepProps): ReactNode {
  const { emergency, country, account } = site.intent;
  const { addresses } = emergency;
  const [typed, setDraft] = draft;
  const [over, setOver] = useState<Over>(null);
  /** The address that was saved last: the next numbers are most likely for it. */
  const [latest, setLatest] = useState<string | null>(null);
  const save = useCall('emergency.export');
  const form = useRef<AddressFormHandle>(null);
  const section = useRef<HTMLElement>(null);
  /** A form was closed: the focus goes to the button that opens the next. */
  const closed = useRef(false);
  const plan = overview.emergency;
  const open = typed[OPEN];
  const opened = useMemo(() => openedAddress(open, addresses, country), [open, addresses, country]);
  const numbers = useMemo(() => emergencyNumbersOf(site, directory.numbers.dids), [site, directory.numbers.dids]);
  const show = (next: OpenForm | null): void => {
    closed.current = next === null;
    setDraft((before) => withForm(before, next));
  };
  useEffect(() => {
    if (!closed.current || opened !== null) return;
    closed.current = false;
    section.current?.querySelector<HTMLElement>('[data-add] button')?.focus();
  });
  useAddressKeys({
    onAdd: () => { if (opened === null) show('new'); },
    onNextFloor: () => {
      if (opened !== null) { form.current?.saveAndCopy(); return; }
      const focused = document.activeElement?.closest<HTMLElement>('[data-address]')?.dataset['address'];
      const from = addresses.find(({ id }) => id === (focused ?? latest)) ?? addresses.at(-1);
      if (from) show(`copy ${from.id}`);
    },
  });
  return (
    <>
      <NeedsYou site={site} plan={plan} go={go} onEdit={(id) => show(`edit ${id}`)} />
      <section ref={section} className="addresses" aria-labelledby="addresses-title" data-field="emergency.addresses">
        <h3 id="addresses-title">Addresses of this site</h3>
        {opened === null
          ? (
            <>
              <div className="address-add" data-add="">
                <ActionButton look={addresses.length === 0 ? 'primary' : 'plain'} onPress={() => show('new')} label="Add an address"><PlusIcon />Add an address</ActionButton>
                <ActionButton onPress={() => setOver({ kind: 'paste' })}>Paste a list…</ActionButton>
                {account.kind !== 'by-hand' && <ActionButton onPress={() => setOver({ kind: 'existing' })}>Choose one of the account…</ActionButton>}
              </div>
              {addresses.length === 0
                ? <p className="empty is-small">None yet. Take each from the person in charge here, with floor and suite or room: it works without a network.</p>
                : <AddressList emergency={emergency} standings={plan.addresses} busy={false} onEdit={({ id }) => show(`edit ${id}`)} onCopy={({ id }) => show(`copy ${id}`)} onRemove={(address) => setOver({ kind: 'remove', address })} />}
              {addresses.length > 0 && (
                <div className="address-foot">
                  <p className="aside"><kbd>Alt+A</kbd> opens a new one, <kbd>Alt+D</kbd> copies one to the next floor.</p>
                  <ActionButton look="quiet" busy={save.busy} busyWords="Saving…" onPress={() => void save.run({ siteId: site.id })}>Save as a list…</ActionButton>
                </div>
              )}
              <FaultNote fault={save.fault} />
            </>
          )
          : (
            <AddressForm
              key={open} siteId={site.id} addresses={addresses} opened={opened} accepted={opened.id !== null && plan.addresses.get(opened.id)?.kind === 'accepted'} draft={draft} handle={form} onClose={() => show(null)}
              onSaved={(id, copy) => { setLatest(id); show(copy ? `copy ${id}` : null); }}
            />
          )}
      </section>
      {numbers.length > 0
        ? <AssignNumbers siteId={site.id} numbers={numbers} addresses={addresses} standings={plan.numbers} now={now} latest={latest} />
        : <section aria-labelledby="assign-title"><h3 id="assign-title">Which number has which address</h3><p className="empty is-small">This site has no numbers yet.</p><div className="form-row"><ActionButton onPress={() => go('numbers.choose')}>Choose numbers</ActionButton></div></section>}
      <Queue site={site} plan={plan} now={now} go={go} trunkDone={overview.stateOf('setup.run').kind === 'done'} />
      {account.kind === 'practice' && <PractiseNetwork siteId={site.id} />}
      {over?.kind === 'paste' && <PasteAddresses siteId={site.id} draft={draft} onClose={() => setOver(null)} />}
      {over?.kind === 'existing' && <ExistingDialog siteId={site.id} addresses={addresses} onClose={() => setOver(null)} />}
      {over?.kind === 'remove' && <RemoveAddress siteId={site.id} address={over.address} users={emergency.numbers.filter((number) => number.address === over.address.id).map(({ phoneNumber }) => phoneNumber)} onClose={() => setOver(null)} />}
    </>
  );
}

/** Asks before an address leaves the site; where numbers have it, it says so instead of asking. */
function RemoveAddress({ siteId, address, users, onClose }: { readonly siteId: string; readonly address: EmergencyAddress; readonly users: readonly string[]; readonly onClose: () => void }): ReactNode {
  const remove = useCall('emergency.removeAddress');
  if (users.length > 0) {
    return (
      <ModalDialog title={`“${address.friendlyName}” is in use`} isOpen onClose={onClose}>
        <p>{shownNumbers(users)} shall have this address. Give {users.length === 1 ? 'it' : 'them'} another one first, or none, under “Which number has which address”. Then it can be removed.</p>
        <div className="form-end"><ActionButton look="primary" onPress={onClose}>Close</ActionButton></div>
      </ModalDialog>
    );
  }
  return (
    <ModalDialog title={`Remove “${address.friendlyName}”?`} isOpen alert onClose={onClose} busy={remove.busy}>
      <p>It leaves this site in Trunkbook. At Twilio nothing changes: an address that Trunkbook made there is taken away by an undo only.</p>
      <FaultNote fault={remove.fault} />
      <div className="form-end">
        <ActionButton onPress={onClose} isDisabled={remove.busy}>Keep it</ActionButton>
        <ActionButton look="danger" busy={remove.busy} busyWords="Removing…" onPress={async () => { if ((await remove.run({ siteId, addressId: address.id }))?.ok) onClose(); }}>Remove</ActionButton>
      </div>
    </ModalDialog>
  );
}
