import type { ReactNode } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Note } from '../../../ui/fault-note.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { count } from '../../../words.ts';
import { STATE_WORDS } from '../step-order.ts';
import type { StepProps } from '../step-view.tsx';

/** What is left before the site may be left: steps that nobody has settled, and open points to tell the customer about. */
export function LeaveStep({ overview, go }: StepProps): ReactNode {
  const { chapters, left, openPoints } = overview;
  return (
    <section aria-label="What is left" className="leave">
      {left.length === 0
        ? <Note shape="done"><p><strong>You may leave.</strong> {openPoints.length === 0 ? 'Every step is settled.' : 'Every step is settled, or waits for somebody who is named below.'}</p></Note>
        : <p><strong>{count(left.length, 'step')} left.</strong> Do them, say that they are not needed, or make them open points with somebody’s name.</p>}
      {chapters.map(({ chapter, steps }) => {
        const mine = left.filter(({ step }) => steps.includes(step));
        if (mine.length === 0) return null;
        return (
          <section key={chapter.id} aria-label={chapter.title}>
            <h3>{chapter.title}</h3>
            <ul className="left-list">
              {mine.map(({ step, state }) => (
                <li key={step.id}>
                  <StateMark shape={state.kind}>{STATE_WORDS[state.kind]}</StateMark>
                  <ActionButton look="quiet" onPress={() => go(step.id)}>{step.title}</ActionButton>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {openPoints.length > 0 && (
        <section aria-labelledby="open-points">
          <h3 id="open-points">Open points</h3>
          <ul className="left-list is-points">
            {openPoints.map(({ step, note, owner, due, overdue }) => (
              <li key={step.id}>
                <StateMark shape="blocked">{overdue ? 'Overdue' : 'Waits'}</StateMark>
                <span><ActionButton look="quiet" onPress={() => go(step.id)}>{step.title}</ActionButton><span className="left-note">{note}</span><span className="aside">{owner}{due !== null && `, until ${due}`}</span></span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}
