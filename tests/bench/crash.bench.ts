// Whether saves survive a process that is killed at random: 150 times, or as many as TRUNKBOOK_CRASH_KILLS says.
import { killAtRandom } from '../crash/kill.ts';
import type { Figure } from './figure.ts';

export const prefix = 'foundation/crash-';

export async function bench(): Promise<Figure[]> {
  const { kills, acknowledged, torn, lost } = await killAtRandom(Number(process.env['TRUNKBOOK_CRASH_KILLS'] ?? 150));
  const note = `${kills} kills, ${acknowledged} saves acknowledged`;
  return [
    { name: 'foundation/crash-torn', value: torn, unit: 'files', limit: 0, note },
    { name: 'foundation/crash-lost', value: lost, unit: 'saves', limit: 0, note },
  ];
}
