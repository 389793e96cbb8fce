import type { Coverage } from '../emergency/coverage-cell.ts';
import type { EmergencyPlan } from '../emergency/registration.ts';
import type { StepId } from '../site/step-ids.ts';
import type { Derivable } from './state.ts';
import { aged } from './visit.ts';

/** Something that rests on what Twilio said too long ago, or at a time that has not come yet; `step` is where it is read again. */
export interface OldReading {
  readonly step: StepId;
  readonly words: string;
  /** When Twilio said it, ISO 8601. */
  readonly at: string;
}

/** The steps of which an open point may speak for old readings: it says what an emergency call does until somebody has read again, and who was told. */
const SPEAK_FOR_OLD: readonly StepId[] = ['emergency-twilio.registered', 'emergency-3cx.coverage'];

/** Whether an open point of a step, made at `since` (ISO 8601), was made in the knowledge that this reading was old. */
export function speaksForOld(step: StepId, since: string, { at }: OldReading): boolean {
  return SPEAK_FOR_OLD.includes(step) && aged(at, Date.parse(since)) === 'stale';
}

/**
 * What must be read again before a site is left: help must not rest on what Twilio said days ago. The matrix keeps what it knows, as a
 * technician without a network needs it, and says when Twilio said so. Of a site that is worked on by hand nothing is read. `now` in
 * milliseconds since 1970.
 */
export function oldReadings({ intent, observed }: Pick<Derivable, 'intent' | 'observed'>, emergency: Pick<EmergencyPlan, 'numbers'>, { cells }: Coverage, now: number): readonly OldReading[] {
  const measured = cells.filter(({ state }) => state !== 'not-applicable');
  if (intent.account.kind === 'by-hand' || measured.length === 0) return [];
  const old: OldReading[] = [];
  const trunkAt = observed.twilio?.at;
  if (trunkAt !== undefined && aged(trunkAt, now) === 'stale') old.push({ step: 'setup.compare', at: trunkAt, words: `Twilio was last asked about the trunk on ${trunkAt.slice(0, 10)}. Read the account again before you leave.` });
  const shown = new Set(measured.map(({ callerId }) => callerId.number));
  const staleAt = [...emergency.numbers].flatMap(([number, standing]) => (standing.kind === 'registered' && shown.has(number) && aged(standing.at, now) === 'stale' ? [standing.at] : [])).sort();
  if (staleAt[0] !== undefined) old.push({ step: 'emergency-twilio.registered', at: staleAt[0], words: `Twilio was last asked about ${staleAt.length === 1 ? 'a registration' : `${staleAt.length.toLocaleString('en')} registrations`} on ${staleAt[0].slice(0, 10)}. Read the emergency addresses again before you leave.` });
  return old;
}
