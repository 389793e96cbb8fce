import type { StepId } from '../site/step-ids.ts';
import { ACCOUNT } from './chapters/account.ts';
import { INCOMING, OUTGOING } from './chapters/calls.ts';
import { EMERGENCY_3CX } from './chapters/emergency-3cx.ts';
import { NOTIFICATIONS, TEST_933 } from './chapters/emergency-tests.ts';
import { EMERGENCY_TWILIO } from './chapters/emergency-twilio.ts';
import { EXTENSIONS } from './chapters/extensions.ts';
import { HAND_OVER } from './chapters/hand-over.ts';
import { INBOUND } from './chapters/inbound.ts';
import { NUMBERS } from './chapters/numbers.ts';
import { PBX } from './chapters/pbx.ts';
import { PREMISES } from './chapters/premises.ts';
import { RULES } from './chapters/rules.ts';
import { SECURITY } from './chapters/security.ts';
import { TRUNK_IN_3CX } from './chapters/trunk-in-3cx.ts';
import { TRUNK } from './chapters/trunk.ts';
import { VISIT } from './chapters/visit.ts';
import type { Chapter, Step } from './step.ts';

export { GUIDE_VERSION } from '../site/guide-version.ts';

/** The whole procedure in the order of the work. Facts: guide.md, and where it is wrong or silent, twilio.md and threecx.md; tests/guide/ holds that nothing is missing. */
export const CHAPTERS: readonly Chapter[] = [
  VISIT, PREMISES, PBX, ACCOUNT, TRUNK, SECURITY, INBOUND, NUMBERS, TRUNK_IN_3CX, RULES, OUTGOING, INCOMING, EXTENSIONS, EMERGENCY_TWILIO, EMERGENCY_3CX, NOTIFICATIONS, TEST_933, HAND_OVER,
];

export const STEPS: readonly Step[] = CHAPTERS.flatMap((chapter) => chapter.steps);

const BY_ID: ReadonlyMap<StepId, Step> = new Map(STEPS.map((step) => [step.id, step]));

/** Throws where no chapter has the step; a test holds that each name of step-ids.ts has one. */
export function stepOf(id: StepId): Step {
  const step = BY_ID.get(id);
  if (!step) throw new Error(`No chapter has the step ${id}.`);
  return step;
}
