import type { ReactNode } from 'react';
import type { Overview } from '../../../domain/overview/overview.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { neighbour } from './step-order.ts';

interface Going {
  readonly overview: Overview;
  readonly from: StepId;
  readonly go: (step: StepId) => void;
}

/** On to the next step. The one primary action where the step has nothing left to do. */
export function NextStep({ overview, from, primary, go }: Going & { readonly primary: boolean }): ReactNode {
  const next = neighbour(overview, from, 1);
  if (next === null) return null;
  return <ActionButton look={primary ? 'primary' : 'plain'} onPress={() => go(next.id)}>Next: {next.title}</ActionButton>;
}

/** The end of a step's form: Save leads while something is to be saved, then the next step does. */
export function FormEnd({ toSave, done, busy, ...going }: Going & { readonly toSave: boolean; readonly done: boolean; readonly busy: boolean }): ReactNode {
  const leads = toSave || !done;
  return (
    <div className="form-end">
      <NextStep {...going} primary={!leads} />
      <ActionButton look={leads ? 'primary' : 'plain'} type="submit" busy={busy} busyWords="Saving…">Save</ActionButton>
    </div>
  );
}
