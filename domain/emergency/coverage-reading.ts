import { emergencyNumbers } from '../dialplan/emergency-numbers.ts';
import type { Directory } from '../numbers/directory.ts';
import type { OpenSite } from '../site/record.ts';
import { RULES_VALUE } from './coverage-3cx.ts';
import type { CoverageCondition } from './coverage-cell.ts';
import { met, notMet } from './coverage-trunk.ts';
import { lastSaid } from './last-said.ts';
import { numbersDialled } from './meanwhile.ts';
import { emergencyRulesOf, rulesDigest } from './rules.ts';
import { HAS_933, territoryOf } from './territory.ts';
import { USERS_VALUE, usersDigest } from './users-digest.ts';

const STEP = 'test-933.elsewhere';

/** The record of the step in which a person writes down that Twilio confirmed the numbers. */
export const CONFIRMED_VALUE = 'confirmed';

/**
 * What stands in for the test call in a country without one: a person went over the entries and the caller IDs by reading, as they are now. It
 * rests on a word, and says so. Where nobody here knows whether Twilio connects the country's numbers at all, reading is not enough: a person
 * must say that Twilio confirmed it.
 */
export function readingOf({ intent, evidence }: Pick<OpenSite, 'intent' | 'evidence'>, { extensions }: Directory): CoverageCondition {
  const said = lastSaid(evidence, STEP);
  const unread = (words: string, todo: string): CoverageCondition => notMet('test', 'not-measured', words, todo, STEP, true);
  if (said?.kind !== 'step-done') return unread('No test number exists here, and nobody has gone over it by reading.', 'Go over it by reading, and tick the step.');
  const { values, who, at } = said;
  if (values[RULES_VALUE] === undefined || values[USERS_VALUE] === undefined) {
    return unread(`${who} ticked it in an earlier Trunkbook, which did not keep what that was about.`, 'Go over it by reading again, and tick the step.');
  }
  if (values[RULES_VALUE] !== rulesDigest(emergencyRulesOf(intent)) || values[USERS_VALUE] !== usersDigest(extensions.rows)) {
    return unread(`Emergency entries or caller IDs were changed here since ${who} went over them by reading.`, 'Go over it by reading again, and tick the step.');
  }
  const unconfirmed = emergencyNumbers(intent.country).some(({ test, twilio }) => !test && twilio === 'NC');
  const confirmed = values[CONFIRMED_VALUE]?.trim() ?? '';
  const read = `${who} went over it by reading on ${at.slice(0, 10)}; no test call was made.`;
  if (!unconfirmed) return met('test', read, true);
  return confirmed === ''
    ? unread(`Whether Twilio connects ${numbersDialled(intent.country)} is not confirmed.`, 'Ask Twilio, write the answer down with the step, and tick it again.')
    : met('test', `${read} Twilio confirmed the numbers: ${confirmed}`, true);
}

/** Why a tick of the step does not hold for what stands here now; null where it does, where nobody ticked, where 933 answers, and where there is no phone that it could be about. */
export function outdatedReading(known: Pick<OpenSite, 'intent' | 'evidence'>, directory: Directory): string | null {
  const { country } = known.intent;
  if (HAS_933.includes(country) || territoryOf(country) === 'none' || directory.extensions.rows.length === 0 || lastSaid(known.evidence, STEP)?.kind !== 'step-done') return null;
  const { state, words, todo } = readingOf(known, directory);
  return state === 'met' ? null : `${words} ${todo}`;
}
