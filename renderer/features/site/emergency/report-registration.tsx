import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { ReportedRegistration } from '../../../../domain/site/emergency-record.ts';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field, SelectField } from '../../../ui/field.tsx';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';
import { isMeant } from '../numbers/pickable.ts';
import { PickList } from '../numbers/pick-list.tsx';
import type { RegisteredRow } from './registered-list.tsx';
import { numberWords } from './standing-words.ts';

type State = ReportedRegistration['state'];

/** As the Console words them. */
const STATES: readonly { readonly value: State; readonly words: string }[] = [
  { value: 'registered', words: 'Registered' }, { value: 'pending-registration', words: 'Pending registration' }, { value: 'registration-failure', words: 'Registration failed' }, { value: 'unregistered', words: 'Unregistered, no address' },
];
/** The address that each number shall have, or one and the same for all. */
const AS_HERE = 'as-here';

/** By hand: what the Console shows of the numbers, written down for many at once. */
export function ReportRegistration({ site, rows, now }: { readonly site: OpenSite; readonly rows: readonly RegisteredRow[]; readonly now: number }): ReactNode {
  const report = useCall('emergency.report');
  const { addresses, numbers } = site.intent.emergency;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<State>('registered');
  const [address, setAddress] = useState<string>(AS_HERE);
  const wanted = useDeferredValue(typed);
  const all = useMemo(() => rows.filter(({ standing }) => standing.kind !== 'not-here').map((row) => {
    const { shape, word } = numberWords(row.standing, now);
    return { phoneNumber: row.phoneNumber, place: row.address ?? 'no address yet', can: true, mark: { shape, words: word } };
  }), [rows, now]);
  const shown = useMemo(() => all.filter((row) => isMeant(row, wanted)), [all, wanted]);
  const ticked = useMemo(() => all.filter(({ phoneNumber }) => picked.has(phoneNumber)).map(({ phoneNumber }) => phoneNumber), [all, picked]);
  const allTicked = shown.length > 0 && shown.every(({ phoneNumber }) => picked.has(phoneNumber));
  const send = async (): Promise<void> => {
    const shall = new Map(numbers.map((number) => [number.phoneNumber, number.address]));
    const groups = Map.groupBy(ticked, (number) => (state === 'unregistered' ? null : address === AS_HERE ? shall.get(number) ?? null : address));
    for (const [of, group] of groups) if (!(await report.run({ siteId: site.id, numbers: group, state, address: of }))?.ok) return;
    setPicked(new Set());
  };
  return (
    <>
      <p className="aside">Open the trunk’s page “Numbers” in the Twilio Console. Tick the numbers here that show the same there, and write it down. It shows where you are; it proves nothing of Twilio’s side.</p>
      <div className="pick-tools">
        <Field label="Filter by digits or address" name="report.filter" type="search" value={typed} onChange={setTyped} />
        <p className="aside" role="status">{shown.length === all.length ? count(all.length, 'number') : `${shown.length} of ${count(all.length, 'number')}`}{ticked.length > 0 && `, ${ticked.length} selected`}</p>
      </div>
      {shown.length === 0 ? <p className="empty is-small">No number is like that. Change the filter.</p> : <PickList label="Numbers of this site" numbers={shown} sought={wanted} picked={picked} onPick={setPicked} />}
      <div className="assign-end">
        {shown.length > 0 && <ActionButton look="quiet" onPress={() => setPicked(allTicked ? new Set() : picked.union(new Set(shown.map(({ phoneNumber }) => phoneNumber))))}>{allTicked ? 'Select none' : `Select all ${shown.length} shown`}</ActionButton>}
        <span className="assign-to">
          <SelectField label="The Console shows" name="report.state" value={state} choices={STATES} onChange={setState} />
          {state !== 'unregistered' && <SelectField label="With the address" name="report.address" value={address} onChange={setAddress} choices={[{ value: AS_HERE, words: 'As it shall be here' }, ...addresses.map(({ id, friendlyName }) => ({ value: id, words: friendlyName }))]} />}
          <ActionButton look={ticked.length > 0 ? 'primary' : 'plain'} isDisabled={ticked.length === 0} busy={report.busy} busyWords="Saving…" onPress={() => void send()}>{ticked.length === 0 ? 'Write it down' : `Write it down for ${count(ticked.length, 'number')}`}</ActionButton>
        </span>
      </div>
      <FaultNote fault={report.fault} />
    </>
  );
}
