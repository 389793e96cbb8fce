import type { OpenSite } from '../../../../domain/site/record.ts';
import type { Action } from '../../../../domain/trunk/actions.ts';
import type { Plan } from '../../../../domain/trunk/plan.ts';
import type { Job } from '../../../../preload/contract.ts';
import { readingIsCurrent } from '../../../../domain/trunk/ledger.ts';
import { checkIntent } from '../../../../domain/trunk/requirements.ts';
import { isUnderWay } from '../step-order.ts';

/** What the set-up step shows: a job at work, or the plan, with the set-up that stopped before it. */
export type SetUpView =
  | { readonly kind: 'working'; readonly job: Job }
  /** It stopped in the middle, and the account was not read since: only the job's own lines are true. */
  | { readonly kind: 'stopped'; readonly job: Job }
  | { readonly kind: 'plan'; readonly stoppedBy: Job | null };

/** Whether the account has to be read again before a plan over it means anything: everything is entered, and was changed since the last reading. */
export function isOutgrown(site: OpenSite, job: Job | null): boolean {
  const { intent, observed } = site;
  if (!checkIntent(intent).ok || setUpView(site, job).kind === 'working') return false;
  return observed.twilio === null || observed.twilio.at < intent.at || !readingIsCurrent(site);
}

/** Whether the account was read after a job had ended: how things stand shows there, and what the job said of it is past. */
export function isReadSince({ observed: { twilio } }: Pick<OpenSite, 'observed'>, { endedAt }: Pick<Job, 'endedAt'>): boolean {
  return twilio !== null && endedAt !== null && twilio.at > endedAt;
}

export function setUpView(site: OpenSite, job: Job | null): SetUpView {
  if (job === null || job.siteId !== site.id) return { kind: 'plan', stoppedBy: null };
  if (isUnderWay(job)) return { kind: 'working', job };
  if (job.state === 'done') return { kind: 'plan', stoppedBy: null };
  if (!readingIsCurrent(site)) return { kind: 'stopped', job };
  // Why a repair or an undo stopped is said where it was begun.
  return { kind: 'plan', stoppedBy: job.goal === 'set-up' && !isReadSince(site, job) ? job : null };
}

/** The actions of a plan that a person must say yes to. What an earlier job did is in the plan again only where it was lost since. */
export function consentsOf(todo: Plan): readonly Action[] {
  return todo.kind === 'ready' ? todo.actions.filter((action) => action.consent !== null) : [];
}
