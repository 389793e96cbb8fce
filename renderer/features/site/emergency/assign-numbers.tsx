import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { emergencyNumbersOf } from '../../../../domain/emergency/assign.ts';
import type { NumberStanding } from '../../../../domain/emergency/standing.ts';
import { TERRITORY_WORDS } from '../../../../domain/emergency/territory.ts';
import type { EmergencyAddress } from '../../../../domain/site/emergency-record.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field, SelectField } from '../../../ui/field.tsx';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';
import { isMeant, type Pickable } from '../numbers/pickable.ts';
import { PickList } from '../numbers/pick-list.tsx';
import { countryName } from './country-name.ts';
import { numberWords } from './standing-words.ts';

export type SiteNumber = ReturnType<typeof emergencyNumbersOf>[number];

interface Assigning {
  readonly siteId: string;
  readonly numbers: readonly SiteNumber[];
  readonly addresses: readonly EmergencyAddress[];
  readonly standings: ReadonlyMap<string, NumberStanding>;
  readonly now: number;
  /** The address that was entered last: the one that is most likely meant. */
  readonly latest: string | null;
}

/** What a row of the grid says of a number. One that cannot have an address cannot be ticked, and says why. */
export function assignable({ numbers, addresses, standings, now }: Pick<Assigning, 'numbers' | 'addresses' | 'standings' | 'now'>): readonly Pickable[] {
  const names = new Map(addresses.map(({ id, friendlyName }) => [id, friendlyName]));
  const mixed = new Set(numbers.map(({ country }) => country)).size > 1;
  return numbers.map(({ phoneNumber, country, territory, entry, onTrunk }) => {
    const prefix = mixed ? `${countryName(country)}: ` : '';
    if (territory !== 'registers') return { phoneNumber, place: `${countryName(country)}: ${TERRITORY_WORDS[territory].short.toLowerCase()}`, can: false, mark: null };
    const place = entry === null || entry.address === null ? '' : names.get(entry.address) ?? 'an address that is gone';
    const { shape, word } = numberWords(standings.get(phoneNumber) ?? { kind: 'unassigned', state: null }, now);
    return { phoneNumber, place: `${prefix}${place}${onTrunk === false ? ' (not on the trunk)' : ''}`, can: true, mark: { shape, words: word } };
  });
}

/** Which number has which address: ticked one by one, by range or all, and assigned at once. */
export function AssignNumbers(props: Assigning): ReactNode {
  const { siteId, numbers, addresses, standings, now, latest } = props;
  const assign = useCall('emergency.assign');
  const leaveOut = useCall('emergency.leaveOut');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState('');
  const [openOnly, setOpenOnly] = useState(false);
  /** Null until one was chosen: the one that was entered last. */
  const [chosen, setChosen] = useState<string | null>(null);
  const wanted = useDeferredValue(typed);
  const all = useMemo(() => assignable({ numbers, addresses, standings, now }), [numbers, addresses, standings, now]);
  const undecided = useMemo(() => new Set(numbers.filter(({ entry, territory }) => entry === null && territory === 'registers').map(({ phoneNumber }) => phoneNumber)), [numbers]);
  const shown = useMemo(() => all.filter((number) => (!openOnly || undecided.has(number.phoneNumber)) && isMeant(number, wanted)), [all, openOnly, undecided, wanted]);
  const free = shown.filter(({ can }) => can);
  const ticked = useMemo(() => all.filter(({ phoneNumber, can }) => can && picked.has(phoneNumber)).map(({ phoneNumber }) => phoneNumber), [all, picked]);
  const away = ticked.length - free.filter(({ phoneNumber }) => picked.has(phoneNumber)).length;
  const allTicked = free.length > 0 && free.every(({ phoneNumber }) => picked.has(phoneNumber));
  const target = addresses.find(({ id }) => id === (chosen ?? latest)) ?? addresses.at(-1) ?? null;
  const busy = assign.busy || leaveOut.busy;
  const put = async (address: string | null): Promise<void> => {
    leaveOut.clear();
    if ((await assign.run({ siteId, numbers: ticked, address }))?.ok) setPicked(new Set());
  };
  const forget = async (): Promise<void> => {
    assign.clear();
    if ((await leaveOut.run({ siteId, numbers: ticked }))?.ok) setPicked(new Set());
  };
  return (
    <section className="assign" aria-labelledby="assign-title" data-field="emergency.numbers">
      <h3 id="assign-title">Which number has which address</h3>
      <div className="pick-tools">
        <Field label="Filter by digits or address" name="assign.filter" type="search" value={typed} onChange={setTyped} />
        <Checkbox className="checkbox" isSelected={openOnly} onChange={setOpenOnly}><span className="checkbox-box" aria-hidden="true" />Only those without ({undecided.size})</Checkbox>
        <p className="aside" role="status">{shown.length === all.length ? count(all.length, 'number') : `${shown.length} of ${count(all.length, 'number')}`}{ticked.length > 0 && `, ${ticked.length} selected`}</p>
      </div>
      {shown.length === 0
        ? <p className="empty is-small">{openOnly && undecided.size === 0 ? 'Every number was decided on.' : 'No number is like that. Take away a part of the filter.'}</p>
        : <PickList label="Numbers of this site" numbers={shown} sought={`${wanted} ${openOnly}`} picked={picked} onPick={setPicked} />}
      <div className="assign-end">
        {free.length > 0 && (
          <ActionButton look="quiet" onPress={() => setPicked(allTicked ? new Set() : picked.union(new Set(free.map(({ phoneNumber }) => phoneNumber))))}>{allTicked ? 'Select none' : `Select all ${free.length} shown`}</ActionButton>
        )}
        {away > 0 && <span className="aside">{away} of the selected are not shown.</span>}
        {target !== null && (
          <span className="assign-to">
            <SelectField label="Address" name="assign.address" value={target.id} onChange={setChosen} choices={addresses.map(({ id, friendlyName }) => ({ value: id, words: friendlyName }))} />
            <ActionButton look={ticked.length > 0 ? 'primary' : 'plain'} isDisabled={ticked.length === 0} busy={busy} busyWords="Saving…" onPress={() => void put(target.id)}>{ticked.length === 0 ? 'Assign' : `Assign to ${count(ticked.length, 'number')}`}</ActionButton>
          </span>
        )}
      </div>
      {ticked.length > 0 && (
        <div className="form-row">
          <ActionButton look="quiet" isDisabled={busy} onPress={() => void put(null)}>No address for {ticked.length === 1 ? 'it' : 'them'}</ActionButton>
          <ActionButton look="quiet" isDisabled={busy} onPress={() => void forget()}>Leave out: decide later</ActionButton>
        </div>
      )}
      <FaultNote fault={assign.fault ?? leaveOut.fault} />
    </section>
  );
}
