import type { StepId } from '../site/step-ids.ts';

const CHAPTERS: readonly string[] = ['emergency-twilio', 'emergency-3cx', 'notifications', 'test-933'];

/** Whether help depends on the step: where it stays open, somebody at the site has to be told what an emergency call does meanwhile. */
export function isEmergencyStep(step: StepId): boolean {
  return CHAPTERS.includes(step.split('.')[0] ?? '');
}
