// How the coverage matrix grows with the extensions: ten times as many may take little more than ten times as long.
import { performance } from 'node:perf_hooks';
import { type CoverageInput, coverageOf } from '../../domain/emergency/coverage.ts';
import { type Drawn, testedSite } from '../domain/emergency/covered-site.ts';
import type { Figure } from './figure.ts';
import { median, ROUNDS } from './measure.ts';

export const prefix = 'emergency/coverage';

const FEW = 1000;
const MANY = 10_000;
/** The few are measured this often in a row: as much work as the many. */
const TIMES = MANY / FEW;

function measure(site: CoverageInput, times: number): number {
  const started = performance.now();
  for (let time = 0; time < times; time += 1) {
    const { counts } = coverageOf(site);
    if (counts.proven !== site.directory.extensions.rows.length - 1) throw new Error('the site is not all proven');
  }
  return (performance.now() - started) / times;
}

/** The worse of two kinds of site: each phone with a number of its own, and twenty floors with one each. */
export async function bench(): Promise<Figure[]> {
  let worst = { ratio: 0, note: '' };
  for (const shows of ['own', 'location'] as const) {
    const drawn = (extensions: number): Drawn => ({ country: 'US', extensions, floors: 20, shows });
    const [few, many] = [testedSite(drawn(FEW)), testedSite(drawn(MANY))];
    measure(few, TIMES);
    measure(many, 1);
    const rounds = Array.from({ length: ROUNDS * 3 }, () => ({ few: measure(few, TIMES), many: measure(many, 1) }));
    const ratio = median(rounds.map((round) => round.many / round.few));
    const note = `${shows === 'own' ? 'a number each' : 'a number a floor'}: ${median(rounds.map((round) => round.many)).toFixed(1)} ms for ${MANY} extensions, ${median(rounds.map((round) => round.few)).toFixed(1)} ms for ${FEW}`;
    console.log(`${ratio.toFixed(2)} ${note}`);
    if (ratio > worst.ratio) worst = { ratio, note };
  }
  return [{ name: 'emergency/coverage-ratio', value: Math.round(worst.ratio * 100) / 100, unit: 'x', limit: 12, note: worst.note }];
}
