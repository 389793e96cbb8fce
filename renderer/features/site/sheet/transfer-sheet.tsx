import './sheet.css';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { type SheetField, transferSheet } from '../../../../domain/trunk/sheet.ts';
import { DownIcon, UpIcon } from '../../../ui/icons.tsx';
import { SheetRowView } from './sheet-row.tsx';

// The same width stands in site.css.
const narrow = window.matchMedia('(max-width: 1000px)');
const onNarrow = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** The values that travel between 3CX and Twilio. Where the window is too narrow for a third column, it opens from the lower edge. */
export function TransferSheet({ site, needs }: { readonly site: OpenSite; readonly needs: readonly SheetField[] }): ReactNode {
  const isNarrow = useSyncExternalStore(onNarrow, () => narrow.matches);
  const [open, setOpen] = useState(false);
  const shown = !isNarrow || open;
  return (
    <aside className="sheet" aria-label="Transfer sheet">
      <h2 className="sheet-title">
        {isNarrow
          ? <Button className="sheet-toggle" aria-expanded={open} onPress={() => setOpen(!open)}>{open ? <DownIcon /> : <UpIcon />}Transfer sheet</Button>
          : 'Transfer sheet'}
      </h2>
      {shown && <ul className="sheet-rows">{transferSheet(site).map((row) => <SheetRowView key={row.field} row={row} siteId={site.id} needed={needs.includes(row.field)} />)}</ul>}
    </aside>
  );
}
