import { type ReactNode, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { warningIn } from '../../../../domain/emergency/characters.ts';
import { judgeAddressField, typedOf } from '../../../../domain/emergency/entry.ts';
import { addressForm } from '../../../../domain/emergency/forms.ts';
import { addressLine, toTwilio } from '../../../../domain/emergency/secondary.ts';
import type { AddressStanding } from '../../../../domain/emergency/standing.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { EmergencyAddress, EmergencyIntent } from '../../../../domain/site/emergency-record.ts';
import { ActionButton, IconButton } from '../../../ui/action-button.tsx';
import { Field } from '../../../ui/field.tsx';
import { CrossIcon } from '../../../ui/icons.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useRows } from '../../../ui/use-rows.ts';
import { count, matches } from '../../../words.ts';
import { addressWords } from './standing-words.ts';

/** In pixels, as emergency.css has it. */
const ROW_HEIGHT = 84;
/** So many are found by looking. */
const SHORT = 12;

/** The addresses of the site: where each stands at Twilio, and how much depends on it. */
export function AddressList({ emergency, standings, busy, onEdit, onCopy, onRemove }: {
  readonly emergency: EmergencyIntent; readonly standings: ReadonlyMap<string, AddressStanding>; readonly busy: boolean;
  readonly onEdit: (address: EmergencyAddress) => void; readonly onCopy: (address: EmergencyAddress) => void; readonly onRemove: (address: EmergencyAddress) => void;
}): ReactNode {
  const { addresses, numbers } = emergency;
  const [typed, setTyped] = useState('');
  const used = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { address } of numbers) if (address !== null) counts.set(address, (counts.get(address) ?? 0) + 1);
    return counts;
  }, [numbers]);
  const lines = useMemo(() => addresses.map((address) => ({ address, line: addressLine(toTwilio(address)) })), [addresses]);
  const shown = useMemo(() => (typed.trim() === '' ? lines : lines.filter(({ address, line }) => matches(`${address.friendlyName} ${address.customerName} ${line} ${address.extensions}`, typed))), [lines, typed]);
  const { scroller, virtual } = useRows({ count: shown.length, height: ROW_HEIGHT, overscan: 6, sought: typed });
  return (
    <>
      {addresses.length > SHORT && (
        <div className="pick-tools">
          <Field label="Filter the addresses" name="addresses.filter" type="search" value={typed} onChange={setTyped} />
          <p className="aside" role="status">{shown.length === addresses.length ? count(addresses.length, 'address', 'addresses') : `${shown.length} of ${count(addresses.length, 'address', 'addresses')}`}</p>
        </div>
      )}
      {shown.length === 0 && <p className="empty is-small">No address has this. Change the filter.</p>}
      <div ref={scroller} className="address-scroll" role="group" aria-label={`${count(addresses.length, 'address', 'addresses')} of this site`}>
        <ul className="address-list" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = shown[index];
            if (!row) return null;
            const { address, line } = row;
            const standing = standings.get(address.id) ?? { kind: 'unused' };
            const { shape, word } = addressWords(standing);
            const doubtful = standing.kind === 'accepted' ? [] : doubtfulIn(address);
            const many = used.get(address.id) ?? 0;
            return (
              <li key={address.id} data-address={address.id} aria-setsize={shown.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
                <Button className="address-name" aria-label={`Change ${address.friendlyName}`} onPress={() => onEdit(address)}><span className="clipped">{address.friendlyName}</span></Button>
                <StateMark shape={shape}>{word}</StateMark>
                <span className="address-tools">
                  <ActionButton look="quiet" isDisabled={busy} onPress={() => onCopy(address)} label={`Copy ${address.friendlyName} to the next floor`}>Next floor</ActionButton>
                  <IconButton label={`Remove ${address.friendlyName}`} isDisabled={busy} onPress={() => onRemove(address)}><CrossIcon /></IconButton>
                </span>
                <span className="address-line clipped">{line}</span>
                <span className="address-counts clipped">{doubtful.length > 0 && <strong className="address-doubt">Look at {doubtful.join(', ')}. </strong>}{count(many, 'number')}{address.confirmedBy === '' ? ', not confirmed on site' : `, confirmed by ${address.confirmedBy}`}{address.shows !== null && `, shows ${spacedPhoneNumber(address.shows)}`}{address.extensions === '' ? (addresses.length === 1 ? ', all extensions' : ', no extensions named') : `, extensions ${address.extensions}`}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}

const OF_DOOR: ReadonlySet<string> = new Set(['street', 'city', 'region', 'postalCode']);

/** The labels of what may lead to another door, as the form warns of it. */
function doubtfulIn(address: EmergencyAddress): readonly string[] {
  const typed = typedOf(address);
  return addressForm(address.country).fields.flatMap(({ name, label }) => (OF_DOOR.has(name) && typed[name] !== '' && warningIn(judgeAddressField(name, typed)) !== null ? [label] : []));
}
