import type { ReactNode } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import type { Action } from '../../../../domain/trunk/actions.ts';
import type { Plan } from '../../../../domain/trunk/plan.ts';
import type { Problem } from '../../../../domain/trunk/requirements.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore, MOST_DRAWN } from '../../../ui/and-more.tsx';
import { CoinIcon } from '../../../ui/icons.tsx';
import { StateShape } from '../../../ui/state-mark.tsx';
import { count, moment } from '../../../words.ts';
import { stepOf } from '../../../../domain/guide/chapters.ts';
import { placeOfField } from '../step-order.ts';
import type { StepProps } from '../step-view.tsx';
import { drawnActions } from './drawn-lines.ts';
import { HeldItems } from './held-items.tsx';
import { PlanQuestion } from './plan-question.tsx';

/** The plan in words: what is missing, what a person must decide, what has to stay, and each call that would be made. */
export function PlanView({ site, plan, go }: { readonly site: OpenSite; readonly plan: Plan; readonly go: StepProps['go'] }): ReactNode {
  switch (plan.kind) {
    case 'not-read':
      return <p className="empty is-small">Everything is entered. Read the account first: the plan depends on what is there already. Reading changes nothing.</p>;
    case 'blocked':
      return <PlanProblems problems={plan.problems} go={go} />;
    case 'ready':
      return (
        <>
          {plan.questions.length > 0 && (
            <section aria-labelledby="plan-questions">
              <h3 id="plan-questions">{count(plan.questions.length, 'question')} to answer first</h3>
              <ul className="plan-questions">{plan.questions.map((question) => <li key={question.id}><PlanQuestion question={question} siteId={site.id} go={go} /></li>)}</ul>
            </section>
          )}
          {plan.held.length > 0 && (
            <section aria-labelledby="plan-held">
              <h3 id="plan-held">What stays for now</h3>
              <HeldItems held={plan.held} siteId={site.id} />
            </section>
          )}
          {plan.actions.length > 0 && (
            <section aria-labelledby="plan-actions">
              <h3 id="plan-actions">What Trunkbook would do</h3>
              <p className="aside">Planned over the account as it was read on {moment(site.observed.twilio?.at ?? site.createdAt)}. Nothing is sent before you press the button.</p>
              <PlanActions actions={plan.actions} />
            </section>
          )}
        </>
      );
  }
}

/** What is missing or wrong, each with a button to its field. */
export function PlanProblems({ problems, go }: { readonly problems: readonly Problem[]; readonly go: StepProps['go'] }): ReactNode {
  return (
    <section aria-labelledby="plan-problems">
      <h3 id="plan-problems">{count(problems.length, 'thing')} to mend first</h3>
      <ul className="plan-problems">
        {problems.slice(0, MOST_DRAWN).map(({ field, why }) => {
          const place = placeOfField(field);
          return (
            <li key={`${field} ${why}`}><StateShape shape="attention" /><span>{why}</span><ActionButton onPress={() => go(place.step, place.field)}>Go to “{stepOf(place.step).title}”</ActionButton></li>
          );
        })}
      </ul>
      <AndMore of={problems.length} />
    </section>
  );
}

/** The calls in words, in their order. */
export function PlanActions({ actions }: { readonly actions: readonly Action[] }): ReactNode {
  return (
    <>
      <ol className="plan-actions">
        {drawnActions(actions).map((action) => (
          <li key={action.id}>
            <span className="plan-words">{action.words}</span>
            {action.consent?.to === 'cost' && <span className="tag is-cost"><CoinIcon />Costs money</span>}
            <span className="plan-why">{action.why}</span>
          </li>
        ))}
      </ol>
      <AndMore of={actions.length} />
    </>
  );
}
