import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { CHAPTERS, type StepId } from '../../../domain/guide/steps.ts';
import { progress, stepState } from '../../../domain/overview/progress.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { StateMark, StateShape } from '../../ui/state-mark.tsx';
import type { Typed } from '../../ui/use-form.ts';
import { STATE_WORDS } from './step-order.ts';

/** The chapters with their steps and states, strung on one line. */
export function ChapterNav({ site, now, at, drafts, onGo, onHelp }: {
  readonly site: OpenSite; readonly now: number; readonly at: StepId; readonly drafts: Partial<Record<StepId, Typed>>; readonly onGo: (step: StepId) => void; readonly onHelp: () => void;
}): ReactNode {
  const { done, all } = progress(site, now);
  return (
    <nav className="chapters" aria-label="Chapters">
      <p className="chapters-progress">
        <StateMark shape={done === all ? 'done' : done === 0 ? 'open' : 'running'}>{done} of {all} done</StateMark>
        <span className="tag">{site.intent.account.kind === 'practice' ? 'Practice account' : 'Twilio account'}</span>
      </p>
      <ol className="chapter-list">
        {CHAPTERS.map((chapter) => (
          <li key={chapter.id}>
            <span className="chapter-title">{chapter.title}</span>
            <ol>
              {chapter.steps.map((step) => {
                const state = stepState(site, step, now);
                const unsaved = Object.keys(drafts[step.id] ?? {}).length > 0;
                return (
                  <li key={step.id}>
                    <Button className="step-link" onPress={() => onGo(step.id)} {...(at === step.id ? { 'aria-current': 'step' as const } : {})}>
                      <StateShape shape={state.kind} />
                      <span className="step-link-title">{step.title}</span>
                      <span className={`step-link-state is-${state.kind}`}>{STATE_WORDS[state.kind]}{unsaved && ', not saved'}</span>
                    </Button>
                  </li>
                );
              })}
            </ol>
          </li>
        ))}
      </ol>
      <p className="chapters-help"><ActionButton look="quiet" onPress={onHelp} label="Help with keys"><kbd aria-hidden="true">?</kbd> Keys</ActionButton></p>
    </nav>
  );
}
