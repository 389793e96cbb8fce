import type { ReactNode } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import type { Plan, Question } from '../../../../domain/trunk/plan.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { CoinIcon } from '../../../ui/icons.tsx';
import { StateShape } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { count, moment } from '../../../words.ts';
import { stepOf } from '../../../../domain/guide/chapters.ts';
import { placeOfField, placeOfQuestion } from '../step-order.ts';
import type { StepProps } from '../step-view.tsx';

/** The plan in words: what is missing, what a person must decide, and each call that would be made. */
export function PlanView({ site, plan, go }: { readonly site: OpenSite; readonly plan: Plan; readonly go: StepProps['go'] }): ReactNode {
  switch (plan.kind) {
    case 'not-read':
      return <p className="empty is-small">Everything is entered. Read the account first: the plan depends on what is there already. Reading changes nothing.</p>;
    case 'blocked':
      return (
        <section aria-labelledby="plan-problems">
          <h3 id="plan-problems">{count(plan.problems.length, 'thing')} to mend first</h3>
          <ul className="plan-problems">
            {plan.problems.map(({ field, why }) => {
              const place = placeOfField(field);
              return (
                <li key={`${field} ${why}`}><StateShape shape="attention" /><span>{why}</span><ActionButton onPress={() => go(place.step, place.field)}>Go to “{stepOf(place.step).title}”</ActionButton></li>
              );
            })}
          </ul>
        </section>
      );
    case 'ready':
      return (
        <>
          {plan.questions.length > 0 && (
            <section aria-labelledby="plan-questions">
              <h3 id="plan-questions">{count(plan.questions.length, 'question')} to answer first</h3>
              <ul className="plan-questions">{plan.questions.map((question) => <li key={question.id}><PlanQuestion question={question} site={site} go={go} /></li>)}</ul>
            </section>
          )}
          <section aria-labelledby="plan-actions">
            <h3 id="plan-actions">What Trunkbook would do</h3>
            <p className="aside">Planned over the account as it was read on {moment(site.observed.twilio?.at ?? site.createdAt)}. Nothing is sent before you press the button.</p>
            <ol className="plan-actions">
              {plan.actions.map((action) => (
                <li key={action.id}>
                  <span className="plan-words">{action.words}</span>
                  {action.costs !== null && <span className="tag is-cost"><CoinIcon />Costs money</span>}
                  <span className="plan-why">{action.why}</span>
                </li>
              ))}
            </ol>
          </section>
        </>
      );
  }
}

function PlanQuestion({ question, site, go }: { readonly question: Question; readonly site: OpenSite; readonly go: StepProps['go'] }): ReactNode {
  const agree = useCall('site.agree');
  const place = placeOfQuestion(question.id);
  return (
    <div className="note is-attention" role="group" aria-label="Question">
      <StateShape shape="attention" />
      <div>
        <p>{question.what}</p>
        <div className="form-row">
          <ActionButton busy={agree.busy} busyWords="Saving…" onPress={() => void agree.run({ siteId: site.id, question: question.id })}>Yes: {question.yes}</ActionButton>
          <ActionButton onPress={() => go(place.step, place.field)}>No: {question.no}</ActionButton>
        </div>
        <FaultNote fault={agree.fault} />
      </div>
    </div>
  );
}
