import type { ReactNode } from 'react';
import type { Question } from '../../../../domain/trunk/drafting.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { StateShape } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { placeOfQuestion } from '../step-order.ts';
import type { StepProps } from '../step-view.tsx';

/** Something only a person can decide: the yes is kept, the no leads to the field that is changed instead, or does what `no` says. */
export function PlanQuestion({ question, siteId, go, no = null }: {
  readonly question: Question; readonly siteId: string; readonly go: StepProps['go']; readonly no?: { readonly onPress: () => void; readonly busy: boolean; readonly fault: Fault | null } | null;
}): ReactNode {
  const agree = useCall('site.agree');
  const place = placeOfQuestion(question.id);
  return (
    <div className="note is-attention" role="group" aria-label="Question">
      <StateShape shape="attention" />
      <div>
        <p>{question.what}</p>
        <div className="form-row">
          <ActionButton busy={agree.busy} busyWords="Saving…" onPress={() => void agree.run({ siteId, names: [...question.names] })}>Yes: {question.yes}</ActionButton>
          <ActionButton busy={no?.busy ?? false} busyWords="Saving…" onPress={() => { if (no === null) go(place.step, place.field); else no.onPress(); }}>No: {question.no}</ActionButton>
        </div>
        <FaultNote fault={agree.fault ?? no?.fault ?? null} />
      </div>
    </div>
  );
}
