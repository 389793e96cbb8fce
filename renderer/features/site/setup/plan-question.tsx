import type { ReactNode } from 'react';
import type { Question } from '../../../../domain/trunk/drafting.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { StateShape } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { placeOfQuestion } from '../step-order.ts';
import type { StepProps } from '../step-view.tsx';

/** Something only a person can decide: the yes is kept, the no leads to the field that is changed instead. */
export function PlanQuestion({ question, siteId, go }: { readonly question: Question; readonly siteId: string; readonly go: StepProps['go'] }): ReactNode {
  const agree = useCall('site.agree');
  const place = placeOfQuestion(question.id);
  return (
    <div className="note is-attention" role="group" aria-label="Question">
      <StateShape shape="attention" />
      <div>
        <p>{question.what}</p>
        <div className="form-row">
          <ActionButton busy={agree.busy} busyWords="Saving…" onPress={() => void agree.run({ siteId, names: [...question.names] })}>Yes: {question.yes}</ActionButton>
          <ActionButton onPress={() => go(place.step, place.field)}>No: {question.no}</ActionButton>
        </div>
        <FaultNote fault={agree.fault} />
      </div>
    </div>
  );
}
