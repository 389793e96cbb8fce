import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { addressKey } from '../../../../domain/emergency/same-address.ts';
import { addressLine, toTwilio } from '../../../../domain/emergency/secondary.ts';
import type { EmergencyAddress } from '../../../../domain/site/emergency-record.ts';
import type { Output } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore } from '../../../ui/and-more.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { count, matches } from '../../../words.ts';

/** So many are drawn: a few words find the others. */
const MOST = 50;
/** So many are found by looking. */
const SHORT = 8;

type Found = Output<'emergency.existing'>['addresses'];

/** The addresses that the account has already, to choose one for this site. It is used as it is; only its emergency use may be switched on. */
export function ExistingDialog({ siteId, addresses, onClose }: { readonly siteId: string; readonly addresses: readonly EmergencyAddress[]; readonly onClose: () => void }): ReactNode {
  const existing = useCall('emergency.existing');
  const choose = useCall('emergency.choose');
  const [found, setFound] = useState<Found | null>(null);
  const [typed, setTyped] = useState('');
  const [choosing, setChoosing] = useState<string | null>(null);
  const { run } = existing;
  const ask = async (): Promise<void> => {
    const result = await run({ siteId });
    if (result?.ok) setFound(result.value.addresses);
  };
  useEffect(() => {
    let here = true;
    void run({ siteId }).then((result) => { if (here && result?.ok) setFound(result.value.addresses); });
    return () => { here = false; };
  }, [run, siteId]);
  const taken = useMemo(() => ({ sids: new Set(addresses.map(({ chosen }) => chosen)), words: new Set(addresses.map((address) => addressKey(toTwilio(address)))) }), [addresses]);
  const shown = useMemo(() => (found ?? []).filter(({ address }) => typed.trim() === '' || matches(`${address.friendlyName} ${address.customerName} ${addressLine(address)}`, typed)), [found, typed]);
  const take = async (sid: string): Promise<void> => {
    setChoosing(sid);
    const result = await choose.run({ siteId, sid });
    setChoosing(null);
    if (result?.ok) onClose();
  };
  return (
    <ModalDialog title="Choose an address of the account" isOpen wide onClose={onClose} busy={choose.busy}>
      <p className="aside">It is used as it is at Twilio. To change it, enter a new one instead.</p>
      {found === null && existing.fault === null && <p className="empty is-small" role="status">Asking the account for its addresses…</p>}
      <FaultNote fault={existing.fault}><div className="form-row"><ActionButton busy={existing.busy} busyWords="Asking…" onPress={() => void ask()}>Try again</ActionButton></div></FaultNote>
      {found?.length === 0 && <p className="empty is-small">This account has no addresses. Enter one here.</p>}
      {found !== null && found.length > SHORT && (
        <div className="pick-tools">
          <Field label="Filter" name="existing.filter" type="search" value={typed} onChange={setTyped} autoFocus />
          <p className="aside" role="status">{shown.length === found.length ? count(found.length, 'address', 'addresses') : `${shown.length} of ${count(found.length, 'address', 'addresses')}`}</p>
        </div>
      )}
      {found !== null && found.length > 0 && shown.length === 0 && <p className="empty is-small">No address has this. Change the filter.</p>}
      {shown.length > 0 && (
        <ul className="existing" aria-label="Addresses of the account">
          {shown.slice(0, MOST).map(({ sid, address, emergencyEnabled, numbers }) => (
            <li key={sid}>
              <div className="existing-about">
                <strong>{address.friendlyName === '' ? address.customerName : address.friendlyName}</strong>
                <span>{addressLine(address)}</span>
                <span className="aside">{address.customerName}{numbers !== null && `, ${count(numbers, 'number')} ${numbers === 1 ? 'has' : 'have'} it`}</span>
                {emergencyEnabled
                  ? <StateMark shape="done">For emergency use</StateMark>
                  : <StateMark shape="attention">Not for emergency use yet: when you choose it, Trunkbook switches that on at Twilio, before a number gets it. Twilio checks the address then.</StateMark>}
              </div>
              {taken.sids.has(sid) || taken.words.has(addressKey(address))
                ? <StateMark shape="done">Of this site already</StateMark>
                : <ActionButton busy={choose.busy && choosing === sid} isDisabled={choose.busy && choosing !== sid} busyWords="Choosing…" onPress={() => void take(sid)} label={`${emergencyEnabled ? 'Choose' : 'Choose and switch on'}: ${addressLine(address)}`}>{emergencyEnabled ? 'Choose' : 'Choose and switch on'}</ActionButton>}
            </li>
          ))}
        </ul>
      )}
      <AndMore of={shown.length} drawn={MOST}>: type a part of the one you look for</AndMore>
      <FaultNote fault={choose.fault} />
      <div className="form-end"><ActionButton onPress={onClose} isDisabled={choose.busy}>Cancel</ActionButton></div>
    </ModalDialog>
  );
}
