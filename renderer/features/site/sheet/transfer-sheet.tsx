import './sheet.css';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import type { OpenSite } from '../../../../domain/site/record.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import { SHEET_GROUPS, type SheetField, transferSheet } from '../../../../domain/trunk/sheet.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { DownIcon, UpIcon } from '../../../ui/icons.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { ForgotValues } from './forgot-values.tsx';
import { SheetRowView } from './sheet-row.tsx';
import type { CopyNext } from './use-copy-next.ts';

// The same width stands in site.css.
const narrow = window.matchMedia('(max-width: 1000px)');
const onNarrow = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** The values that travel between 3CX and Twilio. Where the window is too narrow for a third column, it opens from the lower edge. */
export function TransferSheet({ site, needs, go, copied }: {
  readonly site: OpenSite; readonly needs: readonly SheetField[]; readonly go: (step: StepId, field?: string | null) => void; readonly copied: CopyNext;
}): ReactNode {
  const isNarrow = useSyncExternalStore(onNarrow, () => narrow.matches);
  const [open, setOpen] = useState(false);
  const [forgot, setForgot] = useState(false);
  const rows = transferSheet(site);
  const { said } = copied;
  const shown = !isNarrow || open;
  return (
    <aside className="sheet" aria-label="Transfer sheet">
      <h2 className="sheet-title">
        {isNarrow
          ? <Button className="sheet-toggle" aria-expanded={open} onPress={() => setOpen(!open)}>{open ? <DownIcon /> : <UpIcon />}Transfer sheet</Button>
          : 'Transfer sheet'}
      </h2>
      <p className="sheet-said" role="status">{said !== null && said.shape !== 'refused' && <StateMark shape={said.shape}>{said.words}</StateMark>}</p>
      {said?.shape === 'refused' && <p className="sheet-said" role="alert"><StateMark shape="refused">{said.words}</StateMark></p>}
      {shown && (
        <>
          {SHEET_GROUPS.map((group) => (
            <section key={group} aria-label={group}>
              <h3 className="sheet-group">{group}</h3>
              <ul className="sheet-rows">{rows.filter((row) => row.group === group).map((row) => <SheetRowView key={row.field} row={row} siteId={site.id} needed={needs.includes(row.field)} />)}</ul>
            </section>
          ))}
          <p className="sheet-forgot"><ActionButton look="quiet" onPress={() => setForgot(true)}>Forgot the values?</ActionButton></p>
        </>
      )}
      {forgot && <ForgotValues site={site} onClose={() => setForgot(false)} go={(step, field) => { setForgot(false); go(step, field); }} />}
    </aside>
  );
}
