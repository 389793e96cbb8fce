import type { Coverage, CoverageCell } from '../emergency/coverage-cell.ts';
import { meanwhileWords, numbersDialled, SAY_WHERE } from '../emergency/meanwhile.ts';
import type { EmergencyPlan } from '../emergency/registration.ts';
import type { NumberStanding } from '../emergency/standing.ts';
import { territoryOf } from '../emergency/territory.ts';
import type { StepId } from '../site/step-ids.ts';
import type { OldReading } from './old-reading.ts';

/** The worst comes first: what is told must be true of the phone that fares worst. */
const WORST: readonly NumberStanding['kind'][] = ['none', 'unassigned', 'for-person', 'queued', 'under-way', 'not-read', 'reported', 'not-here', 'registered'];

/** A wrong door is worse than none. What nobody has said counts as not read, and only “registered” is a good report. */
function badness(standing: NumberStanding): number {
  switch (standing.kind) {
    case 'queued': case 'for-person':
      if (standing.shown === undefined) return WORST.indexOf('not-read');
      return standing.shown.address === null ? WORST.indexOf(standing.kind) : -1;
    case 'reported': return WORST.indexOf(standing.state === 'registered' ? 'reported' : 'for-person');
    default: return WORST.indexOf(standing.kind);
  }
}

/** A phone that does not stand behind the door that its number has. */
const showsOtherDoor = ({ conditions }: CoverageCell): boolean => conditions.some(({ id, state }) => id === 'place' && state === 'missing') && conditions.some(({ id, state }) => id === 'registered' && state === 'met');

/** What an emergency call does while this step waits, as a proposal for its open point: the technician reads it, changes it, and tells it. */
export function meanwhileOf(country: string, { emergency, coverage, old }: { readonly emergency: Pick<EmergencyPlan, 'numbers'>; readonly coverage: () => Coverage; readonly old: readonly OldReading[] }, step: StepId): string {
  // Only what phones show is told: a spare number has nothing to say. Where no phone is known, any may be shown.
  const shown = new Set(coverage().cells.flatMap(({ state, callerId }) => (state === 'not-applicable' ? [] : [callerId.number])));
  const ofPhones = [...emergency.numbers].flatMap(([number, standing]) => (shown.has(number) ? [standing] : []));
  const standings = (ofPhones.length > 0 ? ofPhones : [...emergency.numbers.values()]).sort((one, other) => badness(one) - badness(other));
  const [worst = null] = standings;
  const oldDay = old.find((reading) => reading.step === 'emergency-twilio.registered')?.at.slice(0, 10);
  const ofWorst = worst?.kind === 'registered' && oldDay !== undefined ? `A call to ${numbersDialled(country)} shows the address that Twilio had registered on ${oldDay}, as far as anybody knows: nobody has asked since. ${SAY_WHERE}` : meanwhileWords(worst, country);
  if (territoryOf(country) === 'none') return ofWorst;
  const numbers = numbersDialled(country);
  const words = (worst === null || badness(worst) >= 0) && coverage().cells.some(showsOtherDoor) ? `From some phones a call to ${numbers} may send help to another door. ${SAY_WHERE}` : ofWorst;
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
