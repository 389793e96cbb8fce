import type { ReactNode } from 'react';
import type { OpenSite } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { type SheetField, transferSheet } from '../../../domain/trunk/sheet.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Note } from '../../ui/fault-note.tsx';
import { SheetRowView } from './sheet/sheet-row.tsx';
import { placeOfSheet } from './step-order.ts';

/** The values of the transfer sheet that a step needs, at hand to copy, in the order in which it names them. */
export function NeededValues({ site, fields, go }: { readonly site: OpenSite; readonly fields: readonly SheetField[]; readonly go: (step: StepId, field?: string | null) => void }): ReactNode {
  if (fields.length === 0) return null;
  const sheet = transferSheet(site);
  const rows = fields.flatMap((field) => sheet.filter((row) => row.field === field));
  const missing = rows.find((row) => row.value.kind === 'missing');
  return (
    <section aria-label="Values that this step needs">
      <ul className="sheet-rows is-inset">{rows.map((row) => <SheetRowView key={row.field} row={row} siteId={site.id} />)}</ul>
      {missing && (
        <Note shape="attention">
          <p>“{missing.label}” is not entered yet.</p>
          <div className="form-row"><ActionButton onPress={() => { const place = placeOfSheet(missing.field); go(place.step, place.field); }}>Go to where it is entered</ActionButton></div>
        </Note>
      )}
    </section>
  );
}
