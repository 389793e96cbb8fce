import type { ReactNode } from 'react';
import { stepOf } from '../../../../domain/guide/chapters.ts';
import type { Trouble, TroubleField } from '../../../../domain/proof/trouble.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import { SHEET_FIELDS, type SheetField } from '../../../../domain/trunk/sheet.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { placeOfSheet } from '../step-order.ts';

/** A trouble's codes, as the systems write them. */
export function codeWords({ codes }: Trouble): string {
  return codes.map(({ system, code }) => `${system} ${code}`).join(', ');
}

const isSheetField = (field: TroubleField): field is SheetField => (SHEET_FIELDS as readonly string[]).includes(field);

/** The field that a cure is about, where the step that it leads to has it. */
function fieldIn(step: StepId, field: TroubleField | null): string | null {
  if (field === null || !isSheetField(field)) return field;
  const place = placeOfSheet(field);
  return place.step === step ? place.field : null;
}

/** One trouble: its causes, the likeliest first, each with its cure and the way to the step where it is put right. */
export function TroubleView({ trouble, go }: { readonly trouble: Trouble; readonly go: (step: StepId, field?: string | null) => void }): ReactNode {
  return (
    <div className="trouble">
      {trouble.grade && <p className="aside">Not confirmed ({trouble.grade.mark}): {trouble.grade.note}</p>}
      <ol>
        {trouble.causes.map(({ cause, cure, step, field }) => (
          <li key={`${cause} ${cure}`}>
            <p><strong>{cause}</strong></p>
            <p>{cure}</p>
            <ActionButton look="quiet" onPress={() => go(step, fieldIn(step, field))}>Go to “{stepOf(step).title}”</ActionButton>
          </li>
        ))}
      </ol>
    </div>
  );
}
