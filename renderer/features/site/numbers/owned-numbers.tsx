import { type ReactNode, useEffect } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { useCall } from '../../../use-call.ts';
import { moment } from '../../../words.ts';
import { FoundNumbers } from './found-numbers.tsx';
import type { NumberPicking } from './numbers-step.tsx';
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
      {listed?.numbers.length === 0 && <p className="empty is-small">This account has no numbers yet. Buy one: the tab beside.</p>}
      {listed !== null && owned.fault !== null && <p className="aside">As listed on {moment(listed.at)}.</p>}
      {listed !== null && listed.numbers.length > 0 && <FoundNumbers {...props} numbers={listed.numbers} acquire="take" />}
      <FaultNote fault={owned.fault}><div className="form-row"><ActionButton busy={owned.busy} busyWords="Asking…" onPress={() => void run({ siteId })}>Try again</ActionButton></div></FaultNote>
      <TypeNumber {...props} />
    </>
  );
}
