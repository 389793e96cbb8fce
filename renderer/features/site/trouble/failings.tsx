import type { ReactNode } from 'react';
import type { Step } from '../../../../domain/guide/step.ts';
import { findTrouble } from '../../../../domain/proof/troubles.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import { TroubleView } from './trouble-view.tsx';

/** What to do when a step does not work: its own signs, each with its cure and the troubles behind it. */
export function Failings({ step, go }: { readonly step: Step; readonly go: (step: StepId, field?: string | null) => void }): ReactNode {
  if (!step.fails || step.fails.length === 0) return null;
  return (
    <details className="step-more failings">
      <summary>It did not work</summary>
      <dl>
        {step.fails.map(({ sign, cure, trouble }) => {
          const more = trouble === undefined ? null : findTrouble(trouble);
          return (
            <div key={sign}>
              <dt>{sign}</dt>
              <dd>{cure}{more && <details className="step-more"><summary>All causes</summary><TroubleView trouble={more} go={go} /></details>}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
