import { type ReactNode, useEffect } from 'react';
import type { Place as Where, Step, StepId } from '../../../domain/guide/steps.ts';
import type { StepState } from '../../../domain/overview/progress.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import { focusField } from '../../ui/field.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import type { Draft } from '../../ui/use-form.ts';
import { moment } from '../../words.ts';
import { AccountStep } from './steps/account-step.tsx';
import { NumbersStep } from './numbers/numbers-step.tsx';
import { PbxStep } from './steps/pbx-step.tsx';
import { SecurityStep } from './steps/security-step.tsx';
import { SetUpStep } from './setup/set-up-step.tsx';
import { TrunkStep } from './steps/trunk-step.tsx';
import { EnterIn3cxStep } from './steps/enter-in-3cx-step.tsx';
import { STATE_WORDS } from './step-order.ts';

export interface StepProps {
  readonly site: OpenSite;
  readonly step: Step;
  readonly state: StepState;
  readonly draft: Draft;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly go: (step: StepId, field?: string | null) => void;
}

const PANELS: Readonly<Record<StepId, (props: StepProps) => ReactNode>> = {
  'pbx.values': PbxStep, 'account.choose': AccountStep, 'trunk.values': TrunkStep, 'security.values': SecurityStep, 'numbers.choose': NumbersStep, 'setup.run': SetUpStep,
  'trunk-in-3cx.enter': EnterIn3cxStep,
};

const WHERE: Readonly<Record<Where, string>> = { '3CX console': 'In the 3CX console', 'Twilio Console': 'In the Twilio Console', Trunkbook: 'Here in Trunkbook' };

/** One step: what to do and where, its form or panel, and how to see that it worked. */
export function StepView({ field, ...props }: StepProps & { readonly field: string | null }): ReactNode {
  const { step, state } = props;
  const Panel = PANELS[step.id];
  useEffect(() => {
    if (field !== null) focusField(field);
  }, [field]);
  return (
    <article className="step" data-step={step.id}>
      <header className="step-head">
        <p className="step-where">{WHERE[step.place]}</p>
        <ScreenHeading level={2} takesFocus={field === null}>{step.title}</ScreenHeading>
        <StateMark shape={state.kind}>
          {STATE_WORDS[state.kind]}
          {state.kind === 'attention' && <span className="step-how">{state.why}</span>}
          {state.kind === 'done' && <span className="step-how">{state.how}{state.at !== null && `, ${moment(state.at)}`}</span>}
        </StateMark>
      </header>
      <div className="step-what">{step.what.map((sentence) => <p key={sentence}>{sentence}</p>)}</div>
      <Panel {...props} />
      <p className="step-worked"><strong>It worked when:</strong> {step.worked}</p>
    </article>
  );
}
