import type { ReactNode } from 'react';
import type { StepId } from '../../../domain/guide/steps.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { neighbour } from './step-order.ts';

/** On to the next step. The one primary action where the step has nothing left to do. */
export function NextStep({ from, primary, go }: { readonly from: StepId; readonly primary: boolean; readonly go: (step: StepId) => void }): ReactNode {
  const next = neighbour(from, 1);
  if (next === null) return null;
  return <ActionButton look={primary ? 'primary' : 'plain'} onPress={() => go(next.id)}>Next: {next.title}</ActionButton>;
}

/** The end of a step's form: Save leads while something is to be saved, then the next step does. */
export function FormEnd({ from, toSave, done, busy, go }: { readonly from: StepId; readonly toSave: boolean; readonly done: boolean; readonly busy: boolean; readonly go: (step: StepId) => void }): ReactNode {
  const leads = toSave || !done;
  return (
    <div className="form-end">
      <NextStep from={from} primary={!leads} go={go} />
      <ActionButton look={leads ? 'primary' : 'plain'} type="submit" busy={busy} busyWords="Saving…">Save</ActionButton>
    </div>
  );
}
