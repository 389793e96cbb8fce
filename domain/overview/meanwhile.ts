import type { Coverage } from '../emergency/coverage-cell.ts';
import { meanwhileWords, numbersDialled } from '../emergency/meanwhile.ts';
import type { EmergencyPlan } from '../emergency/registration.ts';
import type { NumberStanding } from '../emergency/standing.ts';
import { territoryOf } from '../emergency/territory.ts';
import type { StepId } from '../site/step-ids.ts';

/** The worst comes first: what is told must be true of the phone that fares worst. */
const WORST: readonly NumberStanding['kind'][] = ['none', 'unassigned', 'for-person', 'queued', 'under-way', 'not-read', 'reported', 'not-here', 'registered'];

/** What an emergency call does while this step waits, as a proposal for its open point: the technician reads it, changes it, and tells it. */
export function meanwhileOf(country: string, { emergency, coverage }: { readonly emergency: Pick<EmergencyPlan, 'numbers'>; readonly coverage: () => Coverage }, step: StepId): string {
  const standings = [...emergency.numbers.values()].sort((one, other) => WORST.indexOf(one.kind) - WORST.indexOf(other.kind));
  const words = meanwhileWords(standings[0] ?? null, country);
  if (territoryOf(country) === 'none') return words;
  const numbers = numbersDialled(country);
  switch (step) {
    case 'emergency-3cx.numbers': return `A call to ${numbers} may not leave the PBX at all. Use a mobile phone, and say where you are.`;
    case 'emergency-3cx.coverage':
      return coverage().cells.some(({ state, conditions }) => state === 'missing' && conditions.some((one) => one.state === 'missing' && (one.id === 'rule' || one.id === 'caller-id' || one.id === 'on-trunk')))
        ? `From some phones a call to ${numbers} may fail, or show a wrong address. Use another phone that is known to work, or a mobile phone, and say where you are.` : words;
    case 'notifications.set': return `${words} Nobody at the site is told of the call: whoever calls tells the reception too.`;
    case 'test-933.call': case 'test-933.elsewhere': return `${words} Nobody has tried it from every phone yet.`;
    case 'test-933.callback': return `${words} A call back may not reach the caller: stay on the line until the dispatcher ends the call.`;
    default: return words;
  }
}
