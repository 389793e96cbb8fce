import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Overview } from '../../../domain/overview/overview.ts';
import type { StepState } from '../../../domain/overview/state.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FindIcon } from '../../ui/icons.tsx';
import { type Shape, StateMark, StateShape } from '../../ui/state-mark.tsx';
import { count } from '../../words.ts';
import { type Drafts, isUnsaved } from './left-at.ts';
import { STATE_WORDS } from './step-order.ts';

const ACCOUNT_WORDS = { practice: 'Practice account', 'by-hand': 'By hand', twilio: 'Twilio account' } as const;

const LEAVE_SHAPES = { safe: 'done', 'open-points': 'blocked', 'do-not': 'open' } as const;
const LEAVE_WORDS = { safe: 'Safe to leave', 'open-points': 'Leave with open points', 'do-not': 'Do not leave yet' } as const;

/** The chapters with their progress, strung on one line; the one where one is shows its steps. */
export function ChapterNav({ site, overview, at, drafts, onGo, onFind, onHelp }: {
  readonly site: OpenSite; readonly overview: Overview; readonly at: StepId; readonly drafts: Drafts;
  readonly onGo: (step: StepId) => void; readonly onFind: () => void; readonly onHelp: () => void;
}): ReactNode {
  const { settled, steps, left, leave, openPoints } = overview;
  /** Chapters that were opened or closed by hand; the one where one is starts open. */
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  return (
    <nav className="chapters" aria-label="Chapters">
      <div className="chapters-head">
        <p className="chapters-progress">
          <StateMark shape={settled === steps.length ? 'done' : settled === 0 ? 'open' : 'running'}>{settled} of {steps.length} done</StateMark>
          <span className="tag">{ACCOUNT_WORDS[site.intent.account.kind]}</span>
        </p>
        <ActionButton look="plain" onPress={onFind} label="Find a step, a symptom or a code"><FindIcon />Find <kbd aria-hidden="true">/</kbd></ActionButton>
      </div>
      <ol className="chapter-list">
        {overview.chapters.map(({ chapter, steps, settled }) => {
          const here = steps.some((step) => step.id === at);
          const open = toggled.get(chapter.id) ?? here;
          const shape = chapterShape(steps.map((step) => overview.stateOf(step.id).kind), settled);
          return (
            <li key={chapter.id} data-here={here || undefined}>
              <Button className="chapter-head" aria-expanded={open} onPress={() => setToggled(new Map([...toggled, [chapter.id, !open]]))}>
                <StateShape shape={shape} />
                <span className="chapter-title">{chapter.title}</span>
                <span className="chapter-count">{settled}<span aria-hidden="true">/</span><span className="unseen"> of </span>{steps.length}</span>
              </Button>
              {open && (
                <ol className="step-list">
                  {steps.map((step) => {
                    const unsaved = isUnsaved(drafts[step.id] ?? {});
                    return <StepLink key={step.id} title={step.title} state={overview.stateOf(step.id).kind} here={at === step.id} unsaved={unsaved} onGo={() => onGo(step.id)} />;
                  })}
                </ol>
              )}
            </li>
          );
        })}
      </ol>
      <div className="chapters-end">
        <ActionButton onPress={() => onGo('hand-over.leave')}>
          <StateMark shape={LEAVE_SHAPES[leave.kind]}>{leave.kind === 'do-not' && left.length > 0 ? `Left to do: ${left.length}` : LEAVE_WORDS[leave.kind]}</StateMark>
        </ActionButton>
        {openPoints.length > 0 && <p className="chapters-open"><StateMark shape="blocked">{count(openPoints.length, 'open point')}</StateMark></p>}
        <ActionButton look="quiet" onPress={onHelp} label="Help with keys"><kbd aria-hidden="true">?</kbd> Keys</ActionButton>
      </div>
    </nav>
  );
}

/** A chapter shows what most needs a person in it. */
function chapterShape(kinds: readonly Shape[], settled: number): Shape {
  for (const kind of ['contradiction', 'attention', 'blocked'] as const) if (kinds.includes(kind)) return kind;
  return settled === kinds.length ? 'done' : settled > 0 ? 'running' : 'open';
}

function StepLink({ title, state, here, unsaved, onGo }: {
  readonly title: string; readonly state: StepState['kind']; readonly here: boolean; readonly unsaved: boolean; readonly onGo: () => void;
}): ReactNode {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => { if (here) item.current?.scrollIntoView({ block: 'nearest' }); }, [here]);
  return (
    <li ref={item}>
      <Button className="step-link" onPress={onGo} {...(here ? { 'aria-current': 'step' as const } : {})}>
        <StateShape shape={state} />
        <span className="step-link-title">{title}</span>
        <span className={`step-link-state is-${state}`}>{STATE_WORDS[state]}{unsaved && ', not saved'}</span>
      </Button>
    </li>
  );
}
