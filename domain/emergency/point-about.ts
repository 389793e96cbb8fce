import type { Directory } from '../numbers/directory.ts';
import type { PointAbout } from '../site/emergency-record.ts';
import type { OpenSite } from '../site/record.ts';
import { CELL_STATES, type Coverage, type CoverageCondition } from './coverage-cell.ts';
import { coverageOf } from './coverage.ts';
import { emergencyPlan } from './registration.ts';

const isOpen = ({ state }: CoverageCondition): boolean => state !== 'met' && state !== 'not-applicable';

/** What an open point that is made now is about: the extensions that are not proven, and what each lacks. What is lacking later was told to nobody. */
export function aboutOf({ cells }: Coverage): PointAbout[] {
  const alike = new Map<string, { extensions: string[]; lacks: string[] }>();
  for (const { extension, conditions } of cells) {
    const lacks = conditions.filter(isOpen).map(({ id, state }) => `${id} ${state}`);
    if (lacks.length === 0) continue;
    const key = lacks.join();
    const others = alike.get(key) ?? { extensions: [], lacks };
    others.extensions.push(extension);
    alike.set(key, others);
  }
  return [...alike.values()];
}

/** The same of a site as it stands. @param now milliseconds since 1970 */
export function aboutNow(known: Pick<OpenSite, 'intent' | 'observed' | 'ledger' | 'evidence'>, directory: Directory, now: number): PointAbout[] {
  return aboutOf(coverageOf({ ...known, directory, registration: emergencyPlan(known, now) }));
}

/** From the worst to the best. */
const RANK: ReadonlyMap<string, number> = new Map(CELL_STATES.map((state, index) => [state, index]));

/** A test that waited for a registration can be made once that is there: nothing came to light, and nobody was told less. */
const foreseen = (lack: string): string => (lack === 'test waiting' ? 'test not-measured' : lack);

/** Whether an open point was made in the knowledge of this: that the extension lacks it, and that it is no better than it is now. */
export function knewOf(about: readonly PointAbout[]): (extension: string, condition: CoverageCondition) => boolean {
  const known = new Map<string, ReadonlyMap<string, number>>();
  for (const { extensions, lacks } of about) {
    const ranks = new Map(lacks.map((one) => { const [id = '', state = ''] = foreseen(one).split(' '); return [id, RANK.get(state) ?? CELL_STATES.length] as const; }));
    for (const extension of extensions) known.set(extension, ranks);
  }
  return (extension, { id, state }) => (known.get(extension)?.get(id) ?? Infinity) <= (RANK.get(state) ?? -1);
}
