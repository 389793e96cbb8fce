import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { NumbersPart } from '../../../../domain/numbers/directory.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { useCall } from '../../../use-call.ts';
import { count, moment } from '../../../words.ts';
import type { NumberPicking } from './numbers-step.tsx';
import { isMeant, ownedPickables } from './pickable.ts';
import { PickNumbers } from './pick-numbers.tsx';
import { TypeNumber } from './type-number.tsx';

/** Numbers that the account has already: asked for again each time, and as they were last listed where there is no network. */
export function OwnedNumbers(props: NumberPicking): ReactNode {
  const { siteId, listed } = props;
  const owned = useCall('numbers.owned');
  const { run } = owned;
  useEffect(() => { void run({ siteId }); }, [run, siteId]);
  const asking = listed === null && owned.fault === null;
  return (
    <>
      {asking && <p className="empty is-small" role="status">Asking the account for its numbers…</p>}
      {listed?.numbers.length === 0 && <p className="empty is-small">This account has no numbers yet. Buy one: the tab “Buy”.</p>}
      {listed !== null && owned.fault !== null && <p className="aside">As listed on {moment(listed.at)}.</p>}
      {listed !== null && listed.numbers.length > 0 && <Listed {...props} listed={listed} />}
      <FaultNote fault={owned.fault}><div className="form-row"><ActionButton busy={owned.busy} busyWords="Asking…" onPress={() => void run({ siteId })}>Try again</ActionButton></div></FaultNote>
      <TypeNumber {...props} asOf={owned.fault === null ? null : listed?.at ?? null} />
    </>
  );
}

function Listed({ listed: { numbers }, ...props }: NumberPicking & { readonly listed: NonNullable<NumbersPart['listed']> }): ReactNode {
  const [typed, setTyped] = useState('');
  const [freeOnly, setFreeOnly] = useState(false);
  const wanted = useDeferredValue(typed);
  const all = useMemo(() => ownedPickables(numbers, props.chosen), [numbers, props.chosen]);
  const shown = useMemo(() => all.filter((number) => (!freeOnly || number.mark === null) && isMeant(number, wanted)), [all, freeOnly, wanted]);
  return (
    <>
      <div className="pick-tools">
        <Field label="Filter by digits or name" name="numbers.filter" type="search" value={typed} onChange={setTyped} />
        <Checkbox className="checkbox" isSelected={freeOnly} onChange={setFreeOnly}><span className="checkbox-box" aria-hidden="true" />Only free ones</Checkbox>
        <p className="aside" role="status">{shown.length === all.length ? count(all.length, 'number') : `${shown.length} of ${count(all.length, 'number')}`}</p>
      </div>
      <PickNumbers {...props} listed={null} label="Numbers of this account" numbers={all} shown={shown} sought={`${wanted} ${freeOnly}`} acquire="take" />
    </>
  );
}
