import type { Evidence } from '../site/record.ts';
import type { StepId } from '../site/step-ids.ts';

type Said = Extract<Evidence, { kind: 'step-done' | 'step-reopened' | 'step-not-applicable' | 'step-blocked' }>;

/** What a person last said of a step; undefined where nobody did. */
export function lastSaid(evidence: readonly Evidence[], step: StepId): Said | undefined {
  return evidence.findLast((entry): entry is Said => 'step' in entry && entry.step === step && entry.kind.startsWith('step-'));
}
