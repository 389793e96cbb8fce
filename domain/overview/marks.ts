import type { Evidence } from '../site/record.ts';

type Mark = Extract<Evidence, { kind: 'step-done' | 'step-reopened' | 'step-not-applicable' | 'step-blocked' }>;

const MARKS: ReadonlySet<Evidence['kind']> = new Set<Mark['kind']>(['step-done', 'step-reopened', 'step-not-applicable', 'step-blocked']);

const isMark = (entry: Evidence): entry is Mark => MARKS.has(entry.kind);

/** What a person last said of each step. Later entries stand for earlier ones. */
export function lastMarks(evidence: readonly Evidence[]): ReadonlyMap<string, Mark> {
  return new Map(evidence.filter(isMark).map((mark) => [mark.step, mark]));
}

/** A picture that counts: attached to a step and not withdrawn. */
export type Photo = Extract<Evidence, { kind: 'photo' }>;

export function photosOf(evidence: readonly Evidence[], step: string): readonly Photo[] {
  const withdrawn = new Set(evidence.flatMap((entry) => (entry.kind === 'photo-withdrawn' ? [entry.photo] : [])));
  return evidence.filter((entry): entry is Photo => entry.kind === 'photo' && entry.step === step && !withdrawn.has(entry.photo));
}

/** All that was written about one step, oldest first. */
export function historyOf(evidence: readonly Evidence[], step: string): readonly Evidence[] {
  return evidence.filter((entry) => 'step' in entry && entry.step === step);
}
