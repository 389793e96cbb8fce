import { CHAPTERS, type Step, STEP_IDS, type StepId } from '../../../domain/guide/steps.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import type { Field } from '../../../domain/trunk/requirements.ts';
import { stepState, type StepState } from '../../../domain/overview/progress.ts';
import type { Job } from '../../../preload/contract.ts';

/** A place on the site screen: a step, and a field of it where one is meant. */
export interface Place {
  readonly step: StepId;
  readonly field: string | null;
}

export const STEPS: readonly Step[] = CHAPTERS.flatMap((chapter) => chapter.steps);

export function stepOf(id: StepId): Step {
  const step = STEPS.find((one) => one.id === id);
  if (!step) throw new Error(`No chapter has the step ${id}.`);
  return step;
}

/** The step after or before another; null at either end. */
export function neighbour(id: StepId, by: 1 | -1): Step | null {
  return STEPS[STEPS.findIndex((step) => step.id === id) + by] ?? null;
}

const STEP_OF_FIELD: Readonly<Record<Field, StepId>> = {
  'pbx.fqdn': 'pbx.values', 'pbx.ipv4': 'pbx.values',
  'trunk.friendlyName': 'trunk.values', 'trunk.domainLabel': 'trunk.values', 'trunk.secure': 'trunk.values',
  'trunk.accessListName': 'security.values', 'trunk.credentialListName': 'security.values', 'trunk.sipUsername': 'security.values', sipPassword: 'security.values',
  numbers: 'numbers.choose',
};

/** Where a problem of the plan is mended. */
export function placeOfField(field: Field): Place {
  return { step: STEP_OF_FIELD[field], field };
}

/** Where a no to one of the plan's questions is carried out. The kind of thing shows in its SID's first letters. */
export function placeOfQuestion(question: string): Place {
  const [verb, name = ''] = question.split(' ');
  if (verb === 'address') return placeOfField('pbx.ipv4');
  if (verb === 'move') return placeOfField('numbers');
  if (name.startsWith('AL')) return placeOfField('trunk.accessListName');
  if (name.startsWith('CL')) return placeOfField('trunk.credentialListName');
  return placeOfField('trunk.domainLabel');
}

export const isUnderWay = (job: Job): boolean => job.state === 'reading' || job.state === 'running' || job.state === 'stopping';

/** Where a technician who opens the site goes on: at a set-up under way, else at the first step that is not done. */
export function firstPlace(site: OpenSite, job: Job | null, now: number): Place {
  if (job?.siteId === site.id && isUnderWay(job)) return { step: 'setup.run', field: null };
  const open = STEPS.find((step) => stepState(site, step, now).kind !== 'done');
  return { step: open?.id ?? STEP_IDS[0], field: null };
}

export const STATE_WORDS: Readonly<Record<StepState['kind'], string>> = { open: 'Open', attention: 'Needs you', done: 'Done' };
